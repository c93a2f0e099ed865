//! The workloads of a run that are kept to be shown: all of them, or the first ones of an order, in bounded memory.

use super::order::{Order, arrange};
use crate::analysis::Comparison;

/// More workloads than this are not shown in a table, unless they are asked for: nobody reads them all.
pub(crate) const MOST_READABLE: usize = 1_000;

/// How many workloads are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Most {
    /// All.
    All,
    /// The first ones of the order, as was asked for.
    Asked(usize),
    /// All that people can read, in the order of the file; where there are more, the first ones of the order.
    Readable,
}

/// Workloads as they are priced.
pub(crate) struct Shortlist<'a> {
    kept: Vec<Comparison>,
    order: Option<&'a Order>,
    most: Most,
    /// Workloads that were taken.
    count: usize,
}

impl<'a> Shortlist<'a> {
    /// A list in this order; where there is none and not all are shown, the largest savings come first.
    pub(crate) fn new(order: Option<&'a Order>, most: Most) -> Shortlist<'a> {
        Shortlist { kept: Vec::new(), order, most, count: 0 }
    }

    /// Takes a workload.
    pub(crate) fn push(&mut self, comparison: Comparison) {
        self.count = self.count.saturating_add(1);
        self.keep(comparison);
    }

    /// Takes the workloads of a later part of a file, of which a list like this one was made.
    pub(crate) fn append(&mut self, later: Shortlist<'_>) {
        self.count = self.count.saturating_add(later.count);
        later.shown().into_iter().for_each(|comparison| self.keep(comparison));
    }

    fn keep(&mut self, comparison: Comparison) {
        self.kept.push(comparison);
        let most = match self.most {
            Most::All => return,
            Most::Asked(most) => most,
            Most::Readable => MOST_READABLE,
        };
        // Sorting is stable, so cutting now and again gives what cutting once gives.
        if self.kept.len() >= most.saturating_mul(2).max(MOST_READABLE + 1) {
            self.cut(Some(most));
        }
    }

    fn cut(&mut self, most: Option<usize>) {
        self.kept = arrange(std::mem::take(&mut self.kept), self.order, most);
    }

    /// What is shown, in order.
    pub(crate) fn shown(mut self) -> Vec<Comparison> {
        let most = match self.most {
            Most::Asked(most) => Some(most),
            Most::Readable if self.count > MOST_READABLE => Some(MOST_READABLE),
            Most::All | Most::Readable => None,
        };
        self.cut(most);
        self.kept
    }
}
