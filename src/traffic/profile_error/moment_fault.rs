//! [`MomentFault`]: lines that do not say which hour they are of in a way that is read.

use crate::traffic::profile_words::{no_time, not_a_day, not_a_moment, where_halves_are};
use crate::traffic::{day_numbers, even};

/// Lines that do not say which hour they are of in a way that is read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MomentFault {
    /// A line among dates whose first cell is none that is read.
    #[error("line {line}: {}", not_a_moment(cell, day.as_deref()))]
    Date {
        /// The line.
        line: u64,
        /// The cell.
        cell: String,
        /// How to write it where it names a day in another language.
        day: Option<String>,
    },
    /// A line whose offset from UTC no place has.
    #[error("line {line}: {}", no_time(cell, why))]
    Impossible {
        /// The line.
        line: u64,
        /// The cell.
        cell: String,
        /// What goes too far in it.
        why: &'static str,
    },
    /// A line whose offset from UTC no clock has that has those of the others.
    #[error(
        "line {line}: {cell:?} has another offset from UTC than line {other}, and no place's clock changes so; write all hours by your \
         users' clock, with one offset or without any"
    )]
    Offsets {
        /// The line.
        line: u64,
        /// The cell.
        cell: String,
        /// The first line of the offset that most have.
        other: u64,
    },
    /// A line without an offset from UTC beside others that have one.
    #[error(
        "line {line}: {cell:?} has no offset from UTC, and line {other} has one; write all hours by your users' clock, with one offset or \
         without any"
    )]
    WithoutOffset {
        /// The line.
        line: u64,
        /// The cell.
        cell: String,
        /// The first line that has one.
        other: u64,
    },
    /// The name of a day that is not read, with its hour in the next cell.
    #[error("line {line}: {}", not_a_day(cell, day.as_deref()))]
    Day {
        /// The first line of it.
        line: u64,
        /// The day.
        cell: String,
        /// How to write it where it is one of another language.
        day: Option<String>,
    },
    /// Hours of a clock of twelve hours without its halves.
    #[error("line {line}: {cell:?}: hours go from 1 to 12 here, and AM and PM {}", where_halves_are(cell, beside.as_deref()))]
    Halves {
        /// The first line.
        line: u64,
        /// Its moment.
        cell: String,
        /// The half in the next column.
        beside: Option<String>,
    },
    /// A line of moments that are counted in seconds, or in thousandths of them, since 1970.
    #[error(
        "line {line}: {cell} is a Unix time, which is not read here; write the date and the hour by your users' clock, such as {date} \
         (that is it in UTC)"
    )]
    UnixTime {
        /// The line.
        line: u64,
        /// Its moment, as it is counted.
        cell: String,
        /// The same as a date with its hour.
        date: String,
    },
    /// A line of moments in digits of which the last are lost.
    #[error(
        "line {line}: {cell} is a moment whose last digits a spreadsheet cut off; take the file as it was before the spreadsheet saved it"
    )]
    CutMoment {
        /// The line.
        line: u64,
        /// What is left of its moment.
        cell: String,
    },
    /// A line of moments in days, or in parts of a day, as spreadsheets count them.
    #[error(
        "line {line}: {cell} is a spreadsheet's number for a date or a time; format the column as that and export again, so that it is \
         {date}"
    )]
    SerialDate {
        /// The line.
        line: u64,
        /// The number.
        cell: String,
        /// The date with its hour, or the hour.
        date: String,
    },
    /// A line of dates in digits alone.
    #[error("line {line}: {cell} is a date in digits alone, which is not read here; write {date}")]
    BareDate {
        /// The line.
        line: u64,
        /// Its moment, as it is written.
        cell: String,
        /// The same with marks between.
        date: String,
    },
    /// Parts of a date in columns of their own.
    #[error("line {line}: the parts of a date stand in columns of their own; write them as one date, such as {write}")]
    DateInParts {
        /// The line of the heading.
        line: u64,
        /// The first date as one.
        write: String,
    },
    /// Numbers in place of days: some programs begin with Sunday, others with Monday.
    #[error("line {line}: {}", day_numbers::told(*from))]
    DayNumbers {
        /// The first line.
        line: u64,
        /// The lowest number, 0 or 1.
        from: usize,
    },
    /// Days of a month or of a year in numbers, beside their hours.
    #[error(
        "line {line}: {column:?} has numbers of days, of which none says its day of the week; write dates in their place, such as \
         2026-09-07"
    )]
    DaysOfMonth {
        /// The line of the heading.
        line: u64,
        /// What the column is called.
        column: String,
    },
    /// Lines of days, without their hours.
    #[error(
        "line {line}: {cell:?} is a day, and lines must be of hours; write one for each of the 24 of a day or the 168 of a week, such as \
         {example} (metrics have them with a period of 3600 seconds)"
    )]
    WholeDays {
        /// The first such line.
        line: u64,
        /// Its day.
        cell: String,
        /// The same day with an hour.
        example: String,
    },
    /// A heading by which lines are no hours.
    #[error("line {line}: {column:?} says that lines are no hours; write one line for each hour of a day or of a week")]
    NoHours {
        /// The line of the heading.
        line: u64,
        /// What the first column is called.
        column: String,
    },
    /// Moments that are ends, by their heading.
    #[error(
        "line {line}: {column:?} says that {cell:?} is the end of its hour, and a line counts for the hour that begins at its moment; \
         write the beginnings, here {}, under a heading such as time", even::named(*hour)
    )]
    Ends {
        /// The first line of a full hour.
        line: u64,
        /// What the column is called.
        column: String,
        /// Its moment.
        cell: String,
        /// The hour before it, counted from 1970 on.
        hour: u64,
    },
}

impl MomentFault {
    /// The fault in words that repeat nothing of the file.
    pub(super) fn without_cells(&self) -> Option<String> {
        match self {
            MomentFault::Date { line, .. }
            | MomentFault::Impossible { line, .. }
            | MomentFault::Offsets { line, .. }
            | MomentFault::WithoutOffset { line, .. }
            | MomentFault::Day { line, .. }
            | MomentFault::Halves { line, .. }
            | MomentFault::UnixTime { line, .. }
            | MomentFault::CutMoment { line, .. }
            | MomentFault::SerialDate { line, .. }
            | MomentFault::BareDate { line, .. }
            | MomentFault::DateInParts { line, .. } => {
                Some(format!("line {line} is not the date of an hour of its own"))
            }
            MomentFault::DayNumbers { line, .. }
            | MomentFault::DaysOfMonth { line, .. }
            | MomentFault::WholeDays { line, .. }
            | MomentFault::NoHours { line, .. }
            | MomentFault::Ends { line, .. } => Some(format!("line {line} is not of an hour")),
        }
    }
}
