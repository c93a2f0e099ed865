//! The lines between the areas of a map.

use super::super::{Area as Who, Map, MapRow, Scale};
use super::axes::scaled;

/// Parts of a row narrower than this share of the axis have their color and no outline, which would hide them: where the
/// costs of both sides are close, every instance more changes who is cheaper.
const LEAST_OUTLINED: f64 = 1.0 / 250.0;

/// Borders of two rows that are farther apart than this share of the axis are joined by a step: between them nothing is known
/// of a line that leads from the one to the other.
const FARTHEST: f64 = 1.0 / 12.0;

/// Borders that are nearer than this share of the axis are joined past others: a narrow band moves on by more than its width.
const NEAR: f64 = 1.0 / 40.0;

/// The lines between areas: straight from row to row where a border goes on, else steps.
pub(in crate::chart) fn borders(map: &Map) -> Vec<Vec<(f64, f64)>> {
    let rows: Vec<MapRow> = map.rows.iter().map(|row| outlined(map, row)).collect();
    let tips = tips(map, &rows);
    let mut lines: Vec<Vec<(f64, f64)>> = Vec::new();
    // The lines that go on into the row, each with its border there.
    let mut open: Vec<(usize, Vec<(f64, f64)>)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let next = rows.get(at + 1);
        let joined = next.map_or_else(Vec::new, |next| joined(map, row, next));
        let mut going_on = Vec::new();
        for border in 0..row.spans.len().saturating_sub(1) {
            let x = row.spans[border].1;
            let known = open.iter().position(|(at, _)| *at == border);
            let end = |up: bool| tips.iter().find(|tip| tip.is_of(at, border) && tip.up == up).map_or(x, |tip| tip.x);
            let mut line = known.map_or_else(|| vec![(end(false), row.from)], |known| open.swap_remove(known).1);
            line.push((x, row.at));
            match joined.iter().find(|join| join.below == border) {
                Some(join) => going_on.push((join.above, line)),
                None => {
                    line.push((end(true), row.to));
                    lines.push(line);
                }
            }
        }
        if let Some(next) = next {
            let ending =
                tips.iter().filter(|tip| (tip.row, tip.up) == (at, true) || (tip.row, tip.up) == (at + 1, false));
            let ending: Vec<(f64, f64)> = ending.map(|tip| tip.ends).collect();
            lines.extend(steps_between(map, row, next, &joined, &ending));
        }
        open = going_on;
    }
    lines
}

/// A border of a row that goes on in the row above it, by the number of the area before it in each.
pub(super) struct Join {
    pub(super) below: usize,
    pub(super) above: usize,
    /// Where they stand, the lesser first.
    ends: (f64, f64),
}

/// The end of a narrow band, which runs to a point halfway to the row in which it is no more.
pub(super) struct Tip {
    /// The band's last row, and its part there.
    pub(super) row: usize,
    pub(super) part: usize,
    /// It is the upper end.
    pub(super) up: bool,
    /// The point.
    pub(super) x: f64,
    /// The part's borders.
    pub(super) ends: (f64, f64),
}

impl Tip {
    fn is_of(&self, row: usize, border: usize) -> bool {
        self.row == row && (border == self.part || border + 1 == self.part)
    }
}

/// The ends of narrow bands in these rows, beyond which there is only what lies on both sides of them.
pub(super) fn tips(map: &Map, rows: &[MapRow]) -> Vec<Tip> {
    let joins: Vec<Vec<Join>> = rows.windows(2).map(|pair| joined(map, &pair[0], &pair[1])).collect();
    let mut tips = Vec::new();
    for (row, spans) in rows.iter().map(|row| &row.spans).enumerate() {
        for (part, around) in spans.windows(3).enumerate().map(|(at, around)| (at + 1, around)) {
            let (from, to, _) = around[1];
            if around[0].2 != around[2].2 || length(map, from, to) > length(map, map.x.from, map.x.to) * NEAR {
                continue;
            }
            for up in [false, true] {
                let beyond = if up { rows.get(row + 1) } else { row.checked_sub(1).and_then(|below| rows.get(below)) };
                let met = if up { joins.get(row) } else { row.checked_sub(1).and_then(|below| joins.get(below)) };
                let (Some(beyond), Some(met)) = (beyond, met) else { continue };
                let own = |join: &Join| if up { join.below } else { join.above };
                let goes_on = met.iter().any(|join| own(join) == part || own(join) + 1 == part);
                let is_alone = beyond.spans.iter().any(|span| span.0 <= from && span.1 >= to && span.2 == around[0].2);
                if !goes_on && is_alone {
                    tips.push(Tip { row, part, up, x: middle(map, (from, to)), ends: (from, to) });
                }
            }
        }
    }
    tips
}

/// What is seen halfway between two places of the horizontal axis.
fn middle(map: &Map, (from, to): (f64, f64)) -> f64 {
    if map.x.scale == Scale::Log { (from * to).sqrt() } else { f64::midpoint(from, to) }
}

