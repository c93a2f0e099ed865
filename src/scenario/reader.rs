//! Blocks of text to workloads, or to all of their problems.

use super::blocks::{Block, BlockError, BlockReader};
use super::columns::{self, COLUMNS, Fault};
use super::draft::{Draft, RowFault};
use super::header::{Assignments, Header};
use super::locate::RowLocation;
use super::problem::{Place, Problem, shortened};
use super::unique::{AlreadyHashed, NameHash, UniqueNames};
use super::workload::Workload;
use crate::pricebook::Rules;
use crate::traffic::{Profile, builtin_names};
use crate::units::Dec;
use std::collections::HashMap;
use std::fmt;
use std::hash::BuildHasherDefault;
use std::io::Read;
use std::sync::Arc;

/// Finds traffic profiles by built-in name or by path.
pub trait ProfileLoader: Sync {
    /// The profile of that name or file.
    ///
    /// # Errors
    /// A sentence that says why it cannot be used and how to mend it.
    fn load(&self, reference: &str) -> Result<Arc<Profile>, String>;
}

/// What reading a row needs to know besides the row.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Limits and steps of the price book.
    pub rules: &'a Rules,
    /// Hours of a month.
    pub hours_per_month: Dec,
    /// Where traffic profiles come from.
    pub profiles: &'a dyn ProfileLoader,
}

impl<'a> Context<'a> {
    /// A book's rules, its month, and built-in traffic profiles only.
    #[must_use]
    pub fn new(rules: &'a Rules) -> Context<'a> {
        Context { rules, hours_per_month: rules.hours_per_month, profiles: &BuiltinProfiles }
    }
}

/// Finds built-in traffic profiles only: touches no file.
pub struct BuiltinProfiles;

impl ProfileLoader for BuiltinProfiles {
    fn load(&self, reference: &str) -> Result<Arc<Profile>, String> {
        match Profile::builtin(reference) {
            Some(profile) => profile.map(Arc::new).map_err(|error| error.to_string()),
            None => Err(format!("the built-in profiles are {}", builtin_names().collect::<Vec<_>>().join(", "))),
        }
    }
}

/// A checked scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// One workload a row, in the order of the file.
    pub workloads: Vec<Workload>,
}

/// Why a scenario could not be read.
#[derive(Debug)]
pub enum ScenarioError {
    /// The source failed.
    Io(std::io::Error),
    /// Faults in the text: the first ones in full, and how many there are in all.
    Problems {
        /// At most [`MOST_PROBLEMS`], in the order of the file.
        first: Vec<Problem>,
        /// All of them.
        count: u64,
    },
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScenarioError::Io(error) => write!(f, "the scenario cannot be read: {error}"),
            ScenarioError::Problems { first, count } => {
                write!(f, "{count} problems in the scenario")?;
                first.iter().try_for_each(|problem| write!(f, "; {problem}"))
            }
        }
    }
}

impl std::error::Error for ScenarioError {}

/// How many problems are reported in full.
pub const MOST_PROBLEMS: usize = 20;

/// Problems as they are found: the first ones and a count.
#[derive(Debug, Default)]
pub struct Problems {
    first: Vec<Problem>,
    count: u64,
}

impl Problems {
    /// Notes a problem.
    pub fn push(&mut self, problem: Problem) {
        self.count += 1;
        if self.first.len() < MOST_PROBLEMS {
            self.first.push(problem);
        }
    }

    /// Takes over the problems of a later part of the file.
    pub fn append(&mut self, mut later: Problems) {
        self.count += later.count;
        let room = MOST_PROBLEMS.saturating_sub(self.first.len());
        later.first.truncate(room);
        self.first.append(&mut later.first);
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The error that reports them, in the order of the file.
    #[must_use]
    pub fn into_error(mut self) -> ScenarioError {
        self.first.sort_by_key(Problem::line);
        ScenarioError::Problems { first: self.first, count: self.count }
    }
}

/// What a block held besides its workloads.
#[derive(Debug, Default)]
pub struct ParsedBlock {
    /// Its problems.
    pub problems: Problems,
    /// Hash and line of every row's name, to find the same name in two blocks.
    pub names: Vec<(NameHash, u64)>,
}

/// Turns blocks into workloads.
pub struct BlockParser<'a> {
    header: Header,
    /// Place of the name in a row; `None` where it is set for every row.
    name_index: Option<usize>,
    assignments: &'a Assignments,
    context: Context<'a>,
    template: Draft,
}

