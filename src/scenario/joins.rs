//! What may have cut a row into more cells than the heading has: separators within numbers and texts, and empty cells too many.

use super::columns::COLUMNS;
use super::digit_groups::{are_groups, as_decimal};
use super::header::Header;
use super::number::parse_number;

/// What cells of a row may be together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number with separators between its thousands.
    Thousands,
    /// A number with a comma before its decimals.
    Decimals,
    /// A text.
    Text,
    /// Nothing: they are empty, and too many.
    Empty,
}

/// Cells of a row that may be one, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Join {
    pub(super) kind: Kind,
    /// The first of them.
    pub(super) first: usize,
    /// How many they are.
    pub(super) cells: usize,
    /// The cell of the heading that they belong to, or in front of whose cell they stand.
    pub(super) index: usize,
}

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Numbers of this kind.
    pub(super) numbers: Option<Kind>,
    /// A text, of which there is one at most.
    pub(super) text: bool,
    /// Empty cells.
    pub(super) empty: bool,
}

/// Of rows with more cells too many nobody knows what made them.
const MOST_MORE: usize = 16;
/// Pairs of a column and a cell that are looked at: so much for a row of any length.
const MOST_LOOKED_AT: usize = 1_024;
/// Of more ways to read a row none is told.
pub(super) const MOST_WAYS: usize = 16;

/// The ways to read a row's cells, so that it has as many as the heading and each stands where one of its kind may; one more than
/// [`MOST_WAYS`] where there are more. What is empty at the end may stay there.
pub(super) fn ways(cells: &[&str], header: &Header, wanted: Wanted) -> Vec<Vec<Join>> {
    let width = header.columns.len();
    let Some(more) = cells.len().checked_sub(width).filter(|more| (1..=MOST_MORE).contains(more)) else {
        return Vec::new();
    };
    if (width + 1) * (more + 1) > MOST_LOOKED_AT {
        return Vec::new();
    }
    let mut search = Search {
        looks: cells.iter().map(|cell| Look::of(cell)).collect(),
        columns: (0..width).map(|index| Takes::of(header, index)).collect(),
        wanted,
        more,
        can_end: Vec::new(),
        path: Vec::new(),
        found: Vec::new(),
    };
    search.see_ends();
    search.walk((0, 0, false));
    search.found
}

/// The row's cells with these joined, as many as the heading has.
pub(super) fn joined(cells: &[&str], joins: &[Join], width: usize, separator: &str) -> Vec<String> {
    let mut all = Vec::with_capacity(width);
    let (mut at, mut joins) = (0, joins.iter().peekable());
    while all.len() < width && at < cells.len() {
        match joins.next_if(|join| join.first == at) {
            Some(join) => {
                let parts = &cells[at..at + join.cells];
                match join.kind {
                    Kind::Thousands => all.push(parts.concat()),
                    Kind::Decimals => all.push(decimal(parts)),
                    Kind::Text => all.push(parts.join(separator)),
                    Kind::Empty => {}
                }
                at += join.cells;
            }
            None => {
                all.push(cells[at].to_owned());
                at += 1;
            }
        }
    }
    all
}

/// The number whose comma stands between these two cells.
fn decimal(parts: &[&str]) -> String {
    let [whole, last] = parts else { return parts.concat() };
    let (decimals, suffix) = last.split_at(last.len() - suffix(last).len());
    format!("{}{suffix}", as_decimal(&whole.replace('.', ""), decimals))
}

/// A multiplier or a percent sign at the end.
fn suffix(cell: &str) -> &str {
    match cell.as_bytes().last() {
        Some(last) if last.is_ascii_alphabetic() || *last == b'%' => &cell[cell.len() - 1..],
        _ => "",
    }
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a cell is a number that is written otherwise than it can be read, of which it is told how to write it.
pub(super) fn is_told_number(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_digit())
        && (cell.contains(char::is_alphabetic) || parse_number(cell).is_err_and(|fault| !fault.readings.is_empty()))
}

/// What a cell may be.
struct Look {
    is_empty: bool,
    /// A number, or one with a unit behind it that is told of when its place is clear.
    is_number: bool,
    /// A number that can be read.
    is_plain: bool,
    /// The first group of a number's digits.
    begins: bool,
    /// A further one.
    is_group: bool,
    /// The last one, with what stands behind it.
    ends: bool,
    /// What stands before a decimal comma.
    is_whole: bool,
    /// What stands behind it.
    are_decimals: bool,
}

