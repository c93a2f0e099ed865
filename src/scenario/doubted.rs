//! [`Doubted`]: columns whose values look like those of another unit in every row.

use super::columns::find;
use super::impossible_cpu::fits_as_seconds;
use super::workload::{Demand, Workload};
use crate::units::Dec;

/// What looks like another unit's.
struct Doubt {
    column: &'static str,
    /// The value of a row that has one.
    value: fn(&Workload) -> Option<Dec>,
    is_odd: fn(Dec) -> bool,
    /// How they look, and what to do if they are.
    told: &'static str,
}

/// The largest type, u7in-32tb.224xlarge, has 32,768 GiB (pricing/2026/types.csv, 2026-08-18).
pub(super) const MOST_MEMORY_MB: Dec = Dec::from_int(33_554_432);

/// What Lambda reports as used (Max Memory Used, in whole MB) counts the whole process: one that does no more than fetch its next
/// event over HTTP holds several MB already. Functions of 2 GB and more are few.
pub(super) const LEAST_USED_MB: Dec = Dec::from_int(2);

/// The Init phase of a function without provisioned concurrency is limited to 10 seconds
/// (<https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>, read 2026-11-28).
pub(super) const LONG_INIT_MS: Dec = Dec::from_int(60_000);

/// What the system and its agents take is hundreds of MB; 64 MB are as many KB.
pub(super) const MOST_OS_MEMORY_MB: Dec = Dec::from_int(65_536);

/// The lines of an invocation have a few hundred bytes each: a hundred KB are hundreds of them.
const MANY_LOG_KB: Dec = Dec::from_int(100);

/// Whether an invocation writes that many, in each of its seconds where it takes some.
pub(super) fn many_logs(log_kb: Dec, duration_ms: Dec) -> bool {
    log_kb >= MANY_LOG_KB
        && log_kb.times(1_000).is_none_or(|kb| MANY_LOG_KB.mul(duration_ms).is_none_or(|most| kb >= most))
}

