//! Load balancers, addresses, transfer: the lines that both sides have in front of them.

use super::demand::{Demand, KB_PER_GB};
use super::why::LcuDimension;
use super::{CostError, ItemKey, LineItem, Why};
use crate::pricebook::{RegionRates, meters};
use crate::scenario::Workload;
use crate::terms::Arch;
use crate::units::{Dec, OrTooLarge, Quantity, TooLarge};

/// Public addresses of a load balancer: one in each of two zones.
const ALB_ADDRESSES: u32 = 2;

/// What a load balancer's capacity units depend on.
pub(super) struct Lcu {
    /// Wall-clock time of a request behind it, ms.
    pub(super) duration_ms: Dec,
    /// GB an hour in one unit.
    pub(super) gb_per_hour: Dec,
}

/// The lines of a load balancer: its hours, its capacity units, and its addresses where it faces the internet.
pub(super) fn load_balancer(
    items: &mut Vec<LineItem>,
    rates: RegionRates<'_>,
    rules: &crate::pricebook::Rules,
    workload: &Workload,
    demand: &Demand<'_>,
    lcu: &Lcu,
    public: bool,
) -> Result<(), CostError> {
    let hours = demand.hours;
    let hour = rates.price(meters::ALB_HOUR, Arch::X86_64)?.first();
    items.push(LineItem::flat(
        ItemKey::AlbHours,
        Quantity::<crate::units::unit::LoadBalancerHour>::new(hours),
        hour,
        Why::LoadBalancer,
    )?);
    let (lcu_hours, dimension) = lcu_hours(rules, workload, demand.monthly, lcu)?;
    let price = rates.price(meters::ALB_LCU_HOUR, Arch::X86_64)?.first();
    items.push(LineItem::flat(
        ItemKey::AlbLcu,
        Quantity::<crate::units::unit::LcuHour>::new(lcu_hours),
        price,
        Why::LcuHours { dimension },
    )?);
    if public {
        let quantity = hours.times(u64::from(ALB_ADDRESSES)).or_too_large("address hours")?;
        items.push(address(rates, quantity, Why::AlbAddresses { count: ALB_ADDRESSES })?);
    }
    Ok(())
}

/// A line of public addresses.
pub(super) fn address(rates: RegionRates<'_>, hours: Dec, why: Why) -> Result<LineItem, CostError> {
    let price = rates.price(meters::PUBLIC_IPV4, Arch::X86_64)?.first();
    let quantity = Quantity::<crate::units::unit::AddressHour>::new(hours);
    Ok(LineItem::flat(ItemKey::PublicIpv4, quantity, price, why)?)
}

/// Capacity unit hours of a month. The units of an hour are the largest of the dimensions (Elastic Load Balancing
/// pricing, 2026-10-01). All of them grow with the hour's mean rate, so the same one is the largest in every hour
/// and the month's sum follows from the month's requests alone.
fn lcu_hours(
    rules: &crate::pricebook::Rules,
    workload: &Workload,
    monthly: Dec,
    lcu: &Lcu,
) -> Result<(Dec, LcuDimension), TooLarge> {
    const WHAT: &str = "load balancer capacity units";
    // Requests a second / requests per connection / connections per unit.
    let connections = rules.lcu_new_connections.mul(workload.requests_per_connection).or_too_large(WHAT)?;
    let connections = connections.times(3_600).or_too_large(WHAT)?;
    let new = monthly.div(connections).or_too_large(WHAT)?;
    // Requests in flight = rate × duration.
    let in_flight = rules.lcu_active_connections.times(3_600 * 1_000).or_too_large(WHAT)?;
    let active = monthly.mul_div(lcu.duration_ms, in_flight).or_too_large(WHAT)?;
    let kb = workload.request_kb.add(workload.response_kb).or_too_large(WHAT)?;
    let unit_kb = lcu.gb_per_hour.times(u64::from(KB_PER_GB)).or_too_large(WHAT)?;
    let bytes = monthly.mul_div(kb, unit_kb).or_too_large(WHAT)?;
    let all = [
        (new, LcuDimension::NewConnections),
        (active, LcuDimension::ActiveConnections),
        (bytes, LcuDimension::ProcessedBytes),
    ];
    let mut largest = all[0];
    for other in &all[1..] {
        if other.0 > largest.0 {
            largest = *other;
        }
    }
    Ok(largest)
}
