//! Numbers that are compared with percentages: with their sign or without, and whether they may be fractions of 1.

use super::{Operand, TOTALS};
use crate::scenario::parse_number;
use crate::terms::as_percent;
use crate::units::Dec;

/// Why the number that is written as `word` cannot be compared with `other`, or may be meant otherwise, and what to write.
pub(super) fn fault(word: &str, other: &Operand) -> Option<String> {
    let name = match other {
        Operand::Field(field) => field.name,
        Operand::Total(field) => TOTALS.iter().find(|(_, total)| total == field).map_or("", |(name, _)| name),
        _ => "",
    };
    match (Some(name).filter(|name| name.ends_with("_pct")), word.strip_suffix('%')) {
        (None, Some(number)) => {
            let of_name = if name.is_empty() { "what it is compared with" } else { name };
            Some(format!("{word} is a percentage, and {of_name} is none{}", in_its_place(name, number)))
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

/// What to write for a percentage beside a field that is none.
fn in_its_place(name: &str, number: &str) -> String {
    if name.ends_with("_usd") {
        return "; write an amount of dollars, or ask for saving_pct".to_owned();
    }
    let share = parse_number(number).ok().and_then(|number| number.ratio(1, 100));
    match share.filter(|_| name.ends_with("_ratio")) {
        Some(share) => format!("; write {share}"),
        None => "; leave the sign out".to_owned(),
    }
}