/// Values that are rarer than those of the other unit.
const DOUBTS: [Doubt; 15] = [
    Doubt {
        column: "duration_ms",
        value: |workload| Some(workload.duration_ms),
        is_odd: |value| value > Dec::from_int(86_400_000),
        told: "duration_ms is more than a day in every row: if these are microseconds, divide them by 1,000; if \
               nanoseconds, by 1,000,000",
    },
    Doubt {
        column: "memory_mb",
        value: |workload| Some(workload.memory_mb),
        is_odd: |value| value > MOST_MEMORY_MB,
        told: "memory_mb is more than any instance has in every row: if these are bytes, divide them by 1,048,576, or \
               by 1,000,000 where CloudWatch Logs gave them; if they are KB, by 1,024",
    },
    Doubt {
        column: "memory_used_mb",
        value: |workload| workload.memory_used_mb,
        is_odd: |value| value < LEAST_USED_MB,
        told: "memory_used_mb is below 2 MB in every row that has it: if these are in GB, multiply them by 1,024",
    },
    Doubt {
        column: "os_memory_mb",
        value: |workload| Some(workload.os_memory_mb),
        is_odd: |value| !value.is_zero() && value <= Dec::from_int(8),
        told: "os_memory_mb is 8 MB or less in every row: if these are in GB, multiply them by 1,024",
    },
    Doubt {
        column: "init_ms",
        value: |workload| workload.init_ms.filter(|value| !value.is_zero()),
        is_odd: |value| value < Dec::from_int(5),
        told: "init_ms is below 5 ms in every row that has it: if these are seconds, multiply them by 1,000",
    },
    Doubt {
        column: "init_ms",
        value: |workload| workload.init_ms.filter(|value| !value.is_zero()),
        is_odd: |value| value > LONG_INIT_MS,
        told: "init_ms is more than a minute in every row that has it: if these are microseconds, divide them by 1,000",
    },
    Doubt {
        column: "os_memory_mb",
        value: |workload| Some(workload.os_memory_mb),
        is_odd: |value| value > MOST_OS_MEMORY_MB,
        told: "os_memory_mb is more than 65,536 MB in every row: if these are KB, divide them by 1,024; if bytes, by 1,048,576",
    },
    Doubt {
        column: "cpu_ms",
        // What does not fit into the duration as seconds says nothing.
        value: |workload| {
            workload.cpu_ms.filter(|cpu| !cpu.is_zero() && (*cpu >= Dec::ONE || fits_as_seconds(*cpu, workload)))
        },
        is_odd: |value| value < Dec::ONE,
        told: "cpu_ms is below 1 vCPU-ms in every row that has it: if these are seconds, multiply them by 1,000",
    },
    Doubt {
        column: "burst",
        value: |workload| workload.burst,
        // A peak in percent of the mean is 100 or more.
        is_odd: |value| value >= Dec::from_int(100),
        told: "burst is 100 or more in every row that has it: if these are percent, divide them by 100",
    },
    Doubt {
        column: "requests_per_second",
        value: |workload| match workload.demand {
            Demand::PerSecond(count) => Some(count),
            _ => None,
        },
        is_odd: |value| value > Dec::from_int(1_000_000),
        told: "requests_per_second is above 1,000,000 in every row that has it: if these are requests a month, name the column \
               requests_per_month",
    },
    Doubt {
        column: "log_kb",
        value: |workload| {
            let is_odd = many_logs(workload.log_kb, workload.duration_ms);
            Some(workload.log_kb).filter(|value| !value.is_zero()).map(|kb| if is_odd { kb } else { Dec::ONE })
        },
        is_odd: |value| value >= MANY_LOG_KB,
        told: "log_kb is 100 KB or more in every row that has it: if these are bytes, divide them by 1,024",
    },
    Doubt {
        column: "max_wait_ms",
        value: |workload| workload.max_wait_ms.filter(|value| !value.is_zero()),
        is_odd: |value| value < Dec::ONE,
        told: "max_wait_ms is below 1 ms in every row that has it: if these are seconds, multiply them by 1,000",
    },
    Doubt {
        column: "duration_ms",
        value: |workload| Some(if are_many_at_a_time(workload) { workload.duration_ms } else { Dec::ONE }),
        is_odd: |value| (LONG_RUN_MS..=Dec::from_int(86_400_000)).contains(&value),
        told: "duration_ms is half a minute or more in every row, with hundreds of requests at a time: if these are microseconds, \
               divide them by 1,000",
    },
    Doubt {
        column: "request_kb",
        value: |workload| payload(workload.request_kb, workload),
        is_odd: |value| value >= LARGE_PAYLOAD_KB,
        told: "request_kb is 1,000 KB or more in every row that has it, fifty terabytes a month or more: if these are bytes, divide them \
               by 1,024",
    },
    Doubt {
        column: "response_kb",
        value: |workload| payload(workload.response_kb, workload),
        is_odd: |value| value >= LARGE_PAYLOAD_KB,
        told: "response_kb is 1,000 KB or more in every row that has it, fifty terabytes a month or more: if these are bytes, divide them \
               by 1,024",
    },
];

/// What takes that long is hardly asked for hundreds of times at once; 30 ms are as many microseconds.
const LONG_RUN_MS: Dec = Dec::from_int(30_000);

/// Answers of a megabyte are pictures and the like; 1 KB are 1,024 bytes.
const LARGE_PAYLOAD_KB: Dec = Dec::from_int(1_000);

/// About the hours of a month, and as many milliseconds.
pub(super) const MONTH_HOURS: Dec = Dec::from_int(730);
const MONTH_MS: Dec = Dec::from_int(2_628_000_000);

/// How many requests run at a time on average; `None` where that is too many to be computed.
pub(super) fn at_a_time(workload: &Workload) -> Option<Dec> {
    workload.demand.monthly(MONTH_HOURS)?.mul(workload.duration_ms)?.div(MONTH_MS)
}

/// Whether two hundred do.
fn are_many_at_a_time(workload: &Workload) -> bool {
    at_a_time(workload).is_none_or(|many| many >= Dec::from_int(200))
}

/// The size of what a request brings or takes, where it has one: 1 where a month has less than fifty terabytes of it.
fn payload(kb: Dec, workload: &Workload) -> Option<Dec> {
    let month_kb = workload.demand.monthly(MONTH_HOURS).and_then(|many| many.mul(kb));
    let is_much = month_kb.is_none_or(|month_kb| month_kb >= Dec::from_int(50_000_000_000));
    (!kb.is_zero()).then_some(if is_much { kb } else { Dec::ONE })
}

const _: () = assert!(DOUBTS.len() <= u16::BITS as usize);

