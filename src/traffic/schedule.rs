//! [`Schedule`]: the hours of the week in which a fleet runs.

use super::weekdays::{WEEKDAYS, short_weekday};
use super::{WEEK_HOURS, schedule_words};
use crate::terms::{DASHES, shortened};
use ScheduleError::{Meant, Wrong};

const DAY_MINUTES: usize = 1_440;
const WEEK_MINUTES: usize = WEEKDAYS.len() * DAY_MINUTES;

/// Running hours of a week, such as `Mon-Fri 08:00-20:00`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    text: String,
    /// Minutes that run in each hour of the week from Monday 00:00.
    minutes: Vec<u8>,
    /// How often a week the fleet is started (and stopped).
    starts: u32,
    /// A window goes from one morning into the next.
    may_lack_afternoon: bool,
}

/// Why a text is not a schedule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// What is wrong with it.
    #[error("{0}; a schedule looks like Mon-Fri 08:00-20:00, or Mon-Fri 08:00-12:00; Sat 10:00-14:00")]
    Wrong(String),
    /// What to write for it.
    #[error("{0}")]
    Meant(String),
}

impl Schedule {
    /// Reads windows of days and times, several separated by `;`: `Mon-Fri 08:00-20:00; Sat 10:00-14:00`. Days
    /// are a name, a range, a list with commas, or `daily`. A window that ends before it begins goes on past midnight.
    ///
    /// ```
    /// # use costcalc::traffic::Schedule;
    /// let office = Schedule::parse("Mon-Fri 08:00-20:00")?;
    /// assert_eq!(office.minutes_per_week(), 5 * 12 * 60);
    /// # Ok::<(), costcalc::traffic::ScheduleError>(())
    /// ```
    ///
    /// # Errors
    /// [`ScheduleError`] says which part cannot be read and how to write it.
    pub fn parse(text: &str) -> Result<Schedule, ScheduleError> {
        Schedule::read(text).map_err(|error| {
            let meant = || schedule_words::told(text).map(Meant);
            with_hyphens(text).or_else(|| with_semicolons(text)).or_else(meant).unwrap_or(error)
        })
    }

    fn read(text: &str) -> Result<Schedule, ScheduleError> {
        const MORNING: std::ops::Range<usize> = 6 * 60..12 * 60;
        const AFTERNOON: std::ops::RangeInclusive<usize> = 2 * 60..=8 * 60;
        // Some hours of maintenance are left out of a day on purpose.
        const LONGEST: usize = 22 * 60;
        let mut running = vec![false; WEEK_MINUTES];
        let mut may_lack_afternoon = false;
        for window in text.split(';') {
            let (days, times) = window
                .trim()
                .rsplit_once(char::is_whitespace)
                .ok_or_else(|| Wrong(format!("{window:?} needs days and times, such as Mon-Fri 08:00-20:00")))?;
            let (from, to) = times
                .split_once('-')
                .and_then(|(from, to)| Some((minute_of_day(from)?, minute_of_day(to)?)))
                .ok_or_else(|| Wrong(format!("{times:?} is not a time range such as 08:00-20:00")))?;
            let length = match to.cmp(&from) {
                std::cmp::Ordering::Greater => to - from,
                // 24:00-00:00 is the same time twice, too.
                std::cmp::Ordering::Less if to + DAY_MINUTES > from => to + DAY_MINUTES - from,
                _ => {
                    return Err(Wrong(format!("{times:?} begins and ends at the same time")));
                }
            };
            may_lack_afternoon |= MORNING.contains(&from) && AFTERNOON.contains(&to) && to < from && length < LONGEST;
            for day in days_of(days)? {
                for minute in 0..length {
                    running[(day * DAY_MINUTES + from + minute) % WEEK_MINUTES] = true;
                }
            }
        }
        let minutes = running.chunks(60).map(|hour| hour.iter().map(|on| u8::from(*on)).sum()).collect();
        let starts = (0..WEEK_MINUTES)
            .filter(|&minute| running[minute] && !running[(minute + WEEK_MINUTES - 1) % WEEK_MINUTES])
            .map(|_| 1)
            .sum();
        Ok(Schedule { text: text.trim().to_owned(), minutes, starts, may_lack_afternoon })
    }

