//! Rows of fewer or more cells than the heading, and what may have made them so.

use super::columns::COLUMNS;
use super::further_heading::heading_within;
use super::header::Header;
use super::joins::{Join, Kind, Wanted, joined, ways};
use super::line_ends;
use super::number::parse_number;
use super::rows;
use crate::terms::{CURRENCY_SIGNS, Place, Problem, RowLocation, SEPARATORS, other_separator};

/// The fault of a row that ends in more empty cells than the heading has, where a comma within a number made one more: all that
/// stands behind it would be read in the next column. Where lines [end in separators](ends_in_separators) nobody can tell, but for a
/// demand of a month or a day, which would be a few requests.
pub(super) fn shifted(
    cells: &[&str],
    header: &Header,
    ends_in_separators: bool,
    row: RowLocation<'_>,
    unite: &dyn Fn() -> Option<Remedy>,
) -> Option<Problem> {
    let Cut { index, cut, whole } = Cut::find(cells, header)?;
    let is_few = header.columns.get(index).copied().flatten().is_some_and(|at| {
        let name = COLUMNS[at].name;
        ["requests_per_month", "requests_per_day"].contains(&name)
    });
    if ends_in_separators && !is_few {
        return None;
    }
    let (found, width) = (cells.len(), header.cells);
    // Of a demand a comma stands between thousands; of a time or a size it may stand before decimals.
    let written = match cut.split_once(',').filter(|_| !is_few) {
        Some((first, decimals)) if !decimals.contains([',', '.']) => format!("{whole} or {first}.{decimals}"),
        _ => whole,
    };
    let usual =
        || format!("if {cut} is one number, write {written}; otherwise remove what is empty at the end of the line");
    let (first, help) = unite().unwrap_or_else(|| (None, usual()));
    let (place, excerpt) = row.cell(first.unwrap_or(index), "");
    Some(Problem {
        place,
        message: format!("the row has {found} cells where the heading has {width}"),
        help,
        excerpt: Some(excerpt),
    })
}

/// A number that its commas cut in a row that ends in more empty cells than the heading has.
struct Cut {
    /// Its first cell.
    index: usize,
    /// As it stands.
    cut: String,
    /// As it is to be written.
    whole: String,
}

impl Cut {
    /// The number without whose commas the row has all that it needs, and a memory size that Lambda has.
    fn find(cells: &[&str], header: &Header) -> Option<Cut> {
        /// Commas of a number, and of a few more cells nobody knows what made them.
        const MOST_MORE: usize = 3;
        let more = cells.len().checked_sub(header.cells).filter(|more| (1..=MOST_MORE).contains(more))?;
        cells.last().filter(|cell| cell.is_empty())?;
        let memory = header.columns.iter().position(|at| at.is_some_and(|at| COLUMNS[at].name == "memory_mb"));
        let has_memory = |joined: &[&str]| {
            let size = memory.and_then(|index| parse_number(joined.get(index)?).ok());
            size.is_none_or(|size| LAMBDA_MB.contains(&size.ceil_int()))
        };
        let one = (2..=more + 1).rev().find_map(|parts| {
            let (index, cut, whole) = cut_number_at(cells, parts, header)?;
            let joined = [&cells[..index], &[whole.as_str()], &cells[index + parts..]].concat();
            (is_complete(&joined, header) && has_memory(&joined)).then_some(Cut { index, cut, whole })
        });
        one.or_else(|| {
            // Most rows have no two such numbers, which their cells tell at once.
            let are_groups = |pair: &&[&str]| cut_number(pair).is_some();
            cells.windows(2).filter(are_groups).nth(1)?;
            let wanted = Wanted { numbers: Some(Kind::Thousands), text: false, empty: false };
            ways(cells, header, wanted).into_iter().filter(|joins| joins.len() > 1).find_map(|joins| {
                let joined = joined(cells, &joins, header.columns.len(), ",");
                let all: Vec<&str> = joined.iter().map(String::as_str).collect();
                let Join { first, cells: parts, index, .. } = *joins.first()?;
                let cut =
                    || Cut { index: first, cut: cells[first..first + parts].join(","), whole: joined[index].clone() };
                (is_complete(&all, header) && has_memory(&all)).then(cut)
            })
        })
    }
}

/// About the memory sizes of Lambda, which tell a size from other numbers: books of prices have the limits.
const LAMBDA_MB: std::ops::RangeInclusive<i128> = 128..=10_240;

/// Whether most of a block's rows end in more empty cells than the heading has, and not for a number that its commas cut: that is how
/// the file is written.
pub(super) fn ends_in_separators(rows: &str, header: &Header) -> bool {
    let (mut more, mut exact) = (0_u64, 0_u64);
    rows::for_each(rows, header.delimiter, |_, cells, _| {
        more += u64::from(cells.len() > header.cells && Cut::find(cells, header).is_none());
        exact += u64::from(cells.len() == header.cells);
    });
    more > exact
}

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
    let (message, help) = if is_merge_mark(cells) {
        let help = "settle which rows are right, and remove the lines <<<<<<<, ======= and >>>>>>>";
        ("a merge left its mark here".to_owned(), help.to_owned())
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
    is_merge_mark(cells) || separators(cells, header).is_some()
}

