//! Stacked columns: what each option's bill is made of.

use super::reserved::undercut;
use super::{Subject, range, words};
use crate::analysis::Comparison;
use crate::chart::{Body, Chart, ChartError, Column, Kind, Part, Role, StackGroup, Stacks};
use crate::cost::{ItemKey, Offer, OptionKey};
use crate::terms::number_of;
use crate::units::{Dec, Usd};

/// Workloads that a slide holds.
const MOST: usize = 7;

/// Segments that lines of a bill are put into, from the bottom up.
const PARTS: [(Part, &[ItemKey]); 10] = [
    (
        part("Lambda duration", Role::Lambda, 0),
        &[ItemKey::Duration, ItemKey::Initialization, ItemKey::ProvisionedDuration],
    ),
    (part("Lambda requests", Role::Lambda, 1), &[ItemKey::Requests]),
    (part("Provisioned concurrency", Role::Lambda, 2), &[ItemKey::ProvisionedConcurrency]),
    (
        part("Storage, snapshots, streaming", Role::Lambda, 3),
        &[ItemKey::EphemeralStorage, ItemKey::SnapstartCache, ItemKey::SnapstartRestore, ItemKey::ResponseStreaming],
    ),
    (
        part("EC2 instances", Role::Ec2, 0),
        &[ItemKey::Instances, ItemKey::SurplusCpuCredits, ItemKey::SchedulerRequests],
    ),
    (part("EBS storage", Role::Ec2, 1), &[ItemKey::EbsStorage]),
    (
        part("API and load balancer", Role::Neutral, 0),
        &[ItemKey::HttpApiRequests, ItemKey::RestApiRequests, ItemKey::AlbHours, ItemKey::AlbLcu],
    ),
    (part("Data transfer and addresses", Role::Neutral, 1), &[ItemKey::DataTransferOut, ItemKey::PublicIpv4]),
    (part("Logs", Role::Neutral, 2), &[ItemKey::Logs]),
    (part("Operations work", Role::Neutral, 3), &[ItemKey::Operations]),
];

const fn part(name: &'static str, role: Role, shade: usize) -> Part {
    Part { name, role, shade }
}

/// The bills of all workloads, the dearest first.
///
/// # Errors
/// [`ChartError::Unusable`] without workloads.
pub fn components(subject: &Subject<'_>, comparisons: &[Comparison]) -> Result<Chart, ChartError> {
    if comparisons.is_empty() {
        return Err(ChartError::Unusable("there is no workload to show".to_owned()));
    }
    let mut sorted: Vec<&Comparison> = comparisons.iter().collect();
    let dearest = |comparison: &Comparison| comparison.offers.iter().filter_map(Offer::total).max();
    sorted.sort_by_key(|comparison| std::cmp::Reverse(dearest(comparison)));
    let shown = &sorted[..sorted.len().min(MOST)];
    let used: Vec<usize> = (0..PARTS.len()).filter(|at| shown.iter().any(|one| uses(one, *at))).collect();
    let groups: Vec<StackGroup> = shown.iter().map(|comparison| group(subject, comparison, &used)).collect();
    let sums = groups.iter().flat_map(|group| &group.columns).map(|column| column.heights.iter().sum::<f64>());
    let axis = range::from_zero("USD a month", sums.map(|sum| sum * 1.02));
    let left_out = match sorted.len() - shown.len() {
        0 => String::new(),
        rest => {
            let smaller = number_of(rest as u64, "smaller one is", "smaller ones are");
            format!("The {} dearest of {} workloads; {rest} {smaller} not shown.", shown.len(), sorted.len())
        }
    };
    let subtitle = match comparisons {
        [only] => subject.about(only),
        _ => {
            let bills = "Each workload's bill on Lambda, at the left, and on EC2, at the right";
            match comparisons.iter().filter(|one| is_on_both(one)).count() {
                count if count == 0 || count == comparisons.len() => bills.to_owned(),
                1 => format!("{bills}; shares of the one that both can run"),
                count => format!("{bills}; shares of the {count} that both can run"),
            }
        }
    };
    let owned: Vec<Comparison> = shown.iter().map(|one| (*one).clone()).collect();
    Ok(Chart {
        kind: Kind::Components,
        workload: None,
        title: title(subject, comparisons),
        subtitle,
        prices: subject.prices(&words::regions(shown.iter().map(|comparison| &*comparison.workload))),
        foot: undercut(comparisons),
        notes: words::notes_of(&owned),
        body: Body::Stacks(Stacks {
            axis,
            parts: used.iter().map(|at| PARTS[*at].0.clone()).collect(),
            groups,
            left_out,
        }),
    })
}

