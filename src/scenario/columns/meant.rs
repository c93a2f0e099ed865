//! The column that a name was probably meant to be.

use super::change::{self, Fit};
use super::no_columns::{ALONE, EXTREME, NO_COLUMNS, PEAK, UNIT};
use super::other_names::OTHER_NAMES;
use super::words::{is_mean, words};
use super::{COLUMNS, Column, demand, spread};
use crate::scenario::measure::{in_units, is_unit};
use crate::terms::{is_respelled, lookalike, nearest};

/// A name as columns are named, whatever its capitals and spaces.
pub(in crate::scenario) fn folded(name: &str) -> String {
    name.trim().trim_start_matches(['@', '#']).trim_start().to_lowercase().replace([' ', '-'], "_")
}

/// The letters and digits of a name: `@maxMemoryUsed` and `Max Memory Used` are one.
fn squeezed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

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

/// A column, and what becomes of the values of a name there.
struct Reading {
    column: &'static Column,
    fit: Fit,
}

/// The column that a name was probably meant to be: the same but for spaces and capitals; the one that it is another
/// word for; the one that it begins, a required one first; one that is about the same in another unit; one that is a
/// letter or two off; or the nearest. A column whose unit the name's cannot become is none of them.
fn reading(name: &str) -> Option<Reading> {
    if without_column(name).is_some() {
        return None;
    }
    let (folded, words) = (folded(name), words(name));
    // With its signs as words: a percent sign is no letter of a name.
    let spelled = words.join("_");
    let named = |name: &str| COLUMNS.iter().find(|column| column.name == name);
    let same = |column| Reading { column, fit: Fit::Same };
    let of = |fit: Option<String>| fit.map_or(Fit::Same, Fit::Changed);
    let fitting = |column: &'static Column| Some(Reading { column, fit: change::fit(&words, column)? });
    let disguised = || COLUMNS.iter().find(|column| lookalike(&folded, column.name).is_some()).map(same);
    let demand = || {
        let demand = demand::of_words(&words)?;
        Some(Reading { column: named(demand.column)?, fit: of(demand.change) })
    };
    let spread =
        || Some(Reading { column: named("duration_cv")?, fit: Fit::Changed(spread::change(&words)?.to_owned()) });
    let about = || {
        let same = |column: &&Column| !column.is_demand() && column.is_numeric() && change::is_about(&words, column);
        COLUMNS.iter().filter(same).find_map(fitting)
    };
    // One or two letters off. A longer name than any column has is none of them.
    let close = || {
        let is_near = |known: &str| folded.len() <= 40 && strsim::osa_distance(known, &folded) <= 2;
        let is_close = |column: &&Column| is_near(column.name) && is_respelled(&spelled, column.name);
        COLUMNS.iter().filter(is_close).find_map(fitting)
    };
    let begins = |column: &&Column| column.name.strip_prefix(&*folded).is_some_and(|rest| rest.starts_with('_'));
    let begun = || {
        let required = COLUMNS.iter().find(|column| column.required && begins(column));
        required.or_else(|| COLUMNS.iter().find(begins)).map(same)
    };
    let nearest = || {
        let near = nearest(&folded, COLUMNS.iter().map(|column| column.name));
        near.into_iter().filter(|near| is_respelled(&spelled, near)).filter_map(named).find_map(fitting)
    };
    let joined = || {
        let squeezed = squeezed(name);
        COLUMNS.iter().find(|column| self::squeezed(column.name) == squeezed).map(same)
    };
    // `duration_ms (s)` says two units: which of them its values have, nobody knows.
    let of_two_units = || {
        let (before, behind) = name.split_once(['(', '['])?;
        let column = named(&self::folded(before)).filter(|column| !column.is_demand())?;
        let unit = behind.trim_end_matches([')', ']', ' ']).to_lowercase();
        let (times, by) = in_units(&unit, column.unit)?;
        let fit = if times == by { Fit::Same } else { Fit::Changed(format!("in {}", column.unit)) };
        change::fit(&words, column).is_none().then_some(Reading { column, fit })
    };
    let exact = named(&folded).map(same);
    exact
        .or_else(of_two_units)
        .or_else(demand)
        .or_else(disguised)
        .or_else(spread)
        .or_else(|| other(name, &words))
        .or_else(joined)
        .or_else(begun)
        .or_else(about)
        .or_else(close)
        .or_else(nearest)
        .or_else(|| without_owner(&words))
}

