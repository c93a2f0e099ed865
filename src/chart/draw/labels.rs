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

    /// Whether a place can be reached from another one without crossing a line.
    pub(in crate::chart) fn is_beside(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        !self.lines.iter().any(|line| meet((from, to), *line))
    }

    /// The first of the candidates within `bounds` that covers nothing, no line either.
    pub(in crate::chart) fn place_clear(&mut self, mut candidates: Vec<Area>, bounds: Area) -> Option<Area> {
        candidates.retain(|area| self.is_clear(area));
        self.place(candidates, bounds)
    }

    /// Whether no line runs through an area.
    pub(in crate::chart) fn is_clear(&self, area: &Area) -> bool {
        !self.lines.iter().any(|line| crosses(*line, &area.grown(STROKE)))
    }

    /// Whether an area is within `bounds` and covers nothing that is taken.
    pub(in crate::chart) fn has_room(&self, area: &Area, bounds: Area) -> bool {
        let inside = area.left >= bounds.left
            && area.right <= bounds.right
            && area.top >= bounds.top
            && area.bottom <= bounds.bottom;
        inside && !self.taken.iter().any(|taken| taken.overlaps(area))
    }

    /// What was taken last.
    pub(in crate::chart) fn latest(&self) -> Option<Area> {
        self.taken.last().copied()
    }

    /// The first of the candidates within `bounds` that covers nothing; else the one that crosses the fewest lines and
    /// covers no other label. `None` where every candidate would cover one.
    pub(in crate::chart) fn place(&mut self, candidates: impl IntoIterator<Item = Area>, bounds: Area) -> Option<Area> {
        let mut best: Option<(usize, Area)> = None;
        for area in candidates {
            if !self.has_room(&area, bounds) {
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

/// The square of how far an area is from a line, in pixels; 0 where the line runs through it.
fn distance_squared(area: &Area, line: &[(f64, f64)]) -> f64 {
    let to_piece = |(a, b): Segment| {
        if crosses((a, b), area) {
            return 0.0;
        }
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let along = |corner: (f64, f64)| {
            let share = ((corner.0 - a.0) * dx + (corner.1 - a.1) * dy) / (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
            let share = share.clamp(0.0, 1.0);
            let (right, down) = (corner.0 - a.0 - dx * share, corner.1 - a.1 - dy * share);
            right * right + down * down
        };
        let corners =
            [(area.left, area.top), (area.right, area.top), (area.left, area.bottom), (area.right, area.bottom)];
        corners.into_iter().map(along).fold(area.distance_squared_to(a).min(area.distance_squared_to(b)), f64::min)
    };
    match line {
        [only] => area.distance_squared_to(*only),
        _ => line.windows(2).map(|pair| to_piece((pair[0], pair[1]))).fold(f64::INFINITY, f64::min),
    }
}

/// A line's name is so far from other lines where it can be, in pixels of a large slide, and so far from their names where they stand
/// on one level: side by side they would read as one.
const APART: f64 = 36.0;
const BESIDE: f64 = 140.0;

/// Whether an area is away from where lines cross, and from the names of others.
pub(in crate::chart) fn is_apart(area: &Area, others: &[&[Vec<(f64, f64)>]], names: &[Area], unit: f64) -> bool {
    let least = APART * unit;
    let is_far = |line: &Vec<(f64, f64)>| distance_squared(area, line) >= least * least;
    let beside = |name: &Area| {
        Area::new(name.left - BESIDE * unit, name.top, name.right + BESIDE * unit, name.bottom).overlaps(area)
    };
    others.iter().copied().flatten().all(is_far) && !names.iter().any(beside)
}

/// Whether nobody takes a line's name in this area for that of another one: its own line is clearly the nearest.
pub(in crate::chart) fn belongs(area: &Area, own: &[Vec<(f64, f64)>], others: &[&[Vec<(f64, f64)>]]) -> bool {
    let to =
        |pieces: &[Vec<(f64, f64)>]| pieces.iter().map(|one| distance_squared(area, one)).fold(f64::INFINITY, f64::min);
    let own = to(own);
    // Clearly nearer: at 0.6 times the distance.
    others.iter().all(|other| own < to(other) * 0.36)
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
    fn a_name_belongs_to_the_line_that_is_clearly_the_nearest() {
        let area = Area::new(40.0, 40.0, 60.0, 50.0);
        let level = |y: f64| vec![vec![(0.0, y), (100.0, y)]];
        // By hand: 10 above the line at 60, 20 above that at 70, 40 below that at 0; the one at 45 runs through it.
        assert_eq!([60.0, 70.0, 0.0, 45.0].map(|y| distance_squared(&area, &level(y)[0])), [100.0, 400.0, 1600.0, 0.0]);
        assert_eq!(distance_squared(&area, &[(63.0, 54.0)]), 25.0);
        assert!(belongs(&area, &level(60.0), &[&level(70.0), &level(0.0)]));
        assert!(!belongs(&area, &level(70.0), &[&level(60.0)]) && !belongs(&area, &level(60.0), &[&level(26.0)]));
    }

    #[test]
    fn a_name_is_apart_from_other_lines_and_does_not_stand_beside_their_names() {
        let area = Area::new(200.0, 40.0, 260.0, 60.0);
        let level = |y: f64| vec![vec![(0.0, y), (900.0, y)]];
        // 36 pixels from a line, and 140 to the side of a name on the same level.
        assert!(is_apart(&area, &[&level(97.0)], &[], 1.0) && !is_apart(&area, &[&level(95.0)], &[], 1.0));
        let name = |left: f64, top: f64| Area::new(left, top, left + 60.0, top + 20.0);
        assert!(is_apart(&area, &[], &[name(401.0, 45.0), name(280.0, 61.0)], 1.0));
        assert!(!is_apart(&area, &[], &[name(399.0, 45.0)], 1.0));
    }

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
