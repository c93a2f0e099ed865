//! Columns of the scenario file that can be turned by themselves: the one table behind the break-evens and sensitivities
//! of single columns.

use crate::cost::most_cpu_ms;
use crate::pricebook::Rules;
use crate::scenario::Workload;
use crate::scenario::columns::MOST_EBS_GB;
use crate::units::Dec;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A numeric column that stands for nothing else.
pub struct Knob {
    /// The column's name.
    pub name: &'static str,
    /// Its name on a slide.
    pub spoken: &'static str,
    /// Its unit on a slide, right behind a number.
    pub sign: &'static str,
    /// Its unit in a sentence, after a number.
    pub unit: &'static str,
    /// The least change that is looked at.
    pub(super) step: Dec,
    /// Its value; `None` where there is nothing to turn: left out, or none of it used.
    pub(super) get: fn(&Workload) -> Option<Dec>,
    /// Gives it another value.
    pub(super) set: fn(&mut Workload, Dec),
    /// The least and the most that a row can have. A limit of Lambda is none of them: past it a workload is priced all
    /// the same, and EC2 is left.
    pub(super) bounds: fn(&Workload, &Rules) -> (Dec, Option<Dec>),
}

impl Knob {
    /// Whether only whole numbers can stand in its column.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.name, "provisioned_concurrency" | "instance_count" | "min_instances" | "spare_instances")
    }
}

impl PartialEq for Knob {
    fn eq(&self, other: &Knob) -> bool {
        self.name == other.name
    }
}

impl Eq for Knob {}

impl Hash for Knob {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl fmt::Debug for Knob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Knob({})", self.name)
    }
}

/// 10^10 steps of 10^-12: a hundredth.
const FINE: Dec = Dec::from_raw(10_000_000_000);
const TENTH: Dec = Dec::from_raw(100_000_000_000);
const WHOLE: Dec = Dec::ONE;
const PERCENT: Dec = Dec::from_int(100);

/// A value, where it is not 0: a workload that uses none of something is not asked about it.
fn some(value: Dec) -> Option<Dec> {
    (!value.is_zero()).then_some(value)
}

fn from_zero(_: &Workload, _: &Rules) -> (Dec, Option<Dec>) {
    (Dec::ZERO, None)
}

