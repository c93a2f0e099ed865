//! What every chart part has in common: its envelope, text, lines and fills.

use super::codes;
use super::xml::{Escaped, HEAD};
use crate::chart::draw::Area;
use crate::chart::ticks::Ticks;
use crate::chart::wrap::tied;
use crate::chart::{Axis, Palette, Rgb, Scale};
use crate::units::Locale;

/// The size of labels at axes, in pixels of a slide of 1,920.
pub(super) const LABEL: f64 = 20.0;

/// English metric units in a pixel: a slide of 1,920 pixels is 13.33 inches wide.
pub(super) const EMU: f64 = 6350.0;

/// A length in English metric units.
pub(super) fn emu(pixels: f64) -> i64 {
    (pixels * EMU).round() as i64
}

/// A font size in hundredths of a point.
pub(super) fn points(pixels: f64) -> i64 {
    (pixels * 50.0).round() as i64
}

pub(super) fn hex(color: Rgb) -> String {
    color.hex().trim_start_matches('#').to_owned()
}

pub(super) fn fill(color: Rgb) -> String {
    format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(color))
}

/// A line; `dash` is a preset of DrawingML's, such as `dash` or `solid`.
pub(super) fn line(color: Rgb, width: f64, dash: &str) -> String {
    format!("<a:ln w=\"{}\" cap=\"flat\">{}<a:prstDash val=\"{dash}\"/><a:round/></a:ln>", emu(width), fill(color))
}

pub(super) const NO_LINE: &str = "<a:ln><a:noFill/></a:ln>";

/// The look of an area.
pub(super) fn area_look(color: Rgb) -> String {
    format!("<c:spPr>{}{NO_LINE}</c:spPr>", fill(color))
}

/// The look of text.
pub(super) fn text_look(size: f64, bold: bool, color: Rgb) -> String {
    format!(
        "<c:txPr><a:bodyPr wrap=\"none\"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{}\" b=\"{}\">{}</a:defRPr></a:pPr>\
         <a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>",
        points(size),
        u8::from(bold),
        fill(color)
    )
}

/// A run of text within a label.
pub(super) fn run(text: &str, size: f64, bold: bool, color: Rgb) -> String {
    format!(
        "<a:r><a:rPr lang=\"en-US\" sz=\"{}\" b=\"{}\">{}</a:rPr><a:t>{}</a:t></a:r>",
        points(size),
        u8::from(bold),
        fill(color),
        Escaped(&tied(text))
    )
}

/// Where something stands within a chart's frame, as shares of it.
pub(super) fn layout(frame: Area, area: Area, inner: bool) -> String {
    let target = if inner { "<c:layoutTarget val=\"inner\"/>" } else { "" };
    let size = if inner {
        format!(
            "<c:w val=\"{:.5}\"/><c:h val=\"{:.5}\"/>",
            area.width() / frame.width(),
            area.height() / frame.height()
        )
    } else {
        String::new()
    };
    format!(
        "<c:layout><c:manualLayout>{target}<c:xMode val=\"edge\"/><c:yMode val=\"edge\"/><c:x val=\"{:.5}\"/>\
         <c:y val=\"{:.5}\"/>{size}</c:manualLayout></c:layout>",
        (area.left - frame.left) / frame.width(),
        (area.top - frame.top) / frame.height(),
    )
}

/// An axis for numbers, of a bar or a scatter chart.
pub(super) struct ValueAxis<'a> {
    pub(super) axis: &'a Axis,
    /// Its own number, and that of the axis that it crosses.
    pub(super) ids: (u32, u32),
    /// `b`, `l`.
    pub(super) side: &'static str,
    /// Where it crosses the other axis: `min`, `max` or `autoZero`.
    pub(super) crosses: &'static str,
    pub(super) grid: bool,
    /// Whether it has labels and a line of its own.
    pub(super) labels: bool,
    /// Where its title stands; without one, none is shown.
    pub(super) title_at: Option<(f64, f64)>,
    /// About how many labels there is room for.
    pub(super) most: usize,
    /// `between` for bars, `midCat` for points.
    pub(super) between: &'static str,
}

