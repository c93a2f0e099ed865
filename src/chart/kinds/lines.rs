//! Lines that several kinds of charts draw: one a side, and values that stay for a while.

use crate::chart::{Role, Series};
use crate::cost::OptionKey;

/// Pieces of a line, as a [`Series`] has them.
pub(super) type Pieces = Vec<Vec<(f64, f64)>>;

/// A line for each side that has one; `pieces` is told the side's place in [`OptionKey::ALL`].
pub(super) fn sides(pieces: impl Fn(usize) -> Pieces) -> Vec<Series> {
    (OptionKey::ALL.into_iter().enumerate())
        .map(|(at, key)| Series { name: key.label().to_owned(), role: key.into(), pieces: pieces(at) })
        .filter(|series| !series.pieces.is_empty())
        .collect()
}

/// A line that belongs to neither side.
pub(super) fn neutral(name: impl Into<String>, pieces: Pieces) -> Series {
    Series { name: name.into(), role: Role::Neutral, pieces }
}

/// Values `(from, to, value)` that stay from one place to the next, with gaps where there is none.
pub(super) fn steps(values: impl IntoIterator<Item = (f64, f64, Option<f64>)>) -> Pieces {
    let mut pieces: Pieces = vec![Vec::new()];
    for (from, to, value) in values {
        match (value, pieces.last_mut()) {
            (Some(value), Some(piece)) => piece.extend([(from, value), (to, value)]),
            _ => pieces.push(Vec::new()),
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_until_the_next_one_and_gaps_stay_open() {
        let values = [(0.0, 1.0, Some(5.0)), (1.0, 2.0, Some(7.0)), (2.0, 3.0, None), (3.0, 4.0, Some(1.0))];
        let expected = vec![vec![(0.0, 5.0), (1.0, 5.0), (1.0, 7.0), (2.0, 7.0)], vec![(3.0, 1.0), (4.0, 1.0)]];
        assert_eq!(steps(values), expected);
    }
}
