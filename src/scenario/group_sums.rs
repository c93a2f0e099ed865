//! [`GroupSums`]: rows of a pivot table that stand for their group, with the demand of the rows below or above them.

use super::last_sum::has_digits;
use super::workload::{Demand, Workload};
use crate::units::Dec;
use std::mem::{Discriminant, discriminant};

/// Groups so far where every row is one of a group or its sum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct GroupSums {
    /// The span of time that all rows have their demand for.
    span: Option<Discriminant<Demand>>,
    /// Groups whose sums all stand above their rows.
    headed: Groups,
    /// Groups whose sums all stand below.
    footed: Groups,
}

/// Groups whose sums stand on one side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Groups {
    /// A row did not fit.
    is_over: bool,
    /// The open group's sum that stands above it: its line and its demand.
    head: Option<(u64, Dec)>,
    /// The open group's demand and rows.
    sum: Dec,
    rows: u64,
    /// Sums of several rows, and the lines of the first two.
    sums: u64,
    /// One of them has digits that plans do not have.
    has_digits: bool,
    first: [u64; 2],
}

/// A file has to have at least so many sums of several rows: of round figures one is soon the sum of its neighbors.
const LEAST_SUMS: u64 = 2;
/// Of figures that are all as round as those of plans, one more.
const LEAST_ROUND_SUMS: u64 = 3;
/// Nobody reads a group of more rows.
const MOST_ROWS: u64 = 1_000;

impl Groups {
    /// Notes a row where sums stand above their rows.
    fn note_headed(&mut self, line: u64, demand: Dec) {
        let Some((head, wanted)) = self.head else {
            self.head = Some((line, demand));
            return;
        };
        self.add(demand);
        if self.sum == wanted {
            self.close(head);
        }
        self.is_over |= self.sum > wanted;
    }

    /// Notes a row where sums stand below their rows.
    fn note_footed(&mut self, line: u64, demand: Dec) {
        if self.rows > 1 && self.sum == demand {
            self.close(line);
        } else {
            self.add(demand);
        }
    }

    fn add(&mut self, demand: Dec) {
        self.rows += 1;
        let sum = self.sum.add(demand);
        self.is_over |= sum.is_none() || self.rows > MOST_ROWS;
        self.sum = sum.unwrap_or(self.sum);
    }

    /// Closes a group whose sum stands in a line.
    fn close(&mut self, line: u64) {
        if self.rows > 1 {
            if let Some(place) = self.first.iter_mut().find(|place| **place == 0) {
                *place = line;
            }
            self.sums += 1;
            self.has_digits |= has_digits(self.sum);
        }
        (self.head, self.sum, self.rows) = (None, Dec::ZERO, 0);
    }

    /// Whether every row is one of a group or its sum.
    fn is_found(&self) -> bool {
        let least = if self.has_digits { LEAST_SUMS } else { LEAST_ROUND_SUMS };
        !self.is_over && self.sums >= least && self.head.is_none() && self.rows == 0
    }
}

impl GroupSums {
    /// Notes a row.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload) {
        if self.headed.is_over && self.footed.is_over {
            return;
        }
        let count = workload.demand.amount();
        let span = discriminant(&workload.demand);
        match workload.line {
            Some(line) if workload.ranges.is_empty() && *self.span.get_or_insert(span) == span => {
                if !count.is_zero() {
                    self.headed.note_headed(line, count);
                    self.footed.note_footed(line, count);
                }
            }
            _ => self.end(),
        }
    }

    fn end(&mut self) {
        (self.headed.is_over, self.footed.is_over) = (true, true);
    }

    /// Takes over what a later part of the file has: no table that a person reads is longer than the first one.
    pub(super) fn append(&mut self, later: GroupSums) {
        match (self.span, later.span) {
            (_, None) => {}
            (None, Some(_)) => *self = later,
            (Some(_), Some(_)) => self.end(),
        }
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        let sides = [(self.headed, "below"), (self.footed, "above")];
        let (groups, side) = sides.into_iter().find(|(groups, _)| groups.is_found())?;
        let [first, second] = groups.first;
        let lines = match groups.sums - LEAST_SUMS {
            0 => format!("lines {first} and {second}"),
            more => format!("lines {first}, {second} and {more} more"),
        };
        Some(format!(
            "{lines} have as many requests each as the rows {side} them together, and count as workloads: remove them if they are \
             sums of groups"
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::of_rows;

    fn told(rows: &[(&str, &str)]) -> Vec<String> {
        of_rows(&rows.iter().map(|(name, requests)| format!("{name},{requests},120,512\n")).collect::<String>())
    }

    #[test]
    fn sums_of_groups_are_told_whatever_their_names() {
        // 3.21 = 2.2 + 1.01 and 5.5 = 4 + 1.5 million; a group of one row among them.
        let mut rows = vec![
            ("Payments", "3.21M"),
            ("checkout", "2.2M"),
            ("refund", "1.01M"),
            ("Search", "5.5M"),
            ("query", "4M"),
            ("hint", "1.5M"),
        ];
        let headed = "lines 2 and 5 have as many requests each as the rows below them together, and count as workloads: remove them \
                      if they are sums of groups";
        assert_eq!(told(&rows), [headed]);
        rows.extend([("Mail", "7M"), ("send", "7M")]);
        assert_eq!(told(&rows), [headed]);
        rows.extend([("Files", "9M"), ("put", "4M"), ("idle", "0"), ("get", "5M")]);
        assert_eq!(told(&rows), [headed.replace(" and 5 ", ", 5 and 1 more ")]);
        let footed = [
            ("checkout", "2.2M"),
            ("refund", "1.01M"),
            ("Payments", "3.21M"),
            ("query", "4M"),
            ("hint", "1.5M"),
            ("Search", "5.5M"),
        ];
        assert_eq!(told(&footed), [headed.replace("2 and 5", "4 and 7").replace("below", "above")]);
    }

    #[test]
    fn a_row_that_fits_no_group_ends_the_search() {
        let headed = [
            ("Payments", "3.21M"),
            ("checkout", "2.2M"),
            ("refund", "1.01M"),
            ("Search", "5M"),
            ("query", "4M"),
            ("hint", "1M"),
        ];
        for at in 0..=headed.len() {
            let mut rows = headed.to_vec();
            rows.insert(at, ("other", "700k"));
            assert_eq!(told(&rows), Vec::<String>::new(), "{at}");
        }
        assert_eq!(told(&headed[..3]), Vec::<String>::new());
        assert_eq!(told(&headed).len(), 1);
        // Two sums of round figures may be chance.
        let round = [("a", "1M"), ("b", "1M"), ("c", "2M"), ("d", "1M"), ("e", "1M"), ("f", "2M")];
        assert_eq!(told(&round), Vec::<String>::new());
        let mut rows = headed.to_vec();
        rows[5].1 = "1M..2M";
        assert_eq!(told(&rows), Vec::<String>::new());
    }
}
