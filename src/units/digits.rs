//! Writing digits without the detours of general formatting: exports print millions of exact numbers.

/// Digits that are written together.
const DIGITS: usize = 8;
/// Eight times the digit 0.
const ZEROS: u64 = 0x3030_3030_3030_3030;
/// Above the largest number of eight and of sixteen digits.
const EIGHT: u64 = 100_000_000;
const SIXTEEN: u64 = EIGHT * EIGHT;

/// Room for a sign, the 39 digits of the largest whole number in groups, a point and three groups of decimals.
const MOST: usize = 1 + 5 * DIGITS + 1 + 3 * DIGITS;

/// Appends a number of a whole part and groups of eight decimals, without trailing zeros.
pub(super) fn push_number<const GROUPS: usize>(
    negative: bool,
    whole: u128,
    decimals: [u64; GROUPS],
    out: &mut Vec<u8>,
) {
    let mut text = Text { bytes: [0; MOST], length: 0 };
    if negative {
        text.push(u64::from(b'-'), 1);
    }
    text.push_whole(whole);
    if let Some(last) = decimals.iter().rposition(|group| *group != 0) {
        text.push(u64::from(b'.'), 1);
        for group in &decimals[..last] {
            text.push(eight(*group), DIGITS);
        }
        let digits = eight(decimals[last]);
        text.push(digits, DIGITS - (digits ^ ZEROS).leading_zeros() as usize / 8);
    }
    out.extend_from_slice(&text.bytes[..text.length]);
}

/// Text that grows by up to eight bytes at a time.
struct Text {
    bytes: [u8; MOST],
    length: usize,
}

impl Text {
    /// Appends the first `count` bytes of `letters`; what is written after them is overwritten next.
    fn push(&mut self, letters: u64, count: usize) {
        if let Some(room) = self.bytes.get_mut(self.length..self.length + DIGITS) {
            room.copy_from_slice(&letters.to_le_bytes());
        }
        self.length += count;
    }

    fn push_whole(&mut self, value: u128) {
        match u64::try_from(value) {
            Ok(value) if value < EIGHT => self.push_first(value),
            Ok(value) if value < SIXTEEN => {
                self.push_first(value / EIGHT);
                self.push(eight(value % EIGHT), DIGITS);
            }
            _ => {
                self.push_whole(value / u128::from(SIXTEEN));
                let rest = (value % u128::from(SIXTEEN)) as u64;
                self.push(eight(rest / EIGHT), DIGITS);
                self.push(eight(rest % EIGHT), DIGITS);
            }
        }
    }

    /// Appends a number below 10⁸ without leading zeros.
    fn push_first(&mut self, value: u64) {
        let digits = eight(value);
        let zeros = ((digits ^ ZEROS).trailing_zeros() as usize / 8).min(DIGITS - 1);
        self.push(digits >> (8 * zeros), DIGITS - zeros);
    }
}

/// The eight digits of a number below 10⁸, the first in the lowest byte: halves of it, their halves and theirs are
/// divided together.
fn eight(value: u64) -> u64 {
    // Multiplying by 10,486 / 2^20 divides a number below 10^4 by 100; 103 / 2^10 one below 100 by 10.
    let halves = (value / 10_000) | ((value % 10_000) << 32);
    let hundreds = ((halves * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let pairs = hundreds | ((halves - 100 * hundreds) << 16);
    let tens = ((pairs * 103) >> 10) & 0x000f_000f_000f_000f;
    (tens | ((pairs - 10 * tens) << 8)) | ZEROS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<const GROUPS: usize>(negative: bool, whole: u128, decimals: [u64; GROUPS]) -> String {
        let mut out = Vec::new();
        push_number(negative, whole, decimals, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_beyond_64_bits_keep_every_digit() {
        for value in [
            0,
            7,
            10,
            99,
            100,
            1_234,
            99_999_999,
            100_000_000,
            10_u128.pow(16) - 1,
            u128::from(u64::MAX),
            u128::from(u64::MAX) + 1,
            10_u128.pow(19),
            u128::MAX,
        ] {
            assert_eq!(text(false, value, [0]), value.to_string());
        }
    }

    #[test]
    fn decimals_lose_trailing_zeros_only() {
        assert_eq!(text(false, 12, [50_000_000]), "12.5");
        assert_eq!(text(true, 0, [0, 1_0000]), "-0.000000000001");
        assert_eq!(text(false, 3, [12, 0, 0]), "3.00000012");
        assert_eq!(text(false, 3, [0, 120, 5]), "3.000000000000012000000005");
        assert_eq!(text(true, 3, [0, 0, 0]), "-3");
        let longest = text(true, u128::MAX, [99_999_999; 3]);
        assert_eq!(longest, format!("-{}.{}", u128::MAX, "9".repeat(24)));
    }

    #[test]
    fn eight_digits_are_those_of_the_number() {
        // Each half of four digits is computed alone, so all of its values are all there is to test.
        for half in 0..10_000_u64 {
            for value in [half, half * 10_000, half * 10_000 + 9_999 - half] {
                assert_eq!(eight(value).to_le_bytes(), *format!("{value:08}").as_bytes(), "{value}");
            }
        }
    }
}
