//! What a type costs at least, without sizing it in full.

use super::{Candidate, Credits, Search, Way};
use crate::cost::ec2::bill::baseline_vcpu;
use crate::cost::ec2::sizing::{SLACK, Sizer};
use crate::cost::{Account, CostError};
use crate::pricebook::InstanceType;
use crate::scenario::Scaling;
use crate::terms::Purchase;
use crate::traffic::{Schedule, WEEK_HOURS};
use smallvec::SmallVec;

/// What every fleet of a workload pays, whatever its type.
pub(super) struct Floor {
    /// The volume of an instance, dollars an hour.
    volume_hourly_usd: f64,
    /// All that does not depend on the instances, dollars a month.
    shared_usd: f64,
    /// Hours of different demand over the mean, each with its share of the cycle.
    hours: SmallVec<[(f64, f64); 1]>,
}

impl Search<'_> {
    /// What every fleet of the workload pays, whatever its type.
    pub(super) fn floor(&self) -> Result<Floor, CostError> {
        Ok(Floor {
            volume_hourly_usd: self.context.volume_hourly_usd()?,
            shared_usd: self.context.shared_bill(Account::Alone)?.total().to_f64(),
            hours: different_hours(self.context.demand.relative),
        })
    }

    /// A cost in dollars that the type cannot go below; infinite where it surely lacks the credits that it must earn.
    pub(super) fn lower_bound(
        &self,
        way: Way,
        Candidate { kind, rate, .. }: Candidate<'_>,
        sizer: &Sizer,
        credits: Credits,
        floor: &Floor,
    ) -> Result<f64, CostError> {
        let workload = self.workload();
        let demand = &self.context.demand;
        let must_earn = credits == Credits::Earned && way == Way::Scaled(Scaling::Auto);
        if must_earn && self.surely_falls_short(kind, sizer, floor) {
            return Ok(f64::INFINITY);
        }
        let hours = demand.hours.to_f64();
        let instance_hours = match way {
            Way::Given(count) => count as f64 * hours,
            Way::Scaled(Scaling::PerRun) => {
                let rules = self.context.book.rules();
                demand.monthly.to_f64() * self.run_s(sizer).max(rules.minimum_billed_s.to_f64()) / 3_600.0
            }
            Way::Scaled(Scaling::Scheduled) => {
                let running = workload.schedule.as_ref().map_or(0, Schedule::minutes_per_week);
                let fewest = workload.effective_min_instances().to_f64();
                let need = sizer.at_least(self.peak_rate(way));
                hours * f64::from(running) / (WEEK_HOURS as f64 * 60.0) * need.max(fewest)
            }
            Way::Scaled(Scaling::Fixed) => {
                let fewest = workload.effective_min_instances().to_f64();
                hours * sizer.at_least(demand.peak_rate).max(fewest)
            }
            Way::Scaled(Scaling::Auto) => hours * self.mean_instances(sizer, floor, 0.0),
        };
        // A commitment is left alone where on demand is cheaper.
        let usd = match self.purchase(way) {
            Purchase::Committed(_) => {
                let (id, _) = self.context.book.instance_type(&kind.name)?;
                let on_demand = self.context.book.hourly(&workload.region, id, Purchase::OnDemand)?;
                match on_demand {
                    Some(listed) => self.multiplied(listed)?.price.usd().min(rate.price.usd()),
                    None => rate.price.usd(),
                }
            }
            _ => rate.price.usd(),
        };
        // A margin far above the error of these few operations and far below a cent.
        Ok(((usd.to_f64() + floor.volume_hourly_usd) * instance_hours + floor.shared_usd) * (1.0 - 1e-6))
    }

    /// Mean number of instances of an automatic fleet, at least, where each hour needs so many more than its load says.
    fn mean_instances(&self, sizer: &Sizer, floor: &Floor, more: f64) -> f64 {
        let (workload, demand) = (self.workload(), &self.context.demand);
        let (fewest, spare) = (workload.effective_min_instances().to_f64(), workload.spare_instances.to_f64() + more);
        let need = sizer.at_least(demand.mean_rate * demand.burst);
        let running = |need: f64| (need + spare).max(fewest);
        match &*floor.hours {
            // Steady demand has one hour: its need is rounded up to whole instances.
            [_] => running((need * (1.0 - SLACK)).ceil()),
            hours => hours.iter().map(|(relative, share)| running(need * relative) * share).sum(),
        }
    }

    /// Whether an automatic fleet of a burstable type uses more CPU over its cycle than as many instances as it can have earn:
    /// one more an hour than the load says, each of them added anew.
    fn surely_falls_short(&self, kind: &InstanceType, sizer: &Sizer, floor: &Floor) -> bool {
        let Some(baseline) = baseline_vcpu(kind).filter(|_| !sizer.is_queueing()) else { return false };
        let used = self.context.demand.mean_rate * sizer.credit_cpu_s();
        let lead_hours = f64::from(self.context.settings.launch_lead_min) / 60.0;
        used > self.mean_instances(sizer, floor, 1.0) * (1.0 + lead_hours) * baseline * (1.0 + 1e-6)
    }
}

/// The hours of a cycle, those only once that have the demand of the same hour of the day before, with their shares.
fn different_hours(relative: &[f64]) -> SmallVec<[(f64, f64); 1]> {
    let share = 1.0 / relative.len() as f64;
    let mut hours: SmallVec<[(f64, f64); 1]> = SmallVec::new();
    // Where each hour stands among them.
    let mut places: SmallVec<[usize; 1]> = SmallVec::with_capacity(relative.len());
    for (hour, demand) in relative.iter().enumerate() {
        let day_before = hour.checked_sub(24).filter(|before| relative[*before] == *demand);
        let place = day_before.map_or(hours.len(), |before| places[before]);
        places.push(place);
        match hours.get_mut(place) {
            Some((_, shares)) => *shares += share,
            None => hours.push((*demand, share)),
        }
    }
    hours
}
