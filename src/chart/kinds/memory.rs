//! Lambda's memory size: what it costs, and how long an invocation takes.

use super::lines::{Pieces, neutral, sides};
use super::reserved::undercut;
use super::{Subject, range, words};
use crate::analysis::optimize::{Headroom, cheapest_memory};
use crate::analysis::sweep::Axis as Values;
use crate::analysis::sweep::{NoOutcome, Recommended, Stop, if_it_fits, recommended, sweep};
use crate::analysis::{Comparison, Rank};
use crate::chart::{Axis, Body, Chart, ChartError, Crossing, Kind, Own, Panel, Panels, Scale, Unit};
use crate::cost::OptionKey;
use crate::scenario::columns::COLUMNS;
use crate::scenario::{Context, Measured};
use crate::units::{Dec, Usd};

/// Sizes that are labeled.
const LABELED: [i64; 10] = [128, 256, 512, 1_024, 1_769, 3_008, 4_096, 5_120, 7_076, 10_240];

/// Sizes that the model's curve is asked at, spread by ratio, besides the labeled ones.
const SIZES: i32 = 60;

/// Cost and duration at every memory size. Durations are those that were `measured`, else the model's.
///
/// # Errors
/// [`ChartError::Unusable`] where no size can run the function; a price is missing or a figure is too large.
pub fn memory(
    subject: &Subject<'_>,
    comparison: &Comparison,
    measured: &[Measured],
    context: &Context<'_>,
) -> Result<Chart, ChartError> {
    let workload = &comparison.workload;
    let rules = subject.book.rules();
    let column = COLUMNS.iter().position(|column| column.name == "memory_mb");
    let column = column.ok_or_else(|| ChartError::Unusable("there is no column memory_mb".to_owned()))?;
    let mut sizes: Vec<Dec> = if measured.is_empty() {
        let between = (0..=SIZES).map(|at| (128.0 * libm::pow(80.0, f64::from(at) / f64::from(SIZES))).round() as i64);
        // What `--optimize` recommends is on the curve, so that both name the same size.
        let cheapest = cheapest_memory(subject.book, workload, subject.settings)?.memory_mb;
        LABELED.into_iter().chain(between).map(Dec::from_int).chain([cheapest]).collect()
    } else {
        measured.iter().map(|one| one.memory_mb).collect()
    };
    sizes.push(workload.memory_mb);
    sizes.retain(|size| *size >= rules.memory_min_mb && *size <= rules.memory_max_mb);
    sizes.sort_unstable();
    sizes.dedup();
    let axis = Values { column, values: sizes.iter().map(Dec::to_string).collect() };
    let stops = sweep(subject.book, workload, subject.settings, &[axis], measured, context).map_err(|refused| {
        let messages: Vec<&str> = refused.iter().map(|bad| bad.message.as_str()).collect();
        ChartError::Unusable(format!("memory_mb: {}", messages.join("; ")))
    })?;
    let title = title(subject, &stops, workload.memory_mb);
    let marks = cheapest_mark(subject, &stops).into_iter().collect();
    let untold = stops.iter().any(|stop| !stop.fits && stop.rank(OptionKey::Lambda).is_some());
    let known_mb = subject.number(workload.effective_memory_used_mb(), 0);
    let mut points: Vec<Point> = Vec::with_capacity(stops.len());
    for (size, stop) in sizes.iter().zip(stops) {
        points.push(Point::of(*size, stop)?);
    }
    let possible = || points.iter().filter(|point| point.usd[0].is_some());
    let (Some(first), Some(last)) = (possible().next(), possible().next_back()) else {
        return Err(ChartError::Unusable("no memory size can run this function".to_owned()));
    };
    let (least, most) = (first.memory_mb.to_f64(), last.memory_mb.to_f64().max(first.memory_mb.to_f64() * 2.0));
    let x = Axis {
        title: match untold {
            true => format!("Lambda memory, MB (log scale); whether a request fits below {known_mb} is not known"),
            false => "Lambda memory, MB (log scale)".to_owned(),
        },
        scale: Scale::Log,
        from: least,
        to: most,
        unit: Unit::Number,
        ticks: Some(LABELED.map(|size| (size as f64, subject.number(Dec::from_int(size), 0))).to_vec()),
    };
    let costs = possible().flat_map(|point| point.usd).flatten().map(Usd::to_f64);
    let money = Panel {
        y: range::from_zero("USD a month", costs),
        series: sides(|at| pieces(&points, |point| point.usd[0].and(point.usd[at]).map(Usd::to_f64))),
        crossings: marks,
    };
    let durations = possible().map(|point| point.duration_ms.to_f64());
    let duration = Panel {
        y: Axis { unit: Unit::Number, ..range::from_zero("Duration of an invocation, ms", durations) },
        series: vec![neutral(
            if measured.is_empty() { "modeled" } else { "measured" },
            pieces(&points, |point| point.usd[0].map(|_| point.duration_ms.to_f64())),
        )],
        crossings: Vec::new(),
    };
    let own = Own {
        x: workload.memory_mb.to_f64(),
        label: format!("as it is: {} MB", subject.number(workload.memory_mb, 0)),
    };
    let mut notes = words::notes(comparison);
    if measured.is_empty() {
        notes.push("Durations follow the vCPU share of a memory size for CPU work, and stay for waiting.".to_owned());
    }
    if untold {
        notes.push(format!(
            "Nothing says that a request fits into less than {known_mb} MB (memory_used_mb would): smaller sizes are drawn, \
             none is recommended."
        ));
    }
    Ok(Chart {
        kind: Kind::Memory,
        workload: Some(words::name(workload)),
        title: subject.title(workload, title),
        subtitle: subject.about_titled(comparison),
        prices: subject.prices(&words::regions([&**workload])),
        foot: undercut(std::slice::from_ref(comparison)),
        notes,
        body: Body::Panels(Panels { x, panels: vec![money, duration], own: Some(own) }),
    })
}

