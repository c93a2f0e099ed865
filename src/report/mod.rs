//! Results to text: table, CSV, JSON, Markdown and explanations, each format one file and one entry in [`Format`]; and to
//! workbooks.

mod answer;
mod breakeven;
mod csv_rows;
mod explain;
mod growth;
mod handout;
mod held;
mod html;
mod json;
mod json_text;
mod listing;
mod markdown;
mod not_taken;
mod notes;
mod problems;
mod record;
mod regions;
mod sensitivity;
mod streamed;
mod sweep;
mod table;
mod uncertainty;
mod wording;
mod workbook;

pub use answer::{Answer, AnswerColumn, Datum, Section};
pub use breakeven::breakeven_answer;
pub use csv_rows::{CsvRows, detail_header, row_header};
pub use explain::explain;
pub use handout::{Detail, Handout, InputFile};
pub use held::Endings;
pub use html::write_html;
pub use json::{SCHEMA_VERSION, write_json};
pub use json_text::write_json_text;
pub use listing::{FigureList, ListCell, ListColumn};
pub use markdown::write_markdown;
pub use problems::{render_problem, render_problems};
pub use record::write_record;
pub use sensitivity::sensitivity_answer;
pub use streamed::{Frame, Streamed};
pub use sweep::sweep_answer;
pub use table::{TableStyle, columns_table, hanging, paragraphs, plain_table, write_table};

pub use workbook::{WORKBOOK_ROWS, write_xlsx};

use crate::analysis::{Comparison, Totals};
use crate::cost::Settings;
use crate::pricebook::PriceBook;
pub use crate::terms::clean;

/// A finished run, as every format shows it.
pub struct Report<'a> {
    /// The prices used.
    pub book: &'a PriceBook,
    /// What counted for every workload.
    pub settings: Settings,
    /// The workloads shared one account.
    pub portfolio: bool,
    /// The workloads to show, in the order to show them.
    pub comparisons: &'a [Comparison],
    /// Sums over all workloads, those not shown included.
    pub totals: &'a Totals,
}

/// A format that a whole run can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table for people.
    Table,
    /// Comma-separated values: a row a workload, or a line item.
    Csv,
    /// JSON after the published schema.
    Json,
    /// A Markdown table.
    Markdown,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 4] = [Format::Table, Format::Csv, Format::Json, Format::Markdown];

    /// The name for `--format`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Markdown => "markdown",
        }
    }

    /// Whether workloads stand one after another in it ([`Streamed`]), so that it takes bounded memory for a run of any size.
    #[must_use]
    pub const fn is_streamed(self) -> bool {
        matches!(self, Format::Csv | Format::Json)
    }

    /// The format of a file by its extension.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Format> {
        match extension.to_ascii_lowercase().as_str() {
            "csv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            "md" | "markdown" => Some(Format::Markdown),
            "txt" => Some(Format::Table),
            _ => None,
        }
    }
}
