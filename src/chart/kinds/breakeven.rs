//! Cost against volume, or another input: both lines, every crossing, the workload's own place.

use super::crossings::crossings;
use super::inputs::{axis_title, named, value, with_unit};
use super::lines::{Pieces, sides};
use super::reserved::{undercut_or, unless_undercut};
use super::{Subject, range, words};
use crate::analysis::breakeven::{BreakEven, Dial, Interval, Question, Side, break_even};
use crate::analysis::curve::{CurvePoint, Stretch, curve};
use crate::analysis::sweep::Spread;
use crate::analysis::uncertainty::stands_on;
use crate::analysis::{Comparison, Verdict, undercutting_at, undercutting_at_told};
use crate::chart::ticks::{ceil_125, floor_125};
use crate::chart::{Axis, Body, Chart, ChartError, Kind, Own, Panel, Panels, Scale, Unit};
use crate::cost::ec2::RunnerUp;
use crate::scenario::Workload;
use crate::terms::capitalized;
use crate::units::format::{counted, quantity};
use crate::units::{Dec, Usd};

/// The input that a chart follows, and the part of it that is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// The input.
    pub dial: Dial,
    /// Where the axis begins; chosen around the workload and its crossings where it is not given.
    pub from: Option<Dec>,
    /// Where it ends.
    pub to: Option<Dec>,
}

impl Line {
    /// Volume.
    pub const VOLUME: Line = Line { dial: Dial::Requests, from: None, to: None };
}

/// Prices along the axis before jumps are looked for.
const SAMPLES: u32 = 240;

/// Cost of both options along an input.
///
/// # Errors
/// [`ChartError`] when the scenario lacks what the input needs, a price is missing, or a figure is too large.
pub fn breakeven(subject: &Subject<'_>, comparison: &Comparison, line: Line) -> Result<Chart, ChartError> {
    let (book, settings, workload) = (subject.book, subject.settings, &comparison.workload);
    let question = Question { dial: line.dial, from: line.from, to: line.to, ..Question::VOLUME };
    let answer = break_even(book, workload, settings, question)?;
    let spread = spread_of(line.dial);
    let (from, to) = shown(&answer, line, spread);
    // A scale of ratios has no 0.
    let spread = if from > Dec::ZERO { spread } else { Spread::Linear };
    let stretch = Stretch { from, to, spread, samples: SAMPLES };
    let points = curve(book, workload, settings, line.dial, stretch)?;
    let unit = if line.dial == Dial::Requests { Unit::Count } else { Unit::Number };
    let x = Axis {
        title: axis_title(line.dial, workload, spread),
        scale: if spread == Spread::Logarithmic { Scale::Log } else { Scale::Linear },
        from: from.to_f64(),
        to: to.to_f64(),
        unit,
        ticks: None,
    };
    let panel = Panel {
        y: money_axis(&points, spread),
        series: sides(|at| pieces(&points, at, line.dial.is_whole())),
        crossings: crossings(subject, &merged(&answer), &x, &|at| value(subject, line.dial, at)),
    };
    let elsewhere = first_undercut(subject, workload, line.dial, answer.returns_to_lambda())?;
    let own = Own { x: answer.own.to_f64(), label: format!("as it is: {}", value(subject, line.dial, answer.own)) };
    Ok(Chart {
        kind: Kind::Breakeven,
        workload: Some(words::name(workload)),
        title: subject
            .title(workload, title(subject, &answer, line.dial) + &as_it_is(subject, comparison, &answer, line.dial)),
        subtitle: subject.about_titled(comparison),
        prices: subject.prices(&words::regions([&**workload])),
        foot: undercut_or(comparison, || elsewhere),
        notes: words::turned_notes(comparison, answer.followers),
        body: Body::Panels(Panels { x, panels: vec![panel], own: Some(own) }),
    })
}

/// That at some of these values of an input, where Lambda becomes the cheaper side, fleets that a search does not take cost less.
pub(super) fn first_undercut(
    subject: &Subject<'_>,
    workload: &Workload,
    dial: Dial,
    values: impl IntoIterator<Item = Dec>,
) -> Result<Option<String>, ChartError> {
    let found = undercutting_at(subject.book, workload, subject.settings, dial, values)?;
    Ok(undercut_told(subject, workload, dial, &found))
}

/// The same of those that were found.
pub(super) fn undercut_told(
    subject: &Subject<'_>,
    workload: &Workload,
    dial: Dial,
    found: &[(Dec, RunnerUp)],
) -> Option<String> {
    let told = undercutting_at_told(found, |at| named(subject, dial, workload, at));
    told.map(|told| format!("{}.", capitalized(&told)))
}

