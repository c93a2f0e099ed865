//! [`EdgeSum`]: a last row that has the demand of all rows above it, or a first one that has that of all below it, whatever it is called.

use super::workload::{Demand, Workload};
use crate::units::Dec;

/// The demand of the first row, of the last one so far and of those above it, as their cells have it: turned into that of a month it
/// is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct EdgeSum {
    /// The first row's line, and its demand where that is one number.
    first: Option<(Option<u64>, Option<Dec>)>,
    /// The sum of the rows above the last one; `None` where one of them cannot be added.
    above: Option<Dec>,
    /// The last row's line, and its demand where that is one number.
    last: Option<(Option<u64>, Option<Dec>)>,
    rows: u64,
    /// What durations and memory sizes of the rows above add up to.
    sizes: [Sizes; 2],
    /// The span of time that all rows have their demand for.
    span: Option<Span>,
}

/// One size of the rows above the last one, and that of the last one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sizes {
    /// `None` where they are too large to be added.
    sum: Option<Dec>,
    /// That of the first row, and whether another row has another one.
    first: Option<Dec>,
    differ: bool,
    /// The least of them.
    least: Option<Dec>,
    last: Option<Dec>,
}

impl Sizes {
    fn note(&mut self, size: Dec) {
        self.close();
        self.last = Some(size);
    }

    fn close(&mut self) {
        let Some(last) = self.last.take() else { return };
        self.sum = match self.first {
            None => Some(last),
            Some(_) => self.sum.and_then(|sum| sum.add(last)),
        };
        self.differ |= *self.first.get_or_insert(last) != last;
        self.least = Some(self.least.map_or(last, |least| least.min(last)));
    }

    fn append(&mut self, later: Sizes) {
        self.close();
        match (self.first, later.first) {
            (None, _) => {
                (self.sum, self.first, self.differ, self.least) = (later.sum, later.first, later.differ, later.least);
            }
            (Some(_), None) => {}
            (Some(first), Some(other)) => {
                self.differ |= later.differ || first != other;
                self.least = self.least.into_iter().chain(later.least).min();
                self.sum = self.sum.zip(later.sum).and_then(|(sum, other)| sum.add(other));
            }
        }
        self.last = later.last;
    }

    /// Whether the last row has the sum of so many rows above it, or their mean where they have not all the same.
    fn are_summed_up(self, above: u64) -> bool {
        let (Some(sum), Some(last)) = (self.sum, self.last) else { return false };
        last == sum || (self.differ && last.times(above) == Some(sum))
    }
}

impl Sizes {
    /// Whether the last row has less than any above it, which no sum, mean or maximum of them has.
    fn is_below_all(self) -> bool {
        self.last.zip(self.least).is_some_and(|(last, least)| last < least)
    }
}

/// A span of time that demand is given for.
type Span = std::mem::Discriminant<Demand>;

/// Rows that have to add up to the one above or below them all.
const LEAST_ADDED: u64 = 3;
/// The same where their durations or memory sizes do, too, or have its mean.
const LEAST_SUMMED_UP: u64 = 2;

/// Whether a number has three digits besides zeros at its end or more, which plans rarely have.
pub(super) fn has_digits(demand: Dec) -> bool {
    digits(demand) > 2
}

