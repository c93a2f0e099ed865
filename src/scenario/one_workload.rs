//! [`OneWorkload`]: rows that are named by days, months or hours, or by percentiles, and may be those of one workload.

use super::workload::Workload;
use crate::terms::{Stamp, days};
use foldhash::quality::FixedState;
use std::hash::BuildHasher as _;

/// Rows of a file all of whose names end in what is no name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct OneWorkload {
    rows: u64,
    /// Another row is named otherwise.
    has_other: bool,
    /// What the first row's name ends in, and the hash of what stands before it.
    first: Option<(Ending, u64)>,
    /// Rows with the same before it.
    alike: u64,
}

/// What a name ends in, or is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// A day, a month, an hour or the like.
    Time,
    /// `p95` and other figures of the same requests.
    Figure,
}

impl OneWorkload {
    /// Notes a row.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload) {
        if !self.has_other {
            self.note_name(&workload.name);
        }
    }

    fn note_name(&mut self, name: &str) {
        let Some((ending, before)) = ending(name) else {
            self.has_other = true;
            return;
        };
        let hash = FixedState::default().hash_one(before);
        let (first, known) = *self.first.get_or_insert((ending, hash));
        self.rows += 1;
        self.has_other |= first != ending;
        self.alike += u64::from(known == hash);
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: OneWorkload) {
        let Some((ending, hash)) = later.first else {
            self.has_other |= later.has_other;
            return;
        };
        let (first, known) = *self.first.get_or_insert((ending, hash));
        self.rows += later.rows;
        self.has_other |= later.has_other || first != ending;
        self.alike += if known == hash { later.alike } else { 0 };
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        let (ending, _) = self.first.filter(|_| !self.has_other && self.alike > 1)?;
        Some(match ending {
            Ending::Time => {
                "every name is or ends in a time, and each row counts as a workload: if they are the days, months or hours of one, write \
                 one row with the mean of its demand"
            }
            Ending::Figure => {
                "every name ends in a percentile or the like, and each row counts as a workload of its own: of the same requests keep one \
                 row, with the mean duration"
            }
        }
        .to_owned())
    }
}

/// What a name ends in, and what stands before it.
fn ending(name: &str) -> Option<(Ending, &str)> {
    let name = name.trim();
    if is_time(name) {
        return Some((Ending::Time, ""));
    }
    let (before, last) = name.rsplit_once([' ', '-', '_', ':', '/'])?;
    if is_figure(last) {
        return Some((Ending::Figure, before));
    }
    // `orders 2026-11-02`, and `orders 2026-11`, whose parts the signs between them cut.
    let (wide, day) = name.split_once(' ').unwrap_or((before, last));
    if is_time(day) {
        return Some((Ending::Time, wide));
    }
    is_time(last).then_some((Ending::Time, before))
}

fn is_figure(word: &str) -> bool {
    let percent = word.strip_prefix(['p', 'P']).filter(|rest| rest.len() > 1);
    percent.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
        || ["avg", "average", "mean", "median"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a text is a day, a month, a quarter or week of a year, or an hour with a colon, and nothing else.
fn is_time(text: &str) -> bool {
    let is_number = |text: &str, most: u32| text.parse().is_ok_and(|number: u32| number <= most);
    let is_year = |text: &str| text.len() == 4 && text.starts_with("20") && is_number(text, 2099);
    let is_month = |text: &str| {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let text = text.to_ascii_lowercase();
        text.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(text.as_str()))
    };
    let is_part = |text: &str| {
        let number = text.strip_prefix(['Q', 'q']).map(|quarter| (quarter, 4));
        let number = number.or_else(|| Some((text.strip_prefix(['W', 'w'])?, 53)));
        number.is_some_and(|(number, most)| is_number(number, most)) || is_month(text)
    };
    let is_hour = |text: &str| {
        let mut parts = text.split(':');
        text.contains(':')
            && parts.next().is_some_and(|hour| hour.len() <= 2 && is_number(hour, 24))
            && parts.all(|part| part.len() == 2 && is_number(part, 59))
    };
    // Most names begin otherwise, or have no digit.
    if text.len() > 25 || !text.is_ascii() {
        return false;
    }
    let (day, hour) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let is_day = day.contains(['-', '/', '.']) && (Stamp::is_date(day) || !days(day).is_empty());
    if is_day && (hour.is_empty() || is_hour(hour.trim_end_matches('Z'))) {
        return true;
    }
    is_hour(text)
        || is_month(text)
        || text.split_once(['-', ' ', '/']).is_some_and(|(one, other)| {
            let is_of_year = |part: &str| is_part(part) || (part.len() == 2 && is_number(part, 12));
            (is_year(one) && is_of_year(other)) || (is_of_year(one) && is_year(other))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::told::of_rows;

    fn told(names: &[&str]) -> Vec<String> {
        of_rows(&names.iter().map(|name| format!("{name},5M,120,512\n")).collect::<String>())
    }

    #[test]
    fn rows_of_days_months_and_hours_are_told() {
        for names in [
            ["2026-11-01", "2026-11-02"],
            ["01.11.2026", "02.11.2026"],
            ["2026-11-01T00:00", "2026-11-01T01:00"],
            ["00:00", "01:00"],
            ["January", "February"],
            ["2026-01", "2026-02"],
            ["Jan 2026", "Feb 2026"],
            ["Q1 2026", "Q2 2026"],
            ["2026-W01", "2026-W02"],
            ["orders 2026-09", "orders 2026-10"],
            ["A Jan", "A Feb"],
        ] {
            let told = told(&names);
            assert!(told.len() == 1 && told[0].starts_with("every name is or ends in a time"), "{names:?} {told:?}");
        }
        for names in [["A p50", "A p95"], ["orders-p95", "orders-p99.9"], ["A avg", "A p99"]] {
            let told = told(&names);
            assert!(told.len() == 1 && told[0].starts_with("every name ends in a percentile"), "{names:?} {told:?}");
        }
    }

    #[test]
    fn other_names_are_names() {
        for names in [
            ["2026-11-01", "orders"],
            ["A Jan", "B Feb"],
            ["orders v2.1", "orders v2.2"],
            ["shard-01", "shard-02"],
            ["job 1", "job 2"],
            // Workers and queues.
            ["W1", "W2"],
            ["Q1", "Q2"],
            ["A p95", "A"],
            ["10.0.0.1", "10.0.0.2"],
            ["us-east-1", "us-east-2"],
        ] {
            assert_eq!(told(&names), Vec::<String>::new(), "{names:?}");
        }
        assert_eq!(told(&["May"]), Vec::<String>::new());
        assert_eq!(ending("Q5"), None);
    }
}
