//! [`FleetSummary`]: a fleet's figures for reports.

use super::Bound;
use crate::scenario::Scaling;
use crate::terms::Purchase;
use crate::units::{Dec, format};
use smol_str::SmolStr;

/// A fleet, as outputs show it.
#[derive(Debug, Clone, PartialEq)]
pub struct FleetSummary {
    /// The instance type. A text of its own, in its place: a count of references would be the one thing that all threads
    /// write to, and a text on the heap takes as long as a tenth of the fleet's price.
    pub instance_type: SmolStr,
    /// Most instances at a time; for per-run fleets, the mean number at the peak, rounded up.
    pub peak_instances: u64,
    /// Fewest instances at a time.
    pub fewest_instances: u64,
    /// Instance-hours of a month, launch lead included.
    pub instance_hours: Dec,
    /// What set the size in the largest hour.
    pub bound: Bound,
    /// How it follows demand.
    pub scaling: Scaling,
    /// How it is bought.
    pub purchase: Purchase,
    /// Committed and on-demand parts, where a commitment covers some.
    pub split: Option<Split>,
    /// Load over what the fleet can carry, at the peak: CPU, memory or measured capacity, the highest.
    pub peak_utilization: f64,
    /// What that utilization is of.
    pub utilization_of: Bound,
    /// Wall-clock time of a request on an instance, ms.
    pub request_ms: f64,
    /// Types that a search looked through; 0 where the type was named.
    pub types_considered: u32,
    /// Types left out of a search: no rate under the purchase option, or attributes unknown.
    pub types_left_out: u32,
}

impl FleetSummary {
    /// The fleet in short: `12 × m7g.large`, `2–12 × m7g.large`, `m7g.large per run`.
    #[must_use]
    pub fn in_short(&self) -> String {
        fleet_in_short(self.scaling, self.fewest_instances, self.peak_instances, &self.instance_type)
    }
}

/// A fleet with as many instances, in short.
pub(super) fn fleet_in_short(scaling: Scaling, fewest: u64, most: u64, instance_type: &str) -> String {
    let count = |instances: u64| format::float(instances as f64, 0);
    match scaling {
        Scaling::PerRun => format!("{instance_type} per run"),
        // Without demand there may be none: of what type they would be is of no use.
        _ if most == 0 => "no instances".to_owned(),
        _ if fewest == most => format!("{} × {instance_type}", count(most)),
        _ => format!("{}–{} × {instance_type}", count(fewest), count(most)),
    }
}

/// How a commitment covers a fleet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// Instances committed.
    pub committed: u64,
    /// Instance-hours on demand beside them.
    pub on_demand_hours: Dec,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fleet_reads_as_part_of_a_sentence() {
        let short = |scaling, fewest, most| fleet_in_short(scaling, fewest, most, "t3a.medium");
        assert_eq!(short(Scaling::PerRun, 1, 4), "t3a.medium per run");
        assert_eq!(
            (short(Scaling::Auto, 2, 4), short(Scaling::Fixed, 2, 2)),
            ("2–4 × t3a.medium".into(), "2 × t3a.medium".into())
        );
        assert_eq!(
            (short(Scaling::Auto, 0, 0), short(Scaling::Auto, 0, 1)),
            ("no instances".into(), "0–1 × t3a.medium".into())
        );
    }
}
