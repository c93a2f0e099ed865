//! Bytes to text: other kinds of file and other encodings are named, and stray bytes hide nothing else.

use super::cloudwatch_answers;
use super::json_ends;
use super::locate::RowLocation;
use super::problem::Problem;

const REMEDY: &str = "save the file as CSV in UTF-8";

/// Turns the bytes of a file, part by part, into text.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    /// Kinds of bytes that were told of: a file that has one has it in many lines.
    told: Vec<BadByte>,
}

/// Bytes that no text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BadByte {
    Nul,
    /// Not UTF-8.
    Foreign,
}

/// A part of a file as text.
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// Whether its bytes are not those of the file.
    pub(crate) is_changed: bool,
    pub(crate) fault: Option<Problem>,
}

/// The text of a file that was read whole, and the faults of bytes that no text has: one of each kind.
///
/// # Errors
/// The fault of a file that is none of rows: one of another kind, or in UTF-16 or UTF-32.
pub(crate) fn whole_text(mut bytes: Vec<u8>) -> Result<(String, Vec<Problem>), Box<Problem>> {
    if let Some(problem) = no_table(&bytes, true) {
        return Err(Box::new(problem));
    }
    let mut decoder = Decoder::default();
    let nul = decoder.without_nul(&mut bytes, 1);
    let Decoded { text, fault, .. } = decoder.decode(bytes, 1);
    Ok((text, nul.into_iter().chain(fault).collect()))
}

impl Decoder {
    /// The text of a part that begins in line `first_line`. What is not UTF-8 is taken for Latin-1, so that the faults of
    /// all rows are found and names that differ stay different; the first of a file is a fault.
    pub(crate) fn decode(&mut self, bytes: Vec<u8>, first_line: u64) -> Decoded {
        match String::from_utf8(bytes) {
            Ok(text) => Decoded { text, is_changed: false, fault: None },
            Err(error) => {
                let (at, bytes) = (error.utf8_error().valid_up_to(), error.into_bytes());
                let fault = self.is_new(BadByte::Foreign).then(|| {
                    let message = format!(
                        "byte 0x{:02X} is not UTF-8; the file looks like an older encoding (Latin-1, Windows-1252, \
                         Shift-JIS, EUC-KR)",
                        bytes[at]
                    );
                    fault_at(&bytes, at, first_line, message, REMEDY)
                });
                Decoded { text: from_latin_1(&bytes), is_changed: true, fault }
            }
        }
    }

    /// Takes NUL bytes out of a part that begins in line `first_line`; the first of a file are a fault.
    pub(crate) fn without_nul(&mut self, bytes: &mut Vec<u8>, first_line: u64) -> Option<Problem> {
        let at = memchr::memchr(0, bytes)?;
        let fault = self.is_new(BadByte::Nul).then(|| {
            let message = "a NUL byte stands here".to_owned();
            fault_at(bytes, at, first_line, message, "remove it, or save the file as CSV in UTF-8")
        });
        bytes.retain(|byte| *byte != 0);
        fault
    }

    /// Whether a kind of bytes is met for the first time.
    fn is_new(&mut self, kind: BadByte) -> bool {
        let is_new = !self.told.contains(&kind);
        if is_new {
            self.told.push(kind);
        }
        is_new
    }
}

/// A fault of the byte `at` in a part that begins in line `first_line`: at its place, with the line around it.
pub(crate) fn fault_at(bytes: &[u8], at: usize, first_line: u64, message: String, help: &str) -> Problem {
    let before = &bytes[..at];
    let start = match memchr::memrchr(b'\n', before) {
        Some(end) => end + 1,
        // A mark of byte order is no letter of the line.
        None if before.starts_with(MARK) => MARK.len(),
        None => 0,
    };
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
    let mut text = from_latin_1(&bytes[start..at]);
    let place = text.len();
    text.push_str(&from_latin_1(&bytes[at..end]));
    let line = first_line + memchr::memchr_iter(b'\n', before).count() as u64;
    let (_, place, excerpt) = RowLocation::new(&text, 0, line, b',').byte(place, &[]);
    Problem { place, message, help: help.to_owned(), excerpt: Some(excerpt) }
}

