//! Break-evens in words, rows and JSON.

use super::answer::{Answer, AnswerColumn, Datum, Section};
use super::notes::price_notes;
use super::wording;
use crate::analysis::FleetSearch;
use crate::analysis::breakeven::{BreakEven, Dial, Follower, Interval, Method, Side, followers_told};
use crate::cost::{Assumptions, OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::units::{Dec, Usd, format};
use serde::Serialize;

/// The answers of a run, one a workload, all to the same question, each with how its fleet was found.
#[must_use]
pub fn breakeven_answer<'a>(
    book: &'a PriceBook,
    settings: Settings,
    answers: &[(String, BreakEven, FleetSearch)],
) -> Answer<'a> {
    let dial = answers.first().map_or(Dial::Requests, |(_, answer, _)| answer.question.dial);
    let between = answers.first().map_or(OptionKey::ALL, |(_, answer, _)| answer.question.between);
    let volume = dial == Dial::Requests;
    let unit = heading(dial);
    let mut columns = vec![
        AnswerColumn::new("of", ""),
        // Each part begins where the one before it ends.
        AnswerColumn::new("from", format!("From, {unit}")).giving_way(AnswerColumn::LAST + 1),
        AnswerColumn::new("to", format!("To, {unit}")),
    ];
    if volume {
        columns.push(AnswerColumn::new("from_per_second", ""));
        columns.push(AnswerColumn::new("to_per_second", "To, a second").giving_way(AnswerColumn::LAST));
    }
    columns.push(AnswerColumn::new("cheaper", "Cheaper"));
    for (place, shown) in [("from", false), ("to", true)] {
        for key in between {
            let heading = if shown { key.label() } else { "" };
            columns.push(AnswerColumn::new(format!("{}_usd_at_{place}", key.key()), heading));
        }
    }
    columns.push(AnswerColumn::new("here", ""));
    columns.push(AnswerColumn::new("other_possible_from", ""));
    columns.push(AnswerColumn::new("other_possible_to", ""));
    columns.push(AnswerColumn::new("moves_along", ""));
    let seconds = settings.hours_per_month.ratio(3_600, 1);
    let per_second = |value: Dec| match seconds.and_then(|seconds| value.div(seconds)) {
        Some(rate) => Datum::Number(rate, 3),
        None => Datum::Empty,
    };
    let sections = (answers.iter())
        .map(|(name, answer, search)| {
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
                let part = interval.part.map(|part| [part.from, part.to].map(|value| Datum::Number(value, 2)));
                row.extend(part.unwrap_or([Datum::Empty, Datum::Empty]));
                row.push(moves_along(answer.followers));
                row
            };
            Section {
                name: name.clone(),
                findings: findings(answer, search, settings, answers.len()),
                rows: answer.intervals.iter().enumerate().map(row).collect(),
            }
        })
        .collect();
    let mut notes = vec!["USD a month, at the end of each part of the range.".to_owned()];
    let rest_on: Vec<Assumptions> = answers.iter().map(|(_, _, search)| search.assumptions).collect();
    notes.extend(price_notes(&rest_on, "workloads"));
    Answer { kind: "breakeven", book, settings, columns, sections, notes, regions: String::new() }
}

/// The columns that move along, for exports.
pub(super) fn moves_along(followers: &[Follower]) -> Datum {
    let columns: Vec<&str> = followers.iter().map(|one| one.column).collect();
    if columns.is_empty() { Datum::Empty } else { Datum::Text(columns.join("; ")) }
}

