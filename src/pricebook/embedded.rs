//! The books inside the binary, as text; `build.rs` writes the table.

use super::{BookError, OverlayFile};
use flate2::read::DeflateDecoder;
use std::cmp::Ordering;
use std::io::Read as _;

/// One embedded book: its files as they stand in `pricing/<id>/`.
pub(super) struct EmbeddedBook {
    pub(super) id: &'static str,
    /// SHA-256 over every file's path and bytes.
    pub(super) sha256: &'static str,
    pub(super) book: &'static str,
    pub(super) rules: &'static str,
    pub(super) sources: &'static str,
    pub(super) types: &'static str,
    /// Where each row of `types` begins, in alphabetical order of the names.
    pub(super) type_rows: &'static [u32],
    /// Deflated.
    ec2_estimates: &'static [u8],
    /// `rates.csv` cut by region, each part with its heading; sorted, `global` first.
    pub(super) rates: &'static [(&'static str, &'static str)],
    /// The rows of `sources`, in the order of their codes: code, title, date, place.
    pub(super) source_rows: &'static [&'static [&'static str]],
    /// On-demand prices by region, one row a type in alphabetical order: type, price, number of the row's ending.
    ec2: &'static [(&'static str, &'static str)],
    /// The heading of the tables that these rows are cut from.
    ec2_heading: &'static str,
    /// What follows the price in rows of those tables.
    ec2_endings: &'static [&'static str],
    /// Spot prices by region, deflated.
    ec2_spot: Packed,
    /// Reserved and Savings Plan rates by region, deflated.
    ec2_commitments: Packed,
}

/// Tables by region, deflated.
type Packed = &'static [(&'static str, &'static [u8])];

/// Text that was deflated when the program was built; `None` where it is damaged.
fn inflate(packed: &[u8]) -> Option<String> {
    let mut text = String::new();
    DeflateDecoder::new(packed).read_to_string(&mut text).ok()?;
    Some(text)
}

impl EmbeddedBook {
    /// What discounts of types are derived from; empty where the book has none.
    ///
    /// # Errors
    /// [`BookError`] where the program is damaged.
    pub(super) fn ec2_estimates(&self) -> Result<String, BookError> {
        inflate(self.ec2_estimates).ok_or_else(|| self.damaged("ec2-estimates.csv"))
    }

    /// A region's on-demand prices; `None` where the book has none.
    pub(super) fn ec2(&self, region: &str) -> Option<String> {
        let rows = self.short_rows(region)?;
        let mut text = String::with_capacity(rows.len() * 4);
        text.push_str(self.ec2_heading);
        text.push('\n');
        rows.lines().for_each(|row| self.push_row(&mut text, region, row));
        Some(text)
    }

