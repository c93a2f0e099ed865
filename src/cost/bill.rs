//! [`Bill`]: line items; its total is computed from them, never stored.

use super::LineItem;
use crate::units::{OrTooLarge, TooLarge, Usd};

/// What a workload costs a month, line by line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bill {
    items: Vec<LineItem>,
}

/// Lines of most bills. More than these few would be beyond the sizes that an allocator hands out at once.
const USUAL_LINES: usize = 4;

impl Bill {
    /// Room for the lines of a bill.
    pub(super) fn lines() -> Vec<LineItem> {
        Vec::with_capacity(USUAL_LINES)
    }

    /// A bill of these lines.
    ///
    /// # Errors
    /// [`TooLarge`] when their sum is beyond the range of money.
    pub(super) fn new(items: Vec<LineItem>) -> Result<Bill, TooLarge> {
        let mut sum = Usd::ZERO;
        for item in &items {
            sum = sum.add(item.amount).or_too_large("the total of a bill")?;
        }
        Ok(Bill { items })
    }

    /// The lines in the order of the bill.
    #[must_use]
    pub fn items(&self) -> &[LineItem] {
        &self.items
    }

    /// The sum of the lines, exact.
    #[must_use]
    pub fn total(&self) -> Usd {
        // `new` has checked that no partial sum overflows.
        self.items.iter().fold(Usd::ZERO, |sum, item| sum.add(item.amount).unwrap_or(sum))
    }
}
