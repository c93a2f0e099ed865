//! Reading a book's CSV tables row by row: by column name, and with every fault told at its cell.

mod row;

use super::error::TableFaults;
use super::keys::{Key, Keys, Met};
use super::lines::{Cells, Lines};
use super::{heading_units, quotes};
use crate::terms::{
    Excerpt, Place, Problem, Problems, RowLocation, SEPARATORS, ends_in_total, is_respelled, nearest, shortened,
    trimmed,
};
use std::cell::RefCell;

/// A table being read: its columns, and the faults that were found so far.
pub(super) struct Table<'a> {
    file: &'a str,
    text: &'a str,
    lines: Lines<'a>,
    /// Cells of the heading.
    width: usize,
    /// Those up to the last one with a name. What spreadsheets save behind is empty, and not in every row.
    named: usize,
    columns: Columns,
    faults: RefCell<Problems>,
    /// Where rows begin in which a quote is wrong: what else they seem to lack is not told.
    odd_rows: Vec<usize>,
    /// The keys of its rows, where none may stand twice.
    keys: Option<Keys>,
    /// Whether a row was passed over because it has not a cell for each column.
    has_lost: bool,
}

/// The columns that a table must have and those of its heading.
struct Columns {
    wanted: &'static [&'static str],
    /// For each wanted column, its place in the file.
    places: Vec<Option<usize>>,
    /// The wanted columns that the heading lacks or misnames: that is the heading's fault, and no row's.
    unread: Vec<usize>,
    /// What separates cells.
    delimiter: u8,
}

/// One row of a [`Table`]. What cannot be read of it is noted as a fault and given as `None`: a reader asks for all of a
/// row's cells before it gives the row up, so that all of its faults are told.
pub(super) struct Row<'t> {
    text: &'t str,
    /// Byte and line in which it begins.
    start: (usize, u64),
    cells: Cells<'t>,
    columns: &'t Columns,
    faults: &'t RefCell<Problems>,
    /// Whether an earlier row has its key.
    is_repeated: bool,
}

/// How a date is mended.
pub(super) const DATE: &str = "write the day on which the price was known, such as 2026-09-19";

/// How a number is written.
const PLAINLY: &str = "write it plainly, as 0.0000166667";

/// Where the columns of a table are listed.
pub(super) const LISTED: &str = "`costcalc prices columns` lists the columns";

