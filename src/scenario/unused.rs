//! [`Unused`]: what stands in a scenario and has no effect, to be told beside its results.

use super::arn_regions::ArnRegions;
use super::columns::COLUMNS;
use super::conditional::{BITS, OPS_PRICE};
use super::doubted::Doubted;
use super::edge_sum::EdgeSum;
use super::empty_choices::EmptyChoices;
use super::few_requests::FewRequests;
use super::group_sums::GroupSums;
use super::grouped_time::GroupedTimes;
use super::idle_columns::IdleColumns;
use super::marked_names::MarkedNames;
use super::merged_cells::MergedCells;
use super::number_names::NumberNames;
use super::odd_lines::OddLines;
use super::one_workload::OneWorkload;
use super::row_comments::RowComments;
use super::said_multiples::SaidMultiple;
use super::same_function::SameFunctions;
use super::short_durations::ShortDurations;
use super::summaries::Summary;
use super::summary_lines::SummaryLines;
use super::traffic_notes::TrafficNotes;
use super::workload::Workload;

/// What stands in a scenario and has no effect: columns that are filled and count in no row, cells in some, and rows that
/// were taken for comments; and what counts otherwise than it may be meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unused {
    /// Columns that count only where another one says so.
    idle_columns: IdleColumns,
    /// Lines that look like rows and begin with `#`.
    row_comments: RowComments,
    /// The last lines, where their names are those of totals and the like.
    summaries: SummaryLines,
    /// Whether there is a row.
    has_rows: bool,
    /// Durations that may be in seconds.
    short_durations: ShortDurations,
    /// Columns that look like another unit's.
    doubted: Doubted,
    /// Rows that do, whatever others have.
    odd_lines: OddLines,
    /// Rows with fractions of few requests.
    few_requests: FewRequests,
    /// Times that may be a thousand times as long.
    grouped_times: GroupedTimes,
    /// A last row that may be a total by its demand.
    edge_sum: EdgeSum,
    /// Rows that may be sums of groups by their demand.
    group_sums: GroupSums,
    /// Names that are numbers among others.
    number_names: NumberNames,
    /// Choices that the first row alone has.
    merged_cells: MergedCells,
    /// What is to be told of traffic profiles.
    traffic_notes: TrafficNotes,
    /// Rows without a region and the like beside others.
    empty_choices: EmptyChoices,
    /// A comment that says that numbers are in thousands or the like.
    said_multiple: SaidMultiple,
    /// Names that begin as comments do.
    marked_names: MarkedNames,
    /// Names of other regions.
    arn_regions: ArnRegions,
    /// Rows that may be one function.
    same_functions: SameFunctions,
    /// Names of times and percentiles.
    one_workload: OneWorkload,
}

/// Which values are held against those of other units: of columns that are neither in a file nor set there are none.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitChecks {
    doubts: u16,
    odd: u32,
}

impl UnitChecks {
    /// Those of columns by the bits of their places in the column table.
    pub(super) fn of(columns: u64) -> UnitChecks {
        UnitChecks { doubts: Doubted::of_columns(columns), odd: OddLines::of_columns(columns) }
    }
}

impl Unused {
    /// Bits of the columns, by their place in the column table, of which rows are to be noted.
    pub(super) fn columns() -> u64 {
        BITS.iter().sum()
    }

    /// Notes a row; `filled` are the columns that it fills, by their place in the column table.
    pub(super) fn note_row(&mut self, filled: u64, workload: &Workload) {
        self.idle_columns.note(filled, workload);
    }

    /// Notes a line that may be a summary by its name.
    pub(super) fn note_summary(&mut self, line: u64, summary: &Summary) {
        self.summaries.note(line, summary);
    }

    /// Whether a row more can say nothing of what points in times are.
    pub(super) fn knows_times(&self) -> bool {
        self.grouped_times.is_settled()
    }

    /// Notes a cell with a time: it may be a thousand times as long, or show that it is not.
    #[inline]
    pub(super) fn note_time(&mut self, cell: &str, at: usize, line: u64) {
        self.grouped_times.note(cell, at, line);
    }

    /// Notes how long the invocations of a row take and how many there are, and what looks like another unit's in the columns that
    /// are looked at; `is_signed` tells whether its share of cold starts is written with a percent sign.
    #[inline]
    pub(super) fn note_units(&mut self, workload: &Workload, looked_at: &UnitChecks, is_signed: impl Fn() -> bool) {
        self.has_rows = true;
        self.doubted.note(workload, looked_at.doubts);
        self.odd_lines.note(workload, looked_at.odd, is_signed);
        self.few_requests.note(workload);
        self.edge_sum.note(workload);
        self.group_sums.note(workload);
        self.short_durations.note(workload);
    }

    /// Notes the name of a row, and whether the row's last cell is empty.
    #[inline]
    pub(super) fn note_name(&mut self, workload: &Workload, is_short: bool) {
        self.number_names.note(workload, is_short);
        self.marked_names.note(workload);
        self.one_workload.note(workload);
    }

    /// Notes the region in the name of a row whose region is its own, and not set for every row.
    #[inline]
    pub(super) fn note_region(&mut self, workload: &Workload) {
        self.arn_regions.note(workload);
    }

