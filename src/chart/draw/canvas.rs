//! [`Canvas`]: where a picture is drawn. Shapes go through plotters; text is measured with the font that it is set in
//! and written by us, because a backend of plotters' measures and places it otherwise than a browser does.
//!
//! Places are pixels from the upper left corner. plotters has whole numbers only, on which a curve shows waves: the
//! drawing is [`FINE`] times as large, and the image's size says so.

use super::super::fonts::Fonts;
use super::super::theme::{Palette, Rgb};
use super::super::wrap::Face;
use super::super::{ChartError, Style};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::element::DashedPathElement;
use plotters::prelude::*;
use std::fmt::Write as _;
use std::ops::Range;

/// How much finer than a pixel places are.
const FINE: f64 = 10.0;

/// A rectangle, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::chart) struct Area {
    pub(in crate::chart) left: f64,
    pub(in crate::chart) top: f64,
    pub(in crate::chart) right: f64,
    pub(in crate::chart) bottom: f64,
}

impl Area {
    pub(in crate::chart) const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Area {
        Area { left, top, right, bottom }
    }

    pub(in crate::chart) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(in crate::chart) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(in crate::chart) fn overlaps(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// The place of the area that is nearest to another.
    pub(in crate::chart) fn nearest_to(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (x.clamp(self.left, self.right), y.clamp(self.top, self.bottom))
    }

    /// How far a place is from it, in pixels.
    pub(in crate::chart) fn distance_to(&self, place: (f64, f64)) -> f64 {
        self.distance_squared_to(place).sqrt()
    }

    /// The square of that.
    pub(in crate::chart) fn distance_squared_to(&self, place: (f64, f64)) -> f64 {
        let nearest = self.nearest_to(place);
        let (right, down) = (nearest.0 - place.0, nearest.1 - place.1);
        right * right + down * down
    }

    pub(in crate::chart) fn grown(&self, by: f64) -> Area {
        Area::new(self.left - by, self.top - by, self.right + by, self.bottom + by)
    }
}

/// On which side of its place a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// The line of a shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pen {
    pub(super) color: Rgb,
    pub(super) width: f64,
    /// Lengths of dash and gap.
    pub(super) dash: Option<(f64, f64)>,
}

impl Pen {
    pub(super) const fn solid(color: Rgb, width: f64) -> Pen {
        Pen { color, width, dash: None }
    }

    pub(super) const fn dashed(color: Rgb, width: f64, dash: f64, gap: f64) -> Pen {
        Pen { color, width, dash: Some((dash, gap)) }
    }

    fn style(self) -> ShapeStyle {
        ShapeStyle { color: solid(self.color), filled: false, stroke_width: fine(self.width).unsigned_abs() }
    }
}

/// A drawing area whose places are values.
pub(super) struct Plot<'a> {
    area: DrawingArea<SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
}

impl Plot<'_> {
    /// The place of a value, in pixels.
    pub(super) fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = self.area.map_coordinate(&(x, y));
        (f64::from(x) / FINE, f64::from(y) / FINE)
    }

    /// A line through values.
    pub(super) fn line(&self, points: Vec<(f64, f64)>, pen: Pen) -> Result<(), ChartError> {
        self.area.draw(&PathElement::new(points, pen.style())).map_err(ChartError::drawing)
    }
}

/// A picture in the making.
pub(super) struct Canvas<'a> {
    root: DrawingArea<SVGBackend<'a>, Shift>,
    pub(super) fonts: &'a Fonts,
    pub(super) style: Style,
    pub(super) palette: Palette,
    /// The size of one unit: 1 on a slide of 1,080 pixels' height.
    pub(super) unit: f64,
    texts: String,
}

