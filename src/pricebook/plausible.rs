//! Prices of files that are far off the embedded book's of the same key: written for another unit, most likely.

use super::ec2::Ec2Row;
use super::region::RateRow;
use super::{OwnPriceNotes, PriceBook, RegionRates, meters};
use crate::terms::{Arch, Purchase};
use crate::units::{Dec, format};
use std::collections::{HashMap, HashSet};

/// A price more than so many times above or below the book's is doubted.
const MOST_TIMES: i64 = 10;

/// What older lists have without a charge: AWS charges for public IPv4 addresses in use since 2024-02-01 (AWS News Blog,
/// 2023-07-28).
const ONCE_FREE: &str = "public_ipv4";

/// The prices among rows of instances (each with its file) and of everything else that are far off what the book `base` has
/// for the same key, and what costs nothing: instances, and tiers for which the book has a price.
/// A key that the book lacks has nothing to be measured by.
pub(super) fn far_off<'r>(
    base: &PriceBook,
    instances: impl Iterator<Item = (&'r str, &'r Ec2Row)>,
    rates: impl Iterator<Item = &'r RateRow>,
) -> OwnPriceNotes {
    let mut found = OwnPriceNotes::default();
    for (file, row) in instances {
        // A list has thousands of names that the book lacks: their nearest ones, as an error has them, would take seconds.
        let known = base.may_price(&row.instance_type).then(|| base.instance_type(&row.instance_type).ok());
        let listed = known.flatten().and_then(|(id, _)| base.hourly(&row.region, id, row.purchase).ok().flatten());
        let (own, listed) = (row.rate.price.usd(), listed.map(|rate| rate.price.usd()));
        let what = || format!("{} {} in {}", row.instance_type, row.purchase, row.region);
        if own.is_zero() {
            found.note(file, row.line, || free(&what(), "instance-hour", listed, base));
        } else if let Some(far) = listed.and_then(|listed| Far::of(own, listed)) {
            found.note(file, row.line, || far.sentence(&what(), "instance-hour", base));
        }
    }
    // Of a price with tiers one sentence tells enough.
    let mut told = HashSet::new();
    for row in rates {
        let (Some(meter), (file, line)) = (row.meter, &row.place) else { continue };
        let ladders = base.region(&row.region).or_else(|_| base.global());
        let arch = row.arch.unwrap_or(Arch::X86_64);
        let listed = ladders.ok().and_then(|ladders| listed(&ladders, meter, arch, row));
        let unit = meters::ALL[meter].unit;
        let is_free = row.tier.usd.is_zero()
            && listed.is_some_and(|listed| !listed.is_zero())
            && meters::ALL[meter].service != ONCE_FREE;
        let far = listed.and_then(|listed| Far::of(row.tier.usd, listed));
        if (is_free || far.is_some()) && told.insert((&row.region, meter, row.arch, row.purchase)) {
            found.note(file, *line, || match &far {
                Some(far) => far.sentence(&name(meter, row), unit, base),
                None => free(&name(meter, row), unit, listed, base),
            });
        }
    }
    found
}

/// Plans' rates of anything but instances that cost more than on demand: by the rows themselves, or by the book that they lie
/// `over`. Such a rate counts for nothing.
pub(super) fn dear_plans(rates: &[RateRow], over: Option<&PriceBook>) -> OwnPriceNotes {
    let key = |row: &RateRow| Some((row.region.clone(), row.meter?, row.arch));
    let mut on_demand: HashMap<_, Dec> = HashMap::new();
    for row in rates.iter().filter(|row| row.purchase == Purchase::OnDemand) {
        if let Some(key) = key(row) {
            let dearest = on_demand.entry(key).or_default();
            *dearest = row.tier.usd.max(*dearest);
        }
    }
    let mut found = OwnPriceNotes::default();
    for row in rates.iter().filter(|row| row.purchase != Purchase::OnDemand) {
        let (Some(key), Some(meter), (file, line)) = (key(row), row.meter, &row.place) else { continue };
        let listed = || {
            let ladders = over?.region(&row.region).ok()?;
            let tiers = ladders.tiers_of(meter, row.arch.unwrap_or(Arch::X86_64), Purchase::OnDemand)?;
            tiers.iter().map(|tier| tier.usd).max()
        };
        let Some(below) = on_demand.get(&key).copied().or_else(listed) else { continue };
        if row.tier.usd > below {
            found.note(file, *line, || {
                let (what, unit) = (name(meter, row), meters::ALL[meter].unit);
                let (dear, cheap) = (format::unit_price(row.tier.usd), format::unit_price(below));
                format!("{what} costs {dear} a {unit}, more than {cheap} on demand: the plan will not be used")
            });
        }
    }
    found
}

/// What a row is the price of.
fn name(meter: usize, row: &RateRow) -> String {
    let info = &meters::ALL[meter];
    let of_arch = row.arch.map_or_else(String::new, |arch| format!(" {}", arch.name()));
    let under = if row.purchase == Purchase::OnDemand { "" } else { &format!(" {}", row.purchase) };
    format!("{} {}{of_arch}{under} in {}", info.service, info.dimension, row.region)
}

