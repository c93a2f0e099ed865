//! Sweeps in rows.

mod findings;

use super::answer::{Answer, AnswerColumn, Datum, Section};
use super::notes::price_notes;
use super::wording;
use crate::analysis::sweep::{Axis, Stop, Swept};
use crate::analysis::{Comparison, Verdict};
use crate::cost::{Assumptions, Offer, OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::parse_number;
use crate::units::{Dec, Usd};
use findings::findings;

/// The sweeps of a run, one a workload, all over the same axes.
#[must_use]
pub fn sweep_answer<'a>(book: &'a PriceBook, settings: Settings, axes: &[Axis], sweeps: &[Swept]) -> Answer<'a> {
    let memory = axes.iter().any(|axis| axis.name() == "memory_mb");
    let mut columns: Vec<AnswerColumn> = axes.iter().map(|axis| AnswerColumn::new(axis.name(), axis.name())).collect();
    if memory {
        columns.push(AnswerColumn::new("duration_ms", "Duration, ms").giving_way(2));
    }
    columns.extend([
        AnswerColumn::new("lambda_usd", "Lambda"),
        AnswerColumn::new("ec2_usd", "EC2"),
        AnswerColumn::new("fleet", "EC2 fleet").giving_way(1),
        AnswerColumn::new("instance_type", ""),
        AnswerColumn::new("instances", ""),
        AnswerColumn::new("fewest_instances", ""),
        AnswerColumn::new("cheaper", "Cheaper"),
        // The difference of two figures that stay.
        AnswerColumn::new("saving_usd", "Saves").giving_way(3),
        AnswerColumn::new("saving_pct", ""),
        AnswerColumn::new("note", ""),
    ]);
    // What varies keeps its column's name; a result of that name has another one.
    for column in columns.iter_mut().skip(axes.len()) {
        if axes.iter().any(|axis| axis.name() == column.name) {
            column.name = format!("result_{}", column.name);
        }
    }
    let sections = (sweeps.iter())
        .map(|swept| Section {
            name: swept.name.clone(),
            findings: findings(axes, swept, memory),
            rows: swept.stops.iter().map(|stop| row(stop, memory)).collect(),
        })
        .collect();
    let mut notes = vec!["USD a month.".to_owned()];
    if memory {
        notes.push(
            "Duration follows the vCPU share of the memory size (or was measured); EC2 keeps the work of a request."
                .to_owned(),
        );
    }
    let priced = sweeps.iter().flat_map(|swept| &swept.stops).filter_map(|stop| stop.outcome.as_ref().ok());
    let rest_on =
        priced.map(|one| one.offers.iter().fold(Assumptions::default(), |all, offer| all.union(offer.assumptions)));
    notes.extend(price_notes(&rest_on.collect::<Vec<Assumptions>>(), "places"));
    Answer { kind: "sweep", book, settings, columns, sections, notes, regions: String::new() }
}

fn row(stop: &Stop, memory: bool) -> Vec<Datum> {
    // A value is shown as a number where it is one, so that points align.
    let value = |text: &String| match parse_number(text) {
        Ok(number) => Datum::Number(number, 6),
        Err(_) => Datum::Text(text.clone()),
    };
    let mut row: Vec<Datum> = stop.values.iter().map(value).collect();
    if memory {
        row.push(stop.duration_ms.map_or(Datum::Empty, |duration_ms| Datum::Number(duration_ms, 2)));
    }
    match &stop.outcome {
        Ok(comparison) => row.extend(outcome(comparison)),
        Err(error) => {
            row.extend([const { Datum::Empty }; OUTCOME - 1]);
            row.push(Datum::Text(error.to_string()));
        }
    }
    row
}

/// Cells of what comes out at a place; the last one is the note.
const OUTCOME: usize = 10;

fn outcome(comparison: &Comparison) -> [Datum; OUTCOME] {
    let ec2 = comparison.offer(OptionKey::Ec2);
    let fleet = ec2.and_then(|offer| offer.fleet.as_ref());
    let count = |instances: u64| Dec::ONE.times(instances).map_or(Datum::Empty, |count| Datum::Number(count, 0));
    let total = |key| Datum::money(comparison.offer(key).and_then(Offer::total));
    let (saving, percent) = match comparison.verdict {
        Verdict::Cheaper { saving, saving_pct, .. } => (Datum::Money(saving), Datum::Number(saving_pct, 1)),
        Verdict::Tie => (Datum::Money(Usd::ZERO), Datum::Number(Dec::ZERO, 1)),
        _ => (Datum::Empty, Datum::Empty),
    };
    let reasons = wording::why_not(comparison).join(" ");
    [
        total(OptionKey::Lambda),
        total(OptionKey::Ec2),
        Datum::Text(wording::fleet_cell(ec2)),
        fleet.map_or(Datum::Empty, |fleet| Datum::Text(fleet.instance_type.to_string())),
        fleet.map_or(Datum::Empty, |fleet| count(fleet.peak_instances)),
        fleet.map_or(Datum::Empty, |fleet| count(fleet.fewest_instances)),
        Datum::Known(comparison.verdict.key(), wording::choice_cell(&comparison.verdict)),
        saving,
        percent,
        if reasons.is_empty() { Datum::Empty } else { Datum::Text(reasons) },
    ]
}