/// Inputs whose values lie magnitudes apart are shown by ratio.
pub(super) fn spread_of(dial: Dial) -> Spread {
    match dial {
        Dial::Requests | Dial::Duration | Dial::Memory | Dial::Burst => Spread::Logarithmic,
        Dial::Utilization | Dial::Ec2Price | Dial::OpsHours | Dial::Column(_) => Spread::Linear,
    }
}

/// Intervals without ties of a single step, neighbors of the same winner joined: what people call crossings.
fn merged(answer: &BreakEven) -> Vec<Interval> {
    let mut all: Vec<Interval> = Vec::new();
    for interval in &answer.intervals {
        if interval.side == Side::Tie && interval.from == interval.to && answer.intervals.len() > 1 {
            continue;
        }
        match all.last_mut() {
            Some(last) if last.side == interval.side => {
                last.to = interval.to;
                last.at_to = interval.at_to;
            }
            _ => all.push(*interval),
        }
    }
    all
}

/// The part of the range to show: the workload and the crossings near it, with room around them.
fn shown(answer: &BreakEven, line: Line, spread: Spread) -> (Dec, Dec) {
    let all = merged(answer);
    let (Some(first), Some(last)) = (answer.intervals.first(), answer.intervals.last()) else {
        return (answer.own, answer.own);
    };
    let (least, most) = (first.from, last.to);
    if spread == Spread::Linear {
        return (line.from.unwrap_or(least), line.to.unwrap_or_else(|| near_end(answer, least, most)));
    }
    let own = answer.own.to_f64();
    let mut points: Vec<f64> = Vec::new();
    points.extend(Some(own).filter(|own| *own > 0.0));
    let flips = all.iter().skip(1).map(|interval| interval.from.to_f64());
    let reach = |flip: &f64| own <= 0.0 || libm::log(*flip / own).abs() <= libm::log(1e4);
    let near: Vec<f64> = flips.clone().filter(reach).collect();
    if near.is_empty() {
        points.extend(
            flips.min_by(|a, b| libm::log(a / own.max(1.0)).abs().total_cmp(&libm::log(b / own.max(1.0)).abs())),
        );
    } else {
        points.extend(near);
    }
    let low = points.iter().copied().fold(f64::INFINITY, f64::min);
    let high = points.iter().copied().fold(0.0, f64::max);
    let (low, high) = if high > 0.0 { (low / 10.0, high * 10.0) } else { (1e3, 1e9) };
    let round = |value: f64, otherwise: Dec| Dec::from_f64(value).unwrap_or(otherwise).max(least).min(most);
    let (mut from, mut to) = (round(floor_125(low), least), round(ceil_125(high), most));
    if from >= to {
        (from, to) = (least, most);
    }
    (line.from.unwrap_or(from), line.to.unwrap_or(to))
}

/// The end of a linear axis: twice what matters, not the whole range that was searched.
fn near_end(answer: &BreakEven, least: Dec, most: Dec) -> Dec {
    let flips = merged(answer).into_iter().skip(1).map(|interval| interval.from.to_f64());
    let own = answer.own.to_f64();
    let far = flips.filter(|flip| *flip <= own.max(1.0) * 20.0).fold(own, f64::max);
    let end = Dec::from_f64(ceil_125((far * 1.5).max(least.to_f64() + 1.0))).unwrap_or(most);
    end.min(most).max(least)
}

/// The cost axis: by ratio along inputs that are, from zero along others.
fn money_axis(points: &[CurvePoint], spread: Spread) -> Axis {
    const TITLE: &str = "USD a month";
    let values = || points.iter().flat_map(|point| point.usd).flatten().map(Usd::to_f64);
    if spread == Spread::Logarithmic {
        // Where one line has left the picture, the other one has won long since.
        let floors = [0, 1]
            .map(|at| points.iter().filter_map(|point| point.usd[at]).map(Usd::to_f64).fold(f64::INFINITY, f64::min));
        let most = values().fold(0.0, f64::max);
        let high_floor = floors.into_iter().filter(|floor| floor.is_finite()).fold(0.0, f64::max);
        // Whole dollars stay, however large the bills at the other end are: break-evens are most often among them.
        let keep = (most / high_floor.max(f64::MIN_POSITIVE) * 1_000.0).clamp(1e4, most.max(1e9));
        // A line all of which is further below would not be seen at all.
        let top = |at: usize| points.iter().filter_map(|point| point.usd[at]).map(Usd::to_f64).fold(0.0, f64::max);
        let lowest_top = [top(0), top(1)].into_iter().filter(|top| *top > 0.0).fold(f64::INFINITY, f64::min);
        let keep = keep.max(most / lowest_top * 2.0);
        if let Some(axis) = range::logarithmic(TITLE, values(), keep) {
            return axis;
        }
    }
    range::from_zero(TITLE, values())
}

