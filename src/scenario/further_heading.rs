//! Headings that do not stand in the first line, and what stands there instead.

use super::columns::{self, COLUMNS};
use super::header::Header;
use super::number::parse_number;

/// A line that looks like the heading.
pub(super) struct FurtherHeading {
    line: usize,
    /// Where it begins.
    pub(super) byte: usize,
    /// Whether it begins with `#`.
    pub(super) is_comment: bool,
    /// Whether that is the name of its first column.
    has_numbers: bool,
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
        let has_numbers = is_comment && line[1..].trim_start_matches(' ').starts_with([',', ';', '\t', '|']);
        is_heading(line).then_some(FurtherHeading { line: at + 1, byte: start, is_comment, has_numbers })
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
    if let Some(FurtherHeading { line, has_numbers: true, .. }) = found {
        return format!(
            "the heading seems to be line {line}, which counts as a comment for the # of its first column: name that column x_no, or \
             remove it from all lines"
        );
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

/// How to mend a row in whose middle another file's heading begins: files were put together, and the first has no line break at its
/// end.
pub(super) fn heading_within(cells: &[&str], header: &Header) -> Option<String> {
    let cut = header.columns.len().checked_sub(1)?;
    let name_at_end = |cell: &str| {
        let names = COLUMNS.iter().map(|column| column.name).filter(|name| cell.ends_with(name));
        names.max_by_key(|name| name.len())
    };
    let first = name_at_end(cells.get(cut)?)?;
    let names: Vec<&str> = [&[first], cells.get(cut + 1..)?].concat();
    if names.len() < 2 || !names.iter().all(|name| columns::find(name).is_some()) {
        return None;
    }
    let own = header.columns.iter().map(|at| at.map_or("", |at| COLUMNS[at].name));
    let remove = if own.eq(names.iter().copied()) { ", and remove that line: the heading stands above" } else { "" };
    Some(format!(
        "another file's heading begins in the middle of this line, behind a file that has no line break at its end: begin a new line \
         before {first}{remove}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_behind_a_row_begins_a_line_of_its_own() {
        let (header, _) = Header::read("name,requests_per_month,duration_ms,memory_mb\n").unwrap();
        let told = |line: &str| heading_within(&line.split(',').collect::<Vec<_>>(), &header).unwrap_or_default();
        let same = told("A,5M,120,1024name,requests_per_month,duration_ms,memory_mb");
        assert!(
            same.ends_with("begin a new line before name, and remove that line: the heading stands above"),
            "{same}"
        );
        let other = told("A,5M,120,1024region,name,requests_per_day,duration_ms,memory_mb");
        assert!(other.ends_with("begin a new line before region"), "{other}");
        for line in ["A,5M,120,1024B,5M,120,1024", "A,5M,120,1024name", "A,5M,120,1024name,5M,120,1024", "A,5M"] {
            assert_eq!(told(line), "", "{line}");
        }
    }
}
