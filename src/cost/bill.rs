//! [`Bill`]: line items and their sum.

use super::item::Charge;
use super::{ItemKey, LineItem, Lines, Why};
use crate::units::{OrTooLarge, TooLarge, Unit, Usd};
use foldhash::quality::FixedState;
use std::hash::BuildHasher as _;

/// What a workload costs a month, line by line.
///
/// The total is summed up while lines are added, one by one: there is no other way to make one. Where a run only needs
/// totals (see [`Settings::lines`](super::Settings::lines)), each line is priced and added all the same, but not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Bill {
    lines: Keeping,
    total: Usd,
    /// One bit for each kind of line, by its place in the enumeration.
    keys: u32,
    is_estimated: bool,
    is_own: bool,
}

/// What is kept of a bill's lines.
#[derive(Debug, Clone, PartialEq)]
enum Keeping {
    All(Vec<LineItem>),
    Trace(Trace),
    Nothing,
}

/// What tells whether two bills are the same straight line of the demand, and what of them follows the hours of the fleet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trace {
    /// Equal where two bills have the same lines in the same tiers at the same rates, with the same allowances in use.
    pub shape: u64,
    /// What instances and their volumes cost, dollars a month.
    pub with_hours: Usd,
    /// What surplus CPU credits cost, dollars a month.
    pub surplus: Usd,
}

impl Trace {
    fn add<U: Unit>(&mut self, charge: &Charge<'_, U>, amount: Usd) -> Result<(), TooLarge> {
        self.shape = FixedState::with_seed(self.shape).hash_one(charge.shape());
        let sum = match charge.key {
            ItemKey::Instances | ItemKey::EbsStorage => &mut self.with_hours,
            ItemKey::SurplusCpuCredits => &mut self.surplus,
            _ => return Ok(()),
        };
        *sum = sum.add(amount).or_too_large("the total of a bill")?;
        Ok(())
    }
}

/// A bill's kinds of lines are bits of a `u32`.
const _: () = assert!(ItemKey::ALL.len() <= 32);

/// Lines of most bills.
const USUAL_LINES: usize = 8;

impl Bill {
    /// A bill without lines.
    pub(super) fn new(lines: Lines) -> Bill {
        let lines = match lines {
            Lines::Kept => Keeping::All(Vec::with_capacity(USUAL_LINES)),
            Lines::Traced => Keeping::Trace(Trace::default()),
            Lines::Summed => Keeping::Nothing,
        };
        Bill { lines, total: Usd::ZERO, keys: 0, is_estimated: false, is_own: false }
    }

    /// Adds a line; `why` is asked only where lines are kept.
    ///
    /// # Errors
    /// [`TooLarge`] when its amount or the total is beyond the range of money.
    #[inline]
    pub(super) fn add<U: Unit>(&mut self, charge: Charge<'_, U>, why: impl FnOnce() -> Why) -> Result<(), TooLarge> {
        let amount = charge.amount()?;
        self.total = self.total.add(amount).or_too_large("the total of a bill")?;
        self.keys |= 1 << charge.key as u32;
        self.is_estimated |= charge.provenance.is_estimated();
        self.is_own |= charge.provenance.is_own();
        match &mut self.lines {
            Keeping::Nothing => {}
            Keeping::Trace(trace) => trace.add(&charge, amount)?,
            Keeping::All(items) => items.push(charge.line(amount, why())),
        }
        Ok(())
    }

    /// The lines in the order of the bill; none where they were not kept.
    #[must_use]
    pub fn items(&self) -> &[LineItem] {
        match &self.lines {
            Keeping::All(items) => items,
            Keeping::Trace(_) | Keeping::Nothing => &[],
        }
    }

    /// The trace of its lines, where that was kept.
    #[must_use]
    pub fn trace(&self) -> Option<Trace> {
        match self.lines {
            Keeping::Trace(trace) => Some(trace),
            Keeping::All(_) | Keeping::Nothing => None,
        }
    }

    /// The sum of the lines, exact.
    #[must_use]
    pub fn total(&self) -> Usd {
        self.total
    }

    /// Whether there is a line of that kind.
    #[must_use]
    pub fn has(&self, key: ItemKey) -> bool {
        self.keys & (1 << key as u32) != 0
    }

    /// Whether a line rests on a rate that was derived rather than read.
    #[must_use]
    pub fn is_estimated(&self) -> bool {
        self.is_estimated
    }

    /// Whether a line rests on a price of the user's own.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.is_own
    }
}
