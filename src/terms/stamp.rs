//! Dates and times of lists as numbers that compare.

/// A moment as `yyyymmddhhmmss`; 0 is the beginning of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stamp(u64);

impl Stamp {
    /// Reads `2026-05-21`, `2026-05-21T18:47:54Z` or `20260521184754`; `None` for any other text, and for a day that the
    /// calendar does not have.
    #[must_use]
    pub fn parse(text: &str) -> Option<Stamp> {
        let ([year, month, day], [hour, minute, second]) = Stamp::read(text)?;
        let is_day = year > 0 && (1..=12).contains(&month) && (1..=days_of_month(year, month)).contains(&day);
        let valid = is_day && hour < 24 && minute < 60 && second < 61;
        let date = year * 10_000 + month * 100 + day;
        valid.then_some(Stamp(date * 1_000_000 + hour * 10_000 + minute * 100 + second))
    }

    /// The first day of a day, a month or a year; `None` for any other text.
    #[must_use]
    pub fn first_day(date: &str) -> Option<Stamp> {
        match date.len() {
            4 => Stamp::parse(&format!("{date}-01-01")),
            7 => Stamp::parse(&format!("{date}-01")),
            _ => Stamp::parse(date),
        }
    }

    /// When a price begins, as a list writes it; the beginning of time where it does not say.
    #[must_use]
    pub fn of_term(text: &str) -> Option<Stamp> {
        if text.is_empty() { Some(Stamp::default()) } else { Stamp::parse(text) }
    }

    /// Whether a text is written as a moment that there is not, such as `2026-02-30`.
    #[must_use]
    pub fn is_impossible(text: &str) -> bool {
        Stamp::read(text).is_some() && Stamp::parse(text).is_none()
    }

    /// Year, month and day, hour, minute and second as they are written.
    fn read(text: &str) -> Option<([u64; 3], [u64; 3])> {
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, time.strip_suffix('Z')?),
            None if text.len() == 14 => text.split_at_checked(8)?,
            None => (text, "000000"),
        };
        let digits = |text: &str, mark: char, sizes: [usize; 3]| -> Option<[u64; 3]> {
            let mut rest = text;
            let mut parts = [0; 3];
            for (index, size) in sizes.into_iter().enumerate() {
                if index > 0 && text.len() > sizes.iter().sum() {
                    rest = rest.strip_prefix(mark)?;
                }
                let (part, after) = rest.split_at_checked(size)?;
                if !part.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                parts[index] = part.parse().ok()?;
                rest = after;
            }
            // Fractions of a second do not matter.
            (rest.is_empty() || (mark == ':' && rest.starts_with('.'))).then_some(parts)
        };
        Some((digits(date, '-', [4, 2, 2])?, digits(time, ':', [2, 2, 2])?))
    }

    /// The day that many days after 1970-01-01, in the Gregorian calendar.
    #[must_use]
    pub fn of_day(days: u64) -> Stamp {
        let (mut year, mut month, mut rest) = (1970, 1, days);
        while rest >= days_of_year(year) && year < 9_999 {
            rest -= days_of_year(year);
            year += 1;
        }
        while rest >= days_of_month(year, month) && month < 12 {
            rest -= days_of_month(year, month);
            month += 1;
        }
        Stamp((year * 10_000 + month * 100 + rest.min(30) + 1) * 1_000_000)
    }

    /// Whether the text is a day that the calendar has, or a month or a year.
    #[must_use]
    pub fn is_date(text: &str) -> bool {
        let bytes = text.as_bytes();
        let number = |from: usize, to: usize| {
            let digits = &bytes[from..to];
            let value = digits.iter().fold(0, |sum, byte| sum * 10 + u64::from(byte.wrapping_sub(b'0')));
            digits.iter().all(u8::is_ascii_digit).then_some(value).filter(|value| *value > 0)
        };
        let month = || number(0, 4).zip(number(5, 7)).filter(|(_, month)| bytes[4] == b'-' && *month <= 12);
        match bytes.len() {
            4 => number(0, 4).is_some(),
            7 => month().is_some(),
            10 => month().is_some_and(|(year, month)| {
                bytes[7] == b'-' && number(8, 10).is_some_and(|day| day <= days_of_month(year, month))
            }),
            _ => false,
        }
    }

    /// The month of the year, from 1.
    #[must_use]
    pub fn month(self) -> u64 {
        self.parts().1
    }

    /// Year, month and day.
    fn parts(self) -> (u64, u64, u64) {
        let date = self.0 / 1_000_000;
        (date / 10_000, date / 100 % 100, date % 100)
    }

    /// The end of this moment's day: it is not before any moment of that day.
    #[must_use]
    pub fn end_of_day(self) -> Stamp {
        Stamp(self.0 / 1_000_000 * 1_000_000 + 235_960)
    }

    /// The day, as `2026-05-21`.
    #[must_use]
    pub fn date(self) -> String {
        let (year, month, day) = self.parts();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Whole days from another day to this one; 0 where it is later.
    #[must_use]
    pub fn days_since(self, other: Stamp) -> u64 {
        self.day_number().saturating_sub(other.day_number())
    }

    /// The day of the week, 0 for Monday.
    #[must_use]
    pub fn weekday(self) -> usize {
        // 1970-01-01 was a Thursday.
        (self.day_number() % 7 + 3) as usize % 7
    }

    /// Days since 1970-01-01.
    fn day_number(self) -> u64 {
        let (year, month, day) = self.parts();
        // Leap days up to the end of the year before: 477 of them up to 1969.
        let leap_days = |year: u64| year / 4 - year / 100 + year / 400;
        let years = year.saturating_sub(1970) * 365 + leap_days(year.saturating_sub(1)).saturating_sub(477);
        let months: u64 = (1..month).map(|month| days_of_month(year, month)).sum();
        years + months + day.saturating_sub(1)
    }
}