/// Whether a row is one that a version control system writes between two versions.
fn is_merge_mark(cells: &[&str]) -> bool {
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    cells.len() == 1 && marks.iter().any(|mark| cells[0].split(' ').next() == Some(mark))
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
fn is_complete(cells: &[&str], header: &Header) -> bool {
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

/// A number that its commas cut into so many cells: the place of the first, as it stands and as it is to be written, where no other
/// cells may be one. Of several it is the demand, whose numbers are the large ones.
fn cut_number_at(cells: &[&str], parts: usize, header: &Header) -> Option<(usize, String, String)> {
    // Nothing else than commas stands within numbers.
    if header.delimiter != b',' {
        return None;
    }
    let found: Vec<(usize, (String, String))> =
        cells.windows(parts).enumerate().filter_map(|(index, cells)| Some((index, cut_number(cells)?))).collect();
    let is_demand =
        |index: usize| header.columns.get(index).copied().flatten().is_some_and(|at| COLUMNS[at].is_demand());
    let demand = || found.iter().filter(|(index, _)| is_demand(*index));
    let number = match (found.as_slice(), demand().nth(1)) {
        ([only], _) => Some(only),
        (_, None) => demand().next(),
        _ => None,
    };
    number.map(|(index, (cut, whole))| (*index, cut.clone(), whole.clone()))
}

/// What commas made of a number: those between its thousands, `1,500,000` and `12,345.50`, or the one before its decimals,
/// `3.000,80`.
fn cut_number(cells: &[&str]) -> Option<(String, String)> {
    let (first, groups) = cells.split_first()?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let begins = |text: &str| text.len() <= 3 && digits(text) && !text.starts_with('0');
    let is_group = |text: &str| text.len() == 3 && digits(text);
    // Of thousands of cells few are one.
    let cut = || cells.join(",");
    let (last, middle) = groups.split_last()?;
    let (last, decimals) = last.split_once('.').map_or((*last, None), |(group, decimals)| (group, Some(decimals)));
    if begins(first) && middle.iter().all(|group| is_group(group)) && is_group(last) && decimals.is_none_or(digits) {
        return Some((cut(), cells.concat()));
    }
    let (begin, thousands) = first.split_once('.')?;
    let is_whole = begins(begin) && thousands.split('.').all(is_group);
    let is_one = is_whole && middle.is_empty() && decimals.is_none() && digits(last) && last.len() < 3;
    is_one.then(|| (cut(), format!("{}.{last}", first.replace('.', ""))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commas_cut_is_one_number() {
        let whole = |cells: &[&str]| cut_number(cells).map(|(_, whole)| whole);
        assert_eq!(whole(&["1", "500", "000"]).as_deref(), Some("1500000"));
        assert_eq!(whole(&["12", "345.50"]).as_deref(), Some("12345.50"));
        assert_eq!(whole(&["3.000", "80"]).as_deref(), Some("3000.80"));
        assert_eq!(whole(&["1.234.567", "8"]).as_deref(), Some("1234567.8"));
        for cells in
            [&["120", "5"][..], &["0", "500"], &["1234", "500"], &["3.000", "800"], &["12.5", "80"], &["a", "500"]]
        {
            assert_eq!(whole(cells), None, "{cells:?}");
        }
    }

    #[test]
    fn a_comma_within_a_number_shifts_what_stands_behind_it() {
        let heading = "name,requests_per_month,duration_ms,memory_mb,log_kb\n";
        let (header, _) = Header::read(heading).unwrap();
        let told_in = |line: &str, ends_in_separators: bool| {
            let cells: Vec<&str> = line.split(',').collect();
            shifted(&cells, &header, ends_in_separators, RowLocation::new(line, 0, 2, b','), &|| None)
                .map(|problem| problem.help)
        };
        let told = |line: &str| told_in(line, false);
        let or_else = "; otherwise remove what is empty at the end of the line";
        assert_eq!(told("A,1,500,300,512,"), Some(format!("if 1,500 is one number, write 1500{or_else}")));
        let time = format!("if 118,443 is one number, write 118443 or 118.443{or_else}");
        assert_eq!(told("A,50M,118,443,1024,"), Some(time));
        // Where lines end so nobody can tell, but of a month that would have one request.
        assert_eq!(told_in("A,50M,118,443,1024,", true), None);
        assert_eq!(told_in("A,1,500,300,512,", true), told("A,1,500,300,512,"));
        assert_eq!(told_in("A,30,900,512,1,", true), None);
        // As one number the row would have no memory; and nothing that a comma can have cut.
        for line in ["A,50M,120,512,,", "A,50M,120,1024,1.5,", "A,50M,120,1024,,,"] {
            assert_eq!(told(line), None, "{line}");
        }
        let custom = |rows: &str| ends_in_separators(rows, &header);
        assert!(custom("A,30,900,512,1,\nB,50M,120,512,1,\nC,1,2,3,4\n") && custom("A,30,900,512,1,\n"));
        assert!(!custom("A,50M,120,512,1\nB,1,500,120,512,\nC,50M,120,512,1\n"));
        // Rows that are shifted themselves are no custom.
        assert!(!custom("A,1,500,200,512,\n") && !custom("A,1,500,200,512,\nB,2,250,300,1024,\n"));
        assert!(!custom("A,50000,120,512,1\nB,1,500,200,512,\n"));
    }

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
