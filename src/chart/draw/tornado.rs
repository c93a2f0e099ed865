//! A tornado: what half and twice each input does to the difference between the options.

use super::super::wrap::{Face, wrap, wrap_name};
use super::super::{ChartError, Role, Tornado, TornadoBar};
use super::axes;
use super::canvas::{Anchor, Area, Canvas, Pen, Plot};

pub(super) fn draw(canvas: &mut Canvas<'_>, tornado: &Tornado, room: Area) -> Result<(), ChartError> {
    let (unit, palette) = (canvas.unit, canvas.palette);
    let foot = if tornado.left_out.is_empty() { 0.0 } else { 30.0 * unit };
    let head = 78.0 * unit;
    let count = tornado.bars.len().max(1) as f64;
    let bottom = room.bottom - axes::x_room(canvas) - foot;
    let step = ((bottom - room.top - head) / count).min(96.0 * unit);
    let name = Face::regular((step * 0.36).clamp(14.0 * unit, 23.0 * unit));
    let note = Face::regular(name.size * 0.8);
    let widest = tornado.bars.iter().map(|bar| canvas.width(&bar.name, name).max(canvas.width(&bar.note, note)));
    let names = widest.fold(0.0, f64::max).min(room.width() * 0.32);
    let area = Area::new(
        room.left + names + 30.0 * unit,
        room.top + head,
        room.right - 20.0 * unit,
        room.top + head + step * count,
    );
    let ticks = axes::x_ticks(canvas, &tornado.axis, area.width());
    let plot = canvas.plot(area, axes::range(&tornado.axis), 0.0..1.0);
    axes::draw_x(canvas, &plot, &tornado.axis, &ticks, area, true)?;
    let zero = plot.place(0.0, 0.0).0;
    let base = plot.place(tornado.base, 0.0).0;
    sides(canvas, area, zero, room.top + 26.0 * unit);
    for (at, bar) in tornado.bars.iter().enumerate() {
        let top = area.top + step * at as f64;
        draw_bar(
            canvas,
            &plot,
            bar,
            Area::new(room.left, top, area.right, top + step),
            (base, zero),
            (name, note),
            names,
        )?;
    }
    canvas.line(&[(zero, area.top - 12.0 * unit), (zero, area.bottom)], Pen::solid(palette.ink, 3.0 * unit))?;
    let pen = Pen::dashed(palette.accent, 2.5 * unit, 8.0 * unit, 6.0 * unit);
    canvas.line(&[(base, area.top - 12.0 * unit), (base, area.bottom)], pen)?;
    let face = Face::bold(21.0 * unit);
    let half = canvas.width(&tornado.base_label, face) / 2.0;
    let x = base.clamp(area.left + half, (area.right - half).max(area.left + half));
    canvas.text(&tornado.base_label, face, palette.ink, (x, area.top - 20.0 * unit), Anchor::Middle);
    let face = Face::regular(18.0 * unit);
    for line in wrap(canvas.fonts, &tornado.left_out, face, room.width(), 1) {
        canvas.text(&line, face, palette.muted, (room.left, room.bottom - 4.0 * unit), Anchor::Start);
    }
    Ok(())
}

/// Says on which side of zero which option is cheaper, where there is room.
fn sides(canvas: &mut Canvas<'_>, area: Area, zero: f64, y: f64) {
    let face = Face::bold(23.0 * canvas.unit);
    let gap = 16.0 * canvas.unit;
    let rooms = [zero - area.left, area.right - zero].map(|room| room - 2.0 * gap);
    let words = Tornado::side_words(rooms[0], rooms[1], |words| canvas.width(words, face));
    for ((role, words), (x, anchor)) in words.into_iter().zip([(zero - gap, Anchor::End), (zero + gap, Anchor::Start)])
    {
        if let Some(words) = words {
            let color = canvas.palette.ink_of(role);
            canvas.text(words, face, color, (x, y), anchor);
        }
    }
}

