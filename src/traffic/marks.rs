//! [`Marks`]: what commas and points in the weights of a profile are, and the weights that cells hold.

use super::hours::shortened;
use super::profile_error::{ProfileError, WeightFault};
use super::rows::Row;
use crate::terms::thousands;

/// What commas and points in weights are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// Commas stand between cells: there is none in a weight.
    between_cells: bool,
    /// A weight shows that commas separate decimals: `0,5`.
    decimal_commas: bool,
    /// Points separate decimals in all weights or in none: those in some, always before three digits, leave it open.
    points_in_some: bool,
}

impl Marks {
    pub(super) fn of(rows: &[Row], column: usize, delimiter: u8) -> Marks {
        let between_cells = delimiter == b',';
        let cells = || rows.iter().filter_map(|row| row.cell(column)).filter(|cell| *cell != "0");
        let shows = |cell: &str| {
            cell.split_once(',').is_some_and(|(whole, decimals)| decimals.len() != 3 || whole.starts_with('0'))
        };
        let has_point = |cell: &&str| cell.contains('.');
        let points_in_some = cells().any(|cell| !cell.contains('.'))
            && cells().any(|cell| is_group(cell, '.'))
            && cells().filter(has_point).all(|cell| is_group(cell, '.'));
        Marks { between_cells, decimal_commas: !between_cells && cells().any(shows), points_in_some }
    }

    /// Why a cell may be thousands as well as decimals, where it may: `1.500`, and `1,500` where no other weight tells.
    fn leave_open(self, cell: &str) -> Option<&'static str> {
        let (point, comma) = (is_group(cell, '.'), is_group(cell, ',') && !self.decimal_commas);
        match self.between_cells {
            true => (point && self.points_in_some).then_some("other weights have neither"),
            false => (point || comma).then_some("this file's cells do not stand between commas"),
        }
    }

    pub(super) fn number(self, cell: &str) -> Option<f64> {
        let mut commas = cell.match_indices(',');
        match (commas.next(), commas.next()) {
            (Some(_), None) if !self.between_cells && !cell.contains('.') => cell.replace(',', ".").parse().ok(),
            // Two leave nothing open.
            (Some(_), Some(_)) if are_thousands(cell) => cell.replace(',', "").parse().ok(),
            _ => cell.parse().ok(),
        }
    }
}

/// Whether commas stand between the thousands of a number.
fn are_thousands(cell: &str) -> bool {
    let is_group = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = cell.split_once('.').map_or(cell, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|first| first.len() < 4 && first.bytes().all(|byte| byte.is_ascii_digit()));
    first && !whole.starts_with(',') && groups.all(is_group)
}

/// Whether a mark in a number stands where one between thousands would.
fn is_group(cell: &str, mark: char) -> bool {
    thousands(cell, mark).is_some_and(|(.., suffix)| suffix.is_empty())
}

/// A row's weight.
pub(super) fn weight(row: &Row, column: usize, marks: Marks) -> Result<f64, ProfileError> {
    let cell = row.cell(column).unwrap_or_default();
    if let Some(why) = marks.leave_open(cell) {
        return Err(ProfileError::Weight(WeightFault::Grouped { line: row.line, cell: shortened(cell), why }));
    }
    let number = marks.number(cell).filter(|weight| weight.is_finite() && *weight >= 0.0);
    number.ok_or_else(|| ProfileError::Weight(WeightFault::Weight { line: row.line, cell: shortened(cell) }))
}

/// Takes the percent signs of weights away where all of them have one: only their proportions count.
pub(super) fn take_percent_signs(rows: &mut [Row], column: usize) {
    let number = |cell: &str| {
        let number = cell.strip_suffix('%')?.trim_end();
        number.ends_with(|c: char| c.is_ascii_digit()).then(|| number.to_owned())
    };
    let Some(numbers) = rows.iter().map(|row| row.cell(column).and_then(number)).collect::<Option<Vec<_>>>() else {
        return;
    };
    for (row, number) in rows.iter_mut().zip(numbers) {
        row.cells[column] = number;
    }
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, read, told};

    #[test]
    fn percents_are_read_where_all_weights_are_some() {
        assert_eq!(day_of(|hour| format!("{hour},{hour}.5%")).unwrap()[5], 5.5);
        assert_eq!(day_of(|hour| format!("{hour}.5 %")).unwrap()[5], 5.5);
        let german: String = (0..24).map(|hour| format!("{hour};{hour},25%\n")).collect();
        assert_eq!(read(&format!("hour;share\n{german}")).unwrap()[5], 5.25);
        let mixed = told(day_of(|hour| if hour == 5 { "5,1".to_owned() } else { format!("{hour},4.17%") }));
        assert!(mixed.starts_with("line 1: \"4.17%\" is not a weight; write 4.17; line 2"), "{mixed}");
    }

    #[test]
    fn thousands_between_commas_are_read_where_there_are_two() {
        let hours = day_of(|hour| format!("{hour},\"1,2{hour:02},000\"")).unwrap();
        assert_eq!((hours[0], hours[23]), (1_200_000.0, 1_223_000.0));
        assert!(day_of(|hour| format!("{hour},\"1,2{hour:02},00\"")).is_err());
    }

    #[test]
    fn decimal_commas_are_read_between_semicolons_and_refused_between_commas() {
        let found = day_of(|hour| format!("{hour};{hour},25")).unwrap();
        assert_eq!((found[0], found[23]), (0.25, 23.25));
        assert_eq!(day_of(|hour| format!("{hour}\t{hour}.5")).unwrap()[3], 3.5);
        assert!(told(day_of(|_| "0,5".to_owned())).contains("line 2: hour 0"));
        // One and a half, or one thousand five hundred.
        let grouped = told(day_of(|hour| format!("{hour};1.500")));
        assert!(grouped.starts_with("line 1: \"1.500\" may be 1500 or 1.5000"), "{grouped}");
        assert!(day_of(|hour| format!("{hour};0.500")).is_ok());
        let mixed = |other: &str| day_of(|hour| format!("{hour};{}", if hour == 5 { "1,500" } else { other }));
        assert!(told(mixed("900")).starts_with("line 6: \"1,500\" may be 1500 or 1.5000"));
        assert_eq!(mixed("0,5").unwrap()[5], 1.5);
    }

    #[test]
    fn points_in_some_weights_may_separate_thousands() {
        let mixed = |other: &str| day_of(|hour| format!("{hour},{}", if hour == 8 { "1.058" } else { other }));
        let told = told(mixed("950"));
        assert!(told.starts_with("line 9: \"1.058\" may be 1058 or 1.0580, as other weights have neither"), "{told}");
        // All the same or all a thousand times as much is one shape; other decimals show what a point is.
        assert!(mixed("2.500").is_ok() && mixed("0.950").is_ok() && mixed("0").is_ok());
        assert_eq!(mixed("950.5").unwrap()[8], 1.058);
    }
}
