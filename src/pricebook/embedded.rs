//! The books inside the binary, as text; `build.rs` writes the table.

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

include!(concat!(env!("OUT_DIR"), "/books.rs"));

/// The book that is used when none is named.
pub(super) const DEFAULT_ID: &str = "2026";

/// The embedded book of that id.
pub(super) fn find(id: &str) -> Option<&'static EmbeddedBook> {
    BOOKS.iter().find(|book| book.id == id)
}
