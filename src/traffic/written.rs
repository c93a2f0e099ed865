//! Hours, days and dates as people and programs write them.

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
    let lower = text.to_lowercase();
    let text = ["hour", "hr", "h"].iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    let text = text.trim_start_matches([' ', '_', '-']);
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let hour: usize = text[..end].parse().ok()?;
    let rest = text[end..].trim_start();
    // Minutes of the hour's beginning, or of any time within it, as exports of some time zones have.
    let minutes = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let (rest, has_minutes) = match rest.strip_prefix(':') {
        Some(behind) if minutes(behind) => (behind.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':'), true),
        Some(_) => return None,
        None => (rest, false),
    };
    let rest = rest.trim_start();
    match rest {
        "" | "h" => Some(hour),
        _ if rest.starts_with("am") || rest.starts_with("a.m") => half(hour, 0),
        _ if rest.starts_with("pm") || rest.starts_with("p.m") => half(hour, 12),
        // A span, a zone or fractions of a second.
        _ if has_minutes && rest.starts_with(['-', '+', 'z', '.', '\u{2013}']) => Some(hour),
        _ if has_minutes && rest.starts_with("utc") => Some(hour),
        _ => None,
    }
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
            ("1.5", None),
            ("7 dwarfs", None),
            ("", None),
        ] {
            assert_eq!(hour(text), expected, "{text}");
        }
    }
}
