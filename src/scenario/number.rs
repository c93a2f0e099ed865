//! Numbers as people write them in cells: `5000000`, `5_000_000`, `5e6`, `5M`, `250k`, `1,000,000`.

use super::digit_groups::{are_groups, as_decimal, strip_groups, strip_underscores};
use super::measure;
use super::number_fault::{NO_NUMBER, NumberFault, PLAIN, read_as};
use crate::terms::{lookalike, power_of_ten, thousands};
use crate::units::{Dec, DecError};

/// Reads a number that is not negative. Every form that could mean two things is refused.
///
/// ```
/// use costcalc::scenario::parse_number;
/// assert_eq!(parse_number("5M")?.to_string(), "5000000");
/// assert!(parse_number("1,5").is_err());
/// # Ok::<(), costcalc::scenario::NumberFault>(())
/// ```
///
/// # Errors
/// [`NumberFault`] says what is wrong and how to write it.
#[inline]
pub fn parse_number(cell: &str) -> Result<Dec, NumberFault> {
    match short(cell) {
        Some(number) => Ok(number),
        None => any(cell),
    }
}

/// Every form.
#[cold]
fn any(cell: &str) -> Result<Dec, NumberFault> {
    let text = cell.trim();
    if is_minus_zero(text) {
        return Ok(Dec::ZERO);
    }
    if let Some((plain, message)) = super::plain_digits::undressed(text) {
        return Err(dressed(plain, message));
    }
    if let Some(fault) = super::misuse::fault(text).or_else(|| super::spaced::fault(text)) {
        return Err(fault);
    }
    if let Some(fault) = disguised(text).or_else(|| measure::with_unit(text)) {
        return Err(fault);
    }
    let (body, power) = strip_suffix(text);
    let (body, exponent) = strip_exponent(body)?;
    let digits = strip_groups(text, body)?;
    let digits = strip_underscores(&digits)?;
    let (mantissa, decimals) = mantissa(text, &digits)?;
    let exponent = exponent.saturating_add(power).saturating_sub(decimals);
    Dec::from_scientific_rounded(mantissa, exponent).map_err(|error| match error {
        DecError::TooPrecise => NumberFault::new("has more than 12 decimals", "round it"),
        _ => NumberFault::new("is too large to be computed exactly", "use a number below 1e26"),
    })
}

/// Whether a text is `-0` or `-0.0`, which programs make of numbers that are rounded to nothing: zero is not below zero.
fn is_minus_zero(text: &str) -> bool {
    let zero = text.strip_prefix(['-', '\u{2212}']).and_then(|zero| zero.strip_prefix('0'));
    zero.is_some_and(|rest| {
        rest.bytes().all(|byte| matches!(byte, b'0' | b'.')) && parse_number(&format!("0{rest}")).is_ok()
    })
}

/// The fault of a number that is `plain` without what `message` says of it.
fn dressed(plain: String, message: &str) -> NumberFault {
    // What would be asked about as it is to be written is asked about at once.
    if let Some((whole, decimals, suffix)) = thousands(&plain, '.') {
        let both = [format!("{whole}{decimals}{suffix}"), format!("{}{suffix}", as_decimal(whole, decimals))];
        if both.iter().all(|number| parse_number(number).is_ok()) {
            return read_as(message, format!("write {}", both.join(" or ")), both);
        }
    }
    match parse_number(&plain) {
        Ok(_) => read_as(message, format!("write {plain}"), [plain.clone()]),
        Err(fault) if fault.message == NO_NUMBER => NumberFault::new(NO_NUMBER, PLAIN),
        Err(fault) => NumberFault { message: format!("{message}, and {}", fault.message), ..fault },
    }
}

/// The fault of a number whose multiplier is a letter of another script that looks like it: `5М` with the Cyrillic one.
fn disguised(text: &str) -> Option<NumberFault> {
    let last = text.chars().next_back().filter(|last| !last.is_ascii())?;
    let number = text.strip_suffix(last)?;
    ["k", "M", "T"].into_iter().find_map(|multiplier| {
        let plain = format!("{number}{multiplier}");
        let letter = lookalike(text, &plain).filter(|_| parse_number(&plain).is_ok())?;
        let help = format!("did you mean {plain}? {letter}");
        Some(read_as("ends in a letter of another script", help, [plain]))
    })
}

