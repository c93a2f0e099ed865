//! What can go wrong with prices.

use super::rows;
use crate::terms::{HiddenLines, MOST_PROBLEMS, Problem, Problems};
use std::fmt;

/// The faults of one table: the first ones in full, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFaults {
    /// The file.
    pub file: String,
    /// The first ones, in the order of the file.
    pub first: Vec<Problem>,
    /// All of them.
    pub count: u64,
    /// Where those are that are not among the first.
    pub hidden: HiddenLines,
}

impl TableFaults {
    /// A single fault.
    pub(super) fn one(file: &str, fault: Problem) -> TableFaults {
        TableFaults { file: file.to_owned(), first: vec![fault], count: 1, hidden: HiddenLines::default() }
    }

    /// A single fault of a row, found once all rows were read.
    pub(super) fn of_row(file: &str, line: u64, message: String, help: &str) -> TableFaults {
        TableFaults::one(file, Problem::of_line(line, message, help))
    }

    /// A fault as one of very many that are only counted: their places and the nearest names of all would take minutes to find.
    pub(super) fn counted(file: &str) -> TableFaults {
        TableFaults { file: file.to_owned(), first: Vec::new(), count: 1, hidden: HiddenLines::default() }
    }

    /// The same faults, each at a cell of its line; `text` is that of the file.
    pub(super) fn at_cell(self, text: &str, column: &str) -> TableFaults {
        let first = self.first.into_iter().map(|fault| rows::at_cell(text, fault, column)).collect();
        TableFaults { first, ..self }
    }

    /// Nothing where a table has no faults.
    ///
    /// # Errors
    /// Those that it has.
    pub(super) fn check(file: &str, faults: Problems) -> Result<(), TableFaults> {
        if faults.is_empty() { Ok(()) } else { Err(TableFaults::of(file, faults)) }
    }

    /// Faults of a file.
    pub(crate) fn of(file: &str, faults: Problems) -> TableFaults {
        let (first, count, hidden) = faults.into_parts();
        TableFaults { file: file.to_owned(), first, count, hidden }
    }
}

impl fmt::Display for TableFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.first.iter().enumerate() {
            let end = if index > 0 { "\n" } else { "" };
            write!(f, "{end}{}; {}", fault.title(&self.file), fault.help)?;
        }
        match self.count - self.first.len() as u64 {
            0 => Ok(()),
            more => write!(f, "\n{}: {more} more faults", self.file),
        }
    }
}

/// A fault in a price book's data or in a user's overlay.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// Tables that cannot be used, each with its faults.
    #[error("{}", .0.iter().map(TableFaults::to_string).collect::<Vec<_>>().join("\n"))]
    Tables(Vec<TableFaults>),
    /// A file or book as a whole cannot be used.
    #[error("{file}: {message}")]
    File {
        /// The file or book.
        file: String,
        /// What is wrong and how to mend it.
        message: String,
    },
}

impl BookError {
    /// Nothing where no table has faults.
    ///
    /// # Errors
    /// Theirs, file by file: the first ones of all in full.
    pub(super) fn check(faults: Vec<TableFaults>) -> Result<(), BookError> {
        let mut tables: Vec<TableFaults> = Vec::new();
        let mut room = MOST_PROBLEMS;
        for mut more in faults {
            more.first.truncate(room);
            room -= more.first.len();
            match tables.iter_mut().find(|table| table.file == more.file) {
                Some(table) => {
                    table.first.append(&mut more.first);
                    table.first.sort_by_key(Problem::line);
                    table.count += more.count;
                }
                None => tables.push(more),
            }
        }
        if tables.is_empty() { Ok(()) } else { Err(BookError::Tables(tables)) }
    }
}

impl From<TableFaults> for BookError {
    fn from(faults: TableFaults) -> BookError {
        BookError::Tables(vec![faults])
    }
}

/// Regions that an error names.
pub(super) const MOST_REGIONS: usize = 3;

/// A price, region, instance type or rule that the book does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct MissingPrice {
    /// What is missing from which book, and the nearest names that are known.
    pub message: String,
    /// What to do, where that is not part of the message.
    pub help: Option<Box<str>>,
}

impl MissingPrice {
    /// Names what is missing and, where there are any, the nearest known names.
    pub(crate) fn new(what: String, nearest: &[&str]) -> MissingPrice {
        let hint = match nearest {
            [] => String::new(),
            names => format!("; the nearest known: {}", names.join(", ")),
        };
        MissingPrice { message: format!("{what}{hint}"), help: None }
    }

    /// Names what is missing, how many regions have it and the first ones of them, and says what to do.
    pub(super) fn in_region(what: String, count: usize, nearest: &[&str], help: String) -> MissingPrice {
        let hint = match nearest {
            [] => String::new(),
            [one] => format!("; the region {one} has it"),
            all if count <= all.len() => format!("; the regions {} have it", all.join(", ")),
            some => format!("; {count} regions have it, such as {}", some.join(", ")),
        };
        MissingPrice { message: format!("{what}{hint}"), help: Some(help.into()) }
    }
}

/// Why a look-up has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// The book lacks the price.
    #[error(transparent)]
    Missing(#[from] MissingPrice),
    /// The book's data is damaged.
    #[error(transparent)]
    Book(#[from] BookError),
}

impl PriceError {
    /// The same error where only [`BookError`] is expected.
    pub(super) fn into_book_error(self) -> BookError {
        match self {
            PriceError::Book(error) => error,
            PriceError::Missing(missing) => BookError::File { file: "price book".to_owned(), message: missing.message },
        }
    }
}
