//! The slides of a whole run: the verdict, every workload's bars, what the bills are made of.

use super::exit::{Exit, Failure, cost_failures};
use super::pictures::Look;
use crate::analysis::{Comparison, Unpriced};
use crate::chart::{ChartError, Subject, kinds};
use crate::report::Report;
use crate::units::Locale;

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
    let subject = Subject {
        book: report.book,
        settings: &report.settings,
        locale: Locale::ENGLISH,
        portfolio: report.portfolio,
        several: comparisons.len() > 1,
    };
    let summary = kinds::summary(&subject, comparisons).map_err(failed)?;
    let charts = vec![
        kinds::compare(&subject, comparisons).map_err(failed)?,
        kinds::components(&subject, comparisons).map_err(failed)?,
    ];
    Look::plain()?.deck(Some(&summary), &charts)
}
