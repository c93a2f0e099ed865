//! Who is cheaper over two inputs: areas, the break-even between them, and the workload's own place.

use super::super::wrap::Face;
use super::super::{Area as Who, ChartError, Map, Palette, Rgb, Role};
use super::axes::{self, scaled};
use super::bands::painted;
use super::borders::borders;
use super::canvas::{Anchor, Area, Canvas, Pen};
use super::labels::Placer;

pub(super) fn draw(canvas: &mut Canvas<'_>, map: &Map, room: Area) -> Result<(), ChartError> {
    let (unit, palette) = (canvas.unit, canvas.palette);
    let head = 40.0 * unit;
    let mut area = Area::new(room.left, room.top + head, room.right - 8.0 * unit, room.bottom - axes::x_room(canvas));
    let y_ticks = axes::y_ticks(canvas, &map.y, area.height());
    area.left += axes::gutter(canvas, &y_ticks);
    let x_ticks = axes::x_ticks(canvas, &map.x, area.width());
    let plot = canvas.plot(area, axes::range(&map.x), axes::range(&map.y));
    let place = |x: f64, y: f64| plot.place(scaled(&map.x, x), scaled(&map.y, y));
    for band in painted(map) {
        let (corners, color) = (band.corners.map(|(x, y)| place(x, y)), fill(&palette, band.area));
        match band.is_box() {
            true => canvas.rect(Area::new(corners[0].0, corners[2].1, corners[2].0, corners[0].1), color)?,
            false => canvas.polygon(&corners, color)?,
        }
    }
    // Values stand below the areas, so that the areas stay one color each; short marks at the axes are enough.
    let light = Pen::solid(palette.background, 1.0 * unit);
    for (value, _) in &x_ticks.major {
        let x = place(*value, map.y.from).0;
        canvas.line(&[(x, area.top), (x, area.bottom)], light)?;
    }
    for (value, label) in &y_ticks.major {
        let y = place(map.x.from, *value).1;
        canvas.line(&[(area.left, y), (area.right, y)], light)?;
        let face = Face::regular(axes::LABEL * unit);
        canvas.text(label, face, palette.muted, (area.left - 12.0 * unit, y + face.size * 0.36), Anchor::End);
    }
    let face = Face::regular(axes::LABEL * unit);
    canvas.text(&map.y.title, face, palette.ink, (room.left, room.top + 20.0 * unit), Anchor::Start);
    let bare = super::super::ticks::Ticks { minor: Vec::new(), major: Vec::new() };
    axes::draw_x(canvas, &plot, &map.x, &bare, area, true)?;
    for (value, label) in &x_ticks.major {
        let x = place(*value, map.y.from).0;
        let x = x.min(canvas.whole().right - canvas.width(label, face) / 2.0 - 8.0 * unit);
        canvas.text(label, face, palette.muted, (x, area.bottom + 12.0 * unit + face.size), Anchor::Middle);
    }
    let mut placer = Placer::default();
    for line in borders(map) {
        let places: Vec<(f64, f64)> = line.iter().map(|(x, y)| place(*x, *y)).collect();
        canvas.line(&places, Pen::solid(palette.ink, 2.5 * unit))?;
        placer.avoid(&places);
    }
    own(canvas, map, area, place(map.own.0, map.own.1), &mut placer)?;
    let mut right = area.right;
    for (who, name) in &map.areas {
        if label(canvas, map, *who, name, area, &place, &mut placer) {
            continue;
        }
        // A narrow area is named above the picture.
        let face = Face::bold(20.0 * unit);
        let left = right - canvas.width(name, face) - 30.0 * unit;
        let y = room.top + 4.0 * unit;
        canvas.rect(Area::new(left, y, left + 20.0 * unit, y + 20.0 * unit), fill(&palette, *who))?;
        canvas.text(
            name,
            face,
            canvas.palette.ink_of(role_of(*who)),
            (left + 28.0 * unit, y + 17.0 * unit),
            Anchor::Start,
        );
        right = left - 30.0 * unit;
    }
    Ok(())
}

/// The color of an area.
pub(in crate::chart) fn fill(palette: &Palette, who: Who) -> Rgb {
    match who {
        Who::Lambda => palette.area_of(Role::Lambda),
        Who::Ec2 => palette.area_of(Role::Ec2),
        Who::Tie => palette.grid_minor,
        Who::Neither => palette.area_of(Role::Neutral),
    }
}

