//! What stands against a chart's verdict, in a sentence below the picture.

use super::words;
use crate::analysis::{Comparison, Totals, open_choices};
use crate::cost::OptionKey;
use crate::cost::ec2::RunnerUp;
use crate::units::format;

/// What the bars alone do not say: of one workload why its verdict may not hold, of several of how many it may not.
pub(super) fn reserved(comparisons: &[Comparison], totals: &Totals) -> String {
    if let [only] = comparisons {
        let mut sentences = only.reservations();
        sentences.extend(ranges_at(comparisons));
        return sentences.join(" ");
    }
    let mut sentences = Vec::new();
    sentences.extend(open_choices(totals, comparisons).map(|open| format!("Over all of the ranges {open}.")));
    let unserved = comparisons.iter().filter(|one| one.unserved().is_some());
    let unserved: Vec<String> = unserved.map(|one| words::name(&one.workload)).collect();
    match unserved.as_slice() {
        [] => {}
        [one] => sentences.push(format!("The fleet of {one} does not run in all hours of its demand.")),
        more => sentences.push(format!("{} fleets do not run in all hours of their demand.", more.len())),
    }
    match comparisons.iter().filter(|one| one.made_by_work().is_some()).count() {
        0 => {}
        1 => sentences.push("Without operations work one verdict would be for the other side.".to_owned()),
        more => sentences.push(format!("Without operations work {more} verdicts would be for the other side.")),
    }
    sentences.extend(Some(undercut(comparisons)).filter(|told| !told.is_empty()));
    sentences.extend(ranges_at(comparisons));
    sentences.join(" ")
}

/// That EC2 would be the cheaper side of one workload with a fleet that a search does not take by itself, as it is; else what is
/// said of such fleets elsewhere in the picture.
pub(super) fn undercut_or(comparison: &Comparison, elsewhere: impl FnOnce() -> Option<String>) -> String {
    comparison.undercut().or_else(elsewhere).unwrap_or_default()
}

/// That EC2 would be the cheaper side with fleets that a search does not take by itself; empty where it would not, or where
/// nobody looked at all of several workloads.
pub(super) fn undercut(comparisons: &[Comparison]) -> String {
    if let [only] = comparisons {
        return only.undercut().unwrap_or_default();
    }
    let on_lambda = || comparisons.iter().filter(|one| one.verdict.winner() == Some(OptionKey::Lambda));
    let found: Vec<(&Comparison, &RunnerUp)> = on_lambda().filter_map(|one| Some((one, one.undercutting()?))).collect();
    if found.is_empty() || on_lambda().any(|one| one.not_taken.is_none()) {
        return String::new();
    }
    if found.len() > MOST_NAMED {
        return format!(
            "{} of {} workloads would be cheaper on EC2 with burstable types that the search does not take by itself.",
            found.len(),
            comparisons.len()
        );
    }
    let told = found.iter().map(|(one, fleet)| {
        let (name, total) = (words::name(&one.workload), format::usd(fleet.total));
        format!("for {}, at {total} a month as {}", words::brief(&name), fleet.in_short())
    });
    let told = told.collect::<Vec<String>>().join(", and ");
    format!("But EC2 would be cheaper {told}, which the search does not take by itself.")
}

/// More workloads than this are counted, not named.
const MOST_NAMED: usize = 2;

/// The end of a title that says that Lambda is the cheaper side: this fleet is cheaper, which a search does not take by itself.
pub(super) fn but_cheaper(fleet: &RunnerUp) -> String {
    format!(", but {} would cost less", fleet.in_short())
}

/// A title that says that Lambda is the cheaper side, where a fleet that a search does not take is cheaper with that: what stands at
/// the foot is not to deny the title.
pub(super) fn unless_undercut(title: String, comparison: &Comparison) -> String {
    match comparison.undercutting() {
        Some(fleet) => title + &but_cheaper(fleet),
        None => title,
    }
}

/// That ranges count as single values, where nobody looked at more of them.
fn ranges_at(comparisons: &[Comparison]) -> Option<String> {
    let is_untold = comparisons.iter().any(Comparison::is_unsampled);
    is_untold.then(|| "Ranges are not sampled: they count as their likely values, or halfway.".to_owned())
}
