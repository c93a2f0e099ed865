//! What to do with a column that has no place in a scenario.

use super::no_columns::{ALONE, EXTREME, NO_COLUMNS, PEAK, UNIT};
use super::other_names::OTHER_NAMES;
use super::words::{folded, squeezed, words};
use super::{COLUMNS, demand, spread};
use crate::scenario::measure::is_unit;

/// What to do with a column that has no place in a scenario, where that is known.
pub(in crate::scenario) fn without_column(name: &str) -> Option<&'static str> {
    let (squeezed, words) = (squeezed(name), words(name));
    let joined = words.join("_");
    // `Timeout (s)` is one in whatever unit, `Runtime ms` a duration.
    let is_other = OTHER_NAMES.iter().any(|(other, _)| *other == squeezed);
    let core = words.iter().filter(|word| is_other || !is_unit(word)).map(String::as_str).collect::<String>();
    let alone = ALONE.iter().find(|(other, _)| *other == squeezed);
    let known =
        alone.or_else(|| NO_COLUMNS.iter().find(|(other, _)| [squeezed.as_str(), &joined, &core].contains(other)));
    known.map(|(_, help)| *help).or_else(|| {
        if super::find(&folded(name)).is_some() {
            return None;
        }
        let peak = || demand::of_words(&words).is_some_and(|demand| !demand.is_mean).then_some(PEAK);
        peak()
            .or_else(|| is_of_units(&words).then_some(UNIT))
            .or_else(|| spread::is_extreme_duration(&words).then_some(EXTREME))
    })
}

/// Whether a name says that a column has the units of another one: `unit`, `duration_unit`. A business has units, too.
fn is_of_units(words: &[String]) -> bool {
    let is_unit = |word: &str| matches!(word, "unit" | "units");
    let begins_column = |word: &str| COLUMNS.iter().any(|column| column.name.split('_').next() == Some(word));
    match words {
        [one] => is_unit(one),
        [one, other] => (is_unit(one) && begins_column(other)) || (is_unit(other) && begins_column(one)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{UNIT, without_column};
    use crate::scenario::columns::meant;

    #[test]
    fn columns_of_units_are_those_of_other_columns() {
        for name in ["unit", "Units", "duration_unit", "unit_requests"] {
            assert_eq!(without_column(name), Some(UNIT), "{name}");
        }
        for name in ["business_unit", "Business Unit", "org_unit", "unit_price", "unit_cost"] {
            assert_ne!(without_column(name), Some(UNIT), "{name}");
        }
    }

    #[test]
    fn what_has_no_column_is_told_where_it_goes() {
        for (name, column) in [
            ("hours_per_day", "schedule"),
            ("Working hours", "schedule"),
            ("HA", "spare_instances"),
            ("headroom_pct", "target_utilization_pct"),
            ("Payload (KB)", "request_kb"),
            ("mode", "invocation"),
            ("payment_option", "compute-sp-1y-all-upfront"),
            ("disk", "ebs_gb"),
            ("peak_to_average", "burst"),
            ("endpoint", "front_door"),
            ("p95_ms", "duration_cv"),
            ("batch_size", "divide a demand"),
            ("retries", "counts in the demand"),
            ("cache_hit_pct", "leave them out of the demand"),
            ("replicas", "no instances"),
            ("spot_pct", "write a row for each"),
            ("max_size", "min_instances"),
            ("tenancy", "--pricing"),
            ("threads", "parallelism"),
        ] {
            let told = without_column(name).unwrap_or_default();
            assert!(told.contains(column), "{name}: {told}");
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
