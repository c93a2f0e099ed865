//! A user's negotiated discounts: percent off the published prices, by service, region, family and purchase option.

mod rivals;
mod scopes;

pub(super) use self::rivals::faults as rival_faults;
pub(super) use self::scopes::Discounts;
use crate::pricebook::book::GLOBAL;
use crate::pricebook::error::TableFaults;
use crate::pricebook::keys::{Key, Met, Part};
use crate::pricebook::named::{ANY, Named};
use crate::pricebook::provenance::ProvenancePool;
use crate::pricebook::region::SourceNames;
use crate::pricebook::rows::{Row, Table};
use crate::pricebook::{OwnPriceNotes, Provenance, ProvenanceId, meters};
use crate::terms::{Purchase, nearest};
use crate::units::Dec;

/// The service of instances in discounts; the others have the names of their meters.
pub(super) const EC2: &str = "ec2";

/// One row of a table of discounts.
#[derive(Debug, Clone)]
pub(super) struct Discount {
    service: String,
    region: String,
    family: String,
    purchase: Option<Purchase>,
    percent: Dec,
    as_of: String,
    source: String,
    /// File and line.
    place: (String, u64),
}

pub(super) const COLUMNS: &[&str] = &["service", "region", "family?", "purchase?", "discount_pct", "as_of", "source"];

const KEY: Key =
    Key { table: "discounts", parts: &[Part::Name(0), Part::Name(1), Part::NameOr(2, ANY), Part::PurchaseOr(3, ANY)] };

/// A discount of more percent is doubted: for commitments AWS takes off up to 72 % of a price on demand (AWS, "Compute and EC2
/// Instance Savings Plans", 2026-11-23), and told of up to 75 % before. What is more than that for Spot is a price of Spot's own.
const MOST_PERCENT: i64 = 75;

/// Reads a table of discounts: those that could be read, and the faults of the others.
pub(super) fn read(file: &str, text: &str, names: &SourceNames<'_>, met: &Met) -> (Vec<Discount>, Option<TableFaults>) {
    let mut table = match Table::open(file, text, COLUMNS) {
        Ok(table) => table.keyed(&KEY, met),
        Err(faults) => return (Vec::new(), Some(faults)),
    };
    let mut discounts = Vec::new();
    while let Some(row) = table.next() {
        let service = row.required(0).and_then(|service| {
            let is_known = [EC2, ANY].contains(&service) || meters::ALL.iter().any(|info| info.service == service);
            if is_known { Some(service) } else { unknown_service(&row) }
        });
        let region = match row.required(1) {
            Some(GLOBAL) => row.fault(1, "is no region that has prices", &format!("write {ANY} for each region")),
            region => region,
        };
        let family = match row.text(2) {
            "" | ANY => Some(ANY),
            _ if service.is_some_and(|service| service != EC2) => {
                row.fault(2, "goes with the service ec2 only", "leave the cell empty")
            }
            family => Some(family),
        };
        let purchase = if matches!(row.text(3), "" | ANY) { Some(None) } else { row.purchase(3).map(Some) };
        if let (Some(service), Some(Some(purchase))) = (service, purchase)
            && !is_sold_under(service, purchase)
        {
            row.fault::<()>(3, &format!("is an option that no price of {service} has"), &options_help(service));
        }
        let percent = row.percent(4).and_then(|percent| {
            let has_sign = row.text(4).ends_with('%');
            if percent > Dec::from_int(100) {
                return row.fault(4, "is above 100", "write at most 100, the whole price");
            }
            // Below 1 it was most likely meant as a fraction of 1; with its sign it was not.
            if percent < Dec::ONE && !percent.is_zero() && !has_sign {
                let meant = percent.ratio(100, 1).unwrap_or(percent);
                let help = format!("write {meant} for {meant} %, or {percent}% where it is meant so");
                return row.fault(4, "is below 1 %", &help);
            }
            Some(percent)
        });
        let (as_of, source) = (row.date(5), names.resolve(&row, 6));
        let (Some(service), Some(region), Some(family)) = (service, region, family) else { continue };
        let (Some(purchase), Some(percent), Some(as_of), Some(source)) = (purchase, percent, as_of, source) else {
            continue;
        };
        let (service, region, family) = (service.to_owned(), region.to_owned(), family.to_owned());
        let (as_of, place) = (as_of.to_owned(), (file.to_owned(), row.line()));
        discounts.push(Discount { service, region, family, purchase, percent, as_of, source, place });
    }
    table.partly(discounts)
}

