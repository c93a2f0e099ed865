//! Numbers with marks or words around them: notes at their foot, bounds, tolerances, and those that are about right.

use super::{COLUMNS, advice, range};
use crate::scenario::draft::Draft;
use crate::scenario::measure::{Measure, in_percent};
use crate::scenario::number::parse_number;
use crate::scenario::reader::Context;
use crate::terms::COUNT;
use crate::units::Dec;

/// What stands before a number that is about right. Those of letters have a space behind them.
const ABOUT: [&str; 14] = [
    "~=",
    "~",
    "\u{2248}",
    "about",
    "around",
    "approximately",
    "approx.",
    "approx",
    "roughly",
    "circa",
    "ca.",
    "ca",
    "c.",
    "etwa",
];

/// What stands behind a number that is about right, in brackets or not.
const ABOUT_BEHIND: [&str; 10] =
    ["?", "est", "est.", "estimate", "estimated", "approx", "approx.", "approximately", "guess", "expected"];

/// What stands before a number that something is not above or below.
const BOUNDS: [&str; 17] = [
    ">=",
    "<=",
    ">",
    "<",
    "\u{2265}",
    "\u{2264}",
    "up to",
    "at least",
    "at most",
    "more than",
    "less than",
    "over",
    "under",
    "above",
    "below",
    "max",
    "min",
];

/// What stands between a number and its tolerance.
const TOLERANCES: [&str; 3] = ["+/-", "\u{b1}", "+-"];

/// What is left at a number's end where a table was cut by hand, and signs of notes at its foot.
const NOTES: [char; 6] = ['*', '\u{2020}', '\u{2021}', '\u{a7}', ';', ','];

/// What people write for a number that is still to be found out, in small letters.
const OPEN: [&str; 8] = ["tbd", "tbc", "tba", "todo", "?", "??", "???", "unknown"];

/// How a number that is not known can be given all the same.
const NOT_KNOWN: &str = "write a number, or low..high for a range where it is not known";

/// How to write a cell that is a number with something around it that says how sure it is, or where more is said of it;
/// `None` for all others.
pub(super) fn help(at: usize, cell: &str, context: &Context<'_>) -> Option<String> {
    let (column, is_open) = (&COLUMNS[at], OPEN.contains(&cell.to_lowercase().as_str()));
    if cell.starts_with('#') {
        // A spreadsheet's error value.
        return None;
    }
    if column.required && (is_open || advice::stands_for_nothing(cell)) {
        return Some(NOT_KNOWN.to_owned());
    }
    if is_open {
        return Some(format!("leave the cell empty, which means: {}; otherwise {NOT_KNOWN}", column.default));
    }
    let toleranced = || range::each_way(|way| tolerance(way, at, cell, context));
    let about = || {
        let rest = behind(cell, &ABOUT).or_else(|| before_about(cell))?;
        alone(at, rest, context, |written| format!("write {written}{}", or_around(at, rest, context)))
    };
    let bound = || {
        let rest = behind(cell, &BOUNDS).or_else(|| cell.strip_suffix('+').map(str::trim_end))?;
        let or_range = |in_unit: &str| {
            format!("write the number that is expected{in_unit}, or low..high for a range: a bound is neither")
        };
        // Whoever is told its number in the column's unit takes the bound for it.
        let measure = range::with_unit(column, rest, 0).filter(|one| one.value(column.unit).is_some());
        match measure {
            Some(_) if column.unit == COUNT => Some(or_range("")),
            Some(_) => Some(or_range(&format!(", in {}", column.unit))),
            None => alone(at, rest, context, |_| or_range("")),
        }
    };
    let noted = || alone(at, without_note(cell)?, context, |written| format!("write {written}"));
    toleranced().or_else(about).or_else(bound).or_else(noted)
}

/// What stands behind one of these marks.
fn behind<'c>(cell: &'c str, marks: &[&str]) -> Option<&'c str> {
    marks.iter().find_map(|mark| {
        let (before, rest) = cell.split_at_checked(mark.len())?;
        let is_word = mark.ends_with(|c: char| c.is_alphabetic());
        (before.eq_ignore_ascii_case(mark) && (!is_word || rest.starts_with(char::is_whitespace)))
            .then(|| rest.trim_start())
    })
}

