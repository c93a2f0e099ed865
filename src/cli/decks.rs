//! The slides of a whole run: the verdict, every workload's bars, what the bills are made of.

use super::exit::{Exit, Failure, cost_failures};
use super::pictures::Look;
use crate::analysis::{Comparison, Unpriced};
use crate::chart::{ChartError, Subject, kinds};
use crate::report::Report;

/// A deck of all workloads of a run of `compare`, those not shown included: slides choose for themselves.
///
/// # Errors
/// Bad input without workloads; a price that is missing; a fault where the deck cannot be made.
pub(crate) fn of_run(report: &Report<'_>, comparisons: &[Comparison], scenario: &str) -> Result<Vec<u8>, Failure> {
    let failed = |error: ChartError| match (error, comparisons.first()) {
        (ChartError::Cost(error), Some(first)) => {
            let unpriced = Unpriced::new(report.book, &first.workload, &report.settings, error);
            cost_failures(&[unpriced], 1, scenario)
        }
        (ChartError::Unusable(why), _) => Failure::new(Exit::BadInput, why),
        (other, _) => Failure::new(Exit::Fault, other),
    };
    let of_all = Subject::new(report.book, &report.settings, comparisons.len());
    let subject = Subject { portfolio: report.portfolio, ..of_all };
    let summary = kinds::summary(&subject, comparisons).map_err(failed)?;
    let charts = vec![
        kinds::compare(&subject, comparisons).map_err(failed)?,
        kinds::components(&subject, comparisons).map_err(failed)?,
    ];
    Look::plain()?.deck(Some(&summary), &charts)
}
