//! Rates that no list gives, estimated from others: a share of another purchase option's.

use super::ec2::{HourlyRate, RegionTypes};
use super::error::TableFaults;
use super::keys::{Key, Met, Part};
use super::named::{ANY, Named};
use super::provenance::ProvenancePool;
use super::region::SourceNames;
use super::rows::{Row, Table};
use super::{InstanceType, Provenance, ProvenanceId, TypeId};
use crate::terms::Purchase;
use crate::units::{Dec, UnitPrice};

/// A way to derive a rate that no list gives: `ratio` times the rate of another purchase option.
#[derive(Debug, Clone)]
pub(super) struct Estimate {
    region: String,
    family: String,
    purchase: Purchase,
    base: Purchase,
    ratio: Dec,
    provenance: ProvenanceId,
    /// File and line.
    place: (String, u64),
}

impl Estimate {
    /// The names that the book must have.
    pub(super) fn named(&self) -> Named<'_> {
        let (file, line) = (self.place.0.as_str(), self.place.1);
        Named { what: "an estimate", region: &self.region, family: &self.family, file, line }
    }

    /// Whether it is of that type's rates in a region.
    pub(super) fn applies(&self, region: &str, kind: &InstanceType) -> bool {
        (self.family == ANY || self.family == kind.family) && (self.region == ANY || self.region == region)
    }

    /// Its region, or [`ANY`].
    pub(super) fn region(&self) -> &str {
        &self.region
    }

    /// What it estimates from what, in words.
    pub(super) fn words(&self) -> String {
        format!("the estimate of \"{}, {}, {}\" from {}", self.region, self.family, self.purchase, self.base)
    }

    /// File and line of a user's own estimate, and what it estimates.
    pub(super) fn own(&self) -> Option<(&str, u64, Purchase)> {
        self.provenance.is_own().then_some((self.place.0.as_str(), self.place.1, self.purchase))
    }
}

/// Estimates by the purchase option they derive, in the order in which they are tried.
#[derive(Debug)]
pub(super) struct Estimates {
    by_purchase: Vec<Vec<Estimate>>,
}

impl Estimates {
    /// Groups estimates; those of one purchase option keep their order.
    pub(super) fn new(all: impl IntoIterator<Item = Estimate>) -> Estimates {
        let mut by_purchase = vec![Vec::new(); Purchase::COUNT];
        for estimate in all {
            by_purchase[estimate.purchase.index()].push(estimate);
        }
        Estimates { by_purchase }
    }

    /// Whether what is estimated for a purchase option is ever looked at: rates of commitments are, and those that others
    /// are estimated from.
    pub(super) fn uses(&self, purchase: Purchase) -> bool {
        matches!(purchase, Purchase::Committed(_)) || self.is_base(purchase)
    }

    /// Whether others are estimated from what is estimated for a purchase option.
    pub(super) fn is_base(&self, purchase: Purchase) -> bool {
        self.by_purchase.iter().flatten().any(|estimate| estimate.base == purchase)
    }
}

pub(super) const COLUMNS: &[&str] = &["region", "family", "purchase", "base", "ratio", "as_of", "source"];

/// Several bases may stand for one option: the first that has a price counts.
const KEY: Key = Key {
    table: "estimates",
    parts: &[Part::Name(0), Part::Name(1), Part::PurchaseOr(2, ""), Part::PurchaseOr(3, "")],
};

/// Reads a table of estimates: those that could be read, and the faults of the others.
pub(super) fn read(
    file: &str,
    text: &str,
    names: &SourceNames<'_>,
    pool: &ProvenancePool,
    met: &Met,
) -> (Vec<Estimate>, Option<TableFaults>) {
    let mut table = match Table::open(file, text, COLUMNS) {
        Ok(table) => table.keyed(&KEY, met),
        Err(faults) => return (Vec::new(), Some(faults)),
    };
    let mut estimates = Vec::new();
    while let Some(row) = table.next() {
        let (region, family) = (row.required(0), row.required(1));
        let (purchase, base, ratio) = (row.purchase(2), row.purchase(3), row.number(4));
        let (as_of, source) = (row.date(5), names.resolve(&row, 6));
        let ratio = ratio.and_then(|ratio| share(&row, ratio));
        if purchase.is_some() && purchase == base {
            row.fault::<()>(
                3,
                "is what the row estimates",
                "name the option whose rate is multiplied, such as on-demand",
            );
        }
        let (Some(region), Some(family), Some(purchase), Some(base)) = (region, family, purchase, base) else {
            continue;
        };
        let (Some(ratio), Some(as_of), Some(source)) = (ratio, as_of, source) else { continue };
        let (region, family, as_of) = (region.to_owned(), family.to_owned(), as_of.to_owned());
        let provenance = pool.intern(Provenance { as_of, source, estimated: true, own: names.own });
        let place = (file.to_owned(), row.line());
        estimates.push(Estimate { region, family, purchase, base, ratio, provenance, place });
    }
    table.partly(estimates)
}

