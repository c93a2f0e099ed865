//! Who is cheaper over two inputs.

use super::breakeven::{axis_title, named, spread_of};
use super::{Subject, words};
use crate::analysis::Comparison;
use crate::analysis::breakeven::{Dial, Interval, Side as Winner};
use crate::analysis::map::{Latitude, Side, map as latitudes};
use crate::analysis::sweep::Spread;
use crate::chart::ticks::{ceil_125, floor_125};
use crate::chart::{Area, Axis, Body, Chart, ChartError, Kind, Map, MapRow, Scale, Unit};
use crate::units::Dec;

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

/// Rows, each of them exact along the horizontal input.
const ROWS: u32 = 60;

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
    let side = |(dial, ends): (Dial, Option<(Dec, Dec)>), own: Dec, reach: f64| -> Result<Side, ChartError> {
        let spread = spread_of(dial);
        let (least, most) = dial.range(own, book, workload)?;
        let (from, to) = ends.unwrap_or_else(|| around(own, spread, reach, least, most));
        Ok(Side { dial, from: from.max(least), to: to.min(most), spread })
    };
    let (x, y) = (side(plane.x, own_x, 1_000.0)?, side(plane.y, own_y, 20.0)?);
    if x.from >= x.to || y.from >= y.to {
        return Err(ChartError::Unusable("a map needs a range for each input".to_owned()));
    }
    let found = latitudes(book, workload, settings, (x, y), ROWS)?;
    let rows = rows(&found, x, y);
    let areas = areas(&rows);
    Ok(Chart {
        kind: Kind::Map,
        workload: Some(words::name(workload)),
        title: title(&rows, x, y),
        subtitle: subject.about(comparison),
        prices: subject.prices(&words::regions([&**workload])),
        notes: words::notes(comparison),
        body: Body::Map(Map {
            x: axis(x),
            y: axis(y),
            rows,
            own: (own_x.to_f64(), own_y.to_f64()),
            own_label: format!("as it is: {}, {}", named(subject, x.dial, own_x), named(subject, y.dial, own_y)),
            areas,
        }),
    })
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

fn axis(side: Side) -> Axis {
    Axis {
        title: axis_title(side.dial, side.spread),
        scale: if side.spread == Spread::Logarithmic { Scale::Log } else { Scale::Linear },
        from: side.from.to_f64(),
        to: side.to.to_f64(),
        unit: if side.dial == Dial::Requests { Unit::Count } else { Unit::Number },
        ticks: None,
    }
}

/// Rows that meet halfway between their values.
fn rows(found: &[Latitude], x: Side, y: Side) -> Vec<MapRow> {
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
            spans: spans(&found[index].intervals, x),
        })
        .collect()
}

fn spans(intervals: &[Interval], x: Side) -> Vec<(f64, f64, Area)> {
    let (low, high) = (x.from.to_f64(), x.to.to_f64());
    let mut spans: Vec<(f64, f64, Area)> = Vec::new();
    for interval in intervals {
        let area = match interval.side {
            Winner::First => Area::Lambda,
            Winner::Second => Area::Ec2,
            Winner::Tie => Area::Tie,
            Winner::Neither => Area::Neither,
        };
        let from = interval.from.to_f64().clamp(low, high);
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
    if spans.is_empty() {
        spans.push((low, high, Area::Ec2));
    }
    spans
}

fn areas(rows: &[MapRow]) -> Vec<(Area, &'static str)> {
    const NAMES: [(Area, &str); 4] = [
        (Area::Lambda, "Lambda is cheaper"),
        (Area::Ec2, "EC2 is cheaper"),
        (Area::Tie, "the same cost"),
        (Area::Neither, "neither is possible"),
    ];
    let there = |area: Area| rows.iter().flat_map(|row| &row.spans).any(|span| span.2 == area);
    NAMES.into_iter().filter(|(area, _)| there(*area)).collect()
}

/// How the two inputs decide.
fn title(rows: &[MapRow], x: Side, y: Side) -> String {
    let has = |area: Area| rows.iter().flat_map(|row| &row.spans).any(|span| span.2 == area);
    let (across, up) = (x.dial.key(), y.dial.key());
    match (has(Area::Lambda), has(Area::Ec2)) {
        (true, false) => return format!("Lambda is cheaper over the whole range of {across} and {up}"),
        (false, true) => return format!("EC2 is cheaper over the whole range of {across} and {up}"),
        (false, false) => return format!("No side is cheaper over the range of {across} and {up}"),
        (true, true) => {}
    }
    let ends = |row: &MapRow| Some((row.spans.first()?.2, row.spans.last()?.2));
    let all = |pair: fn(Area, Area) -> bool| rows.iter().filter_map(ends).all(|(first, last)| pair(first, last));
    let one_way = all(|first, last| first == Area::Lambda || last == Area::Ec2);
    let split = rows.iter().filter(|row| ends(row) == Some((Area::Lambda, Area::Ec2)));
    // Where Lambda's part of each row ends, from the bottom up.
    let borders: Vec<f64> = split.filter_map(|row| row.spans.first().map(|span| span.1)).collect();
    match (borders.first(), borders.last()) {
        (Some(low), Some(high)) if one_way && high * 1.2 < *low => {
            format!("Lambda is cheaper at low {across} and {up}, EC2 at high ones")
        }
        (Some(low), Some(high)) if one_way && *high > low * 1.2 => {
            format!("Lambda is cheaper at low {across} and high {up}, EC2 at high {across} and low {up}")
        }
        (Some(_), Some(_)) if one_way => {
            format!("Lambda is cheaper at low {across}, EC2 at high ones, whatever the {up}")
        }
        (None, None) if rows.iter().all(|row| row.spans.len() == 1) => match rows.first().and_then(ends) {
            Some((Area::Lambda, _)) => {
                format!("Lambda is cheaper at low {up}, EC2 at high ones, whatever the {across}")
            }
            _ => format!("EC2 is cheaper at low {up}, Lambda at high ones, whatever the {across}"),
        },
        _ => format!("Which side is cheaper depends on {across} and {up}"),
    }
}
