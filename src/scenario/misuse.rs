//! Cells that are no number and look like something else that people and programs write: formulas, dates, rates, times.

use super::digit_groups::as_decimal;
use super::made_dates;
use super::measure::convert_to;
use super::number::parse_number;
use super::number_fault::{NO_NUMBER, NumberFault, PLAIN, read_as};
use super::times;
use crate::terms::{CURRENCIES, CURRENCY_SIGNS, TIMES, thousands};

/// What is wrong with a number of a span of time.
pub(super) const RATE: &str = "is a rate or a fraction";

/// What is wrong with an amount that names a currency.
pub(super) const CURRENCY: &str = "has a currency sign";

/// What is wrong with a cell below 0.
pub(super) const NEGATIVE: &str = "is negative";

/// What is said of 0 where a number above it is needed.
pub(super) const ZERO: &str = "is 0";

/// What programs write into cells that hold nothing, in small letters; the last one is `\\N` of databases' dumps.
pub(super) const NOTHING: [&str; 9] = ["na", "n/a", "#n/a", "none", "null", "nan", "nil", "-", "\\n"];

/// Cells that spreadsheets and people produce and that are not numbers, each with its own advice.
pub(super) fn fault(text: &str) -> Option<NumberFault> {
    let lower = text.to_ascii_lowercase();
    if text.is_empty() {
        return Some(NumberFault::new("is empty", PLAIN));
    }
    if text.starts_with('#') && !text[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return Some(NumberFault::new(
            "is a spreadsheet's error value",
            "mend the formula in the spreadsheet and export again",
        ));
    }
    if let Some(fault) = with_comment(text) {
        return Some(fault);
    }
    if text.starts_with('=') {
        return Some(NumberFault::new("is a formula, not its value", "export the sheet's values as CSV"));
    }
    let is_infinite = ["inf", "infinity", "+inf", "-inf"].contains(&lower.as_str());
    if is_infinite || NOTHING.contains(&lower.as_str()) {
        return Some(NumberFault::new(NO_NUMBER, PLAIN));
    }
    let bare = without_dollars(text);
    if let Some(rest) = bare.strip_prefix('-').or_else(|| bare.strip_prefix('\u{2212}'))
        && without_dollars(rest).starts_with(|c: char| c.is_ascii_digit() || c == '.')
    {
        return Some(NumberFault::new(NEGATIVE, "write a number that is 0 or more"));
    }
    if text.contains("..") {
        return Some(NumberFault::new("is a range", "write one number"));
    }
    if let Some(fault) = made_dates::fault(text) {
        return Some(fault);
    }
    if is_date(text) {
        return Some(NumberFault::new(
            made_dates::IS_DATE,
            "format the column as a number in the spreadsheet and export again",
        ));
    }
    if let Some((number, _)) = text.split_once('/').filter(|(number, _)| !number.ends_with('+'))
        && number.starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(NumberFault::new(
            RATE,
            "write one number, converted to the unit and the time that are expected here",
        ));
    }
    if let Some(fault) = times::fault(text) {
        return Some(fault);
    }
    if has_currency(text, &lower) {
        // What is left of it may be another currency's.
        let dollars = if without_dollars(text).len() < text.len() { in_dollars(text) } else { None };
        let help = match dollars {
            Some(Dollars::Plain) => "write the number alone: money is in US dollars".to_owned(),
            Some(Dollars::Written(number)) => format!("write {number}: money is in US dollars"),
            None => convert_to("US dollars"),
        };
        return Some(NumberFault::new(CURRENCY, help));
    }
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
        && without_dollars(inner).starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(NumberFault::new(NEGATIVE, "write a number that is 0 or more, without parentheses"));
    }
    None
}

/// The fault of a number with a comment behind it: `1024  # measured in May`.
fn with_comment(text: &str) -> Option<NumberFault> {
    let (value, _) = text.split_once('#')?;
    let number = value.trim_end();
    let begins_with_digit = number.starts_with(|c: char| c.is_ascii_digit());
    if number.len() == value.len() || !begins_with_digit {
        return None;
    }
    let message = "has a comment behind it";
    Some(match parse_number(number) {
        Ok(_) => read_as(
            message,
            format!("write {number}; a comment needs a line of its own that begins with #"),
            [number.to_owned()],
        ),
        Err(fault) => {
            let message = format!("{message}, which needs a line of its own that begins with #, and {}", fault.message);
            NumberFault { message, ..fault }
        }
    })
}

