//! A handout as a decision record in Markdown: context, options, verdict, consequences, break-evens, prices, input.

use super::handout::{Handout, sources};
use super::markdown::{block, escape, write_table};
use super::notes::notes;
use super::{clean, wording};
use crate::cost::{OptionKey, operations_tasks};
use crate::terms::{fit, number_of};
use std::io;

/// Writes a handout as a decision record.
///
/// # Errors
/// A failure of the output.
pub fn write_record(handout: &Handout<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let report = &handout.report;
    writeln!(out, "# {}\n\nStatus: proposed\n", escape(&clean(handout.title)))?;
    context(handout, out)?;
    writeln!(out, "\n## Options\n")?;
    write_table(report, out)?;
    let hidden = report.totals.workloads.saturating_sub(report.comparisons.len() as u64);
    if hidden > 0 {
        writeln!(
            out,
            "\n{hidden} more {} not shown; the total counts all.",
            number_of(hidden, "workload is", "workloads are")
        )?;
    }
    writeln!(out, "\n## Verdict\n\n**{}**", escape(&wording::headline(report)))?;
    if report.totals.workloads > 1 {
        writeln!(out)?;
        for detail in handout.details {
            writeln!(out, "- {}", block(&wording::finding(detail.comparison)))?;
        }
        let left_out = report.comparisons.len().saturating_sub(handout.details.len());
        if left_out > 0 {
            let shown = handout.details.len();
            writeln!(
                out,
                "\nThese are the first {shown} workloads of the table, here and below; costcalc compare --explain shows every other one."
            )?;
        }
    }
    consequences(handout, out)?;
    break_evens(handout, out)?;
    prices(handout, out)?;
    input(handout, out)
}

/// What is compared, and on which terms.
fn context(handout: &Handout<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let report = &handout.report;
    let workloads = match report.totals.workloads {
        1 => "One workload".to_owned(),
        count => format!("{count} workloads"),
    };
    let are = number_of(report.totals.workloads, "is", "are");
    writeln!(out, "## Context\n")?;
    writeln!(
        out,
        "{workloads} of {} {are} to run on AWS Lambda or on EC2 instances. Which of the two is possible, which costs less a \
         month, and where does that change?\n",
        escape(&clean(&handout.input.name))
    )?;
    writeln!(out, "{}", block(&wording::price_line(report)))
}

/// What the verdict rests on, and the work that comes with each side.
fn consequences(handout: &Handout<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let notes = notes(&handout.report);
    writeln!(out, "\n## Consequences and assumptions\n")?;
    for note in notes.facts.iter().chain(handout.remarks) {
        writeln!(out, "- {}", block(note))?;
    }
    for note in &notes.assumptions {
        writeln!(out, "- Assumed: {}", escape(note))?;
    }
    for key in [OptionKey::Ec2, OptionKey::Lambda] {
        writeln!(out, "- Work that comes with {}: {}.", key.label(), escape(&operations_tasks(key).join(", ")))?;
    }
    Ok(())
}

fn break_evens(handout: &Handout<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let answers: Vec<_> = handout.details.iter().filter_map(|detail| detail.break_even(&handout.report)).collect();
    writeln!(out)?;
    if answers.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Break-evens\n\nIn requests a month; USD a month at the end of each part of the range.\n")?;
    for answer in &answers {
        for section in &answer.sections {
            answer.write_markdown_section(section, out)?;
        }
    }
    Ok(())
}

fn prices(handout: &Handout<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let report = &handout.report;
    writeln!(out, "## Prices and their dates\n")?;
    writeln!(out, "| Source | As of | Priced with it |\n| :-- | :-- | :-- |")?;
    for source in sources(report.book, report.comparisons) {
        let marks = [(source.provenance.estimated, " (estimated)"), (source.provenance.own, " (own price)")];
        let marks: String = marks.iter().filter(|(has, _)| *has).map(|(_, mark)| *mark).collect();
        writeln!(
            out,
            "| {}{marks} | {} | {} |",
            escape(&clean(&source.provenance.source)),
            escape(&clean(&source.provenance.as_of)),
            source.items.join(", ")
        )?;
    }
    let info = report.book.info();
    writeln!(out, "\nPrice book {}, SHA-256 {}; costcalc {}.", escape(&clean(&info.id)), info.sha256, VERSION)
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The scenario file in a block that nothing in it can end.
fn input(handout: &Handout<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let input = handout.input;
    writeln!(out, "\n## Input\n")?;
    if !input.overrides.is_empty() {
        let values: Vec<String> = input.overrides.iter().map(|text| escape(&clean(text))).collect();
        writeln!(out, "Values put into every row on the command line: {}.\n", values.join(", "))?;
    }
    writeln!(out, "{}, SHA-256 {}:\n", block(&fit(&clean(&input.name), 200)), input.sha256)?;
    let text = input.shown();
    let fence = fence(&text);
    writeln!(out, "{fence}csv\n{text}\n{fence}")?;
    if input.lines_left_out > 0 {
        let lines = number_of(input.lines_left_out as u64, "line is", "lines are");
        writeln!(out, "\n{} more {lines} not shown.", input.lines_left_out)?;
    }
    Ok(())
}

/// More backticks than the text has in a row, at least three (CommonMark 0.31.2, section 4.5).
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_block() {
        assert_eq!(fence("a ` b"), "```");
        assert_eq!(fence("```\n# x\n`````"), "``````");
    }
}
