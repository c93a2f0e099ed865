//! [`SummaryLines`]: last rows that are summaries by their names, and count as workloads.

use super::summaries::removal;
use super::summary_names::Figure;

/// Files with summaries have not more of them at their end.
const MOST: usize = 12;

/// The last lines of a file that are named as figures of those above them, where what stands there has another one or is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SummaryLines([Option<(u64, Figure)>; MOST]);

impl SummaryLines {
    /// Notes a line behind all that are noted.
    pub(super) fn note(&mut self, line: u64, figure: Figure) {
        self.0.rotate_left(1);
        if let Some(last) = self.0.last_mut() {
            *last = Some((line, figure));
        }
    }

    /// A sentence for each, but for a line of which more is known.
    pub(super) fn sentences(self, told: Option<u64>) -> impl Iterator<Item = String> {
        let lines = self.0.into_iter().flatten().filter(move |(line, _)| told != Some(*line));
        lines.map(|(line, figure)| {
            let named = figure.with_article();
            format!("line {line} is named as {named} and counts as a workload: {}", removal(figure))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::sentences;

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