/// Every knob, in the order of the scenario's columns.
pub(super) static KNOBS: &[Knob] = &[
    Knob {
        name: "memory_used_mb",
        spoken: "memory in use",
        sign: " MB",
        unit: "MB in use",
        step: WHOLE,
        get: |w| w.memory_used_mb,
        set: |w, value| w.memory_used_mb = Some(value),
        bounds: |w, _| (Dec::ONE, Some(w.memory_used_mb.map_or(w.memory_mb, |used| used.max(w.memory_mb)))),
    },
    Knob {
        name: "cpu_ms",
        spoken: "CPU work",
        sign: " vCPU-ms",
        unit: "vCPU-ms",
        step: FINE,
        get: |w| w.cpu_ms.and_then(some),
        set: |w, value| w.cpu_ms = Some(value),
        bounds: |w, rules| (FINE, most_cpu_ms(w, rules)),
    },
    Knob {
        name: "init_ms",
        spoken: "INIT",
        sign: " ms",
        unit: "ms of INIT",
        step: WHOLE,
        get: |w| w.init_ms.and_then(some),
        set: |w, value| w.init_ms = Some(value),
        bounds: from_zero,
    },
    Knob {
        name: "cold_start_pct",
        spoken: "cold starts",
        sign: " %",
        unit: "% cold starts",
        step: FINE,
        get: |w| w.cold_start_pct.and_then(some),
        set: |w, value| w.cold_start_pct = Some(value),
        bounds: |_, _| (Dec::ZERO, Some(PERCENT)),
    },
    Knob {
        name: "ephemeral_mb",
        spoken: "ephemeral storage",
        sign: " MB",
        unit: "MB of /tmp",
        step: WHOLE,
        get: |w| Some(w.ephemeral_mb).filter(|mb| *mb > Dec::from_int(512)),
        set: |w, value| w.ephemeral_mb = value,
        bounds: |_, rules| (rules.ephemeral_min_mb, None),
    },
    Knob {
        name: "provisioned_concurrency",
        spoken: "provisioned concurrency",
        sign: "",
        unit: "environments",
        step: WHOLE,
        get: |w| some(w.provisioned_concurrency),
        set: |w, value| w.provisioned_concurrency = value,
        bounds: from_zero,
    },
    Knob {
        name: "request_kb",
        spoken: "request size",
        sign: " KB",
        unit: "KB a request",
        step: TENTH,
        get: |w| some(w.request_kb),
        set: |w, value| w.request_kb = value,
        bounds: from_zero,
    },
    Knob {
        name: "response_kb",
        spoken: "response size",
        sign: " KB",
        unit: "KB a response",
        step: TENTH,
        get: |w| some(w.response_kb),
        set: |w, value| w.response_kb = value,
        bounds: from_zero,
    },
    Knob {
        name: "requests_per_connection",
        spoken: "requests per connection",
        sign: "",
        unit: "requests a connection",
        step: TENTH,
        get: |w| some(w.effective_requests_per_connection()),
        set: |w, value| w.requests_per_connection = Some(value),
        bounds: |_, _| (TENTH, None),
    },
    Knob {
        name: "log_kb",
        spoken: "logs of a request",
        sign: " KB",
        unit: "KB of logs a request",
        step: TENTH,
        get: |w| some(w.log_kb),
        set: |w, value| w.log_kb = value,
        bounds: from_zero,
    },
    Knob {
        name: "package_mb",
        spoken: "package",
        sign: " MB",
        unit: "MB of the package",
        step: WHOLE,
        get: |w| some(w.package_mb),
        set: |w, value| w.package_mb = value,
        bounds: from_zero,
    },
    Knob {
        name: "instance_count",
        spoken: "instances",
        sign: "",
        unit: "instances",
        step: WHOLE,
        get: |w| w.instance_count,
        set: |w, value| w.instance_count = Some(value),
        bounds: |_, _| (Dec::ONE, None),
    },
    Knob {
        name: "min_instances",
        spoken: "fewest instances",
        sign: "",
        unit: "instances at least",
        step: WHOLE,
        get: |w| some(w.effective_min_instances()).filter(|_| w.instance_count.is_none()),
        set: |w, value| w.min_instances = Some(value),
        bounds: from_zero,
    },
    Knob {
        name: "spare_instances",
        spoken: "spare instances",
        sign: "",
        unit: "spare instances",
        step: WHOLE,
        get: |w| some(w.spare_instances),
        set: |w, value| w.spare_instances = value,
        bounds: from_zero,
    },
    Knob {
        name: "os_memory_mb",
        spoken: "memory for the system",
        sign: " MB",
        unit: "MB for the system",
        step: WHOLE,
        get: |w| some(w.os_memory_mb),
        set: |w, value| w.os_memory_mb = value,
        bounds: from_zero,
    },
    Knob {
        name: "requests_per_second_per_instance",
        spoken: "capacity of an instance",
        sign: " requests/s",
        unit: "requests/s an instance",
        step: TENTH,
        get: |w| w.requests_per_second_per_instance,
        set: |w, value| w.requests_per_second_per_instance = Some(value),
        bounds: |_, _| (TENTH, None),
    },
    Knob {
        name: "max_wait_ms",
        spoken: "longest wait",
        sign: " ms",
        unit: "ms of waiting",
        step: TENTH,
        get: |w| w.max_wait_ms.and_then(some),
        set: |w, value| w.max_wait_ms = Some(value),
        bounds: from_zero,
    },
    Knob {
        name: "cpu_factor",
        spoken: "CPU factor",
        sign: "×",
        unit: "times Lambda's vCPU",
        step: FINE,
        get: |w| some(w.cpu_factor),
        set: |w, value| w.cpu_factor = value,
        bounds: |_, _| (FINE, None),
    },
    Knob {
        name: "ebs_gb",
        spoken: "EBS volume",
        sign: " GB",
        unit: "GB a volume",
        step: WHOLE,
        get: |w| some(w.ebs_gb),
        set: |w, value| w.ebs_gb = value,
        bounds: |_, _| (Dec::ZERO, Some(MOST_EBS_GB)),
    },
    Knob {
        name: "ops_hours_lambda",
        spoken: "operations work with Lambda",
        sign: " h",
        unit: "hours a month",
        step: TENTH,
        get: |w| some(w.ops_hours_lambda).filter(|_| !w.ops_usd_per_hour.is_zero()),
        set: |w, value| w.ops_hours_lambda = value,
        bounds: from_zero,
    },
    Knob {
        name: "ops_usd_per_hour",
        spoken: "price of operations work",
        sign: " USD/h",
        unit: "dollars an hour",
        step: TENTH,
        get: |w| some(w.ops_usd_per_hour),
        set: |w, value| w.ops_usd_per_hour = value,
        bounds: from_zero,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::columns;

    #[test]
    fn every_knob_is_a_column_that_takes_and_gives_its_value() {
        let book = crate::pricebook::PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb\nA,1M,100,1024\n";
        let workload = crate::scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        for knob in KNOBS {
            let column = &columns::COLUMNS[columns::find(knob.name).unwrap()];
            let mut turned = workload.clone();
            (knob.set)(&mut turned, Dec::from_int(777));
            assert_eq!(column.value(&turned), Some("777".to_owned()), "{}", knob.name);
        }
    }

    #[test]
    fn whole_columns_are_those_that_refuse_a_half() {
        let book = crate::pricebook::PriceBook::current().unwrap();
        let header = "name,requests_per_month,duration_ms,memory_mb,instance_type";
        for knob in KNOBS {
            let csv = format!("{header},{}\nA,1M,1000,1024,m7i.large,600.5\n", knob.name);
            let refused = match crate::scenario::read_str(&csv, book.rules()) {
                Ok(_) => false,
                Err(error) => error.to_string().contains("whole"),
            };
            assert_eq!(knob.is_whole(), refused, "{}", knob.name);
        }
    }
}
