//! What to change in a row whose figures are too large to be computed exactly: what is advised has been tried.

use super::breakeven;
use crate::cost::{CostError, Lines, OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::columns::COLUMNS;
use crate::scenario::{Context, FarCell, Workload, far_cells, with_values};
use crate::units::format::with_exponent;

/// Cells that a sentence names.
const MOST: usize = 3;

/// Cells that are tried: the farthest from what their columns usually hold.
const MOST_TRIED: usize = 12;

/// Whether a workload by itself has no figure that is too large.
pub(super) fn is_computable(book: &PriceBook, workload: &Workload, settings: &Settings) -> bool {
    let settings = Settings { lines: Lines::Summed, ..*settings };
    let is_too_large = |key| matches!(breakeven::offer(book, workload, &settings, key), Err(CostError::TooLarge(_)));
    !OptionKey::ALL.into_iter().any(is_too_large)
}

/// What to do about a workload with a figure that is too large: the cells of which each by itself mends it, when it holds
/// what its column usually does; else cells that mend it together.
pub(super) fn remedy(book: &PriceBook, workload: &Workload, settings: &Settings) -> String {
    if is_computable(book, workload, settings) {
        return "the workload itself can be computed: choose values nearer to its own".to_owned();
    }
    let context = Context { hours_per_month: settings.hours_per_month, ..Context::new(book.rules()) };
    let usual = |workload: &Workload, cell: &FarCell| {
        with_values(workload, &[(cell.column, COLUMNS[cell.column].example)], &context).ok()
    };
    let far: Vec<FarCell> = far_cells(workload).into_iter().take(MOST_TRIED).collect();
    let mends = |cell: &&FarCell| usual(workload, cell).is_some_and(|mended| is_computable(book, &mended, settings));
    let alone: Vec<String> = far.iter().filter(mends).take(MOST).map(change).collect();
    if !alone.is_empty() {
        return alone.join(", or ");
    }
    let (mut mended, mut changes) = (Box::new(workload.clone()), Vec::new());
    for cell in &far {
        let Some(next) = usual(&mended, cell) else { continue };
        mended = next;
        changes.push(change(cell));
        if is_computable(book, &mended, settings) {
            break;
        }
    }
    match is_computable(book, &mended, settings) {
        true => changes.join(", and "),
        // With usual inputs it is too large still: what is left are prices.
        false => "its inputs are no cause: look at prices of your own with `costcalc prices check`".to_owned(),
    }
}

/// What to do with a cell.
fn change(cell: &FarCell) -> String {
    let verb = if cell.distance > 0.0 { "lower" } else { "raise" };
    format!("{verb} {}, which is {}", COLUMNS[cell.column].name, with_exponent(cell.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::OverlayFile;
    use crate::scenario;

    #[test]
    fn the_cells_that_mend_a_row_are_named() {
        let book = PriceBook::current().unwrap();
        let advice = |columns: &str, row: &str| {
            let csv = format!("name,requests_per_month,duration_ms,memory_mb,{columns}\n{row}\n");
            let workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
            remedy(&book, &workload, &Settings::new(book.rules()))
        };
        assert_eq!(advice("cpu_factor", "A,1e25,120,1024,1"), "lower requests_per_month, which is 1e25");
        assert_eq!(advice("cpu_factor", "A,5M,120,1e25,1"), "lower memory_mb, which is 1e25");
        // Of 1e25 hours of work the requests are no cause, few as they are.
        let work = "ops_usd_per_hour,ops_hours_ec2";
        assert_eq!(advice(work, "A,3,120,1024,50,1e25"), "lower ops_hours_ec2, which is 1e25");
        // Each of the two is too large by itself.
        assert_eq!(
            advice(work, "A,1e25,120,1024,50,1e25"),
            "lower ops_hours_ec2, which is 1e25, and lower requests_per_month, which is 1e25"
        );
        assert!(advice("cpu_factor", "A,5M,120,1024,1").starts_with("the workload itself can be computed"));
    }

    #[test]
    fn of_a_price_that_is_too_large_the_inputs_are_no_cause() {
        let text = "region,instance_type,purchase,usd_per_hour,as_of,source\n\
                    us-east-1,m5.large,on-demand,1000000000000000000,2026-01-01,mine\n";
        let book = PriceBook::open("2026", &[OverlayFile::new("own.csv", text)]).unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,5M,120,1024,m5.large\n";
        let workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let advice = remedy(&book, &workload, &Settings::new(book.rules()));
        assert_eq!(advice, "its inputs are no cause: look at prices of your own with `costcalc prices check`");
    }
}
