//! `--fail-if`: which conditions held or could not be judged, and for which workloads.

use super::Streams;
use super::asked_names::AskedNames;
use super::exit::{Exit, Failure, Failures, tolerate_closed_pipe};
use crate::analysis::fields::{self, Needs, Value};
use crate::analysis::{Cause, Comparison, Gate, Judgment, Missing, Totals};
use crate::report;
use crate::units::format::{quantity, usd};
use std::collections::HashMap;

/// What a condition came to that ends the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Found {
    /// It held.
    Held,
    /// It could not be judged.
    Unknown(Missing),
}

/// A condition that ends the run, with the first workloads that it does so for.
#[derive(Debug)]
struct GateFailure {
    /// Which of the conditions it is.
    gate: usize,
    text: String,
    found: Found,
    /// What to write where it could not be judged for an option.
    help: String,
    /// With the amounts that it was decided by.
    names: Vec<String>,
    count: u64,
    /// The amounts of the totals that it was decided by, in brackets.
    totals: String,
}

/// Workloads that are named of each.
const MOST_NAMES: usize = 5;

/// Conditions that held, those that could not be judged, and those that name a workload which is not there.
#[derive(Debug, Default)]
pub(crate) struct GateFailures {
    failed: Vec<GateFailure>,
    /// Where in it each condition is: hundreds can be given.
    places: HashMap<(usize, Found), usize>,
    asked: AskedNames,
}

impl GateFailures {
    /// Notes what the condition at a place came to for a workload, or for the totals.
    fn note(
        &mut self,
        (place, gate): (usize, &Gate),
        judgment: Judgment,
        comparison: Option<&Comparison>,
        totals: &Totals,
    ) {
        let found = match judgment {
            Judgment::Holds => Found::Held,
            Judgment::HoldsNot => return,
            Judgment::Unknown(missing) => Found::Unknown(missing),
        };
        let at = *self.places.entry((place, found)).or_insert_with(|| {
            let (text, help) = (gate.text().to_owned(), help(gate, found));
            let totals = comparison.is_none().then(|| in_brackets(&total_amounts(gate, totals)));
            let totals = totals.unwrap_or_default();
            self.failed.push(GateFailure { gate: place, text, found, help, names: Vec::new(), count: 0, totals });
            self.failed.len() - 1
        });
        let failure = &mut self.failed[at];
        if let Some(comparison) = comparison {
            failure.count += 1;
            if failure.names.len() < MOST_NAMES {
                let name = report::clean(&comparison.workload.name);
                let amounts = match found {
                    Found::Held => [amounts(gate, comparison), total_amounts(gate, totals)].concat(),
                    Found::Unknown(_) => Vec::new(),
                };
                failure.names.push(format!("{name}{}", in_brackets(&amounts)));
            }
        }
    }

    /// Takes over what a later part of a file found.
    pub(crate) fn append(&mut self, other: GateFailures) {
        self.asked.append(other.asked);
        for later in other.failed {
            let end = self.failed.len();
            let place = *self.places.entry((later.gate, later.found)).or_insert(end);
            let Some(known) = self.failed.get_mut(place) else {
                self.failed.push(later);
                continue;
            };
            known.count += later.count;
            let room = MOST_NAMES.saturating_sub(known.names.len());
            known.names.extend(later.names.into_iter().take(room));
        }
    }
}

/// The numbers that a condition asks a workload for, with their names.
fn amounts(gate: &Gate, comparison: &Comparison) -> Vec<String> {
    let mut amounts = Vec::new();
    for field in gate.fields() {
        let amount = match (field.value)(comparison) {
            Value::Money(amount) => format!("{} {}", field.name, usd(amount)),
            Value::Number(number) => format!("{} {}", field.name, quantity(number)),
            Value::Empty | Value::Text(_) | Value::Key(_) | Value::Assumptions(_) | Value::Flag(_) => continue,
        };
        if !amounts.contains(&amount) {
            amounts.push(amount);
        }
    }
    amounts
}

/// The amounts of the totals that a condition asks for, with their names.
fn total_amounts(gate: &Gate, totals: &Totals) -> Vec<String> {
    gate.total_amounts(totals).into_iter().map(|(name, amount)| format!("{name} {}", usd(amount))).collect()
}

/// Amounts behind what they are of.
fn in_brackets(amounts: &[String]) -> String {
    if amounts.is_empty() { String::new() } else { format!(" ({})", amounts.join(", ")) }
}

