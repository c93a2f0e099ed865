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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_comes_first_and_strangers_do_not_come_at_all() {
        let regions = ["us-east-1", "us-east-2", "eu-west-1"];
        assert_eq!(nearest("us-est-1", regions)[0], "us-east-1");
        assert!(nearest("zzzz", regions).is_empty());
    }
}
