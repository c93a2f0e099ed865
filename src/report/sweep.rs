//! Sweeps in rows, and what they find in words.

use super::answer::{Answer, AnswerColumn, Datum, Section};
use super::wording;
use crate::analysis::sweep::{Axis, Stop};
use crate::analysis::{Comparison, Verdict};
use crate::cost::{Offer, OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::parse_number;
use crate::terms::number_of;
use crate::units::{Dec, Usd, format};

/// The sweeps of a run, one a workload, all over the same axes.
#[must_use]
pub fn sweep_answer<'a>(
    book: &'a PriceBook,
    settings: Settings,
    axes: &[Axis],
    sweeps: &[(String, Vec<Stop>)],
) -> Answer<'a> {
    let memory = axes.iter().any(|axis| axis.name() == "memory_mb");
    let mut columns: Vec<AnswerColumn> = axes.iter().map(|axis| AnswerColumn::new(axis.name(), axis.name())).collect();
    if memory {
        columns.push(AnswerColumn::new("duration_ms", "Duration, ms"));
    }
    columns.extend([
        AnswerColumn::new("lambda_usd", "Lambda"),
        AnswerColumn::new("ec2_usd", "EC2"),
        AnswerColumn::new("fleet", "EC2 fleet"),
        AnswerColumn::new("cheaper", "Cheaper"),
        AnswerColumn::new("saving_usd", "Saves"),
        AnswerColumn::new("note", ""),
    ]);
    let sections = (sweeps.iter())
        .map(|(name, stops)| Section {
            name: name.clone(),
            findings: findings(axes, stops, memory),
            rows: stops.iter().map(|stop| row(stop, memory)).collect(),
        })
        .collect();
    let mut notes = vec!["USD a month.".to_owned()];
    if memory {
        notes.push(
            "Duration follows the vCPU share of the memory size (or was measured); EC2 keeps the work of a request."
                .to_owned(),
        );
    }
    Answer { kind: "sweep", book, settings, columns, sections, notes }
}

fn row(stop: &Stop, memory: bool) -> Vec<Datum> {
    // A value is shown as a number where it is one, so that points align.
    let value = |text: &String| match parse_number(text) {
        Ok(number) => Datum::Number(number, 6),
        Err(_) => Datum::Text(text.clone()),
    };
    let mut row: Vec<Datum> = stop.values.iter().map(value).collect();
    if memory {
        row.push(Datum::Number(stop.duration_ms, 2));
    }
    match &stop.outcome {
        Ok(comparison) => row.extend(outcome(comparison)),
        Err(error) => {
            row.extend([Datum::Empty, Datum::Empty, Datum::Empty, Datum::Empty, Datum::Empty]);
            row.push(Datum::Text(error.to_string()));
        }
    }
    row
}

fn outcome(comparison: &Comparison) -> [Datum; 6] {
    let total = |key| Datum::money(comparison.offer(key).and_then(Offer::total));
    let saving = match comparison.verdict {
        Verdict::Cheaper { saving, .. } => Datum::Money(saving),
        Verdict::Tie => Datum::Money(Usd::ZERO),
        _ => Datum::Empty,
    };
    let reasons = wording::why_not(comparison).join(" ");
    [
        total(OptionKey::Lambda),
        total(OptionKey::Ec2),
        Datum::Text(wording::fleet_cell(comparison.offer(OptionKey::Ec2))),
        Datum::Known(comparison.verdict.key(), wording::choice_cell(&comparison.verdict)),
        saving,
        if reasons.is_empty() { Datum::Empty } else { Datum::Text(reasons) },
    ]
}

/// Where each side is cheapest, where the fastest memory is, where the cheaper side changes, what has no price.
fn findings(axes: &[Axis], stops: &[Stop], memory: bool) -> Vec<String> {
    let place = |stop: &Stop| {
        let parts: Vec<String> =
            axes.iter().zip(&stop.values).map(|(axis, value)| format!("{} {}", axis.name(), shown(value))).collect();
        parts.join(", ")
    };
    let total = |stop: &Stop, key| stop.outcome.as_ref().ok().and_then(|found| found.offer(key).and_then(Offer::total));
    let cheapest = |key| {
        let priced = stops.iter().filter_map(|stop| Some((total(stop, key)?, stop)));
        priced.min_by_key(|(usd, _)| *usd)
    };
    let mut findings = Vec::new();
    let mut parts = Vec::new();
    for key in OptionKey::ALL {
        // EC2 does not depend on Lambda's memory size: there is no cheapest one to name.
        if memory && axes.len() == 1 && key == OptionKey::Ec2 {
            continue;
        }
        parts.push(match cheapest(key) {
            Some((usd, stop)) => {
                format!("{} is cheapest at {}, {} a month", key.label(), place(stop), format::usd(usd))
            }
            None => format!("{} is not possible anywhere", key.label()),
        });
    }
    findings.push(format!("{}.", parts.join("; ")));
    if memory {
        let running = stops.iter().filter(|stop| total(stop, OptionKey::Lambda).is_some());
        if let Some(fastest) = running.min_by_key(|stop| (stop.duration_ms, total(stop, OptionKey::Lambda))) {
            findings.push(format!(
                "It is fastest at {}, {} ms, for {} a month.",
                place(fastest),
                format::decimals(fastest.duration_ms, 2),
                total(fastest, OptionKey::Lambda).map(format::usd).unwrap_or_default()
            ));
        }
    }
    if let [axis] = axes {
        let winner = |stop: &Stop| stop.outcome.as_ref().ok().and_then(|found| found.verdict.winner());
        let changes: Vec<String> = (stops.windows(2))
            .filter_map(|pair| {
                let (before, after) = (winner(&pair[0])?, winner(&pair[1])?);
                let between = format!("{} and {}", shown(&pair[0].values[0]), shown(&pair[1].values[0]));
                (before != after).then(|| format!("from {} to {} between {between}", before.label(), after.label()))
            })
            .collect();
        let numeric = axis.values.iter().all(|value| parse_number(value).is_ok());
        if numeric && !changes.is_empty() && changes.len() <= MOST_CHANGES {
            findings.push(format!("The cheaper side changes {}.", changes.join("; ")));
        }
    }
    let unpriced: Vec<&Stop> = stops.iter().filter(|stop| stop.outcome.is_err()).collect();
    if let Some(Err(error)) = unpriced.first().map(|stop| &stop.outcome) {
        let have = number_of(unpriced.len() as u64, "has", "have");
        findings.push(format!("{} of {} places {have} no price; the first: {error}.", unpriced.len(), stops.len()));
    }
    findings
}

/// Changes of the cheaper side that a sentence lists.
const MOST_CHANGES: usize = 6;

/// A value as people read it.
fn shown(value: &str) -> String {
    parse_number(value).map_or_else(|_| super::clean(value).into_owned(), |number: Dec| format::quantity(number))
}
