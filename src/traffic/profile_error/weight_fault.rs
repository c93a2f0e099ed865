//! [`WeightFault`]: weights that are none, that may be two numbers, or that are no demand all together.

use crate::traffic::profile_words::not_a_weight;

/// Weights that are none, that may be two numbers, or that are no demand all together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightFault {
    /// A line without a usable weight.
    #[error("line {line}: {}", not_a_weight(cell))]
    Weight {
        /// The line, from 1.
        line: u64,
        /// The cell.
        cell: String,
    },
    /// A weight that is two numbers, as the reader takes its point.
    #[error(
        "line {line}: {cell:?} may be {} or {}0, as {why}; write the one that it is",
        cell.replace(['.', ','], ""), cell.replace(',', ".")
    )]
    Grouped {
        /// The line.
        line: u64,
        /// The cell.
        cell: String,
        /// What leaves it open.
        why: &'static str,
    },
    /// A line whose unit is another one than those of the lines above it.
    #[error(
        "line {line}: the unit {cell:?} is another one than {before:?} of line {other}; write the weights of all lines in the same unit"
    )]
    SeveralUnits {
        /// The line.
        line: u64,
        /// Its unit.
        cell: String,
        /// The first line.
        other: u64,
        /// The unit of that.
        before: String,
    },
    /// Weights whose sum is no number.
    #[error("the weights are too large: write smaller ones, such as 1 and 2.5")]
    TooLarge,
    /// No demand at any hour.
    #[error("every weight is 0: give at least one hour some demand")]
    AllZero,
}

impl WeightFault {
    /// The fault in words that repeat nothing of the file.
    pub(super) fn without_cells(&self) -> Option<String> {
        match self {
            WeightFault::Weight { line, .. } | WeightFault::Grouped { line, .. } => {
                Some(format!("line {line} is not a weight"))
            }
            WeightFault::SeveralUnits { line, .. } => Some(format!("line {line} has another unit than the others")),
            WeightFault::TooLarge | WeightFault::AllZero => None,
        }
    }
}
