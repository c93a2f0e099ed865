//! Blocks of text to workloads, or to all of their problems.

use super::assignments::Assignments;
use super::block_names::BlockNames;
use super::blocks::Block;
use super::columns::{self, COLUMNS, Fault};
use super::decimal_commas::DecimalCommas;
use super::draft::{Draft, RowFault};
use super::empty_choices::EmptyChoices;
use super::grouped_time::GroupedTimes;
use super::hash_lines;
use super::header::Header;
use super::no_workload;
use super::reader::Context;
use super::rows;
use super::said_multiples::SaidMultiple;
use super::same_function::SameFunctions;
use super::spaced::shown;
use super::summaries::Layout;
use super::unique::{NameHash, NamePlace};
use super::unused::{UnitChecks, Unused};
use super::width::{self, width_problem};
use super::workload::Workload;
use crate::terms::{Place, Problem, Problems, RowLocation, shortened, swallowed_message, swallowed_rows};

/// What a block held besides its workloads.
#[derive(Debug, Default)]
pub struct ParsedBlock {
    /// Its problems.
    pub problems: Problems,
    /// Hash and place of each name, to find the same name in two blocks.
    pub names: Vec<(NameHash, NamePlace)>,
    /// What of it has no effect.
    pub unused: Unused,
}

/// Turns blocks into workloads.
pub struct BlockParser<'a> {
    header: Header,
    /// Cells of a row that are read, and the column of each; the others' columns are set for every row.
    read: Vec<(usize, usize)>,
    /// Place of the name in a row; `None` where it is set for every row.
    name_index: Option<usize>,
    /// Those of them that may be a thousand times as long as they are read: none where a cell shows what points are.
    times: Vec<(usize, usize)>,
    assignments: &'a Assignments,
    context: Context<'a>,
    template: Draft,
    /// Whether the heading has faults: rows lack what they say of a column, so they are looked through and not handed on.
    has_faults: bool,
    /// Bits of the columns that may be filled without effect, as far as the file or an assignment fills them.
    conditional: u64,
    /// Whether the file or an assignment fills the column of traffic profiles.
    has_traffic: bool,
    /// What comments above the heading say.
    said: SaidMultiple,
    /// Bits of the columns of [`EmptyChoices`] that there are.
    choices: u64,
    /// Which values may be in another unit.
    units: UnitChecks,
    /// Whether the region is set for every row.
    sets_region: bool,
    /// The first line behind the heading.
    first_line: u64,
    /// Whether rows end in separators that mean nothing, as far as the first block shows it.
    ends_in_separators: bool,
}

/// What to do with rows below another heading.
const OF_THEIR_OWN: &str =
    "put these rows into a file of their own: their columns are others or stand in another order";