/// A row without the parts of it that are too narrow for an outline: each counts to the part before it.
pub(super) fn outlined(map: &Map, row: &MapRow) -> MapRow {
    let mut spans: Vec<(f64, f64, Who)> = Vec::with_capacity(row.spans.len());
    for (from, to, who) in &row.spans {
        match spans.last_mut() {
            Some(last) if last.2 == *who || is_narrow(map, (*from, *to)) => last.1 = *to,
            // A narrow first part counts to the one behind it.
            Some(last) if is_narrow(map, (last.0, last.1)) => *last = (last.0, *to, *who),
            _ => spans.push((*from, *to, *who)),
        }
    }
    MapRow { spans, ..row.clone() }
}

/// Whether a part of a row is too narrow for an outline.
pub(super) fn is_narrow(map: &Map, (from, to): (f64, f64)) -> bool {
    length(map, from, to) < length(map, map.x.from, map.x.to) * LEAST_OUTLINED
}

/// A distance along the horizontal axis as it is drawn.
fn length(map: &Map, from: f64, to: f64) -> f64 {
    scaled(&map.x, to) - scaled(&map.x, from)
}

/// The borders of a row that go on in the row above it, from the left: they part the same areas and are near each other,
/// very near where another border of either row stands between them. Of all ways to join borders without a crossing it is the
/// one that leaves the fewest alone, then the one with the shortest steps.
pub(super) fn joined(map: &Map, below: &MapRow, above: &MapRow) -> Vec<Join> {
    let whole = length(map, map.x.from, map.x.to);
    let areas = |row: &MapRow, border: usize| (row.spans[border].2, row.spans[border + 1].2);
    let (lows, highs) = (below.spans.len().saturating_sub(1), above.spans.len().saturating_sub(1));
    // How far a step between two borders goes, as a share of the axis; `None` where they are not to be joined.
    let step = |low: usize, high: usize| {
        let (a, b) = (below.spans[low].1, above.spans[high].1);
        let ends = (a.min(b), a.max(b));
        let is_between = |row: &MapRow, own: usize| {
            let others = row.spans.iter().enumerate().take(row.spans.len() - 1).filter(|(at, _)| *at != own);
            others.map(|(_, span)| span.1).any(|x| x >= ends.0 && x <= ends.1)
        };
        let share = length(map, ends.0, ends.1) / whole;
        let is_near = || share <= NEAR || (!is_between(below, low) && !is_between(above, high));
        (areas(below, low) == areas(above, high) && share <= FARTHEST && is_near()).then_some(share)
    };
    // What the best way costs of the first so many borders of both rows.
    let mut costs = vec![vec![0.0_f64; highs + 1]; lows + 1];
    for low in 0..=lows {
        for high in 0..=highs {
            if low == 0 || high == 0 {
                costs[low][high] = FARTHEST * (low + high) as f64;
                continue;
            }
            let alone = costs[low - 1][high].min(costs[low][high - 1]) + FARTHEST;
            let both = step(low - 1, high - 1).map(|share| costs[low - 1][high - 1] + share);
            costs[low][high] = both.map_or(alone, |both| both.min(alone));
        }
    }
    let mut joins = Vec::new();
    let (mut low, mut high) = (lows, highs);
    while low > 0 && high > 0 {
        let both = step(low - 1, high - 1).map(|share| costs[low - 1][high - 1] + share);
        if both == Some(costs[low][high]) {
            (low, high) = (low - 1, high - 1);
            let (a, b) = (below.spans[low].1, above.spans[high].1);
            joins.push(Join { below: low, above: high, ends: (a.min(b), a.max(b)) });
        } else if costs[low - 1][high] <= costs[low][high - 1] {
            low -= 1;
        } else {
            high -= 1;
        }
    }
    joins.reverse();
    joins
}

