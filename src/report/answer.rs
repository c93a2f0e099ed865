//! [`Answer`]: rows of typed cells, workload by workload, in every format. Break-evens, sweeps and sensitivities are
//! answers; each format is written once.

use super::clean;
use super::csv_rows::push_cell;
use super::json::{SCHEMA_VERSION, book_out, settings_out};
use super::json_text::write_json_text;
use super::regions::region_sentence;
use super::table::{PADDING, TableStyle, least_widths, plain_table, total_width, write_wrapped};
use super::{Format, markdown};
use crate::cost::Settings;
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::terms::{apart, capitalized, fit};
use crate::units::{Dec, Usd, format};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// One figure or word of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// Nothing to say, such as the cost of an option that is not possible.
    Empty,
    /// Words.
    Text(String),
    /// A known value: its name in exports and its label for people.
    Known(&'static str, &'static str),
    /// Whether something holds: `true` or `false`.
    Flag(bool),
    /// Dollars a month.
    Money(Usd),
    /// A number; people see at most so many decimals.
    Number(Dec, u32),
}

/// A column of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerColumn {
    /// Its name in exports; kept for good.
    pub name: String,
    /// Its heading for people; empty for a column that only exports have.
    pub heading: String,
    /// Which column of a table that is too wide is left out first, the least number; `None` for one that stays.
    pub gives_way: Option<u8>,
}

/// What one workload's rows say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// The workload.
    pub name: String,
    /// Findings in sentences, the most important one first.
    pub findings: Vec<String>,
    /// A cell for each column.
    pub rows: Vec<Vec<Datum>>,
}

/// A finished answer.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// What was asked: `breakeven`, `sweep`, `sensitivity`.
    pub kind: &'static str,
    /// The price book that was used.
    pub book: &'a PriceBook,
    /// What counted for every workload.
    pub settings: Settings,
    /// The columns of all rows.
    pub columns: Vec<AnswerColumn>,
    /// By workload.
    pub sections: Vec<Section>,
    /// What to know besides, in sentences.
    pub notes: Vec<String>,
    /// The regions of all rows, as a sentence; empty where rows have regions of their own.
    pub regions: String,
}

impl AnswerColumn {
    /// From this order on columns give way only where standing nearer to each other is not enough.
    pub const LAST: u8 = 100;

    /// A column of that name in exports and heading for people.
    #[must_use]
    pub fn new(name: impl Into<String>, heading: impl Into<String>) -> AnswerColumn {
        AnswerColumn { name: name.into(), heading: heading.into(), gives_way: None }
    }

    /// The same, left out of tables that are too wide; the one with the least `order` goes first.
    #[must_use]
    pub fn giving_way(self, order: u8) -> AnswerColumn {
        AnswerColumn { gives_way: Some(order), ..self }
    }
}

impl Datum {
    /// Money that may not be there.
    #[must_use]
    pub fn money(amount: Option<Usd>) -> Datum {
        amount.map_or(Datum::Empty, Datum::Money)
    }

    /// A figure of the model that is not money, kept to nine decimals.
    #[must_use]
    pub fn figure(value: f64, digits: u32) -> Datum {
        Dec::from_rounded(value, 9).map_or(Datum::Empty, |value| Datum::Number(value, digits))
    }

    /// As people read it.
    fn shown(&self) -> String {
        match self {
            Datum::Empty => "-".to_owned(),
            Datum::Text(text) => clean(text).into_owned(),
            Datum::Known(_, label) => (*label).to_owned(),
            Datum::Flag(holds) => (if *holds { "yes" } else { "no" }).to_owned(),
            Datum::Money(amount) => format::usd(*amount),
            Datum::Number(number, digits) => format::decimals(*number, *digits),
        }
    }

    /// Exact, for exports; `None` for nothing.
    fn exact(&self) -> Option<String> {
        match self {
            Datum::Empty => None,
            Datum::Text(text) => Some(text.clone()),
            Datum::Known(name, _) => Some((*name).to_owned()),
            Datum::Flag(holds) => Some(holds.to_string()),
            Datum::Money(amount) => Some(amount.to_string()),
            Datum::Number(number, _) => Some(number.to_string()),
        }
    }

    /// As JSON has it: figures are strings, so that no digit is lost.
    fn json(&self) -> serde_json::Value {
        match self {
            Datum::Flag(holds) => (*holds).into(),
            other => other.exact().into(),
        }
    }

    fn is_text(&self) -> bool {
        matches!(self, Datum::Text(_) | Datum::Known(..) | Datum::Flag(_))
    }
}

