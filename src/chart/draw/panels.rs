//! Lines over a shared horizontal axis.

use super::super::ticks::Ticks;
use super::super::wrap::Face;
use super::super::{ChartError, Crossing, Panel, Panels, Role, Scale, Series};
use super::axes::{self, scaled};
use super::canvas::{Anchor, Area, Canvas, Pen, Plot};
use super::labels::{MOST_LABELED, Placer, belongs, is_apart};

/// Crossings that have a line down to the axis.
const MOST_DROPPED: usize = 3;

pub(super) fn draw(canvas: &mut Canvas<'_>, chart: &Panels, room: Area) -> Result<(), ChartError> {
    let unit = canvas.unit;
    let head = 46.0 * unit;
    let gap = 26.0 * unit;
    let count = chart.panels.len().max(1) as f64;
    let bottom = room.bottom - axes::x_room(canvas);
    let height = (bottom - room.top - gap * (count - 1.0)) / count - head;
    let y_ticks: Vec<Ticks> = chart.panels.iter().map(|panel| axes::y_ticks(canvas, &panel.y, height)).collect();
    let gutter = y_ticks.iter().map(|ticks| axes::gutter(canvas, ticks)).fold(0.0, f64::max);
    let (left, right) = (room.left + gutter, room.right - 8.0 * unit);
    let x_ticks = axes::x_ticks(canvas, &chart.x, right - left);
    for (at, (panel, ticks)) in chart.panels.iter().zip(&y_ticks).enumerate() {
        let top = room.top + head + (height + head + gap) * at as f64;
        let area = Area::new(left, top, right, top + height);
        let last = at + 1 == chart.panels.len();
        let plot = canvas.plot(area, axes::range(&chart.x), axes::range(&panel.y));
        axes::draw_x(canvas, &plot, &chart.x, &x_ticks, area, last)?;
        axes::draw_y(canvas, &plot, &panel.y, ticks, area)?;
        let face = Face::regular(axes::LABEL * unit);
        canvas.text(&panel.y.title, face, canvas.palette.ink, (room.left, top - 22.0 * unit), Anchor::Start);
        // The words about the workload's own place stand in the first panel only.
        let own = chart.own.as_ref().map(|own| (own.x, if at == 0 { own.label.as_str() } else { "" }));
        Drawing { canvas, plot: &plot, chart, panel, area }.draw(own)?;
    }
    Ok(())
}

struct Drawing<'c, 'a, 'p> {
    canvas: &'c mut Canvas<'a>,
    plot: &'p Plot<'a>,
    chart: &'p Panels,
    panel: &'p Panel,
    area: Area,
}

