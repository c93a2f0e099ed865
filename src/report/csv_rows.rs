//! CSV: one row a workload, or one a line item; unrounded; columns keep their names for good.

use super::held::{Endings, Key, MARK, key_of};
use crate::analysis::Comparison;
use crate::analysis::fields::{FIELDS, FIGURES, Field, OF_RUN, PLAIN, TakesFigures, Value, each_figure};
use crate::cost::Offer;
use crate::pricebook::PriceBook;
use crate::terms::is_harmful;
use std::io::{self, Write};

/// Columns of a row a line item, after the workload's name and the option.
const DETAIL: [&str; 16] = [
    "name",
    "option",
    "feasible",
    "item",
    "label",
    "consumed_quantity",
    "quantity",
    "unit",
    "unit_price_usd",
    "tier_from",
    "tier_to",
    "amount_usd",
    "as_of",
    "source",
    "estimated",
    "own_price",
];

/// The heading of a row a workload.
#[must_use]
pub fn row_header() -> String {
    let mut names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    names.extend(OF_RUN);
    names.join(",") + "\n"
}

/// The heading of a row a line item.
#[must_use]
pub fn detail_header() -> String {
    DETAIL.join(",") + "\n"
}

/// Writes comparisons as CSV rows, without a heading.
pub struct CsvRows<'a> {
    book: &'a PriceBook,
    /// One row a line item.
    detail: bool,
    /// The last cells of every row.
    tail: Vec<u8>,
    /// What rows end in that say nothing but assumptions: a handful of endings for millions of rows.
    endings: Vec<(Key, Vec<u8>)>,
    /// Where endings get a number that takes their place.
    held: Option<&'a Endings>,
}

impl<'a> CsvRows<'a> {
    /// A writer for a book's comparisons.
    #[must_use]
    pub fn new(book: &'a PriceBook, detail: bool) -> CsvRows<'a> {
        let info = book.info();
        let mut tail = Vec::new();
        push_cell(&mut tail, &info.label());
        tail.push(b',');
        push_cell(&mut tail, &info.as_of);
        tail.push(b'\n');
        CsvRows { book, detail, tail, endings: Vec::new(), held: None }
    }

    /// A writer of rows that are held back: [`Endings::writer`] writes them in full.
    #[must_use]
    pub fn held(book: &'a PriceBook, detail: bool, endings: &'a Endings) -> CsvRows<'a> {
        CsvRows { held: Some(endings), ..CsvRows::new(book, detail) }
    }

    /// The heading.
    #[must_use]
    pub fn header(&self) -> String {
        if self.detail { detail_header() } else { row_header() }
    }

    /// Appends a comparison's rows.
    pub fn push(&mut self, comparison: &Comparison, out: &mut Vec<u8>) {
        if self.detail {
            return self.push_detail(comparison, out);
        }
        each_figure(comparison, &mut Cells { out });
        let says_more = |offer: &Offer| !offer.reasons.is_empty() || !offer.warnings.is_empty();
        if comparison.is_enriched() || comparison.offers.iter().any(says_more) {
            return self.push_ending(comparison, out);
        }
        let key = key_of(comparison);
        if let Some((_, ending)) = self.endings.iter().find(|(known, _)| *known == key) {
            return out.extend_from_slice(ending);
        }
        let mut ending = Vec::new();
        self.push_ending(comparison, &mut ending);
        if let Some(number) = self.held.and_then(|held| held.number(key, &ending)) {
            ending = vec![MARK, number];
        }
        out.extend_from_slice(&ending);
        self.endings.push((key, ending));
    }

    /// Appends what comes after the figures.
    fn push_ending(&self, comparison: &Comparison, out: &mut Vec<u8>) {
        let known = if comparison.is_enriched() { FIELDS.len() } else { PLAIN };
        push_fields(&FIELDS[FIGURES..known], comparison, out);
        out.resize(out.len() + (FIELDS.len() - known), b',');
        out.extend_from_slice(&self.tail);
    }

    fn push_detail(&self, comparison: &Comparison, out: &mut Vec<u8>) {
        for offer in &comparison.offers {
            let Some(bill) = &offer.bill else {
                let reasons: Vec<String> = offer.reasons.iter().map(ToString::to_string).collect();
                let cells = [&comparison.workload.name, offer.key.key(), "false", "", &reasons.join("; ")];
                push_row(out, &cells);
                continue;
            };
            for item in bill.items() {
                let provenance = self.book.provenance(item.provenance);
                let (from, to) = match item.tier {
                    Some(tier) => {
                        let to = tier.to.map_or_else(|| "Inf".to_owned(), |to| to.to_string());
                        (tier.from.to_string(), to)
                    }
                    None => (String::new(), String::new()),
                };
                let cells = [
                    comparison.workload.name.as_str(),
                    offer.key.key(),
                    "true",
                    item.key.key(),
                    item.key.label(),
                    &item.consumed.to_string(),
                    &item.quantity.to_string(),
                    item.unit,
                    &item.unit_price_usd.to_string(),
                    &from,
                    &to,
                    &item.amount.to_string(),
                    &provenance.as_of,
                    &provenance.source,
                    flag(provenance.estimated),
                    flag(provenance.own),
                ];
                push_row(out, &cells);
            }
        }
    }

