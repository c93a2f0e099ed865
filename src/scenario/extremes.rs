//! What to change in a row whose figures are too large to be computed exactly.

use super::columns::{COLUMNS, Column};
use super::number::parse_number;
use super::workload::Workload;
use crate::units::{Dec, format};

/// Cells that a sentence names.
const MOST: usize = 3;

/// A value is extreme where it is so many times the example of its column, or less than that part of it.
const EXTREME: f64 = 1e6;

/// Which cells of the row are the most extreme, with what is to be done: those that are far from what their columns usually
/// hold, the farthest first; else the one that is the farthest.
#[must_use]
pub fn remedy_of_too_large(workload: &Workload) -> String {
    let mut far: Vec<(f64, &Column, Dec)> = COLUMNS.iter().filter_map(|column| distance(column, workload)).collect();
    far.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let extreme = far.iter().filter(|(distance, ..)| distance.abs() >= EXTREME.ln()).count().clamp(1, MOST);
    let named = far.iter().take(extreme).map(|(distance, column, value)| {
        let change = if *distance > 0.0 { "lower" } else { "raise" };
        format!("{change} {}, which is {}", column.name, shown(*value))
    });
    named.collect::<Vec<String>>().join(", or ")
}

/// How far a numeric column's value is from its example: the logarithm of their ratio.
fn distance<'c>(column: &'c Column, workload: &Workload) -> Option<(f64, &'c Column, Dec)> {
    let usual = parse_number(column.example).ok()?.to_f64();
    // What a request holds is the memory size itself where nobody said otherwise.
    if column.name == "memory_used_mb" && workload.memory_used_mb.is_none() {
        return None;
    }
    let value: Dec = column.value(workload)?.parse().ok()?;
    let distance = (value.to_f64() / usual).ln();
    distance.is_finite().then_some((distance, column, value))
}

/// A number as people read it, with an exponent where it is very large or very small.
fn shown(value: Dec) -> String {
    let float = value.to_f64();
    if (1e-3..1e12).contains(&float) { format::quantity(value) } else { format!("{float:e}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::PriceBook;

    #[test]
    fn the_cells_that_are_far_from_usual_are_named() {
        let book = PriceBook::current().unwrap();
        let remedy = |row: &str| {
            let csv = format!("name,requests_per_month,duration_ms,memory_mb,cpu_factor\n{row}\n");
            remedy_of_too_large(&crate::scenario::read_str(&csv, book.rules()).unwrap().workloads[0])
        };
        assert_eq!(remedy("A,1e25,120,1024,1"), "lower requests_per_month, which is 1e25");
        assert_eq!(
            remedy("A,1e20,1e15,1024,1e-12"),
            "lower duration_ms, which is 1e15, or lower requests_per_month, which is 1e20, or raise cpu_factor, which is 1e-12"
        );
        assert_eq!(remedy("A,5M,120,1e20,1"), "lower memory_mb, which is 1e20");
        // Nothing is a million times its example: the farthest is 50M times a thousand.
        assert_eq!(remedy("A,50B,120,1024,1"), "lower requests_per_month, which is 50,000,000,000");
    }
}
