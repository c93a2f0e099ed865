//! How each side is bought, and the volume that each instance is bought with.

use crate::scenario::columns::cells::{lambda_purchase, number, purchase, text_of};
use crate::scenario::columns::{Column, Fault};
use crate::units::Dec;

/// The largest gp3 volume, GiB: 64 TiB (<https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html>, read
/// 2026-09-27).
pub const MOST_EBS_GB: Dec = Dec::from_int(65_536);

/// The smallest gp3 volume, GiB (the same source).
const LEAST_EBS_GB: Dec = Dec::ONE;

/// The volume of an instance where a scenario gives none, GB: room for the system.
pub const DEFAULT_EBS_GB: Dec = Dec::from_int(20);

/// The columns, in the order of listings.
pub(super) const COLUMNS: &[Column] = &[
    Column {
        name: "purchase",
        unit: "purchase option",
        default: "on-demand",
        meaning: "how EC2 is bought: on-demand, spot, {compute-sp|ec2-sp|ri|ri-convertible}-{1y|3y}[-{no|partial|all}-upfront]",
        example: "compute-sp-1y",
        required: false,
        set: |workload, cell, _| {
            workload.purchase = purchase(cell)?;
            Ok(())
        },
        get: |workload| Some(workload.purchase.to_string()),
    },
    Column {
        name: "lambda_purchase",
        unit: "purchase option",
        default: "on-demand",
        meaning: "how Lambda is bought: on-demand or compute-sp-{1y|3y}[-{no|partial|all}-upfront]; the embedded books have no rate of partial: give one with --pricing",
        example: "compute-sp-1y",
        required: false,
        set: |workload, cell, _| {
            workload.lambda_purchase = lambda_purchase(cell)?;
            Ok(())
        },
        get: |workload| Some(workload.lambda_purchase.to_string()),
    },
    Column {
        name: "ebs_gb",
        unit: "GB",
        default: "20",
        meaning: "gp3 root volume of each instance",
        example: "30",
        required: false,
        set: |workload, cell, _| {
            let value = number(cell)?;
            if value > MOST_EBS_GB {
                let in_bytes = value.ratio(1, 1 << 30).filter(|gb| *gb >= LEAST_EBS_GB && *gb <= MOST_EBS_GB);
                let help = format!("write {MOST_EBS_GB} or less: this is one volume for each instance");
                return Err(Fault::new(
                    "is more than the largest gp3 volume",
                    in_bytes.map_or(help.clone(), |gb| format!("{help}; if it is in bytes, write {gb}")),
                ));
            }
            if !value.is_zero() && value < LEAST_EBS_GB {
                return Err(Fault::new(
                    "is less than the smallest gp3 volume",
                    format!("write {LEAST_EBS_GB} or more, or 0 for none; if it is in TB, write it times 1,024"),
                ));
            }
            workload.ebs_gb = value;
            Ok(())
        },
        get: |workload| text_of(workload.ebs_gb),
    },
];