/// What stands before a word that says that it is about right.
fn before_about(cell: &str) -> Option<&str> {
    let bare = cell.trim_end_matches([')', ']']);
    let number = ABOUT_BEHIND.iter().find_map(|word| {
        let (number, last) = bare.split_at_checked(bare.len().checked_sub(word.len())?)?;
        last.eq_ignore_ascii_case(word).then_some(number)
    })?;
    let number = if bare.len() < cell.len() { number.strip_suffix(['(', '['])? } else { number };
    (!number.ends_with(char::is_alphabetic) || cell.ends_with('?')).then(|| number.trim_end())
}

/// A cell without the sign or the number of a note behind it, or brackets around it: `12M*`, `12M [1]`, `12M (2)`, `[12M]`.
fn without_note(cell: &str) -> Option<&str> {
    let bare = cell.trim_end_matches(NOTES);
    if bare.len() < cell.len() {
        return Some(bare.trim_end());
    }
    if let Some(inner) = cell.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return Some(inner.trim());
    }
    ["[]", "()"].into_iter().find_map(|brackets| {
        let (open, close) = brackets.split_at(1);
        let (number, note) = cell.strip_suffix(close)?.rsplit_once(open)?;
        let is_note = (1..=2).contains(&note.len()) && note.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (is_note && !number.is_empty()).then(|| number.trim_end())
    })
}

/// The help for what is left of a cell: where the column takes it, by how it is written, and else the one that it has itself.
fn alone(at: usize, rest: &str, context: &Context<'_>, of: impl Fn(&str) -> String) -> Option<String> {
    match super::apply(&mut Draft::new(), at, rest, context) {
        Ok(()) => Some(of(rest)),
        Err(fault) => {
            let fault = advice::complete(fault, at, rest, context);
            (fault.help != advice::plain(&COLUMNS[at])).then_some(fault.help)
        }
    }
}

/// Beside a number that is about right, the range of a fifth below and above it, where the column takes it.
fn or_around(at: usize, number: &str, context: &Context<'_>) -> String {
    let around = || {
        let likely = parse_number(number).ok()?;
        around(at, likely, likely.ratio(1, 5)?, context)
    };
    around().map_or_else(String::new, |range| format!(", or a range where it is not known, such as {range}"))
}

/// The range of a number and its tolerance: `5M +/- 10%`, `120 ± 20`, `512M±128M`.
fn tolerance(way: usize, at: usize, cell: &str, context: &Context<'_>) -> Option<String> {
    let column = &COLUMNS[at];
    let (number, off) = TOLERANCES.iter().find_map(|mark| cell.split_once(mark))?;
    let (number, off) = (number.trim(), off.trim());
    let (own, of_off) = (range::with_unit(column, number, way), range::with_unit(column, off, way));
    // One unit is that of both numbers: `120 ± 20 ms`.
    let value = |text: &str, own: Option<&Measure>, other: Option<&Measure>| match (own, other) {
        (Some(own), _) => own.value(column.unit),
        (None, Some(other)) => Measure { number: text.to_owned(), unit: other.unit.clone() }.value(column.unit),
        (None, None) => parse_number(text).ok(),
    };
    let (likely, off) = match in_percent(off) {
        Some(percent) => {
            let likely = value(number, own.as_ref(), None)?;
            (likely, likely.mul(parse_number(percent.trim()).ok()?)?.ratio(1, 100)?)
        }
        None => (value(number, own.as_ref(), of_off.as_ref())?, value(off, of_off.as_ref(), own.as_ref())?),
    };
    Some(format!("write {} for a range", around(at, likely, off, context)?))
}

/// A range around a number, where the column takes it, in the steps that its values have.
fn around(at: usize, likely: Dec, off: Dec, context: &Context<'_>) -> Option<String> {
    let column = &COLUMNS[at];
    let step = match column.name {
        "memory_mb" => Some(context.rules.memory_step_mb),
        _ => column.is_whole(context).then_some(Dec::ONE),
    };
    let whole = |value: Dec| match step {
        Some(step) => value.sub(step.ratio(1, 2)?)?.ceil_to(step),
        None => Some(value),
    };
    let values = [whole(likely.sub(off)?)?, likely, whole(likely.add(off)?)?].map(|value| value.to_string());
    range::as_taken(at, &values, context)
}

