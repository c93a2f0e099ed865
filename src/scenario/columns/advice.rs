//! What else can be said of a cell that was refused, by what its column takes and what people write for it.

use super::{COLUMNS, Column, Fault, about, alone, other_forms, range, readings};
use crate::scenario::draft::Draft;
use crate::scenario::misuse::{CURRENCY, NEGATIVE, NOTHING, RATE, ZERO};
use crate::scenario::number_fault::PLAIN;
use crate::scenario::reader::Context;
use crate::terms::DASHES;

/// Ways to write a cell that are followed one behind the other: there are some ten of each, so that more take too long.
const MOST_WAYS: u8 = 3;

/// A cell's fault with the help that its column and its text ask for.
pub(super) fn complete(mut fault: Box<Fault>, at: usize, cell: &str, context: &Context<'_>) -> Box<Fault> {
    if context.ways >= MOST_WAYS {
        return fault;
    }
    let context = &Context { ways: context.ways + 1, ..*context };
    let column = &COLUMNS[at];
    if let Some(help) = readings::help(&fault.readings, at, context) {
        fault.help = help;
    }
    if fault.help == PLAIN {
        fault.help = plain(column);
    }
    // Who is told "0 or more" writes 0.
    let set = |text: &str| (column.set)(&mut Draft::new().workload, text, context);
    if fault.message == NEGATIVE
        && let Err(zero) = set("0")
    {
        fault.help = zero.help;
    }
    if fault.message == RATE || (fault.message == CURRENCY && column.unit.starts_with("USD")) {
        fault.help = alone::help(column, cell);
    }
    let is_nothing = stands_for_nothing(cell);
    if (is_nothing || leaves_it_open(cell)) && !column.required {
        fault.help = format!("leave the cell empty, which means: {}; otherwise {}", column.default, fault.help);
    } else if fault.message == ZERO && !column.required && column.default != "required" {
        fault.help = format!("{}, or leave the cell empty, which means: {}", fault.help, column.default);
    }
    if column.is_numeric()
        && let Some(help) = other_forms::as_range(at, cell, &fault.message, context)
    {
        fault.help = help;
    }
    if column.is_numeric()
        && let Some(help) = range::converted(at, cell, context).or_else(|| range::separated(at, cell, context))
    {
        fault.help = help;
    }
    if column.unit.starts_with("ratio")
        && let Some(help) = other_forms::as_ratio(at, cell, context)
    {
        fault.help = help;
    }
    if column.unit == "%"
        && let Some(help) = other_forms::as_percentile(at, cell, context)
    {
        fault.help = help;
    }
    if column.name == "growth_pct_per_month" && other_forms::says_other_time(cell) {
        fault.help = alone::of_another_time(column);
    }
    if column.is_demand()
        && let Some(help) = other_forms::as_rate(column, cell, context).or_else(|| other_forms::as_demand(cell))
    {
        fault.help = help;
    }
    if column.is_numeric()
        && let Some(help) = other_forms::with_digits(cell)
    {
        fault.help = help;
    }
    // Containers have so many thousandths of a vCPU.
    if column.unit == "vCPU-ms"
        && let Some(millicores) =
            cell.strip_suffix('m').filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    {
        fault.help = format!(
            "if these are millicores, write {millicores} times duration_ms divided by 1,000; for minutes {}",
            fault.help
        );
    }
    if column.is_numeric()
        && let Some(help) = about::help(at, cell, context)
    {
        fault.help = help;
    }
    // Alone, it would be the whole cell.
    if let Some(part) = range::refused_part(&fault.message).filter(|_| !fault.help.contains(".."))
        && fault.help.starts_with("write ")
    {
        fault.help = format!("in place of {part} {}", fault.help);
    }
    fault
}

/// How a number of a column is written.
pub(super) fn plain(column: &Column) -> String {
    match column.is_numeric() && !column.is_demand() {
        true => format!("write {}, such as {}", alone::number_in(column), column.example),
        false => PLAIN.to_owned(),
    }
}

