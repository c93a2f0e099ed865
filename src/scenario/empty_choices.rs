//! [`EmptyChoices`]: rows without a region, a purchase option or an architecture in a file that names some.

use super::columns::find;
use super::lines::Lines;
use super::workload::{DEFAULT_REGION, Workload};
use crate::terms::{Arch, Purchase};
use std::sync::LazyLock;

/// Columns whose cells decide what everything costs, and how a row without one is priced.
const CHOICES: [(&str, &str, &str); 3] =
    [("region", "in ", DEFAULT_REGION), ("purchase", "", "on-demand"), ("arch", "as ", "x86_64")];

/// Which of them a row has otherwise than a row without, by their place.
fn others(workload: &Workload) -> [bool; CHOICES.len()] {
    [&*workload.region != DEFAULT_REGION, workload.purchase != Purchase::OnDemand, workload.arch != Arch::X86_64]
}

/// The bit of each, by its place in the column table.
static BITS: LazyLock<[u64; CHOICES.len()]> =
    LazyLock::new(|| CHOICES.map(|(column, ..)| find(column).map_or(0, |at| 1 << at)));

/// Rows that name none, beside those that do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct EmptyChoices {
    /// The columns in which a row has another choice than one without has.
    filled: u64,
    empty: [Lines; CHOICES.len()],
}

impl EmptyChoices {
    /// The columns of which rows are to be noted.
    pub(super) fn columns() -> u64 {
        BITS.iter().sum()
    }

    /// Notes a row by the columns that it fills, of those that the file has.
    #[inline]
    pub(super) fn note(&mut self, filled: u64, workload: &Workload) {
        for ((empty, bit), is_other) in self.empty.iter_mut().zip(*BITS).zip(others(workload)) {
            match filled & bit {
                0 => empty.note(workload),
                bit if is_other => self.filled |= bit,
                _ => {}
            }
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: EmptyChoices) {
        self.filled |= later.filled;
        self.empty.iter_mut().zip(later.empty).for_each(|(empty, later)| empty.append(later));
    }

    /// The same where the columns of these bits vary: what the file has does not count.
    pub(super) fn of_varied(self, varied: u64) -> EmptyChoices {
        EmptyChoices { filled: self.filled & !varied, ..self }
    }

    /// What is to be said of them, but for the columns of these bits.
    pub(super) fn sentences(self, told: u64) -> impl Iterator<Item = String> {
        let of_each = CHOICES.into_iter().zip(self.empty).zip(*BITS);
        of_each.filter_map(move |(((column, how, value), empty), bit)| {
            let line = empty.first.filter(|_| self.filled & bit & !told != 0)?;
            let place = match empty.rows {
                1 => format!("line {line}, which is"),
                rows => format!("{rows} rows, the first of them line {line}, which are"),
            };
            Some(format!("{column} is empty in {place} priced {how}{value}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::sentences;

    #[test]
    fn an_empty_region_among_others_is_told() {
        let told = |rows: &str| sentences(&format!("name,region,requests_per_month,duration_ms,memory_mb\n{rows}"));
        let two = "A,eu-west-1,1M,100,512\nB,,1M,100,512\n";
        assert_eq!(told(two), ["region is empty in line 3, which is priced in us-east-1"]);
        let expected = "region is empty in 2 rows, the first of them line 3, which are priced in us-east-1";
        assert_eq!(told(&format!("{two}C,,1M,100,512\n")), [expected]);
        assert_eq!(told("A,,1M,100,512\nB,,1M,100,512\n"), Vec::<String>::new());
    }

    #[test]
    fn an_empty_purchase_option_or_architecture_among_others_is_told() {
        let told =
            |rows: &str| sentences(&format!("name,requests_per_month,duration_ms,memory_mb,purchase,arch\n{rows}"));
        assert_eq!(
            told("A,1M,100,512,ri-1y,\nB,1M,100,512,,arm64\n"),
            [
                "purchase is empty in line 3, which is priced on-demand",
                "arch is empty in line 2, which is priced as x86_64"
            ]
        );
        assert_eq!(told("A,1M,100,512,,\nB,1M,100,512,,\n"), Vec::<String>::new());
        // What the others say is what an empty cell means.
        assert_eq!(told("A,1M,100,512,on-demand,x86_64\nB,1M,100,512,,\n"), Vec::<String>::new());
    }
}
