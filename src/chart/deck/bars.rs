//! A workload's options as horizontal bars, one below the other.

use super::codes;
use super::part::{CategoryAxis, NO_HEADING, ValueAxis, area_look, chart_space, layout, legend, text_look};
use super::scatter::shows;
use super::slide::Picture;
use super::table::Table;
use super::xml::Escaped;
use super::{Look, Room};
use crate::chart::draw::Area;
use crate::chart::wrap::Face;
use crate::chart::{Bars, Role};
use std::fmt::Write as _;

const IDS: (u32, u32) = (1001, 1002);

pub(super) fn picture(look: &Look<'_>, bars: &Bars, room: Room) -> Picture {
    let palette = look.palette;
    let step = (room.height() - 96.0) / bars.groups.len().max(1) as f64;
    let size = (step * 0.28).clamp(14.0, 22.0);
    let face = Face::regular(size);
    let most = room.width() * 0.3;
    let categories: Vec<String> = (bars.groups.iter())
        .map(|group| {
            let name = look.shorten_name(&group.name, face, most, 1);
            let verdict = look.shorten(&group.verdict, face, most, 1).0;
            format!("{name}\n{verdict}")
        })
        .collect();
    let widest = categories.iter().flat_map(|text| text.split('\n')).map(|text| look.fonts_width(text, face));
    let names = widest.fold(0.0, f64::max) + 34.0;
    let height = (step * bars.groups.len() as f64).min(if bars.groups.len() == 1 {
        420.0
    } else {
        190.0 * bars.groups.len() as f64
    });
    let plot = Area::new(room.left + names, room.top + 48.0, room.right - 130.0, room.top + 48.0 + height);
    let mut table = Table::default();
    let categories = table.texts("Workload and verdict", categories);
    let ids = (IDS.0, IDS.1);
    let amounts: Vec<f64> = bars.groups.iter().flat_map(|group| &group.bars).filter_map(|bar| bar.value).collect();
    let code = codes::of_usd(&amounts, look.locale);
    let mut series = String::new();
    for (at, role) in [Role::Lambda, Role::Ec2].into_iter().enumerate() {
        let own = |group: &crate::chart::BarGroup| group.bars.iter().find(|bar| bar.role == role).cloned();
        let Some(name) = bars.groups.iter().find_map(|group| own(group).map(|bar| bar.name)) else { continue };
        let values: Vec<_> = bars.groups.iter().map(own).collect();
        let column = table
            .numbers(format!("{name}, USD a month"), values.iter().map(|bar| bar.as_ref().and_then(|bar| bar.value)));
        let label = |bold: bool, code: &str| {
            format!(
                "<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}\
                 <c:dLblPos val=\"outEnd\"/>{}",
                Escaped(code),
                text_look(size, bold, palette.ink),
                shows(true, false)
            )
        };
        let own_labels: String = (values.iter().enumerate())
            .filter_map(|(at, bar)| {
                let bar = bar.as_ref()?;
                let tiny = codes::of_tiny(bar.value?, look.locale);
                (bar.wins || tiny.is_some()).then(|| {
                    let label = label(bar.wins, tiny.as_ref().unwrap_or(&code));
                    format!("<c:dLbl><c:idx val=\"{at}\"/>{label}</c:dLbl>")
                })
            })
            .collect();
        let _ = write!(
            series,
            "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/>{}{}<c:invertIfNegative val=\"0\"/><c:dLbls>{own_labels}{}</c:dLbls>\
             <c:cat>{}</c:cat><c:val>{}</c:val></c:ser>",
            table.name_ref(column),
            area_look(palette.fill_of(role, 0)),
            label(false, &code),
            table.text_ref(categories),
            table.number_ref(column)
        );
    }
    table.texts("Workload", bars.groups.iter().map(|group| group.name.clone()));
    table.texts("Verdict", bars.groups.iter().map(|group| group.verdict.clone()));
    let value = ValueAxis {
        axis: &bars.axis,
        ids: (IDS.1, IDS.0),
        side: "b",
        crosses: "max",
        grid: true,
        labels: true,
        title_at: None,
        most: 8,
        between: "between",
    };
    let plots = format!(
        "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>{series}\
         <c:gapWidth val=\"45\"/><c:overlap val=\"-4\"/><c:axId val=\"{}\"/><c:axId val=\"{}\"/></c:barChart>{}{}",
        ids.0,
        ids.1,
        CategoryAxis { ids, side: "l", reversed: true, size }.xml(&palette),
        value.xml(room, &palette, look.locale)
    );
    let legend = legend(room, (plot.left, room.top), &[], &palette);
    Picture {
        frame: room,
        xml: chart_space(NO_HEADING, &layout(room, plot, true), &plots, &legend),
        table,
        name: "Cost by workload and option".to_owned(),
    }
}
