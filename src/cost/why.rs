//! [`Why`]: the sentence that explains a line's quantity, kept as figures until somebody reads it.

use super::demand::KB_PER_GB;
use crate::units::Dec;
use crate::units::format::{counted, decimals, float, quantity};
use std::fmt;

/// What a line's quantity is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// One request for each invocation, or more for large asynchronous events.
    Requests {
        /// Invocations a month.
        invocations: Dec,
        /// Requests that each counts as.
        each: Dec,
    },
    /// Billed time of invocations in GB-seconds.
    Duration {
        /// Invocations a month.
        invocations: Dec,
        /// Billed duration of each (its mean, where durations spread), ms.
        billed_ms: Dec,
        /// Memory, MB.
        memory_mb: Dec,
    },
    /// What INIT adds to cold starts.
    Initialization {
        /// Cold starts a month.
        cold_starts: Dec,
        /// What each adds, ms.
        added_ms: Dec,
        /// Memory, MB.
        memory_mb: Dec,
        /// Their number is an estimate.
        estimated: bool,
    },
    /// Environments kept ready.
    ProvisionedConcurrency {
        /// How many.
        count: Dec,
        /// Memory of each, MB.
        memory_mb: Dec,
        /// Enabled hours a month, rounded up.
        hours: Dec,
    },
    /// Storage beyond the free part over all billed time.
    EphemeralStorage {
        /// Chargeable part, MB.
        extra_mb: Dec,
    },
    /// One snapshot kept all month.
    SnapshotCache {
        /// Memory, MB.
        memory_mb: Dec,
        /// Hours a month.
        hours: Dec,
    },
    /// Snapshots restored by cold starts.
    SnapshotRestore {
        /// Restores a month.
        restores: Dec,
        /// Memory, MB.
        memory_mb: Dec,
        /// Their number is an estimate.
        estimated: bool,
    },
    /// Response bytes beyond the free part of each.
    Streaming {
        /// Chargeable part of a response, KB.
        extra_kb: Dec,
    },
    /// API calls, counted by size where the API does.
    ApiCalls {
        /// Invocations a month.
        invocations: Dec,
        /// Calls that each counts as.
        each: Dec,
    },
    /// A load balancer all month.
    LoadBalancer,
    /// Capacity units of a load balancer.
    LcuHours {
        /// The dimension that is the largest.
        dimension: LcuDimension,
        /// Requests a month.
        requests: Dec,
        /// Of the dimension: requests that share a connection; time of each request, ms; size of each request and its
        /// response, KB.
        each: Dec,
        /// What one unit holds of it: new connections a second, connections at a time, GB an hour.
        allowance: Dec,
    },
    /// Addresses of a load balancer.
    AlbAddresses {
        /// How many.
        count: u32,
    },
    /// One address for each instance while it runs.
    InstanceAddresses,
    /// Payload per invocation sent out or logged.
    DataVolume {
        /// Size for each invocation, KB.
        each_kb: Dec,
    },
    /// Running hours of instances.
    InstanceHours {
        /// Fewest instances at a time.
        fewest: u64,
        /// Most instances at a time.
        most: u64,
        /// Instance-hours of launch lead among them.
        lead_hours: Dec,
    },
    /// Instances covered by a commitment, all month.
    CommittedInstances {
        /// How many.
        count: u64,
    },
    /// Instances beyond the commitment.
    UncommittedInstances,
    /// An instance for each invocation.
    PerRun {
        /// Invocations a month.
        invocations: Dec,
        /// Billed seconds of each, or their mean where durations are spread.
        billed_s: Dec,
    },
    /// CPU use above what the fleet's baseline earns.
    SurplusCredits {
        /// vCPU-hours used in what pays surplus.
        used: Dec,
        /// vCPU-hours that the baseline earns there.
        earned: Dec,
        /// Baseline, percent of each vCPU.
        baseline_pct: Dec,
        /// Use and earnings are those of the days that use more than they earn; else those of all runs.
        by_day: bool,
    },
    /// A volume for each instance while it runs.
    Volumes {
        /// Size of each, GB.
        gb: Dec,
    },
    /// Starting and stopping a scheduled fleet.
    Scheduler {
        /// Starts a week.
        starts_per_week: u32,
    },
    /// Hours of people's work.
    Operations,
}

/// What a load balancer's capacity unit is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LcuDimension {
    /// New connections a second.
    NewConnections,
    /// Connections held at a time.
    ActiveConnections,
    /// Bytes processed.
    ProcessedBytes,
}

