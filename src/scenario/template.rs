//! The scenario file that `costcalc init` writes.

use super::columns::COLUMNS;
use std::fmt::Write as _;

/// A commented scenario file that can be compared as it is: two workloads, and every further column explained.
///
/// ```
/// assert!(costcalc::scenario::template().contains("name,requests_per_month,duration_ms,memory_mb"));
/// ```
#[must_use]
pub fn template() -> String {
    let mut text = String::from(
        "# A costcalc scenario: one workload a row. Compare it with: costcalc compare FILE\n\
         # Lines that begin with # are comments. Four columns are enough; add any of the columns below to the\n\
         # heading. An empty cell means the column's default. Numbers may be written as 50M, 250k or 5e6, but\n\
         # without units, which the columns have: 2 GB of memory_mb are 2048.\n#\n",
    );
    let width = COLUMNS.iter().map(|column| column.name.len()).max().unwrap_or(0);
    for column in COLUMNS {
        let _ =
            writeln!(text, "# {:width$}  {} [{}; empty: {}]", column.name, column.meaning, column.unit, column.default);
    }
    text.push_str(
        "#\n\
         name,requests_per_month,duration_ms,memory_mb,invocation\n\
         Checkout API,50M,120,1024,sync\n\
         Nightly report,30,45000,2048,async\n",
    );
    text
}
