//! Signs that end lines in other files than CSV.

/// What to do with them.
pub(super) const HELP: &str = "save the file with line feeds (LF or CRLF)";

/// What ends lines and paragraphs in texts of mainframes and word processors.
const SIGNS: [(char, &str); 3] =
    [('\u{85}', "next line"), ('\u{2028}', "line separator"), ('\u{2029}', "paragraph separator")];

/// What the lines of a file end in that has no line feed; one may stand at its very end.
pub(super) fn of_other_kind(bytes: &[u8]) -> Option<String> {
    if memchr::memchr(b'\n', bytes.trim_ascii()).is_some() {
        return None;
    }
    if memchr::memchr(b'\n', bytes).is_none() && memchr::memchr(b'\r', bytes.trim_ascii()).is_some() {
        return Some("lines end in a lone carriage return, as in files of old Macs".to_owned());
    }
    // The first part of a large file may end within a character.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(fault) if fault.error_len().is_none() => std::str::from_utf8(&bytes[..fault.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    sign_in(text.trim()).map(|sign| format!("lines end in {sign}"))
}

/// The first such sign within cells.
pub(super) fn within(cells: &[&str]) -> Option<String> {
    cells.iter().find_map(|cell| sign_in(cell))
}

fn sign_in(text: &str) -> Option<String> {
    let (sign, name) = SIGNS.iter().find(|(sign, _)| text.contains(*sign))?;
    Some(format!("U+{:04X} ({name})", u32::from(*sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_line_feeds_is_told_what_it_has_instead() {
        for (text, told) in [
            ("a,b\u{85}1,2\u{85}", Some("lines end in U+0085 (next line)")),
            // An editor may end the file.
            ("a,b\u{2028}1,2\n", Some("lines end in U+2028 (line separator)")),
            ("a,b\u{2029}1,2", Some("lines end in U+2029 (paragraph separator)")),
            ("a,b\r1,2\r", Some("lines end in a lone carriage return, as in files of old Macs")),
            ("a,b\nx\u{2028}y,2\n", None),
            ("a,b\u{2028}\n", None),
            ("a,b\r\n", None),
            ("", None),
        ] {
            assert_eq!(of_other_kind(text.as_bytes()).as_deref(), told, "{text:?}");
        }
    }

    #[test]
    fn a_part_that_ends_within_a_character_is_told_as_the_whole_is() {
        let text = "a,b\u{85}1,2\u{85}".as_bytes();
        assert_eq!(of_other_kind(&text[..text.len() - 1]).as_deref(), Some("lines end in U+0085 (next line)"));
        assert_eq!(of_other_kind(b"a,b\xe9 1,2"), None);
    }
}
