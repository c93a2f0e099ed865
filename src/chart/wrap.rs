//! Breaking text into lines that fit, by its measured width.

use super::fonts::{Cut, Fonts};
use unicode_segmentation::UnicodeSegmentation as _;

/// A size and a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Face {
    pub(super) size: f64,
    pub(super) cut: Cut,
}

impl Face {
    pub(super) const fn regular(size: f64) -> Face {
        Face { size, cut: Cut::Regular }
    }

    pub(super) const fn bold(size: f64) -> Face {
        Face { size, cut: Cut::Bold }
    }

    pub(super) fn width(self, fonts: &Fonts, text: &str) -> f64 {
        fonts.width(text, self.size, self.cut)
    }
}

/// Longer texts are cut before anything is measured: no line on a slide holds more.
const MOST_CHARS: usize = 600;

/// The text in at most `most` lines of at most `width`, the last one with an ellipsis where something had to go. Lines
/// break at spaces, else after signs that join words, else anywhere.
pub(super) fn wrap(fonts: &Fonts, text: &str, face: Face, width: f64, most: usize) -> Vec<String> {
    let mut rest: Vec<&str> = text.graphemes(true).take(MOST_CHARS).collect();
    let mut cut = text.graphemes(true).nth(MOST_CHARS).is_some();
    let mut lines: Vec<String> = Vec::new();
    while !rest.is_empty() && lines.len() < most {
        let last = lines.len() + 1 == most;
        if face.width(fonts, &rest.concat()) <= width {
            lines.push(rest.concat());
            rest.clear();
            break;
        }
        let fitting = fitting(fonts, &rest, face, if last { width - face.width(fonts, "…") } else { width });
        if last {
            lines.push(rest[..fitting].concat());
            cut = true;
            rest.clear();
            break;
        }
        let end = break_before(&rest, fitting);
        lines.push(rest[..end].concat().trim_end().to_owned());
        rest.drain(..end);
        while rest.first().is_some_and(|first| first.trim().is_empty()) {
            rest.remove(0);
        }
    }
    if cut && let Some(line) = lines.last_mut() {
        let trimmed = line.trim_end().len();
        line.truncate(trimmed);
        line.push('…');
    }
    lines
}

/// How many of the characters fit, at least one.
fn fitting(fonts: &Fonts, rest: &[&str], face: Face, width: f64) -> usize {
    let (mut fits, mut too_many) = (1, rest.len());
    while too_many - fits > 1 {
        let middle = fits.midpoint(too_many);
        if face.width(fonts, &rest[..middle].concat()) <= width { fits = middle } else { too_many = middle }
    }
    fits.max(1)
}

/// The best place for a break at or before `fitting`: behind a space, else behind a joining sign, not in the first third.
fn break_before(rest: &[&str], fitting: usize) -> usize {
    let least = fitting / 3;
    let space = (least..=fitting.min(rest.len() - 1)).rev().find(|at| rest[*at].trim().is_empty() && *at > 0);
    let joint =
        || (least + 1..=fitting).rev().find(|at| matches!(rest[at - 1], "-" | "_" | "/" | "." | ":" | "," | ";"));
    space.or_else(joint).unwrap_or(fitting).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_then_signs_and_never_overrun() {
        let fonts = Fonts::new(None).unwrap();
        let face = Face::regular(20.0);
        let lines =
            wrap(&fonts, "customer-notification-fanout production service with a long name and more", face, 240.0, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines[0].ends_with('-'), "{lines:?}");
        assert!(lines.iter().all(|line| face.width(&fonts, line) <= 240.0), "{lines:?}");
        assert!(lines[2].ends_with('…'), "{lines:?}");
    }

    #[test]
    fn a_word_without_breaks_is_cut_where_it_must_be() {
        let fonts = Fonts::new(None).unwrap();
        let face = Face::bold(30.0);
        let lines = wrap(&fonts, &"x".repeat(10_000), face, 300.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| !line.is_empty() && face.width(&fonts, line) <= 300.0));
    }
}
