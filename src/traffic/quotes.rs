//! Texts that are cut into no lines of a profile: a quote that is never closed, and an array of JSON.

use super::hours::shortened;
use super::profile_error::{ProfileError, TextFault};
use crate::terms::scan_rows;

/// A quote that is never closed: all lines behind it are in one cell.
pub(super) fn unclosed(text: &str, delimiter: u8) -> Option<ProfileError> {
    memchr::memchr(b'"', text.as_bytes())?;
    let at = scan_rows(text.as_bytes(), delimiter).open_quote?;
    let line = 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() as u64;
    let cell = shortened(text.get(at..)?.lines().next().unwrap_or_default());
    Some(ProfileError::Text(TextFault::Unclosed { line, cell }))
}

/// Whether a text is an array of numbers in JSON.
pub(super) fn is_array(text: &str) -> bool {
    let text = text.trim_ascii();
    text.starts_with('[') && text.ends_with(']') && serde_json::from_str::<Vec<f64>>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};

    #[test]
    fn a_quote_that_is_never_closed_is_told() {
        let week = |quoted: usize| -> String {
            let row = |hour: usize| {
                let quote = if hour == quoted { "\"" } else { "" };
                format!("{quote}2026-09-{:02}T{:02}:00:00,{hour}\n", 7 + hour / 24, hour % 24)
            };
            (0..168).map(row).collect()
        };
        let fault = |line: u64, cell: &str| {
            format!(
                "line {line}: {cell:?}: a quote opens here and is never closed: what follows is all in this cell; close it with \" or \
                 remove it"
            )
        };
        let found = told(read(&format!("# a \"note\nTime,n\n{}", week(0))));
        assert_eq!(found, fault(3, "\"2026-09-07T00:00:00,0"));
        assert_eq!(told(read(&week(100))), fault(101, "\"2026-09-11T04:00:00,100"));
        assert!(read(&format!("\"Time\",\"n\"\n{}", week(168))).is_ok());
    }

    #[test]
    fn an_array_of_json_is_told_to_become_lines() {
        let numbers: Vec<String> = (0..24).map(|hour| format!("{hour}.5")).collect();
        for array in [format!("[{}]", numbers.join(", ")), format!("[\n  {}\n]\n", numbers.join(",\n  "))] {
            let found = told(read(&array));
            assert_eq!(
                found,
                "the file is JSON, and one weight a line is needed; make lines of it: jq -r '.[]' FILE > FILE.csv"
            );
        }
        let log: String = (0..24).map(|hour| format!("[07/Sep/2026:{hour:02}:00:00 +0200],5\n")).collect();
        assert!(read(&log).is_ok());
    }
}
