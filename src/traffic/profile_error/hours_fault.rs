//! [`HoursFault`]: lines that are not, all together, the hours of a day or of a week.

use crate::traffic::profile_words::{and_hours, how_to_average, how_to_order, uneven, without_line};
use crate::traffic::weekdays::short_weekday;

/// Lines that are not, all together, the hours of a day or of a week.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursFault {
    /// The hours of one day, taken from several.
    #[error(
        "line {line}: {cell:?} is of another day than the lines above it; write the hours of one day, or of a whole week"
    )]
    Days {
        /// The first line that changes the day once more.
        line: u64,
        /// Its date.
        cell: String,
    },
    /// Two lines of the same hour.
    #[error(
        "line {line}: {cell:?} is the same hour as line {before}; write one line for each hour of a day or of a week, and where the clock \
         was set back the mean of both"
    )]
    Twice {
        /// The line.
        line: u64,
        /// Its date.
        cell: String,
        /// The line that stands for that hour already.
        before: u64,
    },
    /// Hours of a day or of a week that no line is of.
    #[error("no line is of {}: write one with a weight for it", .hours.join(", "))]
    Missing {
        /// Their names.
        hours: Vec<String>,
    },
    /// Lines that stand several hours apart.
    #[error(
        "the lines are {hours} hours apart, and each hour needs one: write every line {hours} times, once for each of its hours, or get the demand \
         of single hours (in CloudWatch a period of 3600 seconds)"
    )]
    Coarse {
        /// So many.
        hours: usize,
    },
    /// An hour of many lines that has another number of them than most.
    #[error(
        "{hour}{} {}; write one line for each hour, 0 where there was no demand, or leave out weeks that are not whole", and_hours(*more),
        uneven(*found, *usual, *more)
    )]
    Uneven {
        /// The first such hour.
        hour: String,
        /// How many lines it has.
        found: usize,
        /// How many most hours have.
        usual: usize,
        /// How many more such hours there are.
        more: u64,
    },
    /// An hour out of its order, or a decimal comma that made two cells of a weight.
    #[error("line {line}: hour {found} stands where hour {expected} comes next; {}", how_to_order(*found, *expected, *is_step))]
    Hour {
        /// The line.
        line: u64,
        /// The hour that it says.
        found: usize,
        /// The hour that comes next.
        expected: usize,
        /// Whether it is the hour of the line above once more, with other minutes.
        is_step: bool,
    },
    /// Hours that go up and leave some out.
    #[error("line {line}: {}", without_line(hours, write))]
    LeftOut {
        /// The line that the first of them must stand above.
        line: u64,
        /// They.
        hours: Vec<String>,
        /// A line for the first of them.
        write: String,
    },
    /// Neither a day nor a week.
    #[error("{found} weights, where 24 (a day) or 168 (a week from Monday 00:00) are needed{}", how_to_average(*found, *dated))]
    Length {
        /// How many weights there are.
        found: usize,
        /// Whether all of them have a date.
        dated: bool,
    },
    /// A week from another day than Monday, whose lines do not say their day.
    #[error(
        "line {line}: {says:?} says that the week begins on {day}, and lines that do not say their day are read from Monday 00:00 on; begin \
         each line with its day and its hour, the first with {} 00:00",
        short_weekday(day)
    )]
    WeekStart {
        /// The line of the heading or of the comment.
        line: u64,
        /// What says so.
        says: String,
        /// The day.
        day: &'static str,
    },
    /// A last line that sums up the others, or a first one.
    #[error("line {line} is the total of the lines {of} it; remove it")]
    Total {
        /// The line.
        line: u64,
        /// Where the others stand, in words.
        of: &'static str,
    },
    /// A last line that sums up the others, where an hour must stand.
    #[error(
        "line {line} is the total of the lines above it, and one line is missing: write the last hour's own demand in its place"
    )]
    TotalForHour {
        /// The line.
        line: u64,
    },
    /// A last line that says the peak or the mean of the others.
    #[error("line {line}: {cell:?} is no hour, but says something of the lines above it; remove it")]
    Summary {
        /// The line.
        line: u64,
        /// What it is called.
        cell: String,
    },
    /// A line that a pivot table has for cells without a value.
    #[error("line {line}: {cell:?} is what a pivot table has for lines without an hour; remove it")]
    PivotBlank {
        /// The line.
        line: u64,
        /// What it is called.
        cell: String,
    },
}

impl HoursFault {
    /// The fault in words that repeat nothing of the file.
    pub(super) fn without_cells(&self) -> Option<String> {
        match self {
            HoursFault::Days { line, .. } => Some(format!("line {line} is of another day")),
            HoursFault::Twice { line, .. } => Some(format!("line {line} is not the date of an hour of its own")),
            HoursFault::Missing { .. } | HoursFault::Coarse { .. } | HoursFault::Uneven { .. } => {
                Some("the lines are not those of a day or of a week".to_owned())
            }
            HoursFault::Hour { line, .. } | HoursFault::LeftOut { line, .. } => {
                Some(format!("line {line} is not the hour that comes next"))
            }
            HoursFault::Length { .. } => None,
            HoursFault::WeekStart { line, .. } => Some(format!("line {line} names another day than Monday")),
            HoursFault::Total { line, .. }
            | HoursFault::TotalForHour { line, .. }
            | HoursFault::Summary { line, .. }
            | HoursFault::PivotBlank { line, .. } => Some(format!("line {line} is not an hour")),
        }
    }
}
