//! A row while it is being read: the workload so far and which columns were filled.

use super::columns::{COLUMNS, Column, DEFAULT_EBS_GB, Fault, find};
use super::doubted::MOST_MEMORY_MB;
use super::impossible_cpu::impossible_cpu;
use super::in_bytes;
use super::memory_size::memory_size_fault;
use super::priced_hours;
use super::ranges;
use super::reader::Context;
use super::workload::{
    DEFAULT_REGION, Demand, FrontDoor, InstanceChoice, Invocation, Scaling, SnapStart, Traffic, Workload,
};
use crate::terms::{Arch, Purchase};
use crate::units::Dec;
use std::sync::LazyLock;

/// Bits of the columns that every row needs, and of the demand columns, of which it needs one.
static REQUIRED: LazyLock<(u64, u64)> = LazyLock::new(|| {
    let bits = |wanted: fn(&Column) -> bool| {
        (COLUMNS.iter().enumerate()).filter(|(_, column)| wanted(column)).map(|(at, _)| 1 << at).sum()
    };
    (bits(|column| column.required && !column.is_demand()), bits(Column::is_demand))
});

/// A row being read.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Boxed: a row is some thousand bytes and passes through many hands.
    pub(super) workload: Box<Workload>,
    /// One bit for each column of [`COLUMNS`] that was filled.
    pub(super) filled: u64,
    /// One bit for each column whose cell could not be read.
    pub(super) failed: u64,
    /// One bit for each column that the heading lacks or misnames: that is the heading's fault, and no row's.
    pub(super) unknown: u64,
}

/// A fault that concerns a whole row, and the column where it is best shown.
#[derive(Debug)]
pub(super) struct RowFault {
    pub(super) column: Option<&'static str>,
    pub(super) fault: Box<Fault>,
}

impl Draft {
    /// A row with every default.
    pub(super) fn new() -> Draft {
        Draft {
            workload: Box::new(Workload {
                name: String::new(),
                line: None,
                region: DEFAULT_REGION.into(),
                demand: Demand::PerMonth(Dec::ZERO),
                traffic: Traffic::Steady,
                burst: None,
                duration_ms: Dec::ZERO,
                duration_cv: Dec::ZERO,
                memory_mb: Dec::ZERO,
                memory_used_mb: None,
                cpu_ms: None,
                parallelism: Dec::ONE,
                arch: Arch::X86_64,
                init_ms: None,
                cold_start_pct: None,
                ephemeral_mb: Dec::from_int(512),
                provisioned_concurrency: Dec::ZERO,
                provisioned_hours_per_month: None,
                provisioned_share_pct: None,
                snapstart: SnapStart::None,
                invocation: Invocation::Sync,
                request_kb: Dec::ZERO,
                response_kb: Dec::ZERO,
                requests_per_connection: None,
                front_door: FrontDoor::None,
                log_kb: Dec::ZERO,
                package_mb: Dec::ZERO,
                instance_types: Vec::<InstanceChoice>::new(),
                instance_count: None,
                min_instances: None,
                spare_instances: Dec::ZERO,
                os_memory_mb: Dec::from_int(512),
                target_utilization_pct: None,
                requests_per_second_per_instance: None,
                max_wait_ms: None,
                wait_percentile: Dec::from_int(95),
                cpu_factor: Dec::ONE,
                scaling: None,
                schedule: None,
                purchase: Purchase::OnDemand,
                lambda_purchase: Purchase::OnDemand,
                ebs_gb: DEFAULT_EBS_GB,
                ops_hours_lambda: Dec::ZERO,
                ops_hours_ec2: Dec::ZERO,
                ops_usd_per_hour: Dec::ZERO,
                growth_pct_per_month: Dec::ZERO,
                migration_usd: Dec::ZERO,
                ranges: Vec::new(),
                later_ranges: Vec::new(),
            }),
            filled: 0,
            failed: 0,
            unknown: 0,
        }
    }

    /// A row that is complete already, to change some of its columns.
    pub(super) fn of(workload: Workload) -> Draft {
        // Which demand column was filled makes no difference to a row whose demand is known.
        let one_demand = REQUIRED.1 & REQUIRED.1.wrapping_neg();
        let filled = REQUIRED.0 | one_demand | priced_hours::price_of(&workload);
        Draft { workload: Box::new(workload), filled, failed: 0, unknown: 0 }
    }

    /// That the demand was changed and not given twice: one demand column takes the place of another.
    pub(super) fn has_one_demand(&mut self) {
        let one_demand = REQUIRED.1 & REQUIRED.1.wrapping_neg();
        self.filled = (self.filled & !REQUIRED.1) | one_demand;
    }

