//! Where tiers and allowances end: in the unit of the price, or as AWS prints them, in TB, millions or billions.

use super::far::MOST_TIMES;
use crate::pricebook::region::RateRow;
use crate::pricebook::{PriceBook, Tier};
use crate::units::Dec;

/// Tiers and allowances that end more than so many times above or below the book's were not agreed to like that; one of AWS's own
/// was 100 times less for years: 1 GB to the internet, until 2021-12-01 (AWS News Blog, 2021-11-24).
const MOST_APART: i64 = 100;

/// A unit in which an amount may have been written: how many of the price's unit it is, and its name.
type Scale = (i64, &'static str);

/// Larger units in which people write amounts of a unit.
fn scales(unit: &str) -> &'static [Scale] {
    match unit {
        "GB" => &[(1_024, "TB"), (1_048_576, "PB")],
        "GB-s" => &[(3_600, "GB-hours"), (1_000_000, "millions"), (1_000_000_000, "billions")],
        _ => &[(1_000, "thousands"), (1_000_000, "millions"), (1_000_000_000, "billions")],
    }
}

/// How far two amounts are apart: how many times the smaller one the larger one is.
fn apart(one: Dec, other: Dec) -> Dec {
    one.max(other).div(one.min(other)).unwrap_or(Dec::from_int(i64::MAX))
}

/// The larger unit in which own amounts are near those of the book, if there is one.
fn scale(own: Dec, listed: Dec, unit: &str) -> Option<Scale> {
    if own.is_zero() || own >= listed {
        return None;
    }
    let off = |scale: &Scale| own.times(scale.0.unsigned_abs()).map(|own| apart(own, listed));
    let best = scales(unit).iter().filter_map(|scale| Some((off(scale)?, *scale))).min_by_key(|(off, _)| *off);
    best.filter(|(off, _)| *off <= Dec::from_int(MOST_TIMES)).map(|(_, scale)| scale)
}

/// The ends of tiers, without the one that has none.
fn ends<'t>(tiers: impl Iterator<Item = &'t Tier>) -> Vec<Dec> {
    tiers.filter_map(|tier| tier.to).collect()
}

/// What is doubtful of where the tiers of a price end, beside those of the book.
pub(super) fn doubt(what: &str, unit: &str, own: &[&RateRow], listed: &[Tier], base: &PriceBook) -> Option<String> {
    let (own, listed) = (ends(own.iter().map(|row| &row.tier)), ends(listed.iter()));
    let (last, last_listed) = (own.last()?, listed.last()?);
    let is_far = apart(*last, *last_listed) > Dec::from_int(MOST_APART);
    // Tiers of a user's own may end elsewhere; one that is the book's but for the unit is none of them.
    let mistaken = |end: &Dec| {
        let of = |(ratio, name): &Scale| {
            let meant = end.times(ratio.unsigned_abs())?;
            let is_listed = listed.contains(&meant) && !listed.contains(end) && !own.contains(&meant);
            is_listed.then_some((*ratio, *name))
        };
        scales(unit).iter().find_map(of)
    };
    let scale = if is_far { scale(*last, *last_listed, unit) } else { own.iter().find_map(mistaken) };
    if !is_far && scale.is_none() {
        return None;
    }
    let question = scale.map_or_else(
        || format!(": which unit are they in? write them in {unit}"),
        |(ratio, name)| {
            let in_unit = |end: &Dec| {
                if is_far || mistaken(end).is_some() { end.times(ratio.unsigned_abs()) } else { Some(*end) }
            };
            format!(": are these {name}? write {}", list(&own.iter().filter_map(in_unit).collect::<Vec<_>>()))
        },
    );
    let (own, listed, book) = (list(&own), list(&listed), &base.info().id);
    Some(format!("the tiers of {what} end at {own} {unit} here and at {listed} in price book {book}{question}"))
}

/// What is doubtful of an allowance, beside that of the book.
pub(super) fn doubt_allowance(what: &str, unit: &str, own: Dec, listed: Dec, base: &PriceBook) -> Option<String> {
    if own.is_zero() || listed.is_zero() || apart(own, listed) <= Dec::from_int(MOST_APART) {
        return None;
    }
    let question =
        match scale(own, listed, unit).and_then(|(ratio, name)| Some((own.times(ratio.unsigned_abs())?, name))) {
            Some((meant, name)) => format!(": are these {name}? write {meant}"),
            None => format!(": write how many {unit} are free into tier_to"),
        };
    Some(format!("{what} is {own} {unit} here and {listed} in price book {}{question}", base.info().id))
}

/// The first tier that costs more than the one below it: AWS's prices fall with the amount. What is free below is none.
pub(super) fn rising<'r>(tiers: &[&'r RateRow]) -> Option<(&'r RateRow, &'r RateRow)> {
    let mut pairs = tiers.iter().zip(tiers.iter().skip(1));
    pairs
        .find(|(below, above)| !below.tier.usd.is_zero() && above.tier.usd > below.tier.usd)
        .map(|(below, above)| (*below, *above))
}

fn list(amounts: &[Dec]) -> String {
    amounts.iter().map(Dec::to_string).collect::<Vec<_>>().join(", ")
}
