//! [`Dec`]: an exact decimal with twelve digits after the point.

use super::wide;
use std::fmt;

/// Units of a [`Dec`] in 1.
const ONE: i128 = 1_000_000_000_000;
/// The same in 64 bits.
const TRILLION: u64 = ONE as u64;
/// Digits after the decimal point.
const DIGITS: i32 = 12;
/// The powers of ten that most numbers are scaled by.
const POWERS: [i64; DIGITS as usize + 1] = {
    let mut powers = [1; DIGITS as usize + 1];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// An exact decimal number in steps of 10⁻¹², from about −1.7 × 10²⁶ to 1.7 × 10²⁶.
///
/// Text becomes a `Dec` digit by digit, never through binary floating point, so a price such as
/// `0.0000166667` is the number that was published.
///
/// ```
/// use costcalc::units::Dec;
/// let price: Dec = "0.0000166667".parse()?;
/// assert_eq!(price.to_string(), "0.0000166667");
/// # Ok::<(), costcalc::units::DecError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Dec(i128);

/// Why a text is not a [`Dec`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecError {
    /// Not made of digits with at most one decimal point and an optional sign.
    #[error("not a decimal number")]
    NotANumber,
    /// More than twelve digits after the point.
    #[error("more than 12 decimals")]
    TooPrecise,
    /// Beyond the range.
    #[error("too large")]
    TooLarge,
}

impl Dec {
    /// 0.
    pub const ZERO: Dec = Dec(0);
    /// 1.
    pub const ONE: Dec = Dec(ONE);
    /// The largest value.
    pub const MAX: Dec = Dec(i128::MAX);

    /// A whole number.
    #[must_use]
    pub const fn from_int(value: i64) -> Dec {
        // i64 times 1e12 always fits in 128 bits; the cast only widens.
        Dec(value as i128 * ONE)
    }

    /// `mantissa × 10^exponent`, if it is representable without loss.
    ///
    /// # Errors
    /// [`DecError::TooPrecise`] when digits beyond the twelfth would be lost, [`DecError::TooLarge`]
    /// beyond the range.
    pub fn from_scientific(mantissa: i128, exponent: i32) -> Result<Dec, DecError> {
        if mantissa == 0 {
            return Ok(Dec(0));
        }
        let shift = exponent.saturating_add(DIGITS);
        let short = usize::try_from(shift).ok().and_then(|shift| POWERS.get(shift));
        if let (Ok(mantissa), Some(scale)) = (i64::try_from(mantissa), short) {
            // Less than 2^63 times less than 2^40.
            return Ok(Dec(i128::from(mantissa) * i128::from(*scale)));
        }
        let power = |n: u32| 10_i128.checked_pow(n);
        if shift >= 0 {
            let scale = power(shift.unsigned_abs()).ok_or(DecError::TooLarge)?;
            return mantissa.checked_mul(scale).map(Dec).ok_or(DecError::TooLarge);
        }
        let scale = power(shift.unsigned_abs()).ok_or(DecError::TooPrecise)?;
        if mantissa % scale == 0 { Ok(Dec(mantissa / scale)) } else { Err(DecError::TooPrecise) }
    }

    /// The same, rounded half-up to the twelfth decimal where it has more, as programs print the means of floats. What would be
    /// rounded to 0 is refused all the same.
    ///
    /// # Errors
    /// As [`from_scientific`](Dec::from_scientific).
    pub fn from_scientific_rounded(mantissa: i128, exponent: i32) -> Result<Dec, DecError> {
        match Dec::from_scientific(mantissa, exponent) {
            Err(DecError::TooPrecise) => {
                let shift = exponent.saturating_add(DIGITS).unsigned_abs();
                let scale = 10_i128.checked_pow(shift).ok_or(DecError::TooPrecise)?;
                let rounded = wide::mul_div(mantissa, 1, scale).ok_or(DecError::TooLarge)?;
                if rounded == 0 { Err(DecError::TooPrecise) } else { Ok(Dec(rounded)) }
            }
            exact => exact,
        }
    }

    /// The number in a text, as [`parse`](str::parse) reads it, rounded half-up to the twelfth decimal where it has more.
    ///
    /// # Errors
    /// As that, and [`DecError::TooPrecise`] for what would be rounded to 0.
    pub fn parse_rounded(text: &str) -> Result<Dec, DecError> {
        let (mantissa, exponent) = scientific(text)?;
        Dec::from_scientific_rounded(mantissa, exponent)
    }

