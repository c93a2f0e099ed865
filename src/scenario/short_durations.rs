//! [`ShortDurations`]: durations in milliseconds that may be in seconds.

use super::columns::find;
use super::lines::Lines;
use super::workload::Workload;
use crate::units::Dec;

/// Durations below so many milliseconds are rarer than durations written in seconds.
pub const SHORT_MS: Dec = Dec::from_int(5);

/// Which rows have [short](SHORT_MS) durations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ShortDurations {
    /// Whether that of a row is short, and whether that of one is not.
    has_short: bool,
    has_long: bool,
    /// Rows whose duration is below a millisecond.
    below_ms: Lines,
}

impl ShortDurations {
    /// Notes a row.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload) {
        let is_short = workload.duration_ms < SHORT_MS;
        self.has_short |= is_short;
        self.has_long |= !is_short;
        if workload.duration_ms < Dec::ONE {
            self.below_ms.note(workload);
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: ShortDurations) {
        self.has_short |= later.has_short;
        self.has_long |= later.has_long;
        self.below_ms.append(later.below_ms);
    }

    /// The same where some columns vary, by the bits of their places in the column table: of durations that do, nothing is said.
    pub(super) fn of_varied(self, varied: u64) -> ShortDurations {
        let is_varied = find("duration_ms").is_some_and(|at| varied & (1 << at) != 0);
        if is_varied { ShortDurations::default() } else { self }
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        if self.has_short && !self.has_long {
            return Some(format!(
                "duration_ms is below {SHORT_MS} ms in every row: if these are seconds, multiply them by 1,000"
            ));
        }
        let place = self.below_ms.place().filter(|_| self.has_long)?;
        Some(format!("duration_ms is below 1 ms in {place}: if that is in seconds, multiply it by 1,000"))
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::sentences;

    #[test]
    fn durations_that_may_be_seconds_are_told_where_all_are_short() {
        let heading = "name,requests_per_month,duration_ms,memory_mb\n";
        let told = "duration_ms is below 5 ms in every row: if these are seconds, multiply them by 1,000";
        assert_eq!(sentences(&format!("{heading}A,50M,0.12,1024\nB,1M,4.9,512\n")), [told]);
        assert_eq!(sentences(&format!("{heading}A,50M,1,1024\nB,1M,5,512\n")), Vec::<String>::new());
        // Beside longer ones a fraction of a millisecond is told.
        let told = "duration_ms is below 1 ms in line 2: if that is in seconds, multiply it by 1,000";
        assert_eq!(sentences(&format!("{heading}A,50M,0.12,1024\nB,1M,300,512\n")), [told]);
    }
}
