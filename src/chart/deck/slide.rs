//! A slide: the finding on top, what it is about below that, charts or a table, prices and version at the foot.

use super::areas::Backdrop;
use super::part::{EMU, emu, fill, hex, line, points};
use super::table::Table;
use super::xml::{Escaped, HEAD, NAMESPACES};
use super::{Look, Room};
use crate::chart::Rgb;
use crate::chart::draw::Area;
use crate::chart::wrap::{Face, tied};
use std::fmt::Write as _;

/// Space at the sides, in pixels.
pub(super) const MARGIN: f64 = 64.0;
pub(super) const WIDTH: f64 = 1920.0;
pub(super) const HEIGHT: f64 = 1080.0;

/// A chart on a slide.
pub(super) struct Picture {
    pub(super) frame: Room,
    /// Its part.
    pub(super) xml: String,
    /// Its data.
    pub(super) table: Table,
    /// What it shows, for those who do not see it.
    pub(super) name: String,
}

/// A dashed line beside a chart.
pub(super) struct Mark {
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
    pub(super) color: Rgb,
}

/// The size of a title, as the master has it, and of one that would take three lines of that.
pub(super) const TITLE: f64 = 40.0;
const SMALL_TITLE: f64 = 33.0;

/// Words beside a chart.
pub(super) struct TextBox {
    pub(super) area: Area,
    pub(super) text: String,
    pub(super) face: Face,
    pub(super) color: Rgb,
    /// `l`, `ctr` or `r`.
    pub(super) align: &'static str,
}

/// What stands around the picture.
pub(super) struct Texts<'t> {
    pub(super) title: &'t str,
    pub(super) subtitle: &'t str,
    pub(super) prices: &'t str,
    /// What is not shown, and what stands against the verdict.
    pub(super) foot: &'t str,
}

/// A slide under construction.
pub(super) struct Slide {
    shapes: String,
    next_id: u32,
    /// What is left between the subtitle and the foot.
    pub(super) room: Room,
    /// What lies below the charts.
    pub(super) backdrop: Option<Backdrop>,
}

impl Slide {
    /// A slide with its texts.
    pub(super) fn new(look: &Look<'_>, texts: &Texts<'_>) -> Slide {
        let mut slide =
            Slide { shapes: String::new(), next_id: 2, room: Area::new(0.0, 0.0, 0.0, 0.0), backdrop: None };
        let (left, right) = (MARGIN, WIDTH - MARGIN);
        // Measured a little narrower than the box: the viewer's font may be a wider one.
        let width = (right - left) * 0.96;
        let mut title = Face::bold(TITLE);
        let (mut text, mut lines) = look.shorten(texts.title, title, width, 3);
        // Of a long one smaller words say all.
        if lines > 2 {
            title = Face::bold(SMALL_TITLE);
            (text, lines) = look.shorten(texts.title, title, width, 3);
        }
        let mut y = 36.0;
        let height = lines as f64 * title.size * 1.25 + 8.0;
        slide.title(&text, Area::new(left, y, right, y + height), title.size);
        y += height + 4.0;
        let subtitle = Face::regular(22.0);
        let (text, lines) = look.shorten(texts.subtitle, subtitle, width, 2);
        let height = lines.max(1) as f64 * subtitle.size * 1.35 + 4.0;
        slide.body(10, "Subtitle", &text, Area::new(left, y, right, y + height), None);
        y += height;
        let foot = Face::regular(17.0);
        let version = concat!("costcalc ", env!("CARGO_PKG_VERSION"));
        let version_width = look.fonts_width(version, foot) + 30.0;
        let (text, lines) = look.shorten(texts.prices, foot, width - version_width, 2);
        let bottom = HEIGHT - 24.0;
        let top = bottom - lines.max(1) as f64 * foot.size * 1.35 - 4.0;
        slide.body(11, "Prices", &text, Area::new(left, top, right - version_width, bottom), None);
        let area = Area::new(right - version_width, bottom - foot.size * 1.35 - 4.0, right, bottom);
        slide.body(12, "Version", version, area, Some("r"));
        let mut end = top - 10.0;
        if !texts.foot.is_empty() {
            let face = Face::regular(19.0);
            let (text, lines) = look.shorten(texts.foot, face, width, 3);
            let height = 34.0 + face.size * 1.35 * lines.saturating_sub(1) as f64;
            let area = Area::new(left, end - height, right, end);
            slide.text_box(&TextBox { area, text, face, color: look.palette.muted, align: "l" });
            end -= height + 2.0;
        }
        slide.room = Area::new(left, y + 16.0, right, end);
        slide
    }