impl<'a> Table<'a> {
    /// Opens a table that must have the columns `wanted`, of which those ending in `?` may be absent. Columns that are
    /// missing, unknown or there twice are faults of the table, told with those of its rows.
    ///
    /// # Errors
    /// The fault of a text without a heading.
    pub(super) fn open(
        file: &'a str,
        text: &'a str,
        wanted: &'static [&'static str],
    ) -> Result<Table<'a>, TableFaults> {
        let text = without_mark(text);
        let mut lines = Lines::new(text);
        let Some(start) = lines.advance() else { return Err(TableFaults::one(file, no_heading())) };
        let delimiter = lines.delimiter();
        let row = RowLocation::find_after(text, start, start.0, delimiter);
        let names: Vec<&str> = wanted.iter().map(|name| name.trim_end_matches('?')).collect();
        let mut places: Vec<Option<usize>> = vec![None; names.len()];
        let known: Vec<&str> = lines.cells().iter().map(trimmed).filter(|name| names.contains(name)).collect();
        let width = lines.cells().len();
        let named = lines.cells().iter().map(trimmed).collect::<Vec<_>>();
        let named = named.iter().rposition(|name| !name.is_empty()).map_or(width, |last| last + 1);
        let mut meant = Vec::new();
        let (odd_quotes, odd_rows) = quotes::faults(text);
        let mut faults = Problems::default();
        for (index, name) in lines.cells().iter().map(trimmed).enumerate() {
            let fault = |message: String, help: String| {
                let (place, excerpt) = row.cell(index, &shortened(name));
                Problem { place, message, help, excerpt: Some(excerpt) }
            };
            match names.iter().position(|known| *known == name) {
                Some(column) if places[column].is_none() => places[column] = Some(index),
                // The places of all of very many faults would take time by the square, and nobody is shown them.
                _ if faults.is_full() => faults.count_more(1),
                Some(_) => faults.push(fault(format!("column {name:?} stands twice"), "remove one of the two".into())),
                None if index >= named => {}
                None if name.is_empty() => {
                    faults.push(fault("a column has no name".into(), "name it, or remove it".into()));
                }
                None => {
                    // Prices a month are none an hour: another unit or span of time is no other spelling.
                    let near = nearest(name, names.iter().copied());
                    let near = near.into_iter().find(|near| is_respelled(name, near));
                    let column = near.and_then(|near| names.iter().position(|known| *known == near));
                    match column.filter(|column| names[*column] == name.to_lowercase() && places[*column].is_none()) {
                        // Capitals leave no doubt about which column it is: its cells are checked.
                        Some(same) if !known.contains(&names[same]) => places[same] = Some(index),
                        _ => meant.extend(near.filter(|near| !known.contains(near))),
                    }
                    let help = match near {
                        Some(near) if known.contains(&near) && near == name.to_lowercase() => {
                            format!("{near} stands in the heading already: remove one of the two columns")
                        }
                        Some(near) if known.contains(&near) => {
                            format!("remove this column: {near} stands in the heading already")
                        }
                        Some(near) => format!("did you mean {near}? {LISTED}"),
                        None => match heading_units::conversion(name, &names) {
                            Some((column, conversion)) => {
                                meant.push(column);
                                format!("{conversion}; {LISTED}")
                            }
                            None => format!("name it as one of this table's columns, or remove the column; {LISTED}"),
                        },
                    };
                    faults.push(fault(format!("unknown column {:?}", shortened(name)), help));
                }
            }
        }
        let mut unread = Vec::new();
        for (column, (place, name)) in places.iter().zip(&names).enumerate() {
            let (is_meant, is_needed) = (meant.contains(name), !wanted[column].ends_with('?'));
            if place.is_none() && (is_meant || is_needed) {
                unread.push(column);
            }
            if place.is_none() && is_needed && !is_meant {
                faults.push(Problem {
                    place: Place::Line { line: row.line() },
                    message: format!("the column {name} is missing"),
                    help: format!("add it to the heading and to each row; {LISTED}"),
                    excerpt: Some(row.row()),
                });
            }
        }
        faults.append(odd_quotes);
        let columns = Columns { wanted, places, unread, delimiter };
        let faults = RefCell::new(faults);
        Ok(Table { file, text, lines, width, named, columns, faults, odd_rows, keys: None, has_lost: false })
    }

    /// The same table, in which no key may stand that it has already or that was met in the files read before.
    pub(super) fn keyed(self, key: &'static Key, met: &Met) -> Table<'a> {
        Table { keys: Some(Keys::new(key, self.file, met)), ..self }
    }

    /// Whether the file may hold rows that were not read as rows: of another width, or inside a quote.
    pub(super) fn may_lack_rows(&self) -> bool {
        self.has_lost || !self.odd_rows.is_empty()
    }

    /// The next row that has a cell for each column, or `None` at the end.
    pub(super) fn next(&mut self) -> Option<Row<'_>> {
        loop {
            let start = self.lines.advance()?;
            let cells = self.lines.cells();
            // Spreadsheets write rows of nothing behind the last one.
            if cells.get(0).is_some_and(|first| trimmed(first).is_empty())
                && cells.iter().all(|cell| trimmed(cell).is_empty())
            {
                continue;
            }
            let is_total = || {
                let (first, filled) =
                    (cells.get(0).map(trimmed), cells.iter().filter(|cell| !trimmed(cell).is_empty()));
                first.is_some_and(ends_in_total) && filled.count() * 2 <= cells.len()
            };
            if cells.get(1).is_some_and(|second| trimmed(second).is_empty()) && is_total() {
                let row = RowLocation::find_after(self.text, start, start.0, self.columns.delimiter);
                let (place, excerpt) = row.cell(0, "");
                self.faults.get_mut().push(Problem {
                    place,
                    message: "this row is the total of others, and no price".to_owned(),
                    help: "remove the row".to_owned(),
                    excerpt: Some(excerpt),
                });
                continue;
            }
            let is_beyond = |place: &usize| cells.get(*place).is_some_and(|cell| !trimmed(cell).is_empty());
            let beyond = (self.named..self.width).find(is_beyond);
            if (self.named..=self.width).contains(&cells.len()) && beyond.is_none() {
                let mut row = Row {
                    text: self.text,
                    start,
                    cells: self.lines.cells(),
                    columns: &self.columns,
                    faults: &self.faults,
                    is_repeated: false,
                };
                row.is_repeated = self.keys.as_ref().is_some_and(|keys| keys.is_repeated(&row));
                break Some(row);
            }
            self.has_lost = true;
            if self.odd_rows.contains(&start.0) {
                continue;
            }
            let row = RowLocation::find_after(self.text, start, start.0, self.columns.delimiter);
            if let Some(place) = beyond.filter(|_| cells.len() <= self.width) {
                let (place, excerpt) = row.cell(place, "");
                self.faults.get_mut().push(Problem {
                    place,
                    message: "this column has no name in the heading".to_owned(),
                    help: "name it there, or remove the cell".to_owned(),
                    excerpt: Some(excerpt),
                });
                continue;
            }
            let open = if cells.iter().any(|cell| cell.contains('\n')) { ", and close each quote" } else { "" };
            let delimiter = self.columns.delimiter;
            let separators =
                SEPARATORS.iter().find(|(byte, _)| *byte == delimiter).map_or("separators", |(_, name)| name);
            // Of too many cells the first is shown, of too few the row.
            let (place, excerpt) = if cells.len() > self.width {
                row.cell(self.width, "")
            } else {
                (Place::Line { line: row.line() }, row.row())
            };
            self.faults.get_mut().push(Problem {
                place,
                message: format!("{} cells where the heading has {}", cells.len(), self.width),
                help: format!(
                    "give each column its cell, empty or not; a cell with {separators} stands in quotes{open}"
                ),
                excerpt: Some(excerpt),
            });
        }
    }

    /// Notes a fault in a cell of the row that begins at `start`, once all rows are known.
    pub(super) fn fault_at(&self, start: (usize, u64), column: usize, message: String, help: String) {
        if !self.columns.unread.contains(&column) {
            let (place, excerpt) = self.columns.cell(self.text, start, column);
            self.faults.borrow_mut().push(Problem { place, message, help, excerpt: Some(excerpt) });
        }
    }

    /// The rows that could be read, and the faults of the others: what is wrong with the names of the former is told with them.
    pub(super) fn partly<T>(self, read: T) -> (T, Option<TableFaults>) {
        (read, TableFaults::check(self.file, self.faults.into_inner()).err())
    }

    /// What was read of the table, once all of its rows were gone through.
    ///
    /// # Errors
    /// All faults of its rows.
    pub(super) fn end<T>(self, read: T) -> Result<T, TableFaults> {
        TableFaults::check(self.file, self.faults.into_inner()).map(|()| read)
    }
}

