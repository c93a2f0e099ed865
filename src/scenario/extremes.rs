//! Which cells of a row are far from what their columns usually hold.

use super::columns::COLUMNS;
use super::number::parse_number;
use super::workload::Workload;
use crate::units::Dec;

/// A cell with a number that is not its column's example.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FarCell {
    /// The column's place in [`COLUMNS`].
    pub column: usize,
    /// How far: the logarithm of the value over the example's; below 0 for a smaller one.
    pub distance: f64,
    /// The value.
    pub value: Dec,
}

/// The cells of a row with other numbers than the examples of their columns, the farthest first.
#[must_use]
pub fn far_cells(workload: &Workload) -> Vec<FarCell> {
    let mut far: Vec<FarCell> = (0..COLUMNS.len()).filter_map(|column| far_cell(column, workload)).collect();
    far.sort_by(|a, b| b.distance.abs().total_cmp(&a.distance.abs()));
    far
}

fn far_cell(at: usize, workload: &Workload) -> Option<FarCell> {
    let column = &COLUMNS[at];
    let usual = parse_number(column.example).ok()?.to_f64();
    // What a request holds is the memory size itself where nobody said otherwise.
    if column.name == "memory_used_mb" && workload.memory_used_mb.is_none() {
        return None;
    }
    let value: Dec = column.value(workload)?.parse().ok()?;
    let distance = libm::log(value.to_f64() / usual);
    (distance.is_finite() && distance != 0.0).then_some(FarCell { column: at, distance, value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::PriceBook;

    #[test]
    fn the_farthest_cell_comes_first() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,cpu_factor\nA,1e20,1e15,1024,1e-12\n";
        let far = far_cells(&crate::scenario::read_str(csv, book.rules()).unwrap().workloads[0]);
        let names: Vec<&str> = far.iter().take(3).map(|cell| COLUMNS[cell.column].name).collect();
        assert_eq!(names, ["duration_ms", "requests_per_month", "cpu_factor"]);
        assert!(far[0].distance > 0.0 && far[2].distance < 0.0);
    }
}
