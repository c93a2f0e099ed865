//! Lines among the rows that are none: notes, titles of groups, sources, units of the columns.

use super::columns::{COLUMNS, Column, of_unit};
use super::header::Header;
use super::measure;
use super::number::parse_number;
use super::said_multiples::to_be_kept;
use super::{shapes, width};
use crate::terms::{DASHES, Place, Problem, RowLocation};

/// What to do with such a line.
const OUT: &str = "remove the line or begin it with #";

/// Words of cells that name a unit or a kind of values, in small letters, besides [units](measure::is_unit) of times and sizes, multiples
/// and the columns' own units.
const UNITS: &str = "month count counts number numeric per of in request requests req reqs invocations calls m percent usd mil \
    \u{5343}\u{56de} \u{56de} \u{4ef6} \
    text string int int64 integer bigint float float64 double decimal real varchar char chr dbl lgl fct object bool boolean";

/// The fault of a row that has faults and seems to be none.
pub(super) fn fault(cells: &[&str], header: &Header, row: RowLocation<'_>) -> Option<Problem> {
    let (message, help) = if is_in_quotes(cells, header) {
        ("the line stands in quotes as a whole", shapes::WITHOUT_QUOTES.to_owned())
    } else if is_text_alone(cells, header) {
        (
            "the line has a text and no values: it seems to be a note or the title of a group",
            match cells.iter().find_map(|cell| to_be_kept(cell)) {
                Some(multiple) => format!("{OUT}{multiple}"),
                None => format!("{OUT}; if it is a workload, fill in its cells"),
            },
        )
    } else if names_units(cells, header) {
        let changes: Vec<String> =
            units(cells, header).filter_map(|(cell, column)| of_unit(column, bare(cell))).collect();
        let help = match changes.as_slice() {
            [] => OUT.to_owned(),
            changes => format!("{}; then {OUT}", changes.join(" and ")),
        };
        ("the line names the units of columns", help)
    } else {
        return None;
    };
    Some(Problem {
        place: Place::Line { line: row.line() },
        message: message.to_owned(),
        help,
        excerpt: Some(row.row()),
    })
}

/// The columns with numbers, by their cells.
fn numbers(header: &Header) -> impl Iterator<Item = (usize, &'static Column)> {
    let columns = header.columns.iter().enumerate().filter_map(|(index, at)| Some((index, &COLUMNS[(*at)?])));
    columns.filter(|(_, column)| column.is_numeric())
}

/// Whether a row has nothing but its first cell, and that is a row of the table.
fn is_in_quotes(cells: &[&str], header: &Header) -> bool {
    let [first, rest @ ..] = cells else { return false };
    rest.iter().all(|cell| cell.is_empty()) && width::is_row_between(header.delimiter, first, header)
}

/// Whether a row has nothing but one text, where its name stands or in front.
fn is_text_alone(cells: &[&str], header: &Header) -> bool {
    let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let (Some((index, text)), None) = (filled.next(), filled.next()) else { return false };
    let is_name = header.columns.get(index).copied().flatten().is_some_and(|at| COLUMNS[at].name == "name");
    let needs = numbers(header).filter(|(_, column)| column.required).count();
    (index == 0 || is_name)
        && needs > 1
        && text.contains(char::is_alphabetic)
        && parse_number(text).is_err()
        && !width::tells(cells, header)
}

/// Whether the cells of several columns with numbers name units, and none has a number: `120 ms` is a workload's.
fn names_units(cells: &[&str], header: &Header) -> bool {
    let is_nothing = |cell: &str| bare(cell).chars().all(|c| DASHES.contains(&c) || c == '-');
    let named: Vec<_> = units(cells, header).filter(|(cell, _)| !is_nothing(cell)).collect();
    named.len() > 1 && named.into_iter().all(|(cell, column)| is_unit(cell, column))
}

/// The cells of columns with numbers that have something.
fn units<'c>(cells: &'c [&'c str], header: &'c Header) -> impl Iterator<Item = (&'c str, &'static Column)> {
    let cell = |index: usize| cells.get(index).copied().filter(|cell| !cell.is_empty());
    numbers(header).filter_map(move |(index, column)| Some((cell(index)?, column)))
}

fn bare(cell: &str) -> &str {
    cell.trim_matches(['(', ')', '[', ']', '<', '>', '.'])
}

fn is_unit(cell: &str, column: &Column) -> bool {
    let cell = bare(cell);
    let mut words = cell.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // Of `1/month` and `varchar(255)` the number says nothing.
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_known = |word: &str| {
        is_number(word)
            || measure::is_unit(&word.to_lowercase())
            || measure::multiple(&word.to_lowercase()).is_some()
            || UNITS.split_whitespace().any(|unit| unit.eq_ignore_ascii_case(word))
    };
    cell == column.unit
        || cell == "%"
        || cell == "#"
        || (!is_value(cell) && words.clone().any(|word| !is_number(word)) && words.all(is_known))
}

