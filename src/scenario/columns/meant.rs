//! The column that a name was probably meant to be.

use super::change::{self, Fit};
use super::other_names::OTHER_NAMES;
use super::without_column::without_column;
use super::words::{folded, is_mean, squeezed, words};
use super::{COLUMNS, Column, demand, spread};
use crate::scenario::measure::in_units;
use crate::terms::{is_respelled, lookalike, nearest};

/// A column, and what becomes of the values of a name there.
pub(super) struct Reading {
    pub(super) column: &'static Column,
    pub(super) fit: Fit,
}

/// The column that a name was probably meant to be: the same but for spaces and capitals; the one that it is another
/// word for; the one that it begins, a required one first; one that is about the same in another unit; one that is a
/// letter or two off; or the nearest. A column whose unit the name's cannot become is none of them.
pub(super) fn reading(name: &str) -> Option<Reading> {
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

#[cfg(test)]
mod tests {
    use super::{is_clear, meant};
    use crate::scenario::columns::suggestion;

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
}
