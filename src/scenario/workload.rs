//! [`Workload`]: one checked row of a scenario. Nothing in it is out of range.

use super::input_range::InputRange;
use crate::terms::{Arch, Purchase};
use crate::traffic::{Profile, Schedule};
use crate::units::Dec;
use std::borrow::Cow;
use std::sync::Arc;

/// The region of a workload that names none.
pub const DEFAULT_REGION: &str = "us-east-1";

/// How demand is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// Requests a month.
    PerMonth(Dec),
    /// Requests a day of 24 hours.
    PerDay(Dec),
    /// Requests an hour.
    PerHour(Dec),
    /// Requests a second.
    PerSecond(Dec),
}

impl Demand {
    /// Requests in the span of time that it is given for.
    #[must_use]
    pub fn amount(self) -> Dec {
        let (Demand::PerMonth(count) | Demand::PerDay(count) | Demand::PerHour(count) | Demand::PerSecond(count)) =
            self;
        count
    }

    /// Requests in a month of that many hours; not rounded to whole ones. `None` when too large.
    #[must_use]
    pub fn monthly(self, hours_per_month: Dec) -> Option<Dec> {
        match self {
            Demand::PerMonth(count) => Some(count),
            Demand::PerDay(count) => count.mul_div(hours_per_month, Dec::from_int(24)),
            Demand::PerHour(count) => count.mul(hours_per_month),
            Demand::PerSecond(count) => count.ratio(3_600, 1)?.mul(hours_per_month),
        }
    }
}

/// How demand spreads over the hours.
#[derive(Debug, Clone, PartialEq)]
pub enum Traffic {
    /// The same at every hour.
    Steady,
    /// By a profile of a day or a week.
    Profile(Arc<Profile>),
}

impl Traffic {
    /// Weight of each hour of the cycle over the mean weight.
    #[must_use]
    pub fn relative(&self) -> &[f64] {
        match self {
            Traffic::Steady => &[1.0],
            Traffic::Profile(profile) => profile.relative(),
        }
    }

    /// The profile's name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Traffic::Steady => "steady",
            Traffic::Profile(profile) => profile.name(),
        }
    }
}

/// How a function is invoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invocation {
    /// The caller waits for the response.
    Sync,
    /// The event is queued; the work can wait.
    Async,
}

/// Lambda SnapStart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnapStart {
    /// Off.
    None,
    /// For Java: without charge.
    Java,
    /// For Python.
    Python,
    /// For .NET.
    Dotnet,
}

impl SnapStart {
    /// Whether caching and restoring snapshots are charged.
    #[must_use]
    pub fn is_charged(self) -> bool {
        matches!(self, SnapStart::Python | SnapStart::Dotnet)
    }
}

/// What stands in front of the function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontDoor {
    /// Nothing: another service invokes it.
    None,
    /// A Lambda function URL.
    FunctionUrl,
    /// An API Gateway HTTP API.
    HttpApi,
    /// An API Gateway REST API.
    RestApi,
    /// An Application Load Balancer.
    Alb,
}

/// How an EC2 fleet follows demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scaling {
    /// As many instances as each hour needs.
    Auto,
    /// The largest hour's instances all month.
    Fixed,
    /// The largest hour's instances in the hours of the schedule.
    Scheduled,
    /// One instance for each invocation.
    PerRun,
}

impl Scaling {
    /// Every way.
    pub const ALL: [Scaling; 4] = [Scaling::Auto, Scaling::Fixed, Scaling::Scheduled, Scaling::PerRun];

    /// The name in scenario files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Scaling::Auto => "auto",
            Scaling::Fixed => "fixed",
            Scaling::Scheduled => "scheduled",
            Scaling::PerRun => "per-run",
        }
    }
}

/// A named instance type or family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstanceChoice {
    /// One type, such as `m7g.large`.
    Type(String),
    /// All types of a family, such as `m7g`.
    Family(String),
}

impl InstanceChoice {
    /// The name as written.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            InstanceChoice::Type(name) | InstanceChoice::Family(name) => name,
        }
    }
}

