//! Making text from input harmless where it is shown: no terminal escapes, no hidden direction changes.

use std::borrow::Cow;

/// The text with control characters and bidirectional controls made visible as `\u{…}`, and line breaks as spaces.
///
/// ```
/// assert_eq!(costcalc::terms::clean("a\u{1b}[31mb"), "a\\u{1b}[31mb");
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

/// The text between double quotes, harmless as [`clean`] makes it: a `{:?}` of that would escape its escapes once more.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", clean(text).replace('"', "\\\""))
}

/// As [`clean`], of text that stands in lines and columns: line feeds and tabs stay.
pub(crate) fn clean_lines(text: &str) -> Cow<'_, str> {
    let is_shown = |c: char| is_harmful(c) && !matches!(c, '\n' | '\t');
    if !text.chars().any(is_shown) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_shown(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// Characters of a word that is told as it is: more than any path that somebody types.
const LONGEST_WORD: usize = 400;
/// Characters that a longer word keeps at its beginning and at its end.
const KEPT: (usize, usize) = (160, 40);

/// The text with words that fill a screen cut in their middle: what was typed is echoed to be recognized, not to be read.
pub(crate) fn without_endless_words(text: &str) -> Cow<'_, str> {
    if text.split_whitespace().all(|word| word.len() <= LONGEST_WORD) {
        return Cow::Borrowed(text);
    }
    let cut = |part: &str| {
        let word = part.trim_end();
        let count = word.chars().count();
        if count <= LONGEST_WORD {
            return part.to_owned();
        }
        let place = |nth: usize| word.char_indices().nth(nth).map_or(word.len(), |(at, _)| at);
        let (start, end) = (&word[..place(KEPT.0)], &part[place(count - KEPT.1)..]);
        format!("{start}…{end}")
    };
    Cow::Owned(text.split_inclusive(char::is_whitespace).map(cut).collect())
}

/// The text, kept apart from what stands around it where it has letters that are written from right to left: a renderer that sorts
/// lines by direction (Unicode's annex 9) would show the figures behind it in another order. Of clean text, which has no such
/// marks of its own.
pub(crate) fn apart(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.chars().any(is_right_to_left) { Cow::Owned(format!("\u{2068}{text}\u{2069}")) } else { text }
}

/// Letters of Hebrew, Arabic and the other scripts of that direction (Unicode's blocks of classes R and AL).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

/// Control characters, and characters that turn or hide what follows (Unicode TR 36) or show nothing.
pub(crate) fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{202a}'
                ..='\u{202e}' | '\u{2066}'..='\u{2069}'
                    | '\u{200e}'
                    | '\u{200f}'
                    | '\u{061c}'
                    | '\u{2028}'
                    | '\u{2029}'
                    | '\u{fffe}'
                    | '\u{ffff}'
        )
        || shows_nothing(c)
}

/// Characters in whose place nothing is seen and which join no others: fillers, marks of layout and tags (Unicode's default-ignorable
/// ones, without those that shape letters and emoji, and the blank of Braille).
pub(crate) fn shows_nothing(c: char) -> bool {
    c >= '\u{ad}'
        && matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        && !matches!(c, '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_direction_changes_become_visible() {
        assert_eq!(clean("Checkout 결제 🛒"), "Checkout 결제 🛒");
        assert_eq!(clean("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(clean("50\u{200b}00"), "50\\u{200b}00");
        for unseen in ['\u{ad}', '\u{180e}', '\u{206a}', '\u{2800}', '\u{3164}', '\u{fff9}', '\u{e0041}'] {
            assert_eq!(clean(&format!("A{unseen}")), format!("A{}", unseen.escape_unicode()));
        }
        // Joiners and selectors of scripts and emoji.
        assert_eq!(clean("\u{1f469}\u{200d}\u{1f4bb} \u{2764}\u{fe0f}"), "\u{1f469}\u{200d}\u{1f4bb} \u{2764}\u{fe0f}");
        assert_eq!(clean("two\nlines"), "two lines");
        assert_eq!(clean("\u{9b}31m"), "\\u{9b}31m");
        assert_eq!(quoted("a\u{1b}\"b"), "\"a\\u{1b}\\\"b\"");
    }

    #[test]
    fn text_from_right_to_left_is_kept_apart() {
        assert_eq!(apart(clean("הזמנות 2")), "\u{2068}הזמנות 2\u{2069}");
        assert_eq!(apart(clean("طلبات")), "\u{2068}طلبات\u{2069}");
        assert_eq!(apart(clean("결제 Überweisung 🛒")), "결제 Überweisung 🛒");
        assert_eq!(apart(clean("\u{2068}א")), "\u{2068}\\u{2068}א\u{2069}");
    }

    #[test]
    fn words_beyond_a_screen_are_cut_in_their_middle() {
        let path = "x".repeat(400);
        assert_eq!(without_endless_words(&path), path);
        let told = without_endless_words("error: --set ÄÄ").into_owned() + &"ä".repeat(500) + " is unknown\n";
        let expected = format!("error: --set ÄÄ{}…{} is unknown\n", "ä".repeat(158), "ä".repeat(40));
        assert_eq!(without_endless_words(&told), expected);
    }
}