/// The usual case, without detours: digits with at most one point among them, few enough for an `i64`.
#[inline]
fn short(cell: &str) -> Option<Dec> {
    /// The decimals of a [`Dec`].
    const MOST_DECIMALS: usize = 12;
    let bytes = cell.as_bytes();
    if bytes.len() > 18 {
        return None;
    }
    let mut value = 0_i64;
    let mut point = None;
    for (at, byte) in bytes.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            value = value * 10 + i64::from(digit);
        } else if *byte == b'.' && at > 0 && point.is_none() {
            point = Some(at);
        } else {
            return None;
        }
    }
    match point {
        None if bytes.is_empty() => None,
        None => Some(Dec::from_int(value)),
        Some(at) => {
            let decimals = bytes.len() - 1 - at;
            let step = 10_i128.pow(u32::try_from(MOST_DECIMALS.checked_sub(decimals)?).ok()?);
            (decimals > 0).then(|| Dec::from_raw(i128::from(value) * step))
        }
    }
}

/// Takes a `k`, `M`, `B` or `T` off the end: thousands, millions, billions, trillions.
fn strip_suffix(text: &str) -> (&str, i32) {
    match text.as_bytes().last().and_then(|last| power_of_ten(*last)) {
        Some(power) => (text[..text.len() - 1].trim_end(), power),
        None => (text, 0),
    }
}

/// Takes an exponent such as `e6` off the end.
fn strip_exponent(text: &str) -> Result<(&str, i32), NumberFault> {
    match text.find(['e', 'E']) {
        Some(place) if text[..place].ends_with(|c: char| c.is_ascii_digit() || c == '.') => {
            let written = &text[place + 1..];
            let signs = written.bytes().filter(|byte| matches!(byte, b'+' | b'-')).count();
            let exponent: i32 = (written.parse().ok())
                .filter(|exponent: &i32| (-60..=60).contains(exponent) && signs <= 1)
                .ok_or_else(|| NumberFault::new("has an exponent that cannot be read", PLAIN))?;
            Ok((&text[..place], exponent))
        }
        _ => Ok((text, 0)),
    }
}

