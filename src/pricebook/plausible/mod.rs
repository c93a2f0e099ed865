//! Prices of files that are far off the embedded book's of the same key: written for another unit, most likely.

mod bounds;
mod far;
mod known;
mod near;
mod upfront;

use self::far::Far;
use self::known::{Known, Reference, listed_region};
pub(super) use self::near::{Near, is_tier_near};
use super::book::GLOBAL;
use super::ec2::Ec2Row;
use super::region::RateRow;
use super::{OwnPriceNotes, PriceBook, meters};
use crate::terms::{Arch, Purchase};
use crate::units::{Dec, format};
use std::collections::{HashMap, HashSet};

/// What older lists have without a charge: AWS charges for public IPv4 addresses in use since 2024-02-01 (AWS News Blog,
/// 2023-07-28).
const ONCE_FREE: &str = "public_ipv4";

/// The prices among rows of instances (each with its file) and of everything else that are far off what the book `base` has
/// of the same, and what costs nothing: instances, and tiers for which the book has a price. Also Spot prices above those on
/// demand, and where tiers and allowances end.
/// What the book does not have anywhere has nothing to be measured by.
pub(super) fn far_off<'r>(
    base: &PriceBook,
    instances: impl Iterator<Item = (&'r str, &'r Ec2Row)> + Clone,
    rates: impl Iterator<Item = &'r RateRow> + Clone,
) -> OwnPriceNotes {
    let mut found = OwnPriceNotes::default();
    let mut reference = Reference::new(base);
    let on_demand = on_demand_beside_spot(instances.clone());
    for (file, row) in instances {
        let (own, known) = (row.rate.price.usd(), reference.hour(row));
        let what = || format!("{} {} in {}", row.instance_type, row.purchase, row.region);
        let far = if row.purchase == Purchase::Spot { Far::of_spot } else { Far::of };
        if own.is_zero() {
            found.note(file, row.line, || free(&what(), "instance-hour", known, base));
        } else if let Some(far) = known.and_then(|known| far(own, known)) {
            found.note(file, row.line, || far.sentence(&what(), "instance-hour", base));
        } else if let Some(doubt) = upfront::doubt(row, || reference.on_demand_hour(row)) {
            found.note(file, row.line, || format!("{} {doubt}", what()));
        } else if row.purchase == Purchase::Spot {
            let beside = on_demand.get(&(row.region.as_str(), row.instance_type.as_str())).copied();
            if let Some(below) = beside.or_else(|| reference.on_demand_hour(row)).filter(|below| own > *below) {
                let (dear, cheap) = (format::unit_price(own), format::unit_price(below));
                found.note(file, row.line, || {
                    format!("{} costs {dear} an hour, more than {cheap} on demand: are the two exchanged?", what())
                });
            }
        }
    }
    // Of a price with tiers one sentence tells enough.
    let mut told = HashSet::new();
    // Of what nothing looks for that is told elsewhere.
    let looked_for =
        |row: &&RateRow| row.meter.is_some_and(|meter| meters::ALL[meter].is_looked_for(row.region == GLOBAL));
    let rates = rates.filter(looked_for);
    for row in rates.clone() {
        let (Some(meter), (file, line)) = (row.meter, &row.place) else { continue };
        if meters::ALL[meter].is_allowance() {
            continue;
        }
        let known = reference.rate(row, meter);
        let unit = meters::ALL[meter].unit;
        let is_free = row.tier.usd.is_zero()
            && known.is_some_and(|known| !known.least.is_zero())
            && meters::ALL[meter].service != ONCE_FREE;
        let far = known.and_then(|known| Far::of(row.tier.usd, known));
        if (is_free || far.is_some()) && told.insert((&row.region, meter, row.arch, row.purchase)) {
            found.note(file, *line, || match &far {
                Some(far) => far.sentence(&name(meter, row), unit, base),
                None => free(&name(meter, row), unit, known, base),
            });
        }
    }
    note_ends(&mut found, &reference, rates);
    found
}

/// What instances cost on demand by the rows themselves; nothing where there is no Spot price to measure.
fn on_demand_beside_spot<'r>(
    instances: impl Iterator<Item = (&'r str, &'r Ec2Row)> + Clone,
) -> HashMap<(&'r str, &'r str), Dec> {
    if !instances.clone().any(|(_, row)| row.purchase == Purchase::Spot) {
        return HashMap::new();
    }
    let of_rows = instances.filter(|(_, row)| row.purchase == Purchase::OnDemand);
    of_rows.map(|(_, row)| ((row.region.as_str(), row.instance_type.as_str()), row.rate.price.usd())).collect()
}

/// Notes prices whose tiers, and allowances that, end elsewhere than the book's, and prices that rise with the amount.
fn note_ends<'r>(found: &mut OwnPriceNotes, reference: &Reference<'_>, rates: impl Iterator<Item = &'r RateRow>) {
    let base = reference.base;
    let mut prices: Vec<(usize, Vec<&RateRow>)> = Vec::new();
    let mut places = HashMap::new();
    for row in rates {
        let Some(meter) = row.meter else { continue };
        // Tiers of a later file replace those of an earlier one.
        let key = (row.place.0.as_str(), row.region.as_str(), meter, row.arch, row.purchase);
        let place = *places.entry(key).or_insert(prices.len());
        match prices.get_mut(place) {
            Some((_, tiers)) => tiers.push(row),
            None if row.tier.to.is_some() || row.tier.from > Dec::ZERO => prices.push((meter, vec![row])),
            None => {
                places.remove(&key);
            }
        }
    }
    for (meter, mut tiers) in prices {
        tiers.sort_by_key(|row| row.tier.from);
        let Some(first) = tiers.first() else { continue };
        let (unit, what) = (meters::ALL[meter].unit, || name(meter, first));
        let (file, line) = &first.place;
        let listed = reference.tiers(first, meter);
        if meters::ALL[meter].is_allowance() {
            let (own, listed) = (first.tier.to, listed.and_then(|listed| listed.first()?.to));
            let doubt =
                own.zip(listed).and_then(|(own, listed)| bounds::doubt_allowance(&what(), unit, own, listed, base));
            doubt.into_iter().for_each(|doubt| found.note(file, *line, || doubt));
            continue;
        }
        if let Some(doubt) = listed.and_then(|listed| bounds::doubt(&what(), unit, &tiers, listed, base)) {
            found.note(file, *line, || doubt);
        }
        if let Some((below, above)) = bounds::rising(&tiers) {
            let (file, line) = &above.place;
            found.note(file, *line, || {
                let [cheap, dear] = [below, above].map(|row| format::unit_price(row.tier.usd));
                format!(
                    "{} costs {dear} a {unit} from {} on, more than {cheap} below: AWS's prices fall with the amount; are \
                     cells exchanged?",
                    what(),
                    above.tier.from
                )
            });
        }
    }
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
            let ladders = listed_region(over?, &row.region)?;
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
pub(super) fn name(meter: usize, row: &RateRow) -> String {
    let info = &meters::ALL[meter];
    let of_arch = row.arch.map_or_else(String::new, |arch| format!(" {}", arch.name()));
    let under = if row.purchase == Purchase::OnDemand { "" } else { &format!(" {}", row.purchase) };
    format!("{} {}{of_arch}{under} in {}", info.service, info.dimension, row.region)
}

/// That something costs nothing.
fn free(what: &str, unit: &str, known: Option<Known>, base: &PriceBook) -> String {
    let known = known.map_or_else(String::new, |known| format!(" and {}", known.words(base)));
    format!("{what} costs 0 USD per {unit} here{known}: is its price missing?")
}
