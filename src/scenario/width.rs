//! Rows of fewer or more cells than the heading, and what may have made them so.

use super::columns::COLUMNS;
use super::header::Header;
use super::number::parse_number;
use crate::terms::{Place, Problem, RowLocation};

/// A row of too few or too many cells.
pub(super) fn width_problem(cells: &[&str], header: &Header, row: RowLocation<'_>) -> Problem {
    let (found, width) = (cells.len(), header.columns.len());
    let extra = cells.iter().skip(width).position(|cell| !cell.is_empty()).map(|at| width + at);
    let (place, excerpt) = match extra {
        Some(index) => row.cell(index, ""),
        None => (Place::Line { line: row.line() }, row.row()),
    };
    let unnamed = extra.filter(|index| *index < header.cells).map(|index| index + 1);
    let noun = if found == 1 { "cell" } else { "cells" };
    let (message, help) = match unnamed {
        _ if is_merge_mark(cells) => (
            "a merge left its mark here".to_owned(),
            "settle which rows are right, and remove the lines <<<<<<<, ======= and >>>>>>>".to_owned(),
        ),
        _ if *cells == ["\u{1a}"] => {
            ("the mark with which old programs end a file stands here".to_owned(), "remove this last line".to_owned())
        }
        Some(number) => (
            format!("a value stands in column {number}, which has no name in the heading"),
            format!("name column {number} or remove it"),
        ),
        None => (
            format!("the row has {found} {noun} where the heading has {width}"),
            if cells.iter().any(|cell| cell.len() > 1 && cell.starts_with('"')) {
                "remove the blanks before quotes: a cell in quotes begins right behind its separator".to_owned()
            } else if extra.is_none() {
                "add the missing cells; an empty cell still needs its separator".to_owned()
            } else if let Some(name) = cut_name(cells, found - width, header) {
                format!("if {name} is one name, put quotes around it: \"{name}\"")
            } else if let Some(number) = only_cut_number(cells, found + 1 - width, header) {
                let (cut, whole) = (number.join(","), number.concat());
                format!("if {cut} is one number, write {whole}; otherwise remove the extra cells")
            } else {
                "remove the extra cells; a text with the separator in it needs quotes".to_owned()
            },
        ),
    };
    Problem { place, message, help, excerpt: Some(excerpt) }
}

/// Whether a row is one that a version control system writes between two versions.
fn is_merge_mark(cells: &[&str]) -> bool {
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    cells.len() == 1 && marks.iter().any(|mark| cells[0].split(' ').next() == Some(mark))
}

/// The name that separators in it cut into more cells, where behind so many `more` cells each number stands in its place,
/// and does not as the cells are.
fn cut_name(cells: &[&str], more: usize, header: &Header) -> Option<String> {
    let name = header.columns.iter().position(|at| at.is_some_and(|at| COLUMNS[at].name == "name"))?;
    let numbers = || {
        let columns = header.columns.iter().enumerate().skip(name + 1);
        columns.filter(|(_, at)| at.is_some_and(|at| COLUMNS[at].is_numeric())).map(|(index, _)| index)
    };
    let is_number = |index: usize| cells.get(index).is_some_and(|cell| cell.is_empty() || parse_number(cell).is_ok());
    let fits = numbers().all(|index| is_number(index + more)) && !numbers().all(is_number);
    let parts = cells.get(name..=name + more).filter(|_| fits)?;
    let separator = if header.delimiter == b',' { ", ".to_owned() } else { char::from(header.delimiter).to_string() };
    Some(parts.join(&separator).replace('"', ""))
}

/// So many cells that a number with commas may have made, where no others may be it. Of several it is the demand, whose
/// numbers are the large ones.
fn only_cut_number<'c, 'r>(cells: &'c [&'r str], parts: usize, header: &Header) -> Option<&'c [&'r str]> {
    let found = || cells.windows(parts).enumerate().filter(|(_, cells)| is_cut_number(cells));
    let is_demand =
        |index: usize| header.columns.get(index).copied().flatten().is_some_and(|at| COLUMNS[at].is_demand());
    let only = |mut found: Box<dyn Iterator<Item = (usize, &'c [&'r str])> + '_>| {
        found.next().filter(|_| found.next().is_none()).map(|(_, cells)| cells)
    };
    only(Box::new(found())).or_else(|| only(Box::new(found().filter(|(index, _)| is_demand(*index)))))
}

/// Whether cells are what commas between the thousands of a number made of it: `1,500,000`.
fn is_cut_number(cells: &[&str]) -> bool {
    let Some((first, groups)) = cells.split_first() else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let begins = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
    begins && !groups.is_empty() && groups.iter().all(|group| group.len() == 3 && digits(group))
}
