//! What stands below a table of workloads: why options are not possible, what would change a verdict, warnings, assumptions.

use super::Report;
use super::wording::{OWN_PRICE_MARK, short_name, why_not};
use crate::analysis::optimize::Change;
use crate::analysis::{Comparison, MOST_BREAK_EVENS};
use crate::cost::{Assumption, Assumptions, Offer, OptionKey, Warning};
use crate::terms::{Purchase, clean, number_of};
use crate::units::format;
use std::collections::BTreeMap;

/// What the costs of a portfolio's workloads are.
const PARTS_OF_AN_ACCOUNT: &str = "With --portfolio a workload's costs are its part of what all of them cost together on that \
     side. Each on its better side is priced anew, as the account that this would be: parts change when others leave.";

/// That a free tier was taken off more often than an account has it.
const FREE_TIER_OF_EACH: &str = "The free tier was taken off each workload, as if each were alone in an account of its own; an \
     account has it once, and --portfolio counts it once.";

/// What rows are priced as.
const OF_ITS_OWN: &str = "each row has a fleet and a load balancer of its own: what shares them belongs into one row";

/// Which purchase option is never chosen.
const SPOT_LEFT_OUT: &str =
    "Spot is none of the purchase options that are chosen, as AWS may interrupt it: --set purchase=spot prices it.";

/// What stands below a table.
pub(super) struct Notes {
    /// Why options are not possible, and warnings.
    pub(super) facts: Vec<String>,
    /// Assumptions, with how many workloads rest on each.
    pub(super) assumptions: Vec<String>,
}

/// Columns of a name in a note.
const MOST_COLUMNS: usize = 60;

/// The notes below a table.
pub(super) fn notes(report: &Report<'_>) -> Notes {
    let mut notes = Vec::new();
    let several = report.totals.workloads > 1;
    let mut listed = 0;
    for comparison in report.comparisons {
        if several {
            let name = short_name(comparison, MOST_COLUMNS);
            for sentence in why_not(comparison) {
                listed += 1;
                if listed <= MOST_LISTED {
                    notes.push(format!("{name}: {sentence}"));
                }
            }
        }
    }
    if listed > MOST_LISTED {
        let more = listed - MOST_LISTED;
        let reasons = number_of(more as u64, "reason is", "reasons are");
        notes.push(format!("{more} more {reasons} in the JSON and CSV outputs."));
    }
    for comparison in report.comparisons.iter().filter(|comparison| !comparison.changes.is_empty()) {
        notes.push(format!("{}: {}", short_name(comparison, MOST_COLUMNS), changes(comparison)));
    }
    if report.comparisons.iter().any(is_spot_left_out) {
        notes.push(SPOT_LEFT_OUT.to_owned());
    }
    for comparison in report.comparisons {
        // Of a single one its verdict says it.
        let work = comparison.made_by_work().filter(|_| several);
        let sentences = [super::uncertainty::sentence(comparison), super::growth::sentence(comparison), work];
        for sentence in sentences.into_iter().flatten() {
            notes.push(format!("{}: {sentence}", short_name(comparison, MOST_COLUMNS)));
        }
    }
    notes.extend(fleets_not_taken(report));
    notes.extend(fleets_not_looked_for(report));
    notes.extend(warnings(report));
    notes.extend(quotas_of_an_account(report));
    if report.portfolio && several {
        notes.push(PARTS_OF_AN_ACCOUNT.to_owned());
    } else if report.settings.free_tier.is_any() && several {
        notes.push(FREE_TIER_OF_EACH.to_owned());
    }
    let mut facts = notes;
    let mut assumptions: BTreeMap<Assumption, u64> = BTreeMap::new();
    for comparison in report.comparisons {
        let all = comparison.offers.iter().fold(Assumptions::default(), |all, offer| all.union(offer.assumptions));
        for note in all.iter() {
            *assumptions.entry(note).or_default() += 1;
        }
    }
    let mut notes = Vec::new();
    if several && report.totals.impossible < report.totals.workloads {
        notes.push(OF_ITS_OWN.to_owned());
    }
    for (note, count) in assumptions {
        let shown = report.comparisons.len() as u64;
        // Where some are left out nothing is said of these.
        let of = match shown < report.totals.workloads {
            true => format!(" [{count} of {shown} shown]"),
            false if several && count < shown => format!(" [{count} of {shown} workloads]"),
            false => String::new(),
        };
        let line = format!("{note}{of}");
        match note {
            Assumption::OwnPrice => facts.push(format!("{OWN_PRICE_MARK} {line}.")),
            note if is_on_prices(note) => facts.push(format!("Note: {line}.")),
            _ => notes.push(line),
        }
    }
    Notes { facts, assumptions: notes }
}

