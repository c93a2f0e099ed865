//! Where tiers and allowances end: in the unit of the price, or as AWS prints them, in TB, millions or billions.

use crate::pricebook::region::RateRow;
use crate::pricebook::{PriceBook, Tier};
use crate::units::Dec;

/// Tiers and allowances that end more than so many times above or below the book's were not agreed to like that; one of AWS's own
/// was 100 times less for years: 1 GB to the internet, until 2021-12-01 (AWS News Blog, 2021-11-24).
const MOST_APART: i64 = 100;

/// Own amounts in another unit are near those of the book once they are in its unit: at most so many times less or more.
const NEAR: i64 = 2;

/// A unit in which an amount may have been written: how many of the price's unit it is, or how many of it that is, and its name.
#[derive(Debug, Clone, Copy)]
enum Scale {
    Larger(u64, &'static str),
    Smaller(i128, &'static str),
}
use Scale::{Larger, Smaller};

/// Units in which people write amounts of a unit.
fn scales(unit: &str) -> &'static [Scale] {
    match unit {
        "GB" => &[
            Larger(1_024, "TB"),
            Larger(1_048_576, "PB"),
            Smaller(1_024, "MB"),
            Smaller(1_048_576, "KB"),
            Smaller(1_073_741_824, "bytes"),
        ],
        "GB-s" => &[
            Larger(3_600, "GB-hours"),
            Larger(1_000_000, "millions"),
            Larger(1_000_000_000, "billions"),
            Smaller(1_000, "GB-milliseconds"),
            Smaller(1_024, "MB-seconds"),
        ],
        _ => &[Larger(1_000, "thousands"), Larger(1_000_000, "millions"), Larger(1_000_000_000, "billions")],
    }
}

impl Scale {
    fn name(self) -> &'static str {
        let (Larger(_, name) | Smaller(_, name)) = self;
        name
    }

    /// An amount in the price's unit.
    fn in_unit(self, amount: Dec) -> Option<Dec> {
        match self {
            Larger(ratio, _) => amount.times(ratio),
            Smaller(ratio, _) => amount.ratio(1, ratio),
        }
    }
}

/// How far two amounts are apart: how many times the smaller one the larger one is.
fn apart(one: Dec, other: Dec) -> Dec {
    one.max(other).div(one.min(other)).unwrap_or(Dec::from_int(i64::MAX))
}

/// The unit in which an own amount is near one of the book, if there is one.
fn scale(own: Dec, listed: Dec, unit: &str) -> Option<Scale> {
    let off = |scale: &Scale| scale.in_unit(own).filter(|own| !own.is_zero()).map(|own| apart(own, listed));
    let best = scales(unit).iter().filter_map(|scale| Some((off(scale)?, *scale))).min_by_key(|(off, _)| *off);
    best.filter(|(off, _)| *off <= Dec::from_int(NEAR)).map(|(_, scale)| scale)
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
    let mistaken = |end: Dec, scale: &Scale| {
        let is_new = |meant: Dec| listed.contains(&meant) && !listed.contains(&end) && !own.contains(&meant);
        scale.in_unit(end).is_some_and(is_new)
    };
    let exact = scales(unit).iter().copied().find(|scale| own.iter().any(|end| mistaken(*end, scale)));
    let scale = exact.or_else(|| is_far.then(|| scale(*last, *last_listed, unit)).flatten())?;
    let meant = |end: &Dec| if is_far || mistaken(*end, &scale) { scale.in_unit(*end) } else { Some(*end) };
    let meant: Vec<Dec> = own.iter().filter_map(meant).collect();
    let (own, listed, book) = (list(&own), list(&listed), &base.info().id);
    Some(format!(
        "the tiers of {what} end at {own} {unit} here and at {listed} in price book {book}: are these {}? write {}",
        scale.name(),
        list(&meant)
    ))
}

/// What is doubtful of an allowance, beside that of the book.
pub(super) fn doubt_allowance(what: &str, unit: &str, own: Dec, listed: Dec, base: &PriceBook) -> Option<String> {
    if own.is_zero() || listed.is_zero() || apart(own, listed) <= Dec::from_int(MOST_APART) {
        return None;
    }
    let scale = scale(own, listed, unit);
    let question = match scale.and_then(|scale| Some((scale.in_unit(own)?, scale.name()))) {
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
