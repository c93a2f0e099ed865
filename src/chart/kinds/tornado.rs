//! A tornado: what half and twice each input does to the difference between the options.

use super::breakeven::{named, spoken, value, with_unit};
use super::{Subject, words};
use crate::analysis::Comparison;
use crate::analysis::breakeven::{Dial, Flip, Side};
use crate::analysis::sensitivity::{Influence, sensitivity};
use crate::chart::ticks::step;
use crate::chart::{Axis, Body, Chart, ChartError, Kind, Scale, Tornado, TornadoBar, Unit};
use crate::scenario::Workload;

/// Inputs that a slide holds.
const MOST: usize = 10;

/// The inputs in the order of [`sensitivity`]: the one that is nearest to changing the verdict on top.
///
/// # Errors
/// [`ChartError::Unusable`] where one option is not possible; a price is missing or a figure is too large.
pub fn tornado(subject: &Subject<'_>, comparison: &Comparison) -> Result<Chart, ChartError> {
    let workload = &comparison.workload;
    let found = sensitivity(subject.book, workload, subject.settings)?;
    let Some(base) = found.ec2_over_lambda else {
        let who = if found.side == Side::Neither { "neither side" } else { "only one side" };
        return Err(ChartError::Unusable(format!("{who} can run this workload: there is no difference to move")));
    };
    // Inputs come by how near their flips are, those without one by how far they move the difference: the one that the
    // title tells is on top.
    let moves = |one: &&Influence| one.spread(Some(base)) > 0.0 || one.flip.is_some();
    let mut moving: Vec<&Influence> = found.inputs.iter().filter(moves).collect();
    if moving.is_empty() {
        return Err(ChartError::Unusable("no input moves the difference".to_owned()));
    }
    let all = moving.len();
    moving.truncate(MOST);
    let bars: Vec<TornadoBar> = moving.iter().map(|one| bar(subject, workload, one)).collect();
    let values =
        bars.iter().flat_map(|bar| bar.ends.iter().flatten()).map(|(value, _)| *value).chain([0.0, base.to_f64()]);
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let room = (high - low).max(1e-9);
    let step = step(room, 8);
    let axis = Axis {
        title: "What EC2 costs more than Lambda, USD a month".to_owned(),
        scale: Scale::Linear,
        from: ((low - room * 0.06) / step).floor() * step,
        to: ((high + room * 0.06) / step).ceil() * step,
        unit: Unit::Usd,
        ticks: None,
    };
    let left_out = match all - moving.len() {
        0 => String::new(),
        rest => format!("The {MOST} inputs nearest to changing the verdict; {rest} more are farther from it."),
    };
    Ok(Chart {
        kind: Kind::Tornado,
        workload: Some(words::name(workload)),
        title: title(subject, workload, &found.inputs),
        subtitle: format!(
            "Inputs halved (½×) and doubled (2×) alone, the nearest flip on top · {}",
            subject.about(comparison)
        ),
        prices: subject.prices(&words::regions([&**workload])),
        notes: words::notes(comparison),
        body: Body::Tornado(Tornado {
            axis,
            base: base.to_f64(),
            base_label: format!("as it is: {}", subject.usd(base)),
            bars,
            left_out,
        }),
    })
}

fn bar(subject: &Subject<'_>, workload: &Workload, one: &Influence) -> TornadoBar {
    let end = |swing: &crate::analysis::sensitivity::Swing| {
        // An input at the end of its range does not move to that side.
        let usd = swing.ec2_over_lambda.filter(|_| swing.at != one.own)?;
        let ratio = swing.at.to_f64() / one.own.to_f64();
        let times = if (ratio - 0.5).abs() < 0.01 {
            "½×".to_owned()
        } else if (ratio - 2.0).abs() < 0.01 {
            "2×".to_owned()
        } else {
            value(subject, one.dial, swing.at)
        };
        Some((usd.to_f64(), times))
    };
    TornadoBar {
        name: named(subject, one.dial, workload, one.own),
        ends: [end(&one.half), end(&one.double)],
        note: match one.flip {
            Some(flip) => {
                let winner = match flip.winner {
                    Some(winner) if flip.alone => format!("only {}", winner.label()),
                    Some(winner) => winner.label().to_owned(),
                    None => flip.says(),
                };
                let down = if flip.at < one.own { " down" } else { "" };
                format!("{winner} from {}{down}", value(subject, one.dial, flip.at))
            }
            None => "does not change the verdict".to_owned(),
        },
    }
}

/// The input whose change flips the verdict soonest.
fn title(subject: &Subject<'_>, workload: &Workload, inputs: &[Influence]) -> String {
    let nearest = inputs.first().and_then(|nearest| Some(((nearest.dial, nearest.unit), nearest.flip?)));
    let Some(((dial, unit), flip @ Flip { at, ratio: Some(ratio), .. })) = nearest else {
        return "No single input changes the verdict, within a hundredth and a hundred times its value".to_owned();
    };
    let times = subject.locale.localize(&format!("{ratio:.2}"));
    let then = flip.says();
    // The units of prices and targets have their names, which stand before them.
    let at = match dial {
        Dial::Ec2Price => format!("{} % of the price book's", value(subject, dial, at)),
        Dial::Utilization if dial.is_target(workload) => format!("{} %", value(subject, dial, at)),
        _ => with_unit(subject, dial, unit, at),
    };
    format!("The verdict hangs most on {}: at {at} ({times}×) {then}", spoken(dial, workload))
}
