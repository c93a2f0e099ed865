//! Demand over time: traffic profiles and the weekly schedule of a fleet.

mod builtin;
mod profile;
mod schedule;

pub use builtin::builtin_names;
pub use profile::{Profile, ProfileError};
pub use schedule::{Schedule, ScheduleError};

/// Hours of a week.
pub const WEEK_HOURS: usize = 168;
