//! The words of the name of a column or a metric.

/// A word of a name, in small letters.
pub(super) struct NameWord {
    pub(super) text: String,
    /// A hyphen joins it to the word before.
    pub(super) is_joined: bool,
}

impl NameWord {
    /// Whether it is one of the known words, or their plural.
    pub(super) fn is_of(&self, known: &[&str]) -> bool {
        known.contains(&self.text.as_str()) || known.contains(&self.text.trim_end_matches('s'))
    }
}

/// The words of a name: those between other signs, and those that begin with a capital.
pub(super) fn words(name: &str) -> Vec<NameWord> {
    let signs: Vec<char> = name.chars().collect();
    let is_small = |at: usize| signs.get(at).is_some_and(|c| c.is_lowercase());
    let mut words: Vec<NameWord> = Vec::new();
    // What stands between the last word and the next one; none within a word.
    let mut between: Option<String> = Some(String::new());
    for (at, &sign) in signs.iter().enumerate() {
        if !sign.is_alphanumeric() {
            between.get_or_insert_default().push(sign);
            continue;
        }
        // `targetResponseTime`, `HTTPCode`; `LCUs` and `2xx` are one.
        let begins = sign.is_uppercase() && at > 0 && (is_small(at - 1) || (is_small(at + 1) && is_small(at + 2)));
        let found = between.take().or_else(|| begins.then(String::new));
        match (found, words.last_mut()) {
            (None, Some(word)) => word.text.extend(sign.to_lowercase()),
            (found, _) => {
                words.push(NameWord { text: sign.to_lowercase().collect(), is_joined: found.as_deref() == Some("-") })
            }
        }
    }
    words
}

/// What stands outside the brackets of a name, and within them.
pub(super) fn split_brackets(name: &str) -> (String, String) {
    let (mut outside, mut inside) = (String::new(), String::new());
    let mut depth = 0_usize;
    for sign in name.chars() {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => inside.push(sign),
            _ => outside.push(sign),
        }
        if matches!(sign, '(' | '[' | ')' | ']') {
            outside.push(' ');
            inside.push(' ');
        }
    }
    (outside, inside)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_are_split_into_their_words() {
        for (name, expected) in [
            ("TargetResponseTime", "target response time"),
            ("HTTPCode_Target_5XX_Count", "http code target 5xx count"),
            ("ConsumedLCUs", "consumed lcus"),
            ("CPUUtilization", "cpu utilization"),
            ("p95 latency (ms)", "p95 latency ms"),
            ("エラー数", "エラー数"),
        ] {
            let found: Vec<String> = words(name).into_iter().map(|word| word.text).collect();
            assert_eq!(found.join(" "), expected);
        }
    }

    #[test]
    fn hyphens_join_words() {
        let joined: Vec<bool> = words("retry-failed Invocations - all").iter().map(|word| word.is_joined).collect();
        assert_eq!(joined, [false, true, false, false]);
    }
}
