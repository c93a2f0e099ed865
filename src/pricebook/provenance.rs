//! Where a figure is from.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The date and source of a rate.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Provenance {
    /// The day (or month, or year) the figure was valid: `2026-09-19`.
    pub as_of: String,
    /// What the figure was read from, with its date, in words.
    pub source: String,
    /// The figure was derived rather than read from a published list.
    pub estimated: bool,
    /// The figure comes from the user's own rows.
    pub own: bool,
}

impl std::fmt::Display for Provenance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, as of {}", self.source, self.as_of)?;
        if self.estimated {
            f.write_str(", estimated")?;
        }
        if self.own {
            f.write_str(", own price")?;
        }
        Ok(())
    }
}

/// A reference to a [`Provenance`] of one book; resolve it with
/// [`PriceBook::provenance`](super::PriceBook::provenance).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ProvenanceId(u32);

/// The two lowest bits of an id say whether the figure is estimated and whether it is the user's own, so that a bill's
/// notes need no look-up.
const ESTIMATED: u32 = 1;
const OWN: u32 = 2;
const FLAG_BITS: u32 = 2;

impl ProvenanceId {
    /// Whether the figure was derived rather than read.
    #[must_use]
    pub const fn is_estimated(self) -> bool {
        self.0 & ESTIMATED != 0
    }

    /// Whether the figure comes from the user's own rows.
    #[must_use]
    pub const fn is_own(self) -> bool {
        self.0 & OWN != 0
    }

    /// The same date and source for a figure that a price of the user's own has moved.
    pub(crate) const fn as_own(self) -> ProvenanceId {
        ProvenanceId(self.0 | OWN)
    }
}

/// All provenances of a book, each once.
#[derive(Debug, Default)]
pub(super) struct ProvenancePool {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// By their ids.
    all: Vec<Provenance>,
    /// The ids of all but the last [`NEWEST`].
    older: HashMap<Provenance, usize>,
}

/// Provenances that are looked through one by one: a book's own are about as many, and come in runs of equal rows.
const NEWEST: usize = 256;

impl Known {
    /// The index of this provenance, new or known.
    fn intern(&mut self, provenance: Provenance) -> usize {
        let newest = self.all.len().saturating_sub(NEWEST);
        let found = self.all[newest..].iter().rposition(|other| *other == provenance).map(|at| newest + at);
        if let Some(index) = found.or_else(|| self.older.get(&provenance).copied()) {
            return index;
        }
        self.all.push(provenance);
        let index = self.all.len() - 1;
        if let Some(left) = index.checked_sub(NEWEST) {
            self.older.insert(self.all[left].clone(), left);
        }
        index
    }
}

impl ProvenancePool {
    /// The id of this provenance, new or known.
    pub(super) fn intern(&self, provenance: Provenance) -> ProvenanceId {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let flags = (u32::from(provenance.estimated) * ESTIMATED) | (u32::from(provenance.own) * OWN);
        let index = known.intern(provenance);
        // A table has at most 256 MiB, and so far fewer provenances than 30 bits count.
        ProvenanceId((u32::try_from(index).unwrap_or(u32::MAX) << FLAG_BITS) | flags)
    }

    /// The provenance of that id.
    pub(super) fn get(&self, id: ProvenanceId) -> Option<Provenance> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let provenance = known.all.get((id.0 >> FLAG_BITS) as usize).cloned()?;
        Some(Provenance { own: provenance.own || id.is_own(), ..provenance })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_provenance_has_one_id_however_many_there_are() {
        let pool = ProvenancePool::default();
        let of = |at: usize| Provenance {
            as_of: "2026-11-01".to_owned(),
            source: format!("source {at}"),
            estimated: false,
            own: true,
        };
        let count = 4 * NEWEST;
        let ids: Vec<ProvenanceId> = (0..count).map(|at| pool.intern(of(at))).collect();
        for (at, id) in ids.iter().enumerate() {
            assert_eq!(pool.intern(of(at)), *id);
            assert_eq!(pool.get(*id), Some(of(at)));
        }
        assert_eq!(pool.intern(of(count)).0 >> FLAG_BITS, count as u32);
    }
}
