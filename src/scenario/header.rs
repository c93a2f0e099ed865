//! The heading of a scenario file.

use super::assignments::Assignments;
use super::columns::{self, COLUMNS, Column};
use super::exports;
use super::further_heading::{further_heading, is_band, missing_heading};
use super::heading_start::{heading_start, sniff_delimiter};
use super::number::parse_number;
use super::row_numbers;
use super::rows;
use super::said_multiples::to_be_kept;
use super::settings_above;
use super::shapes;
use crate::terms::{MOST_PROBLEMS, Place, Problem, RowLocation, shortened};
use std::cell::OnceCell;

/// What the heading says: which cell of a row belongs to which column.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub(super) delimiter: u8,
    /// For each cell of a row, its place in [`COLUMNS`]; `None` where the heading has a fault there, or a column that is not read.
    pub(super) columns: Vec<Option<usize>>,
    /// Cells of the heading, empty ones at its end included.
    pub(super) cells: usize,
    /// Columns that a name which is none of theirs was probably meant to be.
    meant: Vec<usize>,
    /// Places of columns without a name among the others, in which no row at hand has anything.
    pub(super) nameless: Vec<usize>,
    /// What is wrong with its cells.
    problems: Vec<Problem>,
}

impl Header {
    /// Reads the heading at the beginning of a block; gives it, with the faults of its cells, and the byte after it.
    ///
    /// # Errors
    /// The fault of a text without a heading: its rows cannot be read.
    pub(super) fn read(text: &str) -> Result<(Header, usize), Vec<Problem>> {
        let (mut header, end) = Header::read_from(text, 0)?;
        if row_numbers::stand_in_front(&text[end..], &header) {
            header.problems.push(row_numbers::problem(RowLocation::find(text, 1, end, header.delimiter)));
            // The rows are looked through as they will be below the mended heading.
            header.columns.insert(0, None);
            header.cells += 1;
            header.nameless.iter_mut().for_each(|index| *index += 1);
        }
        Ok((header, end))
    }

