//! What goes on from one row of a map to the next: a part of the picture that is wider than high is no row of boxes.

use super::super::{Area as Who, Map, MapRow};
use super::borders::{is_narrow, joined, outlined, tips};

/// A piece of an area.
pub(in crate::chart) struct Band {
    pub(in crate::chart) area: Who,
    /// Its corners, around it.
    pub(in crate::chart) corners: [(f64, f64); 4],
}

impl Band {
    fn of_box((left, right): (f64, f64), row: &MapRow, area: Who) -> Band {
        Band { area, corners: [(left, row.from), (right, row.from), (right, row.to), (left, row.to)] }
    }

    /// Whether it lies level and upright.
    pub(super) fn is_box(&self) -> bool {
        let [a, b, c, d] = self.corners;
        a.1 == b.1 && c.1 == d.1 && b.0 == c.0 && a.0 == d.0
    }
}

/// All that areas are painted with, in this order: the rows, and upon them what goes on from one to the next.
pub(in crate::chart) fn painted(map: &Map) -> Vec<Band> {
    let rows = map.rows.iter().flat_map(|row| row.spans.iter().map(move |span| (row, span)));
    rows.map(|(row, (from, to, area))| Band::of_box((*from, *to), row, *area)).chain(bands(map)).collect()
}

/// The pieces of areas between the middles of two rows that go on from the one to the other, those within the outlines first, and
/// what lies beside the ends of narrow bands; upon them the parts of rows that are too narrow for an outline, as boxes where they go on nowhere.
fn bands(map: &Map) -> Vec<Band> {
    let wide: Vec<MapRow> = map.rows.iter().map(|row| outlined(map, row)).collect();
    let mut bands: Vec<Band> = Vec::new();
    for pair in wide.windows(2) {
        let pieces = going_on(map, &pair[0], &pair[1]).into_iter();
        bands.extend(pieces.filter_map(|piece| band(&pair[0], &pair[1], piece)));
    }
    for tip in tips(map, &wide) {
        let row = &wide[tip.row];
        let end = if tip.up { row.to } else { row.from };
        for x in [tip.ends.0, tip.ends.1] {
            let corners = [(x, row.at), (x, end), (tip.x, end), (x, row.at)];
            bands.push(Band { area: row.spans[tip.part - 1].2, corners });
        }
    }
    let narrow = |row: &MapRow, at: usize| row.spans.get(at).is_some_and(|span| is_narrow(map, (span.0, span.1)));
    // By the row below.
    let pieces: Vec<Vec<(usize, usize)>> = map.rows.windows(2).map(|pair| going_on(map, &pair[0], &pair[1])).collect();
    for (at, row) in map.rows.iter().enumerate() {
        let up = pieces.get(at).map_or(&[][..], Vec::as_slice);
        let down = at.checked_sub(1).and_then(|below| pieces.get(below)).map_or(&[][..], Vec::as_slice);
        if let Some(above) = map.rows.get(at + 1) {
            let thin = up.iter().filter(|(low, high)| narrow(row, *low) || narrow(above, *high));
            bands.extend(thin.filter_map(|piece| band(row, above, *piece)));
        }
        for (index, (from, to, area)) in row.spans.iter().enumerate().filter(|(index, _)| narrow(row, *index)) {
            if !up.iter().any(|(low, _)| *low == index) && !down.iter().any(|(_, high)| *high == index) {
                bands.push(Band::of_box((*from, *to), row, *area));
            }
        }
    }
    bands
}

/// The parts of a row that go on in the row above it, by their number in each: both of their borders do, as the picture's
/// edges do.
fn going_on(map: &Map, below: &MapRow, above: &MapRow) -> Vec<(usize, usize)> {
    let joins = joined(map, below, above);
    let lefts = [(0, 0)].into_iter().chain(joins.iter().map(|join| (join.below + 1, join.above + 1)));
    let ends = (below.spans.len().saturating_sub(1), above.spans.len().saturating_sub(1));
    let rights: Vec<(usize, usize)> = joins.iter().map(|join| (join.below, join.above)).chain([ends]).collect();
    lefts.filter(|left| rights.contains(left)).collect()
}

fn band(below: &MapRow, above: &MapRow, (low, high): (usize, usize)) -> Option<Band> {
    let (low, high) = (below.spans.get(low)?, above.spans.get(high)?);
    let corners = [(low.0, below.at), (low.1, below.at), (high.1, above.at), (high.0, above.at)];
    (low.2 == high.2).then_some(Band { area: low.2, corners })
}

#[cfg(test)]
mod tests {
    use super::super::super::{Axis, MapRow, Scale, Unit};
    use super::*;

    #[test]
    fn a_band_that_is_farther_on_than_it_is_wide_stays_whole() {
        let axis = || Axis {
            title: String::new(),
            scale: Scale::Linear,
            from: 0.0,
            to: 1000.0,
            unit: Unit::Number,
            ticks: None,
        };
        let row = |at: f64, left: f64| MapRow {
            at,
            from: at - 1.0,
            to: at + 1.0,
            spans: vec![(0.0, left, Who::Lambda), (left, left + 5.0, Who::Ec2), (left + 5.0, 1000.0, Who::Lambda)],
        };
        let rows = vec![row(1.0, 500.0), row(3.0, 490.0)];
        let found =
            bands(&Map { x: axis(), y: axis(), rows, own: (0.0, 0.0), own_label: String::new(), areas: Vec::new() });
        let corners: Vec<_> = found.iter().map(|band| (band.area, band.corners)).collect();
        assert_eq!(
            corners,
            [
                (Who::Lambda, [(0.0, 1.0), (500.0, 1.0), (490.0, 3.0), (0.0, 3.0)]),
                (Who::Ec2, [(500.0, 1.0), (505.0, 1.0), (495.0, 3.0), (490.0, 3.0)]),
                (Who::Lambda, [(505.0, 1.0), (1000.0, 1.0), (1000.0, 3.0), (495.0, 3.0)]),
            ]
        );
    }
}