impl Columns {
    /// The place and excerpt of the cell that a row, which begins at `start`, has for a wanted column; the row itself where
    /// the file has no such column.
    fn cell(&self, text: &str, start: (usize, u64), column: usize) -> (Place, Excerpt) {
        let row = RowLocation::find_after(text, start, start.0, self.delimiter);
        match self.places[column] {
            Some(index) => row.cell(index, self.wanted[column].trim_end_matches('?')),
            None => (Place::Line { line: row.line() }, row.row()),
        }
    }
}

/// Puts a fault of a line at one of its cells: where faults are found once all rows are known, texts are at hand again.
pub(super) fn at_cell(text: &str, fault: Problem, column: &str) -> Problem {
    let text = without_mark(text);
    let before = usize::try_from(fault.line()).unwrap_or(usize::MAX).saturating_sub(2);
    let start = if fault.line() < 2 {
        0
    } else {
        memchr::memchr_iter(b'\n', text.as_bytes()).nth(before).map_or(0, |at| at + 1)
    };
    let mut lines = Lines::new(text);
    let row = RowLocation::find_after(text, (start, fault.line()), start, lines.delimiter());
    let index = lines.advance().and_then(|_| lines.cells().iter().position(|name| trimmed(name) == column));
    let (place, excerpt) = match index {
        Some(index) => row.cell(index, column),
        None => (fault.place, row.row()),
    };
    Problem { place, excerpt: Some(excerpt), ..fault }
}

/// The advice to write one of these, or another where there is none.
fn written(meant: &[String], other: &str) -> String {
    if meant.is_empty() { other.to_owned() } else { format!("write {}", meant.join(" or ")) }
}

/// The fault of a text without a heading.
pub(super) fn no_heading() -> Problem {
    Problem::of_file("there is no heading", format!("begin the file with one; {LISTED}"))
}

/// A text without the mark of byte order that it may begin with.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
