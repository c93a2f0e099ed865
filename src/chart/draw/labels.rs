//! [`Placer`]: where a label may stand so that it covers no line, no mark and no other label.

use super::canvas::Area;

/// A piece of a line, in pixels.
type Segment = ((f64, f64), (f64, f64));

/// Half the width of a line, in pixels of a large slide.
const STROKE: f64 = 4.0;

/// Crossings beyond this are marked but not labeled: a staircase can cross a line many times.
pub(in crate::chart) const MOST_LABELED: usize = 8;

/// What is taken of a picture.
#[derive(Debug, Clone, Default)]
pub(in crate::chart) struct Placer {
    taken: Vec<Area>,
    lines: Vec<Segment>,
    leaders: Vec<Segment>,
}

impl Placer {
    /// Nothing may stand on this area.
    pub(in crate::chart) fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Labels keep off this line where they can.
    pub(in crate::chart) fn avoid(&mut self, points: &[(f64, f64)]) {
        self.lines.extend(points.windows(2).map(|pair| (pair[0], pair[1])));
    }

    /// A line that leads a label to its mark: labels keep off it, and no other one crosses it.
    pub(in crate::chart) fn lead(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.lines.push((from, to));
        self.leaders.push((from, to));
    }

    /// Whether a line from one place to another runs through nothing that is taken, and across no line that leads a label.
    pub(in crate::chart) fn is_free(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        let leads = || self.leaders.iter().any(|leader| meet((from, to), *leader));
        !self.taken.iter().any(|area| crosses((from, to), area)) && !leads()
    }

    /// The first of the candidates within `bounds` that covers nothing; else the one that crosses the fewest lines and
    /// covers no other label. `None` where every candidate would cover one.
    pub(in crate::chart) fn place(&mut self, candidates: impl IntoIterator<Item = Area>, bounds: Area) -> Option<Area> {
        let mut best: Option<(usize, Area)> = None;
        for area in candidates {
            let inside = area.left >= bounds.left
                && area.right <= bounds.right
                && area.top >= bounds.top
                && area.bottom <= bounds.bottom;
            if !inside || self.taken.iter().any(|taken| taken.overlaps(&area)) {
                continue;
            }
            let crossed = self.lines.iter().filter(|line| crosses(**line, &area.grown(STROKE))).count();
            if best.is_none_or(|(least, _)| crossed < least) {
                best = Some((crossed, area));
            }
            if crossed == 0 {
                break;
            }
        }
        let (_, area) = best?;
        self.take(area);
        Some(area)
    }
}

/// Whether a piece of a line runs through an area (Liang and Barsky's clipping, 1984).
fn crosses(((x0, y0), (x1, y1)): Segment, area: &Area) -> bool {
    let (dx, dy) = (x1 - x0, y1 - y0);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (delta, room) in [(-dx, x0 - area.left), (dx, area.right - x0), (-dy, y0 - area.top), (dy, area.bottom - y0)] {
        if delta == 0.0 {
            if room < 0.0 {
                return false;
            }
            continue;
        }
        let at = room / delta;
        if delta < 0.0 {
            enter = enter.max(at)
        } else {
            leave = leave.min(at)
        }
        if enter > leave {
            return false;
        }
    }
    true
}

/// Whether two pieces of lines cross: the ends of each lie on different sides of the other one.
fn meet(one: Segment, other: Segment) -> bool {
    let side = |((ax, ay), (bx, by)): Segment, (x, y): (f64, f64)| (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0.0;
    side(one, other.0) != side(one, other.1) && side(other, one.0) != side(other, one.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_keeps_off_lines_and_labels() {
        let mut placer = Placer::default();
        let bounds = Area::new(0.0, 0.0, 100.0, 100.0);
        placer.avoid(&[(0.0, 0.0), (100.0, 100.0)]);
        let on_line = Area::new(40.0, 40.0, 60.0, 60.0);
        let beside = Area::new(70.0, 10.0, 90.0, 30.0);
        let outside = Area::new(95.0, 10.0, 115.0, 30.0);
        assert_eq!(placer.place([outside, on_line, beside], bounds), Some(beside));
        assert_eq!(placer.place([beside, on_line], bounds), Some(on_line));
        assert_eq!(placer.place([beside, on_line, outside], bounds), None);
        assert!(!placer.is_free((80.0, 0.0), (80.0, 50.0)) && placer.is_free((10.0, 0.0), (10.0, 90.0)));
        placer.lead((5.0, 70.0), (15.0, 80.0));
        assert!(!placer.is_free((10.0, 0.0), (10.0, 90.0)) && placer.is_free((20.0, 0.0), (20.0, 35.0)));
    }
}