    /// Whether it has a window such as `09:00-05:00`, of 20 hours, which on a clock of twelve hours is one of eight.
    #[must_use]
    pub fn may_lack_afternoon(&self) -> bool {
        self.may_lack_afternoon
    }

    /// The text it was read from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Minutes that run in each of the 168 hours of the week from Monday 00:00.
    #[must_use]
    pub fn minutes(&self) -> &[u8] {
        &self.minutes
    }

    /// Minutes that run in a week.
    #[must_use]
    pub fn minutes_per_week(&self) -> u32 {
        self.minutes.iter().copied().map(u32::from).sum()
    }

    /// How often a week the fleet is started, and as often stopped.
    #[must_use]
    pub fn starts_per_week(&self) -> u32 {
        self.starts
    }
}

/// What is wrong with a text that would be a schedule with the hyphens of a keyboard; `None` where that is not all.
fn with_hyphens(text: &str) -> Option<ScheduleError> {
    let plain = text.replace(DASHES, "-").replace(" to ", "-");
    let plain = plain.split('-').map(str::trim).collect::<Vec<_>>().join("-");
    Schedule::read(&plain).ok()?;
    let dash = text.chars().find(|c| DASHES.contains(c));
    let what = dash.map_or_else(|| "without spaces around it".to_owned(), |dash| format!("instead of {dash}"));
    Some(Meant(format!("write - {what}: {plain}")))
}

/// What is wrong with a text that would be a schedule with semicolons between its parts and days before all times; `None`
/// where that is not all.
fn with_semicolons(text: &str) -> Option<ScheduleError> {
    let mut parts: Vec<String> = Vec::new();
    let (mut days, mut own): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let text = &text.replace(DASHES, "-");
    let words = text.split([' ', ';', '/']).map(|word| word.trim_end_matches(','));
    // Times of the same days may stand between commas.
    let words = words.flat_map(|word| word.split(if word.contains(':') { ',' } else { ' ' }));
    for word in words.filter(|word| !word.is_empty()) {
        if !word.contains(':') {
            own.push(word);
            continue;
        }
        // Times without days are of those before them.
        if !own.is_empty() {
            days = std::mem::take(&mut own);
        }
        parts.push(format!("{} {word}", days.join(",")));
    }
    // What stands behind all times belongs to them, as PM does.
    if !own.is_empty() {
        return None;
    }
    let plain = parts.join("; ");
    Schedule::read(&plain).ok()?;
    let semicolons = |text: &str| text.matches(';').count();
    let what = match semicolons(&plain) > semicolons(text) {
        true => "write ; between days with their times",
        false => "write each part as days, a blank and times, with one ; between two parts",
    };
    Some(Meant(format!("{what}: {}", shortened(&plain))))
}

fn minute_of_day(text: &str) -> Option<usize> {
    let (hour, minute) = text.trim().split_once(':')?;
    let two = |part: &str| {
        (matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<usize>().ok())
            .flatten()
    };
    let (hour, minute) = (two(hour)?, two(minute)?);
    ((hour < 24 && minute < 60) || (hour == 24 && minute == 0)).then_some(hour * 60 + minute)
}

fn days_of(text: &str) -> Result<Vec<usize>, ScheduleError> {
    let day = |name: &str| {
        let name = name.trim();
        WEEKDAYS
            .iter()
            .position(|known| short_weekday(known).eq_ignore_ascii_case(name))
            .ok_or_else(|| Wrong(format!("{name:?} is not a day; write Mon, Tue, Wed, Thu, Fri, Sat or Sun")))
    };
    if text.trim().eq_ignore_ascii_case("daily") {
        return Ok((0..WEEKDAYS.len()).collect());
    }
    let mut days = Vec::new();
    for part in text.split(',') {
        match part.split_once('-') {
            Some((from, to)) => {
                let (from, to) = (day(from)?, day(to)?);
                let count = (to + WEEKDAYS.len() - from) % WEEKDAYS.len();
                days.extend((0..=count).map(|step| (from + step) % WEEKDAYS.len()));
            }
            None => days.push(day(part)?),
        }
    }
    Ok(days)
}