/// Rows of one workload that a table shows; the rest is in the exports.
const MOST_ROWS: usize = 40;

impl<'a> Answer<'a> {
    /// The same, saying which regions these workloads are in, which are those of its sections.
    #[must_use]
    pub fn of_regions<'w>(self, workloads: impl IntoIterator<Item = &'w Workload>) -> Answer<'a> {
        Answer { regions: region_sentence(workloads), ..self }
    }

    /// Writes the answer in a format.
    ///
    /// # Errors
    /// A failure of the output.
    pub fn write(&self, format: Format, style: TableStyle, out: &mut dyn io::Write) -> io::Result<()> {
        match format {
            Format::Table => self.write_table(style, out),
            Format::Csv => self.write_csv(out),
            Format::Json => self.write_json(out),
            Format::Markdown => self.write_markdown(out),
        }
    }

    /// Writes the answer as a workbook.
    ///
    /// # Errors
    /// A failure of the output; more rows than a workbook holds.
    pub fn write_xlsx(&self, out: &mut dyn io::Write) -> io::Result<()> {
        super::workbook::write_answer(self, out)
    }

    /// Columns that people see, and whether they hold figures.
    pub(super) fn shown_columns(&self) -> Vec<(usize, bool)> {
        let is_figure = |at: usize| {
            let cells = self.sections.iter().flat_map(|section| &section.rows).filter_map(|row| row.get(at));
            !cells.into_iter().any(Datum::is_text)
        };
        let shown = |at: &usize| !self.columns[*at].heading.is_empty();
        (0..self.columns.len()).filter(shown).map(|at| (at, is_figure(at))).collect()
    }

    /// The first rows of a section, as people read them.
    pub(super) fn shown_rows(&self, section: &Section, columns: &[(usize, bool)]) -> Vec<Vec<String>> {
        let cell = |row: &[Datum], at: usize| row.get(at).map_or_else(String::new, Datum::shown);
        let rows = section.rows.iter().take(MOST_ROWS);
        rows.map(|row| columns.iter().map(|(at, _)| cell(row, *at)).collect()).collect()
    }

    /// The headings of columns, and which of them hold figures.
    fn heading_of(&self, columns: &[(usize, bool)]) -> (Vec<&str>, Vec<usize>) {
        let heading = columns.iter().map(|(at, _)| self.columns[*at].heading.as_str()).collect();
        (heading, (0..columns.len()).filter(|at| columns[*at].1).collect())
    }

    /// The columns that a table of that width has, and the headings of those that gave way to them.
    fn fitting_columns(&self, width: usize) -> (Vec<(usize, bool)>, Vec<&str>) {
        let mut columns = self.shown_columns();
        let mut left_out = Vec::new();
        let width_of = |columns: &[(usize, bool)], padding: u16| {
            let (heading, right) = self.heading_of(columns);
            let rows: Vec<Vec<String>> =
                self.sections.iter().flat_map(|section| self.shown_rows(section, columns)).collect();
            total_width(&least_widths(&heading, &right, &rows), padding)
        };
        while width_of(&columns, PADDING) > width {
            let order = |place: &usize| self.columns[columns[*place].0].gives_way;
            let Some(first) = (0..columns.len()).filter(|place| order(place).is_some()).min_by_key(order) else {
                break;
            };
            if order(&first) >= Some(AnswerColumn::LAST) && width_of(&columns, 0) <= width {
                break;
            }
            left_out.push(self.columns[columns.remove(first).0].heading.as_str());
        }
        (columns, left_out)
    }

    fn write_table(&self, style: TableStyle, out: &mut dyn io::Write) -> io::Result<()> {
        let width = usize::from(style.width.max(40));
        let (columns, left_out) = self.fitting_columns(width);
        let (heading, right) = self.heading_of(&columns);
        for section in &self.sections {
            for (at, finding) in section.findings.iter().enumerate() {
                let name = apart(fit(&clean(&section.name), width)).into_owned();
                let text = if at == 0 { format!("{name}: {finding}") } else { finding.clone() };
                let bold = style.color && at == 0;
                out.write_all(if bold { b"\x1b[1m" } else { b"" })?;
                write_wrapped(out, &text, width, "", "  ")?;
                out.write_all(if bold { b"\x1b[0m" } else { b"" })?;
            }
            if !section.rows.is_empty() {
                writeln!(out)?;
                let rows = self.shown_rows(section, &columns);
                out.write_all(plain_table(style, &heading, &right, &rows).as_bytes())?;
                let hidden = section.rows.len() - rows.len();
                if hidden > 0 {
                    writeln!(out, "{hidden} more rows are in the CSV and JSON outputs.")?;
                }
            }
            writeln!(out)?;
        }
        if !left_out.is_empty() {
            let note = format!("Left out for want of room, in CSV and JSON: {}.", left_out.join("; "));
            write_wrapped(out, &note, width, "", "  ")?;
        }
        for note in &self.notes {
            write_wrapped(out, note, width, "", "  ")?;
        }
        write_wrapped(out, &self.price_line(), width, "", "")
    }

    /// The line that says which prices were used, and of which regions.
    pub(super) fn price_line(&self) -> String {
        let terms = self.settings.price_terms(self.book, false);
        if self.regions.is_empty() { terms } else { format!("{terms} {}", self.regions) }
    }

    fn write_markdown(&self, out: &mut dyn io::Write) -> io::Result<()> {
        for section in &self.sections {
            self.write_markdown_section(section, out)?;
        }
        for note in &self.notes {
            writeln!(out, "- {}", markdown::block(note))?;
        }
        writeln!(out, "- {}", markdown::block(&self.price_line()))
    }

    /// A workload's findings and rows under a heading of the third level.
    pub(super) fn write_markdown_section(&self, section: &Section, out: &mut dyn io::Write) -> io::Result<()> {
        let columns = self.shown_columns();
        writeln!(out, "### {}\n", markdown::escape(&clean(&section.name)))?;
        for (at, finding) in section.findings.iter().enumerate() {
            let text = markdown::block(&capitalized(finding));
            if at == 0 { writeln!(out, "**{text}**\n")? } else { writeln!(out, "{text}\n")? }
        }
        if section.rows.is_empty() {
            return Ok(());
        }
        let headings: Vec<String> =
            columns.iter().map(|(at, _)| markdown::escape(&self.columns[*at].heading)).collect();
        let rules: Vec<&str> = columns.iter().map(|(_, figure)| if *figure { "--:" } else { ":--" }).collect();
        writeln!(out, "| {} |\n| {} |", headings.join(" | "), rules.join(" | "))?;
        for row in self.shown_rows(section, &columns) {
            let cells: Vec<String> = row.iter().map(|cell| markdown::escape(cell)).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        writeln!(out)
    }

    fn write_csv(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut text = Vec::new();
        push_cell(&mut text, "name");
        for column in &self.columns {
            text.push(b',');
            push_cell(&mut text, &column.name);
        }
        text.extend_from_slice(b",price_book,price_as_of\n");
        let info = self.book.info();
        let book = info.label();
        for section in &self.sections {
            for row in &section.rows {
                push_cell(&mut text, &section.name);
                for datum in row {
                    text.push(b',');
                    match datum {
                        Datum::Text(words) => push_cell(&mut text, words),
                        other => text.extend_from_slice(other.exact().unwrap_or_default().as_bytes()),
                    }
                }
                text.push(b',');
                push_cell(&mut text, &book);
                text.push(b',');
                push_cell(&mut text, &info.as_of);
                text.push(b'\n');
            }
        }
        out.write_all(&text)
    }

    fn write_json(&self, out: &mut dyn io::Write) -> io::Result<()> {
        #[derive(Serialize)]
        struct Document<'d, B: Serialize, S: Serialize> {
            schema_version: u32,
            generator: &'static str,
            kind: &'static str,
            price_book: B,
            settings: S,
            workloads: Vec<WorkloadOut<'d>>,
            notes: &'d [String],
        }
        #[derive(Serialize)]
        struct WorkloadOut<'d> {
            name: &'d str,
            findings: &'d [String],
            rows: Vec<BTreeMap<&'d str, serde_json::Value>>,
        }
        let workloads = (self.sections.iter())
            .map(|section| WorkloadOut {
                name: &section.name,
                findings: &section.findings,
                rows: (section.rows.iter())
                    .map(|row| {
                        self.columns
                            .iter()
                            .zip(row)
                            .map(|(column, datum)| (column.name.as_str(), datum.json()))
                            .collect()
                    })
                    .collect(),
            })
            .collect();
        let document = Document {
            schema_version: SCHEMA_VERSION,
            generator: concat!("costcalc ", env!("CARGO_PKG_VERSION")),
            kind: self.kind,
            price_book: book_out(self.book),
            settings: settings_out(self.settings, false),
            workloads,
            notes: &self.notes,
        };
        write_json_text(&document, out)
    }
}
