//! Cells that could mean two things in their column: refused with both spellings.

use super::{Column, Fault};
use crate::scenario::decimal_commas::DecimalCommas;
use crate::scenario::digit_groups::as_decimal;
use crate::scenario::draft::Draft;
use crate::scenario::few_requests::is_mean_of_runs;
use crate::scenario::measure::{Measure, of_point};
use crate::scenario::number::parse_number;
use crate::scenario::reader::Context;
use crate::terms::thousands;
use crate::units::Dec;

/// Why a cell could mean two things, where it could.
#[inline]
pub(super) fn doubt(column: &Column, cell: &str, context: &Context<'_>) -> Option<Box<Fault>> {
    let has_letter = || cell.bytes().any(|byte| byte.is_ascii_alphabetic());
    let may_group = match context.decimal_commas {
        None => false,
        Some(DecimalCommas::Unsaid) => {
            // Cells of very many rows are looked at: most have no point, which bytes tell at once.
            let has_point = cell.bytes().any(|byte| byte == b'.');
            has_point
                && context.is_written
                && is_count(column)
                && cell
                    .split("..")
                    .map(str::trim_end)
                    .any(|value| ends_in_group(value) && !is_mean_of_runs(value.trim_start()))
        }
        Some(_) => true,
    };
    let may_be = may_group || (is_size(column) && has_letter());
    if may_be { doubt_of_each(column, cell, context) } else { None }
}

/// The same, where a cell has what makes it doubtful; of a range each value is looked at.
#[cold]
fn doubt_of_each(column: &Column, cell: &str, context: &Context<'_>) -> Option<Box<Fault>> {
    let why = context.decimal_commas.filter(|why| *why != DecimalCommas::Unsaid || is_count(column));
    let grouped = |value: &str| group_or_decimals(column, value, why?);
    let fault = cell.split("..").map(str::trim).find_map(|value| {
        grouped(value).or_else(|| {
            value.ends_with(|last: char| last.is_ascii_alphabetic()).then(|| size_or_multiplier(column, value))?
        })
    })?;
    let readings = |value: &str| grouped(value).map_or_else(Vec::new, |fault| fault.readings);
    Some(match whole_range(column, cell, &readings, context) {
        Some(help) => Fault::new(fault.message, help),
        None => fault,
    })
}

/// How to write a range with values that may have thousands separators: all of them have these, or none does.
pub(super) fn whole_range(
    column: &Column,
    cell: &str,
    readings: &dyn Fn(&str) -> Vec<Measure>,
    context: &Context<'_>,
) -> Option<String> {
    let at = super::find(column.name)?;
    let values: Vec<(&str, Vec<Measure>)> =
        cell.split("..").map(str::trim).map(|value| (value, readings(value))).collect();
    let is_grouped = values.iter().any(|(_, readings)| !readings.is_empty());
    if values.len() < 2
        || !is_grouped
        || values.iter().flat_map(|(_, readings)| readings).any(|one| !one.unit.is_empty())
    {
        return None;
    }
    let range = |way: usize| {
        let written = |(value, readings): &(&str, Vec<Measure>)| {
            let reading = readings.get(way).or(readings.last());
            reading.map_or_else(|| (*value).to_owned(), |one| one.number.clone())
        };
        values.iter().map(written).collect::<Vec<String>>().join("..")
    };
    let is_read = |range: &String| {
        let (mut draft, mut faults) = (Draft::new(), Vec::new());
        let is_range = super::apply(&mut draft, at, range, context).is_ok();
        draft.check_lambda(&Context { is_written: false, ..*context }, &mut faults);
        is_range && !faults.iter().any(|fault| fault.column == Some(column.name))
    };
    let mut ranges = vec![range(0), range(1)];
    ranges.dedup();
    // What is no other cell would be asked about without end.
    ranges.retain(|range| range != cell && is_read(range));
    (!ranges.is_empty()).then(|| format!("write {}", ranges.join(" or ")))
}

/// Whether a cell ends in three digits behind a point.
fn ends_in_group(cell: &str) -> bool {
    cell.len() > 4 && cell.as_bytes()[cell.len() - 4] == b'.'
}

/// Whether a column's values are whole, but for a mean of few, or dollars that nobody gives to a tenth of a cent.
fn is_count(column: &Column) -> bool {
    let is_mean = matches!(column.name, "requests_per_hour" | "requests_per_second");
    column.name == "migration_usd" || (column.unit == "count" && !is_mean)
}

/// Whether a column's unit can be mistaken for a multiplier.
fn is_size(column: &Column) -> bool {
    // The letter first: most units end in another one.
    column.unit.ends_with('B') && matches!(column.unit, "KB" | "MB" | "GB")
}