fn amount(offer: &Offer, at: usize) -> f64 {
    let lines = offer.bill.iter().flat_map(|bill| bill.items());
    // From 0 on: the sum of no floats is -0.
    lines.filter(|item| PARTS[at].1.contains(&item.key)).fold(0.0, |sum, item| sum + item.amount.to_f64())
}

fn uses(comparison: &Comparison, at: usize) -> bool {
    comparison.offers.iter().any(|offer| amount(offer, at) > 0.0)
}

fn group(subject: &Subject<'_>, comparison: &Comparison, used: &[usize]) -> StackGroup {
    let column = |key: OptionKey| {
        let offer = comparison.offer(key).filter(|offer| offer.bill.is_some());
        Column {
            name: key.label(),
            heights: offer.map_or_else(Vec::new, |offer| used.iter().map(|at| amount(offer, *at)).collect()),
            shown: offer.and_then(Offer::total).map_or_else(|| "not possible".to_owned(), |total| subject.usd(total)),
        }
    };
    StackGroup { name: words::name(&comparison.workload), columns: OptionKey::ALL.map(column).into() }
}

/// Whether both sides can run a workload.
fn is_on_both(comparison: &Comparison) -> bool {
    OptionKey::ALL.iter().all(|key| comparison.offer(*key).and_then(Offer::total).is_some())
}

/// What most of each side's money goes to.
fn title(subject: &Subject<'_>, comparisons: &[Comparison]) -> String {
    // Shares of different workloads say nothing of each other.
    let on_both: Vec<&Comparison> = comparisons.iter().filter(|one| is_on_both(one)).collect();
    let told: Vec<&Comparison> = if on_both.is_empty() { comparisons.iter().collect() } else { on_both };
    let largest = |key: OptionKey| -> Option<(&'static str, f64)> {
        let offers = || told.iter().filter_map(|comparison| comparison.offer(key));
        let all: f64 = offers().filter_map(Offer::total).map(Usd::to_f64).sum();
        let sums = (0..PARTS.len()).map(|at| (at, offers().map(|offer| amount(offer, at)).sum::<f64>()));
        let (at, most) = sums.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (all > 0.0).then(|| (PARTS[at].0.name, most / all))
    };
    let part = |(name, share): (&str, f64), side: &str| {
        let name = name.strip_prefix(side).unwrap_or(name).trim_start();
        let mut letters = name.chars();
        let small: String =
            letters.next().map(|c| c.to_lowercase().collect::<String>()).unwrap_or_default() + letters.as_str();
        let small = if name.starts_with("EBS") || name.starts_with("API") { name.to_owned() } else { small };
        // Sums of floats are not exact: what is all but a billionth is all.
        let percent = Dec::from_rounded(share * 100.0, 7).unwrap_or_default();
        format!("{} % of {side}'s cost is {small}", subject.percent(percent))
    };
    let sides: Vec<String> =
        (OptionKey::ALL.into_iter()).filter_map(|key| largest(key).map(|found| part(found, key.label()))).collect();
    if sides.is_empty() { "Nothing is charged on either side".to_owned() } else { sides.join(", ") }
}
