//! Which column of a profile is the demand.

use super::hours::{self, DAY_HOURS};
use super::marks::Marks;
use super::named;
use super::profile_error::{ColumnsFault, ProfileError};
use super::rows::Row;
use super::word_cells;
use crate::terms::{names_demand, no_demand};

/// That no other column than the last may be the demand; a last column named `weight`, as no other one is, leaves no doubt.
pub(super) fn check(heading: Option<&Row>, rows: &[Row], column: usize, marks: Marks) -> Result<(), ProfileError> {
    let Some(first) = rows.first() else { return Ok(()) };
    let name = |at: usize| heading.and_then(|heading| heading.cell(at));
    let is_weight =
        |at: usize| name(at).is_some_and(|name| matches!(name.to_lowercase().as_str(), "weight" | "weights"));
    if is_weight(column) && !(0..column).any(is_weight) {
        return Ok(());
    }
    // What is called as the last is no hour, whatever it holds.
    let is_twice = |at: usize| {
        let is_same = name(at).zip(name(column)).is_some_and(|(name, last)| name.eq_ignore_ascii_case(last));
        is_same && rows.iter().all(|row| row.cell(at).and_then(|cell| marks.number(cell)).is_some())
    };
    let found: Vec<usize> = (0..=widest(rows, column))
        .filter(|at| *at == column || is_twice(*at) || holds_amounts(rows, *at, column, marks))
        .collect();
    let line = heading.unwrap_or(first).line;
    if found.len() < 2 {
        let other = name(column).and_then(|name| Some((name.to_owned(), no_demand(name)?)));
        let other = other.map(|(column, is)| ProfileError::Columns(ColumnsFault::NoDemand { line, column, is }));
        let by_cells = || word_cells::no_demand_by_cells(heading, rows, column);
        let fault = other.or_else(by_cells).or_else(|| word_cells::several_units(heading, rows, column));
        return fault.map_or(Ok(()), Err);
    }
    // What is left over is the demand only where it is named as one.
    let mut demands = found.iter().copied().filter(|at| name(*at).is_none_or(|name| no_demand(name).is_none()));
    let demand = demands.next().filter(|_| demands.next().is_none());
    let demand = demand.filter(|at| name(*at).is_some_and(names_demand)).map(|at| called(heading, at));
    let columns = found.into_iter().map(|at| called(heading, at)).collect();
    Err(ProfileError::Columns(ColumnsFault::Columns { line, columns, demand }))
}

/// That the last column is empty in some lines or holds no number at all, where another one has a number in every line.
pub(super) fn gaps(heading: Option<&Row>, rows: &[Row], column: usize, marks: Marks) -> Option<ProfileError> {
    let number = |row: &Row| row.cell(column).and_then(|cell| marks.number(cell));
    let has_none = rows.iter().all(|row| number(row).is_none());
    let gap = rows.iter().find(|row| if has_none { number(row).is_none() } else { row.cell(column).is_none() })?;
    let is_demand = |at: &usize| heading.and_then(|heading| heading.cell(*at)).and_then(no_demand).is_none();
    let is_other = |at: &usize| *at != column && is_demand(at) && holds_amounts(rows, *at, column, marks);
    let other = (0..=widest(rows, column)).find(is_other)?;
    // Without them nobody knows of which hour a demand is.
    if has_none && named::are_times(rows, column) {
        return Some(ProfileError::Columns(ColumnsFault::Swapped { line: heading.unwrap_or(gap).line }));
    }
    Some(ProfileError::Columns(ColumnsFault::Gaps {
        line: gap.line,
        column: called(heading, column),
        other: called(heading, other),
    }))
}

/// The last column of any row.
fn widest(rows: &[Row], column: usize) -> usize {
    rows.iter().map(Row::last).max().unwrap_or(column)
}

/// What a column is called in the heading, or its number.
fn called(heading: Option<&Row>, at: usize) -> String {
    let name = heading.and_then(|heading| heading.cell(at));
    name.map_or_else(|| format!("column {}", at + 1), |name| format!("{name:?}"))
}

/// Whether every row has a number in a column, and they are neither hours nor days.
fn holds_amounts(rows: &[Row], at: usize, column: usize, marks: Marks) -> bool {
    let numbers: Option<Vec<f64>> = rows.iter().map(|row| row.cell(at).and_then(|cell| marks.number(cell))).collect();
    let counts = |numbers: &[f64], count: fn(usize) -> usize| {
        [0.0, 1.0]
            .iter()
            .any(|from| numbers.iter().enumerate().all(|(row, number)| *number == count(row) as f64 + from))
    };
    // Hours of the day or of the week, days of the week.
    let is_time = |numbers: &[f64]| {
        let clocks: [fn(usize) -> usize; 3] = [|row| row, |row| row % DAY_HOURS, |row| row / DAY_HOURS];
        clocks.into_iter().any(|clock| counts(numbers, clock))
    };
    // Hours behind days do not count up line by line where the days are in another order.
    let is_hour = at == 1 && hours::stand_behind_days(rows, column);
    !is_hour && numbers.is_some_and(|numbers| !is_time(&numbers))
}

