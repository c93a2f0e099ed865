//! [`KnownFaults`]: cells of a block that were refused before. A file often has one fault in every row, and to find out how it is
//! mended takes longer than to read the row.

use super::columns::{self, Fault};
use super::draft::Draft;
use super::reader::Context;

/// So many cells are kept: of more kinds a file's first problems have long been told.
const MOST_KEPT: usize = 32;

/// Longer cells are not kept.
const MOST_BYTES: usize = 256;

/// What was said of cells that were refused.
#[derive(Debug, Default)]
pub(super) struct KnownFaults {
    /// One bit for each column of those.
    columns: u64,
    known: Vec<(usize, String, Box<Fault>)>,
}

impl KnownFaults {
    /// Puts a cell into a row, as [`columns::apply`] does; of the same cell of a column the same is said, found out once.
    #[inline]
    pub(super) fn apply(
        &mut self,
        draft: &mut Draft,
        at: usize,
        cell: &str,
        context: &Context<'_>,
    ) -> Result<(), Box<Fault>> {
        if self.columns & (1 << at) != 0
            && let Some((_, _, fault)) = self.known.iter().find(|(column, text, _)| *column == at && text == cell)
        {
            draft.failed |= 1 << at;
            return Err(fault.clone());
        }
        columns::apply(draft, at, cell, context).map_err(|fault| self.keep(at, cell, fault))
    }

    #[cold]
    fn keep(&mut self, at: usize, cell: &str, fault: Box<Fault>) -> Box<Fault> {
        if self.known.len() < MOST_KEPT && cell.len() <= MOST_BYTES {
            self.columns |= 1 << at;
            self.known.push((at, cell.to_owned(), fault.clone()));
        }
        fault
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::PriceBook;

    #[test]
    fn of_the_same_cell_the_same_is_said_and_of_another_column_what_is_wrong_there() {
        let book = PriceBook::current().unwrap();
        let context = Context { names: Some(&book), ..Context::new(book.rules()) };
        let mut known = KnownFaults::default();
        for (column, cell) in [("memory_mb", "1,5 GB"), ("duration_ms", "1,5 GB"), ("instance_type", "m7g.lrge")] {
            let at = columns::find(column).unwrap();
            let fresh = columns::apply(&mut Draft::new(), at, cell, &context).unwrap_err();
            for _ in 0..2 {
                let mut draft = Draft::new();
                assert_eq!(known.apply(&mut draft, at, cell, &context).unwrap_err(), fresh);
                assert_eq!(draft.failed, 1 << at, "{column}");
            }
        }
        let at = columns::find("memory_mb").unwrap();
        assert!(known.apply(&mut Draft::new(), at, "1024", &context).is_ok());
        assert_eq!(known.known.len(), 3);
    }
}
