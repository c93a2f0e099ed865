//! [`OddLines`]: rows whose value looks like that of another unit, whatever the other rows have.

use super::doubted::{LEAST_USED_MB, LONG_INIT_MS, MOST_MEMORY_MB, MOST_OS_MEMORY_MB, many_logs};
use super::impossible_cpu::fits_as_seconds;
use super::lines::Lines;
use super::workload::{Demand, FrontDoor, Invocation, Workload};
use crate::scenario::columns::find;
use crate::traffic::Schedule;
use crate::units::Dec;

/// What looks like another unit's in a single row.
struct Odd {
    column: &'static str,
    is_odd: fn(&Workload) -> bool,
    /// Whether a percent sign in its cell says that it is meant so.
    may_be_signed: bool,
    /// How it looks, before where it stands.
    looks: &'static str,
    /// What to do if it is.
    mend: &'static str,
}

/// Less CPU work than it takes an invocation to come in and its answer to go out: two calls of the runtime's interface and
/// what runs between them are more than a tenth of a millisecond.
const LEAST_CPU_MS: Dec = Dec::from_raw(100_000_000_000);

/// Where one invocation in ten thousand starts cold a share below it may be true, so this is a question only.
const LEAST_COLD_PCT: Dec = Dec::from_raw(10_000_000_000);

/// A thousand cold starts are as many as a function has that is never idle: 1,000 = requests x percent / 100.
const MANY_COLD_STARTS: Dec = Dec::from_int(100_000);

/// About a month.
const MONTH_HOURS: Dec = Dec::from_int(730);

/// No runtime starts in less, not even one without a language of its own.
const LEAST_INIT_MS: Dec = Dec::from_int(3);

/// Servers of functions have no root volumes of several terabytes; 4 GB are as many MB.
const MANY_EBS_GB: Dec = Dec::from_int(4_096);

/// A hundred times the mean of an hour within it is a percentage more likely than a burst.
const MANY_BURST: Dec = Dec::from_int(100);

/// No instance's vCPU does the work of so many of Lambda's.
const MUCH_CPU_FACTOR: Dec = Dec::from_int(20);

/// A hundred times the concurrency that an account has before it asks for more.
const MANY_ENVIRONMENTS: Dec = Dec::from_int(100_000);

/// A month of a hundred thousand requests a second has 263 billion of them: more likely they are a month's.
const MANY_PER_SECOND: Dec = Dec::from_int(100_000);

/// A quarter more each month is fifteen times as much in a year.
const MUCH_GROWTH_PCT: Dec = Dec::from_int(25);

/// 128 MB in KB. Instances have that many MB as well, which short requests do not hold.
const FEW_MB_IN_KB: Dec = Dec::from_int(131_072);

/// What sizes of functions are multiples of, 64 MB, in KB.
const STEP_IN_KB: Dec = Dec::from_int(65_536);

/// Longer runs may need an instance with a lot of memory.
const SHORT_MS: Dec = Dec::from_int(60_000);

/// A mean of more than a megabyte is rare, and in bytes a usual size.
const MANY_PAYLOAD_KB: Dec = Dec::from_int(1_024);

/// 6 MB, the most that Lambda answers with where it does not stream (rule `payload_sync_response`): streams may have more.
const MANY_ANSWERED_KB: Dec = Dec::from_int(6_144);

/// Half of the 200 MB that a function can stream through its URL (rule `payload_streamed_response`): means are far below limits.
const MANY_STREAMED_KB: Dec = Dec::from_int(102_400);

/// A salary of an hour has three digits.
const MANY_USD_PER_HOUR: Dec = Dec::from_int(1_000);

/// No instance answers so many requests a second.
const MANY_PER_INSTANCE: Dec = Dec::from_int(1_000_000);

/// The largest container image of a function has 10 GB.
const MANY_PACKAGE_MB: Dec = Dec::from_int(10_240);

/// The smallest ephemeral storage, 512 MB, in KB.
const LEAST_EPHEMERAL_IN_KB: Dec = Dec::from_int(524_288);

