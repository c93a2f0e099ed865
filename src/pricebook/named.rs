//! Names of regions and families in rows that move other prices: one that the book does not have would never apply.

use super::error::TableFaults;
use super::{foreign_region, regions};
use crate::terms::nearest;

/// Stands for each name, or for each option.
pub(super) const ANY: &str = "any";

/// What a discount or an estimate is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'a> {
    /// What the row is, in words.
    pub(super) what: &'static str,
    pub(super) region: &'a str,
    pub(super) family: &'a str,
    pub(super) file: &'a str,
    pub(super) line: u64,
}

/// The names that a book has; `None` where a table that could not be read may have further ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) regions: Option<&'a [&'a str]>,
    pub(super) families: Option<&'a [&'a str]>,
}

impl<'a> Named<'a> {
    /// The names that are not known: each with its column and the names that are.
    pub(super) fn unknown<'k>(self, known: Known<'k>) -> impl Iterator<Item = Unknown<'a, 'k>> {
        let names = [("region", self.region, known.regions), ("family", self.family, known.families)];
        let known = names.into_iter().filter_map(|(column, name, known)| Some((column, name, known?)));
        let unknown = known.filter(|(_, name, known)| *name != ANY && !known.contains(name));
        unknown.map(move |(column, name, known)| Unknown { row: self, column, name, known })
    }
}

/// A name that the book does not have.
pub(super) struct Unknown<'a, 'k> {
    row: Named<'a>,
    column: &'static str,
    name: &'a str,
    known: &'k [&'k str],
}

impl Unknown<'_, '_> {
    /// The file that it stands in.
    pub(super) fn file(&self) -> &str {
        self.row.file
    }

    /// The fault; `text` is that of the file.
    pub(super) fn fault(&self, text: &str) -> TableFaults {
        let (what, column, name) = (self.row.what, self.column, self.name);
        let places = if column == "region" { regions::meant(name) } else { Vec::new() };
        let mut near: Vec<&str> = places.into_iter().filter(|code| self.known.contains(code)).collect();
        if near.is_empty() && (column != "region" || foreign_region(name).is_none()) {
            near = nearest(name, self.known.iter().copied());
        }
        let hint = if near.is_empty() { String::new() } else { format!("the nearest known: {}; ", near.join(", ")) };
        let message = format!("{what} for {column} {name:?}, which the book does not have");
        TableFaults::of_row(self.row.file, self.row.line, message, &format!("{hint}any stands for each {column}"))
            .at_cell(text, column)
    }

    /// The fault as one of very many.
    pub(super) fn counted(&self) -> TableFaults {
        TableFaults::counted(self.row.file)
    }
}