    /// Notes which columns a row fills, by their place in the column table.
    #[inline]
    pub(super) fn note_filled(&mut self, filled: u64) {
        self.merged_cells.note(filled);
    }

    /// Notes which choices a row makes, of those that the file has.
    pub(super) fn note_choices(&mut self, filled: u64, workload: &Workload) {
        self.empty_choices.note(filled, workload);
    }

    /// Notes the profile of a row.
    pub(super) fn note_traffic(&mut self, workload: &Workload) {
        self.traffic_notes.note(workload);
    }

    /// Notes a comment that looks like a row; where it stands is asked for the first one only.
    pub(super) fn note_comment(&mut self, line: impl FnOnce() -> u64) {
        self.row_comments.note(line);
    }

    /// Takes over what comments above the heading say.
    pub(super) fn take_said(&mut self, said: SaidMultiple) {
        self.said_multiple.append(said);
    }

    /// Takes over which rows of the first block may be one function.
    pub(super) fn take_same(&mut self, same: SameFunctions) {
        self.same_functions = same;
    }

    /// Notes what a comment says, by its text and its line.
    pub(super) fn note_said(&mut self, comment: &str, line: impl FnOnce() -> u64) {
        self.said_multiple.note(comment, line);
    }

    /// Takes over what a later part of the file has.
    pub fn append(&mut self, later: Unused) {
        self.idle_columns.append(later.idle_columns);
        self.row_comments.append(later.row_comments);
        self.summaries.append(later.summaries, later.has_rows);
        self.has_rows |= later.has_rows;
        self.short_durations.append(later.short_durations);
        self.doubted.append(later.doubted);
        self.odd_lines.append(later.odd_lines);
        self.few_requests.append(later.few_requests);
        self.grouped_times.append(later.grouped_times);
        self.number_names.append(later.number_names);
        self.edge_sum.append(later.edge_sum);
        self.group_sums.append(later.group_sums);
        self.traffic_notes.append(later.traffic_notes);
        self.empty_choices.append(later.empty_choices);
        self.marked_names.append(later.marked_names);
        self.arn_regions.append(later.arn_regions);
        self.one_workload.append(later.one_workload);
        // Only the first part of a file has some.
        if self.same_functions == SameFunctions::default() {
            self.same_functions = later.same_functions;
        }
        self.said_multiple.append(later.said_multiple);
        self.merged_cells.append(later.merged_cells);
    }

    /// The first line that looks like a row and begins with `#`.
    #[must_use]
    pub fn first_comment(&self) -> Option<u64> {
        self.row_comments.first()
    }

    /// The same where some columns, by their place in the column table, vary: a column counts where it does in one of the
    /// workloads that come of it. Where these are not of `all_rows` of the file, it also counts where it does in the file.
    #[must_use]
    pub fn of_varied<'w>(
        self,
        varied: &[usize],
        workloads: impl Iterator<Item = &'w Workload>,
        all_rows: bool,
    ) -> Unused {
        let varied: u64 = varied.iter().map(|at| 1 << at).sum();
        let is_demand_varied =
            COLUMNS.iter().enumerate().any(|(at, column)| column.is_demand() && varied & (1 << at) != 0);
        Unused {
            idle_columns: self.idle_columns.of_varied(varied, workloads, all_rows),
            short_durations: self.short_durations.of_varied(varied),
            doubted: self.doubted.of_varied(varied),
            odd_lines: self.odd_lines.of_varied(varied),
            few_requests: if is_demand_varied { FewRequests::default() } else { self.few_requests },
            grouped_times: self.grouped_times.of_varied(varied),
            merged_cells: self.merged_cells.of_varied(varied),
            edge_sum: if is_demand_varied { EdgeSum::default() } else { self.edge_sum },
            group_sums: if is_demand_varied { GroupSums::default() } else { self.group_sums },
            empty_choices: self.empty_choices.of_varied(varied),
            arn_regions: self.arn_regions.of_varied(varied),
            ..self
        }
    }

    /// The same where hours of work are asked about: their price counts.
    #[must_use]
    pub fn with_hours_asked(mut self) -> Unused {
        self.idle_columns.count_everywhere(OPS_PRICE);
        self
    }

    /// A sentence for each thing that has no effect.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = self.idle_columns.sentences();
        sentences.extend(self.short_durations.sentence());
        sentences.extend(self.grouped_times.sentence());
        sentences.extend(self.said_multiple.sentence());
        sentences.extend(self.few_requests.sentence());
        sentences.extend(self.doubted.sentences());
        sentences.extend(self.odd_lines.sentences(|column| self.doubted.tells(column)));
        sentences.extend(self.empty_choices.sentences(self.merged_cells.told()));
        sentences.extend(self.merged_cells.sentence());
        sentences.extend(self.traffic_notes.sentences());
        sentences.extend(self.number_names.sentence());
        sentences.extend(self.marked_names.sentences());
        sentences.extend(self.arn_regions.sentence());
        sentences.extend(self.one_workload.sentence());
        sentences.extend(self.same_functions.sentence());
        sentences.extend(self.edge_sum.sentence());
        sentences.extend(self.group_sums.sentence());
        // Of a total that is one by its demand, its name says no more.
        sentences.extend(self.summaries.sentences(self.edge_sum.line()));
        sentences.extend(self.row_comments.sentence());
        sentences
    }
}
