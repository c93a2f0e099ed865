//! The days of a week by their English names.

/// The days from Monday on.
pub(crate) const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A day as schedules and axes have it: `Mon`.
pub(crate) fn short_weekday(weekday: &'static str) -> &'static str {
    &weekday[..3]
}
