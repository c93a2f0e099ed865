//! Who is cheaper over two inputs.

use super::breakeven::{axis_title, named, spread_of};
use super::{Subject, words};
use crate::analysis::Comparison;
use crate::analysis::breakeven::{Dial, Interval, Side as Winner};
use crate::analysis::map::{Latitude, Side, map as latitudes};
use crate::analysis::sweep::Spread;
use crate::chart::ticks::{ceil_125, floor_125};
use crate::chart::{Area, Axis, Body, Chart, ChartError, Kind, Map, MapRow, Scale, Unit};
use crate::scenario::Workload;
use crate::units::Dec;
use crate::units::format::{quantity, whole_percent, with_exponent};

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
        Ok(Side { dial, from, to, spread })
    };
    let (x, y) = (side(plane.x, own_x, 1_000.0, "--x")?, side(plane.y, own_y, 20.0, "--y")?);
    let found = latitudes(book, workload, settings, (x, y), ROWS)?;
    let rows = rows(&found, x, y);
    let alone = |winner: Winner| {
        let mut won = found.iter().flat_map(|row| &row.intervals).filter(|one| one.side == winner).peekable();
        won.peek().is_some() && won.all(|one| one.only().is_some())
    };
    let alone = Alone { lambda: alone(Winner::First), ec2: alone(Winner::Second) };
    let areas = areas(&rows, alone);
    Ok(Chart {
        kind: Kind::Map,
        workload: Some(words::name(workload)),
        title: title(&rows, alone, x, y),
        subtitle: subject.about(comparison),
        prices: subject.prices(&words::regions([&**workload])),
        notes: words::notes(comparison),
        body: Body::Map(Map {
            x: axis(workload, x),
            y: axis(workload, y),
            rows,
            own: (own_x.to_f64(), own_y.to_f64()),
            own_label: format!(
                "as it is: {}, {}",
                named(subject, x.dial, workload, own_x),
                named(subject, y.dial, workload, own_y)
            ),
            areas,
        }),
    })
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

/// Options that win nowhere but where the other one is not possible.
#[derive(Debug, Clone, Copy, Default)]
struct Alone {
    lambda: bool,
    ec2: bool,
}

fn areas(rows: &[MapRow], alone: Alone) -> Vec<(Area, &'static str)> {
    let names = [
        (Area::Lambda, if alone.lambda { "only Lambda is possible" } else { "Lambda is cheaper" }),
        (Area::Ec2, if alone.ec2 { "only EC2 is possible" } else { "EC2 is cheaper" }),
        (Area::Tie, "the same cost"),
        (Area::Neither, "neither is possible"),
    ];
    let there = |area: Area| rows.iter().flat_map(|row| &row.spans).any(|span| span.2 == area);
    names.into_iter().filter(|(area, _)| there(*area)).collect()
}

/// How the two inputs decide.
fn title(rows: &[MapRow], alone: Alone, x: Side, y: Side) -> String {
    let has = |area: Area| rows.iter().flat_map(|row| &row.spans).any(|span| span.2 == area);
    let (across, up) = (x.dial.key(), y.dial.key());
    let (winner, is_alone) = match (has(Area::Lambda), has(Area::Ec2)) {
        (true, false) => (Some("Lambda"), alone.lambda),
        (false, true) => (Some("EC2"), alone.ec2),
        _ => (None, false),
    };
    let whole = format!("over the whole range of {across} and {up}");
    match (winner, is_alone, has(Area::Tie), has(Area::Neither)) {
        (Some(winner), true, false, false) => return format!("Only {winner} is possible {whole}"),
        (Some(winner), false, false, false) => return format!("{winner} is cheaper {whole}"),
        (Some(winner), true, false, true) => return format!("Only {winner} is possible, and not {whole}"),
        (Some(winner), false, false, true) => {
            return format!("{winner} is cheaper wherever {across} and {up} leave a side possible");
        }
        (None, _, true, false) if !has(Area::Lambda) => return format!("Both cost the same {whole}"),
        (None, _, false, true) if !has(Area::Lambda) => return format!("Neither is possible {whole}"),
        (None, ..) if !has(Area::Lambda) => return format!("No side is cheaper {whole}"),
        _ => {}
    }
    let rule = rule(rows, across, up);
    lopsided(rows, alone, (x, y), rule.as_ref()).unwrap_or_else(|| {
        rule.map_or_else(|| format!("Which side is cheaper depends on {across} and {up}"), |rule| rule.says)
    })
}

/// A simple rule that holds for every row.
struct Rule {
    /// As a sentence.
    says: String,
    /// Where Lambda is cheaper, and where EC2 is.
    places: [String; 2],
}

