//! The first and the last hour of an export, which may be a part of one: `last 7 days` begins and ends in the middle of an hour.

use super::hours::DAY_HOURS;
use super::profile_note::ProfileNote;
use super::rows::Row;
use std::collections::BTreeMap;

/// Less than so much of what the same hour has on other days is no whole hour's.
const LEAST_SHARE: f64 = 0.5;

/// So many requests an hour vary by less from day to day.
const LEAST_MEAN: f64 = 20.0;

/// The first line or the last, where it is the only one of its hour and has far less demand than the same hour of the cycle has in
/// other lines. `in_time` are all hours with their weights, in order.
pub(super) fn note(rows: &[Row], in_time: &[(u64, f64)], cycle: usize) -> Option<ProfileNote> {
    let (first, last) = (in_time.first()?, in_time.last()?);
    let mut lines: BTreeMap<u64, usize> = BTreeMap::new();
    for (hour, _) in in_time {
        *lines.entry(*hour).or_default() += 1;
    }
    // Finer steps that are cut off are left out of their hour's mean, and whole days most likely have whole hours.
    if lines.len() <= cycle || lines.len().is_multiple_of(DAY_HOURS) || lines.values().any(|lines| *lines > 1) {
        return None;
    }
    let is_cut = |(hour, weight): &(u64, f64)| {
        let is_same = |(other, _): &&(u64, f64)| other != hour && other % cycle as u64 == hour % cycle as u64;
        let (sum, count) =
            in_time.iter().filter(is_same).fold((0.0, 0.0), |(sum, count), (_, weight)| (sum + weight, count + 1.0));
        // Of few requests an hour half as many are nothing special, and hours without any are told as such.
        count > 0.0 && *weight > 0.0 && sum / count >= LEAST_MEAN && *weight < LEAST_SHARE * sum / count
    };
    // Lines may stand from the last to the first.
    let line = |at: usize| rows.get(at).map(|row| row.line);
    let is_forward = rows.len() < 2 || in_time.len() < 2 || first.0 <= last.0;
    let (top, end) = if is_forward { (line(0), line(rows.len() - 1)) } else { (line(rows.len() - 1), line(0)) };
    if is_cut(last) {
        return end.map(|line| ProfileNote::CutHour { line, is_last: true });
    }
    if is_cut(first) { top.map(|line| ProfileNote::CutHour { line, is_last: false }) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::profile_note::ProfileNote;
    use super::super::weights;

    /// Lines of so many hours from Friday, 2026-09-04, 18:00, of the weight that `weight` gives each.
    fn notes(hours: usize, weight: impl Fn(usize) -> usize) -> Vec<ProfileNote> {
        let row = |hour: usize| {
            let of_month = 4 * 24 + 18 + hour;
            format!("2026-09-{:02}T{:02}:00,{}\n", of_month / 24, of_month % 24, weight(hour))
        };
        let text: String = (0..hours).map(row).collect();
        weights::read(&format!("Time,Invocations\n{text}")).unwrap().notes
    }

    #[test]
    fn a_part_of_an_hour_at_either_end_is_told() {
        let peak = |hour: usize| if hour.is_multiple_of(168) { 1000 } else { 100 };
        // A week and an hour: the last one, in line 170 below the heading, has 3 of 1,000.
        let cut = |hour: usize| if hour == 168 { 3 } else { peak(hour) };
        assert_eq!(notes(169, cut), [ProfileNote::CutHour { line: 170, is_last: true }]);
        assert_eq!(
            notes(337, |hour| if hour == 336 { 3 } else { peak(hour) }),
            [ProfileNote::CutHour { line: 338, is_last: true }]
        );
        let cut = |hour: usize| if hour == 0 { 3 } else { peak(hour) };
        assert_eq!(notes(169, cut), [ProfileNote::CutHour { line: 2, is_last: false }]);
        assert_eq!(notes(169, peak), []);
        assert_eq!(notes(168, |hour| if hour == 167 { 3 } else { peak(hour) }), []);
    }
}
