//! Demand over time: traffic profiles and the weekly schedule of a fleet.

mod as_written;
mod bare_moments;
mod beside;
mod builtin;
mod by_date;
mod by_number;
mod clock;
mod coarse;
mod counter;
mod cut_hours;
mod date_forms;
mod dates;
mod day_numbers;
mod day_words;
mod demand_column;
mod ends;
mod even;
mod finer;
mod halves;
mod hours;
mod in_order;
mod marks;
mod named;
mod own_columns;
mod preamble;
mod profile;
mod profile_error;
mod profile_note;
mod profile_words;
mod quotes;
mod row_clock;
mod rows;
mod schedule;
mod schedule_words;
mod separator;
mod series;
mod series_times;
mod series_words;
mod things;
#[cfg(test)]
mod told;
mod total_line;
mod trailing_zeros;
mod week_start;
mod weekdays;
mod weights;
mod word_cells;
mod written;
mod zone;

pub use as_written::SeriesLines;
pub use builtin::{builtin_meant, builtin_names};
pub use clock::minutes_between;
pub(crate) use day_words::is_foreign_day;
pub use profile::Profile;
pub use profile_error::{ColumnsFault, HoursFault, MomentFault, ProfileError, TextFault, WeightFault};
pub use profile_note::ProfileNote;
pub use schedule::{Schedule, ScheduleError};
pub(crate) use weekdays::{WEEKDAYS, short_weekday};

/// Hours of a week.
pub const WEEK_HOURS: usize = 168;
