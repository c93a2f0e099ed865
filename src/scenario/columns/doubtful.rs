//! Cells that could mean two things in their column: refused with both spellings.

use super::{Column, Fault};
use crate::scenario::decimal_commas::DecimalCommas;
use crate::scenario::measure::Measure;
use crate::scenario::number::parse_number;
use crate::scenario::reader::Context;

/// Why a cell could mean two things, where it could.
#[inline]
pub(super) fn doubt(column: &Column, cell: &str, context: &Context<'_>) -> Option<Box<Fault>> {
    let has_letter = || cell.bytes().any(|byte| byte.is_ascii_alphabetic());
    let may_be = context.decimal_commas.is_some() || (is_size(column) && has_letter());
    if may_be { doubt_of_each(column, cell, context) } else { None }
}

/// The same, where a cell has what makes it doubtful; of a range each value is looked at.
#[cold]
fn doubt_of_each(column: &Column, cell: &str, context: &Context<'_>) -> Option<Box<Fault>> {
    cell.split("..").map(str::trim).find_map(|value| match (value.as_bytes().last()?, context.decimal_commas) {
        (letter, _) if letter.is_ascii_alphabetic() => size_or_multiplier(column, value),
        (digit, Some(why)) if digit.is_ascii_digit() => group_or_decimals(column, value, why),
        _ => None,
    })
}

/// Whether a column's unit can be mistaken for a multiplier.
fn is_size(column: &Column) -> bool {
    // The letter first: most units end in another one.
    column.unit.ends_with('B') && matches!(column.unit, "KB" | "MB" | "GB")
}

/// `20k` in a column of KB: 20 KB, or 20,000 of them.
fn size_or_multiplier(column: &Column, cell: &str) -> Option<Box<Fault>> {
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
    if !number.ends_with(|last: char| last.is_ascii_digit()) || parse_number(number).is_err() {
        return None;
    }
    let measure = Measure { number: number.to_owned(), unit: unit.to_owned() };
    Some(Fault::of_measure(format!("ends in {letter}, which could be {unit} or a multiplier"), measure))
}

/// `1.500` where a comma may be the decimal mark: 1,500, or one and a half.
fn group_or_decimals(column: &Column, cell: &str, why: DecimalCommas) -> Option<Box<Fault>> {
    let (whole, decimals) = cell.split_once('.')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = (1..=3).contains(&whole.len()) && !whole.starts_with('0') && decimals.len() == 3;
    if !grouped || !digits(whole) || !digits(decimals) || !column.is_numeric() {
        return None;
    }
    let shorter = decimals.trim_end_matches('0');
    let decimal = if shorter.is_empty() { format!("{whole}.0") } else { format!("{whole}.{decimals}0") };
    Some(Fault::new(
        format!("could have a thousands separator or decimals, as {}", why.words()),
        format!("write {whole}{decimals} or {decimal}"),
    ))
}
