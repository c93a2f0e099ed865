//! The books inside the binary, as text; `build.rs` writes the table.

use super::{BookError, OverlayFile};
use flate2::read::DeflateDecoder;
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
    pub(super) ec2_estimates: &'static str,
    /// `rates.csv` cut by region, each part with its heading; sorted, `global` first.
    pub(super) rates: &'static [(&'static str, &'static str)],
    /// On-demand and Spot prices by region.
    pub(super) ec2: &'static [(&'static str, &'static str)],
    /// Reserved and Savings Plan rates by region, deflated.
    ec2_commitments: &'static [(&'static str, &'static [u8])],
}

/// Text that was deflated when the program was built; `None` where it is damaged.
fn inflate(packed: &[u8]) -> Option<String> {
    let mut text = String::new();
    DeflateDecoder::new(packed).read_to_string(&mut text).ok()?;
    Some(text)
}

impl EmbeddedBook {
    /// A region's Reserved and Savings Plan rates; empty where the book has none.
    ///
    /// # Errors
    /// [`BookError`] where the program is damaged.
    pub(super) fn commitments(&self, region: &str) -> Result<String, BookError> {
        let Some((_, packed)) = self.ec2_commitments.iter().find(|(name, _)| *name == region) else {
            return Ok(String::new());
        };
        inflate(packed).ok_or_else(|| BookError::File {
            file: format!("price book {}", self.id),
            message: format!("the commitments of {region} cannot be unpacked"),
        })
    }

    /// All files, by the names that they have in the book's folder.
    ///
    /// # Errors
    /// [`BookError`] where the program is damaged.
    pub(super) fn files(&self) -> Result<Vec<OverlayFile>, BookError> {
        let whole = [
            ("book.csv".to_owned(), self.book),
            ("rules.csv".to_owned(), self.rules),
            ("sources.csv".to_owned(), self.sources),
            ("types.csv".to_owned(), self.types),
            ("ec2-estimates.csv".to_owned(), self.ec2_estimates),
        ];
        let by_region = |folder: &'static str, files: &'static [(&'static str, &'static str)]| {
            files.iter().map(move |(region, text)| (format!("{folder}/{region}.csv"), *text))
        };
        let regional = by_region("rates", self.rates).chain(by_region("ec2", self.ec2));
        let texts = whole.into_iter().filter(|(_, text)| !text.is_empty()).chain(regional);
        let mut all: Vec<OverlayFile> = texts.map(|(name, text)| OverlayFile { name, text: text.to_owned() }).collect();
        for (region, _) in self.ec2_commitments {
            all.push(OverlayFile { name: format!("ec2-commitments/{region}.csv"), text: self.commitments(region)? });
        }
        Ok(all)
    }
}

include!(concat!(env!("OUT_DIR"), "/books.rs"));

/// The book that is used when none is named.
pub(super) const DEFAULT_ID: &str = "2026";

/// The embedded book of that id.
pub(super) fn find(id: &str) -> Option<&'static EmbeddedBook> {
    BOOKS.iter().find(|book| book.id == id)
}
