//! Stacked columns: what each option's bill is made of.

use super::super::wrap::{Face, widest_word, wrap, wrap_name};
use super::super::{ChartError, Part, StackGroup, Stacks};
use super::axes;
use super::canvas::{Anchor, Area, Canvas, Pen, Plot};

pub(super) fn draw(canvas: &mut Canvas<'_>, stacks: &Stacks, room: Area) -> Result<(), ChartError> {
    let (unit, palette) = (canvas.unit, canvas.palette);
    let legend = legend(canvas, &stacks.parts, room)?;
    let names = Face::regular(if stacks.groups.len() > 6 { 18.0 } else { 21.0 } * unit);
    let options = Face::regular(17.0 * unit);
    let foot = if stacks.left_out.is_empty() { 0.0 } else { 34.0 * unit };
    let below = options.size * 1.6 + names.size * 1.3 * 3.0 + 6.0 * unit + foot;
    let top = room.top + legend + 60.0 * unit;
    let mut area = Area::new(room.left, top, room.right, room.bottom - below);
    let ticks = axes::y_ticks(canvas, &stacks.axis, area.height());
    area.left += axes::gutter(canvas, &ticks);
    let plot = canvas.plot(area, 0.0..1.0, axes::range(&stacks.axis));
    axes::draw_y(canvas, &plot, &stacks.axis, &ticks, area)?;
    let face = Face::regular(axes::LABEL * unit);
    canvas.text(&stacks.axis.title, face, palette.ink, (room.left, top - 28.0 * unit), Anchor::Start);
    let step = area.width() / stacks.groups.len().max(1) as f64;
    let words = stacks.groups.iter().map(|group| group.name.as_str());
    let names = fitted(canvas, names, words, step - 16.0 * unit);
    let width = pitch(canvas, stacks, step);
    let columns = || stacks.groups.iter().flat_map(|group| &group.columns);
    let options = fitted(canvas, options, columns().map(|column| column.name), width - 8.0 * unit);
    let amount = Face::bold((width * 0.24).clamp(13.0 * unit, 22.0 * unit));
    let amount = fitted(canvas, amount, columns().map(|column| column.shown.as_str()), width - 6.0 * unit);
    for (at, group) in stacks.groups.iter().enumerate() {
        let left = area.left + step * at as f64;
        let slot = Area::new(left, area.top, left + step, area.bottom);
        draw_group(canvas, &plot, &stacks.parts, group, (slot, width), (options, amount))?;
        let mut y = area.bottom + options.size * 1.6;
        for line in wrap_name(canvas.fonts, &group.name, names, step - 16.0 * unit, 3) {
            y += names.size * 1.3;
            canvas.text(&line, names, palette.ink, (left + step / 2.0, y - names.size * 0.2), Anchor::Middle);
        }
    }
    canvas.line(&[(area.left, area.bottom), (area.right, area.bottom)], Pen::solid(palette.muted, 2.0 * unit))?;
    let note = Face::regular(20.0 * unit);
    for line in wrap(canvas.fonts, &stacks.left_out, note, room.width(), 1) {
        canvas.text(&line, note, palette.muted, (room.left, room.bottom - 4.0 * unit), Anchor::Start);
    }
    Ok(())
}

/// How far columns of a group are from each other: where there are many they take the room between groups too.
fn pitch(canvas: &Canvas<'_>, stacks: &Stacks, step: f64) -> f64 {
    let count = stacks.groups.iter().map(|group| group.columns.len()).max().unwrap_or(1).max(1) as f64;
    let width = step * 0.78 / count;
    if width < 80.0 * canvas.unit { step * 0.92 / count } else { width.min(150.0 * canvas.unit) }
}

/// A face so small that none of its words is wider than the room, or as small as can be read.
fn fitted<'t>(canvas: &Canvas<'_>, face: Face, words: impl Iterator<Item = &'t str>, room: f64) -> Face {
    let widest = words.map(|text| widest_word(canvas.fonts, text, face)).fold(0.0, f64::max);
    let size = face.size * (room / widest.max(1.0)).min(1.0);
    Face { size: size.max((10.0 * canvas.unit).min(face.size)), ..face }
}