impl LcuDimension {
    /// The dimension in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            LcuDimension::NewConnections => "new connections",
            LcuDimension::ActiveConnections => "active connections",
            LcuDimension::ProcessedBytes => "processed bytes",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let estimate = |flag: bool| if flag { "about " } else { "" };
        match *self {
            Why::Requests { invocations, each } if each == Dec::ONE => {
                f.write_str(&counted(&quantity(invocations), "invocations"))
            }
            Why::Requests { invocations, each } => {
                let (events, requests) =
                    (counted(&quantity(invocations), "events"), counted(&quantity(each), "requests"));
                write!(f, "{events} × {requests} for their size")
            }
            Why::Duration { invocations, billed_ms, memory_mb } => write!(
                f,
                "{} × {} ms billed × {} MB",
                counted(&quantity(invocations), "invocations"),
                quantity(billed_ms),
                quantity(memory_mb)
            ),
            Why::Initialization { cold_starts, added_ms, memory_mb, estimated } => write!(
                f,
                "{}{} × {} ms more × {} MB",
                estimate(estimated),
                counted(&decimals(cold_starts, 1), "cold starts"),
                quantity(added_ms),
                quantity(memory_mb)
            ),
            Why::ProvisionedConcurrency { count, memory_mb, hours } => {
                let environments = counted(&quantity(count), "environments");
                write!(f, "{environments} × {} MB × {} h", quantity(memory_mb), quantity(hours))
            }
            Why::EphemeralStorage { extra_mb } => {
                write!(f, "{} MB above the free part × every billed second", quantity(extra_mb))
            }
            Why::SnapshotCache { memory_mb, hours } => {
                write!(f, "1 version × {} MB × {} h", quantity(memory_mb), quantity(hours))
            }
            Why::SnapshotRestore { restores, memory_mb, estimated } => {
                let restores = counted(&decimals(restores, 1), "restores");
                write!(f, "{}{restores} × {} MB", estimate(estimated), quantity(memory_mb))
            }
            Why::Streaming { extra_kb } => {
                write!(f, "{} KB of each response above the free part", quantity(extra_kb))
            }
            Why::ApiCalls { invocations, each } if each == Dec::ONE => {
                f.write_str(&counted(&quantity(invocations), "calls"))
            }
            Why::ApiCalls { invocations, each } => {
                let calls = counted(&quantity(invocations), "calls");
                write!(f, "{calls} × {} for their size", quantity(each))
            }
            Why::LoadBalancer => f.write_str("one load balancer all month"),
            Why::LcuHours { dimension, requests, each, allowance } => {
                let requests = counted(&quantity(requests), "requests");
                let (each, allowance) = (quantity(each), quantity(allowance));
                write!(f, "set by {}: {requests} ", dimension.name())?;
                match dimension {
                    LcuDimension::NewConnections => {
                        write!(f, "÷ {each} on a connection ÷ ({allowance} a second × 3,600 s)")
                    }
                    LcuDimension::ActiveConnections => write!(f, "× {each} ms ÷ ({allowance} × 3,600,000 ms)"),
                    LcuDimension::ProcessedBytes => {
                        write!(f, "× {each} KB ÷ ({allowance} GB × {} KB)", quantity(Dec::from(KB_PER_GB)))
                    }
                }
            }
            Why::AlbAddresses { count } => {
                write!(f, "{} of the load balancer all month", counted(&count.to_string(), "addresses"))
            }
            Why::InstanceAddresses => f.write_str("one address for each instance while it runs"),
            Why::DataVolume { each_kb } => write!(f, "{} KB for each invocation", quantity(each_kb)),
            Why::InstanceHours { fewest, most, lead_hours } => {
                let (fewest, most) = (float(fewest as f64, 0), float(most as f64, 0));
                if fewest == most {
                    write!(f, "{most} running")?;
                } else {
                    write!(f, "{fewest} to {most} running")?;
                }
                if lead_hours.is_zero() {
                    Ok(())
                } else {
                    write!(f, ", {} h of launch lead included", decimals(lead_hours, 1))
                }
            }
            Why::CommittedInstances { count } => {
                write!(f, "{} committed all month", float(count as f64, 0))
            }
            Why::UncommittedInstances => f.write_str("hours beyond the committed instances"),
            Why::PerRun { invocations, billed_s } => {
                let runs = counted(&quantity(invocations), "runs");
                let (seconds, each) = match billed_s.is_whole() {
                    true => (decimals(billed_s, 0), "each"),
                    false => (decimals(billed_s, 2), "on average"),
                };
                write!(f, "{runs} × {seconds} s {each}, launch lead included")
            }
            Why::SurplusCredits { used, earned, baseline_pct, by_day } => {
                let days = if by_day { ", on days that use more than they earn" } else { "" };
                write!(
                    f,
                    "{} vCPU-hours used − {} earned by the baseline of {} % of each vCPU{days}",
                    quantity(used),
                    quantity(earned),
                    quantity(baseline_pct)
                )
            }
            Why::Volumes { gb } => write!(f, "{} GB for each instance while it runs", quantity(gb)),
            Why::Scheduler { starts_per_week } => {
                write!(f, "{} and as many stops a week", counted(&starts_per_week.to_string(), "starts"))
            }
            Why::Operations => f.write_str("hours a month of people's work"),
        }
    }
}
