//! Break-evens in words, rows and JSON.

use super::answer::{Answer, AnswerColumn, Datum, Section};
use super::wording;
use crate::analysis::breakeven::{BreakEven, Dial, Interval, Method, Side};
use crate::cost::{OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::units::{Dec, Usd, format};
use serde::Serialize;

/// The answers of a run, one a workload, all to the same question.
#[must_use]
pub fn breakeven_answer<'a>(book: &'a PriceBook, settings: Settings, answers: &[(String, BreakEven)]) -> Answer<'a> {
    let dial = answers.first().map_or(Dial::Requests, |(_, answer)| answer.question.dial);
    let between = answers.first().map_or(OptionKey::ALL, |(_, answer)| answer.question.between);
    let volume = dial == Dial::Requests;
    let unit = heading(dial);
    let mut columns = vec![
        AnswerColumn::new("of", ""),
        AnswerColumn::new("from", format!("From, {unit}")),
        AnswerColumn::new("to", format!("To, {unit}")),
    ];
    if volume {
        columns.push(AnswerColumn::new("from_per_second", ""));
        columns.push(AnswerColumn::new("to_per_second", "To, a second"));
    }
    columns.push(AnswerColumn::new("cheaper", "Cheaper"));
    for (place, shown) in [("from", false), ("to", true)] {
        for key in between {
            let heading = if shown { key.label() } else { "" };
            columns.push(AnswerColumn::new(format!("{}_usd_at_{place}", key.key()), heading));
        }
    }
    columns.push(AnswerColumn::new("here", ""));
    let seconds = settings.hours_per_month.ratio(3_600, 1);
    let per_second = |value: Dec| match seconds.and_then(|seconds| value.div(seconds)) {
        Some(rate) => Datum::Number(rate, 3),
        None => Datum::Empty,
    };
    let sections = (answers.iter())
        .map(|(name, answer)| {
            let here = answer.own_interval();
            let row = |(at, interval): (usize, &Interval)| {
                let mut row = vec![
                    Datum::Text(dial.key().to_owned()),
                    Datum::Number(interval.from, 2),
                    Datum::Number(interval.to, 2),
                ];
                if volume {
                    row.extend([per_second(interval.from), per_second(interval.to)]);
                }
                row.push(Datum::Known(winner_key(interval), winner_label(interval)));
                row.extend(interval.at_from.into_iter().chain(interval.at_to).map(Datum::money));
                row.push(Datum::Flag(here == Some(at)));
                row
            };
            Section {
                name: name.clone(),
                findings: findings(answer, settings),
                rows: answer.intervals.iter().enumerate().map(row).collect(),
            }
        })
        .collect();
    let notes = vec!["USD a month, at the end of each part of the range.".to_owned()];
    Answer { kind: "breakeven", book, settings, columns, sections, notes }
}

/// What the findings say: who wins where, where the workload stands, how certain that is.
fn findings(answer: &BreakEven, settings: Settings) -> Vec<String> {
    let mut findings = vec![headline(answer)];
    findings.extend(place(answer, settings));
    let step = format::quantity(answer.step);
    let unit = answer.unit;
    findings.push(match answer.method {
        Method::Exact if answer.question.dial == Dial::Requests => {
            "Every change in the range is listed, exact to one request.".to_owned()
        }
        Method::Exact => format!("Every change in the range is listed, exact to {step} ({unit})."),
        Method::Searched(looks) => format!(
            "Each change listed is exact to {step} ({unit}). Costs may also fall as this input grows, so the range was \
             looked at in {} steps besides: a change back and forth between two of them could be missed.",
            format::float(f64::from(looks), 0)
        ),
    });
    if let Some(limit_ms) = answer.rest_api_timeout_ms {
        findings.push(format!(
            "Invocations of more than {} ms outlast a REST API's default timeout: Lambda serves them where a longer one is asked for.",
            format::quantity(limit_ms)
        ));
    }
    if let Some(cut) = answer.cut_at {
        findings.push(format!(
            "The range was cut at {}: beyond it there are more changes than can be listed, or figures are too large.",
            format::quantity(cut)
        ));
    }
    findings
}