    /// Checks what concerns several columns and gives the faults. A check that needs a cell that could not be read is
    /// left out: that cell has its own fault.
    pub(super) fn check(&self, context: &Context<'_>) -> Vec<RowFault> {
        let mut faults = Vec::new();
        self.check_required(&mut faults);
        self.check_lambda(context, &mut faults);
        self.check_ec2(&mut faults);
        priced_hours::check(self, &mut faults);
        if !self.workload.ranges.is_empty() {
            ranges::check(self, context, &mut faults);
        }
        faults
    }

    /// Whether all of these columns were read, or left to their defaults.
    fn knows(&self, names: &[&str]) -> bool {
        let lost = self.failed | self.unknown;
        lost == 0 || names.iter().all(|name| find(name).is_none_or(|at| lost & (1 << at) == 0))
    }

    /// Whether this required column has a value.
    #[inline]
    fn has(&self, name: &str) -> bool {
        if self.failed == 0 && self.filled & REQUIRED.0 == REQUIRED.0 {
            return true;
        }
        find(name).is_some_and(|at| self.filled & !self.failed & (1 << at) != 0)
    }

    fn check_required(&self, faults: &mut Vec<RowFault>) {
        let filled = self.filled | self.failed;
        if filled & REQUIRED.0 == REQUIRED.0 && (filled & REQUIRED.1).count_ones() == 1 {
            return;
        }
        let mut demands = 0;
        for (at, column) in COLUMNS.iter().enumerate() {
            // A cell that could not be read was at least filled.
            let filled = (self.filled | self.failed) & (1 << at) != 0;
            if column.is_demand() {
                demands += u32::from(filled);
            } else if column.required && !filled && self.unknown & (1 << at) == 0 {
                faults.push(RowFault {
                    column: Some(column.name),
                    fault: Fault::new(
                        format!("{} is empty", column.name),
                        format!("every row needs {}: {}", column.name, column.meaning),
                    ),
                });
            }
        }
        // One of two that cannot be read may have been meant to be empty.
        let may_be_one = demands > 1 && self.failed & REQUIRED.1 != 0;
        if demands != 1 && !may_be_one && self.unknown & REQUIRED.1 == 0 {
            faults.push(RowFault {
                column: Some("requests_per_month"),
                fault: Fault::new(
                    if demands == 0 { "the row has no demand" } else { "the row has its demand twice" },
                    "fill exactly one of requests_per_month, requests_per_day, requests_per_hour and \
                     requests_per_second",
                ),
            });
        }
    }

