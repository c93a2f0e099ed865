//! [`Harmless`]: a terminal's output in which nothing from an input is an instruction to the terminal.

use crate::terms::clean_lines;
use std::io::{self, Write};

/// Shows control characters and changes of direction as escapes. CSV, JSON, Markdown and SVG hold names byte by byte, as
/// their readers need them; a terminal would obey what they say.
pub(crate) struct Harmless<W> {
    inner: W,
    /// The beginning of a character whose end is still to come: at most three bytes.
    begun: Vec<u8>,
}

impl<W: Write> Harmless<W> {
    pub(crate) fn new(inner: W) -> Harmless<W> {
        Harmless { inner, begun: Vec::new() }
    }
}

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = std::mem::take(&mut self.begun);
        all.extend_from_slice(bytes);
        let mut rest = all.as_slice();
        loop {
            let fault = match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.inner.write_all(clean_lines(text).as_bytes())?;
                    return Ok(bytes.len());
                }
                Err(fault) => fault,
            };
            let (text, behind) = rest.split_at(fault.valid_up_to());
            self.inner.write_all(clean_lines(&String::from_utf8_lossy(text)).as_bytes())?;
            let Some(wrong) = fault.error_len() else {
                self.begun = behind.to_vec();
                return Ok(bytes.len());
            };
            let (wrong, next) = behind.split_at(wrong);
            self.inner.write_all(wrong.escape_ascii().to_string().as_bytes())?;
            rest = next;
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::Harmless;
    use std::io::Write as _;

    fn shown(parts: &[&[u8]]) -> String {
        let mut out = Vec::new();
        let mut harmless = Harmless::new(&mut out);
        parts.iter().for_each(|part| harmless.write_all(part).unwrap());
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        // ESC, then U+009B (CSI), U+202E (right to left) and a carriage return, which hides what stands before it.
        let text = "name\tusd\n\u{1b}[2J\u{9b}31m \u{202e}x\ry\u{7}\n결제 🛒";
        let expected = "name\tusd\n\\u{1b}[2J\\u{9b}31m \\u{202e}x\\u{d}y\\u{7}\n결제 🛒";
        assert_eq!(shown(&[text.as_bytes()]), expected);
    }

    #[test]
    fn characters_may_be_written_in_parts() {
        let text = "a\u{9b}é결🛒\u{2066}z";
        let bytes: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
        assert_eq!(shown(&bytes), "a\\u{9b}é결🛒\\u{2066}z");
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_as_bytes() {
        // 0x9b alone is CSI to a terminal of eight bits.
        assert_eq!(shown(&[b"a\x9b31m", b"b\xe2\x28c"]), "a\\x9b31mb\\xe2(c");
    }
}