impl<'a> BlockParser<'a> {
    /// Reads the heading from the file's first block, which is cut down to the rows after it.
    ///
    /// # Errors
    /// The heading's problems.
    pub fn new(
        block: &mut Block,
        assignments: &'a Assignments,
        context: Context<'a>,
    ) -> Result<BlockParser<'a>, Vec<Problem>> {
        let (header, end) = Header::read(&block.text)?;
        header.check_required(assignments)?;
        let head = &block.text.as_bytes()[..end];
        block.first_line += memchr::memchr_iter(b'\n', head).count() as u64;
        block.text.drain(..end);
        let named = |at: &usize| COLUMNS[*at].name == "name" && !assignments.sets(*at);
        let name_index = header.columns.iter().position(named);
        Ok(BlockParser { header, name_index, assignments, context, template: Draft::new() })
    }

    /// The character between cells.
    #[must_use]
    pub fn delimiter(&self) -> u8 {
        self.header.delimiter
    }

    /// Reads a block's rows, handing each good one to `each` in order.
    pub fn parse(&self, block: &Block, mut each: impl FnMut(Box<Workload>)) -> ParsedBlock {
        let mut parsed = ParsedBlock::default();
        let lines = memchr::memchr_iter(b'\n', block.text.as_bytes()).count();
        let mut in_block: HashMap<NameHash, u64, BuildHasherDefault<AlreadyHashed>> =
            HashMap::with_capacity_and_hasher(lines, BuildHasherDefault::default());
        parsed.names.reserve(lines);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(self.header.delimiter)
            .comment(Some(b'#'))
            .flexible(true)
            .from_reader(block.text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut known = (0, block.first_line);
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                // The text is valid UTF-8 and rows may have any width, so nothing else can fail.
                Ok(false) | Err(_) => return parsed,
            }
            if record.iter().all(|cell| trimmed(cell).is_empty()) {
                continue;
            }
            let byte = record.position().map_or(0, csv::Position::byte);
            let byte = usize::try_from(byte).unwrap_or(usize::MAX);
            // Lines are counted on from the last row: the reader's own count stands still at skipped lines.
            let row = RowLocation::find_after(&block.text, known, byte, self.header.delimiter);
            known = row.start();
            let line = row.line();
            if let Some(name) = self.name_cell(&record) {
                let hash = NameHash::of(name);
                if let Some(earlier) = in_block.insert(hash, line) {
                    let (place, excerpt) = row.cell(self.name_index.unwrap_or(0), "name");
                    parsed.problems.push(Problem {
                        place,
                        message: format!("{:?} already stands in line {earlier}", shortened(name)),
                        help: "give every workload a name of its own".to_owned(),
                        excerpt: Some(excerpt),
                    });
                }
                parsed.names.push((hash, line));
            }
            match self.row(&record, row) {
                Err(problems) => problems.into_iter().for_each(|problem| parsed.problems.push(problem)),
                Ok(workload) => each(workload),
            }
        }
    }

    /// The cell that holds the row's name, where there is one.
    fn name_cell<'r>(&self, record: &'r csv::StringRecord) -> Option<&'r str> {
        record.get(self.name_index?).map(trimmed).filter(|name| !name.is_empty())
    }

    fn row(&self, record: &csv::StringRecord, row: RowLocation<'_>) -> Result<Box<Workload>, Vec<Problem>> {
        let width = self.header.columns.len();
        if record.len() < width || record.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
            let found = record.len();
            let cells = if found == 1 { "cell" } else { "cells" };
            let help = if record.len() < width {
                "add the missing cells; an empty cell still needs its separator"
            } else {
                "remove the extra cells; a text with the separator in it needs quotes"
            };
            return Err(vec![Problem {
                place: Place::Line { line: row.line() },
                message: format!("the row has {found} {cells} where the heading has {width}"),
                help: help.to_owned(),
                excerpt: Some(row.row()),
            }]);
        }
        let mut problems = Vec::new();
        let mut draft = self.template.clone();
        draft.workload.line = Some(row.line());
        let mut problem = |index: usize, name: &str, cell: Option<&str>, fault: Fault| {
            let (place, excerpt) = row.cell(index, name);
            let message = match cell {
                Some(cell) => format!("{:?} {}", shortened(cell), fault.message),
                None => fault.message,
            };
            problems.push(Problem { place, message, help: fault.help, excerpt: Some(excerpt) });
        };
        for ((index, cell), &at) in record.iter().enumerate().zip(&self.header.columns) {
            let cell = trimmed(cell);
            if cell.is_empty() || self.assignments.sets(at) {
                continue;
            }
            if let Err(fault) = columns::apply(&mut draft, at, cell, &self.context) {
                problem(index, COLUMNS[at].name, Some(cell), fault);
            }
        }
        self.assignments.apply(&mut draft, &self.context);
        match draft.finish(&self.context) {
            Ok(workload) => Ok(workload),
            Err(faults) => {
                problems.extend(faults.into_iter().map(|fault| self.row_problem(fault, row)));
                Err(problems)
            }
        }
    }

    /// A fault that concerns several columns, shown at the one that is best mended.
    fn row_problem(&self, row_fault: RowFault, row: RowLocation<'_>) -> Problem {
        let name = row_fault.column.unwrap_or_default();
        let index = self.header.columns.iter().position(|at| COLUMNS[*at].name == name);
        let (place, excerpt) = match index {
            Some(index) => row.cell(index, name),
            None => (Place::Line { line: row.line() }, row.row()),
        };
        let Fault { message, help } = row_fault.fault;
        Problem { place, message, help, excerpt: Some(excerpt) }
    }
}