/// Whether a cell begins with a number and is no `1/month` or `10^6 requests`.
fn is_value(cell: &str) -> bool {
    let number = cell.trim_start_matches(|c: char| !c.is_alphanumeric());
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
    behind.len() < number.len() && !behind.starts_with(['/', '^'])
}

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario::{ScenarioError, columns, read_str};

    /// What is wrong with the one row of a file.
    fn told(heading: &str, row: &str) -> Vec<String> {
        let book = PriceBook::current().unwrap();
        match read_str(&format!("{heading}\n{row}\n"), book.rules()) {
            Err(ScenarioError::Problems { first, .. }) => first.into_iter().map(|problem| problem.message).collect(),
            other => panic!("{other:?}"),
        }
    }

    const HEADING: &str = "name,requests_per_month,duration_ms,memory_mb";

    #[test]
    fn notes_titles_and_units_are_one_fault() {
        for row in ["Source: CloudWatch,,,", "* excludes cron jobs,,,", "Team Payments,,,", "\"by FinOps, v2\"", "Bad"]
        {
            let found = told(HEADING, row);
            assert!(matches!(found.as_slice(), [one] if one.contains("seems to be a note")), "{row}: {found:?}");
        }
        for row in [
            "text,count,ms,MB",
            ",count,ms,MB",
            ",(requests per month),[ms],(MiB)",
            "unit,#,milliseconds,MB",
            ",,ms,MB",
            ",1/month,s,GB",
            "[-],[1/month],[s],[MB]",
            "-,-,s,MB",
            ",(in thousands),(ms),(MB)",
            ",Tsd.,ms,MB",
            ",Tsd,Sekunden,MB",
            ",thousands,secs,MB",
            "VARCHAR(255),BIGINT,DOUBLE,INT",
            "<chr>,<dbl>,<dbl>,<dbl>",
        ] {
            assert_eq!(told(HEADING, row), ["the line names the units of columns"], "{row}");
        }
        let other = "region,name,requests_per_month,duration_ms,memory_mb";
        let note = ["the line has a text and no values: it seems to be a note or the title of a group"];
        assert_eq!(told(other, ",Payments,,,"), note);
        assert_eq!(told(other, "Payments,,,,"), note);
    }

    #[test]
    fn units_say_how_values_change() {
        let help = |row: &str| {
            let book = PriceBook::current().unwrap();
            match read_str(&format!("{HEADING}\n{row}\nA,5,1.5,2\n"), book.rules()) {
                Err(ScenarioError::Problems { first, .. }) => first[0].help.clone(),
                other => panic!("{other:?}"),
            }
        };
        for (row, changes) in [
            (",millions,ms,MB", "write each requests_per_month times 1,000,000"),
            (",M,ms,MB", "write each requests_per_month times 1,000,000"),
            ("unit,thousands,s,MB", "write each requests_per_month times 1,000 and write each duration_ms times 1,000"),
            (",per day,ms,GB", "name requests_per_month requests_per_day and write each memory_mb times 1,024"),
            (",req/s,ms,MB", "name requests_per_month requests_per_second"),
        ] {
            assert_eq!(help(row), format!("{changes}; then remove the line or begin it with #"), "{row}");
        }
        for row in [
            ",count,ms,MiB",
            ",requests,ms,MB",
            ",req,ms,MB",
            ",#,ms,MB",
            ",number,ms,MB",
            ",calls,ms,MB",
            ",1/month,ms,MB",
        ] {
            assert_eq!(help(row), "remove the line or begin it with #", "{row}");
        }
        // Of another demand a multiple is no reason to rename it.
        let of = |column: &str, unit: &str| {
            let at = columns::find(column).unwrap();
            columns::of_unit(&columns::COLUMNS[at], unit)
        };
        assert_eq!(of("requests_per_day", "millions").as_deref(), Some("write each requests_per_day times 1,000,000"));
        assert_eq!(of("requests_per_second", "k").as_deref(), Some("write each requests_per_second times 1,000"));
        assert_eq!(of("requests_per_month", "daily").as_deref(), Some("name requests_per_month requests_per_day"));
        for (column, unit) in [
            ("requests_per_day", "count"),
            ("requests_per_month", "MB"),
            ("provisioned_concurrency", "#"),
            ("provisioned_hours_per_month", "hours"),
            ("requests_per_second", "requests"),
        ] {
            assert_eq!(of(column, unit), None, "{column} {unit}");
        }
        // Each multiple that is known as a unit says how values change.
        for multiple in ["m", "k", "bn", "mio", "million", "millions", "thousand", "thousands", "billion", "billions"] {
            assert!(help(&format!(",{multiple},ms,MB")).contains("requests_per_month times 1,000"), "{multiple}");
        }
    }

    #[test]
    fn a_row_with_numbers_and_units_keeps_the_faults_of_its_cells() {
        for row in [
            "checkout,5 M,120 ms,1024 MB",
            "checkout,5 million,120 ms,1 GB",
            "checkout,5000000 requests,120 ms,1024 MB",
            "checkout,~5 M,.5 s,1 GB",
            "checkout,M,120 ms,MB",
        ] {
            let found = told(HEADING, row);
            assert!(found.iter().all(|one| !one.contains("the line")), "{row}: {found:?}");
        }
        let found = told(HEADING, "checkout,5 M,120 ms,1024 MB");
        assert!(found.iter().any(|one| one.contains("120 ms")), "{found:?}");
    }

    #[test]
    fn rows_in_quotes_are_none_of_them() {
        for row in ["\"A,5M,120,1024\"", "\"A,5M,120,1024\",,,", "\"A \"\"x\"\",5M,120,1024\""] {
            assert_eq!(told(HEADING, row), ["the line stands in quotes as a whole"], "{row}");
        }
    }

    #[test]
    fn a_row_that_lacks_cells_keeps_its_faults() {
        // Demand and duration; three numbers; a name and three numbers; a width.
        for (row, count) in
            [("D,,,512", 2), ("D,many,ms,512", 2), (",,,512", 3), ("D,5M", 1), ("D,n/a,N/A,n/a", 3), ("D,no,no,no", 3)]
        {
            let found = told(HEADING, row);
            assert_eq!(found.len(), count, "{row}: {found:?}");
            assert!(found.iter().all(|one| !one.contains("the line")), "{row}: {found:?}");
        }
        // The only value that it lacks.
        assert_eq!(told("name,requests_per_month", "D,").iter().filter(|one| one.contains("no demand")).count(), 1);
    }
}
