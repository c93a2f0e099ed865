//! A user's negotiated discounts: percent off the published prices, by service, region, family and purchase option.

use super::provenance::ProvenancePool;
use super::region::SourceNames;
use super::rows::Table;
use super::{BookError, MissingPrice, Provenance, ProvenanceId};
use crate::terms::{Purchase, nearest};
use crate::units::Dec;

/// The service of instances in discounts; the others have the names of their meters.
pub(super) const EC2: &str = "ec2";

/// Stands for every service, region, family or purchase option.
const ANY: &str = "any";

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

/// Reads a table of discounts.
pub(super) fn read(file: &str, text: &str, names: &SourceNames<'_>) -> Result<Vec<Discount>, BookError> {
    let mut table = Table::open(file, text, COLUMNS)?;
    let mut discounts = Vec::new();
    while let Some(row) = table.next()? {
        let service = row.required(0)?;
        let known = |name: &str| super::meters::ALL.iter().any(|info| info.service == name);
        if service != EC2 && service != ANY && !known(service) {
            let mut known: Vec<&str> = super::meters::ALL.iter().map(|info| info.service).collect();
            known.dedup();
            return Err(row.fault(0, &format!("must be any, ec2, {}", known.join(", "))));
        }
        let family = if row.text(2).is_empty() { ANY } else { row.text(2) };
        if family != ANY && service != EC2 {
            return Err(row.fault(2, "goes with the service ec2 only"));
        }
        let percent = row.percent(4)?;
        if percent > Dec::from_int(100) {
            return Err(row.fault(4, "must be at most 100"));
        }
        let purchase = match row.text(3) {
            "" | ANY => None,
            name => Some(Purchase::from_name(name).ok_or_else(|| row.fault(3, "is no purchase option"))?),
        };
        discounts.push(Discount {
            service: service.to_owned(),
            region: row.required(1)?.to_owned(),
            family: family.to_owned(),
            purchase,
            percent,
            as_of: row.date(5)?.to_owned(),
            source: names.resolve(row.required(6)?).map_err(|message| row.fault(6, &message))?,
            place: (file.to_owned(), row.line()),
        });
    }
    Ok(discounts)
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

/// Finds a discount for a region that the book does not have: it would silently never apply.
///
/// # Errors
/// The first one, with the nearest known regions.
pub(super) fn check_regions(discounts: &[Discount], known: &[&str]) -> Result<(), BookError> {
    let wrong = discounts.iter().find(|discount| discount.region != ANY && !known.contains(&discount.region.as_str()));
    wrong.map_or(Ok(()), |discount| Err(discount.unknown("region", &discount.region, known)))
}

/// As [`check_regions`], for families.
///
/// # Errors
/// The first one, with the nearest known families.
pub(super) fn check_families(discounts: &[Discount], known: &[&str]) -> Result<(), BookError> {
    let wrong = discounts.iter().find(|discount| discount.family != ANY && !known.contains(&discount.family.as_str()));
    wrong.map_or(Ok(()), |discount| Err(discount.unknown("family", &discount.family, known)))
}

impl Discount {
    /// The fault of a name that the book does not have.
    fn unknown(&self, what: &str, name: &str, known: &[&str]) -> BookError {
        let hints = nearest(name, known.iter().copied());
        let missing =
            MissingPrice::new(format!("a discount for {what} {name:?}, which the book does not have"), &hints);
        BookError::Row { file: self.place.0.clone(), line: self.place.1, message: missing.message }
    }

    /// How many of its parts name something; `None` where it is for something else.
    fn fit(&self, priced: &Priced<'_>) -> Option<u32> {
        let part = |own: &str, asked: &str| match own {
            ANY => Some(0),
            own if own == asked => Some(1),
            _ => None,
        };
        let purchase = match self.purchase {
            None => 0,
            Some(own) if own == priced.purchase => 1,
            Some(_) => return None,
        };
        let (service, region) = (part(&self.service, priced.service)?, part(&self.region, priced.region)?);
        Some(service + region + part(&self.family, priced.family)? + purchase)
    }
}

/// A published price less its discount: of several that fit, the one that names most, the later one of equals. A user's
/// own price stays as it is, and so does a price that is out of reach of the arithmetic.
pub(super) fn apply(
    discounts: &[Discount],
    priced: &Priced<'_>,
    usd: Dec,
    provenance: ProvenanceId,
    pool: &ProvenancePool,
) -> (Dec, ProvenanceId) {
    if discounts.is_empty() || provenance.is_own() {
        return (usd, provenance);
    }
    let fitting = discounts.iter().filter_map(|discount| Some((discount.fit(priced)?, discount)));
    let Some((_, discount)) = fitting.max_by_key(|(fit, _)| *fit) else { return (usd, provenance) };
    let rest = Dec::from_int(100).sub(discount.percent);
    let reduced = rest.and_then(|rest| usd.mul_div(rest, Dec::from_int(100)));
    let (Some(reduced), Some(published)) = (reduced, pool.get(provenance)) else { return (usd, provenance) };
    let Discount { percent, as_of, source, .. } = discount;
    let source = format!("{percent} % off ({source}, as of {as_of}): {}", published.source);
    (reduced, pool.intern(Provenance { source, own: true, ..published }))
}
