//! What is certain of the cheaper option everywhere between two steps that were priced.

use super::bounds::{Bounds, Curve, Side, Step, on_one_line};
use crate::units::Usd;

/// Whether the same option is certain to be cheaper everywhere between two steps.
pub(super) fn is_one_side(curve: &dyn Curve, low: &Step, high: &Step) -> bool {
    if low.1.side() != high.1.side() {
        return false;
    }
    // The cheapest to ask comes first: most intervals are settled by it.
    let between = Apart::of(curve, low, high);
    between.flat().is_some() || on_one_line(&low.1, &high.1) || between.sloped(curve, low, high).is_some()
}

/// By how much the same option is cheaper everywhere between two steps, where that is certain.
pub(super) fn gap(curve: &dyn Curve, low: &Step, high: &Step) -> Option<Usd> {
    if low.1.side() != high.1.side() {
        return None;
    }
    let between = Apart::of(curve, low, high);
    between.flat().into_iter().chain(between.sloped(curve, low, high)).max()
}

/// What the winner of both steps and the other option cost between them.
struct Apart {
    side: Side,
    bounds: [Bounds; 2],
}

impl Apart {
    fn of(curve: &dyn Curve, low: &Step, high: &Step) -> Apart {
        Apart { side: low.1.side(), bounds: curve.bounds(low, high) }
    }

    /// The places of the winner and of the other option; `None` where neither is cheaper.
    fn places(&self) -> Option<(usize, usize)> {
        match self.side {
            Side::First => Some((0, 1)),
            Side::Second => Some((1, 0)),
            Side::Neither | Side::Tie => None,
        }
    }

    /// By how much the dearest that the winner can be lies below the cheapest that the other can be.
    fn flat(&self) -> Option<Usd> {
        let Some((winner, loser)) = self.places() else {
            let nothing_changes = match self.side {
                Side::Neither => self.bounds.iter().all(|bound| bound.least.is_none()),
                _ => self.bounds[0] == self.bounds[1] && self.bounds[0].least == self.bounds[0].most,
            };
            return nothing_changes.then_some(Usd::ZERO);
        };
        let dearest = self.bounds[winner].most?;
        // Not possible anywhere.
        let Some(cheapest) = self.bounds[loser].least else { return Some(Usd::ZERO) };
        apart([dearest; 2], [cheapest; 2])
    }

    /// By how much a straight line that the winner keeps below lies below one that the other keeps above.
    fn sloped(&self, curve: &dyn Curve, low: &Step, high: &Step) -> Option<Usd> {
        let (winner, loser) = self.places()?;
        let (dearest, cheapest) = (self.bounds[winner].most?, self.bounds[loser].least?);
        let lines = curve.lines(low, high);
        let below = [Some([dearest; 2]), lines[winner].below];
        let above = [Some([cheapest; 2]), lines[loser].above];
        let pairs =
            below.into_iter().flatten().flat_map(|one| above.into_iter().flatten().map(move |other| (one, other)));
        pairs.filter_map(|(one, other)| apart(one, other)).max()
    }
}

/// By how much one straight line lies below another: where it does so at both steps, it does between them.
fn apart(one: [Usd; 2], other: [Usd; 2]) -> Option<Usd> {
    let [first, last] = [0, 1].map(|end| other[end].sub(one[end]).filter(|_| one[end] < other[end]));
    Some(first?.min(last?))
}
