//! Lines of a profile that sum up the others.

use super::WEEK_HOURS;
use super::hours::{self, DAY_HOURS};
use super::marks::Marks;
use super::profile_error::{HoursFault, ProfileError};
use super::rows::Row;
use crate::terms::ends_in_total;

/// Where the lines stand that a total is of.
const ABOVE: &str = "above";
const BELOW: &str = "below";

/// What Excel's pivot tables have in place of an empty cell.
const BLANK: [&str; 5] = ["(blank)", "(leer)", "(vide)", "(en blanco)", "(空白)"];

/// A last line that says in words that it is the sum of those above it.
pub(super) fn labeled(rows: &[Row], column: usize, weights: &[f64]) -> Option<ProfileError> {
    let (last, above) = rows.split_last()?;
    let label = last.cell(0).filter(|_| column > 0)?;
    let says_so = is_label(label);
    let is_sum = is_sum(weights[above.len()], &weights[..above.len()]);
    (says_so && is_sum).then_some(ProfileError::Hours(HoursFault::Total { line: last.line, of: ABOVE }))
}

/// A line that is none of an hour, which would make others out of their order or a sum: the total above the others, or one of a pivot
/// table.
pub(super) fn stands_out(rows: &[Row], column: usize, marks: Marks) -> Option<ProfileError> {
    let others = below_one_column(rows, marks).or_else(|| on_top(rows, column, marks));
    let others = others.or_else(|| of_a_pivot(rows, column, marks)).or_else(|| subtotals(rows, column, marks));
    others.or_else(|| summary(rows, column))
}

/// Words for what else is told of all lines, below them.
const SUMMARIES: [&str; 14] = [
    "peak",
    "max",
    "maximum",
    "min",
    "minimum",
    "average",
    "avg",
    "mean",
    "median",
    "mittelwert",
    "durchschnitt",
    "spitze",
    "moyenne",
    "stddev",
];

/// A last line below hours that says that it is their peak or their mean, or words alone below all of them, such as where they are from.
fn summary(rows: &[Row], column: usize) -> Option<ProfileError> {
    let (last, above) = rows.split_last().filter(|(_, above)| column > 0 && !above.is_empty())?;
    let label = last.cell(0)?;
    let is_word = |word: &str| SUMMARIES.contains(&word.to_lowercase().as_str());
    let is_footer = || last.last() == 0 && matches!(above.len(), DAY_HOURS | WEEK_HOURS);
    let says_so = is_label(label) && (label.split(|c: char| !c.is_alphabetic()).any(is_word) || is_footer());
    let are_hours = says_so && above.iter().all(|row| row.cell(0).is_some_and(hours::is_hour));
    let cell = hours::shortened(label);
    are_hours.then_some(ProfileError::Hours(HoursFault::Summary { line: last.line, cell }))
}

/// Lines that say that they are the total of those above them, up to the one before: those of each day.
fn subtotals(rows: &[Row], column: usize, marks: Marks) -> Option<ProfileError> {
    // A column of statistics says so in every line, as CloudWatch's `Sum`.
    let is_label = |at: &usize| !rows.first().and_then(|row| row.cell(*at)).is_some_and(ends_in_total);
    let labels: Vec<usize> = (0..column).filter(is_label).collect();
    let is_total = |row: &Row| labels.iter().any(|at| row.cell(*at).is_some_and(ends_in_total));
    // What all lines and those since the last total add up to.
    let (mut all, mut part) = (0.0, 0.0);
    let mut found = Vec::new();
    for row in rows {
        let weight = row.cell(column).and_then(|cell| marks.number(cell));
        match weight {
            Some(total) if is_total(row) && (is_about(total, part) || is_about(total, all)) => {
                found.push(ProfileError::Hours(HoursFault::Total { line: row.line, of: ABOVE }));
                part = 0.0;
            }
            weight => {
                part += weight.unwrap_or_default();
                all += weight.unwrap_or_default();
            }
        }
    }
    if found.len() > 1 { Some(ProfileError::Lines(found)) } else { found.pop() }
}

/// A first line without an hour that is the sum of those below it, as Google Analytics has it.
fn on_top(rows: &[Row], column: usize, marks: Marks) -> Option<ProfileError> {
    let (first, below) = rows.split_first().filter(|_| column > 0)?;
    let has_no_hour = first.cell(0).is_none_or(is_label);
    let total = marks.number(first.cell(column).filter(|_| has_no_hour)?)?;
    let weights: Option<Vec<f64>> = below.iter().map(|row| marks.number(row.cell(column)?)).collect();
    is_sum(total, &weights?).then_some(ProfileError::Hours(HoursFault::Total { line: first.line, of: BELOW }))
}

