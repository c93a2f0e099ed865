//! Commands that are printed for somebody to run: words as a POSIX shell reads them.

use crate::report::clean;
use std::path::Path;

/// A path as one word of a command, in quotes where a shell would read anything else.
pub(crate) fn word(path: &Path) -> String {
    word_of(&path.display().to_string())
}

/// A text as one word of a command; one that begins with `-` is taken for a file's name, which must not be an option.
pub(crate) fn word_of(text: &str) -> String {
    let text = clean(text);
    let text = if text.starts_with('-') { format!("./{text}") } else { text.into_owned() };
    let is_plain = |c: char| c.is_alphanumeric() || "_@%+=:,./-".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::word_of;

    #[test]
    fn what_a_shell_would_split_or_expand_is_quoted() {
        for (text, word) in [
            ("a/b-1.csv", "a/b-1.csv"),
            ("요금.csv", "요금.csv"),
            ("my file.csv", "'my file.csv'"),
            ("it's $HOME", r"'it'\''s $HOME'"),
            ("~/x.csv", "'~/x.csv'"),
            ("a&b;c", "'a&b;c'"),
            ("-x.csv", "./-x.csv"),
            ("", "''"),
        ] {
            assert_eq!(word_of(text), word);
        }
    }
}