/// Values that no function has, or hardly one.
const ODD: [Odd; 24] = [
    Odd {
        column: "memory_mb",
        is_odd: |workload| {
            let is_kb = workload.memory_mb >= FEW_MB_IN_KB
                && workload.memory_mb.is_multiple_of(STEP_IN_KB)
                && workload.duration_ms <= SHORT_MS;
            is_kb || workload.memory_mb > MOST_MEMORY_MB
        },
        may_be_signed: false,
        looks: "memory_mb is 131,072 MB or more",
        mend: "if that is in KB, divide it by 1,024; if in bytes, by 1,048,576",
    },
    Odd {
        column: "request_kb",
        // Lambda takes as much as it answers with; events and load balancers bring a megabyte (rules `payload_*`).
        is_odd: |workload| {
            let is_small = workload.front_door == FrontDoor::Alb || workload.invocation == Invocation::Async;
            workload.request_kb > if is_small { MANY_PAYLOAD_KB } else { MANY_ANSWERED_KB }
        },
        may_be_signed: false,
        looks: "request_kb is above 6,144 KB (1,024 KB of events and behind a load balancer)",
        mend: "if that is in bytes, divide it by 1,024",
    },
    Odd {
        column: "response_kb",
        // Without a front door that holds it back a response may be streamed.
        is_odd: |workload| match workload.front_door {
            FrontDoor::None => workload.response_kb > MANY_ANSWERED_KB,
            FrontDoor::FunctionUrl => workload.response_kb > MANY_STREAMED_KB,
            _ => workload.response_kb > MANY_PAYLOAD_KB,
        },
        may_be_signed: false,
        looks: "response_kb is above 1,024 KB (6,144 KB without a front door, 102,400 KB through a function URL)",
        mend: "if that is in bytes, divide it by 1,024",
    },
    Odd {
        column: "package_mb",
        is_odd: |workload| workload.package_mb > MANY_PACKAGE_MB,
        may_be_signed: false,
        looks: "package_mb is above 10,240 MB",
        mend: "if that is in bytes, as CodeSize is, divide it by 1,048,576; if in KB, by 1,024",
    },
    Odd {
        column: "memory_used_mb",
        is_odd: |workload| workload.memory_used_mb.is_some_and(|used| used < LEAST_USED_MB),
        may_be_signed: false,
        looks: "memory_used_mb is below 2 MB",
        mend: "if that is in GB, multiply it by 1,024",
    },
    Odd {
        column: "cpu_ms",
        // In seconds it must fit into the duration.
        is_odd: |workload| {
            let is_little = |cpu: Dec| !cpu.is_zero() && cpu < LEAST_CPU_MS;
            workload.cpu_ms.is_some_and(|cpu| is_little(cpu) && fits_as_seconds(cpu, workload))
        },
        may_be_signed: false,
        looks: "cpu_ms is below 0.1 vCPU-ms",
        mend: "if that is in seconds, multiply it by 1,000",
    },
    Odd {
        column: "cpu_ms",
        is_odd: |workload| workload.cpu_ms.is_some_and(Dec::is_zero),
        may_be_signed: false,
        looks: "cpu_ms is 0, which sizes EC2 as if requests had no CPU work,",
        mend: "if it was not measured, leave the cell empty",
    },
    Odd {
        column: "cold_start_pct",
        is_odd: |workload| {
            let few = workload.cold_start_pct.filter(|share| !share.is_zero() && *share < LEAST_COLD_PCT);
            let times = |share| workload.demand.monthly(MONTH_HOURS)?.mul(share);
            few.is_some_and(|share| times(share).is_none_or(|many| many < MANY_COLD_STARTS))
        },
        may_be_signed: true,
        looks: "cold_start_pct is below 0.01 %",
        mend: "if that is a fraction of 1, multiply it by 100",
    },
    Odd {
        column: "init_ms",
        is_odd: |workload| workload.init_ms.is_some_and(|init| !init.is_zero() && init < LEAST_INIT_MS),
        may_be_signed: false,
        looks: "init_ms is below 3 ms",
        mend: "if that is in seconds, multiply it by 1,000",
    },
    Odd {
        column: "init_ms",
        is_odd: |workload| workload.init_ms.is_some_and(|init| init > LONG_INIT_MS),
        may_be_signed: false,
        looks: "init_ms is more than a minute",
        mend: "if that is in microseconds, divide it by 1,000",
    },
    Odd {
        column: "os_memory_mb",
        is_odd: |workload| workload.os_memory_mb > MOST_OS_MEMORY_MB,
        may_be_signed: false,
        looks: "os_memory_mb is more than 65,536 MB",
        mend: "if that is in KB, divide it by 1,024",
    },
    Odd {
        column: "ephemeral_mb",
        is_odd: |workload| workload.ephemeral_mb >= LEAST_EPHEMERAL_IN_KB,
        may_be_signed: false,
        looks: "ephemeral_mb is 524,288 MB or more",
        mend: "if that is in KB, divide it by 1,024",
    },
    Odd {
        column: "ebs_gb",
        is_odd: |workload| workload.ebs_gb >= MANY_EBS_GB,
        may_be_signed: false,
        looks: "ebs_gb is 4,096 GB or more",
        mend: "if that is in MB, divide it by 1,024",
    },
    Odd {
        column: "burst",
        is_odd: |workload| workload.burst.is_some_and(|burst| burst >= MANY_BURST),
        may_be_signed: false,
        looks: "burst is 100 or more",
        mend: "if that is in percent, divide it by 100",
    },
    Odd {
        column: "cpu_factor",
        is_odd: |workload| workload.cpu_factor > MUCH_CPU_FACTOR,
        may_be_signed: false,
        looks: "cpu_factor is above 20",
        mend: "if that is in percent, divide it by 100",
    },
    Odd {
        column: "requests_per_connection",
        is_odd: |workload| workload.requests_per_connection.is_some_and(|requests| requests < Dec::ONE),
        may_be_signed: false,
        looks: "requests_per_connection is below 1",
        mend: "if that is connections a request, write 1 divided by it",
    },
    Odd {
        column: "provisioned_concurrency",
        is_odd: |workload| workload.provisioned_concurrency >= MANY_ENVIRONMENTS,
        may_be_signed: false,
        looks: "provisioned_concurrency is 100,000 or more",
        mend: "if that is of something else, write how many environments are kept warm",
    },
    Odd {
        column: "requests_per_second",
        is_odd: |workload| matches!(workload.demand, Demand::PerSecond(count) if count >= MANY_PER_SECOND),
        may_be_signed: false,
        looks: "requests_per_second is 100,000 or more",
        mend: "if that is of a month or a day, use requests_per_month or requests_per_day",
    },
    Odd {
        column: "log_kb",
        is_odd: |workload| many_logs(workload.log_kb, workload.duration_ms),
        may_be_signed: false,
        looks: "log_kb is 100 KB or more",
        mend: "if that is in bytes, divide it by 1,024",
    },
    Odd {
        column: "schedule",
        is_odd: |workload| workload.schedule.as_ref().is_some_and(Schedule::may_lack_afternoon),
        may_be_signed: false,
        looks: "schedule runs from one morning into the next",
        mend: "if an end is in the afternoon, add 12 hours to it, as in 17:00 for 5 pm",
    },
    Odd {
        column: "provisioned_hours_per_month",
        is_odd: |workload| {
            let is_few = |hours: Dec| !hours.is_zero() && hours <= Dec::from_int(24);
            !workload.provisioned_concurrency.is_zero() && workload.provisioned_hours_per_month.is_some_and(is_few)
        },
        may_be_signed: false,
        looks: "provisioned_hours_per_month is 24 or less",
        // 730 / 24 = 30.4 days.
        mend: "if that is of each day, multiply it by 30.4",
    },
    Odd {
        column: "ops_usd_per_hour",
        is_odd: |workload| workload.ops_usd_per_hour >= MANY_USD_PER_HOUR,
        may_be_signed: false,
        looks: "ops_usd_per_hour is 1,000 or more",
        mend: "if that is of a month or a year, divide it by the hours of work in it",
    },
    Odd {
        column: "requests_per_second_per_instance",
        is_odd: |workload| workload.requests_per_second_per_instance.is_some_and(|rate| rate >= MANY_PER_INSTANCE),
        may_be_signed: false,
        looks: "requests_per_second_per_instance is 1,000,000 or more",
        mend: "if that is of a month or a day, divide it by the seconds in it",
    },
    Odd {
        column: "growth_pct_per_month",
        is_odd: |workload| workload.growth_pct_per_month >= MUCH_GROWTH_PCT,
        may_be_signed: false,
        looks: "growth_pct_per_month is 25 % or more",
        // 1.04 ^ 12 = 1.601.
        mend: "if that is a year's growth, write that of a month: 60 % a year are 4 % a month",
    },
];

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
        let usual = format!("{heading}A,5M,85,1024,20,1,99999\n");
        assert_eq!(sentences(&usual), Vec::<String>::new());
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
            "response_kb is above 1,024 KB (6,144 KB without a front door, 102,400 KB through a function URL) in line 3: if that is in \
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
