//! The change of the cheaper option that is nearest to one step. What lies nearer is looked at first, on both sides in
//! turn, and what lies farther than the change that was found not at all.

use super::bounds::{Curve, Side, Step};
use super::certain::is_one_side;
use super::runs::{Runs, middle, run};
use crate::cost::CostError;

/// No more [effort](Curve::effort) than this is taken: who did not ask for a break-even waits a second or two for one.
const MOST_EFFORT: u32 = 50_000;

/// Finds the runs around `own` as far as the change that is nearest to it; `distance` says how far a step is, and never
/// falls away from `own`. `also` names steps in order to look at besides, where costs may not be monotonic.
pub(super) fn find(
    (from, to): (i64, i64),
    own: i64,
    also: &[i64],
    distance: &dyn Fn(i64) -> f64,
    curve: &mut dyn Curve,
) -> Result<Runs, CostError> {
    let start = (own, curve.price(own)?);
    let looks = |step: &&i64| (from..=to).contains(*step);
    let lower = also.iter().filter(looks).filter(|step| **step < own).copied();
    let higher = also.iter().rev().filter(looks).filter(|step| **step > own).copied();
    let mut flanks = [
        Flank::new(start, (from < own).then_some(from).into_iter().chain(lower)),
        Flank::new(start, (own < to).then_some(to).into_iter().chain(higher)),
    ];
    let mut effort = 1;
    let is_unfinished = loop {
        let nearest = flanks.iter().filter_map(Flank::flip).map(distance).min_by(f64::total_cmp);
        let open = (flanks.iter_mut())
            .map(|flank| (distance(flank.known.0), flank))
            .filter(|(here, flank)| flank.is_open() && nearest.is_none_or(|nearest| *here <= nearest));
        let Some((_, flank)) = open.min_by(|(one, _), (other, _)| one.total_cmp(other)) else { break false };
        if effort >= MOST_EFFORT {
            break true;
        }
        flank.advance(curve, &mut effort)?;
    };
    let [below, above] = flanks;
    let mut all = Vec::with_capacity(below.changes.len() + above.changes.len() + 1);
    let mut begin = below.known;
    // Below, changes were met from their upper step on.
    let changes = below.changes.iter().rev().map(|(upper, lower)| (lower, upper));
    for (before, after) in changes.chain(above.changes.iter().map(|(lower, upper)| (lower, upper))) {
        all.push(run(begin, *before));
        begin = *after;
    }
    all.push(run(begin, above.known));
    Ok(Runs { all, searched_to: above.known.0, is_unfinished, margin: None })
}

/// One side of the step that is asked about.
struct Flank {
    start: i64,
    own: Side,
    /// The farthest step up to which every change is known.
    known: Step,
    /// Steps to get to, the nearest last, with their costs where they are known.
    ahead: Vec<(i64, Option<Step>)>,
    /// Neighboring steps between which the cheaper option changes, the nearer one first, in order of distance.
    changes: Vec<(Step, Step)>,
}

impl Flank {
    fn new(own: Step, ahead: impl Iterator<Item = i64>) -> Flank {
        let mut ahead: Vec<(i64, Option<Step>)> = ahead.map(|step| (step, None)).collect();
        ahead.dedup();
        Flank { start: own.0, own: own.1.side(), known: own, ahead, changes: Vec::new() }
    }

    /// The step at which another option has become cheaper; a tie of a single step is passed over.
    fn flip(&self) -> Option<i64> {
        let lasts = |at: usize| match self.changes.get(at + 1) {
            Some(next) => next.0.0 != self.changes[at].1.0,
            None => self.known.0 != self.changes[at].1.0,
        };
        let is_flip = |at: &usize| match self.changes[*at].1.1.side() {
            side if side == self.own => false,
            Side::Tie => lasts(*at),
            _ => true,
        };
        (0..self.changes.len()).find(is_flip).map(|at| self.changes[at].1.0)
    }

    /// Whether there is more to find: only the nearest change counts.
    fn is_open(&self) -> bool {
        !self.ahead.is_empty() && self.flip().is_none()
    }

