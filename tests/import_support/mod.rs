//! Price lists to books in memory, as `costcalc prices import` does it.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use costcalc::pricebook::import::{self, BookTables, ListSource, Options};
use costcalc::pricebook::{Layer, MissingPrice, OverlayFile, PriceBook, TypedLadder};
use costcalc::terms::Purchase;
use costcalc::terms::Stamp;
use costcalc::units::{Dec, Unit};
use proptest::sample::Index;
use std::collections::HashSet;
use std::path::Path;
use std::sync::LazyLock;

pub fn fixture_path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/price-lists").join(name)
}

pub fn fixture(name: &str) -> String {
    std::fs::read_to_string(fixture_path(name)).unwrap()
}

pub fn options() -> Options {
    Options { today: Stamp::parse("2026-11-24").unwrap(), leave_out_unpriced: false, strict: false }
}

/// The files of the book that a list gives, or its faults.
pub fn import_with(text: &[u8], options: Options) -> Result<Vec<(String, String)>, String> {
    let list = import::read(text).finish(options).map_err(|faults| faults.to_string())?;
    let mut tables = BookTables::default();
    let source = ListSource { name: "list".to_owned(), sha256: "00ff".repeat(16) };
    tables.add(list, &source).map_err(|faults| faults.to_string())?;
    static CURRENT: LazyLock<PriceBook> = LazyLock::new(|| PriceBook::current().unwrap());
    Ok(tables.files("own", "2026", |name| CURRENT.instance_type(name).is_ok()))
}

pub fn import(text: &str) -> Result<Vec<(String, String)>, String> {
    import_with(text.as_bytes(), options())
}

pub fn book_of(files: Vec<(String, String)>) -> PriceBook {
    let files = files.into_iter().map(|(name, text)| OverlayFile::new(name, text)).collect();
    PriceBook::open_layers(None, &[Layer::Book(files)]).unwrap()
}

/// The book that a list gives.
pub fn book(text: &str) -> PriceBook {
    book_of(import(text).unwrap())
}

pub fn purchase(name: &str) -> Purchase {
    Purchase::from_name(name).unwrap()
}

/// Dollars an hour of an instance type.
pub fn price(book: &PriceBook, region: &str, kind: &str, option: &str) -> String {
    let (id, _) = book.instance_type(kind).unwrap();
    let rate = book.require_hourly(region, id, purchase(option)).unwrap();
    assert!(book.provenance(rate.provenance).source.contains("SHA-256"), "{kind} {option} is not imported");
    rate.price.usd().to_string()
}

/// Beginning and price of each tier.
pub fn tiers<U: Unit>(ladder: Result<TypedLadder<'_, U>, MissingPrice>) -> Vec<(String, String)> {
    ladder.unwrap().tiers().iter().map(|tier| (tier.from.to_string(), tier.usd.to_string())).collect()
}

/// The price of the first tier.
pub fn rate<U: Unit>(ladder: Result<TypedLadder<'_, U>, MissingPrice>) -> String {
    ladder.unwrap().first().usd.to_string()
}

/// Every number that stands in a file as a text of its own.
fn numbers(text: &[u8]) -> HashSet<Dec> {
    let text = String::from_utf8_lossy(text);
    let marks = ['"', ',', '\n', '\r', '\\', ':', ' '];
    text.split(marks).filter_map(|part| part.parse().ok()).collect()
}

/// Every price of an imported book.
fn prices(files: &[(String, String)]) -> Vec<Dec> {
    let mut found = Vec::new();
    for (_, text) in files {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let columns: Vec<usize> =
            (0..header.len()).filter(|at| matches!(&header[*at], "usd" | "usd_per_hour" | "upfront_usd")).collect();
        for row in reader.records() {
            let row = row.unwrap();
            found.extend(columns.iter().filter(|at| !row[**at].is_empty()).map(|at| row[*at].parse::<Dec>().unwrap()));
        }
    }
    found
}

/// Imports a changed list; gives its prices, all of which stand in the file.
pub fn imported(bytes: &[u8]) -> Option<Vec<Dec>> {
    let files = import_with(bytes, options()).ok()?;
    let (found, known) = (prices(&files), numbers(bytes));
    for price in &found {
        assert!(known.contains(price), "{price} is not in the file");
    }
    Some(found)
}

/// A list with some bytes replaced.
pub fn flipped(mut bytes: Vec<u8>, flips: &[(Index, u8)]) -> Vec<u8> {
    for (place, byte) in flips {
        let place = place.index(bytes.len());
        bytes[place] = *byte;
    }
    bytes
}

/// A list with some pairs of fields swapped.
pub fn swapped(text: &str, swaps: &[(Index, Index)]) -> String {
    let mark = if text.contains('"') { '"' } else { ',' };
    // Between quotation marks every second part is a field.
    let mut parts: Vec<&str> = text.split(mark).collect();
    let fields: Vec<usize> = (0..parts.len()).filter(|at| mark == ',' || at % 2 == 1).collect();
    for (one, other) in swaps {
        parts.swap(fields[one.index(fields.len())], fields[other.index(fields.len())]);
    }
    parts.join(&mark.to_string())
}
