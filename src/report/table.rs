//! Tables for people, with comfy-table.

use super::Report;
use super::breakeven::{NO_FLIP, flip_cell};
use super::clean;
use super::notes::notes;
use super::wording;
use crate::analysis::Comparison;
use crate::cost::OptionKey;
use crate::scenario::columns::COLUMNS;
use crate::terms::{apart, fit_apart, wrapped};
use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Table, Width};
use std::borrow::Cow;
use std::io;
use unicode_width::UnicodeWidthStr;

/// How a table may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableStyle {
    /// Terminal cells in a line.
    pub width: u16,
    /// Colors and bold type.
    pub color: bool,
}

impl TableStyle {
    /// For files and pipes: 80 cells, no color.
    pub const PLAIN: TableStyle = TableStyle { width: 80, color: false };
}

/// A name keeps at least this many cells, however narrow the table.
const LEAST_NAME: usize = 12;

/// Writes a run as a table: the verdict, a row a workload, a total row, notes, the price date.
///
/// # Errors
/// A failure of the output.
pub fn write_table(report: &Report<'_>, style: TableStyle, out: &mut dyn io::Write) -> io::Result<()> {
    let width = usize::from(style.width.max(40));
    let headline = wrapped(&wording::headline(report), width, "", "");
    if style.color {
        write!(out, "\u{1b}[1m{headline}\u{1b}[0m")?;
    } else {
        out.write_all(headline.as_bytes())?;
    }
    writeln!(out)?;
    let mut rows: Vec<Vec<String>> = report.comparisons.iter().map(row).collect();
    if report.totals.workloads > 1 {
        rows.push(total_row(report));
    }
    let mut heading = vec!["Workload", "Lambda", "EC2", "EC2 fleet", "Cheaper", "Saves", ""];
    let figures = |rows: &[Vec<String>], heading: &[&str]| -> usize {
        let cell = |row: &Vec<String>, at: usize| row.get(at).map_or(0, |text| text.width());
        let column = |at: usize| rows.iter().map(|row| cell(row, at)).max().unwrap_or(0).max(heading[at].width()) + 2;
        (1..heading.len()).map(column).sum()
    };
    // Break-evens have a column where every name still has its place, else a sentence below.
    let flips = flips(report);
    let longest = rows.iter().map(|row| row[0].width()).max().unwrap_or(0).max(heading[0].width());
    let flip_width = flips.iter().map(|cell| cell.width()).max().unwrap_or(0).max(FLIPS.width()) + 2;
    let flips_fit = !flips.is_empty() && figures(&rows, &heading) + flip_width + longest + 2 <= width;
    if flips_fit {
        heading.push(FLIPS);
        for (row, flip) in rows.iter_mut().zip(flips.iter().map(String::as_str).chain(std::iter::repeat(""))) {
            row.push(flip.to_owned());
        }
    }
    // What is left on a wide terminal shows the figures at a glance.
    let bars_fit = figures(&rows, &heading) + longest + 2 + BAR + 2 <= width && width >= WIDE;
    if bars_fit {
        heading.push(BARS);
        let bars = report.comparisons.iter().map(bar_cell);
        for (row, bar) in rows.iter_mut().zip(bars.chain(std::iter::repeat(String::new()))) {
            row.resize(heading.len() - 1, String::new());
            row.push(bar);
        }
    }
    // Names take what the figures leave, and are cut rather than wrapped, so that a workload is a line.
    let figures = figures(&rows, &heading);
    let name_width = width.saturating_sub(figures + 2).max(LEAST_NAME.min(longest));
    let names: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let names = fit_apart(&names, name_width);
    let mut table = base(style, &heading);
    let right: Vec<usize> = RIGHT.into_iter().filter(|at| *at < heading.len()).collect();
    for at in &right {
        if let Some(column) = table.column_mut(*at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    if figures + name_width + 2 <= width {
        // Everything has its place: nothing is to be wrapped.
        table.set_content_arrangement(ContentArrangement::Disabled);
    } else {
        let named: Vec<Vec<String>> =
            rows.iter().zip(&names).map(|(row, name)| [&[name.clone().into_owned()], &row[1..]].concat()).collect();
        // What is not possible is told in words, which may share a column of figures.
        let right: Vec<usize> = right.into_iter().filter(|at| *at > 2).collect();
        keep_whole(&mut table, &heading, &right, &named);
    }
    for (at, (cells, name)) in rows.iter().zip(&names).enumerate() {
        let winner = report.comparisons.get(at).and_then(|comparison| comparison.verdict.winner());
        table.add_row(cells.iter().enumerate().map(|(column, text)| {
            let won = matches!((column, winner), (1, Some(OptionKey::Lambda)) | (2, Some(OptionKey::Ec2)));
            match column {
                0 => Cell::new(apart(Cow::Borrowed(name))),
                _ if style.color && won => Cell::new(text).fg(Color::Green).add_attribute(Attribute::Bold),
                _ => Cell::new(text),
            }
        }));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    if let Some(hidden) = wording::hidden(report) {
        write_wrapped(out, &hidden, width, "", "")?;
    }
    let flips_at =
        if flips_fit { " Flips at: the nearest volume, in requests a month, that changes the verdict." } else { "" };
    let bars = if bars_fit { " Bars: the cheaper side as a part of the dearer one." } else { "" };
    write_wrapped(out, &format!("USD a month.{flips_at}{bars}"), width, "", "")?;
    writeln!(out)?;
    if !flips_fit && !flips.is_empty() {
        write_wrapped(out, &flip_sentence(report, &flips), width, "", "  ")?;
        writeln!(out)?;
    }
    let notes = notes(report);
    for note in &notes.facts {
        write_wrapped(out, note, width, "", "  ")?;
    }
    if !notes.assumptions.is_empty() {
        writeln!(out, "{}", wording::ASSUMED)?;
        for note in &notes.assumptions {
            write_wrapped(out, note, width, "- ", "  ")?;
        }
    }
    writeln!(out)?;
    write_wrapped(out, &wording::price_line(report), width, "", "")
}

/// The columns of figures.
const RIGHT: [usize; 5] = [1, 2, 5, 6, 7];

/// Breaks no figure and no word over lines: columns stand nearer to each other for it, and the table is wider than the
/// terminal where even that is not enough.
fn keep_whole(table: &mut Table, heading: &[&str], right: &[usize], rows: &[Vec<String>]) {
    let least = least_widths(heading, right, rows);
    let padding = padding_of(&least, table.width().map_or(0, usize::from));
    let needed = u16::try_from(total_width(&least, padding)).unwrap_or(u16::MAX);
    if table.width().is_none_or(|width| width < needed) {
        table.set_width(needed);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, padding));
    }
    for (at, least) in least.into_iter().enumerate() {
        let Some(column) = table.column_mut(at) else { continue };
        let width = u16::try_from(least).unwrap_or(u16::MAX).saturating_add(padding);
        column.set_constraint(match right.contains(&at) {
            true => ColumnConstraint::ContentWidth,
            false => ColumnConstraint::LowerBoundary(Width::Fixed(width)),
        });
    }
}

/// The heading of bars.
const BARS: &str = "Cheaper / dearer";

/// Cells of a bar.
const BAR: usize = 20;

/// Terminals of this width have room for bars.
const WIDE: usize = 110;

/// The cheaper side's cost as a part of the dearer one's, as a bar; empty where there is nothing to compare.
fn bar_cell(comparison: &Comparison) -> String {
    let totals = OptionKey::ALL.map(|key| comparison.offer(key).and_then(crate::cost::Offer::total));
    let [Some(lambda), Some(ec2)] = totals else { return String::new() };
    let Some(share) = lambda.min(ec2).ratio_to(lambda.max(ec2)) else { return String::new() };
    let bar = crate::chart::bar(share, BAR);
    let rest = BAR.saturating_sub(bar.width());
    format!("{bar}{}", "·".repeat(rest))
}

/// The heading of break-evens.
const FLIPS: &str = "Flips at";

/// Break-evens for cells, one a workload; none where none were looked for.
fn flips(report: &Report<'_>) -> Vec<String> {
    let answers = || report.comparisons.iter().filter_map(|comparison| comparison.break_even.as_deref());
    if answers().count() < report.comparisons.len() { Vec::new() } else { answers().map(flip_cell).collect() }
}

/// Workloads whose break-evens a sentence lists.
const MOST_IN_SENTENCE: usize = 10;

/// Cells of a name there.
const NAME_IN_SENTENCE: usize = 30;

/// Break-evens as a sentence.
fn flip_sentence(report: &Report<'_>, flips: &[String]) -> String {
    let words = |flip: &'_ String| if flip == NO_FLIP { "neither is possible".to_owned() } else { flip.clone() };
    let told = report.comparisons.iter().take(MOST_IN_SENTENCE);
    let names: Vec<Cow<'_, str>> = told.map(|comparison| clean(&comparison.workload.name)).collect();
    let names = fit_apart(&names.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), NAME_IN_SENTENCE);
    let parts: Vec<String> = (names.into_iter().zip(flips))
        .map(|(name, flip)| match flips.len() {
            1 => words(flip),
            _ => format!("{} {}", apart(name), words(flip)),
        })
        .collect();
    let more = flips.len() - parts.len();
    let more = if more > 0 { format!("; {more} more in the JSON output") } else { String::new() };
    format!("Flips at, in requests a month: {}{more}.", parts.join("; "))
}

