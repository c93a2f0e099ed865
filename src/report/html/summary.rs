//! The verdict and what it costs.

use super::short_name;
use crate::analysis::Totals;
use crate::cost::OptionKey;
use crate::report::{Report, wording};
use crate::units::{Usd, format};
use maud::{Markup, html};

/// The verdict in a sentence or two.
pub(super) fn verdict(report: &Report<'_>) -> String {
    match (report.comparisons, report.totals.workloads) {
        ([only], 1) => format!("{}: {}", short_name(&only.workload.name), wording::nameless_finding(only)),
        _ => wording::headline(report),
    }
}

/// The totals, large.
pub(super) fn section(report: &Report<'_>) -> Markup {
    let totals = report.totals;
    let several = totals.workloads > 1;
    let label = |key: OptionKey| if several { format!("All on {}", key.label()) } else { key.label().to_owned() };
    let class = |key: OptionKey| match key {
        OptionKey::Lambda => "lambda",
        OptionKey::Ec2 => "ec2",
    };
    html! {
        section aria-labelledby="costs" {
            h2 #costs { "Costs, USD a month" }
            dl.totals {
                @for key in OptionKey::ALL {
                    div class=(class(key)) {
                        dt { (label(key)) }
                        dd { (side(totals, key)) @if let Some(note) = note(totals, key) { span.note { (note) } } }
                    }
                }
                @if several {
                    div {
                        dt { "Each on its better side" }
                        dd { (cheapest(totals)) span.note { (wins(totals)) } }
                    }
                } @else if let Some(only) = report.comparisons.first() {
                    @let (saving, percent) = wording::saving_cells(only);
                    div { dt { "Saved by choosing right" } dd { (saving) span.note { (percent) } } }
                }
            }
        }
    }
}

/// What everything costs on a side; the sum of those that can where some cannot.
fn side(totals: &Totals, key: OptionKey) -> String {
    let (sum, impossible) = sum(totals, key);
    if impossible == totals.workloads { "not possible".to_owned() } else { format::usd(sum) }
}

/// What everything that can run costs on the side that is better for it.
fn cheapest(totals: &Totals) -> String {
    if totals.impossible == totals.workloads { "not possible".to_owned() } else { format::usd(totals.cheapest) }
}

fn note(totals: &Totals, key: OptionKey) -> Option<String> {
    let (_, impossible) = sum(totals, key);
    let possible = totals.workloads - impossible;
    (impossible > 0 && possible > 0).then(|| format!("for the {possible} of {} that can", totals.workloads))
}

fn sum(totals: &Totals, key: OptionKey) -> (Usd, u64) {
    match key {
        OptionKey::Lambda => (totals.lambda, totals.lambda_impossible),
        OptionKey::Ec2 => (totals.ec2, totals.ec2_impossible),
    }
}

fn wins(totals: &Totals) -> String {
    let ties = totals.workloads - totals.lambda_wins - totals.ec2_wins - totals.impossible;
    let parts =
        [(totals.lambda_wins, "Lambda"), (totals.ec2_wins, "EC2"), (ties, "a tie"), (totals.impossible, "neither")];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} × {name}")).collect();
    parts.join(", ")
}
