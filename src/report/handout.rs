//! [`Handout`]: a run with everything that goes with it when it is handed to somebody: charts, bills, break-evens,
//! sources, the input. [`html`](super::html) and [`record`](super::record) write it.

use super::{Answer, Report, breakeven_answer};
use crate::analysis::{Comparison, FleetSearch};
use crate::chart::Chart;
use crate::cost::ec2::RunnerUp;
use crate::pricebook::{PriceBook, Provenance};
use crate::terms::clean;
use std::collections::BTreeMap;

/// A run to hand over.
pub struct Handout<'a> {
    /// What it is called.
    pub title: &'a str,
    /// The run; its comparisons are those that the table shows.
    pub report: Report<'a>,
    /// Charts of all workloads.
    pub charts: &'a [Chart],
    /// The workloads that are shown in full, in the order of the table.
    pub details: &'a [Detail<'a>],
    /// What all of it was computed from.
    pub input: &'a InputFile,
    /// What to know of how it was made, in sentences.
    pub remarks: &'a [String],
}

/// A workload that is shown in full.
pub struct Detail<'a> {
    /// Its options and their verdict.
    pub comparison: &'a Comparison,
    /// The cheapest instance types, the chosen one first; none where there was no choice.
    pub runners: Vec<RunnerUp>,
    /// The charts that it allows.
    pub charts: Vec<Chart>,
}

/// The scenario file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Its name.
    pub name: String,
    /// Its beginning, or all of it.
    pub text: String,
    /// Lines after that.
    pub lines_left_out: usize,
    /// SHA-256 of the whole file, in hexadecimal.
    pub sha256: String,
    /// Values that the command line put into every row, as `column=value`.
    pub overrides: Vec<String>,
}

/// Lines of an input that are shown.
const MOST_LINES: usize = 2_000;

/// Bytes of an input that are shown.
const MOST_BYTES: usize = 256 << 10;

impl InputFile {
    /// A file of these bytes. What is no UTF-8 is shown as `�`.
    #[must_use]
    pub fn new(name: &str, bytes: &[u8], overrides: Vec<String>) -> InputFile {
        use sha2::{Digest as _, Sha256};
        let text = String::from_utf8_lossy(bytes);
        let (mut end, mut shown) = (0, 0);
        for line in text.split_inclusive('\n').take(MOST_LINES) {
            if end + line.len() > MOST_BYTES && shown > 0 {
                break;
            }
            end += line.len();
            shown += 1;
        }
        InputFile {
            name: name.to_owned(),
            text: text[..end].to_owned(),
            lines_left_out: text.lines().count().saturating_sub(shown),
            sha256: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
            overrides,
        }
    }

    /// Its lines, harmless; a line of the file is a line here.
    pub(super) fn shown(&self) -> String {
        let lines: Vec<String> = self.text.trim_start_matches('\u{feff}').lines().map(shown_line).collect();
        lines.join("\n")
    }
}

/// A line with tabs kept.
fn shown_line(line: &str) -> String {
    let cells: Vec<_> = line.split('\t').map(clean).collect();
    cells.join("\t")
}

impl Detail<'_> {
    /// Every interval of its break-even in volume, where it was looked for.
    pub(super) fn break_even<'b>(&self, report: &Report<'b>) -> Option<Answer<'b>> {
        let found = self.comparison.break_even.as_deref()?;
        let name = self.comparison.workload.name.clone();
        // Notes of its comparison tell of fleets that are not taken.
        let search = FleetSearch::unasked(&self.comparison.workload);
        let answer = breakeven_answer(report.book, report.settings, &[(name, found.clone(), search)]);
        Some(answer.of_regions([&*self.comparison.workload]))
    }
}

/// A source of prices, with what was priced from it.
pub(super) struct Source {
    pub(super) provenance: Provenance,
    pub(super) items: Vec<&'static str>,
}

/// The sources of every price on the bills of these workloads, each once, in alphabetical order.
pub(super) fn sources(book: &PriceBook, comparisons: &[Comparison]) -> Vec<Source> {
    let mut used: BTreeMap<(String, String, bool, bool), Vec<&'static str>> = BTreeMap::new();
    let bills = comparisons.iter().flat_map(|comparison| &comparison.offers).filter_map(|offer| offer.bill.as_ref());
    let mut known = std::collections::HashSet::new();
    for item in bills.flat_map(|bill| bill.items()) {
        if !known.insert((item.provenance, item.key)) {
            continue;
        }
        let Provenance { source, as_of, estimated, own } = book.provenance(item.provenance);
        let items = used.entry((source, as_of, estimated, own)).or_default();
        if !items.contains(&item.key.label()) {
            items.push(item.key.label());
        }
    }
    (used.into_iter())
        .map(|((source, as_of, estimated, own), mut items)| {
            items.sort_unstable();
            Source { provenance: Provenance { as_of, source, estimated, own }, items }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_input_is_cut_at_a_line_and_says_so() {
        let text = "name\n".repeat(2_500);
        let input = InputFile::new("s.csv", text.as_bytes(), Vec::new());
        assert_eq!((input.text.lines().count(), input.lines_left_out), (2_000, 500));
        let wide = format!("{}\n{}\n", "a".repeat(200 << 10), "b".repeat(100 << 10));
        let input = InputFile::new("s.csv", wide.as_bytes(), Vec::new());
        assert_eq!((input.text.lines().count(), input.lines_left_out), (1, 1));
    }

    #[test]
    fn an_input_is_shown_line_by_line_without_hidden_characters() {
        let input = InputFile::new("s.csv", b"\xef\xbb\xbfa\tb\x1b[31m\r\nc\xff\xe2\x80\xae\n", Vec::new());
        assert_eq!(input.shown(), "a\tb\\u{1b}[31m\nc\u{fffd}\\u{202e}");
        // From `printf abc | sha256sum`.
        let abc = InputFile::new("s.csv", b"abc", Vec::new());
        assert_eq!(abc.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
