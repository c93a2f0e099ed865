//! [`ColumnsFault`]: columns of which it is not clear which one is the demand, or which are of something else.

use crate::traffic::SeriesLines;
use crate::traffic::profile_words::{several_series, which_to_keep};

/// Columns of which it is not clear which one is the demand, or which are of something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsFault {
    /// Two columns that may be the demand.
    #[error(
        "line {line}: {} hold numbers; {}",
        .columns.join(" and "), which_to_keep(.demand.as_deref())
    )]
    Columns {
        /// The first line of them.
        line: u64,
        /// What their heading calls them, or their numbers.
        columns: Vec<String>,
        /// The one of them that is no time that requests take, where it is one.
        demand: Option<String>,
    },
    /// The only column of numbers is of something else.
    #[error(
        "line {line}: {column:?} is {is}, not how many requests there are; put the demand of each hour into the last column, or \
         name it weight where it stands for that"
    )]
    NoDemand {
        /// The line of the heading.
        line: u64,
        /// The column's name.
        column: String,
        /// What it is, in words.
        is: &'static str,
    },
    /// A running total in place of the demand of each hour.
    #[error(
        "line {line}: {column:?} is a total that rises from line to line, not how many requests each hour has; take the differences \
         between the lines, in Prometheus with increase(...[1h])"
    )]
    Counter {
        /// The line of the heading.
        line: u64,
        /// What the column is called.
        column: String,
    },
    /// The last column lacks numbers, and another has one in every line.
    #[error(
        "line {line}: {column} has no number, and {other} has one in every line; the last column must be the demand: write 0 for an hour \
         without any, or remove {column} where {other} is the demand"
    )]
    Gaps {
        /// The first line without a number.
        line: u64,
        /// What the last column is called, or its number.
        column: String,
        /// The same of the other one.
        other: String,
    },
    /// Lines that are of several series.
    #[error("line {line}: {}", several_series(*at_once, column, names, *more, demand.as_deref(), lines.as_deref()))]
    Series {
        /// The first line of another series.
        line: u64,
        /// Whether those of the same hour are.
        at_once: bool,
        /// What the column that names them is called, or its number.
        column: String,
        /// The first of them.
        names: Vec<String>,
        /// How many more there are.
        more: usize,
        /// The one of them that seems to be the demand, where it is one.
        demand: Option<String>,
        /// Lines of shell that take one of them and add them up, where the file is such that they do.
        lines: Option<Box<SeriesLines>>,
    },
    /// Things in place of hours, as countries and users.
    #[error(
        "line {line}: lines are of {column:?}, here {cell:?}, and none says its hour; export the requests of each hour, 24 of a day or 168 \
         of a week from Monday 00:00, or keep only the column of the demand where the lines are these hours in their order"
    )]
    Things {
        /// The line of the heading.
        line: u64,
        /// What the first column is called.
        column: String,
        /// Its first cell.
        cell: String,
    },
    /// Days or hours in columns of their own.
    #[error(
        "line {line}: {what} stand side by side, from {example:?} on; write one line for each hour, such as Mon 00:00, and its \
         weight in the next column"
    )]
    SideBySide {
        /// The line of the heading.
        line: u64,
        /// What they are, in words.
        what: &'static str,
        /// The first of them.
        example: String,
    },
    /// Weights side by side in one line, where each needs a line of its own.
    #[error(
        "line {line}: {found} numbers stand in one line; write one weight a line, 24 (a day) or 168 (a week from Monday 00:00)"
    )]
    Beside {
        /// The line.
        line: u64,
        /// How many numbers it has.
        found: usize,
    },
    /// Hours in the last column, where the weights must stand.
    #[error("line {line}: hours stand in the last column, behind the weights; put the weights into the last column")]
    Swapped {
        /// The first line of them, that of the heading where there is one.
        line: u64,
    },
    /// Dates behind columns that differ from line to line.
    #[error(
        "line {line}: dates stand in column {column}; remove the columns before them, and keep the lines of one series where there are \
         several"
    )]
    DatesBehind {
        /// The first line.
        line: u64,
        /// The column of the dates, from 1.
        column: usize,
    },
}

impl ColumnsFault {
    /// The fault in words that repeat nothing of the file.
    pub(super) fn without_cells(&self) -> Option<String> {
        match self {
            ColumnsFault::Columns { line, .. }
            | ColumnsFault::SideBySide { line, .. }
            | ColumnsFault::Beside { line, .. } => Some(format!("line {line} has several numbers")),
            ColumnsFault::NoDemand { line, .. } | ColumnsFault::Counter { line, .. } => {
                Some(format!("line {line} names no demand"))
            }
            ColumnsFault::Gaps { line, .. } => Some(format!("line {line} has no number in its last cell")),
            ColumnsFault::Series { line, .. } => Some(format!("line {line} is of another series")),
            ColumnsFault::Things { line, .. } => Some(format!("line {line} names no hours")),
            ColumnsFault::Swapped { line, .. } => Some(format!("line {line} has its hour where its weight must stand")),
            ColumnsFault::DatesBehind { line, .. } => Some(format!("line {line} does not begin with its date")),
        }
    }
}