/// A cell without the space around it. Most cells have none, which their outer bytes show at once.
fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

/// Reads a whole scenario from text, with built-in traffic profiles only.
///
/// # Errors
/// [`ScenarioError`] with every problem of the text.
pub fn read_str(text: &str, rules: &Rules) -> Result<Scenario, ScenarioError> {
    read(text.as_bytes(), &Assignments::default(), Context::new(rules))
}

/// Reads a whole scenario into memory.
///
/// # Errors
/// [`ScenarioError`] with every problem of the file, or the source's failure.
pub fn read(source: impl Read, assignments: &Assignments, context: Context<'_>) -> Result<Scenario, ScenarioError> {
    let mut workloads = Vec::new();
    read_each(source, assignments, context, |workload| workloads.push(*workload))?;
    Ok(Scenario { workloads })
}

/// Reads a whole scenario, handing each good row to `each` in order: what is made of them counts only if all are good.
///
/// # Errors
/// [`ScenarioError`] with every problem of the file, or the source's failure.
pub fn read_each(
    source: impl Read,
    assignments: &Assignments,
    context: Context<'_>,
    mut each: impl FnMut(Box<Workload>),
) -> Result<(), ScenarioError> {
    let mut blocks = BlockReader::new(source);
    let mut rows = 0;
    let mut problems = Problems::default();
    let mut unique = UniqueNames::default();
    let mut parser: Option<BlockParser<'_>> = None;
    loop {
        let delimiter = parser.as_ref().map(BlockParser::delimiter);
        let mut block = match blocks.next_block(delimiter) {
            Ok(Some(block)) => block,
            Ok(None) => break,
            Err(BlockError::Io(error)) => return Err(ScenarioError::Io(error)),
            Err(BlockError::Problem(problem)) => {
                problems.push(*problem);
                return Err(problems.into_error());
            }
        };
        let parser = match &mut parser {
            Some(parser) => parser,
            None => match BlockParser::new(&mut block, assignments, context) {
                Ok(new) => parser.insert(new),
                Err(found) => {
                    found.into_iter().for_each(|problem| problems.push(problem));
                    return Err(problems.into_error());
                }
            },
        };
        let parsed = parser.parse(&block, |workload| {
            rows += 1;
            each(workload);
        });
        problems.append(parsed.problems);
        unique.add(&parsed.names).map_err(ScenarioError::Io)?;
    }
    finish(rows, &mut problems, unique, parser.is_some())
}

/// What can be said only at the end of a file: names in two blocks, no rows at all.
///
/// # Errors
/// [`ScenarioError`] where the file has problems.
pub(crate) fn finish(
    rows: u64,
    problems: &mut Problems,
    unique: UniqueNames,
    has_heading: bool,
) -> Result<(), ScenarioError> {
    let duplicates = unique.duplicates(MOST_PROBLEMS).map_err(ScenarioError::Io)?;
    problems.count += duplicates.count - duplicates.first.len() as u64;
    for (earlier, later) in duplicates.first {
        problems.push(Problem {
            place: Place::Line { line: later },
            message: format!("the row's name already stands in line {earlier}"),
            help: "give every workload a name of its own".to_owned(),
            excerpt: None,
        });
    }
    if problems.is_empty() && rows == 0 {
        let message = if has_heading { "the file has a heading but no rows" } else { "the file is empty" };
        problems
            .push(Problem::of_file(message, "add a row for each workload; `costcalc init` writes a commented example"));
    }
    if problems.is_empty() { Ok(()) } else { Err(std::mem::take(problems).into_error()) }
}
