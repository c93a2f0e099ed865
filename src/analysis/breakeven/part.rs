//! [`Part`]: where the option that is not cheaper is possible at all.

use super::Interval;
use super::bounds::{Curve, Side};
use super::runs::Run;
use crate::cost::{CostError, OptionKey};
use crate::units::{Dec, TooLarge};

/// The part of an interval in which the option that is not the cheaper one is possible, where it is in a part only: a given fleet
/// carries a load up to some volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The option.
    pub key: OptionKey,
    /// The first value at which it is possible.
    pub from: Dec,
    /// The last one.
    pub to: Dec,
}

impl Part {
    /// That of a run, whose limits lie at one of its ends.
    pub(super) fn of(
        run: &Run,
        between: [OptionKey; 2],
        value: impl Fn(i64) -> Result<Dec, TooLarge>,
        curve: &mut dyn Curve,
    ) -> Result<Option<Part>, CostError> {
        let place = match run.side {
            Side::First => 1,
            Side::Second => 0,
            Side::Tie | Side::Neither => return Ok(None),
        };
        let is_possible = [run.at_from.usd[place].is_some(), run.at_to.usd[place].is_some()];
        if is_possible[0] == is_possible[1] {
            return Ok(None);
        }
        let (mut low, mut high) = (run.from, run.to);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if curve.price(middle)?.usd[place].is_some() == is_possible[0] { low = middle } else { high = middle }
        }
        let (from, to) = if is_possible[0] { (run.from, low) } else { (high, run.to) };
        Ok(Some(Part { key: between[place], from: value(from)?, to: value(to)? }))
    }
}

impl Interval {
    /// The end of the interval's part in which both options are possible, for a sentence about the other part: the option, whether
    /// it is possible up to a value or from one on, and that value.
    #[must_use]
    pub fn possible_only(&self) -> Option<(OptionKey, &'static str, Dec)> {
        let part = self.part?;
        Some(if part.from == self.from { (part.key, "up to", part.to) } else { (part.key, "from", part.from) })
    }
}
