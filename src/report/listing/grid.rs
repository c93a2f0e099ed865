//! A listing's table: words that share a column where there is little room, and lines above the rows that have them in
//! common.

use crate::report::clean;
use crate::report::table::{PADDING, TableStyle, laid_out, least_widths, total_width};
use unicode_width::UnicodeWidthStr;

/// A table's cells as text.
pub(super) struct Grid {
    pub(super) heading: Vec<String>,
    /// Columns that align right.
    pub(super) right: Vec<usize>,
    /// How many columns of words stand at the beginning.
    pub(super) words: usize,
    /// Each row with the line that stands above it and those like it; empty for none.
    pub(super) rows: Vec<(String, Vec<String>)>,
}

impl Grid {
    /// Stands for the line above rows until the table is laid out. No clean cell has it.
    const ABOVE: &str = "\u{1}";

    /// The least width that breaks no word.
    pub(super) fn least_width(&self) -> usize {
        let heading: Vec<&str> = self.heading.iter().map(String::as_str).collect();
        let rows: Vec<Vec<String>> = self.rows.iter().map(|(_, row)| row.clone()).collect();
        total_width(&least_widths(&heading, &self.right, &rows), PADDING)
    }

    /// Puts the columns of words at the beginning into one.
    pub(super) fn join_words(&mut self) {
        let Some(joined) = self.words.checked_sub(1).filter(|joined| *joined > 0) else { return };
        let join = |cells: &mut Vec<String>, mark: &str| {
            let count = self.words.min(cells.len());
            let words: Vec<String> = cells.drain(..count).filter(|cell| !cell.is_empty()).collect();
            cells.insert(0, words.join(mark));
        };
        join(&mut self.heading, ", ");
        self.rows.iter_mut().for_each(|(_, row)| join(row, " "));
        self.right.iter_mut().for_each(|at| *at -= joined);
        self.words = 1;
    }

    /// Breaks the words of the first column at their hyphens where the table would be too wide.
    pub(super) fn break_at_hyphens(&mut self, width: usize) {
        let Some(excess) = self.least_width().checked_sub(width).filter(|excess| *excess > 0) else { return };
        let first = self.rows.iter().filter_map(|(_, row)| row.first());
        let longest = first.flat_map(|cell| cell.split(' ')).map(UnicodeWidthStr::width).max().unwrap_or(0);
        let room = longest.saturating_sub(excess);
        for cell in self.rows.iter_mut().filter_map(|(_, row)| row.first_mut()) {
            *cell = cell.split(' ').map(|word| broken(word, room)).collect::<Vec<_>>().join(" ");
        }
    }

    /// The table, wider than asked where words need it.
    pub(super) fn text(&self, style: TableStyle) -> String {
        let width = u16::try_from(self.least_width()).unwrap_or(u16::MAX).max(style.width);
        let heading: Vec<&str> = self.heading.iter().map(String::as_str).collect();
        let mut lines = Vec::new();
        let mut rows = Vec::with_capacity(self.rows.len());
        for (above, row) in &self.rows {
            if !above.is_empty() && lines.last() != Some(above) {
                lines.push(above.clone());
                rows.push(vec![Grid::ABOVE.to_owned()]);
            }
            rows.push(row.clone());
        }
        let table = laid_out(TableStyle { width, ..style }, &heading, &self.right, &rows);
        if lines.is_empty() {
            return table;
        }
        let (mut lines, mut gap) = (lines.into_iter(), "");
        let mut text = String::with_capacity(table.len());
        for line in table.lines() {
            if line == Grid::ABOVE {
                text.push_str(std::mem::replace(&mut gap, "\n"));
                text.push_str(&clean(&lines.next().unwrap_or_default()));
            } else {
                text.push_str(line);
            }
            text.push('\n');
        }
        text
    }
}

/// A word in lines of `room` cells, each ending in a hyphen where that can be.
fn broken(word: &str, room: usize) -> String {
    let (mut broken, mut used) = (String::with_capacity(word.len() + 2), 0);
    for part in word.split_inclusive('-') {
        if used > 0 && used + part.width() > room {
            broken.push('\n');
            used = 0;
        }
        broken.push_str(part);
        used += part.width();
    }
    broken
}
