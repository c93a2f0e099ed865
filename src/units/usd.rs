//! [`Usd`]: an exact amount of money.

use std::fmt;

/// Steps of a [`Usd`] in one dollar: the product of a quantity's and a price's steps.
const ONE: u128 = 1_000_000_000_000_000_000_000_000;
/// Steps in 10⁻¹² dollars.
const HALF: u64 = 1_000_000_000_000;

/// US dollars in steps of 10⁻²⁴, up to about 1.7 × 10¹⁴ dollars.
///
/// A [`Quantity`](super::Quantity) times a [`UnitPrice`](super::UnitPrice) is exact; sums are exact; an
/// amount is rounded only when it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Usd(i128);

impl Usd {
    /// No money.
    pub const ZERO: Usd = Usd(0);

    pub(crate) const fn from_raw(raw: i128) -> Usd {
        Usd(raw)
    }

    /// Sum, if it fits.
    #[must_use]
    pub fn add(self, other: Usd) -> Option<Usd> {
        self.0.checked_add(other.0).map(Usd)
    }

    /// Difference, if it fits.
    #[must_use]
    pub fn sub(self, other: Usd) -> Option<Usd> {
        self.0.checked_sub(other.0).map(Usd)
    }

    /// The nearest float, for charts, searches and comparisons that exact money confirms.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / ONE as f64
    }

    /// `self ÷ other` as a float; `None` when `other` is 0.
    #[must_use]
    pub fn ratio_to(self, other: Usd) -> Option<f64> {
        (other.0 != 0).then(|| self.0 as f64 / other.0 as f64)
    }

    /// `self` in percent of `other`, rounded half-up to 10⁻⁶ of a percent, but 100 for all of it only; `None` when `other` is 0.
    #[must_use]
    pub fn percent_of(self, other: Usd) -> Option<super::Dec> {
        const ALL: i128 = 100_000_000;
        let rounded = super::wide::mul_div(self.0, ALL, other.0)?;
        let millionths = if rounded == ALL && self < other { ALL - 1 } else { rounded };
        millionths.checked_mul(1_000_000).map(super::Dec::from_raw)
    }

    /// An amount in dollars.
    #[must_use]
    pub fn from_dollars(dollars: super::Dec) -> Option<Usd> {
        super::wide::product(dollars.raw(), i128::from(HALF)).map(Usd)
    }

    /// Rounded half-up (away from zero) to whole 10^-`digits` dollars, in those steps.
    pub(crate) fn rounded(self, digits: u32) -> i128 {
        let step = (ONE / 10_u128.pow(digits.min(24))).max(1);
        let magnitude = self.0.unsigned_abs();
        let up = u128::from(magnitude % step >= step - step / 2);
        let rounded = i128::try_from(magnitude / step + up).unwrap_or(i128::MAX);
        if self.0 < 0 { -rounded } else { rounded }
    }

    /// Whether this is 0.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Usd {
    /// Appends the exact amount, as [`Display`](fmt::Display) prints it.
    pub fn push_to(self, out: &mut Vec<u8>) {
        // Dollars and the first twelve decimals, then the last twelve.
        let (high, last) = super::wide::div_rem_trillion(self.0.unsigned_abs());
        let (whole, first) = super::wide::div_rem_trillion(high);
        // Twenty-four decimals in groups of eight.
        let groups = [first / 10_000, first % 10_000 * 10_000 + last / 100_000_000, last % 100_000_000];
        super::digits::push_number(self.0 < 0, whole, groups, out);
    }
}

impl fmt::Display for Usd {
    /// The exact amount, plain, without trailing zeros and without a currency sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::with_capacity(32);
        self.push_to(&mut text);
        f.pad(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_every_digit_and_no_trailing_zero() {
        assert_eq!(Usd::from_raw(0).to_string(), "0");
        assert_eq!(Usd::from_raw(1).to_string(), "0.000000000000000000000001");
        assert_eq!(Usd::from_raw(1_500_000_000_000_000_000_000_000).to_string(), "1.5");
        assert_eq!(Usd::from_raw(-10_i128.pow(23)).to_string(), "-0.1");
        assert_eq!(Usd::from_raw(10_i128.pow(12) * 5).to_string(), "0.000000000005");
        assert_eq!(Usd::from_raw(10_i128.pow(11) * 5).to_string(), "0.0000000000005");
    }

    #[test]
    fn nearly_all_is_not_100_percent() {
        // 33,349,999,999,991 of 33,350,000,000,000 are 99.99999999997 %.
        let percent = |one: i128, other: i128| Usd::from_raw(one).percent_of(Usd::from_raw(other)).unwrap().to_string();
        assert_eq!(percent(33_349_999_999_991, 33_350_000_000_000), "99.999999");
        assert_eq!([percent(5, 5), percent(1, 3)], ["100", "33.333333"]);
    }

    #[test]
    fn rounds_half_up_only_on_request() {
        // 0.005 USD -> 1 cent, 0.004999... -> 0 cents, -0.005 -> -1 cent.
        let half_cent = 5 * 10_i128.pow(21);
        assert_eq!(Usd::from_raw(half_cent).rounded(2), 1);
        assert_eq!(Usd::from_raw(half_cent - 1).rounded(2), 0);
        assert_eq!(Usd::from_raw(-half_cent).rounded(2), -1);
    }
}
