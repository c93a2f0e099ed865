//! What a price of the user's own is measured by: what the embedded book knows of the same thing, nearest first.

use crate::pricebook::ec2::Ec2Row;
use crate::pricebook::region::RateRow;
use crate::pricebook::{PriceBook, RegionRates, Tier, TypeId};
use crate::terms::{Arch, Purchase};
use crate::units::Dec;
use std::collections::HashMap;

/// What a unit costs by the book: the least and the most of what it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) least: Dec,
    pub(super) most: Dec,
    of: Of,
}

/// Which price of the book it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// The one of the same key, or the one that counts in every region.
    Key,
    /// Those of other regions.
    Regions,
    /// What the same costs on demand, there or in other regions.
    OnDemand,
}

impl Known {
    pub(super) fn one(usd: Dec) -> Known {
        Known { least: usd, most: usd, of: Of::Key }
    }

    /// The same, as what the book has on demand.
    pub(super) fn on_demand(self) -> Known {
        Known { of: Of::OnDemand, ..self }
    }

    /// Whether it is a price on demand, where another is measured by it.
    pub(super) fn is_on_demand(&self) -> bool {
        self.of == Of::OnDemand
    }

    /// Of several prices those that cost something; `None` where none does.
    fn range(all: impl Iterator<Item = Dec>, of: Of) -> Option<Known> {
        all.filter(|usd| !usd.is_zero()).fold(None, |range, usd| {
            let Known { least, most, .. } = range.unwrap_or(Known { least: usd, most: usd, of });
            Some(Known { least: least.min(usd), most: most.max(usd), of })
        })
    }

    /// The figures, with where they are from.
    pub(super) fn words(&self, base: &PriceBook) -> String {
        let Known { least, most, of } = self;
        let (usd, book) =
            (if least == most { least.to_string() } else { format!("{least} to {most}") }, &base.info().id);
        match of {
            Of::Key => format!("{usd} in price book {book}"),
            Of::Regions => format!("{usd} in the regions of price book {book}"),
            Of::OnDemand => format!("{usd} on demand in price book {book}"),
        }
    }
}

/// The key of a tier's price without its region.
type Key = (usize, Arch, Purchase, Dec);

/// Look-ups in a book, each through all regions once.
#[derive(Debug)]
pub(super) struct Reference<'b> {
    pub(super) base: &'b PriceBook,
    rates: HashMap<Key, Option<Known>>,
    types: HashMap<TypeId, Option<Known>>,
}

impl<'b> Reference<'b> {
    pub(super) fn new(base: &'b PriceBook) -> Reference<'b> {
        Reference { base, rates: HashMap::new(), types: HashMap::new() }
    }

    /// What the tier of a row costs: in its region, in every region, in the others, or on demand.
    pub(super) fn rate(&mut self, row: &RateRow, meter: usize) -> Option<Known> {
        let (arch, from) = (row.arch.unwrap_or(Arch::X86_64), row.tier.from);
        let usd = |purchase: Purchase| {
            let places = [listed_region(self.base, &row.region), self.base.global().ok()];
            let tiers = places.into_iter().flatten().find_map(|rates| rates.tiers_of(meter, arch, purchase))?;
            // What another amount costs in the book may be agreed on for this one: last tiers cost a tenth of the first.
            let same = tiers.iter().map(|tier| tier.usd).find(|usd| *usd == row.tier.usd && !usd.is_zero());
            same.or_else(|| at(tiers, from))
        };
        if let Some(usd) = usd(row.purchase) {
            return Some(Known::one(usd));
        }
        let on_demand = (row.purchase != Purchase::OnDemand).then(|| usd(Purchase::OnDemand)).flatten();
        let elsewhere = self.elsewhere((meter, arch, row.purchase, from), Of::Regions);
        elsewhere.or_else(|| match on_demand {
            Some(usd) => Some(Known::one(usd).on_demand()),
            None => self.elsewhere((meter, arch, Purchase::OnDemand, from), Of::OnDemand),
        })
    }

    /// What a tier costs in all regions that have it.
    fn elsewhere(&mut self, key: Key, of: Of) -> Option<Known> {
        let (base, (meter, arch, purchase, from)) = (self.base, key);
        let known = self.rates.entry(key).or_insert_with(|| {
            let rates = base.region_names().filter_map(|region| base.region(region).ok());
            Known::range(rates.filter_map(|rates| at(rates.tiers_of(meter, arch, purchase)?, from)), of)
        });
        known.map(|known| Known { of, ..known })
    }

    /// What an hour of the type of a row costs: there under the same option, or on demand in all regions.
    pub(super) fn hour(&mut self, row: &Ec2Row) -> Option<Known> {
        let base = self.base;
        // A list has thousands of names that the book lacks: their nearest ones, as an error has them, would take seconds.
        let known = base.may_price(&row.instance_type).then(|| base.instance_type(&row.instance_type).ok());
        let (id, _) = known.flatten()?;
        let is_listed = base.has_region(&row.region);
        if let Some(rate) = is_listed.then(|| base.hourly(&row.region, id, row.purchase).ok()).flatten().flatten() {
            return Some(Known::one(rate.price.usd()));
        }
        let of = if row.purchase == Purchase::OnDemand { Of::Regions } else { Of::OnDemand };
        let known = self.types.entry(id).or_insert_with(|| {
            let hour = |region| base.hourly(region, id, Purchase::OnDemand).ok().flatten();
            Known::range(base.region_names().filter_map(hour).map(|rate| rate.price.usd()), of)
        });
        known.map(|known| Known { of, ..known })
    }

    /// What an hour of the type of a row costs on demand in its region.
    pub(super) fn on_demand_hour(&self, row: &Ec2Row) -> Option<Dec> {
        let base = self.base;
        let is_known = base.has_region(&row.region) && base.may_price(&row.instance_type);
        let (id, _) = is_known.then(|| base.instance_type(&row.instance_type).ok()).flatten()?;
        Some(base.hourly(&row.region, id, Purchase::OnDemand).ok()??.price.usd())
    }

    /// The tiers of a row's price: in its region, everywhere, or in the first region whose price has several.
    pub(super) fn tiers(&self, row: &RateRow, meter: usize) -> Option<&'b [Tier]> {
        let base = self.base;
        let of = |rates: RegionRates<'b>| rates.tiers_of(meter, row.arch.unwrap_or(Arch::X86_64), row.purchase);
        let places = [listed_region(base, &row.region), base.global().ok()].into_iter().flatten();
        places
            .chain(base.region_names().filter_map(|region| base.region(region).ok()))
            .filter_map(of)
            .find(|tiers| tiers.iter().any(|tier| tier.to.is_some()))
    }
}

/// The prices of a region that the book has. To look for those that one of another name is like takes long, of thousands of them.
pub(super) fn listed_region<'b>(base: &'b PriceBook, name: &str) -> Option<RegionRates<'b>> {
    base.has_region(name).then(|| base.region(name).ok()).flatten()
}

/// What a unit costs where a tier begins.
fn at(tiers: &[Tier], from: Dec) -> Option<Dec> {
    tiers.iter().rev().find(|tier| tier.from <= from).map(|tier| tier.usd)
}
