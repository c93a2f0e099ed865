//! Keys of a table's rows: what may stand once in files that are read together. Of two rows with one key one would count
//! without a word.

use super::named::ANY;
use super::rows::Row;
use crate::terms::{Purchase, shortened};
use crate::units::Dec;
use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// What a kind of table may have once.
#[derive(Debug)]
pub(super) struct Key {
    /// The kind of table: others may have the same columns.
    pub(super) table: &'static str,
    pub(super) parts: &'static [Part],
}

/// File and line.
type Place = (Rc<str>, u64);

/// The keys that were met in files that are read together, each with the place of its first row.
#[derive(Debug, Clone, Default)]
pub(super) struct Met(Rc<RefCell<HashMap<Box<str>, Place, RandomState>>>);

/// One column of a key, by its number among those that the table wants.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// A name as it is written.
    Name(usize),
    /// A name, or what an empty cell stands for.
    NameOr(usize, &'static str),
    /// A purchase option, or what an empty cell stands for; nothing where it must not be empty.
    PurchaseOr(usize, &'static str),
    /// A number, however it is written.
    Number(usize),
}

/// The keys of a table that is being read.
#[derive(Debug)]
pub(super) struct Keys {
    key: &'static Key,
    file: Rc<str>,
    met: Met,
}

impl Keys {
    pub(super) fn new(key: &'static Key, file: &str, met: &Met) -> Keys {
        Keys { key, file: file.into(), met: met.clone() }
    }

    /// Whether an earlier row has the key of this one, which is noted as its fault. A row whose key cannot be read has
    /// faults of its own.
    pub(super) fn is_repeated(&self, row: &Row<'_>) -> bool {
        let Key { table, parts } = self.key;
        let mut key = String::with_capacity(64);
        key.push_str(table);
        key.push('\0');
        for part in *parts {
            if part.write(row, &mut key).is_none() {
                return false;
            }
            // Cells have no NUL: it ends a part.
            key.push('\0');
        }
        let mut met = self.met.0.borrow_mut();
        let Some((file, line)) = met.get(key.as_str()) else {
            met.insert(key.into(), (self.file.clone(), row.line()));
            return false;
        };
        let of = if *file == self.file { String::new() } else { format!(" of {file}") };
        let shown: Vec<String> = parts.iter().map(|part| part.shown(row)).collect();
        let what = if shown.len() > 1 { "a row of " } else { "" };
        let message = format!("{what}{:?} already stands in line {line}{of}", shown.join(", "));
        row.fault_of(parts[0].column(), message, "keep one of the two rows");
        true
    }
}

impl Part {
    fn column(self) -> usize {
        match self {
            Part::Name(column) | Part::NameOr(column, _) | Part::PurchaseOr(column, _) | Part::Number(column) => column,
        }
    }

    /// Appends what the row's cell means; `None` where it means nothing.
    fn write(self, row: &Row<'_>, key: &mut String) -> Option<()> {
        if row.is_unread(self.column()) {
            return None;
        }
        let text = row.text(self.column());
        match self {
            Part::Name(_) => key.push_str(Some(text).filter(|text| !text.is_empty())?),
            Part::NameOr(_, other) => key.push_str(if text.is_empty() { other } else { text }),
            Part::PurchaseOr(_, other) => match if text.is_empty() { other } else { text } {
                ANY if other == ANY => key.push_str(ANY),
                name => key.push_str(&Purchase::from_name(name)?.index().to_string()),
            },
            Part::Number(_) => key.push_str(&text.parse::<Dec>().ok()?.to_string()),
        }
        Some(())
    }

    /// The cell for a message, or what an empty one stands for.
    fn shown(self, row: &Row<'_>) -> String {
        match (row.text(self.column()), self) {
            ("", Part::NameOr(_, other) | Part::PurchaseOr(_, other)) => other.to_owned(),
            (text, _) => shortened(text),
        }
    }
}