    /// The same of a heading that begins at or after a byte, at the beginning of a line.
    fn read_from(text: &str, start: usize) -> Result<(Header, usize), Vec<Problem>> {
        let first = start + heading_start(&text.as_bytes()[start..]);
        let delimiter = sniff_delimiter(&text.as_bytes()[first..]);
        let (cells, end) = rows::first(&text[first..], delimiter).unwrap_or_default();
        let names: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        let width = names.iter().rposition(|name| !name.is_empty()).map_or(0, |at| at + 1);
        if width == 0 {
            return Err(vec![Problem::of_file(
                "the file is empty",
                "start from `costcalc init`, which writes a commented scenario file",
            )]);
        }
        let row = RowLocation::find(text, 1, first, delimiter);
        let shape = || shapes::of_ends(&text[first..]).or_else(|| shapes::of_one_cell(&names[..width], &text[first..]));
        let settings = || settings_above::of(&text[first..], row.line());
        let numbered = || shapes::of_line_numbers(names[0]);
        if let Some((message, help)) =
            exports::of_heading(&names[..width]).or_else(numbered).or_else(settings).or_else(shape)
        {
            let (place, excerpt) = row.cell(0, "");
            return Err(vec![Problem { place, message, help, excerpt: Some(excerpt) }]);
        }
        let mut problems = Vec::new();
        let mut columns: Vec<Option<usize>> = Vec::new();
        let known: Vec<usize> = names[..width].iter().filter_map(|name| columns::find(name)).collect();
        let mut meant: Vec<(usize, &str)> = Vec::new();
        let mut nameless = Vec::new();
        let rows = OnceCell::new();
        // Without rows nobody knows.
        let filled = |index: usize| {
            let filled = rows.get_or_init(|| filled_columns(&text[first + end..], delimiter, width));
            filled.is_empty() || filled[index]
        };
        let is_whole = OnceCell::new();
        for (index, name) in names[..width].iter().enumerate() {
            // The places of all of very many faults would take time by the square, and nobody is shown them.
            let is_shown = problems.len() < MOST_PROBLEMS;
            let fault = |message: String, help: String| {
                if !is_shown {
                    return Problem { place: Place::Line { line: row.line() }, message, help, excerpt: None };
                }
                let (place, excerpt) = row.cell(index, &shortened(name));
                Problem { place, message, help, excerpt: Some(excerpt) }
            };
            let found = columns::find(name).filter(|at| !columns.contains(&Some(*at)));
            columns.push(found);
            match found {
                Some(_) => {}
                None if is_own(name) => {}
                None if columns::find(name).is_some() => {
                    problems.push(fault(format!("column {name} stands twice"), "remove one of the two".to_owned()));
                }
                None if name.is_empty() && is_shown && !filled(index) => {
                    nameless.push(index);
                }
                None if name.is_empty() => {
                    problems.push(fault("a column has no name".to_owned(), "name it, or remove it".to_owned()))
                }
                None => {
                    let near = is_shown.then(|| columns::meant(name).and_then(columns::find)).flatten();
                    let near_new = near.filter(|near| !known.contains(near) && !columns.contains(&Some(*near)));
                    let is_only = |near: &usize| {
                        let others = names[..width].iter().take(COLUMNS.len());
                        others.filter(|other| columns::meant(other) == Some(COLUMNS[*near].name)).count() <= 1
                    };
                    // There is no doubt about which column it is: its cells are checked.
                    let clear = near_new.filter(|_| columns::is_clear(name)).filter(is_only);
                    let may_be_own =
                        || *is_whole.get_or_init(|| lacks_none(&names[..width.min(COLUMNS.len())], &known));
                    let help = match problems.len() < MOST_ADVISED {
                        true => unknown_cell_help(name, near, &known, may_be_own),
                        false => unknown_help(name, may_be_own()),
                    };
                    let earlier = meant.iter().find(|(at, _)| near_new == Some(*at));
                    let help = match earlier.filter(|_| is_shown) {
                        Some((_, other)) => {
                            format!("{help}; {} may be it as well: keep one of the two", shortened(other))
                        }
                        None => help,
                    };
                    match clear {
                        Some(same) => columns[index] = Some(same),
                        None => meant.extend(near_new.map(|near| (near, *name))),
                    }
                    problems.push(fault(format!("unknown column {:?}", shortened(name)), help));
                }
            }
        }
        if let Some((message, help)) = shapes::of_rows(&names[..width], &known, &text[first..], delimiter) {
            let place = Place::Line { line: row.line() };
            return Err(vec![Problem { place, message, help, excerpt: Some(row.row()) }]);
        }
        let is_strange = |name: &str| !name.is_empty() && columns::meant(name).is_none();
        let is_none = known.is_empty() && names[..width].iter().take(MOST_PROBLEMS).all(|name| is_strange(name));
        let further = (known.len() <= 1).then(|| further_heading(&text[start..])).flatten();
        let below = further.as_ref().filter(|further| start + further.byte > first && !further.is_comment);
        let below = below.map(|further| start + further.byte);
        if is_none {
            // Data without a heading, or no scenario at all: one fault, not one for each cell.
            problems.truncate(1);
            for problem in &mut problems {
                problem.message.push_str(", and nothing else in the first line is a column");
                // A first row of data has numbers.
                if further.is_none() && !names.iter().any(|name| parse_number(name).is_ok()) {
                    problem.help = OTHER_NAMES.to_owned();
                } else {
                    problem.message.push_str(": the heading is missing");
                    problem.help = missing_heading(names.first().copied().unwrap_or_default(), further.as_ref());
                    let above =
                        further.as_ref().and_then(|further| text.get(start..start + further.byte)).unwrap_or_default();
                    problem.help.extend(to_be_kept(above));
                }
            }
        } else if below.is_some_and(|below| is_band(&text[first..], below - first)) {
            let help = missing_heading("", further.as_ref());
            problems = vec![Problem {
                place: Place::Line { line: row.line() },
                message: "this line is not the heading".to_owned(),
                help,
                excerpt: Some(row.row()),
            }];
        } else {
            let meant = meant.into_iter().map(|(at, _)| at).collect();
            return Ok((Header { delimiter, columns, cells: names.len(), meant, nameless, problems }, first + end));
        }
        // By a heading that stands further down the rows below it are looked through too.
        match below.map(|below| Header::read_from(text, below)) {
            Some(Ok((header, end))) => {
                problems.extend(header.problems);
                Ok((Header { problems, ..header }, end))
            }
            _ => Err(problems),
        }
    }

    /// All faults of the heading, columns among them that nothing fills, and bits of the columns of which rows can say
    /// nothing because of them.
    pub(super) fn check(&mut self, assignments: &Assignments) -> (Vec<Problem>, u64) {
        let filled = |at: &usize| self.columns.contains(&Some(*at)) || assignments.sets(*at);
        let mut unknown: u64 = self.meant.iter().filter(|at| !filled(at)).fold(0, |bits, at| bits | 1 << at);
        let mut problems = std::mem::take(&mut self.problems);
        for (at, column) in COLUMNS.iter().enumerate() {
            let is_needed = column.required && !column.is_demand();
            // A column whose name is mistyped has its fault.
            if is_needed && !filled(&at) && unknown & (1 << at) == 0 {
                unknown |= 1 << at;
                problems.push(Problem::of_file(
                    format!("the column {} is missing", column.name),
                    format!("add it ({}), for example with the value {}", column.meaning, column.example),
                ));
            }
        }
        let mut demands = (0..COLUMNS.len()).filter(|at| COLUMNS[*at].is_demand());
        let demand_bits = demands.clone().fold(0, |bits, at| bits | 1 << at);
        if unknown & demand_bits == 0 && !demands.any(|at| filled(&at)) {
            unknown |= demand_bits;
            problems.push(Problem::of_file(
                "a demand column is missing",
                "add one of requests_per_month, requests_per_day, requests_per_hour and requests_per_second",
            ));
        }
        (problems, unknown)
    }
}

