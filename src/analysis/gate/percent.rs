//! Numbers that are compared with percentages: with their sign or without, and whether they may be fractions of 1.

use super::Operand;
use crate::scenario::parse_number;
use crate::terms::as_percent;
use crate::units::Dec;

/// Why the number that is written as `word` cannot be compared with `other`, or may be meant otherwise, and what to write.
pub(super) fn fault(word: &str, other: &Operand) -> Option<String> {
    let percent = match other {
        Operand::Field(field) => Some(field.name).filter(|name| name.ends_with("_pct")),
        _ => None,
    };
    match (percent, word.strip_suffix('%')) {
        (None, Some(number)) => {
            Some(format!("{word} is a percentage, and what it is compared with is none; write {number}"))
        }
        (Some(name), None) => {
            let number = parse_number(word).ok().filter(|number| !number.is_zero() && *number < Dec::ONE)?;
            let meant = number.times(100)?;
            let help = as_percent(meant, number);
            Some(format!("{name} is in percent, and {number} may be a fraction of 1; {help}"))
        }
        (Some(_), Some(_)) | (None, None) => None,
    }
}
