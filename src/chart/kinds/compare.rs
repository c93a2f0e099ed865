//! Bars of every workload's options, the largest saving first.

use super::reserved::reserved;
use super::{Subject, choice, range, words};
use crate::analysis::{Comparison, Totals, Verdict, price_mix};
use crate::chart::{Bar, BarGroup, Bars, Body, Chart, ChartError, Kind};
use crate::cost::{CostError, Offer, OptionKey};
use crate::units::Usd;

/// Workloads that a slide holds; the others are one more group.
const MOST: usize = 12;

/// The bars of all workloads.
///
/// # Errors
/// [`ChartError::Cost`] where a sum is too large, [`ChartError::Unusable`] without workloads.
pub fn compare(subject: &Subject<'_>, comparisons: &[Comparison]) -> Result<Chart, ChartError> {
    if comparisons.is_empty() {
        return Err(ChartError::Unusable("there is no workload to show".to_owned()));
    }
    let mut sorted: Vec<&Comparison> = comparisons.iter().collect();
    sorted.sort_by_key(|comparison| std::cmp::Reverse(saving(comparison)));
    let kept = if sorted.len() > MOST { MOST - 1 } else { sorted.len() };
    let (shown, rest) = sorted.split_at(kept);
    let mut groups: Vec<BarGroup> = shown.iter().map(|comparison| group(subject, comparison)).collect();
    let mut left_out = String::new();
    if !rest.is_empty() {
        groups.push(others(subject, rest)?);
        left_out = format!(
            "{kept} of {} workloads by saving; the last bars are the other {} together.",
            sorted.len(),
            rest.len()
        );
    }
    let totals = totals_of(subject, comparisons)?;
    let values = groups.iter().flat_map(|group| &group.bars).filter_map(|bar| bar.value);
    let axis = range::from_zero("USD a month", values);
    let foot = [left_out, reserved(comparisons, &totals), unseen(&groups, axis.to)];
    let left_out = foot.into_iter().filter(|text| !text.is_empty()).collect::<Vec<String>>().join(" ");
    let subtitle = if let [only] = comparisons { subject.about(only) } else { sums(subject, comparisons, &totals)? };
    Ok(Chart {
        kind: Kind::Compare,
        workload: None,
        title: choice::title(subject, comparisons, &totals),
        subtitle,
        prices: subject.prices(&words::regions(comparisons.iter().map(|comparison| &*comparison.workload))),
        foot: String::new(),
        notes: words::notes_of(comparisons),
        body: Body::Bars(Bars { axis, groups, left_out }),
    })
}

/// What choosing right saves a month; what can run in one way only stands between savings and ties.
pub(super) fn saving(comparison: &Comparison) -> (Usd, bool) {
    match comparison.verdict {
        Verdict::Cheaper { saving, .. } => (saving, true),
        Verdict::OnlyPossible { .. } => (Usd::ZERO, true),
        Verdict::Tie | Verdict::NonePossible => (Usd::ZERO, false),
    }
}

/// Bars that are no longer than this share of the axis look like the axis itself.
const UNSEEN: f64 = 0.004;

/// That the length of bars says nothing where one is much longer; empty where all can be seen.
fn unseen(groups: &[BarGroup], most: f64) -> String {
    let longest = |group: &BarGroup| group.bars.iter().filter_map(|bar| bar.value).fold(0.0, f64::max);
    match groups.iter().map(longest).filter(|one| *one > 0.0 && *one < most * UNSEEN).count() {
        0 => String::new(),
        count => format!("The bars of {} are too short to be seen beside the longest.", words::spelled(count)),
    }
}

fn group(subject: &Subject<'_>, comparison: &Comparison) -> BarGroup {
    let winner = comparison.verdict.winner();
    let bars = OptionKey::ALL.map(|key| {
        let total = comparison.offer(key).and_then(Offer::total);
        bar(subject, key, total, winner == Some(key))
    });
    BarGroup {
        name: words::name(&comparison.workload),
        verdict: choice::in_short(subject, comparison),
        bars: bars.into(),
    }
}

