//! CSV: one row a workload, or one a line item; unrounded; columns keep their names for good.

use crate::analysis::Comparison;
use crate::analysis::fields::{FIELDS, PLAIN, Value};
use crate::pricebook::PriceBook;
use std::io::{self, Write};

/// Columns of a row a line item, after the workload's name and the option.
const DETAIL: [&str; 16] = [
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
    "estimated",
    "own_price",
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
    tail: Vec<u8>,
}

impl<'a> CsvRows<'a> {
    /// A writer for a book's comparisons.
    #[must_use]
    pub fn new(book: &'a PriceBook, detail: bool) -> CsvRows<'a> {
        let info = book.info();
        let mut tail = Vec::new();
        push_cell(&mut tail, &info.label());
        tail.push(b',');
        push_cell(&mut tail, &info.as_of);
        tail.push(b'\n');
        CsvRows { book, detail, tail }
    }

    /// The heading.
    #[must_use]
    pub fn header(&self) -> String {
        if self.detail { detail_header() } else { row_header() }
    }

    /// Appends a comparison's rows.
    pub fn push(&self, comparison: &Comparison, out: &mut Vec<u8>) {
        if self.detail {
            return self.push_detail(comparison, out);
        }
        let fields = if comparison.is_enriched() { FIELDS } else { &FIELDS[..PLAIN] };
        for field in fields {
            match (field.value)(comparison) {
                Value::Text(text) => push_cell(out, &text),
                // Numbers, flags and our own names never need quotes.
                value => value.push_to(out),
            }
            out.push(b',');
        }
        out.resize(out.len() + (FIELDS.len() - fields.len()), b',');
        out.extend_from_slice(&self.tail);
    }

    fn push_detail(&self, comparison: &Comparison, out: &mut Vec<u8>) {
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
                    flag(provenance.estimated),
                    flag(provenance.own),
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
        let mut text = self.header().into_bytes();
        for comparison in comparisons {
            self.push(comparison, &mut text);
            if text.len() > 1 << 16 {
                out.write_all(&text)?;
                text.clear();
            }
        }
        out.write_all(&text)
    }
}

fn flag(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// A row of text cells, filled up to the heading's width.
fn push_row(out: &mut Vec<u8>, cells: &[&str]) {
    for at in 0..DETAIL.len() {
        if at > 0 {
            out.push(b',');
        }
        push_cell(out, cells.get(at).copied().unwrap_or(""));
    }
    out.push(b'\n');
}

/// Appends a text cell: quoted where CSV needs it, and never a formula for the spreadsheet that opens it.
pub(super) fn push_cell(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let formula = bytes.first().is_some_and(|first| b"=+-@\t\r".contains(first));
    let quote = bytes.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'));
    if !quote {
        if formula {
            out.push(b'\'');
        }
        out.extend_from_slice(bytes);
        return;
    }
    out.push(b'"');
    if formula {
        out.push(b'\'');
    }
    for byte in bytes {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> String {
        let mut out = Vec::new();
        push_cell(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(cell("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(cell("@x,y"), "\"'@x,y\"");
    }
}
