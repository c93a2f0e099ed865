//! [`ProfileError`]: why a text is not a profile.

mod columns_fault;
mod hours_fault;
mod moment_fault;
mod text_fault;
mod weight_fault;

pub use columns_fault::ColumnsFault;
pub use hours_fault::HoursFault;
pub use moment_fault::MomentFault;
pub use text_fault::TextFault;
pub use weight_fault::WeightFault;

use super::profile_words::joined;

/// Why a text is not a profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Its lines are no lines of cells below one heading.
    #[error(transparent)]
    Text(TextFault),
    /// Its columns are not those of one demand.
    #[error(transparent)]
    Columns(ColumnsFault),
    /// A line does not say which hour it is of in a way that is read.
    #[error(transparent)]
    Moment(MomentFault),
    /// Its lines are not, all together, the hours of a day or of a week.
    #[error(transparent)]
    Hours(HoursFault),
    /// A weight is none, or may be two numbers, or all of them are no demand.
    #[error(transparent)]
    Weight(WeightFault),
    /// Faults of several lines.
    #[error("{}", joined(.0))]
    Lines(Vec<ProfileError>),
}

impl ProfileError {
    /// The error in words that repeat nothing of the file, for a file whose reader may not see it; of several lines the
    /// first alone, as how many there are would tell of the file, too.
    #[must_use]
    pub fn without_cells(&self) -> Option<String> {
        match self {
            ProfileError::Text(fault) => fault.without_cells(),
            ProfileError::Columns(fault) => fault.without_cells(),
            ProfileError::Moment(fault) => fault.without_cells(),
            ProfileError::Hours(fault) => fault.without_cells(),
            ProfileError::Weight(fault) => fault.without_cells(),
            ProfileError::Lines(faults) => faults.iter().find_map(ProfileError::without_cells),
        }
    }
}
