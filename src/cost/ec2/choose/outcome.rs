//! What is told about a chosen fleet: its figures, warnings and assumptions.

use super::{Considered, Quote, Search, Way};
use crate::cost::ec2::bill::{InstanceUsage, baseline_vcpu};
use crate::cost::ec2::sizing::Bound;
use crate::cost::ec2::summary::FleetSummary;
use crate::cost::{Assumption, Assumptions, ItemKey, Warning};
use crate::scenario::{Invocation, Scaling, Traffic};
use crate::terms::Purchase;
use crate::traffic::WEEK_HOURS;

/// Work and rates that are measured apart differ by less.
const MEASURED_APART: f64 = 2.0;

impl Search<'_> {
    pub(super) fn peak_instances(&self, quote: &Quote<'_>) -> u64 {
        match &quote.staffed.usage {
            InstanceUsage::Fleet(fleet) => fleet.most(),
            InstanceUsage::PerRun { billed_s, .. } => {
                (self.context.demand.peak_rate * billed_s.to_f64()).ceil().max(1.0) as u64
            }
        }
    }

    /// Fewest instances at a time; none of a fleet that starts for each run.
    pub(super) fn fewest_instances(&self, quote: &Quote<'_>) -> u64 {
        match &quote.staffed.usage {
            InstanceUsage::Fleet(fleet) => fleet.fewest(),
            InstanceUsage::PerRun { .. } => 0,
        }
    }

    pub(super) fn warnings(&self, quote: &Quote<'_>) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if let (Scaling::Scheduled, Some(schedule)) = (quote.scaling, &self.workload().schedule) {
            let relative = self.context.demand.relative;
            let week = |hour: usize| relative[hour % relative.len()];
            let stopped = |hour: usize| 1.0 - f64::from(schedule.minutes()[hour]) / 60.0;
            let all: f64 = (0..WEEK_HOURS).map(week).sum();
            let outside: f64 = (0..WEEK_HOURS).map(|hour| week(hour) * stopped(hour)).sum();
            if outside / all > 1e-9 {
                warnings.push(Warning::OutsideSchedule { share: outside / all });
            }
        }
        if let (Bound::Given, Some(wait_ms)) = (quote.bound, self.workload().max_wait_ms) {
            let instances = self.peak_instances(quote);
            if !quote.staffed.sizer.keeps_wait(self.context.demand.peak_rate, instances) {
                warnings.push(Warning::WaitMissed { wait_ms, percentile: self.workload().wait_percentile });
            }
        }
        // Work that was taken from the duration is an upper bound anyway, and a rate is measured elsewhere than the work.
        let credits = baseline_vcpu(quote.staffed.kind).is_some();
        let is_beyond = |(cpu_s, most_s): &(f64, f64)| credits || *cpu_s > *most_s * MEASURED_APART;
        let beyond = quote.staffed.sizer.work_beyond_rate().filter(|_| !self.context.work.assumed);
        if let Some((cpu_s, most_s)) = beyond.filter(is_beyond) {
            warnings.push(Warning::WorkBeyondRate { cpu_ms: cpu_s * 1e3, most_ms: most_s * 1e3, credits });
        }
        let unused = quote.split.filter(|split| split.committed == 0 && !split.on_demand_hours.is_zero());
        if let (Some(_), Some(on_demand)) = (unused, quote.staffed.on_demand) {
            warnings.push(Warning::CommitmentUnused {
                purchase: self.workload().purchase,
                committed_usd: quote.staffed.rate.price.usd(),
                on_demand_usd: on_demand.price.usd(),
            });
        }
        warnings.extend(self.storage(quote));
        let quota = self.context.book.rules().load_balancer_targets.filter(|_| quote.bill.has(ItemKey::AlbHours));
        let needed = self.peak_instances(quote);
        if let Some(quota) = quota.filter(|quota| needed as f64 > quota.to_f64()) {
            warnings.push(Warning::Targets { needed, quota });
        }
        warnings
    }

    pub(super) fn summary(&self, quote: &Quote<'_>, considered: &Considered) -> FleetSummary {
        let peak = self.peak_instances(quote);
        let (fewest, instances) = (self.fewest_instances(quote), peak as f64);
        let rate = match quote.bound {
            // Each run has its instance to itself: what counts is its own load.
            Bound::PerRun => instances / quote.staffed.sizer.duration_s.max(1e-9),
            _ => self.peak_rate(Way::Scaled(quote.scaling)),
        };
        let (peak_utilization, utilization_of) = quote.staffed.sizer.utilization(rate, instances);
        FleetSummary {
            instance_type: quote.staffed.kind.name.clone(),
            peak_instances: peak,
            fewest_instances: fewest,
            instance_hours: quote.hours,
            bound: quote.bound,
            scaling: quote.scaling,
            purchase: match (quote.bound, self.workload().purchase) {
                (Bound::PerRun, Purchase::Committed(_)) => Purchase::OnDemand,
                (_, purchase) => purchase,
            },
            split: quote.split,
            peak_utilization,
            utilization_of,
            request_ms: quote.staffed.sizer.duration_s * 1e3,
            types_considered: if considered.single { 0 } else { considered.types },
            types_left_out: considered.left_out,
        }
    }

    pub(super) fn assumptions(&self, quote: &Quote<'_>, fleet: &FleetSummary) -> Assumptions {
        let workload = self.workload();
        let sized = !matches!(fleet.bound, Bound::Given | Bound::PerRun);
        // A measured rate replaces the CPU work, but for runs that have an instance each and for credits that it would not limit.
        let buys_credits =
            quote.bill.has(ItemKey::SurplusCpuCredits) && quote.staffed.sizer.work_beyond_rate().is_none();
        let measured =
            workload.requests_per_second_per_instance.is_some() && fleet.bound != Bound::PerRun && !buys_credits;
        let has_profile = matches!(workload.traffic, Traffic::Profile(_));
        let default_burst = workload.burst.is_none();
        let load_set = matches!(fleet.bound, Bound::Cpu | Bound::Memory | Bound::Latency | Bound::Measured);
        let given_target = workload.target_utilization_pct.is_some();
        let has_lcu = quote.bill.has(ItemKey::AlbLcu);
        let default_connections = workload.requests_per_connection.is_none();
        let lead = matches!(&quote.staffed.usage, InstanceUsage::Fleet(fleet) if fleet.lead_min > 0)
            && fleet.fewest_instances != fleet.peak_instances;
        let asynchronous = workload.invocation == Invocation::Async;
        let chosen = asynchronous && workload.scaling.is_none() && workload.instance_count.is_none();
        let mut notes = Assumptions::default();
        notes.note(Assumption::CpuAsDuration, self.context.work.assumed && !measured);
        notes.note(Assumption::NoPeaks, default_burst && !has_profile && sized);
        notes.note(Assumption::BurstTwo, default_burst && has_profile && load_set);
        // The least counts where it is the peak, and in hours that need fewer.
        let demand = &self.context.demand;
        let quietest = demand.hourly_rates().fold(f64::INFINITY, f64::min) * demand.burst;
        let needed = quote.staffed.sizer.at_least(quietest).ceil() + workload.spare_instances.to_f64();
        let is_quiet = fleet.scaling == Scaling::Auto && needed < workload.effective_min_instances().to_f64();
        let by_default = sized && workload.min_instances.is_none();
        notes
            .note(Assumption::TwoInstances, by_default && !asynchronous && (is_quiet || fleet.bound == Bound::Minimum));
        notes.note(Assumption::OneInstance, by_default && asynchronous && is_quiet);
        notes.note(
            Assumption::MemoryUsedAsMemory,
            sized && fleet.bound == Bound::Memory && workload.memory_used_mb.is_none(),
        );
        notes.note(Assumption::TargetUtilization, fleet.bound == Bound::Cpu && !given_target);
        notes.note(Assumption::CheapestType, workload.instance_types.is_empty());
        notes.note(Assumption::OtherArchitecture, quote.staffed.kind.arch != workload.arch);
        let sides = [workload.purchase, workload.lambda_purchase];
        let one_sided = sides.contains(&Purchase::OnDemand) && sides.iter().any(Purchase::is_compute_plan);
        notes.note(Assumption::OneSidedPlan, one_sided);
        notes.note(Assumption::SpotMoves, fleet.purchase == Purchase::Spot);
        notes.note(Assumption::PerRunChosen, chosen && fleet.scaling == Scaling::PerRun);
        notes.note(Assumption::AutoChosen, chosen && fleet.scaling == Scaling::Auto);
        notes.note(Assumption::LaunchLead, lead || fleet.scaling == Scaling::PerRun);
        notes.note(Assumption::RequestsPerConnection, has_lcu && default_connections);
        notes.note_prices(&quote.bill);
        notes
    }
}
