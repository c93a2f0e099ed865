//! What goes beyond AWS's bill of a month: people's work, growth, and the move.

use crate::scenario::columns::cells::{number, text_of};
use crate::scenario::columns::{Column, Fault};
use crate::units::Dec;

/// Growth a month below 0.1 % was most likely meant as a fraction of 1.
const LEAST_GROWTH_PCT: Dec = Dec::from_raw(100_000_000_000);

/// The columns, in the order of listings.
pub(super) const COLUMNS: &[Column] = &[
    Column {
        name: "ops_hours_lambda",
        unit: "h/month",
        default: "0",
        meaning: "people's work on operations with Lambda",
        example: "2",
        required: false,
        set: |workload, cell, _| {
            workload.ops_hours_lambda = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.ops_hours_lambda),
    },
    Column {
        name: "ops_hours_ec2",
        unit: "h/month",
        default: "0",
        meaning: "people's work on operations with EC2",
        example: "12",
        required: false,
        set: |workload, cell, _| {
            workload.ops_hours_ec2 = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.ops_hours_ec2),
    },
    Column {
        name: "ops_usd_per_hour",
        unit: "USD/h",
        default: "none; hours need one",
        meaning: "cost of an hour of that work",
        example: "60",
        required: false,
        set: |workload, cell, _| {
            workload.ops_usd_per_hour = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.ops_usd_per_hour),
    },
    Column {
        name: "growth_pct_per_month",
        unit: "%",
        default: "0",
        meaning: "how much demand grows each month, 0 or more: demand that shrinks has no place; --months says for how long",
        example: "5",
        required: false,
        set: |workload, cell, context| {
            let value = number(cell.trim().strip_suffix('%').unwrap_or(cell))?;
            let may_be_fraction = value < LEAST_GROWTH_PCT && !value.is_zero() && !cell.contains('%');
            if context.is_written && may_be_fraction {
                let meant = value.ratio(100, 1).unwrap_or(value);
                // What would be asked about again is written with its sign.
                let sign = if meant < LEAST_GROWTH_PCT { "%" } else { "" };
                let help = format!("write {meant}{sign} for {meant} % a month, or {value}% for {value} %");
                return Err(Fault::new(format!("is below {LEAST_GROWTH_PCT} %"), help));
            }
            if value > Dec::from_int(1_000) {
                return Err(Fault::new("is above 1000 % a month", "write the growth of one month, such as 5"));
            }
            workload.growth_pct_per_month = value;
            Ok(())
        },
        get: |workload| text_of(workload.growth_pct_per_month),
    },
    Column {
        name: "migration_usd",
        unit: "USD",
        default: "0",
        meaning: "what moving to the other side costs once",
        example: "8000",
        required: false,
        set: |workload, cell, _| {
            workload.migration_usd = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.migration_usd),
    },
];
