//! Checks of rows that have ranges in them.

use super::columns::COLUMNS;
use super::draft::{Draft, RowFault};
use super::reader::Context;

/// Checks both ends of each range, where the row is without fault at the values that its ranges count as; else says in
/// each fault which values those are.
pub(super) fn check(draft: &Draft, context: &Context<'_>, faults: &mut Vec<RowFault>) {
    if faults.is_empty() {
        check_ends(draft, context, faults);
    } else {
        faults.iter_mut().for_each(|fault| tell_halfway(draft, fault));
    }
}

/// Checks both ends of each range as a value of its column. What depends on another range as well is left to the
/// sampling, which passes over values that do not go together.
fn check_ends(draft: &Draft, context: &Context<'_>, faults: &mut Vec<RowFault>) {
    let ranges = &draft.workload.ranges;
    for range in ranges {
        let column = &COLUMNS[range.column];
        let depends = ranges.len() > 1 && matches!(column.name, "cpu_ms" | "memory_used_mb");
        for end in [range.low, range.high].into_iter().filter(|_| !depends) {
            let mut with_end = Draft { workload: draft.workload.clone(), ..*draft };
            with_end.workload.ranges.clear();
            // Both ends were read once as cells of this column.
            let _ = (column.set)(&mut with_end.workload, &end.to_string(), context);
            let mut found = Vec::new();
            with_end.check_lambda(context, &mut found);
            with_end.check_ec2(&mut found);
            faults.extend(found.into_iter().filter(|fault| fault.column == Some(column.name)).take(1));
        }
    }
}

/// Says which values ranges count as in a fault that names them: nobody wrote those.
fn tell_halfway(draft: &Draft, fault: &mut RowFault) {
    let beside: &[&str] = match fault.column {
        Some("cpu_ms") => &["duration_ms", "memory_mb", "parallelism"],
        Some("memory_used_mb") => &["memory_mb"],
        _ => &[],
    };
    let concerned = |name: &str| fault.column == Some(name) || beside.contains(&name);
    let ranges = draft.workload.ranges.iter().filter(|range| concerned(range.name()));
    let told: Vec<String> = ranges.map(|range| range.told(&draft.workload, "here")).collect();
    if !told.is_empty() {
        fault.fault.message.push_str(&format!(" ({})", told.join("; ")));
    }
}