/// Whether a row has anything, for each of so many columns; nothing where there are no rows.
fn filled_columns(rows: &str, delimiter: u8, width: usize) -> Vec<bool> {
    let mut filled = Vec::new();
    rows::for_each(rows, delimiter, |_, cells, _| {
        filled.resize(width, false);
        filled.iter_mut().zip(cells).for_each(|(filled, cell)| *filled |= !cell.is_empty());
    });
    filled
}

/// What to do with a heading of which no name is known.
const OTHER_NAMES: &str = "name the columns as `costcalc columns` lists them, such as name,requests_per_month,duration_ms,memory_mb; \
                           `costcalc init` writes a file to start from";

/// What to do with a column of which nothing else is known.
const UNKNOWN: &str = "name it as one of the columns that `costcalc columns` lists, or remove the column; one of your own, such as \
                       an owner, begins with x_ and is not read";

/// Whether each column that a scenario needs stands in a heading, by its name or one that is taken for it.
fn lacks_none(names: &[&str], known: &[usize]) -> bool {
    let meant: Vec<usize> = names.iter().filter_map(|name| columns::find(columns::meant(name)?)).collect();
    let has = |at: usize| known.contains(&at) || meant.contains(&at);
    let needed = |at: &usize| COLUMNS[*at].required && !COLUMNS[*at].is_demand();
    (0..COLUMNS.len()).filter(needed).all(has) && (0..COLUMNS.len()).any(|at| COLUMNS[at].is_demand() && has(at))
}

/// The same, where the name can be one of the author's own; where a column is missing it may be that one.
fn unknown_help(name: &str, may_be_own: bool) -> String {
    let folded = columns::folded(name);
    let own = folded.strip_prefix("x_").unwrap_or(&folded);
    let is_plain = own.len() <= 40 && own.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !may_be_own || !is_plain || own.is_empty() || parse_number(own).is_ok() {
        return UNKNOWN.to_owned();
    }
    format!(
        "name it as one of the columns that `costcalc columns` lists; a column of your own, which is not read, begins with x_: \
         name it x_{own}, or remove it"
    )
}

/// Whether a column is one that its author keeps for other readers.
pub(super) fn is_own(name: &str) -> bool {
    name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x_"))
}

/// Columns behind so many with faults get no advice of their own: nobody reads it.
const MOST_ADVISED: usize = 1_000;

/// How to mend a cell of the heading that is probably the column `near`; `known` are those that the heading has.
fn unknown_cell_help(name: &str, near: Option<usize>, known: &[usize], may_be_own: impl Fn() -> bool) -> String {
    match near {
        Some(near) if known.contains(&near) => match COLUMNS[near].name {
            same if same == columns::folded(name) => {
                format!("{same} stands in the heading already: remove one of the two columns")
            }
            // An application beside its function.
            "name" if unknown_help(name, true) != UNKNOWN => {
                format!(
                    "name stands in the heading already; name this column x_{}, or remove it",
                    columns::folded(name)
                )
            }
            other => format!("remove this column: {other} stands in the heading already"),
        },
        Some(near) => near_help(name, near),
        None => columns::without_column(name).map_or_else(|| unknown_help(name, may_be_own()), str::to_owned),
    }
}

/// How to mend a name that is probably the column `near`.
pub(super) fn near_help(name: &str, near: usize) -> String {
    // A name that says another unit is answered with this one, so that nobody only renames the column.
    let column = &COLUMNS[near];
    let unit = match column {
        Column { unit, .. } if !column.is_demand() && (*unit == "count" || unit.starts_with("ratio")) => String::new(),
        _ if !column.is_numeric() => String::new(),
        // It is taken where nothing better is at hand.
        _ if column.name == "duration_ms" && name.to_lowercase().contains("billed") => {
            " It is in ms, and the mean duration: billed ones are rounded up to whole ms, which costs little more;"
                .to_owned()
        }
        _ if column.is_demand() => format!(" It is the {};", column.meaning),
        _ => format!(" It is in {};", column.unit),
    };
    let question = columns::suggestion(name).unwrap_or_else(|| format!("did you mean {}?", column.name));
    format!("{question}{unit} `costcalc columns` lists them all")
}
