//! The column table of the scenario file: the one place that knows a column.

mod about;
mod advice;
mod alone;
mod book_names;
mod cells;
mod change;
mod demand;
mod doubtful;
mod instances;
mod meant;
mod no_columns;
mod other_forms;
mod other_names;
mod other_values;
mod range;
mod readings;
mod spread;
mod suggestion;
mod table;
mod unit_apart;
mod without_column;
mod words;

pub(in crate::scenario) use advice::stands_for_nothing;
pub use doubtful::{GROUP_OR_NUMBER, group_or_number};
pub(in crate::scenario) use meant::is_clear;
pub use meant::meant;
pub use suggestion::suggestion;
pub use table::{COLUMNS, DEFAULT_EBS_GB, MOST_EBS_GB};
pub(in crate::scenario) use unit_apart::of_unit;
pub(in crate::scenario) use without_column::without_column;
pub(in crate::scenario) use words::folded;

use super::draft::Draft;
use super::measure::Measure;
use super::number::parse_number;
use super::number_fault::NumberFault;
use super::reader::Context;
use super::workload::Workload;
use crate::units::Dec;

/// What is wrong with a cell, and how to mend it. Boxed wherever it goes: millions of cells have none, and what says so
/// shall fit a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub message: String,
    /// What was expected and how to mend it.
    pub help: String,
    /// The numbers that a cell can be, which only the column can put into its own unit and hold against its limits.
    readings: Vec<Measure>,
}

impl Fault {
    pub(in crate::scenario) fn new(message: impl Into<String>, help: impl Into<String>) -> Box<Fault> {
        Box::new(Fault { message: message.into(), help: help.into(), readings: Vec::new() })
    }

    /// The fault of what is one of these numbers, of which the column tells how to write them.
    fn of_readings(message: impl Into<String>, readings: Vec<Measure>) -> Box<Fault> {
        Box::new(Fault { message: message.into(), help: String::new(), readings })
    }
}

impl From<NumberFault> for Box<Fault> {
    fn from(fault: NumberFault) -> Box<Fault> {
        Box::new(Fault { message: fault.message, help: fault.help, readings: fault.readings })
    }
}

/// One column of the scenario file.
#[derive(Clone, Copy)]
pub struct Column {
    /// Its name in the heading.
    pub name: &'static str,
    /// The unit of its values, or the values it can have.
    pub unit: &'static str,
    /// What an empty cell means, in words.
    pub default: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// A value as an example.
    pub example: &'static str,
    /// Whether every row needs it (of the demand columns, exactly one).
    pub required: bool,
    pub(in crate::scenario) set: fn(&mut Workload, &str, &Context<'_>) -> Result<(), Box<Fault>>,
    get: fn(&Workload) -> Option<String>,
}

impl Column {
    /// Whether this is one of the four ways to give demand.
    #[must_use]
    pub fn is_demand(&self) -> bool {
        self.name.starts_with("requests_per_") && self.required
    }

    /// Whether its cells are numbers, which may also be given as ranges.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        // Asked for every row of some files: words are known by their first letter.
        self.example.starts_with(|c: char| c.is_ascii_digit()) && parse_number(self.example).is_ok()
    }

    /// Whether its numbers are whole ones only, as those that count things are: half above its example is refused.
    pub(crate) fn is_whole(&self, context: &Context<'_>) -> bool {
        let context = &Context { is_written: false, ..*context };
        let half_above = parse_number(self.example).ok().and_then(|number| number.add(Dec::ONE.ratio(1, 2)?));
        half_above.is_some_and(|number| (self.set)(&mut Draft::new().workload, &number.to_string(), context).is_err())
    }

    /// The value that a workload has in this column, defaults included; `None` where there is none.
    #[must_use]
    pub fn value(&self, workload: &Workload) -> Option<String> {
        (self.get)(workload)
    }
}

/// The column of that name.
#[must_use]
pub fn find(name: &str) -> Option<usize> {
    COLUMNS.iter().position(|column| column.name == name)
}

/// Puts a cell into a row.
pub(in crate::scenario) fn apply(
    draft: &mut Draft,
    at: usize,
    cell: &str,
    context: &Context<'_>,
) -> Result<(), Box<Fault>> {
    let column = &COLUMNS[at];
    if let Some(fault) = doubtful::doubt(column, cell, context) {
        draft.failed |= 1 << at;
        return Err(advice::complete(fault, at, cell, context));
    }
    match (column.set)(&mut draft.workload, cell, context) {
        Ok(()) => {
            draft.filled |= 1 << at;
            Ok(())
        }
        Err(fault) => apply_refused(draft, at, cell, context, fault),
    }
}

/// The same of a cell that is no single value of its column.
#[cold]
fn apply_refused(
    draft: &mut Draft,
    at: usize,
    cell: &str,
    context: &Context<'_>,
    fault: Box<Fault>,
) -> Result<(), Box<Fault>> {
    // A range is no number, so only what was refused can be one.
    let is_range = cell.contains("..") && COLUMNS[at].is_numeric();
    let read = if is_range { range::apply(draft, at, cell, context) } else { Err(fault) };
    let read = read.map_err(|fault| advice::complete(fault, at, cell, context));
    match read {
        Ok(()) => draft.filled |= 1 << at,
        Err(_) => draft.failed |= 1 << at,
    }
    read
}

/// A row's filled columns are bits of a `u64`.
const _: () = assert!(COLUMNS.len() <= 64);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::PriceBook;

    /// How a cell that a column refuses is to be mended.
    pub(super) fn help(column: &str, cell: &str) -> String {
        let book = PriceBook::current().unwrap();
        let at = find(column).unwrap();
        apply(&mut Draft::new(), at, cell, &Context::new(book.rules())).unwrap_err().help
    }

    #[test]
    fn names_are_unique_and_every_column_is_explained() {
        for (at, column) in COLUMNS.iter().enumerate() {
            assert_eq!(find(column.name), Some(at));
            assert!(!column.meaning.is_empty() && !column.example.is_empty() && !column.default.is_empty());
        }
        assert_eq!(COLUMNS.iter().filter(|column| column.is_demand()).count(), 4);
        assert_eq!(find("ebs_gb").map(|at| COLUMNS[at].default), Some(&*DEFAULT_EBS_GB.to_string()));
    }
}
