//! Writing digits without the detours of general formatting: exports print millions of exact numbers.

/// Digits that are written together.
const DIGITS: usize = 8;
/// Eight times the digit 0.
const ZEROS: u64 = 0x3030_3030_3030_3030;
/// Above the largest number of eight and of sixteen digits.
const EIGHT: u64 = 100_000_000;
const SIXTEEN: u64 = EIGHT * EIGHT;

/// Appends a number of a whole part and groups of eight decimals, without trailing zeros.
pub(super) fn push_number<const GROUPS: usize>(
    negative: bool,
    whole: u128,
    decimals: [u64; GROUPS],
    out: &mut Vec<u8>,
) {
    if negative {
        out.push(b'-');
    }
    match u64::try_from(whole) {
        Ok(whole) => push_whole(whole, out),
        Err(_) => push_long(whole, out),
    }
    if let Some(last) = decimals.iter().rposition(|group| *group != 0) {
        out.push(b'.');
        for group in &decimals[..last] {
            push(eight(*group), DIGITS, out);
        }
        let digits = eight(decimals[last]);
        push(digits, DIGITS - (digits ^ ZEROS).leading_zeros() as usize / 8, out);
    }
}

/// Appends the first `count` of eight letters, the first in the lowest byte. All are written at once, which is one
/// step, and the rest is taken back.
fn push(letters: u64, count: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&letters.to_le_bytes());
    out.truncate(out.len() - (DIGITS - count));
}

fn push_whole(value: u64, out: &mut Vec<u8>) {
    if value < EIGHT {
        let digits = eight(value);
        let zeros = ((digits ^ ZEROS).trailing_zeros() as usize / 8).min(DIGITS - 1);
        push(digits >> (8 * zeros), DIGITS - zeros, out);
    } else {
        push_whole(value / EIGHT, out);
        push(eight(value % EIGHT), DIGITS, out);
    }
}

/// The same for a number beyond 64 bits.
fn push_long(value: u128, out: &mut Vec<u8>) {
    let (high, low) = (value / u128::from(SIXTEEN), (value % u128::from(SIXTEEN)) as u64);
    match u64::try_from(high) {
        Ok(high) => push_whole(high, out),
        Err(_) => push_long(high, out),
    }
    push(eight(low / EIGHT), DIGITS, out);
    push(eight(low % EIGHT), DIGITS, out);
}

/// The eight digits of a number below 10⁸, the first in the lowest byte: halves of it, their halves and theirs are
/// divided together.
fn eight(value: u64) -> u64 {
    // Multiplying by 10,486 / 2^20 divides a number below 10^4 by 100; 103 / 2^10 one below 100 by 10. No step leaves its
    // half, quarter or byte, as the test of all values shows: checks of overflow would be half of the work.
    let halves = (value / 10_000) | ((value % 10_000) << 32);
    let hundreds = (halves.wrapping_mul(10_486) >> 20) & 0x0000_007f_0000_007f;
    let pairs = hundreds | (halves.wrapping_sub(hundreds.wrapping_mul(100)) << 16);
    let tens = (pairs.wrapping_mul(103) >> 10) & 0x000f_000f_000f_000f;
    (tens | (pairs.wrapping_sub(tens.wrapping_mul(10)) << 8)) | ZEROS
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
