//! [`GroupedTimes`]: milliseconds and their like with a point before three digits, which may separate thousands.

use super::columns::{COLUMNS, Column};
use crate::terms::thousands;

/// Cells of a file that are read with decimals and may be a thousand times as much: `1.500`, or `1.234` among whole numbers. No cell
/// of the file shows otherwise what its points are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GroupedTimes {
    /// The first that ends in two zeros, which nobody writes behind a decimal: measured times end in any digits.
    round: Option<GroupedTime>,
    /// The first that ends in other digits, and how many there are.
    other: Option<GroupedTime>,
    others: u64,
    /// Cells without three digits behind a point, whole numbers, by the place of their column in the column table.
    whole: [u32; MOST_COLUMNS],
    /// The most that one column has.
    most_whole: u32,
}

/// The column table has fewer.
const MOST_COLUMNS: usize = 64;
const _: () = assert!(COLUMNS.len() <= MOST_COLUMNS);

impl Default for GroupedTimes {
    fn default() -> GroupedTimes {
        GroupedTimes { round: None, other: None, others: 0, whole: [0; MOST_COLUMNS], most_whole: 0 }
    }
}

/// One such cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct GroupedTime {
    line: u64,
    /// The column's place in the column table.
    at: usize,
    /// The digits before the point and behind it.
    whole: u16,
    decimals: u16,
}

/// Among so many whole numbers for each, decimals of other digits are odd, too.
const RARE: u64 = 9;

/// Nobody types so many cells: measured times may be whole as well.
const MOST_CELLS: u32 = 100_000;

impl GroupedTimes {
    /// Whether cells of a column can be such ones.
    pub(super) fn may_be_in(column: &Column) -> bool {
        // Points in other counts are refused, as those are whole.
        matches!(column.unit, "ms" | "vCPU-ms" | "KB" | "GB" | "h/month" | "USD/h")
            || matches!(column.name, "os_memory_mb" | "package_mb")
            || matches!(column.name, "requests_per_hour" | "requests_per_second" | "requests_per_second_per_instance")
    }

    /// Whether a cell more can change nothing of what is said.
    pub(super) fn is_settled(&self) -> bool {
        self.others > u64::from(MOST_CELLS) || self.most_whole > MOST_CELLS
    }

    /// Notes a cell.
    #[inline]
    pub(super) fn note(&mut self, cell: &str, at: usize, line: u64) {
        let is_one = cell.len() > 4 && cell.as_bytes()[cell.len() - 4] == b'.';
        if !is_one {
            let whole = &mut self.whole[at % MOST_COLUMNS];
            *whole = whole.saturating_add(u32::from(!cell.is_empty()));
            self.most_whole = self.most_whole.max(*whole);
        } else if !cell.ends_with("00") {
            self.others += 1;
            self.other = self.other.or_else(|| GroupedTime::of(cell, at, line));
        } else if self.round.is_none() {
            self.round = GroupedTime::of(cell, at, line);
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: GroupedTimes) {
        self.round = self.round.or(later.round);
        self.other = self.other.or(later.other);
        self.others += later.others;
        self.whole.iter_mut().zip(later.whole).for_each(|(whole, later)| *whole = whole.saturating_add(later));
        self.most_whole = self.whole.iter().copied().fold(0, u32::max);
    }

    /// The same where the columns of these bits, by their place in the column table, vary: what the file has does not count.
    pub(super) fn of_varied(mut self, varied: u64) -> GroupedTimes {
        let stays = |found: &GroupedTime| varied & (1 << found.at) == 0;
        self.round = self.round.filter(stays);
        self.other = self.other.filter(stays);
        self
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        let is_rare = |one: &GroupedTime| self.others * RARE <= u64::from(self.whole[one.at % MOST_COLUMNS]);
        let other = || self.other.filter(|one| is_rare(one) && !self.is_settled());
        let round = self.round.filter(|_| self.others == 0);
        round.or_else(other).map(GroupedTime::sentence)
    }
}

impl GroupedTime {
    fn of(cell: &str, at: usize, line: u64) -> Option<GroupedTime> {
        // In a range that is so all values are: `0.500..100` is no thousand times as much.
        let mut values = cell.split("..").map(|value| thousands(value.trim(), '.'));
        let value = values.next().flatten().filter(|_| values.all(|other| other.is_some()));
        let (whole, decimals, _) = value.filter(|(.., suffix)| suffix.is_empty())?;
        Some(GroupedTime { line, at, whole: whole.parse().ok()?, decimals: decimals.parse().ok()? })
    }

    /// What is to be said of it.
    fn sentence(self) -> String {
        let GroupedTime { line, whole, decimals, .. } = self;
        let column = &COLUMNS[self.at];
        let read = format!("{whole}.{decimals:03}");
        let short = read.trim_end_matches('0').trim_end_matches('.');
        let unit = if column.unit == "count" { String::new() } else { format!(" {}", column.unit) };
        let written = if short == read { String::new() } else { format!(", written {read}") };
        format!(
            "{} of line {line} is {short}{unit}{written}: if its point stands between thousands, write {whole}{decimals:03}",
            column.name
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::of_rows as told;

    #[test]
    fn times_whose_point_may_stand_between_thousands_are_told() {
        assert_eq!(
            told("A,1M,120,512\nB,1M,1.200,512\nC,1M,1.500,512\n"),
            ["duration_ms of line 3 is 1.2 ms, written 1.200: if its point stands between thousands, write 1200"]
        );
        let range = told("A,1M,120,512\nB,2M,12.500..13.000,512\n");
        assert!(range[0].starts_with("duration_ms of line 3 is 12.5 ms, written 12.500: "), "{range:?}");
        // Other digits are odd among whole numbers only.
        let whole: String = (1..10).map(|at| format!("W{at},1M,{at}0,512\n")).collect();
        let expected = "duration_ms of line 11 is 1.234 ms: if its point stands between thousands, write 1234";
        assert_eq!(told(&format!("{whole}A,1M,1.234,512\n")), [expected]);
        assert_eq!(told(&format!("{whole}A,1M,1.234,512\nB,1M,2.345,512\n")), Vec::<String>::new());
        // Other digits are measured, and another cell shows what points are.
        for rows in [
            "A,1M,12.345,512\n",
            "A,1M,12.50,512\n",
            "A,1M,1200.500,512\n",
            "A,1M,12.500,512\nB,1M,0.5,512\nC,1M,9,512\n",
            "A,1M,120.000,512\nB,1M,250.123,512\n",
        ] {
            assert!(!told(rows).iter().any(|one| one.contains("thousands")), "{rows}");
        }
    }
}
