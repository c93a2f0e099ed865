//! Rows that a stray quote put into one cell.

/// The cell of a row that begins a quote in which whole rows stand: each of the row's lines has as many cells as a row, or one between
/// its first and its last has, and `is_row` finds them to be those of one. The quotes are well-formed then, and nothing else tells that
/// rows are lost. With the cell it says how many lines below its quote closes.
pub(crate) fn swallowed_rows(
    cells: &[&str],
    delimiter: u8,
    width: usize,
    is_row: impl Fn(&[&str]) -> bool,
) -> Option<(usize, usize)> {
    let first = cells.iter().position(|cell| memchr::memchr(b'\n', cell.as_bytes()).is_some())?;
    let below = cells[first].matches('\n').count();
    let mut line: Vec<&str> = Vec::with_capacity(width);
    let is_one = |line: &[&str]| line.len() == width && is_row(line);
    let (mut lines, mut are_all, mut is_within) = (0, true, false);
    // Between a first and a last cell of several lines stands the row itself: each of its separators is one.
    let mut has_inner = false;
    for cell in cells {
        for (at, text) in cell.split('\n').enumerate() {
            if at > 0 {
                let is_row = is_one(&line);
                are_all &= is_row;
                is_within |= is_row && lines > 0 && has_inner;
                lines += 1;
                line.clear();
                has_inner = false;
            }
            has_inner |= text.contains(char::from(delimiter));
            line.extend(text.split(char::from(delimiter)).map(str::trim));
        }
    }
    (is_within || (are_all && is_one(&line))).then_some((first, below))
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
        let is_row = |cells: &[&str]| cells[2].parse::<u32>().is_ok();
        let found = |cells: &[&str]| swallowed_rows(cells, b',', 4, is_row);
        assert_eq!(found(&["A", "5M", "120", "13 inch\nB,6M,120,more\nC,7M,120,of 15"]), Some((3, 2)));
        assert_eq!(found(&["Checkout,5M,120,1024\nCart", "6M", "120", "1024"]), Some((0, 1)));
        assert_eq!(found(&["A", "5M", "120", "1024"]), None);
        // The second of three lines is a row.
        assert_eq!(found(&["A", "first\nSearch,6M,120,x\nMail,second", "120", "1024"]), Some((1, 2)));
        assert_eq!(found(&["A", "first\nSearch,6M,fast,x\nMail,second", "120", "1024"]), None);
        // A text of several lines.
        assert_eq!(found(&["A", "5M", "120", "first, second\nthird, fourth, fifth"]), None);
        assert_eq!(found(&["A\nB", "5M", "120", "1024"]), None);
        // A first and a last cell of two lines.
        assert_eq!(found(&["Checkout\nAPI", "5M", "120", "first\nsecond"]), None);
        // As many cells, but no numbers.
        assert_eq!(found(&["A", "5M", "120", "Owners are\nAnn, Bob, Cy, Di"]), None);
    }
}
