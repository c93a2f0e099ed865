//! [`TextFault`]: texts that are no lines of cells below one heading.

use crate::traffic::profile_words::separated;

/// Texts that are no lines of cells below one heading.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// Lines above the heading.
    #[error("line {heading} seems to be the heading: remove the lines above it, or begin them with #")]
    Preamble {
        /// The first line.
        line: u64,
        /// The line of the heading.
        heading: u64,
    },
    /// Lines that describe the metric, and do not say what it is called.
    #[error("lines {line} to {last} describe the metric: remove them, or begin them with #")]
    Described {
        /// The first of them.
        line: u64,
        /// The last of them.
        last: u64,
    },
    /// A line below the heading that holds no values.
    #[error("line {line} stands between the heading and the values: remove it, or begin it with #")]
    Units {
        /// The line.
        line: u64,
    },
    /// The heading among the lines below it.
    #[error("line {line} is the heading once more; remove it")]
    HeadingAgain {
        /// The line.
        line: u64,
    },
    /// A line that databases draw around their values, or a count of them.
    #[error(
        "line {line} holds no values but is drawn around them, as psql and mysql do; export CSV (psql --csv, mysql --batch), or remove \
         such lines"
    )]
    Drawn {
        /// The line.
        line: u64,
    },
    /// A line that programs write around or between those of a table.
    #[error("line {line}: {}; {}", is.0, is.1)]
    Around {
        /// The first of them.
        line: u64,
        /// What is wrong with it, and how to mend it.
        is: (&'static str, &'static str),
    },
    /// More cells than the heading has: commas between thousands or before decimals cut a weight.
    #[error(
        "line {line}: {found} cells where the heading names {width}; write weights without commas between thousands, and with a \
         point before decimals"
    )]
    Beyond {
        /// The line.
        line: u64,
        /// How many cells it has.
        found: usize,
        /// How many the heading has.
        width: usize,
    },
    /// A line between whose cells stands something else than in the others.
    #[error("line {line}: {}", separated(its, others, theirs))]
    Separator {
        /// The line.
        line: u64,
        /// What separates its cells.
        its: &'static str,
        /// The others, in words.
        others: &'static str,
        /// What separates theirs.
        theirs: &'static str,
    },
    /// Blanks in place of a separator.
    #[error(
        "line {line}: {cell:?}: the hour and its demand are separated with blanks; put a comma between them, the demand last, as in {write}"
    )]
    Blanks {
        /// The line.
        line: u64,
        /// The line's text.
        cell: String,
        /// The same with a comma.
        write: String,
    },
    /// A quote that no other one closes.
    #[error(
        "line {line}: {cell:?}: a quote opens here and is never closed: what follows is all in this cell; close it with \" or remove it"
    )]
    Unclosed {
        /// The line.
        line: u64,
        /// The line's text from the quote on.
        cell: String,
    },
    /// Numbers of JSON.
    #[error("the file is JSON, and one weight a line is needed; make lines of it: jq -r '.[]' FILE > FILE.csv")]
    Json,
    /// More lines than a year has minutes, or as many cells as would fill memory.
    #[error("there are too many lines or cells for a profile; sum them up by the hour, or take fewer weeks")]
    TooMany,
    /// Not text.
    #[error("line {line}: not readable as CSV")]
    Csv {
        /// The line, from 1.
        line: u64,
    },
}

impl TextFault {
    /// The fault in words that repeat nothing of the file.
    pub(super) fn without_cells(&self) -> Option<String> {
        match self {
            TextFault::Preamble { line, .. } | TextFault::Described { line, .. } => {
                Some(format!("line {line} is no heading"))
            }
            TextFault::Units { line, .. }
            | TextFault::HeadingAgain { line, .. }
            | TextFault::Around { line, .. }
            | TextFault::Drawn { line, .. } => Some(format!("line {line} has no values")),
            TextFault::Beyond { line, .. } => Some(format!("line {line} has more cells than the heading")),
            TextFault::Separator { line, .. } => Some(format!("line {line} has another separator than the others")),
            TextFault::Blanks { line, .. } => Some(format!("line {line} has no separator")),
            TextFault::Unclosed { line, .. } => Some(format!("line {line} has a quote that is never closed")),
            TextFault::Json | TextFault::TooMany | TextFault::Csv { .. } => None,
        }
    }
}