/// The mark of byte order in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A text with what is not UTF-8 taken for Latin-1.
fn from_latin_1(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().copied().map(char::from));
    }
    text
}

/// What other kinds of file begin with, what they are, and what to do.
const OTHER_FILES: [(&[u8], &str, &str); 15] = [
    (b"PK\x03\x04", "the file is a workbook or another ZIP archive", "save the sheet as CSV in UTF-8"),
    (b"\xd0\xcf\x11\xe0", "the file is a workbook of an old Excel", "save the sheet as CSV in UTF-8"),
    (b"\x1f\x8b", "the file is packed with gzip", "unpack it first, as in: gzip -dc FILE > FILE.csv"),
    (b"%PDF", "the file is a PDF", "export the table as CSV in UTF-8"),
    (b"\x89PNG", "the file is a picture", "export the table as CSV in UTF-8"),
    (b"PAR1", "the file is in Parquet", "export the table as CSV in UTF-8"),
    (b"\x28\xb5\x2f\xfd", "the file is packed with zstd", "unpack it first, as in: zstd -dc FILE > FILE.csv"),
    (b"BZh", "the file is packed with bzip2", "unpack it first, as in: bzip2 -dc FILE > FILE.csv"),
    (b"\xfd7zXZ\0", "the file is packed with xz", "unpack it first, as in: xz -dc FILE > FILE.csv"),
    (b"7z\xbc\xaf\x27\x1c", "the file is a 7z archive", "unpack the CSV file in it first"),
    (b"SQLite format 3\0", "the file is a database of SQLite", "export the table as CSV in UTF-8"),
    (b"\x7fELF", "the file is a program", "name the table as CSV in UTF-8"),
    (b"<?xml", "the file is XML", "export the table as CSV in UTF-8"),
    (b"version https://git-lfs", "the file is Git LFS's pointer to a table", "get the table itself: git lfs pull"),
    (b"{\\rtf", "the file is a document in RTF", "export the table as CSV in UTF-8"),
];

/// Whether a file can be no table of text: it is of another kind or encoding, JSON or HTML. `is_whole` says that these are all of its
/// bytes.
pub(crate) fn no_table(bytes: &[u8], is_whole: bool) -> Option<Problem> {
    if is_price_list(bytes) {
        let make = "make a book of it with `costcalc prices import FILE -o FOLDER`, and name that: --pricing FOLDER";
        return Some(Problem::of_line(1, "the file is a price list of AWS", make));
    }
    let json = || match cloudwatch_answers::told(bytes) {
        _ if is_whole && json_ends::is_cut(bytes) => Problem::of_line(
            1,
            "the file is JSON that is cut off: its end is missing",
            "get the answer once more, and save it whole",
        ),
        Some((what, help)) => Problem::of_line(1, format!("the file is JSON, {what}"), help),
        None => Problem::of_line(1, "the file is JSON", "write its values as a table: CSV in UTF-8"),
    };
    let settings = |name: &str| {
        Problem::of_line(
            1,
            format!("the file is {name}"),
            "write its values as a table: CSV in UTF-8, a row for each workload",
        )
    };
    let others = || {
        let kind = is_toml(bytes).then_some("TOML").or_else(|| is_yaml(bytes).then_some("YAML")).map(settings);
        kind.or_else(|| is_json(bytes).then(json)).or_else(|| page_of_html(bytes))
    };
    other_encoding(bytes).or_else(others)
}

/// Whether a file begins as AWS's price lists do, in JSON or CSV (AWS Price List bulk files, format version v1.0, as of 2026-10).
fn is_price_list(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4_096)];
    let has = |key: &[u8]| memchr::memmem::find(start, key).is_some();
    start.starts_with(b"\"FormatVersion\",") || (has(b"\"formatVersion\"") && has(b"\"offerCode\""))
}