const _: () = assert!(WEEK_MINUTES == WEEK_HOURS * 60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_hours_are_sixty_hours_and_five_starts() {
        let schedule = Schedule::parse("Mon-Fri 08:00-20:00").unwrap();
        assert_eq!(schedule.minutes_per_week(), 60 * 60);
        assert_eq!(schedule.starts_per_week(), 5);
        assert_eq!(&schedule.minutes()[7..9], &[0, 60]);
    }

    #[test]
    fn windows_wrap_past_midnight_and_overlap_once() {
        // Sunday 22:00 to Monday 06:00, and Monday 05:30 to 07:30: 8 h + 1.5 h.
        let schedule = Schedule::parse("Sun 22:00-06:00; Mon 05:30-07:30").unwrap();
        assert!(!schedule.may_lack_afternoon() && Schedule::parse("Mon-Fri 09:00-05:00").unwrap().may_lack_afternoon());
        assert_eq!(schedule.minutes_per_week(), 570);
        assert_eq!(schedule.starts_per_week(), 1);
    }

    #[test]
    fn always_on_is_never_started() {
        assert_eq!(Schedule::parse("daily 00:00-24:00").unwrap().starts_per_week(), 0);
    }

    #[test]
    fn parts_without_semicolons_are_shown_with_them() {
        let told = |text: &str| Schedule::parse(text).unwrap_err().to_string();
        for text in ["Mon-Fri 08:00-20:00 Sat 09:00-10:00", "Mon-Fri 08:00-20:00, Sat 09:00-10:00"] {
            assert_eq!(told(text), "write ; between days with their times: Mon-Fri 08:00-20:00; Sat 09:00-10:00");
        }
        let lunch = "write ; between days with their times: Mon-Fri 08:00-12:00; Mon-Fri 13:00-17:00";
        assert_eq!(told("Mon-Fri 08:00-12:00, 13:00-17:00"), lunch);
        assert_eq!(told("Mon-Fri 08:00-12:00,13:00-17:00"), lunch);
        let slash = "write ; between days with their times: Mon-Fri 08:00-20:00; Sat 10:00-14:00";
        assert_eq!(told("Mon-Fri 08:00\u{2013}20:00 / Sat 10:00-14:00"), slash);
        for text in ["Mon-Fri; 08:00-20:00", "Mon-Fri 08:00-20:00;", "Mon-Fri, 08:00-20:00"] {
            let one = "write each part as days, a blank and times, with one ; between two parts: Mon-Fri 08:00-20:00";
            assert_eq!(told(text), one, "{text}");
        }
    }

    #[test]
    fn typographic_dashes_are_named() {
        for (text, wanted) in [
            ("Mon-Fri 08:00\u{2013}20:00", "write - instead of \u{2013}: Mon-Fri 08:00-20:00"),
            ("Mon\u{2014}Fri 08:00 \u{2014} 20:00", "write - instead of \u{2014}: Mon-Fri 08:00-20:00"),
            ("Mon-Fri 08:00 to 20:00", "write - without spaces around it: Mon-Fri 08:00-20:00"),
        ] {
            assert_eq!(Schedule::parse(text).unwrap_err().to_string(), wanted);
        }
        assert!(!Schedule::parse("Mon 08:00\u{2013}25:00").unwrap_err().to_string().contains("write -"));
    }

    #[test]
    fn faults_say_what_to_write() {
        for bad in
            ["", "Mon-Fri", "Mon-Fri 8-20", "Mo 08:00-20:00", "Mon 25:00-26:00", "Mon 08:00-08:00", "Mon 24:00-00:00"]
        {
            assert!(Schedule::parse(bad).is_err(), "{bad:?}");
        }
    }
}