/// Words that say whose a value is or how it is known, and not what it is.
const OWNERS: [&str; 16] = [
    "lambda",
    "function",
    "ec2",
    "aws",
    "current",
    "actual",
    "configured",
    "allocated",
    "assigned",
    "planned",
    "projected",
    "est",
    "estimated",
    "expected",
    "typical",
    "approx",
];

/// What a name is meant to be without such words: `lambda_duration`, `Allocated Memory Size`. Words for a mean go as well, but for
/// columns that every row needs: a mean of demand leaves open of which time, and one of memory is what is used of it.
fn without_owner(words: &[String]) -> Option<Reading> {
    let says_what = |word: &&String| !OWNERS.contains(&word.as_str()) && !is_mean(word);
    let rest: Vec<&str> = words.iter().filter(says_what).map(String::as_str).collect();
    if rest.is_empty() || rest.len() == words.len() {
        return None;
    }
    let has_mean = words.iter().any(|word| is_mean(word));
    reading(&rest.join("_")).filter(|reading| !(has_mean && reading.column.required))
}

/// The column that a name is another word for, in whatever unit.
fn other(name: &str, words: &[String]) -> Option<Reading> {
    let whole = squeezed(name);
    let read = |column: &str, is_it: &dyn Fn(&Column) -> bool| {
        let column = &COLUMNS[super::find(column)?];
        let fit = if is_it(column) { change::fit_of_other(words, column)? } else { return None };
        Some(Reading { column, fit })
    };
    let itself = || OTHER_NAMES.iter().find_map(|(other, column)| read(column, &|_| *other == whole));
    // `cold_start_s` is another unit of `coldstartms`; without a unit it is no duration.
    let converted = || {
        OTHER_NAMES.iter().find_map(|(other, column)| {
            let stem = ["ms", "mb", "gb"].iter().find_map(|unit| other.strip_suffix(unit)).unwrap_or(other);
            read(column, &|column| column.is_numeric() && change::converts(words, stem, column))
        })
    };
    itself().or_else(converted)
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

/// The name of the column that a name was probably meant to be, if any.
#[must_use]
pub fn meant(name: &str) -> Option<&'static str> {
    reading(name).map(|reading| reading.column.name)
}

/// Whether a name leaves no doubt about the column that it is [`meant`] for, nor about the unit of its values: the
/// column's own but for spaces and capitals, its first word, another word for it, or a demand of the same time.
pub(in crate::scenario) fn is_clear(name: &str) -> bool {
    let Some(Reading { column, fit: Fit::Same }) = reading(name) else { return false };
    let squeezed = squeezed(name);
    let is_known = squeezed == self::squeezed(column.name) || OTHER_NAMES.iter().any(|(other, _)| *other == squeezed);
    let is_first_word = column.required && column.name.split('_').next() == Some(folded(name).as_str());
    is_known || is_first_word || demand::of_words(&words(name)).is_some()
}

/// Whether a name ends in a `min` that is the least of many as well as minutes; in brackets or behind an `in` it is a unit, and
/// of demand a span.
fn may_be_minimum(name: &str, column: &Column) -> bool {
    let ends_in_min = || matches!(words(name).as_slice(), [before @ .., last] if last == "min" && before.last().is_none_or(|word| word != "in"));
    !column.is_demand() && !name.contains(['(', '[']) && ends_in_min()
}

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

/// The question whether a name was meant to be a column, and how its values change on the way.
#[must_use]
pub fn suggestion(name: &str) -> Option<String> {
    let Reading { column, fit } = reading(name)?;
    let may_be_minimum = may_be_minimum(name, column);
    let column = column.name;
    Some(match (fit, lookalike(&folded(name), column)) {
        (Fit::Changed(change), _) if may_be_minimum => {
            format!(
                "a minimum has no column: remove it; if min is minutes, did you mean {column}, with each value {change}?"
            )
        }
        (Fit::Changed(change), _) => format!("did you mean {column}, with each value {change}?"),
        (Fit::Same, Some(letter)) => format!("did you mean {column}? {letter}."),
        (Fit::Same, None) => format!("did you mean {column}?"),
    })
}

#[cfg(test)]
mod tests {
    use super::{OTHER_NAMES, is_clear, meant, suggestion, without_column};
    use crate::scenario::columns;

    #[test]
    fn columns_of_units_are_those_of_other_columns() {
        for name in ["unit", "Units", "duration_unit", "unit_requests"] {
            assert_eq!(without_column(name), Some(super::UNIT), "{name}");
        }
        for name in ["business_unit", "Business Unit", "org_unit", "unit_price", "unit_cost"] {
            assert_ne!(without_column(name), Some(super::UNIT), "{name}");
        }
    }

