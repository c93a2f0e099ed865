//! A week that says that it begins on another day than Monday, whose lines do not say their day.

use super::day_words;
use super::hours::shortened;
use super::profile_error::{HoursFault, ProfileError};
use super::rows::Row;
use super::weekdays::WEEKDAYS;
use super::written::{named_day, weekday};

/// Words before the day on which something begins.
const BEGINS: [&str; 9] = ["from", "start", "starts", "starting", "begin", "begins", "beginning", "ab", "beginnt"];

/// So many words may stand between.
const NEAR: usize = 3;

/// That the heading of such lines, or a comment among them, names the day on which their week begins, and that is no Monday.
pub(super) fn fault(heading: Option<&Row>, text: &str, rows: &[Row], column: usize) -> Option<ProfileError> {
    if column > 0 && rows.iter().any(|row| row.cell(0).and_then(weekday).is_some()) {
        return None;
    }
    let is_other = |day: &usize| *day > 0;
    let told = |line: u64, says: &str, day: usize| {
        ProfileError::Hours(HoursFault::WeekStart { line, says: shortened(says), day: WEEKDAYS[day % WEEKDAYS.len()] })
    };
    let of_heading = heading.and_then(|heading| {
        (0..heading.cells.len()).find_map(|at| {
            let name = heading.cell(at)?;
            // The hours of a week cannot be those of one day.
            let day = if at == 0 && column > 0 { first_day(name) } else { begins_on(name) };
            day.filter(is_other).map(|day| told(heading.line, name, day))
        })
    });
    of_heading.or_else(|| {
        text.lines().zip(1..).find_map(|(line, number)| {
            let comment = line.trim_start_matches(['"', ' ']).strip_prefix('#')?.trim();
            let day = begins_on(comment).filter(|_| is_of_week(comment));
            day.filter(is_other).map(|day| told(number, comment, day))
        })
    })
}

/// Words for what begins with a week.
const WEEKS: [&str; 8] = ["week", "weeks", "hours", "lines", "weights", "woche", "stunden", "semaine"];

/// Whether it is the week that begins in a comment, and not a sale or a backup.
fn is_of_week(comment: &str) -> bool {
    let words: Vec<String> = words(comment).map(str::to_lowercase).collect();
    let begin = words.iter().position(|word| BEGINS.contains(&word.as_str()));
    begin.and_then(|at| words.get(at.checked_sub(1)?)).is_some_and(|before| WEEKS.contains(&before.as_str()))
}

/// The first day that a text names.
fn first_day(text: &str) -> Option<usize> {
    words(text).find_map(day_of)
}

/// The day on which something begins, as a text says it: `week from Sunday 00:00`.
fn begins_on(text: &str) -> Option<usize> {
    let words: Vec<&str> = words(text).collect();
    let begin = words.iter().position(|word| BEGINS.contains(&word.to_lowercase().as_str()))?;
    words[begin + 1..].iter().take(NEAR).find_map(|word| day_of(word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn day_of(word: &str) -> Option<usize> {
    // Shorter ones are words of other languages, too.
    let in_others = || day_words::whole(word).filter(|_| word.len() > 4);
    named_day(word).filter(|(_, rest)| rest.is_empty()).map(|(day, _)| day).or_else(in_others)
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};

    fn numbered(hours: usize) -> String {
        (0..hours).map(|hour| format!("{hour},{}\n", hour * 7 % 11)).collect()
    }

    fn bare(hours: usize) -> String {
        (0..hours).map(|hour| format!("{}\n", hour * 7 % 11)).collect()
    }

    #[test]
    fn a_week_from_another_day_is_told() {
        let rest = "says that the week begins on Sunday, and lines that do not say their day are read from Monday 00:00 on; begin each \
                    line with its day and its hour, the first with Sun 00:00";
        for (text, line, says) in [
            (format!("hour (from Sunday),requests\n{}", numbered(168)), 1, "hour (from Sunday)"),
            (format!("hour of week (0 = Sun 00:00),n\n{}", numbered(168)), 1, "hour of week (0 = Sun 00:00)"),
            (format!("# ours\n# week from Sunday 00:00\n{}", bare(168)), 2, "week from Sunday 00:00"),
            (format!("# Woche beginnt am Sonntag\n{}", bare(168)), 1, "Woche beginnt am Sonntag"),
        ] {
            assert_eq!(told(read(&text)), format!("line {line}: {says:?} {rest}"));
        }
    }

    #[test]
    fn a_week_from_monday_and_days_that_begin_nothing_are_read() {
        for text in [
            format!("hour (from Monday to Sunday),requests\n{}", numbered(168)),
            format!("# week from Monday 00:00 to Sunday\n{}", bare(168)),
            format!("# measured after the Sunday sale\n{}", bare(168)),
            format!("# a Sunday, from 00:00 on\n{}", bare(24)),
            format!("# measured since Wednesday\n{}", bare(168)),
            format!("# Monday 00:00 to Sunday 23:00; maintenance begins Sunday 02:00\n{}", bare(168)),
            format!("# closed from Saturday 14:00 on\n{}", bare(168)),
            format!("hour on Sunday,requests\n{}", numbered(24)),
            format!(
                "hour (from Sunday),n\n{}",
                (0..168)
                    .map(|hour| format!(
                        "{} {:02}:00,5\n",
                        ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][hour / 24],
                        hour % 24
                    ))
                    .collect::<String>()
            ),
        ] {
            assert!(read(&text).is_ok(), "{text}");
        }
    }
}
