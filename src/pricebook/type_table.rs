//! [`TypeTable`]: the instance types of a book by name and number, each read when it is first asked for.

use super::error::TableFaults;
use super::keys::Met;
use super::types::{self, InstanceType, TypeId};
use super::{BookError, MissingPrice};
use crate::terms::nearest;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher as _;
use std::sync::OnceLock;

/// All types of a book, in alphabetical order.
#[derive(Debug)]
pub(super) struct TypeTable {
    /// The number of each type by the hash of its name: rows of large scenarios look types up by the million.
    places: HashTable<u32>,
    entries: Vec<Entry>,
    /// The text that types are read from when they are asked for; empty where all were read.
    text: &'static str,
    /// What came of reading them all.
    all: OnceLock<Result<(), TableFaults>>,
}

#[derive(Debug)]
struct Entry {
    /// Its row in the text and the length of the name that it begins with; empty where it was read at once.
    line: &'static str,
    name: usize,
    kind: OnceLock<Box<InstanceType>>,
}

impl Entry {
    fn name(&self) -> &str {
        match self.kind.get() {
            Some(kind) => &kind.name,
            None => &self.line[..self.name],
        }
    }
}

fn hash_of(name: &str) -> u64 {
    FixedState::default().hash_one(name)
}

/// The table's name in faults.
const FILE: &str = "types.csv";

impl TypeTable {
    /// The types of an embedded book's table and, over them, those of the user's own; a later one of the same name wins.
    ///
    /// Most runs ask for a handful of the book's types, so without any of the user's own they are read one by one.
    ///
    /// # Errors
    /// The faults of the book's table.
    pub(super) fn new(text: &'static str, own: &[InstanceType]) -> Result<TypeTable, TableFaults> {
        if own.is_empty()
            && let Some(entries) = by_line(text)
        {
            return Ok(TypeTable::of(entries, text));
        }
        let mut kinds = types::read(FILE, text, &Met::default())?;
        kinds.extend_from_slice(own);
        kinds.reverse();
        kinds.sort_by(|a, b| a.name.cmp(&b.name));
        kinds.dedup_by(|a, b| a.name == b.name);
        let entry = |kind: InstanceType| Entry { line: "", name: 0, kind: Box::new(kind).into() };
        Ok(TypeTable::of(kinds.into_iter().map(entry).collect(), ""))
    }

    fn of(entries: Vec<Entry>, text: &'static str) -> TypeTable {
        let mut places = HashTable::with_capacity(entries.len());
        let hash_at = |place: &u32| hash_of(entries[*place as usize].name());
        for place in (0..).take(entries.len()) {
            places.insert_unique(hash_at(&place), place, hash_at);
        }
        TypeTable { places, entries, text, all: OnceLock::new() }
    }

