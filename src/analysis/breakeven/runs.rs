//! Where the cheaper option changes along one input: every change, to one step of the input.
//!
//! Costs that never fall (or never rise) as the input grows lie, everywhere in an interval, between their values at its
//! ends. An interval in which the dearest that one option can be is below the cheapest that the other can be holds no
//! change. Every other interval is halved, down to neighboring steps, whose costs are compared exactly; for pictures down to
//! what they show. Nothing is sampled, and only exact money decides.

use super::bounds::{Costs, Curve, Side, Step, are_straight, on_one_line};
use super::certain::{gap, is_one_side};
use super::question::PICTURE;
use crate::analysis::sweep::Spread;
use crate::cost::CostError;
use crate::units::Usd;

/// Neighboring steps on which the same option is cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The first step.
    pub from: i64,
    /// The last step.
    pub to: i64,
    /// Which option is cheaper.
    pub side: Side,
    /// Costs at the first step.
    pub at_from: Costs,
    /// Costs at the last step.
    pub at_to: Costs,
}

/// All runs of a range, and whether the search came to its end.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Runs {
    /// In order, without gaps but those that are not looked into.
    pub(super) all: Vec<Run>,
    /// The last step that was searched: below the range's end where there are more changes than anybody reads.
    pub(super) searched_to: i64,
    /// Not all was searched that was asked for: it took too much effort.
    pub(super) is_unfinished: bool,
    /// A difference that the options keep everywhere at least; only where nothing changes.
    pub(super) margin: Option<Usd>,
}

/// How closely a range is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// For every change and, where there is none, by how much the options differ at least.
    Margin,
    /// For every change.
    Changes,
    /// For what a picture shows of it, whose axis is spread so.
    Drawn(Spread),
}

impl Care {
    /// Whether an interval of a range is too narrow to be looked into.
    fn is_narrow(self, (from, to): (i64, i64), (low, high): (i64, i64)) -> bool {
        let Care::Drawn(spread) = self else { return high - low <= 1 };
        let width = |low: i64, high: i64| match spread {
            Spread::Logarithmic => libm::log(high.max(1) as f64 / low.max(1) as f64),
            Spread::Linear => high as f64 - low as f64,
        };
        high - low <= 1 || width(low, high) * f64::from(PICTURE) <= width(from, to)
    }
}

/// A range whose prices take more [effort](Curve::effort) is cut short.
const MOST_EFFORT: u32 = 200_000;

/// Intervals in which nothing changes that are kept to say by how much the options differ at least.
const MOST_LEAVES: usize = 20_000;

/// Finds the runs of `from..=to`. `also` names steps to look at besides, where costs may not be monotonic.
pub(super) fn find(from: i64, to: i64, also: &[i64], care: Care, curve: &mut dyn Curve) -> Result<Runs, CostError> {
    let mut steps: Vec<i64> = also.iter().copied().filter(|step| (from..=to).contains(step)).collect();
    steps.extend([from, to]);
    steps.sort_unstable();
    steps.dedup();
    let first = curve.price(from)?;
    let leaves = (care == Care::Margin).then(Vec::new);
    let mut search = Search { curve, range: (from, to), care, effort: 1, leaves, changes: Vec::new(), cut: None };
    let mut last = (from, first);
    for &step in &steps[1..] {
        let next = (step, search.at(step)?);
        search.descend(last, next)?;
        last = next;
        if let Some(cut) = search.cut {
            last = cut;
            break;
        }
    }
    let mut all = Vec::with_capacity(search.changes.len() + 1);
    let mut begin = (from, first);
    for (before, after) in &search.changes {
        all.push(run(begin, *before));
        begin = *after;
    }
    all.push(run(begin, last));
    let margin = search.least_margin()?;
    Ok(Runs { all, searched_to: last.0, is_unfinished: search.cut.is_some(), margin })
}

pub(super) fn run(from: Step, to: Step) -> Run {
    Run { from: from.0, to: to.0, side: from.1.side(), at_from: from.1, at_to: to.1 }
}

struct Search<'c> {
    curve: &'c mut dyn Curve,
    range: (i64, i64),
    care: Care,
    /// What prices took so far.
    effort: u32,
    /// Intervals in which nothing changes; `None` from the first change on, or where they are too many to keep.
    leaves: Option<Vec<(Step, Step)>>,
    /// Steps between which the cheaper option changes, in order: neighbors, or as near as is looked into.
    changes: Vec<(Step, Step)>,
    /// Where the search had taken too much effort.
    cut: Option<Step>,
}

