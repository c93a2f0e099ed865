//! Lines over a shared axis: a scatter chart a panel, with every crossing and the workload's own place.

use super::part::{LABEL, ValueAxis, aligned, chart_space, heading as chart_heading, layout, legend};
use super::scatter::{self, Label, Points, Words};
use super::slide::Picture;
use super::spots::{Spot, Spots, anywhere, crossing_sides};
use super::table::Table;
use super::{Look, Room};
use crate::chart::draw::{Area, MOST_LABELED, belongs, is_apart, scaled};
use crate::chart::wrap::{Face, tied};
use crate::chart::{Axis, Crossing, Panel, Panels, Scale, Series, Unit};

const IDS: (u32, u32) = (1001, 1002);

pub(super) fn pictures(look: &Look<'_>, panels: &Panels, room: Room) -> Vec<Picture> {
    let x = aligned(&whole_week(&panels.x), most_across(room), look.locale);
    let days = x.unit == Unit::Number && x.from == MONDAY;
    let gap = 14.0;
    let foot = 78.0;
    let head = 50.0;
    let count = panels.panels.len().max(1) as f64;
    let height = (room.height() - foot - gap * (count - 1.0)) / count;
    let gutter = panels.panels.iter().map(|panel| look.gutter(&panel.y, height - head)).fold(0.0, f64::max);
    (panels.panels.iter().enumerate())
        .map(|(at, panel)| {
            let last = at + 1 == panels.panels.len();
            let top = room.top + (height + gap) * at as f64;
            let frame = Area::new(room.left, top, room.right, top + height + if last { foot } else { 4.0 });
            let plot = Area::new(room.left + gutter, top + head, room.right - 24.0, top + height);
            let own = panels.own.as_ref().map(|own| (own.x, own.label.as_str(), at == 0));
            picture(look, (&x, days), panel, own, (frame, plot), last)
        })
        .collect()
}

/// An axis of the week's hours as days that Office names itself: its second day is a Monday.
fn whole_week(axis: &Axis) -> Axis {
    if axis.to < WEEK || !axis.ticks.as_ref().is_some_and(|ticks| ticks.iter().any(|(_, label)| label == "Mon")) {
        return axis.clone();
    }
    let day = |hour: f64| MONDAY + hour / 24.0;
    let ticks = axis.ticks.iter().flatten().map(|(hour, label)| (day(*hour), label.clone())).collect();
    Axis { from: day(axis.from), to: day(axis.to), ticks: Some(ticks), ..axis.clone() }
}

const WEEK: f64 = 168.0;
/// Dates are days since the end of 1899; the second of January 1900 counts as a Monday in every office program.
const MONDAY: f64 = 2.0;

fn picture(
    look: &Look<'_>,
    (x, days): (&Axis, bool),
    panel: &Panel,
    own: Option<(f64, &str, bool)>,
    (frame, plot): (Area, Area),
    last: bool,
) -> Picture {
    let value_x = |value: f64| if days { MONDAY + value / 24.0 } else { value };
    let palette = look.palette;
    let mut drawing =
        Drawing { look, spots: Spots::new((x, &panel.y), frame, plot), table: Table::default(), names: Vec::new() };
    let lines: Vec<Vec<(f64, Option<f64>)>> =
        panel.series.iter().map(|series| rows(series, &panel.y, &value_x)).collect();
    for line in &lines {
        drawing.spots.avoid(line);
    }
    let heading = x.title.trim_end_matches(" (log scale)").to_owned();
    let mut series: Vec<Points> = Vec::new();
    let own = own.map(|(x, label, labeled)| (value_x(x), label, labeled)).filter(|(at, ..)| shown(x, *at));
    if let Some((at, label, labeled)) = own {
        series.push(drawing.own(at, label, labeled, &heading));
    }
    let crossings: Vec<&Crossing> = panel.crossings.iter().filter(|one| shown(x, value_x(one.x))).collect();
    let marked = (!crossings.is_empty()).then(|| drawing.crossings(&crossings, &value_x, &heading));
    let mut unlabeled = false;
    for (at, (one, line)) in panel.series.iter().zip(&lines).enumerate() {
        let xs = drawing.table.numbers(&heading, line.iter().map(|(x, _)| Some(*x)));
        let ys = drawing.table.numbers(&one.name, line.iter().map(|(_, y)| *y));
        let color = palette.ink_of(one.role);
        let label = drawing.name_label(&lines, at, &one.name, color);
        unlabeled |= label.is_none();
        series.push(Points {
            x: xs,
            y: ys,
            pen: Some((color, 4.5, "solid")),
            dot: None,
            labels: label.into_iter().collect(),
        });
    }
    let helpers = series.len() - panel.series.len();
    series.extend(marked);
    let mut table = drawing.table;
    let axis = |axis, ids, side, labels, title_at, most| ValueAxis {
        axis,
        ids,
        side,
        crosses: "min",
        grid: true,
        labels,
        title_at,
        most,
        between: "midCat",
    };
    let title_x = f64::midpoint(plot.left, plot.right) - look.fonts_width(&x.title, Face::regular(LABEL)) / 2.0 - 8.0;
    let x_title = last.then_some((title_x, frame.bottom - 38.0));
    let mut horizontal = axis(x, IDS, "b", last, x_title, most_across(plot)).xml(frame, &palette, look.locale);
    if days {
        // The names of days in the language of whoever opens it.
        let from = horizontal.find("<c:numFmt formatCode=\"").map(|at| at + "<c:numFmt formatCode=\"".len());
        if let Some((from, length)) = from.and_then(|from| Some((from, horizontal[from..].find('"')?))) {
            horizontal.replace_range(from..from + length, "ddd");
        }
    }
    let vertical = axis(&panel.y, (IDS.1, IDS.0), "l", true, None, rows_of(plot)).xml(frame, &palette, look.locale);
    let title = chart_heading(frame, &panel.y.title, (frame.left, frame.top), &palette);
    let legend = if unlabeled {
        let mut hidden: Vec<usize> = (0..helpers).collect();
        hidden.extend(helpers + panel.series.len()..series.len());
        legend(frame, (plot.right - 420.0, frame.top), &hidden, &palette)
    } else {
        String::new()
    };
    let plots = scatter::xml(&mut table, &series, IDS) + &horizontal + &vertical;
    Picture {
        frame,
        xml: chart_space(&title, &layout(frame, plot, true), &plots, &legend),
        table,
        name: panel.y.title.clone(),
    }
}