impl ValueAxis<'_> {
    pub(super) fn xml(&self, frame: Area, palette: &Palette, locale: Locale) -> String {
        let axis = self.axis;
        let ticks = axis.ticks(self.most, locale);
        let (base, unit, code) = steps(axis, &ticks, locale);
        let (from, to) = (axis.from, if axis.to > axis.from { axis.to } else { axis.from + 1.0 });
        let log = base.map_or_else(String::new, |base| format!("<c:logBase val=\"{base}\"/>"));
        let grid = if self.grid {
            format!("<c:majorGridlines><c:spPr>{}</c:spPr></c:majorGridlines>", line(palette.grid, 1.5, "solid"))
        } else {
            String::new()
        };
        let title = self.title_at.map_or_else(String::new, |(x, y)| title(frame, &axis.title, (x, y), palette));
        let pen = if self.labels && self.side == "b" { line(palette.muted, 2.0, "solid") } else { NO_LINE.to_owned() };
        let unit = unit.map_or_else(String::new, |unit| format!("<c:majorUnit val=\"{unit}\"/>"));
        format!(
            "<c:valAx><c:axId val=\"{}\"/><c:scaling>{log}<c:orientation val=\"minMax\"/><c:max val=\"{to}\"/>\
             <c:min val=\"{from}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{}\"/>{grid}{title}\
             <c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>\
             <c:tickLblPos val=\"{}\"/><c:spPr><a:noFill/>{pen}</c:spPr>{}<c:crossAx val=\"{}\"/><c:crosses val=\"{}\"/>\
             <c:crossBetween val=\"{}\"/>{unit}</c:valAx>",
            self.ids.0,
            self.side,
            Escaped(&code),
            match (self.labels, self.between) {
                (false, _) => "none",
                // Beside bars the labels go with the axis, which stands below the last of them.
                (true, "between") => "nextTo",
                (true, _) => "low",
            },
            text_look(LABEL, false, palette.muted),
            self.ids.1,
            self.crosses,
            self.between
        )
    }
}

/// The base of a logarithmic axis, the step of a linear one, and the number format of both.
fn steps(axis: &Axis, ticks: &Ticks, locale: Locale) -> (Option<u32>, Option<f64>, String) {
    let values: Vec<f64> = ticks.major.iter().map(|(value, _)| *value).collect();
    if axis.scale == Scale::Log {
        // Less than a decade and a half shows too few powers of ten; sizes of memory are powers of two.
        let base = if axis.ticks.is_some() || axis.to / axis.from < 30.0 { 2 } else { 10 };
        let mut shown = Vec::new();
        let mut value = axis.from;
        while value <= axis.to * 1.000_001 && shown.len() < 64 {
            shown.push(value);
            value *= f64::from(base);
        }
        return (Some(base), Some(f64::from(base)), codes::of_axis(axis.unit, &shown, axis.scale, locale));
    }
    let gaps = || values.windows(2).map(|pair| pair[1] - pair[0]);
    // The first gap may be a short one: months begin with 1.
    let step = gaps().next_back().filter(|step| *step > 0.0);
    let hours = ticks.major.iter().any(|(_, label)| label.ends_with(":00"));
    let code = if hours { "0\":00\"".to_owned() } else { codes::of_axis(axis.unit, &values, axis.scale, locale) };
    (None, step, code)
}

/// A title that stands level at a place.
fn title(frame: Area, text: &str, (x, y): (f64, f64), palette: &Palette) -> String {
    format!(
        "<c:title><c:tx><c:rich><a:bodyPr rot=\"0\" vert=\"horz\"/><a:lstStyle/><a:p>{}</a:p></c:rich></c:tx>{}\
         <c:overlay val=\"1\"/></c:title>",
        run(text, LABEL, false, palette.ink),
        layout(frame, Area::new(x, y, x, y), false)
    )
}

