//! [`Spots`]: where words may stand at the points of a chart that Office draws.

use super::Look;
use crate::chart::Axis;
use crate::chart::draw::{Area, Placer, clip};
use crate::chart::wrap::Face;

/// The places of a chart: what stands where, and what is taken.
pub(super) struct Spots<'d> {
    pub(super) x: &'d Axis,
    pub(super) y: &'d Axis,
    frame: Area,
    pub(super) plot: Area,
    pub(super) placer: Placer,
}

impl<'d> Spots<'d> {
    pub(super) fn new((x, y): (&'d Axis, &'d Axis), frame: Area, plot: Area) -> Self {
        Self { x, y, frame, plot, placer: Placer::default() }
    }

    /// Where a value of each axis stands, in pixels.
    pub(super) fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let (left, up) = (self.x.share(x), self.y.share(y).clamp(-1.0, 2.0));
        (self.plot.left + left * self.plot.width(), self.plot.bottom - up * self.plot.height())
    }

    /// Labels keep off a line.
    pub(super) fn avoid(&mut self, line: &[(f64, Option<f64>)]) {
        for part in self.pieces(line) {
            self.placer.avoid(&part);
        }
    }

    /// What is drawn of a line within the plot.
    pub(super) fn pieces(&self, line: &[(f64, Option<f64>)]) -> Vec<Vec<(f64, f64)>> {
        let places = |piece: &[(f64, Option<f64>)]| -> Vec<(f64, f64)> {
            piece.iter().filter_map(|(x, y)| y.map(|y| self.place(*x, y))).collect()
        };
        line.split(|(_, y)| y.is_none())
            .flat_map(|piece| clip(places(piece).into_iter(), self.plot.top, self.plot.bottom))
            .collect()
    }

    /// The first place at a point where words have room: at one of its sides, or moved from there by so many pixels.
    pub(super) fn words_at(
        &mut self,
        points: &[(usize, (f64, f64))],
        (width, height): (f64, f64),
        sides: &[(&'static str, (f64, f64))],
        gap: f64,
        is_clear: &dyn Fn(&Area) -> bool,
    ) -> Option<Spot> {
        let mut candidates = Vec::new();
        for (at, (x, y)) in points {
            for (side, (right, down)) in sides {
                let (left, top) = match *side {
                    "r" => (x + gap, y - height / 2.0),
                    "l" => (x - gap - width, y - height / 2.0),
                    "t" => (x - width / 2.0, y - gap - height),
                    _ => (x - width / 2.0, y + gap),
                };
                let (left, top) = (left + right, top + down);
                let moved = (right / self.frame.width(), down / self.frame.height());
                let spot = Spot { at: *at, side, moved };
                candidates.push((spot, Area::new(left, top, left + width, top + height)));
            }
        }
        let bounds = self.plot.grown(-2.0);
        // Only those that are looked at are measured: the first that is free ends it.
        let near = candidates.iter().map(|(_, area)| *area).filter(is_clear);
        let found = self.placer.place(near, bounds)?;
        candidates.into_iter().find(|(_, area)| *area == found).map(|(spot, _)| spot)
    }
}

impl Look<'_> {
    /// The room of a line of words that Office draws beside a point, in pixels.
    pub(super) fn size_of(&self, words: &str, face: Face) -> (f64, f64) {
        (self.fonts_width(words, face) + 22.0, face.size * 1.5)
    }
}

/// For words that belong to one point, wherever they stand.
pub(super) fn anywhere(_: &Area) -> bool {
    true
}

/// Where words stand: at which point, on which side of it, and how far from there.
pub(super) struct Spot {
    pub(super) at: usize,
    pub(super) side: &'static str,
    pub(super) moved: (f64, f64),
}

/// Where words at a crossing may stand, the nearest places first: lines run through it in every direction.
pub(super) fn crossing_sides() -> Vec<(&'static str, (f64, f64))> {
    let mut sides = Vec::new();
    for down in [46.0, 80.0, 130.0, 190.0] {
        for right in [4.0, 50.0] {
            sides.extend([("r", (right, down)), ("l", (-right, -down)), ("r", (right, -down)), ("l", (-right, down))]);
        }
    }
    sides
}
