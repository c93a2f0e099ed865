//! What one invocation takes: time, memory and CPU, by which both sides are sized.

use crate::scenario::columns::cells::{arch, number, optional, positive, positive_count, text_of};
use crate::scenario::columns::{Column, Fault};
use crate::units::Dec;

/// The largest coefficient of variation of a duration: those of a portfolio of real functions go up to 41 (timers in
/// `scenarios/portfolio-azure.csv`), and larger ones were most likely meant as percent.
const MOST_DURATION_CV: Dec = Dec::from_int(50);

/// Whole numbers above it are more likely percent than measured.
const PLAIN_DURATION_CV: Dec = Dec::from_int(10);

/// The columns, in the order of listings.
pub(super) const COLUMNS: &[Column] = &[
    Column {
        name: "duration_ms",
        unit: "ms",
        default: "required",
        meaning: "wall-clock time of one invocation",
        example: "120",
        required: true,
        set: |workload, cell, _| {
            workload.duration_ms = positive(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.duration_ms),
    },
    Column {
        name: "duration_cv",
        unit: "ratio",
        default: "0: every invocation alike",
        meaning: "standard deviation over mean of a log-normal duration; each invocation is rounded up alone",
        example: "0.8",
        required: false,
        set: |workload, cell, context| {
            let value = number(cell)?;
            if value > MOST_DURATION_CV {
                let meant = value.ratio(1, 100).filter(|meant| *meant <= MOST_DURATION_CV);
                let help = "write the standard deviation divided by the mean";
                let percent = meant.map_or_else(String::new, |meant| format!(": {meant} for {value} %"));
                return Err(Fault::new(format!("is above {MOST_DURATION_CV}"), format!("{help}{percent}")));
            }
            if context.is_written && value > PLAIN_DURATION_CV && value.is_whole() && !cell.contains('.') {
                let meant = value.ratio(1, 100).unwrap_or(value);
                let help = format!("write {meant} for {value} %, or {value}.0 for {value} times the mean");
                return Err(Fault::new("could be a percentage or a ratio", help));
            }
            workload.duration_cv = value;
            Ok(())
        },
        get: |workload| text_of(workload.duration_cv),
    },
    Column {
        name: "memory_mb",
        unit: "MB",
        default: "required",
        meaning: "Lambda memory size; decides the vCPU share too",
        example: "1024",
        required: true,
        set: |workload, cell, _| {
            workload.memory_mb = positive(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.memory_mb),
    },
    Column {
        name: "memory_used_mb",
        unit: "MB",
        default: "memory_mb",
        meaning: "what one request really holds (Max Memory Used); sizes EC2",
        example: "310",
        required: false,
        set: |workload, cell, _| {
            workload.memory_used_mb = Some(positive(cell)?);
            Ok(())
        },
        get: |workload| text_of(workload.effective_memory_used_mb()),
    },
    Column {
        name: "cpu_ms",
        unit: "vCPU-ms",
        default: "duration × vCPU share, the most it could have used",
        meaning: "CPU work of one request; the rest of its duration is waiting",
        example: "35",
        required: false,
        set: |workload, cell, _| {
            workload.cpu_ms = Some(number(cell)?);
            Ok(())
        },
        get: |workload| optional(workload.cpu_ms),
    },
    Column {
        name: "parallelism",
        unit: "threads",
        default: "1",
        meaning: "how many threads the code keeps busy",
        example: "2",
        required: false,
        set: |workload, cell, _| {
            workload.parallelism = positive_count(cell)?;
            Ok(())
        },
        get: |workload| text_of(workload.parallelism),
    },
    Column {
        name: "arch",
        unit: "x86_64, arm64",
        default: "x86_64",
        meaning: "instruction set of both sides, unless an instance type says otherwise",
        example: "arm64",
        required: false,
        set: |workload, cell, _| {
            workload.arch = arch(cell)?;
            Ok(())
        },
        get: |workload| Some(workload.arch.name().to_owned()),
    },
];
