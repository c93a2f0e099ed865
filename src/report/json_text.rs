//! JSON as text: indented, with everything escaped that a terminal or an editor would obey instead of showing it.

use crate::terms::is_harmful;
use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};
use std::io::{self, Write};

/// Writes a document and a line feed. JSON has control characters below U+0020 escaped anyhow; those from U+007F on and
/// changes of direction are escaped as well, which says the same to every reader.
///
/// # Errors
/// A failure of the output.
pub fn write_json_text(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    write_json_part(document, 0, out)?;
    writeln!(out)
}

/// Writes a part of a document as it stands so many levels deep in it.
///
/// # Errors
/// A failure of the output.
pub(super) fn write_json_part(part: &impl Serialize, levels: usize, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    let mut formatter = PrettyFormatter::new();
    // Each array that is open indents what stands in it.
    (0..levels).try_for_each(|_| formatter.begin_array(&mut io::sink()))?;
    let mut serializer = Serializer::with_formatter(out, Escaping(formatter));
    part.serialize(&mut serializer).map_err(io::Error::from)
}

struct Escaping(PrettyFormatter<'static>);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // Nearly all strings are figures, keys and English words; to look at every byte is quicker than to stop at the first.
        if fragment.bytes().fold(0, u8::max) < 0x7f {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((at, found)) = rest.char_indices().find(|(_, c)| is_harmful(*c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            // All of them are below U+10000: one unit of UTF-16.
            write!(writer, "\\u{:04x}", u32::from(found))?;
            rest = &rest[at + found.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::write_json_text;

    #[test]
    fn what_is_no_text_is_escaped_and_reads_back() {
        let names = ["a\u{1b}b", "c\u{7f}\u{9b}31m", "\u{202e}결제\u{2066}", "🛒 é"];
        let mut out = Vec::new();
        write_json_text(&names, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let expected = "[\n  \"a\\u001bb\",\n  \"c\\u007f\\u009b31m\",\n  \"\\u202e결제\\u2066\",\n  \"🛒 é\"\n]\n";
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<Vec<String>>(&text).unwrap(), names);
    }
}
