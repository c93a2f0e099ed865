//! What stands behind the minutes of an hour: seconds, a zone, or the end of a span.

use super::even::{HALF_YEAR_HOURS, can_be_changed};
use super::hours::{Clock, shortened};
use super::profile_error::ProfileError;
use super::weights::Row;
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
        return match parts(end.trim_start()) {
            Some((_, 60..)) => Err(OFFSET_MINUTES),
            Some((25.., _)) => Err(NO_OFFSET),
            Some((hour, minutes)) => Ok(Some(Zone::Dash { hour, minutes })),
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

/// That lines with a date have offsets from UTC that there are not, or which no place's clock has one after the other: two that
/// differ by what clocks are changed, at an hour at which they are, are those of one place.
pub(super) fn fault(rows: &[Row], clock: &Clock) -> Option<ProfileError> {
    let said = || rows.iter().filter_map(|row| Some((row, clock.moment(row)?, clock.zone(row)?)));
    // Behind every hour stands the next one, or the last minute of its own: spans.
    let is_span = |of: u64, end: i32| {
        let of = (of % 24) as i32;
        end == of || end % 24 == (of + 1) % 24
    };
    let are_spans = said().all(|(_, of, zone)| !matches!(zone, Zone::Dash { hour, .. } if !is_span(of, hour)));
    let mut lines = Vec::new();
    for (row, hour, zone) in said() {
        let ahead = match zone {
            Zone::Ahead(ahead) => ahead,
            Zone::Dash { hour, minutes } if !are_spans => -(hour * 60 + minutes),
            Zone::Dash { .. } | Zone::Untold => continue,
        };
        if !OFFSETS.contains(&ahead) {
            let cell = shortened(clock.cell(row).unwrap_or_default());
            return Some(ProfileError::Impossible { line: row.line, cell, why: NO_OFFSET });
        }
        lines.push(Offset { row, hour, ahead });
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
    Some(ProfileError::Offsets { line: odd.line, cell, other: usual.line })
}

/// Whether one clock has all of these offsets, in the order of time into which this puts the lines.
fn are_of_one_place(lines: &mut [Offset]) -> bool {
    lines.sort_by_key(Offset::instant);
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return true };
    let most = 1 + last.hour.saturating_sub(first.hour) / HALF_YEAR_HOURS;
    let (least, widest) =
        lines.iter().fold((i32::MAX, i32::MIN), |(least, most), line| (least.min(line.ahead), most.max(line.ahead)));
    let are_two = lines.iter().all(|line| line.ahead == least || line.ahead == widest);
    let changes: Vec<&[Offset]> = lines.windows(2).filter(|pair| pair[0].ahead != pair[1].ahead).collect();
    // Clocks are changed by an hour, on Lord Howe Island by half of one; where hours have no line, at any of them.
    let is_change = |pair: &&[Offset]| {
        let (before, behind) = (pair[0].hour.min(pair[1].hour), pair[0].hour.max(pair[1].hour));
        behind - before > 7 * 24 || (before..=behind).any(can_be_changed)
    };
    are_two && matches!(widest - least, 30 | 60) && changes.len() as u64 <= most && changes.iter().all(is_change)
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, read, rows_of, told};
    use super::{NO_OFFSET, OFFSET_MINUTES, Zone, behind_minutes};

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
            ("\u{2013} 24:00", Ok(Some(Zone::Dash { hour: 24, minutes: 0 }))),
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
        // A line without one is of the clock of the others.
        assert!(day_of(|hour| format!("2026-09-07T{hour:02}:00{},5", if hour < 20 { "Z" } else { "" })).is_ok());
    }

    #[test]
    fn spans_are_no_offsets() {
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
