//! [`Bill`]: line items and their sum.

use super::{ItemKey, LineItem};
use crate::units::{OrTooLarge, TooLarge, Usd};

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

    /// Adds a line.
    ///
    /// # Errors
    /// [`TooLarge`] when the total is beyond the range of money.
    #[inline]
    pub(super) fn push(&mut self, item: LineItem) -> Result<(), TooLarge> {
        self.total = self.total.add(item.amount).or_too_large("the total of a bill")?;
        self.keys |= 1 << item.key as u32;
        self.is_estimated |= item.provenance.is_estimated();
        self.is_own |= item.provenance.is_own();
        if self.keeps_lines {
            self.items.push(item);
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

#[cfg(test)]
mod tests {
    use crate::cost::{Bill, ItemKey, Settings, ec2, lambda};
    use crate::pricebook::PriceBook;
    use crate::scenario;

    #[test]
    fn a_bill_without_its_lines_says_the_same() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,response_kb,front_door,purchase,init_ms,log_kb\n\
                   small,1M,100,1024,10,http-api,on-demand,,\nlarge,40B,900,3008,100,alb,ri-3y,900,2\n";
        let kept = Settings::new(book.rules());
        for workload in scenario::read_str(csv, book.rules()).unwrap().workloads {
            let with = |settings| {
                let on_lambda = lambda::offer(&book, &workload, &settings).unwrap();
                [on_lambda, ec2::offer(&book, &workload, &settings).unwrap()]
            };
            let (with_lines, without) = (with(kept), with(Settings { keep_lines: false, ..kept }));
            for (offer, other) in with_lines.iter().zip(&without) {
                let (bill, other_bill): (&Bill, &Bill) = (offer.bill.as_ref().unwrap(), other.bill.as_ref().unwrap());
                let sum = bill.items().iter().try_fold(crate::units::Usd::ZERO, |sum, item| sum.add(item.amount));
                assert_eq!(sum, Some(other_bill.total()));
                assert!(other_bill.items().is_empty());
                for key in ItemKey::ALL {
                    assert_eq!(bill.items().iter().any(|item| item.key == *key), other_bill.has(*key));
                }
                assert_eq!(offer.assumptions, other.assumptions);
                assert_eq!(offer.fleet, other.fleet);
            }
        }
    }
}
