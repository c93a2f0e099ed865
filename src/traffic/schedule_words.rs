//! What a schedule in other words probably is: `Mon-Fri 9-5`, `weekdays 8am to 6pm`, `24/7`.

use super::Schedule;
use super::clock::minutes_between;
use super::day_words;
use super::weekdays::{WEEKDAYS, short_weekday};
use crate::terms::{DASHES, MONTHS};

/// Words for several days.
const GROUPS: [(&str, &str); 12] = [
    ("weekdays", "Mon-Fri"),
    ("weekday", "Mon-Fri"),
    ("workdays", "Mon-Fri"),
    ("workday", "Mon-Fri"),
    ("workingdays", "Mon-Fri"),
    ("businessdays", "Mon-Fri"),
    ("weekends", "Sat,Sun"),
    ("weekend", "Sat,Sun"),
    ("daily", "daily"),
    ("everyday", "daily"),
    ("alldays", "daily"),
    ("m-f", "Mon-Fri"),
];

/// Words for all hours, without the blanks between them.
const ALWAYS: [&str; 14] = [
    "24/7",
    "7/24",
    "24x7",
    "7x24",
    "24*7",
    "24h",
    "24hours",
    "always",
    "alwayson",
    "allday",
    "alltime",
    "nonstop",
    "continuous",
    "permanent",
];

/// Names of time zones, in small letters.
const ZONES: [&str; 22] = [
    "utc", "gmt", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "ct", "mt", "pt", "cet", "cest", "bst",
    "ist", "jst", "kst", "mez", "mesz",
];

/// What to write for such a text; `None` where that is not clear.
pub(super) fn told(text: &str) -> Option<String> {
    // Nobody writes longer ones.
    if text.len() > 80 {
        return None;
    }
    let plain = text.to_lowercase().replace(DASHES, "-");
    let (plain, zones) = without_zones(&plain);
    let squeezed: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
    if ALWAYS.contains(&squeezed.as_str()) {
        return Some("leave schedule empty, and scheduled out of scaling: the fleet then runs at all hours".to_owned());
    }
    if zones {
        return aside(plain, "its hours are those of the traffic profile, without a time zone");
    }
    if let Some(at) = [" (ex", " ex"].iter().find_map(|except| plain.find(except)).filter(|_| plain.contains("holiday"))
    {
        return aside(&plain[..at], "all weeks are the same, and holidays days like others");
    }
    if let Some(clock) = made_a_date(plain) {
        return Some(format!("a spreadsheet made a date of times: write Mon-Fri {clock}, or daily {clock}"));
    }
    if let Some((days, clock)) = times_first(plain) {
        return Some(meant(&days, &clock));
    }
    // Times begin where the digits do.
    let at = plain.find(|c: char| c.is_ascii_digit()).unwrap_or(plain.len());
    let (before, times) = plain.split_at(at);
    let days = days_of(before.trim_end_matches([' ', ',', ':', '(', '|']));
    let clock = clock_of(times);
    match (days.as_slice(), clock) {
        ([_, ..], Some(clock)) => Some(meant(&days, &clock)),
        ([], Some(clock)) if before.trim().is_empty() => {
            Some(format!("write the days before the times: Mon-Fri {clock}, or daily {clock}"))
        }
        ([days], None) if times.is_empty() => {
            Some(format!("write the times behind the days: {days} 08:00-20:00, or {days} 00:00-24:00 for all hours"))
        }
        _ => None,
    }
}

/// What to write for a text that has something behind it that no schedule has, and why that is none.
fn aside(plain: &str, why: &str) -> Option<String> {
    let as_it_is = |_| Some(format!("write {}", capitalized_days(plain)));
    let told = Schedule::parse(plain).map_or_else(|_| told(plain), as_it_is);
    told.map(|told| format!("{told}; {why}"))
}

/// The times of which a spreadsheet made a date without its year: `20-aug` of 8-20.
fn made_a_date(text: &str) -> Option<String> {
    let (one, other) = text.split_once('-')?;
    let month = |name: &str| MONTHS.iter().position(|month| name.len() > 2 && month.starts_with(name));
    let (month, day) = month(other).map(|at| (at, one)).or_else(|| Some((month(one)?, other)))?;
    clock_of(&format!("{}-{day}", month + 1))
}

