//! Charts with characters, for terminals: the same data, drawn in cells. Lines are told apart by their signs, not by
//! color: `●` Lambda, `▪` EC2, `·` others.

use super::draw::{range, scaled};
use super::{Area, Bars, Body, Chart, Crossing, Map, Panel, Panels, Role, Series, Stacks, Tornado};
use crate::terms::{fit, wrapped};
use crate::units::Locale;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr as _;

/// So many lines of a title are more than any has with a name that can be read.
const MOST_TITLE_LINES: usize = 5;

/// Draws a chart in so many columns.
#[must_use]
pub fn terminal(chart: &Chart, columns: usize, locale: Locale) -> String {
    let columns = columns.clamp(40, 200);
    let mut out = String::new();
    for line in [&chart.title, &chart.subtitle] {
        // A name in it can be of any length.
        out.push_str(&wrapped(&fit(line, columns * MOST_TITLE_LINES), columns, "", ""));
    }
    out.push('\n');
    match &chart.body {
        Body::Panels(panels) => draw_panels(&mut out, panels, columns, locale),
        Body::Bars(bars) => draw_bars(&mut out, bars, columns),
        Body::Stacks(stacks) => draw_stacks(&mut out, stacks, columns),
        Body::Map(map) => draw_map(&mut out, map, columns, locale),
        Body::Tornado(tornado) => draw_tornado(&mut out, tornado, columns, locale),
    }
    out.push('\n');
    if !chart.foot.is_empty() {
        out.push_str(&wrapped(&chart.foot, columns, "", ""));
    }
    out.push_str(&wrapped(&chart.prices, columns, "", ""));
    out
}

/// The sign of a role's lines.
const fn sign(role: Role) -> char {
    match role {
        Role::Lambda => '●',
        Role::Ec2 => '▪',
        Role::Neutral => '·',
    }
}

/// Cells, and the words on their left.
struct Grid {
    cells: Vec<Vec<char>>,
    left: Vec<String>,
}

impl Grid {
    fn new(width: usize, height: usize) -> Grid {
        Grid { cells: vec![vec![' '; width]; height], left: vec![String::new(); height] }
    }

    fn width(&self) -> usize {
        self.cells.first().map_or(0, Vec::len)
    }

    fn put(&mut self, column: usize, row: usize, sign: char) {
        if let Some(cell) = self.cells.get_mut(row).and_then(|cells| cells.get_mut(column)) {
            *cell = sign;
        }
    }

    fn write(&self, out: &mut String) {
        let gutter = self.left.iter().map(|text| text.width()).max().unwrap_or(0);
        for (left, cells) in self.left.iter().zip(&self.cells) {
            let line: String = cells.iter().collect();
            let pad = " ".repeat(gutter - left.width());
            let _ = writeln!(out, "{pad}{left} │{}", line.trim_end());
        }
        let _ = writeln!(out, "{} └{}", " ".repeat(gutter), "─".repeat(self.width()));
    }

    fn gutter(&self) -> usize {
        self.left.iter().map(|text| text.width()).max().unwrap_or(0) + 2
    }
}

/// The cell of a share of the whole.
fn cell(share: f64, cells: usize) -> Option<usize> {
    let last = cells.saturating_sub(1) as f64;
    (-0.000_001..=1.000_001).contains(&share).then(|| (share * last).round() as usize)
}