#[cfg(test)]
mod tests {
    use super::super::tests::help;

    #[test]
    fn numbers_that_are_about_right_may_be_ranges() {
        // A fifth of 5 million is one million.
        let told = "write 5M, or a range where it is not known, such as 4000000..5000000..6000000";
        for cell in [
            "5M?",
            "5M (est.)",
            "5M est",
            "5M approx",
            "5M [estimated]",
            "~5M",
            "about 5M",
            "Approx. 5M",
            "ca. 5M",
            "~ 5M",
            "\u{2248}5M",
            "c. 5M",
        ] {
            assert_eq!(help("requests_per_month", cell), told, "{cell}");
        }
        assert_eq!(help("requests_per_month", "~400k/day"), "write 400k in a column requests_per_day");
        assert_eq!(help("duration_ms", "~2s"), "write 2000, which is 2 s in ms");
    }

    #[test]
    fn bounds_are_no_numbers() {
        let told = "write the number that is expected, or low..high for a range: a bound is neither";
        for cell in [">5M", "<= 5M", "5M+", "up to 5M", "at least 5M", "\u{2265}5M"] {
            assert_eq!(help("requests_per_month", cell), told, "{cell}");
        }
        assert_eq!(help("requests_per_month", "<5 million"), told);
        // Nor are they in another unit, or in the column's.
        let in_unit = |unit: &str| told.replace("expected", &format!("expected, in {unit}"));
        for cell in ["<100ms", ">2s", "<= 100 ms", "\u{2264}100ms", "100ms+", "<1.250 s"] {
            assert_eq!(help("duration_ms", cell), in_unit("ms"), "{cell}");
        }
        for cell in [">512M", "up to 2 GB"] {
            assert_eq!(help("memory_mb", cell), in_unit("MB"), "{cell}");
        }
    }

    #[test]
    fn tolerances_are_ranges() {
        assert_eq!(help("requests_per_month", "5M +/- 10%"), "write 4500000..5000000..5500000 for a range");
        assert_eq!(help("duration_ms", "120 \u{b1} 20"), "write 100..120..140 for a range");
        // A size's letter is its unit, and one unit is that of both numbers.
        for cell in
            ["512M\u{b1}128M", "512 MB +/- 128 MB", "512 \u{b1} 128 MB", "512M \u{b1} 25%", "0.5 GB \u{b1} 128 MB"]
        {
            assert_eq!(help("memory_mb", cell), "write 384..512..640 for a range", "{cell}");
        }
        // 460.8 and 563.2 are no memory sizes; a fifth of 512 is 102.4; three and a half instances are none.
        assert_eq!(help("memory_mb", "512\u{b1}10%"), "write 461..512..563 for a range");
        assert_eq!(help("memory_mb", "~512"), "write 512, or a range where it is not known, such as 410..512..614");
        assert_eq!(help("min_instances", "5\u{b1}30%"), "write 3..5..6 for a range");
        assert_eq!(
            help("duration_ms", "1.250 s \u{b1} 100 ms"),
            "write 1249900..1250000..1250100 for a range; or write 1150..1250..1350 for a range"
        );
        // Lambda has no less than 128 MB.
        assert!(!help("memory_mb", "128\u{b1}10%").contains(".."));
        // Nothing takes less than no time.
        assert!(!help("duration_ms", "20 \u{b1} 30").contains(".."));
    }

    #[test]
    fn notes_are_taken_off() {
        for cell in ["[12M]", "12M;", "12M,", "12M*", "12M **", "12M [1]", "12M (2)", "12M\u{2020}"] {
            assert_eq!(help("requests_per_month", cell), "write 12M", "{cell}");
        }
        assert_eq!(help("memory_mb", "512 MB*"), "write 512 alone: numbers here are in MB");
    }

    #[test]
    fn what_is_still_open_may_be_a_range() {
        for cell in ["TBD", "?", "n/a", "-", "NaN"] {
            assert_eq!(
                help("requests_per_month", cell),
                "write a number, or low..high for a range where it is not known",
                "{cell}"
            );
        }
        assert!(help("memory_used_mb", "?").starts_with("leave the cell empty, which means: memory_mb; otherwise "));
    }
}
