//! [`GroupedTimes`]: milliseconds and their like with a point before three digits, which may separate thousands.

use super::columns::{COLUMNS, Column};
use crate::terms::thousands;

/// Cells of a file that are read with decimals and may be a thousand times as much: `1.500`, or `1.234` among whole numbers. No cell
/// of the file shows otherwise what its points are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GroupedTimes {
    /// By the place of the column in the column table.
    columns: [Cells; MOST_COLUMNS],
    /// Cells that end in other digits than two zeros, which nobody writes behind a decimal: measured times end in any.
    others: u64,
    /// The most whole numbers that one column has.
    most_whole: u32,
}

/// The column table has fewer.
const MOST_COLUMNS: usize = 64;
const _: () = assert!(COLUMNS.len() <= MOST_COLUMNS);

impl Default for GroupedTimes {
    fn default() -> GroupedTimes {
        GroupedTimes { columns: [Cells::default(); MOST_COLUMNS], others: 0, most_whole: 0 }
    }
}

/// Cells of a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Cells {
    /// The first with three digits behind its point, and the first of them that ends in two zeros.
    first: Option<GroupedTime>,
    first_round: Option<GroupedTime>,
    /// How many have three digits there.
    grouped: u32,
    /// Those without, most of them whole numbers, and whether one is of four digits or more.
    whole: u32,
    has_thousands: bool,
}

/// One such cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct GroupedTime {
    line: u64,
    /// The digits before the point and behind it.
    whole: u16,
    decimals: u16,
}

/// Among so many whole numbers for each, decimals of other digits are odd, too.
const RARE: u64 = 9;

/// Beside one whole number there are as many others at most where a point may stand between thousands.
const MOST_GROUPED: u32 = 3;

/// Lambda's longest duration, 15 minutes, in seconds: a thousand times a duration in ms is no more.
const MOST_DURATION_S: u16 = 900;

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
        let cells = &mut self.columns[at % MOST_COLUMNS];
        if cell.len() > 4 && cell.as_bytes()[cell.len() - 4] == b'.' {
            let is_round = cell.ends_with("00");
            self.others += u64::from(!is_round);
            cells.grouped = cells.grouped.saturating_add(1);
            if cells.first.is_none() || (is_round && cells.first_round.is_none()) {
                let found = GroupedTime::of(cell, line);
                cells.first = cells.first.or(found);
                cells.first_round = cells.first_round.or(found.filter(|_| is_round));
            }
        } else if !cell.is_empty() {
            cells.whole = cells.whole.saturating_add(1);
            cells.has_thousands |= cell.len() > 3;
            self.most_whole = self.most_whole.max(cells.whole);
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: GroupedTimes) {
        self.others += later.others;
        for (cells, later) in self.columns.iter_mut().zip(later.columns) {
            cells.first = cells.first.or(later.first);
            cells.first_round = cells.first_round.or(later.first_round);
            cells.grouped = cells.grouped.saturating_add(later.grouped);
            cells.whole = cells.whole.saturating_add(later.whole);
            cells.has_thousands |= later.has_thousands;
            self.most_whole = self.most_whole.max(cells.whole);
        }
    }

    /// The same where the columns of these bits, by their place in the column table, vary: what the file has does not count.
    pub(super) fn of_varied(mut self, varied: u64) -> GroupedTimes {
        for (at, cells) in self.columns.iter_mut().enumerate() {
            if varied & (1 << at) != 0 {
                *cells = Cells::default();
            }
        }
        self
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        self.columns.iter().zip(COLUMNS).find_map(|(cells, column)| {
            // Where no number without such a point has four digits it is as if all had been whole: decimals that were measured end
            // in a zero now and then, which is not written. But thousandths of a size are bytes of it, rates are measured, and of
            // very many cells one is whole by chance.
            let may_be_mixed = match (column.name, cells.first) {
                ("duration_ms", Some(first)) => first.whole < MOST_DURATION_S,
                (name, _) => name == "requests_per_hour",
            };
            let is_mixed =
                may_be_mixed && cells.whole.saturating_mul(MOST_GROUPED) >= cells.grouped && !cells.has_thousands;
            let is_rare = self.others * RARE <= u64::from(cells.whole);
            let found = cells.first.filter(|_| (is_mixed || is_rare) && !self.is_settled());
            let round = cells.first_round.filter(|_| self.others == 0);
            Some(round.or(found)?.sentence(column, cells.grouped))
        })
    }
}