/// What the findings say: who wins where, where the workload stands, how certain that is.
fn findings(answer: &BreakEven, search: &FleetSearch, settings: Settings, workloads: usize) -> Vec<String> {
    let mut findings = vec![headline(answer)];
    findings.extend(place(answer, settings));
    findings.extend(
        followers_told(answer.followers.iter().copied()).map(|told| format!("The other inputs stay, but {told}.")),
    );
    let step = format::quantity(answer.step);
    let unit = answer.unit;
    let among = if search.is_searched { ", among the fleets that the search takes" } else { "" };
    findings.push(match answer.method {
        Method::Exact if answer.question.dial == Dial::Requests => {
            format!("Every change in the range is listed, exact to one request{among}.")
        }
        Method::Exact => format!("Every change in the range is listed, exact to {step} ({unit}){among}."),
        Method::Searched(looks) => format!(
            "Each change listed is exact to {step} ({unit}). Costs may also fall as this input grows, so the range was \
             looked at in {} steps besides: a change back and forth between two of them could be missed.",
            format::float(f64::from(looks), 0)
        ),
    });
    findings.extend(search.told(workloads));
    findings.extend(search.told_elsewhere());
    findings.extend(search.unserved_told());
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

/// Who wins where, in one sentence, and in another one where the other option is possible at all.
pub(super) fn headline(answer: &BreakEven) -> String {
    let parts = answer.intervals.iter().filter_map(Interval::possible_only).take(2);
    let told = parts.map(|(key, which, at)| {
        let at = format::counted(&format::decimals(at, 2), answer.unit);
        let on = if which == "from" { " on" } else { "" };
        format!(" {} is possible {which} {at}{on} only.", key.label())
    });
    winners(answer) + &told.collect::<String>()
}

fn winners(answer: &BreakEven) -> String {
    let unit = answer.unit;
    let value = |value: Dec| format::decimals(value, 2);
    let (Some(first), Some(last)) = (answer.intervals.first(), answer.intervals.last()) else {
        return "nothing to compare in this range.".to_owned();
    };
    let range = format!("from {} to {}", value(first.from), format::counted(&value(last.to), unit));
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
            0 => {
                let to = format::counted(&value(interval.to), unit);
                format!("{}{} up to {to}", winner_label(interval), wins(interval))
            }
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
    let own = format::counted(&format::decimals(answer.own, 2), answer.unit);
    let rate = match settings.hours_per_month.ratio(3_600, 1).and_then(|seconds| answer.own.div(seconds)) {
        // 10^10 steps of 10^-12: a hundredth.
        Some(rate) if dial == Dial::Requests && rate < Dec::from_raw(10_000_000_000) => " (below 0.01/s)".to_owned(),
        Some(rate) if dial == Dial::Requests => format!(" ({}/s)", format::decimals(rate, 2)),
        _ => String::new(),
    };
    let Some(here) = answer.own_interval() else {
        return Some(format!("It stands at {own}{rate}, outside this range."));
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
                Some(ratio) if format::times(ratio) == "1" => format!("; {what} at {at}, next to that"),
                Some(ratio) if ratio > 0.0 => format!("; {what} at {at}, {} times that", format::times(ratio)),
                _ => format!("; {what} at {at}"),
            }
        }
    };
    Some(format!("It stands at {own}{rate}, where {says}{distance}."))
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

/// In place of a change, where neither option is possible anywhere.
pub(super) const NO_FLIP: &str = "-";

/// The nearest change for a cell of a table: `129M (2.6×)`; `none to 10B` where none was found up to there, `none from 5M to 10B`
/// where there was more to search than is sensible, and `129M (2.6×) or nearer` where that may hold a nearer one.
#[must_use]
pub(super) fn flip_cell(answer: &BreakEven) -> String {
    match answer.nearest() {
        None if answer.intervals.iter().all(|interval| interval.side == Side::Neither) => NO_FLIP.to_owned(),
        // Nobody looked beyond the end of the range.
        None => match (answer.intervals.first(), answer.intervals.last()) {
            (Some(first), Some(last)) => {
                let [from, to] = [first.from, last.to].map(|end| format::short_count(end.to_f64()));
                if answer.is_unfinished { format!("none from {from} to {to}") } else { format!("none to {to}") }
            }
            _ => "none".to_owned(),
        },
        Some(flip) => {
            let at = format::short_count(flip.at.to_f64());
            let nearer = if answer.is_unfinished { " or nearer" } else { "" };
            match flip.ratio {
                Some(ratio) => format!("{at} ({}×){nearer}", format::times(ratio)),
                None => format!("{at}{nearer}"),
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
    finished: bool,
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
        finished: !answer.is_unfinished && answer.cut_at.is_none(),
        searched_from: answer.intervals.first().map(|first| first.from.to_string()),
        searched_to: answer.intervals.last().map(|last| last.to.to_string()),
        nearest: answer.nearest().map(|flip| FlipOut {
            at: flip.at.to_string(),
            ratio: flip.ratio.and_then(|ratio| Dec::from_rounded(ratio, 6)).map(|ratio| ratio.to_string()),
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

#[cfg(test)]
mod tests {
    use super::flip_cell;
    use crate::analysis::breakeven::{Question, break_even};
    use crate::cost::Settings;
    use crate::pricebook::PriceBook;
    use crate::scenario;
    use crate::units::Dec;

    #[test]
    fn a_search_that_was_not_finished_is_told_as_one() {
        // As by hand in `analysis/breakeven/mod.rs`: Lambda up to 38,399,931 requests.
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation\n\
                   A,10M,100,1024,m5.large,1,async\n";
        let workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let ask = |to: i64| {
            let question = Question { to: Some(Dec::from_int(to)), ..Question::VOLUME };
            break_even(&book, &workload, &Settings::new(book.rules()), question).unwrap()
        };
        let (mut with, mut without) = (ask(80_000_000), ask(20_000_000));
        assert_eq!([flip_cell(&with), flip_cell(&without)], ["38.4M (3.84×)", "none to 20M"]);
        (with.is_unfinished, without.is_unfinished) = (true, true);
        assert_eq!([flip_cell(&with), flip_cell(&without)], ["38.4M (3.84×) or nearer", "none from 1 to 20M"]);
    }
}