fn row(comparison: &Comparison) -> Vec<String> {
    let (saving, percent) = wording::saving_cells(comparison);
    vec![
        clean(&comparison.workload.name).into_owned(),
        wording::cost_cell(comparison.offer(OptionKey::Lambda)),
        wording::cost_cell(comparison.offer(OptionKey::Ec2)),
        wording::fleet_cell(comparison.offer(OptionKey::Ec2)),
        wording::choice_cell(&comparison.verdict).to_owned(),
        saving,
        percent,
    ]
}

fn total_row(report: &Report<'_>) -> Vec<String> {
    let wording::TotalCells { lambda, ec2, choice, saving, percent } = wording::total_cells(report);
    vec![wording::total_label(report).to_owned(), lambda, ec2, String::new(), choice.to_owned(), saving, percent]
}

/// The columns of the scenario file as a table.
#[must_use]
pub fn columns_table(style: TableStyle) -> String {
    let width = usize::from(style.width);
    let mut text = String::new();
    for column in COLUMNS {
        let (unit, default, example) = (column.unit, column.default, column.example);
        text.push_str(&wrapped(column.meaning, width, &format!("{}: ", column.name), COLUMN_INDENT));
        let values = format!("values: {unit}; when empty: {default}; example: {example}");
        text.push_str(&wrapped(&values, width, COLUMN_INDENT, COLUMN_INDENT));
    }
    text
}