/// Whether a cell is a word for what a program does by itself.
fn leaves_it_open(cell: &str) -> bool {
    ["auto", "automatic", "default", "standard"].iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// Whether a cell is what programs and people write where there is no value.
pub(in crate::scenario) fn stands_for_nothing(cell: &str) -> bool {
    NOTHING.contains(&cell.to_lowercase().as_str()) || cell.chars().all(|c| DASHES.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::super::tests::help;
    use super::super::{apply, find};
    use super::{Context, Draft};
    use crate::pricebook::PriceBook;

    /// Each of its colons may stand between the two ends of a range: the time doubled with each of them.
    #[test]
    fn help_for_many_separators_ends() {
        for cell in
            ["8M-,i0ora5h8r\u{b5}s::::::::::::::::::", "8M-5s::::::::::::::::::::::::::::::", "1-2-3-4-5-6-7-8-9~a:b:c"]
        {
            assert!(!help("duration_ms", cell).is_empty());
        }
    }

    #[test]
    fn numbers_are_asked_for_as_their_column_has_them() {
        for (column, expected) in [
            ("memory_mb", "write a plain number in MB, such as 1024"),
            ("min_instances", "write a plain number, such as 3"),
            ("wait_percentile", "write a plain number in %, such as 99"),
            ("ops_usd_per_hour", "write a plain number in US dollars an hour, such as 60"),
            ("requests_per_day", super::PLAIN),
        ] {
            assert_eq!(help(column, "manual"), expected, "{column}");
        }
        for (cell, number) in [("p99", "99"), ("P99.9", "99.9"), ("95th", "95"), ("p 50", "50")] {
            assert_eq!(help("wait_percentile", cell), format!("write {number}"), "{cell}");
        }
        assert_eq!(help("burst", "x3"), "write 3, which is x3");
        let part = "in place of \"100ms\" write 100 alone: numbers here are in ms";
        assert_eq!(help("duration_ms", "100ms..150"), part);
        assert_eq!(help("duration_ms", "100..150ms"), "write 100..150 alone: numbers here are in ms");
        // Half a vCPU; and 500 minutes are 30,000,000 ms.
        assert_eq!(
            help("cpu_ms", "500m"),
            "if these are millicores, write 500 times duration_ms divided by 1,000; for minutes write 30000000, which is 500 min in ms"
        );
        let growth = "write 0.001% for 0.001 % a month, or 0.00001% for 0.00001 %";
        assert_eq!(help("growth_pct_per_month", "0.00001"), growth);
    }

    #[test]
    fn nobody_is_told_to_write_a_zero_that_is_refused() {
        assert_eq!(help("duration_ms", "-1"), "write a number above 0");
        assert_eq!(help("response_kb", "-1"), "write a number that is 0 or more");
    }

    #[test]
    fn what_a_fleet_does_by_itself_is_an_empty_cell() {
        let zero = "write a number above 0, or leave the cell empty, which means: sized from the demand";
        assert_eq!(help("instance_count", "0"), zero);
        assert_eq!(help("duration_ms", "0"), "write a number above 0");
        for cell in ["auto", "Default"] {
            let open = "leave the cell empty, which means: sized from the demand; otherwise ";
            assert!(help("instance_count", cell).starts_with(open), "{}", help("instance_count", cell));
            assert!(help("arch", cell).starts_with("leave the cell empty, which means: x86_64; "), "{cell}");
        }
    }

    #[test]
    fn words_for_nothing_are_left_out_where_a_column_may_be_empty() {
        for cell in ["NA", "N/A", "None", "NULL", "nan", "-", "#N/A", "\u{2013}", "\\N"] {
            assert!(
                help("memory_used_mb", cell).starts_with("leave the cell empty, which means: memory_mb; "),
                "{cell}"
            );
            assert!(!help("memory_mb", cell).contains("empty"), "{cell}");
        }
        assert!(
            help("instance_type", "\\N").starts_with("leave the cell empty, which means: the cheapest that fits; ")
        );
        for cell in ["True", "yes", "PublishedVersions"] {
            assert!(
                help("snapstart", cell).starts_with("write the function's runtime: java, python or dotnet"),
                "{cell}"
            );
        }
        // `None` in other letters is a value of some columns.
        for (column, cell) in
            [("snapstart", "None"), ("arch", "ARM64"), ("front_door", "ALB"), ("purchase", "On-Demand")]
        {
            let (book, at) = (PriceBook::current().unwrap(), find(column).unwrap());
            assert!(apply(&mut Draft::new(), at, cell, &Context::new(book.rules())).is_ok(), "{column} {cell}");
        }
    }
}
