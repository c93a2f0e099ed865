//! `a × b ÷ c` on 128-bit integers with a 256-bit intermediate, rounded once.

use ethnum::U256;

/// `a × b`, exact; `None` when it does not fit. One factor of most products is short and neither is negative, which takes
/// a third of the steps of the general check.
#[inline]
pub(super) fn product(a: i128, b: i128) -> Option<i128> {
    let (Ok(long), Ok(short)) = (u128::try_from(a), u64::try_from(b)) else { return a.checked_mul(b) };
    let short = u128::from(short);
    // The upper half has 63 bits at most, so neither its product nor the carry added to it can overflow.
    let low = (long & LOW) * short;
    let high = (long >> 64) * short + (low >> 64);
    (high < 1 << 63).then_some(((high << 64) | (low & LOW)) as i128)
}

/// The lower half of 128 bits.
const LOW: u128 = u64::MAX as u128;

/// `a × b ÷ c`, rounded half away from zero. `None` when `c` is 0 or the result does not fit.
#[inline]
pub(super) fn mul_div(a: i128, b: i128, c: i128) -> Option<i128> {
    if c == 0 {
        return None;
    }
    // Most quantities of most workloads are 0.
    if a == 0 || b == 0 {
        return Some(0);
    }
    mul_div_nonzero(a, b, c)
}

fn mul_div_nonzero(a: i128, b: i128, c: i128) -> Option<i128> {
    // Most numbers are not negative: signs would be a third of the work.
    if (a | b | c) >= 0 {
        return i128::try_from(unsigned(a as u128, b as u128, c as u128)?).ok();
    }
    let magnitude = i128::try_from(unsigned(a.unsigned_abs(), b.unsigned_abs(), c.unsigned_abs())?).ok()?;
    Some(if (a ^ b ^ c) < 0 { -magnitude } else { magnitude })
}

/// `a × b ÷ c`, rounded half up; `c` is not 0.
#[inline]
fn unsigned(a: u128, b: u128, c: u128) -> Option<u128> {
    match (a.checked_mul(b), u64::try_from(c)) {
        (Some(product), _) => div_round(product, c),
        (None, Ok(short)) => wide_by_short(a, b, short),
        (None, Err(_)) => wide_by_wide(a, b, c),
    }
}

/// `a × b ÷ c` where the product has more than 128 bits and the divisor does not: long division, limb by limb, which
/// is several times faster than the general one and is what most quantities need.
fn wide_by_short(a: u128, b: u128, c: u64) -> Option<u128> {
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    // Products of 64-bit halves fit in 128 bits, and so does each with two 64-bit carries added.
    let low = a0 * b0;
    let cross = a1 * b0 + (low >> 64);
    let middle = a0 * b1 + (cross & LOW);
    let high = a1 * b1 + (cross >> 64) + (middle >> 64);
    let limbs = [high >> 64, high & LOW, middle & LOW, low & LOW];
    let divisor = u128::from(c);
    let (mut rest, mut quotient) = (0_u128, 0_u128);
    for limb in limbs {
        let part = (rest << 64) | limb;
        if quotient > LOW {
            return None;
        }
        quotient = (quotient << 64) | (part / divisor);
        rest = part % divisor;
    }
    if rest * 2 >= divisor { quotient.checked_add(1) } else { Some(quotient) }
}

/// `a × b ÷ c` in 256 bits, which hold every product.
fn wide_by_wide(a: u128, b: u128, c: u128) -> Option<u128> {
    let (product, divisor) = (U256::from(a) * U256::from(b), U256::from(c));
    let (quotient, rest) = (product / divisor, product % divisor);
    u128::try_from(quotient + U256::from(u8::from(rest * 2 >= divisor))).ok()
}

/// Steps of 10⁻¹² in 1: the divisor of most divisions here.
const TRILLION: u64 = 1_000_000_000_000;

/// Quotient and rest of a division by 10¹². Up to 2¹¹² it is two divisions of 64 bits by a constant, which compile to
/// multiplications: 10¹² = 2¹² × 5¹².
pub(super) fn div_rem_trillion(value: u128) -> (u128, u64) {
    const FIVES: u64 = TRILLION >> 12;
    if let Ok(small) = u64::try_from(value) {
        return (u128::from(small / TRILLION), small % TRILLION);
    }
    let low = (value & 0xfff) as u64;
    let odd = value >> 12;
    let Ok(high) = u64::try_from(odd >> 36) else {
        let divisor = u128::from(TRILLION);
        return (value / divisor, (value % divisor) as u64);
    };
    // The rest is below 2^28, so with the 36 bits that follow it fits again.
    let next = ((high % FIVES) << 36) | (odd as u64 & ((1 << 36) - 1));
    let quotient = (u128::from(high / FIVES) << 36) + u128::from(next / FIVES);
    (quotient, ((next % FIVES) << 12) | low)
}

