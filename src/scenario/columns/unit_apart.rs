//! Units of a column's values that stand apart from its name, as in a line of units below the heading.

use super::change::Fit;
use super::meant::{Reading, reading};
use super::words::words;
use super::{Column, demand};

/// What to do with a column whose values have a unit that stands apart from its name, such as `millions`; `None` where it is the
/// column's own.
#[must_use]
pub(in crate::scenario) fn of_unit(column: &Column, unit: &str) -> Option<String> {
    if column.is_demand() {
        return of_demand(column, &words(unit));
    }
    // Of times in a month, and of counts, no unit is another's.
    let has_other_units = column.unit != "count" && !column.unit.contains('/') && !column.name.contains("_per_");
    let about = column.name.rsplit_once('_').map(|(about, _)| about).filter(|_| has_other_units)?;
    match reading(&format!("{about} ({unit})"))? {
        Reading { column: same, fit: Fit::Changed(change) } if same.name == column.name => {
            Some(format!("write each {} {change}", column.name))
        }
        _ => None,
    }
}

/// The same for a demand, whose unit may say another span of time or a multiple.
fn of_demand(column: &Column, unit: &[String]) -> Option<String> {
    let says_span = unit.iter().any(|word| demand::adverb(word).is_some() || demand::span(word).is_some());
    let found = demand::of_words(&[&["requests".to_owned()], unit].concat())?;
    // A multiple alone is of the column's own span, where it is a month's for whom no span is said.
    let name = if says_span { found.column } else { column.name };
    let rename = (name != column.name).then(|| format!("name {} {name}", column.name));
    let change = found.change.map(|change| format!("write each {name} {change}"));
    let both: Vec<String> = rename.into_iter().chain(change).collect();
    (!both.is_empty()).then(|| both.join(" and "))
}
