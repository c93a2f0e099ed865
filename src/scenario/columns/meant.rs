//! The column that a name was probably meant to be.

use super::{COLUMNS, Column, change, demand};
use crate::terms::{lookalike, nearest};

/// What people and AWS call columns that are named otherwise, and nearest to a third: letters and digits only.
const OTHER_NAMES: [(&str, &str); 60] = [
    ("calls", "requests_per_month"),
    ("invocations", "requests_per_month"),
    ("volume", "requests_per_month"),
    ("monthlyrequests", "requests_per_month"),
    ("monthlyinvocations", "requests_per_month"),
    ("monthlycalls", "requests_per_month"),
    ("invocationsmonth", "requests_per_month"),
    ("requestsmonth", "requests_per_month"),
    ("requestcount", "requests_per_month"),
    ("invocationcount", "requests_per_month"),
    ("dailyrequests", "requests_per_day"),
    ("dailyinvocations", "requests_per_day"),
    ("hourlyrequests", "requests_per_hour"),
    ("function", "name"),
    ("functionname", "name"),
    ("service", "name"),
    ("workload", "name"),
    ("averageduration", "duration_ms"),
    ("averagedurationms", "duration_ms"),
    ("avgduration", "duration_ms"),
    ("avgdurationms", "duration_ms"),
    ("avgms", "duration_ms"),
    ("durationavg", "duration_ms"),
    ("durationaverage", "duration_ms"),
    ("durationavgms", "duration_ms"),
    ("meandurationms", "duration_ms"),
    ("billedduration", "duration_ms"),
    ("meanduration", "duration_ms"),
    ("initduration", "init_ms"),
    ("configuredmemory", "memory_mb"),
    ("memoryallocated", "memory_mb"),
    ("memorysize", "memory_mb"),
    ("provisionedmemory", "memory_mb"),
    ("ram", "memory_mb"),
    ("maxmemoryused", "memory_used_mb"),
    ("memoryused", "memory_used_mb"),
    ("architectures", "arch"),
    ("ephemeralstorage", "ephemeral_mb"),
    ("instancetype", "instance_type"),
    ("coldstartms", "init_ms"),
    ("coldstartduration", "init_ms"),
    ("coldstarttime", "init_ms"),
    ("ramgb", "memory_mb"),
    ("rammb", "memory_mb"),
    ("savingsplan", "purchase"),
    ("plan", "purchase"),
    ("pricingmodel", "purchase"),
    ("purchaseoption", "purchase"),
    ("volumegb", "ebs_gb"),
    ("diskgb", "ebs_gb"),
    ("storagegb", "ebs_gb"),
    ("instances", "instance_count"),
    ("servers", "instance_count"),
    ("nodes", "instance_count"),
    ("count", "instance_count"),
    ("utilization", "target_utilization_pct"),
    ("cpuutilization", "target_utilization_pct"),
    ("peak", "burst"),
    ("peakfactor", "burst"),
    ("peaktomean", "burst"),
];

/// Discounts are no column.
const DISCOUNTS: &str =
    "discounts are a table of their own, for --pricing: `costcalc prices columns` shows how it is written";

/// Costs are no input.
const COSTS: &str = "remove it: costs are what is computed";

/// Failed invocations cost what others do.
const ERRORS: &str = "remove it: invocations that fail are charged as others are, and count in the demand";

/// Networks that both sides may need.
const NAT: &str = "remove it: NAT gateways are not priced; either side may need one, and --pricing has no place for it";

/// Volumes are priced by their size.
const IOPS: &str = "remove it: ebs_gb is priced with the 3,000 IOPS and 125 MiB/s that a gp3 volume has without charge";

/// Concurrency follows from the demand.
const CONCURRENCY: &str = "remove it: how many invocations run at a time follows from the demand; burst says how far it rises above its mean, \
     provisioned_concurrency how many environments are kept ready";

/// What there is no column for, letters and digits only, and what to do with it.
const NO_COLUMNS: [(&str, &str); 25] = [
    (
        "runtime",
        "name it duration_ms if it is how long an invocation takes, in ms; a language has no column: remove it",
    ),
    ("timeout", "remove it: what an invocation may take changes no cost; duration_ms is what it does take"),
    ("concurrentexecutions", CONCURRENCY),
    ("concurrency", CONCURRENCY),
    ("maxconcurrency", CONCURRENCY),
    ("os", "remove it: instances run Linux; os_memory_mb is the memory that it takes"),
    ("ebsiops", IOPS),
    ("iops", IOPS),
    ("spot", "name the column purchase, and write spot into the cells of what is bought so"),
    ("reserved", "name the column purchase, and write ri-1y or its like into the cells of what is bought so"),
    ("nat", NAT),
    ("natgb", NAT),
    ("natgateway", NAT),
    ("requestid", "remove it: a row is a workload, not one of its requests"),
    ("packagetype", "remove it: how code is packed changes no cost; package_mb is how large it is unpacked"),
    ("errorrate", ERRORS),
    ("errorpct", ERRORS),
    ("errors", ERRORS),
    ("cost", COSTS),
    ("costs", COSTS),
    ("discount", DISCOUNTS),
    ("discounts", DISCOUNTS),
    ("discountpct", DISCOUNTS),
    ("edp", DISCOUNTS),
    ("ppa", DISCOUNTS),
];