/// Whether it says what kind of prices were used.
fn is_on_prices(note: Assumption) -> bool {
    matches!(note, Assumption::OwnPrice | Assumption::EstimatedRate | Assumption::SpotMoves)
}

/// What kind of prices an answer's `places` rest on, where its rows have no marks.
pub(super) fn price_notes(each: &[Assumptions], places: &str) -> Vec<String> {
    let all = each.iter().fold(Assumptions::default(), |all, one| all.union(*one));
    (all.iter().filter(|note| is_on_prices(*note)))
        .map(|note| {
            let count = each.iter().filter(|one| one.contains(note)).count();
            let of = if count < each.len() { format!(" [{count} of {} {places}]", each.len()) } else { String::new() };
            format!("Note: {note}{of}.")
        })
        .collect()
}

/// Fleets that would change the verdict, or cost much less, and that are not taken by themselves.
fn fleets_not_taken(report: &Report<'_>) -> Vec<String> {
    let told = |changes: bool| {
        let of_kind = move |one: &&Comparison| changes == (one.verdict.winner() == Some(OptionKey::Lambda));
        report.comparisons.iter().filter(of_kind).filter_map(|one| Some((one, one.not_taken_told()?)))
    };
    // Those that would change a verdict first.
    let all = told(true).chain(told(false));
    let mut sentences: Vec<String> = (all.clone().take(MOST_LISTED))
        .map(|(comparison, told)| format!("{}: {told}", short_name(comparison, MOST_COLUMNS)))
        .collect();
    let more = all.count().saturating_sub(MOST_LISTED) as u64;
    if more > 0 {
        let workloads = number_of(more, "more workload", "more workloads");
        sentences.push(format!("Such fleets would cost less for {more} {workloads} (--explain NAME tells of one)."));
    }
    sentences
}

/// That nobody looked for such fleets, where some may change a verdict.
fn fleets_not_looked_for(report: &Report<'_>) -> Option<String> {
    let is_open = |one: &Comparison| one.not_taken.is_none() && one.may_be_undercut();
    let is_looked_into = |one: &Comparison| one.not_taken.is_some() || one.break_even.is_some();
    let all = report.totals.workloads;
    // What is known of workloads that are not shown.
    let is_hidden = (report.comparisons.len() as u64) < all
        && report.totals.open_to_fleets > 0
        && !report.comparisons.iter().any(is_looked_into);
    if !is_hidden && !report.comparisons.iter().any(is_open) {
        return None;
    }
    let why = match report.portfolio {
        true => " with --portfolio".to_owned(),
        false if report.comparisons.iter().any(|one| !one.changes.is_empty()) => " with --optimize".to_owned(),
        false if all > MOST_BREAK_EVENS as u64 => format!(" among more than {MOST_BREAK_EVENS} workloads"),
        false => String::new(),
    };
    Some(format!(
        "Fleets that the search does not take by itself were not looked for{why} (--explain NAME lists them)."
    ))
}

/// The settings that each side was given to be at its cheapest.
fn changes(comparison: &Comparison) -> String {
    let sides: Vec<String> = (OptionKey::ALL.into_iter())
        .filter_map(|key| {
            let parts: Vec<String> = (comparison.changes.iter())
                .filter(|change| change.key == key)
                .map(|change| format!("{} {} (was {}){}", change.column, change.to, change.from, pace(change)))
                .collect();
            (!parts.is_empty()).then(|| format!("{} with {}", key.label(), parts.join(", ")))
        })
        .collect();
    format!("cheapest settings: {}.{}", sides.join("; "), terms(comparison))
}

