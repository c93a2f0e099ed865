//! What a schedule in other words probably is: `Mon-Fri 9-5`, `weekdays 8am to 6pm`, `24/7`.

use super::Schedule;
use super::clock::minutes_between;
use super::day_words;
use super::weekdays::{WEEKDAYS, short_weekday};
use crate::terms::DASHES;

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
    ("7d", "daily"),
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
        let as_it_is = |_| Some(format!("write {}", capitalized_days(plain)));
        let told = Schedule::parse(plain).map_or_else(|_| told(plain), as_it_is);
        return told.map(|told| format!("{told}; its hours are those of the traffic profile, without a time zone"));
    }
    if let Some((days, clock)) = times_first(plain) {
        return Some(format!("did you mean {days} {clock}?"));
    }
    // Times begin where the digits do.
    let at = plain.find(|c: char| c.is_ascii_digit()).unwrap_or(plain.len());
    let (before, times) = plain.split_at(at);
    let days = days_of(before.trim_end_matches([' ', ',', ':', '(', '|']));
    let clock = clock_of(times);
    match (days, clock) {
        (Some(days), Some(clock)) => Some(format!("did you mean {days} {clock}?")),
        (None, Some(clock)) if before.trim().is_empty() => {
            Some(format!("write the days before the times: Mon-Fri {clock}, or daily {clock}"))
        }
        (Some(days), None) if times.is_empty() => {
            Some(format!("write the times behind the days: {days} 08:00-20:00, or {days} 00:00-24:00 for all hours"))
        }
        _ => None,
    }
}

/// The times of a schedule.
fn clock_of(text: &str) -> Option<String> {
    let time = |minute: usize| format!("{:02}:{:02}", minute / 60, minute % 60);
    let (from, to) = minutes_between(text.trim_end_matches([' ', ')', '.']))?;
    Some(format!("{}-{}", time(from), time(to)))
}

/// Days and times of `9-5 weekdays` and `8:00-18:00, Mon-Fri`.
fn times_first(text: &str) -> Option<(String, String)> {
    let blanks = text.match_indices(' ').map(|(at, _)| text.split_at(at));
    blanks.into_iter().find_map(|(times, days)| {
        let days = days.trim_matches([' ', '(', ')', '.']);
        Some((days_of(days.strip_prefix("on ").unwrap_or(days))?, clock_of(times.trim_end_matches([',', ';', ':']))?))
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

/// Days, as a schedule has them.
fn days_of(text: &str) -> Option<String> {
    let squeezed: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    if let Some((_, days)) = GROUPS.iter().find(|(group, _)| *group == squeezed) {
        return Some((*days).to_owned());
    }
    let text = ["through", "thru", "until", "till", "bis", " to "]
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, "-"));
    let parts = text.split([',', '/', '&', '+']).map(|part| match part.split_once('-') {
        Some((from, to)) => Some(format!("{}-{}", day(from)?, day(to)?)),
        None => day(part).map(str::to_owned),
    });
    let parts: Option<Vec<String>> = parts.collect();
    parts.map(|parts| parts.join(","))
}

/// A day by its name, the beginning of it or its plural.
fn day(text: &str) -> Option<&'static str> {
    let name = text.trim().trim_end_matches('.');
    // Of `mars`, a month, nothing is a day.
    let single = name.strip_suffix('s').filter(|single| single.len() > 3);
    let is_it =
        |full: &str| name.len() >= 2 && [Some(name), single].iter().flatten().any(|name| full.starts_with(*name));
    let is_english = |day: &&str| is_it(&day.to_lowercase());
    let english = || WEEKDAYS.into_iter().find(is_english);
    let other =
        || day_words::NAMES.iter().position(|names| names.iter().any(|full| is_it(full))).map(|at| WEEKDAYS[at]);
    english().or_else(other).map(short_weekday)
}

#[cfg(test)]
mod tests {
    use super::super::Schedule;
    use super::told;

    #[test]
    fn schedules_in_other_words_are_asked_for() {
        for (text, meant) in [
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
        ] {
            assert_eq!(told(text), Some(format!("did you mean {meant}?")), "{text}");
            assert!(Schedule::parse(meant).is_ok(), "{meant}");
        }
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
