//! [`Unpriced`]: why a workload has no price, and what to change.

use super::growth::growth;
use super::remedy::{is_computable, remedy};
use crate::cost::{CostError, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::scenario::columns::COLUMNS;
use crate::units::format::with_exponent;

/// A workload that cannot be priced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{workload}: {error}")]
pub struct Unpriced {
    /// The workload's name.
    pub workload: String,
    /// The line of the scenario file in which it begins, where it comes from one.
    pub line: Option<u64>,
    /// Why.
    pub error: CostError,
    /// What to change, where a figure is too large.
    pub help: Option<String>,
    /// The workload itself can be computed: what is too much was asked on top of it.
    pub asked: bool,
}

impl Unpriced {
    /// That this workload cannot be priced.
    #[must_use]
    pub fn new(book: &PriceBook, workload: &Workload, settings: &Settings, error: CostError) -> Unpriced {
        let is_too_large = matches!(error, CostError::TooLarge(_));
        let help = is_too_large.then(|| remedy(book, workload, settings));
        let asked = is_too_large && is_computable(book, workload, settings);
        Unpriced { help, asked, ..Unpriced::plain(workload, error) }
    }

    fn plain(workload: &Workload, error: CostError) -> Unpriced {
        Unpriced { workload: workload.name.clone(), line: workload.line, error, help: None, asked: false }
    }

    /// That values of its ranges cannot be priced, where the workload itself can.
    pub(super) fn of_ranges(workload: &Workload, error: CostError) -> Unpriced {
        let names: Vec<&str> = workload.ranges.iter().map(|range| COLUMNS[range.column].name).collect();
        let help =
            matches!(error, CostError::TooLarge(_)).then(|| format!("write narrower ranges: {}", names.join(", ")));
        Unpriced { help, ..Unpriced::plain(workload, error) }
    }

    /// That later months cannot be priced, where the workload itself can.
    pub(super) fn of_months(
        book: &PriceBook,
        workload: &Workload,
        settings: &Settings,
        months: u32,
        error: CostError,
    ) -> Unpriced {
        if !matches!(error, CostError::TooLarge(_)) {
            return Unpriced::plain(workload, error);
        }
        let fits = |months: &u32| growth(book, workload, settings, *months).is_ok();
        let fewer = std::iter::successors(Some(months / 2), |months| Some(months / 2));
        let fewer = fewer.take_while(|months| *months > 1).find(fits);
        let mut ways = Vec::new();
        if let Some(fewer) = fewer {
            ways.push(format!("look at most {fewer} months ahead, as with --months {fewer}"));
        }
        if !workload.growth_pct_per_month.is_zero() {
            ways.push(format!("lower growth_pct_per_month, which is {}", with_exponent(workload.growth_pct_per_month)));
        }
        if ways.is_empty() {
            ways.push(format!("lower migration_usd, which is {}", with_exponent(workload.migration_usd)));
        }
        Unpriced { help: Some(ways.join(", or ")), asked: fewer.is_some(), ..Unpriced::plain(workload, error) }
    }
}
