//! What stands behind the minutes of an hour: seconds, a zone, or the end of a span.

use super::even::{are_apart, is_night};
use super::hours::shortened;
use super::profile_error::{MomentFault, ProfileError};
use super::row_clock::Clock;
use super::rows::Row;
use std::collections::BTreeMap;

/// What an hour with its minutes ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// None, or one in other words than an offset.
    Untold,
    /// So many minutes ahead of UTC.
    Ahead(i32),
    /// Behind a dash, an hour and minutes: an offset behind UTC, or the end of a span.
    Dash { hour: i32, minutes: i32 },
    /// Behind a dash, what only the end of a span can be.
    Span,
}

/// Minutes that places are ahead of UTC.
const OFFSETS: std::ops::RangeInclusive<i32> = -12 * 60..=14 * 60;

/// What stands behind the minutes of an hour, in small letters; `Err` says what is wrong with it, `Ok(None)` that it is of no time.
pub(super) fn behind_minutes(text: &str) -> Result<Option<Zone>, &'static str> {
    let named = ["utc", "gmt", "z"].iter().find_map(|name| text.strip_prefix(name));
    let offset = named.unwrap_or(text);
    if let Some(digits) = offset.strip_prefix('+') {
        let (hour, minutes) = parts(digits).ok_or(NO_OFFSET)?;
        return match hour * 60 + minutes {
            _ if minutes > 59 => Err(OFFSET_MINUTES),
            ahead if OFFSETS.contains(&ahead) => Ok(Some(Zone::Ahead(ahead))),
            _ => Err(NO_OFFSET),
        };
    }
    if let Some(end) = offset.strip_prefix(['-', '\u{2013}']) {
        let digits = end.split('[').next().unwrap_or_default();
        let is_end = |end: &str| end.trim_start().starts_with(|c: char| c.is_ascii_digit());
        return match parts(digits).filter(|_| is_offset(digits)) {
            // Minutes of the same hour: `00:00-59`.
            Some((25.., _)) if digits.len() == 2 => Ok(Some(Zone::Span)),
            Some((_, 60..)) => Err(MINUTES),
            Some((25.., _)) => Err(NO_OFFSET),
            Some((hour, minutes)) => Ok(Some(Zone::Dash { hour, minutes })),
            None if is_end(end) => Ok(Some(Zone::Span)),
            None => Ok(Some(Zone::Untold)),
        };
    }
    Ok(match named {
        Some(_) => Some(Zone::Ahead(0)),
        None => text.is_empty().then_some(Zone::Untold),
    })
}

/// What is said of offsets that there are not.
pub(super) const NO_OFFSET: &str = "offsets from UTC go from -12:00 to +14:00";
pub(super) const OFFSET_MINUTES: &str = "the minutes of an offset from UTC go from 00 to 59";

/// What is said of minutes behind a dash, be they those of an offset or of the end of a span.
const MINUTES: &str = "minutes go from 00 to 59";

/// Whether a text is written as offsets behind UTC are: `08`, `08:00` or `0800`, and nothing else.
fn is_offset(text: &str) -> bool {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    match text.len() {
        2 | 4 => (0..text.len()).all(is_digit),
        5 => text.as_bytes()[2] == b':' && [0, 1, 3, 4].into_iter().all(is_digit),
        _ => false,
    }
}

/// Hours and minutes of `02:00`, `0200`, `02` or `530`.
fn parts(text: &str) -> Option<(i32, i32)> {
    let (digits, behind) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let (hour, minutes) = match (digits.len(), behind.strip_prefix(':')) {
        (1 | 2, Some(minutes)) => {
            (digits, minutes.get(..2).filter(|minutes| minutes.bytes().all(|byte| byte.is_ascii_digit()))?)
        }
        (1 | 2, None) => (digits, "0"),
        (3 | 4, _) => digits.split_at(digits.len() - 2),
        _ => return None,
    };
    Some((hour.parse().ok()?, minutes.parse().ok()?))
}

/// A line that says its offset from UTC.
struct Offset<'a> {
    row: &'a Row,
    /// Its hour by its own clock, counted from 1970 on.
    hour: u64,
    ahead: i32,
}

impl Offset<'_> {
    /// Minutes since 1970 in UTC, as far as hours tell.
    fn instant(&self) -> i64 {
        self.hour as i64 * 60 - i64::from(self.ahead)
    }
}