/// Whether a service has prices under a purchase option; instances, and so `any`, may have them under each.
fn is_sold_under(service: &str, purchase: Purchase) -> bool {
    let mut own = meters::ALL.iter().filter(|info| info.service == service).peekable();
    own.peek().is_none() || own.any(|info| info.is_bought_under(purchase))
}

/// Which purchase options a service other than ec2 has.
fn options_help(service: &str) -> String {
    let plan = Purchase::all().find(|option| *option != Purchase::OnDemand && is_sold_under(service, *option));
    let plan = plan.map_or(String::new(), |plan| format!(", {plan} or its like"));
    format!("write on-demand{plan}, or leave the cell empty; ri and spot are for instances (ec2)")
}

fn unknown_service<T>(row: &Row<'_>) -> Option<T> {
    let mut known: Vec<&str> = [ANY, EC2].into_iter().chain(meters::ALL.iter().map(|info| info.service)).collect();
    known.dedup();
    let all = known.join(", ");
    let is_all = ["all", "*", "every", "everything"].iter().any(|word| row.text(0).eq_ignore_ascii_case(word));
    let meant = if is_all { Some(&ANY) } else { None };
    let help = match meant.or(nearest(row.text(0), known).first()) {
        Some(near) => format!("did you mean {near}? Otherwise use {all}"),
        None => format!("use {all}"),
    };
    row.fault(0, "is no service", &help)
}

/// What a discount may apply to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Priced<'a> {
    pub(super) service: &'a str,
    pub(super) region: &'a str,
    /// The instance family; empty for everything else.
    pub(super) family: &'a str,
    pub(super) purchase: Purchase,
}

impl Discount {
    /// The service that it names; `any` for each.
    pub(super) fn service(&self) -> &str {
        &self.service
    }

    /// The day that it was known.
    pub(super) fn as_of(&self) -> &str {
        &self.as_of
    }

    /// Its file and line.
    pub(super) fn place(&self) -> (&str, u64) {
        (&self.place.0, self.place.1)
    }

    /// The names that the book must have.
    pub(super) fn named(&self) -> Named<'_> {
        let (file, line) = (self.place.0.as_str(), self.place.1);
        Named { what: "a discount", region: &self.region, family: &self.family, file, line }
    }

    /// How much is off what.
    pub(super) fn words(&self) -> String {
        let Discount { service, region, family, purchase, percent, .. } = self;
        let purchase = purchase.map_or_else(|| ANY.to_owned(), |purchase| purchase.to_string());
        let scope = format!("{service}, {region}, {family}, {purchase}");
        format!("{percent} % off {scope:?}")
    }

    /// What is doubtful of one that leaves little.
    fn doubt(&self) -> String {
        let words = self.words();
        match Dec::from_int(100).sub(self.percent).filter(|left| !left.is_zero()) {
            None => format!("{words} leaves 0 USD of each price: is it what is left to pay?"),
            Some(left) => format!("{words} leaves {left} % of each price: is it what is left to pay?"),
        }
    }
}

/// Discounts that leave less of a price than any of AWS's: what is left to pay was written, most likely.
pub(super) fn too_large(discounts: &[Discount]) -> OwnPriceNotes {
    let mut found = OwnPriceNotes::default();
    for discount in discounts.iter().filter(|discount| discount.percent > Dec::from_int(MOST_PERCENT)) {
        let (file, line) = discount.place();
        found.note(file, line, || discount.doubt());
    }
    found
}

/// A published price less its discount ([`Discounts::best`]). A user's own price stays as it is, and so does a price that is out of reach of the arithmetic.
pub(super) fn apply(
    discounts: &Discounts,
    priced: &Priced<'_>,
    usd: Dec,
    provenance: ProvenanceId,
    pool: &ProvenancePool,
) -> (Dec, ProvenanceId) {
    if discounts.rows().is_empty() || provenance.is_own() {
        return (usd, provenance);
    }
    let Some(discount) = discounts.best(priced).and_then(|place| discounts.rows().get(place)) else {
        return (usd, provenance);
    };
    let rest = Dec::from_int(100).sub(discount.percent);
    let reduced = rest.and_then(|rest| usd.mul_div(rest, Dec::from_int(100)));
    let (Some(reduced), Some(published)) = (reduced, pool.get(provenance)) else { return (usd, provenance) };
    let Discount { percent, as_of, source, .. } = discount;
    let source = format!("{percent} % off ({source}, as of {as_of}): {}", published.source);
    (reduced, pool.intern(Provenance { source, own: true, ..published }))
}
