//! Tables of other shapes than a heading with rows below it: Markdown, other separators, columns below one another.

use super::columns::{self, COLUMNS};
use super::rows;
use crate::terms::{MARKDOWN, SEPARATORS, is_markdown, shortened};

/// What to do where each line stands in quotes.
pub(super) const WITHOUT_QUOTES: &str = "remove the quotes around each line";

/// What is wrong with a heading at whose end other separators stand than between its cells, as where a spreadsheet had a whole
/// line in one cell. `text` begins with it.
pub(super) fn of_ends(text: &str) -> Option<(String, String)> {
    let (line, ends) = at_end(text)?;
    let between =
        SEPARATORS.iter().find(|(sign, _)| char::from(*sign) != ends.0 && separates(char::from(*sign), line))?;
    if line.contains(['"', ends.0]) {
        return None;
    }
    let (its, other) = (between.1, ends.1);
    Some((
        format!("{other} stand at the end of the line, whose cells are separated with {its}"),
        format!("remove the {other} at the ends of the lines"),
    ))
}

/// What is wrong with a heading before which the number of its line stands, as `grep -n` and `cat -n` write it; `first` is its first cell.
pub(super) fn of_line_numbers(first: &str) -> Option<(String, String)> {
    let (before, name) = first.rsplit_once([':', '\t'])?;
    let number = before.rsplit(':').next()?.trim();
    columns::find(name.trim()).filter(|_| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some((
        "the number of the line stands before it".to_owned(),
        "remove it from each line, as grep -n and cat -n write it: without -n there is none".to_owned(),
    ))
}

/// The first line without the separators at its end, and these, with how they are called.
fn at_end(text: &str) -> Option<(&str, (char, &'static str))> {
    let line = text.lines().next()?.trim_end();
    let (sign, name) = SEPARATORS.iter().find(|(sign, _)| line.ends_with(char::from(*sign)))?;
    let sign = char::from(*sign);
    Some((line.trim_end_matches(sign), (sign, name)))
}

/// What is wrong with a first line that is a single cell, and how to mend it, where it is the heading of a table of another
/// shape. `text` begins with that line.
pub(super) fn of_one_cell(names: &[&str], text: &str) -> Option<(String, String)> {
    let [name] = names else { return None };
    if is_markdown(text) {
        let (message, help) = MARKDOWN;
        return Some((message.to_owned(), help.to_owned()));
    }
    if [',', ';', '\t'].iter().any(|mark| separates(*mark, name)) {
        let behind = at_end(text).map(|(_, (_, its))| format!(" and the {its} behind them")).unwrap_or_default();
        return Some(("the first line stands in quotes as a whole".to_owned(), format!("{WITHOUT_QUOTES}{behind}")));
    }
    if other_separator(name).is_none() && is_no_heading(name) {
        return Some((
            "the first line is no heading of a CSV table".to_owned(),
            "begin the file with a heading, such as name,requests_per_month,duration_ms,memory_mb; `costcalc init` writes \
             a file to start from"
                .to_owned(),
        ));
    }
    let separator = other_separator(name)?;
    let help = "put commas, semicolons or tabs between all cells".to_owned();
    Some((format!("the columns of the first line are separated with {separator}"), help))
}

/// Whether a sign stands between names of columns.
fn separates(sign: char, cell: &str) -> bool {
    cell.split(sign).filter(|name| columns::find(name.trim()).is_some()).count() >= 2
}

/// Whether a line is a key with its value, or the heading of a table whose columns are filled up with blanks.
fn is_no_heading(cell: &str) -> bool {
    cell.contains("  ") || cell.contains(": ") || cell.ends_with(':')
}

/// Kinds of signs of a line that are tried as separators.
const MOST_SIGNS: usize = 16;

/// What separates the columns of a heading that is a single cell, in words.
fn other_separator(cell: &str) -> Option<String> {
    let is_sign = |c: &char| !c.is_alphanumeric() && !matches!(c, '_' | '"' | '\'');
    // Each is tried once, of a line of any length.
    let mut signs: Vec<char> = Vec::new();
    for sign in cell.chars().filter(is_sign) {
        if signs.len() < MOST_SIGNS && !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    // A space may stand beside another separator.
    let (spaces, others): (Vec<char>, Vec<char>) = signs.into_iter().partition(|sign| sign.is_whitespace());
    match others.into_iter().chain(spaces).find(|sign| separates(*sign, cell))? {
        '|' => Some("bars (|)".to_owned()),
        space if space.is_whitespace() => Some("spaces".to_owned()),
        other => Some(other.to_string()),
    }
}

/// What is wrong with a table that has names of columns where others have its values, and how to mend it; `known` are the columns
/// of its heading, whose cells are `names`. `text` begins with that heading.
pub(super) fn of_rows(names: &[&str], known: &[usize], text: &str, delimiter: u8) -> Option<(String, String)> {
    let has_metric = known.iter().any(|at| COLUMNS[*at].required && COLUMNS[*at].is_numeric());
    if let Some(by) = (!has_metric).then(|| long_by(names, text, delimiter)).flatten() {
        return Some((
            format!("this is a long table: each row is one value, and {} says of what", shortened(by)),
            "write one row for each workload, with one column for each metric, such as \
             name,requests_per_month,duration_ms,memory_mb; a pivot table with the metrics as its columns makes it"
                .to_owned(),
        ));
    }
    (known.len() <= 1 && names.len() > 1 && is_on_its_side(text, delimiter)).then(|| {
        (
            "the columns stand below one another: the table lies on its side".to_owned(),
            "write a row for each workload, under a heading of columns; spreadsheets paste a table transposed"
                .to_owned(),
        )
    })
}

/// Whether a text has names of columns where rows begin: it stands on its side.
fn is_on_its_side(text: &str, delimiter: u8) -> bool {
    let first =
        |line: &str| line.split(char::from(delimiter)).next().unwrap_or_default().trim().trim_matches('"').to_owned();
    text.lines().take(COLUMNS.len()).filter(|line| columns::find(&first(line)).is_some()).count() >= 3
}

/// So many lines of a long table are looked at, which has a few columns.
const MOST_LONG_ROWS: usize = 64;
const MOST_LONG_COLUMNS: usize = 16;

/// The heading of the column that says what the values of a long table are, where a text is one: a row for each value of a workload,
/// as `A,duration_ms,120`. `text` begins with the heading, whose cells are `names`.
fn long_by<'n>(names: &[&'n str], text: &str, delimiter: u8) -> Option<&'n str> {
    let bytes = text.split_inclusive('\n').take(MOST_LONG_ROWS).map(str::len).sum();
    let mut rows: Vec<Vec<String>> = Vec::new();
    rows::for_each(text.get(..bytes)?, delimiter, |_, cells, _| {
        rows.push(cells.iter().map(|cell| (*cell).to_owned()).collect());
    });
    let rows = rows.get(1..).filter(|rows| rows.len() > 1 && names.len() <= MOST_LONG_COLUMNS)?;
    let column = |index: usize| rows.iter().map(move |row| row.get(index).map_or("", String::as_str));
    let has_numbers = |index: &usize| column(*index).all(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
    let is_by = |index: &usize| {
        let is_name = |cell: &str| metric(cell).is_some() || columns::without_column(cell).is_some();
        let mut metrics: Vec<&str> = column(*index).take_while(|cell| is_name(cell)).filter_map(metric).collect();
        metrics.sort_unstable();
        metrics.dedup();
        metrics.len() > 1 && column(*index).all(is_name)
    };
    let places = || 0..names.len();
    let by = places().find(is_by)?;
    // A table on its side has nothing but numbers beside the names of its columns.
    let has_others = places().any(|index| index != by && !has_numbers(&index));
    (has_others && places().any(|index| has_numbers(&index))).then_some(names[by])
}

/// The column of numbers that a row must have and that a cell names.
fn metric(cell: &str) -> Option<&'static str> {
    let column = COLUMNS.iter().find(|column| Some(column.name) == columns::meant(cell))?;
    (column.required && column.is_numeric()).then_some(column.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lines_stand_before_them() {
        for first in ["1: name", "1:name", "1\tname", "scenario.csv:12:name"] {
            assert!(of_line_numbers(first).is_some(), "{first}");
        }
        for first in ["name", "a:name", ":name", "1:owner", "x_1 name"] {
            assert_eq!(of_line_numbers(first), None, "{first}");
        }
    }

    #[test]
    fn a_row_for_each_value_is_a_long_table() {
        let by = |text: &str| {
            let names: Vec<&str> = text.lines().next().unwrap().split(',').collect();
            long_by(&names, text, b',').map(str::to_owned)
        };
        let own = "name,metric,value\nA,requests_per_month,5M\nA,duration_ms,120\nA,memory_mb,1024\n";
        assert_eq!(by(own).as_deref(), Some("metric"));
        // Metrics that have no column are names, too.
        let aws = "MetricName,FunctionName,Value\nInvocations,A,5000000\nDuration,A,120.5\nThrottles,A,3\n";
        assert_eq!(by(aws).as_deref(), Some("MetricName"));
        for other in [
            "name,requests_per_month,duration_ms\nduration_ms,5M,120\nA,5M,120\n",
            "name,A,B\nrequests_per_month,5M,3M\nduration_ms,120,90\nmemory_mb,1024,512\n",
            "name,metric,value\nA,duration_ms,120\nB,duration_ms,90\n",
            "name,metric,value\nA,duration_ms,fast\nA,memory_mb,little\n",
            "name,metric,value\nA,duration_ms,120\n",
            "name,metric,value\n",
        ] {
            assert_eq!(by(other), None, "{other}");
        }
    }
}
