//! Which place of a sweep is recommended for a side.

use super::Stop;
use crate::analysis::optimize::Headroom;
use crate::analysis::{Comparison, Rank};
use crate::cost::{Offer, OptionKey};
use crate::units::Dec;

/// The place that is recommended for a side.
#[derive(Debug, Clone, Copy)]
pub struct Recommended<'s> {
    /// The place.
    pub stop: &'s Stop,
    /// Its rank among those that may be recommended.
    pub rank: Rank,
    /// How many other ones of those cost the same.
    pub same: usize,
}

impl Stop {
    /// Whether its memory size leaves a tenth above what a request is given to use.
    fn has_headroom(&self) -> bool {
        let of = |comparison: &Comparison| Headroom::little(&comparison.workload, comparison.workload.memory_mb);
        self.outcome.as_ref().ok().and_then(of).is_none()
    }

    /// Its rank for a side; `None` where that is not possible or has no price.
    #[must_use]
    pub fn rank(&self, key: OptionKey) -> Option<Rank> {
        let usd = self.outcome.as_ref().ok()?.offer(key).and_then(Offer::total)?;
        // How long Lambda takes says nothing of EC2.
        let duration_ms = if key == OptionKey::Lambda { self.duration_ms? } else { Dec::ZERO };
        Some(Rank::new(usd, self.changed, duration_ms))
    }
}

/// The place that is recommended for a side; of Lambda, among the memory sizes that a request is known to fit into, with a tenth
/// left above what it uses, as far as there are any.
#[must_use]
pub fn recommended<'s>(stops: impl IntoIterator<Item = &'s Stop> + Clone, key: OptionKey) -> Option<Recommended<'s>> {
    let known = |stop: &Stop| key != OptionKey::Lambda || stop.fits;
    // Its own size stands for itself.
    let roomy = |stop: &Stop| known(stop) && (key != OptionKey::Lambda || stop.changed == 0 || stop.has_headroom());
    let ranked = || stops.clone().into_iter().filter_map(|stop| Some((stop.rank(key)?, stop)));
    let (any_roomy, any_known) = (ranked().any(|(_, stop)| roomy(stop)), ranked().any(|(_, stop)| known(stop)));
    let candidates = || ranked().filter(|(_, stop)| roomy(stop) || (!any_roomy && (known(stop) || !any_known)));
    let (rank, stop) = candidates().min_by_key(|(rank, _)| *rank)?;
    let same = candidates().filter(|(other, _)| other.costs_the_same_as(&rank)).count().saturating_sub(1);
    Some(Recommended { stop, rank, same })
}

/// The first place for Lambda among the memory sizes of which nobody knows whether a request fits into them.
#[must_use]
pub fn if_it_fits<'s>(stops: impl IntoIterator<Item = &'s Stop>) -> Option<(Rank, &'s Stop)> {
    let unknown = stops.into_iter().filter(|stop| !stop.fits);
    let ranked = unknown.filter_map(|stop| Some((stop.rank(OptionKey::Lambda)?, stop)));
    ranked.min_by_key(|(rank, _)| *rank)
}
