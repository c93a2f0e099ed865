//! The CSV formats: a service's offer file and a Savings Plan's. Columns go by name: they change with time and offer.

use super::HOW;
use super::attributes::{Attribute, Product};
use super::facts::{Facts, PriceText};
use super::fault::Place;
use super::input::Input;
use super::left_out::Reason;
use super::plan_rates::{PlanRate, PlanText};
use super::purchase::TermText;
use crate::terms::Stamp;
use csv::ByteRecord;
use std::collections::HashSet;
use std::io::Read;

/// Reads a CSV list to its end.
pub(super) fn read<R: Read>(input: Input<R>, mut facts: Facts) -> Facts {
    let progress = input.progress();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
    let mut record = ByteRecord::new();
    let mut table: Option<Table> = None;
    let mut separator = None;
    let mut behind = 0;
    loop {
        progress.begin_row();
        let before = reader.position().line();
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let message = progress.failure().map_or_else(|| error.to_string(), |(why, _)| why);
                facts.fault(None, Place::Whole, message);
                return facts;
            }
        }
        let line = Place::Line(before + behind);
        // Of CR and LF the reader takes the second as the beginning of the next row, which it counts a line too high up.
        if reader.position().line() == before {
            behind = 1;
        }
        match &mut table {
            Some(table) => table.row(&record, line, &mut facts),
            None if record.get(0) == Some(b"SKU") => match Table::new(&record) {
                Ok(new) => table = Some(new),
                Err(message) => {
                    facts.fault(None, line, message);
                    return facts;
                }
            },
            None => {
                heading(&record, line, &mut facts);
                separator = separator.or_else(|| other_separator(&record));
            }
        }
        if table.is_none() && record.position().is_some_and(|position| position.record() > MOST_HEADING_ROWS) {
            break;
        }
    }
    if table.is_none() {
        let message = match separator {
            Some(name) => {
                format!("its cells stand between {name}, where a CSV price list has commas")
            }
            None => "neither JSON nor a CSV price list: no row begins with SKU".to_owned(),
        };
        facts.fault(None, Place::Whole, format!("{message}; {HOW}"));
    } else if progress.quotes() % 2 == 1 {
        facts.fault(None, Place::Whole, "the file is cut: it ends within quotation marks".to_owned());
    }
    facts
}

/// The heading comes after five rows or so of the list's own lines.
const MOST_HEADING_ROWS: u64 = 20;

/// What separates the cells of a heading that programs for sheets saved without commas.
fn other_separator(record: &ByteRecord) -> Option<&'static str> {
    match record.get(0)?.strip_prefix(b"SKU")?.first()? {
        b';' => Some("semicolons"),
        b'\t' => Some("tabs"),
        b'|' => Some("vertical bars"),
        _ => None,
    }
}

/// A row above the heading: a name and a value.
fn heading(record: &ByteRecord, line: Place, facts: &mut Facts) {
    let value = String::from_utf8_lossy(record.get(1).unwrap_or_default());
    match record.get(0) {
        Some(b"Publication Date") => facts.published("Publication Date", &value, line),
        Some(b"Version") => facts.header(|facts| &mut facts.version, "versions", &value, line),
        Some(b"OfferCode") => facts.header(|facts| &mut facts.offer, "offer codes", &value, line),
        _ => {}
    }
}

/// The columns of a list and what is used again from row to row.
struct Table {
    cells: usize,
    places: [Option<usize>; Attribute::COUNT],
    columns: Columns,
    term: TermText,
    price: PriceText,
}

enum Columns {
    Service(ServiceColumns),
    Plan(PlanColumns),
}

/// Places of an offer file's own columns.
struct ServiceColumns {
    term_type: usize,
    unit: usize,
    usd: usize,
    currency: usize,
    from: usize,
    to: usize,
    code: Option<usize>,
    effective: Option<usize>,
    length: Option<usize>,
    option: Option<usize>,
    class: Option<usize>,
}

/// Places of a Savings Plan list's columns.
struct PlanColumns {
    unit: usize,
    price: usize,
    currency: usize,
    sku: usize,
    service: usize,
    usage: usize,
    operation: usize,
    option: usize,
    length: usize,
    length_unit: usize,
    family: usize,
    effective: Option<usize>,
    region: Option<usize>,
}

impl Table {
    fn new(header: &ByteRecord) -> Result<Table, String> {
        let find = |name: &str| header.iter().position(|column| column == name.as_bytes());
        let need = |name: &str| find(name).ok_or_else(|| format!("the heading has no column {name:?}"));
        let mut places = [None; Attribute::COUNT];
        let mut met = HashSet::new();
        for (at, column) in header.iter().enumerate() {
            let name = || String::from_utf8_lossy(column);
            if !met.insert(column) {
                return Err(format!("the heading has column {:?} twice", name()));
            }
            if let Some(attribute) = Attribute::from_csv(column)
                && places[attribute as usize].replace(at).is_some()
            {
                return Err(format!("the heading has column {:?} twice, in other capitals", name()));
            }
        }
        let columns = if find("DiscountedRate").is_some() {
            Columns::Plan(PlanColumns {
                unit: need("Unit")?,
                price: need("DiscountedRate")?,
                currency: need("Currency")?,
                sku: need("DiscountedSKU")?,
                service: need("DiscountedServiceCode")?,
                usage: need("DiscountedUsageType")?,
                operation: need("DiscountedOperation")?,
                option: need("PurchaseOption")?,
                length: need("LeaseContractLength")?,
                length_unit: need("LeaseContractLengthUnit")?,
                family: need("Product Family")?,
                effective: find("EffectiveDate"),
                region: find("DiscountedRegionCode"),
            })
        } else {
            Columns::Service(ServiceColumns {
                term_type: need("TermType")?,
                unit: need("Unit")?,
                usd: need("PricePerUnit")?,
                currency: need("Currency")?,
                from: need("StartingRange")?,
                to: need("EndingRange")?,
                code: find("OfferTermCode"),
                effective: find("EffectiveDate"),
                length: find("LeaseContractLength"),
                option: find("PurchaseOption"),
                class: find("OfferingClass"),
            })
        };
        let (term, price) = (TermText::default(), PriceText::default());
        Ok(Table { cells: header.len(), places, columns, term, price })
    }

