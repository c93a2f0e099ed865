//! The choice over all workloads in a title: of the bars who is cheaper for how many, of a summary what that saves.

use super::reserved::unless_undercut;
use super::{Subject, words};
use crate::analysis::uncertainty::stands_on;
use crate::analysis::{Comparison, Totals, Verdict, open_choices};
use crate::terms::capitalized;

/// The choice of one workload, or for how many workloads either side is the choice; with what ranges leave open of it.
pub(super) fn title(subject: &Subject<'_>, comparisons: &[Comparison], totals: &Totals) -> String {
    match comparisons {
        [only] => of_one(subject, only),
        _ => unless_open(&of_many(totals), comparisons, totals),
    }
}

/// The choice in money: what the workloads cost where each is cheapest, and how much less that is than all on one side.
pub(super) fn title_in_money(subject: &Subject<'_>, comparisons: &[Comparison], totals: &Totals) -> String {
    if comparisons.len() == 1 || totals.impossible == totals.workloads {
        return title(subject, comparisons, totals);
    }
    let possible = totals.workloads - totals.impossible;
    let whose = match (totals.impossible, possible) {
        (0, _) => format!("{} cost", of(possible, possible)),
        (_, 1) => "the one workload that is possible costs".to_owned(),
        _ => format!("the {} workloads that are possible cost", spelled(possible)),
    };
    let side = match (totals.lambda_wins, totals.ec2_wins) {
        (wins, _) if wins == possible => " on Lambda",
        (_, wins) if wins == possible => " on EC2",
        _ => ", each on its cheaper side",
    };
    let saved: Vec<String> = (totals.saved_by_choosing())
        .map(|(key, saving)| format!("{} less than all on {}", subject.usd(saving), key.label()))
        .collect();
    let saved = if saved.is_empty() { String::new() } else { format!(", {}", saved.join(" and ")) };
    unless_open(&format!("{whose} {} a month{side}{saved}", subject.usd(totals.cheapest)), comparisons, totals)
}

/// The verdict in a few words, with a mark where ranges leave it open.
pub(super) fn in_short(subject: &Subject<'_>, comparison: &Comparison) -> String {
    unless_unsettled(words::short_verdict(subject, comparison.verdict), comparison)
}

/// Words about the choice of a workload, with a mark where ranges leave it open.
pub(super) fn unless_unsettled(words: String, comparison: &Comparison) -> String {
    if comparison.is_unsettled() { format!("{words}; open") } else { words }
}

fn of_one(subject: &Subject<'_>, only: &Comparison) -> String {
    if let Some(found) = only.uncertainty.as_deref().filter(|_| only.is_unsettled()) {
        // It has no figures but shares in percent.
        let told = subject.locale.localize(&capitalized(&found.told()));
        let verdict = words::short_verdict(subject, only.verdict);
        return unless_undercut(format!("{told}; at {} {verdict}", found.stands_on()), only);
    }
    match only.verdict {
        Verdict::Cheaper { winner, over, saving, .. } => {
            let (winner, over, saving) = (winner.label(), over.label(), subject.usd(saving));
            unless_undercut(format!("{winner} is cheaper than {over}: it saves {saving} a month"), only)
        }
        Verdict::Tie => "Both cost the same".to_owned(),
        Verdict::OnlyPossible { winner } => format!("Only {} can run this workload", winner.label()),
        Verdict::NonePossible => "Neither can run this workload".to_owned(),
    }
}

/// A finding, where ranges leave it open with of how many workloads, and where nobody sampled them with what it stands on.
fn unless_open(finding: &str, comparisons: &[Comparison], totals: &Totals) -> String {
    let at = stands_on(comparisons.iter().flat_map(|one| &one.workload.ranges));
    // Names stand below the picture.
    match open_choices(totals, []) {
        Some(open) => format!("At {at} {finding}; over all of the ranges {open}"),
        None if comparisons.iter().any(Comparison::is_unsampled) => format!("At {at} {finding}"),
        None => capitalized(finding),
    }
}

fn of_many(totals: &Totals) -> String {
    match (totals.lambda_wins, totals.ec2_wins) {
        (0, 0) if totals.impossible == totals.workloads => "neither can run any of these workloads".to_owned(),
        (0, 0) => "no workload is cheaper on either side".to_owned(),
        (lambda, ec2) if lambda > ec2 => format!("Lambda is the choice for {}", of(lambda, totals.workloads)),
        (lambda, ec2) if ec2 > lambda => format!("EC2 is the choice for {}", of(ec2, totals.workloads)),
        (each, _) => {
            let [each, all] = [each, totals.workloads].map(spelled);
            format!("Lambda and EC2 are each the choice for {each} of {all} workloads")
        }
    }
}

/// So many of all workloads.
fn of(count: u64, all: u64) -> String {
    match (count == all, all) {
        (true, 2) => "both workloads".to_owned(),
        (true, _) => format!("all {} workloads", spelled(all)),
        (false, _) => format!("{} of {} workloads", spelled(count), spelled(all)),
    }
}

fn spelled(count: u64) -> String {
    words::spelled(usize::try_from(count).unwrap_or(usize::MAX))
}