/// What stands before all but the first line of what is said of a column.
const COLUMN_INDENT: &str = "    ";

/// A table of text cells; `right` names the columns whose cells align right.
#[must_use]
pub fn plain_table(style: TableStyle, heading: &[&str], right: &[usize], rows: &[Vec<String>]) -> String {
    let clean = |row: &Vec<String>| row.iter().map(|cell| clean(cell).into_owned()).collect();
    laid_out(style, heading, right, &rows.iter().map(clean).collect::<Vec<_>>())
}

/// As [`plain_table`], of cells that are clean already; line breaks in them are kept. Columns stand nearer to each other
/// where they would not fit otherwise.
pub(super) fn laid_out(style: TableStyle, heading: &[&str], right: &[usize], rows: &[Vec<String>]) -> String {
    let mut table = base(style, heading);
    let least = least_widths(heading, right, rows);
    let padding = padding_of(&least, usize::from(style.width));
    for column in table.column_iter_mut() {
        column.set_padding((0, padding));
    }
    let fits = total_width(&least, padding) <= usize::from(style.width);
    // Names are copied from the first column.
    let names_fit = least.first().is_some_and(|names| names * 5 <= usize::from(style.width) * 2);
    for (at, least) in least.into_iter().enumerate() {
        let Some(column) = table.column_mut(at) else { continue };
        if right.contains(&at) {
            column.set_cell_alignment(CellAlignment::Right);
            // A figure that is broken over two lines cannot be read.
            column.set_constraint(ColumnConstraint::ContentWidth);
        } else if fits {
            // Nor can a word. The constraint counts the padding.
            let width = u16::try_from(least).unwrap_or(u16::MAX).saturating_add(padding);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
        } else if !rows.is_empty()
            && rows
                .iter()
                .filter_map(|row| row.get(at))
                .all(|cell| is_short_word(cell) || (at == 0 && names_fit && !cell.contains(' ')))
        {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    for row in rows {
        table.add_row(row.iter().map(|text| Cell::new(apart(Cow::Borrowed(text)))).collect::<Vec<Cell>>());
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Words up to this long stay whole in tables that are too narrow for all of them.
fn is_short_word(cell: &str) -> bool {
    cell.len() <= 12 && !cell.contains(' ')
}

/// Cells between a column's text and the gap that the style makes.
pub(super) const PADDING: u16 = 1;

/// The padding of columns that are so wide in a line of `width` cells: none where they would not fit otherwise.
fn padding_of(least: &[usize], width: usize) -> u16 {
    if total_width(least, PADDING) > width && total_width(least, 0) <= width { 0 } else { PADDING }
}

/// The width that each column needs so that no figure and no word is broken over lines. Cells are clean.
pub(super) fn least_widths(heading: &[&str], right: &[usize], rows: &[Vec<String>]) -> Vec<usize> {
    let longest = |text: &str| text.split([' ', '\n']).map(UnicodeWidthStr::width).max().unwrap_or(0);
    let column = |(at, title): (usize, &&str)| {
        let least = |text: &str| if right.contains(&at) { text.width() } else { longest(text) };
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| least(cell));
        cells.max().unwrap_or(0).max(least(title))
    };
    heading.iter().enumerate().map(column).collect()
}

/// How wide a table of such columns is, each with so much padding.
pub(super) fn total_width(columns: &[usize], padding: u16) -> usize {
    columns.iter().map(|width| width + usize::from(padding)).sum::<usize>() + columns.len().saturating_sub(1)
}

fn base(style: TableStyle, heading: &[&str]) -> Table {
    let mut table = Table::new();
    let rule = comfy_table::LineStyle::none().fill('─').junction('─');
    table.load_style(comfy_table::TableStyle::new().header_separator(rule));
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(style.width);
    if style.color {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    let cells = heading.iter().map(|name| {
        let cell = Cell::new(name);
        if style.color { cell.add_attribute(Attribute::Bold) } else { cell }
    });
    table.set_header(cells.collect::<Vec<Cell>>());
    // One cell of padding and one of the style make a gap of two.
    for column in table.column_iter_mut() {
        column.set_padding((0, PADDING));
    }
    table
}

/// A text for people in lines of the style's width; each of its own lines begins a new one.
#[must_use]
pub fn paragraphs(style: TableStyle, text: &str) -> String {
    text.lines().map(|line| wrapped(line, usize::from(style.width), "", "  ")).collect()
}

/// A text for people behind a word that stands before it, its lines below each other.
#[must_use]
pub fn hanging(style: TableStyle, word: &str, text: &str) -> String {
    wrapped(text, usize::from(style.width), word, &" ".repeat(word.width()))
}

/// Writes a paragraph as [`wrapped`] gives it.
pub(super) fn write_wrapped(
    out: &mut dyn io::Write,
    text: &str,
    width: usize,
    first: &str,
    rest: &str,
) -> io::Result<()> {
    out.write_all(wrapped(text, width, first, rest).as_bytes())
}
