//! Reading profiles and what is told of them, for tests.

use super::hours::DAY_HOURS;
use super::profile_error::ProfileError;
use super::weights;

/// The hours of a profile.
pub(super) fn read(text: &str) -> Result<Vec<f64>, ProfileError> {
    weights::read(text).map(|read| read.hours)
}

/// Weights of so many hours, the row of each as `row` writes it.
pub(super) fn rows_of(hours: usize, row: impl Fn(usize) -> String) -> Result<Vec<f64>, ProfileError> {
    read(&(0..hours).map(|hour| row(hour) + "\n").collect::<String>())
}

/// A day of weights.
pub(super) fn day_of(row: impl Fn(usize) -> String) -> Result<Vec<f64>, ProfileError> {
    rows_of(DAY_HOURS, row)
}

/// What is said of a profile that is refused.
pub(super) fn told(found: Result<Vec<f64>, ProfileError>) -> String {
    found.unwrap_err().to_string()
}
