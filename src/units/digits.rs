//! Writing digits without the detours of general formatting: exports print millions of exact numbers.

/// Digits of a fraction.
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

/// Appends a whole number.
pub(super) fn push_whole(value: u128, out: &mut Vec<u8>) {
    const CHUNK: u128 = 10_u128.pow(18);
    let Ok(mut small) = u64::try_from(value) else {
        push_whole(value / CHUNK, out);
        let mut digits = [0; 18];
        fill((value % CHUNK) as u64, &mut digits);
        return out.extend_from_slice(&digits);
    };
    let mut digits = [0; 20];
    let mut at = digits.len();
    while small >= 100 {
        at -= 2;
        digits[at..at + 2].copy_from_slice(&PAIRS[(small % 100) as usize]);
        small /= 100;
    }
    let pair = PAIRS[small as usize];
    let from = usize::from(small < 10);
    at -= 2 - from;
    digits[at..at + 2 - from].copy_from_slice(&pair[from..]);
    out.extend_from_slice(&digits[at..]);
}

/// Appends all twelve digits of a fraction.
pub(super) fn push_all(fraction: u64, out: &mut Vec<u8>) {
    let mut digits = [0; DIGITS];
    fill(fraction, &mut digits);
    out.extend_from_slice(&digits);
}

/// Appends the digits of a fraction without trailing zeros.
pub(super) fn push_fraction(fraction: u64, out: &mut Vec<u8>) {
    let mut digits = [0; DIGITS];
    fill(fraction, &mut digits);
    let length = digits.iter().rposition(|digit| *digit != b'0').map_or(1, |at| at + 1);
    out.extend_from_slice(&digits[..length]);
}

/// Fills an even number of places with a number's last digits.
fn fill(mut value: u64, digits: &mut [u8]) {
    for pair in digits.rchunks_exact_mut(2) {
        pair.copy_from_slice(&PAIRS[(value % 100) as usize]);
        value /= 100;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_beyond_64_bits_keep_every_digit() {
        for value in
            [0, 7, 10, 99, 100, 1_234, u128::from(u64::MAX), u128::from(u64::MAX) + 1, 10_u128.pow(19), u128::MAX]
        {
            let mut text = Vec::new();
            push_whole(value, &mut text);
            assert_eq!(String::from_utf8(text).unwrap(), value.to_string());
        }
    }

    #[test]
    fn fractions_lose_trailing_zeros_only() {
        let mut text = Vec::new();
        push_fraction(500_000_000_000, &mut text);
        text.push(b' ');
        push_fraction(1, &mut text);
        text.push(b' ');
        push_all(120, &mut text);
        assert_eq!(text, b"5 000000000001 000000000120");
    }
}