impl Drawing<'_, '_, '_> {
    fn draw(&mut self, own: Option<(f64, &str)>) -> Result<(), ChartError> {
        let mut placer = Placer::default();
        let lines: Vec<Vec<Vec<(f64, f64)>>> = self.panel.series.iter().map(|series| self.visible(series)).collect();
        let shown = |value: f64| value >= self.chart.x.from && value <= self.chart.x.to;
        let own = own.filter(|(x, _)| shown(*x));
        if let Some((x, _)) = own {
            let x = self.plot.place(scaled(&self.chart.x, x), 0.0).0;
            let pen = Pen::dashed(
                self.canvas.palette.muted,
                2.0 * self.canvas.unit,
                3.0 * self.canvas.unit,
                7.0 * self.canvas.unit,
            );
            self.canvas.line(&[(x, self.area.top), (x, self.area.bottom)], pen)?;
            placer.avoid(&[(x, self.area.top), (x, self.area.bottom)]);
        }
        for (series, pieces) in self.panel.series.iter().zip(&lines) {
            self.line(series.role, pieces, &mut placer)?;
        }
        let crossings: Vec<&Crossing> = self.panel.crossings.iter().filter(|crossing| shown(crossing.x)).collect();
        for crossing in &crossings {
            self.mark(crossing, &mut placer)?;
        }
        let marks: Vec<(f64, f64)> = crossings.iter().map(|crossing| self.place_of(crossing)).collect();
        // The first and the last are what titles tell.
        let last = crossings.len().saturating_sub(1);
        let order = [0, last].into_iter().chain(1..last).take(crossings.len().min(MOST_LABELED));
        for at in order {
            self.label_crossing(crossings[at], &marks, &mut placer)?;
        }
        if let Some((x, label)) = own.filter(|(_, label)| !label.is_empty()) {
            self.label_own(x, label, &mut placer)?;
        }
        self.name_series(&lines, &mut placer)
    }

    /// A series in the plot's values, cut at the edges of the vertical axis.
    fn visible(&self, series: &Series) -> Vec<Vec<(f64, f64)>> {
        let y = axes::range(&self.panel.y);
        let floor = if self.panel.y.scale == Scale::Log { f64::MIN_POSITIVE } else { f64::NEG_INFINITY };
        let mut pieces = Vec::new();
        for piece in &series.pieces {
            let points = piece.iter().map(|(x, value)| {
                let y = if *value < floor { f64::NEG_INFINITY } else { scaled(&self.panel.y, *value) };
                (scaled(&self.chart.x, *x), y)
            });
            pieces.extend(clip(points, y.start, y.end));
        }
        pieces
    }

    fn line(&mut self, role: Role, pieces: &[Vec<(f64, f64)>], placer: &mut Placer) -> Result<(), ChartError> {
        let color = self.canvas.palette.ink_of(role);
        for piece in pieces {
            let places: Vec<(f64, f64)> = piece.iter().map(|(x, y)| self.plot.place(*x, *y)).collect();
            placer.avoid(&places);
            match places.as_slice() {
                [only] => self.canvas.ring(*only, 5.0 * self.canvas.unit, color, Pen::solid(color, 1.0))?,
                _ => self.plot.line(piece.clone(), Pen::solid(color, 4.5 * self.canvas.unit))?,
            }
        }
        Ok(())
    }

    /// The place of a crossing, or the middle between the first and the last one of several.
    fn place_of(&self, crossing: &Crossing) -> (f64, f64) {
        let ends: Vec<(f64, f64)> = self.ends_of(crossing);
        let (first, last) = (ends[0], ends[ends.len() - 1]);
        (f64::midpoint(first.0, last.0), f64::midpoint(first.1, last.1))
    }

    fn ends_of(&self, crossing: &Crossing) -> Vec<(f64, f64)> {
        let limits = axes::range(&self.panel.y);
        let height =
            |y: Option<f64>| scaled(&self.panel.y, y.unwrap_or(self.panel.y.to)).clamp(limits.start, limits.end);
        crossing.ends().map(|(x, y)| self.plot.place(scaled(&self.chart.x, x), height(y))).collect()
    }

    fn mark(&mut self, crossing: &Crossing, placer: &mut Placer) -> Result<(), ChartError> {
        let (unit, palette) = (self.canvas.unit, self.canvas.palette);
        let few = self.panel.crossings.len() <= MOST_DROPPED;
        let radius = if few { 11.0 } else { 8.0 } * unit;
        let mut ends = self.ends_of(crossing);
        let (first, last) = (ends[0], ends[ends.len() - 1]);
        if last.0 - first.0 > 2.0 * unit {
            // A band over all that lies between them.
            self.canvas.veil(Area::new(first.0, self.area.top, last.0, self.area.bottom), palette.accent, 0.1)?;
        }
        if last.0 - first.0 < 3.0 * radius {
            ends = vec![self.place_of(crossing)];
        }
        for (x, y) in ends {
            if few {
                let pen = Pen::dashed(palette.accent, 2.0 * unit, 9.0 * unit, 7.0 * unit);
                self.canvas.line(&[(x, y), (x, self.area.bottom)], pen)?;
                placer.avoid(&[(x, y), (x, self.area.bottom)]);
            }
            self.canvas.ring((x, y), radius, palette.background, Pen::solid(palette.accent, 4.0 * unit))?;
            placer.take(Area::new(x - radius, y - radius, x + radius, y + radius));
        }
        Ok(())
    }

    /// Labels a crossing where nobody can take the label for that of another of the marks; nowhere where that cannot be.
    fn label_crossing(
        &mut self,
        crossing: &Crossing,
        marks: &[(f64, f64)],
        placer: &mut Placer,
    ) -> Result<(), ChartError> {
        let unit = self.canvas.unit;
        let own = self.place_of(crossing);
        let (x, y) = own;
        let lines = [
            (crossing.label.as_str(), Face::bold(25.0 * unit)),
            (crossing.detail.as_str(), Face::regular(21.0 * unit)),
        ];
        let width = lines.iter().map(|(text, face)| self.canvas.width(text, *face)).fold(0.0, f64::max) + 4.0 * unit;
        let height = if crossing.detail.is_empty() { 32.0 } else { 60.0 } * unit;
        let (near, far) = (18.0 * unit, 56.0 * unit);
        let mut candidates = Vec::new();
        for dy in [near, far, 3.0 * near + far, 2.0 * far + 4.0 * near] {
            for dx in [near, far, 2.0 * far] {
                for (left, top) in [
                    (x + dx, y + dy - near / 2.0),
                    (x - dx - width, y - dy - height + near / 2.0),
                    (x + dx, y - dy - height),
                    (x - dx - width, y + dy),
                ] {
                    candidates.push(Area::new(left, top, left + width, top + height));
                }
            }
        }
        // A label that cannot stand beside its mark is led to it.
        let leader = |area: &Area| {
            let (edge, distance) = (area.nearest_to(own), area.distance_to(own));
            let start = 13.0 * unit / distance;
            let from = (x + (edge.0 - x) * start, y + (edge.1 - y) * start);
            (distance > 34.0 * unit).then_some([from, edge])
        };
        let is_clear = |area: &Area| {
            let others = marks.iter().filter(|mark| **mark != own).map(|mark| area.distance_to(*mark));
            let nearest = others.fold(f64::INFINITY, f64::min);
            match leader(area) {
                Some([from, to]) => nearest > near + far / 2.0 && placer.is_free(from, to),
                None => nearest > area.distance_to(own) * 1.5,
            }
        };
        candidates.retain(is_clear);
        let Some(area) = placer.place(candidates, self.area.grown(-4.0 * unit)) else { return Ok(()) };
        // A line's name right beside it would read as one with it.
        placer.take(area.grown(18.0 * unit));
        self.canvas.veil(area, self.canvas.palette.background, 0.85)?;
        let (ink, muted) = (self.canvas.palette.ink, self.canvas.palette.muted);
        if let Some(leader) = leader(&area) {
            self.canvas.line(&leader, Pen::solid(muted, 1.5 * unit))?;
            placer.lead(leader[0], leader[1]);
        }
        let (anchor, at) = if area.left >= x { (Anchor::Start, area.left) } else { (Anchor::End, area.right) };
        self.canvas.text(lines[0].0, lines[0].1, ink, (at, area.top + 25.0 * unit), anchor);
        self.canvas.text(lines[1].0, lines[1].1, muted, (at, area.top + 52.0 * unit), anchor);
        Ok(())
    }

    fn label_own(&mut self, x: f64, label: &str, placer: &mut Placer) -> Result<(), ChartError> {
        let unit = self.canvas.unit;
        let x = self.plot.place(scaled(&self.chart.x, x), 0.0).0;
        let face = Face::regular(21.0 * unit);
        let width = self.canvas.width(label, face);
        let gap = 10.0 * unit;
        let mut candidates = Vec::new();
        for row in 0..12 {
            let top = self.area.top + 6.0 * unit + f64::from(row) * 36.0 * unit;
            for left in [x + gap, x - gap - width] {
                candidates.push(Area::new(left, top, left + width, top + 30.0 * unit));
            }
        }
        let Some(area) = placer.place(candidates, self.area) else { return Ok(()) };
        self.canvas.veil(area, self.canvas.palette.background, 0.85)?;
        self.canvas.text(label, face, self.canvas.palette.muted, (area.left, area.top + 22.0 * unit), Anchor::Start);
        Ok(())
    }

    /// Names every line beside it; where one has no place at which its own line is the nearest, all of them above the panel.
    fn name_series(&mut self, lines: &[Vec<Vec<(f64, f64)>>], placer: &mut Placer) -> Result<(), ChartError> {
        let face = Face::bold(25.0 * self.canvas.unit);
        let places: Vec<Vec<Vec<(f64, f64)>>> = (lines.iter())
            .map(|pieces| {
                let place = |piece: &Vec<(f64, f64)>| piece.iter().map(|(x, y)| self.plot.place(*x, *y)).collect();
                pieces.iter().map(place).collect()
            })
            .collect();
        let mut found: Vec<Area> = Vec::new();
        for (at, series) in self.panel.series.iter().enumerate().filter(|(at, _)| !places[*at].is_empty()) {
            let Some(area) = self.place_name(&series.name, face, at, &places, (&found, placer)) else {
                return self.legend(face);
            };
            found.push(area);
        }
        let drawn = self.panel.series.iter().zip(&places).filter(|(_, pieces)| !pieces.is_empty());
        for ((series, _), area) in drawn.zip(found) {
            self.canvas.veil(area, self.canvas.palette.background, 0.85)?;
            let color = self.canvas.palette.ink_of(series.role);
            let at = (area.left, area.top + 24.0 * self.canvas.unit);
            self.canvas.text(&series.name, face, color, at, Anchor::Start);
        }
        Ok(())
    }

    fn place_name(
        &self,
        name: &str,
        face: Face,
        at: usize,
        places: &[Vec<Vec<(f64, f64)>>],
        (names, placer): (&[Area], &mut Placer),
    ) -> Option<Area> {
        let unit = self.canvas.unit;
        let (width, height) = (self.canvas.width(name, face), 32.0 * unit);
        let others: Vec<&[Vec<(f64, f64)>]> =
            places.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, pieces)| pieces.as_slice()).collect();
        let mut candidates = Vec::new();
        for distance in [12.0 * unit, 34.0 * unit, 60.0 * unit] {
            for piece in places[at].iter().rev() {
                for part in (0..=16).rev() {
                    let Some((x, _)) = along(piece, f64::from(part) / 16.0) else { continue };
                    let left = (x - width / 2.0).clamp(
                        self.area.left + 8.0 * unit,
                        (self.area.right - width - 8.0 * unit).max(self.area.left + 8.0 * unit),
                    );
                    // Above or below all of the line that runs over the name's width.
                    let beside = |(x, _): &&(f64, f64)| *x >= left && *x <= left + width;
                    let ends = [left, left + width].into_iter().filter_map(|x| height_at(piece, x));
                    let heights = piece.iter().filter(beside).map(|(_, y)| *y).chain(ends);
                    let (top, bottom) = heights
                        .fold((f64::INFINITY, f64::NEG_INFINITY), |(top, bottom), y| (top.min(y), bottom.max(y)));
                    for top in [top - distance - height, bottom + distance - 6.0 * unit] {
                        candidates.push(Area::new(left, top, left + width, top + height));
                    }
                }
            }
        }
        // Only those that are looked at are measured: the first that is free ends it.
        let bounds = self.area.grown(-2.0 * unit);
        let near = || candidates.iter().copied().filter(|area| belongs(area, &places[at], &others));
        let apart = |area: &Area| placer.is_clear(area) && is_apart(area, &others, names, unit);
        let apart = near().find(|area| apart(area) && placer.has_room(area, bounds));
        placer.place(apart.into_iter().chain(near()), bounds)
    }

    /// The names of all lines above the panel, at its right end.
    fn legend(&mut self, face: Face) -> Result<(), ChartError> {
        let unit = self.canvas.unit;
        let (mut right, y) = (self.area.right, self.area.top - 22.0 * unit);
        for series in self.panel.series.iter().rev() {
            let color = self.canvas.palette.ink_of(series.role);
            self.canvas.text(&series.name, face, color, (right, y), Anchor::End);
            let end = right - self.canvas.width(&series.name, face) - 12.0 * unit;
            let height = y - face.size * 0.34;
            self.canvas.line(&[(end - 44.0 * unit, height), (end, height)], Pen::solid(color, 4.5 * unit))?;
            right = end - 80.0 * unit;
        }
        Ok(())
    }
}