impl Search<'_> {
    fn at(&mut self, step: i64) -> Result<Costs, CostError> {
        self.effort = self.effort.saturating_add(self.curve.effort());
        self.curve.price(step)
    }

    fn descend(&mut self, low: Step, high: Step) -> Result<(), CostError> {
        if self.cut.is_some() {
            return Ok(());
        }
        let is_narrow = self.care.is_narrow(self.range, (low.0, high.0));
        if is_narrow && low.1.side() != high.1.side() {
            self.changes.push((low, high));
            self.leave(None, low);
            return Ok(());
        }
        if is_narrow || is_one_side(self.curve, &low, &high) {
            self.leave(Some((low, high)), low);
            return Ok(());
        }
        if self.effort >= MOST_EFFORT {
            self.cut = Some(low);
            return Ok(());
        }
        let middle = middle(self.curve, &low, &high);
        let middle = (middle, self.at(middle)?);
        self.descend(low, middle)?;
        self.descend(middle, high)
    }

    /// Leaves an interval behind, which begins at `low`: what is known of it is kept as long as nothing changes.
    fn leave(&mut self, unchanged: Option<(Step, Step)>, low: Step) {
        match (&mut self.leaves, unchanged) {
            (Some(leaves), Some(leaf)) if leaves.len() < MOST_LEAVES => leaves.push(leaf),
            (leaves, _) => {
                for (step, _) in leaves.take().unwrap_or_default() {
                    self.curve.forget(step.0);
                }
                self.curve.forget(low.0);
            }
        }
    }

    /// A difference that is certain in an interval without a change: by the ends of monotonic costs, or by a straight
    /// line.
    fn certain(&self, low: &Step, high: &Step) -> Option<Usd> {
        if high.0 - low.0 <= 1 || on_one_line(&low.1, &high.1) {
            return [low, high].into_iter().filter_map(|step| difference(&step.1)).min();
        }
        gap(self.curve, low, high).or_else(|| difference(&low.1).and(Some(Usd::ZERO)))
    }

    /// A difference that is kept everywhere, where nothing changes: the intervals with the least certain one are halved until it
    /// is nearly the least that was seen.
    fn least_margin(&mut self) -> Result<Option<Usd>, CostError> {
        let seen = |low: &Step, high: &Step| [low.1, high.1].iter().filter_map(difference).min();
        let mut open: Vec<(Usd, Step, Step)> = Vec::new();
        let mut least: Option<Usd> = None;
        let Some(leaves) = self.leaves.take() else { return Ok(None) };
        for (low, high) in leaves {
            let Some(certain) = self.certain(&low, &high) else { continue };
            least = least.into_iter().chain(seen(&low, &high)).min();
            open.push((certain, low, high));
        }
        for _ in 0..MOST_HALVINGS {
            let Some(at) = (0..open.len()).min_by_key(|at| open[*at].0) else { return Ok(None) };
            let (certain_here, low, high) = open[at];
            let enough = least.is_none_or(|least| certain_here.to_f64() >= least.to_f64() * 0.999);
            if enough || high.0 - low.0 <= 1 {
                return Ok(Some(certain_here));
            }
            let middle = halfway(low.0, high.0);
            let middle = (middle, self.at(middle)?);
            least = least.into_iter().chain(difference(&middle.1)).min();
            open.swap_remove(at);
            for (low, high) in [(low, middle), (middle, high)] {
                open.extend(self.certain(&low, &high).map(|usd| (usd, low, high)));
            }
        }
        Ok(open.iter().map(|(usd, ..)| *usd).min())
    }
}

/// Halvings spent on the least difference.
const MOST_HALVINGS: u32 = 400;

fn difference(costs: &Costs) -> Option<Usd> {
    let [Some(first), Some(second)] = costs.usd else { return None };
    first.max(second).sub(first.min(second))
}

/// Where an interval is cut that may hold a change: where straight lines cross, else where something begins or ends, else
/// in its middle.
pub(super) fn middle(curve: &dyn Curve, low: &Step, high: &Step) -> i64 {
    guess(low, high).or_else(|| curve.jump(low, high)).unwrap_or_else(|| halfway(low.0, high.0))
}

/// Where two straight lines cross; `None` where they are not known to be straight.
fn guess(low: &Step, high: &Step) -> Option<i64> {
    if !are_straight(&low.1, &high.1) || low.1.side() == high.1.side() {
        return None;
    }
    let (first, last) = (low.1.difference()?, high.1.difference()?);
    let share = first / (first - last);
    let at = low.0 as f64 + (high.0 - low.0) as f64 * share;
    (share.is_finite() && at < 9e18).then(|| (at as i64).clamp(low.0 + 1, high.0 - 1))
}

