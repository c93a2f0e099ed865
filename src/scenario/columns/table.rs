//! The table itself: one entry a column.

use super::book_names::{check_region, read_instance_types};
use super::cells::{
    FRONT_DOORS, INVOCATIONS, SCALINGS, SNAPSTARTS, arch, at_least_one, choice, clear_percent, count, demand_of,
    front_door, lambda_purchase, name_of, number, optional, percent, positive, positive_count, purchase, snapstart,
    text_of, whole_percent,
};
use super::{Column, Fault};
use crate::scenario::workload::{DEFAULT_REGION, Demand, InstanceChoice, Traffic};
use crate::traffic::Schedule;
use crate::units::Dec;

/// The largest gp3 volume, GiB: 64 TiB (<https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html>, read
/// 2026-09-27).
pub const MOST_EBS_GB: Dec = Dec::from_int(65_536);

/// The smallest gp3 volume, GiB (the same source).
pub const LEAST_EBS_GB: Dec = Dec::ONE;

/// The volume of an instance where a scenario gives none, GB: room for the system.
pub const DEFAULT_EBS_GB: Dec = Dec::from_int(20);

/// The largest coefficient of variation of a duration: those of a portfolio of real functions go up to 41 (timers in
/// `scenarios/portfolio-azure.csv`), and larger ones were most likely meant as percent.
const MOST_DURATION_CV: Dec = Dec::from_int(50);

/// Whole numbers above it are more likely percent than measured.
const PLAIN_DURATION_CV: Dec = Dec::from_int(10);

/// Growth a month below 0.1 % was most likely meant as a fraction of 1.
const LEAST_GROWTH_PCT: Dec = Dec::from_raw(100_000_000_000);

