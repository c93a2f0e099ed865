//! [`NumberFault`]: why a cell is not a number, and how to write it.

use super::measure::{self, Measure};
use super::misuse::RATE;

/// Why a cell is not a number, and how to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberFault {
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// The numbers that it can be, each with its unit where it has one: whoever knows the unit and the limits of what is
    /// wanted can say more.
    pub readings: Vec<Measure>,
}

impl NumberFault {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> NumberFault {
        NumberFault { message: message.into(), help: help.into(), readings: Vec::new() }
    }

    /// How to mend it where numbers are in `unit`, such as `ms`.
    #[must_use]
    pub fn help_in(&self, unit: &str) -> String {
        match self.readings.as_slice() {
            [one] if !one.unit.is_empty() => one.help(unit),
            [] if self.message == RATE && unit != "count" => measure::convert_to(unit),
            several => measure::either(several, unit).unwrap_or_else(|| self.help.clone()),
        }
    }
}

/// How to mend a cell of which no number can be made.
pub(super) const PLAIN: &str = "write a plain number, such as 5000000, 5M, 250k, 5e6 or 0.25";

/// What is wrong with a cell that nothing else can be said of.
pub(super) const NO_NUMBER: &str = "is not a number";

/// The fault of a text that is one number or another.
pub(super) fn read_as(
    message: &str,
    help: impl Into<String>,
    numbers: impl IntoIterator<Item = String>,
) -> NumberFault {
    let readings = numbers.into_iter().map(|number| Measure { number, unit: String::new() }).collect();
    NumberFault { readings, ..NumberFault::new(message, help) }
}
