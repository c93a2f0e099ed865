//! [`Assumption`]: a value that the scenario did not give and that shaped a bill; and the set of them that a bill has.

use super::Bill;
use std::fmt;

/// A value that the scenario did not give and that shaped a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Assumption {
    /// `cpu_ms` was not given.
    CpuAsDuration,
    /// Cold starts were estimated from the traffic.
    ColdStartsEstimated,
    /// Callers wait and nothing stands between them and the function.
    NoFrontDoor,
    /// Responses leave through a front door, and their size was not given.
    NoResponseSize,
    /// Steady traffic without a burst: a fleet needs no more than the mean takes.
    NoPeaks,
    /// The default burst of a profile that is not steady.
    BurstTwo,
    /// The least fleet is the default of two instances.
    TwoInstances,
    /// The least fleet of async work is the default of one instance.
    OneInstance,
    /// `memory_used_mb` was not given and memory set the fleet's size.
    MemoryUsedAsMemory,
    /// The default CPU level set the fleet's size.
    TargetUtilization,
    /// The cheapest instance type was chosen.
    CheapestType,
    /// The instances have another architecture than the function.
    OtherArchitecture,
    /// One side alone is bought under a Compute Savings Plan, which would lower the other's bill too.
    OneSidedPlan,
    /// What is committed to a Savings Plan for Lambda is used in every hour, though its demand is uneven.
    PlanAlwaysUsed,
    /// Per-run instances were cheaper than a fleet that stays.
    PerRunChosen,
    /// A fleet that stays was cheaper than per-run instances.
    AutoChosen,
    /// A rate was derived rather than read.
    EstimatedRate,
    /// Spot capacity was priced at a figure that moves.
    SpotMoves,
    /// The user's own prices were used.
    OwnPrice,
    /// Streamed bytes had no free allowance taken off though a free tier was asked for.
    StreamingNotFree,
    /// The default number of requests a connection decides the load balancer's capacity units.
    RequestsPerConnection,
    /// The launch lead of added instances.
    LaunchLead,
}

impl Assumption {
    /// Every assumption, in the order of outputs.
    pub const ALL: &[Assumption] = &[
        Assumption::CpuAsDuration,
        Assumption::ColdStartsEstimated,
        Assumption::NoFrontDoor,
        Assumption::NoResponseSize,
        Assumption::NoPeaks,
        Assumption::BurstTwo,
        Assumption::TwoInstances,
        Assumption::OneInstance,
        Assumption::MemoryUsedAsMemory,
        Assumption::TargetUtilization,
        Assumption::CheapestType,
        Assumption::OtherArchitecture,
        Assumption::OneSidedPlan,
        Assumption::PlanAlwaysUsed,
        Assumption::PerRunChosen,
        Assumption::AutoChosen,
        Assumption::EstimatedRate,
        Assumption::SpotMoves,
        Assumption::OwnPrice,
        Assumption::StreamingNotFree,
        Assumption::RequestsPerConnection,
        Assumption::LaunchLead,
    ];

    /// A short, stable name for exports.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Assumption::CpuAsDuration => "cpu_ms_upper_bound",
            Assumption::ColdStartsEstimated => "cold_starts_estimated",
            Assumption::NoFrontDoor => "no_front_door",
            Assumption::NoResponseSize => "no_response_size",
            Assumption::NoPeaks => "no_peaks",
            Assumption::BurstTwo => "default_burst",
            Assumption::TwoInstances => "default_min_instances",
            Assumption::OneInstance => "default_min_instances_async",
            Assumption::MemoryUsedAsMemory => "memory_used_is_memory",
            Assumption::TargetUtilization => "default_target_utilization",
            Assumption::CheapestType => "cheapest_type",
            Assumption::OtherArchitecture => "other_architecture",
            Assumption::OneSidedPlan => "one_sided_plan",
            Assumption::PlanAlwaysUsed => "plan_always_used",
            Assumption::PerRunChosen => "per_run_chosen",
            Assumption::AutoChosen => "auto_chosen",
            Assumption::EstimatedRate => "estimated_rate",
            Assumption::SpotMoves => "spot_moves",
            Assumption::OwnPrice => "own_price",
            Assumption::StreamingNotFree => "streaming_not_free",
            Assumption::RequestsPerConnection => "default_requests_per_connection",
            Assumption::LaunchLead => "launch_lead",
        }
    }
}