/// The rule by which the two inputs decide; `None` where no simple one is true.
fn rule(rows: &[MapRow], across: &str, up: &str) -> Option<Rule> {
    // Where Lambda's part of each row ends, from the bottom up; `None` where areas lie in another order.
    let border = |row: &MapRow| match (row.spans.first()?.2, row.spans.last()?.2, row.spans.len()) {
        (Area::Lambda, _, 1) => Some(f64::INFINITY),
        (Area::Ec2, _, 1) => Some(0.0),
        (Area::Lambda, Area::Ec2, _) => row.spans.first().map(|span| span.1),
        _ => None,
    };
    let borders = rows.iter().map(border).collect::<Option<Vec<f64>>>()?;
    let (low, high) = (borders.first()?, borders.last()?);
    // A fleet's steps make a border waver.
    let falls = borders.windows(2).all(|pair| pair[1] <= pair[0] * 1.3);
    let rises = borders.windows(2).all(|pair| pair[1] * 1.3 >= pair[0]);
    let (says, places) = if rows.iter().all(|row| row.spans.len() == 1) {
        match (falls, rises) {
            (true, _) => (
                format!("Lambda is cheaper at low {up}, EC2 at high ones, whatever the {across}"),
                [format!("low {up}"), format!("high {up}")],
            ),
            (_, true) => (
                format!("EC2 is cheaper at low {up}, Lambda at high ones, whatever the {across}"),
                [format!("high {up}"), format!("low {up}")],
            ),
            _ => return None,
        }
    } else {
        match (falls, rises) {
            (true, _) if high * 1.2 < *low => (
                format!("Lambda is cheaper at low {across} and {up}, EC2 at high ones"),
                [format!("low {across} and {up}"), format!("high {across} and {up}")],
            ),
            (_, true) if *high > low * 1.2 => (
                format!("Lambda is cheaper at low {across} and high {up}, EC2 at high {across} and low {up}"),
                [format!("low {across} and high {up}"), format!("high {across} and low {up}")],
            ),
            (true, true) => (
                format!("Lambda is cheaper at low {across}, EC2 at high ones, whatever the {up}"),
                [format!("low {across}"), format!("high {across}")],
            ),
            _ => return None,
        }
    };
    Some(Rule { says, places })
}

/// A side that wins so much of what is shown is said to.
const NEARLY_ALL: f64 = 0.9;

/// Where one side wins nearly all of what is shown, how much that is, and where the other one wins.
fn lopsided(rows: &[MapRow], alone: Alone, (x, y): (Side, Side), rule: Option<&Rule>) -> Option<String> {
    let shares = [Area::Lambda, Area::Ec2].map(|area| share(rows, area, x, y));
    let most = shares.iter().position(|share| *share >= NEARLY_ALL)?;
    let [winner, other] = if most == 0 { ["Lambda", "EC2"] } else { ["EC2", "Lambda"] };
    let is_alone = |at: usize| if at == 0 { alone.lambda } else { alone.ec2 };
    let percent = |share: f64| match Dec::from_f64(share * 100.0).unwrap_or_default() {
        some if some < Dec::ONE => "less than 1".to_owned(),
        some => whole_percent(some),
    };
    let shown = format!("in {} % of the area shown", percent(shares[most]));
    let wins = if is_alone(most) {
        format!("Only {winner} is possible {shown}")
    } else {
        format!("{winner} is cheaper {shown}")
    };
    let there = match rule {
        Some(rule) => format!("at {}", rule.places[1 - most]),
        None => format!("in {} %", percent(shares[1 - most])),
    };
    let only = if rule.is_some() { "only " } else { "" };
    Some(if is_alone(1 - most) {
        format!("{wins}; {there} only {other} is possible")
    } else {
        format!("{wins}, {other} {only}{there}")
    })
}

