//! Listings of prices with their dates and sources.

use super::table::{TableStyle, plain_table};
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

/// The rows as a table.
#[must_use]
pub fn price_table(style: TableStyle, rows: &[PriceRow]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let mut source = row.provenance.source.clone();
            if row.provenance.estimated {
                source.push_str(" [estimated]");
            }
            if row.provenance.own {
                source.push_str(" [own price]");
            }
            vec![
                row.what.clone(),
                row.terms.clone(),
                format::unit_price(row.usd),
                row.unit.clone(),
                row.provenance.as_of.clone(),
                source,
            ]
        })
        .collect();
    plain_table(style, &["Price of", "Terms", "USD", "Unit", "As of", "Source"], &[2], &rows)
}
