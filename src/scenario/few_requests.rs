//! [`FewRequests`]: fractions of a request a month, which millions of them may have been written as.

use super::workload::{Demand, Invocation, Workload};
use crate::scenario::number::parse_number;
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

/// Runs a month of what runs every other week: half of 730 hours over the 168 of a week.
const FORTNIGHTLY: Dec = Dec::from_raw(2_172_619_047_619);
/// The same of what runs once to six times a week.
const WEEKLY: [u64; 7] = [1, 2, 4, 6, 8, 10, 12];
/// Runs a month of what runs once a day: a twelfth of 365 days; and on each of 21.7 working days.
const DAILY: [Dec; 2] = [Dec::from_raw(30_416_666_666_667), Dec::from_raw(21_726_190_476_190)];
/// So many times a day is less than every hour.
const MOST_A_DAY: u64 = 24;
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

/// Whether a number with three decimals is a mean of runs a month that was rounded to them: 365, 260 and 52 a year over its months, as
/// 30.417, 21.667 and 4.333, or 4.345 a week, several times as many, too. What ends in 0 may be thousands.
pub(super) fn is_mean_of_runs(number: &str) -> bool {
    const BASES: [(i128, i128); 4] = [(365, 12), (260, 12), (52, 12), (365, 84)];
    let half = Dec::from_raw(500_000_000);
    let is_one = |count: Dec| {
        let is_about = |runs: Dec| {
            let apart = if runs > count { runs.sub(count) } else { count.sub(runs) };
            apart.is_some_and(|apart| apart <= half)
        };
        let means = BASES.iter().flat_map(|(runs, months)| {
            let times = (1..=i128::from(MOST_A_DAY)).filter_map(|times| Dec::ONE.ratio(runs * times, *months));
            times.collect::<Vec<Dec>>()
        });
        means.into_iter().any(is_about)
    };
    !number.ends_with('0') && parse_number(number).is_ok_and(is_one)
}

/// Whether a month has so many runs of what runs on some days of each week or of every other one, or several times a day.
fn is_regular(count: Dec) -> bool {
    let is_about = |runs: Dec| {
        let bound = |thousandths: &i128| runs.ratio(*thousandths, 1000);
        bound(ROUNDED.start()).zip(bound(ROUNDED.end())).is_some_and(|(least, most)| (least..=most).contains(&count))
    };
    let daily = DAILY.iter().flat_map(|runs| (1..=MOST_A_DAY).filter_map(|times| runs.times(times)));
    WEEKLY.iter().filter_map(|times| FORTNIGHTLY.times(*times)).chain(daily).any(is_about)
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
