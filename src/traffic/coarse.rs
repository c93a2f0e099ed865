//! Lines that stand several hours apart, each for all of the hours up to the next one.

use super::WEEK_HOURS;
use super::hours::DAY_HOURS;
use super::profile_error::{HoursFault, ProfileError};

/// Steps that divide a day.
const STEPS: [usize; 6] = [2, 3, 4, 6, 8, 12];

/// That the hours of a cycle that have a line follow each other in steps of several hours, from the first hour of any step on.
pub(super) fn of_taken(taken: &[bool]) -> Option<ProfileError> {
    let first = taken.iter().position(|taken| *taken)?;
    let is_step =
        |step: &usize| first < *step && taken.iter().enumerate().all(|(hour, taken)| *taken == (hour % step == first));
    let hours = STEPS.into_iter().find(is_step)?;
    Some(ProfileError::Hours(HoursFault::Coarse { hours }))
}

/// The same of lines that say these hours, of a day or of a week.
pub(super) fn of_hours(said: impl Iterator<Item = usize> + Clone) -> Option<ProfileError> {
    // The hour 24 ends a day.
    let cycle = if said.clone().any(|hour| hour > DAY_HOURS) { WEEK_HOURS } else { DAY_HOURS };
    let mut taken = vec![false; cycle];
    for hour in said {
        let place = taken.get_mut(hour % cycle)?;
        if std::mem::replace(place, true) {
            return None;
        }
    }
    of_taken(&taken)
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};

    #[test]
    fn steps_of_several_hours_are_told_as_such() {
        let two = "the lines are 2 hours apart, and each hour needs one: write every line 2 times, once for each of its hours";
        let day = |hours: &[usize], clock: fn(usize) -> String| {
            let lines: String = hours.iter().map(|hour| format!("{},7\n", clock(*hour))).collect();
            told(read(&format!("hour,requests\n{lines}")))
        };
        let even: Vec<usize> = (0..12).map(|at| at * 2).collect();
        assert!(day(&even, |hour| format!("{hour:02}:00")).starts_with(two));
        assert!(day(&even, |hour| hour.to_string()).starts_with(two));
        assert!(day(&[0, 6, 12, 18], |hour| hour.to_string()).starts_with("the lines are 6 hours apart"));
        // A week of dates, four lines a day.
        let week: String = (0..28).map(|at| format!("2026-11-{:02} {:02}:00,7\n", 2 + at / 4, at % 4 * 6)).collect();
        assert!(told(read(&format!("time,requests\n{week}"))).starts_with("the lines are 6 hours apart"));
        // Nights that are left out are none.
        let hours: Vec<usize> = (6..24).collect();
        assert!(!day(&hours, |hour| hour.to_string()).contains("apart"));
    }
}
