//! [`Unused`]: what stands in a scenario and has no effect, to be told beside its results.

use super::arn_regions::ArnRegions;
use super::columns::{COLUMNS, find};
use super::conditional::{BITS, CONDITIONAL, OPS_PRICE, is_nothing};
use super::doubted::Doubted;
use super::empty_choices::EmptyChoices;
use super::few_requests::FewRequests;
use super::group_sums::GroupSums;
use super::grouped_time::GroupedTimes;
use super::last_sum::LastSum;
use super::lines::Lines;
use super::marked_names::MarkedNames;
use super::merged_cells::MergedCells;
use super::number_names::NumberNames;
use super::odd_lines::OddLines;
use super::one_workload::OneWorkload;
use super::said_multiples::SaidMultiple;
use super::summaries::Summary;
use super::summary_lines::SummaryLines;
use super::traffic_notes::TrafficNotes;
use super::workload::Workload;
use crate::units::Dec;

/// What stands in a scenario and has no effect: columns that are filled and count in no row, cells in some, and rows that
/// were taken for comments; and what counts otherwise than it may be meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unused {
    /// One bit for each column of [`CONDITIONAL`] that a row fills.
    filled: u16,
    /// One bit for each that counts in a row.
    used: u16,
    /// Rows that fill a column of [`CONDITIONAL`] in which it does not count.
    idle: [Lines; CONDITIONAL.len()],
    /// Lines that look like rows and begin with `#`.
    comments: u64,
    /// The first of them.
    first_comment: u64,
    /// The last lines, where their names are those of totals and the like.
    summaries: SummaryLines,
    /// Whether there is a row, and whether the duration of one is not [short](SHORT_MS).
    has_rows: bool,
    has_long: bool,
    /// Rows whose duration is below a millisecond.
    below_ms: Lines,
    /// Columns that look like another unit's.
    doubted: Doubted,
    /// Rows that do, whatever others have.
    odd_lines: OddLines,
    /// Rows with fractions of few requests.
    few_requests: FewRequests,
    /// Times that may be a thousand times as long.
    grouped_times: GroupedTimes,
    /// A last row that may be a total by its demand.
    last_sum: LastSum,
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

/// Durations below so many milliseconds are rarer than durations written in seconds.
pub const SHORT_MS: Dec = Dec::from_int(5);

impl Unused {
    /// Bits of the columns, by their place in the column table, of which rows are to be noted.
    pub(super) fn columns() -> u64 {
        BITS.iter().sum()
    }

    /// Notes a row; `filled` are the columns that it fills, by their place in the column table.
    pub(super) fn note_row(&mut self, filled: u64, workload: &Workload) {
        for (bit, column) in CONDITIONAL.iter().enumerate() {
            if filled & BITS[bit] == 0 {
                continue;
            }
            let is_used = (column.is_used)(workload);
            // Of a column that counts a row more in which it does says nothing: that a cell is no 0 takes long to tell.
            if is_used && self.filled & self.used & (1 << bit) != 0 || is_nothing(column, workload) {
                continue;
            }
            self.filled |= 1 << bit;
            if is_used {
                self.used |= 1 << bit;
            } else {
                self.idle[bit].note(workload);
            }
        }
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
        self.last_sum.note(workload);
        self.group_sums.note(workload);
        self.has_long |= workload.duration_ms >= SHORT_MS;
        if workload.duration_ms < Dec::ONE {
            self.below_ms.note(workload);
        }
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
        if self.comments == 0 {
            self.first_comment = line();
        }
        self.comments += 1;
    }

    /// Takes over what comments above the heading say.
    pub(super) fn take_said(&mut self, said: SaidMultiple) {
        self.said_multiple.append(said);
    }

    /// Notes what a comment says, by its text and its line.
    pub(super) fn note_said(&mut self, comment: &str, line: impl FnOnce() -> u64) {
        self.said_multiple.note(comment, line);
    }

