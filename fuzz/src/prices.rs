//! Prices: tables of one's own, whole books, AWS's price lists.

use super::scenarios::book;
use costcalc::analysis;
use costcalc::cost::Settings;
use costcalc::pricebook::check::check;
use costcalc::pricebook::import::{self, BookTables, ListSource, Options};
use costcalc::pricebook::{Layer, OverlayFile, PriceBook};
use costcalc::scenario;
use costcalc::terms::Stamp;
use std::str::from_utf8;

/// The day on which the inputs are read.
fn today() -> Stamp {
    Stamp::parse("2026-11-24").unwrap()
}

/// Prices a workload on both sides: an answer, or an error.
fn price(book: &PriceBook) {
    let csv = "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,50M,120,1024,m7g.large\n";
    let workloads = scenario::read_str(csv, book.rules()).map(|scenario| scenario.workloads).unwrap_or_default();
    for workload in workloads {
        if let Err(error) = analysis::compare(book, workload, &Settings::new(book.rules())) {
            assert!(!error.to_string().is_empty());
        }
    }
}

/// A table of one's own over the current book, checked and used.
pub fn price_table(data: &[u8]) {
    let files = [OverlayFile::of_bytes("own.csv", data.to_vec())];
    for finding in check(&files, book(), today()) {
        assert!(!finding.problem.message.is_empty());
    }
    match PriceBook::open("2026", &files) {
        Ok(book) => price(&book),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A saved book: tables one after another, each headed by a line `## NAME`.
pub fn price_book(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    let tables = text.split("## ").skip(1).map(|part| part.split_once('\n').unwrap_or((part, "")));
    let files: Vec<OverlayFile> = tables.map(|(name, text)| OverlayFile::new(name, text)).collect();
    match PriceBook::open_layers(None, &[Layer::Book(files)]) {
        Ok(book) => price(&book),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A price list of AWS's is refused, or becomes a book that can be opened and checked.
pub fn offer(data: &[u8]) {
    let options = Options { today: today(), leave_out_unpriced: data.len() % 2 == 1, strict: false };
    let list = match import::read(data).finish(options) {
        Ok(list) => list,
        Err(faults) => return assert!(!faults.is_empty() && !faults.to_string().is_empty()),
    };
    let count = list.count();
    let mut tables = BookTables::default();
    let source = ListSource { name: "list".to_owned(), sha256: "00ff".repeat(16) };
    tables.add(list, &source).unwrap_or_else(|faults| panic!("one list, and {faults}"));
    let files = tables.files("own", "2026", |name| book().instance_type(name).is_ok());
    let files: Vec<OverlayFile> = files.into_iter().map(|(name, text)| OverlayFile::new(name, text)).collect();
    let written = PriceBook::open_layers(None, &[Layer::Book(files)]);
    let written = written.unwrap_or_else(|error| panic!("{count} prices were written and not read: {error}"));
    price(&written);
}
