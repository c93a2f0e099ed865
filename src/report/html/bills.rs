//! A bill as arithmetic.

use super::{scrolling, words};
use crate::cost::OptionKey;
use crate::report::explain::ExplainedBill;
use maud::{Markup, html};

/// One option's bill: quantity × unit price = amount, with why and from where. `id` is the page's own for it.
pub(super) fn bill(bill: &ExplainedBill, id: &str) -> Markup {
    let class = match bill.key {
        OptionKey::Lambda => "bill lambda",
        OptionKey::Ec2 => "bill ec2",
    };
    html! {
        div class=(class) {
            h5 { (words(&bill.heading)) }
            @for text in &bill.setup { p { (words(text)) } }
            @if let Some(total) = &bill.total { (scrolling(id, &lines(bill, total, id))) }
            @for text in &bill.warnings { p.warning { (words(text)) } }
            @if !bill.assumptions.is_empty() {
                ul.assumed { @for text in &bill.assumptions { li { (words(text)) } } }
            }
            @if !bill.runners.is_empty() {
                p { "Other types that would do:" }
                ul { @for text in &bill.runners { li { (words(text)) } } }
            }
        }
    }
}

fn lines(bill: &ExplainedBill, total: &str, id: &str) -> Markup {
    html! {
        table {
            caption #(id) { span { (bill.key.label()) ", line by line" } }
            thead {
                tr {
                    th scope="col" { "Item" }
                    th scope="col" { "Quantity × unit price" }
                    th.number scope="col" { "USD a month" }
                }
            }
            tbody {
                @for line in &bill.lines {
                    tr {
                        th scope="row" { (line.label) }
                        td {
                            (words(&line.product))
                            div.note { (words(&line.why)) "; price: " (words(&line.source)) }
                        }
                        td.number { (line.amount) }
                    }
                }
            }
            tfoot { tr { th scope="row" { "Total" } td {} td.number { (total) } } }
        }
    }
}
