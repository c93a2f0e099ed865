//! How cells of a price table are to be written that people write otherwise: numbers with a dollar sign, an exponent or a
//! decimal comma, and dates in another order.

use crate::terms::{CURRENCIES, CURRENCY_SIGNS, Stamp, days, power_of_ten};
use crate::units::Dec;

/// The numbers that a text may mean, as they are to be written; none where it is no number of any notation.
pub(super) fn numbers(text: &str) -> Vec<String> {
    let mut bare = text.trim();
    for sign in ["US$", "USD", "$"] {
        bare = bare.strip_prefix(sign).or_else(|| bare.strip_suffix(sign)).unwrap_or(bare).trim();
    }
    let plain =
        |text: String| text.parse::<Dec>().ok().filter(|number| !number.is_negative()).map(|number| number.to_string());
    let found = match (bare.split_once(['e', 'E']), bare.rfind([',', '.'])) {
        (Some((mantissa, exponent)), _) => vec![scientific(mantissa, exponent)],
        // The last sign stands before the decimals, unless all stand between thousands.
        (None, Some(last)) if bare.contains(',') => {
            let (whole, decimals) = (digits(&bare[..last]), &bare[last + 1..]);
            let thousands = (decimals.len() == 3 && !bare.starts_with('0')).then(|| digits(bare));
            let only_thousands = bare[..last].contains(&bare[last..=last]);
            let with_point = (!only_thousands).then(|| format!("{whole}.{decimals}"));
            // Of two kinds of signs the last one is the decimal sign.
            let two_kinds = bare[..last].contains([',', '.']) && !only_thousands;
            let thousands = thousands.filter(|_| !two_kinds);
            vec![thousands.and_then(plain), with_point.and_then(plain)]
        }
        // Bounds of tiers are told in millions and billions.
        (None, _) => vec![match multiple(bare) {
            Some((number, power)) => scientific(number, &power.to_string()),
            None => plain(bare.to_owned()),
        }],
    };
    found.into_iter().flatten().collect()
}

/// What to do with a price that is no plain number of dollars; `None` for what is none of these.
pub(super) fn other_amount(text: &str) -> Option<&'static str> {
    const CENTS: [&str; 4] = ["¢", "c", "ct", "cents"];
    let lower = text.trim().to_lowercase();
    let has_digit = lower.contains(|c: char| c.is_ascii_digit());
    let word = |from: &str| from.trim_matches(|c: char| !c.is_alphabetic()).to_owned();
    // A$ and R$ are other dollars and reals.
    let other_dollars = lower
        .split('$')
        .next()
        .is_some_and(|sign| !sign.is_empty() && sign != "us" && !sign.contains(|c: char| !c.is_alphabetic()))
        && lower.contains('$');
    match lower.as_str() {
        _ if !has_digit && ["n/a", "na", "tbd", "-", "\u{2013}", "none", "null", "?"].contains(&lower.as_str()) => {
            Some("leave the row out where its price is not known")
        }
        _ if lower.starts_with('=') => Some("export the sheet's values as CSV: it is a formula"),
        _ if !has_digit => None,
        _ if other_dollars || lower.contains(CURRENCY_SIGNS) || CURRENCIES.contains(&word(&lower).as_str()) => {
            Some("convert it to US dollars and write the number alone")
        }
        _ if CENTS
            .iter()
            .any(|cents| lower.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim() == *cents) =>
        {
            Some("it is in cents: divide it by 100 and write the number alone")
        }
        _ if lower.contains('/') || lower.contains(" per ") => {
            Some("convert it to dollars of the row's own unit and write the number alone")
        }
        _ if lower.ends_with('%') => {
            Some("write what it costs in US dollars; shares of published prices stand in a table of discounts")
        }
        _ => None,
    }
}

/// Whether a number is written as spreadsheets save small ones, with three digits whatever it has: `1.33E-05`.
pub(super) fn may_be_cut(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().split_once('E') else { return false };
    let digits = mantissa.chars().filter(char::is_ascii_digit).count();
    digits <= 3 && mantissa.contains('.') && exponent.starts_with('-') && exponent.len() >= 3
}

/// Whether a whole number begins with a 0, as none is written: `0535`.
pub(super) fn begins_with_zero(text: &str) -> bool {
    matches!(text.as_bytes(), [b'0', b'0'..=b'9', ..])
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte != b'0')
}

/// A number with a letter for thousands, millions, billions or trillions, and the power of ten that it stands for.
fn multiple(text: &str) -> Option<(&str, i32)> {
    let (last, number) = (*text.as_bytes().last()?, text.get(..text.len() - 1)?);
    Some((number.trim_end(), power_of_ten(last)?))
}

/// A text without the signs between its thousands.
fn digits(text: &str) -> String {
    text.replace([',', '.'], "")
}

/// A number with an exponent that has all of its digits, as programs write small ones: `1.66667e-05`.
pub(super) fn with_exponent(text: &str) -> Option<Dec> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).filter(|_| !may_be_cut(text))?;
    raised(mantissa, exponent)
}

