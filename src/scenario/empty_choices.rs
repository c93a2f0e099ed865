//! [`EmptyChoices`]: rows without a region, a purchase option or an architecture in a file that names some.

use super::columns::find;
use super::lines::Lines;
use super::workload::{DEFAULT_REGION, FrontDoor, Invocation, Workload};
use crate::terms::{Arch, Purchase};
use std::sync::LazyLock;

/// Columns whose cells decide what everything costs, and how a row without one is priced.
const CHOICES: [(&str, &str, &str); 6] = [
    ("region", "in ", DEFAULT_REGION),
    ("purchase", "", "on-demand"),
    ("arch", "as ", "x86_64"),
    ("lambda_purchase", "", "on-demand"),
    ("front_door", "without ", "one"),
    ("invocation", "as ", "sync"),
];

/// The places of two of which one says what the other is: what stands before a function waits for its answer, and what is
/// invoked by another service has nothing before it.
const FRONT_DOOR: usize = 4;
const INVOCATION: usize = 5;

/// Which of them a row has otherwise than a row without, by their place.
fn others(workload: &Workload) -> [bool; CHOICES.len()] {
    [
        &*workload.region != DEFAULT_REGION,
        workload.purchase != Purchase::OnDemand,
        workload.arch != Arch::X86_64,
        workload.lambda_purchase != Purchase::OnDemand,
        workload.front_door != FrontDoor::None,
        workload.invocation != Invocation::Sync,
    ]
}

/// The bit of each, by its place in the column table.
static BITS: LazyLock<[u64; CHOICES.len()]> =
    LazyLock::new(|| CHOICES.map(|(column, ..)| find(column).map_or(0, |at| 1 << at)));

/// Rows that name none, beside those that do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct EmptyChoices {
    /// The columns in which a row has another choice than one without has.
    filled: u64,
    /// The columns in which a row says what one without has as well: of `invocation` those without are told only then, as most
    /// files name the rows that are async alone.
    said: u64,
    /// The columns that the first row fills: below it a merged cell is empty. Of what stands before a function and how it is
    /// called, rows without are usual in other places.
    first: Option<u64>,
    /// What stands before the function of the row above, where that row says it, and whether two rows in turn say the same of it: then
    /// cells are not merged.
    door_above: Option<FrontDoor>,
    repeats_door: bool,
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
        self.first.get_or_insert(filled);
        let door = (filled & BITS[FRONT_DOOR] != 0).then_some(workload.front_door);
        self.repeats_door |= door.is_some() && door == self.door_above;
        self.door_above = door;
        let says_either = filled & (BITS[FRONT_DOOR] | BITS[INVOCATION]) != 0;
        for (at, ((empty, bit), is_other)) in self.empty.iter_mut().zip(*BITS).zip(others(workload)).enumerate() {
            match filled & bit {
                0 if at >= FRONT_DOOR && says_either => {}
                0 => empty.note(workload),
                bit if is_other => self.filled |= bit,
                bit => self.said |= bit,
            }
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: EmptyChoices) {
        self.filled |= later.filled;
        self.said |= later.said;
        self.first = self.first.or(later.first);
        self.repeats_door |= later.repeats_door;
        self.empty.iter_mut().zip(later.empty).for_each(|(empty, later)| empty.append(later));
    }

    /// The same where the columns of these bits vary: what the file has does not count.
    pub(super) fn of_varied(self, varied: u64) -> EmptyChoices {
        EmptyChoices { filled: self.filled & !varied, ..self }
    }

    /// What is to be said of them, but for the columns of these bits.
    pub(super) fn sentences(self, told: u64) -> impl Iterator<Item = String> {
        let of_each = CHOICES.into_iter().zip(self.empty).zip(*BITS).enumerate();
        of_each.filter_map(move |(at, (((column, how, value), empty), bit))| {
            let is_below = at < FRONT_DOOR || self.first.is_some_and(|first| first & bit != 0);
            let may_be_meant = match at {
                FRONT_DOOR => !self.repeats_door,
                INVOCATION => self.said & bit != 0,
                _ => true,
            };
            let is_told = self.filled & bit & !told != 0 && is_below && may_be_meant;
            let line = empty.first.filter(|_| is_told)?;
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
        let heading = "name,requests_per_month,duration_ms,memory_mb,lambda_purchase\n";
        let told_of_lambda = sentences(&format!("{heading}A,1M,100,512,compute-sp-1y\nB,1M,100,512,\n"));
        assert_eq!(told_of_lambda, ["lambda_purchase is empty in line 3, which is priced on-demand"]);
        // What the others say is what an empty cell means.
        assert_eq!(told("A,1M,100,512,on-demand,x86_64\nB,1M,100,512,,\n"), Vec::<String>::new());
    }

    #[test]
    fn a_row_that_says_neither_how_it_is_called_nor_by_what_is_told() {
        let told = |rows: &str| {
            let all =
                sentences(&format!("name,requests_per_month,duration_ms,memory_mb,front_door,invocation\n{rows}"));
            all.into_iter().filter(|one| one.contains("is empty")).collect::<Vec<_>>()
        };
        assert_eq!(
            told("A,1M,100,512,http-api,\nB,1M,100,512,,\nC,1M,100,512,,\n"),
            ["front_door is empty in 2 rows, the first of them line 3, which are priced without one"]
        );
        assert_eq!(
            told("A,1M,100,512,,async\nB,1M,100,512,,\nC,1M,100,512,,sync\n"),
            ["invocation is empty in line 3, which is priced as sync"]
        );
        for fine in [
            "A,1M,100,512,http-api,\nB,1M,100,512,,async\n",
            "A,1M,100,512,http-api,\nB,1M,100,512,none,\n",
            // Of merged cells none has the value of the one above.
            "A,1M,100,512,http-api,\nB,1M,100,512,http-api,\nC,1M,100,512,,\n",
            // No merged cell is empty above its value.
            "A,1M,100,512,,\nB,1M,100,512,http-api,\n",
            // Most files name those alone that are async.
            "A,1M,100,512,,async\nB,1M,100,512,,\n",
        ] {
            assert_eq!(told(fine), Vec::<String>::new(), "{fine}");
        }
    }
}
