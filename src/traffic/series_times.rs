//! Lines of several series with the columns that say when they are, and what is told of them.

use super::as_written::AsWritten;
use super::date_forms;
use super::day_words;
use super::even::can_be_changed;
use super::hours::{DAY_HOURS, shortened};
use super::named;
use super::profile_error::{ColumnsFault, ProfileError};
use super::rows::Row;
use super::series_words::names_things;
use super::written::{behind_date, date, days_since_1970, hour, hour_behind_date, weekday};
use crate::terms::{names_demand, no_demand};
use std::collections::{BTreeSet, HashMap};

/// So many names are shown.
pub(super) const MOST_NAMES: usize = 4;

/// Rows with the columns that say when they are.
pub(super) struct Times<'a> {
    pub(super) heading: Option<&'a Row>,
    pub(super) rows: &'a [Row],
    /// The column of the weights.
    pub(super) column: usize,
    pub(super) written: &'a AsWritten<'a>,
    /// The column of the moment, and the one of its hour where that stands behind it.
    pub(super) time: usize,
    pub(super) behind: usize,
}

impl Times<'_> {
    /// That lines of the same moment differ in the column `at`.
    pub(super) fn several(&self, at: usize) -> Option<ProfileError> {
        let moment = |row: &'_ Row| -> Option<(String, String)> {
            Some((row.cell(self.time)?.to_owned(), row.cell(self.behind)?.to_owned()))
        };
        let mut known: HashMap<(String, String), &str> = HashMap::new();
        let differs = self.rows.iter().find(|row| {
            let (Some(moment), Some(name)) = (moment(row), row.cell(at)) else { return false };
            // An hour of a clock that is set back is there twice, with the names of two zones.
            let is_twice = hour_since_1970(&moment.0, &moment.1).is_some_and(can_be_changed);
            !is_twice && *known.entry(moment).or_insert(name) != name
        })?;
        if self.may_be_days(at) {
            return None;
        }
        Some(self.told(differs, at, true))
    }

    /// Whether the names of a column may be the days of a week in words that are not read, or dates without their year.
    fn may_be_days(&self, at: usize) -> bool {
        let name = self.heading.and_then(|heading| heading.cell(at)).unwrap_or_default();
        let names = names_of(self.rows, at);
        let is_day = |name: &&str| day_words::proposal(name).is_some() || weekday(name).is_some();
        let has_day = self.rows.iter().any(|row| row.cell(self.time).and_then(weekday).is_some());
        if has_day || names_things(name) {
            return false;
        }
        if names.iter().all(|name| date_forms::is_without_year(name) || named::names_days(name)) {
            return true;
        }
        // A hyphen, an underscore, a slash or a blank stands in few names of days, of which others are known.
        let is_ours = |name: &&str| name.is_ascii() && name.contains(['-', '_', '/', ' ', ':']);
        names.len() == 7 && (named::names_days(name) || names.iter().any(is_day) || !names.iter().any(is_ours))
    }

    /// That the lines of a series follow those of another one.
    pub(super) fn one_after_another(&self, at: usize) -> Option<ProfileError> {
        let first = self.rows.iter().find_map(|row| row.cell(at))?;
        let differs = self.rows.iter().find(|row| row.cell(at).is_some_and(|name| name != first))?;
        Some(self.told(differs, at, false))
    }

    /// What is said of lines of several series, of which `differs` is the first of another one.
    fn told(&self, differs: &Row, at: usize, at_once: bool) -> ProfileError {
        let names = names_of(self.rows, at);
        let shown = |name: &&str| format!("{:?}", shortened(name));
        let mut demands = names.iter().filter(|name| no_demand(name).is_none());
        let demand = demands.next().filter(|name| demands.next().is_none() && names_demand(name));
        let column = self.heading.and_then(|row| row.cell(at));
        // Numbers of days, too, which tell no series apart.
        let is_day = |at: &usize| {
            let name = self.heading.and_then(|heading| heading.cell(*at));
            (self.time..=self.behind).contains(at) || (*at < self.column && name.is_some_and(named::names_days))
        };
        let time: Vec<usize> = (0..=self.column.max(self.behind)).filter(|other| *other != at).filter(is_day).collect();
        let kept = demand.or(names.first()).copied().unwrap_or_default();
        ProfileError::Columns(ColumnsFault::Series {
            line: differs.line,
            at_once,
            column: column.map_or_else(|| format!("column {}", at + 1), |name| format!("{:?}", shortened(name))),
            names: names.iter().take(MOST_NAMES).map(shown).collect(),
            more: names.len().saturating_sub(MOST_NAMES),
            demand: demand.map(shown),
            lines: self.written.commands(self.heading, self.rows, &time, (at, kept), self.column).map(Box::new),
        })
    }

    /// Whether the lines of every hour have the same names in the same order, each once.
    pub(super) fn are_parts_of_hours(&self, at: usize) -> bool {
        let cycle = names_of(self.rows, at);
        let is_one_hour = |hour: &[Row]| {
            let is_same = |row: &Row| [self.time, self.behind].into_iter().all(|at| row.cell(at) == hour[0].cell(at));
            hour.iter().all(is_same) && hour.iter().map(|row| row.cell(at)).eq(cycle.iter().map(|name| Some(*name)))
        };
        !cycle.is_empty() && self.rows.chunks(cycle.len()).all(is_one_hour)
    }
}

/// The names in a column, each once.
pub(super) fn names_of(rows: &[Row], at: usize) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    rows.iter().filter_map(|row| row.cell(at)).filter(|name| seen.insert(*name)).collect()
}

/// The hour that a date is of, which says it itself or in a cell of its own.
fn hour_since_1970(day: &str, own: &str) -> Option<u64> {
    let (date, rest) = date(day)?;
    let hour = hour_behind_date(behind_date(rest)?).or_else(|| hour(own))?;
    Some(days_since_1970(&date)? * DAY_HOURS as u64 + hour as u64)
}