/// An axis for categories.
pub(super) struct CategoryAxis {
    pub(super) ids: (u32, u32),
    pub(super) side: &'static str,
    /// From the top down instead of from the bottom up.
    pub(super) reversed: bool,
    pub(super) size: f64,
}

impl CategoryAxis {
    pub(super) fn xml(&self, palette: &Palette) -> String {
        format!(
            "<c:catAx><c:axId val=\"{}\"/><c:scaling><c:orientation val=\"{}\"/></c:scaling><c:delete val=\"0\"/>\
             <c:axPos val=\"{}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
             <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:noFill/>{}</c:spPr>{}\
             <c:crossAx val=\"{}\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/>\
             <c:lblOffset val=\"60\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx>",
            self.ids.0,
            if self.reversed { "maxMin" } else { "minMax" },
            self.side,
            line(palette.muted, 2.0, "solid"),
            text_look(self.size, false, palette.ink),
            self.ids.1
        )
    }
}

/// A legend above the picture, without the series at these places.
pub(super) fn legend(frame: Area, at: (f64, f64), hidden: &[usize], palette: &Palette) -> String {
    let entries: String = (hidden.iter())
        .map(|at| format!("<c:legendEntry><c:idx val=\"{at}\"/><c:delete val=\"1\"/></c:legendEntry>"))
        .collect();
    format!(
        "<c:legend><c:legendPos val=\"t\"/>{entries}{}<c:overlay val=\"0\"/>{}</c:legend>",
        layout(frame, Area::new(at.0, at.1, at.0, at.1), false),
        text_look(LABEL, false, palette.ink)
    )
}

/// What a chart shows upwards, level above its plot: a chart's title has the whole width, an axis' title breaks early.
pub(super) fn heading(frame: Area, text: &str, at: (f64, f64), palette: &Palette) -> String {
    title(frame, text, at, palette) + "<c:autoTitleDeleted val=\"0\"/>"
}

/// No title.
pub(super) const NO_HEADING: &str = "<c:autoTitleDeleted val=\"1\"/>";

/// An axis whose ends are multiples of its step: Office counts from its beginning.
pub(super) fn aligned(axis: &Axis, most: usize, locale: Locale) -> Axis {
    let values: Vec<f64> = axis.ticks(most, locale).major.into_iter().map(|(value, _)| value).collect();
    let step = values.windows(2).map(|pair| pair[1] - pair[0]).next_back().filter(|step| *step > 0.0);
    match (axis.scale, step) {
        (Scale::Linear, Some(step)) => {
            let to = if axis.from < 0.0 { (axis.to / step - 1e-9).ceil() * step } else { axis.to };
            Axis { from: (axis.from / step + 1e-9).floor() * step, to, ..axis.clone() }
        }
        (Scale::Log, _) => Axis { from: labeled_from(axis), ..axis.clone() },
        _ => axis.clone(),
    }
}

/// Where a logarithmic axis with labels of its own begins, at its beginning or below: Office doubles that from label to label.
fn labeled_from(axis: &Axis) -> f64 {
    let labels = axis.ticks.iter().flatten().map(|(value, _)| *value);
    let below = labels.filter(|value| *value <= axis.from).fold(0.0, f64::max);
    if below > 0.0 { below } else { axis.from }
}

/// A chart part around its plot: its title, where the plot stands, what is in it with its axes, and a legend.
pub(super) fn chart_space(heading: &str, layout: &str, plots: &str, legend: &str) -> String {
    format!(
        "{HEAD}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:date1904 val=\"0\"/>\
         <c:roundedCorners val=\"0\"/><c:chart>{heading}<c:plotArea>{layout}{plots}\
         <c:spPr><a:noFill/>{NO_LINE}</c:spPr></c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/>\
         </c:chart><c:spPr><a:noFill/>{NO_LINE}</c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>\
         <a:defRPr><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>\
         <c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>"
    )
}