/// A name as columns are named, whatever its capitals and spaces.
pub(in crate::scenario) fn folded(name: &str) -> String {
    name.trim().trim_start_matches('@').to_lowercase().replace([' ', '-'], "_")
}

/// The letters and digits of a name: `@maxMemoryUsed` and `Max Memory Used` are one.
fn squeezed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What to do with a column that has no place in a scenario, where that is known.
pub(in crate::scenario) fn without_column(name: &str) -> Option<&'static str> {
    let squeezed = squeezed(name);
    NO_COLUMNS.iter().find(|(other, _)| *other == squeezed).map(|(_, help)| *help)
}

/// The column that a name was probably meant to be: the same but for spaces and capitals; the one that it is another
/// word for; one that is a letter or two off; the one that it begins, a required one first; or the nearest.
#[must_use]
pub fn meant(name: &str) -> Option<&'static str> {
    if without_column(name).is_some() {
        return None;
    }
    let folded = folded(name);
    let names = || COLUMNS.iter().map(|column| column.name);
    let disguised = || names().find(|known| lookalike(&folded, known).is_some());
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
    let other = || {
        let squeezed = squeezed(name);
        OTHER_NAMES.iter().find(|(other, _)| *other == squeezed).map(|(_, name)| *name)
    };
    let demand = || demand::of_another_time(&folded).map(|demand| demand.column);
    // One or two letters off. A longer name than any column has is none of them.
    let close = || names().find(|known| folded.len() <= 40 && strsim::osa_distance(known, &folded) <= 2);
    let nearest = || nearest(&folded, names()).first().copied();
    let exact = names().find(|known| *known == folded);
    exact
        .or_else(demand)
        .or_else(disguised)
        .or_else(other)
        .or_else(close)
        .or_else(begun)
        .or_else(about)
        .or_else(nearest)
}

/// Whether a name leaves no doubt about the column that it is [`meant`] for, nor about the unit of its values: the
/// column's own but for spaces and capitals, its first word, another word for it, or a demand of the same time.
pub(in crate::scenario) fn is_clear(name: &str) -> bool {
    let folded = folded(name);
    let Some(at) = meant(name).and_then(super::find) else { return false };
    let column = &COLUMNS[at];
    if let Some(demand) = demand::of_another_time(&folded) {
        return demand.change.is_none();
    }
    let squeezed = squeezed(name);
    let is_known = squeezed == self::squeezed(column.name) || OTHER_NAMES.iter().any(|(other, _)| *other == squeezed);
    let is_first_word = column.required && column.name.split('_').next() == Some(folded.as_str());
    (is_known || is_first_word) && change::of_another_unit(&folded, column).is_none()
}

/// The question whether a name was meant to be a column, and how its values change on the way.
#[must_use]
pub fn suggestion(name: &str) -> Option<String> {
    let column = meant(name)?;
    let folded = folded(name);
    let change = match demand::of_another_time(&folded) {
        Some(demand) => demand.change.map(str::to_owned),
        None => super::find(column).and_then(|at| change::of_another_unit(&folded, &COLUMNS[at])),
    };
    Some(match (change, lookalike(&folded, column)) {
        (Some(change), _) => format!("did you mean {column}, with each value {change}?"),
        (None, Some(letter)) => format!("did you mean {column}? {letter}."),
        (None, None) => format!("did you mean {column}?"),
    })
}

#[cfg(test)]
mod tests {
    use super::{OTHER_NAMES, is_clear, meant, suggestion};
    use crate::scenario::columns;

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
        ] {
            assert_eq!(meant(name), Some(column), "{name}");
        }
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
    fn other_names_are_of_columns_and_none_of_them() {
        for (other, column) in OTHER_NAMES {
            assert!(columns::find(column).is_some() && columns::find(other).is_none(), "{other}");
        }
    }

    #[test]
    fn another_unit_says_how_its_values_change() {
        for (name, help) in [
            ("duration_s", "did you mean duration_ms, with each value times 1,000?"),
            ("duration_min", "did you mean duration_ms, with each value times 60,000?"),
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
            ("requests_per_mnth", "did you mean requests_per_month?"),
        ] {
            assert_eq!(suggestion(name).as_deref(), Some(help), "{name}");
        }
    }
}
