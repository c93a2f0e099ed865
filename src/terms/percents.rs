//! What to write where a number may be a percentage or a fraction of 1.

use std::fmt::Display;

/// Both ways to write it: `meant` is the percentage that the fraction would be, `given` the number as it stands.
pub(crate) fn as_percent(meant: impl Display, given: impl Display) -> String {
    format!("write {meant} for {meant} %, or {given}% for {given} %")
}
