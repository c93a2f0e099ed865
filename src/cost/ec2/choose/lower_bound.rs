//! What a type costs at least, without sizing it in full.

use super::{Search, Way};
use crate::cost::CostError;
use crate::cost::ec2::sizing::SLACK;
use crate::pricebook::{HourlyRate, InstanceType};
use crate::scenario::Scaling;
use crate::terms::Purchase;
use crate::traffic::{Schedule, WEEK_HOURS};

impl Search<'_> {
    /// A cost in dollars that the type cannot go below; infinite where it cannot hold a request.
    pub(super) fn lower_bound(&self, way: Way, kind: &InstanceType, rate: HourlyRate) -> Result<f64, CostError> {
        let workload = self.workload();
        let demand = &self.context.demand;
        let Some(sizer) = self.sizer(way, kind) else { return Ok(f64::INFINITY) };
        let hours = demand.hours.to_f64();
        let instance_hours = match way {
            Way::Given(count) => count as f64 * hours,
            Way::Scaled(Scaling::PerRun) => 0.0,
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
            Way::Scaled(Scaling::Auto) => {
                let fewest = workload.effective_min_instances().to_f64();
                let need = sizer.at_least(demand.mean_rate * demand.burst);
                // Steady demand has one hour: its need is rounded up to whole instances.
                let need = if demand.relative.len() == 1 { (need * (1.0 - SLACK)).ceil() } else { need };
                hours * (need + workload.spare_instances.to_f64()).max(fewest)
            }
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
        Ok(usd.to_f64() * instance_hours * (1.0 - 1e-6))
    }
}
