//! [`Rank`]: which setting of a side is recommended. `--optimize`, sweeps and charts ask it, so that they agree.

use crate::units::{Dec, Usd, format};

/// The place of a setting among others of the same side; the least is recommended. What is shown as the same amount is the
/// same: then what changes least counts, then what is fastest, and only then what nobody sees of the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    shown: i128,
    changed: usize,
    duration_ms: Dec,
    usd: Usd,
}

impl Rank {
    /// What a setting costs a month, how many of its values are not the workload's own, and how long a request takes.
    #[must_use]
    pub fn new(usd: Usd, changed: usize, duration_ms: Dec) -> Rank {
        Rank { shown: format::usd_as_shown(usd), changed, duration_ms, usd }
    }

    /// What it costs a month.
    #[must_use]
    pub fn usd(&self) -> Usd {
        self.usd
    }

    /// Whether anybody sees that it costs less.
    #[must_use]
    pub fn is_cheaper_than(&self, other: &Rank) -> bool {
        self.shown < other.shown
    }

    /// Whether both are shown as the same amount.
    #[must_use]
    pub fn costs_the_same_as(&self, other: &Rank) -> bool {
        self.shown == other.shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(dollars: &str, changed: usize, duration_ms: i64) -> Rank {
        let usd = Usd::from_dollars(dollars.parse().unwrap()).unwrap();
        Rank::new(usd, changed, Dec::from_int(duration_ms))
    }

    #[test]
    fn what_looks_the_same_is_decided_by_what_changes_and_by_speed() {
        assert!(rank("110.001", 0, 960) < rank("110.00", 1, 120));
        assert!(rank("110.001", 1, 120) < rank("110.00", 1, 960));
        assert!(rank("110.001", 1, 120) > rank("110.00", 1, 120));
        assert!(rank("109.99", 2, 960) < rank("110.00", 0, 120));
        // Amounts below a cent are shown with two digits that count.
        assert!(rank("0.0031", 1, 1).is_cheaper_than(&rank("0.0042", 0, 1)));
        assert!(rank("0.00421", 1, 1).costs_the_same_as(&rank("0.00424", 0, 1)));
    }
}