impl fmt::Display for Assumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Assumption::CpuAsDuration => "cpu_ms not given: the whole duration counts as CPU work, which favors Lambda",
            Assumption::ColdStartsEstimated => "cold_start_pct not given: cold starts are estimated from the traffic",
            Assumption::NoFrontDoor => {
                "no front_door and not invocation=async: callers inside AWS wait for each answer; nothing stands before \
                 Lambda, a load balancer before several instances, and no transfer is priced"
            }
            Assumption::NoResponseSize => "response_kb not given: no transfer to the internet is priced",
            Assumption::NoPeaks => "steady traffic without burst: no second is busier than the mean",
            Assumption::BurstTwo => "burst not given: each hour's peak is taken as twice its mean",
            Assumption::TwoInstances => "min_instances not given: at least two instances run, in two zones",
            Assumption::OneInstance => {
                "min_instances not given: at least one instance runs; 0 lets a fleet for async work stop in hours without any"
            }
            Assumption::MemoryUsedAsMemory => {
                "memory_used_mb not given and memory sets the fleet: a measured value would matter"
            }
            Assumption::TargetUtilization => "the default CPU target of 60 % sets the fleet",
            Assumption::CheapestType => {
                "instance_type not given: the cheapest general type that fits, T types where credits carry the mean CPU use"
            }
            Assumption::OtherArchitecture => {
                "the instances have another architecture than the function, which arch sets: on Lambda arm64 costs less"
            }
            Assumption::OneSidedPlan => {
                "a Compute Savings Plan on one side alone: it covers both (purchase is EC2's, lambda_purchase Lambda's)"
            }
            Assumption::PlanAlwaysUsed => {
                "lambda_purchase: the plan's commitment is taken as used in every hour; with uneven demand it is only where other \
                 compute uses the rest"
            }
            Assumption::PerRunChosen => "async work: an instance for each run is cheaper than one that stays",
            Assumption::AutoChosen => "async work: a fleet that stays is cheaper than an instance for each run",
            Assumption::EstimatedRate => {
                "a rate is estimated: it was derived, not read from a list (costcalc compare SCENARIO --explain shows which)"
            }
            Assumption::SpotMoves => "Spot prices move: the figure is indicative",
            Assumption::OwnPrice => "prices of your own were used",
            Assumption::StreamingNotFree => {
                "the free 100 GB of streamed responses were not taken off (--free-tier=all does)"
            }
            Assumption::RequestsPerConnection => "requests_per_connection not given: 50 requests share a connection",
            Assumption::LaunchLead => "instances run for the launch lead before they serve",
        })
    }
}

/// A set of assumptions, in the order of outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Assumptions {
    /// One bit for each, by its place in the enumeration.
    bits: u32,
}

impl Assumptions {
    /// Adds one where it `holds`.
    pub(super) fn note(&mut self, assumption: Assumption, holds: bool) {
        self.bits |= u32::from(holds) << assumption as u32;
    }

    /// Adds what a bill's prices say: whether it rests on estimated rates or on the user's own.
    pub(super) fn note_prices(&mut self, bill: &Bill) {
        self.note(Assumption::EstimatedRate, bill.is_estimated());
        self.note(Assumption::OwnPrice, bill.is_own());
    }

    /// Those of both sets.
    #[must_use]
    pub fn union(self, other: Assumptions) -> Assumptions {
        Assumptions { bits: self.bits | other.bits }
    }

    /// Whether it is among them.
    #[must_use]
    pub fn contains(self, assumption: Assumption) -> bool {
        self.bits & (1 << assumption as u32) != 0
    }

    /// Those of the set, in the order of outputs.
    pub fn iter(self) -> impl Iterator<Item = Assumption> {
        let mut bits = self.bits;
        std::iter::from_fn(move || {
            let next = Assumption::ALL.get(bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            Some(*next)
        })
    }
}

/// A set's bits are those of a `u32`.
const _: () = assert!(Assumption::ALL.len() <= 32);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_the_order_of_the_enumeration_and_names_are_unique() {
        for (at, assumption) in Assumption::ALL.iter().enumerate() {
            assert_eq!(*assumption as usize, at);
            assert_eq!(Assumption::ALL.iter().filter(|other| other.key() == assumption.key()).count(), 1);
        }
    }
}
