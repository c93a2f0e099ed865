//! A row to a workload, or to all of its problems.

use super::BlockParser;
use crate::scenario::columns::{self, COLUMNS, Fault};
use crate::scenario::draft::{Draft, RowFault};
use crate::scenario::known_faults::KnownFaults;
use crate::scenario::no_workload;
use crate::scenario::reader::Context;
use crate::scenario::spaced::shown;
use crate::scenario::width::{self, width_problem};
use crate::terms::{Place, Problem, RowLocation, shortened};

/// What to do with rows below another heading.
pub(super) const OF_THEIR_OWN: &str =
    "put these rows into a file of their own: their columns are others or stand in another order";

impl BlockParser<'_> {
    /// Reads a row; `before` are the cells of the row before it and `last` what came of them; `may_join` says that
    /// there is room to look at what may have made it wider than the heading. `known` are cells that were refused before.
    pub(super) fn row(
        &self,
        cells: &[&str],
        before: &[&str],
        last: Option<Draft>,
        row: RowLocation<'_>,
        (context, known): (&Context<'_>, &mut KnownFaults),
        may_join: bool,
    ) -> Result<Draft, Vec<Problem>> {
        let width = self.header.columns.len();
        let mut problems = Vec::new();
        // Looked at where something is wrong alone: a workload may be called name.
        let or_other_line = |problems: Vec<Problem>| {
            let note = || context.hints.then(|| no_workload::fault(cells, &self.header, row)).flatten();
            let other = self.heading_again(cells, row, context.hints).or_else(note);
            other.map_or(problems, |problem| vec![problem])
        };
        if cells.len() < width || cells[width..].iter().any(|cell| !cell.is_empty()) {
            let join = || if may_join { self.how_to_join(cells, row, context) } else { None };
            problems.push(width_problem(cells, &self.header, row, &join));
            // With a cell for each of the heading's, named or not, each stands in its column.
            if !(width..=self.header.cells).contains(&cells.len()) {
                return Err(or_other_line(problems));
            }
        }
        for &index in self.header.nameless.iter().filter(|index| !cells[**index].is_empty()) {
            problems.push(width::nameless(index, row));
        }
        // A workload that differs from the one before in some cells only, none of which is emptied or newly filled.
        let usable = |last: &Draft| {
            // All cells are looked at: most rows are usable, and going on is quicker than asking whether to.
            let alike = |(cell, last): (&&str, &&str)| cell.is_empty() == last.is_empty();
            last.workload.ranges.is_empty()
                && before.len() >= width
                && cells[..width].iter().zip(&before[..width]).fold(true, |all, pair| all & alike(pair))
        };
        let last = last.filter(usable);
        let anew = last.is_none();
        let mut draft = last.unwrap_or_else(|| self.template.clone());
        draft.workload.line = Some(row.line());
        for &(index, at) in &self.read {
            let cell = cells[index];
            if cell.is_empty() || (!anew && is_same(cell, before[index])) {
                continue;
            }
            if let Err(fault) = known.apply(&mut draft, at, cell, context) {
                let (place, excerpt) = row.cell(index, COLUMNS[at].name);
                let message = format!("{:?} {}", shortened(&shown(cell)), fault.message);
                let help = match self.is_one_of_demands(at) && columns::stands_for_nothing(cell) {
                    true => "leave the cell empty: the demand stands in one of its columns".to_owned(),
                    false => fault.help,
                };
                problems.push(Problem { place, message, help, excerpt: Some(excerpt) });
            }
        }
        if anew {
            self.assignments.apply(&mut draft, context);
        }
        let faults = draft.check(context);
        // A value for every row that failed was told where it was read, and is no fault of the row.
        if faults.is_empty() && problems.is_empty() {
            return Ok(draft);
        }
        problems.extend(faults.into_iter().map(|fault| self.row_problem(fault, row)));
        Err(or_other_line(problems))
    }

    /// Whether a column is one of several that can have the demand.
    fn is_one_of_demands(&self, at: usize) -> bool {
        let demands = self.read.iter().filter(|(_, at)| COLUMNS[*at].is_demand());
        COLUMNS[at].is_demand() && demands.count() > 1
    }

    /// What is said of a row whose cells are names of columns: files were put together. Where there is no room for hints other words
    /// for them are not looked for, which takes long.
    pub(super) fn heading_again(&self, cells: &[&str], row: RowLocation<'_>, hints: bool) -> Option<Problem> {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty()).peekable();
        filled.peek()?;
        // What a text alone means is not asked: titles of groups stand so.
        let has_hints = hints && filled.clone().nth(1).is_some();
        let is_name = |cell: &&str| columns::find(cell).is_some() || (has_hints && columns::is_clear(cell));
        // Values begin so, and nearly all rows have some.
        let is_value = |cell: &&str| cell.starts_with(|c: char| c.is_ascii_digit());
        if cells.len() < 2 || cells.iter().any(is_value) || !filled.all(is_name) {
            return None;
        }
        let named = |cell: &str| columns::find(cell).map(|at| COLUMNS[at].name).or_else(|| columns::meant(cell));
        let is_same = cells.iter().filter(|cell| !cell.is_empty()).count() == self.read.len()
            && self
                .read
                .iter()
                .all(|(index, at)| cells.get(*index).and_then(|cell| named(cell)) == Some(COLUMNS[*at].name));
        let help = if is_same { "remove this line: one heading is enough" } else { OF_THEIR_OWN };
        Some(Problem {
            place: Place::Line { line: row.line() },
            message: "a heading stands among the rows".to_owned(),
            help: help.to_owned(),
            excerpt: Some(row.row()),
        })
    }

    /// A fault that concerns several columns, shown at the one that is best mended.
    fn row_problem(&self, row_fault: RowFault, row: RowLocation<'_>) -> Problem {
        let name = row_fault.column.unwrap_or_default();
        let Fault { mut message, help, .. } = *row_fault.fault;
        let index = self.read.iter().find(|(_, at)| COLUMNS[*at].name == name).map(|(index, _)| *index);
        let (place, excerpt) = match index {
            Some(index) => row.cell(index, name),
            None => (Place::Line { line: row.line() }, row.row()),
        };
        if columns::find(name).is_some_and(|at| self.assignments.sets(at)) {
            message.push_str(&format!(" ({name} is set for every row)"));
        }
        Problem { place, message, help, excerpt: Some(excerpt) }
    }
}

/// Whether two cells are the same. Most that are not differ in length or at their end, as numbers do.
fn is_same(cell: &str, other: &str) -> bool {
    cell.len() == other.len() && cell.as_bytes().last() == other.as_bytes().last() && cell == other
}