/// The lines with a date that say their offset from UTC. What stands behind a dash is an offset where fewer lines are spans.
fn offsets<'a>(rows: &'a [Row], clock: &Clock) -> Vec<Offset<'a>> {
    let said = || rows.iter().filter_map(|row| Some((row, clock.moment(row)?, clock.zone(row)?)));
    // Behind every hour stands the next one, or the last minute of its own: spans.
    let is_span = |of: u64, end: i32| {
        let of = (of % 24) as i32;
        end == of || end % 24 == (of + 1) % 24
    };
    let (mut spans, mut others) = (0_usize, 0_usize);
    for (_, of, zone) in said() {
        match zone {
            Zone::Span => spans += 1,
            Zone::Dash { hour, .. } if is_span(of, hour) => spans += 1,
            Zone::Dash { .. } | Zone::Ahead(_) => others += 1,
            Zone::Untold => {}
        }
    }
    let offset = |(row, hour, zone)| match zone {
        Zone::Ahead(ahead) => Some(Offset { row, hour, ahead }),
        Zone::Dash { hour: behind, minutes } if spans < others => {
            Some(Offset { row, hour, ahead: -(behind * 60 + minutes) })
        }
        Zone::Dash { .. } | Zone::Span | Zone::Untold => None,
    };
    said().filter_map(offset).collect()
}

/// Whether lines with a date say several offsets from UTC.
pub(super) fn are_several(rows: &[Row], clock: &Clock) -> bool {
    offsets(rows, clock).windows(2).any(|pair| pair[0].ahead != pair[1].ahead)
}

/// That lines with a date have offsets from UTC that there are not, or which no place's clock has one after the other: two that
/// differ by what clocks are changed, at an hour at which they are, are those of one place.
pub(super) fn fault(rows: &[Row], clock: &Clock) -> Option<ProfileError> {
    let mut lines = offsets(rows, clock);
    if let Some(Offset { row, .. }) = lines.iter().find(|line| !OFFSETS.contains(&line.ahead)) {
        let cell = shortened(clock.cell(row).unwrap_or_default());
        return Some(ProfileError::Moment(MomentFault::Impossible { line: row.line, cell, why: NO_OFFSET }));
    }
    if let Some(fault) = without_offset(rows, clock, &lines) {
        return Some(fault);
    }
    let first = lines.first()?.ahead;
    if lines.iter().all(|line| line.ahead == first) || are_of_one_place(&mut lines) {
        return None;
    }
    // The line that differs has the offset that the fewest have.
    lines.sort_by_key(|line| line.row.line);
    let mut offsets: BTreeMap<i32, (usize, &Row)> = BTreeMap::new();
    for line in &lines {
        offsets.entry(line.ahead).or_insert((0, line.row)).0 += 1;
    }
    let (_, odd) = offsets.values().min_by_key(|(count, row)| (*count, std::cmp::Reverse(row.line)))?;
    let (_, usual) = offsets.values().max_by_key(|(count, row)| (*count, std::cmp::Reverse(row.line)))?;
    let cell = shortened(clock.cell(odd).unwrap_or_default());
    Some(ProfileError::Moment(MomentFault::Offsets { line: odd.line, cell, other: usual.line }))
}

/// The first line that ends in its minutes or seconds, without an offset, where others have one.
fn without_offset(rows: &[Row], clock: &Clock, lines: &[Offset]) -> Option<ProfileError> {
    let other = lines.first()?.row.line;
    let is_bare = |row: &&Row| {
        let ends_in_digit = clock.cell(row).is_some_and(|cell| cell.ends_with(|c: char| c.is_ascii_digit()));
        ends_in_digit && clock.moment(row).is_some() && clock.zone(row) == Some(Zone::Untold)
    };
    let row = rows.iter().find(is_bare)?;
    Some(ProfileError::Moment(MomentFault::WithoutOffset {
        line: row.line,
        cell: shortened(clock.cell(row).unwrap_or_default()),
        other,
    }))
}