/// One option's line: in pieces where it is not possible, upright where it jumps, and from one whole number to the next of
/// an input that has none between.
fn pieces(points: &[CurvePoint], at: usize, is_whole: bool) -> Pieces {
    let mut all: Pieces = Vec::new();
    let mut piece: Vec<(f64, f64)> = Vec::new();
    for (index, point) in points.iter().enumerate() {
        let Some(usd) = point.usd[at] else {
            if !piece.is_empty() {
                all.push(std::mem::take(&mut piece));
            }
            continue;
        };
        let (x, y) = (point.value.to_f64(), usd.to_f64());
        if let (Some(last), Some(before)) = (piece.last().copied(), index.checked_sub(1).map(|at| &points[at]))
            && (before.jumps_to(point, at) || (is_whole && point.value.sub(before.value) == Some(Dec::ONE)))
        {
            piece.push((x, last.1));
        }
        piece.push((x, y));
    }
    if !piece.is_empty() {
        all.push(piece);
    }
    all
}

/// What holds in an interval, for the beginning of a sentence.
fn sentence(interval: &Interval) -> String {
    capitalized(&interval.says())
}

/// Two values, with all of their digits where they would read the same.
fn apart(subject: &Subject<'_>, dial: Dial, both: [Dec; 2]) -> [String; 2] {
    let [one, other] = both.map(|at| value(subject, dial, at));
    if one == other { both.map(|at| subject.locale.localize(&quantity(at))) } else { [one, other] }
}

fn title(subject: &Subject<'_>, answer: &BreakEven, dial: Dial) -> String {
    let all = merged(answer);
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return "Nothing to compare".to_owned() };
    let at = with_unit(subject, dial, answer.unit, all.get(1).map_or(first.from, |next| next.from));
    match (all.len(), first.winner) {
        (1, Some(winner)) if first.only().is_some() => format!("Only {} can run this workload", winner.label()),
        (1, Some(winner)) => {
            let [from, to] = apart(subject, dial, [first.from, first.to]);
            format!("{} is cheaper everywhere from {from} to {}", winner.label(), counted(&to, answer.unit))
        }
        (1, None) if first.side == Side::Tie => "Both cost the same everywhere".to_owned(),
        (1, None) => "Neither can run this workload".to_owned(),
        (2, _) if last.only().is_some() => format!("{} below {at}; {} from there on", sentence(first), last.says()),
        (2, Some(_)) => format!("{} below {at}", sentence(first)),
        (2, None) => format!("{} from {at} on", sentence(last)),
        (count, _) => {
            let ([low, high], unit) = (apart(subject, dial, [all[1].from, last.from]), answer.unit);
            // Every change, those that are named and those between them, as the labels count them.
            let changes = words::times(count - 1);
            match (first.winner, last.winner) {
                (Some(one), Some(other)) if one != other => {
                    let above = if last.only().is_some() { last.says() } else { other.label().to_owned() };
                    format!("{} below {low}, {above} above {high} {unit}; it flips {changes} in all", sentence(first))
                }
                _ => {
                    let end = if last.only().is_some() || last.side == Side::Neither {
                        format!("; {} from there on", last.says())
                    } else {
                        String::new()
                    };
                    format!("The cheaper side changes {changes} between {low} and {high} {unit}{end}")
                }
            }
        }
    }
}

