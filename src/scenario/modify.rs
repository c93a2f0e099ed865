//! A workload with other values in some of its columns, checked as a row of a file is.

use super::columns::{self, COLUMNS};
use super::draft::Draft;
use super::reader::Context;
use super::workload::Workload;

/// Why a value cannot stand in a column.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{column}={value}: {message}; {help}")]
pub struct BadValue {
    /// The column.
    pub column: &'static str,
    /// The value.
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// The column itself takes it; it does not go with the rest of the row.
    pub beside: bool,
}

/// The workload with these values, each as a cell holds it, in these columns (places in
/// [`COLUMNS`](columns::COLUMNS)); everything else stays.
///
/// # Errors
/// [`BadValue`] for a value that the column refuses or that does not go with the rest of the row.
pub fn with_values(
    workload: &Workload,
    values: &[(usize, &str)],
    context: &Context<'_>,
) -> Result<Box<Workload>, BadValue> {
    let context = &Context { is_written: false, ..*context };
    let mut draft = Draft::of(workload.clone());
    let bad = |at: usize, value: &str, message: String, help: String| BadValue {
        column: COLUMNS[at].name,
        value: value.to_owned(),
        message,
        help,
        beside: false,
    };
    for (at, value) in values {
        columns::apply(&mut draft, *at, value, context)
            .map_err(|fault| bad(*at, value, format!("{value:?} {}", fault.message), fault.help))?;
        draft.has_one_demand();
    }
    match (draft.check(context).into_iter().next(), values.last()) {
        (None, _) => Ok(draft.workload),
        (Some(fault), Some((at, value))) => {
            Err(BadValue { beside: true, ..bad(*at, value, fault.fault.message, fault.fault.help) })
        }
        // Faults come with values.
        (Some(fault), None) => Err(bad(0, "", fault.fault.message, fault.fault.help)),
    }
}
