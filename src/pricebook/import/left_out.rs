//! What a list has and the book does not take: counted, never guessed.

use super::fault::{MOST_NAME_BYTES, clip};
use std::collections::BTreeMap;

macro_rules! reasons {
    ($($name:ident = $words:literal;)*) => {
        /// Why something of a list is not taken.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Reason {
            $($name,)*
        }

        const WORDS: &[&str] = &[$($words),*];
    };
}

reasons! {
    NotPriced = "not priced by the book";
    FreeTier = "free tier, which the book's own rows have";
    Location = "Local Zones, Wavelength Zones and other locations than regions";
    System = "operating systems other than Linux";
    Tenancy = "dedicated tenancy and hosts";
    Software = "with pre-installed software or a license";
    Capacity = "capacity reservations and blocks";
    Usage = "other usage of instances";
    Term = "other terms";
    Plan = "other plans";
    Incomplete = "rates without a unit or a currency";
    Orphan = "terms of products that are left out or that the list does not have";
    Future = "terms that begin later";
    Old = "terms that newer ones replace";
    Unpriced = "products without a price, left out as asked";
}

/// Counts of what is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftOut {
    counts: [u64; WORDS.len()],
    names: BTreeMap<(usize, String), u64>,
}

/// Names are counted apart up to this many; further ones count under their reason alone.
const MOST_NAMES: usize = 200;

impl LeftOut {
    /// Counts one; a name that is not empty is counted apart too.
    pub(super) fn add(&mut self, reason: Reason, name: &str) {
        self.counts[reason as usize] += 1;
        if !name.is_empty() && self.names.len() < MOST_NAMES {
            *self.names.entry((reason as usize, clip(name, MOST_NAME_BYTES).to_owned())).or_default() += 1;
        }
    }

    /// Adds another list's counts.
    pub(super) fn merge(&mut self, other: &LeftOut) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
        for (key, more) in &other.names {
            *self.names.entry(key.clone()).or_default() += more;
        }
    }

    /// Each reason with its count, and the most frequent names under it with theirs.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, u64, Vec<(&str, u64)>)> {
        let counted = WORDS.iter().zip(&self.counts).enumerate().filter(|(_, (_, count))| **count > 0);
        counted.map(|(at, (words, count))| {
            let of_reason = self.names.iter().filter(|((reason, _), _)| *reason == at);
            let mut names: Vec<(&str, u64)> = of_reason.map(|((_, name), count)| (name.as_str(), *count)).collect();
            names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            (*words, *count, names)
        })
    }
}