fn draw_panels(out: &mut String, chart: &Panels, columns: usize, locale: Locale) {
    let height = if chart.panels.len() > 1 { 9 } else { 18 };
    for (at, panel) in chart.panels.iter().enumerate() {
        let _ = writeln!(out, "{}", panel.y.title);
        let gutter = 12;
        let mut grid = Grid::new(columns.saturating_sub(gutter), height);
        label_rows(&mut grid, panel, locale);
        let x = range(&chart.x);
        let share = |value: f64| (scaled(&chart.x, value) - x.start) / (x.end - x.start);
        if let Some(own) = &chart.own
            && let Some(column) = cell(share(own.x), grid.width())
        {
            (0..height).for_each(|row| grid.put(column, row, '┊'));
        }
        for series in &panel.series {
            draw_series(&mut grid, panel, series, &share);
        }
        for (x, value) in panel.crossings.iter().flat_map(Crossing::ends) {
            let y = range(&panel.y);
            let value = value.map_or(y.end, |value| scaled(&panel.y, value)).clamp(y.start, y.end);
            if let (Some(column), Some(row)) =
                (cell(share(x), grid.width()), cell((y.end - value) / (y.end - y.start), height))
            {
                grid.put(column, row, '◆');
            }
        }
        grid.write(out);
        if at + 1 == chart.panels.len() {
            let ticks = chart.x.ticks(6, locale).major;
            out.push_str(&tick_line(&ticks, grid.gutter(), grid.width(), &share));
            let _ = writeln!(out, "{:>width$}", chart.x.title, width = grid.gutter() + grid.width());
        }
        let names: Vec<String> =
            panel.series.iter().map(|series| format!("{} {}", sign(series.role), series.name)).collect();
        let _ = writeln!(out, "{}", names.join("   "));
        for crossing in &panel.crossings {
            let line = format!("◆ {}  {}", crossing.label, crossing.detail);
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
    if let Some(own) = &chart.own {
        let _ = writeln!(out, "┊ {}", own.label);
    }
}

fn label_rows(grid: &mut Grid, panel: &Panel, locale: Locale) {
    let y = range(&panel.y);
    let height = grid.cells.len();
    for (value, label) in panel.y.ticks(height / 3, locale).major {
        if let Some(row) = cell((y.end - scaled(&panel.y, value)) / (y.end - y.start), height) {
            grid.left[row] = label;
        }
    }
}

/// Marks every column that a line runs through, and the rows of its steps.
fn draw_series(grid: &mut Grid, panel: &Panel, series: &Series, share: &dyn Fn(f64) -> f64) {
    let y = range(&panel.y);
    let height = grid.cells.len();
    let row = |value: f64| cell((y.end - scaled(&panel.y, value)) / (y.end - y.start), height);
    for piece in &series.pieces {
        let mut before: Option<(f64, f64)> = None;
        for &(x, value) in piece {
            let from = before.unwrap_or((x, value));
            let steps = (grid.width() * 2).max(1);
            for step in 0..=steps {
                let part = step as f64 / steps as f64;
                let (start, end) = (share(from.0), share(x));
                let value = from.1 + (value - from.1) * part;
                if let (Some(column), Some(row)) = (cell(start + (end - start) * part, grid.width()), row(value)) {
                    grid.put(column, row, sign(series.role));
                }
            }
            before = Some((x, value));
        }
    }
}

/// Labels below an axis, those that do not touch.
fn tick_line(ticks: &[(f64, String)], gutter: usize, width: usize, share: &dyn Fn(f64) -> f64) -> String {
    let mut line = " ".repeat(gutter);
    let mut end = 0;
    for (value, label) in ticks {
        let Some(column) = cell(share(*value), width) else { continue };
        let start = (gutter + column).saturating_sub(label.width() / 2);
        if start < end || start + label.width() > gutter + width + 4 {
            continue;
        }
        let now = line.width();
        if start >= now {
            line.push_str(&" ".repeat(start - now));
            line.push_str(label);
            end = start + label.width() + 2;
        }
    }
    line.push('\n');
    line
}

/// A bar of eighths of cells; anything above 0 shows.
#[must_use]
pub fn bar(share: f64, cells: usize) -> String {
    const PARTS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let eighths = (share.clamp(0.0, 1.0) * cells as f64 * 8.0).round() as usize;
    let eighths = if share > 0.0 { eighths.max(1) } else { 0 };
    let mut out = "█".repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        out.push(PARTS[eighths % 8]);
    }
    out
}

fn draw_bars(out: &mut String, bars: &Bars, columns: usize) {
    let shown = bars.groups.iter().flat_map(|group| &group.bars).map(|bar| bar.shown.width()).max().unwrap_or(0);
    let room = columns.saturating_sub(shown + 12).max(10);
    for group in &bars.groups {
        let _ = writeln!(out, "{}: {}", fit(&group.name, columns), group.verdict);
        for one in &group.bars {
            let line = bar(one.value.unwrap_or(0.0) / bars.axis.to, room);
            let mark = if one.wins { "◂" } else { "" };
            let line = format!("  {:<7} {line} {} {mark}", one.name, one.shown);
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
    if !bars.left_out.is_empty() {
        out.push_str(&wrapped(&bars.left_out, columns, "", ""));
    }
}

fn draw_stacks(out: &mut String, stacks: &Stacks, columns: usize) {
    const SIGNS: [char; 10] = ['█', '▓', '▒', '░', '#', '=', '+', ':', '-', '.'];
    let room = columns.saturating_sub(24).max(10);
    for group in &stacks.groups {
        let _ = writeln!(out, "{}", fit(&group.name, columns));
        for column in &group.columns {
            let mut line = String::new();
            let mut sum = 0.0;
            for (height, sign) in column.heights.iter().zip(SIGNS) {
                sum += height;
                let end = (sum / stacks.axis.to * room as f64).round() as usize;
                line.extend(std::iter::repeat_n(sign, end.saturating_sub(line.chars().count())));
            }
            let _ = writeln!(out, "  {:<7} {line} {}", column.name, column.shown);
        }
    }
    for (part, sign) in stacks.parts.iter().zip(SIGNS) {
        let _ = writeln!(out, "{sign} {}", part.name);
    }
    if !stacks.left_out.is_empty() {
        out.push_str(&wrapped(&stacks.left_out, columns, "", ""));
    }
}

fn draw_map(out: &mut String, map: &Map, columns: usize, locale: Locale) {
    let height = 20;
    let mut grid = Grid::new(columns.saturating_sub(12), height);
    let (x, y) = (range(&map.x), range(&map.y));
    let width = grid.width();
    let of = |area: Area| match area {
        Area::Lambda => '●',
        Area::Ec2 => '▪',
        Area::Tie => '=',
        Area::Neither => ' ',
    };
    let share_x = |value: f64| (scaled(&map.x, value) - x.start) / (x.end - x.start);
    let share_y = |value: f64| (y.end - scaled(&map.y, value)) / (y.end - y.start);
    for row in 0..height {
        let middle = (row as f64 + 0.5) / height as f64;
        let Some(line) = map.rows.iter().find(|line| middle >= share_y(line.to) && middle <= share_y(line.from)) else {
            continue;
        };
        for column in 0..width {
            let middle = (column as f64 + 0.5) / width as f64;
            let span = line.spans.iter().find(|span| middle >= share_x(span.0) && middle <= share_x(span.1));
            grid.put(column, row, span.map_or(' ', |span| of(span.2)));
        }
    }
    for (value, label) in map.y.ticks(height / 3, locale).major {
        if let Some(row) = cell(share_y(value), height) {
            grid.left[row] = label;
        }
    }
    let own = cell(share_x(map.own.0), width).zip(cell(share_y(map.own.1), height));
    if let Some((column, row)) = own {
        grid.put(column, row, '◆');
    }
    let _ = writeln!(out, "{}", map.y.title);
    grid.write(out);
    out.push_str(&tick_line(&map.x.ticks(6, locale).major, grid.gutter(), width, &share_x));
    let _ = writeln!(out, "{:>width$}", map.x.title, width = grid.gutter() + width);
    for (area, name) in &map.areas {
        let _ = writeln!(out, "{} {name}", of(*area));
    }
    if own.is_some() {
        let _ = writeln!(out, "◆ {}", map.own_label);
    }
}

fn draw_tornado(out: &mut String, tornado: &Tornado, columns: usize, locale: Locale) {
    let names = tornado.bars.iter().map(|bar| bar.name.width()).max().unwrap_or(0);
    let room = columns.saturating_sub(names + 3).max(20);
    let axis = range(&tornado.axis);
    let place = |value: f64| cell((value - axis.start) / (axis.end - axis.start), room).unwrap_or(0);
    let (zero, base) = (place(0.0), place(tornado.base));
    for bar in &tornado.bars {
        let mut cells = vec![' '; room];
        for (value, _) in bar.ends.iter().flatten() {
            let end = place(*value);
            for (at, cell) in cells.iter_mut().enumerate().take(end.max(base) + 1).skip(end.min(base)) {
                *cell = if at < zero { '▪' } else { '●' };
            }
        }
        cells[zero] = '│';
        cells[base] = '┊';
        let line: String = cells.into_iter().collect();
        let pad = " ".repeat(names - bar.name.width());
        let _ = writeln!(out, "{}{pad} │{}", bar.name, line.trim_end());
    }
    let ticks = tornado.axis.ticks(6, locale).major;
    let share = |value: f64| (value - axis.start) / (axis.end - axis.start);
    out.push_str(&tick_line(&ticks, names + 2, room, &share));
    let _ = writeln!(out, "{}", tornado.axis.title);
    let _ = writeln!(out, "▪ EC2 is cheaper   ● Lambda is cheaper   ┊ {}", tornado.base_label);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_eighths_and_never_hide_what_is_there() {
        assert_eq!(bar(0.5, 8), "████");
        assert_eq!(bar(0.5, 1), "▌");
        assert_eq!(bar(1e-9, 10), "▏");
        assert_eq!(bar(0.0, 10), "");
        assert_eq!(bar(2.0, 3), "███");
    }
}
