//! Whether JSON is there to its end.

/// Whether a bracket or a text of JSON is still open where the file ends.
pub(super) fn is_cut(bytes: &[u8]) -> bool {
    let (mut open, mut in_text, mut is_escaped) = (0_i64, false, false);
    for byte in bytes {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => open += 1,
            b']' | b'}' => open -= 1,
            _ => {}
        }
    }
    in_text || open > 0
}

#[cfg(test)]
mod tests {
    use super::is_cut;

    #[test]
    fn json_without_its_end_is_cut() {
        for whole in ["{\"a\": [1, \"]\\\"[\"]}\n", "[1]\n[2]", ""] {
            assert!(!is_cut(whole.as_bytes()), "{whole}");
        }
        for cut in ["{\"a\": [1, 2]", "[\"a", "{\"a\": \"\\\"}"] {
            assert!(is_cut(cut.as_bytes()), "{cut}");
        }
    }
}
