//! How ranges are written, in cells and in options.

use super::number::parse_number;
use crate::units::Dec;

/// The same with two dots for three and more, where there are so many.
#[must_use]
pub fn two_dots(text: &str) -> Option<String> {
    if !text.contains("...") {
        return None;
    }
    // Blanks between dots may stand for nothing: each run of both is one sign.
    let is_between = |c: char| c == '.' || c.is_whitespace();
    let (mut two, mut rest) = (String::with_capacity(text.len()), text.trim());
    while let Some(start) = rest.find(is_between) {
        let (value, behind) = rest.split_at(start);
        let (run, next) = behind.split_at(behind.find(|c| !is_between(c)).unwrap_or(behind.len()));
        two.extend([value, if run.contains("..") { ".." } else { run }]);
        rest = next;
    }
    Some(two + rest)
}

/// How to write a range of which only the end has a suffix that all of its values may have been meant to have: `8..20M`.
#[must_use]
pub fn one_suffix(text: &str) -> Option<String> {
    let (first, last) = (text.split("..").next()?.trim(), text.rsplit("..").next()?.trim());
    let suffix = last.get(last.len().checked_sub(1)?..)?;
    if !suffix.starts_with(|letter: char| letter.is_ascii_alphabetic())
        || !first.ends_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let end = parse_number(last).ok()?;
    let parts: Vec<&str> = text.split("..").map(str::trim).collect();
    let (before, plain_last) = (&parts[..parts.len() - 1], last.trim_end_matches(suffix));
    // With the suffix everywhere it must still be a range.
    let mut below = Dec::ZERO;
    for part in before {
        let value = parse_number(&format!("{}{suffix}", part.trim_end_matches(suffix))).ok()?;
        if value <= below || value >= end {
            return None;
        }
        below = value;
    }
    let all = before.iter().chain([&plain_last]).map(|part| format!("{}{suffix}", part.trim_end_matches(suffix)));
    let (all, as_it_is) = (all.collect::<Vec<_>>().join(".."), before.join(".."));
    Some(format!("write {all}, or {as_it_is}..{end} if that is meant"))
}

/// What is wrong with a range of which [only the end has a suffix](one_suffix).
pub const ONE_SUFFIX: &str = "is a range of which only the end has a suffix";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_of_dots_becomes_two() {
        assert_eq!(two_dots("5...6...7").as_deref(), Some("5..6..7"));
        assert_eq!(two_dots("5 .... 6").as_deref(), Some("5..6"));
        assert_eq!(two_dots("5.5 ... . 6...7 8").as_deref(), Some("5.5..6..7 8"));
        assert_eq!(two_dots(&format!("...{}", " .".repeat(100_000))).as_deref(), Some(".."));
        assert_eq!(two_dots("5..6"), None);
    }

    #[test]
    fn a_suffix_of_the_end_is_asked_about() {
        assert_eq!(one_suffix("50..60M").as_deref(), Some("write 50M..60M, or 50..60000000 if that is meant"));
        assert_eq!(
            one_suffix("8..12..20M").as_deref(),
            Some("write 8M..12M..20M, or 8..12..20000000 if that is meant")
        );
        for clear in ["50M..60M", "50..60", "500..1k", "0..1M", "5e3..6e6", "1..1B", "1..2..1B"] {
            assert_eq!(one_suffix(clear), None, "{clear}");
        }
    }
}