/// `20k` in a column of KB: 20 KB, or 20,000 of them.
pub(super) fn size_or_multiplier(column: &Column, cell: &str) -> Option<Box<Fault>> {
    if !is_size(column) {
        return None;
    }
    let (number, letter) = cell.split_at_checked(cell.len().checked_sub(1)?)?;
    let number = number.trim_end();
    let unit = match letter.to_ascii_uppercase().as_str() {
        "B" => "bytes",
        "K" => "KB",
        "M" => "MB",
        "G" => "GB",
        "T" => "TB",
        _ => return None,
    };
    // A unit of two letters is told of where numbers are read.
    // `2.k` is read as `2k` is.
    if !number.ends_with(|last: char| last.is_ascii_digit() || last == '.') || parse_number(number).is_err() {
        return None;
    }
    // A few thousand megabytes are gigabytes.
    let is_few = parse_number(number).is_ok_and(|number| number < Dec::from_int(100));
    let units = if column.unit == "MB" && unit == "KB" && is_few { vec![unit, "GB"] } else { vec![unit] };
    let measures = |unit: &str| {
        let unit = unit.to_owned();
        of_point(number, &unit).into_iter().map(move |number| Measure { number, unit: unit.clone() })
    };
    let readings = units.into_iter().flat_map(measures).collect();
    Some(Fault::of_readings(format!("ends in {letter}, which could be {unit} or a multiplier"), readings))
}

/// `1.500`, `1.500M` or `1.500 s` where a comma may be the decimal mark: 1,500, or one and a half.
fn group_or_decimals(column: &Column, cell: &str, why: DecimalCommas) -> Option<Box<Fault>> {
    let (whole, decimals, suffix) = thousands(cell, '.').filter(|_| column.is_numeric())?;
    let readings = [format!("{whole}{decimals}"), as_decimal(whole, decimals)].map(|number| {
        let measure = Measure { number, unit: suffix.trim().to_owned() };
        match measure.value(column.unit) {
            Some(_) => measure,
            // A multiplier, an exponent or a percent sign stays; anything else is told of when the number is clear.
            None => Measure { number: format!("{}{suffix}", measure.number), unit: String::new() },
        }
    });
    let message = format!("{GROUP_OR_NUMBER}, as {}", why.words());
    Some(Fault::of_readings(message, readings.to_vec()))
}

/// How to write a number of a command line whose point may separate thousands, as `1.500`; `None` of any other.
///
/// ```
/// assert_eq!(costcalc::scenario::columns::group_or_number("1.500").as_deref(), Some("write 1500 or 1.5"));
/// assert_eq!(costcalc::scenario::columns::group_or_number("1.50"), None);
/// ```
#[must_use]
pub fn group_or_number(text: &str) -> Option<String> {
    let (whole, decimals, suffix) = thousands(text, '.')?;
    Some(format!("write {whole}{decimals}{suffix} or {}{suffix}", as_decimal(whole, decimals)))
}

/// What a group may be, for a message about a number of a command line.
pub const GROUP_OR_NUMBER: &str = "could have a thousands separator or decimals";

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario::{self, Demand, ScenarioError};

    fn help(column: &str, cell: &str) -> String {
        let book = PriceBook::current().unwrap();
        let cells = |name: &str, usual: &str| if name == column { cell.to_owned() } else { usual.to_owned() };
        let (requests, duration) = (cells("requests_per_month", "1000"), cells("duration_ms", "120"));
        let (memory, response) = (cells("memory_mb", "1024"), cells("response_kb", "8"));
        let text = format!(
            "name;requests_per_month;duration_ms;memory_mb;response_kb;front_door\n\
             A;{requests};{duration};{memory};{response};http-api\n"
        );
        match scenario::read_str(&text, book.rules()) {
            Err(ScenarioError::Problems { first, .. }) => first[0].help.clone(),
            other => panic!("{other:?}"),
        }
    }

    /// As cells between commas, without a decimal mark elsewhere and with one.
    #[test]
    fn thousandths_of_requests_are_doubted() {
        let book = PriceBook::current().unwrap();
        let read = |requests: &str, duration: &str| {
            let text = format!("name,requests_per_month,duration_ms,memory_mb\nA,{requests},{duration},1024\n");
            match scenario::read_str(&text, book.rules()) {
                Ok(scenario) => match scenario.workloads[0].demand {
                    Demand::PerMonth(count) => count.to_string(),
                    other => panic!("{other:?}"),
                },
                Err(ScenarioError::Problems { first, .. }) => first[0].help.clone(),
                Err(other) => panic!("{other:?}"),
            }
        };
        assert_eq!(read("50.000", "120"), "write 50000 or 50.0");
        assert_eq!(read("50.000..70.000", "120"), "write 50000..70000 or 50.0..70.0");
        assert_eq!(read("50.000..60.000..70000", "120"), "write 50000..60000..70000 or 50.0..60.0..70000");
        assert_eq!(read("50.000", "120.5"), "50");
        assert_eq!(read("50.00", "120"), "50");
        assert_eq!(read("0.125", "1.500"), "0.125");
    }

    #[test]
    fn groups_of_three_are_asked_for_whatever_stands_behind_them() {
        assert_eq!(help("requests_per_month", "1.500"), "write 1500 or 1.5");
        assert_eq!(help("requests_per_month", "1.500M"), "write 1500M or 1.5M");
        assert_eq!(help("requests_per_month", "+1.234e3"), "write 1234e3 or 1.2340e3");
        // 1,500 s are 1,500,000 ms, and 1.5 s are 1,500; 2.5 MB are 2,560 KB.
        assert_eq!(help("duration_ms", "1.500s"), "write 1500000 for 1500 s, or 1500 for 1.5 s");
        assert_eq!(help("duration_ms", "12.345 ms"), "write 12345 for 12345 ms, or 12.3450 for 12.3450 ms");
        assert_eq!(help("response_kb", "2.500 MB"), "write 2560000 for 2500 MB, or 2560 for 2.5 MB");
    }
}
