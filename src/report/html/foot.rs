//! What the figures rest on: assumptions, prices, the input.

use super::{scrolling, words};
use crate::report::handout::{Handout, sources};
use crate::report::notes::notes;
use crate::report::wording;
use crate::terms::number_of;
use maud::{Markup, html};

/// Facts to know and what was assumed.
pub(super) fn assumptions(handout: &Handout<'_>) -> Markup {
    let notes = notes(&handout.report);
    html! {
        section aria-labelledby="assumptions" {
            h2 #assumptions { "Assumptions and warnings" }
            @if !notes.facts.is_empty() || !handout.remarks.is_empty() {
                ul { @for text in notes.facts.iter().chain(handout.remarks) { li { (words(text)) } } }
            }
            @if notes.assumptions.is_empty() {
                p { "Nothing was assumed: the scenario says everything." }
            } @else {
                p { (wording::ASSUMED) }
                ul { @for text in &notes.assumptions { li { (words(text)) } } }
            }
        }
    }
}

/// Every source of a price.
pub(super) fn prices(handout: &Handout<'_>) -> Markup {
    let report = &handout.report;
    let info = report.book.info();
    let sources = sources(report.book, report.comparisons);
    html! {
        section aria-labelledby="prices" {
            h2 #prices { "Prices and their dates" }
            p { (words(&wording::price_line(report))) }
            @if !sources.is_empty() {
                (scrolling("sources-caption", &html! {
                    table {
                        caption #sources-caption { span { "Where the prices on the bills are from" } }
                        thead { tr { th scope="col" { "Source" } th scope="col" { "As of" } th scope="col" { "Priced with it" } } }
                        tbody {
                            @for source in &sources {
                                tr {
                                    td {
                                        (words(&source.provenance.source))
                                        @if source.provenance.estimated { " (estimated)" }
                                        @if source.provenance.own { " (own price)" }
                                    }
                                    td.date { (words(&source.provenance.as_of)) }
                                    td { (source.items.join(", ")) }
                                }
                            }
                        }
                    }
                }))
            }
            p.note { "Price book " (words(&info.id)) ", SHA-256 " code { (info.sha256) } }
        }
    }
}

/// The scenario file itself.
pub(super) fn input(handout: &Handout<'_>) -> Markup {
    let input = handout.input;
    html! {
        section aria-labelledby="input" {
            h2 #input { "Input" }
            @if !input.overrides.is_empty() {
                p { "Values put into every row on the command line:" }
                ul { @for text in &input.overrides { li { code { (words(text)) } } } }
            }
            details {
                summary { "The scenario file " (words(&input.name)) }
                pre tabindex="0" { code { (input.shown()) } }
                @if input.lines_left_out > 0 { p { (input.lines_left_out) (number_of(input.lines_left_out as u64, " more line is", " more lines are")) " not shown." } }
            }
            p.note { "SHA-256 of the file " code { (input.sha256) } }
        }
    }
}