impl<'a> Canvas<'a> {
    /// An empty picture that is drawn into `shapes`.
    pub(super) fn new(shapes: &'a mut String, fonts: &'a Fonts, style: Style) -> Result<Canvas<'a>, ChartError> {
        let size = (fine(f64::from(style.size.width)), fine(f64::from(style.size.height)));
        let root = SVGBackend::with_string(shapes, (size.0.unsigned_abs(), size.1.unsigned_abs())).into_drawing_area();
        let unit = f64::from(style.size.width.min(style.size.height)) / 1_080.0;
        Ok(Canvas { root, fonts, style, palette: style.palette(), unit, texts: String::new() })
    }

    /// The whole picture.
    pub(super) fn whole(&self) -> Area {
        Area::new(0.0, 0.0, f64::from(self.style.size.width), f64::from(self.style.size.height))
    }

    /// An area whose places are values: `x` from left to right, `y` from the bottom up.
    pub(super) fn plot(&self, area: Area, x: Range<f64>, y: Range<f64>) -> Plot<'a> {
        let pixels = (fine(area.left)..fine(area.right), fine(area.bottom)..fine(area.top));
        let spec = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(x, y, pixels);
        Plot { area: self.root.clone().apply_coord_spec(spec) }
    }

    pub(super) fn line(&self, points: &[(f64, f64)], pen: Pen) -> Result<(), ChartError> {
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| (fine(*x), fine(*y))).collect();
        let Some((dash, gap)) = pen.dash else {
            return self.root.draw(&PathElement::new(points, pen.style())).map_err(ChartError::drawing);
        };
        let dashes = DashedPathElement::new(points, fine(dash), fine(gap), pen.style());
        self.root.draw(&dashes).map_err(ChartError::drawing)
    }

    pub(super) fn rect(&self, area: Area, color: Rgb) -> Result<(), ChartError> {
        self.filled(area, solid(color))
    }

    pub(super) fn polygon(&self, corners: &[(f64, f64)], color: Rgb) -> Result<(), ChartError> {
        let corners: Vec<(i32, i32)> = corners.iter().map(|(x, y)| (fine(*x), fine(*y))).collect();
        self.root.draw(&Polygon::new(corners, solid(color).filled())).map_err(ChartError::drawing)
    }

    /// A rectangle through which a part of what is behind it shows.
    pub(super) fn veil(&self, area: Area, color: Rgb, opacity: f64) -> Result<(), ChartError> {
        self.filled(area, solid(color).mix(opacity))
    }

    fn filled(&self, area: Area, color: RGBAColor) -> Result<(), ChartError> {
        let corners = [(fine(area.left), fine(area.top)), (fine(area.right), fine(area.bottom))];
        self.root.draw(&Rectangle::new(corners, color.filled())).map_err(ChartError::drawing)
    }

    /// A ring around a middle of the background's color.
    pub(super) fn ring(&self, (x, y): (f64, f64), radius: f64, fill: Rgb, pen: Pen) -> Result<(), ChartError> {
        let at = (fine(x), fine(y));
        self.root.draw(&Circle::new(at, fine(radius), solid(fill).filled())).map_err(ChartError::drawing)?;
        self.root.draw(&Circle::new(at, fine(radius), pen.style())).map_err(ChartError::drawing)
    }

    /// How wide a text is.
    pub(super) fn width(&self, text: &str, face: Face) -> f64 {
        face.width(self.fonts, text)
    }

    /// A line of text whose baseline begins, is centered or ends at a place.
    pub(super) fn text(&mut self, text: &str, face: Face, color: Rgb, (x, y): (f64, f64), anchor: Anchor) {
        if text.trim().is_empty() {
            return;
        }
        let width = self.width(text, face);
        let (x, y) = (fine(x), fine(y));
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        // The length keeps the layout where a viewer sets the text in another font.
        let _ = writeln!(
            self.texts,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\" text-anchor=\"{anchor}\" \
             textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
            fine(face.size),
            face.cut.weight(),
            color.hex(),
            fine(width).max(1),
            escape(text)
        );
    }

    /// Ends the drawing and gives the text of it; the shapes are where the canvas was told to put them.
    pub(super) fn finish(self) -> Result<String, ChartError> {
        self.root.present().map_err(ChartError::drawing)?;
        Ok(self.texts)
    }
}

/// Puts an image of its shapes and texts together. `title` and `description` are what a screen reader says.
pub(super) fn assemble(
    shapes: &str,
    texts: &str,
    fonts: &Fonts,
    style: Style,
    title: &str,
    description: &str,
) -> String {
    // The first line is plotters' own `<svg …>`, in fine places; the last one ends it.
    let body = shapes.split_once('\n').map_or("", |(_, rest)| rest).trim_end().trim_end_matches("</svg>");
    let (width, height) = (style.size.width, style.size.height);
    let fine_size = (fine(f64::from(width)), fine(f64::from(height)));
    // Neighboring rectangles must not show a seam.
    let body = body.replace("<rect ", "<rect shape-rendering=\"crispEdges\" ").replace(" opacity=\"1\"", "");
    format!(
        "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" xmlns=\"http://www.w3.org/2000/svg\" \
         role=\"img\" font-family=\"{}\">\n<title>{}</title>\n<desc>{}</desc>\n{body}{texts}</svg>\n",
        fine_size.0,
        fine_size.1,
        escape(&fonts.families()),
        escape(title),
        escape(description)
    )
}

/// Text as XML holds it; characters that XML 1.0 does not know are left out (section 2.2, "Char").
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => {}
        }
    }
    out
}

fn fine(pixels: f64) -> i32 {
    (pixels * FINE).round() as i32
}

const fn solid(color: Rgb) -> RGBAColor {
    RGBAColor(color.0, color.1, color.2, 1.0)
}
