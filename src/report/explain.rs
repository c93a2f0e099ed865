//! `--explain`: each bill as arithmetic that a reader can redo by hand. [`Explanation`] holds the words, for text, HTML
//! and Markdown alike.

use super::clean;
use super::table::write_wrapped;
use super::wording;
use crate::analysis::Comparison;
use crate::cost::ec2::{AskedBy, Bound, RunnerUp};
use crate::cost::{LineItem, Offer, OptionKey, operations_tasks};
use crate::pricebook::PriceBook;
use crate::scenario::Scaling;
use crate::units::{Dec, format};
use std::io;

/// A comparison's bills in words.
pub(super) struct Explanation {
    /// One an option.
    pub(super) bills: Vec<ExplainedBill>,
    /// What work runs beside the bills.
    pub(super) operations: String,
}

/// One option's bill in words.
pub(super) struct ExplainedBill {
    pub(super) key: OptionKey,
    /// The option and its total, or why it is not possible.
    pub(super) heading: String,
    /// How it is set up: invocations, the fleet and what set its size.
    pub(super) setup: Vec<String>,
    pub(super) lines: Vec<ExplainedLine>,
    pub(super) warnings: Vec<String>,
    pub(super) assumptions: Vec<String>,
    /// The next instance types, where there are any.
    pub(super) runners: Vec<String>,
    /// The total; `None` where the option is not possible.
    pub(super) total: Option<String>,
}

/// One line of a bill in words.
pub(super) struct ExplainedLine {
    pub(super) label: &'static str,
    /// Quantity × unit price.
    pub(super) product: String,
    pub(super) amount: String,
    /// How the quantity came about.
    pub(super) why: String,
    /// Where the price is from.
    pub(super) source: String,
}

impl Explanation {
    /// The words of a comparison; `runners` are the cheapest instance types, the chosen one first.
    pub(super) fn of(book: &PriceBook, comparison: &Comparison, runners: &[RunnerUp]) -> Explanation {
        let bill = |offer| {
            let mut bill = ExplainedBill::of(book, offer);
            if bill.key == OptionKey::Ec2 && runners.len() > 1 {
                bill.runners = runners.iter().skip(1).map(runner_text).collect();
            }
            bill
        };
        Explanation { bills: comparison.offers.iter().map(bill).collect(), operations: operations_text(comparison) }
    }
}

impl ExplainedBill {
    fn of(book: &PriceBook, offer: &Offer) -> ExplainedBill {
        let label = offer.key.label();
        let Some(bill) = &offer.bill else {
            let reasons: Vec<String> = offer.reasons.iter().map(ToString::to_string).collect();
            return ExplainedBill {
                key: offer.key,
                heading: format!("{label}: not possible: {}.", reasons.join("; ")),
                setup: Vec::new(),
                lines: Vec::new(),
                warnings: Vec::new(),
                assumptions: Vec::new(),
                runners: Vec::new(),
                total: None,
            };
        };
        let total = format::usd(bill.total());
        let own = if offer.has_own_price() { ", with prices of your own" } else { "" };
        ExplainedBill {
            key: offer.key,
            heading: format!("{label}: {total} a month{own}"),
            setup: function_text(offer).into_iter().chain(fleet_text(offer)).collect(),
            lines: bill.items().iter().map(|item| ExplainedLine::of(book, item)).collect(),
            warnings: offer.warnings.iter().map(|warning| format!("Warning: {warning}.")).collect(),
            assumptions: offer.assumptions.iter().map(|note| format!("Assumed: {note}.")).collect(),
            runners: Vec::new(),
            total: Some(total),
        }
    }
}

