//! Rows of fewer or more cells than the heading, and what may have made them so.

use super::columns::COLUMNS;
use super::further_heading::heading_within;
use super::header::Header;
use super::line_ends;
use super::number::parse_number;
use crate::terms::{
    CURRENCY_SIGNS, MERGE_MARK, Place, Problem, RowLocation, SEPARATORS, is_merge_mark, other_separator,
};

/// The cell to show, where it is another than the first extra one, and how to mend the row.
pub(super) type Remedy = (Option<usize>, String);

/// A row of too few or too many cells; `join` tells what may be one cell in a row of too many.
pub(super) fn width_problem(
    cells: &[&str],
    header: &Header,
    row: RowLocation<'_>,
    join: &dyn Fn() -> Option<Remedy>,
) -> Problem {
    let (found, width) = (cells.len(), header.columns.len());
    let extra = cells.iter().skip(width).position(|cell| !cell.is_empty()).map(|at| width + at);
    let (mut place, mut excerpt) = match extra {
        Some(index) => row.cell(index, ""),
        None => (Place::Line { line: row.line() }, row.row()),
    };
    let unnamed = extra.filter(|index| *index < header.cells);
    let (message, help) = if matches!(cells, [line] if is_merge_mark(line)) {
        let (message, help) = MERGE_MARK;
        (message.to_owned(), help.to_owned())
    } else if *cells == ["\u{1a}"] {
        ("the mark with which old programs end a file stands here".to_owned(), "remove this last line".to_owned())
    } else if let Some(sign) = line_ends::within(cells) {
        (format!("the line goes on behind {sign}, which ends no line of a CSV file"), line_ends::HELP.to_owned())
    } else if let Some((its, headings)) = separators(cells, header) {
        other_separator(its, "the heading", headings)
    } else if let Some((index, its, headings)) = mixed_separators(cells, header) {
        (place, excerpt) = row.cell(index, "");
        let message = format!("{its} stand between cells here, {headings} elsewhere in the line");
        (message, format!("put {headings} between all cells"))
    } else if let Some(index) = unnamed {
        let Problem { message, help, .. } = nameless(index, row);
        (message, help)
    } else {
        let noun = if found == 1 { "cell" } else { "cells" };
        let message = format!("the row has {found} {noun} where the heading has {width}");
        let (index, help) = how_to_mend(cells, header, extra.is_none(), join);
        if let Some(index) = index {
            (place, excerpt) = row.cell(index, "");
        }
        (message, help)
    };
    Problem { place, message, help, excerpt: Some(excerpt) }
}

/// How to mend a row of too few or too many cells.
fn how_to_mend(cells: &[&str], header: &Header, is_short: bool, join: &dyn Fn() -> Option<Remedy>) -> Remedy {
    let help = if cells.iter().any(|cell| cell.len() > 1 && cell.starts_with('"')) {
        "remove the blanks before quotes: a cell in quotes begins right behind its separator".to_owned()
    } else if is_short {
        let add = "add the missing cells; an empty cell still needs its separator";
        if has_number(cells, header) {
            add.to_owned()
        } else {
            format!("remove the line or begin it with #; if it is a workload, {add}")
        }
    } else if let Some(help) = heading_within(cells, header) {
        help
    } else if let Some(quote) = cells.iter().find_map(|cell| cell.chars().next().filter(is_typographic_quote)) {
        format!("{quote} is a typographic quote, which encloses no cell: write \" at both ends of each such cell")
    } else if is_two_rows(cells, header) {
        "two rows seem to stand in this line: begin a new line where the second one does".to_owned()
    } else if let Some(remedy) = join() {
        return remedy;
    } else if cells.iter().any(|cell| is_like_number(cell) && parse_number(cell).is_err()) {
        "write numbers with a point before decimals and nothing between thousands, such as 1234567.5: a separator in them \
         begins another cell"
            .to_owned()
    } else {
        "remove the extra cells; a text with the separator in it needs quotes, and a number is written without it"
            .to_owned()
    };
    (None, help)
}

