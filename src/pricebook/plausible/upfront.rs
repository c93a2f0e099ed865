//! Upfront money that does not fit to its commitment: of a month, a year or an hour in place of the whole term, most likely.

use crate::pricebook::ec2::Ec2Row;
use crate::terms::{Commitment, Payment, Purchase, Term};
use crate::units::{Dec, format};

/// What is paid upfront in part is half of the whole (AWS, Reserved Instances and Savings Plans): as much for an hour as is paid
/// beside it. So many times more or less is doubted.
const MOST_APART: u64 = 4;

/// What of the price on demand is left at least where all is paid upfront, one part in so many: of three years AWS leaves about 28
/// percent, of one year 57, and negotiated discounts come off.
const LEAST_OF_ONE_YEAR: u64 = 4;
const LEAST_OF_THREE_YEARS: u64 = 7;

/// What is doubtful of what a row has upfront, beside what its type costs on demand.
pub(super) fn doubt(row: &Ec2Row, on_demand: impl FnOnce() -> Option<Dec>) -> Option<String> {
    let Purchase::Committed(Commitment { term, payment, .. }) = row.purchase else { return None };
    let upfront = Some(row.upfront).filter(|upfront| !upfront.is_zero())?;
    let times = |one: Dec, other: Dec, times: u64| one.times(times).is_none_or(|more| more >= other);
    let question = "is upfront_usd what one instance costs for the whole term?";
    let hour = format!("${}", format::decimals(upfront, 6));
    if payment == Payment::AllUpfront {
        let least = if term == Term::OneYear { LEAST_OF_ONE_YEAR } else { LEAST_OF_THREE_YEARS };
        // A little more than on demand is no other unit's.
        let is_above = |listed: Dec| upfront.times(4).zip(listed.times(5)).is_none_or(|(all, most)| all > most);
        let listed = on_demand().filter(|listed| !times(upfront, *listed, least) || is_above(*listed))?;
        return Some(format!("costs {hour} an hour, and on demand {}: {question}", format::unit_price(listed)));
    }
    let beside = row.rate.price.usd().sub(upfront)?;
    if beside.is_zero() {
        return Some(format!("costs {hour} an hour upfront and 0 beside it: is usd_per_hour missing?"));
    }
    if times(upfront, beside, MOST_APART) && times(beside, upfront, MOST_APART) {
        return None;
    }
    let half = beside
        .times(term.hours().into())
        .map_or_else(String::new, |half| format!(" Half is ${}", format::decimals(half, 2)));
    let beside = format::unit_price(beside);
    Some(format!("costs {hour} an hour upfront and {beside} beside it, where half is paid upfront: {question}{half}"))
}
