//! [`NumberNames`]: a name that is a number among names of letters, as where a row's cells stand a column too far to the left.

use super::lines::Lines;
use super::workload::{Demand, Workload};
use crate::units::Dec;

/// Names that are numbers, and others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct NumberNames {
    numbers: Lines,
    others: u64,
    /// A row with another name has nothing in its last cell.
    are_short: bool,
}

/// Ids and codes of answers have fewer digits.
const LEAST_DIGITS: usize = 5;

impl NumberNames {
    /// Notes a row, and whether its last cell is empty: what stands too far to the left leaves it so.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload, is_short: bool) {
        let name = workload.name.as_bytes();
        let may_be_number = name.first().is_some_and(u8::is_ascii_digit) && name.len() >= LEAST_DIGITS;
        if may_be_number && name.iter().all(u8::is_ascii_digit) {
            // Where a row's cells stand too far to the left its name is a demand, and its demand a time.
            if is_short && is_far_above(&workload.name, &workload.demand) {
                self.numbers.note(workload);
            }
        } else {
            self.others += 1;
            self.are_short |= is_short;
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: NumberNames) {
        self.numbers.append(later.numbers);
        self.others += later.others;
        self.are_short |= later.are_short;
    }

    /// What is to be said of them, where they are few among others.
    pub(super) fn sentence(self) -> Option<String> {
        let is_odd = !self.are_short && self.numbers.rows * 2 <= self.others && self.numbers.rows <= 3;
        let place = self.numbers.place().filter(|_| is_odd)?;
        Some(format!(
            "the name is a number in {place}, and no such in the others: look whether the row's cells stand a column too far to the left"
        ))
    }
}

fn is_far_above(name: &str, demand: &Demand) -> bool {
    let name = name.parse::<Dec>().ok();
    name.zip(demand.amount().times(100)).is_some_and(|(name, many)| name > many)
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::sentences;

    #[test]
    fn a_number_among_names_is_told() {
        let told =
            |rows: &str| sentences(&format!("name,requests_per_month,duration_ms,memory_mb,memory_used_mb\n{rows}"));
        let shifted = told("A,3000000,120,1024,310\n5000000,140,1024,310,\nC,3000000,120,1024,310\n");
        let expected = "the name is a number in line 3, and no such in the others: look whether the row's cells stand a column too far to the \
                        left";
        assert!(shifted.iter().any(|one| one == expected), "{shifted:?}");
        for rows in [
            // Ids of functions, among which some have no letters.
            "85f01a3d,8209,12,128,90\n90317284,456,2249,128,90\n0f3e9a11,91,7,128,90\n",
            "85f01a3d,8209,12,128,\n90317284,456,2249,128,\n0f3e9a11,91,7,128,\n",
            "10001,1M,120,1024,\nA,1M,120,1024,\nB,1M,120,1024,\n",
            "10001,1M,120,1024,\n10002,1M,120,1024,\n",
        ] {
            assert_eq!(told(rows), Vec::<String>::new(), "{rows}");
        }
    }
}
