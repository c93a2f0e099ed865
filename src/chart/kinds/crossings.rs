//! Where the cheaper side changes, as a chart of break-evens marks and labels it.

use super::{Subject, words};
use crate::analysis::breakeven::Interval;
use crate::chart::{Axis, Crossing};
use crate::cost::OptionKey;
use crate::units::format::quantity;
use crate::units::{Dec, Usd};
use std::ops::Range;

/// Crossings whose labels say more than the value.
pub(super) const MOST_WITH_WORDS: usize = 3;

/// Crossings nearer to each other than this share of the axis are told together.
const NEAR: f64 = 0.012;

/// The places where the cheaper side changes; those that are too near each other to be told apart in one.
pub(super) fn crossings(
    subject: &Subject<'_>,
    all: &[Interval],
    x: &Axis,
    short: &dyn Fn(Dec) -> String,
) -> Vec<Crossing> {
    let pairs: Vec<(&Interval, &Interval)> = all.windows(2).map(|pair| (&pair[0], &pair[1])).collect();
    let groups = groups(&pairs.iter().map(|(_, after)| x.share(after.from.to_f64())).collect::<Vec<f64>>());
    // Many labels are short ones: the values are what they are for.
    let many = groups.len() > MOST_WITH_WORDS;
    let ends = |group: &Range<usize>| (pairs[group.start].1.from, pairs[group.end - 1].1.from);
    let says = |group: &Range<usize>, text: &dyn Fn(Dec) -> String| match ends(group) {
        (first, last) if first == last => text(first),
        (first, last) => format!("{}–{}", text(first), text(last)),
    };
    // Four digits may not tell two places apart.
    let mut told: Vec<usize> = groups.iter().flat_map(|group| [group.start, group.end - 1]).collect();
    told.dedup();
    let texts: Vec<String> = told.iter().map(|at| short(pairs[*at].1.from)).collect();
    let exact = texts.windows(2).any(|pair| pair[0] == pair[1]);
    let text = |at: Dec| if exact { subject.locale.localize(&quantity(at)) } else { short(at) };
    (groups.iter())
        .map(|group| {
            let (before, after) = pairs[group.start];
            let (first, label) = (meeting(before.at_to, after.at_from), says(group, &text));
            let (detail, to) = match group.len() {
                1 => (if many { String::new() } else { change(subject, before, after) }, None),
                count => {
                    let (before, after) = pairs[group.end - 1];
                    let last = meeting(before.at_to, after.at_from).map(Usd::to_f64);
                    // Where all of them are in one, the title has their number.
                    let detail = match (groups.len(), many) {
                        (1, _) => String::new(),
                        (_, true) => format!("changes {}", words::times(count)),
                        (_, false) => format!("the cheaper side changes {}", words::times(count)),
                    };
                    (detail, Some((after.from.to_f64(), last)))
                }
            };
            let label = match (many, group.len()) {
                (true, _) => label,
                (false, 1) => match limited(before, after) {
                    Some(key) => format!("{}'s limit {label}", key.label()),
                    None => format!("Break-even {label}"),
                },
                (false, _) => format!("Break-evens {label}"),
            };
            Crossing { x: after.from.to_f64(), y: first.map(Usd::to_f64), to, label, detail }
        })
        .collect()
}

/// Runs of places of which each is near the one before; what is beside the picture stays apart from what is in it.
fn groups(shares: &[f64]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let is_shown = |at: usize| (0.0..=1.0).contains(&shares[at]);
    for at in 0..shares.len() {
        match groups.last_mut() {
            Some(last) if shares[at] - shares[at - 1] < NEAR && is_shown(at) == is_shown(at - 1) => last.end = at + 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

/// The option that is possible on one side of the place alone: nothing breaks even there.
fn limited(before: &Interval, after: &Interval) -> Option<OptionKey> {
    let both = after.at_from.iter().zip(before.at_to);
    let mut keys = OptionKey::ALL.into_iter().zip(both);
    keys.find(|(_, (now, then))| now.is_some() != then.is_some()).map(|(key, _)| key)
}

/// What changes where one interval ends and the next one begins.
fn change(subject: &Subject<'_>, before: &Interval, after: &Interval) -> String {
    let winner = after.winner.map(OptionKey::label);
    let lost = limited(before, after).is_some();
    let jumps = match (before.at_to, after.at_from) {
        ([Some(a), Some(b)], [Some(c), Some(d)]) => {
            let change = |from: Usd, to: Usd| to.ratio_to(from).is_some_and(|ratio| (ratio - 1.0).abs() > 0.02);
            change(a, c) || change(b, d)
        }
        _ => true,
    };
    match (winner, meeting(before.at_to, after.at_from)) {
        (Some(winner), _) if lost => format!("{winner} only from here"),
        (Some(winner), Some(_)) if jumps => format!("{winner} is cheaper from here"),
        (_, Some(cost)) => format!("both {} a month", subject.usd(cost)),
        _ => String::new(),
    }
}

/// What both cost where they meet: where one of them jumps past the other, that is the other one's cost.
fn meeting(before: [Option<Usd>; 2], after: [Option<Usd>; 2]) -> Option<Usd> {
    let step = |at: usize| match (before[at], after[at]) {
        (Some(one), Some(other)) => one.sub(other).map_or(f64::INFINITY, |step| step.to_f64().abs()),
        _ => f64::INFINITY,
    };
    let steady = usize::from(step(1) < step(0));
    after[steady].or(before[steady]).or(after[1 - steady])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_are_near_each_other_are_told_in_one() {
        // 1.2 % of the axis apart at least, or told together: 0.30 and 0.31 are near, 0.32 is near 0.31, 0.34 is not.
        assert_eq!(groups(&[0.1, 0.30, 0.31, 0.32, 0.34]), vec![0..1, 1..4, 4..5]);
        // One beside the picture does not take one in it along.
        assert_eq!(groups(&[-0.004, 0.004, 0.996, 1.004]), vec![0..1, 1..2, 2..3, 3..4]);
        assert_eq!(groups(&[]), Vec::<Range<usize>>::new());
    }
}