/// Digits of a number besides zeros at its ends.
fn digits(number: Dec) -> usize {
    let digits: String = number.to_string().chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// Two measured numbers of so many digits have no third for their sum by chance.
const MEASURED: usize = 6;

impl Default for EdgeSum {
    fn default() -> EdgeSum {
        EdgeSum { first: None, above: Some(Dec::ZERO), last: None, rows: 0, sizes: [Sizes::default(); 2], span: None }
    }
}

impl EdgeSum {
    /// Notes a row.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload) {
        self.close();
        let count = workload.demand.amount();
        self.agree(std::mem::discriminant(&workload.demand));
        let row = (workload.line, Some(count).filter(|_| workload.ranges.is_empty()));
        self.first.get_or_insert(row);
        self.last = Some(row);
        self.rows += 1;
        self.sizes[0].note(workload.duration_ms);
        self.sizes[1].note(workload.memory_mb);
    }

    /// Rows of different spans of time are not added.
    fn agree(&mut self, span: Span) {
        if *self.span.get_or_insert(span) != span {
            self.above = None;
        }
    }

    /// Puts the last row to those above.
    #[inline]
    fn close(&mut self) {
        if let Some((_, demand)) = self.last.take() {
            self.above = self.above.zip(demand).and_then(|(above, demand)| above.add(demand));
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: EdgeSum) {
        let Some(span) = later.span else { return };
        self.close();
        self.agree(span);
        self.above = self.above.zip(later.above).and_then(|(above, later)| above.add(later));
        self.first = self.first.or(later.first);
        self.last = later.last;
        self.rows += later.rows;
        self.sizes.iter_mut().zip(later.sizes).for_each(|(sizes, later)| sizes.append(later));
    }

    /// The last line where it has exactly the demand of the lines above it. Round figures of a plan add up by chance, but not those of
    /// three columns at once.
    fn last_line(self) -> Option<u64> {
        let above = self.rows.saturating_sub(1);
        let (line, demand) = self.last.filter(|_| above >= LEAST_SUMMED_UP)?;
        // A function that others call each time has their sum, too: an authorizer, a logger.
        let is_one = self.sizes.iter().all(|sizes| sizes.is_below_all());
        let is_clear =
            |demand: Dec| !is_one && ((above >= LEAST_ADDED && has_digits(demand)) || digits(demand) >= MEASURED);
        let are_all = || self.sizes.iter().all(|sizes| sizes.are_summed_up(above));
        let is_sum =
            |demand: &Dec| !demand.is_zero() && self.above == Some(*demand) && (is_clear(*demand) || are_all());
        demand.filter(is_sum).and(line)
    }

    /// The first line where it has exactly the demand of the lines below it, and that is no round figure.
    fn first_line(self) -> Option<u64> {
        let (line, first) = self.first?;
        let all = self.above?.add(self.last?.1?)?;
        let is_sum = |first: &Dec| self.rows > LEAST_ADDED && has_digits(*first) && first.times(2) == Some(all);
        first.filter(is_sum).and(line)
    }

    /// The line that has the demand of all others, and where they stand.
    fn found(self) -> Option<(u64, &'static str)> {
        self.last_line().map(|line| (line, "above")).or_else(|| Some((self.first_line()?, "below")))
    }

    /// The line that is told.
    pub(super) fn line(self) -> Option<u64> {
        Some(self.found()?.0)
    }

    /// What is to be said of it.
    pub(super) fn sentence(self) -> Option<String> {
        let (line, side) = self.found()?;
        let others = self.rows.saturating_sub(1);
        Some(format!(
            "line {line} has as many requests as the {others} rows {side} it together, and counts as a workload: remove it if it is \
             their total"
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::{of_rows as told, sentences};

    #[test]
    fn a_first_row_with_the_demand_of_all_below_is_told_whatever_its_name() {
        let expected = "line 2 has as many requests as the 3 rows below it together, and counts as a workload: remove it if it is \
                        their total";
        // 10.4, 5.32 and 1 million are 16.72.
        let below = "A,10.4M,120,512\nB,5.32M,120,512\nC,1M,120,512\n";
        for name in ["us-east-1", "Account", "Orders"] {
            assert_eq!(told(&format!("{name},16720k,120,512\n{below}")), [expected], "{name}");
        }
        for first in ["Estate,16.73M,120,512", "Estate,1M..2M,120,512"] {
            assert_eq!(told(&format!("{first}\n{below}")), Vec::<String>::new(), "{first}");
        }
        // As round as plans are, and too few.
        assert_eq!(told("A,6M,120,512\nB,2M,120,512\nC,3M,120,512\nD,1M,120,512\n"), Vec::<String>::new());
        assert_eq!(told("A,15.72M,120,512\nB,10.4M,120,512\nC,5.32M,120,512\n"), Vec::<String>::new());
        let rows: String = (0..60_000).map(|at| format!("workload {at},2.1,120,512\n")).collect();
        let csv = format!("name,requests_per_day,duration_ms,memory_mb\nEstate,126000,120,512\n{rows}");
        assert!(sentences(&csv)[0].starts_with("line 2 has as many requests as the 60000 rows below it"));
    }

    #[test]
    fn a_last_row_with_the_demand_of_all_above_is_told_whatever_its_name() {
        // 10.4, 5.32 and 1 million are 16.72.
        let expected = "line 5 has as many requests as the 3 rows above it together, and counts as a workload: remove it if it is \
                        their total";
        assert_eq!(told("A,10.4M,120,512\nB,5.32M,120,512\nC,1M,120,512\nWhole estate,16720k,120,512\n"), [expected]);
        // 51,234,567 and 12,345,678 are 63,580,245: measured figures, of two rows as well.
        let [two] = told("A,51234567,118,1024\nB,12345678,64,512\nC,63580245,107.5,1024\n").try_into().unwrap();
        assert!(two.starts_with("line 4 has as many requests as the 2 rows above it together"), "{two}");
        for other in [
            // Called by each of them, and faster and smaller than any.
            "orders,1234567,80,512\nusers,2345678,40,256\ncatalog,500001,20,256\nauthorizer,4080246,5,128\n",
            "A,10.4M,120,512\nB,5.32M,120,512\nC,1M,120,512\nD,16.73M,120,512\n",
            // As round as plans are, and too few.
            "A,1M,120,512\nB,2M,120,512\nC,3M,120,512\nD,6M,120,512\n",
            "A,10.4M,120,512\nB,5.32M,120,512\nC,15.72M,120,512\n",
            "A,0,120,512\nB,0,120,512\nC,0,120,512\nD,0,120,512\n",
            "A,10.4M,120,512\nB,5.32M,120,512\nC,1M,120,512\nD,16.72M,120,512\nE,1M,120,512\n",
            "A,10.4M,120,512\nB,5M..6M,120,512\nC,1M,120,512\nD,16.72M,120,512\n",
        ] {
            assert_eq!(told(other), Vec::<String>::new(), "{other}");
        }
        // As round as plans are, but of two rows with the sums or the means of their sizes as well.
        let of_two = expected.replace("line 5", "line 4").replace("3 rows", "2 rows");
        for whole in ["370,1536", "185,768", "370,768"] {
            assert_eq!(told(&format!("A,50M,120,1024\nB,5M,250,512\nC,55M,{whole}\n")), [of_two.as_str()], "{whole}");
        }
        for other in ["A,50M,120,512\nB,5M,120,512\nC,55M,120,512\n", "A,50M,120,512\nB,5M,250,512\nC,55M,370,2048\n"] {
            assert_eq!(told(other), Vec::<String>::new(), "{other}");
        }
        // In a file of many blocks, and in another column: 60,000 rows of 2.1 a day are 126,000.
        let rows: String = (0..60_000).map(|at| format!("workload {at},2.1,120,512\n")).collect();
        let csv = format!("name,requests_per_day,duration_ms,memory_mb\n{rows}Grand total,126000,120,512\n");
        assert_eq!(sentences(&csv).len(), 1);
        assert!(sentences(&csv)[0].starts_with("line 60002 has as many requests as the 60000 rows above it"));
        // Its name alone tells less.
        let other = sentences(&csv.replace(",126000,", ",126001,"));
        assert!(other[0].starts_with("line 60002 is named as a total"), "{other:?}");
    }
}
