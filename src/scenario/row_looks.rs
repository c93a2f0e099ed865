//! What a line looks like that may be a row or a comment.

use super::columns::{COLUMNS, Column};
use super::number::parse_number;
use super::rows;
use super::summaries::Layout;
use crate::terms::SEPARATORS;

impl Layout<'_> {
    /// Whether what stands behind a `#` has numbers where a row needs them, whatever separates them.
    pub(super) fn is_row(&self, text: &str) -> bool {
        let line = text.lines().next().unwrap_or_default();
        // Most comments are words, and behind a blank rows are left out on purpose.
        if line.starts_with([' ', '\t']) || !line.bytes().any(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let mut is_row = false;
        rows::for_each(line, self.delimiter, |_, cells, _| is_row = self.has_numbers(cells) || self.is_like_row(cells));
        let mut others = SEPARATORS.iter().filter(|(separator, _)| *separator != self.delimiter);
        let is_between = |separator: char| {
            line.contains(separator) && self.has_numbers(&line.split(separator).map(str::trim).collect::<Vec<&str>>())
        };
        is_row || others.any(|(separator, _)| is_between(char::from(*separator)))
    }

    /// Whether cells are numbers where a row needs them.
    pub(super) fn has_numbers(&self, cells: &[&str]) -> bool {
        let is_number = |cell: &str| cell.split("..").all(|part| parse_number(part.trim()).is_ok());
        let mut numbers =
            self.read.iter().filter(|(_, at)| COLUMNS[*at].required && COLUMNS[*at].is_numeric()).peekable();
        numbers.peek().is_some()
            && numbers.all(|(index, at)| {
                cells.get(*index).is_some_and(|cell| is_number(cell) || (COLUMNS[*at].is_demand() && cell.is_empty()))
            })
    }

    /// Whether what begins with digits stands where a row needs numbers, with a unit behind it or not, at least in two cells.
    fn is_like_row(&self, cells: &[&str]) -> bool {
        const MOST_BYTES: usize = 24;
        let needed = self.read.iter().filter(|(_, at)| COLUMNS[*at].required && COLUMNS[*at].is_numeric());
        let filled: Vec<&str> = needed.filter_map(|(index, _)| cells.get(*index)).copied().collect();
        let is_like_number = |cell: &&str| cell.len() <= MOST_BYTES && cell.starts_with(|c: char| c.is_ascii_digit());
        filled.len() > 1 && filled.iter().all(is_like_number)
    }

    /// Whether a row that begins with `#` in quotes is a comment, as spreadsheets write one: all else that a row needs is empty.
    pub(super) fn is_quoted_comment(&self, cells: &[&str]) -> bool {
        let is_needed = |column: &Column| column.required && column.is_numeric() && !column.is_demand();
        cells[1..].iter().all(|cell| cell.is_empty()) && self.read.iter().any(|(_, at)| is_needed(&COLUMNS[*at]))
    }
}