    fn id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id - 1
    }

    /// The finding, in the master's size where it is no smaller.
    fn title(&mut self, text: &str, area: Area, size: f64) {
        let size = if size < TITLE { format!(" sz=\"{}\"", points(size)) } else { String::new() };
        self.fill_in("type=\"title\"", "Title", text, area, ("", &size));
    }

    /// A text in a place of the layout.
    fn body(&mut self, index: u32, name: &str, text: &str, area: Area, align: Option<&str>) {
        let align = align.map_or_else(String::new, |align| format!("<a:pPr algn=\"{align}\"/>"));
        self.fill_in(&format!("type=\"body\" idx=\"{index}\""), name, text, area, (&align, ""));
    }

    fn fill_in(&mut self, kind: &str, name: &str, text: &str, area: Area, (align, size): (&str, &str)) {
        let id = self.id();
        let _ = write!(
            self.shapes,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>\
             <p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{}</p:spPr><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr>\
             <a:lstStyle/><a:p>{align}<a:r><a:rPr lang=\"en-US\"{size}/><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>",
            place(area, "a"),
            Escaped(&tied(text))
        );
    }

    /// Words of their own.
    pub(super) fn text_box(&mut self, words: &TextBox) {
        let id = self.id();
        let _ = write!(
            self.shapes,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Text {id}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" \
             tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"/><a:lstStyle/><a:p><a:pPr algn=\"{}\"/><a:r><a:rPr lang=\"en-US\" \
             sz=\"{}\" b=\"{}\">{}<a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>",
            place(words.area, "a"),
            words.align,
            points(words.face.size),
            u8::from(words.face.is_bold()),
            fill(words.color),
            Escaped(&tied(&words.text))
        );
    }

    /// A box of a color, with an edge of another one.
    pub(super) fn swatch(&mut self, area: Area, color: Rgb, edge: Rgb) {
        let id = self.id();
        let _ = write!(
            self.shapes,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Color {id}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{}{}</p:spPr></p:sp>",
            place(area, "a"),
            fill(color),
            line(edge, 1.0, "solid")
        );
    }

    /// A picture whose file has this relationship.
    pub(super) fn image(&mut self, area: Area, relationship: &str, description: &str) {
        let id = self.id();
        let _ = write!(
            self.shapes,
            "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Picture {id}\" descr=\"{}\"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>\
             <p:blipFill><a:blip r:embed=\"{relationship}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
            Escaped(description),
            place(area, "a")
        );
    }

    /// A dashed line.
    pub(super) fn mark(&mut self, mark: &Mark) {
        let id = self.id();
        let area = Area::new(mark.from.0, mark.from.1, mark.to.0, mark.to.1);
        let _ = write!(
            self.shapes,
            "<p:cxnSp><p:nvCxnSpPr><p:cNvPr id=\"{id}\" name=\"Line {id}\"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{}\
             <a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom><a:ln w=\"{}\">{}<a:prstDash val=\"dash\"/></a:ln></p:spPr></p:cxnSp>",
            place(area, "a"),
            emu(2.5),
            fill(mark.color)
        );
    }

    /// The frame of a chart whose part has this relationship.
    pub(super) fn chart(&mut self, picture: &Picture, relationship: &str, description: &str) {
        let id = self.id();
        let _ = write!(
            self.shapes,
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"{}\" descr=\"{}\"/><p:cNvGraphicFramePr>\
             <a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{}<a:graphic><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart \
             xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{relationship}\"/></a:graphicData>\
             </a:graphic></p:graphicFrame>",
            Escaped(&picture.name),
            Escaped(description),
            place(picture.frame, "p")
        );
    }

    /// A table of words; each column has its width and its alignment.
    pub(super) fn table(&mut self, look: &Look<'_>, rows: &[Vec<Entry>], widths: &[f64], aligned: &[&str], area: Area) {
        let id = self.id();
        let height = area.height() / rows.len().max(1) as f64;
        let mut xml = String::new();
        for (at, row) in rows.iter().enumerate() {
            let _ = write!(xml, "<a:tr h=\"{}\">", emu(height));
            for (column, entry) in row.iter().enumerate() {
                let color = entry.color.unwrap_or(if at == 0 { look.palette.muted } else { look.palette.ink });
                let align = aligned.get(column).copied().unwrap_or("l");
                let _ = write!(
                    xml,
                    "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn=\"{align}\"/><a:r><a:rPr lang=\"en-US\" \
                     sz=\"{}\" b=\"{}\">{}</a:rPr><a:t>{}</a:t></a:r></a:p></a:txBody>{}</a:tc>",
                    points(entry.size),
                    u8::from(entry.bold),
                    fill(color),
                    Escaped(&tied(&entry.text)),
                    cell_look(look, at == 0)
                );
            }
            xml.push_str("</a:tr>");
        }
        let grid: String = widths.iter().map(|width| format!("<a:gridCol w=\"{}\"/>", emu(*width))).collect();
        let _ = write!(
            self.shapes,
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Workloads\"/><p:cNvGraphicFramePr>\
             <a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{}<a:graphic><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid>{grid}\
             </a:tblGrid>{xml}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
            place(area, "p")
        );
    }

    /// The part.
    pub(super) fn part(&self) -> String {
        format!(
            "{HEAD}<p:sld {NAMESPACES}><p:cSld><p:spTree>{ROOT}{}</p:spTree></p:cSld>{KEEP_COLORS}</p:sld>",
            self.shapes
        )
    }
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) bold: bool,
    /// Another color than the row's.
    pub(super) color: Option<Rgb>,
}

/// What every tree of shapes begins with.
pub(super) const ROOT: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>\
    <a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm>\
    </p:grpSpPr>";

/// Colors are the master's.
pub(super) const KEEP_COLORS: &str = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>";

/// A rule below every row of a table and nothing else.
fn cell_look(look: &Look<'_>, heading: bool) -> String {
    let none = |side: &str| format!("<a:{side} w=\"0\"><a:noFill/></a:{side}>");
    let (width, color) = if heading { (2.5, look.palette.muted) } else { (1.5, look.palette.grid) };
    format!(
        "<a:tcPr anchor=\"ctr\" marL=\"50800\" marR=\"50800\" marT=\"0\" marB=\"0\">{}{}{}<a:lnB w=\"{}\"><a:solidFill>\
         <a:srgbClr val=\"{}\"/></a:solidFill></a:lnB><a:noFill/></a:tcPr>",
        none("lnL"),
        none("lnR"),
        none("lnT"),
        (width * EMU).round() as i64,
        hex(color)
    )
}

/// A place on a slide, in the namespace that the element wants.
pub(super) fn place(area: Area, namespace: &str) -> String {
    format!(
        "<{namespace}:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></{namespace}:xfrm>",
        emu(area.left),
        emu(area.top),
        emu(area.width().max(0.0)),
        emu(area.height().max(0.0))
    )
}