    /// Takes over what a later part of the file has.
    pub fn append(&mut self, later: Unused) {
        self.filled |= later.filled;
        self.used |= later.used;
        self.idle.iter_mut().zip(later.idle).for_each(|(idle, later)| idle.append(later));
        if self.comments == 0 {
            self.first_comment = later.first_comment;
        }
        self.comments += later.comments;
        self.summaries.append(later.summaries, later.has_rows);
        self.has_rows |= later.has_rows;
        self.has_long |= later.has_long;
        self.below_ms.append(later.below_ms);
        self.doubted.append(later.doubted);
        self.odd_lines.append(later.odd_lines);
        self.few_requests.append(later.few_requests);
        self.grouped_times.append(later.grouped_times);
        self.number_names.append(later.number_names);
        self.last_sum.append(later.last_sum);
        self.group_sums.append(later.group_sums);
        self.traffic_notes.append(later.traffic_notes);
        self.empty_choices.append(later.empty_choices);
        self.marked_names.append(later.marked_names);
        self.arn_regions.append(later.arn_regions);
        self.one_workload.append(later.one_workload);
        self.said_multiple.append(later.said_multiple);
        self.merged_cells.append(later.merged_cells);
    }

    /// The first line that looks like a row and begins with `#`.
    #[must_use]
    pub fn first_comment(&self) -> Option<u64> {
        (self.comments > 0).then_some(self.first_comment)
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
        let here = BITS.iter().enumerate().filter(|(_, place)| varied & **place != 0).map(|(bit, _)| 1 << bit);
        let is_timed = find("duration_ms").is_some_and(|at| varied & (1 << at) != 0);
        let is_demand_varied =
            COLUMNS.iter().enumerate().any(|(at, column)| column.is_demand() && varied & (1 << at) != 0);
        let mut all = Unused {
            filled: here.fold(self.filled, |filled, bit: u16| filled | bit),
            used: if all_rows { 0 } else { self.used },
            idle: Default::default(),
            has_long: self.has_long || is_timed,
            below_ms: if is_timed { Lines::default() } else { self.below_ms },
            doubted: self.doubted.of_varied(varied),
            odd_lines: self.odd_lines.of_varied(varied),
            few_requests: if is_demand_varied { FewRequests::default() } else { self.few_requests },
            grouped_times: self.grouped_times.of_varied(varied),
            merged_cells: self.merged_cells.of_varied(varied),
            last_sum: if is_demand_varied { LastSum::default() } else { self.last_sum },
            group_sums: if is_demand_varied { GroupSums::default() } else { self.group_sums },
            empty_choices: self.empty_choices.of_varied(varied),
            arn_regions: self.arn_regions.of_varied(varied),
            ..self
        };
        for workload in workloads {
            for (bit, column) in CONDITIONAL.iter().enumerate() {
                all.used |= u16::from((column.is_used)(workload)) << bit;
            }
        }
        all
    }

    /// The same where hours of work are asked about: their price counts.
    #[must_use]
    pub fn with_hours_asked(mut self) -> Unused {
        for (bit, _) in CONDITIONAL.iter().enumerate().filter(|(_, column)| column.name == OPS_PRICE) {
            self.used |= 1 << bit;
        }
        self
    }

