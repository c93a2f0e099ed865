//! The fleet: its instances, and what they are sized for.

use crate::scenario::columns::book_names::read_instance_types;
use crate::scenario::columns::cells::{
    SCALINGS, choice, clear_percent, count, number, optional, positive, positive_count, text_of, whole_percent,
};
use crate::scenario::columns::{Column, Fault};
use crate::scenario::workload::InstanceChoice;
use crate::traffic::Schedule;
use crate::units::Dec;

/// The columns, in the order of listings.
pub(super) const COLUMNS: &[Column] = &[
    Column {
        name: "instance_type",
        unit: "type",
        default: "the cheapest that fits",
        meaning: "a type, or a list of types and families to choose from",
        example: "m7g c7g t4g",
        required: false,
        set: |workload, cell, context| read_instance_types(cell, &mut workload.instance_types, context),
        get: |workload| {
            let names: Vec<&str> = workload.instance_types.iter().map(InstanceChoice::name).collect();
            (!names.is_empty()).then(|| names.join(" "))
        },
    },
    Column {
        name: "instance_count",
        unit: "count",
        default: "sized from the demand",
        meaning: "a given fleet that runs all month: its utilization is reported instead; goes with scaling fixed only",
        example: "4",
        required: false,
        set: |workload, cell, _| {
            workload.instance_count = Some(positive_count(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.instance_count),
    },
    Column {
        name: "min_instances",
        unit: "count",
        default: "2; 1 for async",
        meaning: "fewest instances: two Availability Zones for synchronous work",
        example: "3",
        required: false,
        set: |workload, cell, _| {
            workload.min_instances = Some(count(cell)?);
            Ok(())
        },
        get: |workload| text_of(workload.effective_min_instances()),
    },
    Column {
        name: "spare_instances",
        unit: "count",
        default: "0",
        meaning: "instances beyond the need of the hour: 1 = N+1",
        example: "1",
        required: false,
        set: |workload, cell, _| {
            workload.spare_instances = count(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.spare_instances),
    },
    Column {
        name: "os_memory_mb",
        unit: "MB",
        default: "512",
        meaning: "memory of an instance that requests cannot use",
        example: "1024",
        required: false,
        set: |workload, cell, _| {
            workload.os_memory_mb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.os_memory_mb),
    },
    Column {
        name: "target_utilization_pct",
        unit: "%",
        default: "60",
        meaning: "level of CPUs, and of the requests that memory holds, that the fleet is sized for",
        example: "70",
        required: false,
        set: |workload, cell, context| {
            workload.target_utilization_pct = Some(clear_percent(whole_percent, cell, context)?);
            Ok(())
        },
        get: |workload| text_of(workload.effective_target_utilization_pct()),
    },
    Column {
        name: "requests_per_second_per_instance",
        unit: "1/s",
        default: "the model's capacity",
        meaning: "measured: what one instance is to carry, to which target_utilization_pct does not apply; needs one instance_type",
        example: "180",
        required: false,
        set: |workload, cell, _| {
            workload.requests_per_second_per_instance = Some(positive(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.requests_per_second_per_instance),
    },
    Column {
        name: "max_wait_ms",
        unit: "ms",
        default: "sized by utilization",
        meaning: "size for queueing delay (Erlang C) instead of CPU utilization; memory counts as before",
        example: "50",
        required: false,
        set: |workload, cell, _| {
            workload.max_wait_ms = Some(number(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.max_wait_ms),
    },
    Column {
        name: "wait_percentile",
        unit: "%",
        default: "95",
        meaning: "share of requests that must not wait longer than max_wait_ms",
        example: "99",
        required: false,
        set: |workload, cell, context| {
            let value = whole_percent(cell)?;
            if value == Dec::from_int(100) {
                return Err(Fault::new("is not between 0 and 100", "write a percentage such as 95 or 99.9"));
            }
            if context.is_written && value == Dec::ONE && !cell.contains('%') {
                return Err(Fault::new(
                    "may be a fraction of 1",
                    "write a percentage such as 95 or 99.9, or 1% for 1 %",
                ));
            }
            workload.wait_percentile = value;
            Ok(())
        },
        get: |workload| text_of(workload.wait_percentile),
    },
    Column {
        name: "cpu_factor",
        unit: "ratio",
        default: "1",
        meaning: "work an EC2 vCPU does per Lambda vCPU",
        example: "1.3",
        required: false,
        set: |workload, cell, _| {
            workload.cpu_factor = positive(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.cpu_factor),
    },
    Column {
        name: "scaling",
        unit: "auto, fixed, scheduled, per-run",
        default: "auto; for async the cheaper of auto and per-run",
        meaning: "how a fleet that is sized follows demand",
        example: "fixed",
        required: false,
        set: |workload, cell, _| {
            workload.scaling = Some(choice(cell, SCALINGS)?);
            Ok(())
        },
        get: |workload| workload.scaling.map(|scaling| scaling.name().to_owned()),
    },
    Column {
        name: "schedule",
        unit: "days and times",
        default: "none",
        meaning: "running hours of a scheduled fleet",
        example: "Mon-Fri 08:00-20:00",
        required: false,
        set: |workload, cell, _| {
            let schedule = Schedule::parse(cell).map_err(|error| Fault::new("is not a schedule", error.to_string()))?;
            workload.schedule = Some(schedule);
            Ok(())
        },
        get: |workload| workload.schedule.as_ref().map(|schedule| schedule.text().to_owned()),
    },
];