/// One bit for each of [`DOUBTS`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Doubted {
    /// A row has such a value.
    odd: u16,
    /// A row has another one.
    usual: u16,
}

impl Doubted {
    /// The bits of those that are of these columns, by the bits of their places in the column table.
    pub(super) fn of_columns(columns: u64) -> u16 {
        let is_one = |doubt: &Doubt| find(doubt.column).is_some_and(|at| columns & (1 << at) != 0);
        DOUBTS.iter().enumerate().filter(|(_, doubt)| is_one(doubt)).map(|(bit, _)| 1 << bit).sum()
    }

    /// Notes a row, of the doubts of these bits.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload, doubts: u16) {
        // Where a row has a usual value nothing is said of the others.
        let mut open = doubts & !self.usual;
        while open != 0 {
            let bit = open.trailing_zeros() as usize;
            open &= open - 1;
            let doubt = &DOUBTS[bit];
            match (doubt.value)(workload) {
                Some(value) if (doubt.is_odd)(value) => self.odd |= 1 << bit,
                Some(_) => self.usual |= 1 << bit,
                None => {}
            }
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: Doubted) {
        self.odd |= later.odd;
        self.usual |= later.usual;
    }

    /// The same where the columns of these bits, by their place in the column table, vary: what the file has does not count.
    pub(super) fn of_varied(mut self, varied: u64) -> Doubted {
        for (bit, doubt) in DOUBTS.iter().enumerate() {
            if find(doubt.column).is_some_and(|at| varied & (1 << at) != 0) {
                self.usual |= 1 << bit;
            }
        }
        self
    }

    /// Whether there is a sentence for a column.
    pub(super) fn tells(self, column: &str) -> bool {
        let told = self.odd & !self.usual;
        DOUBTS.iter().enumerate().any(|(bit, doubt)| doubt.column == column && told & (1 << bit) != 0)
    }

