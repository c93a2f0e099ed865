//! Workload by workload: the finding, bills, where it flips, charts.

use super::charts::Drawings;
use super::{bills, name, scrolling, words};
use crate::chart::ChartError;
use crate::report::explain::Explanation;
use crate::report::handout::{Detail, Handout};
use crate::report::{Answer, growth, uncertainty, wording};
use crate::terms::capitalized;
use maud::{Markup, html};

/// Every workload that is shown in full.
pub(super) fn section(handout: &Handout<'_>, drawings: &mut Drawings<'_>) -> Result<Markup, ChartError> {
    let mut articles = Vec::with_capacity(handout.details.len());
    for (at, detail) in handout.details.iter().enumerate() {
        let figures = drawings.figures(&detail.charts)?;
        articles.push(article(handout, detail, at + 1, &figures));
    }
    let shown = handout.details.len() as u64;
    let hidden = handout.report.totals.workloads.saturating_sub(shown);
    Ok(html! {
        section aria-labelledby="bills" {
            h2 #bills { "Bills, break-evens and charts" }
            @if hidden > 0 { p { "The first " (shown) " workloads of the table; costcalc compare --explain shows every other one." } }
            @for article in &articles { (article) }
        }
    })
}

/// One workload; `number` counts from 1.
fn article(handout: &Handout<'_>, detail: &Detail<'_>, number: usize, figures: &Markup) -> Markup {
    let report = &handout.report;
    let comparison = detail.comparison;
    let explanation = Explanation::of(report.book, comparison, &detail.runners);
    let further = [uncertainty::sentence(comparison), growth::sentence(comparison)];
    html! {
        article aria-labelledby=(format!("w{number}")) {
            h3 #(format!("w{number}")) { (name(&comparison.workload.name)) }
            p.finding { (words(&capitalized(&wording::nameless_finding(comparison)))) }
            @for text in further.iter().flatten() { p { (words(&capitalized(text))) } }
            h4 { "Bills" }
            div.bills {
                @for bill in &explanation.bills { (bills::bill(bill, &format!("w{number}-{}", bill.key.key()))) }
            }
            p.note { (words(&explanation.operations)) }
            @if let Some(answer) = detail.break_even(report) { (break_even(&answer, number)) }
            @if !detail.charts.is_empty() { h4 { "Charts" } (figures) }
        }
    }
}

/// Every interval of a break-even in volume.
fn break_even(answer: &Answer<'_>, number: usize) -> Markup {
    let columns = answer.shown_columns();
    let id = format!("w{number}-breakeven");
    html! {
        h4 { "Where the cheaper side changes" }
        @for section in &answer.sections {
            @for finding in &section.findings { p { (words(&capitalized(finding))) } }
            @if section.rows.len() > 1 {
                @let rows = answer.shown_rows(section, &columns);
                (scrolling(&id, &html! {
                    table {
                        caption #(id) { span { "Break-evens in requests a month; USD a month at the end of each part of the range" } }
                        thead {
                            tr { @for (at, figure) in &columns { th.number[*figure] scope="col" { (words(&answer.columns[*at].heading)) } } }
                        }
                        tbody {
                            @for row in &rows {
                                tr { @for (cell, (_, figure)) in row.iter().zip(&columns) { td.number[*figure] { (words(cell)) } } }
                            }
                        }
                    }
                }))
                @if section.rows.len() > rows.len() {
                    p.note { (section.rows.len() - rows.len()) " more parts of the range are in the output of costcalc breakeven." }
                }
            }
        }
    }
}
