//! The built-in profiles, from `profiles/`.

use super::{Profile, ProfileError};

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
    fn every_builtin_profile_is_whole() {
        for name in builtin_names() {
            let profile = Profile::builtin(name).unwrap().unwrap();
            assert!(matches!(profile.len(), 1 | 24 | 168), "{name}");
        }
        assert!(Profile::builtin("unheard-of").is_none());
    }
}
