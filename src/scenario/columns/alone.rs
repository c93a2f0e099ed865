//! What to tell of a number with a time or a currency: to write it alone where these are its column's, else converted.

use super::{Column, demand};
use crate::scenario::measure::{HOURS_OF_WORK, convert_to};
use crate::scenario::misuse::{Dollars, in_dollars};
use crate::scenario::number::parse_number;
use crate::scenario::reader::Context;
use crate::traffic::minutes_between;
use crate::units::{Dec, format};

/// What is wanted where a column counts, or holds a ratio.
const PLAIN_NUMBER: &str = "a plain number";

/// How to write such a cell.
pub(super) fn help(column: &Column, cell: &str) -> String {
    let wanted = wanted(column);
    match own(column, cell) {
        None => convert_to(&wanted),
        Some(_) if wanted == PLAIN_NUMBER => "write the number alone".to_owned(),
        Some(Dollars::Plain) => format!("write the number alone: numbers here are in {wanted}"),
        Some(Dollars::Written(number)) => format!("write {number}: numbers here are in {wanted}"),
    }
}

/// How to write a number of another span of time.
pub(super) fn of_another_time(column: &Column) -> String {
    convert_to(&wanted(column))
}

/// What to tell of the hours of a clock where hours of a month are wanted: `9-17` are 8 hours a day.
pub(super) fn of_each_day(column: &Column, (from, to): (&str, &str), context: &Context<'_>) -> Option<String> {
    const DAY: Dec = Dec::from_int(24);
    const DAY_MINUTES: usize = 1_440;
    if column.name != "provisioned_hours_per_month" {
        return None;
    }
    let (from, to) = minutes_between(&format!("{from}-{to}"))?;
    // From the evening into the morning.
    let minutes = if to < from { to + DAY_MINUTES - from } else { to - from };
    let daily = Dec::from_int(i64::try_from(minutes).ok()?).ratio(1, 60)?;
    let monthly = daily.mul_div(context.hours_per_month, DAY)?;
    let rounded = monthly.sub(Dec::ONE.ratio(1, 2)?)?.ceil_int();
    let convert = of_another_time(column);
    let is = if daily == Dec::ONE { "hour a day is" } else { "hours a day are" };
    Some(format!("{convert}: {} {is} about {rounded}", format::decimals(daily, 2)))
}

/// The span of time that a column's values are of.
fn span(column: &Column) -> Option<&'static str> {
    let of_unit = column.unit.split_once('/').map(|(_, time)| time);
    demand::span(of_unit.or_else(|| column.name.split("_per_").nth(1))?)
}

/// A number of a column, in words: `a plain number in MB`.
pub(super) fn number_in(column: &Column) -> String {
    match wanted(column) {
        plain if plain == PLAIN_NUMBER => plain,
        wanted => format!("{PLAIN_NUMBER} in {wanted}"),
    }
}

