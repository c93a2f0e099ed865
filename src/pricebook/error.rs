//! What can go wrong with prices.

/// A fault in a price book's data or in a user's overlay.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// A row that cannot be used.
    #[error("{file}:{line}: {message}")]
    Row {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What was found and what was expected.
        message: String,
    },
    /// A file or book as a whole cannot be used.
    #[error("{file}: {message}")]
    File {
        /// The file or book.
        file: String,
        /// What is wrong and how to mend it.
        message: String,
    },
}

/// A price, region, instance type or rule that the book does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct MissingPrice {
    /// What is missing from which book, and the nearest names that are known.
    pub message: String,
}

impl MissingPrice {
    /// Names what is missing and, where there are any, the nearest known names.
    pub(crate) fn new(what: String, nearest: &[&str]) -> MissingPrice {
        let hint = match nearest {
            [] => String::new(),
            names => format!("; the nearest known: {}", names.join(", ")),
        };
        MissingPrice { message: format!("{what}{hint}") }
    }

    /// Names what is missing and, where there are any, regions that have it.
    pub(super) fn in_region(what: String, regions: &[&str]) -> MissingPrice {
        let hint = match regions {
            [] => String::new(),
            names => format!("; regions that have it: {}", names.join(", ")),
        };
        MissingPrice { message: format!("{what}{hint}") }
    }
}

/// Why a look-up has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// The book lacks the price.
    #[error(transparent)]
    Missing(#[from] MissingPrice),
    /// The book's data is damaged.
    #[error(transparent)]
    Book(#[from] BookError),
}

impl PriceError {
    /// The same error where only [`BookError`] is expected.
    pub(super) fn into_book_error(self) -> BookError {
        match self {
            PriceError::Book(error) => error,
            PriceError::Missing(missing) => BookError::File { file: "price book".to_owned(), message: missing.message },
        }
    }
}
