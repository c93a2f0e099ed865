//! The sentences that several formats share.

use super::Report;
use super::clean;
use super::regions::region_sentence;
use crate::analysis::uncertainty::stands_on;
use crate::analysis::{Comparison, Totals, Verdict, open_choices};
use crate::cost::ec2::FleetSummary;
use crate::cost::{Offer, OptionKey, Reason};
use crate::terms::{apart, fit, number_of, spoken};
use crate::units::{Dec, Usd, format};

/// What stands above a list of assumptions.
pub(super) const ASSUMED: &str = "Assumed where the scenario says nothing (costcalc columns lists every default):";

/// The finding of a run in one or two sentences.
pub(super) fn headline(report: &Report<'_>) -> String {
    if let ([comparison], 1) = (report.comparisons, report.totals.workloads) {
        return finding(comparison);
    }
    let totals = report.totals;
    let count = totals.workloads;
    let mut parts = Vec::new();
    let mut wins = [(OptionKey::Lambda, totals.lambda_wins), (OptionKey::Ec2, totals.ec2_wins)];
    wins.sort_by_key(|(_, wins)| std::cmp::Reverse(*wins));
    for (key, wins) in wins.into_iter().filter(|(_, wins)| *wins > 0) {
        let label = key.label();
        parts.push(match parts.is_empty() {
            true if wins == count && count == 2 => format!("{label} is the choice for both workloads"),
            true if wins == count => format!("{label} is the choice for all {count} workloads"),
            true => format!("{label} is the choice for {wins} of {count} workloads"),
            false => format!("{label} for {wins}"),
        });
    }
    let ties = count - totals.lambda_wins - totals.ec2_wins - totals.impossible;
    if ties > 0 {
        parts.push(format!("a tie for {ties}"));
    }
    if totals.impossible > 0 {
        parts.push(format!("neither is possible for {}", totals.impossible));
    }
    let mut text = parts.join(", ") + ".";
    if totals.impossible < count {
        let each = match totals.impossible {
            0 => "Each".to_owned(),
            left_out => format!("Without {}, each", number_of(left_out, "that one", "those")),
        };
        text.push_str(&format!(" {each} on its better side: {} a month", format::usd(totals.cheapest)));
        let alternatives: Vec<String> = (totals.saved_by_choosing())
            .map(|(key, saving)| format!("{} less than all on {}", format::usd(saving), key.label()))
            .collect();
        match alternatives.as_slice() {
            [] => text.push('.'),
            all => text.push_str(&format!(", {}.", all.join(" and "))),
        }
    }
    text + &undercut(report) + &unsettled(report)
}

/// Of how many workloads a fleet that is not taken would change the choice; nothing where some workloads are not shown, of which
/// nobody knows it.
fn undercut(report: &Report<'_>) -> String {
    if (report.comparisons.len() as u64) < report.totals.workloads {
        return String::new();
    }
    let mut names =
        report.comparisons.iter().filter(|one| one.undercut().is_some()).map(|one| clean(&one.workload.name));
    let whose = match (names.next(), names.count()) {
        (None, _) => return String::new(),
        (Some(name), 0) => format!("for {} EC2 would cost less with a fleet", spoken(&fit(&name, 60))),
        (Some(_), more) => format!("for {} of them EC2 would cost less with fleets", more + 1),
    };
    format!(" But {whose} that the search does not take by itself.")
}

/// Of how many workloads the ranges leave the choice open.
fn unsettled(report: &Report<'_>) -> String {
    let at = stands_on(report.comparisons.iter().flat_map(|comparison| &comparison.workload.ranges));
    open_choices(report.totals, report.comparisons)
        .map_or_else(String::new, |open| format!(" These are costs at {at} of ranges: over all of them {open}."))
}