fn draw_group(
    canvas: &mut Canvas<'_>,
    plot: &Plot<'_>,
    parts: &[Part],
    group: &StackGroup,
    (slot, width): (Area, f64),
    (options, amount): (Face, Face),
) -> Result<(), ChartError> {
    let (unit, palette) = (canvas.unit, canvas.palette);
    let count = group.columns.len().max(1) as f64;
    let first = f64::midpoint(slot.left, slot.right) - width * count / 2.0;
    for (at, column) in group.columns.iter().enumerate() {
        let left = first + width * at as f64;
        let (left, right) = (left + width * 0.06, left + width * 0.94);
        let middle = f64::midpoint(left, right);
        let mut sum = 0.0;
        for (part, height) in parts.iter().zip(&column.heights) {
            if *height <= 0.0 {
                continue;
            }
            let (bottom, top) = (plot.place(0.0, sum).1, plot.place(0.0, sum + height).1);
            sum += height;
            canvas.rect(Area::new(left, top, right, bottom), palette.fill_of(part.role, part.shade))?;
            // A line keeps neighbors apart in gray.
            if bottom - top > 4.0 * unit {
                canvas.line(&[(left, top), (right, top)], Pen::solid(palette.background, 2.5 * unit))?;
            }
            name_within(canvas, part, column.name, Area::new(left, top, right, bottom));
        }
        let top = plot.place(0.0, sum).1;
        let possible = !column.heights.is_empty();
        let (face, color) = if possible { (amount, palette.ink) } else { (Face::regular(amount.size), palette.muted) };
        let lines = wrap(canvas.fonts, &column.shown, face, width, 2);
        let count = lines.len();
        for (line_at, line) in lines.iter().enumerate() {
            let y = top - 9.0 * unit - face.size * 1.2 * (count - 1 - line_at) as f64;
            canvas.text(line, face, color, (middle, y), Anchor::Middle);
        }
        let y = slot.bottom + options.size * 1.3;
        canvas.text(column.name, options, palette.muted, (middle, y), Anchor::Middle);
    }
    Ok(())
}

/// Names a segment on itself, without the option's name, which stands below; not where the words do not fit.
fn name_within(canvas: &mut Canvas<'_>, part: &Part, option: &str, area: Area) {
    let unit = canvas.unit;
    let words = part.name_on(option);
    let room = area.width() - 8.0 * unit;
    for size in [19.0, 16.0, 14.0, 13.0] {
        let face = Face::regular(size * unit);
        let line = face.size * 1.2;
        let most = ((area.height() - 8.0 * unit) / line) as usize;
        let lines = wrap(canvas.fonts, words, face, room, most);
        let fits = !lines.is_empty() && !lines.iter().any(|line| line.ends_with('…'));
        if !fits || widest_word(canvas.fonts, words, face) > room {
            continue;
        }
        let color = canvas.palette.on(canvas.palette.fill_of(part.role, part.shade));
        let middle = f64::midpoint(area.left, area.right);
        let mut y = f64::midpoint(area.top, area.bottom) - line * lines.len() as f64 / 2.0 - face.size * 0.2;
        for text in lines {
            y += line;
            canvas.text(&text, face, color, (middle, y), Anchor::Middle);
        }
        return;
    }
}

/// Draws the legend from the left, in as many rows as it needs, and gives its height.
fn legend(canvas: &mut Canvas<'_>, parts: &[Part], room: Area) -> Result<f64, ChartError> {
    let (unit, palette) = (canvas.unit, canvas.palette);
    let face = Face::regular(19.0 * unit);
    let row = 32.0 * unit;
    let (mut x, mut y) = (room.left, room.top);
    for part in parts {
        let width = canvas.width(part.name, face) + 30.0 * unit;
        if x + width > room.right && x > room.left {
            x = room.left;
            y += row;
        }
        canvas.rect(
            Area::new(x, y + 4.0 * unit, x + 20.0 * unit, y + 24.0 * unit),
            palette.fill_of(part.role, part.shade),
        )?;
        canvas.text(part.name, face, palette.ink, (x + 28.0 * unit, y + 21.0 * unit), Anchor::Start);
        x += width + 26.0 * unit;
    }
    Ok(y + row - room.top)
}
