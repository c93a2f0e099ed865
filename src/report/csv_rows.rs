//! CSV: one row a workload, or one a line item; unrounded; columns keep their names for good.

use crate::analysis::Comparison;
use crate::analysis::fields::{FIELDS, Value};
use crate::pricebook::PriceBook;
use std::io::{self, Write};

/// Columns of a row a line item, after the workload's name and the option.
const DETAIL: [&str; 14] = [
    "name",
    "option",
    "feasible",
    "item",
    "label",
    "consumed_quantity",
    "quantity",
    "unit",
    "unit_price_usd",
    "tier_from",
    "tier_to",
    "amount_usd",
    "as_of",
    "source",
];

/// The heading of a row a workload.
#[must_use]
pub fn row_header() -> String {
    let mut names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    names.extend(["price_book", "price_as_of"]);
    names.join(",") + "\n"
}

/// The heading of a row a line item.
#[must_use]
pub fn detail_header() -> String {
    DETAIL.join(",") + "\n"
}

/// Writes comparisons as CSV rows, without a heading.
pub struct CsvRows<'a> {
    book: &'a PriceBook,
    /// One row a line item.
    detail: bool,
    /// The last cells of every row.
    tail: String,
}

impl<'a> CsvRows<'a> {
    /// A writer for a book's comparisons.
    #[must_use]
    pub fn new(book: &'a PriceBook, detail: bool) -> CsvRows<'a> {
        let info = book.info();
        let own = if info.own_files.is_empty() { "" } else { "+own" };
        let mut tail = String::new();
        push_cell(&mut tail, &format!("{}{own}", info.id));
        tail.push(',');
        push_cell(&mut tail, &info.as_of);
        tail.push('\n');
        CsvRows { book, detail, tail }
    }

    /// The heading.
    #[must_use]
    pub fn header(&self) -> String {
        if self.detail { detail_header() } else { row_header() }
    }

    /// Appends a comparison's rows.
    pub fn push(&self, comparison: &Comparison, out: &mut String) {
        if self.detail {
            return self.push_detail(comparison, out);
        }
        for field in FIELDS {
            match (field.value)(comparison) {
                Value::Text(text) => push_cell(out, &text),
                // Numbers and flags never need quotes.
                value => value.push_to(out),
            }
            out.push(',');
        }
        out.push_str(&self.tail);
    }

    fn push_detail(&self, comparison: &Comparison, out: &mut String) {
        for offer in &comparison.offers {
            let Some(bill) = &offer.bill else {
                let reasons: Vec<String> = offer.reasons.iter().map(ToString::to_string).collect();
                let cells = [&comparison.workload.name, offer.key.key(), "false", "", &reasons.join("; ")];
                push_row(out, &cells);
                continue;
            };
            for item in bill.items() {
                let provenance = self.book.provenance(item.provenance);
                let (from, to) = match item.tier {
                    Some(tier) => {
                        let to = tier.to.map_or_else(|| "Inf".to_owned(), |to| to.to_string());
                        (tier.from.to_string(), to)
                    }
                    None => (String::new(), String::new()),
                };
                let cells = [
                    comparison.workload.name.as_str(),
                    offer.key.key(),
                    "true",
                    item.key.key(),
                    item.key.label(),
                    &item.consumed.to_string(),
                    &item.quantity.to_string(),
                    item.unit,
                    &item.unit_price_usd.to_string(),
                    &from,
                    &to,
                    &item.amount.to_string(),
                    &provenance.as_of,
                    &provenance.source,
                ];
                push_row(out, &cells);
            }
        }
    }

    /// Writes a heading and all rows.
    ///
    /// # Errors
    /// A failure of the output.
    pub fn write_all(&self, comparisons: &[Comparison], out: &mut dyn Write) -> io::Result<()> {
        let mut text = self.header();
        for comparison in comparisons {
            self.push(comparison, &mut text);
            if text.len() > 1 << 16 {
                out.write_all(text.as_bytes())?;
                text.clear();
            }
        }
        out.write_all(text.as_bytes())
    }
}

/// A row of text cells, filled up to the heading's width.
fn push_row(out: &mut String, cells: &[&str]) {
    for at in 0..DETAIL.len() {
        if at > 0 {
            out.push(',');
        }
        push_cell(out, cells.get(at).copied().unwrap_or(""));
    }
    out.push('\n');
}

/// Appends a text cell: quoted where CSV needs it, and never a formula for the spreadsheet that opens it.
fn push_cell(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let formula = bytes.first().is_some_and(|first| b"=+-@\t\r".contains(first));
    let quote = bytes.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'));
    if !quote {
        if formula {
            out.push('\'');
        }
        out.push_str(text);
        return;
    }
    out.push('"');
    if formula {
        out.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> String {
        let mut out = String::new();
        push_cell(&mut out, text);
        out
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(cell("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(cell("@x,y"), "\"'@x,y\"");
    }
}
