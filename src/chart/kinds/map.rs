//! Who is cheaper over two inputs.

use super::breakeven::spread_of;
use super::inputs::{axis_title, named};
use super::map_title::{Alone, Wins, title};
use super::reserved::undercut;
use super::{Subject, words};
use crate::analysis::Comparison;
use crate::analysis::breakeven::{Dial, Interval, Side as Winner};
use crate::analysis::map::{Latitude, Side, map as latitudes};
use crate::analysis::sweep::Spread;
use crate::chart::ticks::{ceil_125, floor_125};
use crate::chart::{Area, Axis, Body, Chart, ChartError, Kind, Map, MapRow, Scale, Unit};
use crate::cost::OptionKey;
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::Dec;
use crate::units::format::{quantity, with_exponent};

/// The two inputs of a map, and the parts of them that are shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    /// The horizontal input; its ends are chosen where they are not given.
    pub x: (Dial, Option<(Dec, Dec)>),
    /// The vertical input.
    pub y: (Dial, Option<(Dec, Dec)>),
}

impl Plane {
    /// Volume and duration, around the workload.
    pub const DEFAULT: Plane = Plane { x: (Dial::Requests, None), y: (Dial::Duration, None) };
}

/// Rows, each of them as exact along the horizontal input as the picture.
const ROWS: u32 = 61;

/// Who is cheaper over two inputs.
///
/// # Errors
/// [`ChartError`] when the scenario lacks what an input needs, a price is missing, or a figure is too large.
pub fn map(subject: &Subject<'_>, comparison: &Comparison, plane: Plane) -> Result<Chart, ChartError> {
    let (book, settings, workload) = (subject.book, subject.settings, &comparison.workload);
    if plane.x.0 == plane.y.0 {
        return Err(ChartError::Unusable("a map needs two different inputs".to_owned()));
    }
    let own = |dial: Dial| dial.own(book, workload, settings);
    let (own_x, own_y) = (own(plane.x.0)?, own(plane.y.0)?);
    // Volume is what everything hangs on: three decades to each side; other inputs a little more than one.
    let side = |(dial, ends): (Dial, Option<(Dec, Dec)>), own: Dec, reach: f64, option: &str| {
        let spread = spread_of(dial);
        let (least, most) = dial.range(own, book, workload)?;
        // What lies below all that can be shown, such as a request a year, is beside the map.
        let (from, to) = ends.unwrap_or_else(|| around(own.max(least).min(most), spread, reach, least, most));
        let (from, to) = (from.max(least), to.min(most));
        if from >= to {
            let (key, unit) = (dial.key(), dial.unit_of(workload));
            let beyond = least < most;
            let ends = if beyond {
                format!(
                    "it goes from {} to {} {unit}: give a part of that, as with {option} {key}={least}..{most}",
                    quantity(least),
                    quantity(most)
                )
            } else {
                format!("it can only be {} {unit}: choose another input with {option}", quantity(least))
            };
            let why = format!("a map needs a range of {key}, and none is left; {ends}");
            return Err(if beyond { ChartError::Outside(why) } else { ChartError::Unusable(why) });
        }
        // What begins at nothing has no logarithm.
        let spread = if from > Dec::ZERO { spread } else { Spread::Linear };
        Ok(Side { dial, from, to, spread })
    };
    let (x, y) = (side(plane.x, own_x, 1_000.0, "--x")?, side(plane.y, own_y, 20.0, "--y")?);
    let found = latitudes(book, workload, settings, (x, y), ROWS)?;
    let rows = rows(book, &found, x, y);
    let alone = |winner: Winner| {
        let won = || found.iter().flat_map(|row| row.intervals.iter().flatten()).filter(|one| one.side == winner);
        match won().filter(|one| one.only().is_some()).count() {
            0 => Wins::Cheaper,
            alone if alone == won().count() => Wins::Alone,
            _ => Wins::Both,
        }
    };
    let alone = Alone { lambda: alone(Winner::First), ec2: alone(Winner::Second) };
    let areas = areas(&rows, alone);
    let (shown_x, shown_y) = (own_x.max(x.from).min(x.to), own_y.max(y.from).min(y.to));
    Ok(Chart {
        kind: Kind::Map,
        workload: Some(words::name(workload)),
        title: subject.title(workload, title(&rows, alone, x, y)),
        subtitle: subject.about_titled(comparison),
        prices: subject.prices(&words::regions([&**workload])),
        foot: undercut(std::slice::from_ref(comparison)),
        notes: words::turned_notes(comparison, [x, y].iter().flat_map(|side| side.dial.followers(workload))),
        body: Body::Map(Map {
            x: axis(workload, x),
            y: axis(workload, y),
            rows,
            own: (shown_x.to_f64(), shown_y.to_f64()),
            own_label: format!(
                "{}: {}, {}",
                if (shown_x, shown_y) == (own_x, own_y) { "as it is" } else { "as it is, outside the map" },
                named(subject, x.dial, workload, own_x),
                named(subject, y.dial, workload, own_y)
            ),
            areas,
        }),
    })
}

