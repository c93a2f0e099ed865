//! What becomes of values whose column is named with another unit than the one that it was probably meant to be.

use super::{Column, demand};
use crate::scenario::measure::Measure;
use crate::units::{Dec, format};

/// Currencies that prices are often in, and words for them.
const CURRENCIES: [&str; 16] =
    ["aud", "brl", "cad", "chf", "cny", "dkk", "eur", "euro", "euros", "gbp", "inr", "jpy", "krw", "nok", "pln", "sek"];

/// What becomes of each value on the way from a name in small letters with `_` for spaces, in words behind "each value";
/// `None` where the name says no unit, or the column's.
pub(super) fn of_another_unit(folded: &str, column: &Column) -> Option<String> {
    let mut words = folded.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let own = words.next()?;
    if column.name.ends_with("_per_month") && words.next() == Some("per") && demand::is_other_than_month(own) {
        return Some(match column.unit {
            "%" => "as growth a month, which compounds: 12 % a year are about 0.949 % a month".to_owned(),
            _ => "as that of a month".to_owned(),
        });
    }
    if column.unit.starts_with("USD") && CURRENCIES.contains(&own) {
        return Some("converted to US dollars".to_owned());
    }
    let value = |number: &str, unit: &str| Measure { number: number.to_owned(), unit: own.to_owned() }.value(unit);
    // One of the column's own unit is so many of this one, or the other way round.
    let one = value("1", column.unit)?;
    if one == Dec::ONE {
        return None;
    }
    Some(match one > Dec::ONE {
        true => format!("times {}", format::quantity(one)),
        false => format!("divided by {}", format::quantity(Dec::ONE.div(one)?)),
    })
}
