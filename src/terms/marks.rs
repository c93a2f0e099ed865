//! [`Marks`]: where the cells and rows of a text end.

use std::slice;

/// Where separators and line feeds stand, eight bytes looked at together: cells are too short for searches that begin
/// anew at each.
pub(crate) struct Marks<'a> {
    words: slice::Iter<'a, [u8; 8]>,
    /// What is left behind the last whole word, filled up with what is no mark.
    rest: Option<[u8; 8]>,
    /// Eight times the separator.
    delimiters: u64,
    /// Where the bytes begin that come next.
    next: usize,
    /// The highest bit of each byte found among those looked at last.
    found: u64,
}

const ONES: u64 = 0x0101_0101_0101_0101;
const LOWS: u64 = 0x7f * ONES;

impl Marks<'_> {
    /// The marks of a text whose cells stand between `delimiter`.
    pub(crate) fn new(bytes: &[u8], delimiter: u8) -> Marks<'_> {
        let (words, rest) = bytes.as_chunks::<8>();
        // Neither mark is a NUL.
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        let rest = (!rest.is_empty()).then_some(last);
        Marks { words: words.iter(), rest, delimiters: u64::from(delimiter) * ONES, next: 0, found: 0 }
    }

    /// The highest bit of each byte that is a mark.
    fn marks(&self, word: u64) -> u64 {
        // Exactly the bytes that are 0 keep their highest bit clear.
        let rest = |other: u64| ((other & LOWS) + LOWS) | other | LOWS;
        !(rest(word ^ self.delimiters) & rest(word ^ (u64::from(b'\n') * ONES)))
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let word = match self.words.next() {
                Some(word) => *word,
                None => self.rest.take()?,
            };
            self.found = self.marks(u64::from_le_bytes(word));
            self.next += 8;
        }
        let at = self.next - 8 + self.found.trailing_zeros() as usize / 8;
        self.found &= self.found - 1;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_marks_are_found_and_nothing_else(bytes in prop::collection::vec(prop::sample::select(vec![b',', b'\n', b'-', b'+', 0, 0x80, 0xac, 0x8a, b'a']), 0..60)) {
            let expected: Vec<usize> = (0..bytes.len()).filter(|at| matches!(bytes[*at], b',' | b'\n')).collect();
            prop_assert_eq!(Marks::new(&bytes, b',').collect::<Vec<_>>(), expected);
        }
    }
}
