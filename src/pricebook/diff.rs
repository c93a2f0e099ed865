//! What changed from one book to another.

use super::book::GLOBAL;
use super::{PriceBook, PriceError, Provenance, RegionRates};
use crate::terms::{Arch, Purchase};
use crate::units::{Dec, format};
use std::collections::{BTreeMap, BTreeSet};

/// A price that is not the same in both books.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The region's code; `global` for what counts everywhere.
    pub region: String,
    /// A service and its dimension, or an instance type.
    pub what: String,
    /// Architecture, purchase option and where the tier begins, where they matter.
    pub terms: String,
    /// The unit.
    pub unit: String,
    /// Dollars a unit in the first book; `None` where it has no such price.
    pub before: Option<Dec>,
    /// Dollars a unit in the second book; `None` where it has no such price.
    pub after: Option<Dec>,
    /// Date and source in the second book, or in the first where the second has none.
    pub provenance: Provenance,
}

impl Change {
    /// What happened: `added`, `gone`, `up` or `down`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match (self.before, self.after) {
            (None, _) => "added",
            (_, None) => "gone",
            (Some(before), Some(after)) if after > before => "up",
            _ => "down",
        }
    }

    /// The change in percent of the price before; `None` where there was none or it was 0.
    #[must_use]
    pub fn percent(&self) -> Option<Dec> {
        let (before, after) = (self.before?, self.after?);
        after.sub(before)?.mul_div(Dec::from_int(100), before)
    }
}

/// A price's place: region, name, terms, unit. Ordered as listings are.
type Key = (String, String, String, String);

/// Dollars a unit with date and source.
type Prices = BTreeMap<Key, (Dec, Provenance)>;

/// The listed prices that differ, by region and name, an allowance of another size as one that is gone and one that is
/// added. Prices that a book derives are not compared, nor are rules and what describes types.
///
/// # Errors
/// [`PriceError`] where a book's data is damaged.
pub fn diff(before: &PriceBook, after: &PriceBook) -> Result<Vec<Change>, PriceError> {
    let mut regions: Vec<&str> = before.region_names().chain(after.region_names()).collect();
    regions.push(GLOBAL);
    regions.sort_unstable();
    regions.dedup();
    let everywhere = [prices(before, GLOBAL)?, prices(after, GLOBAL)?];
    let mut changes = Vec::new();
    for region in regions {
        let (mut old, mut new) = (prices(before, region)?, prices(after, region)?);
        // What one book has for a region and the other for everywhere is no price that came or went.
        stand_in(&mut old, &new, &everywhere[0]);
        stand_in(&mut new, &old, &everywhere[1]);
        let mut of_region = Vec::new();
        for (key, (usd, provenance)) in old {
            match new.remove(&key) {
                Some((same, _)) if same == usd => {}
                Some((other, from)) => {
                    // Marked where either of the two is the user's own.
                    let own = from.own || provenance.own;
                    of_region.push(change(key, Some(usd), Some(other), Provenance { own, ..from }));
                }
                None => of_region.push(change(key, Some(usd), None, provenance)),
            }
        }
        of_region.extend(new.into_iter().map(|(key, (usd, provenance))| change(key, None, Some(usd), provenance)));
        of_region.sort_by(|a, b| (&a.what, &a.terms).cmp(&(&b.what, &b.terms)));
        changes.append(&mut of_region);
    }
    Ok(changes)
}

/// Adds to a book's prices of a region those that it has for everywhere, where the other book has one for the region.
fn stand_in(prices: &mut Prices, other: &Prices, everywhere: &Prices) {
    // A region that the book does not have has no prices at all; one with a price of its own has all of its tiers.
    if prices.is_empty() {
        return;
    }
    let own: BTreeSet<String> = prices.keys().map(|key| key.1.clone()).collect();
    for key in other.keys().filter(|key| key.0 != GLOBAL && !own.contains(&key.1)) {
        let (_, what, terms, unit) = key.clone();
        if let Some(price) = everywhere.get(&(GLOBAL.to_owned(), what, terms, unit)) {
            prices.insert(key.clone(), price.clone());
        }
    }
}

fn change((region, what, terms, unit): Key, before: Option<Dec>, after: Option<Dec>, provenance: Provenance) -> Change {
    Change { region, what, terms, unit, before, after, provenance }
}

/// Every listed price of a region; nothing where the book does not have the region.
fn prices(book: &PriceBook, region: &str) -> Result<Prices, PriceError> {
    let mut prices = Prices::new();
    if region == GLOBAL {
        add_rates(book, book.global()?, &mut prices);
    } else if book.has_region(region) {
        let mut hours = Vec::new();
        book.listed_prices(
            region,
            |rates| add_rates(book, rates, &mut prices),
            |kind, purchase, rate| {
                let key = (region.to_owned(), kind.name.to_string(), purchase.to_string(), "hour".to_owned());
                hours.push((key, (rate.price.usd(), book.provenance(rate.provenance))));
            },
        )?;
        prices.extend(hours);
    }
    Ok(prices)
}

/// Adds a region's prices of everything but instances, or those that count everywhere.
fn add_rates(book: &PriceBook, rates: RegionRates<'_>, prices: &mut Prices) {
    for (info, arch, purchase, ladder) in rates.all() {
        for tier in ladder.tiers() {
            let mut terms: Vec<String> = arch.map(Arch::name).map(str::to_owned).into_iter().collect();
            if purchase != Purchase::OnDemand {
                terms.push(purchase.to_string());
            }
            if !tier.from.is_zero() {
                terms.push(format!("from {}", format::tier_bound(tier.from)));
            }
            // How much is free is what an allowance says.
            if let Some(end) = tier.to.filter(|_| info.is_allowance()) {
                terms.push(format!("up to {}", format::tier_bound(end)));
            }
            let what = format!("{} {}", info.service, info.dimension);
            let key = (rates.region().to_owned(), what, terms.join(", "), info.unit.to_owned());
            prices.insert(key, (tier.usd, book.provenance(tier.provenance)));
        }
    }
}
