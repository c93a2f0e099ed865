//! Two lists with two prices for one thing: what each says, and where.

use super::fault::Fault;
use super::finish::Found;
use super::one_price::{Hourly, TierText};

/// Tiers of a list that a message shows.
const MOST_TIERS: usize = 3;

/// A price that lists can differ in.
pub(super) trait Conflicting: PartialEq {
    /// What of it is not the other one's. `unit` is what it is the price of.
    fn unlike(&self, other: &Self, unit: &str) -> String;
}

impl Conflicting for Vec<TierText> {
    fn unlike(&self, other: &Vec<TierText>, unit: &str) -> String {
        let shown = |(from, to, usd): &TierText| {
            let to = to.map_or_else(|| "Inf".to_owned(), |to| to.to_string());
            let is_all = self.len() == 1 && other.len() == 1;
            let tier = if is_all { String::new() } else { format!(" from {from} to {to}") };
            format!("{usd} USD per {unit}{tier}")
        };
        let tiers: Vec<&TierText> = self.iter().filter(|tier| !other.contains(tier)).collect();
        let mut texts: Vec<String> = tiers.iter().take(MOST_TIERS).map(|tier| shown(tier)).collect();
        if tiers.len() > MOST_TIERS {
            texts.push(format!("{} more tiers", tiers.len() - MOST_TIERS));
        }
        texts.join(" and ")
    }
}

impl Conflicting for Hourly {
    fn unlike(&self, _: &Hourly, unit: &str) -> String {
        let fee = self.upfront_usd.map_or_else(String::new, |usd| format!(" and {usd} USD upfront"));
        format!("{} USD per {unit}{fee}", self.usd_per_hour)
    }
}

/// The fault of a list whose price is not that of a list before, which is called `list`; `what` names the thing, `unit` what of
/// it is priced.
pub(super) fn fault<T: Conflicting>(what: &str, unit: &str, found: &Found<T>, before: &Found<T>, list: &str) -> Fault {
    let (here, there) = (found.price.unlike(&before.price, unit), before.price.unlike(&found.price, unit));
    let message = format!("{what}: {here} here, {there} in {list}, {}, SKU {}", before.place, before.sku);
    Fault::new(found.place, &found.sku, message)
}