fn scientific(mantissa: &str, exponent: &str) -> Option<String> {
    raised(mantissa, exponent).map(|number| number.to_string())
}

fn raised(mantissa: &str, exponent: &str) -> Option<Dec> {
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let shift = exponent.parse::<i32>().ok()?.checked_sub(i32::try_from(decimals.len()).ok()?)?;
    let number = Dec::from_scientific_rounded(format!("{whole}{decimals}").parse().ok()?, shift).ok()?;
    (!number.is_negative()).then_some(number)
}

/// The day 0 of spreadsheets, counted back from 1970-01-01.
const SPREADSHEET_DAYS: u64 = 25_569;

/// The days that a text may mean: `2026/11/1`, `1.11.2026`, `11/01/2026` of either order, a time of a day, or the number of a day
/// as spreadsheets count, of the years 2010 to 2064.
pub(super) fn dates(text: &str) -> Vec<String> {
    if let Some(day) = text.parse::<u64>().ok().filter(|day| (40_179..60_000).contains(day)) {
        return vec![Stamp::of_day(day - SPREADSHEET_DAYS).date()];
    }
    days(text.split(['T', ' ']).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{begins_with_zero, dates, may_be_cut, numbers, other_amount, with_exponent};

    #[test]
    fn programs_exponents_are_numbers() {
        let read = |text: &str| with_exponent(text).map(|number| number.to_string());
        for (text, number) in
            [("1.66667e-05", "0.0000166667"), ("2e-07", "0.0000002"), ("1.33334E-05", "0.0000133334"), ("5E1", "50")]
        {
            assert_eq!(read(text).as_deref(), Some(number), "{text}");
        }
        for text in ["1.33E-05", "1e", "e5", "-1e-5", "1e-40", "1.5", "1.2.3e5", "1e99999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_spreadsheets_may_lack_digits() {
        assert!(may_be_cut("1.33E-05") && !may_be_cut("1.33334E-05") && !may_be_cut("1e-5") && !may_be_cut("0.00001"));
    }

    #[test]
    fn whole_numbers_with_a_zero_before_them_are_known() {
        assert!(["0535", "05", "007"].into_iter().all(begins_with_zero));
        assert!(!["0", "00", "0.0535", "00.5", "535", "5e03", ""].into_iter().any(begins_with_zero));
    }

    #[test]
    fn numbers_of_other_notations_are_told_plainly() {
        for (text, plain) in [
            ("$0.05", &["0.05"][..]),
            ("0.05 USD", &["0.05"]),
            ("US$ 12", &["12"]),
            ("0,05", &["0.05"]),
            ("0,096", &["0.096"]),
            ("1e-3", &["0.001"]),
            ("2.0E-7", &["0.0000002"]),
            ("1.234,5", &["1234.5"]),
            ("6B", &["6000000000"]),
            ("1.5 M", &["1500000"]),
            ("1,234.5", &["1234.5"]),
            ("1,234,567", &["1234567"]),
            // One comma before three digits may be either.
            ("1,234", &["1234", "1.234"]),
            ("€0.05", &[]),
            ("5 cents", &[]),
            ("-$1", &[]),
            ("1e999", &[]),
            ("e", &[]),
            (",", &[]),
            ("", &[]),
        ] {
            assert_eq!(numbers(text), plain, "{text}");
        }
    }

    #[test]
    fn amounts_that_are_no_dollars_are_told_what_to_do() {
        let told = |text: &str| other_amount(text).unwrap_or_default();
        for text in ["€0.07", "0.07 EUR", "£1", "A$0.05", "R$ 3", "¥7", "7円", "₩100"] {
            assert!(told(text).starts_with("convert it to US dollars"), "{text}: {}", told(text));
        }
        for text in ["5¢", "5 cents", "0.5 ct"] {
            assert!(told(text).starts_with("it is in cents: divide it by 100"), "{text}: {}", told(text));
        }
        assert!(told("$36.5/mo").starts_with("convert it to dollars of the row's own unit"));
        assert!(told("0.05%").contains("table of discounts"));
        assert!(told("=0.05").contains("formula"));
        for text in ["N/A", "TBD", "-"] {
            assert_eq!(told(text), "leave the row out where its price is not known", "{text}");
        }
        for text in ["$0.05", "0,05", "1e-3", "US$ 12", "8 GiB", "cheap", ""] {
            assert_eq!(told(text), "", "{text}");
        }
    }

    #[test]
    fn dates_of_other_orders_are_told_as_days() {
        for (text, days) in [
            ("2026-11-01T00:00:00Z", &["2026-11-01"][..]),
            ("11/01/2026 10:00", &["2026-11-01", "2026-01-11"]),
            ("Nov 2026", &[]),
            // The 126 years from 1900 on have 365 × 126 = 45,990 days and 32 leap days, of which one is Excel's own in 1900; then the 305th.
            ("46327", &["2026-11-01"]),
            ("12345", &[]),
            ("", &[]),
        ] {
            assert_eq!(dates(text), days, "{text}");
        }
    }
}
