//! [`FewRates`]: on-demand rates of the types that a small run names, without reading all of a region's.

use crate::pricebook::{HourlyRate, TypeId};
use std::sync::{Mutex, PoisonError};

/// On-demand rates that were read one by one.
///
/// A run over some workloads names a handful of types, whose rows are found in a hundredth of the time that reading a region's
/// table takes; a run that names many, or asks very often, is quicker with the table, which threads share without waiting.
#[derive(Debug, Default)]
pub(super) struct FewRates {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    rates: Vec<(TypeId, Option<HourlyRate>)>,
    /// How often any of them was asked for.
    asked: u32,
}

/// So many are read one by one.
const MOST_TYPES: usize = 64;
/// More often than this they are not asked for here: some hundred workloads with their break-evens do.
const MOST_ASKED: u32 = 5_000;

impl FewRates {
    /// What `read` gives for a type, asked once; `None` where the table is to be asked.
    pub(super) fn get<E>(
        &self,
        id: TypeId,
        read: impl FnOnce() -> Result<Option<HourlyRate>, E>,
    ) -> Option<Result<Option<HourlyRate>, E>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.asked >= MOST_ASKED {
            return None;
        }
        known.asked += 1;
        if let Some((_, rate)) = known.rates.iter().find(|(other, _)| *other == id) {
            return Some(Ok(*rate));
        }
        if known.rates.len() >= MOST_TYPES {
            return None;
        }
        let rate = read();
        if let Ok(rate) = rate {
            known.rates.push((id, rate));
        }
        Some(rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_types_and_many_questions_go_to_the_table() {
        let rates = FewRates::default();
        let types = || (0..).map(TypeId).take(MOST_TYPES);
        let mut read = 0;
        for _ in 0..2 {
            for id in types() {
                let found = rates.get(id, || -> Result<_, ()> {
                    read += 1;
                    Ok(None)
                });
                assert_eq!(found, Some(Ok(None)));
            }
        }
        assert_eq!(read, MOST_TYPES);
        let one_more = TypeId(u32::MAX);
        assert_eq!(rates.get(one_more, || -> Result<_, ()> { Ok(None) }), None);
        let ask = || rates.get(TypeId(0), || Err(()));
        // Two rounds, and the one that was refused.
        let asked = MOST_TYPES * 2 + 1;
        assert!((asked..MOST_ASKED as usize).all(|_| ask() == Some(Ok(None))));
        assert_eq!(ask(), None);
    }
}
