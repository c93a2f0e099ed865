//! [`InputRange`]: an input that is known as a range only.

use super::columns::COLUMNS;
use super::workload::Workload;
use crate::units::{Dec, format};
use std::fmt;

/// The column of growth, which moves later months alone.
pub(super) const GROWTH: &str = "growth_pct_per_month";
/// The column of a move's cost, which moves no month.
pub(super) const MIGRATION: &str = "migration_usd";

/// What is known of an input: a range, and perhaps a value in it that is the most likely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputRange {
    /// The column's place in [`COLUMNS`](super::columns::COLUMNS).
    pub column: usize,
    /// The least value.
    pub low: Dec,
    /// The most likely value, where one was given.
    pub likely: Option<Dec>,
    /// The largest value.
    pub high: Dec,
    /// Only whole numbers are possible.
    pub whole: bool,
}

impl InputRange {
    /// The name of its column.
    #[must_use]
    pub fn name(&self) -> &'static str {
        COLUMNS[self.column].name
    }

    /// Which value it counts as in a `place` where one is needed, in words, as in `duration_ms 60..80 counts as 70 here,
    /// halfway`.
    #[must_use]
    pub fn told(&self, workload: &Workload, place: &str) -> String {
        let value = COLUMNS[self.column].value(workload).unwrap_or_default();
        let value = value.parse::<Dec>().map_or(value, format::quantity);
        let why = if self.likely.is_some() { "its likely value" } else { "halfway" };
        format!("{self} counts as {value} {place}, {why}")
    }

    /// Whether it is what a move costs.
    #[must_use]
    pub fn is_migration(&self) -> bool {
        self.name() == MIGRATION
    }
}

impl fmt::Display for InputRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let likely = self.likely.map_or_else(String::new, |likely| format!("{}..", format::quantity(likely)));
        write!(f, "{} {}..{likely}{}", self.name(), format::quantity(self.low), format::quantity(self.high))
    }
}

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;

    #[test]
    fn a_range_tells_which_value_it_counts_as() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb\nA,1M..1B,60..65..80,1024\n";
        let workload = crate::scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let told: Vec<String> = workload.ranges.iter().map(|range| range.told(&workload, "here")).collect();
        assert_eq!(
            told,
            [
                "requests_per_month 1,000,000..1,000,000,000 counts as 500,500,000 here, halfway",
                "duration_ms 60..65..80 counts as 65 here, its likely value"
            ]
        );
    }
}
