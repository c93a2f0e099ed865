//! [`ProfileError`]: why a text is not a profile.

use super::day_numbers;
use super::even;
use super::profile_words::{
    and_hours, how_to_average, how_to_order, joined, no_time, not_a_day, not_a_moment, not_a_weight, separated,
    several_series, uneven, where_halves_are, which_to_keep, without_line,
};

use super::weekdays::short_weekday;

/// Why a text is not a profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// A line without a usable weight.
    #[error("line {line}: {}", not_a_weight(cell))]
    Weight {
        /// The line, from 1.
        line: u64,
        /// The cell.
        cell: String,
    },
    /// A weight that is two numbers, as the reader takes its point.
    #[error(
        "line {line}: {cell:?} may be {} or {}0, as {why}; write the one that it is",
        cell.replace(['.', ','], ""), cell.replace(',', ".")
    )]
    Grouped {
        /// The line.
        line: u64,
        /// The cell.
        cell: String,
        /// What leaves it open.
        why: &'static str,
    },
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
    /// A line whose unit is another one than those of the lines above it.
    #[error(
        "line {line}: the unit {cell:?} is another one than {before:?} of line {other}; write the weights of all lines in the same unit"
    )]
    SeveralUnits {
        /// The line.
        line: u64,
        /// Its unit.
        cell: String,
        /// The first line.
        other: u64,
        /// The unit of that.
        before: String,
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
    /// A line among dates whose first cell is none that is read.
    #[error("line {line}: {}", not_a_moment(cell))]
    Date {
        /// The line.
        line: u64,
        /// The cell.
        cell: String,
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
    #[error("line {line}: {}", not_a_day(cell))]
    Day {
        /// The first line of it.
        line: u64,
        /// The day.
        cell: String,
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
    /// Lines that are of several series.
    #[error("line {line}: {}", several_series(*at_once, column, names, *more, demand.as_deref()))]
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
    /// Lines above the heading.
    #[error("line {heading} seems to be the heading: remove the lines above it, or begin them with #")]
    Preamble {
        /// The first line.
        line: u64,
        /// The line of the heading.
        heading: u64,
    },
    /// A line below the heading that holds no values.
    #[error("line {line} stands between the heading and the values: remove it, or begin it with #")]
    Units {
        /// The line.
        line: u64,
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
    /// More cells than the heading has: commas between thousands or before decimals cut a weight.
    #[error(
        "line {line}: {found} cells where the heading has {width}; write weights without commas between thousands, and with a \
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
    /// Numbers in place of days: some programs begin with Sunday, others with Monday.
    #[error("line {line}: {}", day_numbers::told(*from))]
    DayNumbers {
        /// The first line.
        line: u64,
        /// The lowest number, 0 or 1.
        from: usize,
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
    /// A line that a pivot table has for cells without a value.
    #[error("line {line}: {cell:?} is what a pivot table has for lines without an hour; remove it")]
    PivotBlank {
        /// The line.
        line: u64,
        /// What it is called.
        cell: String,
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
    /// Lines that describe the metric, and do not say what it is called.
    #[error("lines {line} to {last} describe the metric: remove them, or begin them with #")]
    Described {
        /// The first of them.
        line: u64,
        /// The last of them.
        last: u64,
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
    /// Faults of several lines.
    #[error("{}", joined(.0))]
    Lines(Vec<ProfileError>),
    /// Neither a day nor a week.
    #[error("{found} weights, where 24 (a day) or 168 (a week from Monday 00:00) are needed{}", how_to_average(*found, *dated))]
    Length {
        /// How many weights there are.
        found: usize,
        /// Whether all of them have a date.
        dated: bool,
    },
    /// An hour out of its order, or a decimal comma that made two cells of a weight.
    #[error("line {line}: hour {found} stands where hour {expected} comes next; {}", how_to_order(*found, *expected))]
    Hour {
        /// The line.
        line: u64,
        /// The hour that it says.
        found: usize,
        /// The hour that comes next.
        expected: usize,
    },
    /// Hours in the last column, where the weights must stand.
    #[error("line {line}: hours stand in the last column, behind the weights; put the weights into the last column")]
    Swapped {
        /// The first line of them, that of the heading where there is one.
        line: u64,
    },
    /// Weights whose sum is no number.
    #[error("the weights are too large: write smaller ones, such as 1 and 2.5")]
    TooLarge,
    /// No demand at any hour.
    #[error("every weight is 0: give at least one hour some demand")]
    AllZero,
    /// More lines than a year has minutes, or as many cells as would fill memory.
    #[error("there are too many lines or cells for a profile; sum them up by the hour, or take fewer weeks")]
    TooMany,
    /// Parts of a date in columns of their own.
    #[error("line {line}: the parts of a date stand in columns of their own; write them as one date, such as {write}")]
    DateInParts {
        /// The line of the heading.
        line: u64,
        /// The first date as one.
        write: String,
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
    /// The heading among the lines below it.
    #[error("line {line} is the heading once more; remove it")]
    HeadingAgain {
        /// The line.
        line: u64,
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
    /// Not text.
    #[error("line {line}: not readable as CSV")]
    Csv {
        /// The line, from 1.
        line: u64,
    },
}

impl ProfileError {
    /// The error in words that repeat nothing of the file, for a file whose reader may not see it; of several lines the
    /// first alone, as how many there are would tell of the file, too.
    #[must_use]
    pub fn without_cells(&self) -> Option<String> {
        match self {
            ProfileError::Weight { line, .. } | ProfileError::Grouped { line, .. } => {
                Some(format!("line {line} is not a weight"))
            }
            ProfileError::SeveralUnits { line, .. } => Some(format!("line {line} has another unit than the others")),
            ProfileError::Date { line, .. }
            | ProfileError::Impossible { line, .. }
            | ProfileError::Offsets { line, .. }
            | ProfileError::WithoutOffset { line, .. }
            | ProfileError::Day { line, .. }
            | ProfileError::SerialDate { line, .. }
            | ProfileError::Twice { line, .. }
            | ProfileError::BareDate { line, .. }
            | ProfileError::CutMoment { line, .. }
            | ProfileError::DateInParts { line, .. }
            | ProfileError::Halves { line, .. }
            | ProfileError::UnixTime { line, .. } => Some(format!("line {line} is not the date of an hour of its own")),
            ProfileError::DayNumbers { line, .. }
            | ProfileError::Ends { line, .. }
            | ProfileError::WholeDays { line, .. }
            | ProfileError::NoHours { line, .. } => Some(format!("line {line} is not of an hour")),
            ProfileError::DatesBehind { line, .. } => Some(format!("line {line} does not begin with its date")),
            ProfileError::Drawn { line } | ProfileError::HeadingAgain { line } | ProfileError::Units { line } => {
                Some(format!("line {line} has no values"))
            }
            ProfileError::Preamble { line, .. } | ProfileError::Described { line, .. } => {
                Some(format!("line {line} is no heading"))
            }
            ProfileError::Separator { line, .. } => Some(format!("line {line} has another separator than the others")),
            ProfileError::Blanks { line, .. } => Some(format!("line {line} has no separator")),
            ProfileError::Unclosed { line, .. } => Some(format!("line {line} has a quote that is never closed")),
            ProfileError::Beyond { line, .. } => Some(format!("line {line} has more cells than the heading")),
            ProfileError::Days { line, .. } => Some(format!("line {line} is of another day")),
            ProfileError::Total { line, .. }
            | ProfileError::TotalForHour { line }
            | ProfileError::PivotBlank { line, .. } => Some(format!("line {line} is not an hour")),
            ProfileError::WeekStart { line, .. } => Some(format!("line {line} names another day than Monday")),
            ProfileError::Hour { line, .. } | ProfileError::LeftOut { line, .. } => {
                Some(format!("line {line} is not the hour that comes next"))
            }
            ProfileError::Gaps { line, .. } => Some(format!("line {line} has no number in its last cell")),
            ProfileError::Columns { line, .. }
            | ProfileError::Beside { line, .. }
            | ProfileError::SideBySide { line, .. } => Some(format!("line {line} has several numbers")),
            ProfileError::Swapped { line } => Some(format!("line {line} has its hour where its weight must stand")),
            ProfileError::Series { line, .. } => Some(format!("line {line} is of another series")),
            ProfileError::NoDemand { line, .. } | ProfileError::Counter { line, .. } => {
                Some(format!("line {line} names no demand"))
            }
            ProfileError::Missing { .. } | ProfileError::Uneven { .. } => {
                Some("the lines are not those of a day or of a week".to_owned())
            }
            ProfileError::Lines(faults) => faults.iter().find_map(ProfileError::without_cells),
            ProfileError::Length { .. }
            | ProfileError::Json
            | ProfileError::TooLarge
            | ProfileError::TooMany
            | ProfileError::AllZero
            | ProfileError::Csv { .. } => None,
        }
    }
}
