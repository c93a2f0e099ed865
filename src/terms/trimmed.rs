//! Text without the space around it.

/// A cell without the space around it, and without the mark of byte order with which a file begins that was put behind another one.
/// Most cells have neither, which their outer bytes show at once.
pub(crate) fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [only] if only.is_ascii_graphic() => cell,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'),
    }
}

#[cfg(test)]
mod tests {
    use super::trimmed;

    #[test]
    fn space_of_any_script_goes_from_both_ends_only() {
        for text in ["", "a", "a b", " a b", "a b ", "\u{a0}a b\u{2003}", "후보 ", "\t a b\r"] {
            assert_eq!(trimmed(text), text.trim(), "{text:?}");
        }
        assert_eq!(trimmed("\u{feff} B"), "B");
    }
}