/// `a ÷ c`, rounded half up; `c` is not 0. The rest is below `c`, so no step of its own can overflow.
fn div_round(a: u128, c: u128) -> Option<u128> {
    let (quotient, rest) = if c == u128::from(TRILLION) {
        let (quotient, rest) = div_rem_trillion(a);
        (quotient, u128::from(rest))
    } else if (a | c) >> 64 == 0 {
        // 64-bit division is several times faster.
        let (a, c) = (a as u64, c as u64);
        (u128::from(a / c), u128::from(a % c))
    } else {
        // Decimals have many twos among their factors: without them most divisors are short, and division is quick.
        let twos = c.trailing_zeros();
        let quotient = (a >> twos) / (c >> twos);
        // Cheaper than a second division.
        (quotient, a.wrapping_sub(quotient.wrapping_mul(c)))
    };
    if rest >= c.wrapping_sub(rest) { quotient.checked_add(1) } else { Some(quotient) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ethnum::I256;
    use proptest::prelude::*;

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
        // 3e30 x 1e12 / 2e12 = 1.5e30; 1e30 x 1e12 / -1e18 = -1e24: a short divisor.
        assert_eq!(mul_div(3 * big, 10_i128.pow(12), 2 * 10_i128.pow(12)), Some(3 * big / 2));
        assert_eq!(mul_div(big, 10_i128.pow(12), -(10_i128.pow(18))), Some(-(10_i128.pow(24))));
    }

    #[test]
    fn refuses_what_does_not_fit() {
        assert_eq!(mul_div(i128::MAX, 2, 1), None);
        assert_eq!(mul_div(i128::MAX, i128::MAX, 3), None);
        assert_eq!(mul_div(1, 1, 0), None);
        assert_eq!(mul_div(i128::MIN, 1, 1), None);
    }

    /// `a × b ÷ c` in signed 256 bits.
    fn by_long_way(a: i128, b: i128, c: i128) -> Option<i128> {
        let (product, divisor) = (I256::from(a) * I256::from(b), I256::from(c));
        let (quotient, rest) = (product / divisor, product % divisor);
        let sign = if product.is_negative() != divisor.is_negative() { -1 } else { 1 };
        let up = rest.unsigned_abs() * 2 >= divisor.unsigned_abs();
        i128::try_from(if up { quotient + I256::from(sign) } else { quotient }).ok()
    }

    proptest! {
        #[test]
        fn signs_change_the_sign_only(a in any::<i128>(), b in any::<i128>(), c in any::<i128>(), by in (0_u32..128, 0_u32..128, 0_u32..127)) {
            let (a, b, c) = (a >> by.0, b >> by.1, c >> by.2);
            prop_assume!(c != 0);
            prop_assert_eq!(mul_div(a, b, c), by_long_way(a, b, c).filter(|value| *value != i128::MIN));
        }

        #[test]
        fn a_division_by_a_trillion_is_that_division(value in any::<u128>(), shift in 0_u32..128) {
            let (value, divisor) = (value >> shift, u128::from(TRILLION));
            prop_assert_eq!(div_rem_trillion(value), (value / divisor, (value % divisor) as u64));
        }

        #[test]
        fn a_product_is_that_product(a in any::<i128>(), b in any::<i128>(), by in (0_u32..128, 0_u32..128)) {
            let (a, b) = (a >> by.0, b >> by.1);
            prop_assert_eq!(product(a, b), a.checked_mul(b));
        }

        #[test]
        fn twos_of_a_divisor_change_nothing(a in any::<u128>(), c in 1_u128.., by in (0_u32..128, 0_u32..127)) {
            let (a, c) = (a >> by.0, ((c >> by.1) << (by.1 / 2)).max(1));
            let (quotient, rest) = (a / c, a % c);
            let expected = if rest >= c - rest { quotient.checked_add(1) } else { Some(quotient) };
            prop_assert_eq!(div_round(a, c), expected);
        }

        #[test]
        fn long_division_is_division(a in any::<i128>(), b in any::<i128>(), c in any::<i64>()) {
            prop_assume!(c != 0 && a.checked_mul(b).is_none());
            prop_assert_eq!(mul_div(a, b, i128::from(c)), by_long_way(a, b, i128::from(c)));
        }

        #[test]
        fn long_division_is_division_where_it_fits(a in -(1_i128 << 70)..1 << 70, b in -(1_i128 << 66)..1 << 66, c in 1_i128 << 60..1 << 63) {
            prop_assume!(a.checked_mul(b).is_none());
            prop_assert_eq!(mul_div(a, b, c), by_long_way(a, b, c));
        }
    }
}
