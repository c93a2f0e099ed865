//! [`BookInfo`]: what a book is.

use super::embedded::EmbeddedBook;
use super::rows::Table;
use super::{BookError, OverlayFile};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// What a book is: for headings, footers and exports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookInfo {
    /// The book's name for `--pricing`.
    pub id: String,
    /// A line on what it is.
    pub title: String,
    /// The newest date of its rows.
    pub as_of: String,
    /// SHA-256 over all its files, a user's own included, in hexadecimal.
    pub sha256: String,
    /// Names of a user's own files laid over it.
    pub own_files: Vec<String>,
}

impl BookInfo {
    /// Reads `book.csv` and adds a user's files to the checksum.
    pub(super) fn read(base: &EmbeddedBook, files: &[OverlayFile]) -> Result<BookInfo, BookError> {
        let mut table = Table::open("book.csv", base.book, &["key", "value"])?;
        let mut values = HashMap::new();
        while let Some(row) = table.next()? {
            values.insert(row.required(0)?.to_owned(), row.required(1)?.to_owned());
        }
        let mut take = |key: &str| {
            values.remove(key).ok_or_else(|| BookError::File {
                file: format!("price book {}", base.id),
                message: format!("book.csv lacks {key:?}"),
            })
        };
        let (title, as_of) = (take("title")?, take("as_of")?);
        let mut sha256 = base.sha256.to_owned();
        if !files.is_empty() {
            let mut hash = Sha256::new();
            hash.update(base.sha256.as_bytes());
            for file in files {
                hash.update([0]);
                hash.update(file.text.as_bytes());
            }
            sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        }
        let own_files = files.iter().map(|file| file.name.clone()).collect();
        Ok(BookInfo { id: base.id.to_owned(), title, as_of, sha256, own_files })
    }
}
