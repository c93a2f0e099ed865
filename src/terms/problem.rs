//! [`Problem`]: a fault in a user's input, with its place and its remedy; [`Problems`]: all of a file, the first ones in
//! full.

use super::clean;

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a cell.
    Cell {
        /// The line of the file, from 1.
        line: u64,
        /// The place in the line where the cell begins, in characters from 1.
        column: u64,
        /// The name of the cell's column.
        name: String,
    },
    /// In a row or the heading as a whole.
    Line {
        /// The line of the file, from 1.
        line: u64,
    },
    /// In a command-line option.
    Option {
        /// The option as typed.
        text: String,
    },
    /// In the file as a whole.
    File,
}

/// The line that a problem is in, with the part it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text of the line; a long line is cut around the cell.
    pub text: String,
    /// Bytes of `text` that are meant.
    pub span: std::ops::Range<usize>,
}

/// A fault in a user's input: where it is, what is wrong, what was expected and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What was expected and how to mend it.
    pub help: String,
    /// The line with the fault, where there is one.
    pub excerpt: Option<Excerpt>,
}

impl Problem {
    /// A problem of the file as a whole.
    pub(crate) fn of_file(message: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem { place: Place::File, message: message.into(), help: help.into(), excerpt: None }
    }

    /// A problem of a line as a whole.
    pub(crate) fn of_line(line: u64, message: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem { place: Place::Line { line }, message: message.into(), help: help.into(), excerpt: None }
    }

    /// The place and what is wrong, as the first line of a message; `source` is the file's name for people.
    #[must_use]
    pub fn title(&self, source: &str) -> String {
        let (source, message) = (clean(source), clean(&self.message));
        match &self.place {
            Place::Cell { line, column, name } => {
                let name = if name.is_empty() { String::new() } else { format!("{}: ", clean(name)) };
                format!("{source}:{line}:{column}: {name}{message}")
            }
            Place::Line { line } => format!("{source}:{line}: {message}"),
            Place::Option { text } => format!("{}: {message}", clean(text)),
            Place::File => format!("{source}: {message}"),
        }
    }

    /// The line, 0 where there is none: the order in which problems are reported.
    #[must_use]
    pub fn line(&self) -> u64 {
        match self.place {
            Place::Cell { line, .. } | Place::Line { line } => line,
            Place::Option { .. } | Place::File => 0,
        }
    }
}

impl std::fmt::Display for Problem {
    /// The problem in one line: place, what is wrong, how to mend it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Place::Cell { line, column, name } => write!(f, "line {line}, column {column} ({name}): ")?,
            Place::Line { line } => write!(f, "line {line}: ")?,
            Place::Option { text } => write!(f, "{text}: ")?,
            Place::File => {}
        }
        write!(f, "{}; {}", self.message, self.help)
    }
}

/// How many problems are reported in full.
pub const MOST_PROBLEMS: usize = 20;

/// How many problems that say the same of different places are among them: one fault that a file has in every row hides no
/// other.
const MOST_ALIKE: usize = 5;

/// Problems behind so many are only counted: to make each of them would take longer than to read the file.
const MOST_LOOKED_AT: u64 = 2_000;

/// Problems as they are found: the first ones and a count.
#[derive(Debug, Default)]
pub struct Problems {
    first: Vec<Problem>,
    count: u64,
}

impl Problems {
    /// Notes a problem.
    pub fn push(&mut self, problem: Problem) {
        self.count += 1;
        self.keep(problem);
    }

    fn keep(&mut self, problem: Problem) {
        let is_alike = |known: &&Problem| known.message == problem.message && known.help == problem.help;
        if self.first.len() < MOST_PROBLEMS && self.first.iter().filter(is_alike).count() < MOST_ALIKE {
            self.first.push(problem);
        }
    }

    /// Counts problems that are not told.
    pub(crate) fn count_more(&mut self, more: u64) {
        self.count += more;
    }

    /// Takes over the problems of a later part of the file.
    pub fn append(&mut self, later: Problems) {
        self.count += later.count;
        later.first.into_iter().for_each(|problem| self.keep(problem));
    }

    /// Whether further ones are only counted.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.first.len() >= MOST_PROBLEMS || self.count > MOST_LOOKED_AT
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The first ones in the order of the file, and how many there are in all.
    #[must_use]
    pub fn into_parts(mut self) -> (Vec<Problem>, u64) {
        self.first.sort_by_key(Problem::line);
        (self.first, self.count)
    }
}

/// A cell for a message: not longer than a line.
pub(crate) fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &cell[..at]),
        None => cell.to_owned(),
    }
}
