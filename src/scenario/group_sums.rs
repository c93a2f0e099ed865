//! [`GroupSums`]: rows of a pivot table that stand for their group, with the demand of the rows below or above them.

use super::edge_sum::has_digits;
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
    /// The first row, and groups with their sums above them behind it, whose total it may be.
    top: Option<(u64, Dec)>,
    behind_top: Groups,
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
    /// What all closed groups have, and the line of a last row that has it, too.
    all: Dec,
    total: Option<u64>,
}

/// A file has to have at least so many sums of several rows: of round figures one is soon the sum of its neighbors.
const LEAST_SUMS: u64 = 2;
/// Of figures that are all as round as those of plans, one more, unless there is a total of them.
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
        // Behind a total there is nothing.
        self.is_over |= self.total.is_some();
        if self.rows > 1 && self.sum == demand {
            self.close(line);
        } else if self.rows == 0 && self.sums > 1 && self.all == demand {
            self.total = Some(line);
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
        let all = self.all.add(self.sum);
        self.is_over |= all.is_none();
        self.all = all.unwrap_or(self.all);
        (self.head, self.sum, self.rows) = (None, Dec::ZERO, 0);
    }

    /// Whether every row is one of a group or its sum.
    fn is_found(&self) -> bool {
        let is_clear = self.has_digits || self.total.is_some();
        let least = if is_clear { LEAST_SUMS } else { LEAST_ROUND_SUMS };
        !self.is_over && self.sums >= least && self.head.is_none() && self.rows == 0
    }
}

impl GroupSums {
    /// Notes a row.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload) {
        if self.headed.is_over && self.footed.is_over && self.behind_top.is_over {
            return;
        }
        let count = workload.demand.amount();
        let span = discriminant(&workload.demand);
        match workload.line {
            Some(line) if workload.ranges.is_empty() && *self.span.get_or_insert(span) == span => {
                if !count.is_zero() {
                    self.headed.note_headed(line, count);
                    self.footed.note_footed(line, count);
                    match self.top {
                        None => self.top = Some((line, count)),
                        Some(_) => self.behind_top.note_headed(line, count),
                    }
                }
            }
            _ => self.end(),
        }
    }

    fn end(&mut self) {
        (self.headed.is_over, self.footed.is_over, self.behind_top.is_over) = (true, true, true);
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
        let total = self.top.filter(|(_, demand)| *demand == self.behind_top.all).map(|(line, _)| line);
        let behind_top = Groups { total, is_over: self.behind_top.is_over || total.is_none(), ..self.behind_top };
        let sides = [(self.headed, "below"), (self.footed, "above"), (behind_top, "below")];
        let (groups, side) = sides.into_iter().find(|(groups, _)| groups.is_found())?;
        let [first, second] = groups.first;
        let lines = match groups.sums - LEAST_SUMS {
            0 => format!("lines {first} and {second}"),
            more => format!("lines {first}, {second} and {more} more"),
        };
        let all = groups.total.map_or_else(String::new, |line| format!(", and line {line} as all groups"));
        Some(format!(
            "{lines} have as many requests each as the rows {side} them together{all}, and count as workloads: remove them if they \
             are sums of groups"
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
    fn a_total_of_all_groups_stands_above_or_below_them() {
        // 5.1 + 3.4 = 8.5 and 2 + 1 = 3 million, 11.5 in all.
        let rows =
            [("A", "5.1M"), ("B", "3.4M"), ("X", "8.5M"), ("C", "2M"), ("D", "1M"), ("Y", "3M"), ("All", "11.5M")];
        let expected = "lines 4 and 7 have as many requests each as the rows above them together, and line 8 as all groups, and count as \
                        workloads: remove them if they are sums of groups";
        let of_groups =
            |rows: &[(&str, &str)]| told(rows).into_iter().filter(|one| one.contains("groups")).collect::<Vec<_>>();
        assert_eq!(of_groups(&rows), [expected]);
        let mut turned = rows;
        turned.reverse();
        let above = expected.replace("4 and 7", "3 and 6").replace("above", "below").replace("line 8", "line 2");
        assert_eq!(of_groups(&turned), [above]);
        let mut more = rows.to_vec();
        more.push(("E", "2M"));
        assert_eq!(of_groups(&more), Vec::<String>::new());
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
