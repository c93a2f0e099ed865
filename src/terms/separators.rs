//! What stands between the cells of a line, and what is said of lines that have something else there than their table.

/// What separates cells, and how it is called.
pub(crate) const SEPARATORS: [(u8, &str); 4] =
    [(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs"), (b'|', "bars")];

/// What is wrong with a line whose cells `its` separate, where `theirs` separate those of `others`, and how to mend it.
pub(crate) fn other_separator(its: &str, others: &str, theirs: &str) -> (String, String) {
    (format!("the line is separated with {its}, {others} with {theirs}"), format!("put {theirs} between its cells"))
}

/// The cells of a line between signs that stand in no quotes, each with its own quotes.
pub(crate) fn cells_between(line: &[u8], is_sign: impl Fn(u8) -> bool) -> impl Iterator<Item = &[u8]> {
    let mut is_quoted = false;
    line.split(move |byte| {
        is_quoted ^= *byte == b'"';
        !is_quoted && is_sign(*byte)
    })
}
