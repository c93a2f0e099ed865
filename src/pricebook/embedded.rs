//! The books inside the binary, as text; `build.rs` writes the table.

use super::OverlayFile;

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
    /// Reserved and Savings Plan rates by region.
    pub(super) ec2_commitments: &'static [(&'static str, &'static str)],
}

impl EmbeddedBook {
    /// All files, by the names that they have in the book's folder.
    pub(super) fn files(&self) -> Vec<OverlayFile> {
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
        let regional = [("rates", self.rates), ("ec2", self.ec2), ("ec2-commitments", self.ec2_commitments)];
        let regional = regional.into_iter().flat_map(|(folder, files)| by_region(folder, files));
        let all = whole.into_iter().filter(|(_, text)| !text.is_empty()).chain(regional);
        all.map(|(name, text)| OverlayFile { name, text: text.to_owned() }).collect()
    }
}

include!(concat!(env!("OUT_DIR"), "/books.rs"));

/// The book that is used when none is named.
pub(super) const DEFAULT_ID: &str = "2026";

/// The embedded book of that id.
pub(super) fn find(id: &str) -> Option<&'static EmbeddedBook> {
    BOOKS.iter().find(|book| book.id == id)
}
