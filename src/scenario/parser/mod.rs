//! Blocks of text to workloads, or to all of their problems.

mod row;
mod stray;
mod wide;

use super::assignments::Assignments;
use super::block_names::BlockNames;
use super::blocks::Block;
use super::columns::{self, COLUMNS};
use super::cut_numbers;
use super::decimal_commas::DecimalCommas;
use super::draft::Draft;
use super::empty_choices::EmptyChoices;
use super::grouped_time::GroupedTimes;
use super::hash_lines;
use super::header::Header;
use super::known_faults::KnownFaults;
use super::reader::Context;
use super::rows;
use super::said_multiples::SaidMultiple;
use super::same_function::SameFunctions;
use super::summaries::Layout;
use super::unique::{NameHash, NamePlace};
use super::unused::{UnitChecks, Unused};
use super::workload::Workload;
use crate::terms::{Problem, Problems, RowLocation};
use row::OF_THEIR_OWN;

/// Of so many rows of a block that are wider than the heading it is looked at what may have made them so: no more are told.
const MOST_JOINED: u32 = 32;

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
        let ends_in_separators = cut_numbers::ends_in_separators(&block.text, &header);
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
        let (mut is_foreign, mut wide_rows, mut known) = (false, 0, KnownFaults::default());
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
            if let Some(comment) = self.comment(&block.text[start.byte..], cells, row) {
                comment.into_iter().for_each(|problem| parsed.problems.push(problem));
                return;
            }
            let hints = !parsed.problems.is_full();
            self.take_name(&mut names, &mut parsed, cells, row, hints);
            let context = Context { hints, ..self.context };
            let context = if parsed.problems.are_told() { context.of_counted() } else { context };
            wide_rows += u32::from(cells.len() > self.header.columns.len());
            let may_join = wide_rows <= MOST_JOINED;
            let unite = || if may_join { self.how_to_unite(cells, row, &context) } else { None };
            if cells.len() > self.header.cells
                && let Some(problem) = cut_numbers::shifted(cells, &self.header, self.ends_in_separators, row, &unite)
            {
                parsed.problems.push(problem);
                return;
            }
            match self.row(cells, before, last.take(), row, (&context, &mut known), may_join) {
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

    /// Takes up the name of a row, which no other row may have.
    #[inline]
    fn take_name<'r>(
        &self,
        names: &mut BlockNames<'_>,
        parsed: &mut ParsedBlock,
        cells: &[&'r str],
        row: RowLocation<'r>,
        hints: bool,
    ) {
        let Some(name) = self.name_cell(cells) else { return };
        if hash_lines::is_error_value(name) {
            let place = (self.name_index.unwrap_or(0), "name");
            parsed.problems.push(hash_lines::error_value(name, row, place, ""));
        }
        // Where separators within a name made more cells of it, its first part is no name.
        let is_cut = cells.len() > self.header.cells && cells[self.header.cells..].iter().any(|cell| !cell.is_empty());
        if is_cut || (name.eq_ignore_ascii_case("name") && self.heading_again(cells, row, hints).is_some()) {
            return;
        }
        match names.add(name, row.line(), row) {
            Ok(entry) => parsed.names.push(entry),
            Err(problem) => parsed.problems.push(problem(hints)),
        }
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
}
