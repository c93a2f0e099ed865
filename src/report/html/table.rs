//! The table of workloads. It can be sorted where scripts run; the exact value of a cell is what it is sorted by.

use super::{name, scrolling};
use crate::analysis::{Comparison, Verdict};
use crate::cost::{Offer, OptionKey};
use crate::report::handout::Handout;
use crate::report::{breakeven, wording};
use crate::terms::number_of;
use maud::{Markup, html};

/// All workloads, a row each.
pub(super) fn overview(handout: &Handout<'_>) -> Markup {
    let report = &handout.report;
    let flips = report.comparisons.iter().any(|comparison| comparison.break_even.is_some());
    let hidden = report.totals.workloads.saturating_sub(report.comparisons.len() as u64);
    let table = html! {
        table.figures data-sort {
            caption #overview-caption {
                span {
                    "What each workload costs, USD a month"
                    @if flips { ". Flips at: the nearest volume, in requests a month, that changes the verdict" }
                }
            }
            thead {
                tr {
                    th scope="col" { "Workload" }
                    th.number scope="col" { "Lambda" }
                    th.number scope="col" { "EC2" }
                    th scope="col" { "EC2 fleet" }
                    th scope="col" { "Cheaper" }
                    th.number scope="col" { "Saves" }
                    th.number scope="col" { "Saves, %" }
                    @if flips { th.number scope="col" { "Flips at" } }
                }
            }
            tbody {
                @for (at, comparison) in report.comparisons.iter().enumerate() {
                    (row(comparison, (at < handout.details.len()).then_some(at), flips))
                }
            }
            @if report.totals.workloads > 1 {
                tfoot {
                    @let cells = wording::total_cells(report);
                    tr {
                        th scope="row" { (wording::total_label(report)) }
                        td.number { (cells.lambda) }
                        td.number { (cells.ec2) }
                        td {}
                        td { (cells.choice) }
                        td.number { (cells.saving) }
                        td.number { (cells.percent) }
                        @if flips { td {} }
                    }
                }
            }
        }
    };
    html! {
        (scrolling("overview-caption", &table))
        p.note #sort-status role="status" {}
        @if hidden > 0 {
            p { (hidden) (number_of(hidden, " more workload is", " more workloads are")) " not shown; the total counts all. "
                "The CSV and JSON outputs of costcalc compare have every row." }
        }
    }
}

fn row(comparison: &Comparison, detail: Option<usize>, flips: bool) -> Markup {
    let (saving, percent) = wording::saving_cells(comparison);
    let exact = match &comparison.verdict {
        Verdict::Cheaper { saving, saving_pct, .. } => (saving.to_string(), saving_pct.to_string()),
        Verdict::Tie => ("0".to_owned(), "0".to_owned()),
        _ => (String::new(), String::new()),
    };
    let winner = comparison.verdict.winner();
    let flip = comparison.break_even.as_deref();
    html! {
        tr {
            th scope="row" {
                @match detail {
                    Some(at) => { a href=(format!("#w{}", at + 1)) { (name(&comparison.workload.name)) } }
                    None => { (name(&comparison.workload.name)) }
                }
            }
            @for key in OptionKey::ALL {
                @let offer = comparison.offer(key);
                td.number.won[winner == Some(key)] data-v=(offer.and_then(Offer::total).map_or_else(String::new, |usd| usd.to_string())) {
                    (wording::cost_cell(offer))
                }
            }
            td { (wording::fleet_cell(comparison.offer(OptionKey::Ec2))) }
            td { (choice(comparison)) }
            td.number data-v=(exact.0) { (saving) }
            td.number data-v=(exact.1) { (percent) }
            @if flips {
                @let at = flip.and_then(|answer| answer.nearest()).map_or_else(String::new, |flip| flip.at.to_string());
                td.number data-v=(at) { (flip.map_or_else(|| "-".to_owned(), breakeven::flip_cell)) }
            }
        }
    }
}

/// The choice, with a mark in its side's color.
fn choice(comparison: &Comparison) -> Markup {
    let text = wording::choice_cell(&comparison.verdict);
    match comparison.verdict.winner() {
        Some(OptionKey::Lambda) => html! { span.tag.lambda { (text) } },
        Some(OptionKey::Ec2) => html! { span.tag.ec2 { (text) } },
        None => html! { span.tag { (text) } },
    }
}
