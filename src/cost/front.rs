//! Load balancers, addresses, transfer: the lines that both sides have in front of them.

use super::demand::{Demand, KB_PER_GB};
use super::item::Charge;
use super::why::LcuDimension;
use super::{Bill, CostError, ItemKey, Why};
use crate::pricebook::{RegionRates, meters};
use crate::scenario::Workload;
use crate::terms::Arch;
use crate::units::{Dec, OrTooLarge, TooLarge};

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
    bill: &mut Bill,
    rates: RegionRates<'_>,
    rules: &crate::pricebook::Rules,
    workload: &Workload,
    demand: &Demand<'_>,
    lcu: &Lcu,
    public: bool,
) -> Result<(), CostError> {
    let hours = demand.hours;
    let price = rates.price(meters::ALB_HOUR, Arch::X86_64)?;
    bill.add(Charge::flat(ItemKey::AlbHours, hours, price), || Why::LoadBalancer)?;
    let largest = lcu_hours(rules, workload, demand.monthly, lcu)?;
    let price = rates.price(meters::ALB_LCU_HOUR, Arch::X86_64)?;
    bill.add(Charge::flat(ItemKey::AlbLcu, largest.hours, price), || largest.why(demand.monthly))?;
    if public {
        let quantity = hours.times(u64::from(ALB_ADDRESSES)).or_too_large("address hours")?;
        addresses(bill, rates, quantity, || Why::AlbAddresses { count: ALB_ADDRESSES })?;
    }
    Ok(())
}

/// The line of public addresses.
pub(super) fn addresses(
    bill: &mut Bill,
    rates: RegionRates<'_>,
    hours: Dec,
    why: impl FnOnce() -> Why,
) -> Result<(), CostError> {
    let price = rates.price(meters::PUBLIC_IPV4, Arch::X86_64)?;
    Ok(bill.add(Charge::flat(ItemKey::PublicIpv4, hours, price), why)?)
}

/// The dimension of a load balancer's capacity units that is the largest.
struct Largest {
    /// Capacity unit hours of a month.
    hours: Dec,
    dimension: LcuDimension,
    /// See [`Why::LcuHours`].
    each: Dec,
    allowance: Dec,
}

impl Largest {
    fn why(&self, requests: Dec) -> Why {
        Why::LcuHours { dimension: self.dimension, requests, each: self.each, allowance: self.allowance }
    }
}

/// Capacity unit hours of a month. The units of an hour are the largest of the dimensions (Elastic Load Balancing
/// pricing, 2026-10-01). All of them grow with the hour's mean rate, so the same one is the largest in every hour
/// and the month's sum follows from the month's requests alone.
fn lcu_hours(
    rules: &crate::pricebook::Rules,
    workload: &Workload,
    monthly: Dec,
    lcu: &Lcu,
) -> Result<Largest, TooLarge> {
    const WHAT: &str = "load balancer capacity units";
    // Requests a second / requests per connection / connections per unit.
    let connections = rules.lcu_new_connections.mul(workload.effective_requests_per_connection()).or_too_large(WHAT)?;
    let connections = connections.times(3_600).or_too_large(WHAT)?;
    let new = Largest {
        hours: monthly.div(connections).or_too_large(WHAT)?,
        dimension: LcuDimension::NewConnections,
        each: workload.effective_requests_per_connection(),
        allowance: rules.lcu_new_connections,
    };
    // Requests in flight = rate × duration.
    let in_flight = rules.lcu_active_connections.times(3_600 * 1_000).or_too_large(WHAT)?;
    let active = Largest {
        hours: monthly.mul_div(lcu.duration_ms, in_flight).or_too_large(WHAT)?,
        dimension: LcuDimension::ActiveConnections,
        each: lcu.duration_ms,
        allowance: rules.lcu_active_connections,
    };
    let kb = workload.request_kb.add(workload.response_kb).or_too_large(WHAT)?;
    let unit_kb = lcu.gb_per_hour.times(u64::from(KB_PER_GB)).or_too_large(WHAT)?;
    let bytes = Largest {
        hours: monthly.mul_div(kb, unit_kb).or_too_large(WHAT)?,
        dimension: LcuDimension::ProcessedBytes,
        each: kb,
        allowance: lcu.gb_per_hour,
    };
    let larger = |one: Largest, other: Largest| if other.hours > one.hours { other } else { one };
    Ok(larger(larger(new, active), bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::PriceBook;
    use crate::scenario;

    /// Capacity unit hours of 90 million requests a month, and the text that explains them.
    fn explained(requests_per_connection: &str, duration_ms: &str, response_kb: &str) -> (String, String) {
        let book = PriceBook::current().unwrap();
        let csv = format!(
            "name,requests_per_month,duration_ms,memory_mb,requests_per_connection,response_kb\n\
             A,90M,{duration_ms},128,{requests_per_connection},{response_kb}\n"
        );
        let workload = &scenario::read_str(&csv, book.rules()).unwrap().workloads[0];
        let lcu = Lcu { duration_ms: workload.duration_ms, gb_per_hour: book.rules().lcu_gb };
        let requests = Dec::from_int(90_000_000);
        let largest = lcu_hours(book.rules(), workload, requests, &lcu).unwrap();
        (largest.hours.to_string(), largest.why(requests).to_string())
    }

    #[test]
    fn capacity_units_can_be_computed_again_from_their_text() {
        // 90,000,000 / 2 / (25 x 3,600) = 500; in flight 90,000,000 x 60 / 1.08e10 = 0.5.
        let text = "set by new connections: 90,000,000 requests ÷ 2 on a connection ÷ (25 a second × 3,600 s)";
        assert_eq!(explained("2", "60", "0"), ("500".to_owned(), text.to_owned()));
        // 90,000,000 x 6,000 / (3,000 x 3,600,000) = 50; connections 90,000,000 / 100 / 90,000 = 10.
        let text = "set by active connections: 90,000,000 requests × 6,000 ms ÷ (3,000 × 3,600,000 ms)";
        assert_eq!(explained("100", "6000", "0"), ("50".to_owned(), text.to_owned()));
        // 90,000,000 x 1,024 / 1,048,576 = 87,890.625.
        let text = "set by processed bytes: 90,000,000 requests × 1,024 KB ÷ (1 GB × 1,048,576 KB)";
        assert_eq!(explained("100", "60", "1024"), ("87890.625".to_owned(), text.to_owned()));
    }
}