/// The line that a pivot table has for cells without a value, and the total behind it.
fn of_a_pivot(rows: &[Row], column: usize, marks: Marks) -> Option<ProfileError> {
    let is_blank = |row: &&Row| row.cell(0).is_some_and(|label| BLANK.contains(&label.to_lowercase().as_str()));
    let blank = rows.iter().rev().take(2).find(is_blank).filter(|_| column > 0)?;
    let cell = hours::shortened(blank.cell(0)?);
    let fault = ProfileError::Hours(HoursFault::PivotBlank { line: blank.line, cell });
    let (last, above) = rows.split_last()?;
    let weights: Vec<f64> = above.iter().filter_map(|row| marks.number(row.cell(column)?)).collect();
    let is_total = last.line != blank.line
        && last.cell(0).is_some_and(is_label)
        && last.cell(column).and_then(|cell| marks.number(cell)).is_some_and(|total| is_sum(total, &weights));
    Some(match is_total {
        true => ProfileError::Lines(vec![fault, ProfileError::Hours(HoursFault::Total { line: last.line, of: ABOVE })]),
        false => fault,
    })
}

/// Whether a first cell is a word, and no hour.
fn is_label(cell: &str) -> bool {
    cell.starts_with(char::is_alphabetic) && !hours::is_hour(cell)
}

/// A last line that says in words that it is the sum of those above it, which hold nothing but their weights.
fn below_one_column(rows: &[Row], marks: Marks) -> Option<ProfileError> {
    let (last, above) = rows.split_last()?;
    let label = last.cell(0).filter(|label| label.starts_with(char::is_alphabetic))?;
    let weights: Option<Vec<f64>> =
        above.iter().map(|row| marks.number(row.cell(0)?).filter(|_| row.last() == 0)).collect();
    let total = marks.number(last.cell(last.last())?)?;
    (!hours::is_hour(label) && is_sum(total, &weights?))
        .then_some(ProfileError::Hours(HoursFault::Total { line: last.line, of: ABOVE }))
}

/// A line too many that is the sum of those above it, though it does not say so.
pub(super) fn one_too_many(rows: &[Row], weights: &[f64]) -> Option<ProfileError> {
    let (last, above) = weights.split_last()?;
    let is_one = matches!(above.len(), DAY_HOURS | WEEK_HOURS) && is_sum(*last, above);
    rows.last().filter(|_| is_one).map(|row| ProfileError::Hours(HoursFault::Total { line: row.line, of: ABOVE }))
}

/// Of so many hours with some demand the last one is the sum of the others by no chance.
const FEW: usize = 4;

/// A last line that is the sum of those above it, where the last hour must stand.
pub(super) fn in_place_of_an_hour(rows: &[Row], weights: &[f64]) -> Option<ProfileError> {
    let (last, above) = weights.split_last().filter(|_| matches!(weights.len(), DAY_HOURS | WEEK_HOURS))?;
    let mut some = above.iter().filter(|weight| **weight > 0.0);
    let first = some.next()?;
    // Somebody may write a day of which one hour has half.
    let differ = some.clone().any(|weight| weight != first);
    let is_one = differ && some.count() >= FEW && is_sum(*last, above);
    rows.last().filter(|_| is_one).map(|row| ProfileError::Hours(HoursFault::TotalForHour { line: row.line }))
}

fn is_sum(total: f64, weights: &[f64]) -> bool {
    is_about(total, weights.iter().sum())
}