/// A ratio that a rate can be derived by: no rate is free, and none is ten times another one.
fn share(row: &Row<'_>, ratio: Dec) -> Option<Dec> {
    const MOST: Dec = Dec::from_int(10);
    if ratio.is_zero() {
        return row.fault(4, "would make the rate 0", "write the share of the base's rate, such as 0.6");
    }
    if ratio > MOST {
        let help = match ratio.ratio(1, 100).filter(|share| *share <= MOST) {
            Some(share) => format!("write {share} for {ratio} % of the base's rate"),
            None => "write the share of the base's rate, such as 0.6".to_owned(),
        };
        return row.fault(4, "is more than ten times the base's rate", &help);
    }
    Some(ratio)
}

/// How the rates of one type come from others.
pub(super) struct Derivation<'a> {
    pub(super) rates: &'a RegionTypes,
    pub(super) region: &'a str,
    pub(super) kind: &'a InstanceType,
    pub(super) id: TypeId,
    pub(super) estimates: &'a Estimates,
}

/// Purchase options on the way from an estimate to what it goes on from, a bit for each: none goes on from itself.
#[derive(Clone, Copy)]
struct Way(u32);

/// So many estimates go on from each other: partial upfront <- no upfront <- convertible Reserved are two.
const LONGEST: u32 = 4;
const _: () = assert!(Purchase::COUNT <= 32);

impl Way {
    /// The way on to another option; `None` where it was met before, or is too far.
    fn to(self, purchase: Purchase) -> Option<Way> {
        let bit = 1 << purchase.index();
        (self.0 & bit == 0 && self.0.count_ones() < LONGEST).then_some(Way(self.0 | bit))
    }
}

impl Derivation<'_> {
    /// A rate that the user's own estimates derive, which go on from the user's own rates; or the book's, which go on from those
    /// of the lists; or the book's where only the user has what they go on from. A rate of the user's own moves no other one
    /// that the lists and the book's estimates give: nobody has agreed to that one.
    pub(super) fn rate(&self, purchase: Purchase) -> Option<HourlyRate> {
        self.estimated(purchase, Way(0))
    }

    fn estimated(&self, purchase: Purchase, way: Way) -> Option<HourlyRate> {
        let way = way.to(purchase)?;
        let any = |base| self.rates.listed(self.id, base).or_else(|| self.estimated(base, way));
        let of_own = self.first(purchase, true, any);
        of_own.or_else(|| self.of_lists(purchase, Way(0))).or_else(|| self.first(purchase, false, any))
    }

    /// A rate in which the user's own have no part.
    fn of_lists(&self, purchase: Purchase, way: Way) -> Option<HourlyRate> {
        let way = way.to(purchase)?;
        self.first(purchase, false, |base| self.rates.of_lists(self.id, base).or_else(|| self.of_lists(base, way)))
    }

    /// The first estimate of a rate, among the user's `own` or the book's, whose base has one.
    fn first(
        &self,
        purchase: Purchase,
        own: bool,
        base: impl Fn(Purchase) -> Option<HourlyRate>,
    ) -> Option<HourlyRate> {
        let applies =
            |estimate: &&Estimate| estimate.provenance.is_own() == own && estimate.applies(self.region, self.kind);
        let mut tried = 0_u32;
        self.estimates.by_purchase[purchase.index()].iter().filter(applies).find_map(|estimate| {
            // A base that has no rate has none for a later row either.
            let bit = 1 << estimate.base.index();
            if tried & bit != 0 {
                return None;
            }
            tried |= bit;
            let base = base(estimate.base)?;
            let price = base.price.usd().mul(estimate.ratio)?;
            // What a price of the user's own gives is the user's own too.
            let is_own = base.provenance.is_own();
            let provenance = if is_own { estimate.provenance.as_own() } else { estimate.provenance };
            Some(HourlyRate { price: UnitPrice::new(price), provenance })
        })
    }
}
