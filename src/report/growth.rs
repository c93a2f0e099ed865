//! Months of growing demand in words and JSON.

use super::uncertainty::{RangeOut, ranges_out};
use crate::analysis::Comparison;
use crate::analysis::growth::{Growth, Month};
use crate::analysis::undercutting_told;
use crate::cost::OptionKey;
use crate::scenario::Workload;
use crate::terms::Purchase;
use crate::units::{Usd, format};
use serde::Serialize;

/// What growth does to a workload's verdict, in one paragraph; `None` where it was not asked for.
pub(super) fn sentence(comparison: &Comparison) -> Option<String> {
    let found = comparison.growth.as_deref()?;
    let last = found.months.last()?;
    let growth = comparison.workload.growth_pct_per_month;
    let rate = if growth.is_zero() {
        "with the same demand every month".to_owned()
    } else {
        format!("with {} % more requests each month", format::quantity(growth))
    };
    let all: Vec<&Month> = found.flips().collect();
    // Where there are more than can be listed, the last one says how it ends.
    let (listed, left_out) = match all.as_slice() {
        [first @ .., end] if first.len() >= MOST_FLIPS => {
            ([&first[..MOST_FLIPS - 1], &[*end]].concat(), first.len() + 1 - MOST_FLIPS)
        }
        all => (all.to_vec(), 0),
    };
    let mut flips: Vec<String> = (listed.iter())
        .map(|month| {
            let (at, requests) = (month.number, format::short_count(month.requests.to_f64()));
            let until = all.iter().map(|next| next.number).find(|next| *next > at).map(|next| next - 1);
            let when = match until {
                None => format!("from month {at} on"),
                Some(until) if until == at => format!("in month {at}"),
                Some(until) => format!("from month {at} to {until}"),
            };
            format!("{} {when} ({requests} requests)", month.says())
        })
        .collect();
    if left_out > 0 {
        flips.insert(
            MOST_FLIPS - 1,
            format!("{left_out} more {} between", if left_out == 1 { "change" } else { "changes" }),
        );
    }
    let count = last.number;
    let months = if count == 1 { "1 month".to_owned() } else { format!("{count} months") };
    let flips = if flips.is_empty() { format!("the verdict stays for {months}") } else { flips.join(", ") };
    let sums: Vec<String> = (OptionKey::ALL.into_iter().zip(last.cumulated_usd).enumerate())
        .map(|(at, (key, usd))| match usd {
            Some(usd) => format!("{} costs {}", key.label(), format::usd(usd)),
            None if found.months.iter().all(|month| month.usd[at].is_none()) => {
                format!("{} is not possible", key.label())
            }
            None => format!("{} is not possible in every month", key.label()),
        })
        .collect();
    let ends = migration_ends(comparison);
    let paid: Vec<String> = (OptionKey::ALL.into_iter())
        .filter_map(|key| {
            let end_of = |month: Option<&Month>| match month {
                Some(month) => format!("has paid for itself at the end of month {}", month.number),
                None => format!("does not pay for itself within {months}"),
            };
            let payback = found.payback(key);
            // The least that a move may cost is the first to be paid back.
            ends.map_or(payback, |[low, _]| found.payback_of(key, low))?;
            let at = |usd: Usd| format!("for {} it {}", format::usd(usd), end_of(found.payback_of(key, usd)));
            let beside = ends.map_or_else(String::new, |[low, high]| format!("; {}, {}", at(low), at(high)));
            let (to, usd) = (key.label(), format::usd(found.migration_usd));
            Some(format!(" Moving to {to} for {usd} {}{beside}.", end_of(payback)))
        })
        .collect();
    let paid = match paid.concat() {
        text if found.migration_usd > Usd::ZERO && text.is_empty() => {
            format!(" A move for {} does not pay for itself within {months}.", format::usd(found.migration_usd))
        }
        text if found.migration_usd > Usd::ZERO => text,
        _ => String::new(),
    };
    let undercut = found.undercut.as_ref();
    let undercut = undercut.map(|(month, fleet)| format!(" But in month {month} {}.", undercutting_told(fleet)));
    let bound = bound_told(comparison, count).unwrap_or_default();
    let (sums, undercut, middle) = (sums.join(", "), undercut.unwrap_or_default(), middle_told(comparison));
    Some(format!("{rate}, {flips}; over {months} {sums}.{paid}{bound}{undercut}{middle}"))
}

/// The ends of what a move costs, where that is a range.
fn migration_ends(comparison: &Comparison) -> Option<[Usd; 2]> {
    let range = comparison.workload.later_ranges.iter().find(|range| range.is_migration())?;
    Some([Usd::from_dollars(range.low)?, Usd::from_dollars(range.high)?])
}

/// Which values of ranges the months stand on: they are not sampled.
fn middle_told(comparison: &Comparison) -> String {
    let workload = &comparison.workload;
    let ranges = workload.ranges.iter().chain(&workload.later_ranges);
    let told: Vec<String> = ranges.map(|range| range.told(workload, "here")).collect();
    if told.is_empty() { String::new() } else { format!(" Months are not sampled: {}.", told.join("; ")) }
}

/// What sums of months leave out of commitments.
fn bound_told(comparison: &Comparison, months: u32) -> Option<String> {
    let workload = &comparison.workload;
    let is_bound = |purchase: &Purchase| matches!(purchase, Purchase::Committed(_));
    if ![workload.purchase, workload.lambda_purchase].iter().any(is_bound) {
        return None;
    }
    let these = if months == 1 { "this month".to_owned() } else { format!("these {months} months") };
    Some(format!(
        " A commitment counts month by month: where it is bought already, or outlasts {these}, its rest is to be paid all the same."
    ))
}

/// Flips that a sentence lists.
const MOST_FLIPS: usize = 4;

/// The same for JSON: money as decimal strings, unrounded.
#[derive(Serialize)]
pub(super) struct GrowthOut {
    growth_pct_per_month: String,
    migration_usd: String,
    flip_month: Option<u32>,
    lambda_payback_month: Option<u32>,
    ec2_payback_month: Option<u32>,
    /// Growth and the cost of a move where they are ranges: the months stand on the values above.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ranges: Vec<RangeOut>,
    months: Vec<MonthOut>,
}

#[derive(Serialize)]
struct MonthOut {
    month: u32,
    requests: String,
    lambda_usd: Option<String>,
    ec2_usd: Option<String>,
    lambda_cumulated_usd: Option<String>,
    ec2_cumulated_usd: Option<String>,
}

pub(super) fn growth_out(workload: &Workload, found: &Growth) -> GrowthOut {
    let exact = |usd: Option<Usd>| usd.map(|usd| usd.to_string());
    let payback = |key| found.payback(key).map(|month| month.number);
    GrowthOut {
        growth_pct_per_month: workload.growth_pct_per_month.to_string(),
        migration_usd: found.migration_usd.to_string(),
        flip_month: found.flips().next().map(|month| month.number),
        lambda_payback_month: payback(OptionKey::Lambda),
        ec2_payback_month: payback(OptionKey::Ec2),
        ranges: ranges_out(&workload.later_ranges),
        months: (found.months.iter())
            .map(|month| MonthOut {
                month: month.number,
                requests: month.requests.to_string(),
                lambda_usd: exact(month.usd[0]),
                ec2_usd: exact(month.usd[1]),
                lambda_cumulated_usd: exact(month.cumulated_usd[0]),
                ec2_cumulated_usd: exact(month.cumulated_usd[1]),
            })
            .collect(),
    }
}