/// The middle: of the logarithms while an interval spans much, of the steps after that.
fn halfway(low: i64, high: i64) -> i64 {
    let wide = low > 0 && high / low >= 8;
    let middle = if wide { ((low as f64) * (high as f64)).sqrt() as i64 } else { low + (high - low) / 2 };
    middle.clamp(low + 1, high - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Dec;
    use proptest::prelude::*;

    fn usd(cents: i64) -> Option<Usd> {
        Usd::from_dollars(Dec::from_int(cents).ratio(1, 100).unwrap())
    }

    fn by_scan(from: i64, to: i64, price: &dyn Fn(i64) -> Costs) -> Vec<(i64, i64, Side)> {
        let mut all: Vec<(i64, i64, Side)> = Vec::new();
        for step in from..=to {
            let side = price(step).side();
            match all.last_mut() {
                Some((_, end, known)) if *known == side => *end = step,
                _ => all.push((step, step, side)),
            }
        }
        all
    }

    #[test]
    fn a_straight_line_and_a_staircase_cross_again_and_again() {
        // First: 2 cents a step. Second: 100 cents for each started 90 steps: 100, 200, 300 from 1, 91, 181.
        let price = |step: i64| Costs::of([usd(2 * step), usd((step + 89) / 90 * 100)]);
        let runs = find(1, 200, &[], Care::Margin, &mut |step| Ok(price(step))).unwrap();
        let found: Vec<(i64, i64, Side)> = runs.all.iter().map(|run| (run.from, run.to, run.side)).collect();
        // 2 x 50 = 100: a tie; above it the second, until its next step at 91: 182 of 200; 2 x 100 = 200: a tie again;
        // then the second to the end, 2 x 181 = 362 of 300.
        let expected = [
            (1, 49, Side::First),
            (50, 50, Side::Tie),
            (51, 90, Side::Second),
            (91, 99, Side::First),
            (100, 100, Side::Tie),
            (101, 200, Side::Second),
        ];
        assert_eq!(found, expected);
    }

    /// As drawn on an axis of 1 to 1,000,000 by ratio, a part of 4,000 is a ratio of e^(13.8155 / 4,000) = 1.00346.
    #[test]
    fn what_is_drawn_is_as_exact_as_an_axis() {
        // First: 3 cents a step. Second: 600,000 cents for each started 700,000 steps: a tie at 200,000, above it the second, which
        // from 700,001 on is 1,200,000 cents of 2,100,003.
        let price = |step: i64| Costs::of([usd(3 * step), usd((step + 699_999) / 700_000 * 600_000)]);
        let mut asked = 0;
        let mut counted = |step: i64| {
            asked += 1;
            Ok(price(step))
        };
        let drawn = find(1, 1_000_000, &[], Care::Drawn(Spread::Logarithmic), &mut counted).unwrap();
        let exact = find(1, 1_000_000, &[], Care::Changes, &mut |step| Ok(price(step))).unwrap();
        let begins = |runs: &Runs| runs.all.iter().map(|run| (run.side, run.from)).collect::<Vec<_>>();
        // A tie of one step is narrower than what is drawn.
        let of_exact: Vec<(Side, i64)> = begins(&exact).into_iter().filter(|(side, _)| *side != Side::Tie).collect();
        assert_eq!(of_exact[..2], [(Side::First, 1), (Side::Second, 200_001)]);
        for ((side, from), (exact_side, exact_from)) in begins(&drawn).into_iter().zip(&of_exact) {
            assert_eq!(side, *exact_side);
            let apart = libm::log(from as f64 / *exact_from as f64).abs();
            assert!(apart <= libm::log(1.00346), "{from} {exact_from}");
        }
        assert!(drawn.margin.is_none() && asked < 60, "{asked}");
    }

    #[test]
    fn where_nothing_changes_the_least_difference_is_told() {
        // 5 cents a step against 1,000 + 6 a step: at least 1,001 apart, at step 1.
        let price = |step: i64| Costs::of([usd(5 * step), usd(1_000 + 6 * step)]);
        let runs = find(1, 1_000_000, &[], Care::Margin, &mut |step| Ok(price(step))).unwrap();
        assert_eq!(runs.all.len(), 1);
        let margin = runs.margin.unwrap().to_f64();
        assert!((10.0..=10.01).contains(&margin), "{margin}");
    }

    #[test]
    fn a_straight_line_takes_a_handful_of_prices() {
        let mut asked = 0;
        let mut price = |step: i64| {
            asked += 1;
            Ok(Costs { lines: [Some(7); 2], ..Costs::of([usd(3 * step), usd(2_000_000_000 + step)]) })
        };
        // 3 s = 2e9 + s at s = 1e9, a tie.
        let runs = find(1, 1_000_000_000_000, &[], Care::Margin, &mut price).unwrap();
        let ends: Vec<i64> = runs.all.iter().map(|run| run.to).collect();
        assert_eq!(ends, [999_999_999, 1_000_000_000, 1_000_000_000_000]);
        assert!(asked < 40, "{asked}");
    }

    proptest! {
        #[test]
        fn every_change_of_random_staircases_is_found(
            rises in prop::collection::vec((1_i64..400, 0_i64..9_000), 1..12),
            others in prop::collection::vec((1_i64..400, 0_i64..9_000), 1..12),
            slope in 0_i64..60,
        ) {
            let stairs = |rises: &[(i64, i64)], step: i64| rises.iter().filter(|(at, _)| *at <= step).map(|(_, rise)| rise).sum::<i64>();
            let price = |step: i64| Costs::of([usd(stairs(&rises, step) + slope * step), usd(stairs(&others, step))]);
            let runs = find(1, 400, &[], Care::Margin, &mut |step| Ok(price(step))).unwrap();
            let found: Vec<(i64, i64, Side)> = runs.all.iter().map(|run| (run.from, run.to, run.side)).collect();
            prop_assert_eq!(found, by_scan(1, 400, &price));
        }
    }
}
