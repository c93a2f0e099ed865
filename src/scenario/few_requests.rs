//! [`FewRequests`]: fractions of a request a month, which millions of them may have been written as.

use super::number::parse_number;
use super::summaries::apart;
use super::workload::{Demand, Invocation, Workload};
use crate::units::Dec;

/// Rows that have a fraction of a request a month, and few requests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct FewRequests {
    rows: u64,
    /// The first of them: its line and its requests.
    first: Option<(u64, Dec)>,
    /// A row has as many requests as nobody writes in millions.
    has_many: bool,
    /// A row has so few that a few are meant in others as well.
    has_some: bool,
}

/// More millions are rare.
const FEW: Dec = Dec::from_int(1_000);
/// Beside as many requests of another row a few are meant, unless no other row has so [few](OF_MILLIONS).
const MANY: Dec = Dec::from_int(1_000);
/// As many as are written in millions, from a tenth of one on.
const OF_MILLIONS: Dec = Dec::from_int(100_000);

/// Runs of jobs: so many in so many months, and how many times that are usual. Every other week, on some days of each week, on working
/// days and daily; a week may be counted as a seventh of a year's days, too.
const RUNS: [(i128, i128, i128); 5] = [(26, 12, 1), (52, 12, 6), (365, 84, 6), (260, 12, 24), (365, 12, 24)];
/// People take a month for four weeks and a third, or for 30 days: so many thousandths less or more.
const ROUNDED: std::ops::RangeInclusive<i128> = 985..=1015;

/// What runs for seconds may be a job.
const LONG_MS: Dec = Dec::from_int(5_000);

/// Nobody writes fewer than ten thousand in millions: a hundredth.
const FEWEST: Dec = Dec::from_raw(10_000_000_000);

impl FewRequests {
    /// Notes a row.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload) {
        let Demand::PerMonth(count) = workload.demand else { return };
        self.has_many |= count >= MANY;
        if count >= OF_MILLIONS {
            return;
        }
        // Jobs run seldom, and long or for nobody who waits.
        if workload.invocation == Invocation::Async || workload.duration_ms >= LONG_MS {
            return;
        }
        // Figures that were computed have more decimals.
        if (FEWEST..FEW).contains(&count)
            && !count.is_whole()
            && count.is_multiple_of(FEWEST)
            && workload.ranges.is_empty()
        {
            // Says nothing of the others: there may be as many millions.
            if is_regular(count) {
                return;
            }
            self.rows += 1;
            self.first = self.first.or(workload.line.map(|line| (line, count)));
            // Four times a year.
            self.has_some |= count < Dec::ONE;
        } else {
            self.has_some = true;
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: FewRequests) {
        self.rows += later.rows;
        self.first = self.first.or(later.first);
        self.has_many |= later.has_many;
        self.has_some |= later.has_some;
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        let (line, count) = self.first.filter(|_| !(self.has_many && self.has_some))?;
        let others = match self.rows {
            0 | 1 => String::new(),
            2 => " (and 1 row like it)".to_owned(),
            rows => format!(" (and {} rows like it)", rows - 1),
        };
        Some(format!("line {line} has {count} requests a month{others}: if millions are meant, write {count}M"))
    }
}

/// Whether a number of runs a month is one of [`RUNS`] by this measure.
fn is_of_runs(is_about: impl Fn(Dec) -> bool) -> bool {
    let mut all = RUNS
        .iter()
        .flat_map(|(runs, months, most)| (1..=*most).filter_map(move |times| Dec::ONE.ratio(runs * times, *months)));
    all.any(is_about)
}

/// Whether a number with three decimals is a mean of runs that was rounded to them, as 30.417, 21.667 and 4.333 are. What ends in 0 may
/// be thousands.
pub(super) fn is_mean_of_runs(number: &str) -> bool {
    let half = Dec::from_raw(500_000_000);
    let is_rounded = |count: Dec, runs: Dec| apart(runs, count).is_some_and(|apart| apart <= half);
    !number.ends_with('0') && parse_number(number).is_ok_and(|count| is_of_runs(|runs| is_rounded(count, runs)))
}

