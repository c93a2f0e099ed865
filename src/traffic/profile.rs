//! [`Profile`]: how demand spreads over the hours of a day or a week.

/// Weights of the hours of a cycle, each relative to their mean. One hour (steady demand), 24 (a day) or 168 (a
/// week from Monday 00:00).
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    name: String,
    /// Weight of each hour over the mean weight.
    relative: Vec<f64>,
}

/// Why a text is not a profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// A line without a usable weight.
    #[error("line {line}: {cell:?} is not a weight; write a number that is not negative, such as 1.5")]
    Weight {
        /// The line, from 1.
        line: u64,
        /// The cell.
        cell: String,
    },
    /// Weights side by side in one line, where each needs a line of its own.
    #[error(
        "line {line}: {found} numbers stand in one line; write one weight a line, 24 (a day) or 168 (a week from Monday 00:00)"
    )]
    Beside {
        /// The line.
        line: u64,
        /// How many numbers it has.
        found: usize,
    },
    /// Faults of several lines.
    #[error("{}", joined(.0))]
    Lines(Vec<ProfileError>),
    /// Neither a day nor a week.
    #[error("{found} weights, where 24 (a day) or 168 (a week from Monday 00:00) are needed")]
    Length {
        /// How many weights there are.
        found: usize,
    },
    /// An hour out of its order, or a decimal comma that made two cells of a weight.
    #[error(
        "line {line}: hour {found} stands where hour {expected} comes next; begin with hour 0, and write weights with a point"
    )]
    Hour {
        /// The line.
        line: u64,
        /// The hour that it says.
        found: usize,
        /// The hour that comes next.
        expected: usize,
    },
    /// Weights whose sum is no number.
    #[error("the weights are too large: write smaller ones, such as 1 and 2.5")]
    TooLarge,
    /// No demand at any hour.
    #[error("every weight is 0: give at least one hour some demand")]
    AllZero,
    /// Not text.
    #[error("line {line}: not readable as CSV")]
    Csv {
        /// The line, from 1.
        line: u64,
    },
}

/// The first faults, and how many there are besides.
fn joined(faults: &[ProfileError]) -> String {
    const MOST: usize = 5;
    let mut texts: Vec<String> = faults.iter().take(MOST).map(ToString::to_string).collect();
    if let more @ 1.. = faults.len().saturating_sub(MOST) {
        texts.push(format!("and {more} more lines"));
    }
    texts.join("; ")
}

impl Profile {
    /// Demand that is the same at every hour.
    #[must_use]
    pub fn steady() -> Profile {
        Profile { name: "steady".to_owned(), relative: vec![1.0] }
    }

    /// Reads 24 or 168 lines whose last cell is a weight, after an optional heading; blank lines and `#` comments
    /// are skipped.
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
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .comment(Some(b'#'))
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let mut weights: Vec<f64> = Vec::new();
        let mut faults = Vec::new();
        let mut beside = None;
        let (mut first, mut from, mut in_order) = (true, 0, true);
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    faults.push(ProfileError::Csv { line: error.position().map_or(0, csv::Position::line) });
                    break;
                }
            };
            let Some(cell) = record.iter().rev().map(str::trim).find(|cell| !cell.is_empty()) else {
                continue;
            };
            let line = record.position().map_or(0, csv::Position::line);
            // Behind an hour out of order every further one would be.
            if in_order && let Err(fault) = check_hour(&record, weights.len(), line, &mut from) {
                faults.push(fault);
                in_order = false;
            }
            let numbers = record.iter().filter(|cell| cell.trim().parse::<f64>().is_ok()).count();
            beside = beside.or((numbers > 2).then_some(ProfileError::Beside { line, found: numbers }));
            let weight = cell.parse::<f64>().ok().filter(|weight| weight.is_finite() && *weight >= 0.0);
            match weight {
                Some(weight) => weights.push(weight),
                // A heading is a first line whose last cell is a word.
                None if first && cell.starts_with(|c: char| c.is_alphabetic()) && cell.parse::<f64>().is_err() => {}
                None => {
                    faults.push(ProfileError::Weight { line, cell: cell.chars().take(40).collect() });
                    // In the place of the weight that was meant, so that the hours below are counted right.
                    weights.push(1.0);
                }
            }
            first = false;
        }
        match (faults.pop(), faults.is_empty()) {
            (Some(only), true) => return Err(only),
            (Some(last), false) => {
                faults.push(last);
                return Err(ProfileError::Lines(faults));
            }
            (None, _) => {}
        }
        if !matches!(weights.len(), 24 | super::WEEK_HOURS) {
            return Err(beside.unwrap_or(ProfileError::Length { found: weights.len() }));
        }
        let mean = weights.iter().sum::<f64>() / weights.len() as f64;
        if !mean.is_finite() {
            return Err(ProfileError::TooLarge);
        }
        if mean <= 0.0 {
            return Err(ProfileError::AllZero);
        }
        Ok(Profile { name: name.to_owned(), relative: weights.iter().map(|weight| weight / mean).collect() })
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

    /// Whether every hour is alike by definition, so that an hour has no busier stretch by default.
    #[must_use]
    pub fn is_steady(&self) -> bool {
        self.relative.len() == 1
    }

    /// The busiest hour's weight over the mean.
    #[must_use]
    pub fn peak(&self) -> f64 {
        self.relative.iter().copied().fold(0.0, f64::max)
    }
}

