//! Lines above the heading: those of the CloudWatch console, a spreadsheet's separator, and titles.

use super::hours;
use super::named;
use super::profile_error::{ColumnsFault, ProfileError, TextFault};
use super::rows::Row;
use crate::terms::{FENCE, MARKDOWN, MERGE_MARK, NO_SUM, is_fence, is_markdown, is_merge_mark, is_no_sum};

/// What the lines above the values begin with in a CSV of the CloudWatch console.
const CONSOLE: [&str; 13] = [
    "id",
    "statuscode",
    "messages",
    "full label",
    "label",
    "region",
    "account",
    "account id",
    "namespace",
    "metric",
    "statistic",
    "period",
    "unit",
];

/// More lines than this are no preamble.
pub(super) const MOST: usize = 20;

/// Takes lines above the heading out that say nothing of it; of the console's the labels of the metrics become the heading.
///
/// # Errors
/// [`ProfileError`] where a metric is no sum or has no name, or where a title stands above the heading.
pub(super) fn take(rows: &mut Vec<Row>) -> Result<(), ProfileError> {
    if rows.first().and_then(|row| row.cell(0)).is_some_and(|cell| cell.to_lowercase().starts_with("sep=")) {
        rows.remove(0);
    }
    let begin = |row: &Row| row.cell(0).unwrap_or_default().to_lowercase();
    let is_console = |row: &&Row| CONSOLE.contains(&begin(row).as_str());
    let console = rows.iter().take_while(is_console).count();
    let labels = rows.iter().take(console).position(|row| begin(row) == "label");
    if let (2.., Some(labels)) = (console, labels) {
        // A heading of its own would say no more.
        let is_word = |cell: &str| cell.starts_with(char::is_alphabetic) && !hours::is_hour(cell);
        let has_heading = rows.get(console).and_then(|row| row.cell(0)).is_some_and(is_word);
        let labels = rows.remove(labels);
        let average = rows.iter().take(console - 1).find_map(|row| match begin(row).as_str() {
            "full label" => no_sum(row),
            "statistic" => row.cell(1).filter(|cell| row.last() == 1 && is_no_sum(cell)).map(|_| NO_SUM),
            _ => None,
        });
        if let (Some(is), Some(label)) = (average, labels.cell(1)) {
            return Err(ProfileError::Columns(ColumnsFault::NoDemand {
                line: labels.line,
                column: label.to_owned(),
                is,
            }));
        }
        rows.splice(..console - usize::from(!has_heading), [labels]);
        return Ok(());
    }
    if let Some((last, [first, ..])) = rows[..console].split_last() {
        return Err(ProfileError::Text(TextFault::Described { line: first.line, last: last.line }));
    }
    match title(rows) {
        Some([above, below]) if is_heading_above(above, below) => {
            Err(ProfileError::Text(TextFault::Units { line: below.line }))
        }
        Some([_, heading]) => {
            Err(ProfileError::Text(TextFault::Preamble { line: rows[0].line, heading: heading.line }))
        }
        None => Ok(()),
    }
}

/// Whether of two lines above the values the upper one is the heading, and the lower one what spreadsheets have of its units: it has
/// as many cells or fewer, and does not name a time where the upper one does not.
fn is_heading_above(above: &Row, below: &Row) -> bool {
    let filled = |row: &Row| (0..row.cells.len()).filter(|at| row.cell(*at).is_some()).count();
    let names_time = |row: &Row| row.cell(0).is_some_and(named::is_named_time);
    filled(above) >= filled(below) && (names_time(above) || !names_time(below))
}

/// A line that a database's program draws below the heading or around the table, or in which it counts the lines.
pub(super) fn drawn(rows: &[Row]) -> Option<ProfileError> {
    let is_drawn = |cell: &str| cell.len() > 2 && cell.bytes().all(|byte| matches!(byte, b'-' | b'+' | b'='));
    let is_count = |cell: &str| cell.starts_with('(') && (cell.ends_with(" rows)") || cell.ends_with(" row)"));
    let begin = rows.iter().take(MOST).find(|row| row.cell(0).is_some_and(is_drawn));
    let last = rows.last().filter(|row| row.last() == 0 && row.cell(0).is_some_and(is_count));
    begin.or(last).map(|row| ProfileError::Text(TextFault::Drawn { line: row.line }))
}

