//! [`SummaryLines`]: rows that are summaries by their names, and count as workloads.

use super::summaries::{By, Summary, removal};
use super::summary_names::Figure;

/// Files with summaries have not more of them at their end, and further sums are counted.
const MOST: usize = 12;

/// Lines that are named as figures of others and may be workloads all the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SummaryLines {
    /// The last lines of a file, where those above them have another figure or are not at hand.
    last: [Option<(u64, Figure)>; MOST],
    /// Totals wherever they stand, by their demand or as nothing else is called so: the first of them, each with where the lines are that
    /// it may sum up, and how many more.
    sums: [Option<(u64, &'static str)>; MOST],
    more_sums: u64,
}

impl SummaryLines {
    /// Notes a line behind all that are noted.
    pub(super) fn note(&mut self, line: u64, summary: &Summary) {
        match summary.by {
            By::Sum | By::Among => self.note_sum((line, "above")),
            By::SumBelow => self.note_sum((line, "below")),
            _ => {
                self.last.rotate_left(1);
                if let Some(last) = self.last.last_mut() {
                    *last = Some((line, summary.figure));
                }
            }
        }
    }

    fn note_sum(&mut self, sum: (u64, &'static str)) {
        match self.sums.iter_mut().find(|sum| sum.is_none()) {
            Some(free) => *free = Some(sum),
            None => self.more_sums += 1,
        }
    }

    /// Takes over what a later part of the file has: its last lines are those of the whole where it has rows.
    pub(super) fn append(&mut self, later: SummaryLines, has_rows: bool) {
        if has_rows {
            self.last = later.last;
        }
        later.sums.into_iter().flatten().for_each(|sum| self.note_sum(sum));
        self.more_sums += later.more_sums;
    }

    /// A sentence for each, but for a line of which more is known.
    pub(super) fn sentences(self, told: Option<u64>) -> impl Iterator<Item = String> {
        let sums = self.sums.into_iter().flatten().filter(move |(line, _)| told != Some(*line));
        let lines = self.last.into_iter().flatten().filter(move |(line, _)| told != Some(*line));
        let sentence = |line: u64, figure: Figure, removal: String| {
            let named = figure.with_article();
            format!("line {line} is named as {named} and counts as a workload: {removal}")
        };
        let more = match self.more_sums {
            0 => None,
            1 => Some("1 more line is named as a total and counts as a workload".to_owned()),
            more => Some(format!("{more} more lines are named as totals and count as workloads")),
        };
        let sum =
            move |(line, side)| sentence(line, Figure::Total, format!("remove it if it sums up the lines {side} it"));
        let sums = sums.map(sum);
        let last = lines.map(move |(line, figure)| sentence(line, figure, removal(figure)));
        sums.chain(more).chain(last)
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::{of_rows as told, sentences};

    #[test]
    fn totals_of_groups_are_told_wherever_they_stand() {
        let group = |name: usize| format!("A{name},1M,100,512\nB{name},2M,100,512\nTeam {name} total,3M,100,512\n");
        let lines = told(&(0..14).map(group).collect::<String>());
        let counted =
            lines.iter().filter(|line| line.contains("is named as a total and counts as a workload:")).count();
        assert_eq!(counted, 12, "{lines:?}");
        assert!(
            lines.iter().any(|line| line == "2 more lines are named as totals and count as workloads"),
            "{lines:?}"
        );
        // Above very many rows as well.
        let rows: String = (0..20_000).map(|at| format!("Workload {at},1M,100,512\n")).collect();
        let lines = told(&format!("{}{rows}", group(0)));
        let expected =
            "line 4 is named as a total and counts as a workload: remove it if it sums up the lines above it";
        assert!(lines.iter().any(|line| line == expected), "{lines:?}");
        let lines = told("Total Rewards API,3M,100,512\nA,1M,100,512\nB,2M,100,512\n");
        let expected =
            "line 2 is named as a total and counts as a workload: remove it if it sums up the lines below it";
        assert_eq!(lines, [expected]);
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
}