    /// The type of that number.
    ///
    /// # Errors
    /// The faults of its row.
    pub(super) fn get(&self, id: TypeId) -> Result<&InstanceType, BookError> {
        let entry = &self.entries[id.0 as usize];
        if let Some(kind) = entry.kind.get() {
            return Ok(kind);
        }
        let heading = self.text.lines().next().unwrap_or_default();
        let read = types::read(FILE, &format!("{heading}\n{}\n", entry.line), &Met::default())?;
        match read.into_iter().next() {
            Some(kind) => Ok(entry.kind.get_or_init(|| Box::new(kind))),
            None => Err(BookError::File { file: FILE.to_owned(), message: format!("{} has no row", entry.name()) }),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn find(&self, name: &str) -> Option<TypeId> {
        let is = |place: &u32| self.entries[*place as usize].name() == name;
        self.places.find(hash_of(name), is).copied().map(TypeId)
    }

    /// As [`find`](TypeTable::find), looking first at the type found last and at the one after it: tables are sorted.
    pub(super) fn find_from(&self, last: Option<TypeId>, name: &str) -> Option<TypeId> {
        let near = last.map_or(0, |id| id.0);
        let known = |id: u32| self.entries.get(id as usize).is_some_and(|entry| entry.name() == name);
        if known(near) {
            return Some(TypeId(near));
        }
        if known(near + 1) {
            return Some(TypeId(near + 1));
        }
        self.find(name)
    }

    /// Every type with its number.
    ///
    /// # Errors
    /// The faults of the book's table.
    pub(super) fn iter(&self) -> Result<impl Iterator<Item = (TypeId, &InstanceType)>, BookError> {
        let read = self.all.get_or_init(|| {
            if !self.text.is_empty() {
                for (entry, kind) in self.entries.iter().zip(types::read(FILE, self.text, &Met::default())?) {
                    entry.kind.get_or_init(|| Box::new(kind));
                }
            }
            Ok(())
        });
        read.clone()?;
        Ok((0..).map(TypeId).zip(self.entries.iter().filter_map(|entry| entry.kind.get()).map(Box::as_ref)))
    }

    /// Whether a type belongs to this family.
    ///
    /// # Errors
    /// The faults of the book's table.
    pub(super) fn has_family(&self, family: &str) -> Result<bool, BookError> {
        Ok(self.iter()?.any(|(_, kind)| kind.family == family))
    }

    /// Every family, once each where its types stand together.
    ///
    /// # Errors
    /// The faults of the book's table.
    pub(super) fn families(&self) -> Result<Vec<&str>, BookError> {
        let mut families: Vec<&str> = self.iter()?.map(|(_, known)| known.family.as_str()).collect();
        families.dedup();
        Ok(families)
    }

    /// The nearest types, or families for a name without a point; none where the book's table has faults.
    pub(super) fn near(&self, name: &str) -> Vec<&str> {
        let squeezed = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let wanted = squeezed(name);
        if let Some(known) = self.entries.iter().map(Entry::name).find(|known| squeezed(known) == wanted) {
            return vec![known];
        }
        if name.contains('.') {
            return nearest(name, self.entries.iter().map(Entry::name));
        }
        nearest(name, self.families().unwrap_or_default())
    }

    /// Why a name is not a type, with the nearest ones.
    pub(super) fn unknown(&self, name: &str, book: &str) -> MissingPrice {
        let what = format!("price book {book} knows no instance type or family {name:?}");
        MissingPrice::new(what, &self.near(name))
    }
}

/// The rows of a table whose lines are its rows, in alphabetical order of the names that they begin with; `None` where
/// they are not.
fn by_line(text: &'static str) -> Option<Vec<Entry>> {
    if memchr::memchr3(b'"', b'\r', b'#', text.as_bytes()).is_some() || !text.starts_with(types::COLUMNS[0]) {
        return None;
    }
    let mut last = "";
    let mut entries: Vec<Entry> = Vec::with_capacity(text.len() / 64);
    for line in rows_of(text) {
        let name = memchr::memchr(b',', line.as_bytes())?;
        if &line[..name] <= last {
            return None;
        }
        last = &line[..name];
        entries.push(Entry { line, name, kind: OnceLock::new() });
    }
    Some(entries)
}

/// The lines behind the heading; searching by bytes takes a tenth of the time that searching by characters does.
fn rows_of(text: &'static str) -> impl Iterator<Item = &'static str> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut from = 0;
    ends.map(move |end| &text[std::mem::replace(&mut from, end + 1)..end]).skip(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::embedded;

    #[test]
    fn types_read_one_by_one_are_those_of_the_whole_table() {
        for book in embedded::BOOKS {
            let all = types::read(FILE, book.types, &Met::default()).unwrap();
            let one_by_one = TypeTable::new(book.types, &[]).unwrap();
            assert!(!one_by_one.text.is_empty(), "the table of book {} is not in order", book.id);
            assert_eq!(one_by_one.len(), all.len());
            for kind in &all {
                let id = one_by_one.find(&kind.name).unwrap();
                assert_eq!(one_by_one.get(id).unwrap(), kind);
            }
            let listed = TypeTable::new(book.types, &[]).unwrap();
            let listed: Vec<InstanceType> = listed.iter().unwrap().map(|(_, kind)| kind.clone()).collect();
            assert_eq!(listed, all);
        }
    }

    #[test]
    fn a_row_with_a_fault_is_told_when_it_is_asked_for() {
        let text = "instance_type,family,arch,vcpu,memory_gib,burstable,baseline_pct_per_vcpu,current_generation,gpu,bare_metal,as_of,source\n\
                    a1.large,a1,arm64,2,4,false,,true,0,false,2026-01-01,mine\na1.xlarge,a1,arm64,many,8,false,,true,0,false,2026-01-01,mine\n";
        let table = TypeTable::new(text, &[]).unwrap();
        assert_eq!(table.get(table.find("a1.large").unwrap()).unwrap().vcpu, 2);
        assert!(table.get(table.find("a1.xlarge").unwrap()).is_err());
        assert!(table.iter().is_err());
    }
}
