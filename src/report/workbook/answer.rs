//! An answer as a workbook: its rows, and its findings and notes.

use super::super::{Answer, Datum};
use super::sheet::{Looks, Sheet};
use super::{failed, finish};
use rust_xlsxwriter::XlsxError;
use std::io;

/// Writes an answer as a workbook.
///
/// # Errors
/// A failure of the output; more rows than a workbook holds.
pub(in crate::report) fn write_answer(answer: &Answer<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let looks = Looks::new();
    finish(vec![rows(answer, &looks).map_err(failed)?, findings(answer, &looks).map_err(failed)?], out)
}

fn rows(answer: &Answer<'_>, looks: &Looks) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new(answer.kind)?;
    let mut columns: Vec<(&str, f64)> = vec![("name", 36.0)];
    columns.extend(answer.columns.iter().map(|column| (column.name.as_str(), 18.0)));
    sheet.heading(looks, &columns)?;
    for section in &answer.sections {
        for row in &section.rows {
            sheet.text(0, &section.name)?;
            for (at, datum) in row.iter().enumerate() {
                let at = at + 1;
                match datum {
                    Datum::Empty => {}
                    Datum::Text(text) => sheet.text(at, text)?,
                    Datum::Known(name, _) => sheet.text(at, name)?,
                    Datum::Flag(holds) => sheet.flag(at, *holds)?,
                    Datum::Money(amount) => sheet.money(looks, at, *amount)?,
                    Datum::Number(number, _) => sheet.number(looks, at, *number)?,
                }
            }
            sheet.next_row();
        }
    }
    Ok(sheet)
}

fn findings(answer: &Answer<'_>, looks: &Looks) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new("Findings & prices")?;
    sheet.widths(&[36.0, 110.0])?;
    for section in &answer.sections {
        for finding in &section.findings {
            sheet.bold(looks, 0, &section.name)?;
            sheet.sentence(looks, 1, finding)?;
            sheet.next_row();
        }
    }
    let prices = answer.price_line();
    let notes = answer.notes.iter().map(|note| ("To know", note.as_str()));
    for (name, text) in notes.chain([("Prices", prices.as_str())]) {
        sheet.bold(looks, 0, name)?;
        sheet.sentence(looks, 1, text)?;
        sheet.next_row();
    }
    Ok(sheet)
}
