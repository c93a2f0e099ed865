//! How to write the numbers that a refused cell can be, each in the unit and within the limits of its column.

use super::{COLUMNS, advice, doubtful};
use crate::scenario::draft::Draft;
use crate::scenario::measure::{self, Measure};
use crate::scenario::number::parse_number;
use crate::scenario::reader::Context;

/// How to write a cell that is one of these numbers, where its own help does not say so: nothing is proposed that the
/// column refuses.
pub(super) fn help(readings: &[Measure], at: usize, context: &Context<'_>) -> Option<String> {
    let column = &COLUMNS[at];
    if let [one] = readings {
        let help = || (!one.unit.is_empty()).then(|| one.help(column.unit));
        return beyond_limits(one, at, context).or_else(|| beyond_millions(one, at, context)).or_else(help);
    }
    // No function has a thousand times as many gigabytes; those of which Lambda has none are no fault otherwise.
    let is_grouped = column.name == "memory_mb" && readings.iter().all(|one| one.unit == readings[0].unit);
    let is_beyond =
        |one: &Measure| is_grouped && one.value(column.unit).is_some_and(|value| value > context.rules.memory_max_mb);
    let is_usable =
        |one: &&Measure| written(one, at).is_some() && refusal(one, at, context).is_none() && !is_beyond(one);
    let usable: Vec<Measure> = readings.iter().filter(is_usable).cloned().collect();
    match usable.as_slice() {
        [] => help(&[readings.iter().find(|one| !is_beyond(one)).or(readings.first())?.clone()], at, context),
        [one] => Some(one.help(column.unit)),
        several => measure::either(several, column.unit),
    }
}

/// A number as it is written in the column; `None` where its unit is another kind's.
fn written(measure: &Measure, at: usize) -> Option<String> {
    match measure.unit.as_str() {
        "" => Some(measure.number.clone()),
        _ => measure.value(COLUMNS[at].unit).map(|value| value.to_string()),
    }
}

/// Why a number in the column's unit would be refused, where it would.
pub(super) fn refusal(measure: &Measure, at: usize, context: &Context<'_>) -> Option<(String, String)> {
    let column = &COLUMNS[at];
    let text = written(measure, at)?;
    let mut draft = Draft::new();
    let mut faults = Vec::new();
    let doubt = doubtful::size_or_multiplier(column, &text);
    match doubt.map_or_else(|| (column.set)(&mut draft.workload, &text, context), Err) {
        Err(fault) => {
            let fault = advice::complete(fault, at, &text, context);
            Some((format!("{text} {}", fault.message), fault.help))
        }
        Ok(()) => {
            draft.filled |= 1 << at;
            // Its unit is known.
            draft.check_lambda(&Context { is_written: false, ..*context }, &mut faults);
            let fault = faults.into_iter().find(|fault| fault.column == Some(column.name))?.fault;
            Some((fault.message, fault.help))
        }
    }
}

/// That a number in the column's unit would be refused as well, where it would.
fn beyond_limits(measure: &Measure, at: usize, context: &Context<'_>) -> Option<String> {
    let (message, help) = refusal(measure, at, context)?;
    let (Measure { number, unit }, column) = (measure, &COLUMNS[at]);
    Some(match measure.value(column.unit) {
        Some(value) if !unit.is_empty() && parse_number(number) != Ok(value) => {
            format!("{number} {unit} would be {value} {}; {message}: {help}", column.unit)
        }
        _ => format!("{message}: {help}"),
    })
}

/// What to write for a small m where millions are refused as well.
fn beyond_millions(measure: &Measure, at: usize, context: &Context<'_>) -> Option<String> {
    let column = &COLUMNS[at];
    if measure.unit != "m" || measure.value(column.unit).is_some() {
        return None;
    }
    let millions = format!("{}M", measure.number);
    let is_size_or_time = !measure.help(column.unit).contains(&millions);
    if is_size_or_time || (column.set)(&mut Draft::new().workload, &millions, context).is_ok() {
        return None;
    }
    Some(format!("write the number alone, in {}", column.unit))
}

#[cfg(test)]
mod tests {
    use super::super::tests::help;

    #[test]
    fn sizes_whose_point_stands_between_thousands_are_those_that_there_are() {
        for cell in ["1.024 MB", "1.024MB", "1.024M"] {
            assert_eq!(help("memory_mb", cell), "write 1024 alone: numbers here are in MB", "{cell}");
        }
        // 1,536 GB are more than any function has, and 1.536 GB are 1,572.864 MB.
        let gb = help("memory_mb", "1.536 GB");
        assert!(gb.starts_with("1.5360 GB would be 1572.864 MB; ") && gb.ends_with("use 1573"), "{gb}");
        for cell in ["1.024M..2.048M", "1.024..2.048 MB"] {
            assert_eq!(help("memory_mb", cell), "write 1024..2048 alone: numbers here are in MB", "{cell}");
        }
        assert_eq!(
            help("duration_ms", "1.250 s..2.500 s"),
            "write 1250000..2500000, which is 1250 s..2500 s in ms; or write 1250..2500, which is 1.25 s..2.5 s in ms"
        );
    }

    #[test]
    fn thousands_of_megabytes_are_gigabytes() {
        assert_eq!(help("memory_mb", "2k"), "write 2048, which is 2 GB in MB");
        assert_eq!(help("memory_mb", "2K"), "write 2048, which is 2 GB in MB");
        assert_eq!(help("memory_mb", "2.k"), "write 2048, which is 2 GB in MB");
        assert_eq!(help("memory_mb", "4.G"), "write 4096, which is 4 GB in MB");
    }

    #[test]
    fn a_small_m_is_no_million_where_a_million_is_too_much() {
        assert_eq!(help("requests_per_month", "2m"), "write 2M for millions");
        assert_eq!(help("cold_start_pct", "2m"), "write the number alone, in %");
        assert_eq!(help("duration_ms", "2m"), "write 120000, which is 2 min in ms");
    }

    #[test]
    fn a_remedy_keeps_to_the_limits_of_the_column() {
        // 512 KB are half a megabyte, and Lambda begins at 128 MB.
        let found = help("memory_mb", "512k");
        assert!(found.starts_with("512 KB would be 0.5 MB; ") && found.ends_with("use 128 or more"), "{found}");
        assert_eq!(help("memory_mb", "1g"), "write 1024, which is 1 GB in MB");
    }

    #[test]
    fn of_two_numbers_only_what_the_column_takes_is_proposed() {
        // Lambda's sizes are whole megabytes from 128 on, and no share is above 100 %.
        assert_eq!(help("memory_mb", "1,024"), "write 1024");
        assert_eq!(help("memory_mb", "1,024 MB"), "write 1024 alone: numbers here are in MB");
        assert_eq!(help("cold_start_pct", "1,500"), "write 1.5");
        assert_eq!(help("duration_ms", "1,500"), "write 1500 or 1.5");
        assert_eq!(help("duration_ms", "1,500m"), "write 90000000 for 1500 min, or 90000 for 1.5 min");
        assert_eq!(help("memory_mb", "1,5"), "1.5 MB is below Lambda's smallest memory size: use 128 or more");
        assert_eq!(help("provisioned_concurrency", "1,5"), "1.5 is not a whole number: write a whole number");
    }
}
