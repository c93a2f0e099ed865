//! How a fleet grows with steady demand: what keeps its size between two straight lines.

use super::choose::has_one_way;
use super::sizing::{SLACK, Sizer, count};
use crate::cost::demand::{Demand, Work};
use crate::cost::{CostError, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::{InstanceChoice, Scaling, Workload};
use crate::units::Dec;

/// A fleet of one type under steady demand: `max(fewest, ⌈requests × per_request⌉ + spare)` instances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SteadyFleet {
    /// Instances that one request a month needs, a fraction of one.
    per_request: f64,
    spare: f64,
    fewest: f64,
}

/// Far above the error of these few operations, and above what sizing takes for whole; see `sizing.rs`.
const MARGIN: f64 = 4e-9;

impl SteadyFleet {
    /// A number of instances that the fleet never goes below; a straight line of the requests of a month.
    #[must_use]
    pub fn at_least(&self, requests: f64) -> f64 {
        requests * self.per_request * (1.0 - MARGIN) + self.spare
    }

    /// A number that it never goes above; between two numbers of requests it lies below the straight line between those
    /// of both.
    #[must_use]
    pub fn at_most(&self, requests: f64) -> f64 {
        (requests * self.per_request * (1.0 + MARGIN) + 1.0 + self.spare).max(self.fewest)
    }

    /// The most requests a month that so many instances carry; to a few of them, as it is computed in floats.
    #[must_use]
    pub fn last_with(&self, instances: u64) -> f64 {
        ((instances as f64 - self.spare) / (self.per_request * (1.0 - SLACK))).floor()
    }
}

/// The fleet of a workload that names one type and is sized by CPU, memory or a measured capacity at the same demand in
/// every hour, so that all of its instances run all month and cost the same; `None` for every other workload.
///
/// # Errors
/// [`CostError`] when the type is not known or a figure is too large.
pub fn steady_fleet(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
) -> Result<Option<SteadyFleet>, CostError> {
    let [InstanceChoice::Type(name)] = workload.instance_types.as_slice() else { return Ok(None) };
    let demand = Demand::new(workload, settings)?;
    let sized = has_one_way(workload)
        && workload.instance_count.is_none()
        && matches!(workload.scaling, None | Some(Scaling::Auto | Scaling::Fixed));
    if !sized || workload.max_wait_ms.is_some() || demand.relative.len() != 1 {
        return Ok(None);
    }
    let (_, kind) = book.instance_type(name)?;
    let Some(sizer) = Sizer::new(workload, &Work::new(workload, book.rules()), kind) else { return Ok(None) };
    let one = demand.at(Dec::ONE);
    Ok(Some(SteadyFleet {
        per_request: sizer.at_least(one.peak_rate),
        spare: count(workload.spare_instances)? as f64,
        fewest: count(workload.effective_min_instances())? as f64,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cost::ec2::offer;
    use crate::scenario;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_fleet_lies_between_its_lines(
            requests in 1_u64..20_000_000_000,
            duration_ms in 1_u32..3_000,
            memory in 1_usize..6,
            name in prop::sample::select(vec!["m7g.large", "c7g.large", "r6g.xlarge"]),
            more in prop::sample::select(vec!["", "5", "250"]),
            spare in 0_u32..4,
        ) {
            let book = PriceBook::current().unwrap();
            let memory_mb = [128, 512, 1_769, 3_008, 6_000][memory - 1];
            let csv = format!(
                "name,requests_per_month,duration_ms,memory_mb,arch,instance_type,spare_instances,burst,requests_per_second_per_instance\n\
                 A,{requests},{duration_ms},{memory_mb},arm64,{name},{spare},1.3,{more}\n"
            );
            let settings = Settings::new(book.rules());
            let workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
            let fleet = offer(&book, &workload, &settings).unwrap().fleet;
            match steady_fleet(&book, &workload, &settings).unwrap() {
                Some(steady) => {
                    let instances = fleet.unwrap().peak_instances as f64;
                    let requests = requests as f64;
                    prop_assert!(steady.at_least(requests) <= instances && instances <= steady.at_most(requests));
                }
                None => prop_assert!(fleet.is_none()),
            }
        }
    }
}