    /// A sentence for each column.
    pub(super) fn sentences(self) -> impl Iterator<Item = String> {
        let told = self.odd & !self.usual;
        DOUBTS.iter().enumerate().filter(move |(bit, _)| told & (1 << bit) != 0).map(|(_, doubt)| doubt.told.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario::told::sentences;
    use crate::scenario::{Assignments, Context, columns, read};

    const HEADING: &str =
        "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,os_memory_mb,init_ms,cpu_factor,cold_start_pct\n";

    fn told(rows: &str) -> Vec<String> {
        sentences(&format!("{HEADING}{rows}"))
    }

    #[test]
    fn another_unit_is_told_where_every_row_looks_like_it() {
        let all = told("A,1M,100,512,0.3,1,0.8,130,2\nB,1M,100,512,1.9,8,4.9,100,2\n");
        let begins: Vec<&str> = all.iter().filter_map(|one| one.split(' ').next()).collect();
        assert_eq!(begins, ["memory_used_mb", "os_memory_mb", "init_ms", "cpu_factor"], "{all:?}");
        assert_eq!(all[1], "os_memory_mb is 8 MB or less in every row: if these are in GB, multiply them by 1,024");
        // Other values, and empty cells that have a usual one by default, leave no doubt.
        assert_eq!(told("A,1M,100,512,,1,4,20,2\nB,1M,100,512,2,9,5,20,2\n"), Vec::<String>::new());
        assert_eq!(told("A,1M,100,512,,1,,13,\nB,1M,100,512,,,,,\n"), Vec::<String>::new());
        assert_eq!(told("A,1M,100,512,310,0,,1.3,\n"), Vec::<String>::new());
    }

    #[test]
    fn days_and_more_memory_than_there_is_are_doubted() {
        // Two minutes in microseconds and 512 MiB in bytes, less one, which are no whole size.
        let both = told("A,1M,120000000,536870911,,,,,\nB,1M,86400001,33554433,,,,,\n");
        let begins: Vec<&str> = both.iter().filter_map(|one| one.split(' ').next()).collect();
        assert_eq!(begins, ["duration_ms", "memory_mb"], "{both:?}");
        assert_eq!(told("A,1M,120000000,1024,,,,,\nB,1M,86400000,33554432,,,,,\n"), Vec::<String>::new());
    }

    #[test]
    fn seconds_of_work_and_percent_of_a_mean_are_doubted() {
        let book = PriceBook::current().unwrap();
        let told = |rows: &str| {
            let csv = format!("name,requests_per_month,duration_ms,memory_mb,cpu_ms,burst\n{rows}");
            read(csv.as_bytes(), &Assignments::default(), Context::new(book.rules())).unwrap().unused.sentences()
        };
        let both = told("A,1M,100,512,0.05,300\nB,1M,100,512,,150\n");
        assert!(
            both[0].starts_with("cpu_ms is below 1 vCPU-ms in every row that has it: if these are seconds"),
            "{both:?}"
        );
        assert!(both[1].starts_with("burst is 100 or more in every row that has it: if these are percent"), "{both:?}");
        assert_eq!(told("A,1M,100,512,1,20\nB,1M,100,512,0.2,90\n"), Vec::<String>::new());
    }

    #[test]
    fn demands_of_months_logs_in_bytes_and_waits_in_seconds_are_doubted() {
        let told = |rows: &str| {
            sentences(&format!("name,requests_per_second,duration_ms,memory_mb,log_kb,max_wait_ms\n{rows}"))
        };
        let all = told("A,5000000,100,512,2048,0.05\nB,1000001,100,512,,\n");
        let begins: Vec<&str> = all.iter().filter_map(|one| one.split(' ').next()).collect();
        assert_eq!(begins, ["requests_per_second", "log_kb", "max_wait_ms"], "{all:?}");
        assert_eq!(told("A,99999,100,512,99,1\nB,90000,100,512,99.9,0.05\n"), Vec::<String>::new());
        assert_eq!(told("A,5,100,512,0,0\n"), Vec::<String>::new());
    }

    #[test]
    fn starts_in_microseconds_and_systems_in_kb_are_doubted() {
        // 0.85 s in microseconds, and 512 MB in KB.
        let all = told("A,1M,100,512,,524288,850000,,1\nB,1M,100,512,,524288,1500000,,1\n");
        let begins: Vec<&str> = all.iter().filter_map(|one| one.split(' ').next()).collect();
        assert_eq!(begins, ["init_ms", "os_memory_mb"], "{all:?}");
        assert_eq!(told("A,1M,100,512,,65536,60000,,1\n"), Vec::<String>::new());
    }

    #[test]
    fn traces_in_microseconds_and_bodies_in_bytes_are_doubted() {
        let long = "duration_ms is half a minute or more in every row, with hundreds of requests at a time: if these are microseconds, \
                    divide them by 1,000";
        // Of 12 million a month that take 80 s each, 365 run at a time: 12,000,000 x 80 / 2,628,000.
        assert_eq!(told("A,50M,120000,1024,,,,,\nC,12M,80000,512,,,,,\n"), [long]);
        // Hours of few jobs, and short requests beside them.
        assert_eq!(told("A,5000,600000,1024,,,,,\nB,2M,90000,512,,,,,\n"), Vec::<String>::new());
        assert_eq!(told("A,50M,120000,1024,,,,,\nC,12M,120,512,,,,,\n"), Vec::<String>::new());
        let told = |rows: &str| {
            sentences(&format!("name,requests_per_month,duration_ms,memory_mb,request_kb,response_kb\n{rows}"))
        };
        let all = told("A,50M,120,1024,4096,2048\nB,50M,80,512,,1536\n");
        let begins: Vec<&str> = all.iter().filter_map(|one| one.split(' ').next()).collect();
        assert_eq!(begins, ["request_kb", "response_kb"], "{all:?}");
        // A few pictures, and small bodies beside large ones.
        assert_eq!(told("A,10M,120,1024,4096,2048\n"), Vec::<String>::new());
        assert_eq!(told("A,50M,120,1024,4096,2048\nB,5M,80,512,4,2\n"), Vec::<String>::new());
    }

    #[test]
    fn a_column_that_varies_is_not_doubted() {
        let book = PriceBook::current().unwrap();
        let csv = format!("{HEADING}A,1M,100,512,0.3,,,,\n");
        let unused = read(csv.as_bytes(), &Assignments::default(), Context::new(book.rules())).unwrap().unused;
        assert_eq!(unused.sentences().len(), 1);
        let at = columns::find("memory_used_mb").unwrap();
        assert_eq!(unused.of_varied(&[at], std::iter::empty(), true).sentences(), Vec::<String>::new());
    }
}
