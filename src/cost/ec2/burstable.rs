//! CPU credits of burstable types in unlimited mode.
//!
//! Source: Amazon EC2 user guide, burstable performance instances: surplus credits that a day's baseline does not
//! pay back are charged by the vCPU-hour (prices of 2026-09-29).

use super::fleet::Fleet;
use crate::cost::demand::Demand;
use smallvec::SmallVec;

const DAY_HOURS: usize = 24;

/// vCPU-hours of a month above what the fleet's baseline earns, day by day, balanced over the fleet.
///
/// `cpu_s` is the CPU work of a request on the type, `baseline_vcpu` what one instance sustains, in vCPUs.
pub(super) fn surplus_vcpu_hours(fleet: &Fleet, demand: &Demand<'_>, cpu_s: f64, baseline_vcpu: f64) -> f64 {
    let days = daily(fleet, demand, cpu_s, baseline_vcpu);
    let surplus: f64 = days.iter().map(|day| above(day.used, day.earned)).sum();
    surplus * fleet.hours.to_f64() / (DAY_HOURS as f64 * days.len() as f64)
}

/// CPU use and earned baseline of a day, vCPU-hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CreditDay {
    /// What the work takes.
    pub used: f64,
    /// What the fleet's baseline earns.
    pub earned: f64,
}

/// Each day of the cycle, balanced over the fleet.
pub(super) fn daily(fleet: &Fleet, demand: &Demand<'_>, cpu_s: f64, baseline_vcpu: f64) -> SmallVec<[CreditDay; 1]> {
    let rates: Vec<f64> = demand.hourly_rates().collect();
    let cycle = fleet.counts.len().max(rates.len());
    let hours_in_cycle = cycle.max(DAY_HOURS);
    let mut days = SmallVec::new();
    for day in 0..hours_in_cycle / DAY_HOURS {
        let (mut used, mut earned) = (0.0, 0.0);
        for hour in day * DAY_HOURS..(day + 1) * DAY_HOURS {
            let at = hour % fleet.counts.len();
            let share = f64::from(fleet.minutes[at]) / 60.0;
            used += rates[hour % rates.len()] * cpu_s * share;
            let lead = fleet.added(at) as f64 * f64::from(fleet.lead_min) / 60.0;
            earned += (fleet.counts[at] as f64 * share + lead) * baseline_vcpu;
        }
        days.push(CreditDay { used, earned });
    }
    days
}

/// What is used beyond what is earned; a difference of rounding is none.
pub(super) fn above(used: f64, earned: f64) -> f64 {
    let difference = used - earned;
    if difference <= earned.abs() * 1e-9 { 0.0 } else { difference }
}
