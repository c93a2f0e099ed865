//! [`GroupedTime`]: milliseconds with a point before three digits, which may separate thousands.

use super::columns::{COLUMNS, Column};
use crate::terms::thousands;

/// The first cell of a file that is read with decimals and may be a thousand times as much: `1.500`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GroupedTime {
    line: u64,
    /// The column's place in the column table.
    at: usize,
    /// The digits before the point and behind it.
    whole: u16,
    decimals: u16,
}

impl GroupedTime {
    /// Whether cells of a column can be such ones.
    pub(super) fn may_be_in(column: &Column) -> bool {
        // Points in other counts are refused, as those are whole.
        matches!(column.unit, "ms" | "vCPU-ms" | "KB" | "GB")
            || matches!(column.name, "requests_per_hour" | "requests_per_second")
    }

    /// The number of a cell that ends in two zeros, which nobody writes behind a decimal: measured times end in any digits.
    #[inline]
    pub(super) fn of(cell: &str, at: usize, line: u64) -> Option<GroupedTime> {
        let is_one = cell.ends_with("00") && cell.len() > 4 && cell.as_bytes()[cell.len() - 4] == b'.';
        if !is_one {
            return None;
        }
        // In a range that is so all values are: `0.500..100` is no thousand times as much.
        let mut values = cell.split("..").map(|value| thousands(value.trim(), '.'));
        let value = values.next().flatten().filter(|_| values.all(|other| other.is_some()));
        let (whole, decimals, _) = value.filter(|(.., suffix)| suffix.is_empty())?;
        Some(GroupedTime { line, at, whole: whole.parse().ok()?, decimals: decimals.parse().ok()? })
    }

    /// Whether a cell has three decimals that are no zeros: points of times are decimal marks there.
    #[inline]
    pub(super) fn is_decimal(cell: &str) -> bool {
        let bytes = cell.as_bytes();
        bytes.len() > 4 && bytes[bytes.len() - 4] == b'.' && !cell.ends_with("00")
    }

    /// The column's place in the column table.
    pub(super) fn column(self) -> usize {
        self.at
    }

    /// What is to be said of it.
    pub(super) fn sentence(self) -> String {
        let GroupedTime { line, whole, decimals, .. } = self;
        let column = &COLUMNS[self.at];
        let read = format!("{whole}.{decimals:03}");
        let short = read.trim_end_matches('0').trim_end_matches('.');
        let unit = if column.unit == "count" { String::new() } else { format!(" {}", column.unit) };
        format!(
            "{} of line {line} is {short}{unit}, written {read}: if its point stands between thousands, write {whole}{decimals:03}",
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