/// What is asked where days may be read in these ways.
fn meant(days: &[String], clock: &str) -> String {
    let readings: Vec<String> = days.iter().map(|days| format!("{days} {clock}")).collect();
    format!("did you mean {}?", readings.join(" or "))
}

/// The times of a schedule.
fn clock_of(text: &str) -> Option<String> {
    let time = |minute: usize| format!("{:02}:{:02}", minute / 60, minute % 60);
    let (from, to) = minutes_between(text.trim_end_matches([' ', ')', '.']))?;
    Some(format!("{}-{}", time(from), time(to)))
}

/// Days and times of `9-5 weekdays` and `8:00-18:00, Mon-Fri`.
fn times_first(text: &str) -> Option<(Vec<String>, String)> {
    let blanks = text.match_indices(' ').map(|(at, _)| text.split_at(at));
    blanks.into_iter().find_map(|(times, days)| {
        let days = days.trim_matches([' ', '(', ')', '.']);
        let clock = clock_of(times.trim_end_matches([',', ';', ':']))?;
        Some((days_of(days.strip_prefix("on ").unwrap_or(days)), clock)).filter(|(days, _)| !days.is_empty())
    })
}

/// A text without the names of time zones at its end, and whether it had any.
fn without_zones(text: &str) -> (&str, bool) {
    let (mut rest, mut has_one) = (text.trim_end(), false);
    while let Some((before, last)) = rest.rsplit_once([' ', '(']) {
        let zone = last.trim_matches(['(', ')']);
        // `europe/berlin`.
        if !ZONES.contains(&zone)
            && !zone.starts_with("europe/")
            && !zone.starts_with("america/")
            && !zone.starts_with("asia/")
        {
            break;
        }
        (rest, has_one) = (before.trim_end_matches([' ', '(']), true);
    }
    (rest, has_one)
}

/// A schedule in small letters with its days as they are listed.
fn capitalized_days(text: &str) -> String {
    WEEKDAYS.map(short_weekday).iter().fold(text.to_owned(), |text, day| text.replace(&day.to_lowercase(), day))
}

/// The days that a word in small letters stands for, such as `weekend`.
pub(super) fn group(text: &str) -> Option<&'static str> {
    let squeezed: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    let spaceless = text.replace(' ', "");
    GROUPS.iter().find(|(group, _)| *group == squeezed || *group == spaceless).map(|(_, days)| *days)
}

/// Days, as a schedule has them, of a text in small letters, by each reading of their names.
pub(super) fn days_of(text: &str) -> Vec<String> {
    if let Some(days) = group(text) {
        return vec![days.to_owned()];
    }
    let text = ["through", "thru", "until", "till", "bis", " to "]
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, "-"));
    // The names of one schedule are of one language.
    day_words::readings(|day| {
        let day = |name: &str| day(name).map(|at| short_weekday(WEEKDAYS[at]));
        let parts = text.split([',', '/', '&', '+']).map(|part| match part.split_once('-') {
            Some((from, to)) => Some(format!("{}-{}", day(from)?, day(to)?)),
            None => day(part).map(str::to_owned),
        });
        let parts: Option<Vec<String>> = parts.collect();
        Some(parts?.join(","))
    })
}

#[cfg(test)]
mod tests {
    use super::super::Schedule;
    use super::told;

