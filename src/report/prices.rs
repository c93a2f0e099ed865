//! Listings of prices with their dates and sources.

use super::clean::clean;
use super::table::{TableStyle, plain_table, wrapped};
use crate::pricebook::Provenance;
use crate::units::{Dec, format};

/// One price of a listing.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceRow {
    /// What it is the price of.
    pub what: String,
    /// Where or under which terms it counts, such as an architecture, a purchase option or a tier.
    pub terms: String,
    /// Dollars a unit.
    pub usd: Dec,
    /// The unit.
    pub unit: String,
    /// Date and source.
    pub provenance: Provenance,
}

/// The rows as a table, with each source once below it.
#[must_use]
pub fn price_table(style: TableStyle, rows: &[PriceRow]) -> String {
    let mut sources: Vec<&str> = Vec::new();
    let mut cells = Vec::with_capacity(rows.len());
    for row in rows {
        let source = row.provenance.source.as_str();
        let at = sources.iter().position(|known| *known == source).unwrap_or_else(|| {
            sources.push(source);
            sources.len() - 1
        });
        let mut mark = format!("[{}]", at + 1);
        if row.provenance.estimated {
            mark.push_str(" estimated");
        }
        if row.provenance.own {
            mark.push_str(" own price");
        }
        cells.push(vec![
            row.what.clone(),
            row.terms.clone(),
            format::unit_price(row.usd),
            row.unit.clone(),
            row.provenance.as_of.clone(),
            mark,
        ]);
    }
    let mut text = plain_table(style, &["Price of", "Terms", "USD", "Unit", "As of", "Source"], &[2], &cells);
    text.push('\n');
    for (at, source) in sources.iter().enumerate() {
        text.push_str(&wrapped(&clean(source), usize::from(style.width), &format!("[{}] ", at + 1), "    "));
    }
    text
}
