//! Making text from input harmless where it is shown: no terminal escapes, no hidden direction changes.

use std::borrow::Cow;

/// The text with control characters and bidirectional controls made visible as `\u{…}`, and line breaks as spaces.
///
/// ```
/// assert_eq!(costcalc::report::clean("a\u{1b}[31mb"), "a\\u{1b}[31mb");
/// ```
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_harmful(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Control characters, and characters that turn or hide what follows (Unicode TR 36).
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}'
            | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// The text cut to `width` terminal cells, with an ellipsis where something was cut. The middle goes: names of a family
/// often differ at their ends.
pub(super) fn fit(text: &str, width: usize) -> Cow<'_, str> {
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
    if text.len() <= width || text.width() <= width {
        return Cow::Borrowed(text);
    }
    let room = width.saturating_sub(1);
    let take = |chars: &mut dyn Iterator<Item = char>, room: usize| {
        let mut used = 0;
        let mut taken = Vec::new();
        for c in chars {
            used += c.width().unwrap_or(0);
            if used > room {
                break;
            }
            taken.push(c);
        }
        taken
    };
    let tail = take(&mut text.chars().rev(), room * 2 / 5);
    let tail_width: usize = tail.iter().map(|c| c.width().unwrap_or(0)).sum();
    let head = take(&mut text.chars(), room - tail_width);
    Cow::Owned(head.into_iter().chain(['…']).chain(tail.into_iter().rev()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_direction_changes_become_visible() {
        assert_eq!(clean("Checkout 결제 🛒"), "Checkout 결제 🛒");
        assert_eq!(clean("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(clean("two\nlines"), "two lines");
        assert_eq!(clean("\u{9b}31m"), "\\u{9b}31m");
    }

    #[test]
    fn long_names_are_cut_by_cells_not_bytes() {
        assert_eq!(fit("결제 서비스", 7), "결제…스");
        assert_eq!(fit("Settlement in one run", 12), "Settlem… run");
        assert_eq!(fit("short", 7), "short");
    }
}
