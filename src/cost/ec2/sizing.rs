//! How many instances an hour needs.

use super::servers::{Servers, Wait};
use crate::cost::demand::{Demand, Work};
use crate::cost::queueing;
use crate::pricebook::InstanceType;
use crate::scenario::Workload;
use crate::units::{Dec, OrTooLarge, TooLarge};
use smallvec::SmallVec;

/// What sets a fleet's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// CPU work against vCPUs at the target utilization.
    Cpu,
    /// Requests in flight against memory.
    Memory,
    /// Queueing delay (Erlang C).
    Latency,
    /// A measured capacity.
    Measured,
    /// The fewest instances that the fleet may have.
    Minimum,
    /// The scenario gave the number.
    Given,
    /// One instance for each run.
    PerRun,
}

impl Bound {
    /// Every bound.
    pub const ALL: [Bound; 7] =
        [Bound::Cpu, Bound::Memory, Bound::Latency, Bound::Measured, Bound::Minimum, Bound::Given, Bound::PerRun];

    /// The name for outputs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Bound::Cpu => "CPU",
            Bound::Memory => "memory",
            Bound::Latency => "latency",
            Bound::Measured => "measured capacity",
            Bound::Minimum => "minimum",
            Bound::Given => "given",
            Bound::PerRun => "per run",
        }
    }
}

/// More instances than this are refused by name.
const MOST_INSTANCES: f64 = 1e12;

/// A workload's load and what one instance of a type carries of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizer {
    /// CPU work of a request on this type, vCPU-s.
    cpu_s: f64,
    /// Wall-clock time of a request on this type, s.
    pub(super) duration_s: f64,
    vcpu: f64,
    /// Share of CPU and memory that the fleet is sized for.
    target: f64,
    /// Requests that fit into an instance's memory at a time; `None` where a measured rate replaces it.
    slots: Option<f64>,
    measured: Option<f64>,
    queue: Option<Queue>,
}

#[derive(Debug, Clone, Copy)]
struct Queue {
    /// Servers of one instance.
    servers: u64,
    service_s: f64,
    wait: Wait,
}

/// Instances that a load needs, and what says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) instances: u64,
    pub(super) bound: Bound,
}

impl Sizer {
    /// A sizer for a type; `None` when the type cannot hold one request.
    pub(super) fn new(workload: &Workload, work: &Work, kind: &InstanceType) -> Option<Sizer> {
        Sizer::of_rate(workload, work, kind, workload.requests_per_second_per_instance.map(Dec::to_f64))
    }

    /// A sizer for runs that have an instance each: a measured rate says nothing of them, so each must fit into memory.
    pub(super) fn per_run(workload: &Workload, work: &Work, kind: &InstanceType) -> Option<Sizer> {
        Sizer::of_rate(workload, work, kind, None)
    }

    fn of_rate(workload: &Workload, work: &Work, kind: &InstanceType, measured: Option<f64>) -> Option<Sizer> {
        let factor = workload.cpu_factor.to_f64();
        let slots = match measured {
            Some(_) => None,
            None => Some(slots(workload, kind).filter(|slots| *slots >= 1.0)?),
        };
        let service_s = work.ec2_service_s(factor, kind.vcpu);
        let queue = workload.max_wait_ms.map(|wait| {
            let (servers, service_s) = match measured {
                Some(rate) => (1, 1.0 / rate),
                None => ((f64::from(kind.vcpu) / work.parallelism).floor().max(1.0) as u64, service_s),
            };
            let share = 1.0 - workload.wait_percentile.to_f64() / 100.0;
            Queue { servers, service_s, wait: Wait { wait_s: wait.to_f64() / 1e3, share } }
        });
        Some(Sizer {
            cpu_s: work.ec2_cpu_s(factor),
            duration_s: work.ec2_duration_s(factor, kind.vcpu),
            vcpu: f64::from(kind.vcpu),
            target: workload.effective_target_utilization_pct().to_f64() / 100.0,
            slots,
            measured,
            queue,
        })
    }

    /// CPU work of a request that takes credits, vCPU-s: no more than a measured rate leaves room for.
    pub(super) fn credit_cpu_s(&self) -> f64 {
        self.most_cpu_s().map_or(self.cpu_s, |most| self.cpu_s.min(most))
    }

    /// CPU work of a request and the most that a measured rate leaves room for, vCPU-s, where the work is more than that.
    pub(super) fn work_beyond_rate(&self) -> Option<(f64, f64)> {
        let most = self.most_cpu_s().filter(|most| self.cpu_s > most * (1.0 + SLACK))?;
        Some((self.cpu_s, most))
    }

    /// An instance that serves the measured rate has all its vCPUs busy and no more.
    fn most_cpu_s(&self) -> Option<f64> {
        self.measured.map(|capacity| self.vcpu / capacity)
    }

