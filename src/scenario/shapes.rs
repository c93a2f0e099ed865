//! Tables of other shapes than a heading with rows below it: Markdown, other separators, columns below one another.

use super::columns::{self, COLUMNS};
use crate::terms::SEPARATORS;

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
        return Some((
            "the first line is a row of a Markdown table".to_owned(),
            "put commas between the cells, without a | at the ends, and remove the line of dashes".to_owned(),
        ));
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

/// Whether the second line is what Markdown has below the heading of a table: `|---|--:|`.
fn is_markdown(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let second = lines.nth(1).unwrap_or_default();
    second.contains('|') && second.contains("--") && second.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Whether a sign stands between names of columns.
fn separates(sign: char, cell: &str) -> bool {
    cell.split(sign).filter(|name| columns::find(name.trim()).is_some()).count() >= 2
}

/// Whether a line is a key with its value, or the heading of a table whose columns are filled up with blanks.
fn is_no_heading(cell: &str) -> bool {
    cell.contains("  ") || cell.contains(": ") || cell.ends_with(':')
}

/// What separates the columns of a heading that is a single cell, in words.
fn other_separator(cell: &str) -> Option<String> {
    let is_separator = |c: &char| !c.is_alphanumeric() && !matches!(c, '_' | '"' | '\'');
    let separates = |c: &char| separates(*c, cell);
    // A space may stand beside another separator.
    let found = cell.chars().filter(|c| !c.is_whitespace()).find(|c| is_separator(c) && separates(c));
    match found.or_else(|| cell.chars().find(|c| c.is_whitespace() && separates(c)))? {
        '|' => Some("bars (|)".to_owned()),
        space if space.is_whitespace() => Some("spaces".to_owned()),
        other => Some(other.to_string()),
    }
}

/// Whether a text has names of columns where rows begin: it stands on its side.
pub(super) fn is_on_its_side(text: &str, delimiter: u8) -> bool {
    let first =
        |line: &str| line.split(char::from(delimiter)).next().unwrap_or_default().trim().trim_matches('"').to_owned();
    text.lines().take(COLUMNS.len()).filter(|line| columns::find(&first(line)).is_some()).count() >= 3
}
