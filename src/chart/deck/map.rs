//! Who is cheaper over two inputs: the break-even between the areas, their names, the workload's own place.

use super::part::{LABEL, ValueAxis, chart_space, heading as chart_heading, layout};
use super::scatter::{self, Label, Points, Words};
use super::slide::Picture;
use super::spots::{Spot, Spots, anywhere, crossing_sides};
use super::table::Table;
use super::{Look, Room};
use crate::chart::draw::{Area, borders};
use crate::chart::wrap::{Face, tied};
use crate::chart::{Area as Who, Axis, Map, Role, Scale};

const IDS: (u32, u32) = (1001, 1002);

/// The size of the areas' names.
const AREA: f64 = 30.0;

/// A map's chart, where its plot stands, and the areas that have no room for their name.
pub(super) struct Drawn<'m> {
    pub(super) picture: Picture,
    pub(super) plot: Area,
    pub(super) unnamed: Vec<(Who, &'m str)>,
}

pub(super) fn picture<'m>(look: &Look<'_>, map: &'m Map, room: Room) -> Drawn<'m> {
    let palette = look.palette;
    let plot = Area::new(
        room.left + look.gutter(&map.y, room.height()),
        room.top + 50.0,
        room.right - 24.0,
        room.bottom - 78.0,
    );
    let mut table = Table::default();
    let mut series = Vec::new();
    let heading = |axis: &Axis| axis.title.trim_end_matches(" (log scale)").to_owned();
    let (x_name, y_name) = (heading(&map.x), heading(&map.y));
    let lines = borders(map);
    if !lines.is_empty() {
        let mut line: Vec<(f64, Option<f64>)> = Vec::new();
        for one in &lines {
            line.extend(one.iter().map(|(x, y)| (*x, Some(*y))));
            line.extend(one.last().map(|(x, _)| (*x, None)));
        }
        let mut points = add(&mut table, &x_name, "Break-even", &line);
        points.pen = Some((palette.ink, 4.5, "solid"));
        series.push(points);
    }
    let names: Vec<(Who, &str, (f64, f64))> =
        map.areas.iter().filter_map(|(who, name)| Some((*who, *name, middle(look, map, *who, name, plot)?))).collect();
    if !names.is_empty() {
        let line: Vec<(f64, Option<f64>)> = names.iter().map(|(.., (x, y))| (*x, Some(*y))).collect();
        let mut points = add(&mut table, &x_name, "Names of the areas", &line);
        table.texts("Name", names.iter().map(|(_, name, _)| (*name).to_owned()));
        points.labels = (names.iter().enumerate())
            .map(|(at, (who, name, _))| Label {
                at,
                side: "ctr",
                moved: (0.0, 0.0),
                words: Words::Own((*name).to_owned(), String::new(), palette.muted),
                size: AREA,
                bold: true,
                color: palette.ink_of(role(*who)),
            })
            .collect();
        series.push(points);
    }
    let within = |axis: &Axis, value: f64| value >= axis.from && value <= axis.to;
    if within(&map.x, map.own.0) && within(&map.y, map.own.1) {
        let mut points = add(&mut table, &x_name, &tied(&map.own_label), &[(map.own.0, Some(map.own.1))]);
        points.dot = Some((palette.accent, palette.background));
        let mut spots = Spots::new((&map.x, &map.y), room, plot);
        for line in &lines {
            let line: Vec<(f64, Option<f64>)> = line.iter().map(|(x, y)| (*x, Some(*y))).collect();
            spots.avoid(&line);
        }
        for (_, name, (x, y)) in &names {
            let ((x, y), (width, height)) = (spots.place(*x, *y), look.size_of(name, Face::bold(AREA)));
            let (right, down) = (width / 2.0, height / 2.0);
            spots.placer.take(Area::new(x - right, y - down, x + right, y + down));
        }
        points.labels.extend(own_label(look, map, &mut spots));
        series.push(points);
    }
    let title_x =
        f64::midpoint(plot.left, plot.right) - look.fonts_width(&map.x.title, Face::regular(LABEL)) / 2.0 - 8.0;
    let axis = |axis, ids, side, title_at, most| ValueAxis {
        axis,
        ids,
        side,
        crosses: "min",
        grid: true,
        labels: true,
        title_at,
        most,
        between: "midCat",
    };
    let plots = scatter::xml(&mut table, &series, IDS)
        + &axis(&map.x, IDS, "b", Some((title_x, room.bottom - 38.0)), super::panels::most_across(plot)).xml(
            room,
            &palette,
            look.locale,
        )
        + &axis(&map.y, (IDS.1, IDS.0), "l", None, super::panels::rows_of(plot)).xml(room, &palette, look.locale);
    let heading_of = chart_heading(room, &map.y.title, (room.left, room.top), &palette);
    let name = format!("{y_name} over {x_name}");
    let named = |area: &&(Who, &str)| names.iter().any(|(who, ..)| *who == area.0);
    let unnamed = map.areas.iter().filter(|area| !named(area)).copied().collect();
    let xml = chart_space(&heading_of, &layout(room, plot, true), &plots, "");
    Drawn { picture: Picture { frame: room, xml, table, name }, plot, unnamed }
}

