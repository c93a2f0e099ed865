//! [`OneWorkload`]: rows that are named by days, months or hours, or by percentiles, and may be those of one workload.

use super::made_dates::is_month_in_words;
use super::workload::Workload;
use crate::terms::{MONTHS, Stamp, days};
use crate::traffic::{WEEKDAYS, is_foreign_day, short_weekday};
use foldhash::quality::FixedState;
use std::hash::BuildHasher as _;

/// Rows of a file all of whose names end in what is no name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct OneWorkload {
    /// Another row is named otherwise.
    has_other: bool,
    /// What the first row's name ends in, and the hash of what stands before it.
    first: Option<(Ending, u64)>,
    /// Rows with the same before it.
    alike: u64,
    /// One ends in a percentile: of a plan there are a minimum, a mean and a maximum as well.
    has_percentile: bool,
}

/// What a name ends in, or is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// A day, a month, an hour or the like.
    Time,
    /// `p95` and other figures of the same requests.
    Figure,
    /// What a workload is now, will be or may be.
    Variant,
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
        self.has_other |= first != ending;
        self.alike += u64::from(known == hash);
        self.has_percentile |= ending == Ending::Figure && name.ends_with(|last: char| last.is_ascii_digit());
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: OneWorkload) {
        self.has_other |= later.has_other;
        let Some((ending, hash)) = later.first else { return };
        let (first, known) = *self.first.get_or_insert((ending, hash));
        self.has_other |= first != ending;
        self.alike += if known == hash { later.alike } else { 0 };
        self.has_percentile |= later.has_percentile;
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        let (ending, _) = self.first.filter(|_| !self.has_other && self.alike > 1)?;
        let sentence = match ending {
            Ending::Time => {
                "every name is or ends in a time, and each row counts as a workload: if they are the days, months or hours of one, write \
                 one row with the mean of its demand"
            }
            Ending::Variant => {
                "every name is that of a variant, and each row counts as a workload: if they are one workload in several variants, look at \
                 each row alone, as totals add them up"
            }
            Ending::Figure if !self.has_percentile => return None,
            Ending::Figure => {
                "every name is or ends in a percentile or the like, and each row counts as a workload of its own: of the same requests \
                 keep one row, with the mean duration"
            }
        };
        Some(sentence.to_owned())
    }
}

/// Other figures beside percentiles.
const FIGURES: [&str; 8] = ["avg", "average", "mean", "median", "min", "minimum", "max", "maximum"];

/// The percentiles that latencies are told in: partitions and tenants have other numbers.
const PERCENTILES: [&str; 11] = ["50", "75", "90", "95", "98", "99", "99.5", "99.9", "99.99", "999", "100"];

/// What a name ends in, and what stands before it.
fn ending(name: &str) -> Option<(Ending, &str)> {
    let name = name.trim();
    if name.len() > MOST_BYTES {
        return None;
    }
    if is_time(name) || is_hour(name) || is_weekday(name) || is_year(name) || is_numbered(name) || is_named(name) {
        return Some((Ending::Time, ""));
    }
    if VARIANTS.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return Some((Ending::Variant, ""));
    }
    if is_figure(name) {
        return Some((Ending::Figure, ""));
    }
    // `orders-2026-11-02`, whose parts the same sign separates: the longest one first.
    let parts =
        || name.match_indices([' ', '-', '_', ':', '/']).map(|(at, sign)| (&name[..at], &name[at + sign.len()..]));
    let found = |is_one: fn(&str) -> bool| parts().find(|(_, last)| is_one(last)).map(|(before, _)| before);
    // `orders 2026`; behind other signs there are versions and models.
    let of_year = || name.rsplit_once(' ').filter(|(_, last)| is_year(last)).map(|(before, _)| before);
    let time = found(is_time).or_else(of_year).map(|before| (Ending::Time, before));
    time.or_else(|| Some((Ending::Figure, found(is_figure)?)))
}

/// Names of variants and nothing else; queues and shards that are called so have more in their names.
const VARIANTS: [&str; 20] = [
    "current",
    "proposed",
    "planned",
    "target",
    "as-is",
    "as is",
    "to-be",
    "to be",
    "before",
    "after",
    "optimistic",
    "pessimistic",
    "realistic",
    "likely",
    "best case",
    "worst case",
    "low",
    "medium",
    "mid",
    "high",
];

/// Times that are numbered, and the most of each that there are.
const NUMBERED: [(&str, u32); 7] =
    [("week", 53), ("kw", 53), ("month", 60), ("day", 366), ("year", 20), ("fy", 2_099), ("h", 2)];

/// Whether a name is `Week 1`, `KW 23`, `FY25`, `H2` or the like.
fn is_numbered(text: &str) -> bool {
    let word = text.trim_end_matches(|last: char| last.is_ascii_digit());
    let number = &text[word.len()..];
    let word = word.trim_end_matches([' ', '-']);
    NUMBERED.iter().any(|(known, most)| known.eq_ignore_ascii_case(word) && is_number(number, *most))
}

