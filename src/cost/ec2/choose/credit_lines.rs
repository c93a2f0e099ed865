//! [`EarnedBetween`]: what the baseline of a growing fleet is certain to earn, and cannot earn more than.

use super::Search;
use crate::cost::ec2::bill::{InstanceUsage, Staffed, baseline_vcpu};
use crate::cost::ec2::fleet::Fleet;
use crate::cost::ec2::sizing::count;
use crate::units::TooLarge;
use smallvec::SmallVec;

/// vCPU-hours of a day that lie below and above what a fleet's baseline earns at one demand. Both are straight lines as the
/// demand, its burst or the duration turns: a fleet is its need rounded up to whole instances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EarnedBetween {
    /// What it earns at least.
    pub least: f64,
    /// What it earns at most.
    pub most: f64,
}

/// Nothing is known of a day.
const UNKNOWN: EarnedBetween = EarnedBetween { least: 0.0, most: f64::INFINITY };

/// Hours of a day.
const DAY: usize = 24;

/// Far above the error of sums of floats and what sizing takes for whole, and below the difference that counts as none where
/// credits are balanced; see `above` in `burstable.rs`.
const MARGIN: f64 = 5e-10;

impl EarnedBetween {
    /// Whether it is certain to pay for what is used.
    #[must_use]
    pub fn carries(&self, used: f64) -> bool {
        used <= self.least * (1.0 + MARGIN)
    }

    /// Whether it is certain not to.
    #[must_use]
    pub fn falls_short_of(&self, used: f64) -> bool {
        used > self.most * (1.0 + 4.0 * MARGIN)
    }
}

impl Search<'_> {
    /// The lines of each of so many days of a staffed burstable type.
    pub(super) fn earned_between(
        &self,
        staffed: &Staffed<'_>,
        days: usize,
    ) -> Result<SmallVec<[EarnedBetween; 1]>, TooLarge> {
        let known = match (&staffed.usage, baseline_vcpu(staffed.kind)) {
            (InstanceUsage::Fleet(fleet), Some(baseline)) => self.needs(staffed, fleet).map(|needs| (needs, baseline)),
            _ => None,
        };
        let Some((needs, baseline)) = known else { return Ok((0..days).map(|_| UNKNOWN).collect()) };
        let growth = Growth {
            needs: &needs,
            fewest: count(self.workload().effective_min_instances())? as f64,
            spare: count(self.workload().spare_instances)? as f64,
            lead: f64::from(self.context.settings.launch_lead_min) / 60.0,
        };
        let queues = self.workload().max_wait_ms.is_some();
        Ok((0..days)
            .map(|day| EarnedBetween {
                least: growth.least(day) * baseline,
                // How many more instances waiting takes is no straight line.
                most: if queues { f64::INFINITY } else { growth.most(day) * baseline },
            })
            .collect())
    }

    /// Instances that each hour of a fleet needs, not rounded; `None` where its size follows something else.
    fn needs(&self, staffed: &Staffed<'_>, fleet: &Fleet) -> Option<SmallVec<[f64; 1]>> {
        let demand = &self.context.demand;
        let runs_on = fleet.minutes.iter().all(|minutes| *minutes == 60);
        if self.workload().instance_count.is_some() || !runs_on {
            return None;
        }
        if fleet.counts.len() == 1 {
            return Some(SmallVec::from_buf([staffed.sizer.at_least(demand.peak_rate)]));
        }
        let follows = fleet.counts.len() == demand.relative.len();
        let need = |rate: f64| staffed.sizer.at_least(rate * demand.burst);
        follows.then(|| demand.hourly_rates().map(need).collect())
    }
}

/// How a fleet grows with its need: `max(fewest, ⌈need⌉ + spare)` instances, each added one `lead` hours before it serves.
struct Growth<'a> {
    needs: &'a [f64],
    fewest: f64,
    spare: f64,
    lead: f64,
}