/// That a file begins as a page of HTML, in capitals or not.
pub(crate) fn page_of_html(bytes: &[u8]) -> Option<Problem> {
    let start = bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii_start();
    let is_html = ["<!doctype html", "<html", "<head>", "<body", "<table"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag.as_bytes())));
    let help = "save the table itself as CSV in UTF-8; what was downloaded may be a page about it";
    is_html.then(|| Problem::of_line(1, "the file is a page of HTML", help))
}

/// Whether a file is of another kind, by what it begins with, or in UTF-16 or UTF-32, by its mark or its zero bytes.
pub(crate) fn other_encoding(bytes: &[u8]) -> Option<Problem> {
    if let Some((_, message, help)) = OTHER_FILES.iter().find(|(mark, ..)| bytes.starts_with(mark)) {
        return Some(Problem::of_line(1, *message, *help));
    }
    let utf16 = match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some("UTF-32 (little-endian)"),
        [0, 0, 0xfe, 0xff, ..] => Some("UTF-32 (big-endian)"),
        [0xff, 0xfe, ..] => Some("UTF-16 (little-endian)"),
        [0xfe, 0xff, ..] => Some("UTF-16 (big-endian)"),
        _ => {
            // Text of any script has line ends, digits and separators, whose other byte is zero.
            let zeros = |odd: usize| bytes.iter().take(512).skip(odd).step_by(2).filter(|byte| **byte == 0).count();
            match (zeros(0), zeros(1)) {
                (even, odd) if odd >= 4 && odd > 4 * even => Some("UTF-16 (little-endian, without a mark)"),
                (even, odd) if even >= 4 && even > 4 * odd => Some("UTF-16 (big-endian, without a mark)"),
                _ => None,
            }
        }
    };
    let name = utf16?;
    Some(appended(bytes).unwrap_or_else(|| Problem::of_line(1, format!("the file is in {name}"), REMEDY)))
}

/// That lines in UTF-16 stand behind others without zero bytes, as where PowerShell wrote them with `>>`.
fn appended(bytes: &[u8]) -> Option<Problem> {
    let zero = memchr::memchr(0, bytes)?;
    let start = memchr::memrchr(b'\n', &bytes[..zero])? + 1;
    let line = 1 + memchr::memchr_iter(b'\n', &bytes[..start]).count() as u64;
    let order = if (zero - start) % 2 == 1 { "little-endian" } else { "big-endian" };
    let help = "write these lines again in UTF-8: in PowerShell with `Add-Content -Encoding utf8` in place of >>";
    Some(Problem::of_line(line, format!("from here on the file is in UTF-16 ({order})"), help))
}

/// The lines of a file that say something, as far as its first kilobytes go.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let start = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let lines = start[..start.len().min(4096)].split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    lines.filter(|line| !line.is_empty() && !line.starts_with(b"#"))
}

/// Whether a file begins with a section of TOML: `[[workload]]` or `[settings]`.
fn is_toml(bytes: &[u8]) -> bool {
    let Some(first) = lines(bytes).next() else { return false };
    let name = first.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]")).unwrap_or_default();
    let name = name.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]")).unwrap_or(name);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    name.first().is_some_and(u8::is_ascii_alphabetic) && name.iter().all(is_name)
}

/// Whether a file begins as YAML: with `---`, or with a key whose values stand below it, moved in or behind dashes. A title
/// that ends in a colon has none.
fn is_yaml(bytes: &[u8]) -> bool {
    let mut lines = lines(bytes);
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let has_key = |line: &[u8]| memchr::memmem::find(line, b": ").is_some() || line.ends_with(b":");
    let is_item = |line: &[u8]| line.trim_ascii_start().starts_with(b"- ") && has_key(line);
    let below = second.starts_with(b" ") && has_key(second);
    first == b"---" || is_item(first) || (first.ends_with(b":") && (is_item(second) || below))
}

