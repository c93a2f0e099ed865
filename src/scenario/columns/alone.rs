//! What to tell of a number with a time or a currency: to write it alone where these are its column's, else converted.

use super::{Column, demand};
use crate::scenario::measure::convert_to;
use crate::scenario::misuse::without_dollars;
use crate::scenario::number::parse_number;

/// What is wanted where a column counts, or holds a ratio.
const PLAIN_NUMBER: &str = "a plain number";

/// How to write such a cell.
pub(super) fn help(column: &Column, cell: &str) -> String {
    let wanted = wanted(column);
    match is_own(column, cell) {
        false => convert_to(&wanted),
        true if wanted == PLAIN_NUMBER => "write the number alone".to_owned(),
        true => format!("write the number alone: numbers here are in {wanted}"),
    }
}

/// How to write a number of another span of time.
pub(super) fn of_another_time(column: &Column) -> String {
    convert_to(&wanted(column))
}

/// The span of time that a column's values are of.
fn span(column: &Column) -> Option<&'static str> {
    let of_unit = column.unit.split_once('/').map(|(_, time)| time);
    demand::span(of_unit.or_else(|| column.name.split("_per_").nth(1))?)
}

/// What a column's values are, in words.
fn wanted(column: &Column) -> String {
    let span = span(column);
    let what = match column.unit {
        "USD" | "USD/h" => "US dollars",
        "h" | "h/month" => "hours",
        "vCPU-ms" => "ms",
        "1/s" => "requests",
        "count" if span.is_some() => "requests",
        unit @ ("ms" | "KB" | "MB" | "GB" | "%") => unit,
        _ => PLAIN_NUMBER,
    };
    match span {
        Some("hour") => format!("{what} an hour"),
        Some(span) => format!("{what} a {span}"),
        None => what.to_owned(),
    }
}

/// Whether the unit and the time of a cell are those of its column.
fn is_own(column: &Column, cell: &str) -> bool {
    let (amount, time) = cell.split_once('/').map_or((cell, None), |(amount, time)| (amount, Some(time)));
    let is_own_time = time.map(|time| time.trim().to_ascii_lowercase()).is_none_or(|time| match span(column) {
        Some(own) => demand::span(&time) == Some(own),
        None => demand::is_request(&time),
    });
    let amount = match column.unit {
        "USD" | "USD/h" => without_dollars(amount),
        "%" => amount.trim().trim_end_matches('%'),
        _ => amount,
    };
    let unit = column.unit.split('/').next().unwrap_or_default();
    is_own_time
        && match parse_number(amount) {
            Ok(_) => true,
            Err(fault) => match fault.readings.as_slice() {
                [one] => one.value(unit).is_some_and(|value| parse_number(&one.number) == Ok(value)),
                _ => false,
            },
        }
}

#[cfg(test)]
mod tests {
    use super::super::tests::help;

    #[test]
    fn another_time_or_currency_is_converted() {
        for (column, cell, wanted) in [
            ("duration_ms", "0.12s/request", "ms"),
            ("growth_pct_per_month", "60%/year", "% a month"),
            ("growth_pct_per_month", "12%/quarter", "% a month"),
            ("provisioned_hours_per_month", "12h/day", "hours a month"),
            ("provisioned_hours_per_month", "60/week", "hours a month"),
            ("provisioned_hours_per_month", "24/7", "hours a month"),
            ("requests_per_second_per_instance", "10800/min", "requests a second"),
            ("ops_hours_ec2", "3 h/week", "hours a month"),
            ("ops_usd_per_hour", "480/day", "US dollars an hour"),
            ("ops_usd_per_hour", "$480/day", "US dollars an hour"),
            ("ops_usd_per_hour", "90k/year", "US dollars an hour"),
            ("ops_usd_per_hour", "\u{a5}9000", "US dollars an hour"),
            ("ops_usd_per_hour", "60 EUR", "US dollars an hour"),
            ("migration_usd", "8 kEUR", "US dollars"),
            ("log_kb", "1 GB/day", "KB"),
        ] {
            let expected = format!("convert it to {wanted} and write the number alone");
            assert!(help(column, cell).ends_with(&expected), "{column} {cell}: {}", help(column, cell));
        }
    }

    /// An hour is four times 15 minutes.
    #[test]
    fn demand_of_several_minutes_has_its_column() {
        assert_eq!(help("requests_per_month", "1/15 min"), "write 1 times 4 in a column requests_per_hour");
    }

    #[test]
    fn the_column_s_own_time_and_currency_are_left_out() {
        for (column, cell, wanted) in [
            ("duration_ms", "120ms/request", "ms"),
            ("duration_ms", "120/request", "ms"),
            ("growth_pct_per_month", "5%/month", "% a month"),
            ("provisioned_hours_per_month", "220h/month", "hours a month"),
            ("requests_per_second_per_instance", "180/s", "requests a second"),
            ("ops_usd_per_hour", "$60/h", "US dollars an hour"),
            ("ops_usd_per_hour", "60 USD", "US dollars an hour"),
            ("migration_usd", "$8k", "US dollars"),
        ] {
            let expected = format!("write the number alone: numbers here are in {wanted}");
            assert!(help(column, cell).ends_with(&expected), "{column} {cell}: {}", help(column, cell));
        }
    }
}
