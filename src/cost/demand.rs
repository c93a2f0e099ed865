//! A workload's demand and work in the numbers that both sides need.

use super::Settings;
use crate::pricebook::Rules;
use crate::scenario::Workload;
use crate::units::{Dec, OrTooLarge, TooLarge};

/// KB (1,024 bytes) in one GB.
pub(super) const KB_PER_GB: u32 = 1_048_576;

/// Demand of a month and its spread over the hours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Demand<'a> {
    /// Invocations a month, exact.
    pub(super) monthly: Dec,
    /// Mean invocations a second.
    pub(super) mean_rate: f64,
    /// Each hour of the cycle over the mean.
    pub(super) relative: &'a [f64],
    /// Busiest stretch of an hour over its mean.
    pub(super) burst: f64,
    /// Invocations a second in the busiest stretch of the busiest hour.
    pub(super) peak_rate: f64,
    /// Hours of a month.
    pub(super) hours: Dec,
}

impl<'a> Demand<'a> {
    pub(super) fn new(workload: &'a Workload, settings: &Settings) -> Result<Demand<'a>, TooLarge> {
        let hours = settings.hours_per_month;
        let monthly = workload.demand.monthly(hours).or_too_large("the number of requests a month")?;
        let (relative, burst) = (workload.traffic.relative(), workload.effective_burst().to_f64());
        let demand = Demand { monthly, mean_rate: 0.0, relative, burst, peak_rate: 0.0, hours };
        Ok(demand.at(monthly))
    }

    /// The same spread of another number of invocations a month.
    pub(super) fn at(self, monthly: Dec) -> Demand<'a> {
        let mean_rate = monthly.to_f64() / (self.hours.to_f64() * 3_600.0);
        let busiest = self.relative.iter().copied().fold(0.0, f64::max);
        Demand { monthly, mean_rate, peak_rate: busiest * mean_rate * self.burst, ..self }
    }

    /// Mean invocations a second in each hour of the cycle.
    pub(super) fn hourly_rates(&self) -> impl Iterator<Item = f64> + '_ {
        self.relative.iter().map(|relative| self.mean_rate * relative)
    }

    /// GB of a month when each invocation moves `kb`.
    pub(super) fn gb(&self, kb: Dec) -> Result<Dec, TooLarge> {
        self.monthly.mul_div(kb, Dec::from(KB_PER_GB)).or_too_large("data volume")
    }
}

/// What one invocation does: CPU work, and waiting that no CPU shortens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Work {
    /// CPU work, vCPU-s.
    pub(super) cpu_s: f64,
    /// Waiting, s.
    pub(super) io_s: f64,
    /// Threads that the code keeps busy.
    pub(super) parallelism: f64,
    /// CPU work was not given: the most the function could have used.
    pub(super) assumed: bool,
}

/// The most CPU work that an invocation can do in its duration at its memory size, or the row's own `cpu_ms` where that was
/// measured to be a little more, vCPU-ms.
#[must_use]
pub fn most_cpu_ms(workload: &Workload, rules: &Rules) -> Option<Dec> {
    let busy = rules.vcpu_share(workload.memory_mb).min(workload.parallelism.to_f64());
    let most = Dec::from_f64((workload.duration_ms.to_f64() * busy * 1e6).floor() / 1e6)?;
    Some(workload.cpu_ms.map_or(most, |measured| measured.max(most)))
}

impl Work {
    pub(super) fn new(workload: &Workload, rules: &Rules) -> Work {
        let parallelism = workload.parallelism.to_f64();
        let busy = rules.vcpu_share(workload.memory_mb).min(parallelism);
        let duration_s = workload.duration_ms.to_f64() / 1e3;
        match workload.cpu_ms {
            Some(cpu) => {
                let cpu_s = cpu.to_f64() / 1e3;
                Work { cpu_s, io_s: (duration_s - cpu_s / busy).max(0.0), parallelism, assumed: false }
            }
            None => Work { cpu_s: duration_s * busy, io_s: 0.0, parallelism, assumed: true },
        }
    }

    /// CPU time on an EC2 vCPU, vCPU-s.
    pub(super) fn ec2_cpu_s(&self, cpu_factor: f64) -> f64 {
        self.cpu_s / cpu_factor
    }

    /// Wall-clock time of the CPU part on an instance, s.
    pub(super) fn ec2_service_s(&self, cpu_factor: f64, vcpu: u32) -> f64 {
        self.cpu_s / (cpu_factor * self.parallelism.min(f64::from(vcpu)))
    }

    /// Wall-clock time of an invocation on an instance, s.
    pub(super) fn ec2_duration_s(&self, cpu_factor: f64, vcpu: u32) -> f64 {
        self.io_s + self.ec2_service_s(cpu_factor, vcpu)
    }
}
