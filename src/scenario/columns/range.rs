//! Cells that hold a range: `8M..20M` (low, high) or `8M..12M..20M` (low, likely, high).

use super::{COLUMNS, Column, Fault, doubtful, readings};
use crate::scenario::draft::Draft;
use crate::scenario::input_range::{GROWTH, InputRange, MIGRATION};
use crate::scenario::measure::{Measure, of_point};
use crate::scenario::number::parse_number;
use crate::scenario::range_text::{ONE_SUFFIX, one_suffix, two_dots};
use crate::scenario::reader::Context;
use crate::scenario::workload::Workload;
use crate::units::Dec;

/// How the message of a range begins of which one value is refused.
const OF_PART: &str = "is a range whose part ";

/// The value that a message of [`apply`] is about, in quotes.
pub(super) fn refused_part(message: &str) -> Option<&str> {
    let quoted = message.strip_prefix(OF_PART)?;
    let end = quoted.get(1..)?.find('"')? + 2;
    quoted.get(..end)
}

const HELP: &str = "write low..high or low..likely..high, such as 8M..20M or 8M..12M..20M";

/// Notes the range and gives the column its likely value, which is halfway between the ends where none is given. Both
/// ends are checked as values of the column.
pub(super) fn apply(draft: &mut Draft, at: usize, cell: &str, context: &Context<'_>) -> Result<(), Box<Fault>> {
    let column = &COLUMNS[at];
    let mut set = |text: &str| (column.set)(&mut draft.workload, text, context);
    if let Some(two) = two_dots(cell) {
        return Err(match super::apply(&mut Draft::new(), at, &two, context) {
            Ok(()) => Fault::new("is a range with more than two dots in a row", format!("write {two}")),
            // Its help is complete.
            Err(mut fault) => {
                fault.readings.clear();
                fault
            }
        });
    }
    if let Some(help) = one_suffix(cell) {
        return Err(Fault::new(ONE_SUFFIX, help));
    }
    let mut ends = Vec::with_capacity(3);
    for part in cell.split("..") {
        let part = part.trim();
        set(part).map_err(|mut fault| {
            fault.message = format!("{OF_PART}{part:?} {}", fault.message);
            if part.is_empty() {
                fault.help = HELP.to_owned();
            }
            fault
        })?;
        let number = parse_number(part.strip_suffix('%').unwrap_or(part));
        ends.push(number?);
    }
    let (low, likely, high) = match ends.as_slice() {
        [low, high] => (*low, None, *high),
        [low, likely, high] => (*low, Some(*likely), *high),
        _ => return Err(Fault::new("is a range of more than three values", HELP)),
    };
    if low > high || likely.is_some_and(|likely| likely < low || likely > high) {
        return Err(Fault::new("is a range whose values do not rise", HELP));
    }
    // Memory sizes come in whole steps.
    let all_whole = ends.iter().all(|end| end.is_whole());
    let whole = all_whole && (column.name == "memory_mb" || column.is_whole(context));
    let middle = likely.or_else(|| low.add(high)?.ratio(1, 2));
    let middle = middle.ok_or_else(|| Fault::new("is too large to be computed exactly", "use smaller numbers"))?;
    let middle = if whole { middle.ceil_to(Dec::ONE).unwrap_or(middle) } else { middle };
    (column.set)(&mut draft.workload, &middle.to_string(), &Context { is_written: false, ..*context })?;
    if low < high {
        let is_later = matches!(column.name, GROWTH | MIGRATION);
        let Workload { ranges, later_ranges, .. } = &mut *draft.workload;
        let ranges = if is_later { later_ranges } else { ranges };
        ranges.push(InputRange { column: at, low, likely, high, whole });
    }
    Ok(())
}

/// How to write a range whose end has a unit, each value in the column's: `1..2 s` where numbers are in ms.
pub(super) fn converted(at: usize, cell: &str, context: &Context<'_>) -> Option<String> {
    let parts: Vec<&str> = cell.split("..").map(str::trim).collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    each_way(|way| converted_in(way, at, &parts, context))
}

/// What to do where points may stand between thousands: they do in all values, or in none.
pub(super) fn each_way(help: impl Fn(usize) -> Option<String>) -> Option<String> {
    let mut ways: Vec<String> = (0..2).filter_map(help).collect();
    ways.dedup();
    (!ways.is_empty()).then(|| ways.join("; or "))
}