    fn row(&mut self, record: &ByteRecord, line: Place, facts: &mut Facts) {
        if record.len() != self.cells {
            let message = format!("{} cells where the heading has {}: the file is cut?", record.len(), self.cells);
            facts.fault_named(&text(record, Some(0)), line, message);
            return;
        }
        match &self.columns {
            Columns::Plan(columns) => plan_row(columns, record, line, facts),
            Columns::Service(columns) => {
                let product = Cells { record, places: &self.places };
                let (term, price) = (&mut self.term, &mut self.price);
                service_row(columns, record, &product, line, facts, term, price);
            }
        }
    }
}

/// A row's cells as a product.
struct Cells<'a> {
    record: &'a ByteRecord,
    places: &'a [Option<usize>; Attribute::COUNT],
}

impl Product for Cells<'_> {
    fn get(&self, attribute: Attribute) -> &[u8] {
        self.places[attribute as usize].and_then(|at| self.record.get(at)).unwrap_or_default()
    }
}

/// A cell as text; what is not UTF-8 cannot be mistaken for a number or a name then.
fn text(record: &ByteRecord, at: Option<usize>) -> String {
    String::from_utf8_lossy(at.and_then(|at| record.get(at)).unwrap_or_default()).into_owned()
}

/// As [`text`], into a buffer.
fn put(out: &mut String, record: &ByteRecord, at: Option<usize>) {
    out.clear();
    out.push_str(&String::from_utf8_lossy(at.and_then(|at| record.get(at)).unwrap_or_default()));
}

fn service_row(
    columns: &ServiceColumns,
    record: &ByteRecord,
    product: &Cells<'_>,
    line: Place,
    facts: &mut Facts,
    term: &mut TermText,
    price: &mut PriceText,
) {
    let reserved = match record.get(columns.term_type) {
        Some(b"OnDemand") => false,
        Some(b"Reserved") => true,
        _ => {
            facts.left_out.add(Reason::Term, &text(record, Some(columns.term_type)));
            return;
        }
    };
    let name = String::from_utf8_lossy(record.get(0).unwrap_or_default());
    let Some(sku) = facts.product(&name, product, line) else { return };
    put(&mut term.code, record, columns.code);
    put(&mut term.length, record, columns.length);
    put(&mut term.class, record, columns.class);
    put(&mut term.option, record, columns.option);
    let purchase = match term.purchase(reserved) {
        Ok(purchase) => purchase,
        Err(name) => {
            facts.left_out.add(Reason::Term, &name);
            return;
        }
    };
    let begins = text(record, columns.effective);
    let Some(effective) = Stamp::of_term(&begins) else {
        facts.unreadable(sku, purchase, line, format!("EffectiveDate {begins:?} is no date"));
        return;
    };
    price.clear();
    put(&mut price.unit, record, Some(columns.unit));
    put(&mut price.from, record, Some(columns.from));
    put(&mut price.to, record, Some(columns.to));
    let has = |at: usize| record.get(at).is_some_and(|cell| !cell.is_empty());
    if has(columns.usd) && !has(columns.currency) {
        facts.unreadable(sku, purchase, line, "a price without a currency, expected USD".to_owned());
        return;
    }
    if record.get(columns.currency) == Some(b"USD") {
        price.usd = Some(text(record, Some(columns.usd)));
    } else {
        put(&mut price.other_currency, record, Some(columns.currency));
    }
    facts.price(sku, purchase, effective, price, line);
}

fn plan_row(columns: &PlanColumns, record: &ByteRecord, line: Place, facts: &mut Facts) {
    let cell = |at: usize| text(record, Some(at));
    let unit = cell(columns.length_unit);
    let plan = PlanText {
        family: cell(columns.family),
        // As the JSON list writes it: `1yr`.
        length: cell(columns.length) + if unit == "year" { "yr" } else { &unit },
        option: cell(columns.option),
        ..PlanText::default()
    };
    let price = PriceText {
        unit: cell(columns.unit),
        usd: Some(cell(columns.price)),
        other_currency: cell(columns.currency),
        ..PriceText::default()
    };
    let (sku, begins) = (cell(columns.sku), text(record, columns.effective));
    let Some(effective) = Stamp::of_term(&begins) else {
        facts.fault_named(&sku, line, format!("EffectiveDate {begins:?} is no date"));
        return;
    };
    let rate = PlanRate {
        sku,
        usage: cell(columns.usage),
        operation: cell(columns.operation),
        service: cell(columns.service),
        region: text(record, columns.region),
        effective,
        price,
    };
    rate.take(&plan, facts, line);
}
