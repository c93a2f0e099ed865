//! The areas of a map: a picture below the chart, whose plot is clear. Office has no chart of areas like these, and a border alone
//! does not say which side of it is whose.

use super::slide::{Slide, TextBox};
use super::{Look, Room};
use crate::chart::draw::{Area, area_color, painted};
use crate::chart::raster::png;
use crate::chart::wrap::Face;
use crate::chart::{Area as Who, ChartError, Map};
use std::fmt::Write as _;

/// Pixels of the picture for each of the slide's.
const SCALE: u32 = 2;

/// A picture below a chart.
pub(super) struct Backdrop {
    pub(super) area: Area,
    pub(super) png: Vec<u8>,
    /// What it shows, for those who do not see it.
    pub(super) about: String,
}

/// The areas in the room of a plot.
///
/// # Errors
/// [`ChartError::Convert`] where the picture cannot be made.
pub(super) fn backdrop(look: &Look<'_>, map: &Map, plot: Area) -> Result<Backdrop, ChartError> {
    let (width, height) = (plot.width().round(), plot.height().round());
    let mut svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">");
    for band in painted(map) {
        let corners = band.corners.map(|(x, y)| {
            let (right, up) = (map.x.share(x).clamp(0.0, 1.0), map.y.share(y).clamp(0.0, 1.0));
            format!("{:.2},{:.2}", right * width, (1.0 - up) * height)
        });
        let _ = write!(
            svg,
            "<polygon shape-rendering=\"crispEdges\" points=\"{}\" fill=\"{}\"/>",
            corners.join(" "),
            area_color(&look.palette, band.area).hex()
        );
    }
    svg.push_str("</svg>");
    let names: Vec<&str> = map.areas.iter().map(|(_, name)| *name).collect();
    Ok(Backdrop { area: plot, png: png(&svg, look.fonts, SCALE)?, about: format!("Areas: {}", names.join(", ")) })
}

/// Names areas above the plot, at its right end, beside their colors.
pub(super) fn legend(look: &Look<'_>, slide: &mut Slide, areas: &[(Who, &str)], room: Room) {
    let face = Face::bold(22.0);
    let mut right = room.right - 24.0;
    for (who, name) in areas {
        let left = right - look.fonts_width(name, face) * 1.08 - 4.0;
        let color = look.palette.ink_of(super::map::role(*who));
        let area = Area::new(left, room.top, right, room.top + 36.0);
        slide.text_box(&TextBox { area, text: (*name).to_owned(), face, color, align: "l" });
        slide.swatch(
            Area::new(left - 32.0, room.top + 7.0, left - 10.0, room.top + 29.0),
            area_color(&look.palette, *who),
            look.palette.muted,
        );
        right = left - 62.0;
    }
}