fn days_of_year(year: u64) -> u64 {
    (1..=12).map(|month| days_of_month(year, month)).sum()
}

fn days_of_month(year: u64, month: u64) -> u64 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_ways_to_write_a_moment_are_one() {
        let moment = Stamp::parse("2026-05-21T18:47:54Z");
        assert_eq!(moment, Stamp::parse("20260521184754"));
        assert_eq!(moment, Stamp::parse("2026-05-21T18:47:54.123Z"));
        assert_eq!(moment.map(Stamp::date).as_deref(), Some("2026-05-21"));
        assert!(Stamp::parse("2026-05-21") < moment);
        assert!(Stamp::parse("2026-05-21").map(Stamp::end_of_day) > moment);
    }

    #[test]
    fn days_that_the_calendar_lacks_are_no_moments() {
        for text in
            ["2026-02-30", "2026-02-29T00:00:00Z", "20260431000000", "0000-01-01", "2026-13-01", "2026-01-01T25:00:00Z"]
        {
            assert!(Stamp::parse(text).is_none() && Stamp::is_impossible(text), "{text}");
        }
        assert!(!Stamp::is_impossible("2024-02-29") && !Stamp::is_impossible("yesterday"));
    }

    #[test]
    fn days_are_counted_from_1970() {
        // 20,454 days: 56 years of 365 days, and 14 leap days from 1972 to 2024.
        for (days, date) in
            [(0, "1970-01-01"), (58, "1970-02-28"), (59, "1970-03-01"), (789, "1972-02-29"), (20_454, "2026-01-01")]
        {
            assert_eq!(Stamp::of_day(days).date(), date);
        }
        // 8,029 years of 365 days, 1,947 leap days (2,424 up to 9998, less 477 up to 1969) and 364 days of the last year.
        for (date, days) in
            [("9999-12-31", 2_932_896), ("2026-01-01", 20_454), ("1972-03-01", 790), ("2000-02-29", 11_016)]
        {
            assert_eq!(Stamp::parse(date).map(|day| day.days_since(Stamp::of_day(0))), Some(days), "{date}");
        }
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        for good in ["2026", "2026-02", "2026-02-28", "2024-02-29", "2000-02-29"] {
            assert!(Stamp::is_date(good), "{good}");
        }
        for bad in [
            "",
            "26",
            "2026-02-29",
            "2026-04-31",
            "1900-02-29",
            "2026-00",
            "2026-13",
            "2026-9",
            "2026-09-32",
            "20260228",
            "2026-02-28T00:00:00Z",
            "2026/09/19",
            "yesterday",
            "202é-09",
        ] {
            assert!(!Stamp::is_date(bad), "{bad}");
        }
    }

    #[test]
    fn days_between_two_dates() {
        let days = |from: &str, to: &str| Stamp::parse(to).unwrap().days_since(Stamp::parse(from).unwrap());
        // 2024 is a leap year: 29 + 1 days; 366 days from the new year to the next.
        assert_eq!(days("2024-02-01", "2024-03-02"), 30);
        assert_eq!(days("2024-01-01", "2025-01-01"), 366);
        assert_eq!(days("2025-01-01", "2024-01-01"), 0);
    }

    #[test]
    fn days_of_the_week_follow_each_other() {
        // After any calendar: a Thursday, a Saturday, a Monday and a Sunday.
        for (date, weekday) in [("1970-01-01", 3), ("2000-01-01", 5), ("2026-09-07", 0), ("2026-11-22", 6)] {
            assert_eq!(Stamp::parse(date).unwrap().weekday(), weekday, "{date}");
        }
    }

    #[test]
    fn other_texts_are_no_moments() {
        for text in
            ["", "2026", "2026-13-01", "2026-05-21T", "2026-05-21T25:00:00Z", "2026-5-21", "20260521", "é026-05-21"]
        {
            assert_eq!(Stamp::parse(text).is_some(), text == "20260521", "{text}");
        }
    }
}
