//! The workloads of a run that are kept to be shown: all of them, or the first ones of an order, in bounded memory.

use super::order::{Order, arrange, saving};
use crate::analysis::Comparison;
use crate::units::Usd;

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
    /// The least saving that is shown so far, where the largest are: of what comes later only more than that is.
    floor: Option<Usd>,
}

impl<'a> Shortlist<'a> {
    /// A list in this order; where there is none and not all are shown, the largest savings come first.
    pub(crate) fn new(order: Option<&'a Order>, most: Most) -> Shortlist<'a> {
        Shortlist { kept: Vec::new(), order, most, count: 0, floor: None }
    }

    /// A list of what comes behind what `floor` is of.
    pub(crate) fn behind(floor: Option<Usd>) -> Shortlist<'static> {
        Shortlist { floor, ..Shortlist::new(None, Most::Readable) }
    }

    /// See [`Shortlist::behind`].
    pub(crate) fn floor(&self) -> Option<Usd> {
        self.floor
    }

    /// Takes a workload; gives it back where it is not shown whatever comes.
    pub(crate) fn push(&mut self, comparison: Comparison) -> Option<Comparison> {
        self.count = self.count.saturating_add(1);
        if self.floor.is_some_and(|floor| saving(&comparison).is_none_or(|saving| saving <= floor)) {
            return Some(comparison);
        }
        self.keep(comparison);
        None
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
            if self.order.is_none() {
                self.floor = self.kept.last().and_then(saving);
            }
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