    #[test]
    fn cells_are_checked_where_a_name_leaves_no_doubt() {
        for name in
            ["Duration", "Avg duration", "avg_duration_ms", "Memory (MB)", "Invocations", "requests per day", "REGION"]
        {
            assert!(is_clear(name), "{name}");
        }
        for name in ["duration_s", "Memory (GB)", "requests_per_week", "init_us", "instance", "Error rate", "qqqq"] {
            assert!(!is_clear(name), "{name}");
        }
    }

    #[test]
    fn names_are_taken_for_what_people_mean_by_them() {
        for (name, column) in [
            ("requests", "requests_per_month"),
            ("Duration MS", "duration_ms"),
            ("duration_sec", "duration_ms"),
            ("memory_size", "memory_mb"),
            ("invocations", "requests_per_month"),
            ("rps", "requests_per_second"),
            ("req/s", "requests_per_second"),
            ("memroy_mb", "memory_mb"),
            ("lambda_duration", "duration_ms"),
            ("AllocatedMemorySize", "memory_mb"),
            ("Average Memory Used", "memory_used_mb"),
            ("est. invocations", "requests_per_month"),
            ("current instance type", "instance_type"),
        ] {
            assert_eq!(meant(name), Some(column), "{name}");
        }
        for (name, column, unit) in [("duration_ms [s]", "duration_ms", "ms"), ("memory_mb (GB)", "memory_mb", "MB")] {
            let told = suggestion(name).unwrap();
            assert!(told.starts_with(&format!("did you mean {column}, with each value in {unit}?")), "{told}");
        }
        let told = suggestion("lambda_memory_gb").unwrap();
        assert_eq!(told, "did you mean memory_mb, with each value times 1,024?");
        for name in ["average_invocations", "average_memory", "current", "lambda cost", "ec2 timeout"] {
            assert_eq!(meant(name), None, "{name}");
        }
        let told = suggestion("memory_mb [MiB]").unwrap();
        assert_eq!(told, "did you mean memory_mb?");
        assert!(!suggestion("requests_per_month (per day)").unwrap_or_default().contains("each value in count"));
        assert_eq!(meant("qqqq"), None);
    }

    /// As `aws lambda list-functions`, reports in CloudWatch Logs and its metrics, and `aws ec2 describe-instances` name them.
    #[test]
    fn names_of_aws_are_taken_for_what_they_are() {
        for (name, column) in [
            ("FunctionName", "name"),
            ("MemorySize", "memory_mb"),
            ("@memorySize", "memory_mb"),
            ("Memory Size", "memory_mb"),
            ("Max Memory Used", "memory_used_mb"),
            ("@maxMemoryUsed", "memory_used_mb"),
            ("Duration", "duration_ms"),
            ("@duration", "duration_ms"),
            ("@billedDuration", "duration_ms"),
            ("Average Duration", "duration_ms"),
            ("@initDuration", "init_ms"),
            ("Architectures", "arch"),
            ("EphemeralStorage", "ephemeral_mb"),
            ("Invocations", "requests_per_month"),
            ("InstanceType", "instance_type"),
            ("Region", "region"),
        ] {
            assert_eq!(meant(name), Some(column), "{name}");
        }
        for name in [
            "Runtime",
            "Timeout",
            "ConcurrentExecutions",
            "@requestId",
            "FunctionArn",
            "CodeSize",
            "Handler",
            "Role",
            "PackageType",
            "Cost",
        ] {
            assert_eq!(meant(name), None, "{name}");
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
        ] {
            let told = without_column(name).unwrap_or_default();
            assert!(told.contains(column), "{name}: {told}");
            assert_eq!(meant(name), None, "{name}");
        }
    }

    #[test]
    fn other_names_are_of_columns_and_none_of_them() {
        for (other, column) in OTHER_NAMES {
            assert!(columns::find(column).is_some() && columns::find(other).is_none(), "{other}");
        }
    }