/// How many labels fit below a plot.
pub(super) fn most_across(plot: Area) -> usize {
    ((plot.width() / 110.0) as usize).clamp(2, 14)
}

/// How many labels fit beside a plot.
pub(super) fn rows_of(plot: Area) -> usize {
    ((plot.height() / 70.0) as usize).clamp(2, 10)
}

fn shown(x: &Axis, value: f64) -> bool {
    value >= x.from && value <= x.to
}

/// A series as rows, with a gap between its pieces and where a logarithmic axis has no place for a value.
fn rows(series: &Series, y: &Axis, value_x: &dyn Fn(f64) -> f64) -> Vec<(f64, Option<f64>)> {
    let mut rows: Vec<(f64, Option<f64>)> = Vec::new();
    for piece in &series.pieces {
        if let (Some(_), Some(first)) = (rows.last(), piece.first()) {
            rows.push((value_x(first.0), None));
        }
        rows.extend(
            piece
                .iter()
                .map(|(x, value)| (value_x(*x), Some(*value).filter(|value| y.scale == Scale::Linear || *value > 0.0))),
        );
    }
    rows
}

struct Drawing<'d, 'l> {
    look: &'d Look<'l>,
    spots: Spots<'d>,
    table: Table,
    /// Where lines are named.
    names: Vec<Area>,
}

