//! Hours, days and dates as people and programs write them.

use super::zone::{self, Zone};
use crate::terms::Stamp;

/// The days of a week.
pub(super) const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A date with dashes, or slashes behind the year, that a text begins with, and what follows.
pub(super) fn date(label: &str) -> Option<(String, &str)> {
    let (date, rest) = label.split_at_checked("2026-09-07".len())?;
    let date = match date.as_bytes() {
        [_, _, _, _, b'/', _, _, b'/', ..] => date.replace('/', "-"),
        _ => date.to_owned(),
    };
    Stamp::is_date(&date).then_some((date, rest))
}

/// The day of the week of a text that begins with a date or the name of a day, and what follows.
pub(super) fn weekday(label: &str) -> Option<(usize, &str)> {
    if let Some((date, rest)) = date(label) {
        let rest = if rest.is_empty() { rest } else { rest.strip_prefix(['T', ' '])? };
        return Some((Stamp::parse(&date)?.weekday(), rest));
    }
    let (name, rest) = label.split_at(label.find(|c: char| !c.is_alphabetic()).unwrap_or(label.len()));
    let name = name.to_lowercase();
    // Mon, Tues, Thurs and the like: from three letters on.
    let weekday = DAYS.iter().position(|known| name.len() >= 3 && known.to_lowercase().starts_with(&name))?;
    Some((weekday, rest.trim_start_matches(['.', ',', ' '])))
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
    let (rest, has_minutes) = match rest.strip_prefix(':').map(number) {
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

/// The digits that a text begins with, and what follows.
fn number(text: &str) -> Option<(usize, &str)> {
    let (digits, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    Some((digits.parse().ok()?, rest))
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
}
