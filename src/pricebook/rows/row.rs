//! The cells of a row as what they say, each fault told at its cell.

use super::{DATE, PLAINLY, Row, written};
use crate::pricebook::plainly;
use crate::terms::{Problem, Purchase, Stamp, shortened, trimmed};
use crate::units::{Dec, DecError};

impl Row<'_> {
    /// The byte and the line of the file in which it begins.
    pub(in crate::pricebook) fn start(&self) -> (usize, u64) {
        self.start
    }

    /// Whether an earlier row has its key.
    pub(in crate::pricebook) fn is_repeated(&self) -> bool {
        self.is_repeated
    }

    /// The line of the file in which it begins, from 1.
    pub(in crate::pricebook) fn line(&self) -> u64 {
        self.start.1
    }

    /// The cell of the `column`-th wanted column; empty when the file has no such column.
    pub(in crate::pricebook) fn text(&self, column: usize) -> &str {
        self.columns.places[column].and_then(|place| self.cells.get(place)).map_or("", trimmed)
    }

    /// Whether what the row says in a column is unknown, because the heading lacks or misnames it.
    pub(in crate::pricebook) fn is_unread(&self, column: usize) -> bool {
        self.columns.unread.contains(&column)
    }

    /// A cell that must not be empty.
    pub(in crate::pricebook) fn required(&self, column: usize) -> Option<&str> {
        match self.text(column) {
            "" => self.fault(column, "must not be empty", "write it into the cell"),
            text => Some(text),
        }
    }

    /// A number, which must not be negative.
    pub(in crate::pricebook) fn number(&self, column: usize) -> Option<Dec> {
        match Dec::parse_rounded(self.text(column)) {
            Ok(_) if plainly::begins_with_zero(self.text(column)) && self.columns.wanted[column].contains("usd") => {
                let text = self.text(column);
                let help = format!(
                    "write {}, or, where 0,{text} is one number, 0.{text} in one cell",
                    text.trim_start_matches('0')
                );
                self.fault(column, "begins with a 0, as what a decimal comma cuts off", &help)
            }
            Ok(number) if !number.is_negative() => Some(number),
            Ok(_) => self.fault(column, "must not be negative", "write 0 or a number above it"),
            Err(DecError::TooPrecise) => self.too_precise(column),
            Err(DecError::TooLarge) => self.fault(column, "is too large", "write a number below 1e26"),
            Err(_) if self.text(column).is_empty() => self.fault(column, "is empty", PLAINLY),
            Err(error) => {
                let text = self.text(column);
                if let Some(number) = plainly::with_exponent(text) {
                    return Some(number);
                }
                let is_price = self.columns.wanted[column].contains("usd");
                let other = plainly::other_amount(text).filter(|_| is_price);
                let mut help = written(&plainly::numbers(text), other.unwrap_or(PLAINLY));
                if plainly::may_be_cut(text) {
                    help.push_str(", with all digits that the source has");
                    return self.fault(column, "may lack digits, which spreadsheets cut off", &help);
                }
                self.fault(column, &format!("is {error}"), &help)
            }
        }
    }

    fn too_precise<T>(&self, column: usize) -> Option<T> {
        self.fault(column, &format!("has {}", DecError::TooPrecise), "round it")
    }

    /// A number that may have a percent sign behind it.
    pub(in crate::pricebook) fn percent(&self, column: usize) -> Option<Dec> {
        let text = self.text(column);
        match text.strip_suffix('%').map(|number| Dec::parse_rounded(number.trim_end())) {
            Some(Ok(number)) if !number.is_negative() => Some(number),
            Some(Err(DecError::TooPrecise)) => self.too_precise(column),
            Some(_) => self.fault(column, "is no percentage", "write 12 or 12% for twelve percent"),
            None => self.number(column),
        }
    }

    /// A number, or `Some(None)` where the cell is empty.
    pub(in crate::pricebook) fn optional_number(&self, column: usize) -> Option<Option<Dec>> {
        if self.text(column).is_empty() { Some(None) } else { self.number(column).map(Some) }
    }

    /// `true` or `false`; an empty cell is false.
    pub(in crate::pricebook) fn flag(&self, column: usize) -> Option<bool> {
        match self.text(column) {
            text if text.eq_ignore_ascii_case("true") => Some(true),
            // Spreadsheets save both in capitals.
            text if text.is_empty() || text.eq_ignore_ascii_case("false") => Some(false),
            _ => self.fault(column, "is neither true nor false", "write true or false"),
        }
    }

    /// A date: `2026-09-19`, `2026-09` or `2026`.
    pub(in crate::pricebook) fn date(&self, column: usize) -> Option<&str> {
        let text = self.text(column);
        if Stamp::is_date(text) {
            return Some(text);
        }
        self.fault(column, "is no date of the calendar", &written(&plainly::dates(text), DATE))
    }

    /// A purchase option.
    pub(in crate::pricebook) fn purchase(&self, column: usize) -> Option<Purchase> {
        let found = Purchase::from_name(self.text(column));
        found.or_else(|| {
            let help = match Purchase::meant(self.text(column)) {
                Some(name) => format!("did you mean {name}? Otherwise use {}", Purchase::NAMES),
                None => format!("use {}", Purchase::NAMES),
            };
            self.fault(column, "is no purchase option", &help)
        })
    }

    /// Notes a fault in one cell of this row: what is wrong with its text and how to mend it.
    pub(in crate::pricebook) fn fault<T>(&self, column: usize, what: &str, help: &str) -> Option<T> {
        self.fault_of(column, format!("{:?} {what}", shortened(self.text(column))), help);
        None
    }

    /// Whether further faults of this row are only counted.
    pub(in crate::pricebook) fn is_only_counted(&self) -> bool {
        self.faults.borrow().only_counts(self.line())
    }

    /// Notes a fault at one cell of this row, unless the heading lacks its column.
    pub(in crate::pricebook) fn fault_of(&self, column: usize, message: String, help: &str) {
        if self.is_unread(column) {
            return;
        }
        if self.is_only_counted() {
            self.faults.borrow_mut().count_more(1);
        } else {
            let (place, excerpt) = self.columns.cell(self.text, self.start, column);
            self.faults.borrow_mut().push(Problem { place, message, help: help.to_owned(), excerpt: Some(excerpt) });
        }
    }
}