/// What to write where a condition could not be judged because an option is not possible.
fn help(gate: &Gate, found: Found) -> String {
    let Found::Unknown(Missing { cause: Cause::NotPossible(side), .. }) = found else { return String::new() };
    let (guarded, others) = gate.guarded(side);
    let does = if others { "judges such workloads by the rest" } else { "leaves such workloads out" };
    format!("  = help: {} {does}\n", report::clean(&guarded))
}

/// Checks one workload against the conditions that ask for workloads.
pub(crate) fn check_workload(gates: &[Gate], comparison: &Comparison, totals: &Totals, failed: &mut GateFailures) {
    let asked = || gates.iter().enumerate().filter(|(_, gate)| !gate.is_about_totals());
    failed.asked.meet(asked().map(|(_, gate)| gate), &comparison.workload.name);
    for (place, gate) in asked() {
        failed.note((place, gate), gate.judge(Some(comparison), totals), Some(comparison), totals);
    }
}

/// Checks the totals against the conditions that ask for them alone.
pub(crate) fn check_totals(gates: &[Gate], totals: &Totals, failed: &mut GateFailures) {
    for (place, gate) in gates.iter().enumerate().filter(|(_, gate)| gate.is_about_totals()) {
        failed.note((place, gate), gate.judge(None, totals), None, totals);
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

impl GateFailure {
    /// What is told of it.
    fn told(&self) -> String {
        let text = report::clean(&self.text);
        let more = self.count - self.names.len() as u64;
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names = format!("{}{more}", self.names.join(", "));
        let Found::Unknown(Missing { field, cause }) = self.found else {
            let totals = format!("the totals{}", self.totals);
            let whom = if self.names.is_empty() { &totals } else { &names };
            return format!("--fail-if {text}: holds for {whom}\n");
        };
        let side = match cause {
            Cause::NotPossible(side) => side,
            Cause::PossibleNowhere => {
                let whom = if self.names.is_empty() { String::new() } else { format!(" for {names}") };
                return format!(
                    "--fail-if {text}: cannot be judged{whom}: {field} has no value, as some workloads are possible on no side\n  \
                     = help: not lambda_possible and not ec2_possible is a condition that names them\n"
                );
            }
            Cause::NotSearched => {
                return format!(
                    "--fail-if {text}: cannot be judged for {names}: there was more to search for {field} than is sensible, and a \
                     nearer change may be there\n  = help: costcalc breakeven with --from and --to searches a range that you choose\n"
                );
            }
        };
        let label = side.label();
        let Some(known) = fields::find(field) else {
            let whom = if self.names.is_empty() { String::new() } else { format!(" for {names}") };
            return format!(
                "--fail-if {text}: cannot be judged{whom}: {field} has no value, as not every workload is possible on {label}\n  \
                 = help: total.cheapest_usd counts each workload on its better side\n"
            );
        };
        if known.needs == Needs::Ranges {
            return format!(
                "--fail-if {text}: cannot be judged for {names}: {field} leaves out inputs at which {label} is not possible\n  \
                 = help: lambda_wins_pct and ec2_wins_pct count all inputs\n"
            );
        }
        // Months can be the ones that are not possible, where the workload itself is.
        let help = match known.needs {
            Needs::Nothing => self.help.as_str(),
            _ => "",
        };
        format!(
            "--fail-if {text}: cannot be judged for {names}: {field} has no value where {label} is not possible\n{help}"
        )
    }
}

/// A failure together with those of conditions that ask for a workload that is not there.
pub(crate) fn beside_unknown(failed: &GateFailures, failure: Failure) -> Failure {
    [failure].into_iter().chain(failed.asked.unknown()).collect::<Failures>().together()
}

/// Says which conditions held or could not be judged, and ends the run with their exit code.
///
/// # Errors
/// Wrong usage where one asks for a workload that is not there: whether it holds tells nothing.
pub(crate) fn gate_result(failed: &GateFailures, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let unknown = Failures::from_iter(failed.asked.unknown());
    if failed.failed.is_empty() {
        return unknown.or(Some(Exit::Done));
    }
    tolerate_closed_pipe(streams.out.flush())?;
    for failure in &failed.failed {
        streams.err.write_all(failure.told().as_bytes())?;
    }
    unknown.or(Some(Exit::Gate))
}
