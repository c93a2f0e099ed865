//! Lines among the rows that are none: comments in quotes, and cells in which a stray quote holds whole rows.

use super::BlockParser;
use crate::scenario::columns::COLUMNS;
use crate::scenario::hash_lines;
use crate::scenario::header::Header;
use crate::terms::{Problem, RowLocation, swallowed_message, swallowed_rows};

impl BlockParser<'_> {
    /// The fault of a row in which a stray quote holds whole rows.
    pub(super) fn swallowed(&self, cells: &[&str], row: RowLocation<'_>) -> Option<Problem> {
        let Header { delimiter, cells: width, .. } = self.header;
        let (index, below) = swallowed_rows(cells, delimiter, width, |cells| self.layout().has_numbers(cells))?;
        Some(self.swallowed_in(index, below, row))
    }

    /// The fault of a cell with rows in it, whose quote closes so many lines below.
    fn swallowed_in(&self, index: usize, below: usize, row: RowLocation<'_>) -> Problem {
        let name = self.header.columns.get(index).copied().flatten().map_or("", |at| COLUMNS[at].name);
        let (place, excerpt) = row.cell(index, name);
        let (message, help) = swallowed_message(below);
        Problem { place, message, help, excerpt: Some(excerpt) }
    }

    /// Whether a line, with which `text` begins, is a comment, and its problem if there is one.
    #[inline]
    pub(super) fn comment(&self, text: &str, cells: &[&str], row: RowLocation<'_>) -> Option<Option<Problem>> {
        let first = cells.first().filter(|cell| cell.starts_with('#'))?;
        if let Some(problem) = hash_lines::indented(text, row) {
            return Some(Some(problem));
        }
        let layout = self.layout();
        // A comment of several lines has no rows in it.
        let has_rows = || first.split('\n').skip(1).any(|text| layout.is_row(text));
        let fault = || self.swallowed_in(0, first.matches('\n').count(), row);
        layout.is_quoted_comment(cells).then(|| has_rows().then(fault))
    }
}
