//! [`TypeTable`]: the instance types of a book by name and number, each read when it is first asked for.

use super::error::TableFaults;
use super::keys::Met;
use super::types::{self, InstanceType, TypeId};
use super::{BookError, MissingPrice};
use crate::terms::nearest;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// All types of a book, in alphabetical order.
#[derive(Debug)]
pub(super) struct TypeTable {
    /// Each type, where it was read.
    kinds: Vec<OnceLock<Box<InstanceType>>>,
    /// The text that types are read from when they are asked for, and where each one's row begins; empty where all were read.
    text: &'static str,
    rows: &'static [u32],
    /// By the hash of its name the number of a type that was found, and 1: rows of large scenarios look types up by the million.
    found: Vec<AtomicU32>,
    /// What came of reading them all.
    all: OnceLock<Result<(), TableFaults>>,
    /// The types of each family, in alphabetical order.
    families: OnceLock<HashMap<String, Vec<TypeId>>>,
}

fn hash_of(name: &str) -> u64 {
    FixedState::default().hash_one(name)
}

/// The table's name in faults.
const FILE: &str = "types.csv";

/// Types that are found again without a search, a power of two: fleets are of a handful of the thousand that there are.
const FOUND: usize = 512;

impl TypeTable {
    /// The types of an embedded book's table, whose rows begin there, and, over them, those of the user's own; a later one of the
    /// same name wins.
    ///
    /// Most runs ask for a handful of the book's types, so without any of the user's own they are read one by one.
    ///
    /// # Errors
    /// The faults of the book's table.
    pub(super) fn new(
        text: &'static str,
        rows: &'static [u32],
        own: &[InstanceType],
    ) -> Result<TypeTable, TableFaults> {
        if own.is_empty() {
            return Ok(TypeTable::of(rows.iter().map(|_| OnceLock::new()).collect(), text, rows));
        }
        let mut kinds = types::read(FILE, text, &Met::default())?;
        kinds.extend_from_slice(own);
        kinds.reverse();
        kinds.sort_by(|a, b| a.name.cmp(&b.name));
        kinds.dedup_by(|a, b| a.name == b.name);
        Ok(TypeTable::of(kinds.into_iter().map(|kind| Box::new(kind).into()).collect(), "", &[]))
    }

    fn of(kinds: Vec<OnceLock<Box<InstanceType>>>, text: &'static str, rows: &'static [u32]) -> TypeTable {
        let found = (0..FOUND).map(|_| AtomicU32::new(0)).collect();
        TypeTable { kinds, text, rows, found, all: OnceLock::new(), families: OnceLock::new() }
    }

