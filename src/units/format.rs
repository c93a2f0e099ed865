//! The one place that rounds and formats figures for people. Exports use the exact
//! [`Display`](std::fmt::Display) of [`Dec`] and [`Usd`] instead.

use super::{Dec, Usd};

/// Dollars and cents, half-up, with thousands separators: `$1,234.57`, `-$0.50`. An amount that is not 0
/// but rounds to 0 cents keeps two significant digits: `$0.0042`.
#[must_use]
pub fn usd(amount: Usd) -> String {
    let mut digits = 2;
    if !amount.is_zero() && amount.rounded(2) == 0 {
        // Two significant digits, at most twelve decimals: beyond that it is 0 to anybody.
        digits = 3;
        while digits < 12 && amount.rounded(digits).unsigned_abs() < 10 {
            digits += 1;
        }
    }
    let steps = amount.rounded(digits);
    let scale = 10_u128.pow(digits);
    let magnitude = steps.unsigned_abs();
    let sign = if steps < 0 { "-" } else { "" };
    let width = digits as usize;
    format!("{sign}${}.{:0width$}", group(&(magnitude / scale).to_string()), magnitude % scale)
}

/// A share in percent with one decimal: `12.3 %`; `None` (nothing to compare with) is `-`.
#[must_use]
pub fn percent(share: Option<f64>) -> String {
    match share {
        Some(share) if share.is_finite() => format!("{:.1} %", share * 100.0),
        _ => "-".to_owned(),
    }
}

/// A quantity with thousands separators and at most six decimals, half-up, without trailing zeros.
#[must_use]
pub fn quantity(amount: Dec) -> String {
    decimals(amount, 6)
}

/// A number with thousands separators and at most `digits` decimals, half-up, without trailing zeros.
#[must_use]
pub fn decimals(amount: Dec, digits: u32) -> String {
    let step = 10_i128.pow(12_u32.saturating_sub(digits));
    let magnitude = amount.raw().unsigned_abs();
    let unsigned_step = step.unsigned_abs();
    let up = u128::from(magnitude % unsigned_step >= unsigned_step - unsigned_step / 2);
    let rounded = (magnitude / unsigned_step + up).saturating_mul(unsigned_step);
    let text = Dec::from_raw(i128::try_from(rounded).unwrap_or(i128::MAX)).to_string();
    let sign = if amount.is_negative() && rounded != 0 { "-" } else { "" };
    match text.split_once('.') {
        Some((whole, fraction)) => format!("{sign}{}.{fraction}", group(whole)),
        None => format!("{sign}{}", group(&text)),
    }
}

/// A unit price, exact, in dollars: `$0.0000166667`.
#[must_use]
pub fn unit_price(usd: Dec) -> String {
    let text = usd.to_string();
    match text.split_once('.') {
        Some((whole, fraction)) if fraction.len() >= 2 => format!("${}.{fraction}", group(whole)),
        Some((whole, fraction)) => format!("${}.{fraction}0", group(whole)),
        None => format!("${}.00", group(&text)),
    }
}

/// A float with at most `digits` decimals, without trailing zeros, with thousands separators.
#[must_use]
pub fn float(value: f64, digits: u32) -> String {
    match Dec::from_f64(value) {
        Some(exact) => decimals(exact, digits),
        None => format!("{value:.3e}"),
    }
}

/// A count in short form: `50M`, `1.5M`, `250k`, `999`.
#[must_use]
pub fn short_count(value: f64) -> String {
    const STEPS: [(f64, &str); 4] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")];
    for (step, suffix) in STEPS {
        if value >= step * 0.9995 {
            let scaled = value / step;
            let digits = match scaled {
                100.0.. => 0,
                10.0.. => 1,
                _ => 2,
            };
            return format!("{}{suffix}", float(scaled, digits));
        }
    }
    float(value, if value >= 100.0 { 0 } else { 2 })
}

/// Where a tier begins or ends: short where that loses nothing, else in full: `6B`, `10,240`.
#[must_use]
pub fn tier_bound(bound: Dec) -> String {
    for (step, suffix) in [(1_000_000_000, "B"), (1_000_000, "M")] {
        if bound >= Dec::from_int(step)
            && bound.is_multiple_of(Dec::from_int(step / 100))
            && let Some(count) = bound.ratio(1, step.into())
        {
            return format!("{}{suffix}", decimals(count, 2));
        }
    }
    quantity(bound)
}

/// Puts a comma between groups of three digits.
fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Usd {
        let dec: Dec = text.parse().unwrap();
        Usd::from_raw(dec.raw() * 10_i128.pow(12))
    }

    #[test]
    fn money_is_grouped_and_rounded_half_up() {
        assert_eq!(usd(money("1234.565")), "$1,234.57");
        assert_eq!(usd(money("1234567.004999")), "$1,234,567.00");
        assert_eq!(usd(money("-0.5")), "-$0.50");
        assert_eq!(usd(money("0")), "$0.00");
        assert_eq!(usd(money("999.995")), "$1,000.00");
    }

    #[test]
    fn small_money_is_not_shown_as_nothing() {
        assert_eq!(usd(money("0.00421")), "$0.0042");
        assert_eq!(usd(money("0.0000061")), "$0.0000061");
        assert_eq!(usd(money("0.005")), "$0.01");
    }

    #[test]
    fn quantities_are_grouped_and_cut() {
        assert_eq!(quantity("6000000".parse().unwrap()), "6,000,000");
        assert_eq!(quantity("304.166666666667".parse().unwrap()), "304.166667");
        assert_eq!(quantity("-1234.5".parse().unwrap()), "-1,234.5");
    }

    #[test]
    fn prices_keep_every_digit() {
        assert_eq!(unit_price("0.0000166667".parse().unwrap()), "$0.0000166667");
        assert_eq!(unit_price("40.9".parse().unwrap()), "$40.90");
        assert_eq!(unit_price("2".parse().unwrap()), "$2.00");
    }

    #[test]
    fn counts_are_short() {
        assert_eq!(short_count(50e6), "50M");
        assert_eq!(short_count(1.5e6), "1.5M");
        assert_eq!(short_count(999_999.0), "1M");
        assert_eq!(short_count(31_402_118.0), "31.4M");
        assert_eq!(short_count(999.0), "999");
    }
}
