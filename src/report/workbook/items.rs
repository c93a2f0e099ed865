//! A row a line item of every bill.

use super::super::Report;
use super::sheet::{Looks, Sheet};
use rust_xlsxwriter::XlsxError;

const COLUMNS: [(&str, f64); 12] = [
    ("name", 36.0),
    ("option", 10.0),
    ("item", 22.0),
    ("label", 30.0),
    ("consumed_quantity", 20.0),
    ("quantity", 20.0),
    ("unit", 16.0),
    ("unit_price_usd", 18.0),
    ("tier_from", 16.0),
    ("tier_to", 16.0),
    ("amount_usd", 16.0),
    ("source", 60.0),
];

pub(super) fn sheet(report: &Report<'_>, looks: &Looks) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new("Line items")?;
    sheet.heading(looks, &COLUMNS)?;
    for comparison in report.comparisons {
        for offer in &comparison.offers {
            for item in offer.bill.iter().flat_map(|bill| bill.items()) {
                sheet.text(0, &comparison.workload.name)?;
                sheet.text(1, offer.key.key())?;
                sheet.text(2, item.key.key())?;
                sheet.text(3, item.key.label())?;
                sheet.number(looks, 4, item.consumed)?;
                sheet.number(looks, 5, item.quantity)?;
                sheet.text(6, item.unit)?;
                sheet.price(looks, 7, item.unit_price_usd)?;
                if let Some(tier) = item.tier {
                    sheet.number(looks, 8, tier.from)?;
                    match tier.to {
                        Some(to) => sheet.number(looks, 9, to)?,
                        None => sheet.text(9, "no end")?,
                    }
                }
                sheet.money(looks, 10, item.amount)?;
                sheet.text(11, &report.book.provenance(item.provenance).to_string())?;
                sheet.next_row();
            }
        }
    }
    Ok(sheet)
}