/// A line that programs write around or between those of a table: in a question of a chat, in a document, in a merge.
pub(super) fn around(text: &str, rows: &[Row]) -> Option<ProfileError> {
    let told = |row: &Row| {
        let line = row.cell(0).filter(|_| row.last() == 0)?;
        let is = if is_merge_mark(line) { MERGE_MARK } else { FENCE };
        (is == MERGE_MARK || is_fence(line)).then_some((row.line, is))
    };
    let markdown = || Some((rows.first()?.line, MARKDOWN)).filter(|_| is_markdown(text));
    let (line, is) = rows.iter().find_map(told).or_else(markdown)?;
    Some(ProfileError::Text(TextFault::Around { line, is }))
}

/// What the only metric is, by its full label, which ends in its statistic and its period: `... Invocations Average 300`.
fn no_sum(row: &Row) -> Option<&'static str> {
    let statistic = row.cell(1).filter(|_| row.last() == 1)?.rsplit(' ').nth(1)?;
    is_no_sum(statistic).then_some(NO_SUM)
}

/// A heading that stands below others, and the line above it: all lines from the next one on begin with an hour, and end in a number.
fn title(rows: &[Row]) -> Option<[&Row; 2]> {
    let is_hour = |row: &Row| {
        let says_when = row.cell(0).is_some_and(hours::is_hour);
        says_when
            && row.last() > 0
            && row.cell(row.last()).is_some_and(|cell| cell.replace(',', ".").parse::<f64>().is_ok())
    };
    let first = rows.iter().take(MOST).position(is_hour)?;
    let (above, heading) = (rows.get(first.checked_sub(2)?)?, rows.get(first - 1)?);
    let are_words = |row: &Row| row.cells.iter().all(|cell| cell.parse::<f64>().is_err());
    let is_title = rows[..first].iter().all(are_words) && heading.last() > 0;
    (is_title && rows[first..].iter().all(is_hour)).then_some([above, heading])
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};

    /// 2026-09-07 is a Monday.
    fn week(row: impl Fn(String, usize) -> String) -> String {
        let row = |hour: usize| row(format!("2026/09/{:02} {:02}:00:00", 7 + hour / 24, hour % 24), hour) + "\n";
        (0..168).map(row).collect()
    }

    #[test]
    fn the_console_s_lines_above_its_values_are_passed_over() {
        let above = |statistic: &str, label: &str| {
            format!(
                "Id,m1\nStatusCode,Complete\nMessages,\nFull label,eu-west-1:AWS/Lambda FunctionName:a {label} {statistic} 3600\n\
                 Label,{label}\n"
            )
        };
        let rows = week(|date, hour| format!("{date},{hour}"));
        let found = read(&(above("Sum", "Invocations") + &rows)).unwrap();
        assert_eq!((found[0], found[167]), (0.0, 167.0));
        let found = told(read(&(above("Average", "Invocations") + &rows)));
        assert!(
            found.starts_with(
                "line 5: \"Invocations\" is an average or an extreme of each period (take the statistic Sum)"
            ),
            "{found}"
        );
        let found = told(read(&(above("Sum", "Duration") + &rows)));
        assert!(found.starts_with("line 5: \"Duration\" is how long requests take"), "{found}");
        let found = read(&format!("Id,m1\nLabel,Invocations\nTimestamp,m1\n{rows}")).unwrap();
        assert_eq!((found[0], found[167]), (0.0, 167.0));
        let two = "Id,m1,m2\nLabel,Invocations,Errors\n".to_owned() + &week(|date, hour| format!("{date},{hour}5,3"));
        assert!(told(read(&two)).starts_with("line 2: \"Invocations\" and \"Errors\" hold numbers; keep only \"Invoc"));
    }

    #[test]
    fn the_console_s_lines_may_stand_in_any_order() {
        let rows = week(|date, hour| format!("{date},{hour}"));
        let above = "Period,3600\nUnit,Count\nLabel,Invocations\nRegion,eu-west-1\nId,m1\n";
        assert_eq!(read(&format!("{above}Statistic,Sum\n{rows}")).unwrap()[167], 167.0);
        let found = told(read(&format!("{above}Statistic,Average\nTimestamp,m1\n{rows}")));
        assert!(found.starts_with("line 3: \"Invocations\" is an average or an extreme of each period"), "{found}");
        let found = told(read(&format!("Id,m1\nRegion,eu-west-1\nPeriod,3600\n{rows}")));
        assert_eq!(found, "lines 1 to 3 describe the metric: remove them, or begin them with #");
        assert!(read(&format!("period,n\n{rows}")).is_ok());
    }

    #[test]
    fn a_spreadsheet_s_separator_is_passed_over_and_a_title_told() {
        let rows = week(|date, hour| format!("\"{date}\",{hour}"));
        assert_eq!(read(&format!("sep=,\n\"Time\",\"requests\"\n{rows}")).unwrap()[5], 5.0);
        let found = told(read(&format!("Requests of the shop\n\nTime,requests\n{rows}")));
        assert_eq!(found, "line 3 seems to be the heading: remove the lines above it, or begin them with #");
        assert!(read(&format!("# Requests of the shop\n\nTime,requests\n{rows}")).is_ok());
        // A title may have signs that separate cells elsewhere.
        for sign in ['|', ';', '\t'] {
            let found = told(read(&format!("Requests of the shop {sign} last week\ndate,requests\n{rows}")));
            assert_eq!(found, "line 2 seems to be the heading: remove the lines above it, or begin them with #");
        }
        // Or as many cells as the heading.
        let found = told(read(&format!("Shop,June\nTime,requests\n{rows}")));
        assert!(found.starts_with("line 2 seems to be the heading"), "{found}");
    }

    #[test]
    fn units_below_the_heading_are_told() {
        let rows = week(|date, hour| format!("\"{date}\",{hour}"));
        for units in [",count", "UTC,count"] {
            let found = told(read(&format!("hour,requests\n{units}\n{rows}")));
            assert_eq!(found, "line 2 stands between the heading and the values: remove it, or begin it with #");
        }
        assert!(read(&format!("hour,requests\n# ,count\n{rows}")).is_ok());
    }

    #[test]
    fn tables_as_databases_draw_them_are_told() {
        let table = week(|date, hour| format!(" {date} | {hour}"));
        let told_of = |line: u64| {
            format!(
                "line {line} holds no values but is drawn around them, as psql and mysql do; export CSV (psql --csv, mysql --batch), or \
                 remove such lines"
            )
        };
        assert_eq!(told(read(&format!(" hour | n\n------+-----\n{table}(168 rows)\n"))), told_of(2));
        assert_eq!(told(read(&format!(" hour | n\n{table}(168 rows)\n"))), told_of(170));
        assert_eq!(told(read(&format!("+------+---+\n| hour | n |\n+------+---+\n{table}"))), told_of(1));
        assert_eq!(read(&format!(" hour | n\n{table}")).unwrap()[5], 5.0);
    }

    #[test]
    fn what_programs_write_around_lines_is_told() {
        let rows: String = (0..24).map(|hour| format!("{hour},{hour}5\n")).collect();
        let fence = "line 1: a line of ``` holds no values; remove such lines";
        assert_eq!(told(read(&format!("```\nhour,weight\n{rows}```\n"))), fence);
        let found = told(read(&format!("hour,weight\n<<<<<<< HEAD\n{rows}=======\n{rows}>>>>>>> x\n")));
        assert!(found.starts_with("line 2: a merge left its mark here; settle which rows are right"), "{found}");
        let rows: String = (0..24).map(|hour| format!("| {hour} | {hour}5 |\n")).collect();
        let found = told(read(&format!("| hour | weight |\n|------|--------|\n{rows}")));
        assert!(found.starts_with("line 1: the first line is a row of a Markdown table; put commas"), "{found}");
    }

    #[test]
    fn dates_in_parts_are_told_to_be_one() {
        let rows: String = (0..168).map(|hour| format!("2026,9,{},{},7\n", 7 + hour / 24, hour % 24)).collect();
        let found = told(read(&format!("year,month,day,hour,n\n{rows}")));
        assert_eq!(
            found,
            "line 1: the parts of a date stand in columns of their own; write them as one date, such as 2026-09-07T00:00"
        );
    }
}
