//! Letters for multiples.

/// The power of ten that a letter behind a number stands for.
pub(crate) const fn power_of_ten(letter: u8) -> Option<i32> {
    match letter {
        b'k' | b'K' => Some(3),
        b'M' => Some(6),
        b'B' | b'G' => Some(9),
        b'T' => Some(12),
        _ => None,
    }
}
