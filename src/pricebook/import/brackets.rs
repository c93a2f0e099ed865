//! Passing over a JSON object or array without parsing it.
//!
//! Brackets must match, strings must be strings, and marks must stand where they may: enough to find a value's end for
//! certain. What a string, a number or a word says is not looked at.

/// Brackets that may be open at once, as many as the JSON parser allows.
const MOST_OPEN: usize = 128;

/// An object or array being passed over, block by block.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    /// The brackets that are open, innermost last.
    open: Vec<u8>,
    within: Within,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Between values and marks.
    #[default]
    Marks,
    String,
    /// After a backslash in a string.
    Escape,
    /// After a string: a mark must follow.
    Closed,
}

impl Brackets {
    /// Passes over the block, or over the value's rest if it ends in it: then gives how many bytes those are.
    ///
    /// # Errors
    /// Brackets that do not match, a line break in a string, or a string right after another: at which byte of the block,
    /// and what.
    pub(super) fn pass(&mut self, block: &[u8]) -> Result<Option<usize>, (usize, &'static str)> {
        let mut at = 0;
        while let Some(byte) = block.get(at) {
            at += 1;
            match self.within {
                Within::Escape => self.within = Within::String,
                Within::String => {
                    at -= 1;
                    let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', &block[at..]) else { break };
                    at += found + 1;
                    self.within = match block[at - 1] {
                        b'"' => Within::Closed,
                        b'\\' => Within::Escape,
                        _ => return Err((at - 1, "a line break within a string")),
                    };
                }
                Within::Marks | Within::Closed => match byte {
                    b' ' => {}
                    // Lists are indented: a fourth of their bytes are spaces after line breaks.
                    b'\n' => at += spaces(&block[at..]),
                    b'\r' | b'\t' => {}
                    b'"' if self.within == Within::Closed => {
                        return Err((at - 1, "two strings without a mark between them"));
                    }
                    b'"' => self.within = Within::String,
                    b'{' | b'[' if self.open.len() >= MOST_OPEN => return Err((at - 1, "brackets nested too deep")),
                    b'{' | b'[' if self.within == Within::Marks => self.open.push(*byte),
                    b'}' | b']' => {
                        let opening = if *byte == b'}' { b'{' } else { b'[' };
                        let matching = self.open.pop() == Some(opening);
                        if !matching {
                            return Err((at - 1, "brackets that do not match"));
                        }
                        self.within = Within::Marks;
                        if self.open.is_empty() {
                            return Ok(Some(at));
                        }
                    }
                    b',' | b':' => self.within = Within::Marks,
                    b'0'..=b'9' | b'a'..=b'z' | b'E' | b'+' | b'-' | b'.' if self.within == Within::Marks => {}
                    _ => return Err((at - 1, "a byte that JSON does not have here")),
                },
            }
        }
        Ok(None)
    }
}

/// How many spaces a text begins with, eight at a time.
fn spaces(text: &[u8]) -> usize {
    const ALL: [u8; 8] = [b' '; 8];
    let (words, _) = text.as_chunks::<8>();
    let whole = words.iter().take_while(|word| **word == ALL).count() * 8;
    whole + text[whole..].iter().take_while(|byte| **byte == b' ').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The end of the value at the start of a text, however it is cut into blocks.
    fn end(text: &str) -> Result<Option<usize>, (usize, &'static str)> {
        let whole = Brackets::default().pass(text.as_bytes());
        for cut in 1..text.len() {
            let mut brackets = Brackets::default();
            let (first, second) = text.as_bytes().split_at(cut);
            let in_two = match brackets.pass(first) {
                Ok(None) => brackets
                    .pass(second)
                    .map(|found| found.map(|end| end + cut))
                    .map_err(|(at, message)| (at + cut, message)),
                other => other,
            };
            assert_eq!(in_two, whole, "{text} cut at {cut}");
        }
        whole
    }

    #[test]
    fn a_value_ends_where_its_first_bracket_closes() {
        assert_eq!(end("{}, 1"), Ok(Some(2)));
        assert_eq!(end(r#"{"a" : [ 1, -2.5e3, true, null, { } ]} , "b""#), Ok(Some(38)));
        assert_eq!(end(r#"{"a}\"]" : "\\"}x"#), Ok(Some(16)));
        assert_eq!(end(r#"{"a" : "#), Ok(None));
        // 2 + 19 spaces + 5 + 1 + 8 spaces + 1 bytes.
        assert_eq!(end("{\n                   \"a\":1\n        } "), Ok(Some(36)));
    }

    #[test]
    fn what_would_hide_the_end_is_refused() {
        assert!(end("{]").is_err());
        assert!(end("[}").is_err());
        assert!(end("{\"a\n\" : 1}").is_err());
        assert!(end(r#"{"a" "b"}"#).is_err());
        assert!(end(r#"{"a" {}}"#).is_err());
        assert!(end("{A}").is_err());
        assert_eq!(end(&("[".repeat(128) + &"]".repeat(128))), Ok(Some(256)));
        assert!(end(&"[".repeat(129)).is_err());
    }
}