    pub(super) fn check_lambda(&self, context: &Context<'_>, faults: &mut Vec<RowFault>) {
        let workload = &self.workload;
        let rules = context.rules;
        let mut fault = |column: &'static str, message: String, help: String| {
            faults.push(RowFault { column: Some(column), fault: Fault::new(message, help) });
        };
        let memory = workload.memory_mb;
        let has_memory = self.has("memory_mb");
        if let Some(wrong) = memory_size_fault(memory, rules).filter(|_| has_memory) {
            fault(
                "memory_mb",
                wrong.message,
                wrong.help
                    + &in_gb(memory, context, |mb| memory_size_fault(mb, rules).is_none() && mb <= rules.memory_max_mb),
            );
        }
        let is_size = |mb: Dec| memory_size_fault(mb, rules).is_none() && mb <= MOST_MEMORY_MB;
        if let Some(wrong) = in_bytes::whole(memory, is_size).filter(|_| has_memory && context.is_written) {
            fault("memory_mb", wrong.message, wrong.help);
        }
        if let Some(used) = workload.memory_used_mb.filter(|_| has_memory) {
            let most = if context.is_written { in_bytes::in_mb(memory, is_size) } else { memory };
            let in_bytes = in_bytes::measured(used, |mb| mb <= most).filter(|_| context.is_written);
            // Lambda itself logs a megabyte or two more than a function has, such as 129 MB of 128 MB.
            let logged = most.add(MORE_USED_MB).unwrap_or(most);
            if let Some(wrong) = in_bytes {
                fault("memory_used_mb", wrong.message, wrong.help);
            } else if used > logged {
                fault(
                    "memory_used_mb",
                    format!("a request cannot hold more than memory_mb, which is {most}"),
                    "raise memory_mb or lower memory_used_mb".to_owned() + &in_kb(used, most, context),
                );
            }
        }
        let can_check_cpu = has_memory && self.has("duration_ms") && self.knows(&["parallelism"]);
        if let Some((message, help)) = impossible_cpu(workload, rules).filter(|_| can_check_cpu) {
            fault("cpu_ms", message, help);
        }
        if workload.ephemeral_mb < rules.ephemeral_min_mb {
            fault(
                "ephemeral_mb",
                format!("{} MB is below the smallest ephemeral storage", workload.ephemeral_mb),
                format!("use {} or more", rules.ephemeral_min_mb)
                    + &in_gb(workload.ephemeral_mb, context, |mb| {
                        mb.is_whole() && mb >= rules.ephemeral_min_mb && mb <= rules.ephemeral_max_mb
                    }),
            );
        }
        let is_storage = |mb: Dec| mb >= rules.ephemeral_min_mb && mb <= rules.ephemeral_max_mb;
        if let Some(wrong) = in_bytes::whole(workload.ephemeral_mb, is_storage).filter(|_| context.is_written) {
            fault("ephemeral_mb", wrong.message, wrong.help);
        }
        if let Some(hours) = workload.provisioned_hours_per_month
            && hours > context.hours_per_month
        {
            fault(
                "provisioned_hours_per_month",
                format!("{hours} hours are more than the month's {}", context.hours_per_month),
                "lower it, or leave it empty for the whole month".to_owned(),
            );
        }
        if workload.snapstart != SnapStart::None && self.knows(&["provisioned_concurrency", "ephemeral_mb"]) {
            if !workload.provisioned_concurrency.is_zero() {
                fault(
                    "snapstart",
                    "SnapStart cannot be used with provisioned concurrency".to_owned(),
                    "set snapstart to none or provisioned_concurrency to 0".to_owned(),
                );
            }
            if workload.ephemeral_mb > rules.ephemeral_min_mb {
                fault(
                    "snapstart",
                    "SnapStart cannot be used with more ephemeral storage than the free part".to_owned(),
                    format!("set ephemeral_mb to {} or snapstart to none", rules.ephemeral_min_mb),
                );
            }
        }
    }

    pub(super) fn check_ec2(&self, faults: &mut Vec<RowFault>) {
        let workload = &self.workload;
        let mut fault = |column: &'static str, message: &str, help: &str| {
            faults.push(RowFault { column: Some(column), fault: Fault::new(message, help) });
        };
        let one_type = matches!(workload.instance_types.as_slice(), [InstanceChoice::Type(_)]);
        let measured = workload.requests_per_second_per_instance.is_some();
        if measured && !one_type && self.knows(&["instance_type"]) {
            fault(
                "requests_per_second_per_instance",
                "a measured capacity belongs to one instance type",
                "name the type it was measured on in instance_type",
            );
        }
        let scheduled = (workload.scaling, workload.schedule.is_some());
        match scheduled {
            _ if !self.knows(&["scaling", "schedule"]) => {}
            (Some(Scaling::Scheduled), false) => {
                fault("scaling", "a scheduled fleet needs its hours", "fill schedule, such as Mon-Fri 08:00-20:00")
            }
            (scaling, true) if scaling != Some(Scaling::Scheduled) => fault(
                "schedule",
                "a schedule is used by scheduled fleets only",
                "set scaling to scheduled, or leave schedule empty",
            ),
            _ => {}
        }
        if let (Some(scaling), Some(_)) = (workload.scaling, workload.instance_count)
            && scaling != Scaling::Fixed
            && self.knows(&["scaling", "instance_count"])
        {
            fault(
                "scaling",
                &format!(
                    "{} does not go with instance_count: a given number of instances runs all month",
                    scaling.name()
                ),
                "set scaling to fixed or leave it empty; or leave instance_count empty",
            );
        }
        let committed = matches!(workload.purchase, Purchase::Committed(_));
        let per_run = workload.scaling == Some(Scaling::PerRun) && self.knows(&["instance_count"]);
        if per_run && committed && workload.instance_count.is_none() {
            fault(
                "purchase",
                "instances that start for each run cannot be bought by commitment",
                "set purchase to on-demand or spot",
            );
        }
    }
}

/// What to write for what a request holds where that is too much in MB, and in KB as much as a function may hold.
fn in_kb(used: Dec, memory_mb: Dec, context: &Context<'_>) -> String {
    let is_held = |mb: &Dec| *mb >= LEAST_HELD_MB && *mb <= memory_mb;
    match used.ratio(1, 1_024).filter(|mb| context.is_written && is_held(mb)) {
        Some(mb) => format!("; if it is in KB, write {mb}"),
        None => String::new(),
    }
}

/// What a runtime holds before it does anything.
const LEAST_HELD_MB: Dec = Dec::from_int(16);

/// What Lambda's logs say to be used beyond a function's memory at the most, MB: `Memory Size: 128 MB Max Memory Used: 129 MB`.
const MORE_USED_MB: Dec = Dec::from_int(2);

/// What to write for a size that is too small in MB and fits in GB, or as thousands with a point between them, where it was
/// written so.
fn in_gb(size: Dec, context: &Context<'_>, fits: impl Fn(Dec) -> bool) -> String {
    let larger = |times: u64| size.times(times).filter(|mb| context.is_written && fits(*mb));
    let thousands = || larger(1_000).filter(|mb| mb.is_whole() && !size.is_whole());
    match (larger(1_024), thousands()) {
        (Some(mb), _) => format!("; if it is in GB, write {mb}"),
        (None, Some(mb)) => format!("; if its point stands between thousands, write {mb}"),
        (None, None) => String::new(),
    }
}
