//! Rows that a stray quote put into one cell.

/// The cell of a row that begins a quote in which whole rows stand: each of the row's lines has as many separators as a row of so
/// many cells has. The quotes are well-formed then, and nothing else tells that rows are lost. With the cell it says how many lines
/// below its quote closes.
pub(crate) fn swallowed_rows<'t>(
    cells: impl Iterator<Item = &'t str>,
    delimiter: u8,
    width: usize,
) -> Option<(usize, usize)> {
    let wanted = width.checked_sub(1).filter(|wanted| *wanted > 0)?;
    // Separators of the row's last line so far, and the cell of several lines that was met first.
    let (mut count, mut found) = (0, None);
    for (at, cell) in cells.enumerate() {
        count += usize::from(at > 0);
        let mut lines = 0;
        for (line, text) in cell.split('\n').enumerate() {
            if line > 0 {
                if count != wanted {
                    return None;
                }
                (count, lines) = (0, line);
            }
            count += memchr::memchr_iter(delimiter, text.as_bytes()).count();
        }
        if lines > 0 {
            found = found.or(Some((at, lines)));
        }
    }
    found.filter(|_| count == wanted)
}

/// What is said of it.
pub(crate) fn swallowed_message(lines: usize) -> (String, String) {
    let below = if lines == 1 { "in the line below".to_owned() } else { format!("{lines} lines below") };
    (
        format!("a quote opens here and closes {below}: the rows between are all in this cell"),
        "remove both quotes, or write a quote inside a quoted cell twice".to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::swallowed_rows;

    #[test]
    fn rows_in_a_cell_are_found() {
        let found = |cells: &[&str]| swallowed_rows(cells.iter().copied(), b',', 4);
        assert_eq!(found(&["A", "5M", "120", "13 inch\nB,6M,120,more\nC,7M,120,of 15"]), Some((3, 2)));
        assert_eq!(found(&["Checkout,5M,120,1024\nCart", "6M", "120", "1024"]), Some((0, 1)));
        assert_eq!(found(&["A", "5M", "120", "1024"]), None);
        // A text of several lines.
        assert_eq!(found(&["A", "5M", "120", "first, second\nthird, fourth, fifth"]), None);
        assert_eq!(found(&["A\nB", "5M", "120", "1024"]), None);
    }
}
