//! A tornado: what half and twice each input does to the difference between the options.

use super::breakeven::undercut_told;
use super::inputs::{named, signed, spoken, value, with_unit};
use super::reserved::{but_cheaper, undercut_or};
use super::{Subject, words};
use crate::analysis::breakeven::{Dial, Flip, Side};
use crate::analysis::sensitivity::{Influence, sensitivity};
use crate::analysis::{Comparison, undercutting_at};
use crate::chart::ticks::step;
use crate::chart::{Axis, Body, Chart, ChartError, Kind, Scale, Tornado, TornadoBar, Unit};
use crate::scenario::Workload;
use crate::terms::number_of;
use crate::units::Dec;
use crate::units::format::times;
use std::cmp::Ordering;

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
    // A limit beyond half and twice is no finding: such an input stands where what it moves puts it.
    let flips = |one: &&Influence| one.flip.is_some() && !is_far_limit(one);
    moving.sort_by(|a, b| {
        let (a_flips, b_flips) = (flips(a), flips(b));
        let by_spread =
            || if a_flips { Ordering::Equal } else { b.spread(Some(base)).total_cmp(&a.spread(Some(base))) };
        b_flips.cmp(&a_flips).then_with(by_spread)
    });
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
    let top = if moving.first().is_some_and(flips) { "the nearest flip" } else { "what moves most" };
    // That the duration follows the memory is the model, which notes tell; what a given column or a given fleet does is told in
    // the picture: two bars may be the same because of it.
    let given = moving.iter().filter(|one| matches!(one.dial, Dial::Duration | Dial::Utilization));
    let along = words::moves_along(given.flat_map(|one| one.followers));
    let left_out = match all - moving.len() {
        0 => String::new(),
        rest => {
            let more = number_of(rest as u64, "more is", "more are");
            format!("The {MOST} inputs nearest to changing the verdict; {rest} {more} farther from it.")
        }
    };
    let elsewhere = match found.nearest_to_lambda() {
        Some((dial, at)) => undercutting_at(subject.book, workload, subject.settings, dial, [at])?,
        None => Vec::new(),
    };
    let mut finding = title(subject, workload, &found.inputs);
    // What stands at the foot is not to deny the title.
    if let (Some((_, fleet)), None) = (elsewhere.first(), comparison.undercut()) {
        finding.push_str(&but_cheaper(fleet));
    }
    let told = |(dial, _): (Dial, Dec)| undercut_told(subject, workload, dial, &elsewhere);
    Ok(Chart {
        kind: Kind::Tornado,
        workload: Some(words::name(workload)),
        title: subject.title(workload, finding),
        subtitle: format!(
            "Inputs halved (½×) and doubled (2×) one by one, {top} on top · {}",
            subject.about_titled(comparison)
        ),
        prices: subject.prices(&words::regions([&**workload])),
        foot: undercut_or(comparison, || found.nearest_to_lambda().and_then(told)),
        notes: words::turned_notes(comparison, found.inputs.iter().flat_map(|one| one.followers)),
        body: Body::Tornado(Tornado {
            axis,
            base: base.to_f64(),
            base_label: format!("as it is: {}", subject.usd(base)),
            bars,
            left_out: along.into_iter().chain((!left_out.is_empty()).then_some(left_out)).collect::<Vec<_>>().join(" "),
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
            signed(subject, one.dial, swing.at)
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
                format!("{winner} from {}{down}", signed(subject, one.dial, flip.at))
            }
            None => {
                let (from, to) = one.searched;
                format!("no change from {} to {}", value(subject, one.dial, from), signed(subject, one.dial, to))
            }
        },
    }
}

/// A ratio with two decimals, where it is not large or small.
fn ratio_of(ratio: f64) -> String {
    if (0.01..100.0).contains(&ratio) { format!("{ratio:.2}") } else { times(ratio) }
}

/// Whether the verdict changes within half and twice the value, which is what the bars show.
fn is_within(flip: &Flip) -> bool {
    flip.ratio.is_some_and(|ratio| (0.5..=2.0).contains(&ratio))
}

/// Whether all that changes is that one side is not possible any more, farther away than the bars show.
fn is_far_limit(one: &Influence) -> bool {
    one.flip.is_some_and(|flip| flip.alone && !is_within(&flip))
}

/// The input whose change flips the verdict soonest; where half and twice no input does, that, and which one is nearest.
fn title(subject: &Subject<'_>, workload: &Workload, inputs: &[Influence]) -> String {
    let nearest = inputs.iter().find(|one| one.flip.is_some() && !is_far_limit(one));
    let Some((one, flip)) = nearest.and_then(|one| Some((one, one.flip?))) else {
        return if inputs.iter().any(is_far_limit) {
            "Halved or doubled, no single input changes the verdict".to_owned()
        } else {
            "No single input changes the verdict, within a hundredth and a hundred times its value".to_owned()
        };
    };
    let (dial, at) = (one.dial, flip.at);
    let times = flip.ratio.map(|ratio| format!(" ({}×)", subject.locale.localize(&ratio_of(ratio))));
    let times = times.unwrap_or_default();
    // The units of prices and targets have their names, which stand before them.
    let at = match dial {
        Dial::Ec2Price => format!("{} of the price book's", signed(subject, dial, at)),
        Dial::Utilization if dial.is_target(workload) => signed(subject, dial, at),
        Dial::Column(_) => signed(subject, dial, at),
        _ => with_unit(subject, dial, one.unit, at),
    };
    let (name, then) = (spoken(dial, workload), flip.says());
    if is_within(&flip) {
        format!("The verdict hangs most on {name}: at {at}{times} {then}")
    } else {
        format!("No input halved or doubled changes the verdict; the nearest is {name}: at {at}{times} {then}")
    }
}
