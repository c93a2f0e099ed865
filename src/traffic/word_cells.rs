//! What columns of words say of the values beside them, as long tables have it: `time,metric,statistic,unit,value`.

use super::hours::shortened;
use super::profile_error::{ColumnsFault, ProfileError, WeightFault};
use super::rows::Row;
use crate::terms::{NO_SUM, RATIO, names_demand, no_demand};
use std::collections::BTreeSet;

/// Headings of columns that name a metric, a statistic or a unit, without signs between words and without their plural.
const METRICS: [&str; 8] =
    ["metric", "metricname", "label", "serie", "measure", "measurement", "measurename", "counter"];
const STATISTICS: [&str; 7] =
    ["statistic", "stat", "aggregation", "aggregationtype", "aggregate", "agg", "statistictype"];
const UNITS: [&str; 2] = ["unit", "metricunit"];

/// Which columns have such a heading.
fn columns<'a>(heading: &'a Row, column: usize, known: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
    let is_known = move |at: &usize| {
        let name = heading.cell(*at).unwrap_or_default();
        let name: String = name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        known.contains(&name.as_str()) || known.contains(&name.trim_end_matches('s'))
    };
    (0..heading.cells.len()).filter(move |at| *at != column).filter(is_known)
}

/// That such a column says in all lines that values are no demand.
pub(super) fn no_demand_by_cells(heading: Option<&Row>, rows: &[Row], column: usize) -> Option<ProfileError> {
    let (heading, first) = (heading?, rows.first()?);
    let says = |at: usize, is: &dyn Fn(&str) -> Option<&'static str>| {
        let cells: Option<BTreeSet<&str>> = rows.iter().map(|row| row.cell(at)).collect();
        let cells = cells.filter(|cells| cells.iter().all(|cell| is(cell).is_some()))?;
        let cell = first.cell(at).filter(|_| !cells.is_empty())?;
        Some(ProfileError::Columns(ColumnsFault::NoDemand { line: first.line, column: shortened(cell), is: is(cell)? }))
    };
    let of_statistic = |cell: &str| no_demand(cell).map(|_| NO_SUM);
    // The mean of a rate is the demand.
    let is_rate = heading.cell(column).is_some_and(|name| {
        let name = name.to_lowercase();
        ["rps", "qps", "tps", "per_second", "per second", "/s"].iter().any(|rate| name.contains(rate))
    });
    let statistics = || columns(heading, column, &STATISTICS).filter(|_| !is_rate);
    let statistic = statistics().find_map(|at| says(at, &of_statistic));
    let unit = || columns(heading, column, &UNITS).find_map(|at| says(at, &no_demand_by_unit));
    // Requests with a label are those of that kind: `cold`.
    let has_name = heading.cell(column).is_some_and(names_demand);
    let metric = || columns(heading, column, &METRICS).filter(|_| !has_name).find_map(|at| says(at, &no_demand));
    metric().or(statistic).or_else(unit)
}

/// What values in such a unit are; how many there are in a second is their demand.
fn no_demand_by_unit(unit: &str) -> Option<&'static str> {
    let counted = unit.split('/').next().unwrap_or_default().trim();
    let is_percent = matches!(counted.to_lowercase().as_str(), "%" | "percent" | "pct");
    if is_percent { Some(RATIO) } else { no_demand(counted) }
}

/// That lines differ in their unit.
pub(super) fn several_units(heading: Option<&Row>, rows: &[Row], column: usize) -> Option<ProfileError> {
    let heading = heading?;
    let first = rows.first()?;
    columns(heading, column, &UNITS).find_map(|at| {
        let unit = |row: &'_ Row| row.cell(at).unwrap_or_default().to_lowercase();
        let other = rows.iter().find(|row| unit(row) != unit(first))?;
        let cell = |row: &Row| shortened(row.cell(at).unwrap_or_default());
        Some(ProfileError::Weight(WeightFault::SeveralUnits {
            line: other.line,
            cell: cell(other),
            other: first.line,
            before: cell(first),
        }))
    })
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};

    /// Lines of a week from Monday, 2026-09-07, with these cells between the time and the value.
    fn week(heading: &str, cells: impl Fn(usize) -> &'static str) -> String {
        let row = |hour: usize| {
            let (day, of_day) = (7 + hour / 24, hour % 24);
            format!("2026-09-{day:02} {of_day:02}:00,{},{}\n", cells(hour), hour % 9 + 3)
        };
        format!("{heading}\n{}", (0..168).map(row).collect::<String>())
    }

    #[test]
    fn a_metric_a_statistic_or_a_unit_in_all_lines_says_what_values_are() {
        for (heading, cells, cell, is) in [
            ("MetricName,Statistic,Unit", "Duration,Average,Milliseconds", "Duration", "how long requests take"),
            ("MetricName,Statistic,Unit", "Invocations,Average,Count", "Average", "an average or an extreme of each"),
            ("stat", "p99", "p99", "an average or an extreme of each"),
            ("stat", "Maximum", "Maximum", "an average or an extreme of each"),
            ("metric_name", "CPUUtilization", "CPUUtilization", "how busy machines are"),
            ("MetricName", "Errors", "Errors", "how many requests fail"),
            ("unit", "Percent", "Percent", "a ratio or a score"),
            ("unit", "Bytes/Second", "Bytes/Second", "how much is transferred"),
            ("Aggregation", "avg", "avg", "an average or an extreme of each"),
            ("Label", "Duration", "Duration", "how long requests take"),
            ("Series", "{job=x} 5xx", "{job=x} 5xx", "how many requests fail"),
        ] {
            let found = told(read(&week(&format!("Timestamp,{heading},Value"), |_| cells)));
            assert!(found.starts_with(&format!("line 2: {cell:?} is {is}")), "{found}");
        }
    }

    #[test]
    fn words_that_say_nothing_of_values_are_passed_over() {
        for (heading, cells) in [
            ("metric,statistic,unit,value", "Invocations,Sum,Count"),
            ("unit,value", "req/s"),
            ("unit,value", "Count/Second"),
            ("label,requests", "cold"),
            ("function,value", "errors"),
            ("statistic,requests_per_second", "Average"),
            ("stat,value", "SampleCount"),
            ("statistic,requests", "Sum"),
            // Its name leaves no doubt.
            ("unit,weight", "Percent"),
        ] {
            assert!(read(&week(&format!("time,{heading}"), |_| cells)).is_ok(), "{heading} {cells}");
        }
    }

    #[test]
    fn several_units_are_told() {
        let found = told(read(&week("time,unit,value", |hour| if hour < 5 { "k" } else { "1" })));
        assert_eq!(
            found,
            "line 7: the unit \"1\" is another one than \"k\" of line 2; write the weights of all lines in the same unit"
        );
        assert!(read(&week("time,unit,value", |hour| if hour < 5 { "count" } else { "Count" })).is_ok());
    }
}
