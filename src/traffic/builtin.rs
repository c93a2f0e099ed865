//! The built-in profiles, from `profiles/`.

use super::{Profile, ProfileError};
use crate::terms::nearest;

/// Name and text of each file; `steady` has none.
const FILES: &[(&str, &str)] = &[
    ("daily", include_str!("../../profiles/daily.csv")),
    ("weekly", include_str!("../../profiles/weekly.csv")),
    ("web", include_str!("../../profiles/web.csv")),
    ("events", include_str!("../../profiles/events.csv")),
    ("office-hours", include_str!("../../profiles/office-hours.csv")),
    ("nightly", include_str!("../../profiles/nightly.csv")),
];

/// Names of the built-in profiles, `steady` first.
pub fn builtin_names() -> impl Iterator<Item = &'static str> {
    std::iter::once("steady").chain(FILES.iter().map(|(name, _)| *name))
}

/// What people call the built-in profiles, without blanks and the signs between words.
const OTHER_NAMES: [(&str, &str); 19] = [
    ("flat", "steady"),
    ("constant", "steady"),
    ("uniform", "steady"),
    ("even", "steady"),
    ("24/7", "steady"),
    ("none", "steady"),
    ("continuous", "steady"),
    ("businesshours", "office-hours"),
    ("workinghours", "office-hours"),
    ("workhours", "office-hours"),
    ("workdays", "office-hours"),
    ("weekdays", "office-hours"),
    ("office", "office-hours"),
    ("9-5", "office-hours"),
    ("overnight", "nightly"),
    ("website", "web"),
    ("spiky", "events"),
    ("bursty", "events"),
    ("random", "events"),
];

/// Bytes that no other name of a profile has.
const LONGEST_WORD: usize = 80;

/// The built-in profile that a word probably means: another name of it, or the nearest.
#[must_use]
pub fn builtin_meant(text: &str) -> Option<&'static str> {
    if text.len() > LONGEST_WORD {
        return None;
    }
    // Between digits signs have a meaning.
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    let is_kept = |c: &char| c.is_alphanumeric() || (has_digit && matches!(c, '-' | '/'));
    let squeezed: String = text.chars().filter(is_kept).flat_map(char::to_lowercase).collect();
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == squeezed).map(|(_, name)| *name);
    other.or_else(|| nearest(text, builtin_names()).first().copied())
}

impl Profile {
    /// The built-in profile of that name; `None` for an unknown one.
    ///
    /// # Errors
    /// [`ProfileError`] when a built-in file is damaged.
    pub fn builtin(name: &str) -> Option<Result<Profile, ProfileError>> {
        if name == "steady" {
            return Some(Ok(Profile::steady()));
        }
        let (name, text) = FILES.iter().find(|(known, _)| *known == name)?;
        Some(Profile::parse(name, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_mean_a_builtin_profile() {
        for (word, name) in
            [("Business hours", "office-hours"), ("9-5", "office-hours"), ("flat", "steady"), ("nigthly", "nightly")]
        {
            assert_eq!(builtin_meant(word), Some(name), "{word}");
        }
        assert_eq!((builtin_meant("profiles/black-friday.csv"), builtin_meant("95")), (None, None));
        assert!(OTHER_NAMES.iter().all(|(_, name)| builtin_names().any(|known| known == *name)));
    }

    #[test]
    fn every_builtin_profile_is_whole() {
        for name in builtin_names() {
            let profile = Profile::builtin(name).unwrap().unwrap();
            assert!(matches!(profile.len(), 1 | 24 | 168), "{name}");
        }
        assert!(Profile::builtin("unheard-of").is_none());
    }
}
