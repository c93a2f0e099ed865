//! Quotes of a price table that swallow rows: one that is never closed or closes in another row, or text behind one that closes its
//! cell.

use super::lines::{Lines, delimiter};
use crate::terms::{Problem, Problems, RowLocation, scan_rows, swallowed_message, swallowed_rows};
use crate::units::Dec;

/// What is wrong with a text's quotes, and where the rows begin that it is wrong in. A table without such faults loses no
/// row; one with them would be read without the rows that stand inside a cell.
pub(super) fn faults(text: &str) -> (Problems, Vec<usize>) {
    let (mut faults, mut rows) = (Problems::default(), Vec::new());
    if memchr::memchr(b'"', text.as_bytes()).is_none() {
        return (faults, rows);
    }
    let delimiter = delimiter(text);
    let scan = scan_rows(text.as_bytes(), delimiter);
    let odd = scan.behind_quotes.into_iter().map(|at| (at, false));
    let odd: Vec<(usize, bool)> = odd.chain(scan.open_quote.map(|at| (at, true))).collect();
    let mut lines = Lines::new(text);
    let mut starts = Vec::new();
    let mut names: Vec<String> = Vec::new();
    while let Some(start) = lines.advance() {
        if starts.is_empty() {
            names.extend(lines.cells().iter().map(str::to_owned));
        } else if odd.is_empty()
            && let Some((index, below)) =
                swallowed_rows(&lines.cells().iter().collect::<Vec<_>>(), delimiter, names.len(), has_number)
        {
            // A row may have more cells than the heading has names.
            let name = names.get(index).map_or("", String::as_str);
            let (place, excerpt) = RowLocation::new(text, start.0, start.1, delimiter).cell(index, name);
            let (message, help) = swallowed_message(below);
            faults.push(Problem { place, message, help, excerpt: Some(excerpt) });
            rows.push(start.0);
        }
        starts.push(start);
    }
    for (at, is_open) in odd {
        let before = starts.partition_point(|(start, _)| *start <= at);
        let Some(start) = before.checked_sub(1).and_then(|index| starts.get(index)).copied() else { continue };
        let row = RowLocation::find_after(text, start, start.0, delimiter);
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

/// Whether a cell is a number, as one of each row of a table is.
fn has_number(cells: &[&str]) -> bool {
    cells.iter().any(|cell| cell.parse::<Dec>().is_ok())
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
    fn rows_between_two_stray_quotes_are_told() {
        let told = told("a,b\n1,\"2\n3,4\n5,6\"\n7,8\n");
        assert_eq!(
            told,
            ["t:2:3: b: a quote opens here and closes 2 lines below: the rows between are all in this cell"]
        );
    }

    #[test]
    fn rows_in_a_cell_behind_those_of_the_heading_are_told_without_a_name() {
        let message = "a quote opens here and closes 2 lines below: the rows between are all in this cell";
        assert_eq!(told("a,b\n1,2,\"3\n4,5\n6,7\"\n8,9\n"), [format!("t:2:5: {message}")]);
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