/// Whether a number stands in a column of numbers.
fn has_number(cells: &[&str], header: &Header) -> bool {
    let mut numbers = header.columns.iter().enumerate().filter(|(_, at)| at.is_some_and(|at| COLUMNS[at].is_numeric()));
    numbers.any(|(index, _)| cells.get(index).is_some_and(|cell| cell.starts_with(|c: char| c.is_ascii_digit())))
}

/// The fault of a value below an empty cell of the heading.
pub(super) fn nameless(index: usize, row: RowLocation<'_>) -> Problem {
    let (place, excerpt) = row.cell(index, "");
    let number = index + 1;
    Problem {
        place,
        message: format!("a value stands in column {number}, which has no name in the heading"),
        help: format!("name column {number} or remove it"),
        excerpt: Some(excerpt),
    }
}

/// Whether the cells are those of two rows, the last of the first and the first of the second in one: where files were put together
/// and the first has no line break at its end.
fn is_two_rows(cells: &[&str], header: &Header) -> bool {
    let width = header.columns.len();
    let is_double = width > 2 && (cells.len() + 1 == 2 * width || cells.len() == 2 * width);
    let second = cells.len().saturating_sub(width);
    let is_named = header.columns.first().copied().flatten().is_some_and(|at| COLUMNS[at].name == "name");
    // The second row's name begins in its cell, behind what ends the first row.
    let has_name = cells.get(second).is_some_and(|cell| cell.contains(char::is_alphabetic));
    // The cell in which one row ends and the other begins is no number.
    let mut first = cells.get(..second).unwrap_or_default().to_vec();
    first.resize(width, "");
    is_double && is_named && has_name && numbers_fit(&first, header, 1, 0) && numbers_fit(cells, header, 1, second)
}

/// Whether a cell that begins with this was meant to be in quotes, which word processors put in place of straight ones.
fn is_typographic_quote(c: &char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '\u{ff02}')
}

/// Whether it is known what made a row have other cells than the heading.
pub(super) fn tells(cells: &[&str], header: &Header) -> bool {
    matches!(cells, [line] if is_merge_mark(line)) || separators(cells, header).is_some()
}

/// What separates the cells of a row of too few that has another separator than the heading, and what those of the heading: between
/// others each number that a row needs stands in its place.
fn separators(cells: &[&str], header: &Header) -> Option<(&'static str, &'static str)> {
    if cells.len() >= header.columns.len() {
        return None;
    }
    let line = cells.join(char::from(header.delimiter).encode_utf8(&mut [0; 4]));
    // Drawn tables have a bar at both ends, too.
    let line = line.trim().trim_matches('|');
    let (_, headings) = SEPARATORS.iter().find(|(separator, _)| *separator == header.delimiter)?;
    let is_other =
        |(separator, _): &&(u8, &str)| *separator != header.delimiter && is_row_between(*separator, line, header);
    let one = || SEPARATORS.iter().find(is_other).map(|(_, its)| *its);
    let is_wide = || is_row(&line.split(['\u{ff0c}', '\u{3001}']).collect::<Vec<_>>(), header);
    // Names may have blanks as well: of a row of these each cell is one word.
    let blanks = || {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.len() == header.columns.len() && is_row(&words, header)
    };
    let its = one().or_else(|| is_wide().then_some("wide commas")).or_else(|| blanks().then_some("blanks"))?;
    Some((its, *headings))
}

/// The first cell of a row of too few in which another separator stands, what it is and what the heading has, where all cells stand in
/// their columns with both.
fn mixed_separators(cells: &[&str], header: &Header) -> Option<(usize, &'static str, &'static str)> {
    if cells.len() >= header.columns.len() {
        return None;
    }
    let (_, headings) = SEPARATORS.iter().find(|(separator, _)| *separator == header.delimiter)?;
    let of = |(separator, its): &(u8, &'static str)| {
        let sign = char::from(*separator);
        let index = cells.iter().position(|cell| cell.contains(sign))?;
        let all: Vec<&str> = cells.iter().flat_map(|cell| cell.split(sign)).map(str::trim).collect();
        let is_whole = all.len() == header.columns.len() && is_row(&all, header) && numbers_fit(&all, header, 0, 0);
        is_whole.then_some((index, *its, *headings))
    };
    SEPARATORS.iter().filter(|(separator, _)| *separator != header.delimiter).find_map(of)
}