/// One checked row of a scenario. Fields are named after their columns and carry the column's unit; `None` where a
/// cell was left empty and the default depends on other figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Workload {
    /// The name, unique in the scenario.
    pub name: String,
    /// The line of the scenario file in which the row begins, from 1; `None` for a workload that no file holds.
    pub line: Option<u64>,
    /// AWS region code.
    pub region: Cow<'static, str>,
    /// How many requests.
    pub demand: Demand,
    /// When they come.
    pub traffic: Traffic,
    /// Busiest stretch of an hour over its mean, at least 1.
    pub burst: Option<Dec>,
    /// Wall-clock time of one invocation, ms.
    pub duration_ms: Dec,
    /// Standard deviation over mean of a log-normal duration.
    pub duration_cv: Dec,
    /// Lambda memory size, MB.
    pub memory_mb: Dec,
    /// What one request really holds, MB.
    pub memory_used_mb: Option<Dec>,
    /// CPU work of one request, vCPU-ms.
    pub cpu_ms: Option<Dec>,
    /// How many threads the code keeps busy.
    pub parallelism: Dec,
    /// Instruction set of both sides.
    pub arch: Arch,
    /// Billed INIT of a cold start (restore time with SnapStart), ms.
    pub init_ms: Option<Dec>,
    /// Share of invocations that start cold, percent.
    pub cold_start_pct: Option<Dec>,
    /// Ephemeral storage, MB.
    pub ephemeral_mb: Dec,
    /// Provisioned concurrency, environments.
    pub provisioned_concurrency: Dec,
    /// Hours a month in which it is enabled: the busiest ones.
    pub provisioned_hours_per_month: Option<Dec>,
    /// Share of the invocations in those hours that it serves, percent.
    pub provisioned_share_pct: Option<Dec>,
    /// Lambda SnapStart.
    pub snapstart: SnapStart,
    /// How the function is invoked.
    pub invocation: Invocation,
    /// Size of a request, KB of 1,024 bytes.
    pub request_kb: Dec,
    /// Size of a response, KB.
    pub response_kb: Dec,
    /// Requests that share one connection; `None`: not given.
    pub requests_per_connection: Option<Dec>,
    /// What stands in front of the function.
    pub front_door: FrontDoor,
    /// Log bytes a request writes, KB.
    pub log_kb: Dec,
    /// Unzipped package with layers, MB.
    pub package_mb: Dec,
    /// Types and families to choose from; empty: all general types.
    pub instance_types: Vec<InstanceChoice>,
    /// A given fleet's instances.
    pub instance_count: Option<Dec>,
    /// Fewest instances of a sized fleet.
    pub min_instances: Option<Dec>,
    /// Instances beyond the need of the hour.
    pub spare_instances: Dec,
    /// Memory of an instance that requests cannot use, MB.
    pub os_memory_mb: Dec,
    /// CPU level that the fleet is sized for, percent; `None`: not given.
    pub target_utilization_pct: Option<Dec>,
    /// Measured capacity of one instance, requests a second.
    pub requests_per_second_per_instance: Option<Dec>,
    /// Longest queueing delay to size for, ms.
    pub max_wait_ms: Option<Dec>,
    /// Share of requests that must not wait longer, percent.
    pub wait_percentile: Dec,
    /// Work that an EC2 vCPU does per Lambda vCPU.
    pub cpu_factor: Dec,
    /// How the fleet follows demand.
    pub scaling: Option<Scaling>,
    /// The hours of a scheduled fleet.
    pub schedule: Option<Schedule>,
    /// How EC2 capacity is bought.
    pub purchase: Purchase,
    /// How Lambda duration is bought.
    pub lambda_purchase: Purchase,
    /// Root volume of each instance, GB.
    pub ebs_gb: Dec,
    /// Hours of operations work a month with Lambda.
    pub ops_hours_lambda: Dec,
    /// Hours of operations work a month with EC2.
    pub ops_hours_ec2: Dec,
    /// Cost of an hour of that work, USD.
    pub ops_usd_per_hour: Dec,
    /// Growth of demand in a month, percent.
    pub growth_pct_per_month: Dec,
    /// One-time cost of moving to the other side, USD.
    pub migration_usd: Dec,
    /// Inputs of a month's cost that are known as ranges only; the fields above hold their likely values.
    pub ranges: Vec<InputRange>,
    /// Growth and the cost of a move where they are known as ranges only. They move no month by itself, which is what is sampled.
    pub later_ranges: Vec<InputRange>,
}

impl Workload {
    /// The busiest stretch of an hour over its mean: as given, else 1 for steady traffic and 2 for every other
    /// profile.
    #[must_use]
    pub fn effective_burst(&self) -> Dec {
        self.burst.unwrap_or(match self.traffic {
            Traffic::Steady => Dec::ONE,
            Traffic::Profile(_) => Dec::from_int(2),
        })
    }

    /// The fewest instances: as given, else 2 (two Availability Zones) for synchronous work and 1 for asynchronous
    /// work, which can wait.
    #[must_use]
    pub fn effective_min_instances(&self) -> Dec {
        self.min_instances.unwrap_or(match self.invocation {
            Invocation::Sync => Dec::from_int(2),
            Invocation::Async => Dec::ONE,
        })
    }

    /// Requests that share one connection: as given, else 50.
    #[must_use]
    pub fn effective_requests_per_connection(&self) -> Dec {
        self.requests_per_connection.unwrap_or(Dec::from_int(50))
    }

    /// The CPU level that the fleet is sized for, percent: as given, else 60.
    #[must_use]
    pub fn effective_target_utilization_pct(&self) -> Dec {
        self.target_utilization_pct.unwrap_or(Dec::from_int(60))
    }

    /// Whether who invokes the function waits for its answer: so does synchronous work's caller, and so does a load balancer
    /// whatever the work is, as it invokes functions synchronously only (Lambda developer guide, processing Application Load
    /// Balancer requests, 2026-11-26).
    #[must_use]
    pub fn is_invoked_synchronously(&self) -> bool {
        self.invocation == Invocation::Sync || self.front_door == FrontDoor::Alb
    }

    /// What one request holds in memory: as given, else the whole memory size.
    #[must_use]
    pub fn effective_memory_used_mb(&self) -> Dec {
        self.memory_used_mb.unwrap_or(self.memory_mb)
    }
}
