//! Formats whose workloads stand one after another, so that a run of any size is written in bounded memory: what stands
//! before them, each of them, and what stands after.

use super::csv_rows::CsvRows;
use super::held::Endings;
use super::json::{SEPARATOR, json_frame, push_workload};
use super::{Format, Report};
use crate::analysis::Comparison;
use crate::pricebook::PriceBook;
use std::io;

/// Writes workloads that are held back until all of them are known to be good; [`Endings::writer`] writes them in full.
pub enum Streamed<'a> {
    /// Rows of CSV.
    Csv(CsvRows<'a>),
    /// Objects of JSON.
    Json(&'a PriceBook),
}

impl<'a> Streamed<'a> {
    /// A writer for a book's comparisons; `None` for a format that shows a run as a whole ([`Format::is_streamed`]).
    #[must_use]
    pub fn held(format: Format, book: &'a PriceBook, detail: bool, endings: &'a Endings) -> Option<Streamed<'a>> {
        match format {
            Format::Csv => Some(Streamed::Csv(CsvRows::held(book, detail, endings))),
            Format::Json => Some(Streamed::Json(book)),
            Format::Table | Format::Markdown => None,
        }
    }

    /// Appends a comparison, what separates it from the one before it first.
    ///
    /// # Errors
    /// A value that is no JSON, of which there is none.
    pub fn push(&mut self, comparison: &Comparison, out: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Streamed::Csv(rows) => {
                rows.push(comparison, out);
                Ok(())
            }
            Streamed::Json(book) => push_workload(book, comparison, out),
        }
    }
}

/// What stands around the workloads of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Before the first of them.
    pub before: Vec<u8>,
    /// Behind the last of them.
    pub after: Vec<u8>,
    /// Bytes at the beginning of each workload that separate it from the one before: the first has none before it.
    pub separator: usize,
}

impl Frame {
    /// The frame of a format that is streamed; the report's comparisons are of no account. `detail`: of CSV, one row a
    /// line item.
    ///
    /// # Errors
    /// A value that is no JSON, of which there is none.
    pub fn of(format: Format, detail: bool, report: &Report<'_>) -> io::Result<Frame> {
        if format == Format::Json {
            let (before, after) = json_frame(report)?;
            return Ok(Frame { before, after, separator: SEPARATOR.len() });
        }
        let before = CsvRows::new(report.book, detail).header().into_bytes();
        Ok(Frame { before, after: Vec::new(), separator: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_streamed_that_say_so() {
        let (book, endings) = (PriceBook::current().unwrap(), Endings::default());
        for format in Format::ALL {
            let held = Streamed::held(format, &book, false, &endings);
            assert_eq!(held.is_some(), format.is_streamed(), "{}", format.name());
        }
    }
}
