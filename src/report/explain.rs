//! `--explain`: each bill as arithmetic that a reader can redo by hand.

use super::clean;
use super::table::write_wrapped;
use super::wording;
use crate::analysis::Comparison;
use crate::cost::ec2::{Bound, RunnerUp};
use crate::cost::{LineItem, Offer, OptionKey, operations_tasks};
use crate::pricebook::PriceBook;
use crate::units::{Dec, format};
use std::io;

/// Writes a comparison's bills line by line, with the runners-up among instance types.
///
/// # Errors
/// A failure of the output.
pub fn explain(
    book: &PriceBook,
    comparison: &Comparison,
    runners: &[RunnerUp],
    width: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    writeln!(out)?;
    write_wrapped(out, &wording::finding(comparison), width, "== ", "   ")?;
    for offer in &comparison.offers {
        writeln!(out)?;
        explain_offer(book, offer, width, out)?;
        if offer.key == OptionKey::Ec2 && runners.len() > 1 {
            writeln!(out, "  Other types that would do:")?;
            for runner in runners.iter().skip(1) {
                let burstable = if runner.burstable { " (burstable)" } else { "" };
                writeln!(
                    out,
                    "    {} × {}: {}{burstable}",
                    format::float(runner.peak_instances as f64, 0),
                    runner.instance_type,
                    format::usd(runner.total)
                )?;
            }
        }
    }
    writeln!(out)?;
    write_wrapped(out, &operations_text(comparison), width, "", "")
}

fn explain_offer(book: &PriceBook, offer: &Offer, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(bill) = &offer.bill else {
        let reasons: Vec<String> = offer.reasons.iter().map(ToString::to_string).collect();
        let text = format!("{}: not possible: {}.", offer.key.label(), reasons.join("; "));
        return write_wrapped(out, &text, width, "", "  ");
    };
    let own = if offer.has_own_price() { ", with prices of your own" } else { "" };
    writeln!(out, "{}: {} a month{own}", offer.key.label(), format::usd(bill.total()))?;
    if let Some(function) = &offer.function {
        let text = format!(
            "{} invocations, {} ms billed each, {} vCPU, at most {} in flight",
            format::quantity(function.invocations),
            format::decimals(function.billed_ms, 3),
            format::float(function.vcpu, 2),
            format::float(function.peak_concurrency, 1)
        );
        write_wrapped(out, &text, width, "  ", "    ")?;
    }
    if let Some(fleet) = &offer.fleet {
        let bound = match fleet.bound {
            Bound::Given => "its size was given".to_owned(),
            Bound::PerRun => "an instance for each run".to_owned(),
            Bound::Minimum => "set by the fewest instances it may have".to_owned(),
            bound => format!("bound by {} in the largest hour", bound.name()),
        };
        let searched = match (fleet.types_considered, fleet.types_left_out) {
            (0, _) => String::new(),
            (count, 0) => format!("; {count} types considered"),
            (count, left) => format!("; {count} types considered, {left} left out for lack of a rate or data"),
        };
        let text = format!(
            "{}, {}, {}: {bound}; {} {} utilization at the peak{searched}",
            wording::fleet_cell(Some(offer)),
            fleet.scaling.name(),
            fleet.purchase,
            format::percent(Some(fleet.peak_utilization)),
            fleet.utilization_of.name(),
        );
        write_wrapped(out, &text, width, "  ", "    ")?;
    }
    for item in bill.items() {
        write_item(book, item, width, out)?;
    }
    for warning in &offer.warnings {
        write_wrapped(out, &format!("Warning: {warning}."), width, "  ", "    ")?;
    }
    for note in offer.assumptions.iter() {
        write_wrapped(out, &format!("Assumed: {note}."), width, "  ", "    ")?;
    }
    Ok(())
}

fn write_item(book: &PriceBook, item: &LineItem, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let tier = item.tier.map_or_else(String::new, |tier| {
        let from = format::tier_bound(tier.from);
        match tier.to {
            Some(to) => format!(" (tier {from} to {})", format::tier_bound(to)),
            None => format!(" (tier from {from})"),
        }
    });
    let free = match item.consumed.sub(item.quantity) {
        Some(free) if free > Dec::ZERO => format!(" after {} free", format::quantity(free)),
        _ => String::new(),
    };
    let sum = format!(
        "{}: {} {}{free} × {}{tier} = {}",
        item.key.label(),
        format::quantity(item.quantity),
        item.unit,
        format::unit_price(item.unit_price_usd),
        format::usd(item.amount)
    );
    write_wrapped(out, &sum, width, "  ", "      ")?;
    let source = book.provenance(item.provenance).to_string();
    let source = clean(&source);
    write_wrapped(out, &format!("{}; price: {source}", item.why), width, "      ", "      ")
}

fn operations_text(comparison: &Comparison) -> String {
    let workload = &comparison.workload;
    let entered = !workload.ops_usd_per_hour.is_zero();
    let hint = if entered {
        "Operations hours are on the bills above."
    } else {
        "No operations work is on these bills (ops_hours_lambda, ops_hours_ec2, ops_usd_per_hour)."
    };
    format!(
        "{hint} On EC2 think of: {}. On Lambda: {}.",
        operations_tasks(OptionKey::Ec2).join(", "),
        operations_tasks(OptionKey::Lambda).join(", ")
    )
}