    #[test]
    fn another_unit_says_how_its_values_change() {
        for (name, help) in [
            ("duration_s", "did you mean duration_ms, with each value times 1,000?"),
            ("Duration (min)", "did you mean duration_ms, with each value times 60,000?"),
            ("duration in min", "did you mean duration_ms, with each value times 60,000?"),
            ("duration_in_min", "did you mean duration_ms, with each value times 60,000?"),
            ("duration_minutes", "did you mean duration_ms, with each value times 60,000?"),
            (
                "duration_min",
                "a minimum has no column: remove it; if min is minutes, did you mean duration_ms, with each value times 60,000?",
            ),
            ("Duration (sec)", "did you mean duration_ms, with each value times 1,000?"),
            ("init_us", "did you mean init_ms, with each value divided by 1,000?"),
            ("cpu_s", "did you mean cpu_ms, with each value times 1,000?"),
            ("response_mb", "did you mean response_kb, with each value times 1,024?"),
            ("response_bytes", "did you mean response_kb, with each value divided by 1,024?"),
            ("memory_gb", "did you mean memory_mb, with each value times 1,024?"),
            ("migration_eur", "did you mean migration_usd, with each value converted to US dollars?"),
            ("duration_msec", "did you mean duration_ms?"),
            ("memory_mib", "did you mean memory_mb?"),
            ("migration_us", "did you mean migration_usd?"),
        ] {
            assert_eq!(suggestion(name).as_deref(), Some(help), "{name}");
        }
        // 1.12^(1/12) = 1.00949.
        let growth = suggestion("growth_pct_per_year").unwrap_or_default();
        assert!(growth.contains("growth_pct_per_month, with each value as growth a month"), "{growth}");
        assert!(growth.contains("12 % a year are about 0.949 % a month"), "{growth}");
    }

    /// As each stands in a heading, whatever else is there.
    #[test]
    fn no_name_in_another_unit_is_taken_for_a_column_as_it_is() {
        for (name, help) in [
            // A whole is 100 %, 1,000 per mille, a ratio of 1.
            ("cold_start_ratio", "cold_start_pct, with each value times 100"),
            ("coldStartFraction", "cold_start_pct, with each value times 100"),
            ("cold_start_permille", "cold_start_pct, with each value divided by 10"),
            ("cold_start_rate", "cold_start_pct, with each value in percent"),
            ("target_utilization_ratio", "target_utilization_pct, with each value times 100"),
            ("growth_ratio_per_month", "growth_pct_per_month, with each value times 100"),
            ("duration_cv_pct", "duration_cv, with each value divided by 100"),
            ("burst_pct", "burst, with each value divided by 100"),
            // An hour is 60 minutes and 3,600 seconds, a year 12 months; a day of work is no 24 hours.
            ("ops_minutes_lambda", "ops_hours_lambda, with each value divided by 60"),
            ("ops_days_ec2", "ops_hours_ec2, with each value in hours of work"),
            ("ops_hours_per_year_ec2", "ops_hours_ec2, with each value divided by 12"),
            ("ops_hours_ec2_per_week", "ops_hours_ec2, with each value as that of a month"),
            ("ops_usd_per_minute", "ops_usd_per_hour, with each value times 60"),
            ("ops_usd_per_day", "ops_usd_per_hour, with each value as that of an hour of work"),
            ("ops_usd_per_month", "ops_usd_per_hour, with each value as that of an hour of work"),
            ("ops_eur_per_hour", "ops_usd_per_hour, with each value converted to US dollars"),
            ("provisioned_minutes_per_month", "provisioned_hours_per_month, with each value divided by 60"),
            ("requests_per_minute_per_instance", "requests_per_second_per_instance, with each value divided by 60"),
            ("requests_per_hour_per_instance", "requests_per_second_per_instance, with each value divided by 3,600"),
            ("migration_kusd", "migration_usd, with each value times 1,000"),
            ("migration_keur", "migration_usd, with each value times 1,000, then converted to US dollars"),
            ("migration_cents", "migration_usd, with each value divided by 100"),
            // 1,024 times 1,024 bytes are a MB, 1,024 GB a TB.
            ("memory_bytes", "memory_mb, with each value divided by 1,048,576"),
            ("ebs_tb", "ebs_gb, with each value times 1,024"),
            ("duration_ns", "duration_ms, with each value divided by 1,000,000"),
            ("durationSeconds", "duration_ms, with each value times 1,000"),
            ("ramgb", "memory_mb, with each value times 1,024"),
            ("cold_start_s", "init_ms, with each value times 1,000"),
            ("max_memory_mb", "memory_used_mb"),
            ("max_memory_gb", "memory_used_mb, with each value times 1,024"),
            ("duration_stddev_ms", "duration_cv, with each value divided by the mean duration in the same unit"),
        ] {
            assert_eq!(suggestion(name), Some(format!("did you mean {help}?")), "{name}");
        }
        // 1.03^(1/3) = 1.009902.
        let growth = suggestion("growth_pct_per_quarter").unwrap_or_default();
        assert!(growth.ends_with("3 % a quarter are about 0.990 % a month?"), "{growth}");
    }

