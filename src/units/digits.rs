//! Writing digits without the detours of general formatting: exports print millions of exact numbers.

/// Digits of a fraction.
const DIGITS: usize = 12;

/// Appends a whole number.
pub(super) fn push_whole(value: u128, out: &mut String) {
    const CHUNK: u128 = 10_u128.pow(19);
    let Ok(mut small) = u64::try_from(value) else {
        push_whole(value / CHUNK, out);
        let mut digits = [0; 19];
        fill((value % CHUNK) as u64, &mut digits);
        return push_digits(&digits, out);
    };
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (small % 10) as u8;
        small /= 10;
        if small == 0 {
            return push_digits(&digits[at..], out);
        }
    }
}

/// Appends all twelve digits of a fraction.
pub(super) fn push_all(fraction: u64, out: &mut String) {
    let mut digits = [0; DIGITS];
    fill(fraction, &mut digits);
    push_digits(&digits, out);
}

/// Appends the digits of a fraction without trailing zeros.
pub(super) fn push_fraction(fraction: u64, out: &mut String) {
    let mut digits = [0; DIGITS];
    fill(fraction, &mut digits);
    let length = digits.iter().rposition(|digit| *digit != b'0').map_or(1, |at| at + 1);
    push_digits(&digits[..length], out);
}

fn fill(mut value: u64, digits: &mut [u8]) {
    for slot in digits.iter_mut().rev() {
        *slot = b'0' + (value % 10) as u8;
        value /= 10;
    }
}

/// Appends ASCII digits.
fn push_digits(digits: &[u8], out: &mut String) {
    out.push_str(std::str::from_utf8(digits).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_beyond_64_bits_keep_every_digit() {
        for value in [0, 7, 1_234, u128::from(u64::MAX), u128::from(u64::MAX) + 1, 10_u128.pow(19), u128::MAX] {
            let mut text = String::new();
            push_whole(value, &mut text);
            assert_eq!(text, value.to_string());
        }
    }

    #[test]
    fn fractions_lose_trailing_zeros_only() {
        let mut text = String::new();
        push_fraction(500_000_000_000, &mut text);
        text.push(' ');
        push_fraction(1, &mut text);
        text.push(' ');
        push_all(120, &mut text);
        assert_eq!(text, "5 000000000001 000000000120");
    }
}
