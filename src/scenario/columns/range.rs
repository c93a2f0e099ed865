//! Cells that hold a range: `8M..20M` (low, high) or `8M..12M..20M` (low, likely, high).

use super::{COLUMNS, Fault};
use crate::scenario::draft::Draft;
use crate::scenario::input_range::InputRange;
use crate::scenario::number::parse_number;
use crate::scenario::reader::Context;
use crate::units::Dec;

const HELP: &str = "write low..high or low..likely..high, such as 8M..20M or 8M..12M..20M";

/// Notes the range and gives the column its likely value, which is halfway between the ends where none is given. Both
/// ends are checked as values of the column.
pub(super) fn apply(draft: &mut Draft, at: usize, cell: &str, context: &Context<'_>) -> Result<(), Box<Fault>> {
    let column = &COLUMNS[at];
    let mut set = |text: &str| (column.set)(&mut draft.workload, text, context);
    if cell.contains("...") {
        let (low, high) = cell.split_once("..").unwrap_or((cell, ""));
        let two = format!("{}..{}", low.trim(), high.trim_start_matches('.').trim());
        return Err(Fault::new("is a range with more than two dots in a row", format!("write {two}")));
    }
    if let Some(fault) = one_suffix(cell) {
        return Err(fault);
    }
    let mut ends = Vec::with_capacity(3);
    for part in cell.split("..") {
        let part = part.trim();
        set(part).map_err(|mut fault| {
            fault.message = format!("is a range whose part {part:?} {}", fault.message);
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
    // A column that refuses a half takes whole numbers only; memory sizes come in whole steps.
    let half = Dec::from_raw(500_000_000_000);
    let all_whole = ends.iter().all(|end| end.is_whole());
    let refuses_half = low.add(half).is_some_and(|between| set(&between.to_string()).is_err());
    let whole = all_whole && (refuses_half || column.name == "memory_mb");
    let middle = likely.or_else(|| low.add(high)?.ratio(1, 2));
    let middle = middle.ok_or_else(|| Fault::new("is too large to be computed exactly", "use smaller numbers"))?;
    let middle = if whole { middle.ceil_to(Dec::ONE).unwrap_or(middle) } else { middle };
    (column.set)(&mut draft.workload, &middle.to_string(), &Context { is_written: false, ..*context })?;
    if low < high {
        draft.workload.ranges.push(InputRange { column: at, low, likely, high, whole });
    }
    Ok(())
}

/// That only the last value of a range has a suffix that all of them may have been meant to have: `8..20M`.
fn one_suffix(cell: &str) -> Option<Box<Fault>> {
    let (first, last) = (cell.split("..").next()?.trim(), cell.rsplit("..").next()?.trim());
    let suffix = last.get(last.len().checked_sub(1)?..)?;
    if !suffix.starts_with(|letter: char| letter.is_ascii_alphabetic())
        || !first.ends_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let with_suffix = parse_number(&format!("{first}{suffix}")).ok()?;
    let end = parse_number(last).ok()?;
    (with_suffix <= end && !with_suffix.is_zero()).then(|| {
        let full = cell.split("..").map(|part| part.trim().trim_end_matches(suffix)).collect::<Vec<_>>();
        let all = full.iter().map(|part| format!("{part}{suffix}")).collect::<Vec<_>>().join("..");
        Fault::new(
            "is a range of which only the end has a suffix",
            format!("write {all}, or {first}..{end} if that is meant"),
        )
    })
}
