//! Times of a day as people write them: `9am-5pm`, `8:30 to 17:00`, `8-18 h`.

use crate::terms::DASHES;

/// The minutes of a day from which and to which a text is, such as `9am-5pm`; `None` where it is no such time, or several. An end
/// before the beginning is of the next day, but of two figures up to 12 without am or pm: `9-5` ends in the afternoon.
#[must_use]
pub fn minutes_between(text: &str) -> Option<(usize, usize)> {
    // Nobody writes longer ones.
    if text.len() > 40 {
        return None;
    }
    let plain = text.to_lowercase().replace(DASHES, "-");
    let plain = ["until", "till", "bis", "to"].iter().fold(plain, |text, word| text.replace(word, "-"));
    let (from, to) = plain.split_once('-')?;
    let (from, to) = (Time::of(from)?, Time::of(to)?);
    // `9:00am-5:00` ends in the afternoon, too.
    let (end, both) = (to.minute(to.half)?, from.half != Some(Half::Pm) && to.half.is_none());
    let begin = match from.half {
        // `9-5pm` begins in the morning, `1-5pm` does not.
        None => {
            to.half.and_then(|_| from.minute(to.half).filter(|minute| *minute < end)).or_else(|| from.minute(None))?
        }
        half => from.minute(half)?,
    };
    // With minutes it may be a night as well, but not one that begins in the forenoon.
    let is_early = (to.is_bare && from.is_bare) || (begin >= FORENOON && end <= LATEST);
    let is_afternoon = both && is_early && end < begin && begin <= NOON && end > 0;
    let end = if is_afternoon { end + NOON } else { end };
    (begin != end && begin < DAY).then_some((begin, end))
}

const NOON: usize = 12 * 60;
const FORENOON: usize = 6 * 60;
/// Eight in the evening.
const LATEST: usize = 8 * 60;
const DAY: usize = 24 * 60;

/// Half of a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

/// A time as it is written.
struct Time {
    hour: usize,
    minute: usize,
    half: Option<Half>,
    /// It has no minutes.
    is_bare: bool,
}

impl Time {
    fn of(text: &str) -> Option<Time> {
        let text = text.trim();
        let is_digit = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
        // `08h30` has its minutes behind the hour's sign.
        let with_colon = text.split_once('h').filter(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()));
        let with_colon = with_colon.map(|(hour, rest)| format!("{hour}:{rest}"));
        let text = with_colon.as_deref().unwrap_or(text);
        let digits = &text[..text.find(|c| !is_digit(c)).unwrap_or(text.len())];
        let half = match text[digits.len()..].trim().trim_end_matches('.') {
            "" | "h" | "uhr" | "hrs" | "hours" | "o'clock" => None,
            "am" | "a.m" | "a" => Some(Half::Am),
            "pm" | "p.m" | "p" => Some(Half::Pm),
            _ => return None,
        };
        // No seconds.
        let clock = digits.strip_suffix(":00").filter(|clock| clock.contains(':')).unwrap_or(digits);
        let (hour, minute) = match clock.split_once([':', '.']) {
            Some((hour, minute)) if minute.len() == 2 => (hour, minute),
            Some(_) => return None,
            // 0800.
            None if digits.len() == 4 => digits.split_at(2),
            None => (digits, ""),
        };
        let number = |text: &str| if text.len() > 2 { None } else { text.parse::<usize>().ok() };
        let is_bare = minute.is_empty();
        let (hour, minute) = (number(hour)?, if is_bare { 0 } else { number(minute)? });
        (minute < 60).then_some(Time { hour, minute, half, is_bare })
    }

    /// The minute of the day, in a half of it where one is said.
    fn minute(&self, half: Option<Half>) -> Option<usize> {
        let hour = match half {
            None if self.hour <= 24 => self.hour,
            Some(_) if !(1..=12).contains(&self.hour) => return None,
            Some(Half::Am) => self.hour % 12,
            Some(Half::Pm) => self.hour % 12 + 12,
            None => return None,
        };
        Some(hour * 60 + self.minute).filter(|minute| *minute <= DAY)
    }
}

#[cfg(test)]
mod tests {
    use super::minutes_between;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, from, to) in [
            ("9-17", (9, 0), (17, 0)),
            ("8:30-17:00", (8, 30), (17, 0)),
            ("8.30 \u{2013} 17", (8, 30), (17, 0)),
            ("9am-5pm", (9, 0), (17, 0)),
            ("9 a.m. to 5:30 p.m.", (9, 0), (17, 30)),
            ("9-5", (9, 0), (17, 0)),
            ("09:00-05:00", (9, 0), (17, 0)),
            ("05:00-01:00", (5, 0), (1, 0)),
            ("9-5pm", (9, 0), (17, 0)),
            ("9:00am-5:00", (9, 0), (17, 0)),
            ("1:00-5:00 PM", (13, 0), (17, 0)),
            ("7:30-6:30 p.m.", (7, 30), (18, 30)),
            ("12:00-8:00 PM", (12, 0), (20, 0)),
            ("8:00-12:00 AM", (8, 0), (0, 0)),
            ("11pm-6", (23, 0), (6, 0)),
            ("1-5pm", (13, 0), (17, 0)),
            ("12am-6am", (0, 0), (6, 0)),
            ("0800-1800", (8, 0), (18, 0)),
            ("8h bis 18 Uhr", (8, 0), (18, 0)),
            ("22-6", (22, 0), (6, 0)),
            ("22:00-06:00", (22, 0), (6, 0)),
            ("8-24", (8, 0), (24, 0)),
            ("08h30-20h00", (8, 30), (20, 0)),
            ("08:00:00-20:30:00", (8, 0), (20, 30)),
        ] {
            let minutes = |(hour, minute): (usize, usize)| hour * 60 + minute;
            assert_eq!(minutes_between(text), Some((minutes(from), minutes(to))), "{text}");
        }
        for text in
            ["", "9", "9-", "-5", "25-26", "13pm-5pm", "9-9", "8-12-16", "9:5-17", "8:75-9", "1M-2M", "9-17 daily"]
        {
            assert_eq!(minutes_between(text), None, "{text}");
        }
    }
}