/// Every column, in the order of listings.
pub static COLUMNS: &[Column] = &[
    Column {
        name: "name",
        unit: "text",
        default: "required, unique",
        meaning: "what the workload is called, in any script",
        example: "Checkout API",
        required: true,
        set: |workload, cell, _| {
            cell.clone_into(&mut workload.name);
            Ok(())
        },
        get: |workload| Some(workload.name.clone()),
    },
    Column {
        name: "region",
        unit: "AWS code",
        default: DEFAULT_REGION,
        meaning: "the AWS region whose prices count",
        example: "eu-west-1",
        required: false,
        set: |workload, cell, context| {
            check_region(cell, context)?;
            if workload.region != cell {
                workload.region = cell.to_owned().into();
            }
            Ok(())
        },
        get: |workload| Some(workload.region.to_string()),
    },
    Column {
        name: "requests_per_month",
        unit: "count",
        default: "exactly one of the four",
        meaning: "demand a month",
        example: "50M",
        required: true,
        set: |workload, cell, _| {
            workload.demand = Demand::PerMonth(number(cell)?);
            Ok(())
        },
        get: |workload| {
            demand_of(workload, |demand| match demand {
                Demand::PerMonth(count) => Some(count),
                _ => None,
            })
        },
    },
    Column {
        name: "requests_per_day",
        unit: "count",
        default: "exactly one of the four",
        meaning: "demand a day",
        example: "1.6M",
        required: true,
        set: |workload, cell, _| {
            workload.demand = Demand::PerDay(number(cell)?);
            Ok(())
        },
        get: |workload| {
            demand_of(workload, |demand| match demand {
                Demand::PerDay(count) => Some(count),
                _ => None,
            })
        },
    },
    Column {
        name: "requests_per_hour",
        unit: "count",
        default: "exactly one of the four",
        meaning: "demand an hour",
        example: "68k",
        required: true,
        set: |workload, cell, _| {
            workload.demand = Demand::PerHour(number(cell)?);
            Ok(())
        },
        get: |workload| {
            demand_of(workload, |demand| match demand {
                Demand::PerHour(count) => Some(count),
                _ => None,
            })
        },
    },
    Column {
        name: "requests_per_second",
        unit: "count",
        default: "exactly one of the four",
        meaning: "demand a second",
        example: "19",
        required: true,
        set: |workload, cell, _| {
            workload.demand = Demand::PerSecond(number(cell)?);
            Ok(())
        },
        get: |workload| {
            demand_of(workload, |demand| match demand {
                Demand::PerSecond(count) => Some(count),
                _ => None,
            })
        },
    },
    Column {
        name: "traffic",
        unit: "profile",
        default: "steady",
        meaning: "when demand comes: steady, daily, weekly, web, events, office-hours, nightly, or a CSV of weights of the hours of a day or a week beside the scenario",
        example: "weekly",
        required: false,
        set: |workload, cell, context| {
            workload.traffic = match cell {
                "steady" => Traffic::Steady,
                reference => Traffic::Profile(
                    context
                        .profiles
                        .load(reference)
                        .map_err(|help| Fault::new("is no usable traffic profile", help))?,
                ),
            };
            Ok(())
        },
        get: |workload| Some(workload.traffic.name().to_owned()),
    },
    Column {
        name: "burst",
        unit: "ratio, 1 or more",
        default: "1 for steady traffic, else 2",
        meaning: "busiest stretch of an hour over its mean; the fleet must carry it",
        example: "3",
        required: false,
        set: |workload, cell, _| {
            workload.burst = Some(at_least_one(cell)?);
            Ok(())
        },
        get: |workload| text_of(workload.effective_burst()),
    },
    Column {
        name: "duration_ms",
        unit: "ms",
        default: "required",
        meaning: "wall-clock time of one invocation",
        example: "120",
        required: true,
        set: |workload, cell, _| {
            workload.duration_ms = positive(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.duration_ms),
    },
    Column {
        name: "duration_cv",
        unit: "ratio",
        default: "0: every invocation alike",
        meaning: "standard deviation over mean of a log-normal duration; each invocation is rounded up alone",
        example: "0.8",
        required: false,
        set: |workload, cell, context| {
            let value = number(cell)?;
            if value > MOST_DURATION_CV {
                let meant = value.ratio(1, 100).filter(|meant| *meant <= MOST_DURATION_CV);
                let help = "write the standard deviation divided by the mean";
                let percent = meant.map_or_else(String::new, |meant| format!(": {meant} for {value} %"));
                return Err(Fault::new(format!("is above {MOST_DURATION_CV}"), format!("{help}{percent}")));
            }
            if context.is_written && value > PLAIN_DURATION_CV && value.is_whole() && !cell.contains('.') {
                let meant = value.ratio(1, 100).unwrap_or(value);
                let help = format!("write {meant} for {value} %, or {value}.0 for {value} times the mean");
                return Err(Fault::new("could be a percentage or a ratio", help));
            }
            workload.duration_cv = value;
            Ok(())
        },
        get: |workload| text_of(workload.duration_cv),
    },
    Column {
        name: "memory_mb",
        unit: "MB",
        default: "required",
        meaning: "Lambda memory size; decides the vCPU share too",
        example: "1024",
        required: true,
        set: |workload, cell, _| {
            workload.memory_mb = positive(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.memory_mb),
    },
    Column {
        name: "memory_used_mb",
        unit: "MB",
        default: "memory_mb",
        meaning: "what one request really holds (Max Memory Used); sizes EC2",
        example: "310",
        required: false,
        set: |workload, cell, _| {
            workload.memory_used_mb = Some(positive(cell)?);
            Ok(())
        },
        get: |workload| text_of(workload.effective_memory_used_mb()),
    },
    Column {
        name: "cpu_ms",
        unit: "vCPU-ms",
        default: "duration × vCPU share, the most it could have used",
        meaning: "CPU work of one request; the rest of its duration is waiting",
        example: "35",
        required: false,
        set: |workload, cell, _| {
            workload.cpu_ms = Some(number(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.cpu_ms),
    },
    Column {
        name: "parallelism",
        unit: "threads",
        default: "1",
        meaning: "how many threads the code keeps busy",
        example: "2",
        required: false,
        set: |workload, cell, _| {
            workload.parallelism = positive_count(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.parallelism),
    },
    Column {
        name: "arch",
        unit: "x86_64, arm64",
        default: "x86_64",
        meaning: "instruction set of both sides, unless an instance type says otherwise",
        example: "arm64",
        required: false,
        set: |workload, cell, _| {
            workload.arch = arch(cell)?;
            Ok(())
        },
        get: |workload| Some(workload.arch.name().to_owned()),
    },
    Column {
        name: "init_ms",
        unit: "ms",
        default: "0",
        meaning: "billed INIT of a cold start; with SnapStart, the billed restore time",
        example: "900",
        required: false,
        set: |workload, cell, _| {
            workload.init_ms = Some(number(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.init_ms),
    },
    Column {
        name: "cold_start_pct",
        unit: "%",
        default: "0; estimated from the traffic when init_ms is given",
        meaning: "share of invocations that start cold, of those that provisioned concurrency does not serve",
        example: "0.5",
        required: false,
        set: |workload, cell, _| {
            workload.cold_start_pct = Some(percent(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.cold_start_pct),
    },
    Column {
        name: "ephemeral_mb",
        unit: "MB",
        default: "512",
        meaning: "ephemeral storage (/tmp); what is above 512 MB is charged",
        example: "2048",
        required: false,
        set: |workload, cell, _| {
            workload.ephemeral_mb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.ephemeral_mb),
    },
    Column {
        name: "provisioned_concurrency",
        unit: "count",
        default: "0",
        meaning: "environments kept ready",
        example: "10",
        required: false,
        set: |workload, cell, _| {
            workload.provisioned_concurrency = count(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.provisioned_concurrency),
    },
    Column {
        name: "provisioned_hours_per_month",
        unit: "h",
        default: "the whole month",
        meaning: "hours in which provisioned concurrency is enabled: the profile's busiest",
        example: "220",
        required: false,
        set: |workload, cell, _| {
            workload.provisioned_hours_per_month = Some(number(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.provisioned_hours_per_month),
    },
    Column {
        name: "provisioned_share_pct",
        unit: "%",
        default: "Erlang B, hour by hour",
        meaning: "share of the invocations in those hours that it serves, where known",
        example: "100",
        required: false,
        set: |workload, cell, context| {
            workload.provisioned_share_pct = Some(clear_percent(percent, cell, context)?);
            Ok(())
        },
        get: |workload| optional(workload.provisioned_share_pct),
    },
    Column {
        name: "snapstart",
        unit: "none, java, python, dotnet",
        default: "none",
        meaning: "Lambda SnapStart; caching and restoring are charged for Python and .NET",
        example: "python",
        required: false,
        set: |workload, cell, _| {
            workload.snapstart = snapstart(cell)?;
            Ok(())
        },
        get: |workload| name_of(workload.snapstart, SNAPSTARTS),
    },
    Column {
        name: "invocation",
        unit: "sync, async",
        default: "sync",
        meaning: "whether a caller waits; decides request counting, payload limits and the smallest fleet",
        example: "async",
        required: false,
        set: |workload, cell, _| {
            workload.invocation = choice(cell, INVOCATIONS)?;
            Ok(())
        },
        get: |workload| name_of(workload.invocation, INVOCATIONS),
    },
    Column {
        name: "request_kb",
        unit: "KB",
        default: "0",
        meaning: "size of a request (1 KB = 1,024 bytes)",
        example: "4",
        required: false,
        set: |workload, cell, _| {
            workload.request_kb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.request_kb),
    },
    Column {
        name: "response_kb",
        unit: "KB",
        default: "0",
        meaning: "size of a response; above 6 MB it is streamed",
        example: "20",
        required: false,
        set: |workload, cell, _| {
            workload.response_kb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.response_kb),
    },
    Column {
        name: "requests_per_connection",
        unit: "count",
        default: "50",
        meaning: "requests that share one connection, for the load balancer's capacity units",
        example: "10",
        required: false,
        set: |workload, cell, _| {
            workload.requests_per_connection = Some(positive(cell)?);
            Ok(())
        },
        get: |workload| text_of(workload.effective_requests_per_connection()),
    },
    Column {
        name: "front_door",
        unit: "none, function-url, http-api, rest-api, alb",
        default: "none",
        meaning: "what stands in front of the function; alb stands before EC2 too, else a load balancer where its fleet has several instances",
        example: "http-api",
        required: false,
        set: |workload, cell, _| {
            workload.front_door = front_door(cell)?;
            Ok(())
        },
        get: |workload| name_of(workload.front_door, FRONT_DOORS),
    },
    Column {
        name: "log_kb",
        unit: "KB",
        default: "0",
        meaning: "log bytes a request writes, on both sides",
        example: "1.5",
        required: false,
        set: |workload, cell, _| {
            workload.log_kb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.log_kb),
    },
    Column {
        name: "package_mb",
        unit: "MB",
        default: "0",
        meaning: "unzipped package with layers, for Lambda's limit",
        example: "180",
        required: false,
        set: |workload, cell, _| {
            workload.package_mb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.package_mb),
    },
    Column {
        name: "instance_type",
        unit: "type",
        default: "the cheapest that fits",
        meaning: "a type, or a list of types and families to choose from",
        example: "m7g c7g t4g",
        required: false,
        set: |workload, cell, context| read_instance_types(cell, &mut workload.instance_types, context),
        get: |workload| {
            let names: Vec<&str> = workload.instance_types.iter().map(InstanceChoice::name).collect();
            (!names.is_empty()).then(|| names.join(" "))
        },
    },
    Column {
        name: "instance_count",
        unit: "count",
        default: "sized from the demand",
        meaning: "a given fleet that runs all month: its utilization is reported instead; goes with scaling fixed only",
        example: "4",
        required: false,
        set: |workload, cell, _| {
            workload.instance_count = Some(positive_count(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.instance_count),
    },
    Column {
        name: "min_instances",
        unit: "count",
        default: "2; 1 for async",
        meaning: "fewest instances: two Availability Zones for synchronous work",
        example: "3",
        required: false,
        set: |workload, cell, _| {
            workload.min_instances = Some(count(cell)?);
            Ok(())
        },
        get: |workload| text_of(workload.effective_min_instances()),
    },
    Column {
        name: "spare_instances",
        unit: "count",
        default: "0",
        meaning: "instances beyond the need of the hour: 1 = N+1",
        example: "1",
        required: false,
        set: |workload, cell, _| {
            workload.spare_instances = count(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.spare_instances),
    },
    Column {
        name: "os_memory_mb",
        unit: "MB",
        default: "512",
        meaning: "memory of an instance that requests cannot use",
        example: "1024",
        required: false,
        set: |workload, cell, _| {
            workload.os_memory_mb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.os_memory_mb),
    },
    Column {
        name: "target_utilization_pct",
        unit: "%",
        default: "60",
        meaning: "level of CPUs, and of the requests that memory holds, that the fleet is sized for",
        example: "70",
        required: false,
        set: |workload, cell, context| {
            workload.target_utilization_pct = Some(clear_percent(whole_percent, cell, context)?);
            Ok(())
        },
        get: |workload| text_of(workload.effective_target_utilization_pct()),
    },
    Column {
        name: "requests_per_second_per_instance",
        unit: "1/s",
        default: "the model's capacity",
        meaning: "measured: what one instance is to carry, to which target_utilization_pct does not apply; needs one instance_type",
        example: "180",
        required: false,
        set: |workload, cell, _| {
            workload.requests_per_second_per_instance = Some(positive(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.requests_per_second_per_instance),
    },
    Column {
        name: "max_wait_ms",
        unit: "ms",
        default: "sized by utilization",
        meaning: "size for queueing delay (Erlang C) instead of CPU utilization; memory counts as before",
        example: "50",
        required: false,
        set: |workload, cell, _| {
            workload.max_wait_ms = Some(number(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.max_wait_ms),
    },
    Column {
        name: "wait_percentile",
        unit: "%",
        default: "95",
        meaning: "share of requests that must not wait longer than max_wait_ms",
        example: "99",
        required: false,
        set: |workload, cell, context| {
            let value = whole_percent(cell)?;
            if value == Dec::from_int(100) {
                return Err(Fault::new("is not between 0 and 100", "write a percentage such as 95 or 99.9"));
            }
            if context.is_written && value == Dec::ONE && !cell.contains('%') {
                return Err(Fault::new(
                    "may be a fraction of 1",
                    "write a percentage such as 95 or 99.9, or 1% for 1 %",
                ));
            }
            workload.wait_percentile = value;
            Ok(())
        },
        get: |workload| text_of(workload.wait_percentile),
    },
    Column {
        name: "cpu_factor",
        unit: "ratio",
        default: "1",
        meaning: "work an EC2 vCPU does per Lambda vCPU",
        example: "1.3",
        required: false,
        set: |workload, cell, _| {
            workload.cpu_factor = positive(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.cpu_factor),
    },
    Column {
        name: "scaling",
        unit: "auto, fixed, scheduled, per-run",
        default: "auto; for async the cheaper of auto and per-run",
        meaning: "how a fleet that is sized follows demand",
        example: "fixed",
        required: false,
        set: |workload, cell, _| {
            workload.scaling = Some(choice(cell, SCALINGS)?);
            Ok(())
        },
        get: |workload| workload.scaling.map(|scaling| scaling.name().to_owned()),
    },
    Column {
        name: "schedule",
        unit: "days and times",
        default: "none",
        meaning: "running hours of a scheduled fleet",
        example: "Mon-Fri 08:00-20:00",
        required: false,
        set: |workload, cell, _| {
            let schedule = Schedule::parse(cell).map_err(|error| Fault::new("is not a schedule", error.to_string()))?;
            workload.schedule = Some(schedule);
            Ok(())
        },
        get: |workload| workload.schedule.as_ref().map(|schedule| schedule.text().to_owned()),
    },
    Column {
        name: "purchase",
        unit: "purchase option",
        default: "on-demand",
        meaning: "how EC2 is bought: on-demand, spot, {compute-sp|ec2-sp|ri|ri-convertible}-{1y|3y}[-{no|partial|all}-upfront]",
        example: "compute-sp-1y",
        required: false,
        set: |workload, cell, _| {
            workload.purchase = purchase(cell)?;
            Ok(())
        },
        get: |workload| Some(workload.purchase.to_string()),
    },
    Column {
        name: "lambda_purchase",
        unit: "purchase option",
        default: "on-demand",
        meaning: "how Lambda is bought: on-demand or compute-sp-{1y|3y}[-{no|partial|all}-upfront]; the embedded books have no rate of partial: give one with --pricing",
        example: "compute-sp-1y",
        required: false,
        set: |workload, cell, _| {
            workload.lambda_purchase = lambda_purchase(cell)?;
            Ok(())
        },
        get: |workload| Some(workload.lambda_purchase.to_string()),
    },
    Column {
        name: "ebs_gb",
        unit: "GB",
        default: "20",
        meaning: "gp3 root volume of each instance",
        example: "30",
        required: false,
        set: |workload, cell, _| {
            let value = number(cell)?;
            if value > MOST_EBS_GB {
                let in_bytes = value.ratio(1, 1 << 30).filter(|gb| *gb >= LEAST_EBS_GB && *gb <= MOST_EBS_GB);
                let help = format!("write {MOST_EBS_GB} or less: this is one volume for each instance");
                return Err(Fault::new(
                    "is more than the largest gp3 volume",
                    in_bytes.map_or(help.clone(), |gb| format!("{help}; if it is in bytes, write {gb}")),
                ));
            }
            if !value.is_zero() && value < LEAST_EBS_GB {
                return Err(Fault::new(
                    "is less than the smallest gp3 volume",
                    format!("write {LEAST_EBS_GB} or more, or 0 for none; if it is in TB, write it times 1,024"),
                ));
            }
            workload.ebs_gb = value;
            Ok(())
        },
        get: |workload| text_of(workload.ebs_gb),
    },
    Column {
        name: "ops_hours_lambda",
        unit: "h/month",
        default: "0",
        meaning: "people's work on operations with Lambda",
        example: "2",
        required: false,
        set: |workload, cell, _| {
            workload.ops_hours_lambda = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.ops_hours_lambda),
    },
    Column {
        name: "ops_hours_ec2",
        unit: "h/month",
        default: "0",
        meaning: "people's work on operations with EC2",
        example: "12",
        required: false,
        set: |workload, cell, _| {
            workload.ops_hours_ec2 = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.ops_hours_ec2),
    },
    Column {
        name: "ops_usd_per_hour",
        unit: "USD/h",
        default: "none; hours need one",
        meaning: "cost of an hour of that work",
        example: "60",
        required: false,
        set: |workload, cell, _| {
            workload.ops_usd_per_hour = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.ops_usd_per_hour),
    },
    Column {
        name: "growth_pct_per_month",
        unit: "%",
        default: "0",
        meaning: "how much demand grows each month, 0 or more: demand that shrinks has no place; --months says for how long",
        example: "5",
        required: false,
        set: |workload, cell, context| {
            let value = number(cell.trim().strip_suffix('%').unwrap_or(cell))?;
            let may_be_fraction = value < LEAST_GROWTH_PCT && !value.is_zero() && !cell.contains('%');
            if context.is_written && may_be_fraction {
                let meant = value.ratio(100, 1).unwrap_or(value);
                // What would be asked about again is written with its sign.
                let sign = if meant < LEAST_GROWTH_PCT { "%" } else { "" };
                let help = format!("write {meant}{sign} for {meant} % a month, or {value}% for {value} %");
                return Err(Fault::new(format!("is below {LEAST_GROWTH_PCT} %"), help));
            }
            if value > Dec::from_int(1_000) {
                return Err(Fault::new("is above 1000 % a month", "write the growth of one month, such as 5"));
            }
            workload.growth_pct_per_month = value;
            Ok(())
        },
        get: |workload| text_of(workload.growth_pct_per_month),
    },
    Column {
        name: "migration_usd",
        unit: "USD",
        default: "0",
        meaning: "what moving to the other side costs once",
        example: "8000",
        required: false,
        set: |workload, cell, _| {
            workload.migration_usd = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.migration_usd),
    },
];