/// That a row of an hour and a weight says the hour that comes next, of the day or of the week, counted from 0 or 1.
fn check_hour(record: &csv::StringRecord, row: usize, line: u64, from: &mut usize) -> Result<(), ProfileError> {
    let mut cells = record.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let (Some(hour), Some(_), None) = (cells.next(), cells.next(), cells.next()) else { return Ok(()) };
    let Ok(found) = hour.parse::<usize>() else { return Ok(()) };
    if row == 0 && found == 1 {
        *from = 1;
    }
    let expected = row + *from;
    let of_day = row % 24 + *from;
    if found == expected || found == of_day { Ok(()) } else { Err(ProfileError::Hour { line, found, expected }) }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(Profile::parse("x", &text), Err(ProfileError::Weight { line: 6, cell: "oops".to_owned() }));
        assert_eq!(Profile::parse("x", "1\n2\n"), Err(ProfileError::Length { found: 2 }));
        let text = "1\n".repeat(5) + "oops\n1\n-2\n" + &"1\n".repeat(16);
        let told = Profile::parse("x", &text).unwrap_err().to_string();
        assert!(told.contains("line 6: \"oops\" is not") && told.contains("; line 8: \"-2\" is not"), "{told}");
        let told = Profile::parse("x", &"oops\n".repeat(24)).unwrap_err().to_string();
        // The first may be a heading: of 23 lines 5 are shown.
        assert!(told.ends_with("; and 18 more lines"), "{told}");
        let row = vec!["1"; 24].join(",");
        assert_eq!(Profile::parse("x", &row), Err(ProfileError::Beside { line: 1, found: 24 }));
        assert_eq!(Profile::parse("x", &"0\n".repeat(24)), Err(ProfileError::AllZero));
        for hostile in ["-1", "NaN", "inf"] {
            let text = "1\n".repeat(23) + hostile + "\n";
            assert!(Profile::parse("x", &text).is_err(), "{hostile}");
        }
    }

    #[test]
    fn hours_out_of_order_and_decimal_commas_are_refused() {
        let table = |row: fn(usize) -> String| Profile::parse("p", &(0..24).map(row).collect::<String>());
        assert!(table(|hour| format!("{hour},1.5\n")).is_ok());
        assert!(table(|hour| format!("{},1.5\n", hour + 1)).is_ok());
        assert!(table(|_| "0,5\n".to_owned()).is_err_and(|error| error.to_string().contains("line 2: hour 0")));
        assert!(table(|hour| format!("{},1\n", 23 - hour)).is_err());
        assert!(table(|_| "1e308\n".to_owned()).is_err_and(|error| error.to_string().contains("too large")));
    }
}
