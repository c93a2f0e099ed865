//! Paragraphs for terminals.

use std::borrow::Cow;
use unicode_width::UnicodeWidthStr as _;

/// A paragraph in lines of at most `width` cells: the first begins with `first`, the others with `rest`.
pub(crate) fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut out = String::from(first);
    let mut used = first.width();
    let mut empty = true;
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        // A number and its sign stay together: neither says anything alone.
        let sign = words.next_if(|next| word.ends_with(|c: char| c.is_ascii_digit()) && next.starts_with(['%', '×']));
        let word = sign.map_or(Cow::Borrowed(word), |sign| Cow::Owned(format!("{word} {sign}")));
        if !empty && used + 1 + word.width() > width {
            out.push('\n');
            out.push_str(rest);
            used = rest.width();
        } else if !empty {
            out.push(' ');
            used += 1;
        }
        out.push_str(&word);
        used += word.width();
        empty = false;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn a_number_and_its_sign_stand_in_one_line() {
        // "cheaper in 100.0" has 16 cells, "with 12" has 7.
        assert_eq!(wrapped("cheaper in 100.0 % of all", 17, "", "  "), "cheaper in\n  100.0 % of all\n");
        assert_eq!(wrapped("with 12 × m7g.large", 8, "", ""), "with\n12 ×\nm7g.large\n");
        assert_eq!(wrapped("a % b", 2, "", ""), "a\n%\nb\n");
    }
}
