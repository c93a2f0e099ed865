//! What each option's bill is made of: stacked columns, two beside each other for a workload.

use super::codes;
use super::part::{CategoryAxis, LABEL, ValueAxis, chart_space, fill, heading, layout, legend, line, run, text_look};
use super::scatter::{own_words, shows};
use super::slide::Picture;
use super::table::{Cell, Table};
use super::xml::Escaped;
use super::{Look, Room};
use crate::chart::draw::Area;
use crate::chart::wrap::Face;
use crate::chart::{Rgb, Stacks};
use std::fmt::Write as _;

const IDS: (u32, u32) = (1001, 1002);

pub(super) fn picture(look: &Look<'_>, stacks: &Stacks, room: Room) -> Picture {
    let palette = look.palette;
    let gutter = look.gutter(&stacks.axis, room.height());
    let head = 42.0 * legend_lines(look, stacks, room.width()) + 56.0;
    let plot = Area::new(room.left + gutter, room.top + head, room.right - 16.0, room.bottom - 96.0);
    let ids = (IDS.0, IDS.1);
    let columns = || stacks.groups.iter().flat_map(|group| &group.columns);
    let mut table = Table::default();
    let width = plot.width() / stacks.groups.len().max(1) as f64 - 16.0;
    let face = Face::regular(20.0);
    // A group's name stands at its first column only: the cells below it belong to it.
    let groups = stacks.groups.iter().flat_map(|group| {
        let name = look.shorten_name(&group.name, face, width, 1);
        let blank = group.columns.len().saturating_sub(1);
        std::iter::once(Cell::Text(name)).chain(std::iter::repeat_n(Cell::Empty, blank))
    });
    let groups = table.push("Workload", groups.collect());
    let options = columns().map(|column| {
        if column.heights.is_empty() { format!("{}: {}", column.name, column.shown) } else { column.name.to_owned() }
    });
    let options = table.texts("Option", options);
    let category = |table: &Table| table.grouped_ref(groups, options);
    let gap = if stacks.groups.len() == 1 { 130.0 } else { 40.0 };
    // The room of a column, and how high a dollar is.
    let column_width = plot.width() / columns().count().max(1) as f64 / (1.0 + gap / 100.0);
    let dollar = plot.height() / (stacks.axis.to - stacks.axis.from).max(f64::MIN_POSITIVE);
    let mut series = String::new();
    for (at, part) in stacks.parts.iter().enumerate() {
        let heights = columns().map(|column| column.heights.get(at).copied());
        let color = palette.fill_of(part.role, part.shade);
        // Named where there is room: shades of gray are hard to find in a legend.
        let face = Face::regular(17.0);
        let labels: String = (columns().enumerate())
            .filter_map(|(row, column)| {
                let height = column.heights.get(at).copied().unwrap_or_default() * dollar;
                let words = part.name_on(column.name);
                let fits = height >= face.size * 1.5 && look.fonts_width(words, face) * 1.05 <= column_width - 6.0;
                let text = run(words, face.size, false, palette.on(color));
                fits.then(|| own_words(row, &format!("<a:p>{text}</a:p>"), "ctr", (0.0, 0.0)))
            })
            .collect();
        let labels =
            if labels.is_empty() { labels } else { format!("<c:dLbls>{labels}{}</c:dLbls>", shows(false, false)) };
        let column = table.numbers(part.name, heights);
        let _ = write!(
            series,
            "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/>{}{}<c:invertIfNegative val=\"0\"/>{labels}<c:cat>{}</c:cat>\
             <c:val>{}</c:val></c:ser>",
            table.name_ref(column),
            segment_look(color, palette.background),
            category(&table),
            table.number_ref(column)
        );
    }
    // The sums stand over the columns, as labels of a line that is not drawn.
    let at = stacks.parts.len();
    let first = 2;
    let rows: Vec<Cell> = (columns().enumerate())
        .map(|(row, column)| {
            let sum = column.heights.iter().sum();
            let last = super::table::letters(first + at.max(1) - 1);
            let formula = format!("=SUM({}{}:{last}{})", super::table::letters(first), row + 2, row + 2);
            if column.heights.is_empty() { Cell::Empty } else { Cell::Formula(formula, sum) }
        })
        .collect();
    let sums: Vec<f64> =
        columns().filter(|column| !column.heights.is_empty()).map(|column| column.heights.iter().sum()).collect();
    let label = |code: &str| {
        format!(
            "<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}\
             <c:dLblPos val=\"t\"/>{}",
            Escaped(code),
            text_look(21.0, true, palette.ink),
            shows(true, false)
        )
    };
    let tiny: String = (columns().enumerate())
        .filter_map(|(row, column)| Some((row, codes::of_tiny(column.heights.iter().sum(), look.locale)?)))
        .map(|(row, code)| format!("<c:dLbl><c:idx val=\"{row}\"/>{}</c:dLbl>", label(&code)))
        .collect();
    let total = table.push("Total, USD a month", rows);
    let sums_line = format!(
        "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/><c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/>{}\
         <c:spPr><a:ln w=\"19050\"><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val=\"none\"/></c:marker><c:dLbls>{tiny}{}</c:dLbls>\
         <c:cat>{}</c:cat><c:val>{}</c:val><c:smooth val=\"0\"/></c:ser>\
         <c:marker val=\"1\"/><c:axId val=\"{}\"/><c:axId val=\"{}\"/></c:lineChart>",
        table.name_ref(total),
        label(&codes::of_usd(&sums, look.locale)),
        category(&table),
        table.number_ref(total),
        ids.0,
        ids.1
    );
    let value = ValueAxis {
        axis: &stacks.axis,
        ids: (IDS.1, IDS.0),
        side: "l",
        crosses: "autoZero",
        grid: true,
        labels: true,
        title_at: None,
        most: super::panels::rows_of(plot),
        between: "between",
    };
    let plots = format!(
        "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>{series}\
         <c:gapWidth val=\"{}\"/><c:overlap val=\"100\"/><c:axId val=\"{}\"/><c:axId val=\"{}\"/></c:barChart>{sums_line}{}{}",
        gap,
        ids.0,
        ids.1,
        CategoryAxis { ids, side: "b", reversed: false, size: 20.0 }.xml(&palette),
        value.xml(room, &palette, look.locale)
    );
    let heading = heading(room, &stacks.axis.title, (room.left, room.top + head - 54.0), &palette);
    let legend = legend(room, (room.left, room.top), &[at], &palette);
    Picture {
        frame: room,
        xml: chart_space(&heading, &layout(room, plot, true), &plots, &legend),
        table,
        name: "Line items of each option's bill".to_owned(),
    }
}

/// How many lines a legend may take. Some programs give it two thirds of the width, and make its columns as wide as its widest name.
fn legend_lines(look: &Look<'_>, stacks: &Stacks, width: f64) -> f64 {
    let names = stacks.parts.iter().map(|part| look.fonts_width(part.name, Face::regular(LABEL)) + 64.0);
    let (sum, widest) = names.fold((0.0, 1.0_f64), |(sum, widest), name| (sum + name, widest.max(name)));
    let count = stacks.parts.len() as f64;
    let columns = (width * 0.9 / widest).floor().max(1.0);
    let lines = (count / columns).ceil();
    if sum <= width / 1.5 && count * widest <= width { 1.0 } else { lines.max(2.0) }
}

/// The look of a segment: an edge keeps neighbors apart in gray.
fn segment_look(color: Rgb, edge: Rgb) -> String {
    format!("<c:spPr>{}{}</c:spPr>", fill(color), line(edge, 2.0, "solid"))
}
