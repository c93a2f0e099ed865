//! [`OddLines`]: rows whose value looks like that of another unit, whatever the other rows have.

use super::lines::Lines;
use super::odd_values::{ODD, Odd};
use super::workload::Workload;
use crate::scenario::columns::find;

const _: () = assert!(ODD.len() <= u32::BITS as usize);

/// Rows for each of [`ODD`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct OddLines([Lines; ODD.len()]);

impl OddLines {
    /// The bits of those of [`ODD`] that are of these columns, by the bits of their places in the column table.
    pub(super) fn of_columns(columns: u64) -> u32 {
        let is_one = |odd: &Odd| find(odd.column).is_some_and(|at| columns & (1 << at) != 0);
        ODD.iter().enumerate().filter(|(_, odd)| is_one(odd)).map(|(bit, _)| 1 << bit).sum()
    }

    /// Notes a row, of those of these bits; `is_signed` tells whether its share of cold starts is written with a percent sign.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload, looked_at: u32, is_signed: impl Fn() -> bool) {
        let mut open = looked_at;
        while open != 0 {
            let bit = open.trailing_zeros() as usize;
            open &= open - 1;
            let odd = &ODD[bit];
            if (odd.is_odd)(workload) && !(odd.may_be_signed && is_signed()) {
                self.0[bit].note(workload);
            }
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: OddLines) {
        self.0.iter_mut().zip(later.0).for_each(|(lines, later)| lines.append(later));
    }

    /// The same where the columns of these bits, by their place in the column table, vary: what the file has does not count.
    pub(super) fn of_varied(mut self, varied: u64) -> OddLines {
        for (lines, odd) in self.0.iter_mut().zip(&ODD) {
            if find(odd.column).is_some_and(|at| varied & (1 << at) != 0) {
                *lines = Lines::default();
            }
        }
        self
    }