    /// A sentence for each thing that has no effect.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences: Vec<String> = Vec::new();
        for (bit, column) in CONDITIONAL.iter().enumerate().filter(|(bit, _)| self.filled & (1 << bit) != 0) {
            let (name, on, needs, idle) = (column.name, column.on, column.needs, self.idle[bit]);
            if self.used & (1 << bit) == 0 {
                sentences.push(format!("{name} has no effect{on}: no row has {needs}"));
            } else if name == OPS_PRICE {
                // What an hour of work costs stands in every row, whether it has any or not.
            } else if let Some(place) = idle.place() {
                sentences.push(format!("{name} has no effect{on} in {place}: it needs {needs}"));
            }
        }
        if self.has_rows && !self.has_long {
            sentences.push(format!(
                "duration_ms is below {SHORT_MS} ms in every row: if these are seconds, multiply them by 1,000"
            ));
        }
        if let Some(place) = self.below_ms.place().filter(|_| self.has_long) {
            sentences
                .push(format!("duration_ms is below 1 ms in {place}: if that is in seconds, multiply it by 1,000"));
        }
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
        sentences.extend(self.last_sum.sentence());
        sentences.extend(self.group_sums.sentence());
        // Of a total that is one by its demand, its name says no more.
        sentences.extend(self.summaries.sentences(self.last_sum.line()));
        if self.comments > 0 {
            let lines = match self.comments {
                1 => format!("line {} begins with # and is", self.first_comment),
                count => format!("{count} lines, the first of them line {}, begin with # and are", self.first_comment),
            };
            sentences.push(format!(
                "{lines} left out, though with the cells of a row; a name that begins with # needs quotes"
            ));
        }
        sentences
    }
}

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario::told::sentences;
    use crate::scenario::{Assignments, Context, ProfileLoader, read};
    use crate::traffic::Profile;
    use std::sync::Arc;

    #[test]
    fn a_column_is_told_where_it_counts_in_no_row() {
        let heading =
            "name,requests_per_month,duration_ms,memory_mb,wait_percentile,max_wait_ms,cold_start_pct,init_ms\n";
        let one = format!("{heading}A,1M,100,512,99,,,\nB,1M,100,512,99,50,1,\n");
        assert_eq!(
            sentences(&one),
            [
                "cold_start_pct has no effect: no row has init_ms above 0, or snapstart for python or dotnet",
                "wait_percentile has no effect in line 2: it needs max_wait_ms and a fleet that stays, not per-run",
            ]
        );
        assert_eq!(sentences(&format!("{heading}A,1M,100,512,,,,\n")), Vec::<String>::new());
    }

    #[test]
    fn cells_are_told_of_rows_in_which_they_do_not_count() {
        let heading = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,min_instances\n";
        let needs = "a fleet that is sized, without instance_count and not per-run";
        let two = format!("{heading}A,1M,100,512,m7g.large,1,7\nB,1M,100,512,m7g.large,,2\n");
        assert_eq!(sentences(&two), [format!("min_instances has no effect in line 2: it needs {needs}")]);
        let nothing = format!("{heading}A,1M,100,512,m7g.large,1,0\nB,1M,100,512,m7g.large,,2\n");
        assert_eq!(sentences(&nothing), Vec::<String>::new());
        let three = format!("{two}C,1M,100,512,m7g.large,2,9\n");
        let told = format!("min_instances has no effect in 2 rows, the first of them line 2: it needs {needs}");
        assert_eq!(sentences(&three), [told]);
    }

    #[test]
    fn a_cpu_factor_beside_a_measured_rate_sizes_nothing_but_burstable_types() {
        let heading =
            "name,requests_per_month,duration_ms,memory_mb,instance_type,requests_per_second_per_instance,cpu_factor\n";
        let told = |instance_type: &str, rate: &str| {
            sentences(&format!("{heading}A,30M,120,512,{instance_type},{rate},1.5\nB,30M,120,512,m7g.large,,1.5\n"))
        };
        let needs =
            "a fleet that is sized by its CPU work, without requests_per_second_per_instance, or a burstable type";
        let expected = format!("cpu_factor has no effect on the number of instances in line 2: it needs {needs}");
        assert_eq!(told("m7g.large", "100"), [expected]);
        for (instance_type, rate) in [("m7g.large", ""), ("t4g.large", "100")] {
            assert_eq!(told(instance_type, rate), Vec::<String>::new(), "{instance_type} {rate}");
        }
    }

    #[test]
    fn a_measured_rate_sizes_no_runs_of_their_own() {
        let heading = "name,requests_per_month,duration_ms,memory_mb,instance_type,invocation,os_memory_mb,scaling,\
                       requests_per_second_per_instance\n";
        let told = |scaling: &str| sentences(&format!("{heading}A,1M,100,512,m7g.large,async,300,{scaling},50\n"));
        let rate = "requests_per_second_per_instance has no effect: no row has a fleet that stays, not per-run";
        assert_eq!(told("per-run"), [rate]);
        // The cheaper way may be either.
        assert_eq!(told(""), Vec::<String>::new());
        let memory = "os_memory_mb has no effect: no row has a fleet whose memory is asked for, without \
                      requests_per_second_per_instance or per-run";
        assert_eq!(told("auto"), [memory]);
    }

    #[test]
    fn durations_that_may_be_seconds_are_told_where_all_are_short() {
        let heading = "name,requests_per_month,duration_ms,memory_mb\n";
        let told = "duration_ms is below 5 ms in every row: if these are seconds, multiply them by 1,000";
        assert_eq!(sentences(&format!("{heading}A,50M,0.12,1024\nB,1M,4.9,512\n")), [told]);
        assert_eq!(sentences(&format!("{heading}A,50M,1,1024\nB,1M,5,512\n")), Vec::<String>::new());
        // Beside longer ones a fraction of a millisecond is told.
        let told = "duration_ms is below 1 ms in line 2: if that is in seconds, multiply it by 1,000";
        assert_eq!(sentences(&format!("{heading}A,50M,0.12,1024\nB,1M,300,512\n")), [told]);
    }

    #[test]
    fn a_profile_of_one_day_is_told_with_its_day() {
        struct OfOneDay;
        impl ProfileLoader for OfOneDay {
            fn load(&self, reference: &str) -> Result<Arc<Profile>, String> {
                let date = if reference == "dated" { "2026-09-09 " } else { "" };
                let text: String = (0..24).map(|hour| format!("{date}{hour:02}:00,1\n")).collect();
                Profile::parse(reference, &text).map(Arc::new).map_err(|error| error.to_string())
            }
        }
        let book = PriceBook::current().unwrap();
        let context = Context { profiles: &OfOneDay, ..Context::new(book.rules()) };
        let told = |traffic: &str| {
            let csv =
                format!("name,requests_per_month,duration_ms,memory_mb,traffic\nA,1M,99,512,\nB,1M,99,512,{traffic}\n");
            read(csv.as_bytes(), &Assignments::default(), context).unwrap().unused.sentences()
        };
        // 2026-09-09 is a Wednesday.
        assert!(
            told("dated")[0]
                .starts_with("the traffic profile of line 3 has one day, a Wednesday, which counts as every")
        );
        assert_eq!(told("undated"), Vec::<String>::new());
    }

    #[test]
    fn a_total_far_below_the_first_lines_is_told() {
        // More than one block of 256 KiB; of 20 billion requests in all a rounded total is one by its name alone.
        let rows: String = (0..20_000).map(|row| format!("Workload {row},1M,100,512\n")).collect();
        let with = |last: &str| {
            sentences(&format!("name,requests_per_month,duration_ms,memory_mb\n{rows}{last},19.9B,100,512\n"))
        };
        let told =
            "line 20002 is named as a total and counts as a workload: remove it if it sums up the lines above it";
        assert_eq!(with("Total"), [told]);
        assert_eq!(with("Totality"), Vec::<String>::new());
    }

    #[test]
    fn a_row_that_begins_like_a_comment_is_told() {
        let heading = "# a, b, c, 1\nname,requests_per_month,duration_ms,memory_mb\n";
        let rows = "#1 checkout,1M,100,512\nB,1M,100,512\n# one, two, three, four\n# later\n";
        let told = "line 3 begins with # and is left out, though with the cells of a row; a name that begins with # needs quotes";
        assert_eq!(sentences(&format!("{heading}{rows}")), [told]);
        // In blocks with quotes as well, where what stands inside of a cell is no comment.
        // With a unit in its cells as well, or without its last one.
        for row in ["#frontend,5M requests,120,1024", "#frontend,9e9,1 s,1 GB", "#frontend,9000000000,120"] {
            assert_eq!(sentences(&format!("{heading}A,1M,100,512\n{row}\n")).len(), 1, "{row}");
        }
        for row in ["# since 2026, 5 of them, or more", "#", "# 5", "# a: 5M, see below, 3"] {
            assert_eq!(sentences(&format!("{heading}A,1M,100,512\n{row}\n")), Vec::<String>::new(), "{row}");
        }
        let quoted = "\"a \"\"b\"\"\n#x,1M,100,512\",1M,100,512\n#1 checkout,1M,100,512\n";
        assert_eq!(sentences(&format!("{heading}{quoted}")).len(), 1);
        assert_eq!(sentences(&format!("{heading}\"#1 checkout\",1M,100,512\n")), Vec::<String>::new());
    }
}
