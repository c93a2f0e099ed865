//! [`SaidMultiple`]: titles, notes and comments that say that numbers are in thousands or millions, where numbers are read as they
//! stand.

use super::measure::multiple;
use crate::units::{Dec, format};

/// A comment that says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SaidMultiple {
    /// Its line, and how many each number stands for.
    first: Option<(u64, i128)>,
}

impl SaidMultiple {
    /// Notes a comment, by its text and its line.
    pub(super) fn note(&mut self, comment: &str, line: impl FnOnce() -> u64) {
        if self.first.is_none()
            && let Some(many) = in_words(comment)
        {
            self.first = Some((line(), many));
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: SaidMultiple) {
        self.first = self.first.or(later.first);
    }

    /// What is to be said of it.
    pub(super) fn sentence(self) -> Option<String> {
        let (line, many) = self.first?;
        let many = format::quantity(Dec::from_int(i64::try_from(many).ok()?));
        Some(format!(
            "line {line} says that numbers are in units of {many}, and they are read as they stand: if it is of the requests, write each \
             times {many}"
        ))
    }
}

/// How many each number stands for by a text: `requests in thousands`, `Angaben in Tsd.`, `(in 1000)`.
pub(super) fn in_words(text: &str) -> Option<i128> {
    let lower = text.to_lowercase();
    if let Some((_, unit)) = lower.split_once("\u{5358}\u{4f4d}") {
        let unit = unit.trim_start_matches([':', '\u{ff1a}', ' ']);
        return unit.chars().next().and_then(|first| multiple(&first.to_string()));
    }
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let many = |word: &str| match word {
        "1000" => Some(1_000),
        // A letter may be anything.
        _ => multiple(word).filter(|_| word.chars().count() > 1),
    };
    // In thousands of what stands behind it, or once, is something else.
    let ends = |at: usize| {
        words
            .get(at)
            .is_none_or(|next| matches!(*next, "per" | "a" | "je" | "pro" | "month" | "monthly" | "und" | "and"))
    };
    // One in a thousand is a share.
    let is_share =
        |at: usize| at > 0 && words.get(at - 1).is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()));
    let is_said = |at: usize| matches!(words.get(at), Some(&"in" | &"en")) && !is_share(at) && ends(at + 2);
    words.windows(2).enumerate().find_map(|(at, pair)| many(pair[1]).filter(|_| is_said(at)))
}

/// What to add to the advice to remove a line that says so.
pub(super) fn to_be_kept(text: &str) -> Option<String> {
    let many = format::quantity(Dec::from_int(i64::try_from(in_words(text)?).ok()?));
    Some(format!("; it says that numbers are in units of {many}: write each that it is of times {many}"))
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::scenario::told::sentences;

    #[test]
    fn multiples_in_words_are_known() {
        for (text, many) in [
            ("Workloads (requests in thousands)", Some(1_000)),
            ("Angaben in Tsd.", Some(1_000)),
            ("# in Mio", Some(1_000_000)),
            ("* requests in millions", Some(1_000_000)),
            ("(in 1000)", Some(1_000)),
            ("\u{ff08}\u{5358}\u{4f4d}\u{ff1a}\u{5343}\u{ff09}", Some(1_000)),
            ("requests in thousands per month", Some(1_000)),
            ("5 million requests, in thousands of regions", None),
            ("in Mio. EUR", None),
            ("about 1 in 1000", None),
            ("requests_per_month: in thousands before, now plain", None),
            ("in May", None),
            ("thousands of users", None),
            ("built in k8s", None),
            ("", None),
        ] {
            assert_eq!(in_words(text), many, "{text}");
        }
    }

    #[test]
    fn a_comment_that_says_so_is_told() {
        let told = "says that numbers are in units of 1,000, and they are read as they stand: if it is of the requests, write each times 1,000";
        let heading = "name,requests_per_month,duration_ms,memory_mb\n";
        let row = "A,50000,120,1024\n";
        assert_eq!(sentences(&format!("# requests in thousands\n{heading}{row}")), [format!("line 1 {told}")]);
        assert_eq!(sentences(&format!("{heading}{row}# in Tsd.\n")), [format!("line 3 {told}")]);
        assert_eq!(sentences(&format!("# of May\n{heading}{row}")), Vec::<String>::new());
    }
}