/// What a column's values are, in words.
fn wanted(column: &Column) -> String {
    let span = span(column);
    let what = match column.unit {
        "USD" | "USD/h" => "US dollars",
        "h" => "hours",
        "h/month" => HOURS_OF_WORK,
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

/// How to write a cell whose unit and time are those of its column; `None` for any other.
fn own(column: &Column, cell: &str) -> Option<Dollars> {
    let (amount, time) = cell.split_once('/').map_or((cell, None), |(amount, time)| (amount, Some(time)));
    let is_own_time = time.map(|time| time.trim().to_ascii_lowercase()).is_none_or(|time| match span(column) {
        Some(own) => demand::span(&time) == Some(own),
        None => demand::is_request(&time),
    });
    if !is_own_time {
        return None;
    }
    let amount = match column.unit {
        "USD" | "USD/h" => return in_dollars(amount),
        "%" => amount.trim().trim_end_matches('%'),
        _ => amount,
    };
    let unit = column.unit.split('/').next().unwrap_or_default();
    let is_own_unit = match parse_number(amount) {
        Ok(_) => true,
        Err(fault) => match fault.readings.as_slice() {
            [one] => one.value(unit).is_some_and(|value| parse_number(&one.number) == Ok(value)),
            _ => false,
        },
    };
    is_own_unit.then_some(Dollars::Plain)
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
            ("ops_hours_ec2", "3 h/week", "hours of work a month"),
            ("ops_hours_ec2", "1 day/month", "hours of work a month"),
            ("ops_hours_ec2", "1 day", "hours of work a month"),
            ("ops_usd_per_hour", "480/day", "US dollars an hour"),
            ("ops_usd_per_hour", "$480/day", "US dollars an hour"),
            ("ops_usd_per_hour", "90k/year", "US dollars an hour"),
            ("ops_usd_per_hour", "\u{a5}9000", "US dollars an hour"),
            ("ops_usd_per_hour", "60 EUR", "US dollars an hour"),
            ("migration_usd", "8 kEUR", "US dollars"),
            ("migration_usd", "8000 CHF", "US dollars"),
            ("migration_usd", "₺8000", "US dollars"),
            ("migration_usd", "EUR 8,000", "US dollars"),
            ("migration_usd", "8,000 \u{20ac}", "US dollars"),
            ("migration_usd", "8,000 Canadian dollars", "US dollars"),
            ("migration_usd", "1.500 EUR", "US dollars"),
            ("migration_usd", "1.500 \u{20ac}", "US dollars"),
            ("log_kb", "1 GB/day", "KB"),
        ] {
            let expected = format!("convert it to {wanted} and write the number alone");
            assert!(help(column, cell).ends_with(&expected), "{column} {cell}: {}", help(column, cell));
        }
    }

    #[test]
    fn words_that_end_like_a_currency_are_none() {
        assert_eq!(help("duration_ms", "5 sek"), "write 5000, which is 5 sek in ms");
        let emails = help("requests_per_month", "5000 emails");
        assert!(!emails.contains("US dollars"), "{emails}");
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
            ("migration_usd", "US$8000", "US dollars"),
            ("migration_usd", "USD 8000", "US dollars"),
            ("migration_usd", "8000 US$", "US dollars"),
            ("migration_usd", "8000 dollars", "US dollars"),
            ("migration_usd", "8000 US dollars", "US dollars"),
        ] {
            let expected = format!("write the number alone: numbers here are in {wanted}");
            assert!(help(column, cell).ends_with(&expected), "{column} {cell}: {}", help(column, cell));
        }
    }

    #[test]
    fn dollars_with_separators_are_told_as_the_number_that_they_are() {
        for cell in [
            "$8,000",
            "US$8,000",
            "US$ 8,000",
            "8,000 USD",
            "USD 8,000",
            "8,000$",
            "$8\u{a0}000",
            "$8'000",
            "8,000 US dollars",
        ] {
            assert_eq!(help("migration_usd", cell), "write 8000: numbers here are in US dollars", "{cell}");
        }
        assert_eq!(help("migration_usd", "$8.000"), "write 8000 or 8.0: numbers here are in US dollars");
        assert_eq!(help("migration_usd", "$8.000,50"), "write 8000.50: numbers here are in US dollars");
        assert_eq!(help("ops_usd_per_hour", "$1,200/h"), "write 1200: numbers here are in US dollars an hour");
        // A 0 stands before decimals, and one digit is no group of thousands.
        for (cell, number) in [("$1,125", "1125"), ("$0,125", "0.125"), ("$0,5", "0.5")] {
            let expected = format!("write {number}: numbers here are in US dollars an hour");
            assert_eq!(help("ops_usd_per_hour", cell), expected, "{cell}");
        }
        // As for a column that counts.
        assert_eq!(help("requests_per_month", "$8,000"), "write 8000: money is in US dollars");
    }

    /// 8 h a day are 8 ÷ 24 of a month of 730 h, 243.3, as are those from 22:00 to 6:00.
    #[test]
    fn hours_of_a_clock_are_no_range_of_hours_a_month() {
        let convert = "convert it to hours a month and write the number alone: 8 hours a day are about 243";
        let range = "; write 9..17 where that is a range of hours a month";
        assert_eq!(help("provisioned_hours_per_month", "9-17"), format!("{convert}{range}"));
        for cell in ["22 to 6", "09:00-17:00", "8h-16h", "8:00\u{2013}16:00"] {
            assert!(help("provisioned_hours_per_month", cell).starts_with(convert), "{cell}");
        }
        assert_eq!(help("provisioned_hours_per_month", "22 to 6"), convert);
        assert_eq!(help("provisioned_hours_per_month", "200-300"), "write 200..300 for a range");
    }
}
