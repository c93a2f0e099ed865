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
            Larger(1_000, "thousands"),
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
    let (scale, meant) = exact(&own, &listed, unit).or_else(|| far(&own, &listed, unit))?;
    let (own, listed, book) = (list(&own), list(&listed), &base.info().id);
    Some(format!(
        "the tiers of {what} end at {own} {unit} here and at {listed} in price book {book}: are these {}? write {}",
        scale.name(),
        list(&meant)
    ))
}

/// The unit in which most of the own ends that the book does not have are ends of the book, and all ends in the price's unit.
/// Those that the book has stay as they are: one may be mistaken among right ones.
fn exact(own: &[Dec], listed: &[Dec], unit: &str) -> Option<(Scale, Vec<Dec>)> {
    let most = listed.last()?.mul(Dec::from_int(NEAR))?;
    let mut best: Option<(usize, Scale, Vec<Dec>)> = None;
    for scale in scales(unit) {
        let in_unit = |end: &Dec| if listed.contains(end) { Some(*end) } else { scale.in_unit(*end) };
        let Some(meant) = own.iter().map(in_unit).collect::<Option<Vec<Dec>>>() else { continue };
        let count = own.iter().zip(&meant).filter(|(own, meant)| own != meant && listed.contains(meant)).count();
        // What is proposed must be tiers, and those of one's own may end elsewhere.
        let is_rising = meant.iter().zip(meant.iter().skip(1)).all(|(end, next)| end < next);
        let is_better = count > best.as_ref().map_or(0, |(most, ..)| *most);
        if is_better && is_rising && meant.last().is_some_and(|last| *last <= most) {
            best = Some((count, *scale, meant));
        }
    }
    best.map(|(_, scale, meant)| (scale, meant))
}

/// The unit in which own ends far off the book's are near them, and all of them in the price's unit.
fn far(own: &[Dec], listed: &[Dec], unit: &str) -> Option<(Scale, Vec<Dec>)> {
    let (last, last_listed) = (own.last()?, listed.last()?);
    // One that is the book's says which unit the others are in.
    if apart(*last, *last_listed) <= Dec::from_int(MOST_APART) || own.iter().any(|end| listed.contains(end)) {
        return None;
    }
    let scale = scale(*last, *last_listed, unit)?;
    let meant = own.iter().map(|end| scale.in_unit(*end)).collect::<Option<Vec<Dec>>>()?;
    Some((scale, meant))
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

/// Amounts that a sentence lists.
const MOST_LISTED: usize = 5;

/// The first amounts, and how many there are besides.
fn list(amounts: &[Dec]) -> String {
    let first: Vec<String> = amounts.iter().take(MOST_LISTED).map(Dec::to_string).collect();
    let more = amounts.len() - first.len();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    first.join(", ") + &more
}
