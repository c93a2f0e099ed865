//! The price of one thing from the facts of one term: a whole ladder of tiers, or an instance's hour.

use super::facts::{Fact, Facts};
use super::fault::Place;
use super::known::{self, Item, RULES, Rule, What};
use crate::pricebook::MeterInfo;
use crate::pricebook::meter::meters;
use crate::terms::{Arch, Commitment, Payment, Plan, Purchase};
use crate::units::Dec;

/// Where a tier begins and ends, and dollars a unit.
pub(super) type TierText = (Dec, Option<Dec>, Dec);

/// Dollars an hour and, for a commitment with an upfront part, dollars at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hourly {
    pub(super) usd_per_hour: Dec,
    pub(super) upfront_usd: Option<Dec>,
}

/// A price as the book has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Price {
    Tiers(Vec<TierText>),
    Hour(Hourly),
}

/// A fault: where and what.
pub(super) type Wrong = (Place, String);

/// Why a term gives no price.
#[derive(Debug)]
pub(super) enum NoPrice {
    Wrong(Wrong),
    /// These of its prices are 0, which is none: AWS gives nothing of it away.
    Zero(Vec<Wrong>),
}

impl From<Wrong> for NoPrice {
    fn from(wrong: Wrong) -> NoPrice {
        NoPrice::Wrong(wrong)
    }
}

/// The price of an item from the facts of one term; `None` where no term is in force.
pub(super) fn price(facts: &Facts, item: &Item, purchase: Purchase, term: &[&Fact]) -> Result<Option<Price>, NoPrice> {
    if term.is_empty() {
        return Ok(None);
    }
    let what = name(item, purchase);
    match &item.what {
        What::Instance(_) => hour(facts, &what, purchase, term).map(Some),
        What::Meter { rule } => {
            for fact in term {
                let unit = facts.unit_name(fact);
                if !RULES[*rule].units.contains(&unit) {
                    let units = RULES[*rule].units.join(" or ");
                    return Err((fact.place, format!("unit {unit:?} of {what} is not known; expected {units}")).into());
                }
            }
            let tiers = ladder(&what, term)?;
            let may_be_free = |from: Dec| RULES[*rule].free_first && from.is_zero() && tiers.len() > 1;
            let zero: Vec<Wrong> = (term.iter())
                .filter(|fact| fact.usd.is_zero() && !may_be_free(fact.from))
                .map(|fact| (fact.place, format!("{what}: 0 USD from {} on is no price", fact.from)))
                .collect();
            if zero.is_empty() { Ok(Some(Price::Tiers(tiers))) } else { Err(NoPrice::Zero(zero)) }
        }
    }
}

/// Tiers from 0 to infinity without a gap. Facts are ordered by where they begin.
fn ladder(what: &str, term: &[&Fact]) -> Result<Vec<TierText>, Wrong> {
    let mut tiers: Vec<TierText> = Vec::new();
    let mut next = Some(Dec::ZERO);
    for fact in term {
        let tier = (fact.from, fact.to, fact.usd);
        if tiers.last() == Some(&tier) {
            continue;
        }
        if tiers.last().is_some_and(|(from, ..)| *from == fact.from) {
            return Err((fact.place, format!("two prices for {what} from {}", fact.from)));
        }
        if next != Some(fact.from) {
            let end = next.map_or_else(|| "Inf".to_owned(), |end| end.to_string());
            return Err((
                fact.place,
                format!("a tier of {what} begins at {}, the one below it ends at {end}", fact.from),
            ));
        }
        if fact.to.is_some_and(|to| to <= fact.from) {
            return Err((fact.place, format!("the tier of {what} from {} is empty", fact.from)));
        }
        tiers.push(tier);
        next = fact.to;
    }
    match (next, term.last()) {
        (Some(end), Some(last)) => Err((last.place, format!("the tiers of {what} end at {end}, expected Inf"))),
        _ => Ok(tiers),
    }
}

/// An instance's price: dollars an hour, and the fee of a Reserved Instance.
fn hour(facts: &Facts, what: &str, purchase: Purchase, term: &[&Fact]) -> Result<Price, NoPrice> {
    let reserved = match purchase {
        Purchase::Committed(Commitment { plan: Plan::Reserved | Plan::ReservedConvertible, payment, .. }) => {
            Some(payment)
        }
        _ => None,
    };
    let place = term.first().map_or(Place::Whole, |fact| fact.place);
    let (mut hours, mut fees) = (Vec::new(), Vec::new());
    for fact in term {
        match facts.unit_name(fact) {
            known::HOURS => hours.push(*fact),
            known::FEE if reserved.is_some() => fees.push(*fact),
            unit => return Err((fact.place, format!("unit {unit:?} of {what} is not known; expected Hrs")).into()),
        }
    }
    let fee = fees.first().map(|fact| fact.usd);
    if let Some(other) = fees.iter().find(|fact| Some(fact.usd) != fee) {
        return Err((other.place, format!("two upfront fees for {what}")).into());
    }
    let tiers = ladder(what, &hours)?;
    let usd_per_hour = match tiers.as_slice() {
        [(_, _, usd)] => *usd,
        [] => return Err((place, format!("{what} has no price in Hrs")).into()),
        _ => return Err((place, format!("{what} has tiers, which an instance cannot have")).into()),
    };
    let wanted_fee = matches!(reserved, Some(Payment::PartialUpfront | Payment::AllUpfront));
    let wrong = |message: String| Err(NoPrice::Wrong((place, message)));
    match fee.filter(|fee| !fee.is_zero()) {
        None if wanted_fee => wrong(format!("{what} has no upfront fee")),
        Some(_) if !wanted_fee => wrong(format!("{what} has an upfront fee")),
        Some(_) if reserved == Some(Payment::AllUpfront) && !usd_per_hour.is_zero() => {
            wrong(format!("{what} costs {usd_per_hour} USD an hour as well, expected 0: all of it is paid upfront"))
        }
        Some(_) if reserved == Some(Payment::PartialUpfront) && usd_per_hour.is_zero() => {
            wrong(format!("{what} costs nothing an hour, expected the part that is not paid upfront"))
        }
        None if usd_per_hour.is_zero() => {
            Err(NoPrice::Zero(vec![(place, format!("{what}: 0 USD an hour is no price"))]))
        }
        upfront_usd => Ok(Price::Hour(Hourly { usd_per_hour, upfront_usd })),
    }
}

/// An item under a purchase option, for messages.
pub(super) fn name(item: &Item, purchase: Purchase) -> String {
    let what = match &item.what {
        What::Instance(kind) => kind.to_string(),
        What::Meter { rule } => {
            let Rule { meter, arch, .. } = RULES[*rule];
            meter_name(meter, arch)
        }
    };
    format!("{what} in {}, {purchase}", item.region)
}

/// A meter of an architecture, or of any, for messages.
pub(super) fn meter_name(meter: usize, arch: Option<Arch>) -> String {
    let MeterInfo { service, dimension, .. } = meters::ALL[meter];
    let arch = arch.map_or_else(String::new, |arch| format!(" {}", arch.name()));
    format!("{service} {dimension}{arch}")
}