/// Whether each number that a row needs stands in its column; of several columns of demand one is enough.
pub(super) fn is_complete(cells: &[&str], header: &Header) -> bool {
    let columns = header.columns.iter().enumerate().filter_map(|(index, at)| Some((index, &COLUMNS[(*at)?])));
    let mut needed = columns.filter(|(_, column)| column.required && column.is_numeric() && !column.is_demand());
    numbers_fit(cells, header, 0, 0) && needed.all(|(index, _)| cells.get(index).is_some_and(|cell| !cell.is_empty()))
}

/// Whether a text is a row with this separator: each number that a row needs stands in its place.
pub(super) fn is_row_between(separator: u8, text: &str, header: &Header) -> bool {
    is_row(&text.split(char::from(separator)).collect::<Vec<_>>(), header)
}

/// Whether each number that a row needs stands in its place.
fn is_row(cells: &[&str], header: &Header) -> bool {
    let needed = header.columns.iter().enumerate().filter_map(|(index, at)| {
        at.map(|at| &COLUMNS[at]).filter(|column| column.required && column.is_numeric()).map(|_| index)
    });
    let needed: Vec<usize> = needed.collect();
    let is_number =
        |index: &usize| cells.get(*index).is_some_and(|cell| cell.trim().starts_with(|c: char| c.is_ascii_digit()));
    needed.len() > 1 && needed.iter().all(is_number)
}

/// Whether numbers stand in their columns, from one of these on, where so many more cells stand before each.
pub(super) fn numbers_fit(cells: &[&str], header: &Header, from: usize, more: usize) -> bool {
    let columns = header.columns.iter().enumerate().skip(from);
    let mut numbers = columns.filter(|(_, at)| at.is_some_and(|at| COLUMNS[at].is_numeric())).map(|(index, _)| index);
    numbers.all(|index| cells.get(index + more).is_some_and(|cell| cell.is_empty() || parse_number(cell).is_ok()))
}

/// Whether a cell is digits with marks between them, or with a currency: a number, whether or not it can be read.
fn is_like_number(cell: &str) -> bool {
    let is_mark = |c: char| matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '$');
    cell.contains(|c: char| c.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii_digit() || is_mark(c) || CURRENCY_SIGNS.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_separator_than_the_heading_s_is_told() {
        let header = |text: &str| Header::read(text).unwrap().0;
        let commas = header("name,requests_per_month,duration_ms,memory_mb\n");
        let told = |header: &Header, cells: &[&str]| separators(cells, header);
        assert_eq!(told(&commas, &["A;50M;120;1024"]), Some(("semicolons", "commas")));
        assert_eq!(told(&commas, &["A;50M;120", "5;1024"]), Some(("semicolons", "commas")));
        assert_eq!(told(&commas, &["A\t50M\t120\t1024"]), Some(("tabs", "commas")));
        assert_eq!(told(&commas, &["A|50M|120|1024"]), Some(("bars", "commas")));
        let semicolons = header("name;requests_per_month;duration_ms;memory_mb\n");
        assert_eq!(told(&semicolons, &["A,50M,120,1024"]), Some(("commas", "semicolons")));
        for cells in [
            &["A;50M;120"][..],
            &["a;b;c;d"],
            &["A", "50M", "120"],
            &["A; 5 of 6", "50M", "120"],
            &["A;1;2;3", "1", "2", "3"],
        ] {
            assert_eq!(told(&commas, cells), None, "{cells:?}");
        }
    }
}
