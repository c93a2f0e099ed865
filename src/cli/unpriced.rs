//! Workloads that cannot be priced: the first ones to be told in full, and how many there are.

use super::exit::{Failure, cost_failures};
use crate::analysis::Unpriced;
use crate::scenario::MOST_PROBLEMS;

/// The workloads of a run that cannot be priced, in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct AllUnpriced {
    /// At most [`MOST_PROBLEMS`].
    first: Vec<Unpriced>,
    /// All of them.
    count: u64,
}

impl AllUnpriced {
    pub(crate) fn note(&mut self, failed: Unpriced) {
        self.count += 1;
        if self.have_room() {
            self.first.push(failed);
        }
    }

    /// Whether a further one would be told, and not only counted.
    pub(crate) fn have_room(&self) -> bool {
        self.first.len() < MOST_PROBLEMS
    }

    /// Adds those of a later part of the file.
    pub(crate) fn append(&mut self, later: AllUnpriced) {
        self.count += later.count;
        let room = MOST_PROBLEMS.saturating_sub(self.first.len());
        self.first.extend(later.first.into_iter().take(room));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// Their failure, where there are any; `scenario` is the file's name.
    pub(crate) fn failure(&self, scenario: &str) -> Option<Failure> {
        (!self.is_empty()).then(|| cost_failures(&self.first, self.count, scenario))
    }
}
