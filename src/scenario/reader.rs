//! Reading a whole scenario: what it needs to know, what it gives, what can be wrong with it.

use super::assignments::Assignments;
use super::block_names::OWN_NAME;
use super::blocks::{BlockError, BlockReader};
use super::decimal_commas::DecimalCommas;
use super::parser::BlockParser;
use super::unique::UniqueNames;
use super::unused::Unused;
use super::workload::Workload;
use crate::pricebook::{PriceBook, Rules};
use crate::terms::{HiddenLines, MOST_PROBLEMS, Place, Problem, Problems};
use crate::traffic::{Profile, builtin_names};
use crate::units::Dec;
use std::fmt;
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
    /// The book whose regions and instance types are the known names; without one, a name that no book has is found when
    /// the workload is priced.
    pub names: Option<&'a PriceBook>,
    /// A fault of a name looks for the nearest known ones: those of a fault that is only counted nobody reads.
    pub hints: bool,
    /// Why commas may be the decimal marks, where they may: a point may then separate thousands.
    pub decimal_commas: Option<DecimalCommas>,
    /// Cells are what somebody wrote, and not values that were computed: the former may be meant otherwise.
    pub is_written: bool,
    /// Of what is looked at as another way to write a cell, how many ways lie between: help ends at a few, as each has others of
    /// its own. 0 for a cell.
    pub ways: u8,
    /// Hours of a month.
    pub hours_per_month: Dec,
    /// Where traffic profiles come from.
    pub profiles: &'a dyn ProfileLoader,
}

impl<'a> Context<'a> {
    /// A book's rules, its month, and built-in traffic profiles only.
    #[must_use]
    pub fn new(rules: &'a Rules) -> Context<'a> {
        Context {
            rules,
            names: None,
            hints: true,
            decimal_commas: Some(DecimalCommas::Unsaid),
            is_written: true,
            ways: 0,
            hours_per_month: rules.hours_per_month,
            profiles: &BuiltinProfiles,
        }
    }

    /// The same for a cell whose fault is only counted: nobody reads how it is mended.
    pub(super) fn of_counted(self) -> Context<'a> {
        Context { hints: false, ways: u8::MAX, ..self }
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
    /// What of it has no effect.
    pub unused: Unused,
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
        /// Where those are that are not among the first.
        hidden: HiddenLines,
    },
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScenarioError::Io(error) => write!(f, "the scenario cannot be read: {error}"),
            ScenarioError::Problems { first, count, .. } => {
                write!(f, "{count} problems in the scenario")?;
                first.iter().try_for_each(|problem| write!(f, "; {problem}"))
            }
        }
    }
}

impl std::error::Error for ScenarioError {}

impl Problems {
    /// The error that reports them, in the order of the file.
    #[must_use]
    pub fn into_error(self) -> ScenarioError {
        let (first, count, hidden) = self.into_parts();
        ScenarioError::Problems { first, count, hidden }
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
    let unused = read_each(source, assignments, context, |workload| workloads.push(*workload))?;
    Ok(Scenario { workloads, unused })
}

/// Reads a whole scenario, handing each good row to `each` in order: what is made of them counts only if all are good.
/// Gives what of the file has no effect.
///
/// # Errors
/// [`ScenarioError`] with every problem of the file, or the source's failure.
pub fn read_each(
    source: impl Read,
    assignments: &Assignments,
    context: Context<'_>,
    mut each: impl FnMut(Box<Workload>),
) -> Result<Unused, ScenarioError> {
    let mut blocks = BlockReader::new(source);
    let mut rows = 0;
    let mut problems = Problems::default();
    let mut unique = UniqueNames::default();
    let mut unused = Unused::default();
    let mut parser: Option<BlockParser<'_>> = None;
    loop {
        let delimiter = parser.as_ref().map(BlockParser::delimiter);
        let mut block = match blocks.next_block(delimiter) {
            Ok(Some(block)) => block,
            Ok(None) => break,
            Err(BlockError::Io(error)) => return Err(ScenarioError::Io(error)),
            Err(BlockError::Problems(all)) => {
                all.into_iter().for_each(|problem| problems.push(problem));
                break;
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
            None
        });
        problems.append(parsed.problems);
        unused.append(parsed.unused);
        unique.add(&parsed.names).map_err(ScenarioError::Io)?;
    }
    finish(rows, &mut problems, unique, parser.is_some(), &unused)?;
    Ok(unused)
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
    unused: &Unused,
) -> Result<(), ScenarioError> {
    let duplicates = unique.duplicates(MOST_PROBLEMS).map_err(ScenarioError::Io)?;
    problems.count_more(duplicates.count - duplicates.first.len() as u64);
    for (earlier, later) in duplicates.first {
        let (line, column) = (later.line(), later.column());
        problems.push(Problem {
            place: Place::Cell { line, column, name: "name".to_owned() },
            message: format!("this name already stands in line {}", earlier.line()),
            help: OWN_NAME.to_owned(),
            excerpt: None,
        });
    }
    if problems.is_empty() && rows == 0 {
        let message = if has_heading { "the file has a heading but no rows" } else { "the file is empty" };
        let help = match unused.first_comment() {
            Some(line) => format!("line {line} counts as a comment: a name that begins with # needs quotes"),
            None => "add a row for each workload; `costcalc init` writes a commented example".to_owned(),
        };
        problems.push(Problem::of_file(message, help));
    }
    if problems.is_empty() { Ok(()) } else { Err(std::mem::take(problems).into_error()) }
}
