//! Sentences that begin with a capital letter.

/// The words with a capital letter at their beginning.
///
/// ```
/// use costcalc::terms::capitalized;
/// assert_eq!(capitalized("both cost the same."), "Both cost the same.");
/// ```
#[must_use]
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
