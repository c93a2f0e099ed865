//! Breaking text into lines that fit, by its measured width.

use super::fonts::{Cut, Fonts};
use crate::terms::cut_in_middle;
use std::borrow::Cow;
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

    pub(super) fn is_bold(self) -> bool {
        self.cut == Cut::Bold
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
    lines(fonts, text, face, width, most).0
}

/// As [`wrap`] of a name, cut in the middle where it is too long.
pub(super) fn wrap_name(fonts: &Fonts, name: &str, face: Face, width: f64, most: usize) -> Vec<String> {
    wrap(fonts, &fitting_name(fonts, name, face, width, most), face, width, most)
}

/// A name that fits into so many lines, cut in the middle where it is too long.
pub(super) fn fitting_name<'n>(fonts: &Fonts, name: &'n str, face: Face, width: f64, most: usize) -> Cow<'n, str> {
    cut_in_middle(name, |name| !lines(fonts, name, face, width, most).1)
}

/// The lines of [`wrap`], and whether something had to go.
fn lines(fonts: &Fonts, text: &str, face: Face, width: f64, most: usize) -> (Vec<String>, bool) {
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
    (lines, cut)
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
    let is_break = |at: &usize| is_space(rest[*at]) && !is_tie(rest, *at);
    let space = (1..=fitting.min(rest.len() - 1)).rev().find(is_break);
    let joint = || (least + 1..=fitting).rev().find(|at| is_joint(rest, *at));
    // A number that does not fit goes to the next line as a whole.
    let number = || (1..=fitting).rev().find(|at| !within_number(rest, *at));
    space.or_else(joint).or_else(number).unwrap_or(fitting).max(1)
}

/// Whether a line may break at a character: one that keeps words together, such as that before a unit, is no space.
fn is_space(character: &str) -> bool {
    character.trim().is_empty() && !matches!(character, "\u{a0}" | "\u{202f}")
}

/// What stays on the line of the number before it.
const UNITS: [&str; 11] = ["%", "ms", "MB", "GB", "MiB", "GiB", "KB", "s", "h", "×", "$"];

/// Whether a character is the space between a number and its unit.
fn is_tie(text: &[&str], at: usize) -> bool {
    let is_end = |one: &str| one.trim().is_empty() || matches!(one, "," | "." | ";" | ":" | ")" | "–");
    let ends_number = |one: &str| one.bytes().all(|byte| byte.is_ascii_digit());
    let is_unit = |unit: &&str| {
        let mut behind = text[at + 1..].iter();
        unit.chars().all(|letter| behind.next().is_some_and(|one| one.chars().eq([letter])))
            && behind.next().is_none_or(|one| is_end(one))
    };
    text[at] == " " && at > 0 && ends_number(text[at - 1]) && UNITS.iter().any(is_unit)
}

/// The text with spaces that no program breaks between numbers and their units: for lines that others break.
pub(super) fn tied(text: &str) -> String {
    let all: Vec<&str> = text.graphemes(true).collect();
    let tied = (0..all.len()).map(|at| if is_tie(&all, at) { "\u{a0}" } else { all[at] });
    tied.collect()
}

/// Whether a line may break before a character because the one before it joins words.
fn is_joint(rest: &[&str], at: usize) -> bool {
    matches!(rest[at - 1], "-" | "_" | "/" | "." | ":" | "," | ";") && !within_number(rest, at)
}

/// Whether a break before a character would part a number: `$136,000` stays whole.
fn within_number(rest: &[&str], at: usize) -> bool {
    let is_digit = |at: usize| rest.get(at).is_some_and(|one| one.bytes().all(|byte| byte.is_ascii_digit()));
    let is_sign =
        |at: usize| rest.get(at).is_some_and(|one| matches!(*one, "," | "." | "'" | "’" | "\u{a0}" | "\u{202f}"));
    let before = at > 0 && (is_digit(at - 1) || rest[at - 1] == "$" || (is_sign(at - 1) && at > 1 && is_digit(at - 2)));
    before && (is_digit(at) || (is_sign(at) && is_digit(at + 1)))
}

/// The width of the widest part of a text that lines do not break.
pub(super) fn widest_word(fonts: &Fonts, text: &str, face: Face) -> f64 {
    let all: Vec<&str> = text.graphemes(true).take(MOST_CHARS).collect();
    let mut widest: f64 = 0.0;
    let mut start = 0;
    for at in 1..=all.len() {
        if at == all.len() || is_space(all[at]) || is_joint(&all, at) {
            widest = widest.max(face.width(fonts, all[start..at].concat().trim()));
            start = at;
        }
    }
    widest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_stays_with_its_number() {
        let fonts = Fonts::new(None).unwrap();
        let face = Face::regular(20.0);
        let width = face.width(&fonts, "at 314.9 ");
        assert_eq!(wrap(&fonts, "at 314.9 % of it", face, width, 3), ["at", "314.9 %", "of it"]);
    }

    #[test]
    fn numbers_and_their_units_are_tied_and_words_are_not() {
        let said = "120 ms at 1,024 MB, 2 × t3a.micro: Lambda saves $5 (33 %) in 7 hours at 3 services; 50 msgs";
        let tied_by_hand = "120\u{a0}ms at 1,024\u{a0}MB, 2\u{a0}× t3a.micro: Lambda saves $5 (33\u{a0}%) in 7 hours at 3 services; 50 msgs";
        assert_eq!(tied(said), tied_by_hand);
        assert_eq!(tied("% of ms"), "% of ms");
    }

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
    fn numbers_stay_whole_and_words_do_as_long_as_there_is_a_space() {
        let fonts = Fonts::new(None).unwrap();
        let face = Face::regular(20.0);
        let fit = |text: &str| face.width(&fonts, text) + 1.0;
        assert_eq!(wrap(&fonts, "W5 reporting", face, fit("W5 reportin"), 3), ["W5", "reporting"]);
        assert_eq!(wrap(&fonts, "costs $136,000", face, fit("costs $136,0"), 3), ["costs", "$136,000"]);
        assert_eq!(wrap(&fonts, "costs_136,000.25", face, fit("costs_136,000"), 3), ["costs_", "136,000.25"]);
        // The space of "12 $" as Germans write it keeps both together.
        assert_eq!(wrap(&fonts, "etwa 12\u{a0}$", face, fit("etwa 12\u{a0}"), 3), ["etwa", "12\u{a0}$"]);
        assert_eq!(widest_word(&fonts, "W5 reporting-of $1,000", face), face.width(&fonts, "reporting-"));
    }

    #[test]
    fn names_of_a_family_differ_where_they_are_cut() {
        let fonts = Fonts::new(None).unwrap();
        let face = Face::regular(20.0);
        let family = ["billing", "shipping"].map(|end| format!("customer-notification-fanout-eu-central-1-{end}"));
        for most in [1, 2] {
            let [one, other] = family.each_ref().map(|name| wrap_name(&fonts, name, face, 180.0, most));
            assert_ne!(one, other);
            assert!(one.len() <= most && one.concat().contains('…') && one.concat().ends_with("lling"), "{one:?}");
            assert!(one.iter().all(|line| face.width(&fonts, line) <= 180.0), "{one:?}");
        }
        assert_eq!(wrap_name(&fonts, "billing", face, 180.0, 1), ["billing"]);
        let long = wrap_name(&fonts, &format!("{}z", "x".repeat(10_000)), face, 180.0, 2);
        assert!(long.len() == 2 && long[1].ends_with('z'), "{long:?}");
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