    /// Instances for `rate` requests a second; CPU before memory before latency where they are equal.
    pub(super) fn need(&self, rate: f64, servers: &Servers) -> Result<Need, TooLarge> {
        let memory = self.slots.map(|slots| whole(rate * self.duration_s / (slots * self.target))).transpose()?;
        if let Some(queue) = self.queue {
            let held = queue.servers.saturating_mul(memory.unwrap_or(0));
            let fewest = servers.fewest(rate, queue.service_s, queue.wait, held)?;
            return Ok(match memory {
                Some(instances) if fewest <= held => Need { instances, bound: Bound::Memory },
                _ => Need { instances: fewest.div_ceil(queue.servers), bound: Bound::Latency },
            });
        }
        let processing = match self.measured {
            Some(capacity) => Need { instances: whole(rate / capacity)?, bound: Bound::Measured },
            None => Need { instances: whole(rate * self.cpu_s / (self.vcpu * self.target))?, bound: Bound::Cpu },
        };
        Ok(match memory {
            Some(instances) if instances > processing.instances => Need { instances, bound: Bound::Memory },
            _ => processing,
        })
    }

    /// Whether a waiting time sets the size: `need` may be far above the load then.
    pub(super) fn is_queueing(&self) -> bool {
        self.queue.is_some()
    }

    /// A number of instances that `need` never goes below, without the search that queueing takes.
    pub(super) fn at_least(&self, rate: f64) -> f64 {
        let processing = match (self.queue, self.measured) {
            (Some(queue), _) => rate * queue.service_s / queue.servers as f64,
            (None, Some(capacity)) => rate / capacity,
            (None, None) => rate * self.cpu_s / (self.vcpu * self.target),
        };
        let memory = self.slots.map_or(0.0, |slots| rate * self.duration_s / (slots * self.target));
        processing.max(memory)
    }

    /// Whether `instances` keep the waiting time that was asked for; true where none was.
    pub(super) fn keeps_wait(&self, rate: f64, instances: u64) -> bool {
        self.queue.is_none_or(|queue| {
            let servers = queue.servers.saturating_mul(instances);
            let Wait { wait_s, share } = queue.wait;
            queueing::keeps_wait(servers, rate, queue.service_s, wait_s, share)
        })
    }

    /// Load over what `instances` can carry at all: the highest of CPU and memory, or a measured rate alone.
    pub(super) fn utilization(&self, rate: f64, instances: f64) -> (f64, Bound) {
        if let Some(capacity) = self.measured {
            return (rate / (capacity * instances), Bound::Measured);
        }
        let cpu = rate * self.cpu_s / (self.vcpu * instances);
        let memory = self.slots.map_or(0.0, |slots| rate * self.duration_s / (slots * instances));
        if memory > cpu { (memory, Bound::Memory) } else { (cpu, Bound::Cpu) }
    }
}

/// Requests that an instance's memory holds at a time.
fn slots(workload: &Workload, kind: &InstanceType) -> Option<f64> {
    let free = kind.memory_mb.sub(workload.os_memory_mb)?;
    if free.is_negative() {
        return None;
    }
    Some((free.to_f64() / workload.effective_memory_used_mb().to_f64() * (1.0 + 1e-12)).floor())
}

/// A load this near to whole instances counts as whole: above the error of these few operations, and below one request
/// of a trillion.
pub(super) const SLACK: f64 = 1e-12;

/// The next whole number of instances.
fn whole(instances: f64) -> Result<u64, TooLarge> {
    (instances.is_finite() && instances < MOST_INSTANCES)
        .then(|| (instances * (1.0 - SLACK)).ceil() as u64)
        .or_too_large("the number of instances")
}

/// Sizes a fleet hour by hour: `max(min_instances, need + spare)`; and says what sets the size at `peak_rate`: the
/// fewest instances only where they exceed the need.
pub(super) fn hourly(
    workload: &Workload,
    demand: &Demand<'_>,
    sizer: &Sizer,
    peak_rate: f64,
    servers: &Servers,
) -> Result<(SmallVec<[u64; 1]>, Bound), TooLarge> {
    let fewest = count(workload.effective_min_instances())?;
    let spare = count(workload.spare_instances)?;
    let mut counts: SmallVec<[u64; 1]> = SmallVec::with_capacity(demand.relative.len());
    let mut last: Option<(f64, Need)> = None;
    let mut need_at = |rate: f64| -> Result<Need, TooLarge> {
        let need = match last {
            Some((known, need)) if known == rate => need,
            _ => sizer.need(rate, servers)?,
        };
        last = Some((rate, need));
        Ok(need)
    };
    for (hour, rate) in demand.hourly_rates().enumerate() {
        // Hours of the same demand need the same fleet: those after each other, and mostly those of two days.
        let day_before = hour.checked_sub(24).filter(|before| demand.relative[*before] == demand.relative[hour]);
        counts.push(match day_before {
            Some(before) => counts[before],
            None => need_at(rate * demand.burst)?.instances.saturating_add(spare).max(fewest),
        });
    }
    let need = need_at(peak_rate)?;
    // One instance is what the least demand takes: neither its CPU nor its memory says how many there are.
    let is_one = need.instances <= 1 && spare == 0 && fewest == 1;
    let is_fewest = is_one || fewest > need.instances.saturating_add(spare);
    let bound = if is_fewest { Bound::Minimum } else { need.bound };
    Ok((counts, bound))
}

/// A checked count as an integer.
pub(super) fn count(value: Dec) -> Result<u64, TooLarge> {
    u64::try_from(value.ceil_int()).ok().or_too_large("a number of instances")
}
