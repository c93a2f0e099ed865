//! What is asked about a name that is no column's and was probably meant to be one's.

use super::Column;
use super::change::Fit;
use super::meant::{Reading, reading};
use super::words::{folded, ligature, words};
use crate::terms::lookalike;

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
        (Fit::Same, None) => match ligature(name) {
            Some(sign) => format!("did you mean {column}? The {sign} in it is one sign, U+{:04X}.", u32::from(sign)),
            None => format!("did you mean {column}?"),
        },
    })
}

/// Whether a name ends in a `min` that is the least of many as well as minutes; in brackets or behind an `in` it is a unit, and
/// of demand a span.
fn may_be_minimum(name: &str, column: &Column) -> bool {
    let ends_in_min = || matches!(words(name).as_slice(), [before @ .., last] if last == "min" && before.last().is_none_or(|word| word != "in"));
    !column.is_demand() && !name.contains(['(', '[']) && ends_in_min()
}

#[cfg(test)]
mod tests {
    use super::suggestion;
    use crate::scenario::columns::{meant, without_column};

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
            ("std_dev_ms", "duration_cv, with each value divided by the mean duration in the same unit"),
            ("stddev", "duration_cv, with each value divided by the mean duration in the same unit"),
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
            "dev",
            "standard",
            "stddev_mb",
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
        let ligature = suggestion("tra\u{fb03}c").unwrap_or_default();
        assert_eq!(ligature, "did you mean traffic? The \u{fb03} in it is one sign, U+FB03.");
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
