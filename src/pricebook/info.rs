//! [`BookInfo`]: what a book is.

use super::BookError;
use super::embedded::EmbeddedBook;
use super::overlay::Layer;
use super::saved::{self, Saved};
use sha2::{Digest, Sha256};

/// What a book is: for headings, footers and exports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookInfo {
    /// The book's name for `--pricing`.
    pub id: String,
    /// A line on what it is.
    pub title: String,
    /// The newest date of its rows.
    pub as_of: String,
    /// The date of its oldest list; that of its rows where it is one list, or is embedded.
    pub oldest_as_of: String,
    /// The embedded book that it is or lies over, from which rules and prices come that it does not have.
    pub base_id: String,
    /// The newest date of that one's rows.
    pub base_as_of: String,
    /// SHA-256 over all its files, a user's own included, in hexadecimal.
    pub sha256: String,
    /// Names of a user's own files laid over it.
    pub own_files: Vec<String>,
}

impl BookInfo {
    /// The day of the oldest list, where that is more than a year before the newest: a line that names the newest alone would make
    /// its prices look new.
    #[must_use]
    pub fn older_list(&self) -> Option<&str> {
        let (year, rest) = self.oldest_as_of.split_at_checked(4)?;
        let next = format!("{:04}{rest}", year.parse::<u32>().ok()?.checked_add(1)?);
        (next < self.as_of).then_some(self.oldest_as_of.as_str())
    }

    /// The name in exports, which says whether a user's own files lie over the book: `2026`, `2026+own`.
    #[must_use]
    pub fn label(&self) -> String {
        let own = if self.own_files.is_empty() { "" } else { "+own" };
        format!("{}{own}", self.id)
    }

    /// Reads `book.csv`, names what lies over the book and adds it to the checksum.
    pub(super) fn read(base: &EmbeddedBook, saved: &[Saved], layers: &[Layer]) -> Result<BookInfo, BookError> {
        let mut values = saved::read_book("book.csv", base.book)?;
        let mut take = |key: &str| {
            values.remove(key).ok_or_else(|| BookError::File {
                file: format!("price book {}", base.id),
                message: format!("book.csv lacks {key:?}"),
            })
        };
        let (mut id, mut title, mut as_of) = (base.id.to_owned(), take("title")?, take("as_of")?);
        let (base_id, base_as_of) = (id.clone(), as_of.clone());
        let mut oldest_as_of = as_of.clone();
        for book in saved {
            oldest_as_of = book.oldest.as_ref().unwrap_or(&book.as_of).clone();
            (id, title, as_of) = (book.id.clone(), format!("{}, over {title}", book.title), book.as_of.clone());
        }
        let mut sha256 = base.sha256.to_owned();
        if !layers.is_empty() {
            let mut hash = Sha256::new();
            hash.update(base.sha256.as_bytes());
            for file in layers.iter().flat_map(Layer::files) {
                hash.update([0]);
                hash.update(file.text.as_bytes());
            }
            sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        }
        let own = layers.iter().filter(|layer| matches!(layer, Layer::Own(_))).flat_map(Layer::files);
        let own_files = own.map(|file| file.name.clone()).collect();
        Ok(BookInfo { id, title, as_of, oldest_as_of, base_id, base_as_of, sha256, own_files })
    }
}
