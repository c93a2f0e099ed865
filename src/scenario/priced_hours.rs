//! People's work on operations: hours that were entered need a price, as everything on a bill does.

use super::columns::{Fault, find};
use super::draft::{Draft, RowFault};
use super::workload::Workload;

/// The price of an hour of work.
const PRICE: &str = "ops_usd_per_hour";

/// Which columns of hours hold any.
fn with_hours(workload: &Workload) -> impl Iterator<Item = &'static str> {
    let hours = [("ops_hours_lambda", workload.ops_hours_lambda), ("ops_hours_ec2", workload.ops_hours_ec2)];
    hours.into_iter().filter(|(_, hours)| !hours.is_zero()).map(|(column, _)| column)
}

/// The bit of [`Draft::filled`] that says that an hour's price was given: it was if a checked row has hours, be it as 0.
pub(super) fn price_of(workload: &Workload) -> u64 {
    let has_price = with_hours(workload).next().is_some() || !workload.ops_usd_per_hour.is_zero();
    if has_price { find(PRICE).map_or(0, |at| 1 << at) } else { 0 }
}

/// Finds hours without a price, which would be on no bill. A price of 0 leaves them out on purpose; a price without hours is
/// what a break-even in hours begins with.
pub(super) fn check(draft: &Draft, faults: &mut Vec<RowFault>) {
    for column in with_hours(&draft.workload) {
        if find(PRICE).is_some_and(|at| (draft.filled | draft.failed | draft.unknown) & (1 << at) != 0) {
            return;
        }
        let help = format!("fill {PRICE} with what an hour costs, such as 60, or with 0 to leave the hours out");
        faults.push(RowFault { column: Some(column), fault: Fault::new("hours of work have no price", help) });
    }
}