/// Who wins where, in one sentence.
pub(super) fn headline(answer: &BreakEven) -> String {
    let unit = answer.unit;
    let value = |value: Dec| format::decimals(value, 2);
    let (Some(first), Some(last)) = (answer.intervals.first(), answer.intervals.last()) else {
        return "nothing to compare in this range.".to_owned();
    };
    let range = format!("from {} to {} {unit}", value(first.from), value(last.to));
    if answer.intervals.len() == 1 {
        let margin = match answer.margin {
            Some(margin) if !margin.is_zero() => format!(", by at least {} a month", format::usd(margin)),
            _ => String::new(),
        };
        return match (first.side, first.winner) {
            (Side::Tie, _) => format!("both cost the same {range}."),
            (_, Some(_)) if first.only().is_some() => format!("{} is possible {range}.", winner_label(first)),
            (_, Some(winner)) => format!("{} is cheaper everywhere {range}{margin}.", winner.label()),
            _ => format!("neither is possible {range}."),
        };
    }
    let (rest, shown) = (answer.intervals.len(), MOST_IN_SENTENCE);
    if rest > shown {
        return format!(
            "the cheaper side changes {} times {range}: {} at the beginning, {} at the end.",
            rest - 1,
            winner_label(first),
            winner_label(last)
        );
    }
    let parts: Vec<String> = (answer.intervals.iter().enumerate())
        .map(|(at, interval)| match at {
            0 => format!("{}{} up to {} {unit}", winner_label(interval), wins(interval), value(interval.to)),
            _ if at + 1 == rest => format!("{} from {} on", winner_label(interval), value(interval.from)),
            _ if interval.from == interval.to => format!("{} at {}", winner_label(interval), value(interval.to)),
            _ => format!("{} to {}", winner_label(interval), value(interval.to)),
        })
        .collect();
    format!("{} (searched {range}).", parts.join("; "))
}

/// What the winner of an interval is: nothing is cheaper than what is not possible.
fn wins(interval: &Interval) -> &'static str {
    if interval.only().is_some() { " is possible" } else { " is cheaper" }
}

/// Intervals that a sentence can list.
const MOST_IN_SENTENCE: usize = 6;

/// Where the workload stands among the intervals.
fn place(answer: &BreakEven, settings: Settings) -> Option<String> {
    let dial = answer.question.dial;
    let own = format::decimals(answer.own, 2);
    let rate = match settings.hours_per_month.ratio(3_600, 1).and_then(|seconds| answer.own.div(seconds)) {
        // 10^10 steps of 10^-12: a hundredth.
        Some(rate) if dial == Dial::Requests && rate < Dec::from_raw(10_000_000_000) => " (below 0.01/s)".to_owned(),
        Some(rate) if dial == Dial::Requests => format!(" ({}/s)", format::decimals(rate, 2)),
        _ => String::new(),
    };
    let unit = answer.unit;
    let Some(here) = answer.own_interval() else {
        return Some(format!("It stands at {own} {unit}{rate}, outside this range."));
    };
    let says = answer.intervals[here].says();
    let distance = match answer.nearest() {
        None => String::new(),
        Some(flip) => {
            let what = match flip.winner {
                Some(other) if !flip.alone => format!("{} takes over", other.label()),
                _ => flip.says(),
            };
            let at = format::decimals(flip.at, 2);
            match flip.ratio {
                Some(ratio) if times(ratio) == "1" => format!("; {what} at {at}, next to that"),
                Some(ratio) if ratio >= 1.0 => format!("; {what} at {at}, {} times that", times(ratio)),
                Some(ratio) if ratio > 0.0 => format!("; {what} at {at}, {} times below", times(1.0 / ratio)),
                _ => format!("; {what} at {at}"),
            }
        }
    };
    Some(format!("It stands at {own} {unit}{rate}, where {says}{distance}."))
}

