//! Bytes to text: other kinds of file and other encodings are named, and stray bytes hide nothing else.

use super::Problem;

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
                    Problem::of_line(line_of(&bytes, at, first_line), message, REMEDY)
                });
                Decoded { text: from_latin_1(&bytes), is_changed: true, fault }
            }
        }
    }

    /// Takes NUL bytes out of a part that begins in line `first_line`; the first of a file are a fault.
    pub(crate) fn without_nul(&mut self, bytes: &mut Vec<u8>, first_line: u64) -> Option<Problem> {
        let at = memchr::memchr(0, bytes)?;
        let line = line_of(bytes, at, first_line);
        bytes.retain(|byte| *byte != 0);
        self.is_new(BadByte::Nul)
            .then(|| Problem::of_line(line, "a NUL byte stands here", "remove it, or save the file as CSV in UTF-8"))
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

/// The line of a byte in a part that begins in line `first_line`.
fn line_of(bytes: &[u8], at: usize, first_line: u64) -> u64 {
    first_line + memchr::memchr_iter(b'\n', &bytes[..at]).count() as u64
}

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
const OTHER_FILES: [(&[u8], &str, &str); 5] = [
    (b"PK\x03\x04", "the file is a workbook or another ZIP archive", "save the sheet as CSV in UTF-8"),
    (b"\xd0\xcf\x11\xe0", "the file is a workbook of an old Excel", "save the sheet as CSV in UTF-8"),
    (b"\x1f\x8b", "the file is packed with gzip", "unpack it first, as in: gzip -dc FILE | costcalc compare -"),
    (b"%PDF", "the file is a PDF", "export the table as CSV in UTF-8"),
    (b"\x89PNG", "the file is a picture", "export the table as CSV in UTF-8"),
];

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
    utf16.map(|name| Problem::of_line(1, format!("the file is in {name}"), REMEDY))
}