/// What the row with the sums is called: a workload may be called "Total" itself.
pub(super) fn total_label(report: &Report<'_>) -> &'static str {
    let is_total = |comparison: &Comparison| comparison.workload.name.trim().eq_ignore_ascii_case("total");
    if report.comparisons.iter().any(is_total) { "All workloads" } else { "Total" }
}

/// The name of a workload among other text, no wider than so many columns.
pub(super) fn short_name(comparison: &Comparison, width: usize) -> String {
    apart(fit(&clean(&comparison.workload.name), width)).into_owned()
}

/// The finding of one workload.
pub(super) fn finding(comparison: &Comparison) -> String {
    format!("{}: {}", apart(clean(&comparison.workload.name)), nameless_finding(comparison))
}

/// The finding of a workload whose name stands beside it, with what to know of it.
pub(super) fn nameless_finding(comparison: &Comparison) -> String {
    let sentences = [bare_finding(comparison)].into_iter().chain(comparison.reservations());
    sentences.collect::<Vec<String>>().join(" ")
}

fn bare_finding(comparison: &Comparison) -> String {
    let cost = |key: OptionKey| comparison.offer(key).and_then(Offer::total).map(format::usd).unwrap_or_default();
    match &comparison.verdict {
        Verdict::Cheaper { winner, over, saving, saving_pct } => format!(
            "{} is cheaper, {} a month against {} on {}: it saves {} ({} %).",
            winner.label(),
            cost(*winner),
            cost(*over),
            over.label(),
            format::usd(*saving),
            format::one_decimal(*saving_pct)
        ),
        Verdict::Tie => format!("Lambda and EC2 cost the same, {} a month.", cost(OptionKey::Lambda)),
        Verdict::OnlyPossible { winner } => {
            format!("only {} is possible, {} a month. {}", winner.label(), cost(*winner), why_not(comparison).join(" "))
        }
        Verdict::NonePossible => format!("neither is possible. {}", why_not(comparison).join(" ")),
    }
}

/// Why options are not possible, a sentence each.
pub(super) fn why_not(comparison: &Comparison) -> Vec<String> {
    let impossible = comparison.offers.iter().filter(|offer| !offer.reasons.is_empty());
    impossible.map(|offer| not_possible(offer.key, &offer.reasons)).collect()
}

/// That an option is not possible, and why.
pub(super) fn not_possible(key: OptionKey, reasons: &[Reason]) -> String {
    let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
    format!("Not possible on {}: {}.", key.label(), reasons.join("; "))
}

/// The cost of an option for a table: money, or that it is not possible.
pub(super) fn cost_cell(offer: Option<&Offer>) -> String {
    match offer.and_then(Offer::total) {
        Some(total) => marked(format::usd(total), offer.is_some_and(Offer::has_own_price)),
        None => "not possible".to_owned(),
    }
}

/// All workloads on one option for a table.
pub(super) fn total_cell(totals: &Totals, key: OptionKey) -> String {
    let own_price = match key {
        OptionKey::Lambda => totals.lambda_own_price,
        OptionKey::Ec2 => totals.ec2_own_price,
    };
    totals.all_on(key).map_or_else(|| "-".to_owned(), |total| marked(format::usd(total), own_price))
}

/// Stands before every figure of a table that prices of the user's own moved.
pub(super) const OWN_PRICE_MARK: &str = "*";

/// A figure, with the mark where prices of the user's own moved it.
pub(super) fn marked(figure: String, own_price: bool) -> String {
    if own_price { format!("{OWN_PRICE_MARK}{figure}") } else { figure }
}

/// The fleet in short: `12 × m7g.large`, `2–12 × m7g.large`.
pub(super) fn fleet_cell(offer: Option<&Offer>) -> String {
    offer.and_then(|offer| offer.fleet.as_ref()).map_or_else(String::new, FleetSummary::in_short)
}

/// The choice for a table.
pub(super) fn choice_cell(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Cheaper { winner, .. } => winner.label(),
        Verdict::OnlyPossible { winner } => only(*winner),
        Verdict::Tie => "tie",
        Verdict::NonePossible => "neither",
    }
}

/// An option that wins because the other one is not possible.
pub(super) fn only(winner: OptionKey) -> &'static str {
    match winner {
        OptionKey::Lambda => "only Lambda",
        OptionKey::Ec2 => "only EC2",
    }
}

/// The saving for a table: dollars and percent apart.
pub(super) fn saving_cells(comparison: &Comparison) -> (String, String) {
    let own_price = comparison.offers.iter().any(Offer::has_own_price);
    match &comparison.verdict {
        Verdict::Cheaper { saving, saving_pct, .. } => {
            (marked(format::usd(*saving), own_price), format!("{} %", format::one_decimal(*saving_pct)))
        }
        Verdict::Tie => (format::usd(Usd::ZERO), "0.0 %".to_owned()),
        _ => ("-".to_owned(), "-".to_owned()),
    }
}

/// The total row of a table.
pub(super) struct TotalCells {
    /// Everything on Lambda; `-` where not everything is possible there.
    pub(super) lambda: String,
    /// Everything on EC2.
    pub(super) ec2: String,
    /// The side that is cheaper for everything together.
    pub(super) choice: &'static str,
    /// What that saves, in dollars.
    pub(super) saving: String,
    /// The same in percent.
    pub(super) percent: String,
}

/// The total row of a table, over all workloads.
pub(super) fn total_cells(report: &Report<'_>) -> TotalCells {
    let totals = report.totals;
    let all_on = |key: OptionKey| totals.all_on(key);
    let (choice, saving, percent) = match (all_on(OptionKey::Lambda), all_on(OptionKey::Ec2)) {
        (Some(lambda), Some(ec2)) if lambda != ec2 => {
            let key = if lambda < ec2 { OptionKey::Lambda } else { OptionKey::Ec2 };
            let saving = totals.saving().unwrap_or_default();
            let percent = saving.percent_of(lambda.max(ec2)).map(format::one_decimal).unwrap_or_default();
            (key.label(), marked(format::usd(saving), totals.has_own_price()), format!("{percent} %"))
        }
        (Some(_), Some(_)) => ("tie", "-".to_owned(), "-".to_owned()),
        _ => ("-", "-".to_owned(), "-".to_owned()),
    };
    let (lambda, ec2) = (total_cell(totals, OptionKey::Lambda), total_cell(totals, OptionKey::Ec2));
    TotalCells { lambda, ec2, choice, saving, percent }
}

/// The line that says which prices were used, and of which regions.
pub(super) fn price_line(report: &Report<'_>) -> String {
    let terms = report.settings.price_terms(report.book, report.portfolio);
    let regions = region_sentence(report.comparisons.iter().map(|comparison| &*comparison.workload));
    let shown = match report.comparisons.len() as u64 == report.totals.workloads {
        true => "",
        false => " Of the workloads shown:",
    };
    if regions.is_empty() { terms } else { format!("{terms}{shown} {regions}") }
}

/// How many workloads are not shown, where some are not.
pub(super) fn hidden(report: &Report<'_>) -> Option<String> {
    let hidden = report.totals.workloads.checked_sub(report.comparisons.len() as u64).filter(|hidden| *hidden > 0)?;
    let count = Dec::ONE.times(hidden).map_or_else(|| hidden.to_string(), format::quantity);
    Some(format!(
        "{count} more {} not shown; the total counts all (--top N shows N; without --top, --format csv has a row for each).",
        number_of(hidden, "workload is", "workloads are")
    ))
}