impl Growth<'_> {
    /// Instance-hours of a day that there are at least. An hour's instances count once, once and a share where they were
    /// added in it, and less a share where the next hour adds to them: with shares of up to one never less than nothing, so
    /// that each may be taken for its need. The hour before a day is another day's, where the cycle has several.
    fn least(&self, day: usize) -> f64 {
        let within = |hour: usize| hour > 0 || self.needs.len() <= DAY;
        let added = |hour: usize| if within(hour) { self.rise(day, hour).unwrap_or(0.0) } else { 0.0 };
        let of_hour = |hour: usize| self.need(day, hour) + self.spare + self.lead.min(1.0) * added(hour);
        (0..DAY).map(of_hour).sum()
    }

    /// Instance-hours of a day that there are at most: rounding up adds less than one to a need, and to a rise of it.
    fn most(&self, day: usize) -> f64 {
        let added = |hour: usize| self.rise(day, hour).map_or(0.0, |rise| rise + 1.0);
        let of_hour = |hour: usize| self.need(day, hour) + 1.0 + self.spare + self.fewest + self.lead * added(hour);
        (0..DAY).map(of_hour).sum()
    }

    fn need(&self, day: usize, hour: usize) -> f64 {
        self.needs[(day * DAY + hour) % self.needs.len()]
    }

    /// By how much the need is above that of the hour before.
    fn rise(&self, day: usize, hour: usize) -> Option<f64> {
        let before = self.needs[(day * DAY + hour + self.needs.len() - 1) % self.needs.len()];
        Some(self.need(day, hour) - before).filter(|rise| *rise > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Survey, survey};
    use crate::cost::Settings;
    use crate::pricebook::PriceBook;
    use crate::scenario::{self, Demand};
    use crate::units::Dec;
    use proptest::prelude::*;

    /// What a search comes across at some numbers of requests a month.
    fn surveys<const N: usize>(row: &str, launch_lead_min: u32, requests: [i64; N]) -> [Survey; N] {
        let book = PriceBook::current().unwrap();
        let csv = format!(
            "name,requests_per_month,invocation,duration_ms,memory_mb,memory_used_mb,traffic,burst,spare_instances,min_instances\n\
             A,1M,{row}\n"
        );
        let mut workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
        let settings = Settings { launch_lead_min, ..Settings::new(book.rules()) };
        requests.map(|requests| {
            workload.demand = Demand::PerMonth(Dec::from_int(requests));
            survey(&book, &workload, &settings).unwrap()
        })
    }

    #[test]
    fn a_baseline_that_earns_exactly_what_is_used_carries_it_at_any_demand() {
        // A fleet for three times the mean at 60 % has 3 / 0.6 = 5 vCPUs for each that is busy; a t3a.medium sustains 20 % of
        // them, which is that one. A t3a.small too, a t3a.micro half of it; a t3a.large sustains 30 %, more than it.
        let [low, high] = surveys("sync,200,1769,100,,3,,", 5, [1_000_000_000, 9_000_000_000]);
        let book = PriceBook::current().unwrap();
        let fits = |name: &str| {
            let (id, _) = book.instance_type(name).unwrap();
            let quote = |survey: &Survey| survey.burstable.iter().find(|quote| quote.key.0 == id).unwrap().clone();
            quote(&low).fits_between(&quote(&high))
        };
        assert_eq!(fits("t3a.medium"), Some(true));
        assert_eq!(fits("t3a.small"), Some(true));
        assert_eq!(fits("t3a.large"), Some(true));
        assert_eq!(fits("t3a.micro"), Some(false));
    }

    proptest! {
        #[test]
        fn what_is_certain_between_two_demands_is_so(
            invocation in prop::sample::select(vec!["sync", "async"]),
            duration_ms in 20_u32..3_000,
            memory_mb in prop::sample::select(vec![512_u32, 1_769, 3_008]),
            used_mb in prop::sample::select(vec![60_u32, 400]),
            traffic in prop::sample::select(vec!["", "daily", "weekly", "nightly", "office-hours"]),
            burst in prop::sample::select(vec!["", "1", "1.5", "2", "3"]),
            more in prop::sample::select(vec![",", "2,", ",5", "1,3"]),
            lead in prop::sample::select(vec![0_u32, 5, 30, 60, 90]),
            low in 1_000_i64..2_000_000_000,
            factors in (1.0..4.0_f64, 1.0..4.0_f64),
        ) {
            let row = format!("{invocation},{duration_ms},{memory_mb},{used_mb},{traffic},{burst},{more}");
            let between = (low as f64 * factors.0) as i64;
            let high = (between as f64 * factors.1) as i64;
            let [one, inside, other] = surveys(&row, lead, [low, between, high]);
            for quote in one.burstable.iter().chain(&inside.burstable).chain(&other.burstable) {
                for (day, lines) in quote.days.iter().zip(&quote.earned_between) {
                    prop_assert!(lines.least <= day.earned * (1.0 + 1e-11) && day.earned <= lines.most, "{row}: {quote:?}");
                }
            }
            for quote in &one.burstable {
                let same = |survey: &Survey| survey.burstable.iter().find(|other| other.key == quote.key).cloned();
                let (Some(inside), Some(other)) = (same(&inside), same(&other)) else { continue };
                if let Some(fits) = quote.fits_between(&other) {
                    prop_assert_eq!(inside.fits, fits, "{}: {:?}", row, inside);
                }
            }
        }
    }
}