fn is_about(total: f64, sum: f64) -> bool {
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
        assert_eq!(
            read(&format!("{text}Total,46\n")),
            Err(ProfileError::Hours(HoursFault::Total { line: 24, of: ABOVE }))
        );
        assert!(read(&format!("{text}last,2\n")).is_ok());
        // A day of 24 hours of 3 and their sum, with and without a word for it.
        let day = "3\n".repeat(DAY_HOURS);
        for total in ["Sum,72", "Total;72", "72"] {
            let (day, total) =
                if total.contains(';') { (day.replace('\n', ";\n"), total) } else { (day.clone(), total) };
            assert_eq!(
                read(&format!("{day}{total}\n")),
                Err(ProfileError::Hours(HoursFault::Total { line: 25, of: ABOVE })),
                "{total}"
            );
        }
        assert_eq!(
            read(&format!("{day}71\n")),
            Err(ProfileError::Hours(HoursFault::Length { found: 25, dated: false }))
        );
    }

    #[test]
    fn words_below_all_hours_are_none() {
        let day: String = (0..24).map(|hour| format!("{hour},{}\n", hour * 5 % 7 + 2)).collect();
        let cell = "Source: CloudWatch".to_owned();
        let fault = Err(ProfileError::Hours(HoursFault::Summary { line: 26, cell }));
        assert_eq!(read(&format!("hour,requests\n{day}Source: CloudWatch\n")), fault);
    }

    #[test]
    fn a_peak_below_the_hours_is_none() {
        let day: String = (0..24).map(|hour| format!("{hour},{}\n", hour * 5 % 7 + 2)).collect();
        for (label, line) in [("Peak", 25), ("Max.", 25), ("Daily average", 25)] {
            let found = read(&format!("{day}{label},8\n")).unwrap_err().to_string();
            assert_eq!(
                found,
                format!("line {line}: {label:?} is no hour, but says something of the lines above it; remove it")
            );
        }
        // In place of an hour, too; and a word among words is one of an hour.
        assert!(read(&day.replace("23,", "peak,")).is_err());
        let words: String = (0..24).map(|hour| format!("{},7\n", if hour < 20 { "night" } else { "peak" })).collect();
        assert!(read(&words).is_ok());
    }

    #[test]
    fn a_statistic_of_every_line_makes_no_totals() {
        // The third hour has what those above it have together.
        let text: String = (0..24)
            .map(|hour| format!("2026-09-07 {hour:02}:00,Sum,{}\n", if hour < 3 { hour + 1 } else { 9 }))
            .collect();
        assert!(read(&format!("timestamp,statistic,requests\n{text}")).is_ok());
    }

    #[test]
    fn a_total_in_the_place_of_the_last_hour_is_told() {
        let told = |line: usize| {
            format!(
                "line {line} is the total of the lines above it, and one line is missing: write the last hour's own demand in its place"
            )
        };
        // The hours 0 to 22 of 1 to 23 are 276.
        let day = |last: usize| {
            let numbered: String = (0..23).map(|hour| format!("{hour},{}\n", hour + 1)).collect();
            let bare: String = (1..24).map(|weight| format!("{weight}\n")).collect();
            [format!("{numbered}23,{last}\n"), format!("{bare}{last}\n")]
        };
        for text in day(276) {
            assert_eq!(read(&text).unwrap_err().to_string(), told(24));
        }
        assert!(day(275).into_iter().all(|text| read(&text).is_ok()));
        // 167 hours of 1 to 167 are 167 * 84.
        let week: String = (1..168).map(|weight| format!("{weight}\n")).collect();
        assert_eq!(read(&format!("{week}{}\n", 167 * 84)).unwrap_err().to_string(), told(168));
        // Few hours with demand, and one that has half of it.
        assert!(read(&format!("{}1\n2\n3\n", "0\n".repeat(21))).is_ok());
        assert!(read(&format!("{}23\n", "1\n".repeat(23))).is_ok());
    }

    #[test]
    fn totals_of_days_are_told_by_their_lines() {
        // Each day has 24 hours of 1 to 24, which are 300.
        let hours =
            |day: usize| (0..24).map(|hour| format!("2026-09-{day:02},{hour},{}\n", hour + 1)).collect::<String>();
        for total in ["2026-09-07 Total,,300", "2026-09-07,Total,300", "Sum,,300"] {
            let days: String = (7..9).map(|day| format!("{}{total}\n", hours(day))).collect();
            let found = read(&format!("date,hour,count\n{days}Grand Total,,600\n")).unwrap_err().to_string();
            let told = |line: usize| format!("line {line} is the total of the lines above it; remove it");
            assert_eq!(found, format!("{}; {}; {}", told(26), told(51), told(52)), "{total}");
        }
    }

    #[test]
    fn a_first_line_of_totals_is_no_hour() {
        // 24 hours of 5.
        let day: String = (0..24).map(|hour| format!("{hour},5\n")).collect();
        for label in ["", "Total"] {
            let found = read(&format!("Hour,Sessions\n{label},120\n{day}"));
            assert_eq!(found.unwrap_err().to_string(), "line 2 is the total of the lines below it; remove it");
        }
        assert!(read(&format!("Hour,Sessions\n{day}")).is_ok());
    }

    #[test]
    fn the_ends_of_a_pivot_table_are_told_together() {
        let day: String = (0..24).map(|hour| format!("{hour},5\n")).collect();
        let blank = "line 26: \"(blank)\" is what a pivot table has for lines without an hour; remove it";
        let found = read(&format!("Row Labels,Sum\n{day}(blank),\nGrand Total,120\n")).unwrap_err().to_string();
        assert_eq!(found, format!("{blank}; line 27 is the total of the lines above it; remove it"));
        assert_eq!(read(&format!("Row Labels,Sum\n{day}(blank),3\n")).unwrap_err().to_string(), blank);
    }
}
