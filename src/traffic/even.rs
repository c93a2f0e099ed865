//! Whether the hours of a profile of many lines have as many lines each: a mean over those that are there takes an hour in
//! which demand came once in a month for one in which it comes every week.

use super::profile_error::{HoursFault, ProfileError};
use super::profile_note::ProfileNote;
use super::row_clock::Clock;
use super::rows::Row;
use super::zone;
use crate::terms::Stamp;
use std::collections::BTreeMap;

const DAY_HOURS: u64 = super::hours::DAY_HOURS as u64;

/// Whether two changes of a clock lie as far apart as they do anywhere: Morocco has two within five weeks, around Ramadan.
pub(super) fn are_apart(hour: u64, later: u64) -> bool {
    later.saturating_sub(hour) >= 27 * DAY_HOURS
}

/// What is to be told of steps that a few hours lack, of which nobody knows whether nothing came in them or they were lost.
///
/// # Errors
/// [`ProfileError`] names the first hour between the first and the last that has no line, or many fewer or more than most have, and
/// how many more such there are. The first and the last hour can be cut; an hour that a changed clock leaves out or has twice is
/// none.
pub(super) fn check(rows: &[Row], column: usize) -> Result<Option<ProfileNote>, ProfileError> {
    judged(rows, column).transpose()
}

fn judged(rows: &[Row], column: usize) -> Option<Result<ProfileNote, ProfileError>> {
    let clock = Clock::of(rows, column);
    let mut lines: BTreeMap<u64, usize> = BTreeMap::new();
    let mut weights: BTreeMap<u64, Vec<f64>> = BTreeMap::new();
    for row in rows {
        let moment = clock.moment(row)?;
        *lines.entry(moment).or_default() += 1;
        // What a clock that is set back makes two lines of.
        if can_be_changed(moment) {
            weights.entry(moment).or_default().extend(row.cell(column).and_then(|cell| cell.parse::<f64>().ok()));
        }
    }
    let are_alike = |hour: u64| match weights.get(&hour).map(Vec::as_slice) {
        Some([one, other]) => one.max(*other) <= MOST_APART * one.min(*other).max(1.0),
        _ => true,
    };
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for found in lines.values() {
        *counts.entry(*found).or_default() += 1;
    }
    let (usual, _) = counts.into_iter().max_by_key(|(_, hours)| *hours)?;
    let (first, last) = (*lines.first_key_value()?.0, *lines.last_key_value()?.0);
    // Where lines show the change by their offsets, it is one on any day of the week.
    let may_be = if zone::are_several(rows, &clock) { is_night } else { can_be_changed };
    // A clock is set forward and back by turns.
    let mut change: Option<(u64, bool)> = None;
    let mut is_change = |hour: u64, twice: bool| {
        let is_next = change.is_none_or(|(before, was_twice)| twice != was_twice && are_apart(before, hour));
        let is_one = is_next && may_be(hour);
        if is_one {
            change = Some((hour, twice));
        }
        is_one
    };
    let (mut uneven, mut few) = (None, None);
    let (mut hours, mut fewer) = (0, 0);
    let mut note = |hour: u64, found: usize, many: u64| {
        uneven.get_or_insert((hour, found));
        hours += many;
    };
    // Moments that drift from step to step give one hour what the next one lacks.
    let (mut lacks, mut lacking, mut beyond) = (None, 0, 0);
    let mut before = first;
    for (&hour, &found) in &lines {
        let left_out = hour.saturating_sub(before + 1);
        if left_out > 1 || (left_out == 1 && !is_change(before + 1, false)) {
            note(before + 1, 0, left_out);
        }
        let is_cut = (hour == first || hour == last) && found < usual;
        // One moment more or less, or a quarter of them, moves a mean by little.
        let is_near = |lines: usize| found.abs_diff(lines) <= (usual / 4).max(1);
        let is_uneven = !is_near(usual) || found * 2 <= usual || found >= usual * 2;
        let is_twice = found == usual * 2 || (usual >= MANY && is_near(usual * 2));
        if is_uneven && !is_cut && !(is_twice && are_alike(hour) && is_change(hour, true)) {
            note(hour, found, 1);
        } else if found * 10 < usual * 9 && !is_cut {
            few.get_or_insert((hour, found));
            fewer += 1;
        }
        if found < usual && !is_cut {
            lacks.get_or_insert(hour);
            lacking += usual - found;
        } else if found > usual && !is_twice {
            beyond += found - usual;
        }
        before = hour;
    }
    // What a few hours lack is lost by chance; what many do was left out for lack of demand.
    if fewer * 10 > lines.len() {
        hours += fewer as u64;
        uneven = uneven.or(few);
    }
    if let Some((hour, found)) = uneven {
        return Some(Err(ProfileError::Hours(HoursFault::Uneven { hour: named(hour), found, usual, more: hours - 1 })));
    }
    let steps = lacking.saturating_sub(beyond);
    let hour = lacks.filter(|_| steps > 0)?;
    Some(Ok(ProfileNote::MissingSteps { steps, usual, hour }))
}