    /// The row of a type in the text.
    fn line(&self, at: usize) -> &'static str {
        let from = self.rows.get(at).and_then(|from| self.text.get(*from as usize..)).unwrap_or_default();
        &from[..memchr::memchr(b'\n', from.as_bytes()).unwrap_or(from.len())]
    }

    fn name(&self, at: usize) -> &str {
        match self.kinds[at].get() {
            Some(kind) => &kind.name,
            None => {
                let line = self.line(at);
                &line[..memchr::memchr(b',', line.as_bytes()).unwrap_or(line.len())]
            }
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        (0..self.kinds.len()).map(|at| self.name(at))
    }

    /// The type of that number.
    ///
    /// # Errors
    /// The faults of its row.
    pub(super) fn get(&self, id: TypeId) -> Result<&InstanceType, BookError> {
        let at = id.0 as usize;
        if let Some(kind) = self.kinds[at].get() {
            return Ok(kind);
        }
        let heading = self.text.lines().next().unwrap_or_default();
        let read = types::read(FILE, &format!("{heading}\n{}\n", self.line(at)), &Met::default())?;
        match read.into_iter().next() {
            Some(kind) => Ok(self.kinds[at].get_or_init(|| Box::new(kind))),
            None => Err(BookError::File { file: FILE.to_owned(), message: format!("{} has no row", self.name(at)) }),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    pub(super) fn find(&self, name: &str) -> Option<TypeId> {
        let known = &self.found[hash_of(name) as usize % FOUND];
        if let Some(at) = known.load(Ordering::Relaxed).checked_sub(1)
            && self.name(at as usize) == name
        {
            return Some(TypeId(at));
        }
        let id = self.search(name)?;
        known.store(id.0 + 1, Ordering::Relaxed);
        Some(id)
    }

    /// The same by halving what is left of the alphabet.
    fn search(&self, name: &str) -> Option<TypeId> {
        let (mut from, mut to) = (0, self.kinds.len());
        while from < to {
            let middle = from.midpoint(to);
            match self.name(middle).cmp(name) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
                std::cmp::Ordering::Equal => return u32::try_from(middle).ok().map(TypeId),
            }
        }
        None
    }

    /// As [`find`](TypeTable::find), looking first at the type found last and at the one after it: tables are sorted.
    pub(super) fn find_from(&self, last: Option<TypeId>, name: &str) -> Option<TypeId> {
        let near = last.map_or(0, |id| id.0);
        let known = |id: u32| (id as usize) < self.len() && self.name(id as usize) == name;
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
                for (known, kind) in self.kinds.iter().zip(types::read(FILE, self.text, &Met::default())?) {
                    known.get_or_init(|| Box::new(kind));
                }
            }
            Ok(())
        });
        read.clone()?;
        Ok((0..).map(TypeId).zip(self.kinds.iter().filter_map(OnceLock::get).map(Box::as_ref)))
    }

    /// The types of a family, in alphabetical order.
    ///
    /// # Errors
    /// The faults of the book's table.
    pub(super) fn of_family(&self, family: &str) -> Result<&[TypeId], BookError> {
        let types = self.iter()?;
        let families = self.families.get_or_init(|| {
            let mut families: HashMap<String, Vec<TypeId>> = HashMap::new();
            types.for_each(|(id, kind)| families.entry(kind.family.clone()).or_default().push(id));
            families
        });
        Ok(families.get(family).map_or(&[], Vec::as_slice))
    }

    /// Whether a type belongs to this family.
    ///
    /// # Errors
    /// The faults of the book's table.
    pub(super) fn has_family(&self, family: &str) -> Result<bool, BookError> {
        Ok(!self.of_family(family)?.is_empty())
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
        if let Some(known) = self.names().find(|known| squeezed(known) == wanted) {
            return vec![known];
        }
        if name.contains('.') {
            return nearest(name, self.names());
        }
        nearest(name, self.families().unwrap_or_default())
    }

    /// Why a name is not a type, with the nearest ones.
    pub(super) fn unknown(&self, name: &str, book: &str) -> MissingPrice {
        let what = format!("price book {book} knows no instance type or family {name:?}");
        MissingPrice::new(what, &self.near(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::embedded;

    #[test]
    fn types_read_one_by_one_are_those_of_the_whole_table() {
        for book in embedded::BOOKS {
            let all = types::read(FILE, book.types, &Met::default()).unwrap();
            let one_by_one = TypeTable::new(book.types, book.type_rows, &[]).unwrap();
            assert_eq!(one_by_one.len(), all.len());
            for kind in &all {
                let id = one_by_one.search(&kind.name).unwrap();
                assert_eq!([one_by_one.find(&kind.name), one_by_one.find(&kind.name)], [Some(id); 2]);
                assert_eq!(one_by_one.get(id).unwrap(), kind);
            }
            // Those whose places others took meanwhile as well.
            assert!(all.iter().all(|kind| one_by_one.find(&kind.name) == one_by_one.search(&kind.name)));
            for name in ["", "a", "m5.larg", "m5.largee", "zzz.large"] {
                assert_eq!([one_by_one.search(name), one_by_one.find(name)], [None, None], "{name}");
            }
            let listed = TypeTable::new(book.types, book.type_rows, &[]).unwrap();
            let listed: Vec<InstanceType> = listed.iter().unwrap().map(|(_, kind)| kind.clone()).collect();
            assert_eq!(listed, all);
        }
    }

    #[test]
    fn a_row_with_a_fault_is_told_when_it_is_asked_for() {
        let text = "instance_type,family,arch,vcpu,memory_gib,burstable,baseline_pct_per_vcpu,current_generation,gpu,bare_metal,as_of,source\n\
                    a1.large,a1,arm64,2,4,false,,true,0,false,2026-01-01,mine\na1.xlarge,a1,arm64,many,8,false,,true,0,false,2026-01-01,mine\n";
        let at = |name| u32::try_from(text.find(name).unwrap()).unwrap();
        let rows = vec![at("a1.large"), at("a1.xlarge")].leak();
        let table = TypeTable::new(text, rows, &[]).unwrap();
        assert_eq!(table.get(table.find("a1.large").unwrap()).unwrap().vcpu, 2);
        assert!(table.get(table.find("a1.xlarge").unwrap()).is_err());
        assert!(table.iter().is_err());
    }
}
