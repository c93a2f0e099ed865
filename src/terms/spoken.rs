//! Names in sentences.

use std::borrow::Cow;

/// A name as a sentence has it: in quotes where it has no letters, as `3` would be read as a count.
#[must_use]
pub fn spoken(name: &str) -> Cow<'_, str> {
    if name.contains(char::is_alphabetic) { Cow::Borrowed(name) } else { Cow::Owned(format!("\"{name}\"")) }
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn numbers_are_quoted() {
        assert_eq!(
            (spoken("Checkout 3"), spoken("3"), spoken("10:30")),
            ("Checkout 3".into(), "\"3\"".into(), "\"10:30\"".into())
        );
    }
}
