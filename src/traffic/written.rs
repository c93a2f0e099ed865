//! Hours, days and dates as people and programs write them.

use super::weekdays::WEEKDAYS;
use super::zone::{self, Zone};
use crate::terms::{Stamp, days};

/// A date with dashes, or slashes behind the year, that a text begins with, and what follows; also `2026/9/7`, `07/Sep/2026`,
/// `20260907T` and `Mon 2026-09-07`, which can be read in one way alone.
pub(super) fn date(label: &str) -> Option<(String, &str)> {
    usual_date(label).or_else(|| other_date(label))
}

fn usual_date(label: &str) -> Option<(String, &str)> {
    let (date, rest) = label.split_at_checked("2026-09-07".len())?;
    let date = match date.as_bytes() {
        [_, _, _, _, b'/', _, _, b'/', ..] => date.replace('/', "-"),
        _ => date.to_owned(),
    };
    Stamp::is_date(&date).then_some((date, rest))
}

fn other_date(label: &str) -> Option<(String, &str)> {
    if label.starts_with(char::is_alphabetic) {
        let (_, rest) = named_day(label)?;
        return usual_date(rest);
    }
    let (head, rest) = label.split_at(label.find([' ', 'T', ':']).unwrap_or(label.len()));
    let years_first = head.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let is_basic = head.len() == 8 && years_first && rest.starts_with('T');
    let has_month = || {
        head.contains(char::is_alphabetic)
            && head.get(head.len().saturating_sub(5)..).is_some_and(|year| year.starts_with(['/', '-']))
    };
    let is_one = is_basic || (years_first && head.contains('/')) || has_month();
    let mut days = if is_one { days(head) } else { Vec::new() };
    days.pop().filter(|_| days.is_empty()).map(|day| (day, rest))
}

/// What stands behind a date, without the mark between them.
pub(super) fn behind_date(rest: &str) -> Option<&str> {
    match rest.as_bytes() {
        [] => Some(rest),
        // As folders and programs name hours.
        [b'-' | b'/', hour @ ..] if (1..=2).contains(&hour.len()) && hour.iter().all(u8::is_ascii_digit) => {
            Some(&rest[1..])
        }
        _ => rest.strip_prefix(['T', ' ', ':', '_']),
    }
}

/// The days from 1970 to a date; none to one before.
pub(super) fn days_since_1970(date: &str) -> Option<u64> {
    let first = Stamp::of_day(0);
    Some(Stamp::parse(date).filter(|day| *day >= first)?.days_since(first))
}

/// The day of the week of a text that begins with its name, and what follows.
pub(super) fn named_day(label: &str) -> Option<(usize, &str)> {
    let (name, rest) = label.split_at(label.find(|c: char| !c.is_alphabetic()).unwrap_or(label.len()));
    let name = name.to_lowercase();
    // Mon, Tues, Thurs and the like: from three letters on.
    let weekday = WEEKDAYS.iter().position(|known| name.len() >= 3 && known.to_lowercase().starts_with(&name))?;
    Some((weekday, rest.trim_start_matches(['.', ',', ' '])))
}

/// The day of the week of a text that begins with a date or the name of a day, and what follows.
pub(super) fn weekday(label: &str) -> Option<(usize, &str)> {
    if let Some((date, rest)) = date(label) {
        return Some((Stamp::parse(&date)?.weekday(), behind_date(rest)?));
    }
    named_day(label)
}

/// An hour behind a date, which may be written without marks, as `0700` and `070000Z`.
pub(super) fn hour_behind_date(text: &str) -> Option<usize> {
    let digits = text.strip_suffix('Z').unwrap_or(text);
    let is_compact = matches!(digits.len(), 4 | 6) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_compact { digits.get(..2)?.parse().ok() } else { hour(text) }
}

/// Whether a text says an hour, of a day or not.
pub(super) fn says_hour(label: &str) -> bool {
    weekday(label).map_or_else(|| hour(label), |(_, rest)| hour_behind_date(rest)).is_some_and(|hour| hour <= 24)
}

/// An hour as `7`, `07:00`, `07:00-08:00`, `7 AM`, `hour 7` or `7h`.
pub(super) fn hour(text: &str) -> Option<usize> {
    read(text).ok().flatten().map(|(hour, _)| hour)
}

/// What an hour with its minutes ends in.
pub(super) fn zone(text: &str) -> Option<Zone> {
    read(text).ok().flatten().map(|(_, zone)| zone)
}

/// Why a text that is written as an hour is none, as in `10:75`.
pub(super) fn impossible(text: &str) -> Option<&'static str> {
    read(text).err()
}

