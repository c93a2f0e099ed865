//! Workbooks for Excel and its kin: numbers as numbers, names as text, formulas never.
//!
//! A workbook's numbers are doubles (ECMA-376, part 1, 18.3.1.96): each is the nearest double to the exact figure, good to
//! fifteen digits, and rounded for display only by its cell's format. Every digit is in the CSV and JSON outputs.

mod answer;
mod comparison;
mod facts;
mod items;
mod sheet;

pub(super) use answer::write_answer;

use super::Report;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::{Looks, Sheet};
use std::io;

/// Rows of a workbook's sheet below its heading (Excel specifications and limits, 2025: 1,048,576 with it).
pub const WORKBOOK_ROWS: u64 = 1_048_575;

/// Writes a run as a workbook: a row a workload, a row a line item, and what counted for all of them.
///
/// # Errors
/// A failure of the output; more rows than a workbook holds.
pub fn write_xlsx(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let looks = Looks::new();
    finish(
        vec![
            comparison::sheet(report, &looks).map_err(failed)?,
            items::sheet(report, &looks).map_err(failed)?,
            facts::sheet(report, &looks).map_err(failed)?,
        ],
        out,
    )
}

/// A failure of the workbook's writer as one of the output.
fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::RowColumnLimitError => io::Error::other(
            "a workbook holds 1,048,576 rows and 16,384 columns at most; write .csv, which holds any number",
        ),
        other => io::Error::other(other.to_string()),
    }
}

/// Writes the sheets. The file has no date: the same run gives the same bytes on every day.
fn finish(sheets: Vec<Sheet>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut workbook = Workbook::new();
    let date = ExcelDateTime::from_ymd(1980, 1, 1).map_err(failed)?;
    let properties =
        DocProperties::new().set_author(concat!("costcalc ", env!("CARGO_PKG_VERSION"))).set_creation_datetime(&date);
    workbook.set_properties(&properties);
    for sheet in sheets {
        workbook.push_worksheet(sheet.finish().map_err(failed)?);
    }
    out.write_all(&workbook.save_to_buffer().map_err(failed)?)
}
