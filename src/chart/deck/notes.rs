//! Speaker notes: what to know when someone asks.

use super::slide::{KEEP_COLORS, ROOT, place};
use super::xml::{Escaped, HEAD, NAMESPACES};
use crate::chart::draw::Area;
use std::fmt::Write as _;

/// The notes of a slide, a paragraph each.
pub(super) fn part(paragraphs: &[String]) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        let _ = write!(text, "<a:p><a:r><a:rPr lang=\"en-US\"/><a:t>{}</a:t></a:r></a:p>", Escaped(paragraph));
    }
    format!(
        "{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{ROOT}{}</p:spTree></p:cSld>{KEEP_COLORS}</p:notes>",
        shapes(&text, false)
    )
}

/// The notes' master.
pub(super) fn master() -> String {
    format!(
        "{HEAD}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>\
         <a:effectLst/></p:bgPr></p:bg><p:spTree>{ROOT}{}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" \
         tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" \
         accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/></p:notesMaster>",
        shapes("<a:p><a:endParaRPr lang=\"en-US\"/></a:p>", true)
    )
}

/// The slide's picture above, the words below; `placed` for the master, from which notes take the places.
fn shapes(paragraphs: &str, placed: bool) -> String {
    let at = |area: Area| if placed { place(area, "a") } else { String::new() };
    let form = if placed { "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>" } else { "" };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide Image\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" \
         noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr>{}{form}</p:spPr></p:sp>\
         <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>\
         <p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr>{}{form}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}\
         </p:txBody></p:sp>",
        at(Area::new(108.0, 108.0, 972.0, 594.0)),
        at(Area::new(108.0, 648.0, 972.0, 1332.0))
    )
}