/// The ring at the workload's own place, with its words.
fn own(
    canvas: &mut Canvas<'_>,
    map: &Map,
    area: Area,
    (x, y): (f64, f64),
    placer: &mut Placer,
) -> Result<(), ChartError> {
    let (unit, palette) = (canvas.unit, canvas.palette);
    let radius = 11.0 * unit;
    canvas.ring((x, y), radius, palette.background, Pen::solid(palette.accent, 4.0 * unit))?;
    placer.take(Area::new(x - radius, y - radius, x + radius, y + radius));
    let face = Face::bold(23.0 * unit);
    let (width, height, gap) = (canvas.width(&map.own_label, face), 32.0 * unit, 20.0 * unit);
    let mut candidates = Vec::new();
    let beside = |place: &Area| placer.is_beside((x, y), place.nearest_to((x, y)));
    for dy in [0.0, 40.0 * unit, 80.0 * unit] {
        for (left, top) in [
            (x + gap, y - height / 2.0 - dy),
            (x - gap - width, y - height / 2.0 - dy),
            (x + gap, y - height / 2.0 + dy),
            (x - gap - width, y - height / 2.0 + dy),
            (x - width / 2.0, y + gap + dy),
            (x - width / 2.0, y - gap - height - dy),
        ] {
            candidates.push(Area::new(left, top, left + width, top + height));
        }
    }
    // Within the area that the place is in; where that is too narrow, in a box that is led to the place.
    let within = candidates.iter().copied().filter(beside).collect();
    if let Some(place) = placer.place_clear(within, area) {
        canvas.veil(place.grown(2.0 * unit), palette.background, 0.8)?;
        canvas.text(&map.own_label, face, palette.ink, (place.left, place.top + 24.0 * unit), Anchor::Start);
        return Ok(());
    }
    let mut candidates = Vec::new();
    let over = (x - width / 2.0).min(area.right - 16.0 * unit - width).max(area.left + 16.0 * unit);
    for far in [56.0 * unit, 110.0 * unit, 170.0 * unit] {
        for (left, top) in [
            (x + far, y - far - height),
            (x - far - width, y + far),
            (x + far, y + far),
            (x - far - width, y - far - height),
            (over, y - far - height),
            (over, y + far),
        ] {
            candidates.push(Area::new(left, top, left + width, top + height));
        }
    }
    if let Some(place) = placer.place(candidates, area.grown(-12.0 * unit)) {
        let edge = place.grown(8.0 * unit);
        let (to, distance) = (edge.nearest_to((x, y)), edge.distance_to((x, y)));
        let start = radius / distance.max(radius);
        let pen = Pen::solid(palette.ink, 2.0 * unit);
        canvas.line(&[(x + (to.0 - x) * start, y + (to.1 - y) * start), to], pen)?;
        canvas.rect(edge.grown(2.0 * unit), palette.ink)?;
        canvas.rect(edge, palette.background)?;
        placer.take(edge.grown(24.0 * unit));
        canvas.text(&map.own_label, face, palette.ink, (place.left, place.top + 24.0 * unit), Anchor::Start);
    }
    Ok(())
}

const fn role_of(who: Who) -> Role {
    match who {
        Who::Lambda => Role::Lambda,
        Who::Ec2 => Role::Ec2,
        Who::Tie | Who::Neither => Role::Neutral,
    }
}

/// Names an area at the middle of one of its widest rows; whether there is room for that.
fn label(
    canvas: &mut Canvas<'_>,
    map: &Map,
    who: Who,
    name: &str,
    area: Area,
    place: &dyn Fn(f64, f64) -> (f64, f64),
    placer: &mut Placer,
) -> bool {
    let unit = canvas.unit;
    let mut spans: Vec<(f64, (f64, f64))> = Vec::new();
    for row in &map.rows {
        for (from, to, of) in &row.spans {
            if *of == who {
                let ((left, bottom), (right, top)) = (place(*from, row.from), place(*to, row.to));
                spans.push((right - left, (f64::midpoint(left, right), f64::midpoint(top, bottom))));
            }
        }
    }
    // Of rows that are wide enough those in the middle of the area come first, then the others by width.
    let widest = spans.iter().map(|(width, _)| *width).fold(0.0, f64::max);
    let (weight, sum) = spans.iter().fold((0.0, 0.0), |(all, sum), (width, (_, y))| (all + width, sum + width * y));
    let middle = sum / f64::max(weight, 1.0);
    let rank = |span: &(f64, (f64, f64))| {
        if span.0 >= widest * 0.6 { (span.1.1 - middle).abs() } else { 1e6 - span.0 }
    };
    spans.sort_by(|a, b| rank(a).total_cmp(&rank(b)));
    for size in [30.0 * unit, 20.0 * unit] {
        let face = Face::bold(size);
        let (width, height) = (canvas.width(name, face), size * 1.3);
        let fits = spans.iter().filter(|(room, _)| *room >= width + 12.0 * unit);
        let candidates: Vec<Area> = fits
            .flat_map(|(room, (x, y))| {
                let aside = (room - width) / 4.0;
                [*x, x - aside, x + aside]
                    .map(|x| Area::new(x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0))
            })
            .collect();
        if let Some(found) = placer.place_clear(candidates, area) {
            let color = canvas.palette.ink_of(role_of(who));
            canvas.text(name, face, color, (found.left, found.bottom - size * 0.3), Anchor::Start);
            return true;
        }
    }
    false
}