impl GroupedTime {
    fn of(cell: &str, line: u64) -> Option<GroupedTime> {
        // In a range that is so all values are: `0.500..100` is no thousand times as much.
        let mut values = cell.split("..").map(|value| thousands(value.trim(), '.'));
        let value = values.next().flatten().filter(|_| values.all(|other| other.is_some()));
        let (whole, decimals, _) = value.filter(|(.., suffix)| suffix.is_empty())?;
        Some(GroupedTime { line, whole: whole.parse().ok()?, decimals: decimals.parse().ok()? })
    }

    /// What is to be said of it in a column that has so many like it.
    fn sentence(self, column: &Column, cells: u32) -> String {
        let GroupedTime { line, whole, decimals } = self;
        let read = format!("{whole}.{decimals:03}");
        let short = read.trim_end_matches('0').trim_end_matches('.');
        let unit = if column.unit == "count" { String::new() } else { format!(" {}", column.unit) };
        let written = if short == read { String::new() } else { format!(", written {read}") };
        let others = match cells {
            0 | 1 => String::new(),
            2 => " (and so in 1 more cell)".to_owned(),
            more => format!(" (and so in {} more cells)", more - 1),
        };
        format!(
            "{} of line {line} is {short}{unit}{written}: if its point stands between thousands, write {whole}{decimals:03}{others}",
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
            [
                "duration_ms of line 3 is 1.2 ms, written 1.200: if its point stands between thousands, write 1200 (and so in 1 more \
                 cell)"
            ]
        );
        let range = told("A,1M,120,512\nB,2M,12.500..13.000,512\n");
        assert!(range[0].starts_with("duration_ms of line 3 is 12.5 ms, written 12.500: "), "{range:?}");
        // Other digits are odd among whole numbers only.
        let whole: String = (1..10).map(|at| format!("W{at},1M,{at}0,512\n")).collect();
        let expected = "duration_ms of line 11 is 1.234 ms: if its point stands between thousands, write 1234";
        assert_eq!(told(&format!("{whole}A,1M,1.234,512\n")), [expected]);
        // So they are where no number below a thousand has any.
        let measured: String = (1..20).map(|at| format!("M{at},1M,{at}7.2{at:02},512\n")).collect();
        assert_eq!(told(&format!("A,1M,200,512\n{measured}")), Vec::<String>::new());
        let two = format!("{expected} (and so in 1 more cell)");
        assert_eq!(told(&format!("{whole}A,1M,1.234,512\nB,1M,2.345,512\n")), [two.as_str()]);
        assert_eq!(
            told("A,1M,850,512\nB,1M,1.250,512\nC,1M,2.401,512\n"),
            [two.replace("11 is 1.234", "3 is 1.25").replace("ms:", "ms, written 1.250:").replace("1234", "1250")]
        );
        assert_eq!(told(&format!("{whole}A,1M,1.234,512\nB,1M,2.345,512\nC,1M,3400,512\n")), Vec::<String>::new());
        // However many others there are.
        let many: String = (0..=super::MOST_CELLS).map(|at| format!("W{at},1M,120,512\n")).collect();
        let round = "duration_ms of line 2 is 1.5 ms, written 1.500: if its point stands between thousands, write 1500";
        assert_eq!(told(&format!("A,1M,1.500,512\n{many}")), [round]);
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