/// A ratio with as many digits as matter.
pub(super) fn times(ratio: f64) -> String {
    let digits = match ratio {
        100.0.. => 0,
        10.0.. => 1,
        0.1..0.9 | 1.1.. => 2,
        // Two digits that are not 0.
        ..0.01 if ratio > 0.0 => (1 - libm::floor(libm::log10(ratio)) as i32).clamp(3, 12).unsigned_abs(),
        _ => 3,
    };
    format::float(ratio, digits)
}

fn heading(dial: Dial) -> &'static str {
    match dial {
        Dial::Requests => "a month",
        Dial::Duration => "ms",
        Dial::Memory => "MB",
        Dial::Burst => "times the mean",
        Dial::Utilization => "% utilization",
        Dial::Ec2Price => "% of list",
        Dial::OpsHours => "h a month",
        Dial::Column(knob) => knob.unit,
    }
}

fn winner_label(interval: &Interval) -> &'static str {
    match (interval.side, interval.winner) {
        (Side::Tie, _) => "a tie",
        (_, Some(winner)) if interval.only().is_some() => wording::only(winner),
        (_, Some(winner)) => winner.label(),
        _ => "neither",
    }
}

fn winner_key(interval: &Interval) -> &'static str {
    match (interval.side, interval.winner) {
        (Side::Tie, _) => "tie",
        (_, Some(winner)) => winner.key(),
        _ => "none",
    }
}

/// The nearest change for a cell of a table: `129M (2.6×)`; `none to 10B` where none was found up to there.
#[must_use]
pub(super) fn flip_cell(answer: &BreakEven) -> String {
    match answer.nearest() {
        // Nobody looked beyond the end of the range.
        None => match answer.intervals.last() {
            Some(last) => format!("none to {}", format::short_count(last.to.to_f64())),
            None => "none".to_owned(),
        },
        Some(flip) => {
            let at = format::short_count(flip.at.to_f64());
            match flip.ratio {
                Some(ratio) => format!("{at} ({}×)", times(ratio)),
                None => at,
            }
        }
    }
}

/// A break-even for JSON: figures as decimal strings, unrounded.
#[derive(Serialize)]
pub(super) struct BreakEvenOut {
    of: &'static str,
    unit: &'static str,
    own: String,
    exact: bool,
    searched_from: Option<String>,
    searched_to: Option<String>,
    nearest: Option<FlipOut>,
    intervals: Vec<IntervalOut>,
    finding: String,
}

#[derive(Serialize)]
struct FlipOut {
    at: String,
    ratio: Option<String>,
    cheaper: Option<&'static str>,
}

#[derive(Serialize)]
struct IntervalOut {
    from: String,
    to: String,
    cheaper: &'static str,
    at_from: Vec<CostOut>,
    at_to: Vec<CostOut>,
}

#[derive(Serialize)]
struct CostOut {
    option: &'static str,
    total_usd: Option<String>,
}

pub(super) fn breakeven_out(answer: &BreakEven) -> BreakEvenOut {
    let costs = |usd: [Option<Usd>; 2]| {
        let both = answer.question.between.into_iter().zip(usd);
        both.map(|(key, usd)| CostOut { option: key.key(), total_usd: usd.map(|usd| usd.to_string()) }).collect()
    };
    BreakEvenOut {
        of: answer.question.dial.key(),
        unit: answer.unit,
        own: answer.own.to_string(),
        exact: answer.method == Method::Exact,
        searched_from: answer.intervals.first().map(|first| first.from.to_string()),
        searched_to: answer.intervals.last().map(|last| last.to.to_string()),
        nearest: answer.nearest().map(|flip| FlipOut {
            at: flip.at.to_string(),
            ratio: flip
                .ratio
                .and_then(|ratio| Dec::from_f64((ratio * 1e6).round() / 1e6))
                .map(|ratio| ratio.to_string()),
            cheaper: flip.winner.map(OptionKey::key),
        }),
        intervals: (answer.intervals.iter())
            .map(|interval| IntervalOut {
                from: interval.from.to_string(),
                to: interval.to.to_string(),
                cheaper: winner_key(interval),
                at_from: costs(interval.at_from),
                at_to: costs(interval.at_to),
            })
            .collect(),
        finding: headline(answer),
    }
}
