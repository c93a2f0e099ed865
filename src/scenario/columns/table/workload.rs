//! The workload: its name, its region, and how much demand it has when.

use crate::scenario::columns::book_names::{check_region, region_code};
use crate::scenario::columns::cells::{at_least_one, demand_of, number, text_of};
use crate::scenario::columns::{Column, Fault};
use crate::scenario::workload::{DEFAULT_REGION, Demand, Traffic};
use crate::traffic::builtin_names;

/// The columns, in the order of listings.
pub(super) const COLUMNS: &[Column] = &[
    Column {
        name: "name",
        unit: "text",
        default: "required, unique",
        meaning: "what the workload is called, in any script",
        example: "Checkout API",
        required: true,
        set: |workload, cell, _| {
            cell.clone_into(&mut workload.name);
            Ok(())
        },
        get: |workload| Some(workload.name.clone()),
    },
    Column {
        name: "region",
        unit: "AWS code",
        default: DEFAULT_REGION,
        meaning: "the AWS region whose prices count",
        example: "eu-west-1",
        required: false,
        set: |workload, cell, context| {
            let cell = &*region_code(cell, context);
            check_region(cell, context)?;
            if workload.region != cell {
                workload.region = cell.to_owned().into();
            }
            Ok(())
        },
        get: |workload| Some(workload.region.to_string()),
    },
    Column {
        name: "requests_per_month",
        unit: "count",
        default: "exactly one of the four",
        meaning: "demand a month",
        example: "50M",
        required: true,
        set: |workload, cell, _| {
            workload.demand = Demand::PerMonth(number(cell)?);
            Ok(())
        },
        get: |workload| {
            demand_of(workload, |demand| match demand {
                Demand::PerMonth(count) => Some(count),
                _ => None,
            })
        },
    },
    Column {
        name: "requests_per_day",
        unit: "count",
        default: "exactly one of the four",
        meaning: "demand a day",
        example: "1.6M",
        required: true,
        set: |workload, cell, _| {
            workload.demand = Demand::PerDay(number(cell)?);
            Ok(())
        },
        get: |workload| {
            demand_of(workload, |demand| match demand {
                Demand::PerDay(count) => Some(count),
                _ => None,
            })
        },
    },
    Column {
        name: "requests_per_hour",
        unit: "count",
        default: "exactly one of the four",
        meaning: "demand an hour",
        example: "68k",
        required: true,
        set: |workload, cell, _| {
            workload.demand = Demand::PerHour(number(cell)?);
            Ok(())
        },
        get: |workload| {
            demand_of(workload, |demand| match demand {
                Demand::PerHour(count) => Some(count),
                _ => None,
            })
        },
    },
    Column {
        name: "requests_per_second",
        unit: "count",
        default: "exactly one of the four",
        meaning: "demand a second",
        example: "19",
        required: true,
        set: |workload, cell, _| {
            workload.demand = Demand::PerSecond(number(cell)?);
            Ok(())
        },
        get: |workload| {
            demand_of(workload, |demand| match demand {
                Demand::PerSecond(count) => Some(count),
                _ => None,
            })
        },
    },
    Column {
        name: "traffic",
        unit: "profile",
        default: "steady",
        meaning: "when demand comes: steady, daily, weekly, web, events, office-hours, nightly, or a CSV of weights of the hours of a day or a week beside the scenario",
        example: "weekly",
        required: false,
        set: |workload, cell, context| {
            // In capitals or not, as other values that are known.
            let known = builtin_names().find(|name| name.eq_ignore_ascii_case(cell));
            workload.traffic = match known.unwrap_or(cell) {
                "steady" => Traffic::Steady,
                reference => Traffic::Profile(
                    context
                        .profiles
                        .load(reference)
                        .map_err(|help| Fault::new("is no usable traffic profile", help))?,
                ),
            };
            Ok(())
        },
        get: |workload| Some(workload.traffic.name().to_owned()),
    },
    Column {
        name: "burst",
        unit: "ratio, 1 or more",
        default: "1 for steady traffic, else 2",
        meaning: "busiest stretch of an hour over its mean; the fleet must carry it",
        example: "3",
        required: false,
        set: |workload, cell, _| {
            workload.burst = Some(at_least_one(cell)?);
            Ok(())
        },
        get: |workload| text_of(workload.effective_burst()),
    },
];