impl Drawing<'_, '_> {
    /// The name of one of the lines beside one of its points, the right end first; `None` where no place is nearest to it.
    fn name_label(
        &mut self,
        lines: &[Vec<(f64, Option<f64>)>],
        at: usize,
        name: &str,
        color: crate::chart::Rgb,
    ) -> Option<Label> {
        let line = &lines[at];
        let pieces: Vec<Vec<Vec<(f64, f64)>>> = lines.iter().map(|line| self.spots.pieces(line)).collect();
        let others: Vec<&[Vec<(f64, f64)>]> =
            pieces.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, pieces)| pieces.as_slice()).collect();
        let is_clear = |area: &Area| belongs(area, &pieces[at], &others);
        let (placer, names) = (self.spots.placer.clone(), &self.names);
        let is_apart = |area: &Area| is_clear(area) && placer.is_clear(area) && is_apart(area, &others, names, 1.0);
        let face = Face::bold(24.0);
        let size = self.look.size_of(name, face);
        let mut places: Vec<(usize, (f64, f64))> = (line.iter().enumerate().rev())
            .filter_map(|(at, (x, y))| y.map(|y| (at, self.spots.place(*x, y))))
            .filter(|(_, (_, y))| *y >= self.spots.plot.top && *y <= self.spots.plot.bottom)
            .collect();
        // Some office programs leave out the words of a point on the very edge.
        let inside = self.spots.plot.grown(-0.5);
        places.sort_by_key(|(_, (x, _))| *x <= inside.left || *x >= inside.right);
        // Beside a steep line words stand a little above or below their point.
        let at = (0.0, 0.0);
        let sides = [("t", at), ("b", at), ("l", (-4.0, -22.0)), ("r", (4.0, 22.0)), ("r", at), ("l", at)];
        let spot = self.spots.words_at(&places, size, &sides, 6.0, &is_apart);
        let Spot { at, side, moved } = spot.or_else(|| self.spots.words_at(&places, size, &sides, 6.0, &is_clear))?;
        self.names.extend(self.spots.placer.latest());
        Some(Label { at, side, moved, words: Words::Name, size: face.size, bold: true, color })
    }

    /// The upright line at the workload's own place.
    fn own(&mut self, at: f64, label: &str, labeled: bool, heading: &str) -> Points {
        const STEPS: u32 = 12;
        let (low, high) = (scaled(self.spots.y, self.spots.y.from), scaled(self.spots.y, self.spots.y.to));
        let values: Vec<f64> = (0..=STEPS)
            .map(|step| low + (high - low) * f64::from(step) / f64::from(STEPS))
            .map(|value| if self.spots.y.scale == Scale::Log { libm::pow(10.0, value) } else { value })
            .collect();
        let line: Vec<(f64, Option<f64>)> = values.iter().map(|value| (at, Some(*value))).collect();
        self.spots.avoid(&line);
        let palette = self.look.palette;
        let face = Face::regular(21.0);
        let mut labels = Vec::new();
        if labeled {
            let size = self.look.size_of(label, face);
            let places: Vec<_> =
                values.iter().enumerate().rev().map(|(row, value)| (row, self.spots.place(at, *value))).collect();
            let sides = ["r", "l"].map(|side| (side, (0.0, 0.0)));
            if let Some(Spot { at, side, moved }) = self.spots.words_at(&places, size, &sides, 6.0, &anywhere) {
                labels.push(Label {
                    at,
                    side,
                    moved,
                    words: Words::Name,
                    size: face.size,
                    bold: false,
                    color: palette.muted,
                });
            }
        }
        let x = self.table.numbers(heading, line.iter().map(|(x, _)| Some(*x)));
        let y = self.table.numbers(tied(label), line.iter().map(|(_, y)| *y));
        Points { x, y, pen: Some((palette.muted, 2.0, "sysDash")), dot: None, labels }
    }

    /// A ring at every crossing, at the first and the last one of several; words at the first ones.
    fn crossings(&mut self, all: &[&Crossing], value_x: &dyn Fn(f64) -> f64, heading: &str) -> Points {
        let palette = self.look.palette;
        let height = |y: Option<f64>| y.unwrap_or(self.spots.y.to).clamp(self.spots.y.from, self.spots.y.to);
        // The rows of the points: words stand at a crossing's first one.
        let mut rows: Vec<(f64, f64, &str, &str)> = Vec::new();
        let mut starts = Vec::new();
        for one in all {
            starts.push(rows.len());
            rows.extend(one.ends().map(|(x, y)| (value_x(x), height(y), one.label.as_str(), one.detail.as_str())));
        }
        let places: Vec<(f64, f64)> = rows.iter().map(|(x, y, ..)| self.spots.place(*x, *y)).collect();
        for (x, y) in &places {
            self.spots.placer.take(Area::new(x - 11.0, y - 11.0, x + 11.0, y + 11.0));
        }
        let (first, second) = (Face::bold(24.0), Face::regular(20.5));
        let mut labels = Vec::new();
        for (at, one) in starts.into_iter().zip(all).take(MOST_LABELED) {
            let width = self.look.fonts_width(&one.label, first).max(self.look.fonts_width(&one.detail, second)) + 22.0;
            let size = (width, if one.detail.is_empty() { 38.0 } else { 68.0 });
            let sides = crossing_sides();
            if let Some(Spot { at, side, moved }) =
                self.spots.words_at(&[(at, places[at])], size, &sides, 14.0, &anywhere)
            {
                let words = Words::Own(one.label.clone(), one.detail.clone(), palette.muted);
                labels.push(Label { at, side, moved, words, size: first.size, bold: true, color: palette.ink });
            }
        }
        let x = self.table.numbers(heading, rows.iter().map(|(x, ..)| Some(*x)));
        let y = self.table.numbers("Marked places", rows.iter().map(|(_, y, ..)| Some(*y)));
        self.table.texts(
            "In words",
            rows.iter().map(
                |(.., label, detail)| {
                    if detail.is_empty() { (*label).to_owned() } else { format!("{label}, {detail}") }
                },
            ),
        );
        Points { x, y, pen: None, dot: Some((palette.accent, palette.background)), labels }
    }
}

impl Look<'_> {
    /// The room that labels of a vertical axis of that height need at its left.
    pub(super) fn gutter(&self, axis: &Axis, height: f64) -> f64 {
        let area = Area::new(0.0, 0.0, 1.0, height);
        let ticks = axis.ticks(rows_of(area), self.locale);
        let widest = ticks.major.iter().map(|(_, label)| self.fonts_width(label, Face::regular(LABEL)));
        // Office writes numbers in full where it shows some of them in short form.
        let spare = if axis.unit == Unit::Number { 26.0 } else { 34.0 };
        widest.fold(0.0, f64::max) + spare
    }
}
