//! `--fail-if`: which conditions held, and for which workloads.

use super::Streams;
use super::exit::{Exit, Failure, tolerate_closed_pipe};
use crate::analysis::{Comparison, Gate, Totals};
use crate::report;

/// Conditions that held, each with the first workloads it held for.
#[derive(Debug, Default)]
pub(crate) struct GateFailures {
    failed: Vec<(String, Vec<String>, u64)>,
}

impl GateFailures {
    /// Notes that a condition held.
    pub(crate) fn note(&mut self, gate: &Gate, workload: Option<&str>) {
        let at = match self.failed.iter().position(|(text, ..)| text == gate.text()) {
            Some(at) => at,
            None => {
                self.failed.push((gate.text().to_owned(), Vec::new(), 0));
                self.failed.len() - 1
            }
        };
        let (_, names, count) = &mut self.failed[at];
        if let Some(name) = workload {
            *count += 1;
            if names.len() < 5 {
                names.push(report::clean(name).into_owned());
            }
        }
    }

    /// Takes over what a later part of a file found.
    pub(crate) fn append(&mut self, other: GateFailures) {
        for (text, names, count) in other.failed {
            match self.failed.iter_mut().find(|(known, ..)| *known == text) {
                Some((_, known, sum)) => {
                    *sum += count;
                    let room = 5_usize.saturating_sub(known.len());
                    known.extend(names.into_iter().take(room));
                }
                None => self.failed.push((text, names, count)),
            }
        }
    }
}

/// Checks one workload against the conditions that ask for workloads.
pub(crate) fn check_workload(gates: &[Gate], comparison: &Comparison, totals: &Totals, failed: &mut GateFailures) {
    for gate in gates.iter().filter(|gate| !gate.is_about_totals()) {
        if gate.holds(Some(comparison), totals) {
            failed.note(gate, Some(&comparison.workload.name));
        }
    }
}

/// Checks the totals against the conditions that ask for them alone.
pub(crate) fn check_totals(gates: &[Gate], totals: &Totals, failed: &mut GateFailures) {
    for gate in gates.iter().filter(|gate| gate.is_about_totals()) {
        if gate.holds(None, totals) {
            failed.note(gate, None);
        }
    }
}

/// Checks all workloads and the totals.
pub(crate) fn check_gates(gates: &[Gate], comparisons: &[Comparison], totals: &Totals) -> GateFailures {
    let mut failed = GateFailures::default();
    for comparison in comparisons {
        check_workload(gates, comparison, totals, &mut failed);
    }
    check_totals(gates, totals, &mut failed);
    failed
}

/// Says which conditions held, and ends the run with their exit code.
pub(crate) fn gate_result(failed: &GateFailures, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    if failed.failed.is_empty() {
        return Ok(Exit::Done);
    }
    tolerate_closed_pipe(streams.out.flush())?;
    for (text, names, count) in &failed.failed {
        let text = report::clean(text);
        if names.is_empty() {
            writeln!(streams.err, "--fail-if {text}: holds for the totals")?;
            continue;
        }
        let more = count - names.len() as u64;
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        writeln!(streams.err, "--fail-if {text}: holds for {}{more}", names.join(", "))?;
    }
    Ok(Exit::Gate)
}
