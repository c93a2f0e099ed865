//! What else can be said of a cell that was refused, by what its column takes and what people write for it.

use super::{COLUMNS, Fault, about, alone, other_forms, range, readings};
use crate::scenario::draft::Draft;
use crate::scenario::misuse::{CURRENCY, NEGATIVE, NOTHING, RATE};
use crate::scenario::reader::Context;
use crate::terms::DASHES;

/// A cell's fault with the help that its column and its text ask for.
pub(super) fn complete(mut fault: Box<Fault>, at: usize, cell: &str, context: &Context<'_>) -> Box<Fault> {
    let column = &COLUMNS[at];
    if let Some(help) = readings::help(&fault.readings, at, context) {
        fault.help = help;
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
    // `None` in other letters is a value of some columns.
    let is_value = cell.eq_ignore_ascii_case("none") && set("none").is_ok();
    if is_nothing && !column.required && !is_value {
        fault.help = format!("leave the cell empty, which means: {}; otherwise {}", column.default, fault.help);
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
    if column.name == "growth_pct_per_month" && other_forms::says_other_time(cell) {
        fault.help = alone::of_another_time(column);
    }
    if column.is_demand()
        && let Some(help) = other_forms::as_rate(column, cell, context)
    {
        fault.help = help;
    }
    if column.is_numeric()
        && let Some(help) = other_forms::with_digits(cell)
    {
        fault.help = help;
    }
    if column.is_numeric()
        && let Some(help) = about::help(at, cell, context)
    {
        fault.help = help;
    }
    fault
}

/// Whether a cell is what programs and people write where there is no value.
pub(in crate::scenario) fn stands_for_nothing(cell: &str) -> bool {
    NOTHING.contains(&cell.to_lowercase().as_str()) || cell.chars().all(|c| DASHES.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::super::tests::help;

    #[test]
    fn nobody_is_told_to_write_a_zero_that_is_refused() {
        assert_eq!(help("duration_ms", "-1"), "write a number above 0");
        assert_eq!(help("response_kb", "-1"), "write a number that is 0 or more");
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
        assert!(help("snapstart", "None").starts_with("did you mean none? Otherwise use one of none, java"));
    }
}