/// The place at a share of a line's width.
fn along(places: &[(f64, f64)], share: f64) -> Option<(f64, f64)> {
    let (first, last) = (places.first()?, places.last()?);
    let x = first.0 + (last.0 - first.0) * share;
    Some(height_at(places, x).map_or(*first, |y| (x, y)))
}

/// How high a line is at a place; `None` beyond its ends.
fn height_at(places: &[(f64, f64)], x: f64) -> Option<f64> {
    let pair = places.windows(2).find(|pair| x >= pair[0].0 && x <= pair[1].0 && pair[1].0 > pair[0].0)?;
    Some(pair[0].1 + (pair[1].1 - pair[0].1) * (x - pair[0].0) / (pair[1].0 - pair[0].0))
}

/// A line cut where it leaves the room between two heights.
pub(in crate::chart) fn clip(points: impl Iterator<Item = (f64, f64)>, low: f64, high: f64) -> Vec<Vec<(f64, f64)>> {
    let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut piece: Vec<(f64, f64)> = Vec::new();
    let mut before: Option<(f64, f64)> = None;
    let inside = |y: f64| y >= low && y <= high;
    for point in points {
        if let Some(from) = before {
            for edge in edges(from, point, low, high) {
                piece.push(edge);
                if piece.len() > 1 && !inside(point.1) {
                    pieces.push(std::mem::take(&mut piece));
                }
            }
        }
        if inside(point.1) {
            piece.push(point);
        } else if !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
        }
        before = Some(point);
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
}

/// Where a straight piece enters or leaves the room between two heights, in its direction.
fn edges(from: (f64, f64), to: (f64, f64), low: f64, high: f64) -> Vec<(f64, f64)> {
    let mut found: Vec<f64> = [low, high]
        .into_iter()
        .filter(|edge| (from.1 < *edge && *edge < to.1) || (to.1 < *edge && *edge < from.1))
        .map(|edge| {
            if from.1.is_finite() && to.1.is_finite() {
                (edge - from.1) / (to.1 - from.1)
            } else if from.1.is_finite() {
                0.0
            } else {
                1.0
            }
        })
        .collect();
    found.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let x = from.0 + (to.0 - from.0) * share;
        let y = if from.1.is_finite() && to.1.is_finite() { from.1 + (to.1 - from.1) * share } else { low };
        (x, y)
    };
    found.into_iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_the_edges_of_the_room() {
        let line = [(0.0, -1.0), (1.0, 1.0), (2.0, 3.0), (3.0, 1.0)];
        let pieces = clip(line.into_iter(), 0.0, 2.0);
        assert_eq!(pieces, vec![vec![(0.5, 0.0), (1.0, 1.0), (1.5, 2.0)], vec![(2.5, 2.0), (3.0, 1.0)]]);
    }
}
