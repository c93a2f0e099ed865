//! [`Profile`]: how demand spreads over the hours of a day or a week.

use super::profile_error::{ProfileError, WeightFault};
use super::profile_note::ProfileNote;
use super::weights::{self, Weights};

/// Weights of the hours of a cycle, each relative to their mean. One hour (steady demand), 24 (a day) or 168 (a
/// week from Monday 00:00).
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    name: String,
    /// Weight of each hour over the mean weight.
    relative: Vec<f64>,
    /// What to tell of its file.
    notes: Vec<ProfileNote>,
}

impl Profile {
    /// Demand that is the same at every hour.
    #[must_use]
    pub fn steady() -> Profile {
        Profile { name: "steady".to_owned(), relative: vec![1.0], notes: Vec::new() }
    }

    /// Reads 24 or 168 lines whose last cell is a weight, after an optional heading; blank lines and `#` comments
    /// are skipped. Hours in the first cell must be in order, or each there once below a heading that names them; dates there put each line at its hour of the week (or of the
    /// day, where there are 24), whatever order they stand in; of dates of a week or more, or of 24 hours, several lines of an
    /// hour count as their mean, where no hour between the first and the last has more or fewer than most by more than a quarter, or by one. An hour is that of
    /// its line's own clock, whose offsets from UTC must be those of one place. Cells may stand between semicolons, tabs or bars,
    /// where weights may have decimal commas.
    ///
    /// ```
    /// # use costcalc::traffic::Profile;
    /// let day = Profile::parse("lunch", &"1\n".repeat(24))?;
    /// assert_eq!(day.len(), 24);
    /// # Ok::<(), costcalc::traffic::ProfileError>(())
    /// ```
    ///
    /// # Errors
    /// [`ProfileError`] names every line that has a fault, or what the whole lacks.
    pub fn parse(name: &str, text: &str) -> Result<Profile, ProfileError> {
        let Weights { hours: weights, notes } = weights::read(text)?;
        let mean = weights.iter().sum::<f64>() / weights.len() as f64;
        if !mean.is_finite() {
            return Err(ProfileError::Weight(WeightFault::TooLarge));
        }
        if mean <= 0.0 {
            return Err(ProfileError::Weight(WeightFault::AllZero));
        }
        let relative = weights.iter().map(|weight| weight / mean).collect();
        Ok(Profile { name: name.to_owned(), relative, notes })
    }

    /// The same under another name of its file.
    #[must_use]
    pub fn named(&self, name: &str) -> Profile {
        Profile { name: name.to_owned(), ..self.clone() }
    }

    /// What its file says that may be meant in another way, though it can be read.
    #[must_use]
    pub fn notes(&self) -> &[ProfileNote] {
        &self.notes
    }

    /// Its name, or the file it was read from.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Weight of each hour of the cycle over the mean weight.
    #[must_use]
    pub fn relative(&self) -> &[f64] {
        &self.relative
    }

    /// Hours of the cycle: 1, 24 or 168.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a profile has at least one hour")]
    pub fn len(&self) -> usize {
        self.relative.len()
    }

    /// The busiest hour's weight over the mean.
    #[must_use]
    pub fn peak(&self) -> f64 {
        self.relative.iter().copied().fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::super::profile_error::{ColumnsFault, HoursFault};
    use super::*;

    #[test]
    fn weights_are_relative_to_their_mean() {
        // 23 hours of 1 and one of 25: mean 2, so 0.5 and 12.5.
        let text = format!("hour,weight\n{}23,25\n", (0..23).map(|h| format!("{h},1\n")).collect::<String>());
        let profile = Profile::parse("x", &text).unwrap();
        assert_eq!(profile.relative()[0], 0.5);
        assert_eq!(profile.peak(), 12.5);
    }

    #[test]
    fn faults_name_the_line() {
        let text = "1\n".repeat(5) + "oops\n" + &"1\n".repeat(18);
        assert_eq!(
            Profile::parse("x", &text),
            Err(ProfileError::Weight(WeightFault::Weight { line: 6, cell: "oops".to_owned() }))
        );
        assert_eq!(
            Profile::parse("x", "1\n2\n"),
            Err(ProfileError::Hours(HoursFault::Length { found: 2, dated: false }))
        );
        let text = "1\n".repeat(5) + "oops\n1\n-2\n" + &"1\n".repeat(16);
        let told = Profile::parse("x", &text).unwrap_err().to_string();
        assert!(told.contains("line 6: \"oops\" is not") && told.contains("; line 8: \"-2\" is not"), "{told}");
        let told = Profile::parse("x", &"oops\n".repeat(24)).unwrap_err().to_string();
        // The first may be a heading: of 23 lines 5 are shown.
        assert!(told.ends_with("; and 18 more lines"), "{told}");
        // Each kind is told with its own number.
        let text: String = (0..24)
            .map(|at| if at == 20 { "20,oops\n".to_owned() } else { format!("{at},\"1,7{at:02}\"\n") })
            .collect();
        let told = Profile::parse("x", &text).unwrap_err().to_string();
        assert!(
            told.contains(
                "line 2: \"1,701\" is not a weight; write 1701 or 1.7010; and 21 more such lines; line 21: \"oops\" is"
            ),
            "{told}"
        );
        let row = vec!["1"; 24].join(",");
        assert_eq!(Profile::parse("x", &row), Err(ProfileError::Columns(ColumnsFault::Beside { line: 1, found: 24 })));
        assert_eq!(Profile::parse("x", &"0\n".repeat(24)), Err(ProfileError::Weight(WeightFault::AllZero)));
        for hostile in ["-1", "NaN", "inf"] {
            let text = "1\n".repeat(23) + hostile + "\n";
            assert!(Profile::parse("x", &text).is_err(), "{hostile}");
        }
    }

    #[test]
    fn weights_whose_sum_is_no_number_are_refused() {
        assert_eq!(Profile::parse("p", &"1e308\n".repeat(24)), Err(ProfileError::Weight(WeightFault::TooLarge)));
    }
}
