//! [`Unpriced`]: why a workload has no price, and what to change.

use super::growth::growth;
use super::remedy::{is_computable, remedy};
use crate::cost::{CostError, Settings};
use crate::pricebook::{PriceBook, PriceError};
use crate::scenario::Workload;
use crate::scenario::columns::COLUMNS;
use crate::units::format::with_exponent;
use crate::units::{Dec, Usd};

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
    /// What to change, where a figure is too large; where a price is missing, how to add it.
    pub help: Option<String>,
    /// The workload itself can be computed: what is too much was asked on top of it.
    pub asked: bool,
}

impl Unpriced {
    /// That this workload cannot be priced.
    #[must_use]
    pub fn new(book: &PriceBook, workload: &Workload, settings: &Settings, error: CostError) -> Unpriced {
        if !matches!(error, CostError::TooLarge(_)) || !settings.remedies {
            return Unpriced::plain(workload, error);
        }
        let help = Some(remedy(book, workload, settings));
        let asked = is_computable(book, workload, settings);
        Unpriced { help, asked, ..Unpriced::plain(workload, error) }
    }

    fn plain(workload: &Workload, error: CostError) -> Unpriced {
        let help = match &error {
            CostError::Price(PriceError::Missing(missing)) => missing.help.as_deref().map(str::to_owned),
            _ => None,
        };
        Unpriced { workload: workload.name.clone(), line: workload.line, error, help, asked: false }
    }

    /// That values of its ranges cannot be priced, where the workload itself can.
    pub(super) fn of_ranges(workload: &Workload, error: CostError) -> Unpriced {
        let names: Vec<&str> = workload.ranges.iter().map(|range| COLUMNS[range.column].name).collect();
        let narrower =
            matches!(error, CostError::TooLarge(_)).then(|| format!("write narrower ranges: {}", names.join(", ")));
        let plain = Unpriced::plain(workload, error);
        Unpriced { help: narrower.or(plain.help), ..plain }
    }

    /// That later months cannot be priced, where the workload itself can.
    pub(super) fn of_months(
        book: &PriceBook,
        workload: &Workload,
        settings: &Settings,
        months: u32,
        error: CostError,
    ) -> Unpriced {
        if !matches!(error, CostError::TooLarge(_)) || !settings.remedies {
            return Unpriced::plain(workload, error);
        }
        // A move is too dear by itself or it is not; months are, together with what they grow by.
        let without_move = Workload { migration_usd: Dec::ZERO, ..workload.clone() };
        let fits = |months: u32| growth(book, &without_move, settings, months).is_ok();
        let (mut ways, mut asked) = (Vec::new(), false);
        if !fits(months) {
            let fewer = most_that_fit(months, fits).filter(|months| *months > 1);
            ways.extend(fewer.map(|fewer| format!("look at most {fewer} months ahead, as with --months {fewer}")));
            if !workload.growth_pct_per_month.is_zero() {
                let growth = with_exponent(workload.growth_pct_per_month);
                ways.push(format!("lower growth_pct_per_month, which is {growth}"));
            }
            asked = fewer.is_some();
        }
        let mut help = ways.join(", or ");
        if Usd::from_dollars(workload.migration_usd).is_none() {
            let and = if help.is_empty() { "" } else { ", and " };
            help.push_str(&format!("{and}lower migration_usd, which is {}", with_exponent(workload.migration_usd)));
        }
        Unpriced { help: Some(help), asked, ..Unpriced::plain(workload, error) }
    }
}

/// The most months below `months` that fit, where those do not: of more of them none does.
fn most_that_fit(months: u32, fits: impl Fn(u32) -> bool) -> Option<u32> {
    let (mut fit, mut too_many) = (0, months);
    while too_many - fit > 1 {
        let middle = fit + (too_many - fit) / 2;
        if fits(middle) { fit = middle } else { too_many = middle }
    }
    (fit > 0).then_some(fit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario;

    #[test]
    fn the_most_months_that_can_be_looked_at_are_named_and_a_move_that_is_too_dear() {
        let book = PriceBook::current().unwrap();
        let help = |pct: &str, migration: &str, months: u32| {
            let csv = format!(
                "name,requests_per_month,duration_ms,memory_mb,growth_pct_per_month,migration_usd\n\
                 A,1M,100,512,{pct},{migration}\n"
            );
            let workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
            let settings = Settings::new(book.rules());
            let error = growth(&book, &workload, &settings, months).unwrap_err();
            Unpriced::of_months(&book, &workload, &settings, months, error).help.unwrap()
        };
        // Elevenfold each month: the 14th has 10^6 x 11^13 = 3.5 x 10^19 requests of about $10^-6, the 15th eleven times those
        // 3 x 10^13 dollars: more than the 1.7 x 10^14 that are exact to 24 decimals in 128 bits. So is a move for 10^20.
        let fewer = "look at most 14 months ahead, as with --months 14, or lower growth_pct_per_month, which is 1,000";
        assert_eq!((help("1000", "0", 15).as_str(), help("1000", "0", 16).as_str()), (fewer, fewer));
        assert_eq!(help("5", "1e20", 12), "lower migration_usd, which is 1e20");
        assert_eq!(help("0", "1e20", 12), "lower migration_usd, which is 1e20");
        assert_eq!(help("1000", "1e20", 16), format!("{fewer}, and lower migration_usd, which is 1e20"));
    }
}
