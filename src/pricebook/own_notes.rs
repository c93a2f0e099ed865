//! [`OwnPriceNotes`]: what is to be told of prices of the user's own.

use crate::terms::MOST_PROBLEMS;

/// Sentences on rows of a user's own prices: the first ones, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnPriceNotes {
    /// The first ones: file, line and a sentence.
    pub first: Vec<(String, u64, String)>,
    /// All of them; each name or price counts once.
    pub count: u64,
}

impl OwnPriceNotes {
    pub(super) fn note(&mut self, file: &str, line: u64, sentence: impl FnOnce() -> String) {
        self.count += 1;
        // The nearest names of very many, which nobody reads, would take minutes to find.
        if self.first.len() < MOST_PROBLEMS {
            self.first.push((file.to_owned(), line, sentence()));
        }
    }

    /// How many are not among the first ones.
    #[must_use]
    pub fn more(&self) -> u64 {
        self.count - self.first.len() as u64
    }
}
