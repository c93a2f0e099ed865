//! Cutting text to a width in terminal cells.

use crate::terms::cut_in_middle;
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr as _;

/// The text cut to `width` terminal cells, in the middle, with an ellipsis where something was cut.
pub(super) fn fit(text: &str, width: usize) -> Cow<'_, str> {
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
    }
}
