//! What is amiss with the shape of a value: a key that stands twice, a number in place of a text. Reading goes on behind it,
//! so that all of a list's are told, and whoever knows the SKU takes them.

use crate::pricebook::import::fault::{Place, clip};
use crate::pricebook::import::input::Progress;
use foldhash::quality::FixedState;
use smallvec::SmallVec;
use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::BuildHasher as _;
use std::rc::Rc;

/// Slips that are not taken yet. Clones share them.
#[derive(Debug, Clone)]
pub(super) struct Slips {
    found: Rc<RefCell<Vec<(Place, String)>>>,
    progress: Progress,
}

/// So many of one product are enough to refuse it.
const MOST_SLIPS: usize = 20;
/// Bytes of a key or a text that a message shows.
const MOST_SHOWN_BYTES: usize = 60;

impl Slips {
    pub(super) fn new(progress: Progress) -> Slips {
        Slips { found: Rc::default(), progress }
    }

    /// How many there are: those from here on are of what is read next.
    pub(super) fn mark(&self) -> usize {
        self.found.borrow().len()
    }

    /// Takes those from a mark on.
    pub(super) fn since(&self, mark: usize) -> Vec<(Place, String)> {
        let mut found = self.found.borrow_mut();
        let from = mark.min(found.len());
        found.split_off(from)
    }

    /// Says of those from a mark on what they stand in.
    pub(super) fn within(&self, mark: usize, what: &str, name: &str) {
        for (_, message) in self.found.borrow_mut().iter_mut().skip(mark) {
            *message = format!("{what} {}: {message}", clip(name, MOST_SHOWN_BYTES));
        }
    }

    /// A key that its object has already.
    pub(super) fn twice(&self, key: &str) {
        let key = clip(key, MOST_SHOWN_BYTES);
        self.push(format!("the key {key:?} stands twice in one object, where each stands once"));
    }

    /// A value of another kind than is expected; `key` is empty where nobody knows it.
    pub(super) fn kind(&self, key: &str, found: &str, expected: &str) {
        let of = match clip(key, MOST_SHOWN_BYTES) {
            "" => String::new(),
            key => format!("{key:?} is "),
        };
        self.push(format!("{of}{}, expected {expected}", clip(found, MOST_SHOWN_BYTES)));
    }

    fn push(&self, message: String) {
        let mut found = self.found.borrow_mut();
        if found.len() < MOST_SLIPS {
            found.push((Place::Byte(self.progress.byte()), message));
        }
    }
}

/// The keys of an object so far, as hashes: a list has millions of keys, and an object a handful.
#[derive(Debug, Default)]
pub(super) struct Keys {
    few: SmallVec<[u64; MOST_FEW]>,
    more: HashSet<u64>,
}

const MOST_FEW: usize = 16;
/// Later keys of an object that has more are not remembered: memory stays bounded, whatever a file has.
const MOST_KEYS: usize = 100_000;

impl Keys {
    /// Whether the object does not have this key yet.
    pub(super) fn is_new(&mut self, key: &str) -> bool {
        let hash = FixedState::default().hash_one(key);
        if self.few.contains(&hash) {
            return false;
        }
        if self.few.len() < MOST_FEW {
            self.few.push(hash);
            return true;
        }
        if self.more.len() >= MOST_KEYS {
            return !self.more.contains(&hash);
        }
        self.more.insert(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_new_once_among_few_and_many() {
        let mut keys = Keys::default();
        let names: Vec<String> = (0..100).map(|at| format!("key{at}")).collect();
        assert!(names.iter().all(|name| keys.is_new(name)));
        assert!(names.iter().all(|name| !keys.is_new(name)));
        let mut many = (0..2 * MOST_KEYS).map(|at| format!("other{at}"));
        assert!(many.all(|name| keys.is_new(&name)) && keys.more.len() == MOST_KEYS);
        assert!(!keys.is_new("other7"));
    }

    #[test]
    fn slips_belong_to_what_was_read_since_the_mark() {
        let slips = Slips::new(Progress::default());
        slips.twice("products");
        let mark = slips.mark();
        slips.kind("unit", "1.5", "a text");
        slips.within(mark, "price", "A.B.C");
        let of_price = slips.since(mark);
        assert_eq!(of_price[0].1, "price A.B.C: \"unit\" is 1.5, expected a text");
        assert_eq!(slips.since(0)[0].1, "the key \"products\" stands twice in one object, where each stands once");
    }
}
