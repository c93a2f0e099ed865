//! More lines than the hours of a day or of a week: several of an hour count as their mean.

use super::WEEK_HOURS;
use super::hours::{DAY_HOURS, NEARLY_A_DAY, NEARLY_A_WEEK};
use super::row_clock::Clock;
use super::rows::Row;
use super::written::{date, hour, weekday};
use std::collections::BTreeSet;

/// Hours of the cycle whose hours more lines than it has are of: a week for dates of seven days or more, a day for those of one, or of
/// 24 hours that go from one into the next; of days and hours alone what they have an equal number of lines for.
pub(super) fn averaged(rows: &[Row], column: usize) -> Option<usize> {
    if column == 0 {
        return None;
    }
    if is_window(rows, column) {
        return Some(if rows.len() > *NEARLY_A_DAY.end() && !is_within_a_day(rows, column) {
            WEEK_HOURS
        } else {
            DAY_HOURS
        });
    }
    if rows.len() <= *NEARLY_A_DAY.end() || NEARLY_A_WEEK.contains(&rows.len()) {
        return None;
    }
    let dates: Option<BTreeSet<String>> = rows.iter().map(|row| date(row.cell(0)?).map(|(date, _)| date)).collect();
    match dates.map(|dates| dates.len()) {
        Some(1) => Some(DAY_HOURS),
        Some(7..) => Some(WEEK_HOURS),
        Some(_) => None,
        None => steps_of_named_days(rows).or_else(|| steps(rows, column)),
    }
}

/// Whether dated lines are the last 24 hours or seven days as monitoring gives them: a few more than the cycle has hours, none of
/// them twice, or finer steps from an hour of one day to the same one of the next.
pub(super) fn is_window(rows: &[Row], column: usize) -> bool {
    if is_within_a_day(rows, column) {
        return true;
    }
    let is_longer = NEARLY_A_WEEK.contains(&rows.len()) && rows.len() > WEEK_HOURS;
    let hours = moments(rows, column).filter(|_| is_longer);
    hours.is_some_and(|hours| hours.into_iter().collect::<BTreeSet<u64>>().len() == rows.len())
}

/// Whether more lines than a day has hours go from an hour of one day to the same one of the next, or not as far.
fn is_within_a_day(rows: &[Row], column: usize) -> bool {
    let Some(hours) = moments(rows, column).filter(|_| rows.len() > DAY_HOURS) else { return false };
    let (Some(first), Some(last)) = (hours.iter().min(), hours.iter().max()) else { return false };
    let is_day = first / DAY_HOURS as u64 == last / DAY_HOURS as u64;
    // Of few lines it is the last one that is too many.
    let is_few = NEARLY_A_DAY.contains(&rows.len()) && last - first < DAY_HOURS as u64;
    !is_day && !is_few && last - first <= DAY_HOURS as u64
}

/// The hours since 1970 of rows that all have a date.
fn moments(rows: &[Row], column: usize) -> Option<Vec<u64>> {
    let clock = Clock::of(rows, column);
    rows.iter().map(|row| clock.moment(row)).collect()
}

/// The cycle of names of days with hours, `Mon 00:00`, of which each has as many lines as the others.
fn steps_of_named_days(rows: &[Row]) -> Option<usize> {
    let mut lines = [0_usize; WEEK_HOURS];
    let mut known = BTreeSet::new();
    for row in rows {
        let label = row.cell(0)?;
        let (weekday, rest) = weekday(label)?;
        *lines.get_mut(weekday * DAY_HOURS + hour(rest).filter(|hour| *hour < DAY_HOURS)?)? += 1;
        if !known.insert(label) {
            return None;
        }
    }
    let usual = *lines.iter().max()?;
    let hours = lines.iter().filter(|lines| **lines == usual).count();
    (hours * usual == rows.len()).then_some(hours).filter(|hours| matches!(*hours, DAY_HOURS | WEEK_HOURS))
}

