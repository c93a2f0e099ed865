//! Fleets that would change the verdict, or cost a tenth less, and that a search does not take by itself, in JSON.

use crate::cost::ec2::{AskedBy, RunnerUp};
use serde::Serialize;

/// One with more instances than its load needs.
#[derive(Serialize)]
pub(super) struct LargerFleetOut<'a> {
    instance_type: &'a str,
    min_instances: Option<u64>,
    ec2_usd: String,
}

pub(super) fn larger_fleet_out(fleet: &RunnerUp) -> LargerFleetOut<'_> {
    let min_instances = match fleet.asked_by {
        Some(AskedBy::MinInstances(fewest)) => Some(fewest),
        Some(AskedBy::Name) | None => None,
    };
    LargerFleetOut { instance_type: &fleet.instance_type, min_instances, ec2_usd: fleet.total.to_string() }
}

/// One that buys surplus CPU credits.
#[derive(Serialize)]
pub(super) struct SurplusFleetOut<'a> {
    instance_type: &'a str,
    ec2_usd: String,
}

pub(super) fn surplus_fleet_out(fleet: &RunnerUp) -> SurplusFleetOut<'_> {
    SurplusFleetOut { instance_type: &fleet.instance_type, ec2_usd: fleet.total.to_string() }
}