/// Whether a month has about so many runs of what runs regularly.
fn is_regular(count: Dec) -> bool {
    is_of_runs(|runs| {
        let bound = |thousandths: &i128| runs.ratio(*thousandths, 1000);
        bound(ROUNDED.start()).zip(bound(ROUNDED.end())).is_some_and(|(least, most)| (least..=most).contains(&count))
    })
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::of_rows as told;

    #[test]
    fn rounded_means_of_runs_are_no_thousands() {
        // 365 / 12 = 30.4167, 260 / 12 = 21.6667, 730 / 12 = 60.8333, 365 / 84 = 4.3452, 52 / 12 = 4.3333.
        for mean in ["30.417", "21.667", "60.833", "4.345", "4.333"] {
            assert!(super::is_mean_of_runs(mean), "{mean}");
            assert_eq!(told(&format!("A,{mean},120,512\n")), Vec::<String>::new(), "{mean}");
        }
        // 1,095 / 12 = 91.25, and thousands.
        for other in ["91.250", "1.500", "30.418", "12.345", "21.666"] {
            assert!(!super::is_mean_of_runs(other), "{other}");
        }
    }

    #[test]
    fn runs_of_jobs_are_no_millions() {
        // 250 working days a year are 20.83 a month.
        assert_eq!(told("Report,20.83,45000,2048\nShop,5M,120,512\n"), Vec::<String>::new());
        assert_eq!(told("Report,20.83,450,2048\nShop,5M,120,512\n").len(), 1);
    }

    #[test]
    fn fractions_of_few_requests_are_told() {
        assert_eq!(
            told("A,3,120,512\nB,2.5,120,512\nC,12,120,512\n"),
            ["line 3 has 2.5 requests a month: if millions are meant, write 2.5M"]
        );
        assert_eq!(
            told("A,0.5,120,512\nB,2.5,120,512\n"),
            ["line 2 has 0.5 requests a month (and 1 row like it): if millions are meant, write 0.5M"]
        );
        // Beside nothing but millions.
        assert_eq!(
            told("A,50M,120,512\nB,12.5M,120,512\nC,8.5,120,512\n"),
            ["line 4 has 8.5 requests a month: if millions are meant, write 8.5M"]
        );
        // Of which the last is as many as what runs daily has.
        assert_eq!(
            told("A,50.5,120,1024\nB,30.25,80,512\n"),
            ["line 2 has 50.5 requests a month: if millions are meant, write 50.5M"]
        );
        assert_eq!(
            told("A,50.5,120,1024\nB,30.25,80,512\nC,12.1M,90,512\n"),
            ["line 2 has 50.5 requests a month: if millions are meant, write 50.5M"]
        );
        // Once a day, twice on working days (43.45), three times a day (91.25), once a week, and beside many.
        for rows in [
            "A,3,120,512\nC,1..3,120,512\nD,0.009,120,512\n",
            "A,30.4,120,512\nB,4.345238,120,512\n",
            "A,43.45,120,512\nB,91.25,120,512\n",
            "A,2.5,120,512\nB,5M,120,512\nC,12,120,512\n",
            "A,4.35,120,512\nB,5M,120,512\n",
            "A,0.33,120,512\nB,5M,120,512\n",
            // Once, twice and up to six times a week, and every other week, however they are rounded.
            "weekly report,4.35,120,512\n",
            "twice weekly,8.7,120,512\n",
            "A,4.33,120,512\nB,2.17,120,512\nC,1,120,512\n",
            "A,13.04,120,512\nB,17.38,120,512\nC,21.67,120,512\nD,26.1,120,512\n",
        ] {
            assert_eq!(told(rows), Vec::<String>::new(), "{rows}");
        }
    }
}