/// The inputs of which more was asked for than there is, each with what is shown of it, as sentences.
///
/// # Errors
/// [`ChartError`] when the scenario lacks what an input needs.
pub fn clipped(subject: &Subject<'_>, comparison: &Comparison, plane: Plane) -> Result<Vec<String>, ChartError> {
    let (book, settings, workload) = (subject.book, subject.settings, &comparison.workload);
    let mut told = Vec::new();
    for (option, (dial, ends)) in [("--x", plane.x), ("--y", plane.y)] {
        let Some((from, to)) = ends else { continue };
        let (least, most) = dial.range(dial.own(book, workload, settings)?, book, workload)?;
        if from < least || to > most {
            let (key, unit) = (dial.key(), dial.unit_of(workload));
            let [from, to] = [least.max(from), most.min(to)].map(quantity);
            told.push(format!("{option} {key}: more is asked for than there is; the map shows {from} to {to} {unit}"));
        }
    }
    Ok(told)
}

/// Options that ask for a map between half and twice the workload's own values, where figures of a larger one are too large;
/// `None` where that cannot be drawn either.
#[must_use]
pub fn nearer(subject: &Subject<'_>, comparison: &Comparison, plane: Plane) -> Option<String> {
    let (book, settings, workload) = (subject.book, subject.settings, &comparison.workload);
    let close = |dial: Dial| {
        let own = dial.own(book, workload, settings).ok()?;
        let (least, most) = dial.range(own, book, workload).ok()?;
        Some((dial, Some((own.ratio(1, 2)?.max(least), own.ratio(2, 1)?.min(most)))))
    };
    let plane = Plane { x: close(plane.x.0)?, y: close(plane.y.0)? };
    map(subject, comparison, plane).ok()?;
    let option = |name: &str, (dial, ends): (Dial, Option<(Dec, Dec)>)| {
        let (from, to) = ends?;
        Some(format!("{name} {}={}..{}", dial.key(), with_exponent(from), with_exponent(to)))
    };
    Some(format!("{} {}", option("--x", plane.x)?, option("--y", plane.y)?))
}

/// Round ends around a value.
fn around(own: Dec, spread: Spread, reach: f64, least: Dec, most: Dec) -> (Dec, Dec) {
    let own = own.to_f64();
    let (low, high) = match spread {
        Spread::Logarithmic if own > 0.0 => (floor_125(own / reach), ceil_125(own * reach)),
        _ => (least.to_f64(), ceil_125((own * 3.0).max(least.to_f64() + 1.0))),
    };
    (Dec::from_f64(low).unwrap_or(least), Dec::from_f64(high).unwrap_or(most))
}

fn axis(workload: &Workload, side: Side) -> Axis {
    Axis {
        title: axis_title(side.dial, workload, side.spread),
        scale: if side.spread == Spread::Logarithmic { Scale::Log } else { Scale::Linear },
        from: side.from.to_f64(),
        to: side.to.to_f64(),
        unit: if side.dial == Dial::Requests { Unit::Count } else { Unit::Number },
        ticks: None,
    }
}

/// Rows that meet halfway between their values.
fn rows(book: &PriceBook, found: &[Latitude], x: Side, y: Side) -> Vec<MapRow> {
    let halfway = |low: f64, high: f64| match y.spread {
        Spread::Logarithmic => (low * high).sqrt(),
        Spread::Linear => f64::midpoint(low, high),
    };
    let at = |index: usize| found[index].value.to_f64();
    (0..found.len())
        .map(|index| MapRow {
            at: at(index),
            from: if index == 0 { y.from.to_f64() } else { halfway(at(index - 1), at(index)) },
            to: if index + 1 == found.len() { y.to.to_f64() } else { halfway(at(index), at(index + 1)) },
            spans: spans(book, found[index].intervals.as_deref(), x),
        })
        .collect()
}

fn spans(book: &PriceBook, intervals: Option<&[Interval]>, x: Side) -> Vec<(f64, f64, Area)> {
    let (low, high) = (x.from.to_f64(), x.to.to_f64());
    let Some(intervals) = intervals else { return vec![(low, high, Area::Neither)] };
    let (Some(first), Some(last)) = (intervals.first(), intervals.last()) else { return vec![(low, high, Area::Ec2)] };
    // Where the first input cannot be so little or so much, nothing is possible. Less than a step is none of that.
    let step = x.dial.step(book);
    let is_more = |low: Dec, high: Dec| low.add(step).is_some_and(|next| next < high);
    let begin = is_more(x.from, first.from).then_some((low, Area::Neither));
    let end = is_more(last.to, x.to).then(|| (last.to.to_f64(), Area::Neither));
    let parts = intervals.iter().map(|interval| {
        let area = match interval.side {
            Winner::First => Area::Lambda,
            Winner::Second => Area::Ec2,
            Winner::Tie => Area::Tie,
            Winner::Neither => Area::Neither,
        };
        (interval.from.to_f64(), area)
    });
    let mut spans: Vec<(f64, f64, Area)> = Vec::new();
    for (from, area) in begin.into_iter().chain(parts).chain(end) {
        let from = from.clamp(low, high);
        match spans.last_mut() {
            Some(last) if last.2 == area => {}
            _ => {
                if let Some(last) = spans.last_mut() {
                    last.1 = from;
                }
                spans.push((from, high, area));
            }
        }
    }
    // A tie of one step has no width.
    spans.retain(|span| span.1 > span.0);
    spans
}

fn areas(rows: &[MapRow], alone: Alone) -> Vec<(Area, &'static str)> {
    let names = [
        (Area::Lambda, alone.lambda.says(OptionKey::Lambda)),
        (Area::Ec2, alone.ec2.says(OptionKey::Ec2)),
        (Area::Tie, "the same cost"),
        (Area::Neither, "neither is possible"),
    ];
    let there = |area: Area| rows.iter().flat_map(|row| &row.spans).any(|span| span.2 == area);
    names.into_iter().filter(|(area, _)| there(*area)).collect()
}
