//! Writing digits without the detours of general formatting: exports print millions of exact numbers.

/// Digits of a group of decimals.
const DIGITS: usize = 12;

/// The two digits of each number below 100.
static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut at = 0;
    while at < 100 {
        pairs[at] = [b'0' + (at / 10) as u8, b'0' + (at % 10) as u8];
        at += 1;
    }
    pairs
};

/// Room for a sign, the 39 digits of the largest whole number, a point and two groups of decimals.
const MOST: usize = 1 + 39 + 1 + 2 * DIGITS;

/// Appends a number of a whole part and groups of twelve decimals, without trailing zeros.
pub(super) fn push_number<const GROUPS: usize>(
    negative: bool,
    whole: u128,
    decimals: [u64; GROUPS],
    out: &mut Vec<u8>,
) {
    // Written from the last digit to the first, then appended at once.
    let mut text = [0; MOST];
    let (mut from, mut to) = (MOST, MOST);
    if decimals.iter().any(|group| *group != 0) {
        for group in decimals.into_iter().rev() {
            from -= DIGITS;
            text[from..from + DIGITS].copy_from_slice(&twelve(group));
        }
        while text[to - 1] == b'0' {
            to -= 1;
        }
        from -= 1;
        text[from] = b'.';
    }
    from = fill_whole(whole, &mut text, from);
    if negative {
        from -= 1;
        text[from] = b'-';
    }
    out.extend_from_slice(&text[from..to]);
}

/// Writes a whole number that ends before `end`; gives where it begins.
fn fill_whole(value: u128, text: &mut [u8; MOST], end: usize) -> usize {
    const CHUNK: u128 = 10_u128.pow(DIGITS as u32);
    let Ok(mut small) = u64::try_from(value) else {
        text[end - DIGITS..end].copy_from_slice(&twelve((value % CHUNK) as u64));
        return fill_whole(value / CHUNK, text, end - DIGITS);
    };
    let mut at = end;
    while small >= 100 {
        at -= 2;
        text[at..at + 2].copy_from_slice(&PAIRS[(small % 100) as usize]);
        small /= 100;
    }
    if small < 10 {
        at -= 1;
        text[at] = b'0' + small as u8;
    } else {
        at -= 2;
        text[at..at + 2].copy_from_slice(&PAIRS[small as usize]);
    }
    at
}

/// The last twelve digits of a number. Halves do not wait for each other.
fn twelve(value: u64) -> [u8; DIGITS] {
    let mut digits = [0; DIGITS];
    let (high, low) = digits.split_at_mut(DIGITS / 2);
    fill_six((value / 1_000_000 % 1_000_000) as u32, high);
    fill_six((value % 1_000_000) as u32, low);
    digits
}

fn fill_six(value: u32, digits: &mut [u8]) {
    let (first, rest) = (value / 10_000, value % 10_000);
    digits[..2].copy_from_slice(&PAIRS[first as usize]);
    digits[2..4].copy_from_slice(&PAIRS[(rest / 100) as usize]);
    digits[4..].copy_from_slice(&PAIRS[(rest % 100) as usize]);
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
        for value in
            [0, 7, 10, 99, 100, 1_234, u128::from(u64::MAX), u128::from(u64::MAX) + 1, 10_u128.pow(19), u128::MAX]
        {
            assert_eq!(text(false, value, [0]), value.to_string());
        }
    }

    #[test]
    fn decimals_lose_trailing_zeros_only() {
        assert_eq!(text(false, 12, [500_000_000_000]), "12.5");
        assert_eq!(text(true, 0, [1]), "-0.000000000001");
        assert_eq!(text(false, 3, [120, 0]), "3.00000000012");
        assert_eq!(text(false, 3, [120, 5]), "3.000000000120000000000005");
        assert_eq!(text(true, 3, [0, 0]), "-3");
        let longest = text(true, u128::MAX, [999_999_999_999, 999_999_999_999]);
        assert_eq!(longest, format!("-{}.{}", u128::MAX, "9".repeat(24)));
    }
}