/// An hour and what it ends in; `Err` says what goes too far in one that there is not.
fn read(text: &str) -> Result<Option<(usize, Zone)>, &'static str> {
    let lower = text.to_lowercase();
    let text = ["hour", "hr", "h"].iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    let text = text.trim_start_matches([' ', '_', '-']);
    let Some((hour, rest)) = number(text) else { return Ok(None) };
    let rest = rest.trim_start();
    // Minutes of the hour's beginning, or of any time within it, as exports of some time zones have.
    let minutes = rest.strip_prefix(':').or_else(|| rest.strip_prefix('h').filter(|rest| number(rest).is_some()));
    let (rest, has_minutes) = match minutes.map(number) {
        Some(Some((0..60, behind))) => match behind.strip_prefix(':').map(number) {
            // A leap second is the 60th.
            Some(Some((0..=60, behind))) => (behind, true),
            Some(Some(_)) => return Err("seconds go from 00 to 59"),
            Some(None) | None => (behind, true),
        },
        Some(Some(_)) => return Err("minutes go from 00 to 59"),
        Some(None) => return Ok(None),
        None => (rest, false),
    };
    // Fractions of a second do not matter.
    let fraction = rest.strip_prefix('.').filter(|_| has_minutes);
    let rest = fraction.map_or(rest, |digits| digits.trim_start_matches(|c: char| c.is_ascii_digit())).trim_start();
    let untold = |hour: Option<usize>| Ok(hour.map(|hour| (hour, Zone::Untold)));
    match rest {
        "" | "h" => untold(Some(hour)),
        _ if rest.starts_with("am") || rest.starts_with("a.m") => untold(half(hour, 0)),
        _ if rest.starts_with("pm") || rest.starts_with("p.m") => untold(half(hour, 12)),
        // A span or a zone.
        _ if has_minutes => Ok(zone::behind_minutes(rest)?.map(|zone| (hour, zone))),
        _ => Ok(None),
    }
}

/// Digits of the largest number in a time: a year has 525,600 minutes.
const MOST_DIGITS: usize = 7;

/// The number that a text begins with, and what follows.
fn number(text: &str) -> Option<(usize, &str)> {
    let (digits, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let number = digits.parse().ok().filter(|_| digits.len() <= MOST_DIGITS)?;
    Some((number, rest))
}

/// The hour of a clock of twelve hours.
fn half(hour: usize, from: usize) -> Option<usize> {
    (1..=12).contains(&hour).then_some(hour % 12 + from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, expected) in [
            ("7", Some(7)),
            ("07:00", Some(7)),
            ("07:30:00", Some(7)),
            ("07:00-08:00", Some(7)),
            ("hour 7", Some(7)),
            ("h07", Some(7)),
            ("7h", Some(7)),
            ("07h30", Some(7)),
            // Midnight and noon of a clock of twelve hours.
            ("12:00 AM", Some(0)),
            ("12 PM", Some(12)),
            ("1:00 p.m.", Some(13)),
            ("13 PM", None),
            ("07:30:60.5z", Some(7)),
            ("07:00 GMT", Some(7)),
            ("9:16:55.000 PM", Some(21)),
            ("07:60", None),
            ("07:00:61", None),
            ("07:00+25:00", None),
            ("1.5", None),
            ("7 dwarfs", None),
            ("", None),
        ] {
            assert_eq!(hour(text), expected, "{text}");
        }
        assert_eq!(impossible("10:75"), Some("minutes go from 00 to 59"));
        assert_eq!(impossible("10:30:99"), Some("seconds go from 00 to 59"));
        assert_eq!(impossible("7 dwarfs"), None);
    }

    #[test]
    fn dates_of_one_meaning_are_read_as_programs_write_them() {
        // 2026-09-07 is a Monday.
        for (text, rest) in [
            ("2026-09-07T13:00", "13:00"),
            ("2026/09/07 13:00", "13:00"),
            ("2026/09/07/13", "13"),
            ("2026-09-07-13", "13"),
            ("2026-09-07_13", "13"),
            ("2026/9/7 13:00", "13:00"),
            ("07/Sep/2026:13", "13"),
            ("07/Sep/2026:13:00:00 +0200", "13:00:00 +0200"),
            ("07-Sep-2026 13:00", "13:00"),
            ("20260907T130000Z", "130000Z"),
            ("Mon 2026-09-07 13:00", "13:00"),
            ("Monday, 2026/09/07 13:00", "13:00"),
        ] {
            assert_eq!(weekday(text), Some((0, rest)), "{text}");
            assert_eq!(hour_behind_date(rest), Some(13), "{text}");
        }
        for text in [
            "07/09/2026 13:00",
            "26/09/07 13:00",
            "07-Sep-26 13:00",
            "2026-09-07-13:00",
            "20260907",
            "2026.09.07 13:00",
            "",
            "é",
        ] {
            assert_eq!(weekday(text), None, "{text}");
        }
    }
}
