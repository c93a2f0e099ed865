//! Tables for people, with comfy-table.

use super::clean::{clean, fit};
use super::wording;
use super::Report;
use crate::cost::OptionKey;
use crate::scenario::columns::COLUMNS;
use crate::units::format;
use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Table};
use std::io;

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

/// Names longer than this share of a line are cut.
const NAME_SHARE: usize = 3;

/// Writes a run as a table: the verdict, a row a workload, a total row, notes, the price date.
///
/// # Errors
/// A failure of the output.
pub fn write_table(report: &Report<'_>, style: TableStyle, out: &mut dyn io::Write) -> io::Result<()> {
    let width = usize::from(style.width.max(40));
    write_wrapped(out, &wording::headline(report), width, "")?;
    writeln!(out)?;
    let mut table = base(style, &["Workload", "Lambda", "EC2", "EC2 fleet", "Cheaper", "Saves", ""]);
    for (at, right) in [false, true, true, false, false, true, true].into_iter().enumerate() {
        if right && let Some(column) = table.column_mut(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for comparison in report.comparisons {
        let (saving, percent) = wording::saving_cells(&comparison.verdict);
        let name = clean(&comparison.workload.name);
        let winner = comparison.verdict.winner();
        let cost = |key: OptionKey| {
            let cell = Cell::new(wording::cost_cell(comparison.offer(key)));
            if style.color && winner == Some(key) { cell.fg(Color::Green).add_attribute(Attribute::Bold) } else { cell }
        };
        table.add_row(vec![
            Cell::new(fit(&name, width / NAME_SHARE)),
            cost(OptionKey::Lambda),
            cost(OptionKey::Ec2),
            Cell::new(wording::fleet_cell(comparison.offer(OptionKey::Ec2))),
            Cell::new(wording::choice_cell(&comparison.verdict)),
            Cell::new(saving),
            Cell::new(percent),
        ]);
    }
    let hidden = report.totals.workloads - (report.comparisons.len() as u64).min(report.totals.workloads);
    if report.totals.workloads > 1 {
        table.add_row(total_row(report));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    if hidden > 0 {
        writeln!(out, " {hidden} more workloads are not shown; the total counts all.")?;
    }
    writeln!(out, " USD a month.")?;
    writeln!(out)?;
    for note in wording::notes(report) {
        write_wrapped(out, &note, width, "  ")?;
    }
    write_wrapped(out, &wording::price_line(report), width, "")
}

fn total_row(report: &Report<'_>) -> Vec<Cell> {
    let totals = report.totals;
    let all_on = |key: OptionKey| totals.all_on(key);
    let side = |key: OptionKey| all_on(key).map_or_else(|| "-".to_owned(), format::usd);
    let (lambda, ec2) = (all_on(OptionKey::Lambda), all_on(OptionKey::Ec2));
    let (choice, saving, percent) = match (lambda, ec2) {
        (Some(lambda), Some(ec2)) if lambda != ec2 => {
            let (low, high, key) =
                if lambda < ec2 { (lambda, ec2, OptionKey::Lambda) } else { (ec2, lambda, OptionKey::Ec2) };
            let saving = high.sub(low).unwrap_or_default();
            let percent = saving.percent_of(high).map(wording::one_decimal).unwrap_or_default();
            (key.label(), format::usd(saving), format!("{percent} %"))
        }
        (Some(_), Some(_)) => ("tie", "-".to_owned(), "-".to_owned()),
        _ => ("-", "-".to_owned(), "-".to_owned()),
    };
    vec![
        Cell::new("Total"),
        Cell::new(side(OptionKey::Lambda)),
        Cell::new(side(OptionKey::Ec2)),
        Cell::new(""),
        Cell::new(choice),
        Cell::new(saving),
        Cell::new(percent),
    ]
}

/// The columns of the scenario file as a table.
#[must_use]
pub fn columns_table(style: TableStyle) -> String {
    let mut rows = Vec::new();
    for column in COLUMNS {
        let unit = format!("{}; {}", column.unit, column.default);
        rows.push(vec![column.name.to_owned(), column.meaning.to_owned(), unit, column.example.to_owned()]);
    }
    plain_table(style, &["Column", "What it is", "Values; when empty", "Example"], &[], &rows)
}

/// A table of text cells; `right` names the columns whose cells align right.
#[must_use]
pub fn plain_table(style: TableStyle, heading: &[&str], right: &[usize], rows: &[Vec<String>]) -> String {
    let mut table = base(style, heading);
    for at in right {
        if let Some(column) = table.column_mut(*at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for row in rows {
        table.add_row(row.iter().map(|cell| Cell::new(clean(cell))).collect::<Vec<Cell>>());
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
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
    table
}

/// Writes a paragraph in lines of at most `width` cells, the second and later ones indented.
pub(super) fn write_wrapped(out: &mut dyn io::Write, text: &str, width: usize, indent: &str) -> io::Result<()> {
    use unicode_width::UnicodeWidthStr;
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            writeln!(out, "{line}")?;
            line.clear();
            line.push_str(indent);
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "{line}")
}
