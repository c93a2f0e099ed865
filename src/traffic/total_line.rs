//! Lines of a profile that sum up the others.

use super::WEEK_HOURS;
use super::hours::{self, DAY_HOURS};
use super::profile_error::ProfileError;
use super::weights::{Marks, Row};

/// A last line that says in words that it is the sum of those above it.
pub(super) fn labeled(rows: &[Row], column: usize, weights: &[f64]) -> Option<ProfileError> {
    let (last, above) = rows.split_last()?;
    let label = last.cell(0).filter(|_| column > 0)?;
    let says_so = label.starts_with(char::is_alphabetic) && !hours::is_hour(label);
    let is_sum = is_sum(weights[above.len()], &weights[..above.len()]);
    (says_so && is_sum).then_some(ProfileError::Total { line: last.line })
}

/// A last line that says in words that it is the sum of those above it, which hold nothing but their weights.
pub(super) fn below_one_column(rows: &[Row], marks: Marks) -> Option<ProfileError> {
    let (last, above) = rows.split_last()?;
    let label = last.cell(0).filter(|label| label.starts_with(char::is_alphabetic))?;
    let weights: Option<Vec<f64>> =
        above.iter().map(|row| marks.number(row.cell(0)?).filter(|_| row.last() == 0)).collect();
    let total = marks.number(last.cell(last.last())?)?;
    (!hours::is_hour(label) && is_sum(total, &weights?)).then_some(ProfileError::Total { line: last.line })
}

/// A line too many that is the sum of those above it, though it does not say so.
pub(super) fn one_too_many(rows: &[Row], weights: &[f64]) -> Option<ProfileError> {
    let (last, above) = weights.split_last()?;
    let is_one = matches!(above.len(), DAY_HOURS | WEEK_HOURS) && is_sum(*last, above);
    rows.last().filter(|_| is_one).map(|row| ProfileError::Total { line: row.line })
}

fn is_sum(total: f64, weights: &[f64]) -> bool {
    let sum: f64 = weights.iter().sum();
    sum > 0.0 && (total - sum).abs() <= sum * 1e-6
}

#[cfg(test)]
mod tests {
    use super::super::weights;
    use super::*;

    fn read(text: &str) -> Result<Vec<f64>, ProfileError> {
        weights::read(text).map(|read| read.hours)
    }

    #[test]
    fn a_line_of_totals_is_no_hour() {
        // 23 hours of 2 and their sum.
        let text: String = (0..23).map(|hour| format!("{hour},2\n")).collect();
        assert_eq!(read(&format!("{text}Total,46\n")), Err(ProfileError::Total { line: 24 }));
        assert!(read(&format!("{text}last,2\n")).is_ok());
        // A day of 24 hours of 3 and their sum, with and without a word for it.
        let day = "3\n".repeat(DAY_HOURS);
        for total in ["Sum,72", "Total;72", "72"] {
            let (day, total) =
                if total.contains(';') { (day.replace('\n', ";\n"), total) } else { (day.clone(), total) };
            assert_eq!(read(&format!("{day}{total}\n")), Err(ProfileError::Total { line: 25 }), "{total}");
        }
        assert_eq!(read(&format!("{day}71\n")), Err(ProfileError::Length { found: 25, dated: false }));
    }
}
