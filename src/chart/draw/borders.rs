//! The lines between the areas of a map.

use super::super::{Area as Who, Map, MapRow, Scale};
use super::axes::scaled;

/// Parts of a row narrower than this share of the axis have their color and no outline, which would hide them: where the
/// costs of both sides are close, every instance more changes who is cheaper.
const LEAST_OUTLINED: f64 = 1.0 / 250.0;

/// Borders of two rows that are farther apart than this share of the axis are joined by a step: between them nothing is known
/// of a line that leads from the one to the other.
const FARTHEST: f64 = 1.0 / 12.0;

/// The lines between areas: straight from row to row where a border goes on, else steps.
pub(in crate::chart) fn borders(map: &Map) -> Vec<Vec<(f64, f64)>> {
    let rows: Vec<MapRow> = map.rows.iter().map(|row| outlined(map, row)).collect();
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
            let mut line = known.map_or_else(|| vec![(x, row.from)], |known| open.swap_remove(known).1);
            line.push((x, row.at));
            match joined.iter().find(|join| join.below == border) {
                Some(join) => going_on.push((join.above, line)),
                None => {
                    line.push((x, row.to));
                    lines.push(line);
                }
            }
        }
        if let Some(next) = next {
            lines.extend(steps_between(map, row, next, &joined));
        }
        open = going_on;
    }
    lines
}

/// A border of a row that goes on in the row above it, by the number of the area before it in each.
struct Join {
    below: usize,
    above: usize,
    /// Where they stand, the lesser first.
    ends: (f64, f64),
}

/// A row without the parts of it that are too narrow for an outline: each counts to the part before it.
fn outlined(map: &Map, row: &MapRow) -> MapRow {
    let least = length(map, map.x.from, map.x.to) * LEAST_OUTLINED;
    let mut spans: Vec<(f64, f64, Who)> = Vec::with_capacity(row.spans.len());
    for (from, to, who) in &row.spans {
        match spans.last_mut() {
            Some(last) if last.2 == *who || length(map, *from, *to) < least => last.1 = *to,
            // A narrow first part counts to the one behind it.
            Some(last) if length(map, last.0, last.1) < least => *last = (last.0, *to, *who),
            _ => spans.push((*from, *to, *who)),
        }
    }
    MapRow { spans, ..row.clone() }
}

/// A distance along the horizontal axis as it is drawn.
fn length(map: &Map, from: f64, to: f64) -> f64 {
    scaled(&map.x, to) - scaled(&map.x, from)
}

/// The borders of a row that go on in the row above it: they part the same areas, are near each other, and no other border of
/// either row stands between them.
fn joined(map: &Map, below: &MapRow, above: &MapRow) -> Vec<Join> {
    let farthest = length(map, map.x.from, map.x.to) * FARTHEST;
    let areas = |row: &MapRow, border: usize| (row.spans[border].2, row.spans[border + 1].2);
    let mut joins = Vec::new();
    for low in 0..below.spans.len().saturating_sub(1) {
        for high in 0..above.spans.len().saturating_sub(1) {
            let (a, b) = (below.spans[low].1, above.spans[high].1);
            let ends = (a.min(b), a.max(b));
            let is_between = |row: &MapRow, own: usize| {
                let others = row.spans.iter().enumerate().take(row.spans.len() - 1).filter(|(at, _)| *at != own);
                others.map(|(_, span)| span.1).any(|x| x >= ends.0 && x <= ends.1)
            };
            if areas(below, low) == areas(above, high)
                && length(map, ends.0, ends.1) <= farthest
                && !is_between(below, low)
                && !is_between(above, high)
            {
                joins.push(Join { below: low, above: high, ends });
            }
        }
    }
    joins
}

/// The level lines between two rows, where one area lies above another one and no border goes on across.
fn steps_between(map: &Map, below: &MapRow, above: &MapRow, joined: &[Join]) -> Vec<Vec<(f64, f64)>> {
    let mut edges: Vec<f64> = (below.spans.iter().chain(&above.spans)).flat_map(|span| [span.0, span.1]).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup();
    let of = |row: &MapRow, x: f64| row.spans.iter().find(|span| x >= span.0 && x <= span.1).map(|span| span.2);
    let middle =
        |(from, to): (f64, f64)| if map.x.scale == Scale::Log { (from * to).sqrt() } else { f64::midpoint(from, to) };
    // A step that begins or ends at a border which goes on reaches as far as that one is where it crosses the step.
    let reach =
        |x: f64| joined.iter().find(|join| join.ends.0 == x || join.ends.1 == x).map_or(x, |join| middle(join.ends));
    let mut steps: Vec<(f64, f64)> = Vec::new();
    for pair in edges.windows(2) {
        let ends = (pair[0], pair[1]);
        let inside = f64::midpoint(pair[0], pair[1]);
        if of(below, inside) == of(above, inside) || joined.iter().any(|join| join.ends == ends) {
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
    fn narrow_parts_have_no_outline() {
        // Two of 1000 are less than a 250th.
        let row = [(0.0, 400.0, L), (400.0, 402.0, E), (402.0, 600.0, L), (600.0, 1000.0, E)];
        assert_eq!(drawn(&[&row]), [[(600.0, 0.0), (600.0, 1.0), (600.0, 2.0)]]);
    }
}
