//! [`ProfileNote`]: what a profile's file says that may be meant in another way.

use super::even;

/// What is to be told of a profile that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileNote {
    /// All lines are of one day, which stands for every day of the week.
    OneDay {
        /// The day of the week that they are of, or begin with.
        from: &'static str,
        /// The day that they go into behind midnight.
        to: Option<&'static str>,
    },
    /// The weights rise from the first line to the last.
    Counter,
    /// The first line or the last has far less than the same hour has in other lines.
    CutHour {
        /// The line of the file.
        line: u64,
        /// Whether it is the last hour.
        is_last: bool,
    },
    /// So many lines at the end are 0 at hours that have demand otherwise.
    TrailingZeros {
        /// How many lines.
        lines: usize,
        /// Whether the lines above them are enough.
        may_be_left_out: bool,
    },
    /// Hours of finer steps lack a few of them.
    MissingSteps {
        /// How many steps.
        steps: usize,
        /// How many steps most hours have.
        usual: usize,
        /// The first hour that lacks one, counted from 1970 on.
        hour: u64,
    },
}

impl ProfileNote {
    /// How many kinds there are.
    pub const KINDS: usize = 5;

    /// The note in words, behind the name of the profile.
    #[must_use]
    pub fn sentence(self, profile: &str) -> String {
        match self {
            ProfileNote::OneDay { from, to } => {
                let into = to.map(|day| format!(" into a {day}")).unwrap_or_default();
                format!(
                    "{profile} has one day, a {from}{into}, which counts as every day of the week; a profile of a week has 168 lines"
                )
            }
            ProfileNote::Counter => format!(
                "{profile} never falls from its first hour to its last: if its weights are a running total, take the differences between \
                 its lines (in Prometheus increase(...[1h]))"
            ),
            ProfileNote::CutHour { line, is_last } => {
                let which = if is_last { "last" } else { "first" };
                format!(
                    "{profile} has less than half as much in its {which} hour, line {line}, as in the same hour of other days: if that is a \
                     part of an hour, leave the line out"
                )
            }
            ProfileNote::TrailingZeros { lines, may_be_left_out } => {
                let mend = if may_be_left_out { "leave them out" } else { "take a week that is over" };
                format!(
                    "{profile} ends in {lines} lines of 0, at hours that have demand on other days: hours still to come, or an outage, \
                     thin the shape; {mend}"
                )
            }
            ProfileNote::MissingSteps { steps, usual, hour } => {
                let (noun, each) = match steps {
                    1 => (
                        "step",
                        "it counts as the mean of the others of its hour; if nothing came in it, write a line with 0",
                    ),
                    _ => (
                        "steps",
                        "each counts as the mean of the others of its hour; if nothing came in them, write a line with 0 for each",
                    ),
                };
                let (of, first) = (if steps == 1 { "" } else { "the first of them " }, even::named(hour));
                format!(
                    "{profile} lacks {steps} {noun} of its hours, {of}in {first}, where most hours have {usual}: {each}"
                )
            }
        }
    }
}
