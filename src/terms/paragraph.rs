//! Paragraphs for terminals.

use unicode_width::UnicodeWidthStr as _;

/// A paragraph in lines of at most `width` cells: the first begins with `first`, the others with `rest`.
pub(crate) fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut out = String::from(first);
    let mut used = first.width();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && used + 1 + word.width() > width {
            out.push('\n');
            out.push_str(rest);
            used = rest.width();
        } else if !empty {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += word.width();
        empty = false;
    }
    out.push('\n');
    out
}