    /// Gets to the next step, where what lies between is certain, or halves the way.
    fn advance(&mut self, curve: &mut dyn Curve, effort: &mut u32) -> Result<(), CostError> {
        let mut price = |step: i64| -> Result<Step, CostError> {
            *effort = effort.saturating_add(curve.effort());
            Ok((step, curve.price(step)?))
        };
        let Some((at, costs)) = self.ahead.pop() else { return Ok(()) };
        let next = match costs {
            Some(known) => known,
            None => price(at)?,
        };
        let (low, high) = if self.known.0 < next.0 { (self.known, next) } else { (next, self.known) };
        if high.0 - low.0 <= 1 {
            if low.1.side() != high.1.side() {
                self.changes.push((self.known, next));
            }
        } else if !is_one_side(curve, &low, &high) {
            let halfway = middle(curve, &low, &high);
            self.ahead.extend([(at, Some(next)), (halfway, None)]);
            return Ok(());
        }
        // The other flank may still need where both begin.
        if self.known.0 != self.start {
            curve.forget(self.known.0);
        }
        self.known = next;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::bounds::Costs;
    use super::super::runs;
    use super::*;
    use crate::units::{Dec, Usd};
    use proptest::prelude::*;

    fn usd(cents: i64) -> Option<Usd> {
        Usd::from_dollars(Dec::from_int(cents).ratio(1, 100).unwrap())
    }

    /// The nearest step outside the run of `own` that begins a run of another side; not a tie of one step.
    fn by_scan(from: i64, to: i64, own: i64, price: &dyn Fn(i64) -> Costs) -> Option<i64> {
        let side = |step: i64| price(step).side();
        let flips = |step: i64, on: i64| {
            let lasts = (from..=to).contains(&(step + on)) && side(step + on) == Side::Tie;
            side(step) != side(own) && (side(step) != Side::Tie || lasts)
        };
        let above = (own + 1..=to).find(|step| flips(*step, 1));
        let below = (from..own).rev().find(|step| flips(*step, -1));
        above.into_iter().chain(below).min_by_key(|step| (step - own).abs())
    }

    #[test]
    fn what_lies_beyond_the_nearest_change_is_not_priced() {
        // 3 s against 2,000 + s: a tie at s = 1,000, the second from 1,001 on, which is the nearest to 1,010 by far.
        let mut asked = Vec::new();
        let mut price = |step: i64| {
            asked.push(step);
            Ok(Costs::of([usd(3 * step), usd(2_000 + step)]))
        };
        let found = find((1, 1_000_000), 1_010, &[], &|step| (step - 1_010).abs() as f64, &mut price).unwrap();
        let ends: Vec<(i64, Side)> = found.all.iter().map(|run| (run.from, run.side)).collect();
        assert!(ends.contains(&(1_001, Side::Second)) && ends.contains(&(1_000, Side::Tie)), "{ends:?}");
        assert!(found.searched_to < 3_000, "{}", found.searched_to);
        assert!(asked.len() < 50, "{asked:?}");
    }

    /// Costs whose prices take much effort.
    struct Slow;

    impl Curve for Slow {
        fn price(&mut self, step: i64) -> Result<Costs, CostError> {
            Ok(Costs::of([usd(3 * step), usd(2_000 + step)]))
        }

        fn effort(&self) -> u32 {
            MOST_EFFORT / 4
        }
    }

    #[test]
    fn a_search_that_takes_too_much_effort_says_that_it_is_not_finished() {
        // The same lines: from 500 on it takes more than the four prices that there are effort for to get to 1,000, and so the
        // change is not found; no step of which nothing is known is among what is answered.
        let distance = |step: i64| (step - 500).abs() as f64;
        let found = find((1, 1_000_000), 500, &[], &distance, &mut Slow).unwrap();
        assert!(found.is_unfinished && found.all.len() == 1);
        assert!(found.all[0].from <= 500 && found.searched_to < 1_000, "{found:?}");
        let quick = find((1, 1_000_000), 500, &[], &distance, &mut |step| Slow.price(step)).unwrap();
        assert!(!quick.is_unfinished && quick.searched_to >= 1_001);
    }

    proptest! {
        #[test]
        fn the_nearest_change_of_random_staircases_is_found(
            rises in prop::collection::vec((1_i64..400, 0_i64..9_000), 1..12),
            others in prop::collection::vec((1_i64..400, 0_i64..9_000), 1..12),
            slope in 0_i64..60,
            own in 1_i64..=400,
        ) {
            let stairs = |rises: &[(i64, i64)], step: i64| rises.iter().filter(|(at, _)| *at <= step).map(|(_, rise)| rise).sum::<i64>();
            let price = |step: i64| Costs::of([usd(stairs(&rises, step) + slope * step), usd(stairs(&others, step))]);
            let found = find((1, 400), own, &[], &|step| (step - own).abs() as f64, &mut |step| Ok(price(step))).unwrap();
            // The runs that were found are those of the whole range, as far as they go.
            let whole = runs::find(1, 400, &[], runs::Care::Changes, &mut |step| Ok(price(step))).unwrap();
            let (first, last) = (found.all.first().unwrap(), found.all.last().unwrap());
            let expected: Vec<(i64, i64, Side)> = (whole.all.iter())
                .map(|run| (run.from.max(first.from), run.to.min(last.to), run.side))
                .filter(|(from, to, _)| from <= to)
                .collect();
            let runs: Vec<(i64, i64, Side)> = found.all.iter().map(|run| (run.from, run.to, run.side)).collect();
            prop_assert_eq!(&runs, &expected);
            // And the nearest change is among them.
            if let Some(at) = by_scan(1, 400, own, &price) {
                prop_assert!((first.from..=last.to).contains(&at));
            } else {
                prop_assert_eq!((first.from, last.to), (1, 400));
            }
        }
    }
}
