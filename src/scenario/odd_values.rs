//! The values of a row that look like those of another unit, or of something else, and what to do if they are.

use super::doubted::{
    LEAST_USED_MB, LONG_INIT_MS, MONTH_HOURS, MOST_MEMORY_MB, MOST_OS_MEMORY_MB, at_a_time, many_logs,
};
use super::impossible_cpu::fits_as_seconds;
use super::workload::{Demand, FrontDoor, Invocation, Workload};
use crate::traffic::Schedule;
use crate::units::Dec;

/// What looks like another unit's in a single row.
pub(super) struct Odd {
    pub(super) column: &'static str,
    pub(super) is_odd: fn(&Workload) -> bool,
    /// Whether a percent sign in its cell says that it is meant so.
    pub(super) may_be_signed: bool,
    /// How it looks, before where it stands.
    pub(super) looks: &'static str,
    /// What to do if it is.
    pub(super) mend: &'static str,
}

/// Less CPU work than it takes an invocation to come in and its answer to go out: two calls of the runtime's interface and
/// what runs between them are more than a tenth of a millisecond.
const LEAST_CPU_MS: Dec = Dec::from_raw(100_000_000_000);

/// Where one invocation in ten thousand starts cold a share below it may be true, so this is a question only.
const LEAST_COLD_PCT: Dec = Dec::from_raw(10_000_000_000);

/// A thousand cold starts are as many as a function has that is never idle: 1,000 = requests x percent / 100.
const MANY_COLD_STARTS: Dec = Dec::from_int(100_000);

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

/// Half of all.
const HALF_PCT: Dec = Dec::from_int(50);

/// Once in three seconds.
const OFTEN: Dec = Dec::from_int(1_000_000);

/// So many environments that stay warm are bought on purpose, or by mistake.
const MANY_PROVISIONED: Dec = Dec::from_int(100);

/// The largest container image of a function has 10 GB.
const MANY_PACKAGE_MB: Dec = Dec::from_int(10_240);

/// The smallest ephemeral storage, 512 MB, in KB.
const LEAST_EPHEMERAL_IN_KB: Dec = Dec::from_int(524_288);

/// Values that no function has, or hardly one.
pub(super) const ODD: [Odd; 29] = [
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
            FrontDoor::None | FrontDoor::HttpApi | FrontDoor::RestApi => workload.response_kb > MANY_ANSWERED_KB,
            FrontDoor::FunctionUrl => workload.response_kb > MANY_STREAMED_KB,
            _ => workload.response_kb > MANY_PAYLOAD_KB,
        },
        may_be_signed: false,
        looks: "response_kb is more than a function answers with (1,024 KB to a load balancer, 102,400 KB through a function URL, else 6,144 KB)",
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
        mend: "if that is in KB, divide it by 1,024; if in bytes, by 1,048,576",
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
    Odd {
        column: "cold_start_pct",
        // What is invoked that often hardly ever starts.
        is_odd: |workload| {
            workload.cold_start_pct.is_some_and(|share| share > HALF_PCT)
                && workload.demand.monthly(MONTH_HOURS).is_none_or(|many| many >= OFTEN)
        },
        may_be_signed: false,
        looks: "cold_start_pct is above 50 %",
        mend: "if that is the share of warm starts, write 100 minus it",
    },
    Odd {
        column: "wait_percentile",
        is_odd: |workload| workload.wait_percentile < HALF_PCT,
        may_be_signed: false,
        looks: "wait_percentile is below 50",
        mend: "if so many percent may wait longer, write 100 minus it",
    },
    Odd {
        column: "ops_hours_lambda",
        is_odd: |workload| workload.ops_hours_lambda > MONTH_HOURS,
        may_be_signed: false,
        looks: "ops_hours_lambda is more than the hours of a month",
        mend: "if that is of a year, divide it by 12",
    },
    Odd {
        column: "ops_hours_ec2",
        is_odd: |workload| workload.ops_hours_ec2 > MONTH_HOURS,
        may_be_signed: false,
        looks: "ops_hours_ec2 is more than the hours of a month",
        mend: "if that is of a year, divide it by 12",
    },
    Odd {
        column: "provisioned_concurrency",
        is_odd: |workload| {
            // A thousand times what runs at a time on average.
            let needed = at_a_time(workload).and_then(|many| many.times(1_000));
            let provisioned = workload.provisioned_concurrency;
            provisioned >= MANY_PROVISIONED
                && provisioned < MANY_ENVIRONMENTS
                && needed.is_some_and(|most| provisioned > most)
        },
        may_be_signed: false,
        looks: "provisioned_concurrency is a thousand times what runs at a time on average",
        mend: "if that is the quota or a limit, write how many environments are kept warm",
    },
];