    /// The number nearest to a float; `None` for NaN, infinities and values out of range.
    ///
    /// Only for quantities that come out of queueing formulas or exponentials, never for prices.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Dec> {
        let scaled = value * ONE as f64;
        // 64 bits hold most, whose cast is many times faster.
        if scaled.abs() < 9e18 {
            return Some(Dec(i128::from(scaled.round() as i64)));
        }
        // 2^126 keeps a margin below i128::MAX, where the cast would saturate.
        (scaled.is_finite() && scaled.abs() < 8.5e37).then(|| Dec(scaled.round() as i128))
    }

    /// A float rounded to so many decimals, twelve at most, without the noise that floats have beyond them; `None` for NaN,
    /// infinities and values out of range.
    ///
    /// ```
    /// use costcalc::units::Dec;
    /// assert_eq!(Dec::from_rounded(37_612_345.123_456, 6).unwrap().to_string(), "37612345.123456");
    /// assert_eq!(Dec::from_rounded(2.5, 0), Some(Dec::from_int(3)));
    /// ```
    #[must_use]
    pub fn from_rounded(value: f64, decimals: u32) -> Option<Dec> {
        let step = POWERS[DIGITS as usize - (decimals as usize).min(DIGITS as usize)];
        let scaled = value * (ONE / i128::from(step)) as f64;
        let rounded = match scaled.abs() {
            small if small < 9e18 => i128::from(scaled.round() as i64),
            large if large < 8.5e37 => scaled.round() as i128,
            _ => return None,
        };
        rounded.checked_mul(i128::from(step)).map(Dec)
    }

    /// The nearest float.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        if let Ok(small) = i64::try_from(self.0) {
            return small as f64 / ONE as f64;
        }
        // In two parts, because converting 128 bits at once takes ten times as long.
        let (whole, rest) = wide::div_rem_trillion(self.0.unsigned_abs());
        let value = match u64::try_from(whole) {
            Ok(whole) => whole as f64 + rest as f64 / ONE as f64,
            Err(_) => whole as f64,
        };
        if self.0 < 0 { -value } else { value }
    }

    /// The number in steps of 10⁻¹².
    pub(crate) const fn raw(self) -> i128 {
        self.0
    }

    /// A number from its steps of 10⁻¹².
    pub(crate) const fn from_raw(raw: i128) -> Dec {
        Dec(raw)
    }

    /// Sum, if it fits.
    #[must_use]
    pub fn add(self, other: Dec) -> Option<Dec> {
        self.0.checked_add(other.0).map(Dec)
    }

    /// Difference, if it fits.
    #[must_use]
    pub fn sub(self, other: Dec) -> Option<Dec> {
        self.0.checked_sub(other.0).map(Dec)
    }

    /// Product, rounded half-up to 10⁻¹², if it fits.
    #[must_use]
    pub fn mul(self, other: Dec) -> Option<Dec> {
        // Many factors are whole numbers: nothing is to be rounded. Of 64 bits that is quickly known.
        match u64::try_from(other.0) {
            Ok(short) if short % TRILLION == 0 => self.times(short / TRILLION),
            _ => wide::mul_div(self.0, other.0, ONE).map(Dec),
        }
    }

    /// Quotient, rounded half-up to 10⁻¹²; `None` when dividing by 0 or out of range.
    #[must_use]
    pub fn div(self, other: Dec) -> Option<Dec> {
        wide::mul_div(self.0, ONE, other.0).map(Dec)
    }

    /// `self × numerator ÷ denominator` with one rounding at the end.
    #[must_use]
    pub fn mul_div(self, numerator: Dec, denominator: Dec) -> Option<Dec> {
        wide::mul_div(self.0, numerator.0, denominator.0).map(Dec)
    }

    /// `self × numerator ÷ denominator` for whole numbers, with one rounding at the end.
    #[must_use]
    pub fn ratio(self, numerator: i128, denominator: i128) -> Option<Dec> {
        wide::mul_div(self.0, numerator, denominator).map(Dec)
    }

    /// `self × count`, exact; `None` when it does not fit.
    #[must_use]
    pub fn times(self, count: u64) -> Option<Dec> {
        wide::product(self.0, i128::from(count)).map(Dec)
    }

    /// The smallest multiple of `step` that is at least `self` (both positive).
    #[must_use]
    pub fn ceil_to(self, step: Dec) -> Option<Dec> {
        let rest = rem(self.0, step.0)?;
        if rest == 0 {
            return Some(self);
        }
        self.0.checked_sub(rest)?.checked_add(step.0).map(Dec)
    }

    /// The next whole number at or above, as an integer.
    #[must_use]
    pub fn ceil_int(self) -> i128 {
        let (whole, rest) = wide::div_rem_trillion(self.0.unsigned_abs());
        // A whole part has at most 27 digits.
        let whole = whole as i128;
        if self.0 < 0 { -whole } else { whole + i128::from(rest != 0) }
    }

    /// Whether this is a multiple of `step`.
    #[must_use]
    pub fn is_multiple_of(self, step: Dec) -> bool {
        rem(self.0, step.0) == Some(0)
    }

    /// Whether this is a whole number.
    #[must_use]
    pub fn is_whole(self) -> bool {
        rem(self.0, ONE) == Some(0)
    }

    /// Whether this is 0.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether this is below 0.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

