//! [`EarnedBetween`]: what the baseline of a growing fleet is certain to earn, and cannot earn more than.

use super::{Search, Way};
use crate::cost::ec2::bill::{InstanceUsage, Staffed, baseline_vcpu};
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
    /// What the instances of the hour before the day would earn in a launch lead: as they grow in number fewer are added when
    /// the day begins, so that it may earn less by as much as this grows. `None` where a lead is longer than an hour, so that
    /// any hour may take from the next.
    pub before: Option<f64>,
}

/// No line is known of a day, in which a fleet of more instances earns more.
const UNKNOWN: EarnedBetween = EarnedBetween { least: 0.0, most: f64::INFINITY, before: Some(0.0) };

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
    /// The lines of each of so many days of a burstable type that is staffed in some way.
    pub(super) fn earned_between(
        &self,
        way: Way,
        staffed: &Staffed<'_>,
        days: usize,
    ) -> Result<SmallVec<[EarnedBetween; 1]>, TooLarge> {
        let known = match (&staffed.usage, baseline_vcpu(staffed.kind), self.needs(way, &staffed.sizer)) {
            (InstanceUsage::Fleet(fleet), Some(baseline), Some(needs)) => Some((fleet, baseline, needs)),
            _ => None,
        };
        let Some((fleet, baseline, needs)) = known else { return Ok((0..days).map(|_| UNKNOWN).collect()) };
        let growth = Growth {
            needs: &needs,
            fewest: count(self.workload().effective_min_instances())? as f64,
            spare: count(self.workload().spare_instances)? as f64,
            lead: f64::from(fleet.lead_min) / 60.0,
        };
        let hours = fleet.counts.len();
        let before = |day: usize| match growth.lead {
            lead if lead > 1.0 => None,
            // The last hour of the only day is its own.
            _ if hours <= DAY => Some(0.0),
            lead => Some(fleet.counts[(day * DAY + hours - 1) % hours] as f64 * lead * baseline),
        };
        let queues = self.workload().max_wait_ms.is_some();
        Ok((0..days)
            .map(|day| EarnedBetween {
                least: growth.least(day) * baseline,
                // How many more instances waiting takes is no straight line.
                most: if queues { f64::INFINITY } else { growth.most(day) * baseline },
                before: before(day),
            })
            .collect())
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
    use super::super::{BurstableQuote, Survey, survey};
    use crate::cost::Settings;
    use crate::pricebook::PriceBook;
    use crate::scenario::{self, Demand, Traffic, Workload};
    use crate::traffic::Profile;
    use crate::units::Dec;
    use proptest::prelude::*;

    /// What a search comes across at some values of an input of a workload, which is 1 million requests a month otherwise.
    fn surveys<const N: usize>(
        row: &str,
        weights: &[f64],
        launch_lead_min: u32,
        turn: fn(&mut Workload, f64),
        values: [f64; N],
    ) -> [Survey; N] {
        let book = PriceBook::current().unwrap();
        let csv = format!(
            "name,requests_per_month,invocation,duration_ms,memory_mb,memory_used_mb,burst,target_utilization_pct,\
             spare_instances,min_instances,scaling,schedule,requests_per_second_per_instance,max_wait_ms\nA,1M,{row}\n"
        );
        let mut workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
        if !weights.is_empty() {
            let text: String = weights.iter().map(|weight| format!("{weight}\n")).collect();
            workload.traffic = Traffic::Profile(Profile::parse("hours", &text).unwrap().into());
        }
        let settings = Settings { launch_lead_min, ..Settings::new(book.rules()) };
        values.map(|value| {
            turn(&mut workload, value);
            survey(&book, &workload, &settings).unwrap()
        })
    }

    fn requests(workload: &mut Workload, value: f64) {
        workload.demand = Demand::PerMonth(Dec::from_int(value as i64));
    }

    fn of(survey: &Survey, name: &str) -> BurstableQuote {
        let (id, _) = PriceBook::current().unwrap().instance_type(name).map(|(id, kind)| (id, kind.vcpu)).unwrap();
        survey.burstable.iter().find(|quote| quote.key.0 == id).unwrap().clone()
    }

    #[test]
    fn a_baseline_that_earns_exactly_what_is_used_carries_it_at_any_demand() {
        // A fleet for three times the mean at 60 % has 3 / 0.6 = 5 vCPUs for each that is busy; a t3a.medium sustains 20 % of
        // them, which is that one. A t3a.small too, a t3a.micro half of it; a t3a.large sustains 30 %, more than it.
        let row = "sync,200,1769,100,3,,,,,,,";
        let [low, high] = surveys(row, &[], 5, requests, [1e9, 9e9]);
        let fits = |name: &str| of(&low, name).fits_between(&of(&high, name));
        assert_eq!(fits("t3a.medium"), Some(true));
        assert_eq!(fits("t3a.small"), Some(true));
        assert_eq!(fits("t3a.large"), Some(true));
        assert_eq!(fits("t3a.micro"), Some(false));
    }

    #[test]
    fn instances_that_run_before_a_day_take_from_what_it_earns() {
        // Mondays of 10, other days of 10 and 6 in turns: one more instance in Sunday's last hour is one less that is added on
        // Monday, an hour ahead. Monday's own grow before that one does, so that Monday may earn too little at both of two
        // demands and enough between them.
        let six = |hour: usize| hour >= 24 && hour % 2 == 1;
        let weights: Vec<f64> = (0..168).map(|hour| if six(hour) { 5.9994000599940005 } else { 10.0 }).collect();
        let row = "async,1000,1769,60,1,41.075,,,auto,,,";
        let [one, inside, other] = surveys(row, &weights, 60, requests, [357_746_223.0, 357_767_688.0, 357_792_731.0])
            .map(|at| of(&at, "t3a.xlarge"));
        assert!(!one.fits && inside.fits && !other.fits);
        assert_eq!(one.fits_between(&other), None);
    }

    #[test]
    fn a_schedule_of_all_hours_is_a_fleet_that_stays() {
        // One hour of a week has 100 times the others' demand: both fleets have as many instances in each hour as it needs.
        let weights: Vec<f64> = (0..168).map(|hour| if hour == 60 { 100.0 } else { 1.0 }).collect();
        let rows = ["async,1000,1769,60,1,,,,fixed,,,", "async,1000,1769,60,1,,,,scheduled,daily 00:00-24:00,,"];
        let [fixed, scheduled] =
            rows.map(|row| surveys(row, &weights, 5, requests, [1e8, 3e8]).map(|at| of(&at, "t3a.xlarge")));
        assert!(fixed[0].fits && scheduled[0].fits);
        for [low, high] in [fixed, scheduled] {
            assert_eq!(low.fits_between(&high), Some(true));
        }
    }

    proptest! {
        #[test]
        fn what_is_certain_between_two_values_is_so(
            invocation in prop::sample::select(vec!["sync", "async"]),
            work in (20_u32..3_000, prop::sample::select(vec![512_u32, 1_769, 3_008]), prop::sample::select(vec![60_u32, 400])),
            weights in prop_oneof![
                Just(Vec::new()),
                prop::collection::vec(prop::sample::select(vec![0.0, 1.0, 2.0, 5.9994, 10.0]), 24),
                prop::collection::vec(prop::sample::select(vec![0.0, 1.0, 2.0, 5.9994, 10.0]), 168),
            ],
            sizing in prop::sample::select(vec![
                "1,60,,", "2,60,,", "3,60,,", "1.5,30,2,", "2,60,,5", "1,90,1,3", "1,41.075,,",
            ]),
            way in prop::sample::select(vec![
                "auto,,,", "auto,,,", "fixed,,,", "scheduled,daily 00:00-24:00,,", "scheduled,mon-fri 08:00-18:30,,", ",,,",                 "auto,,,500",
            ]),
            lead in prop::sample::select(vec![0_u32, 5, 30, 60, 90]),
            dial in 0_usize..4,
            low in 0.0..1.0_f64,
            factors in prop::sample::select(vec![3.0, 1.2, 1.01, 1.0001, 1.00001]).prop_flat_map(|most| (1.0..most, 1.0..most)),
        ) {
            // A profile without demand is none.
            prop_assume!(weights.is_empty() || weights.iter().any(|weight| *weight > 0.0));
            let row = format!("{invocation},{},{},{},{sizing},{way}", work.0, work.1, work.2);
            let (turn, least, most): (fn(&mut Workload, f64), f64, f64) = match dial {
                0 => (requests, 1e3, 2e9),
                1 => (|workload, value| workload.duration_ms = Dec::from_f64(value).unwrap(), 20.0, 3e3),
                2 => (|workload, value| workload.burst = Dec::from_f64(value), 1.0, 10.0),
                _ => (|workload, value| workload.target_utilization_pct = Dec::from_f64(value.min(100.0)), 5.0, 90.0),
            };
            let low = (least * libm::pow(most / least, low)).round();
            let [one, inside, other] = surveys(&row, &weights, lead, turn, [low, low * factors.0, low * factors.0 * factors.1]);
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
