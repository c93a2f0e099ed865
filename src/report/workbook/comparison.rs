//! A row a workload, with the columns of the CSV output.

use super::super::Report;
use super::sheet::{Looks, Sheet};
use crate::analysis::fields::{FIELDS, PLAIN, Value};
use rust_xlsxwriter::XlsxError;

pub(super) fn sheet(report: &Report<'_>, looks: &Looks) -> Result<Sheet, XlsxError> {
    let enriched = report.comparisons.iter().any(|comparison| comparison.is_enriched());
    let fields = if enriched { FIELDS } else { &FIELDS[..PLAIN] };
    let mut sheet = Sheet::new("Comparison")?;
    let columns: Vec<(&str, f64)> = fields.iter().map(|field| (field.name, width(field.name))).collect();
    sheet.heading(looks, &columns)?;
    for comparison in report.comparisons {
        for (at, field) in fields.iter().enumerate() {
            match (field.value)(comparison) {
                Value::Empty => {}
                Value::Money(amount) => sheet.money(looks, at, amount)?,
                Value::Number(number) => sheet.number(looks, at, number)?,
                Value::Flag(flag) => sheet.flag(at, flag)?,
                words => sheet.text(at, &words.text().unwrap_or_default())?,
            }
        }
        sheet.next_row();
    }
    Ok(sheet)
}

/// Columns of words are wider than those of figures; none is narrower than its heading.
fn width(name: &str) -> f64 {
    match name {
        "name" => 36.0,
        "reasons" | "warnings" | "assumptions" | "optimized" => 44.0,
        name => (name.len() as f64 * 1.1 + 2.0).max(17.0),
    }
}
