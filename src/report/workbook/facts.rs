//! What counted for every workload: the finding, sums, prices, assumptions, and what the columns mean.

use super::super::notes::notes;
use super::super::{Report, wording};
use super::sheet::{Looks, Sheet};
use crate::analysis::fields::FIELDS;
use rust_xlsxwriter::XlsxError;

pub(super) fn sheet(report: &Report<'_>, looks: &Looks) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new("Assumptions & prices")?;
    sheet.widths(&[34.0, 110.0])?;
    let info = report.book.info();
    let notes = notes(report);
    sheet.bold(looks, 0, "Finding")?;
    sheet.sentence(looks, 1, &wording::headline(report))?;
    sheet.next_row();
    let totals = report.totals;
    let sums = [
        ("All that Lambda can run, USD a month", totals.lambda),
        ("All that EC2 can run, USD a month", totals.ec2),
        (
            match totals.impossible {
                0 => "Each on its cheaper side, USD a month",
                _ => "Each that can run on its cheaper side, USD a month",
            },
            totals.cheapest,
        ),
    ];
    for (name, amount) in sums {
        sheet.bold(looks, 0, name)?;
        sheet.money(looks, 1, amount)?;
        sheet.next_row();
    }
    let texts = [
        ("Prices", wording::price_line(report)),
        ("Price book", format!("{}, as of {}, SHA-256 {}", info.id, info.as_of, info.sha256)),
        ("Written by", concat!("costcalc ", env!("CARGO_PKG_VERSION")).to_owned()),
        (
            "Figures",
            "Each cell holds the nearest double to the exact figure; formats round what is shown. Every digit is in the CSV \
             and JSON outputs."
                .to_owned(),
        ),
    ];
    for (name, text) in texts {
        sheet.bold(looks, 0, name)?;
        sheet.sentence(looks, 1, &text)?;
        sheet.next_row();
    }
    for (name, texts) in [("To know", &notes.facts), ("Assumed", &notes.assumptions)] {
        for text in texts {
            sheet.bold(looks, 0, name)?;
            sheet.sentence(looks, 1, text)?;
            sheet.next_row();
        }
    }
    sheet.next_row();
    sheet.bold(looks, 0, "Column of Comparison")?;
    sheet.bold(looks, 1, "What it is")?;
    sheet.next_row();
    for field in FIELDS {
        sheet.text(0, field.name)?;
        sheet.sentence(looks, 1, field.meaning)?;
        sheet.next_row();
    }
    Ok(sheet)
}
