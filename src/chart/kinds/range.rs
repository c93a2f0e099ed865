//! Round ends for axes.

use crate::chart::ticks::{ceil_125, floor_125, step};
use crate::chart::{Axis, Scale, Unit};

/// A dollar axis from 0 to a round value that holds everything; one that is not empty where everything is 0.
pub(super) fn from_zero(title: &str, values: impl Iterator<Item = f64>) -> Axis {
    let most = values.fold(0.0, f64::max);
    let most = if most > 0.0 { most } else { 1.0 };
    let step = step(most, 6);
    Axis {
        title: title.to_owned(),
        scale: Scale::Linear,
        from: 0.0,
        to: (most / step - 1e-9).ceil().max(1.0) * step,
        unit: Unit::Usd,
        ticks: None,
    }
}

/// A logarithmic dollar axis around values above 0, `keep` times below the largest one at most; `None` without any.
pub(super) fn logarithmic(title: &str, values: impl Iterator<Item = f64>, keep: f64) -> Option<Axis> {
    let mut values: Vec<f64> = values.filter(|value| *value > 0.0).collect();
    values.sort_by(f64::total_cmp);
    let (least, most) = (*values.first()?, *values.last()?);
    let to = ceil_125(most * 1.15);
    let from = floor_125(least.max(most / keep) / 1.1);
    Some(Axis {
        title: format!("{title} (log scale)"),
        scale: Scale::Log,
        from: from.min(to / 5.0),
        to,
        unit: Unit::Usd,
        ticks: None,
    })
}
