//! [`General`]: the types that a search looks through.

use super::{HourlyRate, InstanceType, RegionTypes, TypeId};
use crate::terms::{Arch, Purchase};
use crate::units::Dec;

/// The types a search looks through when none are named.
#[derive(Debug)]
pub struct General {
    /// Types with their rates.
    pub types: Vec<(TypeId, HourlyRate)>,
    /// Those among them that can be the cheapest for some workload: a type that costs more than another which has at
    /// least its vCPUs and memory, and needs no CPU credits, never is.
    pub front: Vec<(TypeId, HourlyRate)>,
    /// General types that were left out: no rate under the purchase option, or attributes unknown.
    pub left_out: u32,
}

impl General {
    /// The general types of an architecture among `types` that have a rate by `rate_of`; `rates` are those of the region,
    /// `on_demand` what a plan leaves to pay for hours beyond it.
    pub(super) fn of(
        types: &[(TypeId, &InstanceType)],
        rates: &RegionTypes,
        rate_of: impl Fn(&InstanceType, TypeId) -> Option<HourlyRate>,
        on_demand: impl Fn(&InstanceType, TypeId) -> Option<HourlyRate>,
        arch: Arch,
    ) -> General {
        let mut general = General { types: Vec::new(), front: Vec::new(), left_out: 0 };
        for (id, kind) in types.iter().copied().filter(|(_, kind)| kind.is_general() && kind.arch == arch) {
            // Only types on sale in the region count as left out.
            let sold = rates.listed(id, Purchase::OnDemand).is_some();
            match rate_of(kind, id) {
                Some(rate) if kind.is_described() => general.types.push((id, rate)),
                _ => general.left_out += u32::from(sold),
            }
        }
        general.front = front(&general.types, |id| types[id.0 as usize].1, |id| on_demand(types[id.0 as usize].1, id));
        let undescribed = u32::try_from(rates.undescribed().len()).unwrap_or(u32::MAX);
        general.left_out = general.left_out.saturating_add(undescribed);
        general
    }
}

/// The types that no other one beats whatever the workload: strictly cheaper, on demand too where a plan leaves hours
/// to it, with no less of anything.
fn front<'t>(
    types: &[(TypeId, HourlyRate)],
    kind: impl Fn(TypeId) -> &'t InstanceType,
    on_demand: impl Fn(TypeId) -> Option<HourlyRate>,
) -> Vec<(TypeId, HourlyRate)> {
    let usd = |rate: HourlyRate| rate.price.usd();
    let listed = |id: TypeId, rate: HourlyRate| on_demand(id).map_or(usd(rate), usd);
    let mut by_price: Vec<(TypeId, HourlyRate)> = types.to_vec();
    by_price.sort_by_key(|(id, rate)| (usd(*rate), *id));
    let mut front: Vec<(TypeId, HourlyRate)> = Vec::new();
    // What beats others: steady types, cheapest first.
    let mut steady: Vec<(u32, Dec, Dec, Dec)> = Vec::new();
    for (id, rate) in by_price {
        let this = kind(id);
        let (price, list_price) = (usd(rate), listed(id, rate));
        let beaten = steady.iter().any(|(vcpu, memory, other, other_list)| {
            *vcpu >= this.vcpu && *memory >= this.memory_mb && *other < price && *other_list <= list_price
        });
        if beaten {
            continue;
        }
        front.push((id, rate));
        if !this.burstable {
            steady.push((this.vcpu, this.memory_mb, price, list_price));
        }
    }
    front.sort_by_key(|(id, _)| *id);
    front
}