impl<'a> BlockParser<'a> {
    /// Reads the heading from the file's first block, which is cut down to the rows after it and takes up the heading's
    /// faults: those of its rows are told with them.
    ///
    /// # Errors
    /// The problems of a block without a heading.
    pub fn new(
        block: &mut Block,
        assignments: &'a Assignments,
        context: Context<'a>,
    ) -> Result<BlockParser<'a>, Vec<Problem>> {
        let (mut header, end) = Header::read(&block.text).map_err(|mut found| {
            // Of bytes that are no text nothing may be left.
            if !block.faults.is_empty() && block.text.trim().is_empty() {
                found.clear();
            }
            [std::mem::take(&mut block.faults), found].concat()
        })?;
        let (faults, unknown) = header.check(assignments);
        let has_faults = !faults.is_empty();
        block.faults.extend(faults);
        let mut said = SaidMultiple::default();
        for (comment, line) in block.text[..end].lines().zip(block.first_line..) {
            // Spreadsheets put quotes around one with commas.
            if comment.trim_start_matches('"').starts_with('#') {
                said.note(comment, || line);
            }
        }
        block.cut_off(end);
        let columns = header.columns.iter().enumerate().filter_map(|(index, at)| Some((index, (*at)?)));
        let read: Vec<(usize, usize)> = columns.filter(|(_, at)| !assignments.sets(*at)).collect();
        let name = read.iter().find(|(_, at)| COLUMNS[*at].name == "name");
        let name_index = name.map(|(index, _)| *index);
        let places: Vec<usize> = read.iter().map(|(index, _)| *index).collect();
        let some = header.columns.iter().any(Option::is_none).then_some(places.as_slice());
        let context = Context { decimal_commas: DecimalCommas::of(&block.text, header.delimiter, some), ..context };
        let is_open = context.decimal_commas == Some(DecimalCommas::Unsaid);
        let times = read.iter().filter(|(_, at)| is_open && GroupedTimes::may_be_in(&COLUMNS[*at])).copied().collect();
        let filled = |at: &usize| header.columns.contains(&Some(*at)) || assignments.sets(*at);
        let bits: u64 = (0..COLUMNS.len()).filter(filled).map(|at| 1 << at).sum();
        let conditional = bits & Unused::columns();
        let template = Draft { unknown, ..Draft::new() };
        let ends_in_separators = width::ends_in_separators(&block.text, &header);
        Ok(BlockParser {
            ends_in_separators,
            header,
            read,
            times,
            name_index,
            assignments,
            context,
            template,
            has_faults,
            conditional,
            has_traffic: columns::find("traffic").is_some_and(|at| bits & (1 << at) != 0),
            said,
            choices: bits & EmptyChoices::columns(),
            units: UnitChecks::of(bits),
            sets_region: columns::find("region").is_some_and(|at| assignments.sets(at)),
            first_line: block.first_line,
        })
    }

    /// The character between cells.
    #[must_use]
    pub fn delimiter(&self) -> u8 {
        self.header.delimiter
    }

    /// Reads a block's rows, handing each good one to `each` in order. What `each` hands back, as it was, becomes the
    /// workload of the next row: its memory is used again, and cells that stay the same are not read again.
    pub fn parse(&self, block: &Block, mut each: impl FnMut(Box<Workload>) -> Option<Box<Workload>>) -> ParsedBlock {
        let mut parsed = ParsedBlock::default();
        block.faults.iter().for_each(|fault| parsed.problems.push(fault.clone()));
        let lines = memchr::memchr_iter(b'\n', block.text.as_bytes()).count();
        let mut names = BlockNames::new(block, lines, self.header.delimiter, self.name_index);
        parsed.names.reserve(lines);
        let mut last: Option<Draft> = None;
        let layout = self.layout();
        // Only the first block holds all that people write.
        let is_first = block.first_line == self.first_line;
        let mut summaries = layout.summaries(&block.text, is_first, &self.context).into_iter().peekable();
        let has_quotes = memchr::memchr(b'"', block.text.as_bytes()).is_some();
        if is_first {
            parsed.unused.take_said(self.said);
            let same = SameFunctions::of(block, self.header.delimiter, self.name_index);
            parsed.unused.take_same(same);
        }
        let mut is_foreign = false;
        rows::for_each(&block.text, self.header.delimiter, |start, cells, before| {
            // Of the columns of another heading nobody knows what is wrong in these.
            if is_foreign {
                return;
            }
            let line = block.first_line + start.lines;
            let row = RowLocation::new(&block.text, start.byte, line, self.header.delimiter);
            if has_quotes && let Some(problem) = self.swallowed(cells, row) {
                parsed.problems.push(problem);
                return;
            }
            let summary = summaries.next_if(|summary| summary.byte == start.byte);
            match summary {
                Some(summary) if summary.is_open() => parsed.unused.note_summary(line, &summary),
                Some(summary) => {
                    parsed.problems.push(summary.problem(row));
                    return;
                }
                None => {}
            }
            if cells.first().is_some_and(|cell| cell.starts_with('#')) {
                if let Some(problem) = hash_lines::indented(&block.text[start.byte..], row) {
                    parsed.problems.push(problem);
                    return;
                }
                if layout.is_quoted_comment(cells) {
                    // A comment of several lines has no rows in it.
                    if cells[0].split('\n').skip(1).any(|text| layout.is_row(text)) {
                        parsed.problems.push(self.swallowed_in(0, cells[0].matches('\n').count(), row));
                    }
                    return;
                }
            }
            // Where separators within a name made more cells of it, its first part is no name.
            let is_cut =
                cells.len() > self.header.cells && cells[self.header.cells..].iter().any(|cell| !cell.is_empty());
            let hints = !parsed.problems.is_full();
            let is_name = |name: &&str| {
                !is_cut && (!name.eq_ignore_ascii_case("name") || self.heading_again(cells, row, hints).is_none())
            };
            if let Some(name) = self.name_cell(cells).filter(|name| hash_lines::is_error_value(name)) {
                parsed.problems.push(hash_lines::error_value(name, row, (self.name_index.unwrap_or(0), "name"), ""));
            }
            if let Some(name) = self.name_cell(cells).filter(is_name) {
                match names.add(name, line, row) {
                    Ok(entry) => parsed.names.push(entry),
                    Err(problem) => parsed.problems.push(problem(hints)),
                }
            }
            if cells.len() > self.header.cells
                && let Some(problem) = width::shifted(cells, &self.header, self.ends_in_separators, row)
            {
                parsed.problems.push(problem);
                return;
            }
            let context = Context { hints, ..self.context };
            match self.row(cells, before, last.take(), row, &context) {
                Err(problems) => {
                    // Mending its cells would make a workload of a summary.
                    let named = summary.map(|summary| summary.problem(row));
                    is_foreign = problems.iter().any(|problem| problem.help == OF_THEIR_OWN);
                    named.into_iter().chain(problems).for_each(|problem| parsed.problems.push(problem));
                }
                Ok(draft) if self.has_faults => last = Some(draft),
                Ok(draft) => {
                    let Draft { workload, filled, failed, unknown } = draft;
                    self.note(&mut parsed.unused, filled, &workload, cells, line);
                    last = each(workload).map(|workload| Draft { workload, filled, failed, unknown });
                }
            }
        });
        self.note_comments(block, &mut parsed);
        parsed
    }

    /// Notes what the comments of a block say, and finds those that are no comments.
    fn note_comments(&self, block: &Block, parsed: &mut ParsedBlock) {
        for at in block.comments.iter() {
            let line = block.text[*at..].lines().next().unwrap_or_default();
            parsed.unused.note_said(line, || block.line_of(*at));
            match hash_lines::first_error_value(line, self.header.delimiter) {
                None if self.layout().is_row(&line[1..]) => parsed.unused.note_comment(|| block.line_of(*at)),
                None => {}
                Some(value) => {
                    let row = RowLocation::new(&block.text, *at, block.line_of(*at), self.header.delimiter);
                    let but = ", and the line would be left out as a comment";
                    parsed.problems.push(hash_lines::error_value(value, row, (0, ""), but));
                }
            }
        }
    }

    /// Notes what a row that is to be handed on says of others, and what of it may be meant otherwise.
    #[inline]
    fn note(&self, unused: &mut Unused, filled: u64, workload: &Workload, cells: &[&str], line: u64) {
        unused.note_filled(filled);
        let end = cells.get(self.header.columns.len().saturating_sub(1));
        unused.note_name(workload, end.is_none_or(|cell| cell.is_empty()));
        if !self.sets_region {
            unused.note_region(workload);
        }
        if filled & self.conditional != 0 {
            unused.note_row(filled, workload);
        }
        let is_signed = || self.cold_share(cells).is_some_and(|share| share.contains('%'));
        unused.note_units(workload, &self.units, is_signed);
        if self.choices != 0 {
            unused.note_choices(filled & self.choices, workload);
        }
        if !unused.knows_times() {
            let times = self.times.iter().filter_map(|(index, at)| Some((cells.get(*index)?, *at)));
            times.for_each(|(cell, at)| unused.note_time(cell, at, line));
        }
        if self.has_traffic {
            unused.note_traffic(workload);
        }
    }

    /// The fault of a row in which a stray quote holds whole rows.
    fn swallowed(&self, cells: &[&str], row: RowLocation<'_>) -> Option<Problem> {
        let Header { delimiter, cells: width, .. } = self.header;
        let (index, below) = swallowed_rows(cells, delimiter, width, |cells| self.layout().has_numbers(cells))?;
        Some(self.swallowed_in(index, below, row))
    }

    /// The fault of a cell with rows in it, whose quote closes so many lines below.
    fn swallowed_in(&self, index: usize, below: usize, row: RowLocation<'_>) -> Problem {
        let name = self.header.columns.get(index).copied().flatten().map_or("", |at| COLUMNS[at].name);
        let (place, excerpt) = row.cell(index, name);
        let (message, help) = swallowed_message(below);
        Problem { place, message, help, excerpt: Some(excerpt) }
    }

    /// Where cells stand in a row.
    fn layout(&self) -> Layout<'_> {
        Layout { delimiter: self.header.delimiter, name: self.name_index, read: &self.read }
    }

    /// The cell that holds the row's name, where there is one.
    fn name_cell<'r>(&self, cells: &[&'r str]) -> Option<&'r str> {
        cells.get(self.name_index?).copied().filter(|name| !name.is_empty())
    }

    /// The cell of the share of cold starts, in the row or as it is set for every row.
    fn cold_share<'r>(&'r self, cells: &[&'r str]) -> Option<&'r str> {
        let column = columns::find("cold_start_pct")?;
        let index = self.read.iter().find(|(_, at)| *at == column).map(|(index, _)| *index);
        index.map_or_else(|| self.assignments.value(column), |index| cells.get(index).copied())
    }

    /// Reads a row; `before` are the cells of the row before it and `last` what came of them.
    fn row(
        &self,
        cells: &[&str],
        before: &[&str],
        last: Option<Draft>,
        row: RowLocation<'_>,
        context: &Context<'_>,
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
            problems.push(width_problem(cells, &self.header, row));
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
            if let Err(fault) = columns::apply(&mut draft, at, cell, context) {
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
    fn heading_again(&self, cells: &[&str], row: RowLocation<'_>, hints: bool) -> Option<Problem> {
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
