//! Axes of plots: round values with their lines and labels.

use super::super::ticks::Ticks;
use super::super::wrap::Face;
use super::super::{Axis, ChartError, Scale};
use super::canvas::{Anchor, Area, Canvas, Pen, Plot};
use std::ops::Range;

/// The size of labels at axes.
pub(super) const LABEL: f64 = 20.0;

/// A value as a plot has it: its logarithm on a logarithmic axis.
pub(in crate::chart) fn scaled(axis: &Axis, value: f64) -> f64 {
    match axis.scale {
        Scale::Linear => value,
        Scale::Log => libm::log10(value.max(f64::MIN_POSITIVE)),
    }
}

impl Axis {
    /// The place of a value along the axis: 0 at its beginning, 1 at its end.
    pub(in crate::chart) fn share(&self, value: f64) -> f64 {
        let (from, to) = (scaled(self, self.from), scaled(self, self.to));
        (scaled(self, value) - from) / (to - from).max(f64::MIN_POSITIVE)
    }
}

/// The ends of an axis as a plot has them.
pub(in crate::chart) fn range(axis: &Axis) -> Range<f64> {
    let (from, to) = (scaled(axis, axis.from), scaled(axis, axis.to));
    if to > from { from..to } else { from..from + 1.0 }
}

/// Labeled values of a horizontal axis that do not touch each other.
pub(super) fn x_ticks(canvas: &Canvas<'_>, axis: &Axis, width: f64) -> Ticks {
    let face = Face::regular(LABEL * canvas.unit);
    let locale = canvas.style.locale;
    let most = ((width / (110.0 * canvas.unit)) as usize).clamp(2, 14);
    let mut ticks = axis.ticks(most, locale);
    let span = range(axis);
    let place = |value: f64| (scaled(axis, value) - span.start) / (span.end - span.start) * width;
    let mut end = f64::NEG_INFINITY;
    ticks.major.retain(|(value, label)| {
        let half = canvas.width(label, face) / 2.0;
        let fits = place(*value) - half > end + 14.0 * canvas.unit;
        if fits {
            end = place(*value) + half;
        }
        fits
    });
    ticks
}

/// Labeled values of a vertical axis of that height.
pub(super) fn y_ticks(canvas: &Canvas<'_>, axis: &Axis, height: f64) -> Ticks {
    axis.ticks(((height / (46.0 * canvas.unit)) as usize).clamp(2, 10), canvas.style.locale)
}

/// The room that labels of a vertical axis need at its left.
pub(super) fn gutter(canvas: &Canvas<'_>, ticks: &Ticks) -> f64 {
    let face = Face::regular(LABEL * canvas.unit);
    let widest = ticks.major.iter().map(|(_, label)| canvas.width(label, face)).fold(0.0, f64::max);
    widest + 16.0 * canvas.unit
}

/// Lines and labels of the vertical axis.
pub(super) fn draw_y(
    canvas: &mut Canvas<'_>,
    plot: &Plot<'_>,
    axis: &Axis,
    ticks: &Ticks,
    area: Area,
) -> Result<(), ChartError> {
    let (unit, palette) = (canvas.unit, canvas.palette);
    let face = Face::regular(LABEL * unit);
    let at = |value: f64| plot.place(0.0, scaled(axis, value)).1;
    for value in &ticks.minor {
        canvas
            .line(&[(area.left, at(*value)), (area.right, at(*value))], Pen::solid(palette.grid_minor, 1.0 * unit))?;
    }
    for (value, label) in &ticks.major {
        let y = at(*value);
        canvas.line(&[(area.left, y), (area.right, y)], Pen::solid(palette.grid, 1.5 * unit))?;
        canvas.text(label, face, palette.muted, (area.left - 12.0 * unit, y + face.size * 0.36), Anchor::End);
    }
    Ok(())
}

/// Lines of the horizontal axis, and below the area its labels and title unless another panel has them.
pub(super) fn draw_x(
    canvas: &mut Canvas<'_>,
    plot: &Plot<'_>,
    axis: &Axis,
    ticks: &Ticks,
    area: Area,
    labeled: bool,
) -> Result<(), ChartError> {
    let (unit, palette) = (canvas.unit, canvas.palette);
    let face = Face::regular(LABEL * unit);
    let at = |value: f64| plot.place(scaled(axis, value), 0.0).0;
    for value in &ticks.minor {
        canvas
            .line(&[(at(*value), area.top), (at(*value), area.bottom)], Pen::solid(palette.grid_minor, 1.0 * unit))?;
    }
    for (value, _) in &ticks.major {
        canvas.line(&[(at(*value), area.top), (at(*value), area.bottom)], Pen::solid(palette.grid, 1.5 * unit))?;
    }
    canvas.line(&[(area.left, area.bottom), (area.right, area.bottom)], Pen::solid(palette.muted, 2.0 * unit))?;
    if !labeled {
        return Ok(());
    }
    for (value, label) in &ticks.major {
        let x = at(*value);
        canvas.line(&[(x, area.bottom), (x, area.bottom + 7.0 * unit)], Pen::solid(palette.muted, 2.0 * unit))?;
        // A label at the very end stays within the picture.
        let half = canvas.width(label, face) / 2.0;
        let x = x.min(canvas.whole().right - half - 8.0 * unit);
        canvas.text(label, face, palette.muted, (x, area.bottom + 12.0 * unit + face.size), Anchor::Middle);
    }
    let middle = f64::midpoint(area.left, area.right);
    let y = area.bottom + (12.0 + 14.0) * unit + face.size * 2.1;
    canvas.text(&axis.title, face, palette.ink, (middle, y), Anchor::Middle);
    Ok(())
}

/// The room below an area that labels and title of its horizontal axis need.
pub(super) fn x_room(canvas: &Canvas<'_>) -> f64 {
    (26.0 + LABEL * 2.4) * canvas.unit
}