fn draw_bar(
    canvas: &mut Canvas<'_>,
    plot: &Plot<'_>,
    bar: &TornadoBar,
    slot: Area,
    (base, zero): (f64, f64),
    (name, note): (Face, Face),
    names: f64,
) -> Result<(), ChartError> {
    let (unit, palette) = (canvas.unit, canvas.palette);
    let height = slot.height() * 0.62;
    let top = slot.top + (slot.height() - height) / 2.0;
    let mut ends: Vec<(f64, &str)> = Vec::new();
    for (value, words) in bar.ends.iter().flatten() {
        ends.push((plot.place(*value, 0.0).0, words));
    }
    for (x, _) in &ends {
        let (left, right) = if *x < base { (*x, base) } else { (base, *x) };
        // The part on either side of zero has the color of the option that is cheaper there.
        for (from, to, role) in [(left, right.min(zero), Role::Ec2), (left.max(zero), right, Role::Lambda)] {
            if to > from {
                canvas.rect(Area::new(from, top, to, top + height), palette.fill_of(role, 1))?;
            }
        }
    }
    let small = Face::bold((name.size * 0.8).max(13.0 * unit));
    let mut taken: Option<(f64, f64)> = None;
    for (at, &(x, words)) in ends.iter().enumerate() {
        let width = canvas.width(words, small);
        let other = ends.get(1 - at).map(|(x, _)| *x);
        let outward_left = other.map_or(x < base, |other| x < other || (x == other && at == 0));
        let y = top + height / 2.0 + small.size * 0.35;
        // Outside the bar where there is room and no other mark, else within it.
        let free = |from: f64, to: f64| [zero, base].iter().all(|mark| *mark < from - 2.0 || *mark > to + 2.0);
        let (outside, fits) = if outward_left {
            let from = x - width - 8.0 * unit;
            ((x - 8.0 * unit, Anchor::End), from >= slot.left + names + 24.0 * unit && free(from, x - 1.0))
        } else {
            let to = x + width + 8.0 * unit;
            ((x + 8.0 * unit, Anchor::Start), to <= slot.right - 8.0 * unit && free(x + 1.0, to))
        };
        let inside = if outward_left { (x + 8.0 * unit, Anchor::Start) } else { (x - 8.0 * unit, Anchor::End) };
        let wide = ends.iter().map(|(end, _)| (end - x).abs()).fold((base - x).abs(), f64::max) > width + 16.0 * unit;
        // An end on a longer bar is to be seen on it, and read.
        let is_over = other.is_some_and(|other| (other - base) * (x - base) >= 0.0 && (other - x) * (x - base) > 0.0);
        if is_over {
            canvas.line(&[(x, top), (x, top + height)], Pen::solid(palette.ink, 3.0 * unit))?;
        }
        let (first, second) = if fits || !wide { (outside, inside) } else { (inside, outside) };
        // Where neither place is free of the other end's words, these stand next to them.
        let gap = 8.0 * unit;
        let next = taken
            .map(|(left, right)| if outward_left { (left - gap, Anchor::End) } else { (right + gap, Anchor::Start) });
        let span = |(at, anchor): (f64, Anchor)| {
            let left = if anchor == Anchor::End { at - width } else { at };
            (left, left + width)
        };
        let is_free = |place: &(f64, Anchor)| {
            let (left, right) = span(*place);
            taken.is_none_or(|(from, to)| right + gap / 2.0 < from || left - gap / 2.0 > to)
        };
        let place = [Some(first), Some(second), next].into_iter().flatten().find(is_free).unwrap_or(first);
        // Words that are put elsewhere are not put onto the line of 0.
        let (left, right) = span(place);
        let (at, anchor) = match place != first && left < zero && zero < right {
            true if outward_left => (zero - gap, Anchor::End),
            true => (zero + gap, Anchor::Start),
            false => place,
        };
        let (left, right) = span((at, anchor));
        taken = Some((left, right));
        let behind = Area::new(left - 4.0 * unit, y - small.size, left + width + 4.0 * unit, y + small.size * 0.3);
        if ends.iter().any(|(end, _)| behind.left < base.max(*end) && behind.right > base.min(*end)) {
            canvas.rect(behind, palette.background)?;
        }
        canvas.text(words, small, palette.ink, (at, y), anchor);
    }
    let lines = wrap_name(canvas.fonts, &bar.name, name, names, 1);
    let judged = wrap(canvas.fonts, &bar.note, note, names, 1);
    let whole = lines.len() as f64 * name.size * 1.2 + judged.len() as f64 * note.size * 1.3;
    let mut y = slot.top + (slot.height() - whole) / 2.0;
    for line in lines {
        y += name.size * 1.2;
        canvas.text(&line, name, palette.ink, (slot.left, y - name.size * 0.22), Anchor::Start);
    }
    for line in judged {
        y += note.size * 1.3;
        canvas.text(&line, note, palette.muted, (slot.left, y - note.size * 0.3), Anchor::Start);
    }
    Ok(())
}