/// Longer texts are no amount: what stands beside a sign may have one itself, and so on.
const MOST_AMOUNT_BYTES: usize = 64;

/// Whether a sign or a code of a currency stands before or behind a text.
fn has_currency(text: &str, lower: &str) -> bool {
    let is_before = |code: &str| {
        let rest = lower.strip_prefix(code).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    // R$, A$ and their like.
    let sign = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_sign = |c: char| c == '$' || CURRENCY_SIGNS.contains(&c);
    // `8 keur`; of what is a time, too, as `5 sek`, the time is told.
    let word = &lower[lower.trim_end_matches(char::is_alphabetic).len()..];
    let is_code = |word: &str| CURRENCIES.contains(&word) && !TIMES.iter().any(|(unit, _)| *unit == word);
    sign.starts_with(is_sign)
        || text.ends_with(is_sign)
        || is_code(word)
        || word.strip_prefix(['k', 'm']).is_some_and(is_code)
        || CURRENCIES.iter().any(|code| is_before(code))
        || DOLLARS.iter().any(|code| lower.ends_with(code) || is_before(code))
}

/// How to write an amount in US dollars.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Dollars {
    /// As it stands, without its currency.
    Plain,
    /// Otherwise, as this number, or one of two: `8000 or 8.0`.
    Written(String),
}

/// How to write an amount with the signs or the code of US dollars, or without any; `None` for another currency. Nobody gives
/// dollars to a tenth of a cent: a comma before three digits stands between thousands, and behind a leading 0,
/// which thousands never have, before decimals.
pub(super) fn in_dollars(text: &str) -> Option<Dollars> {
    let plain = without_dollars(text);
    if text.len() > MOST_AMOUNT_BYTES {
        return None;
    }
    // Elsewhere, points stand between thousands.
    let is_multiple = |suffix: &str| suffix.is_empty() || parse_number(&format!("1{suffix}")).is_ok();
    if let Some((whole, group, suffix)) = thousands(plain, '.').filter(|(.., suffix)| is_multiple(suffix)) {
        return Some(Dollars::Written(format!("{whole}{group}{suffix} or {}{suffix}", as_decimal(whole, group))));
    }
    match parse_number(plain) {
        Ok(_) => Some(Dollars::Plain),
        Err(fault) => match fault.readings.first() {
            Some(first) if fault.readings.iter().all(|one| one.unit.is_empty()) => {
                Some(Dollars::Written(first.number.clone()))
            }
            _ => None,
        },
    }
}

/// Signs and codes of US dollars, in small letters, those that begin with another one first.
const DOLLARS: [&str; 7] = ["us$", "usd", "$", "us dollars", "us dollar", "dollars", "dollar"];

/// An amount without the signs and the code of the currency that prices are in.
fn without_dollars(text: &str) -> &str {
    let same = |part: Option<&str>, sign: &str| part.is_some_and(|part| part.eq_ignore_ascii_case(sign));
    let mut plain = text.trim();
    for sign in DOLLARS {
        if same(plain.get(..sign.len()), sign) {
            plain = plain[sign.len()..].trim();
        }
        if let Some(at) = plain.len().checked_sub(sign.len())
            && same(plain.get(at..), sign)
        {
            plain = plain[..at].trim();
        }
    }
    plain
}

/// Whether a text is three groups of digits as dates have them: `2026-11-23`, `11/23/2026`, `23.11.2026`.
fn is_date(text: &str) -> bool {
    ['-', '/', '.'].into_iter().any(|separator| {
        let parts: Vec<&str> = text.split(separator).collect();
        let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let year_at_end = parts.last().is_some_and(|last| matches!(last.len(), 2 | 4));
        let year_first = parts[0].len() == 4;
        let short = parts.iter().filter(|part| part.len() <= 2).count() >= 2;
        parts.len() == 3 && parts.iter().all(digits) && short && (year_at_end || year_first)
    })
}
