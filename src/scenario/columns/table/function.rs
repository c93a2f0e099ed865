//! The function: how it starts, what it is sent and answers, what stands in front of it, and what it comes with.

use crate::scenario::columns::Column;
use crate::scenario::columns::cells::{
    FRONT_DOORS, INVOCATIONS, SNAPSTARTS, choice, clear_percent, count, front_door, name_of, number, optional, percent,
    positive, snapstart, text_of,
};

/// The columns, in the order of listings.
pub(super) const COLUMNS: &[Column] = &[
    Column {
        name: "init_ms",
        unit: "ms",
        default: "0",
        meaning: "billed INIT of a cold start; with SnapStart, the billed restore time",
        example: "900",
        required: false,
        set: |workload, cell, _| {
            workload.init_ms = Some(number(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.init_ms),
    },
    Column {
        name: "cold_start_pct",
        unit: "%",
        default: "0; estimated from the traffic when init_ms is given",
        meaning: "share of invocations that start cold, of those that provisioned concurrency does not serve",
        example: "0.5",
        required: false,
        set: |workload, cell, _| {
            workload.cold_start_pct = Some(percent(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.cold_start_pct),
    },
    Column {
        name: "ephemeral_mb",
        unit: "MB",
        default: "512",
        meaning: "ephemeral storage (/tmp); what is above 512 MB is charged",
        example: "2048",
        required: false,
        set: |workload, cell, _| {
            workload.ephemeral_mb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.ephemeral_mb),
    },
    Column {
        name: "provisioned_concurrency",
        unit: "count",
        default: "0",
        meaning: "environments kept ready",
        example: "10",
        required: false,
        set: |workload, cell, _| {
            workload.provisioned_concurrency = count(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.provisioned_concurrency),
    },
    Column {
        name: "provisioned_hours_per_month",
        unit: "h",
        default: "the whole month",
        meaning: "hours in which provisioned concurrency is enabled: the profile's busiest",
        example: "220",
        required: false,
        set: |workload, cell, _| {
            workload.provisioned_hours_per_month = Some(number(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.provisioned_hours_per_month),
    },
    Column {
        name: "provisioned_share_pct",
        unit: "%",
        default: "Erlang B, hour by hour",
        meaning: "share of the invocations in those hours that it serves, where known",
        example: "100",
        required: false,
        set: |workload, cell, context| {
            workload.provisioned_share_pct = Some(clear_percent(percent, cell, context)?);
            Ok(())
        },
        get: |workload| optional(workload.provisioned_share_pct),
    },
    Column {
        name: "snapstart",
        unit: "none, java, python, dotnet",
        default: "none",
        meaning: "Lambda SnapStart; caching and restoring are charged for Python and .NET",
        example: "python",
        required: false,
        set: |workload, cell, _| {
            workload.snapstart = snapstart(cell)?;
            Ok(())
        },
        get: |workload| name_of(workload.snapstart, SNAPSTARTS),
    },
    Column {
        name: "invocation",
        unit: "sync, async",
        default: "sync",
        meaning: "whether a caller waits; decides request counting, payload limits and the smallest fleet",
        example: "async",
        required: false,
        set: |workload, cell, _| {
            workload.invocation = choice(cell, INVOCATIONS)?;
            Ok(())
        },
        get: |workload| name_of(workload.invocation, INVOCATIONS),
    },
    Column {
        name: "request_kb",
        unit: "KB",
        default: "0",
        meaning: "size of a request (1 KB = 1,024 bytes)",
        example: "4",
        required: false,
        set: |workload, cell, _| {
            workload.request_kb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.request_kb),
    },
    Column {
        name: "response_kb",
        unit: "KB",
        default: "0",
        meaning: "size of a response; above 6 MB it is streamed",
        example: "20",
        required: false,
        set: |workload, cell, _| {
            workload.response_kb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.response_kb),
    },
    Column {
        name: "requests_per_connection",
        unit: "count",
        default: "50",
        meaning: "requests that share one connection, for the load balancer's capacity units",
        example: "10",
        required: false,
        set: |workload, cell, _| {
            workload.requests_per_connection = Some(positive(cell)?);
            Ok(())
        },
        get: |workload| text_of(workload.effective_requests_per_connection()),
    },
    Column {
        name: "front_door",
        unit: "none, function-url, http-api, rest-api, alb",
        default: "none",
        meaning: "what stands in front of the function; alb stands before EC2 too, else a load balancer where its fleet has several instances",
        example: "http-api",
        required: false,
        set: |workload, cell, _| {
            workload.front_door = front_door(cell)?;
            Ok(())
        },
        get: |workload| name_of(workload.front_door, FRONT_DOORS),
    },
    Column {
        name: "log_kb",
        unit: "KB",
        default: "0",
        meaning: "log bytes a request writes, on both sides",
        example: "1.5",
        required: false,
        set: |workload, cell, _| {
            workload.log_kb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.log_kb),
    },
    Column {
        name: "package_mb",
        unit: "MB",
        default: "0",
        meaning: "unzipped package with layers, for Lambda's limit",
        example: "180",
        required: false,
        set: |workload, cell, _| {
            workload.package_mb = number(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.package_mb),
    },
];
