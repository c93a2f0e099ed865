//! Numbers whose digits stand in groups of three between spaces or apostrophes: `50 000 000`, `1 200,5`, `1'024`.

use super::number_fault::{NumberFault, read_as};
use crate::terms::spaced;

/// How to write such a number, where a cell is one.
pub(super) fn fault(text: &str) -> Option<NumberFault> {
    let (plain, rest) = spaced(text)?;
    let (plain, help) = match rest.strip_prefix([',', '.']) {
        Some(decimals) if !decimals.is_empty() && decimals.bytes().all(|byte| byte.is_ascii_digit()) => {
            let plain = format!("{plain}.{decimals}");
            let help = format!("write {plain} with a point");
            (plain, help)
        }
        None if rest.is_empty() => {
            let help = format!("write {plain}");
            (plain, help)
        }
        // Anything behind the digits, such as a unit, is told of where that is cut off.
        _ => return None,
    };
    Some(read_as("has separators between groups of digits", help, [plain]))
}

/// A cell as it is shown: spaces that do not break a line look like any other.
pub(in crate::scenario) fn shown(cell: &str) -> String {
    cell.replace(['\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}'], " ")
}

#[cfg(test)]
mod tests {
    use crate::scenario::parse_number;

    #[test]
    fn groups_of_three_are_told_the_number_that_they_are() {
        for separator in [" ", "\u{a0}", "\u{202f}", "\u{2009}", "'", "\u{2019}"] {
            for (written, help) in [
                ("50_000_000", "write 50000000"),
                ("1_024", "write 1024"),
                ("1_200,5", "write 1200.5 with a point"),
                ("1_200,500", "write 1200.500 with a point"),
                ("1_200.5", "write 1200.5 with a point"),
            ] {
                let written = written.replace('_', separator);
                let fault = parse_number(&written).unwrap_err();
                assert_eq!(fault.help, help, "{written:?}");
                let mended = help.split(' ').nth(1).unwrap();
                assert!(parse_number(mended).is_ok(), "{mended}");
            }
        }
        let fault = parse_number("1\u{a0}024\u{a0}MB").unwrap_err();
        assert_eq!(fault.message, "has separators between groups of digits, and a unit");
        // 1,500.5 s.
        assert_eq!(parse_number("1 500,5 s").unwrap_err().help_in("ms"), "write 1500500, which is 1500.5 s in ms");
        assert_eq!(fault.help_in("MB"), parse_number("1024 MB").unwrap_err().help_in("MB"));
        for other in ["1 00 000", "1 0000", "1000 000", "12 34", "1 000\u{a0}000", "1 000,", "1 000 -", "1 000 k"] {
            let help = parse_number(other).unwrap_err().help;
            assert!(!help.starts_with("write 1"), "{other:?}: {help}");
        }
    }
}
