//! What [`ProfileError`](super::ProfileError) says, where it depends on what is found.

use super::SeriesLines;
use super::dates;
use super::profile_error::ProfileError;
use super::weekdays::{WEEKDAYS, short_weekday};
use crate::terms::{number_of, other_separator, power_of_ten, spaced, thousands};
use std::collections::HashMap;

/// What is said of a line that has another separator than others.
pub(super) fn separated(its: &str, others: &str, theirs: &str) -> String {
    let (message, help) = other_separator(its, others, theirs);
    format!("{message}; {help}")
}

/// What is said of a cell that is no moment which is read.
pub(super) fn not_a_moment(cell: &str, day: Option<&str>) -> String {
    if let Some(next) = dates::end_of_day(cell) {
        return format!("{cell:?} is the end of a day, and hours go from 00 to 23; write {next}");
    }
    if let Some(why) = dates::impossible(cell) {
        return no_time(cell, why);
    }
    // What stands there already mends nothing.
    let proposal = dates::proposal(cell);
    if let Some(hour) = proposal.as_deref().filter(|proposal| *proposal == cell).and_then(dates::hour_of_day) {
        return format!("{cell:?} is a day without its hour; write {hour}");
    }
    let proposal = proposal.filter(|proposal| proposal != cell);
    if let Some(days) = proposal.as_deref().filter(|_| dates::has_short_year(cell)) {
        return format!("{cell:?} has a year of two digits, and one of four is needed; write {days}");
    }
    if let Some(day) = day {
        return format!("{cell:?} is not a day that is read here; write {day}");
    }
    let write = proposal.as_deref().unwrap_or("a date and hour such as 2026-09-07T00:00, or Mon 00:00");
    format!("{cell:?} is not a date or an hour that is read here; write {write}")
}

/// What is said of the name of a day that is not read.
pub(super) fn not_a_day(cell: &str, day: Option<&str>) -> String {
    let days = "Mon, Tue, Wed, Thu, Fri, Sat or Sun, or, where it is no day but the name of a series, keep the lines of one series alone";
    format!("{cell:?} is not a day that is read here; write {}", day.unwrap_or(days))
}

/// What is said of a time that there is not.
pub(super) fn no_time(cell: &str, why: &str) -> String {
    format!("{cell:?} is no time, as {why}; write the one that is meant")
}

/// What is said of a cell that is no weight.
pub(super) fn not_a_weight(cell: &str) -> String {
    // Percents of a whole are weights like any others.
    let is_weight = |text: &str| text.parse::<f64>().is_ok_and(|number| number.is_finite() && number >= 0.0);
    let percent = cell.strip_suffix('%').map(|number| number.trim_end().replace(',', "."));
    let percent = percent.filter(|number| is_weight(number));
    if let Some((whole, group, "")) = thousands(cell, ',') {
        return format!("{cell:?} is not a weight; write {whole}{group} or {whole}.{group}0");
    }
    let in_groups = spaced(cell).map(|(whole, rest)| whole + &rest.replacen(',', ".", 1));
    if let Some(number) = in_groups.filter(|number| is_weight(number)) {
        let shown = cell.replace(|c: char| c.is_whitespace(), " ");
        return format!("{shown:?} is not a weight; write {number}");
    }
    let point = cell.replacen(',', ".", 1);
    if cell.contains(',') && is_weight(&point) {
        return format!("{cell:?} is not a weight; write {point}");
    }
    if let Some(number) = without_unit(cell) {
        return format!(
            "{cell:?} is not a weight; write {number}, and the weights of all lines in the same unit, without its name"
        );
    }
    match (cell, percent) {
        ("", _) => "there is no weight; write 0 for an hour without demand".to_owned(),
        (cell, Some(number)) => format!("{cell:?} is not a weight; write {number}"),
        (cell, None) => format!("{cell:?} is not a weight; write a number that is not negative, such as 1.5"),
    }
}

/// The number of a weight with a unit behind it, as `1.2 K` and `30 req/s`; letters for thousands and more are multiplied out.
fn without_unit(cell: &str) -> Option<String> {
    let digits = cell.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = cell[digits.len()..].trim_start();
    digits.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0)?;
    let power = match unit.as_bytes() {
        // B are bytes.
        [letter] if *letter != b'B' => power_of_ten(*letter),
        _ => None,
    };
    match power {
        Some(power) => format!("{digits}e{power}").parse::<f64>().ok().map(|number| number.to_string()),
        None => unit.starts_with(char::is_alphabetic).then(|| digits.to_owned()),
    }
}

/// How many hours more have the same fault.
pub(super) fn and_hours(more: u64) -> String {
    if more > 0 { format!(" and {more} {} more", number_of(more, "hour", "hours")) } else { String::new() }
}