/// That something costs nothing.
fn free(what: &str, unit: &str, listed: Option<Dec>, base: &PriceBook) -> String {
    let listed = listed.map_or_else(String::new, |usd| format!(" and {usd} in price book {}", base.info().id));
    format!("{what} costs 0 USD per {unit} here{listed}: is its price missing?")
}

/// What a unit costs by the book where the tier of a row begins.
fn listed(ladders: &RegionRates<'_>, meter: usize, arch: Arch, row: &RateRow) -> Option<Dec> {
    let tiers = ladders.tiers_of(meter, arch, row.purchase)?;
    tiers.iter().rev().find(|tier| tier.from <= row.tier.from).map(|tier| tier.usd)
}

/// A price far off the book's.
struct Far {
    own: Dec,
    listed: Dec,
    is_above: bool,
    /// How many times the smaller one the larger one is, in whole numbers.
    times: Dec,
}

impl Far {
    fn of(own: Dec, listed: Dec) -> Option<Far> {
        if own.is_zero() || listed.is_zero() {
            return None;
        }
        let is_above = own > listed;
        let (more, less) = if is_above { (own, listed) } else { (listed, own) };
        // What is out of reach of the arithmetic is far off as well.
        let times = more.div(less).unwrap_or(Dec::from_int(i64::MAX));
        (times > Dec::from_int(MOST_TIMES)).then_some(Far { own, listed, is_above, times })
    }

    fn sentence(&self, what: &str, unit: &str, base: &PriceBook) -> String {
        let Far { own, listed, is_above, times } = self;
        let times = format::decimals(*times, 0);
        let relation = if *is_above { format!("{times} times as much") } else { format!("{times} times less") };
        let meant = self.meant(unit).map_or_else(String::new, |meant| format!(": {meant}"));
        format!(
            "{what} costs {own} USD per {unit} here and {listed} in price book {}, {relation}{meant}",
            base.info().id
        )
    }

    /// What may have happened: the ratio of two units, less or more what negotiated prices are off the list.
    fn meant(&self, unit: &str) -> Option<&'static str> {
        let near = |ratio: i64| {
            let (least, most) = (Dec::from_int(ratio).ratio(6, 10), Dec::from_int(ratio).ratio(11, 10));
            least.is_some_and(|least| self.times >= least) && most.is_some_and(|most| self.times <= most)
        };
        let by_hour = unit.ends_with("hour");
        match self.is_above {
            true if by_hour && near(730) => Some("is it what a month costs?"),
            true if by_hour && near(8_760) => Some("is it what a year costs?"),
            true if near(1_000_000) => Some("is it the price of a million?"),
            true if near(100) => Some("are these cents?"),
            false if unit.ends_with("month") && near(730) => Some("is it what an hour costs?"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(own: &str, listed: &str, unit: &str) -> Option<String> {
        let far = Far::of(own.parse().unwrap(), listed.parse().unwrap())?;
        Some(far.sentence("It", unit, &PriceBook::current().unwrap()))
    }

    #[test]
    fn more_than_ten_times_either_way_is_far() {
        // 0.765 / 0.0765 and 0.0765 / 0.00765 are 10 exactly.
        assert_eq!(told("0.765", "0.0765", "instance-hour"), None);
        assert_eq!(told("0.00765", "0.0765", "instance-hour"), None);
        assert_eq!(told("0", "0.0765", "instance-hour"), None);
        assert_eq!(told("0.0765", "0", "instance-hour"), None);
        let above = "It costs 0.766 USD per instance-hour here and 0.0765 in price book 2026, 10 times as much";
        assert_eq!(told("0.766", "0.0765", "instance-hour").as_deref(), Some(above));
    }

    #[test]
    fn the_ratio_tells_which_unit_was_meant() {
        for (own, listed, unit, meant) in [
            // 0.0765 x 730 = 55.845; a third off it is 37.23, 487 times.
            ("55.85", "0.0765", "instance-hour", ": is it what a month costs?"),
            ("37.23", "0.0765", "instance-hour", ": is it what a month costs?"),
            // 0.0765 x 8,760 = 670.14.
            ("670.14", "0.0765", "instance-hour", ": is it what a year costs?"),
            ("0.20", "0.0000002", "request", ": is it the price of a million?"),
            ("7.65", "0.0765", "instance-hour", ": are these cents?"),
            // 0.08 / 730 = 0.00010959.
            ("0.00011", "0.08", "GB-month", ": is it what an hour costs?"),
            // 730 times, of a unit without hours; and 30 times.
            ("146", "0.2", "GB", "730 times as much"),
            ("6", "0.2", "GB", "30 times as much"),
        ] {
            let told = told(own, listed, unit).unwrap();
            assert!(told.ends_with(meant), "{told}");
        }
    }
}