struct Point {
    memory_mb: Dec,
    usd: [Option<Usd>; 2],
    duration_ms: Dec,
}

impl Point {
    fn of(memory_mb: Dec, stop: Stop) -> Result<Point, ChartError> {
        let comparison = stop.outcome.map_err(|error| match error {
            NoOutcome::Cost(error) => ChartError::Cost(error),
            NoOutcome::Refused(bad) => ChartError::Unusable(bad.to_string()),
        })?;
        let usd = OptionKey::ALL.map(|key| comparison.offer(key).and_then(crate::cost::Offer::total));
        Ok(Point { memory_mb, usd, duration_ms: stop.duration_ms.unwrap_or_default() })
    }
}

fn pieces(points: &[Point], of: impl Fn(&Point) -> Option<f64>) -> Pieces {
    let line: Vec<(f64, f64)> =
        points.iter().filter_map(|point| Some((point.memory_mb.to_f64(), of(point)?))).collect();
    if line.is_empty() { Vec::new() } else { vec![line] }
}

/// The cheapest size on the curve, where it is another one than the workload's own, which has its line.
fn cheapest_mark(subject: &Subject<'_>, stops: &[Stop]) -> Option<Crossing> {
    let Recommended { stop, rank, .. } = recommended(stops, OptionKey::Lambda).filter(|one| one.stop.changed != 0)?;
    let memory_mb = stop.outcome.as_ref().ok()?.workload.memory_mb;
    Some(Crossing {
        x: memory_mb.to_f64(),
        y: Some(rank.usd().to_f64()),
        to: None,
        label: format!("Cheapest: {} MB", subject.number(memory_mb, 0)),
        detail: format!("{} a month", subject.usd(rank.usd())),
    })
}

/// The cheapest size, and what it saves against the one that is set.
fn title(subject: &Subject<'_>, stops: &[Stop], own: Dec) -> String {
    let Some(Recommended { stop, rank, .. }) = recommended(stops, OptionKey::Lambda) else {
        return "No memory size can run this function".to_owned();
    };
    // Nobody is to take the cheapest size for the verdict.
    let winner = stop.outcome.as_ref().ok().and_then(|comparison| comparison.verdict.winner());
    let ec2 = if winner == Some(OptionKey::Ec2) { "; EC2 costs less" } else { "" };
    let at_own = stops.iter().filter(|stop| stop.changed == 0).find_map(|stop| stop.rank(OptionKey::Lambda));
    let saving = |now: Rank| now.usd().sub(rank.usd()).filter(|_| rank.is_cheaper_than(&now));
    // The picture shows sizes too of which nobody knows whether a request fits into them.
    let cheaper = if_it_fits(stops).filter(|(unknown, _)| unknown.is_cheaper_than(&rank));
    let cheaper = cheaper
        .map(|(unknown, _)| format!("{} with less memory, if a request fits into it", subject.usd(unknown.usd())));
    let size = stop.outcome.as_ref().map_or(own, |comparison| comparison.workload.memory_mb);
    let headroom = stop.outcome.as_ref().ok().and_then(|comparison| Headroom::little(&comparison.workload, size));
    let headroom = headroom.map(|headroom| format!(" ({})", headroom.told(|mb| subject.number(mb, 0))));
    let size = format!("{} MB{}", subject.number(size, 0), headroom.unwrap_or_default());
    if stop.changed == 0 {
        return match cheaper {
            Some(cheaper) => format!("Lambda costs {} a month at {size}; {cheaper}", subject.usd(rank.usd())),
            None => format!("Lambda's cheapest memory size is its own, {size}{ec2}"),
        };
    }
    let duration = |stop: &Stop| Some(stop.outcome.as_ref().ok()?.workload.duration_ms);
    let own_duration = stops.iter().find(|stop| stop.changed == 0).and_then(duration);
    // What is saved is paid for in time.
    let shown = own_duration.zip(duration(stop)).map(|(own, other)| [own, other].map(|ms| subject.number(ms, 1)));
    let pace = match shown {
        Some([own, other]) if own != other => format!(", at {other} ms instead of {own}"),
        _ => String::new(),
    };
    let told = match at_own.and_then(saving) {
        Some(saving) => {
            let saving = subject.usd(saving);
            format!("Lambda's cheapest memory size is {size}, {saving} a month less than now{pace}{ec2}")
        }
        None => format!("Lambda's cheapest memory size is {size}{ec2}"),
    };
    cheaper.map_or(told.clone(), |cheaper| format!("{told}; {cheaper}"))
}