/// Adds a series of points of which `y_name` is the name.
fn add(table: &mut Table, x_name: &str, y_name: &str, line: &[(f64, Option<f64>)]) -> Points {
    let x = table.numbers(x_name, line.iter().map(|(x, _)| Some(*x)));
    let y = table.numbers(y_name, line.iter().map(|(_, y)| *y));
    Points { x, y, pen: None, dot: None, labels: Vec::new() }
}

/// What the workload's own place is called: within the area that it is in, else where the words cross the fewest borders.
fn own_label(look: &Look<'_>, map: &Map, spots: &mut Spots<'_>) -> Option<Label> {
    let face = Face::bold(23.0);
    let size = look.size_of(&map.own_label, face);
    let own = spots.place(map.own.0, map.own.1);
    let at = [(0, own)];
    let borders = spots.placer.clone();
    let within = |area: &Area| borders.is_clear(area) && borders.is_beside(own, area.nearest_to(own));
    let near = ["r", "l", "b", "t"].map(|side| (side, (0.0, 0.0)));
    let spot = spots.words_at(&at, size, &near, 14.0, &within);
    let spot = spot.or_else(|| spots.words_at(&at, size, &crossing_sides(), 14.0, &within));
    let Spot { at, side, moved } = spot.or_else(|| spots.words_at(&at, size, &crossing_sides(), 14.0, &anywhere))?;
    Some(Label { at, side, moved, words: Words::Name, size: face.size, bold: true, color: look.palette.ink })
}

pub(super) fn role(who: Who) -> Role {
    match who {
        Who::Lambda => Role::Lambda,
        Who::Ec2 => Role::Ec2,
        Who::Tie | Who::Neither => Role::Neutral,
    }
}

/// The middle of an area's widest row, away from the workload's own place; `None` where its name does not fit.
fn middle(look: &Look<'_>, map: &Map, who: Who, name: &str, plot: Area) -> Option<(f64, f64)> {
    let needed = (look.fonts_width(name, Face::bold(AREA)) + 30.0) / plot.width();
    let own = map.y.share(map.own.1);
    let mut rows: Vec<(f64, f64, f64)> = (map.rows.iter())
        .flat_map(|row| row.spans.iter().filter(|span| span.2 == who).map(move |span| (row.at, span.0, span.1)))
        .collect();
    let wide = |row: &(f64, f64, f64)| map.x.share(row.2) - map.x.share(row.1);
    rows.retain(|row| wide(row) >= needed);
    rows.retain(|row| (0.04..0.96).contains(&map.y.share(row.0)) && (map.y.share(row.0) - own).abs() > 0.08);
    let center = rows.iter().map(|row| map.y.share(row.0)).sum::<f64>() / rows.len().max(1) as f64;
    let off = |row: &(f64, f64, f64)| (map.y.share(row.0) - center).abs();
    let best = rows.iter().max_by(|a, b| (wide(a) - off(a)).total_cmp(&(wide(b) - off(b))))?;
    let x = match map.x.scale {
        Scale::Log => (best.1.max(f64::MIN_POSITIVE) * best.2).sqrt(),
        Scale::Linear => f64::midpoint(best.1, best.2),
    };
    Some((x, best.0))
}
