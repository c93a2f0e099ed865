//! [`Bill`]: line items and their sum.

use super::item::Charge;
use super::{ItemKey, LineItem, Why};
use crate::units::{OrTooLarge, TooLarge, Unit, Usd};

/// What a workload costs a month, line by line.
///
/// The total is summed up while lines are added, one by one: there is no other way to make one. Where a run only needs
/// totals (see [`Settings::keep_lines`](super::Settings::keep_lines)), each line is priced and added all the same, but
/// not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Bill {
    items: Vec<LineItem>,
    keeps_lines: bool,
    total: Usd,
    /// One bit for each kind of line, by its place in the enumeration.
    keys: u32,
    is_estimated: bool,
    is_own: bool,
}

/// A bill's kinds of lines are bits of a `u32`.
const _: () = assert!(ItemKey::ALL.len() <= 32);

/// Lines of most bills.
const USUAL_LINES: usize = 8;

impl Bill {
    /// A bill without lines; those to come are kept, or only summed.
    pub(super) fn new(keeps_lines: bool) -> Bill {
        let items = if keeps_lines { Vec::with_capacity(USUAL_LINES) } else { Vec::new() };
        Bill { items, keeps_lines, total: Usd::ZERO, keys: 0, is_estimated: false, is_own: false }
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
        if self.keeps_lines {
            self.items.push(charge.line(amount, why()));
        }
        Ok(())
    }

    /// The lines in the order of the bill; none where they were not kept.
    #[must_use]
    pub fn items(&self) -> &[LineItem] {
        &self.items
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