/// How many lines an hour has, and others that have not as many as most.
pub(super) fn uneven(found: usize, usual: usize, more: u64) -> String {
    let lines = |count: usize| format!("{count} {}", number_of(count as u64, "line", "lines"));
    match (usual, more) {
        (1, 0) if found == 0 => "has no line, where most hours have one".to_owned(),
        (1, _) if found == 0 => "have no line, where most hours have one".to_owned(),
        (_, 0) => format!("has {}, where most hours have {usual}", lines(found)),
        _ => format!("have fewer or more than the {} of most hours", lines(usual)),
    }
}

/// Which of several columns is the weight.
pub(super) fn which_to_keep(demand: Option<&str>) -> String {
    match demand {
        Some(demand) => format!("keep only {demand}, which seems to be the demand"),
        None => "keep only the one that is the demand".to_owned(),
    }
}

/// Which hours have no line above another one, and how to write the first of them.
pub(super) fn without_line(hours: &[String], write: &str) -> String {
    match hours {
        [hour] => format!("hour {hour} has no line; write one above this one: {write} where there was no demand"),
        _ => format!(
            "hours {} have no line; write one for each in its place, the first above this one: {write} where there was no demand",
            hours.join(", ")
        ),
    }
}

/// What to do with an hour that stands where another one comes next.
pub(super) fn how_to_order(found: usize, expected: usize, is_step: bool) -> &'static str {
    if is_step {
        return "write one line for each hour, with the sum of its lines";
    }
    match (found, expected) {
        (0, 24) => {
            "write 24:00 where each line is of the hour that ends then, or put the line first where it is of the hour that begins"
        }
        (10, 2) => "sort the lines by the hour as a number, not as a text",
        _ => "begin with hour 0, and write weights with a point",
    }
}

/// Where the halves of a clock of twelve hours are, and what to do; `beside` is that in the column behind `cell`.
pub(super) fn where_halves_are(cell: &str, beside: Option<&str>) -> String {
    match beside {
        Some(half) => format!("stand in the next column; write them behind the hour, such as {cell} {half}"),
        None => "are missing; export them with the times, or hours from 00 to 23".to_owned(),
    }
}

/// What is said of lines of several series.
pub(super) fn several_series(
    at_once: bool,
    column: &str,
    names: &[String],
    more: usize,
    demand: Option<&str>,
    shell: Option<&SeriesLines>,
) -> String {
    let by = |line: fn(&SeriesLines) -> &str| shell.map(|shell| format!(" ({})", line(shell))).unwrap_or_default();
    let (one, all) = (by(|shell| &shell.keep), by(|shell| &shell.sum));
    let keep = match demand {
        Some(demand) => format!("keep only the lines of {demand}, which seems to be the demand{one}"),
        None => format!(
            "keep the lines of one of them{one}, or, where they add up, as those of functions or paths do, write their sum for each hour{all}"
        ),
    };
    let count = names.len() + more;
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let lines = if at_once { "lines of the same hour" } else { "lines" };
    format!("{lines} differ in {column}, so these are {count} series: {}{more}; {keep}", names.join(", "))
}

/// What to do with more weights than a day has.
pub(super) fn how_to_average(found: usize, dated: bool) -> &'static str {
    if dated {
        return "; the lines of seven days or more are averaged by the hour of the week: give those of one day, or of seven";
    }
    if found < 2 * 24 {
        return "";
    }
    if found == 5 * 24 {
        return ": where these are Monday to Friday, add the 48 hours of Saturday and Sunday, each with 0 where there is no demand";
    }
    "; average them by the hour of the day, or begin each line with its date and hour, such as 2026-09-07T00:00: those of \
     seven days or more are averaged by the hour of the week"
}

/// The first faults of each kind, and how many there are besides of that.
pub(super) fn joined(faults: &[ProfileError]) -> String {
    const MOST: usize = 5;
    const MOST_OF_SEVERAL: usize = 2;
    let mut kinds: Vec<Vec<String>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for text in faults.iter().map(ToString::to_string) {
        let at = *known.entry(kind_of(&text)).or_insert(kinds.len());
        match kinds.get_mut(at) {
            Some(kind) => kind.push(text),
            None => kinds.push(vec![text]),
        }
    }
    let (most, such) = if kinds.len() > 1 { (MOST_OF_SEVERAL, "such ") } else { (MOST, "") };
    let mut texts = Vec::new();
    for mut kind in kinds {
        let more = kind.len().saturating_sub(most);
        kind.truncate(most);
        texts.append(&mut kind);
        if more > 0 {
            texts.push(format!("and {more} more {such}{}", number_of(more as u64, "line", "lines")));
        }
    }
    texts.join("; ")
}

/// What a fault says without what is of its line alone: numbers, cells and days.
fn kind_of(text: &str) -> String {
    let unquoted: String = text.split('"').step_by(2).collect();
    let is_day = |word: &&str| WEEKDAYS.iter().any(|day| short_weekday(day) == *word);
    let is_own = |word: &&str| is_day(word) || word.contains(|sign: char| sign.is_ascii_digit());
    unquoted.split_whitespace().filter(|word| !is_own(word)).collect::<Vec<_>>().join(" ")
}
