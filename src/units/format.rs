//! The one place that rounds and formats figures for people. Exports use the exact
//! [`Display`](std::fmt::Display) of [`Dec`] and [`Usd`] instead.

use super::{Dec, Locale, Usd};

/// Dollars and cents, half-up, with thousands separators: `$1,234.57`, `-$0.50`. An amount that is not 0
/// but rounds to 0 cents keeps two significant digits: `$0.0042`.
#[must_use]
pub fn usd(amount: Usd) -> String {
    let (steps, digits) = steps_shown(amount);
    let scale = 10_u128.pow(digits);
    let magnitude = steps.unsigned_abs();
    let sign = if steps < 0 { "-" } else { "" };
    let width = digits as usize;
    format!("{sign}${}.{:0width$}", group(&(magnitude / scale).to_string()), magnitude % scale)
}

/// What [`usd`] shows of an amount, in trillionths of a dollar: amounts that look the same have the same.
#[must_use]
pub fn usd_as_shown(amount: Usd) -> i128 {
    let (steps, digits) = steps_shown(amount);
    steps.saturating_mul(10_i128.pow(MOST_DIGITS.saturating_sub(digits)))
}

/// Decimals beyond which an amount is 0 to anybody.
const MOST_DIGITS: u32 = 12;

/// An amount in steps of its last digit, and how many decimals that has: two, or two significant digits below a cent.
fn steps_shown(amount: Usd) -> (i128, u32) {
    let mut digits = 2;
    if !amount.is_zero() && amount.rounded(2) == 0 {
        digits = 3;
        while digits < MOST_DIGITS && amount.rounded(digits).unsigned_abs() < 10 {
            digits += 1;
        }
    }
    (amount.rounded(digits), digits)
}

/// A share in percent with one decimal: `12.3 %`; `None` (nothing to compare with) is `-`. What is not everything is never shown as
/// 100, nor what is not nothing as 0.
#[must_use]
pub fn percent(share: Option<f64>) -> String {
    let Some(share) = share.filter(|share| share.is_finite()) else { return "-".to_owned() };
    let text = format!("{:.1}", share * 100.0);
    match text.as_str() {
        "100.0" if share < 1.0 => "99.9 %".to_owned(),
        "100.0" if share > 1.0 => "more than 100 %".to_owned(),
        "0.0" if share > 0.0 => "less than 0.1 %".to_owned(),
        text => format!("{text} %"),
    }
}

/// A percentage with exactly one decimal, so that points align. Less than everything is never shown as 100.
#[must_use]
pub fn one_decimal(percent: Dec) -> String {
    let text = decimals(percent, 1);
    match text.as_str() {
        "100" if percent < Dec::from_int(100) => "99.9".to_owned(),
        text if text.contains('.') => text.to_owned(),
        text => format!("{text}.0"),
    }
}

/// A percentage without decimals, with one where it would read as everything and is less.
#[must_use]
pub fn whole_percent(percent: Dec) -> String {
    let text = decimals(percent, 0);
    if text == "100" && percent < Dec::from_int(100) { one_decimal(percent) } else { text }
}

/// A quantity with thousands separators and at most six decimals, half-up, without trailing zeros.
#[must_use]
pub fn quantity(amount: Dec) -> String {
    decimals(amount, 6)
}