/// The rest of a division; `None` for one by 0. Most numbers have 64 bits, whose division is many times faster.
fn rem(value: i128, step: i128) -> Option<i128> {
    match (u64::try_from(value), u64::try_from(step)) {
        (Ok(value), Ok(step)) => value.checked_rem(step).map(i128::from),
        _ => value.checked_rem(step),
    }
}

/// Digits whose number is below 2⁶³ whatever they are.
const SHORT_DIGITS: usize = 18;

impl std::str::FromStr for Dec {
    type Err = DecError;

    fn from_str(text: &str) -> Result<Dec, DecError> {
        let (mantissa, exponent) = scientific(text)?;
        Dec::from_scientific(mantissa, exponent)
    }
}

/// The digits of a plain decimal number as a whole one, with its sign, and the power of ten that they count.
fn scientific(text: &str) -> Result<(i128, i32), DecError> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let point = digits.iter().position(|byte| *byte == b'.');
    let (whole, fraction) = point.map_or((digits, &digits[..0]), |at| (&digits[..at], &digits[at + 1..]));
    let count = whole.len() + fraction.len();
    let all = || whole.iter().chain(fraction);
    if count == 0 || !all().all(u8::is_ascii_digit) {
        return Err(DecError::NotANumber);
    }
    let mantissa = if count <= SHORT_DIGITS {
        i128::from(all().fold(0_i64, |sum, byte| sum * 10 + i64::from(byte - b'0')))
    } else {
        let more = |sum: i128, byte: &u8| sum.checked_mul(10)?.checked_add(i128::from(byte - b'0'));
        all().try_fold(0, more).ok_or(DecError::TooLarge)?
    };
    let decimals = i32::try_from(fraction.len()).map_err(|_| DecError::TooPrecise)?;
    Ok((if negative { -mantissa } else { mantissa }, -decimals))
}

impl Dec {
    /// Appends the exact number, as [`Display`](fmt::Display) prints it.
    pub fn push_to(self, out: &mut Vec<u8>) {
        let (whole, fraction) = wide::div_rem_trillion(self.0.unsigned_abs());
        // Twelve decimals in groups of eight, the second filled up with zeros.
        let groups = [fraction / 10_000, fraction % 10_000 * 10_000];
        super::digits::push_number(self.0 < 0, whole, groups, out);
    }
}