/// Whether a file begins as an object of JSON or an array of something: no heading does.
fn is_json(bytes: &[u8]) -> bool {
    let mut start = bytes.strip_prefix(MARK).unwrap_or(bytes).iter().filter(|byte| !byte.is_ascii_whitespace());
    match (start.next(), start.next()) {
        (Some(b'{'), Some(next)) => matches!(next, b'"' | b'}'),
        (Some(b'['), Some(next)) => matches!(next, b'{' | b'[' | b'"' | b']'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> (String, Vec<String>) {
        let (text, faults) = whole_text(bytes.to_vec()).unwrap();
        (text, faults.iter().map(|fault| fault.title("t").chars().take(40).collect()).collect())
    }

    #[test]
    fn lines_in_utf_16_behind_others_are_told_where_they_begin() {
        let tail: Vec<u8> = "B,9000,100,128\r\n".bytes().flat_map(|byte| [byte, 0]).collect();
        let found = other_encoding(&[b"name,duration_ms\nA,5000\n".as_slice(), &tail].concat()).unwrap();
        assert_eq!((found.line(), found.message.as_str()), (3, "from here on the file is in UTF-16 (little-endian)"));
        // From its first line on it is the file's encoding.
        assert_eq!(other_encoding(&tail).unwrap().message, "the file is in UTF-16 (little-endian, without a mark)");
    }

    #[test]
    fn bytes_that_no_text_has_are_told_once_a_kind_at_their_place() {
        let (text, faults) = told(b"a,b\n\xc3\xa9x,Caf\xe9\n\xfc,1\x002\n\0\n");
        assert_eq!(text, "a,b\n\u{e9}x,Caf\u{e9}\n\u{fc},12\n\n");
        // The third letter of the last row with one; behind two letters, a comma and three letters.
        assert_eq!(faults, ["t:3:4: a NUL byte stands here", "t:2:7: byte 0xE9 is not UTF-8; the file "]);
    }

    #[test]
    fn a_mark_of_byte_order_is_no_letter() {
        assert_eq!(told(b"\xef\xbb\xbfab\xe9\n").1, ["t:1:3: byte 0xE9 is not UTF-8; the file "]);
        assert_eq!(told(b"\xef\xbb\xbfab\n").1, Vec::<String>::new());
    }

    #[test]
    fn settings_are_no_table_and_titles_are_no_settings() {
        let kind = |text: &str| no_table(text.as_bytes(), true).map(|problem| problem.message);
        for text in ["[[workload]]\nname = \"a\"\n", "# mine\n[settings.all]\n", "\u{feff}[a]\nb = 1\n"] {
            assert_eq!(kind(text).as_deref(), Some("the file is TOML"), "{text}");
        }
        for text in ["---\nname: a\n", "workloads:\n  - name: a\n", "- name: a\n  duration_ms: 5\n", "a:\n  b: 5\n"] {
            assert_eq!(kind(text).as_deref(), Some("the file is YAML"), "{text}");
        }
        for text in
            ["Scenario:\nname,duration_ms\n", "Our costs:\n\n name,duration_ms\n", "[draft] name,x\n", "name\n- a\n"]
        {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn json_is_no_table() {
        for json in ["{\"name\": 1}", "[\n  {\"name\": 1}]", "\u{feff}[[1, 2]]", "{}"] {
            assert!(no_table(json.as_bytes(), false).is_some_and(|fault| fault.message.contains("JSON")), "{json}");
        }
        // Price lists may be JSON.
        assert_eq!(other_encoding(b"{\"a\": 1}"), None);
        assert_eq!(no_table(b"[a],{b}\n", true), None);
    }

    #[test]
    fn a_page_is_no_table() {
        for page in ["<!DOCTYPE html>\n<p>", "\u{feff}\n <HTML lang=en>", "<table><tr>", "<html>"] {
            assert!(no_table(page.as_bytes(), true).is_some_and(|fault| fault.message.contains("HTML")), "{page}");
        }
        for table in ["name,<html>\n", "<htm", "<name>,duration_ms\n"] {
            assert!(no_table(table.as_bytes(), true).is_none(), "{table}");
        }
    }

    #[test]
    fn files_that_are_no_text_are_named() {
        assert_eq!(whole_text(b"k\0e\0y\0,\0v\0".to_vec()).unwrap_err().line(), 1);
        assert!(whole_text(b"PK\x03\x04".to_vec()).unwrap_err().message.contains("ZIP"));
    }
}