/// The share of what is shown that is of one area, as it is drawn.
fn share(rows: &[MapRow], area: Area, x: Side, y: Side) -> f64 {
    let length = |spread: Spread, from: f64, to: f64| match spread {
        Spread::Logarithmic => libm::log(to / from),
        Spread::Linear => to - from,
    };
    let (mut all, mut own) = (0.0, 0.0);
    for row in rows {
        let height = length(y.spread, row.from, row.to);
        for (from, to, of) in &row.spans {
            let part = height * length(x.spread, *from, *to);
            all += part;
            own += if *of == area { part } else { 0.0 };
        }
    }
    if all > 0.0 { own / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said_of(rows: &[&[(f64, f64, Area)]], alone: Alone) -> String {
        let row = |spans: &&[(f64, f64, Area)]| MapRow { at: 1.0, from: 1.0, to: 10.0, spans: spans.to_vec() };
        let side = |dial| Side { dial, from: Dec::ONE, to: Dec::from_int(100), spread: Spread::Logarithmic };
        let rows: Vec<MapRow> = rows.iter().map(row).collect();
        title(&rows, alone, side(Dial::Requests), side(Dial::Duration))
    }

    fn said(rows: &[&[(f64, f64, Area)]]) -> String {
        said_of(rows, Alone::default())
    }

    #[test]
    fn titles_say_what_is_not_possible() {
        let all = |area: Area| [(1.0, 100.0, area)];
        let (lambda, ec2, tie, neither) = (all(Area::Lambda), all(Area::Ec2), all(Area::Tie), all(Area::Neither));
        let whole = "over the whole range of requests and duration";
        let only = Alone { lambda: true, ec2: false };
        assert_eq!(said(&[&lambda]), format!("Lambda is cheaper {whole}"));
        assert_eq!(said(&[&neither]), format!("Neither is possible {whole}"));
        assert_eq!(said(&[&tie]), format!("Both cost the same {whole}"));
        assert_eq!(said(&[&tie, &neither]), format!("No side is cheaper {whole}"));
        assert_eq!(said(&[&ec2, &neither]), "EC2 is cheaper wherever requests and duration leave a side possible");
        assert_eq!(said_of(&[&lambda], only), format!("Only Lambda is possible {whole}"));
        assert_eq!(said_of(&[&lambda, &neither], only), format!("Only Lambda is possible, and not {whole}"));
        // In a part of it both cost the same, or another side wins: no simple rule is true.
        assert!(said(&[&lambda, &tie]).starts_with("Which side is cheaper depends"));
        assert!(said(&[&lambda, &ec2, &neither]).starts_with("Which side is cheaper depends"));
    }

    #[test]
    fn titles_say_how_much_a_side_wins_where_that_is_nearly_all() {
        // Over 1 to 100 by ratio a border at 10^1.9 = 79.4 leaves EC2 5 % of a row, one at 10^1.8 = 63.1 leaves it 10 %.
        let split = |at: f64| vec![(1.0, libm::pow(10.0, at), Area::Lambda), (libm::pow(10.0, at), 100.0, Area::Ec2)];
        let (all, rest) = (vec![(1.0, 100.0, Area::Lambda)], split(1.9));
        assert_eq!(
            said(&[&split(1.8), &rest]),
            "Lambda is cheaper in 93 % of the area shown, EC2 only at high requests and low duration"
        );
        assert_eq!(said(&[&rest, &rest]), "Lambda is cheaper in 95 % of the area shown, EC2 only at high requests");
        assert_eq!(said(&[&rest, &all, &rest]), "Lambda is cheaper in 97 % of the area shown, EC2 in 3 %");
        let ec2 = Alone { lambda: false, ec2: true };
        assert_eq!(
            said_of(&[&all, &rest], ec2),
            "Lambda is cheaper in 98 % of the area shown; at high requests and duration only EC2 is possible"
        );
        // A sliver is no nothing, and what it leaves is not everything.
        let sliver = vec![(1.0, 99.9, Area::Lambda), (99.9, 100.0, Area::Ec2)];
        assert_eq!(
            said(&[&sliver, &all, &sliver]),
            "Lambda is cheaper in 99.9 % of the area shown, EC2 in less than 1 %"
        );
    }

    #[test]
    fn titles_hold_for_every_row() {
        let split = |at: f64| vec![(1.0, at, Area::Lambda), (at, 100.0, Area::Ec2)];
        let (low, high) = (split(20.0), split(60.0));
        let back = [(1.0, 20.0, Area::Lambda), (20.0, 60.0, Area::Ec2), (60.0, 100.0, Area::Lambda)];
        let lambda = [(1.0, 100.0, Area::Lambda)];
        let ec2 = [(1.0, 100.0, Area::Ec2)];
        assert!(said(&[&high, &low]).starts_with("Lambda is cheaper at low requests and duration, EC2"));
        assert!(said(&[&low, &high]).starts_with("Lambda is cheaper at low requests and high duration"));
        assert!(said(&[&low, &low]).ends_with("whatever the duration"));
        assert!(said(&[&lambda, &ec2]).ends_with("EC2 at high ones, whatever the requests"));
        // Where Lambda comes back, at high volume or above, no simple rule is true.
        assert!(said(&[&high, &low, &back]).starts_with("Which side is cheaper depends"));
        assert!(said(&[&high, &low, &lambda]).starts_with("Which side is cheaper depends"));
    }
}
