//! Tiered prices: half-open ranges of a month's usage, each with its own price.

use super::ProvenanceId;
use crate::units::{Dec, Unit};
use std::marker::PhantomData;

/// One tier: usage from `from` up to, not including, `to` costs `usd` a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tier {
    /// Where the tier begins, in the meter's unit per month.
    pub from: Dec,
    /// Where it ends; `None` is open.
    pub to: Option<Dec>,
    /// Dollars a unit.
    pub usd: Dec,
    /// Date and source.
    pub provenance: ProvenanceId,
}

impl Tier {
    /// How much of a month's usage, in the meter's unit, falls in this tier; `None` where it does not reach it. Usage of
    /// 0 is in the first tier.
    #[must_use]
    pub fn slice(&self, usage: Dec) -> Option<Dec> {
        if usage <= self.from && !self.from.is_zero() {
            return None;
        }
        let end = self.to.map_or(usage, |to| to.min(usage));
        // `from` is below `end` here or both are 0, so the difference always fits.
        Some(end.sub(self.from).unwrap_or(Dec::ZERO))
    }
}

/// The tiers of one price, contiguous from 0 to infinity (or to the end of a free allowance).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ladder {
    tiers: Vec<Tier>,
}

impl Ladder {
    /// A ladder of these tiers, one at least, which fit together (`tiers` looks at that where they are read).
    pub(super) fn new(mut tiers: Vec<Tier>) -> Ladder {
        tiers.sort_by_key(|tier| tier.from);
        Ladder { tiers }
    }

    /// The tiers in order.
    #[must_use]
    pub fn tiers(&self) -> &[Tier] {
        &self.tiers
    }
}

/// A [`Ladder`] that knows the unit it prices.
#[derive(Debug, Clone, Copy)]
pub struct TypedLadder<'a, U: Unit> {
    ladder: &'a Ladder,
    unit: PhantomData<U>,
}

impl<'a, U: Unit> TypedLadder<'a, U> {
    pub(super) fn new(ladder: &'a Ladder) -> TypedLadder<'a, U> {
        TypedLadder { ladder, unit: PhantomData }
    }

    /// The tiers in order.
    #[must_use]
    pub fn tiers(self) -> &'a [Tier] {
        &self.ladder.tiers
    }

    /// The first tier, the only one of a flat price.
    #[must_use]
    pub fn first(self) -> &'a Tier {
        &self.ladder.tiers[0]
    }

    /// Where the ladder ends: the size of a free allowance.
    #[must_use]
    pub fn end(self) -> Option<Dec> {
        self.ladder.tiers.last().and_then(|tier| tier.to)
    }
}
