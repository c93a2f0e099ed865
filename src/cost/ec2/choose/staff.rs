//! How many instances run when: a fleet that stays, or an instance for each run.

use super::{Search, Way};
use crate::cost::CostError;
use crate::cost::ec2::bill::{InstanceUsage, Staffed, baseline_vcpu};
use crate::cost::ec2::burstable::{self, Surplus};
use crate::cost::ec2::fleet::Fleet;
use crate::cost::ec2::sizing::{self, Bound, Sizer};
use crate::cost::lognormal::{ceil, mean_ceil_from};
use crate::pricebook::InstanceType;
use crate::scenario::Scaling;
use crate::traffic::WEEK_HOURS;
use crate::units::{Dec, OrTooLarge};
use smallvec::{SmallVec, smallvec};

impl Search<'_> {
    /// A fleet that stays, sized over the hours.
    pub(super) fn fleet(&self, scaling: Scaling, sizer: &Sizer) -> Result<(Fleet, Bound), CostError> {
        let workload = self.workload();
        let demand = &self.context.demand;
        let hours = demand.hours;
        let minutes = |count: usize| smallvec![60; count];
        let (sized, bound) =
            sizing::hourly(workload, demand, sizer, self.peak_rate(Way::Scaled(scaling)), &self.servers)?;
        let lead_min = self.context.settings.launch_lead_min;
        let fleet = match (scaling, &workload.schedule) {
            (Scaling::Scheduled, Some(schedule)) => {
                let count = |hour: usize| sized[hour % sized.len()];
                let running = |hour: &usize| schedule.minutes()[*hour] > 0;
                let most = (0..WEEK_HOURS).filter(running).map(count).max().unwrap_or(0);
                let counts = (0..WEEK_HOURS).map(|hour| if running(&hour) { most } else { 0 }).collect();
                Fleet { counts, minutes: schedule.minutes().into(), lead_min: 0, hours }
            }
            (Scaling::Fixed, _) => Fleet::constant(sized.iter().copied().max().unwrap_or(0), hours),
            _ => {
                let minutes = minutes(sized.len());
                Fleet { counts: sized, minutes, lead_min, hours }
            }
        };
        Ok((fleet, bound))
    }

    /// Instances that each hour of such a fleet needs at least, not rounded: one number where all are alike. `None` where their
    /// number follows something else, or they are stopped at times.
    pub(super) fn needs(&self, way: Way, sizer: &Sizer) -> Option<SmallVec<[f64; 1]>> {
        let demand = &self.context.demand;
        let busiest = || Some(SmallVec::from_buf([sizer.at_least(self.peak_rate(way))]));
        match (way, &self.workload().schedule) {
            (Way::Given(_) | Way::Scaled(Scaling::PerRun), _) => None,
            (Way::Scaled(Scaling::Scheduled), Some(schedule)) => {
                let runs_on = schedule.minutes().iter().all(|minutes| *minutes == 60);
                if runs_on { busiest() } else { None }
            }
            (Way::Scaled(Scaling::Fixed), _) => busiest(),
            _ => Some(demand.hourly_rates().map(|rate| sizer.at_least(rate * demand.burst)).collect()),
        }
    }

    /// Adds instances to a fleet of a burstable type until they carry the mean CPU use on their baseline, no more than it
    /// takes; whether they do.
    pub(super) fn carry(&self, staffed: &mut Staffed<'_>) -> Result<bool, CostError> {
        let (Some(baseline), InstanceUsage::Fleet(fleet)) = (baseline_vcpu(staffed.kind), &staffed.usage) else {
            return Ok(false);
        };
        let cpu_s = staffed.sizer.credit_cpu_s();
        let Some(fewest) = burstable::fewest_that_carry(fleet, &self.context.demand, cpu_s, baseline) else {
            return Ok(false);
        };
        staffed.usage = InstanceUsage::Fleet(fleet.with_at_least(fewest));
        staffed.hours = staffed.usage.instance_hours()?;
        Ok(self.context.surplus_of(staffed).vcpu_hours <= 0.0)
    }

    /// Seconds of a run on an instance of its own, launch lead included.
    pub(super) fn run_s(&self, sizer: &Sizer) -> f64 {
        sizer.duration_s + f64::from(self.context.settings.launch_lead_min) * 60.0
    }

    /// An instance for each invocation: duration and launch lead in whole started seconds, at least the minimum; of durations that
    /// are spread, the mean of that.
    pub(super) fn per_run(&self, kind: &InstanceType, sizer: &Sizer) -> Result<InstanceUsage, CostError> {
        const WHAT: &str = "seconds of a run";
        let minimum = self.context.book.rules().minimum_billed_s.to_f64();
        let (lead_s, cv) = (self.run_s(sizer) - sizer.duration_s, self.workload().duration_cv.to_f64());
        let (seconds, billed_s) = if cv > 0.0 {
            let mean = mean_ceil_from(sizer.duration_s, cv, lead_s, 1.0, minimum);
            (mean, Dec::from_f64(mean))
        } else {
            let whole = ceil(self.run_s(sizer).max(minimum));
            (whole, Some(Dec::from_int(whole as i64)))
        };
        let billed_s = billed_s.filter(|_| seconds < 1e15).or_too_large(WHAT)?;
        let monthly = self.context.demand.monthly;
        let hours = monthly.mul(billed_s).and_then(|run_s| run_s.ratio(1, 3_600)).or_too_large(WHAT)?;
        let surplus = baseline_vcpu(kind).map_or(Surplus::default(), |baseline| {
            Surplus::of(sizer.credit_cpu_s(), seconds * baseline).scaled(|vcpu_s| vcpu_s / 3_600.0 * monthly.to_f64())
        });
        Ok(InstanceUsage::PerRun { billed_s, hours, surplus })
    }
}
