//! Words that go with a count.

/// The words for `one`, or for `many`.
///
/// ```
/// use costcalc::terms::number_of;
/// assert_eq!(number_of(1, "row is", "rows are"), "row is");
/// assert_eq!(number_of(0, "row is", "rows are"), "rows are");
/// ```
#[must_use]
pub const fn number_of<'t>(count: u64, one: &'t str, many: &'t str) -> &'t str {
    if count == 1 { one } else { many }
}