impl ExplainedLine {
    fn of(book: &PriceBook, item: &LineItem) -> ExplainedLine {
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
        ExplainedLine {
            label: item.key.label(),
            product: format!(
                "{} {}{free} × {}{tier}",
                format::quantity(item.quantity),
                item.unit,
                format::unit_price(item.unit_price_usd),
            ),
            amount: format::usd(item.amount),
            why: item.why.to_string(),
            source: clean(&book.provenance(item.provenance).to_string()).into_owned(),
        }
    }
}

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
    let explanation = Explanation::of(book, comparison, runners);
    writeln!(out)?;
    write_wrapped(out, &wording::finding(comparison), width, "== ", "   ")?;
    for bill in &explanation.bills {
        writeln!(out)?;
        if bill.total.is_none() {
            write_wrapped(out, &bill.heading, width, "", "  ")?;
        } else {
            writeln!(out, "{}", bill.heading)?;
        }
        for text in &bill.setup {
            write_wrapped(out, text, width, "  ", "    ")?;
        }
        for line in &bill.lines {
            let sum = format!("{}: {} = {}", line.label, line.product, line.amount);
            write_wrapped(out, &sum, width, "  ", "      ")?;
            write_wrapped(out, &format!("{}; price: {}", line.why, line.source), width, "      ", "      ")?;
        }
        for text in bill.warnings.iter().chain(&bill.assumptions) {
            write_wrapped(out, text, width, "  ", "    ")?;
        }
        if !bill.runners.is_empty() {
            writeln!(out, "  Other types that would do:")?;
            for runner in &bill.runners {
                write_wrapped(out, runner, width, "    ", "      ")?;
            }
        }
    }
    writeln!(out)?;
    write_wrapped(out, &explanation.operations, width, "", "")
}

fn function_text(offer: &Offer) -> Option<String> {
    let function = offer.function.as_ref()?;
    let in_flight = match function.peak_concurrency {
        some if some > 0.0 && some < 0.05 => "less than 0.1".to_owned(),
        some => format::float(some, 1),
    };
    Some(format!(
        "{}, {} ms billed each, {} vCPU, {in_flight} in flight on average at the peak",
        format::counted(&format::quantity(function.invocations), "invocations"),
        format::decimals(function.billed_ms, 3),
        format::float(function.vcpu, 2),
    ))
}

fn fleet_text(offer: &Offer) -> Option<String> {
    let fleet = offer.fleet.as_ref()?;
    let bound = match fleet.bound {
        Bound::Given => "its size was given".to_owned(),
        Bound::PerRun => "an instance for each run".to_owned(),
        Bound::Minimum => "set by the fewest instances it may have".to_owned(),
        bound => format!("bound by {} in the largest hour", bound.name()),
    };
    // Memory counts by the requests that it has room for, not by the MB that they hold.
    let used = match fleet.utilization_of {
        Bound::Memory => "of the requests that memory holds".to_owned(),
        of => format!("{} utilization", of.name()),
    };
    let searched = match (fleet.types_considered, fleet.types_left_out) {
        (0, _) => String::new(),
        (count, 0) => format!("; {count} types considered"),
        (count, left) => format!("; {count} types considered, {left} left out for lack of a rate or data"),
    };
    // That instances run for each run is said with their type.
    let scaling = match fleet.scaling {
        Scaling::PerRun => String::new(),
        scaling => format!(", {}", scaling.name()),
    };
    Some(format!(
        "{}{scaling}, {}: {bound}; {} {used} at the peak{searched}",
        wording::fleet_cell(Some(offer)),
        fleet.purchase,
        format::percent(Some(fleet.peak_utilization)),
    ))
}

fn runner_text(runner: &RunnerUp) -> String {
    let burstable = match runner.asked_by {
        Some(AskedBy::MinInstances(fewest)) => {
            format!(" (burstable; min_instances {fewest} is the least by which its credits carry the mean CPU use)")
        }
        Some(AskedBy::Name) => " (burstable; it buys surplus CPU credits, which instance_type asks for)".to_owned(),
        None if runner.burstable => " (burstable)".to_owned(),
        None => String::new(),
    };
    format!("{}: {}{burstable}", runner.in_short(), format::usd(runner.total))
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