/// Who is cheaper where the workload stands, to go on a title that names the sides of a crossing.
fn as_it_is(subject: &Subject<'_>, comparison: &Comparison, answer: &BreakEven, dial: Dial) -> String {
    if merged(answer).len() < 2 {
        return String::new();
    }
    // The crossing has the unit.
    let own = match (dial, answer.unit.starts_with("times ")) {
        (Dial::Requests, _) => value(subject, dial, answer.own),
        (_, true) => format!("{}×", value(subject, dial, answer.own)),
        (_, false) => with_unit(subject, dial, answer.unit, answer.own),
    };
    let verdict = match comparison.verdict {
        Verdict::Cheaper { winner, saving, .. } => format!("{} saves {}", winner.label(), subject.usd(saving)),
        other => words::short_verdict(subject, other),
    };
    let ranges = &comparison.workload.ranges;
    if ranges.is_empty() {
        return unless_undercut(format!("; as it is, at {own}, {verdict}"), comparison);
    }
    // Over all of the ranges it may be another one.
    let at = stands_on(ranges).trim_end_matches(',');
    unless_undercut(format!("; at {own}, with ranges at {at}, {verdict}"), comparison)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::breakeven::Method;
    use crate::cost::{OptionKey, Settings};
    use crate::pricebook::PriceBook;

    #[test]
    fn a_line_of_next_to_nothing_is_within_the_axis() {
        // Four runs of 3 s at 512 MB and at 1 GB: 6 and 12 GB-s at $0.0000166667, beside two small instances.
        let usd = |text: &str| Usd::from_dollars(text.parse().unwrap());
        let point =
            |value: i64, lambda: &str| CurvePoint { value: Dec::from_int(value), usd: [usd(lambda), usd("33.35")] };
        let axis = money_axis(&[point(512, "0.0001"), point(1024, "0.0002")], Spread::Logarithmic);
        assert!(axis.from <= 0.0001 && axis.to >= 33.35, "{} {}", axis.from, axis.to);
        // Where a line is in the picture elsewhere, it may leave it.
        let axis = money_axis(&[point(512, "0.0001"), point(1024, "40")], Spread::Logarithmic);
        assert!(axis.from > 0.0001, "{}", axis.from);
    }

    #[test]
    fn whole_numbers_are_joined_by_steps() {
        let point = |value: i64, usd: i64| CurvePoint {
            value: Dec::from_int(value),
            usd: [Usd::from_dollars(Dec::from_int(usd)), None],
        };
        // A hundredth more along an input that doubles is no jump.
        let points = [point(1, 100), point(2, 101), point(4, 101)];
        assert_eq!(pieces(&points, 0, false), [[(1.0, 100.0), (2.0, 101.0), (4.0, 101.0)]]);
        assert_eq!(pieces(&points, 0, true), [[(1.0, 100.0), (2.0, 100.0), (2.0, 101.0), (4.0, 101.0)]]);
    }

    /// The title over intervals of ten milliseconds each with these costs, dollars.
    fn said(costs: &[[Option<i64>; 2]]) -> String {
        let book = PriceBook::current().unwrap();
        let settings = Settings::new(book.rules());
        let subject = Subject::new(&book, &settings, 1);
        let interval = |(at, usd): (i64, &[Option<i64>; 2])| {
            let (side, winner) = match usd {
                [Some(lambda), Some(ec2)] if lambda == ec2 => (Side::Tie, None),
                [Some(lambda), Some(ec2)] if lambda < ec2 => (Side::First, Some(OptionKey::Lambda)),
                [Some(_), None] => (Side::First, Some(OptionKey::Lambda)),
                [None, None] => (Side::Neither, None),
                _ => (Side::Second, Some(OptionKey::Ec2)),
            };
            let usd = usd.map(|usd| usd.and_then(|usd| Usd::from_dollars(Dec::from_int(usd))));
            let (from, to) = (Dec::from_int(at * 10 + 1), Dec::from_int(at * 10 + 10));
            Interval { from, to, winner, side, at_from: usd, at_to: usd, part: None }
        };
        let answer = BreakEven {
            question: Question { dial: Dial::Duration, ..Question::VOLUME },
            unit: "ms",
            followers: &[],
            own: Dec::ONE,
            step: Dec::ONE,
            intervals: (0..).zip(costs).map(interval).collect(),
            cut_at: None,
            is_unfinished: false,
            margin: None,
            method: Method::Exact,
            rest_api_timeout_ms: None,
        };
        title(&subject, &answer, Dial::Duration)
    }

    #[test]
    fn titles_of_several_crossings_say_where_only_one_side_is_possible() {
        let (lambda, ec2) = ([Some(1), Some(2)], [Some(2), Some(1)]);
        let (only_ec2, only_lambda) = ([None, Some(1)], [Some(1), None]);
        assert_eq!(said(&[lambda, only_ec2]), "Lambda is cheaper below 11 ms; only EC2 is possible from there on");
        assert_eq!(said(&[only_lambda, ec2]), "Only Lambda is possible below 11 ms");
        assert_eq!(
            said(&[lambda, ec2, lambda, only_ec2]),
            "Lambda is cheaper below 11, only EC2 is possible above 31 ms; it flips three times in all"
        );
        assert_eq!(
            said(&[only_lambda, ec2, lambda, ec2]),
            "Only Lambda is possible below 11, EC2 above 31 ms; it flips three times in all"
        );
        assert_eq!(
            said(&[ec2, lambda, only_ec2]),
            "The cheaper side changes twice between 11 and 21 ms; only EC2 is possible from there on"
        );
        assert_eq!(said(&[ec2, lambda, ec2]), "The cheaper side changes twice between 11 and 21 ms");
    }
}
