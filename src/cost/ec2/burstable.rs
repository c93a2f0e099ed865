//! CPU credits of burstable types in unlimited mode.
//!
//! Source: Amazon EC2 user guide, burstable performance instances: surplus credits that a day's baseline does not
//! pay back are charged by the vCPU-hour (prices of 2026-09-29).

use super::fleet::Fleet;
use crate::cost::demand::Demand;
use smallvec::SmallVec;

const DAY_HOURS: usize = 24;

/// vCPU-hours of a month that pay surplus credits, and what they are made of.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Surplus {
    /// Used beyond what is earned: what is charged.
    pub(super) vcpu_hours: f64,
    /// Used where more is used than earned.
    pub(super) used: f64,
    /// Earned there.
    pub(super) earned: f64,
}

impl Surplus {
    /// The surplus of a time in which so much is used and earned.
    pub(super) fn of(used: f64, earned: f64) -> Surplus {
        let vcpu_hours = above(used, earned);
        if vcpu_hours > 0.0 { Surplus { vcpu_hours, used, earned } } else { Surplus::default() }
    }

    /// The same of another time: all of it as `scale` says.
    pub(super) fn scaled(self, scale: impl Fn(f64) -> f64) -> Surplus {
        Surplus { vcpu_hours: scale(self.vcpu_hours), used: scale(self.used), earned: scale(self.earned) }
    }
}

/// vCPU-hours of a month above what the fleet's baseline earns, day by day, balanced over the fleet.
///
/// `cpu_s` is the CPU work of a request on the type, `baseline_vcpu` what one instance sustains, in vCPUs.
pub(super) fn surplus(fleet: &Fleet, demand: &Demand<'_>, cpu_s: f64, baseline_vcpu: f64) -> Surplus {
    let days = daily(fleet, demand, cpu_s, baseline_vcpu);
    let mut sum = Surplus::default();
    for day in &days {
        let of_day = Surplus::of(day.used, day.earned);
        sum.vcpu_hours += of_day.vcpu_hours;
        sum.used += of_day.used;
        sum.earned += of_day.earned;
    }
    sum.scaled(|hours| hours * fleet.hours.to_f64() / (DAY_HOURS as f64 * days.len() as f64))
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
    let rates: SmallVec<[f64; 1]> = demand.hourly_rates().collect();
    let hour = |hour: usize| {
        let at = hour % fleet.counts.len();
        let share = f64::from(fleet.minutes[at]) / 60.0;
        let lead = fleet.added(at) as f64 * f64::from(fleet.lead_min) / 60.0;
        let earned = (fleet.counts[at] as f64 * share + lead) * baseline_vcpu;
        (rates[hour % rates.len()] * cpu_s * share, earned)
    };
    // Where all hours are alike one of them tells of all.
    let alike = (fleet.counts.len() == 1 && rates.len() == 1).then(|| hour(0));
    let cycle = fleet.counts.len().max(rates.len());
    let hours_in_cycle = cycle.max(DAY_HOURS);
    let mut days = SmallVec::new();
    for day in 0..hours_in_cycle / DAY_HOURS {
        let (mut used, mut earned) = (0.0, 0.0);
        for at in day * DAY_HOURS..(day + 1) * DAY_HOURS {
            let of_hour = alike.unwrap_or_else(|| hour(at));
            used += of_hour.0;
            earned += of_hour.1;
        }
        days.push(CreditDay { used, earned });
    }
    days
}

/// The fewest instances at all times by which a fleet carries the mean CPU use of every day on its baseline alone; those that
/// its load adds at times earn too. `None` where no number does.
pub(super) fn fewest_that_carry(fleet: &Fleet, demand: &Demand<'_>, cpu_s: f64, baseline_vcpu: f64) -> Option<u64> {
    let one =
        Fleet { counts: fleet.running_counts(1), minutes: fleet.minutes.clone(), lead_min: 0, hours: fleet.hours };
    let need = |day: &CreditDay| if day.used > 0.0 { day.used / day.earned } else { 0.0 };
    let alone = daily(&one, demand, cpu_s, baseline_vcpu).iter().map(need).fold(0.0, f64::max).ceil();
    let days = |fewest: u64| daily(&fleet.with_at_least(fewest), demand, cpu_s, baseline_vcpu);
    let carries = |fewest: u64| days(fewest).iter().all(|day| above(day.used, day.earned) <= 0.0);
    // Were there no others, so many would earn what the busiest day uses.
    let enough = (alone.is_finite() && alone < 1e12).then_some(alone as u64)?.max(1);
    // More instances may earn less: fewer are added then, which earn while they start. From one number of running instances to
    // the next what a day earns is a straight line.
    let mut bends: Vec<u64> = fleet.counts.iter().copied().filter(|count| (2..enough).contains(count)).collect();
    bends.extend([1, enough]);
    bends.sort_unstable();
    bends.dedup();
    bends.windows(2).find_map(|bends| fewest_between(bends[0], bends[1], days, carries)).or(Some(enough))
}

