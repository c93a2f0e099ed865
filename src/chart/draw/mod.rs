//! A chart's picture, as SVG.

mod axes;
mod bands;
mod bars;
mod borders;
mod canvas;
mod frame;
mod labels;
mod map;
mod panels;
mod stacks;
mod tornado;

pub(super) use axes::{range, scaled};
pub(super) use bands::painted;
pub(super) use borders::borders;
pub(super) use canvas::Area;
pub(super) use labels::{MOST_LABELED, Placer, belongs, is_apart};
pub(super) use map::fill as area_color;

pub(super) use panels::clip;

use super::fonts::Fonts;
use super::{Body, Chart, ChartError, Style};
use canvas::Canvas;

/// Draws a chart as SVG. Its text stays text, in the fonts' first family, and keeps its width in any other.
///
/// # Errors
/// [`ChartError::Drawing`] where plotters refuses a shape.
pub fn svg(chart: &Chart, style: Style, fonts: &mut Fonts) -> Result<String, ChartError> {
    fonts.prepare(chart.texts());
    let fonts = &*fonts;
    let mut shapes = String::with_capacity(64 << 10);
    let mut canvas = Canvas::new(&mut shapes, fonts, style)?;
    let room = frame::frame(&mut canvas, chart)?;
    match &chart.body {
        Body::Panels(panels) => panels::draw(&mut canvas, panels, room)?,
        Body::Bars(bars) => bars::draw(&mut canvas, bars, room)?,
        Body::Stacks(stacks) => stacks::draw(&mut canvas, stacks, room)?,
        Body::Map(map) => map::draw(&mut canvas, map, room)?,
        Body::Tornado(tornado) => tornado::draw(&mut canvas, tornado, room)?,
    }
    let texts = canvas.finish()?;
    let foot = if chart.foot.is_empty() { String::new() } else { format!(" {}", chart.foot) };
    let description = format!("{}. {}.{foot} {}", chart.title, chart.subtitle, chart.prices);
    Ok(canvas::assemble(&shapes, &texts, fonts, style, &chart.title, &description))
}
