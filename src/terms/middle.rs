//! Cutting names that are too long.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// The text, or as much of its beginning and of its end as fits, with an ellipsis between them: names of a family often
/// differ at their ends. `fits` says of a text whether there is room for it, and of a longer one no sooner.
///
/// ```
/// use costcalc::terms::cut_in_middle;
/// assert_eq!(cut_in_middle("checkout-production-eu", |text| text.chars().count() <= 11), "checko…n-eu");
/// assert_eq!(cut_in_middle("checkout", |text| text.len() <= 11), "checkout");
/// ```
#[must_use]
pub fn cut_in_middle(text: &str, fits: impl Fn(&str) -> bool) -> Cow<'_, str> {
    if fits(text) {
        return Cow::Borrowed(text);
    }
    let parts: Vec<&str> = text.graphemes(true).collect();
    let cut = |kept: usize| {
        let tail = kept * 2 / 5;
        let (head, tail) = (parts[..kept - tail].concat(), parts[parts.len() - tail..].concat());
        format!("{head}…{tail}")
    };
    // So many fit, and so many do not.
    let (mut most, mut too_many) = (0, parts.len());
    while too_many - most > 1 {
        let middle = most.midpoint(too_many);
        if fits(&cut(middle)) { most = middle } else { too_many = middle }
    }
    Cow::Owned(cut(most))
}

/// So many bytes of a text of ASCII with an ellipsis between them.
fn without_middle(text: &str, kept: usize) -> String {
    let tail = kept * 2 / 5;
    format!("{}…{}", &text[..kept - tail], &text[text.len() - tail..])
}

/// The text cut to `width` terminal cells, in the middle, with an ellipsis where something was cut.
pub(crate) fn fit(text: &str, width: usize) -> Cow<'_, str> {
    // Each letter of ASCII takes a cell: nothing is to be tried.
    if text.is_ascii() && !text.contains(|c: char| c.is_ascii_control()) {
        return match text.len() <= width {
            true => Cow::Borrowed(text),
            false => Cow::Owned(without_middle(text, width.saturating_sub(1))),
        };
    }
    cut_in_middle(text, |text| text.len() <= width || text.width() <= width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_by_cells_not_bytes() {
        assert_eq!(fit("결제 서비스", 7), "결제…스");
        assert_eq!(fit("Settlement in one run", 12), "Settlem… run");
        assert_eq!(fit("short", 7), "short");
        for width in 0..12 {
            let tried = cut_in_middle("checkout-eu", |text| text.width() <= width);
            assert_eq!(fit("checkout-eu", width), tried, "{width}");
        }
    }
}
