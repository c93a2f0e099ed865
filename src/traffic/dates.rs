//! Dates and days that are not read, in the way in which they are.

use super::written::{self, behind_date, date, hour, weekday};
use crate::terms::{Stamp, days};

/// How to write a moment that is not read as it is; of a day and a month that can be either way round, both.
pub(super) fn proposal(label: &str) -> Option<String> {
    let mut parts = label.split([' ', ',', 'T']).filter(|part| !part.is_empty());
    let date = parts.next()?;
    let clock: Vec<&str> = parts.collect();
    // Behind the hour there can be the name of a zone, which is the one of all lines.
    let said = hour(&clock.join(" ")).or_else(|| hour(clock.first()?));
    let clock = match (said, clock.is_empty()) {
        (Some(hour), _) if hour < 24 => format!("T{hour:02}:00"),
        (None, true) => String::new(),
        _ => return None,
    };
    let days: Vec<String> = days(date).into_iter().map(|day| format!("{day}{clock}")).collect();
    (!days.is_empty()).then(|| days.join(" or "))
}

/// Whether a moment that is proposed for a label has a year that the label leaves half of to the reader.
pub(super) fn has_short_year(label: &str) -> bool {
    let date = label.split([' ', ',', 'T']).next().unwrap_or_default();
    let parts = date.split(['.', '/', '-']);
    parts.clone().count() == 3
        && parts.into_iter().all(|part| part.len() < 4 || !part.starts_with(|c: char| c.is_ascii_digit()))
}

/// Why the hour in a label is none that there is, behind a date or alone.
pub(super) fn impossible(label: &str) -> Option<&'static str> {
    let hour_text = date(label).and_then(|(_, rest)| behind_date(rest)).or_else(|| behind_day(label))?;
    if !hour_text.contains(':') {
        return None;
    }
    let is_beyond = hour(hour_text).is_some_and(|hour| hour >= 24);
    written::impossible(hour_text).or(is_beyond.then_some("hours go from 00 to 23, and 24:00 is 00:00 of the next day"))
}

/// The hour that a label says with a colon, alone or behind what can be a day; in `web-100:80` there is none.
fn behind_day(label: &str) -> Option<&str> {
    let clock = label.find(':').map(|colon| &label[..colon])?;
    let digits = clock.len() - clock.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (day, hour_text) = label.split_at(digits);
    let day = day.trim_end_matches([' ', ',', 'T', '-', '_', '.']);
    let is_day = day.is_empty() || weekday(day).is_some_and(|(_, rest)| rest.is_empty()) || !days(day).is_empty();
    is_day.then_some(hour_text)
}

/// How to write 24:00 of a date: as 00:00 of the next.
pub(super) fn end_of_day(label: &str) -> Option<String> {
    let (date, rest) = date(label)?;
    let day = Stamp::parse(&date).filter(|_| behind_date(rest).and_then(hour) == Some(24))?;
    Some(format!("{}T00:00", Stamp::of_day(day.days_since(Stamp::of_day(0)) + 1).date()))
}

/// How to write an hour of a label that is a day alone, `00:00` of it.
pub(super) fn hour_of_day(label: &str) -> Option<String> {
    if weekday(label).is_some_and(|(_, rest)| rest.is_empty()) && label.starts_with(char::is_alphabetic) {
        return Some(format!("{label} 00:00"));
    }
    let days = proposal(label).filter(|days| !days.contains('T'))?;
    Some(days.split(" or ").map(|day| format!("{day}T00:00")).collect::<Vec<_>>().join(" or "))
}

#[cfg(test)]
mod tests {
    use super::{end_of_day, impossible, proposal};

    #[test]
    fn hours_that_there_are_not_are_told() {
        for label in ["10:75", "2026-09-07T10:75", "07/09/2026 10:75:00 PM"] {
            assert_eq!(impossible(label), Some("minutes go from 00 to 59"), "{label}");
        }
        assert!(impossible("2026-09-07 24:00").is_some_and(|why| why.ends_with("is 00:00 of the next day")));
        for label in ["10:59", "2026-09-07T10:00Z", "", "Montag: 7"] {
            assert_eq!(impossible(label), None, "{label}");
        }
    }

    #[test]
    fn the_end_of_a_day_is_the_beginning_of_the_next() {
        assert_eq!(end_of_day("2026-12-31T24:00").as_deref(), Some("2027-01-01T00:00"));
        assert_eq!(end_of_day("2026-02-28 24:00:00").as_deref(), Some("2026-03-01T00:00"));
        for label in ["2026-12-31T23:00", "2026-12-31T25:00", "24:00", ""] {
            assert_eq!(end_of_day(label), None, "{label}");
        }
    }

    #[test]
    fn dates_are_told_as_they_are_read() {
        for (label, told) in [
            ("02.11.2026 01:00", "2026-11-02T01:00"),
            ("02.11.26, 13:00 Uhr", "2026-11-02T13:00"),
            ("02-Nov-26 01:00", "2026-11-02T01:00"),
            ("2-November-2026 1:00 PM", "2026-11-02T13:00"),
            ("2026-11-02 01:00 CET", "2026-11-02T01:00"),
            ("2026.11.02 01:00", "2026-11-02T01:00"),
            ("11/02/2026 01:00 AM", "2026-11-02T01:00 or 2026-02-11T01:00"),
            ("11/22/2026 01:00", "2026-11-22T01:00"),
            ("22/11/2026 01:00", "2026-11-22T01:00"),
            ("02/02/2026 01:00", "2026-02-02T01:00"),
            ("02.11.2026", "2026-11-02"),
        ] {
            assert_eq!(proposal(label).as_deref(), Some(told), "{label}");
        }
        for label in
            ["", "Montag", "31.02.2026 01:00", "02.11.2026 soon", "02.11.2026 25:00", "1.2.3.4", "1.5", "Sep 09 12:00"]
        {
            assert_eq!(proposal(label), None, "{label}");
        }
    }
}
