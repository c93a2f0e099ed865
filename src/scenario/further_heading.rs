//! Headings that do not stand in the first line, and what stands there instead.

use super::columns;
use super::number::parse_number;

/// A line that looks like the heading.
pub(super) struct FurtherHeading {
    line: usize,
    /// Where it begins.
    pub(super) byte: usize,
    /// Whether it begins with `#`.
    pub(super) is_comment: bool,
}

/// The first line that looks like the heading, with any separator and in quotes or not.
pub(super) fn further_heading(text: &str) -> Option<FurtherHeading> {
    let is_heading = |line: &str| {
        let cells = line.split([',', ';', '\t', '|']).map(|cell| cell.trim().trim_matches('"'));
        cells.filter(|cell| columns::find(cell).is_some()).count() >= 2
    };
    let mut byte = 0;
    let mut found = text.split_inclusive('\n').enumerate().filter_map(|(at, line)| {
        let start = byte;
        byte += line.len();
        let is_comment = line.starts_with('#');
        is_heading(line).then_some(FurtherHeading { line: at + 1, byte: start, is_comment })
    });
    let first = found.next()?;
    // A comment may speak of the columns.
    if first.is_comment { found.find(|other| !other.is_comment).or(Some(first)) } else { Some(first) }
}

/// How to mend a file whose first line is no heading: it may stand further down.
pub(super) fn missing_heading(first: &str, found: Option<&FurtherHeading>) -> String {
    if first.to_lowercase().starts_with("sep=") {
        return "remove the first line, which only tells a spreadsheet what the separator is".to_owned();
    }
    if let Some(FurtherHeading { line, is_comment: true, .. }) = found {
        return format!("the heading seems to be line {line}: remove the # that it begins with");
    }
    match found.map(|found| found.line) {
        Some(1) => {
            "the first line looks like a heading in quotes or with another separator: put commas, semicolons or tabs \
                    between its cells, and no quotes around all of it"
                .to_owned()
        }
        Some(line) => format!("the heading seems to be line {line}: remove the lines above it, or begin them with #"),
        None => "begin the file with a heading, such as name,requests_per_month,duration_ms,memory_mb; \
                 `costcalc columns` lists the columns"
            .to_owned(),
    }
}

/// Whether a heading stands below lines of names alone, the first of which is taken for a heading as well: a band of titles, as
/// spreadsheets have one above groups of columns. `text` begins with that line, and the further heading at its byte `until`.
pub(super) fn is_band(text: &str, until: usize) -> bool {
    let between = text.get(..until).unwrap_or_default().lines().skip(1);
    let mut cells = between.flat_map(|line| line.split([',', ';', '\t'])).map(|cell| cell.trim().trim_matches('"'));
    until > 0 && cells.all(|cell| parse_number(cell).is_err())
}
