//! [`FewRates`]: on-demand rates of the types that a small run names, without reading all of a region's.

use crate::pricebook::{HourlyRate, TypeId};
use std::sync::{Mutex, PoisonError};

/// On-demand rates that were read one by one.
///
/// A run over some workloads names a handful of types, whose rows are found in a hundredth of the time that reading a region's
/// table takes; a run that names many is quicker with the table.
#[derive(Debug, Default)]
pub(super) struct FewRates {
    known: Mutex<Vec<(TypeId, Option<HourlyRate>)>>,
}

/// So many are read one by one.
const MOST: usize = 64;

impl FewRates {
    /// What `read` gives for a type, asked once; `None` where so many were read that the table is to be asked.
    pub(super) fn get<E>(
        &self,
        id: TypeId,
        read: impl FnOnce() -> Result<Option<HourlyRate>, E>,
    ) -> Option<Result<Option<HourlyRate>, E>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, rate)) = known.iter().find(|(other, _)| *other == id) {
            return Some(Ok(*rate));
        }
        if known.len() >= MOST {
            return None;
        }
        let rate = read();
        if let Ok(rate) = rate {
            known.push((id, rate));
        }
        Some(rate)
    }
}