impl Look {
    fn of(cell: &str) -> Look {
        let bare = &cell[..cell.len() - suffix(cell).len()];
        let has_zero_in_front = cell.starts_with('0') && cell.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        let group = |text: &str| text.len() == 3 && are_digits(text);
        let is_plain = parse_number(cell.strip_suffix('%').unwrap_or(cell)).is_ok();
        let of_points = || cell.contains('.') && are_groups(&cell.split('.').collect::<Vec<_>>());
        Look {
            is_empty: cell.is_empty(),
            is_number: !has_zero_in_front && (is_plain || cell.contains("..") || is_told_number(cell)),
            is_plain,
            begins: cell.len() <= 3 && are_digits(cell) && !cell.starts_with('0'),
            is_group: group(cell),
            ends: bare.split_once('.').map_or_else(|| group(bare), |(last, rest)| group(last) && are_digits(rest)),
            is_whole: !has_zero_in_front && (are_digits(cell) || of_points()),
            are_decimals: are_digits(bare),
        }
    }
}

/// What a column's cells can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Number,
    /// Words that are known.
    Words,
    Anything,
    Nothing,
}

impl Takes {
    fn of(header: &Header, index: usize) -> Takes {
        match header.columns[index].map(|at| &COLUMNS[at]) {
            Some(column) if column.is_numeric() => Takes::Number,
            Some(column) if column.name == "name" => Takes::Anything,
            Some(_) => Takes::Words,
            None if header.nameless.contains(&index) => Takes::Nothing,
            None => Takes::Anything,
        }
    }
}

/// A column of the heading, cells that were too many before it, and whether a text is among what was joined.
type At = (usize, usize, bool);

/// The search for all ways, along the columns.
struct Search {
    looks: Vec<Look>,
    columns: Vec<Takes>,
    wanted: Wanted,
    more: usize,
    /// From where the rest of the row can be read.
    can_end: Vec<bool>,
    path: Vec<Join>,
    found: Vec<Vec<Join>>,
}

impl Search {
    fn place(&self, (index, more, has_text): At) -> usize {
        (index * (self.more + 1) + more) * 2 + usize::from(has_text)
    }

    /// Notes from where the rest can be read, from the end on: no way that leads nowhere is gone.
    fn see_ends(&mut self) {
        let width = self.columns.len();
        self.can_end = vec![false; (width + 1) * (self.more + 1) * 2];
        for index in (0..=width).rev() {
            for more in (0..=self.more).rev() {
                for has_text in [true, false] {
                    let at = (index, more, has_text);
                    let can_end = if index == width {
                        self.looks[width + more..].iter().all(|look| look.is_empty)
                    } else {
                        self.steps(at).into_iter().any(|(_, next)| self.can_end[self.place(next)])
                    };
                    let place = self.place(at);
                    self.can_end[place] = can_end;
                }
            }
        }
    }

    fn walk(&mut self, at: At) {
        if self.found.len() > MOST_WAYS || !self.can_end[self.place(at)] {
            return;
        }
        if at.0 == self.columns.len() {
            if !self.path.is_empty() {
                self.found.push(self.path.clone());
            }
            return;
        }
        for (join, next) in self.steps(at) {
            let length = self.path.len();
            self.path.extend(join);
            self.walk(next);
            self.path.truncate(length);
        }
    }

    /// What a column's cell can be, and what comes behind it.
    fn steps(&self, (index, more, has_text): At) -> Vec<(Option<Join>, At)> {
        let mut all = Vec::new();
        let first = index + more;
        let (rest, left) = (&self.looks[first..], self.more - more);
        let takes = self.columns[index];
        let join = |kind: Kind, cells: usize| Some(Join { kind, first, cells, index });
        if rest.first().is_some_and(|look| takes.may_be(look)) {
            all.push((None, (index + 1, more, has_text)));
        }
        let most = (left + 1).min(rest.len());
        if takes == Takes::Number && most > 1 {
            match self.wanted.numbers {
                Some(Kind::Thousands) if rest[0].begins => {
                    for cells in 2..=most {
                        if rest[cells - 1].ends {
                            all.push((join(Kind::Thousands, cells), (index + 1, more + cells - 1, has_text)));
                        }
                        if !rest[cells - 1].is_group {
                            break;
                        }
                    }
                }
                Some(Kind::Decimals) if rest[0].is_whole && rest[1].are_decimals => {
                    all.push((join(Kind::Decimals, 2), (index + 1, more + 1, has_text)));
                }
                _ => {}
            }
        }
        let is_text = matches!(takes, Takes::Words | Takes::Anything);
        if self.wanted.text && is_text && !has_text && rest.first().is_some_and(|look| !look.is_empty) {
            let ends = (2..=most).filter(|cells| !rest[cells - 1].is_empty);
            all.extend(ends.map(|cells| (join(Kind::Text, cells), (index + 1, more + cells - 1, true))));
        }
        // Which of several beside one another are left out makes no difference: the last ones.
        let empty = rest.iter().take_while(|look| look.is_empty).count();
        let is_before = empty > 0 && empty < rest.len();
        if self.wanted.empty && is_before && empty <= left {
            all.push((join(Kind::Empty, empty), (index, more + empty, has_text)));
        }
        all
    }
}