/// The same with the numbers that values can be, one or the other.
fn converted_in(way: usize, at: usize, parts: &[&str], context: &Context<'_>) -> Option<String> {
    let column = &COLUMNS[at];
    let end = with_unit(column, parts.last()?, way)?;
    let measure = |part: &&str| {
        let of_end = |number: String| Measure { number, unit: end.unit.clone() };
        let grouped = || of_point(part, &end.unit).into_iter().take(way + 1).next_back().map(of_end);
        with_unit(column, part, way).or_else(|| parse_number(part).is_ok().then(grouped)?)
    };
    let measures: Vec<Measure> = parts.iter().map(measure).collect::<Option<_>>()?;
    let values = measures.iter().map(|one| Some(one.value(column.unit)?.to_string()));
    let written = as_taken(at, &values.collect::<Option<Vec<String>>>()?, context)?;
    let is_own = |one: &Measure| parse_number(&one.number).ok() == one.value(column.unit);
    if column.unit != "count" && measures.iter().all(is_own) {
        return Some(format!("write {written} alone: numbers here are in {}", column.unit));
    }
    let meant: Vec<String> = measures.iter().map(|one| format!("{} {}", one.number, one.unit)).collect();
    let meant = meant.join("..");
    Some(match column.unit {
        "count" => format!("write {written}, which is {meant}"),
        unit => format!("write {written}, which is {meant} in {unit}"),
    })
}

/// A range of these values, where the column takes it and each of them.
pub(super) fn as_taken(at: usize, values: &[String], context: &Context<'_>) -> Option<String> {
    let is_refused = |number: &String| {
        let measure = Measure { number: number.clone(), unit: String::new() };
        readings::refusal(&measure, at, context).is_some()
    };
    let range = values.join("..");
    (super::apply(&mut Draft::new(), at, &range, context).is_ok() && !values.iter().any(is_refused)).then_some(range)
}

/// How to write a range whose values have separators between groups of digits, all of them at once.
pub(super) fn separated(at: usize, cell: &str, context: &Context<'_>) -> Option<String> {
    let is_range = (2..=3).contains(&cell.split("..").count());
    let readings = |value: &str| parse_number(value).err().map_or_else(Vec::new, |fault| fault.readings);
    if is_range { doubtful::whole_range(&COLUMNS[at], cell, &readings, context) } else { None }
}

/// A value of a range that is a number with one unit; of two numbers the one or the other.
pub(super) fn with_unit(column: &Column, part: &str, way: usize) -> Option<Measure> {
    let readings = match doubtful::size_or_multiplier(column, part) {
        Some(fault) => fault.readings,
        None => parse_number(part).err()?.readings,
    };
    match readings.as_slice() {
        [one] if !one.unit.is_empty() => Some(one.clone()),
        [one, other] if !one.unit.is_empty() && one.unit == other.unit => Some(readings[way.min(1)].clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::help;

    #[test]
    fn the_unit_of_a_range_s_end_is_that_of_all_values() {
        for (column, cell, expected) in [
            ("duration_ms", "1..2 s", "write 1000..2000, which is 1 s..2 s in ms"),
            ("duration_ms", "500ms..2 s", "write 500..2000, which is 500 ms..2 s in ms"),
            // 0.1 GB are 102.4 MB.
            ("memory_used_mb", "0.1..0.3 GB", "write 102.4..307.2, which is 0.1 GB..0.3 GB in MB"),
            ("memory_used_mb", "1..2..3G", "write 1024..2048..3072, which is 1 GB..2 GB..3 GB in MB"),
            ("response_kb", "1..2 MB", "write 1024..2048, which is 1 MB..2 MB in KB"),
            ("ebs_gb", "1..2 TB", "write 1024..2048, which is 1 TB..2 TB in GB"),
            ("requests_per_month", "1..2 million", "write 1000000..2000000, which is 1 million..2 million"),
            ("memory_mb", "2.GB", "write 2048, which is 2 GB in MB"),
            // Separators of thousands, in all values at once.
            ("requests_per_month", "8'000..9'000", "write 8000..9000"),
            ("requests_per_month", "8,000..9,000..20,000", "write 8000..9000..20000 or 8.0..9.0..20.0"),
            ("memory_mb", "1,024..2,048", "write 1024..2048"),
            ("requests_per_month", "8 000..9 000", "write 8000..9000"),
            // What would not rise is not meant: the beginning is in ms.
            ("duration_ms", "500..2 s", "in place of \"2 s\" write 2000, which is 2 s in ms"),
        ] {
            assert_eq!(help(column, cell), expected, "{column} {cell}");
        }
    }

    #[test]
    fn what_is_no_range_with_two_dots_is_told_what_it_lacks() {
        assert_eq!(help("requests_per_month", "5...6...7"), "write 5..6..7");
        for cell in ["...", "5....", "5..6...", "6...5"] {
            assert!(help("requests_per_month", cell).starts_with("write low..high"), "{cell}");
        }
    }
}
