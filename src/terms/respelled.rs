//! Names that are others but for their spelling.

/// Whether each word of `name` is one of `known`, or one of them misspelled. Words of few letters are units and abbreviations,
/// of which two that differ mean two things; and so do a month and an hour.
///
/// ```
/// assert!(costcalc::terms::is_respelled("usd_per_huor", "usd_per_hour"));
/// assert!(!costcalc::terms::is_respelled("usd_per_month", "usd_per_hour"));
/// ```
#[must_use]
pub fn is_respelled(name: &str, known: &str) -> bool {
    // No column has a name that long, and the measure is quadratic.
    name.len() <= 64 && words(&name.to_lowercase()).all(|word| words(known).any(|other| is_same_word(word, other)))
}

/// Whether two words in small letters are one, but for their spelling, an `s` at the end, or an end that is cut off.
pub(crate) fn is_same_word(one: &str, other: &str) -> bool {
    let most = match one.chars().count().min(other.chars().count()) {
        0..=3 => 0,
        4 => 1,
        _ => 2,
    };
    let is_cut = |short: &str, long: &str| short.len() >= 3 && long.starts_with(short);
    let is_plural = |one: &str, many: &str| many.strip_suffix('s') == Some(one);
    let is_either = |test: &dyn Fn(&str, &str) -> bool| test(one, other) || test(other, one);
    is_either(&is_cut) || is_either(&is_plural) || strsim::osa_distance(one, other) <= most
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_respelled;

    #[test]
    fn a_misspelled_word_is_one_and_another_unit_is_none() {
        for (name, known) in
            [("memroy_mb", "memory_mb"), ("Purchse", "purchase"), ("regions", "region"), ("as_of", "as_of")]
        {
            assert!(is_respelled(name, known), "{name}");
        }
        for (name, known) in [
            ("usd_per_month", "usd_per_hour"),
            ("eur_per_hour", "usd_per_hour"),
            ("cpu_pct", "cpu_factor"),
            ("requests_per_user", "requests_per_hour"),
            ("max_duration_ms", "max_wait_ms"),
        ] {
            assert!(!is_respelled(name, known), "{name}");
        }
    }
}