/// The digits as a whole number, and how many of them are decimals.
fn mantissa(cell: &str, text: &str) -> Result<(i128, i32), NumberFault> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let points = text.bytes().filter(|byte| *byte == b'.').count();
    let number = text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if number && points > 1 {
        let suffix = cell.trim_end().trim_start_matches('+').strip_prefix(text).unwrap_or_default();
        let message = "has more than one decimal point";
        if !are_groups(&text.split('.').collect::<Vec<_>>()) {
            return Err(NumberFault::new(message, PLAIN));
        }
        let plain = format!("{}{suffix}", text.replace('.', ""));
        return Err(read_as(message, format!("write {plain}"), [plain]));
    }
    if !number {
        return Err(NumberFault::new(NO_NUMBER, PLAIN));
    }
    let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let mantissa = text
        .replace('.', "")
        .parse::<i128>()
        .map_err(|_| NumberFault::new("is too large to be computed exactly", "use a number below 1e26"))?;
    let decimals = i32::try_from(decimals).unwrap_or(i32::MAX);
    Ok((mantissa, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> String {
        parse_number(text).unwrap().to_string()
    }

    #[test]
    fn every_documented_form_is_read() {
        for text in ["5000000", "5_000_000", "5e6", "5M", "5000k", "5,000,000", " 5000000 ", "+5M", "0.005B"] {
            assert_eq!(number(text), "5000000", "{text:?}");
        }
        assert_eq!(number("250k"), "250000");
        assert_eq!(number("2.5e-3"), "0.0025");
        assert_eq!(number("1,234.5"), "1234.5");
        assert_eq!(number("27.55"), "27.55");
        assert_eq!(number("1e18"), "1000000000000000000");
        assert_eq!(number("9999999999999999"), "9999999999999999");
        assert_eq!(number("0.000000000001"), "0.000000000001");
        assert_eq!(number("12345678901.500"), "12345678901.5");
        assert_eq!(number("5."), number("5"));
        for text in ["-0", "-0.0", "-0.00", "\u{2212}0", "-00"] {
            assert_eq!(number(text), "0", "{text:?}");
        }
    }

    #[test]
    fn a_unit_behind_a_number_in_any_form_is_told_of() {
        let help = |cell: &str, unit: &str| parse_number(cell).unwrap_err().help_in(unit);
        // 1.5 s are 1,500 ms, 1.5 GB are 1,536 MB; a million and more is one number only.
        assert_eq!(help("1,5 s", "ms"), "write 1500, which is 1.5 s in ms");
        assert_eq!(help("1,5GB", "MB"), "write 1536, which is 1.5 GB in MB");
        assert_eq!(help("1.500,5 ms", "ms"), "write 1500.5 alone: numbers here are in ms");
        assert_eq!(help("1.234.567 ms", "ms"), "write 1234567 alone: numbers here are in ms");
        assert_eq!(help("1,234ms", "ms"), "write 1234 for 1234 ms, or 1.2340 for 1.2340 ms");
        assert_eq!(help("1,5m", "count"), "write 1.5M for millions");
        assert_eq!(parse_number("1,5 s").unwrap_err().message, "has a decimal comma, and a unit");
        // Words for thousands and more, and 1 h 1 min 30.5 s in ms.
        assert_eq!(help("1.5 million", "count"), "write 1500000, which is 1.5 million");
        assert_eq!(help("3 Mio", "count"), "write 3000000, which is 3 Mio");
        assert_eq!(help("5만", "count"), "write 50000, which is 5 만");
        assert_eq!(help("5 Mio.", "count"), "write 5000000, which is 5 Mio");
        assert_eq!(help("2 Mrd.", "count"), "write 2000000000, which is 2 Mrd");
        assert_eq!(help("50 lakh", "count"), "write 5000000, which is 50 lakh");
        assert_eq!(help("1 crore", "count"), "write 10000000, which is 1 crore");
        assert_eq!(help("5 \u{43c}\u{43b}\u{43d}", "count"), "write 5000000, which is 5 \u{43c}\u{43b}\u{43d}");
        assert_eq!(help("5百万", "count"), "write 5000000, which is 5 百万");
        assert_eq!(help("120 ms.", "ms"), "write 120 alone: numbers here are in ms");
        // The Cyrillic M.
        assert_eq!(help("5\u{41c}", "count"), "did you mean 5M? The \u{41c} in it is U+041C and no M");
        assert_eq!(help("250 requests", "count"), "write 250 alone");
        assert_eq!(help("2 apples", "count"), PLAIN);
        assert_eq!(help("01:01:30.5", "ms"), "write 3690500, which is 3690.5 s in ms");
        assert_eq!(help("1:30", "ms"), "write one number, in the unit that is expected here");
        // A cell of very many words does not end in a unit for each of them.
        assert_eq!(parse_number(&"1 ms".repeat(200_000)).unwrap_err().help, PLAIN);
        // These groups are no thousands: no number is made of them.
        for text in ["1.5,5", "1.5,5 ms", "1.5,50,5"] {
            assert_eq!(parse_number(text).unwrap_err().help, PLAIN, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            " ",
            "NaN",
            "inf",
            "-inf",
            "-",
            "-5",
            "-0.1",
            "-0.0.0",
            "-0..1",
            "-0k5",
            "#REF!",
            "#N/A",
            "=1+1",
            "2026-11-23",
            "11/23/2026",
            "abc",
            "1.2.3",
            "1,00,000",
            "1,0000",
            "5..6",
            "1e",
            "1e999",
            "1e2147483647",
            "1e-2147483648",
            "0x10",
            "_5",
            "5_",
            "5__0",
            "1 000",
            "$5",
            "五",
            "1e+-5",
            "--5",
            "5MM",
            "1,2,3",
            ",5",
            ".",
            "e5",
            "M",
        ] {
            assert!(parse_number(text).is_err(), "{text:?}");
        }
        assert_eq!(parse_number("1.000,50").unwrap_err().help, "write 1000.50 with a point");
        assert_eq!(parse_number("2.500,5M").unwrap_err().help, "write 2500.5M with a point");
        assert_eq!(parse_number("1.234.567k").unwrap_err().help, "write 1234567k");
        // No group of thousands has one digit or four.
        for text in ["3.5.", "1.2.3k", "1.234.567.89", "1234.567.890"] {
            assert_eq!(parse_number(text).unwrap_err().help, PLAIN, "{text}");
        }
        for date in ["2026-11-23", "11/23/2026", "23.11.2026", "1.2.26"] {
            assert_eq!(parse_number(date).unwrap_err().message, "is a date", "{date}");
        }
        assert!(parse_number("1.000.000").unwrap_err().help.contains("1000000"));
        assert!(parse_number("120ms").unwrap_err().help_in("ms").contains("write 120 alone"));
        assert!(
            parse_number("5M/day").unwrap_err().help_in("requests a month").contains("convert it to requests a month")
        );
        assert!(parse_number("0.0000000000001").is_err());
        assert!(parse_number(&"9".repeat(500)).is_err());
    }
}