    #[test]
    fn another_quantity_is_no_column() {
        for name in [
            "max_duration_ms",
            "duration_max_ms",
            "duration_p95",
            "total_duration_ms",
            "duration_min_ms",
            "avg_memory_mb",
            "cpu_pct",
            "CPU %",
            "spare_pct",
            "Logs GB",
            "init_mb",
            "wait_ms",
            "cold_starts",
            "requests_per_user",
            "requests_per_user_per_day",
            "max_requests_per_second",
            "peak_rps",
        ] {
            assert_eq!(suggestion(name), None, "{name}");
        }
        assert!(
            without_column("Timeout (s)")
                .is_some_and(|help| help.starts_with("remove it: what an invocation may take"))
        );
        assert!(without_column("Runtime ms").is_none() && meant("Runtime ms") == Some("duration_ms"));
        assert!(without_column("peak_requests_per_second").is_some_and(|help| help.contains("burst is the peak")));
        assert!(without_column("duration_p95_ms").is_some_and(|help| help.contains("duration_ms is the mean")));
    }

    #[test]
    fn letters_that_look_like_others_are_named() {
        let help = suggestion("ar\u{441}h").unwrap_or_default();
        assert!(help.starts_with("did you mean arch? The \u{441} in it is U+0441 and no c"), "{help}");
        assert_eq!(
            suggestion("init_\u{b5}s").as_deref(),
            Some("did you mean init_ms, with each value divided by 1,000?")
        );
    }

    #[test]
    fn demand_of_another_time_says_how_its_values_change() {
        for (name, help) in [
            ("requests_per_minute", "did you mean requests_per_hour, with each value times 60?"),
            ("rpm", "did you mean requests_per_hour, with each value times 60?"),
            ("Invocations/min", "did you mean requests_per_hour, with each value times 60?"),
            ("requests per week", "did you mean requests_per_day, with each value divided by 7?"),
            ("requests_per_quarter", "did you mean requests_per_month, with each value divided by 3?"),
            ("requests_per_year", "did you mean requests_per_month, with each value divided by 12?"),
            ("requests_per_sec", "did you mean requests_per_second?"),
            ("requests_per_month_m", "did you mean requests_per_month, with each value times 1,000,000?"),
            ("requests_per_month_k", "did you mean requests_per_month, with each value times 1,000?"),
            ("requests_in_thousands", "did you mean requests_per_month, with each value times 1,000?"),
            ("requests_millions", "did you mean requests_per_month, with each value times 1,000,000?"),
            (
                "requests_per_year_m",
                "did you mean requests_per_month, with each value times 1,000,000 and divided by 12?",
            ),
            ("requests_per_15min", "did you mean requests_per_hour, with each value times 4?"),
            ("requests_per_5min", "did you mean requests_per_hour, with each value times 12?"),
            ("requests per 7 minutes", "did you mean requests_per_hour, with each value times 60 and divided by 7?"),
            ("requests_per_ms", "did you mean requests_per_second, with each value times 1,000?"),
            ("krps", "did you mean requests_per_second, with each value times 1,000?"),
            ("daily_calls_k", "did you mean requests_per_day, with each value times 1,000?"),
            ("requests_per_mnth", "did you mean requests_per_month?"),
            ("invocations_7d", "did you mean requests_per_day, with each value divided by 7?"),
            ("invocations (last 7 days)", "did you mean requests_per_day, with each value divided by 7?"),
            ("invocations_90d", "did you mean requests_per_day, with each value divided by 90?"),
            ("invocations_last_24h", "did you mean requests_per_day?"),
            ("invocations past 3 months", "did you mean requests_per_month, with each value divided by 3?"),
            ("Requests (in 1000)", "did you mean requests_per_month, with each value times 1,000?"),
            ("requests_per_month (x1000)", "did you mean requests_per_month, with each value times 1,000?"),
            ("requests_per_month (\u{d7} 1000)", "did you mean requests_per_month, with each value times 1,000?"),
            ("requests_per_day (000s)", "did you mean requests_per_day, with each value times 1,000?"),
            ("requests (thousands)", "did you mean requests_per_month, with each value times 1,000?"),
        ] {
            assert_eq!(suggestion(name).as_deref(), Some(help), "{name}");
        }
    }
}