/// A number as people read it, with an exponent where it is very large or very small.
#[must_use]
pub fn with_exponent(amount: Dec) -> String {
    let float = amount.to_f64();
    if float == 0.0 || (1e-3..1e12).contains(&float.abs()) { quantity(amount) } else { format!("{float:e}") }
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

/// Counted things that units name in the plural, and one of each.
const COUNTED: [(&str, &str); 12] = [
    ("addresses", "address"),
    ("calls", "call"),
    ("dollars", "dollar"),
    ("environments", "environment"),
    ("events", "event"),
    ("hours", "hour"),
    ("instances", "instance"),
    ("invocations", "invocation"),
    ("requests", "request"),
    ("restores", "restore"),
    ("runs", "run"),
    ("starts", "start"),
];

/// A number as it is shown, with a unit that is given in the plural: `2 spare instances`, `1 spare instance`.
#[must_use]
pub fn counted(number: &str, unit: &str) -> String {
    let is_in = |word: &str| unit.split(|letter: char| !letter.is_alphanumeric()).any(|one| one == word);
    match COUNTED.iter().find(|(many, _)| number == "1" && is_in(many)) {
        Some((many, one)) => format!("{number} {}", unit.replacen(many, one, 1)),
        None if unit.is_empty() => number.to_owned(),
        None => format!("{number} {unit}"),
    }
}

/// How many decimals of a ratio matter.
#[must_use]
pub fn ratio_digits(ratio: f64) -> u32 {
    match ratio {
        100.0.. => 0,
        10.0.. => 1,
        0.1..0.9 | 1.1.. => 2,
        // Two digits that are not 0.
        ..0.01 if ratio > 0.0 => (1 - libm::floor(libm::log10(ratio)) as i32).clamp(3, 12).unsigned_abs(),
        _ => 3,
    }
}

/// A ratio with as many digits as matter.
#[must_use]
pub fn times(ratio: f64) -> String {
    float(ratio, ratio_digits(ratio))
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

/// Magnitudes with their letters.
const STEPS: [(f64, &str); 4] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")];

/// A count in short form: `50M`, `1.5M`, `250k`, `999`.
#[must_use]
pub fn short_count(value: f64) -> String {
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

/// A count as a label on a slide has it, with four digits at most: `129.2M`, `1,234`.
#[must_use]
pub fn slide_count(value: Dec, locale: Locale) -> String {
    let count = value.to_f64();
    let text = if count.abs() < 10_000.0 {
        decimals(value, if count.abs() < 100.0 { 2 } else { 0 })
    } else {
        four_digits(count)
    };
    locale.localize(&text)
}

/// Dollars as a label on a slide has them: cents below $100, whole dollars below a million, four digits above:
/// `$12.34`, `$1,235`, `$1.235M`.
#[must_use]
pub fn slide_usd(amount: Usd, locale: Locale) -> String {
    let dollars = amount.to_f64();
    let sign = if dollars < 0.0 { "-" } else { "" };
    let text = match dollars.abs() {
        ..99.995 => usd(amount),
        ..999_999.5 => format!("{sign}${}", group(&amount.rounded(0).unsigned_abs().to_string())),
        large => format!("{sign}${}", four_digits(large)),
    };
    locale.localize(&text)
}

/// A value of a dollar axis in short form: `$1k`, `$0.001`, `-$20`.
#[must_use]
pub fn short_usd(value: f64, locale: Locale) -> String {
    let sign = if value < 0.0 { "-" } else { "" };
    let magnitude = value.abs();
    let digits = if magnitude < 1.0 { 12 } else { 2 };
    let text = if magnitude < 1_000.0 { float(magnitude, digits) } else { short_count(magnitude) };
    locale.localize(&format!("{sign}${text}"))
}

/// A large number with four digits and the letter of its magnitude.
fn four_digits(value: f64) -> String {
    let sign = if value < 0.0 { "-" } else { "" };
    let magnitude = value.abs();
    for (step, suffix) in STEPS {
        if magnitude >= step * 0.99995 {
            let scaled = magnitude / step;
            let digits = match scaled {
                999.95.. => 0,
                99.995.. => 1,
                9.9995.. => 2,
                _ => 3,
            };
            return format!("{sign}{}{suffix}", float(scaled, digits));
        }
    }
    float(value, 0)
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
    fn percentages_are_everything_or_nothing_only_where_they_are() {
        for (share, told) in [
            (0.0, "0.0 %"),
            (0.000_4, "less than 0.1 %"),
            (0.123_4, "12.3 %"),
            (0.999_7, "99.9 %"),
            (1.0, "100.0 %"),
            (1.000_1, "more than 100 %"),
            (1.234, "123.4 %"),
        ] {
            assert_eq!(percent(Some(share)), told);
        }
        assert_eq!(percent(None), "-");
    }

    #[test]
    fn one_of_a_unit_is_not_many() {
        assert_eq!(counted("1", "requests a month"), "1 request a month");
        assert_eq!(counted("1", "spare instances"), "1 spare instance");
        assert_eq!(counted("1", "requests/s an instance"), "1 request/s an instance");
        assert_eq!(counted("1", "ms"), "1 ms");
        assert_eq!(counted("0.5", "hours a month"), "0.5 hours a month");
        assert_eq!(counted("11", "instances at least"), "11 instances at least");
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
    fn less_than_everything_never_reads_100_percent() {
        let told = |text: &str| [one_decimal(text.parse().unwrap()), whole_percent(text.parse().unwrap())];
        assert_eq!(told("100"), ["100.0", "100"]);
        assert_eq!(told("99.999991"), ["99.9", "99.9"]);
        assert_eq!(told("99.62"), ["99.6", "99.6"]);
        assert_eq!(told("99.4"), ["99.4", "99"]);
        assert_eq!(told("15.5"), ["15.5", "16"]);
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
    fn labels_of_slides_keep_four_digits() {
        let english = Locale::ENGLISH;
        assert_eq!(slide_usd(money("12.345"), english), "$12.35");
        assert_eq!(slide_usd(money("1234.5"), english), "$1,235");
        assert_eq!(slide_usd(money("-1234567"), english), "-$1.235M");
        assert_eq!(slide_usd(money("0.00001"), english), "$0.000010");
        assert_eq!(slide_count("129234567".parse().unwrap(), english), "129.2M");
        assert_eq!(slide_count("38399932".parse().unwrap(), english), "38.4M");
        assert_eq!(slide_count("1234".parse().unwrap(), english), "1,234");
        assert_eq!(short_usd(1_000.0, english), "$1k");
        assert_eq!(short_usd(0.001, english), "$0.001");
        assert_eq!(short_usd(-20.0, english), "-$20");
        assert_eq!(short_usd(1_500.0, Locale::of("de").unwrap()), "1,5k\u{a0}$");
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