/// The place of each line of half hours, minutes and the like, `00:00`, `00:30` and so on, of a day or a week; none where lines are
/// not of these.
pub(super) fn places(rows: &[Row], column: usize) -> Option<Vec<usize>> {
    let cycle = steps(rows, column)?;
    Some((0..rows.len()).map(|row| row * cycle / rows.len()).collect())
}

/// The cycle of lines that say their hour with minutes, without a day, in order and as many for each hour.
fn steps(rows: &[Row], column: usize) -> Option<usize> {
    let said = |row: &Row| row.cell(0).filter(|cell| column > 0 && cell.contains([':', 'h'])).and_then(hour);
    let each = rows.iter().take_while(|row| said(row) == Some(0)).count();
    let cycle = rows.len().checked_div(each).filter(|_| each > 1 && rows.len().is_multiple_of(each))?;
    let are_in_order = || rows.iter().enumerate().all(|(place, row)| said(row) == Some(place / each % DAY_HOURS));
    let differ = || rows.windows(2).all(|pair| pair[0].cell(0) != pair[1].cell(0));
    (matches!(cycle, DAY_HOURS | WEEK_HOURS) && are_in_order() && differ()).then_some(cycle)
}

#[cfg(test)]
mod tests {
    use super::super::told::{rows_of, told};

    /// A moment so many minutes after Monday, 2026-09-07, 00:00.
    fn moment(minutes: usize) -> String {
        format!("2026-09-{:02} {:02}:{:02}", 7 + minutes / 1440, minutes / 60 % 24, minutes % 60)
    }

    #[test]
    fn the_last_24_hours_are_a_day_whenever_they_begin() {
        // Each line weighs its hour of the day.
        for (lines, step, from) in
            [(288, 5, 360), (288, 5, 875), (289, 5, 875), (96, 15, 60), (1440, 1, 1439), (25, 60, 0), (25, 60, 780)]
        {
            let minute = |line: usize| from + line * step;
            let found = rows_of(lines, |line| format!("{},{}", moment(minute(line)), minute(line) / 60 % 24));
            let hours: Vec<f64> = (0..24_u8).map(f64::from).collect();
            assert_eq!(found, Ok(hours), "{lines} from {from}");
        }
        // A quarter of an hour less than a day, and two days.
        assert!(rows_of(95, |line| format!("{},1", moment(line * 15))).is_ok());
        assert!(rows_of(96, |line| format!("{},1", moment(line * 30))).is_err());
    }

    #[test]
    fn a_week_with_its_first_hours_once_more_is_a_week() {
        for lines in [169, 170] {
            let found = rows_of(lines, |hour| format!("{},{hour}", moment(hour * 60))).unwrap();
            assert_eq!((found.len(), found[0], found[2]), (168, 84.0, 2.0));
        }
        // An hour that is there twice is one of a clock that was set back.
        let twice = told(rows_of(169, |hour| format!("{},1", moment((hour - usize::from(hour > 146)) * 60))));
        assert!(twice.starts_with("line 148: \"2026-09-13 02:00\" is the same hour as line 147"), "{twice}");
    }

    #[test]
    fn steps_of_hours_without_a_date_are_averaged() {
        for each in [2, 4, 60] {
            let clock = |line: usize| format!("{:02}:{:02}", line / each % 24, line % each * (60 / each));
            let found = rows_of(24 * each, |line| format!("{},{}", clock(line), line / each)).unwrap();
            assert_eq!((found.len(), found[0], found[23]), (24, 0.0, 23.0));
            let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
            let day = |line: usize| days[line / each / 24];
            let found = rows_of(168 * each, |line| format!("{} {},{}", day(line), clock(line), line / each)).unwrap();
            assert_eq!((found.len(), found[0], found[167]), (168, 0.0, 167.0));
            assert_eq!(rows_of(168 * each, |line| format!("{},{}", clock(line), line / each)).unwrap()[167], 167.0);
            assert_eq!(rows_of(24 * each, |line| format!("Tue {},1", clock(line))).unwrap().len(), 24);
        }
        // One of the half hours is missing.
        assert!(rows_of(47, |line| format!("{:02}:{:02},1", line / 2, line % 2 * 30)).is_err());
    }
}