/// How much slower or faster a function gets, where that is more than a tenth.
fn pace(change: &Change) -> String {
    let Some((before, after)) = change.durations_ms else { return String::new() };
    let (more, less) = (before.max(after), before.min(after));
    // By more than a tenth of the given duration.
    let is_much = more.sub(less).and_then(|off| off.ratio(10, 1)).is_none_or(|off| off > before);
    let ms = |duration_ms| format::decimals(duration_ms, 1);
    if is_much { format!(", which takes {} ms instead of {} ms", ms(after), ms(before)) } else { String::new() }
}

/// That the purchase options which the sides were given bind for other times or are paid otherwise.
fn terms(comparison: &Comparison) -> String {
    let chosen = |key: OptionKey, column: &str, given: Purchase| {
        let mut changes = comparison.changes.iter();
        let change = changes.find(|change| change.key == key && change.column == column);
        (change.is_some(), change.and_then(|change| Purchase::from_name(&change.to)).unwrap_or(given))
    };
    let workload = &comparison.workload;
    let (of_lambda, lambda) = chosen(OptionKey::Lambda, "lambda_purchase", workload.lambda_purchase);
    let (of_ec2, ec2) = chosen(OptionKey::Ec2, "purchase", workload.purchase);
    let (on_lambda, on_ec2) = (lambda.terms(), ec2.terms());
    match (of_lambda || of_ec2) && on_lambda != on_ec2 {
        true => format!(" The terms differ: Lambda {on_lambda}, EC2 {on_ec2}."),
        false => String::new(),
    }
}

/// Whether EC2's purchase option was chosen anew: Spot was not among them.
fn is_spot_left_out(comparison: &Comparison) -> bool {
    comparison.changes.iter().any(|change| change.key == OptionKey::Ec2 && change.column == "purchase")
}

/// Reasons and warnings listed one by one.
const MOST_LISTED: usize = 10;

fn warnings(report: &Report<'_>) -> Vec<String> {
    let all: Vec<(&Comparison, &Offer, &Warning)> = report
        .comparisons
        .iter()
        .flat_map(|comparison| {
            comparison
                .offers
                .iter()
                .flat_map(move |offer| offer.warnings.iter().map(move |warning| (comparison, offer, warning)))
        })
        .collect();
    let mut sentences: Vec<String> = (all.iter().take(MOST_LISTED))
        .map(|(comparison, offer, warning)| {
            format!("Warning: {} on {}: {warning}.", short_name(comparison, MOST_COLUMNS), offer.key.label())
        })
        .collect();
    if all.len() > MOST_LISTED {
        let more = all.len() - MOST_LISTED;
        let warnings = number_of(more as u64, "warning is", "warnings are");
        sentences.push(format!("{more} more {warnings} in the JSON and CSV outputs."));
    }
    sentences
}

/// Regions in which the functions of a portfolio, whose account they share, may need more concurrency together than its default
/// quota allows. Of workloads that are not shown nothing is known.
fn quotas_of_an_account(report: &Report<'_>) -> Vec<String> {
    if !report.portfolio || report.comparisons.len() as u64 != report.totals.workloads {
        return Vec::new();
    }
    let mut regions: BTreeMap<&str, (f64, f64, u64)> = BTreeMap::new();
    for comparison in report.comparisons {
        let lambda = comparison.offer(OptionKey::Lambda).filter(|offer| offer.bill.is_some());
        if let Some(function) = lambda.and_then(|offer| offer.function.as_ref()) {
            let (in_flight, by_rate, functions) = regions.entry(&comparison.workload.region).or_default();
            *in_flight += function.peak_concurrency;
            *by_rate += function.rate_concurrency;
            *functions += 1;
        }
    }
    let quota = report.book.rules().concurrency_default;
    let needs =
        regions.into_iter().map(|(region, (in_flight, by_rate, count))| (region, in_flight.max(by_rate), count));
    let over = needs.filter(|(_, needed, functions)| *needed > quota.to_f64() && *functions > 1);
    over.map(|(region, needed, functions)| {
        let all = if functions == 2 { "both".to_owned() } else { format!("all {functions}") };
        format!(
            "Warning: on Lambda, {all} functions of {} need a concurrency of {} where their peaks come together: raise the quota \
             \"Concurrent executions\" above its default of {}.",
            clean(region),
            format::float(needed.ceil(), 0),
            format::quantity(quota)
        )
    })
    .collect()
}