/// The level lines between two rows, where one area lies above another one and no border goes on across, but at bands that are
/// `ending` there.
fn steps_between(
    map: &Map,
    below: &MapRow,
    above: &MapRow,
    joined: &[Join],
    ending: &[(f64, f64)],
) -> Vec<Vec<(f64, f64)>> {
    let mut edges: Vec<f64> = (below.spans.iter().chain(&above.spans)).flat_map(|span| [span.0, span.1]).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup();
    let of = |row: &MapRow, x: f64| row.spans.iter().find(|span| x >= span.0 && x <= span.1).map(|span| span.2);
    // A step that begins or ends at a border which goes on reaches as far as that one is where it crosses the step.
    let reach = |x: f64| {
        joined.iter().find(|join| join.ends.0 == x || join.ends.1 == x).map_or(x, |join| middle(map, join.ends))
    };
    let mut steps: Vec<(f64, f64)> = Vec::new();
    for pair in edges.windows(2) {
        let ends = (pair[0], pair[1]);
        let inside = f64::midpoint(pair[0], pair[1]);
        let goes_on = joined.iter().any(|join| ends.0 >= join.ends.0 && ends.1 <= join.ends.1);
        let is_tip = ending.iter().any(|tip| ends.0 >= tip.0 && ends.1 <= tip.1);
        if of(below, inside) == of(above, inside) || goes_on || is_tip {
            continue;
        }
        match steps.last_mut() {
            Some(last) if last.1 == ends.0 => last.1 = ends.1,
            _ => steps.push(ends),
        }
    }
    steps.into_iter().map(|(from, to)| vec![(reach(from), below.to), (reach(to), below.to)]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::{Axis, Unit};
    use super::*;

    fn axis() -> Axis {
        Axis { title: String::new(), scale: Scale::Linear, from: 0.0, to: 1000.0, unit: Unit::Number, ticks: None }
    }

    /// Rows one above another, each of height 2 around 1, 3, 5 and so on.
    fn drawn(rows: &[&[(f64, f64, Who)]]) -> Vec<Vec<(f64, f64)>> {
        let row = |(at, spans): (usize, &&[(f64, f64, Who)])| {
            let from = 2.0 * at as f64;
            MapRow { at: from + 1.0, from, to: from + 2.0, spans: spans.to_vec() }
        };
        let rows = rows.iter().enumerate().map(row).collect();
        let own_label = String::new();
        let mut lines = borders(&Map { x: axis(), y: axis(), rows, own: (0.0, 0.0), own_label, areas: Vec::new() });
        lines.sort_by(|a, b| a[0].0.total_cmp(&b[0].0).then(a[0].1.total_cmp(&b[0].1)));
        lines
    }

    const L: Who = Who::Lambda;
    const E: Who = Who::Ec2;

    #[test]
    fn a_border_goes_on_straight_where_it_is_near() {
        let (low, high) = ([(0.0, 400.0, L), (400.0, 1000.0, E)], [(0.0, 440.0, L), (440.0, 1000.0, E)]);
        assert_eq!(drawn(&[&low, &high]), [[(400.0, 0.0), (400.0, 1.0), (440.0, 3.0), (440.0, 4.0)]]);
    }

    #[test]
    fn a_band_goes_on_by_more_than_its_width() {
        // It is 8 wide and moves by 20 of 1000: each border passes the other one's place.
        let row = |left: f64| [(0.0, left, L), (left, left + 8.0, E), (left + 8.0, 1000.0, L)];
        assert_eq!(
            drawn(&[&row(500.0), &row(480.0)]),
            [
                vec![(500.0, 0.0), (500.0, 1.0), (480.0, 3.0), (480.0, 4.0)],
                vec![(508.0, 0.0), (508.0, 1.0), (488.0, 3.0), (488.0, 4.0)]
            ]
        );
    }

    #[test]
    fn borders_far_apart_are_steps() {
        let (low, high) = ([(0.0, 100.0, L), (100.0, 1000.0, E)], [(0.0, 900.0, L), (900.0, 1000.0, E)]);
        assert_eq!(
            drawn(&[&low, &high]),
            [
                vec![(100.0, 0.0), (100.0, 1.0), (100.0, 2.0)],
                vec![(100.0, 2.0), (900.0, 2.0)],
                vec![(900.0, 2.0), (900.0, 3.0), (900.0, 4.0)]
            ]
        );
    }

    #[test]
    fn a_border_goes_on_beside_an_area_that_begins() {
        // As many areas in the same order, at other places: what is joined is only what stands together.
        let low = [(0.0, 200.0, L), (200.0, 300.0, E), (300.0, 800.0, L), (800.0, 1000.0, E)];
        let high = [(0.0, 210.0, L), (210.0, 600.0, E), (600.0, 700.0, L), (700.0, 1000.0, E)];
        let lines = drawn(&[&low, &high]);
        assert_eq!(lines[0], [(200.0, 0.0), (200.0, 1.0), (210.0, 3.0), (210.0, 4.0)]);
        // From 300 to 600 EC2 lies above Lambda, from 700 to 800 too.
        assert!(lines.contains(&vec![(300.0, 2.0), (600.0, 2.0)]), "{lines:?}");
        assert!(lines.contains(&vec![(700.0, 2.0), (800.0, 2.0)]), "{lines:?}");
        let slanted = lines
            .iter()
            .flat_map(|line| line.windows(2))
            .filter(|pair| pair[0].0 != pair[1].0 && pair[0].1 != pair[1].1);
        assert_eq!(slanted.count(), 1);
    }

    #[test]
    fn a_narrow_band_ends_in_a_point() {
        // 20 of 1000 are less than a 40th; its ends are halfway to the rows in which it is no more.
        let (none, band) = ([(0.0, 1000.0, L)], [(0.0, 500.0, L), (500.0, 520.0, E), (520.0, 1000.0, L)]);
        assert_eq!(
            drawn(&[&none, &band, &none]),
            [vec![(510.0, 2.0), (500.0, 3.0), (510.0, 4.0)], vec![(510.0, 2.0), (520.0, 3.0), (510.0, 4.0)]]
        );
    }

    #[test]
    fn narrow_parts_have_no_outline() {
        // Two of 1000 are less than a 250th.
        let row = [(0.0, 400.0, L), (400.0, 402.0, E), (402.0, 600.0, L), (600.0, 1000.0, E)];
        assert_eq!(drawn(&[&row]), [[(600.0, 0.0), (600.0, 1.0), (600.0, 2.0)]]);
    }
}
