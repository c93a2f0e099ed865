//! Sweeps in rows, and what they find in words.

use super::answer::{Answer, AnswerColumn, Datum, Section};
use super::wording;
use crate::analysis::sweep::{Axis, Stop, Swept, if_it_fits, recommended};
use crate::analysis::{Comparison, Rank, Verdict};
use crate::cost::{Offer, OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::parse_number;
use crate::terms::number_of;
use crate::units::{Dec, Usd, format};

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

/// Where each side is cheapest, where the fastest memory is, where the cheaper side changes, what has no price.
fn findings(axes: &[Axis], swept: &Swept, memory: bool) -> Vec<String> {
    let stops = swept.stops.as_slice();
    let place = |stop: &Stop| {
        let parts: Vec<String> =
            axes.iter().zip(&stop.values).map(|(axis, value)| format!("{} {}", axis.name(), shown(value))).collect();
        parts.join(", ")
    };
    let total = |stop: &Stop, key| stop.outcome.as_ref().ok().and_then(|found| found.offer(key).and_then(Offer::total));
    let mut findings = Vec::new();
    let mut parts = Vec::new();
    // Sizes of which that is not known are not recommended beside others.
    let some_left_out =
        if_it_fits(stops).is_some() && recommended(stops, OptionKey::Lambda).is_some_and(|best| best.stop.fits);
    for key in OptionKey::ALL {
        // EC2 does not depend on Lambda's memory size: there is no cheapest one to name.
        if memory && axes.len() == 1 && key == OptionKey::Ec2 {
            continue;
        }
        let is_lambda_of_two = some_left_out && axes.len() > 1 && key == OptionKey::Lambda;
        let label = if is_lambda_of_two { "Lambda, where it is known to hold a request," } else { key.label() };
        parts.push(match recommended(stops, key) {
            Some(best) => {
                let usd = format::usd(best.rank.usd());
                match best.same {
                    0 => format!("{label} is cheapest at {}, {usd} a month", place(best.stop)),
                    same if same + 1 == stops.len() => format!("{label} costs the same everywhere, {usd} a month"),
                    1 => format!("{label} is cheapest at {}, {usd} a month, as at 1 other place", place(best.stop)),
                    same => {
                        format!("{label} is cheapest at {}, {usd} a month, as at {same} other places", place(best.stop))
                    }
                }
            }
            None => format!("{label} is not possible anywhere"),
        });
    }
    // Between two numbers that were tried there are others.
    let chosen = parts.iter().any(|part| part.contains(" is cheapest at "));
    let tried = match chosen && axes.iter().any(Axis::is_of_numbers) {
        true if some_left_out && axes.len() == 1 => "Of the values tried that are known to hold a request, ",
        true => "Of the values tried, ",
        false => "",
    };
    findings.push(format!("{tried}{}.", parts.join("; ")));
    findings.extend(passed_over(axes, swept, memory));
    if !swept.kept.is_empty() {
        let (columns, stay) = (swept.kept.join(" and "), number_of(swept.kept.len() as u64, "stays", "stay"));
        let them = number_of(swept.kept.len() as u64, "it", "them");
        findings.push(format!(
            "As duration_ms varies, {columns} {stay} as given (breakeven --of duration moves {them} along)."
        ));
    }
    findings.extend(unknown(stops, place));
    if memory {
        let running = stops.iter().filter_map(|stop| Some((stop.duration_ms?, total(stop, OptionKey::Lambda)?, stop)));
        if let Some((duration_ms, usd, fastest)) = running.min_by_key(|(duration_ms, usd, _)| (*duration_ms, *usd)) {
            findings.push(format!(
                "It is fastest at {}, {} ms, for {} a month.",
                place(fastest),
                format::decimals(duration_ms, 2),
                format::usd(usd)
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

/// That a side costs less with the workload's own value than with any of the values tried.
fn passed_over(axes: &[Axis], swept: &Swept, memory: bool) -> Option<String> {
    let (axis, own) = (axes.first()?, swept.own.as_ref()?);
    let cheaper = OptionKey::ALL.into_iter().filter(|key| !memory || *key == OptionKey::Lambda).filter_map(|key| {
        let (usd, best) = (own.offer(key)?.total()?, recommended(&swept.stops, key)?);
        let is_cheaper = Rank::new(usd, 0, Dec::ZERO).is_cheaper_than(&best.rank);
        is_cheaper.then(|| format!("{} costs {} a month", key.label(), format::usd(usd)))
    });
    let cheaper: Vec<String> = cheaper.collect();
    let with = format!("With the {} of the scenario, which is none of them,", axis.name());
    (!cheaper.is_empty()).then(|| format!("{with} {}: less than at any.", cheaper.join(" and ")))
}

/// That nobody knows whether a request fits into some of the memory sizes, and what those would save.
fn unknown(stops: &[Stop], place: impl Fn(&Stop) -> String) -> Option<String> {
    let (rank, stop) = if_it_fits(stops)?;
    let best = recommended(stops, OptionKey::Lambda)?;
    if !best.stop.fits {
        return Some(
            "Whether a request fits into so little memory is not known: memory_used_mb would say it.".to_owned(),
        );
    }
    let then = match rank.is_cheaper_than(&best.rank) {
        true => format!("if it does, {} costs {} a month", place(stop), format::usd(rank.usd())),
        false => "that would save nothing".to_owned(),
    };
    Some(format!(
        "Whether a request fits into less memory than the workload has is not known (memory_used_mb would say it); {then}."
    ))
}

/// Changes of the cheaper side that a sentence lists.
const MOST_CHANGES: usize = 6;

/// A value as people read it.
fn shown(value: &str) -> String {
    parse_number(value).map_or_else(|_| super::clean(value).into_owned(), |number: Dec| format::quantity(number))
}
