//! Markdown: the same table for documents and pull requests.

use super::Report;
use super::breakeven::flip_cell;
use super::clean;
use super::wording;
use crate::cost::OptionKey;
use std::io;

/// Writes a run as Markdown: the verdict, a table, notes, the price date.
///
/// # Errors
/// A failure of the output.
pub fn write_markdown(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "**{}**\n", escape(&wording::headline(report)))?;
    write_table(report, out)?;
    writeln!(out)?;
    if let Some(hidden) = wording::hidden(report) {
        writeln!(out, "- {}", escape(&hidden))?;
    }
    let notes = wording::notes(report);
    for note in &notes.facts {
        writeln!(out, "- {}", escape(note))?;
    }
    for note in &notes.assumptions {
        writeln!(out, "- Assumed: {}", escape(note))?;
    }
    writeln!(out, "- {}", escape(&wording::price_line(report)))
}

/// The table of workloads.
pub(super) fn write_table(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(
        out,
        "| Workload | Lambda, USD a month | EC2, USD a month | EC2 fleet | Cheaper | Saves | % | Flips at, requests a month |"
    )?;
    writeln!(out, "| :-- | --: | --: | :-- | :-- | --: | --: | --: |")?;
    for comparison in report.comparisons {
        let (saving, percent) = wording::saving_cells(comparison);
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            escape(&clean(&comparison.workload.name)),
            escape(&wording::cost_cell(comparison.offer(OptionKey::Lambda))),
            escape(&wording::cost_cell(comparison.offer(OptionKey::Ec2))),
            escape(&wording::fleet_cell(comparison.offer(OptionKey::Ec2))),
            wording::choice_cell(&comparison.verdict),
            escape(&saving),
            percent,
            comparison.break_even.as_deref().map_or_else(|| "-".to_owned(), flip_cell)
        )?;
    }
    if report.totals.workloads > 1 {
        let wording::TotalCells { lambda, ec2, choice, saving, percent } = wording::total_cells(report);
        let [lambda, ec2, saving] = [lambda, ec2, saving].map(|cell| escape(&cell));
        writeln!(out, "| **Total** | {lambda} | {ec2} | | {choice} | {saving} | {percent} | |")?;
    }
    Ok(())
}

/// Text that Markdown and HTML show as it is.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_out_of_their_cell() {
        assert_eq!(escape("a|b <script> *x*"), "a\\|b &lt;script&gt; \\*x\\*");
    }
}
