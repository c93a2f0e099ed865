//! Zeros at the end of a file: hours that had not come yet when it was written, or an outage.

use super::WEEK_HOURS;
use super::hours::DAY_HOURS;
use super::profile_note::ProfileNote;
use std::collections::HashMap;

const WEEK: u64 = WEEK_HOURS as u64;
const DAY: u64 = DAY_HOURS as u64;

/// So many hours that have demand otherwise are no chance.
const LEAST: usize = 6;

/// That lines, in the order of time, end in zeros at hours that have demand in other weeks, or, of one week, the day before.
pub(super) fn note(lines: &[(u64, f64)]) -> Option<ProfileNote> {
    let zeros = lines.iter().rev().take_while(|(_, weight)| *weight == 0.0).count();
    let (above, zero) = lines.split_at(lines.len() - zeros);
    let (first, last) = (above.first()?.0, above.last()?.0);
    let mut demand: HashMap<u64, f64> = HashMap::new();
    for (hour, weight) in above {
        *demand.entry(*hour).or_default() += weight;
    }
    // The same hour so many hours before, or twice as many and so on, where the zeros have not begun.
    let before = |hour: u64, cycle: u64| {
        let back = hour.checked_sub((hour - last.min(hour)).div_ceil(cycle).max(1) * cycle)?;
        (back >= first).then(|| demand.get(&back).is_some_and(|weight| *weight > 0.0))
    };
    // Hours of a week alone begin with Monday, and 1970-01-01 was a Thursday.
    let first_day = if lines.last()?.0 < WEEK { 0 } else { 3 };
    let is_due = |hour: u64| {
        // On weekends many have no demand.
        let weekday = (hour / DAY + first_day) % 7;
        before(hour, WEEK).unwrap_or_else(|| weekday < 5 && before(hour, DAY) == Some(true))
    };
    let mut hours: Vec<u64> = zero.iter().map(|(hour, _)| *hour).collect();
    hours.dedup();
    let due = hours.into_iter().filter(|hour| is_due(*hour)).take(LEAST).count();
    (due == LEAST).then_some(ProfileNote::TrailingZeros { lines: zeros, may_be_left_out: last + 1 - first >= WEEK })
}

#[cfg(test)]
mod tests {
    use super::super::profile_note::ProfileNote;
    use super::super::weights;

    /// The notes of so many hours from Monday, 2026-09-07, whose weights are as said.
    fn notes(hours: usize, weight: impl Fn(usize) -> usize) -> Vec<ProfileNote> {
        let row = |hour: usize| format!("2026-09-{:02}T{:02}:00,{}\n", 7 + hour / 24, hour % 24, weight(hour));
        weights::read(&(0..hours).map(row).collect::<String>()).unwrap().notes
    }

    #[test]
    fn hours_to_come_are_noted() {
        let zeros = |lines, may_be_left_out| [ProfileNote::TrailingZeros { lines, may_be_left_out }];
        // Two weeks that end on their last Friday, 15:00, and one.
        assert_eq!(notes(336, |hour| if hour < 279 { hour % 24 + 1 } else { 0 }), zeros(57, true));
        assert_eq!(notes(168, |hour| if hour < 90 { hour % 24 + 1 } else { 0 }), zeros(78, false));
        // The same week by its hours alone.
        let text: String = (0..168).map(|hour| format!("{}\n", if hour < 90 { hour % 24 + 1 } else { 0 })).collect();
        assert_eq!(weights::read(&text).unwrap().notes, zeros(78, false));
    }

    #[test]
    fn nights_and_weekends_without_demand_are_not_noted() {
        let in_office = |hour: usize| usize::from(hour / 24 % 7 < 5 && (8..18).contains(&(hour % 24))) * (hour % 5 + 1);
        assert_eq!(notes(168, in_office), []);
        assert_eq!(notes(336, in_office), []);
    }
}
