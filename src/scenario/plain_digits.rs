//! Numbers that programs for texts dressed up: in the digits of another script, in full width, in quotes, or with characters
//! that cannot be seen.

use crate::terms::shows_nothing;

/// The digit 0 of scripts whose ten digits follow one another.
const ZEROS: [char; 8] = [
    '\u{660}',   // Arabic
    '\u{6f0}',   // Persian and Urdu
    '\u{966}',   // Devanagari
    '\u{9e6}',   // Bengali
    '\u{be6}',   // Tamil
    '\u{e50}',   // Thai
    '\u{ff10}',  // full width
    '\u{1d7ce}', // bold
];

/// Quotes and accents that stand around a number.
const QUOTES: [char; 14] = ['"', '\'', '`', '´', '“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '＂'];

/// The number as it is to be written, and what is wrong with it as it is.
pub(super) fn undressed(text: &str) -> Option<(String, &'static str)> {
    // Spreadsheets' trick for texts that look like numbers: ="5".
    let quoted = text.strip_prefix('=').filter(|rest| rest.starts_with('"')).unwrap_or(text);
    let inner = quoted.trim_matches(QUOTES).trim();
    let is_formula = quoted.len() < text.len() && inner.contains('"');
    if inner.len() < text.len() && inner.starts_with(|c: char| c.is_numeric()) && !is_formula {
        return Some((inner.to_owned(), "stands in quotes"));
    }
    // What turns text or deletes it leaves open which number was seen.
    let is_unseen = |c| shows_nothing(c) || matches!(c, '\u{200c}'..='\u{200e}');
    if text.contains(is_unseen) && text.contains(char::is_numeric) {
        return Some((text.replace(is_unseen, ""), "holds a character that cannot be seen"));
    }
    let is_other = |c: char| !c.is_ascii() && latin(c).is_some();
    text.contains(is_other).then(|| {
        let plain = text.chars().map(|c| latin(c).unwrap_or(c)).collect();
        (plain, "has other digits or signs than a keyboard's 0 to 9")
    })
}

/// The letter of ASCII that another one stands for: a digit, a decimal sign, or anything in full width.
fn latin(c: char) -> Option<char> {
    match c {
        '\u{66b}' => return Some('.'),
        '\u{66c}' => return Some(','),
        // Full width is ASCII, moved.
        '\u{ff01}'..='\u{ff5e}' => return char::from_u32(u32::from(c) - 0xfee0),
        _ => {}
    }
    let digit = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|digit| *digit < 10))?;
    char::from_digit(digit, 10)
}

#[cfg(test)]
mod tests {
    use crate::scenario::parse_number;

    #[test]
    fn digits_of_other_scripts_and_quotes_are_told_the_number_that_they_are() {
        for (cell, help) in [
            ("１２３", "write 123"),
            ("٣٫٥", "write 3.5"),
            ("۱۲", "write 12"),
            ("१०", "write 10"),
            ("５Ｍ", "write 5M"),
            ("“1M”", "write 1M"),
            ("'250", "write 250"),
            ("=\"50000000\"", "write 50000000"),
            ("=\"1,500,000\"", "write 1,500,000"),
            ("=\"1.500M\"", "write 1500M or 1.5M"),
            ("5\u{200b}0", "write 50"),
            ("1\u{ad}000", "write 1000"),
            ("«5»", "write 5"),
            ("„1.000.000“", "write 1000000"),
            // Two meanings stay two.
            ("１，０００", "write 1000 or 1.0"),
            ("１．500", "write 1500 or 1.5"),
            ("'1.500M", "write 1500M or 1.5M"),
            ("“5000.000”", "write 5000.000"),
        ] {
            let fault = parse_number(cell).unwrap_err();
            assert_eq!(fault.help, help, "{cell}");
            for number in help.trim_start_matches("write ").split(" or ") {
                assert!(parse_number(number).is_ok(), "{number}");
            }
        }
        // 2 GB are 2,048 MB.
        assert_eq!(parse_number("２ＧＢ").unwrap_err().help_in("MB"), "write 2048, which is 2 GB in MB");
        for formula in ["=\"5\"&\"6\"", "=5", "=\"five\""] {
            assert_eq!(parse_number(formula).unwrap_err().message, "is a formula, not its value", "{formula}");
        }
        for no_number in ["“”", "'", "五", "“five”", "½"] {
            assert_eq!(parse_number(no_number).unwrap_err().message, "is not a number", "{no_number}");
        }
    }
}