/// An hour since 1970 as a message says it.
pub(super) fn named(hour: u64) -> String {
    format!("{} {:02}:00", Stamp::of_day(hour / DAY_HOURS).date(), hour % DAY_HOURS)
}

/// Two hours of one night differ less than by so much.
const MOST_APART: f64 = 10.0;

/// Of so many lines an hour one can be missing by chance.
const MANY: usize = 10;

/// Whether clocks are changed at such an hour somewhere: at night, from the end of Thursday (in Egypt) to Sunday, and neither in
/// winter nor in summer, wherever that is.
pub(super) fn can_be_changed(hour: u64) -> bool {
    // 1970-01-01 was a Thursday, the 4th day of a week.
    let weekday = (hour / DAY_HOURS + 3) % 7;
    let is_day = weekday >= 4 || (weekday == 3 && hour % DAY_HOURS >= 22);
    is_night(hour) && is_day && matches!(Stamp::of_day(hour / DAY_HOURS).month(), 2..=5 | 9..=11)
}

/// Whether clocks are changed at such an hour of a day: on Easter Island they are set back from 22:00 to 21:00.
pub(super) fn is_night(hour: u64) -> bool {
    matches!(hour % DAY_HOURS, 0..=3 | 21..)
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};
    use super::super::weights;
    use super::*;

    /// Lines of so many hours from Monday, 2026-11-02, 00:00, as many each as `lines` says, by the place of the hour.
    fn text(hours: usize, lines: impl Fn(usize) -> usize) -> String {
        let row = |hour: usize, at: usize| format!("2026-11-{:02}T{:02}:{:02},7\n", 2 + hour / 24, hour % 24, at * 5);
        (0..hours).flat_map(|hour| (0..lines(hour)).map(move |at| row(hour, at))).collect()
    }

    #[test]
    fn hours_without_a_line_in_some_weeks_are_refused() {
        // Monday 03:00 has a line in the first of two weeks alone: the 9th's is left out.
        let found = told(read(&text(336, |hour| usize::from(hour != 171))));
        assert_eq!(
            found,
            "2026-11-09 03:00 has no line, where most hours have one; write one line for each hour, 0 where there was no demand, or \
             leave out weeks that are not whole"
        );
        let found = told(read(&text(336, |hour| usize::from(!(171..180).contains(&hour)))));
        assert!(
            found.starts_with("2026-11-09 03:00 and 8 hours more have no line, where most hours have one;"),
            "{found}"
        );
        assert!(read(&text(336, |_| 1)).is_ok());
    }

    #[test]
    fn hours_with_fewer_lines_than_others_are_refused() {
        // Six hours of the night in each of seven days have one of twelve lines.
        let found = told(read(&text(168, |hour| if hour % 24 < 6 { 1 } else { 12 })));
        assert!(
            found.starts_with("2026-11-02 01:00 and 40 hours more have fewer or more than the 12 lines of most hours;"),
            "{found}"
        );
        // The first hour and the last may be cut.
        let cut = |hour| match hour {
            0 => 5,
            335 => 2,
            _ => 12,
        };
        assert!(read(&text(336, cut)).is_ok());
    }

    /// Of twelve lines three may be missing; a mean over eight takes the other four for as much.
    #[test]
    fn an_hour_may_lack_a_quarter_of_its_lines() {
        let with = |lines: usize| read(&text(336, |hour| if hour == 100 { lines } else { 12 }));
        assert!(with(9).is_ok() && with(11).is_ok());
        // Four days and four hours behind Monday, 2026-11-02.
        let found = told(with(8));
        assert!(found.starts_with("2026-11-06 04:00 has 8 lines, where most hours have 12"), "{found}");
    }

    #[test]
    fn steps_that_a_few_hours_lack_are_noted() {
        let notes = |lines: fn(usize) -> usize| weights::read(&text(336, lines)).unwrap().notes;
        // 100 hours behind Monday, 2026-11-02, 00:00; that is 20,759 days of 24 hours behind 1970.
        let noted = |steps: usize| vec![ProfileNote::MissingSteps { steps, usual: 12, hour: 20_759 * 24 + 100 }];
        assert_eq!(notes(|hour| if hour == 100 { 11 } else { 12 }), noted(1));
        assert_eq!(notes(|hour| if matches!(hour, 100 | 200) { 9 } else { 12 }), noted(6));
        assert_eq!(
            noted(6)[0].sentence("week.csv"),
            "week.csv lacks 6 steps of its hours, the first of them in 2026-11-06 04:00, where most hours have 12: each counts as the \
             mean of the others of its hour; if nothing came in them, write a line with 0 for each"
        );
        // Cut off, or drifting from hour to hour.
        assert_eq!(notes(|hour| if matches!(hour, 0 | 335) { 9 } else { 12 }), []);
        assert_eq!(notes(|hour| 10 - usize::from(hour == 100) + usize::from(hour == 101)), []);
    }

    /// A query that leaves steps without demand out: ten lines of twelve, in the eight hours of each night.
    #[test]
    fn hours_that_lack_lines_day_after_day_are_refused() {
        let found = told(read(&text(336, |hour| if hour % 24 < 8 { 10 } else { 12 })));
        assert!(
            found.starts_with("2026-11-02 01:00 and 110 hours more have fewer or more than the 12 lines"),
            "{found}"
        );
        // Of 60 lines one more or less is none.
        assert!(read(&text(336, |hour| if hour % 2 == 0 { 11 } else { 12 })).is_ok());
    }

    #[test]
    fn clocks_change_in_spring_and_autumn_and_hours_of_a_night_are_alike() {
        let sunday = |month: &str, weight: usize| {
            let row = |hour: usize| format!("2026-{month}-{:02}T{:02}:00,7\n", 1 + hour / 24, hour % 24);
            let text: String = (0..336).map(row).collect();
            // The 8th of February, March and November of 2026 is a Sunday; that of September a Tuesday, of July a Wednesday.
            read(&format!("{text}2026-{month}-08T02:00,{weight}\n"))
        };
        assert!(sunday("03", 8).is_ok() && sunday("11", 8).is_ok());
        assert!(sunday("03", 5000).is_err() && sunday("09", 8).is_err());
    }

    /// In Egypt clocks are set back from Thursday, 24:00, to 23:00, on Easter Island from Saturday, 22:00, to 21:00.
    #[test]
    fn clocks_that_change_before_midnight_are_known() {
        let with = |from: &str, twice: &str| {
            let row = |hour: usize| format!("{from}{:02}T{:02}:00,7\n", 1 + hour / 24, hour % 24);
            read(&format!("{}{twice},7\n", (0..672).map(row).collect::<String>()))
        };
        // 2026-10-29 is a Thursday, 2026-04-04 a Saturday.
        assert!(with("2026-04-", "2026-04-04T21:00").is_ok());
        let october = |hour: usize| format!("2026-10-{:02}T{:02}:00,7\n", 4 + hour / 24, hour % 24);
        assert!(read(&format!("{}2026-10-29T23:00,7\n", (0..672).map(october).collect::<String>())).is_ok());
    }

    #[test]
    fn a_changed_clock_is_no_fault() {
        // Sunday, 2026-11-08, is the 7th day: 02:00 is its 146th hour.
        for lines in [0, 2] {
            assert!(read(&text(336, |hour| if hour == 146 { lines } else { 1 })).is_ok(), "{lines}");
            assert!(read(&text(336, |hour| if matches!(hour, 146 | 314) { lines } else { 1 })).is_err(), "{lines}");
            // Friday, 2026-11-06, 02:00, as in Israel; Monday and midday are none.
            assert!(read(&text(336, |hour| if hour == 98 { lines } else { 1 })).is_ok(), "{lines}");
            assert!(read(&text(336, |hour| if matches!(hour, 171 | 156) { lines } else { 1 })).is_err(), "{lines}");
        }
        // One of twelve lines that is lost moves a mean by little; half of them are not there by chance.
        assert!(read(&text(336, |hour| if hour == 60 { 11 } else { 12 })).is_ok());
        assert!(read(&text(336, |hour| if hour == 60 { 6 } else { 12 })).is_err());
    }

    #[test]
    fn lines_that_are_far_apart_are_told_at_once() {
        let found = told(read(&(text(336, |_| 1) + "9999-12-31T23:00,7\n")));
        // From 2026-11-16 to 9999-12-31 are 2,932,896 - 20,773 days; 23 hours more, less the one that is told.
        let more = (2_932_896 - 20_773) * 24 + 23 - 1;
        assert!(found.starts_with(&format!("2026-11-16 00:00 and {more} hours more have no line, where")), "{found}");
    }
}