    /// A sentence for each column of which `is_told` says that nothing is said yet.
    pub(super) fn sentences(self, is_told: impl Fn(&str) -> bool) -> impl Iterator<Item = String> {
        let open = self.0.into_iter().zip(&ODD).filter(move |(_, odd)| !is_told(odd.column));
        open.filter_map(|(lines, odd)| Some(format!("{} in {}: {}", odd.looks, lines.place()?, odd.mend)))
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::sentences;

    const HEADING: &str =
        "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,cpu_ms,init_ms,cold_start_pct\n";

    fn told(rows: &str) -> Vec<String> {
        sentences(&format!("{HEADING}{rows}"))
    }

    #[test]
    fn gigabytes_among_megabytes_are_told_with_their_line() {
        assert_eq!(
            told("orders,30M,85,1024,0.6,15,,\nusers,20M,120,512,200,30,,\n"),
            ["memory_used_mb is below 2 MB in line 2: if that is in GB, multiply it by 1,024"]
        );
        assert_eq!(
            told("A,1M,85,1024,200,,,\nB,1M,85,1024,0.6,,,\nC,1M,85,2048,1.5,,,\n"),
            [
                "memory_used_mb is below 2 MB in 2 rows, the first of them line 3: if that is in GB, multiply it by 1,024"
            ]
        );
        // Where all rows are such ones that is said once.
        let all = told("A,1M,85,1024,0.6,,,\nB,1M,85,1024,0.7,,,\n");
        assert_eq!(
            all,
            ["memory_used_mb is below 2 MB in every row that has it: if these are in GB, multiply them by 1,024"]
        );
        assert_eq!(told("A,1M,85,1024,2,,,\nB,1M,85,1024,300,,,\n"), Vec::<String>::new());
    }

    #[test]
    fn values_of_other_columns_and_units_are_told() {
        let heading =
            "name,requests_per_second,duration_ms,memory_mb,init_ms,ebs_gb,burst,log_kb,growth_pct_per_month\n";
        let odd = sentences(&format!("{heading}A,5000000,85,1024,0.9,20480,150,2048,60\nB,10,85,1024,900,20,3,2,1\n"));
        for told in [
            "init_ms is below 3 ms in line 2: if that is in seconds, multiply it by 1,000",
            "ebs_gb is 4,096 GB or more in line 2: if that is in MB, divide it by 1,024",
            "burst is 100 or more in line 2: if that is in percent, divide it by 100",
            "requests_per_second is 100,000 or more in line 2: if that is of a month or a day, use requests_per_month or \
             requests_per_day",
            "log_kb is 100 KB or more in line 2: if that is in bytes, divide it by 1,024",
            "growth_pct_per_month is 25 % or more in line 2: if that is a year's growth, write that of a month: 60 % a year are 4 % a month",
        ] {
            assert!(odd.iter().any(|one| one == told), "{told}: {odd:?}");
        }
        assert_eq!(
            sentences(&format!("{heading}A,99999,85,1024,3,4095,99,99,24\nB,10,85,1024,900,20,3,2,1\n")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn factors_in_percent_and_shares_of_connections_are_told() {
        let heading = "name,requests_per_month,duration_ms,memory_mb,cpu_factor,requests_per_connection,provisioned_concurrency\n";
        let odd = sentences(&format!("{heading}A,5M,85,1024,130,0.02,100000\nB,5M,85,1024,1.3,1,99999\n"));
        for told in [
            "cpu_factor is above 20 in line 2: if that is in percent, divide it by 100",
            "requests_per_connection is below 1 in line 2: if that is connections a request, write 1 divided by it",
            "provisioned_concurrency is 100,000 or more in line 2: if that is of something else, write how many environments are kept warm",
        ] {
            assert!(odd.iter().any(|one| one == told), "{told}: {odd:?}");
        }
        // Of 5 million that take 85 ms each 0.1617 run at a time: 5,000,000 x 0.085 / 2,628,000.
        let many = sentences(&format!("{heading}A,5M,85,1024,20,1,162\n"));
        assert_eq!(
            many,
            [
                "provisioned_concurrency is a thousand times what runs at a time on average in line 2: if that is the quota or a limit, \
              write how many environments are kept warm"
            ]
        );
        let usual = format!("{heading}A,5M,85,1024,20,1,161\n");
        assert_eq!(sentences(&usual), Vec::<String>::new());
    }

    #[test]
    fn what_is_left_of_a_hundred_and_hours_of_a_year_are_told() {
        let heading = "name,requests_per_month,duration_ms,memory_mb,cold_start_pct,init_ms,wait_percentile,max_wait_ms,ops_hours_ec2,ops_usd_per_hour\n";
        assert_eq!(
            sentences(&format!("{heading}A,5M,85,1024,99.5,900,5,50,731,60\nB,200,85,1024,99.5,900,50,50,730,60\n")),
            [
                "cold_start_pct is above 50 % in line 2: if that is the share of warm starts, write 100 minus it",
                "wait_percentile is below 50 in line 2: if so many percent may wait longer, write 100 minus it",
                "ops_hours_ec2 is more than the hours of a month in line 2: if that is of a year, divide it by 12",
            ]
        );
    }

    #[test]
    fn sizes_in_kb_and_bytes_are_told_where_they_can_hardly_be_meant() {
        let heading = "name,requests_per_month,duration_ms,memory_mb,front_door,request_kb,response_kb,package_mb\n";
        let odd = |rows: &str| sentences(&format!("{heading}A,1M,85,1024,,8,8,50\n{rows}"));
        // 256 MB in KB, 52,428 and 300,000 bytes, 50 MB in bytes.
        let all = odd("B,1M,85,262144,rest-api,52428,52428,52428800\n");
        for told in [
            "memory_mb is 131,072 MB or more in line 3: if that is in KB, divide it by 1,024; if in bytes, by 1,048,576",
            "request_kb is above 6,144 KB (1,024 KB of events and behind a load balancer) in line 3: if that is in bytes, divide it by \
             1,024",
            "response_kb is more than a function answers with (1,024 KB to a load balancer, 102,400 KB through a function URL, else 6,144 KB) in line 3: if that is in \
             bytes, divide it by 1,024",
            "package_mb is above 10,240 MB in line 3: if that is in bytes, as CodeSize is, divide it by 1,048,576; if in KB, by 1,024",
        ] {
            assert!(all.iter().any(|one| one == told), "{told}: {all:?}");
        }
        // A stream of 6 MB, an hour with 128 GB of memory, and 200 GB, which are no size of a function in KB.
        for fine in [
            "B,1M,85,1024,,8,6144,50\n",
            "B,1M,85,1024,function-url,8,102400,50\n",
            "B,1M,85,1024,rest-api,1024,1024,50\n",
            "B,10,3600000,131072,,8,8,50\n",
            "B,1M,85,204800,,8,8,50\n",
        ] {
            assert_eq!(odd(fine), Vec::<String>::new(), "{fine}");
        }
    }

    #[test]
    fn seconds_of_work_among_milliseconds_are_told_where_they_fit_into_the_duration() {
        // 0.015 s are 15 ms of 85.
        assert_eq!(
            told("A,1M,85,1024,,0.015,,\nB,1M,120,512,,30,,\n"),
            ["cpu_ms is below 0.1 vCPU-ms in line 2: if that is in seconds, multiply it by 1,000"]
        );
        // 0.7 s are more than the 20 ms of every row.
        assert_eq!(told("A,1M,20,1024,,0.7,,\n"), Vec::<String>::new());
        // 0.095 s are more than 85 ms and a tenth; a tenth of a millisecond may be true.
        for cpu in ["0.095", "0.1"] {
            assert_eq!(told(&format!("A,1M,85,1024,,{cpu},,\nB,1M,120,512,,30,,\n")), Vec::<String>::new(), "{cpu}");
        }
    }

    #[test]
    fn requests_without_cpu_work_are_told() {
        let expected = "cpu_ms is 0, which sizes EC2 as if requests had no CPU work, in line 2: if it was not measured, leave the cell \
                        empty";
        assert_eq!(told("A,1M,85,1024,,0,,\nB,1M,120,512,,30,,\n"), [expected]);
        assert_eq!(
            told("A,1M,85,1024,,0,,\nB,1M,120,512,,0,,\n"),
            [expected.replace("in line 2", "in 2 rows, the first of them line 2")]
        );
    }

    #[test]
    fn shares_of_cold_starts_that_may_be_fractions_are_told() {
        assert_eq!(
            told("A,1M,85,1024,,,900,0.5\nB,1M,85,1024,,,900,0.009\n"),
            ["cold_start_pct is below 0.01 % in line 3: if that is a fraction of 1, multiply it by 100"]
        );
        // With its sign it is none.
        let rows = "A,1M,85,1024,,,900,0.01\nB,1M,85,1024,,,900,0\nC,1M,85,1024,,,900,0.005%\n";
        assert_eq!(told(rows), Vec::<String>::new());
        // Of 500 million requests 0.0066 % are 33,000.
        assert_eq!(told("A,500M,85,1024,,,400,0.0066\n"), Vec::<String>::new());
    }
}
