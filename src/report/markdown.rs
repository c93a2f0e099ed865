//! Markdown: the same table for documents and pull requests.

use super::Report;
use super::breakeven::flip_cell;
use super::clean;
use super::notes::notes;
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
        writeln!(out, "- {}", block(&hidden))?;
    }
    let notes = notes(report);
    for note in &notes.facts {
        writeln!(out, "- {}", block(note))?;
    }
    for note in &notes.assumptions {
        writeln!(out, "- Assumed: {}", escape(note))?;
    }
    writeln!(out, "- {}", block(&wording::price_line(report)))
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
        writeln!(
            out,
            "| **{}** | {lambda} | {ec2} | | {choice} | {saving} | {percent} | |",
            wording::total_label(report)
        )?;
    }
    Ok(())
}

/// Text that Markdown and HTML show as it is, within a line.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (before, behind) = (&text[..text.len() - rest.len()], &rest[c.len_utf8()..]);
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
        out.push_str(apart(before, c, behind));
        rest = behind;
    }
    out
}

/// What comes behind a sign so that it stays a sign. GitHub looks for addresses, people, emoji and formulas in the text that
/// Markdown makes, where a backslash is gone; what a comment stands in it leaves alone.
fn apart(before: &str, c: char, behind: &str) -> &'static str {
    const COMMENT: &str = "<!-- -->";
    let is_glued = behind.chars().next().is_some_and(|next| !next.is_whitespace());
    let is_www =
        || c == '.' && before.get(before.len().wrapping_sub(3)..).is_some_and(|w| w.eq_ignore_ascii_case("www"));
    match c {
        '@' | ':' if is_glued => COMMENT,
        // Dollars are followed by a figure, a formula is not ended by such a sign.
        '$' if !behind.starts_with(|next: char| next.is_ascii_digit()) => COMMENT,
        '.' if is_glued && is_www() => COMMENT,
        _ => "",
    }
}

/// Text that begins a paragraph or an item of a list: as [`escape`], and it begins no list, quotation or rule itself.
pub(super) fn block(text: &str) -> String {
    let escaped = escape(text.trim_start());
    let digits = escaped.len() - escaped.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let begins_list = match escaped.as_bytes().get(digits) {
        Some(b'.' | b')') => digits > 0,
        Some(b'-' | b'+' | b'=') => digits == 0,
        _ => false,
    };
    if begins_list { format!("{}\\{}", &escaped[..digits], &escaped[digits..]) } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_out_of_their_cell() {
        assert_eq!(escape("a|b <script> *x*"), "a\\|b &lt;script&gt; \\*x\\*");
    }

    #[test]
    fn names_are_no_addresses_people_emoji_or_formulas() {
        assert_eq!(escape("http://a.b WWW.a.b"), "http:<!-- -->//a.b WWW.<!-- -->a.b");
        assert_eq!(escape("@bob a@b.c :x: $a$"), "@<!-- -->bob a@<!-- -->b.c :<!-- -->x: $<!-- -->a$<!-- -->");
        // Sentences of our own are as they were.
        assert_eq!(escape("A: Lambda saves $419.94 a month."), "A: Lambda saves $419.94 a month.");
    }

    #[test]
    fn names_begin_no_list() {
        assert_eq!((block("1. x").as_str(), block("12) x").as_str()), ("1\\. x", "12\\) x"));
        assert_eq!((block("- x").as_str(), block("+ x").as_str(), block(" = x").as_str()), ("\\- x", "\\+ x", "\\= x"));
        assert_eq!((block("1 x").as_str(), block("3-x").as_str()), ("1 x", "3-x"));
    }
}