fn bar(subject: &Subject<'_>, key: OptionKey, total: Option<Usd>, wins: bool) -> Bar {
    let shown = total.map_or_else(|| "not possible".to_owned(), |total| subject.usd(total));
    Bar { role: key.into(), name: key.label(), value: total.map(Usd::to_f64), shown, wins }
}

/// The sums of all workloads, of a portfolio those of its shared account.
pub(super) fn totals_of(subject: &Subject<'_>, comparisons: &[Comparison]) -> Result<Totals, ChartError> {
    let mut totals = totals(comparisons.iter())?;
    if subject.portfolio {
        totals.cheapest = price_mix(subject.book, comparisons, subject.settings).map_err(|unpriced| unpriced.error)?;
    }
    Ok(totals)
}

fn totals<'c>(comparisons: impl Iterator<Item = &'c Comparison>) -> Result<Totals, ChartError> {
    let mut totals = Totals::default();
    for comparison in comparisons {
        totals.add(comparison).map_err(CostError::from)?;
    }
    Ok(totals)
}

/// The workloads that have no bars of their own, together: only where both options are possible for all of them would
/// two sums compare, so each says how many it is of.
fn others(subject: &Subject<'_>, rest: &[&Comparison]) -> Result<BarGroup, ChartError> {
    let totals = totals(rest.iter().copied())?;
    let count = rest.len() as u64;
    let side = |key: OptionKey, sum: Usd, impossible: u64| {
        let mut bar = bar(subject, key, Some(sum).filter(|_| impossible < count), false);
        if impossible > 0 && impossible < count {
            bar.shown = format!("{} ({} of {count})", bar.shown, count - impossible);
        }
        bar
    };
    Ok(BarGroup {
        name: format!("{count} others"),
        verdict: match totals.impossible {
            0 => format!("EC2 for {}, Lambda for {}", totals.ec2_wins, totals.lambda_wins),
            neither => format!("EC2 for {}, Lambda for {}, neither for {neither}", totals.ec2_wins, totals.lambda_wins),
        },
        bars: vec![
            side(OptionKey::Lambda, totals.lambda, totals.lambda_impossible),
            side(OptionKey::Ec2, totals.ec2, totals.ec2_impossible),
        ],
    })
}

/// What all workloads cost on either side; only those that are possible on both are compared, and the others are counted.
fn sums(subject: &Subject<'_>, comparisons: &[Comparison], all: &Totals) -> Result<String, ChartError> {
    let sides =
        |sums: &Totals| format!("all on Lambda {} · all on EC2 {}", subject.usd(sums.lambda), subject.usd(sums.ec2));
    let cheapest = subject.usd(all.cheapest);
    if all.lambda_impossible == 0 && all.ec2_impossible == 0 {
        return Ok(format!("A month: {} · each where it is cheapest {cheapest}", sides(all)));
    }
    let is_possible =
        |one: &&Comparison| OptionKey::ALL.iter().all(|key| one.offer(*key).and_then(Offer::total).is_some());
    let both = totals(comparisons.iter().filter(is_possible))?;
    let mut parts = match both.workloads {
        0 => vec!["No workload is possible on both sides".to_owned()],
        1 => vec![format!(
            "A month, the one workload that is possible on both sides: on Lambda {} · on EC2 {}",
            subject.usd(both.lambda),
            subject.usd(both.ec2)
        )],
        count => vec![format!(
            "A month, the {} workloads that are possible on both sides: {}",
            words::spelled(usize::try_from(count).unwrap_or(usize::MAX)),
            sides(&both)
        )],
    };
    let possible = all.workloads - all.impossible;
    if possible > both.workloads {
        let count = words::spelled(usize::try_from(possible).unwrap_or(usize::MAX));
        let who = match (possible, all.impossible) {
            (1, _) => "the one that is possible".to_owned(),
            (2, 0) => "both workloads".to_owned(),
            (_, 0) => format!("all {count}"),
            _ => format!("the {count} that are possible"),
        };
        parts.push(format!("{who}, each where it is cheapest, {cheapest}"));
    } else if possible > 0 {
        parts.push(format!("each where it is cheapest {cheapest}"));
    }
    Ok(parts.join(" · "))
}