/// Whether one clock has all of these offsets, in the order of time into which this puts the lines.
fn are_of_one_place(lines: &mut [Offset]) -> bool {
    lines.sort_by_key(Offset::instant);
    let (least, widest) =
        lines.iter().fold((i32::MAX, i32::MIN), |(least, most), line| (least.min(line.ahead), most.max(line.ahead)));
    let are_two = lines.iter().all(|line| line.ahead == least || line.ahead == widest);
    let changes: Vec<&[Offset]> = lines.windows(2).filter(|pair| pair[0].ahead != pair[1].ahead).collect();
    // At night, on any day of the week: the offsets show that it is a change. Where hours have no line, at any of them.
    let is_change = |pair: &&[Offset]| {
        let (before, behind) = (pair[0].hour.min(pair[1].hour), pair[0].hour.max(pair[1].hour));
        behind - before >= 24 || (before..=behind).any(is_night)
    };
    // By an hour, on Lord Howe Island by half of one.
    are_two
        && matches!(widest - least, 30 | 60)
        && changes.windows(2).all(|next| are_apart(next[0][1].hour, next[1][1].hour))
        && changes.iter().all(is_change)
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, read, rows_of, told};
    use super::{MINUTES, NO_OFFSET, OFFSET_MINUTES, Zone, behind_minutes};
    use crate::terms::Stamp;

    #[test]
    fn hours_with_and_without_an_offset_are_refused() {
        let with = |z: &str| {
            rows_of(168, |hour| {
                let z = if hour % 2 == 0 { z } else { "Z" };
                format!("2026-09-{:02}T{:02}:00:00{z},5", 7 + hour / 24, hour % 24)
            })
        };
        let found = told(with(""));
        assert!(
            found.starts_with("line 1: \"2026-09-07T00:00:00\" has no offset from UTC, and line 2 has one;"),
            "{found}"
        );
        assert!(with("Z").is_ok());
    }

    #[test]
    fn offsets_are_read_as_programs_write_them() {
        for (text, expected) in [
            ("", Ok(Some(Zone::Untold))),
            ("z", Ok(Some(Zone::Ahead(0)))),
            ("utc", Ok(Some(Zone::Ahead(0)))),
            ("gmt+2", Ok(Some(Zone::Ahead(120)))),
            ("+02:00[europe/berlin]", Ok(Some(Zone::Ahead(120)))),
            ("+0530", Ok(Some(Zone::Ahead(330)))),
            ("-08:00", Ok(Some(Zone::Dash { hour: 8, minutes: 0 }))),
            ("\u{2013}24:00", Ok(Some(Zone::Dash { hour: 24, minutes: 0 }))),
            ("-0330", Ok(Some(Zone::Dash { hour: 3, minutes: 30 }))),
            ("-08:00[america/los_angeles]", Ok(Some(Zone::Dash { hour: 8, minutes: 0 }))),
            ("- 01:00", Ok(Some(Zone::Span))),
            ("- 2026-09-07 01:00", Ok(Some(Zone::Span))),
            ("-2026-09-07t00:59:59", Ok(Some(Zone::Span))),
            ("-59", Ok(Some(Zone::Span))),
            ("-00:75", Err(MINUTES)),
            ("+25:00", Err(NO_OFFSET)),
            ("+14:01", Err(NO_OFFSET)),
            ("-25:00", Err(NO_OFFSET)),
            ("+01:99", Err(OFFSET_MINUTES)),
            (" cet", Ok(None)),
        ] {
            assert_eq!(behind_minutes(text), expected, "{text}");
        }
    }

    /// Lines of so many hours from a day of 2026 on, the first one `ahead` of UTC, and from the hour `change` on `then`.
    fn lines(month: u64, day: u64, hours: u64, change: u64, ahead: u64, then: u64) -> String {
        let line = |hour: u64| {
            // Counted by the first clock; behind the change the second one shows other hours.
            let (shown, offset) = if hour < change { (hour, ahead) } else { (hour + then - ahead, then) };
            format!("2026-{month:02}-{:02}T{:02}:00:00+{offset:02}:00,{}\n", day + shown / 24, shown % 24, shown % 24)
        };
        (0..hours).map(line).collect()
    }

    #[test]
    fn a_changed_clock_has_two_offsets() {
        // In 2026 Central Europe sets its clocks forward on Sunday, March 29, at 02:00; Monday the 16th is 13 days before.
        let found = read(&lines(3, 16, 335, 13 * 24 + 2, 1, 2)).unwrap();
        // By the clock of each line: every hour of the day weighs as much as its number.
        assert!(found.iter().enumerate().all(|(place, weight)| *weight == (place % 24) as f64), "{found:?}");
        let fault = |first: &str, line: u64, other: u64| {
            format!(
                "line {line}: {first:?} has another offset from UTC than line {other}, and no place's clock changes so; write all hours \
                 by your users' clock, with one offset or without any"
            )
        };
        // At noon of a Wednesday, and by two hours.
        let noon = told(read(&lines(3, 16, 336, 9 * 24 + 12, 1, 2)));
        assert_eq!(noon, fault("2026-03-25T13:00:00+02:00", 229, 1));
        let two = told(read(&lines(3, 16, 336, 13 * 24 + 2, 1, 3)));
        assert_eq!(two, fault("2026-03-29T04:00:00+03:00", 315, 1));
        let turns =
            rows_of(168, |hour| format!("2026-09-{:02}T{:02}:00+0{}:00,5", 7 + hour / 24, hour % 24, 1 + hour % 2));
        assert_eq!(told(turns), fault("2026-09-07T01:00+02:00", 2, 1));
        let mixed = day_of(|hour| format!("2026-09-07T{hour:02}:00{},5", if hour < 20 { "Z" } else { "+09:00" }));
        assert_eq!(told(mixed), fault("2026-09-07T20:00+09:00", 21, 1));
        // Of which clock a line without one is, nobody knows.
        assert!(day_of(|hour| format!("2026-09-07T{hour:02}:00{},5", if hour < 20 { "Z" } else { "" })).is_err());
    }

    /// Lines of so many hours from 00:00 of a day on; `ahead` says the minutes ahead of UTC at each of them.
    fn clock_of(first: &str, hours: u64, ahead: impl Fn(u64) -> u64) -> String {
        let first = Stamp::parse(first).unwrap().days_since(Stamp::of_day(0)) * 24;
        let line = |hour: u64| {
            let (shown, ahead) = ((first + hour) * 60 + ahead(hour) - ahead(0), ahead(hour));
            let (day, shown) = (Stamp::of_day(shown / 60 / 24).date(), shown / 60 % 24);
            format!("{day}T{shown:02}:00+{:02}:{:02},{shown}\n", ahead / 60, ahead % 60)
        };
        (0..hours).map(line).collect()
    }

    #[test]
    fn changes_lie_as_far_apart_as_they_do_in_places() {
        let by_hour = |text: String| {
            let found = read(&text).unwrap();
            assert!(found.iter().enumerate().all(|(place, weight)| *weight == (place % 24) as f64), "{found:?}");
        };
        // Berlin goes back on Sunday, 2026-10-25, 03:00, and forward 22 weeks later.
        let back = 6 * 24 + 3;
        by_hour(clock_of("2026-10-19", 4032, |hour| if (back..back + 22 * 168).contains(&hour) { 60 } else { 120 }));
        // Morocco goes back on 2026-02-15, 03:00, and forward on March 22, behind Ramadan.
        by_hour(clock_of("2026-02-09", 1344, |hour| if (back..back + 5 * 168).contains(&hour) { 0 } else { 60 }));
        // Tehran went forward on a Tuesday, 2022-03-22, 00:00.
        by_hour(clock_of("2022-03-07", 671, |hour| if hour < 15 * 24 { 210 } else { 270 }));
        // No place changes its clock twice within two weeks.
        let often = clock_of("2026-02-09", 1344, |hour| if (back..back + 2 * 168).contains(&hour) { 0 } else { 60 });
        assert!(told(read(&often)).contains("no place's clock changes so"));
    }

    #[test]
    fn spans_are_no_offsets() {
        for hours in [24, 168] {
            let date = |hour: usize| format!("2026-09-{:02}", 7 + hour / 24);
            let with_blanks = |hour: usize| {
                format!("{} {:02}:00 - {} {:02}:00,5", date(hour), hour % 24, date(hour + 1), (hour + 1) % 24)
            };
            assert!(rows_of(hours, with_blanks).is_ok());
            let of_programs = |hour: usize| format!("{0}T{1:02}:00:00-{0}T{1:02}:59:59,5", date(hour), hour % 24);
            assert!(rows_of(hours, of_programs).is_ok());
            // Where most lines are spans, one of two hours is one, too.
            let odd = |hour: usize| {
                let end = (hour + if hour == 5 { 2 } else { 1 }) % 24;
                format!("{} {:02}:00-{end:02}:00,5", date(hour), hour % 24)
            };
            assert!(rows_of(hours, odd).is_ok());
            assert!(rows_of(hours, |hour| format!("{} {:02}:00-59,5", date(hour), hour % 24)).is_ok());
        }
        let beyond = told(day_of(|hour| format!("2026-09-07 {hour:02}:15-{hour:02}:75,5")));
        assert!(beyond.contains("is no time, as minutes go from 00 to 59"), "{beyond}");
        assert!(day_of(|hour| format!("2026-09-07 {hour:02}:00-{:02}:00,5", hour + 1)).is_ok());
        assert!(day_of(|hour| format!("2026-09-07,{hour:02}:00-{hour:02}:59,5")).is_ok());
        assert!(day_of(|hour| format!("2026-09-07T{hour:02}:00-08:00,5")).is_ok());
        let found = told(day_of(|hour| format!("2026-09-07T{hour:02}:00-13:00,5")));
        assert!(
            found.starts_with("line 1: \"2026-09-07T00:00-13:00\" is no time, as offsets from UTC go from"),
            "{found}"
        );
    }
}
