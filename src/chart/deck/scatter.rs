//! Scatter charts: lines of straight pieces, marks and words at points.

use super::part::{fill, line, run, text_look};
use super::table::{Column, Table};
use crate::chart::Rgb;
use std::fmt::Write as _;

/// A series of points, with a line, marks or words.
pub(super) struct Points {
    pub(super) x: Column,
    pub(super) y: Column,
    /// Color, width and dash.
    pub(super) pen: Option<(Rgb, f64, &'static str)>,
    /// The color of a dot at every point, and that of its rim.
    pub(super) dot: Option<(Rgb, Rgb)>,
    pub(super) labels: Vec<Label>,
}

/// Words at a point.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// The point's row.
    pub(super) at: usize,
    /// `l`, `r`, `t`, `b` or `ctr`.
    pub(super) side: &'static str,
    /// How far it is moved from there, as shares of the chart's frame.
    pub(super) moved: (f64, f64),
    pub(super) words: Words,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) color: Rgb,
}

#[derive(Debug, Clone)]
pub(super) enum Words {
    /// The series' name, which follows the workbook.
    Name,
    /// A first line, and a second one in another color where there is something to say.
    Own(String, String, Rgb),
}

/// Whether a label shows the series' name; the rest is never shown.
pub(super) fn shows(value: bool, name: bool) -> String {
    format!(
        "<c:showLegendKey val=\"0\"/><c:showVal val=\"{}\"/><c:showCatName val=\"0\"/><c:showSerName val=\"{}\"/>\
         <c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>",
        u8::from(value),
        u8::from(name)
    )
}

impl Label {
    /// The label's element; one of its own words takes part as a value that is replaced.
    fn xml(&self) -> String {
        match &self.words {
            Words::Name => format!(
                "<c:dLbl><c:idx val=\"{}\"/>{}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}\
                 <c:dLblPos val=\"{}\"/>{}</c:dLbl>",
                self.at,
                moved(self.moved),
                text_look(self.size, self.bold, self.color),
                self.side,
                shows(false, true)
            ),
            Words::Own(first, second, muted) => {
                let align = match self.side {
                    "l" => "r",
                    "r" => "l",
                    _ => "ctr",
                };
                let paragraph = |run: String| format!("<a:p><a:pPr algn=\"{align}\"><a:defRPr/></a:pPr>{run}</a:p>");
                let mut text = paragraph(run(first, self.size, self.bold, self.color));
                if !second.is_empty() {
                    text.push_str(&paragraph(run(second, self.size * 0.85, false, *muted)));
                }
                own_words(self.at, &text, self.side, self.moved)
            }
        }
    }
}

/// A label with words of its own.
pub(super) fn own_words(at: usize, paragraphs: &str, side: &str, by: (f64, f64)) -> String {
    format!(
        "<c:dLbl><c:idx val=\"{at}\"/>{}<c:tx><c:rich><a:bodyPr wrap=\"none\"/><a:lstStyle/>{paragraphs}</c:rich></c:tx>\
         <c:dLblPos val=\"{side}\"/>{}</c:dLbl>",
        moved(by),
        shows(true, false)
    )
}

/// The element that moves a label from its side of a point.
fn moved((right, down): (f64, f64)) -> String {
    if (right, down) == (0.0, 0.0) {
        return String::new();
    }
    format!("<c:layout><c:manualLayout><c:x val=\"{right:.5}\"/><c:y val=\"{down:.5}\"/></c:manualLayout></c:layout>")
}

/// A scatter chart with these series over two axes.
pub(super) fn xml(table: &mut Table, series: &[Points], ids: (u32, u32)) -> String {
    table.fill_up();
    let mut xml = String::from("<c:scatterChart><c:scatterStyle val=\"lineMarker\"/><c:varyColors val=\"0\"/>");
    for (at, one) in series.iter().enumerate() {
        let pen = one.pen.map_or_else(
            || "<a:ln w=\"19050\"><a:noFill/></a:ln>".to_owned(),
            |(color, width, dash)| line(color, width, dash),
        );
        let marker = one.dot.map_or_else(
            || "<c:marker><c:symbol val=\"none\"/></c:marker>".to_owned(),
            |(inside, rim)| {
                format!(
                    "<c:marker><c:symbol val=\"circle\"/><c:size val=\"10\"/><c:spPr>{}{}</c:spPr></c:marker>",
                    fill(inside),
                    line(rim, 2.0, "solid")
                )
            },
        );
        let mut labels = String::new();
        let mut sorted: Vec<&Label> = one.labels.iter().collect();
        sorted.sort_by_key(|label| label.at);
        if !sorted.is_empty() {
            let all: String = sorted.into_iter().map(Label::xml).collect();
            labels = format!("<c:dLbls>{all}{}</c:dLbls>", shows(false, false));
        }
        let _ = write!(
            xml,
            "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/>{}<c:spPr>{pen}</c:spPr>{marker}{labels}\
             <c:xVal>{}</c:xVal><c:yVal>{}</c:yVal><c:smooth val=\"0\"/></c:ser>",
            table.name_ref(one.y),
            table.number_ref(one.x),
            table.number_ref(one.y)
        );
    }
    let _ = write!(xml, "<c:axId val=\"{}\"/><c:axId val=\"{}\"/></c:scatterChart>", ids.0, ids.1);
    xml
}
