//! `a × b ÷ c` on 128-bit integers with a 256-bit intermediate, rounded once.

use ethnum::I256;

/// `a × b ÷ c`, rounded half away from zero. `None` when `c` is 0 or the result does not fit.
pub(super) fn mul_div(a: i128, b: i128, c: i128) -> Option<i128> {
    if c == 0 {
        return None;
    }
    if a == 0 || b == 0 {
        return Some(0);
    }
    match a.checked_mul(b) {
        Some(product) => div_round(product, c),
        None => {
            let product = I256::from(a).checked_mul(I256::from(b))?;
            let divisor = I256::from(c);
            let (quotient, rest) = (product / divisor, product % divisor);
            let up = rest.unsigned_abs() * 2 >= divisor.unsigned_abs();
            let sign = if product.is_negative() != divisor.is_negative() { -1 } else { 1 };
            let rounded = if up { quotient + I256::from(sign) } else { quotient };
            i128::try_from(rounded).ok()
        }
    }
}

/// `a ÷ c`, rounded half away from zero. `None` when `c` is 0.
pub(super) fn div_round(a: i128, c: i128) -> Option<i128> {
    // Most figures are whole multiples or small: 64-bit division is several times faster.
    if let (Ok(a64), Ok(c64)) = (u64::try_from(a), u64::try_from(c)) {
        let quotient = a64.checked_div(c64)?;
        let rest = a64 % c64;
        let up = u128::from(rest) * 2 >= u128::from(c64);
        return Some(i128::from(quotient) + i128::from(up));
    }
    let quotient = a.checked_div(c)?;
    // Cheaper than a second division; neither step can overflow.
    let rest = a - quotient * c;
    let up = rest.unsigned_abs() >= c.unsigned_abs() - rest.unsigned_abs();
    if !up {
        return Some(quotient);
    }
    quotient.checked_add(if (a < 0) == (c < 0) { 1 } else { -1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_away_from_zero() {
        // 5/2 = 2.5 -> 3; 7/3 = 2.33 -> 2; signs mirror.
        assert_eq!(mul_div(5, 1, 2), Some(3));
        assert_eq!(mul_div(7, 1, 3), Some(2));
        assert_eq!(mul_div(-5, 1, 2), Some(-3));
        assert_eq!(mul_div(5, 1, -2), Some(-3));
        assert_eq!(mul_div(i128::from(u64::MAX), 1, 1), Some(i128::from(u64::MAX)));
    }

    #[test]
    fn keeps_products_beyond_128_bits() {
        let big = 10_i128.pow(30);
        // 1e30 x 1e30 / 1e30 = 1e30, though the product has 60 digits.
        assert_eq!(mul_div(big, big, big), Some(big));
        assert_eq!(mul_div(big, big, -big), Some(-big));
        // 1e30 x (1e30 + 1) / (2e30) = 5e29 + 0.5 -> 5e29 + 1 (half away from zero).
        assert_eq!(mul_div(big, big + 1, 2 * big), Some(big / 2 + 1));
    }

    #[test]
    fn refuses_what_does_not_fit() {
        assert_eq!(mul_div(i128::MAX, 2, 1), None);
        assert_eq!(mul_div(1, 1, 0), None);
        assert_eq!(div_round(1, 0), None);
    }
}
