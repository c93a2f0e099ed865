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
    let text = std::str::from_utf8(bytes).ok()?;
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
