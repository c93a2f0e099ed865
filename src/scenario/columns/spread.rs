//! Names for how far durations spread, and for what is not their mean.

use super::words::{is_extreme, is_mean, is_neutral};
use crate::scenario::measure::{in_units, is_unit};

/// Words for a standard deviation.
const DEVIATIONS: [&str; 8] = ["sd", "std", "stddev", "stdev", "sigma", "dev", "deviation", "standard"];

/// Words for its square.
const VARIANCES: [&str; 2] = ["var", "variance"];

/// What else a name says of a duration; `None` where it is of nothing else but one.
fn of_duration(words: &[String]) -> Option<Vec<&str>> {
    let is_of_it = |word: &&str| !["duration", "durations"].contains(word) && !is_neutral(word) && !is_mean(word);
    let rest: Vec<&str> = words.iter().map(String::as_str).filter(is_of_it).collect();
    let is_unit_only = |word: &&&str| is_unit(word) && **word != "min";
    // At the beginning, or beside a unit, it is no minute.
    let is_minimum = words.first().is_some_and(|first| first == "min") || rest.iter().any(|word| is_unit_only(&word));
    let all = rest.into_iter().filter(|word| if *word == "min" { is_minimum } else { !is_unit(word) }).collect();
    words.iter().any(|word| ["duration", "durations"].contains(&word.as_str())).then_some(all)
}

/// The words of a name that says no more than that it is a deviation, such as `stddev` and `std_dev_ms`. Without a unit of time,
/// `dev` and `standard` are other things.
fn alone(words: &[String]) -> Option<Vec<&str>> {
    let is_time = |word: &&str| in_units(word, "ms").is_some();
    let rest: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is_time(word)).collect();
    let is_clear =
        rest.len() < words.len() || matches!(rest.concat().as_str(), "stddev" | "stdev" | "standarddeviation");
    is_clear.then_some(rest)
}

/// What becomes of the values of a deviation on the way into `duration_cv`.
pub(super) fn change(words: &[String]) -> Option<&'static str> {
    let rest = of_duration(words).or_else(|| alone(words))?;
    let is_all = |known: &[&str]| !rest.is_empty() && rest.iter().all(|word| known.contains(word));
    if is_all(&DEVIATIONS) {
        return Some("divided by the mean duration in the same unit");
    }
    is_all(&VARIANCES).then_some("as its square root divided by the mean duration in the same unit")
}

/// Whether a name is for a longest or shortest duration, a percentile or a sum.
pub(super) fn is_extreme_duration(words: &[String]) -> bool {
    let is_one = |word: &str| is_extreme(word) || word == "total";
    of_duration(words).is_some_and(|rest| !rest.is_empty() && rest.iter().all(|word| is_one(word)))
}
