//! The column that a name was probably meant to be.

use super::{COLUMNS, Column};
use crate::terms::nearest;

/// What people call columns that are named otherwise, and nearest to a third.
const OTHER_NAMES: [(&str, &str); 13] = [
    ("rps", "requests_per_second"),
    ("tps", "requests_per_second"),
    ("qps", "requests_per_second"),
    ("req/s", "requests_per_second"),
    ("requests/s", "requests_per_second"),
    ("invocations", "requests_per_month"),
    ("calls", "requests_per_month"),
    ("volume", "requests_per_month"),
    ("workload", "name"),
    ("function", "name"),
    ("service", "name"),
    ("runtime", "duration_ms"),
    ("ram", "memory_mb"),
];

/// A name as columns are named, whatever its capitals and spaces.
pub(in crate::scenario) fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// The column that a name was probably meant to be: the same but for spaces and capitals; the one that it is another
/// word for; one that is a letter or two off; the one that it begins, a required one first; or the nearest.
#[must_use]
pub fn meant(name: &str) -> Option<&'static str> {
    let folded = folded(name);
    let names = || COLUMNS.iter().map(|column| column.name);
    let begins = |column: &&Column| column.name.strip_prefix(&*folded).is_some_and(|rest| rest.starts_with('_'));
    let begun = || {
        let required = COLUMNS.iter().find(|column| column.required && begins(column));
        required.or_else(|| COLUMNS.iter().find(begins)).map(|column| column.name)
    };
    // `duration_sec` and `memory_size` are about what a required column is about.
    let word = |text: &str| text.split('_').next().map(str::to_owned);
    let about = || {
        let same = |column: &&Column| column.required && !column.is_demand() && word(column.name) == word(&folded);
        COLUMNS.iter().find(same).map(|column| column.name)
    };
    let other = || OTHER_NAMES.iter().find(|(other, _)| *other == folded).map(|(_, name)| *name);
    // One or two letters off. A longer name than any column has is none of them.
    let close = || names().find(|known| folded.len() <= 40 && strsim::osa_distance(known, &folded) <= 2);
    let nearest = || nearest(&folded, names()).first().copied();
    let exact = names().find(|known| *known == folded);
    exact.or_else(other).or_else(close).or_else(begun).or_else(about).or_else(nearest)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn names_are_taken_for_what_people_mean_by_them() {
        for (name, column) in [
            ("requests", "requests_per_month"),
            ("Duration MS", "duration_ms"),
            ("duration_sec", "duration_ms"),
            ("memory_size", "memory_mb"),
            ("invocations", "requests_per_month"),
            ("rps", "requests_per_second"),
            ("memroy_mb", "memory_mb"),
        ] {
            assert_eq!(meant(name), Some(column), "{name}");
        }
        assert_eq!(meant("qqqq"), None);
    }
}
