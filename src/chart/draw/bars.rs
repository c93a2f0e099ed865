//! Horizontal bars: a workload's options one below the other, the verdict beside them.

use super::super::wrap::{Face, wrap, wrap_name};
use super::super::{Bar, Bars, ChartError};
use super::canvas::{Anchor, Area, Canvas, Pen};

pub(super) fn draw(canvas: &mut Canvas<'_>, bars: &Bars, room: Area) -> Result<(), ChartError> {
    let (unit, palette) = (canvas.unit, canvas.palette);
    let note = Face::regular(20.0 * unit);
    let foot_lines = wrap(canvas.fonts, &bars.left_out, note, room.width(), MOST_FOOT_LINES);
    let foot = if foot_lines.is_empty() { 0.0 } else { 14.0 * unit + FOOT_LINE * unit * foot_lines.len() as f64 };
    let bottom = room.bottom - foot;
    let room = Area { top: room.top + 34.0 * unit, ..room };
    // Few workloads have thick bars and large words.
    let large = [1.0, 2.1, 1.4].get(bars.groups.len()).copied().unwrap_or(1.0);
    let step = ((bottom - room.top) / bars.groups.len().max(1) as f64).min(280.0 * large * unit);
    let most_bars = bars.groups.iter().map(|group| group.bars.len()).max().unwrap_or(1).max(1) as f64;
    // Few workloads stand in the middle of the picture.
    let slack = bottom - room.top - step * bars.groups.len() as f64;
    let room = Area { top: room.top + slack * 0.35, ..room };
    let bar = (step * 0.78 / most_bars).min(80.0 * large * unit);
    let words = if room.width() > 1_500.0 * unit { large.min(1.4) } else { 1.0 };
    let value = Face::bold((bar * 0.66).clamp(13.0 * unit, 28.0 * words * unit));
    let name = Face::regular((step * 0.3).clamp(13.0 * unit, 27.0 * words * unit));
    let verdict = Face::regular(name.size * 0.82);
    let option = Face::regular(value.size * 0.86);

    let names = (room.width() * 0.27).max(330.0 * unit).min(names_width(canvas, bars, name, verdict) + 4.0 * unit);
    let options = (bars.groups.iter().flat_map(|group| &group.bars))
        .map(|bar| canvas.width(bar.name, option))
        .fold(0.0, f64::max);
    let left = room.left + names + options + 44.0 * unit;
    let shown = (bars.groups.iter().flat_map(|group| &group.bars))
        .map(|bar| canvas.width(&bar.shown, value))
        .fold(0.0, f64::max);
    let right = (room.right - shown - 24.0 * unit).max(left + 40.0 * unit);
    let longest = bars.axis.to.max(f64::MIN_POSITIVE);
    for (at, group) in bars.groups.iter().enumerate() {
        let top = room.top + step * at as f64;
        let height = bar * group.bars.len() as f64;
        let first = top + (step - height) / 2.0;
        if at > 0 {
            canvas.line(&[(room.left, top), (room.right, top)], Pen::solid(palette.grid_minor, 1.0 * unit))?;
        }
        // The name takes what lines fit beside the bars once the verdict has its own.
        let most = if large > 1.0 { 4 } else { 2 };
        let lines = (((step - 8.0 * unit - verdict.size * 1.4) / (name.size * 1.25)) as usize).clamp(1, most);
        let words = wrap_name(canvas.fonts, &group.name, name, names, lines);
        let judged = wrap(canvas.fonts, &group.verdict, verdict, names, 1);
        let whole = words.len() as f64 * name.size * 1.25 + judged.len() as f64 * verdict.size * 1.4;
        let mut y = top + (step - whole) / 2.0;
        for line in words {
            y += name.size * 1.25;
            canvas.text(&line, name, palette.ink, (room.left, y - name.size * 0.25), Anchor::Start);
        }
        for line in judged {
            y += verdict.size * 1.4;
            canvas.text(&line, verdict, palette.muted, (room.left, y - verdict.size * 0.35), Anchor::Start);
        }
        for (index, one) in group.bars.iter().enumerate() {
            let y = first + bar * index as f64;
            let width = one.value.map_or(0.0, |value| (value / longest * (right - left)).clamp(0.0, right - left));
            draw_bar(canvas, one, Area::new(left, y + bar * 0.07, left + width, y + bar * 0.93), value, option)?;
        }
    }
    let height = step * bars.groups.len() as f64;
    let unit_face = Face::regular(18.0 * unit);
    canvas.text(&bars.axis.title, unit_face, palette.muted, (left, room.top - 12.0 * unit), Anchor::Start);
    canvas.line(&[(left, room.top), (left, room.top + height)], Pen::solid(palette.muted, 2.0 * unit))?;
    for (index, line) in foot_lines.iter().enumerate() {
        let y = room.top + height + (30.0 + FOOT_LINE * index as f64) * unit;
        canvas.text(line, note, palette.muted, (room.left, y), Anchor::Start);
    }
    Ok(())
}

/// Lines below the bars.
const MOST_FOOT_LINES: usize = 3;

/// From one of them to the next.
const FOOT_LINE: f64 = 26.0;

/// One bar with its option at the left and its amount at the right.
fn draw_bar(canvas: &mut Canvas<'_>, bar: &Bar, area: Area, value: Face, option: Face) -> Result<(), ChartError> {
    let (unit, palette) = (canvas.unit, canvas.palette);
    let middle = f64::midpoint(area.top, area.bottom);
    if area.width() > 0.0 {
        let area = Area { right: area.right.max(area.left + 1.5 * unit), ..area };
        canvas.rect(area, palette.fill_of(bar.role, 0))?;
    }
    let at = |face: Face| middle + face.size * 0.35;
    canvas.text(bar.name, option, palette.muted, (area.left - 12.0 * unit, at(option)), Anchor::End);
    let (face, color) = match (bar.wins, bar.value) {
        (true, _) => (value, palette.ink),
        (false, Some(_)) => (Face::regular(value.size), palette.ink),
        (false, None) => (Face::regular(value.size), palette.muted),
    };
    canvas.text(&bar.shown, face, color, (area.right + 12.0 * unit, at(face)), Anchor::Start);
    Ok(())
}

fn names_width(canvas: &Canvas<'_>, bars: &Bars, name: Face, verdict: Face) -> f64 {
    let of =
        |group: &super::super::BarGroup| canvas.width(&group.name, name).max(canvas.width(&group.verdict, verdict));
    bars.groups.iter().map(of).fold(0.0, f64::max)
}