impl Takes {
    fn may_be(self, look: &Look) -> bool {
        look.is_empty
            || match self {
                Takes::Number => look.is_number,
                Takes::Words => !look.is_plain,
                Takes::Anything => true,
                Takes::Nothing => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows that one can be read as.
    fn read(heading: &str, line: &str, wanted: Wanted) -> Vec<String> {
        let (header, _) = Header::read(&format!("{heading}\n")).unwrap();
        let cells: Vec<&str> = line.split(',').collect();
        let rows = ways(&cells, &header, wanted);
        rows.iter().map(|joins| joined(&cells, joins, header.columns.len(), "+").join(" ")).collect()
    }

    const HEADING: &str = "name,requests_per_month,duration_ms,memory_mb";
    const NONE: Wanted = Wanted { numbers: None, text: false, empty: false };

    #[test]
    fn groups_of_three_digits_are_joined_wherever_they_can_be() {
        let wanted = Wanted { numbers: Some(Kind::Thousands), ..NONE };
        let read = |line: &str| read(HEADING, line, wanted);
        assert_eq!(read("A,12,000,350,1,536"), ["A 12000 350 1536", "A 12000350 1 536"]);
        assert_eq!(read("A,12,044,2,310,512"), ["A 12044 2 310512", "A 12044 2310 512"]);
        assert_eq!(read("A,50,000,120,1,024"), ["A 50000 120 1024"]);
        assert_eq!(read("A,12,345.50,120,512"), ["A 12 345.50 120512", "A 12345.50 120 512"]);
        // What is empty at the end may stay there.
        assert_eq!(read("A,12,500k,1,024,"), ["A 12 500k 1024", "A 12500k 1024 "]);
        for line in ["A,50M,120,1024,5", "A,50M,120,1024", "A,1,50,12,1024", "A,0,500,12,1024"] {
            assert_eq!(read(line), [""; 0], "{line}");
        }
    }

    #[test]
    fn a_comma_may_stand_before_decimals() {
        let wanted = Wanted { numbers: Some(Kind::Decimals), ..NONE };
        let heading = format!("{HEADING},init_ms,cold_start_pct");
        assert_eq!(read(HEADING, "A,50M,120,5,1024", wanted), ["A 50M 120 5.1024", "A 50M 120.5 1024"]);
        assert_eq!(read(HEADING, "A,1,5M,120,1024", wanted), ["A 1 5M 120.1024", "A 1.5M 120 1024"]);
        assert!(read(&heading, "A,50M,120,1024,900,0,5", wanted).contains(&"A 50M 120 1024 900 0.5".to_owned()));
        assert_eq!(read(HEADING, "A,50M,120,x,1024", wanted), [""; 0]);
    }

    #[test]
    fn texts_are_joined_and_empty_cells_left_out() {
        let text = Wanted { text: true, ..NONE };
        let heading = "name,x_tags,requests_per_month,duration_ms,memory_mb";
        let both = ["A team=a+env=prod 50M 120 1024", "A+team=a env=prod 50M 120 1024"];
        assert_eq!(read(heading, "A,team=a,env=prod,50M,120,1024", text), both);
        assert_eq!(read(HEADING, ",A,50M,120,1024", text), [""; 0]);
        let empty = Wanted { empty: true, ..NONE };
        assert_eq!(read(HEADING, ",A,50M,120,1024", empty), ["A 50M 120 1024"]);
        let sizes = format!("{HEADING},response_kb,log_kb");
        assert_eq!(read(&sizes, "A,50M,120,1024,,20,1.5", empty), ["A 50M 120 1024 20 1.5"]);
        // Of two empty cells either may be the one.
        assert_eq!(read(&sizes, "A,50M,120,1024,,,1.5", empty), ["A 50M 120 1024  1.5"]);
    }

    #[test]
    fn rows_of_very_many_cells_are_not_looked_at() {
        let text = Wanted { text: true, ..NONE };
        let heading = format!("{HEADING}{}", ",x_a".repeat(5_000));
        assert_eq!(read(&heading, &format!("A,5M,120,1024{}", ",a".repeat(5_001)), text), [""; 0]);
        assert_eq!(read(HEADING, &format!("A,5M,120,1024{}", ",a".repeat(5_000)), text), [""; 0]);
        let heading = format!("{HEADING}{}", ",x_a".repeat(60));
        let many = read(&heading, &format!("A,5M,120,1024{}", ",a".repeat(70)), text);
        assert_eq!(many.len(), MOST_WAYS + 1);
    }
}