impl fmt::Display for Dec {
    /// The exact number, plain (no exponent), without trailing zeros.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::with_capacity(24);
        self.push_to(&mut text);
        f.pad(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl From<u32> for Dec {
    fn from(value: u32) -> Dec {
        Dec(i128::from(value) * ONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Dec {
        text.parse().unwrap()
    }

    #[test]
    fn text_is_kept_to_the_last_digit() {
        for text in ["0", "1", "-1", "0.0000166667", "0.000000000001", "123456789.25", "-0.5"] {
            assert_eq!(dec(text).to_string(), text);
        }
        assert_eq!(dec("1.500").to_string(), "1.5");
        assert_eq!(dec(".5").to_string(), "0.5");
    }

    #[test]
    fn bad_text_is_refused() {
        for text in ["", "-", ".", "1e5", "1,5", "NaN", "inf", "1.2.3", "0x1", " 1"] {
            assert_eq!(text.parse::<Dec>(), Err(DecError::NotANumber), "{text:?}");
        }
        assert_eq!("0.0000000000001".parse::<Dec>(), Err(DecError::TooPrecise));
        assert_eq!("9".repeat(30).parse::<Dec>(), Err(DecError::TooLarge));
    }

    #[test]
    fn means_of_floats_are_rounded_to_the_twelfth_decimal() {
        let rounded = |text: &str| Dec::parse_rounded(text).map(|number| number.to_string());
        for (text, expected) in [
            ("118.44318181818182", "118.443181818182"),
            ("0.07343999999999999", "0.07344"),
            ("-0.3333333333333333", "-0.333333333333"),
            // Half of the last digit is rounded up.
            ("0.0000000000005", "0.000000000001"),
            ("12.5", "12.5"),
        ] {
            assert_eq!(rounded(text), Ok(expected.to_owned()), "{text}");
        }
        assert_eq!(rounded("0.0000000000004"), Err(DecError::TooPrecise));
        assert_eq!(rounded("0"), Ok("0".to_owned()));
        assert_eq!(Dec::from_scientific_rounded(1, -50), Err(DecError::TooPrecise));
        assert_eq!(Dec::from_scientific_rounded(1, i32::MIN), Err(DecError::TooPrecise));
    }

    #[test]
    fn division_rounds_half_up_at_the_twelfth_digit() {
        // 1/3 = 0.333333333333|3 ; 2/3 = 0.666666666666|7
        assert_eq!(dec("1").div(dec("3")), Some(dec("0.333333333333")));
        assert_eq!(dec("2").div(dec("3")), Some(dec("0.666666666667")));
        assert_eq!(dec("1").div(Dec::ZERO), None);
    }

    #[test]
    fn whole_factors_give_what_the_division_gives() {
        for number in ["0.000000000001", "-27.55", "123456789012345.678901234567", "100000000000000000000000000"] {
            for factor in ["0", "1", "2", "18446744", "1.5", "-3", "18446745"] {
                let (number, factor) = (dec(number), dec(factor));
                assert_eq!(number.mul(factor), number.mul_div(factor, Dec::ONE), "{number} x {factor}");
            }
        }
    }

    #[test]
    fn ceil_goes_up_to_the_increment() {
        // 27.55 ms is billed as 28 ms in 1 ms steps and as 100 ms in 100 ms steps.
        assert_eq!(dec("27.55").ceil_to(dec("1")), Some(dec("28")));
        assert_eq!(dec("27.55").ceil_to(dec("100")), Some(dec("100")));
        assert_eq!(dec("28").ceil_to(dec("1")), Some(dec("28")));
        for (number, next) in [("28.000000000001", 29), ("28", 28), ("0", 0), ("-1.5", -1), ("-2", -2)] {
            assert_eq!(dec(number).ceil_int(), next, "{number}");
        }
    }

    #[test]
    fn floats_out_of_range_are_refused() {
        assert_eq!(Dec::from_f64(f64::NAN), None);
        assert_eq!(Dec::from_f64(f64::INFINITY), None);
        assert_eq!(Dec::from_f64(1e30), None);
        assert_eq!(Dec::from_f64(0.5), Some(dec("0.5")));
        // On both sides of what is cast through 64 bits.
        for value in [0.1, -2.0 / 3.0, 8_999_999.9, 9_000_000.0, -9_000_000.1, 9_223_373.25, -1e20] {
            assert_eq!(Dec::from_f64(value), Some(Dec((value * 1e12).round() as i128)), "{value}");
        }
    }

    #[test]
    fn floats_are_rounded_to_decimals_without_noise() {
        for (value, decimals, told) in [
            (167_932_449.6, 0, "167932450"),
            (-0.5, 0, "-1"),
            (66.666_666_666_7, 6, "66.666667"),
            // Through binary noise: 52344123.1 is 52344123.1000000014901161193847656.
            (52_344_123.1, 6, "52344123.1"),
            (0.1 + 0.2, 9, "0.3"),
            // Beyond what 64 bits hold of millionths: 2^50 is exact as a float.
            (1_125_899_906_842_624.0 * 16.0, 6, "18014398509481984"),
            // More decimals than there are count as all of them.
            (0.5, 40, "0.5"),
        ] {
            assert_eq!(Dec::from_rounded(value, decimals), Some(dec(told)), "{value}");
        }
        for value in [f64::NAN, f64::INFINITY, 1e27] {
            assert_eq!(Dec::from_rounded(value, 6), None, "{value}");
        }
    }
}
