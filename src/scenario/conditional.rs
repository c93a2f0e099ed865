//! Columns whose cells count only where another one says so.

use super::columns::{COLUMNS, find};
use super::workload::{FrontDoor, InstanceChoice, Invocation, Scaling, Workload};
use crate::units::Dec;
use std::sync::LazyLock;

/// A column whose cells count only where another one says so.
pub(super) struct Conditional {
    pub(super) name: &'static str,
    /// What it has no effect on, where that is not everything; begins with a space.
    pub(super) on: &'static str,
    /// What a row needs for it, in words.
    pub(super) needs: &'static str,
    pub(super) is_used: fn(&Workload) -> bool,
}

/// All of them.
pub(super) const CONDITIONAL: [Conditional; 14] = [
    Conditional {
        name: "cold_start_pct",
        on: "",
        needs: "init_ms above 0, or snapstart for python or dotnet",
        is_used: |workload| workload.init_ms.is_some_and(|init| !init.is_zero()) || workload.snapstart.is_charged(),
    },
    Conditional {
        name: "provisioned_hours_per_month",
        on: "",
        needs: "provisioned_concurrency above 0",
        is_used: |workload| !workload.provisioned_concurrency.is_zero(),
    },
    Conditional {
        name: "provisioned_share_pct",
        on: "",
        needs: "provisioned_concurrency above 0 in hours above 0",
        is_used: |workload| {
            !workload.provisioned_concurrency.is_zero()
                && workload.provisioned_hours_per_month.is_none_or(|hours| !hours.is_zero())
        },
    },
    // A caller that waits for its answer gets one of limited size; what an event leaves behind only counts where it goes out.
    Conditional {
        name: "response_kb",
        on: "",
        needs: "a caller that waits (invocation sync) or a front_door",
        is_used: |workload| workload.invocation == Invocation::Sync || workload.front_door != FrontDoor::None,
    },
    Conditional {
        name: "requests_per_connection",
        on: "",
        needs: "a load balancer: front_door alb, or a fleet of several instances for callers that wait",
        is_used: |workload| {
            let several = workload.scaling != Some(Scaling::PerRun) && workload.instance_count != Some(Dec::ONE);
            workload.front_door == FrontDoor::Alb || (workload.invocation == Invocation::Sync && several)
        },
    },
    // A given fleet is not sized by it, but warned of.
    Conditional { name: "max_wait_ms", on: "", needs: "a fleet that stays, not per-run", is_used: stays },
    Conditional {
        name: "wait_percentile",
        on: "",
        needs: "max_wait_ms and a fleet that stays, not per-run",
        is_used: |workload| workload.max_wait_ms.is_some() && stays(workload),
    },
    Conditional {
        name: "min_instances",
        on: "",
        needs: "a fleet that is sized, without instance_count and not per-run",
        is_used: is_sized,
    },
    Conditional {
        name: "spare_instances",
        on: "",
        needs: "a fleet that is sized, without instance_count and not per-run",
        is_used: is_sized,
    },
    Conditional {
        name: "target_utilization_pct",
        on: "",
        needs: "a fleet that is sized by its load, without instance_count, requests_per_second_per_instance and per-run",
        is_used: |workload| is_sized(workload) && workload.requests_per_second_per_instance.is_none(),
    },
    // Credits of burstable types are earned and used by CPU work, whatever the capacity; a load balancer's units may follow
    // how long a request takes.
    Conditional {
        name: "cpu_factor",
        on: " on the number of instances",
        needs: "a fleet that is sized by its CPU work, without requests_per_second_per_instance, or a burstable type",
        is_used: |workload| {
            workload.requests_per_second_per_instance.is_none() || may_run_alone(workload) || may_be_burstable(workload)
        },
    },
    Conditional {
        name: "os_memory_mb",
        on: "",
        needs: "a fleet whose memory is asked for, without requests_per_second_per_instance or per-run",
        is_used: |workload| workload.requests_per_second_per_instance.is_none() || may_run_alone(workload),
    },
    Conditional {
        name: "requests_per_second_per_instance",
        on: "",
        needs: "a fleet that stays, not per-run",
        is_used: stays,
    },
    Conditional {
        name: OPS_PRICE,
        on: "",
        needs: "ops_hours_lambda or ops_hours_ec2 above 0",
        is_used: |workload| !workload.ops_hours_lambda.is_zero() || !workload.ops_hours_ec2.is_zero(),
    },
];

/// The price of an hour of work.
pub(super) const OPS_PRICE: &str = "ops_usd_per_hour";

/// The bits of [`CONDITIONAL`] by place in the column table: rows are noted by the million.
pub(super) static BITS: LazyLock<[u64; CONDITIONAL.len()]> =
    LazyLock::new(|| CONDITIONAL.each_ref().map(|column| find(column.name).map_or(0, |at| 1 << at)));

fn stays(workload: &Workload) -> bool {
    workload.scaling != Some(Scaling::PerRun)
}

/// Whether runs have an instance each, or may come to: asynchronous work takes the cheaper way where none is asked for.
fn may_run_alone(workload: &Workload) -> bool {
    match workload.scaling {
        Some(scaling) => scaling == Scaling::PerRun,
        None => workload.invocation == Invocation::Async && workload.instance_count.is_none(),
    }
}

fn is_sized(workload: &Workload) -> bool {
    workload.instance_count.is_none() && stays(workload)
}

/// Whether the type that a capacity was measured on may earn credits: their families begin with t.
fn may_be_burstable(workload: &Workload) -> bool {
    workload.instance_types.iter().any(|choice| match choice {
        InstanceChoice::Type(name) | InstanceChoice::Family(name) => name.starts_with('t'),
    })
}

/// Whether a cell says 0, which is no more than an empty one says: sheets that are filled throughout have many.
pub(super) fn is_nothing(column: &Conditional, workload: &Workload) -> bool {
    find(column.name).and_then(|at| COLUMNS[at].value(workload)).is_some_and(|value| value == "0")
}