/// Whether a name is a kind of day, or a day or a month in another language.
fn is_named(text: &str) -> bool {
    const LONGEST: usize = 12;
    if text.len() > LONGEST {
        return false;
    }
    let lower = text.to_lowercase();
    let word = lower.trim_end_matches('.');
    matches!(word, "weekday" | "weekdays" | "weekend" | "weekends") || is_foreign_day(word) || is_month_in_words(word)
}

/// Names of workloads and a time are not longer.
const MOST_BYTES: usize = 80;

fn is_figure(word: &str) -> bool {
    let is_percentile = word.strip_prefix(['p', 'P']).is_some_and(|rest| PERCENTILES.contains(&rest));
    is_percentile || FIGURES.iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn is_weekday(text: &str) -> bool {
    WEEKDAYS.iter().any(|day| day.eq_ignore_ascii_case(text) || short_weekday(day).eq_ignore_ascii_case(text))
}

fn is_number(text: &str, most: u32) -> bool {
    text.parse().is_ok_and(|number: u32| number <= most)
}

fn is_hour(text: &str) -> bool {
    let mut parts = text.split(':');
    text.contains(':')
        && parts.next().is_some_and(|hour| hour.len() <= 2 && is_number(hour, 24))
        && parts.all(|part| part.len() == 2 && is_number(part, 59))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.starts_with("20") && is_number(text, 2099)
}

/// Whether a text is a day, a month, or a quarter or week of a year, and nothing else.
fn is_time(text: &str) -> bool {
    const MOST_TIME_BYTES: usize = 25;
    if text.len() > MOST_TIME_BYTES || !text.is_ascii() {
        return false;
    }
    let is_month = |text: &str| {
        let text = text.to_ascii_lowercase();
        text.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(text.as_str()))
    };
    // Without a year there are workers, queues and versions that are called so.
    let is_of_year = |part: &str| {
        let number = part.strip_prefix(['Q', 'q']).map(|quarter| (quarter, 4));
        let number = number.or_else(|| Some((part.strip_prefix(['W', 'w'])?, 53)));
        let is_part = number.is_some_and(|(number, most)| is_number(number, most));
        is_part || is_month(part) || (part.len() == 2 && is_number(part, 12))
    };
    let (day, hour) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let has_year = day.split(['-', '/', '.']).any(|part| part.len() == 4);
    let is_day = has_year && day.contains(['-', '/', '.']) && (Stamp::is_date(day) || !days(day).is_empty());
    (is_day && (hour.is_empty() || is_hour(hour.trim_end_matches('Z'))))
        || is_month(text)
        || text
            .split_once(['-', ' ', '/'])
            .is_some_and(|(one, other)| (is_year(one) && is_of_year(other)) || (is_of_year(one) && is_year(other)))
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
            ["2025", "2026"],
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
            ["orders-2026-11-01", "orders-2026-11-02"],
            ["my orders 2026-11-01", "my orders 2026-11-02"],
            ["Monday", "Tuesday"],
            ["Sat", "Sun"],
            ["Week 1", "Week 2"],
            ["KW 1", "KW 2"],
            ["H1", "H2"],
            ["FY25", "FY26"],
            ["Year 1", "Year 2"],
            ["Januar", "Februar"],
            ["janvier", "f\u{e9}vrier"],
            ["Enero", "Febrero"],
            ["Mo", "Di"],
            ["Lunes", "Martes"],
            ["weekday", "weekend"],
            ["Checkout 2025", "Checkout 2026"],
        ] {
            let told = told(&names);
            assert!(told.len() == 1 && told[0].starts_with("every name is or ends in a time"), "{names:?} {told:?}");
        }
        for names in [["current", "proposed"], ["As-Is", "To-Be"], ["Optimistic", "Pessimistic"], ["low", "high"]] {
            let told = told(&names);
            assert!(told.len() == 1 && told[0].starts_with("every name is that of a variant"), "{names:?} {told:?}");
        }
        for names in [["A p50", "A p95"], ["orders-p95", "orders-p99.9"], ["A max", "A p99"], ["p50", "p99"]] {
            let told = told(&names);
            assert!(
                told.len() == 1 && told[0].starts_with("every name is or ends in a percentile"),
                "{names:?} {told:?}"
            );
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
            ["H1", "H3"],
            ["KW", "FY"],
            ["week-report", "day-report"],
            ["queue-low", "queue-high"],
            ["low", "orders"],
            ["model-2025", "model-2026"],
            ["worker-q1", "worker-q2"],
            ["tenant-p10", "tenant-p11"],
            ["api 3.4.21", "api 3.4.22"],
            ["report 08:00", "report 20:00"],
            ["report Mon", "report Fri"],
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
