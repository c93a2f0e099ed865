//! Rows among others that sum up those around them, as spreadsheets have one below each group or one above all.

use super::reader::Context;
use super::rows;
use super::total_names::is_total;
use super::totals::{Amount, Layout, Total};
use crate::units::Dec;

/// The demand of rows so far.
#[derive(Clone, Copy)]
struct Sum {
    /// `None` where one cannot be added.
    requests: Option<Dec>,
    rows: u64,
}

impl Sum {
    const NONE: Sum = Sum { requests: Some(Dec::ZERO), rows: 0 };

    fn add(&mut self, amount: &Amount) {
        self.rows += 1;
        self.requests = match amount {
            Amount::Requests { count, .. } => self.requests.and_then(|sum| sum.add(*count)),
            Amount::Nothing => self.requests,
            Amount::Unclear => None,
        };
    }

    /// Whether that is the sum of at least so many rows.
    fn is(self, count: Dec, least: u64) -> bool {
        self.rows >= least && !count.is_zero() && self.requests == Some(count)
    }
}

impl Layout<'_> {
    /// The rows of a block that are named as totals and have exactly the demand of the rows above them, since the last such
    /// row or since the first one; or, of the first row, that of all others. In their order.
    pub(super) fn subtotals(&self, text: &str, context: &Context<'_>) -> Vec<Total> {
        let (mut group, mut all) = (Sum::NONE, Sum::NONE);
        let (mut found, mut first): (Vec<Total>, Option<(usize, Dec)>) = (Vec::new(), None);
        let Some(index) = self.name else { return found };
        let is_named = |cells: &[&str]| cells.get(index).is_some_and(|name| is_total(name));
        // Most files have none: their demand is not looked at.
        let mut has_one = false;
        rows::for_each(text, self.delimiter, |_, cells, _| has_one |= is_named(cells));
        if !has_one {
            return found;
        }
        let mut is_first = true;
        rows::for_each(text, self.delimiter, |start, cells, _| {
            let amount = self.amount(cells, context);
            if let (true, Amount::Requests { count, .. }) = (is_named(cells), &amount) {
                // A group may be of one row where others are of more.
                let least = if found.is_empty() { 2 } else { 1 };
                if group.is(*count, least) || all.is(*count, 2) {
                    found.push(Total::of_above(start.byte));
                    group = Sum::NONE;
                    return;
                }
                if is_first {
                    first = Some((start.byte, *count));
                }
            }
            // What may be the total of all is none of them.
            if !(is_first && first.is_some()) {
                group.add(&amount);
                all.add(&amount);
            }
            is_first = false;
        });
        if let Some((byte, _)) = first.filter(|(_, count)| all.is(*count, 2)) {
            found.insert(0, Total::of_below(byte));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario::{ScenarioError, read_str};

    /// Lines that are told to be totals.
    fn totals(rows: &[&str]) -> Vec<u64> {
        let book = PriceBook::current().unwrap();
        let rows: String = rows.iter().map(|row| format!("{row},120,1024\n")).collect();
        match read_str(&format!("name,requests_per_month,duration_ms,memory_mb\n{rows}"), book.rules()) {
            Ok(_) => Vec::new(),
            Err(ScenarioError::Problems { first, .. }) => {
                assert!(first.iter().all(|problem| problem.message.contains("is the total of the lines")), "{first:?}");
                first.iter().map(|problem| problem.line()).collect()
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_group_s_total_is_told() {
        let groups = ["Orders,5M", "Billing,6M", "Team A total,11M", "Mail,1M", "Team B total,1M", "Total,12M"];
        assert_eq!(totals(&groups), [4, 6, 7]);
        assert_eq!(totals(&["Total,11M", "Orders,5M", "Billing,6M"]), [2]);
        assert_eq!(totals(&["Orders,5M", "Billing,6M", "Total,11M", "Mail,1M"]), [4]);
        // Other demand, or another name.
        assert!(totals(&["Orders,5M", "Billing,6M", "Total recall,12M", "Mail,1M"]).is_empty());
        assert!(totals(&["Orders,5M", "Billing,6M", "Search,11M", "Mail,1M"]).is_empty());
        assert!(totals(&["Total recall,5M", "Billing,5M"]).is_empty());
    }
}
