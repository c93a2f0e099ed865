//! Numbers of rows in front of them, for which the heading has no cell: R writes tables so.

use super::header::Header;
use super::rows;
use super::width::numbers_fit;
use crate::terms::{Place, Problem, RowLocation};

/// Rows that are looked at.
const MOST_ROWS: usize = 8;

/// Whether the first rows have one cell more than the heading: a number in front, behind which those of a row at least stand in
/// their columns.
pub(super) fn stand_in_front(text: &str, header: &Header) -> bool {
    let mut rest = text;
    let mut is_shifted = false;
    for _ in 0..MOST_ROWS {
        // Most rows begin with a name, which is seen before they are cut.
        if !rest.trim_start().trim_start_matches('"').starts_with(|c: char| c.is_ascii_digit() || c == '#') {
            break;
        }
        let Some((cells, end)) = rows::first(rest, header.delimiter) else { break };
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        let is_counted = cells.first().is_some_and(|first| first.bytes().all(|byte| byte.is_ascii_digit()));
        if !is_counted || cells.len() != header.columns.len() + 1 {
            return false;
        }
        is_shifted |= numbers_fit(&cells, header, 0, 1) && !numbers_fit(&cells, header, 0, 0);
        rest = &rest[end..];
    }
    is_shifted
}

/// That they stand there; the first of them in this row.
pub(super) fn problem(row: RowLocation<'_>) -> Problem {
    Problem {
        place: Place::Line { line: row.line() },
        message: "the rows begin with a number for which the heading has no cell".to_owned(),
        help: "write the table without row numbers (in R with row.names = FALSE), or put x_row in front of the heading, as the \
               name of a column that is not read"
            .to_owned(),
        excerpt: Some(row.row()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_front_are_told_from_numbers_in_columns() {
        let header = Header::read("name,requests_per_month,duration_ms,memory_mb\n").unwrap().0;
        for rows in [
            "1,A,5e+06,120,1024\n",
            "\"1\",\"A\",5e+06,120,1024\n\n# x\n\"2\",\"B\",,120,512\n",
            "1,A,5M,x,1024\n2,B,5M,120,512\n",
        ] {
            assert!(stand_in_front(rows, &header), "{rows}");
        }
        for rows in [
            "",
            "A,5M,120,1024\n",
            "1,5M,120,1024\n",
            // A note behind, a number with a comma in it, and a name with one.
            "1,5M,120,1024,7\n",
            "7,1,500,120,1024\n",
            "Pay,roll,5M,120,1024\n",
            "1,A,5M,120,1024,\n",
            "1,A,5M,120,1024\n2,6M,120,1024\n",
        ] {
            assert!(!stand_in_front(rows, &header), "{rows}");
        }
    }
}