/// The fewest instances from `low` to `high` that carry every day, where what a day earns is a straight line between them.
fn fewest_between(
    low: u64,
    high: u64,
    days: impl Fn(u64) -> SmallVec<[CreditDay; 1]>,
    carries: impl Fn(u64) -> bool,
) -> Option<u64> {
    if carries(low) {
        return Some(low);
    }
    let (at_low, at_high) = (days(low), days(high));
    let mut share = 0.0_f64;
    for (low, high) in at_low.iter().zip(&at_high) {
        let (lacks, lacks_then) = (above(low.used, low.earned), above(high.used, high.earned));
        if lacks > 0.0 && lacks_then > 0.0 {
            return None;
        }
        if lacks > 0.0 {
            share = share.max((low.used - low.earned) / (high.earned - low.earned));
        }
    }
    let first = low + (share * (high - low) as f64).floor() as u64;
    // A float may be off by one.
    (first.saturating_sub(1).max(low)..=first.saturating_add(2).min(high)).find(|fewest| carries(*fewest))
}

/// What is used beyond what is earned; a difference of rounding is none.
pub(super) fn above(used: f64, earned: f64) -> f64 {
    let difference = used - earned;
    if difference <= earned.abs() * 1e-9 { 0.0 } else { difference }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Dec;
    use smallvec::smallvec;

    #[test]
    fn instances_that_the_load_adds_earn_too() {
        // Half of each day one instance, half of it five; each sustains 0.5 vCPU. 72 vCPU-h a day are used, which is six
        // instances all day. With at least n there are n and max(n, 5): 12 x 0.5 x (n + 5) = 6 n + 30 for n up to 5, which
        // is 60; with six 72. Of 54 vCPU-h four carry all: 6 x 4 + 30 = 54, where alone it would take 54 / 12 = 4.5, five.
        let hours = Dec::from_int(720);
        let counts = (0..24).map(|hour| if hour < 12 { 1 } else { 5 }).collect();
        let fleet = Fleet { counts, minutes: smallvec![60; 24], lead_min: 0, hours };
        let relative = [1.0];
        let fewest = |used: f64| {
            let rate = used / 24.0;
            let demand =
                Demand { monthly: Dec::ZERO, mean_rate: rate, relative: &relative, burst: 1.0, peak_rate: rate, hours };
            fewest_that_carry(&fleet, &demand, 1.0, 0.5)
        };
        assert_eq!(fewest(72.0), Some(6));
        assert_eq!(fewest(54.0), Some(4));
        assert_eq!(fewest(54.1), Some(5));
    }

    #[test]
    fn more_instances_may_earn_less() {
        // Days of 4 and of 20 instances in turns, each of 0.5 vCPU, that start an hour before they serve. With n of at least 4
        // a day of 20 earns 24 x 0.5 x 20 + 0.5 x (20 - n) for those that are added to it: 248 with 4, 240 with 20. A day of 4
        // earns 12 n. A day of 20 that uses 247 is carried by up to 6 or, alone, by 247 / 12 = 20.6, 21; a day of 4 that
        // uses 60 by 5 or more. So the least are 5, and one that looks between 1 and 21 by halves may find 21.
        let hours = Dec::from_int(720);
        let counts = (0..48).map(|hour| if hour < 24 { 4 } else { 20 }).collect();
        let fleet = Fleet { counts, minutes: smallvec![60; 48], lead_min: 60, hours };
        let relative: Vec<f64> = (0..48).map(|hour| if hour < 24 { 60.0 } else { 247.0 }).collect();
        let relative: Vec<f64> = relative.iter().map(|used| used / 24.0).collect();
        let demand =
            Demand { monthly: Dec::ZERO, mean_rate: 1.0, relative: &relative, burst: 1.0, peak_rate: 11.0, hours };
        assert_eq!(fewest_that_carry(&fleet, &demand, 1.0, 0.5), Some(5));
    }

    #[test]
    fn only_days_above_the_baseline_count_as_used_and_earned() {
        // Five days of 3 requests a second and two of 1, each of 1 vCPU-s, on two instances that sustain 0.5 vCPU each.
        // A working day uses 3 x 24 = 72 vCPU-h and earns 2 x 0.5 x 24 = 24; a day off uses 24, all of it earned.
        // A month of 672 h has four weeks: 20 x 72 = 1,440 used, 20 x 24 = 480 earned, 960 charged.
        let mean = (5.0 * 3.0 + 2.0) / 7.0;
        let relative: Vec<f64> = (0..168).map(|hour| if hour < 120 { 3.0 } else { 1.0 } / mean).collect();
        let hours = Dec::from_int(672);
        let demand =
            Demand { monthly: Dec::ZERO, mean_rate: mean, relative: &relative, burst: 1.0, peak_rate: 3.0, hours };
        let fleet = Fleet { counts: smallvec![2; 168], minutes: smallvec![60; 168], lead_min: 0, hours };
        let Surplus { vcpu_hours, used, earned } = surplus(&fleet, &demand, 1.0, 0.5);
        for (found, by_hand) in [(used, 1_440.0), (earned, 480.0), (vcpu_hours, 960.0)] {
            assert!((found - by_hand).abs() < 1e-6, "{found} instead of {by_hand}");
        }
    }
}
