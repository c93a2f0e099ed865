//! Lines and names that begin with `#`: comments that are none, and what spreadsheets show for a formula that failed.

use crate::terms::{Place, Problem, RowLocation};

/// What spreadsheets show for a formula that failed, in the languages of most.
const ERROR_VALUES: [&str; 27] = [
    "#N/A",
    "#NV",
    "#N/D",
    "#N.D.",
    "#REF!",
    "#BEZUG!",
    "#RIF!",
    "#\u{a1}REF!",
    "#NAME?",
    "#NOM?",
    "#NOME?",
    "#\u{bf}NOMBRE?",
    "#VALUE!",
    "#WERT!",
    "#VALEUR!",
    "#VALORE!",
    "#VALOR!",
    "#\u{a1}VALOR!",
    "#DIV/0!",
    "#\u{a1}DIV/0!",
    "#NULL!",
    "#NUM!",
    "#ZAHL!",
    "#NOMBRE!",
    "#SPILL!",
    "#CALC!",
    "#ERROR!",
];

/// Whether a name is such a value.
#[inline]
pub(super) fn is_error_value(name: &str) -> bool {
    name.starts_with('#') && ERROR_VALUES.contains(&name)
}

/// The first of several cells of a line, where it is such a value, or what spreadsheets show of a number in too narrow a column.
pub(super) fn first_error_value(line: &str, delimiter: u8) -> Option<&str> {
    let (cell, rest) = line.lines().next()?.split_once(char::from(delimiter))?;
    let cell = cell.trim();
    // Lines of `#` alone are drawn.
    let has_numbers = || rest.contains(|c: char| c.is_ascii_digit());
    (is_error_value(cell) || (is_too_narrow(cell) && has_numbers())).then_some(cell)
}

/// Whether a cell is what spreadsheets show where a column is too narrow.
fn is_too_narrow(cell: &str) -> bool {
    cell.len() > 1 && cell.bytes().all(|byte| byte == b'#')
}

/// The fault of such a value in a cell of a row, by its place and the column's name, and what else there is to say.
pub(super) fn error_value(value: &str, row: RowLocation<'_>, (index, column): (usize, &str), but: &str) -> Problem {
    let (place, excerpt) = row.cell(index, column);
    let (is, help) = if is_too_narrow(value) {
        ("what a spreadsheet shows where a column is too narrow", "widen the column and export again")
    } else {
        ("a spreadsheet's error value", "mend the formula, or write the name of the workload")
    };
    Problem { place, message: format!("{value} is {is}{but}"), help: help.to_owned(), excerpt: Some(excerpt) }
}

/// The fault of a row that begins with blanks and `#`: without the blanks it would be a comment, and in quotes a name.
pub(super) fn indented(text: &str, row: RowLocation<'_>) -> Option<Problem> {
    text.trim_start_matches([' ', '\t']).starts_with('#').then(|| Problem {
        place: Place::Line { line: row.line() },
        message: "blanks stand before the # of a comment".to_owned(),
        help: "begin the line with the #; a name that begins with it stands in quotes".to_owned(),
        excerpt: Some(row.row()),
    })
}

#[cfg(test)]
mod tests {
    use super::first_error_value;

    #[test]
    fn rows_behind_error_values_are_told_from_comments() {
        for (line, value) in
            [("#N/A,#N/A,120,1024", "#N/A"), ("#NV;1;2\nA;1;2", "#NV"), ("########,50000000,120,1024", "########")]
        {
            let delimiter = if line.contains(';') { b';' } else { b',' };
            assert_eq!(first_error_value(line, delimiter), Some(value));
        }
        for line in ["#####,,,", "####,####,####", "#", "#N/A", "# N/A, 5", "## Team A, 5"] {
            assert_eq!(first_error_value(line, b','), None, "{line}");
        }
    }
}