    /// Writes a heading and all rows.
    ///
    /// # Errors
    /// A failure of the output.
    pub fn write_all(&mut self, comparisons: &[Comparison], out: &mut dyn Write) -> io::Result<()> {
        let mut text = self.header().into_bytes();
        for comparison in comparisons {
            self.push(comparison, &mut text);
            if text.len() > 1 << 16 {
                out.write_all(&text)?;
                text.clear();
            }
        }
        out.write_all(&text)
    }
}

/// The cells of some fields, with a separator after each.
fn push_fields(fields: &[Field], comparison: &Comparison, out: &mut Vec<u8>) {
    let mut cells = Cells { out };
    fields.iter().for_each(|field| cells.take((field.value)(comparison)));
}

/// Writes values as cells, with a separator after each.
struct Cells<'a> {
    out: &'a mut Vec<u8>,
}

impl TakesFigures for Cells<'_> {
    // A copy for each field, of which the compiler keeps the one arm that the field's value takes.
    #[inline(always)]
    fn take(&mut self, value: Value<'_>) {
        match &value {
            Value::Text(text) => push_cell(self.out, text),
            // Numbers, flags and our own names never need quotes.
            plain => plain.push_to(self.out),
        }
        self.out.push(b',');
    }
}

fn flag(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// A row of text cells, filled up to the heading's width.
fn push_row(out: &mut Vec<u8>, cells: &[&str]) {
    for at in 0..DETAIL.len() {
        if at > 0 {
            out.push(b',');
        }
        push_cell(out, cells.get(at).copied().unwrap_or(""));
    }
    out.push(b'\n');
}

/// Appends a text cell: quoted where CSV needs it, and never a formula for the spreadsheet that opens it.
pub(super) fn push_cell(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let formula = match bytes {
        [0x80..=0xff, ..] => begins_formula(text.trim_start_matches(|c| is_harmful(c) || c == '\u{ad}').as_bytes()),
        _ => begins_formula(bytes),
    };
    // Looking at every byte is quicker than stopping at the first, which most texts do not have. A spreadsheet may split at
    // semicolons and tabs as well, and the second part would be a cell that nothing guards.
    let is_mark = |byte: &u8| matches!(byte, b',' | b'"' | b'\n' | b'\r' | b';' | b'\t');
    let quote = bytes.iter().fold(false, |quote, byte| quote | is_mark(byte));
    if !quote {
        if formula {
            out.push(b'\'');
        }
        out.extend_from_slice(bytes);
        return;
    }
    out.push(b'"');
    if formula {
        out.push(b'\'');
    }
    for byte in bytes {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
}

/// Whether a spreadsheet takes a text for a formula, or may when what shows nothing before it was taken away.
fn begins_formula(bytes: &[u8]) -> bool {
    match bytes {
        [b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r', ..] => true,
        // ＝ ＋ － ＠ in full width, which spreadsheets of East Asian languages take for the signs above.
        [0xef, 0xbc, 0x9d | 0x8b | 0x8d | 0xa0, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::compare;
    use crate::cost::Settings;
    use crate::pricebook::OverlayFile;
    use crate::scenario;

    fn cell(text: &str) -> String {
        let mut out = Vec::new();
        push_cell(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_held_back_are_the_rows_that_a_new_writer_writes() {
        let text = "region,instance_type,purchase,usd_per_hour,as_of,source\n\
                    us-east-1,m7i.large,on-demand,0.05,2026-01-01,mine\n";
        let own = OverlayFile::new("own.csv", text);
        let book = PriceBook::open("2026", &[own]).unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,instance_type\n\
                   own,50M,120,1024,m7i.large\nlisted,50M,120,1024,m5.large\nagain,9M,120,1024,m7i.large\n\
                   large,1M,120,20480,m5.4xlarge\nlast,90M,120,1024,m5.large\n";
        let comparisons: Vec<Comparison> = scenario::read_str(csv, book.rules())
            .unwrap()
            .workloads
            .into_iter()
            .map(|workload| compare(&book, workload, &Settings::new(book.rules())).unwrap())
            .collect();
        let endings = Endings::default();
        let (mut rows, mut held) = (CsvRows::held(&book, false, &endings), Vec::new());
        comparisons.iter().for_each(|comparison| rows.push(comparison, &mut held));
        let mut full = Vec::new();
        let mut writer = endings.writer(&mut full);
        writer.write_all(&held).unwrap();
        writer.flush().unwrap();
        let mut expected = Vec::new();
        comparisons.iter().for_each(|comparison| CsvRows::new(&book, false).push(comparison, &mut expected));
        assert_eq!(String::from_utf8(full).unwrap(), String::from_utf8(expected).unwrap());
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(cell("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(cell("@x,y"), "\"'@x,y\"");
        for sign in ["＝", "＋", "－", "＠"] {
            assert_eq!(cell(&format!("{sign}1")), format!("'{sign}1"));
        }
        assert_eq!(cell("！x"), "！x");
        for unseen in ['\u{feff}', '\u{200b}', '\u{2060}', '\u{ad}'] {
            assert_eq!(cell(&format!("{unseen}=1")), format!("'{unseen}=1"));
            assert_eq!(cell(&format!("{unseen}a=1")), format!("{unseen}a=1"));
        }
        assert_eq!((cell("a;=1+1").as_str(), cell("a\t=1").as_str()), ("\"a;=1+1\"", "\"a\t=1\""));
    }
}
