//! Quotes of a price table that swallow rows: one that is never closed, or text behind one that closes its cell.

use super::lines::Lines;
use crate::terms::{Problem, Problems, RowLocation, scan_rows};

/// What is wrong with a text's quotes, and where the rows begin that it is wrong in. A table without such faults loses no
/// row; one with them would be read without the rows that stand inside a cell.
pub(super) fn faults(text: &str) -> (Problems, Vec<usize>) {
    let (mut faults, mut rows) = (Problems::default(), Vec::new());
    if memchr::memchr(b'"', text.as_bytes()).is_none() {
        return (faults, rows);
    }
    let scan = scan_rows(text.as_bytes(), b',');
    let odd = scan.behind_quotes.into_iter().map(|at| (at, false));
    let odd: Vec<(usize, bool)> = odd.chain(scan.open_quote.map(|at| (at, true))).collect();
    if odd.is_empty() {
        return (faults, rows);
    }
    let mut lines = Lines::new(text);
    let mut starts = Vec::new();
    let mut names: Vec<String> = Vec::new();
    while let Some(start) = lines.advance() {
        if starts.is_empty() {
            names.extend(lines.cells().iter().map(str::to_owned));
        }
        starts.push(start);
    }
    for (at, is_open) in odd {
        let before = starts.partition_point(|(start, _)| *start <= at);
        let Some(start) = before.checked_sub(1).and_then(|index| starts.get(index)).copied() else { continue };
        let row = RowLocation::find_after(text, start, start.0, b',');
        let (index, place, excerpt) = row.byte(at, if start == starts[0] { &[] } else { &names });
        let (message, help) = if is_open {
            let message = "a quote opens here and is never closed: what follows is all in this cell";
            (message, "close it with \" or remove it".to_owned())
        } else {
            let opened = match row.cell(index, "").0 {
                crate::terms::Place::Cell { line, column, .. } => format!("line {line}, column {column}"),
                _ => "front of it".to_owned(),
            };
            let message = "text stands behind a quote that closes the cell";
            (message, format!("double the quotes inside the cell, or close the one that opens in {opened}"))
        };
        faults.push(Problem { place, message: message.to_owned(), help, excerpt: Some(excerpt) });
        rows.push(start.0);
    }
    (faults, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        faults(text).0.into_parts().0.iter().map(|fault| fault.title("t")).collect()
    }

    #[test]
    fn a_quote_that_swallows_rows_is_told_where_it_opens() {
        let wanted = "t:3:3: b: a quote opens here and is never closed: what follows is all in this cell";
        assert_eq!(told("a,b\n1,\"2\"\n3,\"4\n5,6\n"), [wanted]);
        assert_eq!(told("a,b\n1,\"2\n\"\n3,\"x \"\"y\"\"\"\n"), Vec::<String>::new());
    }

    #[test]
    fn text_behind_a_closing_quote_is_told_with_the_quote_that_opens() {
        let (faults, rows) = faults("a,b\n1,\"2\n3,\"4\"\n");
        let fault = faults.into_parts().0.remove(0);
        assert_eq!(fault.title("t"), "t:3:4: b: text stands behind a quote that closes the cell");
        assert!(fault.help.contains("line 2, column 3"), "{}", fault.help);
        assert_eq!(rows, [4]);
    }
}