    #[test]
    fn schedules_in_other_words_are_asked_for() {
        for (text, meant) in [
            ("Mo-So 8-20", "Mon-Sun 08:00-20:00"),
            ("Fr-So 10-18", "Fri-Sun 10:00-18:00"),
            ("Sa+So 10-18", "Sat,Sun 10:00-18:00"),
            ("So-Fr 8-18", "Sun-Fri 08:00-18:00"),
            ("Lu-Do 8-18", "Mon-Sun 08:00-18:00"),
            ("ma-vr 8-18", "Mon-Fri 08:00-18:00"),
            ("Seg-Sex 8-18", "Mon-Fri 08:00-18:00"),
            ("Po-So 8-18", "Mon-Sat 08:00-18:00"),
            ("\u{41f}\u{43d}-\u{41f}\u{442} 8-18", "Mon-Fri 08:00-18:00"),
            ("\u{c6d4}-\u{ae08} 8-18", "Mon-Fri 08:00-18:00"),
            ("Mon-Fri 9-17", "Mon-Fri 09:00-17:00"),
            ("mon - fri 8 to 18", "Mon-Fri 08:00-18:00"),
            ("Mo-Fr 8-18 Uhr", "Mon-Fri 08:00-18:00"),
            ("Monday to Friday, 8am-6pm", "Mon-Fri 08:00-18:00"),
            ("weekdays 9-5", "Mon-Fri 09:00-17:00"),
            ("Working days 8:30-17:00", "Mon-Fri 08:30-17:00"),
            ("Tuesdays, Thurs 0800-1200", "Tue,Thu 08:00-12:00"),
            ("every day 6-22", "daily 06:00-22:00"),
            ("Mon-Sun 22-6", "Mon-Sun 22:00-06:00"),
            ("lundi-vendredi 9-17", "Mon-Fri 09:00-17:00"),
            ("Lunes-Viernes 9-17", "Mon-Fri 09:00-17:00"),
            ("9-5 weekdays", "Mon-Fri 09:00-17:00"),
            ("8:00-18:00, Mon-Fri", "Mon-Fri 08:00-18:00"),
            ("8 am to 6 pm on Mon, Wed", "Mon,Wed 08:00-18:00"),
            ("9-17 (Mon - Fri)", "Mon-Fri 09:00-17:00"),
            ("M-F 9-17", "Mon-Fri 09:00-17:00"),
            ("Mon-Fri 08h00-20h00", "Mon-Fri 08:00-20:00"),
            ("Mon-Fri 08:00:00-20:00:00", "Mon-Fri 08:00-20:00"),
        ] {
            assert_eq!(told(text), Some(format!("did you mean {meant}?")), "{text}");
            assert!(Schedule::parse(meant).is_ok(), "{meant}");
        }
        // Of several languages each reading, and none where no language has all names.
        for (text, asked) in [
            ("So 8-18", "did you mean Sun 08:00-18:00 or Sat 08:00-18:00?"),
            ("Ma-Do 8-18", "did you mean Tue-Sun 08:00-18:00 or Mon-Thu 08:00-18:00?"),
            ("Ma-Di 8-18", "did you mean Tue-Sun 08:00-18:00 or Mon-Tue 08:00-18:00?"),
        ] {
            assert_eq!(told(text).as_deref(), Some(asked), "{text}");
        }
        assert_eq!(told("Mon-Ven 8-18"), None);
        let zone = "; its hours are those of the traffic profile, without a time zone";
        for (text, meant) in [
            ("Mon-Fri 08:00-18:00 UTC", "write Mon-Fri 08:00-18:00"),
            ("Mon-Fri 08:00-18:00 (CET)", "write Mon-Fri 08:00-18:00"),
            ("Mon-Fri 08:00-18:00 utc utc", "write Mon-Fri 08:00-18:00"),
            ("Mo-Fr 8-18 Europe/Berlin", "did you mean Mon-Fri 08:00-18:00?"),
            ("Mon-Fri 9:00 AM - 5:00 PM EST", "did you mean Mon-Fri 09:00-17:00?"),
        ] {
            assert_eq!(told(text), Some(format!("{meant}{zone}")), "{text}");
        }
        let holidays = "write Mon-Fri 08:00-20:00; all weeks are the same, and holidays days like others";
        assert_eq!(told("Mon-Fri 08:00-20:00 (except holidays)").as_deref(), Some(holidays));
        let date = "a spreadsheet made a date of times: write Mon-Fri 08:00-20:00, or daily 08:00-20:00";
        assert_eq!([told("20-Aug").as_deref(), told("Aug-20").as_deref()], [Some(date); 2]);
        let days = "write the days before the times: Mon-Fri 09:00-17:00, or daily 09:00-17:00";
        assert_eq!(told("9am-5pm").as_deref(), Some(days));
        let times = "write the times behind the days: Mon-Fri 08:00-20:00, or Mon-Fri 00:00-24:00 for all hours";
        assert_eq!(told("weekdays").as_deref(), Some(times));
        assert!(told("24/7 UTC").is_some_and(|told| told.ends_with("at all hours")));
        assert!(told("24/7").is_some_and(|told| told.starts_with("leave schedule empty")));
        assert!(told("7-24").is_some_and(|told| told.contains("Mon-Fri 07:00-24:00")));
        for text in
            ["", "* 8-18 * * 1-5", "business hours", "12h", "Mon-Xyz 8-18", "Mon 8-12, 13-17", "M 8-18", "rate(1 day)"]
        {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
