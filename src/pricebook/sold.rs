//! [`Sold`]: the instance types that have a price in a region, gathered once for the errors of all that have none.

use super::types::{InstanceType, TypeId};
use super::{MissingPrice, PriceBook, PriceError};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// So many types of a family are named.
const MOST_NAMED: usize = 4;

/// So many types are looked at for near names: about as many as AWS has. Of more, those next to the name in the alphabet.
const MOST_LOOKED_AT: usize = 1_000;

/// So many errors are kept: more than there are types of AWS.
const MOST_KEPT: usize = 10_000;

/// The types that have a price in a region under a purchase option: where millions of rows ask for one that has none, each row
/// is told by a look-up.
#[derive(Debug, Default)]
pub(super) struct Sold {
    /// In alphabetical order.
    types: Vec<TypeId>,
    /// The first ones of each family.
    families: HashMap<String, Vec<TypeId>>,
    /// What was told of types and families that have none, by name.
    told: Mutex<HashMap<String, MissingPrice>>,
}

impl Sold {
    /// Takes up a type that has a price, the next one of the alphabet.
    pub(super) fn add(&mut self, id: TypeId, kind: &InstanceType) {
        self.types.push(id);
        let of_family = self.families.entry(kind.family.clone()).or_default();
        if of_family.len() < MOST_NAMED {
            of_family.push(id);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// The first ones of a family.
    pub(super) fn of_family(&self, family: &str) -> &[TypeId] {
        self.families.get(family).map_or(&[], Vec::as_slice)
    }

    /// Those that may have names that are near to one: all, where they are not very many.
    pub(super) fn around<'b>(&self, book: &'b PriceBook, name: &str) -> Result<Vec<&'b InstanceType>, PriceError> {
        let is_before = |id: &TypeId| book.instance_type_by_id(*id).is_ok_and(|kind| *kind.name < *name);
        let most = MOST_LOOKED_AT.min(self.types.len());
        let from = self.types.partition_point(is_before).saturating_sub(most / 2).min(self.types.len() - most);
        self.types[from..from + most].iter().map(|id| book.instance_type_by_id(*id)).collect()
    }

    /// What is told of a type or a family that has no price, thought of once.
    pub(super) fn told(
        &self,
        name: &str,
        think: impl FnOnce() -> Result<PriceError, PriceError>,
    ) -> Result<PriceError, PriceError> {
        let known = |told: &HashMap<String, MissingPrice>| told.get(name).cloned();
        if let Some(missing) = known(&self.told.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(missing.into());
        }
        let error = think()?;
        if let PriceError::Missing(missing) = &error {
            let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
            if told.len() >= MOST_KEPT {
                told.clear();
            }
            told.insert(name.to_owned(), missing.clone());
        }
        Ok(error)
    }
}
