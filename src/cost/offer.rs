//! [`Offer`]: one way to run a workload, with its bill or the reasons why it is not possible.

use super::ec2::FleetSummary;
use super::lambda::FunctionSummary;
use super::{Assumption, Assumptions, Bill};
use crate::pricebook::MeterInfo;
use crate::scenario::columns::DEFAULT_EBS_GB;
use crate::terms::Purchase;
use crate::units::format;
use crate::units::{Dec, Usd};
use std::fmt;

/// A way to run a workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OptionKey {
    /// AWS Lambda functions.
    Lambda,
    /// A fleet of EC2 instances.
    Ec2,
}

impl OptionKey {
    /// Every way, in the order of outputs.
    pub const ALL: [OptionKey; 2] = [OptionKey::Lambda, OptionKey::Ec2];

    /// The name in exports.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            OptionKey::Lambda => "lambda",
            OptionKey::Ec2 => "ec2",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            OptionKey::Lambda => "Lambda",
            OptionKey::Ec2 => "EC2",
        }
    }
}

/// One way to run a workload, priced.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Which way.
    pub key: OptionKey,
    /// Its bill; `None` when it is not possible.
    pub bill: Option<Bill>,
    /// Why it is not possible; empty when it is.
    pub reasons: Vec<Reason>,
    /// What to know before relying on it.
    pub warnings: Vec<Warning>,
    /// Values that the scenario did not give and that shaped the bill.
    pub assumptions: Assumptions,
    /// The fleet, for EC2.
    pub fleet: Option<FleetSummary>,
    /// The function's figures, for Lambda.
    pub function: Option<FunctionSummary>,
}

impl Offer {
    /// What it costs a month; `None` when it is not possible.
    #[must_use]
    pub fn total(&self) -> Option<Usd> {
        self.bill.as_ref().map(Bill::total)
    }

    /// That a part of the demand falls outside the fleet's hours, where it does.
    #[must_use]
    pub fn unserved(&self) -> Option<&Warning> {
        self.warnings.iter().find(|warning| matches!(warning, Warning::OutsideSchedule { .. }))
    }

    /// Whether prices of the user's own moved what it costs.
    #[must_use]
    pub fn has_own_price(&self) -> bool {
        self.assumptions.contains(Assumption::OwnPrice)
    }
}

/// Why a workload cannot run in a way.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Past a limit of the service: which, the workload's value and the limit, both in `unit`.
    Limit {
        /// What is limited.
        what: &'static str,
        /// The workload's value.
        value: Dec,
        /// The limit.
        limit: Dec,
        /// The unit of both.
        unit: &'static str,
        /// What would help.
        hint: &'static str,
    },
    /// No instance type can hold one request.
    NoTypeFits {
        /// What one request holds, with the operating system's share, MB.
        needed_mb: Dec,
        /// Named types only.
        named: bool,
    },
    /// A given fleet cannot carry the load.
    TooSmall {
        /// Load at the peak over what the fleet can carry.
        utilization: f64,
        /// What is exhausted.
        bound: super::ec2::Bound,
        /// Instances of that type that would carry it.
        enough: f64,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Limit { what, value, limit, unit, hint } => {
                let over = value.sub(*limit).unwrap_or(Dec::ZERO);
                write!(
                    f,
                    "{what} is {} {unit}, {} {unit} above the limit of {} {unit}",
                    format::quantity(*value),
                    format::quantity(over),
                    format::quantity(*limit)
                )?;
                if hint.is_empty() { Ok(()) } else { write!(f, " ({hint})") }
            }
            Reason::NoTypeFits { needed_mb, named } => write!(
                f,
                "no {}instance type can hold a request: {} MB are needed with the operating system's share",
                if *named { "named " } else { "" },
                format::quantity(*needed_mb)
            ),
            Reason::TooSmall { utilization, bound, enough } => write!(
                f,
                "the given fleet is too small: {} utilization reaches {} at the peak, which instance_count={enough} carries",
                bound.name(),
                format::percent(Some(*utilization))
            ),
        }
    }
}