    fn short_rows(&self, region: &str) -> Option<&'static str> {
        self.ec2.iter().find(|(name, _)| *name == region).map(|(_, rows)| *rows)
    }

    /// Appends a row of a region's on-demand prices as it stands in its table.
    fn push_row(&self, text: &mut String, region: &str, short: &str) {
        let mut cells = short.split(',');
        let (kind, usd) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let ending = cells.next().and_then(|at| self.ec2_endings.get(at.parse::<usize>().ok()?)).unwrap_or(&"");
        for part in [region, ",", kind, ",on-demand,", usd, ",", ending, "\n"] {
            text.push_str(part);
        }
    }

    /// The row of one type among a region's on-demand prices, behind their heading: what a run over a few workloads needs of
    /// some hundred rows. `None` where the book has none.
    pub(super) fn ec2_row(&self, region: &str, instance_type: &str) -> Option<String> {
        let row = sorted_row(self.short_rows(region)?, instance_type)?;
        let mut text = format!("{}\n", self.ec2_heading);
        self.push_row(&mut text, region, row);
        Some(text)
    }

    /// A region's Spot prices; `None` where the book has none.
    ///
    /// # Errors
    /// [`BookError`] where the program is damaged.
    pub(super) fn spot(&self, region: &str) -> Result<Option<String>, BookError> {
        self.unpacked(self.ec2_spot, region)
    }

    /// A region's Reserved and Savings Plan rates; `None` where the book has none.
    ///
    /// # Errors
    /// [`BookError`] where the program is damaged.
    pub(super) fn commitments(&self, region: &str) -> Result<Option<String>, BookError> {
        self.unpacked(self.ec2_commitments, region)
    }

    /// Regions that have prices of instances.
    pub(super) fn ec2_regions(&self) -> impl Iterator<Item = &'static str> {
        self.ec2.iter().map(|(region, _)| *region)
    }

    fn unpacked(&self, table: Packed, region: &str) -> Result<Option<String>, BookError> {
        let Some((_, packed)) = table.iter().find(|(name, _)| *name == region) else { return Ok(None) };
        inflate(packed).ok_or_else(|| self.damaged(&format!("the prices of {region}"))).map(Some)
    }

    fn damaged(&self, what: &str) -> BookError {
        BookError::File { file: format!("price book {}", self.id), message: format!("{what} cannot be unpacked") }
    }

    /// All files, by the names that they have in the book's folder; rates are cut by region, and Spot prices stand apart.
    ///
    /// # Errors
    /// [`BookError`] where the program is damaged.
    pub(super) fn files(&self) -> Result<Vec<OverlayFile>, BookError> {
        let whole = [
            ("book.csv".to_owned(), self.book),
            ("rules.csv".to_owned(), self.rules),
            ("sources.csv".to_owned(), self.sources),
            ("types.csv".to_owned(), self.types),
        ];
        let texts = whole.into_iter().map(|(name, text)| (name, text.to_owned()));
        let estimates = Some(self.ec2_estimates()?).filter(|text| !text.is_empty());
        let estimates = estimates.map(|text| ("ec2-estimates.csv".to_owned(), text));
        let rates = self.rates.iter().map(|(region, text)| (format!("rates/{region}.csv"), (*text).to_owned()));
        let on_demand = self.ec2_regions().filter_map(|region| Some((format!("ec2/{region}.csv"), self.ec2(region)?)));
        let all = texts.chain(estimates).chain(rates).chain(on_demand);
        let mut all: Vec<OverlayFile> = all.map(|(name, text)| OverlayFile::new(name, text)).collect();
        for (folder, table) in [("ec2/spot", self.ec2_spot), ("ec2-commitments", self.ec2_commitments)] {
            for (region, _) in table {
                let text = self.unpacked(table, region)?.unwrap_or_default();
                all.push(OverlayFile::new(format!("{folder}/{region}.csv"), text));
            }
        }
        Ok(all)
    }
}

/// The row whose first cell is `name` among rows in the order of those.
fn sorted_row<'t>(rows: &'t str, name: &str) -> Option<&'t str> {
    let (mut from, mut to) = (0, rows.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let bytes = rows.as_bytes();
        let start = memchr::memrchr(b'\n', &bytes[from..middle]).map_or(from, |at| from + at + 1);
        let end = memchr::memchr(b'\n', &bytes[middle..to]).map_or(to, |at| middle + at);
        let row = &rows[start..end];
        match row.split(',').next()?.cmp(name) {
            Ordering::Equal => return Some(row),
            Ordering::Less => from = end + 1,
            Ordering::Greater => to = start,
        }
    }
    None
}

include!(concat!(env!("OUT_DIR"), "/books.rs"));

/// The book that is used when none is named.
pub(super) const DEFAULT_ID: &str = "2026";

/// The embedded book of that id.
pub(super) fn find(id: &str) -> Option<&'static EmbeddedBook> {
    BOOKS.iter().find(|book| book.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::keys::Met;
    use crate::pricebook::overlay::read_sources;
    use crate::pricebook::region::Titles;

    #[test]
    fn every_row_of_on_demand_prices_is_found_by_its_type() {
        for book in BOOKS {
            for region in book.ec2_regions() {
                let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("pricing").join(book.id);
                let table = std::fs::read_to_string(folder.join(format!("ec2/{region}.csv"))).unwrap();
                let (heading, rows) = table.split_once('\n').unwrap();
                let on_demand: Vec<&str> = rows.lines().filter(|row| !row.contains(",spot,")).collect();
                assert_eq!(book.ec2(region).unwrap(), format!("{heading}\n{}\n", on_demand.join("\n")));
                for row in on_demand {
                    let cells: Vec<&str> = row.split(',').collect();
                    assert_eq!((cells[0], cells[2]), (region, "on-demand"), "{row}");
                    assert_eq!(book.ec2_row(region, cells[1]).unwrap(), format!("{heading}\n{row}\n"));
                }
                for absent in ["", "a", "m5.largf", "zz.large"] {
                    assert_eq!(book.ec2_row(region, absent), None);
                }
            }
        }
        assert_eq!(sorted_row("", "m5.large"), None);
    }

    #[test]
    fn rows_of_sources_say_what_their_table_says() {
        for book in BOOKS {
            let read = read_sources("sources.csv", book.sources, &Met::default()).unwrap();
            assert_eq!(read.len(), book.source_rows.len());
            for (code, words) in read {
                assert_eq!(Titles::Embedded(book.source_rows).words(&code), Some(words));
            }
        }
    }
}
