//! Rows that end in more empty cells than the heading has, where a comma within a number made one more.

use super::columns::COLUMNS;
use super::header::Header;
use super::joins::{Join, Kind, Wanted, joined, ways};
use super::number::parse_number;
use super::rows;
use super::width::{Remedy, is_complete};
use crate::terms::{Problem, RowLocation};

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
    let written = match cut.split_once(',').filter(|_| !is_few && !whole.contains('.')) {
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
        .or_else(|| {
            let cuts = cells.windows(2).enumerate().filter_map(|(index, pair)| Some((index, cut_decimals(pair)?)));
            cuts.filter(|(index, whole)| takes_decimals(header.columns.get(*index).copied().flatten(), whole)).find_map(
                |(index, whole)| {
                    let joined = [&cells[..index], &[whole.as_str()], &cells[index + 2..]].concat();
                    let is_row = more == 1 && is_complete(&joined, header) && has_memory(&joined);
                    is_row.then(|| Cut { index, cut: cells[index..index + 2].join(","), whole })
                },
            )
        })
        .filter(|_| header.delimiter == b',')
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

/// A number of one or two decimals that a comma cut, as it is to be written: `120,5` and `2,5M`.
fn cut_decimals(pair: &[&str]) -> Option<String> {
    let [whole, decimals] = pair else { return None };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let bare = decimals.strip_suffix(['k', 'K', 'M']).unwrap_or(decimals);
    let is_cut = digits(whole) && (*whole == "0" || !whole.starts_with('0')) && digits(bare) && bare.len() < 3;
    is_cut.then(|| format!("{whole}.{decimals}"))
}

/// Whether a column has such a number: a size has no decimals, and of requests there are thousands or millions.
fn takes_decimals(at: Option<usize>, number: &str) -> bool {
    at.is_some_and(|at| match COLUMNS[at].name {
        "memory_mb" => false,
        "requests_per_month" | "requests_per_day" => !number.ends_with(|c: char| c.is_ascii_digit()),
        _ => COLUMNS[at].is_numeric(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_that_a_comma_cut_shift_what_stands_behind_them() {
        let heading = "name,memory_mb,requests_per_month,duration_ms,burst\n";
        let (header, _) = Header::read(heading).unwrap();
        let told = |line: &str, ends_in_separators: bool| {
            let cells: Vec<&str> = line.split(',').collect();
            let row = RowLocation::new(line, 0, 2, b',');
            shifted(&cells, &header, ends_in_separators, row, &|| None).map(|problem| problem.help)
        };
        let or_else = "; otherwise remove what is empty at the end of the line";
        let time = format!("if 120,5 is one number, write 120.5{or_else}");
        assert_eq!(told("A,512,50M,120,5,", false), Some(time));
        assert_eq!(told("A,512,2,5M,120,", false), Some(format!("if 2,5M is one number, write 2.5M{or_else}")));
        // A size has no decimals, nobody has a half request, and what ends in M is cut nowhere.
        for line in ["A,512,50M,120,,", "A,512,5,120,,", "A,512,50M,120,1.5,", "512,50,20M,120,3,"] {
            assert_eq!(told(line, false), None, "{line}");
        }
        // Where some line that ends so has no such number, lines end so.
        let custom = |rows: &str| ends_in_separators(rows, &header);
        assert!(!custom("A,512,50M,120,5,\nB,512,50M,80,2,\n"));
        assert!(custom("A,512,50M,120,5,\nB,512,50M,80,2.5,\nC,512,50M,80,,\n"));
        assert_eq!(told("A,512,50M,120,5,", true), None);
    }

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
}