/// What to know before relying on an offer.
#[derive(Debug, Clone, PartialEq)]
pub enum Warning {
    /// The account's concurrency quota must be raised.
    Concurrency {
        /// Concurrency that the peak needs.
        needed: f64,
        /// The quota before it is raised.
        quota: Dec,
        /// The request rate, not the invocations in flight, sets it.
        by_rate: bool,
    },
    /// A load balancer does not take so many instances before its quota is raised.
    Targets {
        /// Instances at the peak.
        needed: u64,
        /// The quota before it is raised.
        quota: Dec,
    },
    /// No instance is committed: on demand costs no more for the hours that the instances run.
    CommitmentUnused {
        /// The commitment.
        purchase: Purchase,
        /// Its dollars an instance-hour, paid all month.
        committed_usd: Dec,
        /// Those on demand.
        on_demand_usd: Dec,
    },
    /// A plan's rate is not used for a price of Lambda: on demand costs no more.
    PlanUnused {
        /// The plan.
        purchase: Purchase,
        /// The price.
        price: &'static MeterInfo,
        /// Its dollars a unit under the plan.
        plan_usd: Dec,
        /// Those on demand, where they are the most.
        on_demand_usd: Dec,
    },
    /// A REST API's default timeout is shorter than the invocation.
    RestApiTimeout {
        /// The default, ms.
        limit_ms: Dec,
    },
    /// INIT takes longer than Lambda allows on demand.
    SlowInit {
        /// The limit, s.
        limit_s: Dec,
    },
    /// A given fleet does not keep the waiting time that was asked for.
    WaitMissed {
        /// The longest wait, ms.
        wait_ms: Dec,
        /// Share of requests that must not wait longer, percent.
        percentile: Dec,
    },
    /// A request takes more CPU work than a measured rate leaves room for.
    WorkBeyondRate {
        /// What it takes on the type, ms of a vCPU.
        cpu_ms: f64,
        /// The most that there is room for, ms of a vCPU.
        most_ms: f64,
        /// The type is burstable, and its credits are counted with that.
        credits: bool,
    },
    /// Provisioned concurrency above the quota of the account, more than runs at a time.
    ProvisionedQuota {
        /// Environments.
        provisioned: Dec,
        /// The default quota.
        quota: Dec,
    },
    /// A given share of invocations is more than provisioned concurrency can serve.
    ProvisionedShare {
        /// The share that was given, percent.
        given: Dec,
        /// The most that it could serve were it never idle, percent.
        at_most: f64,
    },
    /// Requests at a time on an instance hold more ephemeral storage than its volume.
    Storage {
        /// Most requests at a time on an instance.
        requests: u64,
        /// Ephemeral storage of each, MB.
        each_mb: Dec,
        /// The volume of an instance, GB.
        volume_gb: Dec,
        /// One that holds them beside a default one for the system, GB; `None` where it would be larger than volumes are.
        needed_gb: Option<Dec>,
        /// The column that gives the fleet more instances.
        more_by: &'static str,
    },
    /// Restored snapshots are charged, and none were counted.
    RestoresNotCounted,
    /// Demand outside the hours of a scheduled fleet is not served.
    OutsideSchedule {
        /// Its share.
        share: f64,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::ProvisionedQuota { provisioned, quota } => write!(
                f,
                "{} environments are provisioned, which count as concurrency: raise the quota \"Concurrent executions\" above its \
                 default of {}",
                format::quantity(*provisioned),
                format::quantity(*quota)
            ),
            Warning::Concurrency { needed, quota, by_rate } => {
                let cause =
                    if *by_rate { " (its request rate counts: 10 requests a second for each unit)" } else { "" };
                write!(
                    f,
                    "the peak needs a concurrency of {}{cause}: raise the quota \"Concurrent executions\" above its \
                     default of {}",
                    format::float(needed.ceil(), 0),
                    format::quantity(*quota)
                )
            }
            Warning::Targets { needed, quota } => write!(
                f,
                "{} instances stand behind one load balancer at the peak: raise the quota \"Targets per Application Load \
                 Balancer\" above its default of {}",
                format::float(*needed as f64, 0),
                format::quantity(*quota)
            ),
            Warning::CommitmentUnused { purchase, committed_usd, on_demand_usd } => write!(
                f,
                "{purchase} is not used: at {} an instance-hour all month it costs no less than {} on demand for the hours \
                 that the instances run",
                format::unit_price(*committed_usd),
                format::unit_price(*on_demand_usd)
            ),
            Warning::PlanUnused { purchase, price, plan_usd, on_demand_usd } => write!(
                f,
                "{purchase} is not used for {}: at {} a {} it costs no less than {} on demand",
                price.dimension.replace('_', " "),
                format::unit_price(*plan_usd),
                price.unit,
                format::unit_price(*on_demand_usd)
            ),
            Warning::ProvisionedShare { given, at_most } => write!(
                f,
                "provisioned_share_pct is {}, but so much provisioned concurrency can serve {} % of the invocations in its \
                 hours at most: Lambda is dearer than computed here",
                format::quantity(*given),
                // Rounded down: what is told can be written.
                format::float((*at_most * 100.0).floor() / 100.0, 2)
            ),
            Warning::RestApiTimeout { limit_ms } => write!(
                f,
                "the invocation outlasts a REST API's default timeout of {} ms: ask for a longer one",
                format::quantity(*limit_ms)
            ),
            Warning::SlowInit { limit_s } => write!(
                f,
                "INIT takes longer than the {} s that on-demand functions have for it",
                format::quantity(*limit_s)
            ),
            Warning::WaitMissed { wait_ms, percentile } => write!(
                f,
                "at the peak, fewer than {} % of the requests wait {} ms or less on the given fleet",
                format::quantity(*percentile),
                format::quantity(*wait_ms)
            ),
            Warning::WorkBeyondRate { cpu_ms, most_ms, credits } => write!(
                f,
                "cpu_ms is {} ms on this type, but at requests_per_second_per_instance there is room for {} ms a request: {}",
                format::float(*cpu_ms, 3),
                format::float(*most_ms, 3),
                if *credits { "CPU credits are counted with that" } else { "one of the two is not what was measured" }
            ),
            Warning::Storage { requests, each_mb, volume_gb, needed_gb, more_by } => {
                write!(
                    f,
                    "{} at a time on an instance may hold {} MB of ephemeral storage each, more than its volume of {} GB has: ",
                    format::counted(&format::float(*requests as f64, 0), "requests"),
                    format::quantity(*each_mb),
                    format::quantity(*volume_gb)
                )?;
                match needed_gb {
                    Some(gb) => write!(
                        f,
                        "ebs_gb {} would have room for them beside {} GB for the system",
                        format::quantity(*gb),
                        format::quantity(DEFAULT_EBS_GB)
                    ),
                    None => write!(f, "no volume is so large; more instances ({more_by}) share the requests"),
                }
            }
            Warning::RestoresNotCounted => {
                f.write_str("SnapStart restores are charged but none are counted: give cold_start_pct or init_ms")
            }
            Warning::OutsideSchedule { share } => write!(
                f,
                "{} of the demand falls outside the fleet's hours and waits or is lost",
                format::percent(Some(*share))
            ),
        }
    }
}
