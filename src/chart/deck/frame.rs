//! What every deck has around its slides: the presentation, its theme, a master and a layout.

use super::part::{emu, fill, hex, points};
use super::slide::{HEIGHT, KEEP_COLORS, MARGIN, ROOT, TITLE, WIDTH, place};
use super::xml::{Escaped, HEAD, NAMESPACES};
use crate::chart::draw::Area;
use crate::chart::{Palette, Role};
use std::fmt::Write as _;

/// The presentation: relationships of the master, the notes' master and the slides.
pub(super) fn presentation(master: &str, notes_master: &str, slides: &[String]) -> String {
    let mut ids = String::new();
    for (at, slide) in slides.iter().enumerate() {
        let _ = write!(ids, "<p:sldId id=\"{}\" r:id=\"{slide}\"/>", 256 + at);
    }
    format!(
        "{HEAD}<p:presentation {NAMESPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" \
         r:id=\"{master}\"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id=\"{notes_master}\"/></p:notesMasterIdLst>\
         <p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx=\"{}\" cy=\"{}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>",
        emu(WIDTH),
        emu(HEIGHT)
    )
}

const COLOR_MAP: &str = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" \
    accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";

/// The master: background and styles of text.
pub(super) fn master(palette: &Palette) -> String {
    let level = |size: f64, bold: bool, color: &str| {
        format!(
            "<a:lvl1pPr marL=\"0\" indent=\"0\" algn=\"l\"><a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc><a:spcBef><a:spcPts \
             val=\"0\"/></a:spcBef><a:buNone/><a:defRPr sz=\"{}\" b=\"{}\"><a:solidFill><a:schemeClr val=\"{color}\"/></a:solidFill>\
             <a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/><a:cs typeface=\"+mn-cs\"/></a:defRPr></a:lvl1pPr>",
            points(size),
            u8::from(bold)
        )
    };
    format!(
        "{HEAD}<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{}<a:effectLst/></p:bgPr></p:bg><p:spTree>{ROOT}{}</p:spTree></p:cSld>\
         {COLOR_MAP}<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle>{}\
         </p:titleStyle><p:bodyStyle>{}</p:bodyStyle><p:otherStyle>{}</p:otherStyle></p:txStyles></p:sldMaster>",
        fill(palette.background),
        shape(2, "Title", "<p:ph type=\"title\"/>", Area::new(MARGIN, 36.0, WIDTH - MARGIN, 140.0), "")
            + &shape(
                3,
                "Text",
                "<p:ph type=\"body\" idx=\"1\"/>",
                Area::new(MARGIN, 150.0, WIDTH - MARGIN, 1000.0),
                ""
            ),
        level(TITLE, true, "tx1"),
        level(22.0, false, "tx2"),
        level(22.0, false, "tx1")
    )
}

/// The layout of every slide: title, subtitle, prices, version.
pub(super) fn layout() -> String {
    let style =
        |size: f64, align: &str| format!("<a:lvl1pPr algn=\"{align}\"><a:defRPr sz=\"{}\"/></a:lvl1pPr>", points(size));
    let body = |index: u32| format!("<p:ph type=\"body\" idx=\"{index}\"/>");
    let (left, right) = (MARGIN, WIDTH - MARGIN);
    format!(
        "{HEAD}<p:sldLayout {NAMESPACES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Finding\"><p:spTree>{ROOT}{}{}{}{}</p:spTree>\
         </p:cSld>{KEEP_COLORS}</p:sldLayout>",
        shape(2, "Title", "<p:ph type=\"title\"/>", Area::new(left, 36.0, right, 140.0), ""),
        shape(3, "Subtitle", &body(10), Area::new(left, 144.0, right, 210.0), &style(22.0, "l")),
        shape(4, "Prices", &body(11), Area::new(left, 1020.0, 1700.0, 1056.0), &style(17.0, "l")),
        shape(5, "Version", &body(12), Area::new(1700.0, 1020.0, right, 1056.0), &style(17.0, "r"))
    )
}

fn shape(id: u32, name: &str, placeholder: &str, area: Area, style: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>{placeholder}\
         </p:nvPr></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert=\"horz\" \
         lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle><a:p>\
         <a:r><a:rPr lang=\"en-US\"/><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>",
        place(area, "a")
    )
}

/// The theme. Noto Sans is what text was measured in; where it is missing, its class (PANOSE, here that of Calibri)
/// names what comes next. Other scripts have fonts that their office programs bring along.
pub(super) fn theme(palette: &Palette, family: &str) -> String {
    let color = |name: &str, rgb: crate::chart::Rgb| format!("<a:{name}><a:srgbClr val=\"{}\"/></a:{name}>", hex(rgb));
    let colors: String = [
        ("dk1", palette.ink),
        ("lt1", palette.background),
        ("dk2", palette.muted),
        ("lt2", palette.grid),
        ("accent1", palette.fill_of(Role::Lambda, 0)),
        ("accent2", palette.fill_of(Role::Ec2, 0)),
        ("accent3", palette.fill_of(Role::Neutral, 0)),
        ("accent4", palette.fill_of(Role::Lambda, 1)),
        ("accent5", palette.fill_of(Role::Ec2, 1)),
        ("accent6", palette.fill_of(Role::Neutral, 1)),
        ("hlink", palette.ink_of(Role::Lambda)),
        ("folHlink", palette.muted),
    ]
    .into_iter()
    .map(|(name, rgb)| color(name, rgb))
    .collect();
    let fonts = format!(
        "<a:latin typeface=\"{}\" panose=\"020F0502020204030204\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>\
         <a:font script=\"Jpan\" typeface=\"Yu Gothic\"/><a:font script=\"Hang\" typeface=\"Malgun Gothic\"/>\
         <a:font script=\"Hans\" typeface=\"Microsoft YaHei\"/><a:font script=\"Hant\" typeface=\"Microsoft JhengHei\"/>\
         <a:font script=\"Arab\" typeface=\"Arial\"/><a:font script=\"Hebr\" typeface=\"Arial\"/>",
        Escaped(family)
    );
    let solid = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let pen = format!("<a:ln w=\"9525\">{solid}</a:ln>");
    let plain = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"costcalc\"><a:themeElements>\
         <a:clrScheme name=\"costcalc\">{colors}</a:clrScheme><a:fontScheme name=\"costcalc\"><a:majorFont>{fonts}</a:majorFont>\
         <a:minorFont>{fonts}</a:minorFont></a:fontScheme><a:fmtScheme name=\"costcalc\"><a:fillStyleLst>{solid}{solid}{solid}\
         </a:fillStyleLst><a:lnStyleLst>{pen}{pen}{pen}</a:lnStyleLst><a:effectStyleLst>{plain}{plain}{plain}</a:effectStyleLst>\
         <a:bgFillStyleLst>{solid}{solid}{solid}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}

/// The file's title and who made it. Without a date: the same scenario gives the same bytes on every day.
pub(super) fn core_properties(title: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></cp:coreProperties>",
        Escaped(title),
        concat!("costcalc ", env!("CARGO_PKG_VERSION"))
    )
}