/// The first line with more numbers than an hour, a day and a weight.
pub(super) fn beside(rows: &[Row]) -> Option<ProfileError> {
    rows.iter().find_map(|row| {
        let found = row.cells.iter().filter(|cell| cell.parse::<f64>().is_ok()).count();
        (found > 2).then_some(ProfileError::Columns(ColumnsFault::Beside { line: row.line, found }))
    })
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, read, told};
    use super::*;

    #[test]
    fn a_second_column_of_numbers_is_not_passed_over() {
        let columns = |heading: &str| {
            let rows: String = (0..DAY_HOURS).map(|hour| format!("{hour},{},7\n", hour * 2)).collect();
            read(&format!("{heading}\n{rows}"))
        };
        assert!(told(columns("hour,Invocations,Errors")).starts_with("line 1: \"Invocations\" and \"Errors\" hold"));
        // Its name leaves no doubt; hours, days and words are no demand.
        assert_eq!(columns("hour,requests,weight").unwrap()[5], 7.0);
        let twice = told(columns("hour,weight,weight"));
        let rows: String = (0..DAY_HOURS).map(|hour| format!("{0},{0},7\n", hour)).collect();
        assert_eq!(told(read(&format!("hour,weight,weight\n{rows}"))), twice);
        assert!(twice.starts_with("line 1: \"weight\" and \"weight\" hold numbers; keep only the one"), "{twice}");
        assert!(day_of(|hour| format!("0,{hour},3")).is_ok());
        assert!(day_of(|hour| format!("{hour},Monday,3")).is_ok());
        assert!(told(day_of(|hour| format!("{},5", hour * 10 + 1))).contains("hour"));
    }

    #[test]
    fn how_long_requests_take_is_no_demand() {
        let columns = |heading: &str, row: fn(usize) -> String| {
            let rows: String = (0..DAY_HOURS).map(|hour| row(hour) + "\n").collect();
            read(&format!("{heading}\n{rows}"))
        };
        for name in ["avg_ms", "Latency", "duration", "DurationMs", "p99", "Response time", "p95 latency (ms)"] {
            let found = told(columns(&format!("hour,{name}"), |hour| format!("{hour},{}", hour * 3 + 20)));
            assert!(
                found.contains(&format!("line 1: {name:?} is how long requests take, not how many requests there are")),
                "{found}"
            );
        }
        for name in ["errors", "Error count", "failed_requests (errors)", "HTTP 5xx errors", "Throttles"] {
            let found = told(columns(&format!("hour,{name}"), |hour| format!("{hour},{}", hour * 3 + 20)));
            assert!(
                found.contains(&format!("line 1: {name:?} is how many requests fail, not how many requests there are")),
                "{found}"
            );
        }
        for (name, is) in [
            ("CPUUtilization", "how busy machines are"),
            ("cpu_pct", "how busy machines are"),
            ("Cost (USD)", "what it costs"),
            ("bytes", "how much is transferred"),
            ("cumulative requests", "a running total"),
        ] {
            let found = told(columns(&format!("hour,{name}"), |hour| format!("{hour},{}", hour * 3 + 20)));
            assert!(found.contains(&format!("line 1: {name:?} is {is}, not how many requests there are")), "{found}");
        }
        // Alone, as none of the lines has a demand.
        for name in ["timestamp", "Hour", "date/time (UTC)", "hour_of_day"] {
            let found = told(columns(name, |hour| format!("{}", 2_026_110_100 + hour)));
            let expected = format!("line 1: {name:?} is when requests come, not how many requests there are");
            assert!(found.contains(&expected), "{found}");
        }
        for name in ["requests", "requests_per_sec", "p99_requests", "count", "kunden", "ms weight"] {
            let found = columns(&format!("hour,{name}"), |hour| format!("{hour},{}", hour * 3 + 20));
            assert!(found.is_ok(), "{name}: {found:?}");
        }
        let both =
            told(columns("hour,invocations,duration_ms", |hour| format!("{hour},{},{}", hour * 3 + 20, 90 - hour)));
        assert!(both.ends_with("hold numbers; keep only \"invocations\", which seems to be the demand"), "{both}");
    }

    #[test]
    fn a_line_without_a_weight_does_not_lend_it_its_hour() {
        let gap = |row: fn(usize) -> String| {
            told(read(&format!("hour,weight,errors\n{}", (0..24).map(|hour| row(hour) + "\n").collect::<String>())))
        };
        assert_eq!(
            gap(|hour| format!("{hour},2,{}", if hour == 5 { "" } else { "1" })),
            "line 7: \"errors\" has no number, and \"weight\" has one in every line; the last column must be the demand: write 0 for an \
             hour without any, or remove \"errors\" where \"weight\" is the demand"
        );
        let short = told(day_of(|hour| if hour == 5 { "5,".to_owned() } else { format!("{hour},2") }));
        assert!(short.starts_with("line 6: there is no weight"), "{short}");
    }
}
