//! What a scenario is told of beside its results, for tests.

use super::{Assignments, Context, read};
use crate::pricebook::PriceBook;

/// The sentences about a file.
pub(super) fn sentences(csv: &str) -> Vec<String> {
    let book = PriceBook::current().unwrap();
    read(csv.as_bytes(), &Assignments::default(), Context::new(book.rules())).unwrap().unused.sentences()
}

/// Those about rows of the columns that every scenario has.
pub(super) fn of_rows(rows: &str) -> Vec<String> {
    sentences(&format!("name,requests_per_month,duration_ms,memory_mb\n{rows}"))
}
