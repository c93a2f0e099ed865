//! Cutting text to a width in terminal cells.

use std::borrow::Cow;

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
    fn long_names_are_cut_by_cells_not_bytes() {
        assert_eq!(fit("결제 서비스", 7), "결제…스");
        assert_eq!(fit("Settlement in one run", 12), "Settlem… run");
        assert_eq!(fit("short", 7), "short");
    }
}
