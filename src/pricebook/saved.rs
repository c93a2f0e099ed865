//! [`Saved`]: what a saved book says of itself.

use super::embedded;
use super::error::TableFaults;
use super::keys::{Key, Met, Part};
use super::overlay::OverlayFile;
use super::rows::Table;
use crate::terms::{Problem, Problems, clean, nearest};
use std::collections::HashMap;

/// What a saved book's `book.csv` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Saved {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) as_of: String,
    /// The day of its oldest list, where that is another one.
    pub(super) oldest: Option<String>,
    /// The embedded book that it was made to lie over.
    pub(super) base: String,
}

impl Saved {
    /// Reads the `book.csv` among a saved book's files; `None` where its bytes are no text, which is told with them.
    ///
    /// # Errors
    /// No such file, or two, or the faults of its rows, or the keys that it lacks.
    pub(super) fn read(files: &[OverlayFile]) -> Result<Option<Saved>, TableFaults> {
        let mut of_book = files.iter().filter(|file| file.is_of_book());
        let Some(file) = of_book.next() else {
            let file = files.first().map_or("", |file| file.name.as_str());
            let help = "add a book.csv with the heading key,value and the rows id, title, as_of and base";
            return Err(TableFaults::one(file, Problem::of_file("the book has no book.csv", help)));
        };
        if let Some(other) = of_book.next() {
            let message = format!("it says what the book is, as {} does", file.name);
            return Err(TableFaults::one(&other.name, Problem::of_file(message, "keep one of the two tables")));
        }
        if file.is_unreadable() {
            return Ok(None);
        }
        let mut values = read_book(&file.name, &file.text)?;
        let mut missing = Problems::default();
        let mut take = |key: &str, example: &str| {
            values.remove(key).unwrap_or_else(|| {
                let message = format!("the row {key:?} is missing");
                missing.push(Problem::of_file(message, format!("add it, such as {key},{example}")));
                String::new()
            })
        };
        // They stand in every output.
        let (id, title) = (take("id", "mine"), take("title", "My prices"));
        let [id, title] = [id, title].map(|text| clean(&text).into_owned());
        let (as_of, base) = (take("as_of", "2026-09-19"), take("base", embedded::DEFAULT_ID));
        TableFaults::check(&file.name, missing)?;
        Ok(Some(Saved { id, title, as_of, oldest: values.remove(OLDEST), base }))
    }
}

/// The row of the day of a book's oldest list.
pub(super) const OLDEST: &str = "oldest_as_of";

/// All rows that a book can have.
const KEYS: [&str; 6] = ["id", "title", "as_of", OLDEST, "base", "note"];

const KEY: Key = Key { table: "book", parts: &[Part::Name(0)] };

/// Reads a `book.csv`: keys and values.
pub(super) fn read_book(file: &str, text: &str) -> Result<HashMap<String, String>, TableFaults> {
    let mut table = Table::open(file, text, &["key", "value"])?.keyed(&KEY, &Met::default());
    let mut values = HashMap::new();
    while let Some(row) = table.next() {
        let value = match (row.text(0), row.text(1)) {
            ("as_of" | OLDEST, _) => row.date(1),
            ("base", base) if !base.is_empty() && embedded::find(base).is_none() => {
                let ids: Vec<&str> = embedded::BOOKS.iter().map(|book| book.id).collect();
                row.fault(1, "is no embedded book", &format!("use one of {}", ids.join(", ")))
            }
            _ => row.required(1),
        };
        let (Some(key), Some(value)) = (row.required(0), value) else { continue };
        if !KEYS.contains(&key) {
            let near =
                nearest(key, KEYS).first().map_or_else(String::new, |near| format!("did you mean {near}? Otherwise "));
            row.fault::<()>(0, "is no row of a book", &format!("{near}remove it; a book has {}", KEYS.join(", ")));
            continue;
        }
        values.insert(key.to_owned(), value.to_owned());
        if let (OLDEST | "as_of", Some(oldest), Some(newest)) = (key, values.get(OLDEST), values.get("as_of"))
            && oldest > newest
        {
            let what = format!("makes the oldest list, of {oldest}, newer than the newest, of {newest}");
            row.fault::<()>(
                1,
                &what,
                "write the day of the newest list into as_of, and that of the oldest into oldest_as_of",
            );
        }
    }
    table.end(values)
}

/// Whether a heading is that of a `book.csv`.
pub(super) fn is_book(header: &[String]) -> bool {
    header.starts_with(&["key".to_owned(), "value".to_owned()])
}
