//! "Did you mean": the known names nearest to a mistyped one.

/// At most three of `known` that resemble `name`, the most alike first.
///
/// ```
/// assert_eq!(costcalc::terms::nearest("memroy_mb", ["memory_mb", "name"]), vec!["memory_mb"]);
/// ```
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // A long hostile name would make the quadratic measure slow, and resembles nothing anyway.
    let name: String = name.chars().take(64).collect::<String>().to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&name, &candidate.to_lowercase()), candidate))
        .filter(|(score, _)| *score >= 0.8)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.truncate(3);
    scored.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Whether one name may be meant by the other: one is the beginning of the other, or a third of the letters differ at most.
#[must_use]
pub fn resembles(one: &str, other: &str) -> bool {
    let longer = one.chars().count().max(other.chars().count());
    other.starts_with(one) || one.starts_with(other) || strsim::osa_distance(one, other) * 3 <= longer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_few_other_letters_resemble() {
        for (one, other) in [("mem", "memory"), ("duratoin", "duration"), ("bursts", "burst")] {
            assert!(resembles(one, other), "{one} {other}");
        }
        for (one, other) in [("cost", "cold_start_pct"), ("cpu", "duration"), ("price", "ebs_gb")] {
            assert!(!resembles(one, other), "{one} {other}");
        }
    }

    #[test]
    fn the_nearest_name_comes_first_and_strangers_do_not_come_at_all() {
        let regions = ["us-east-1", "us-east-2", "eu-west-1"];
        assert_eq!(nearest("us-est-1", regions)[0], "us-east-1");
        assert!(nearest("zzzz", regions).is_empty());
    }
}
