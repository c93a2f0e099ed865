//! Workloads that a question cannot be asked of: each fault once, with the workloads that have it.

use super::exit::{Exit, Failure, Failures};
use super::unpriced::AllUnpriced;
use crate::report::clean;
use crate::scenario::{MOST_PROBLEMS, Workload};
use crate::terms::number_of;

/// Workloads that are named beside the first one with the same fault.
const MOST_NAMES: usize = 5;

/// A fault, and the workloads that have it.
#[derive(Debug)]
struct Fault {
    exit: Exit,
    message: String,
    /// The first one's line in the scenario.
    line: Option<u64>,
    /// At most one more than [`MOST_NAMES`].
    names: Vec<String>,
    /// All of them.
    count: u64,
}

/// Faults of a run in the order in which they were found.
#[derive(Debug, Default)]
pub(crate) struct Unanswered {
    /// At most [`MOST_PROBLEMS`].
    faults: Vec<Fault>,
    /// Workloads with further faults.
    more: u64,
}

impl Unanswered {
    /// Notes why a workload has no answer.
    pub(crate) fn note(&mut self, workload: &Workload, exit: Exit, message: &str) {
        if let Some(fault) = self.faults.iter_mut().find(|fault| fault.message == message) {
            fault.count += 1;
            if fault.names.len() <= MOST_NAMES {
                fault.names.push(workload.name.clone());
            }
        } else if self.faults.len() < MOST_PROBLEMS {
            let names = vec![workload.name.clone()];
            self.faults.push(Fault { exit, message: message.to_owned(), line: workload.line, names, count: 1 });
        } else {
            self.more += 1;
        }
    }

    /// That nothing failed.
    ///
    /// # Errors
    /// These faults and the workloads that cannot be priced, together.
    pub(crate) fn and(&self, unpriced: &AllUnpriced, scenario: &str) -> Result<(), Failure> {
        let found: Vec<Failure> = self.failure(scenario).into_iter().chain(unpriced.failure(scenario)).collect();
        if found.is_empty() { Ok(()) } else { Err(Failures::from_iter(found).together()) }
    }

    /// All faults as one failure, where there are any; `scenario` is the file's name.
    fn failure(&self, scenario: &str) -> Option<Failure> {
        let last = self.faults.last()?;
        let told = self.faults.iter().map(|fault| Failure::new(fault.exit, fault.told(scenario)));
        let more = (self.more > 0).then(|| {
            let faults = number_of(self.more, "fault is", "faults are");
            Failure::new(last.exit, format_args!("{}: {} more {faults} not shown", clean(scenario), self.more))
        });
        Some(told.chain(more).collect::<Failures>().together())
    }
}

impl Fault {
    fn told(&self, scenario: &str) -> String {
        let line = self.line.map_or_else(String::new, |line| format!("{line}:"));
        let names: Vec<_> = self.names.iter().map(|name| clean(name)).collect();
        let (first, others) = names.split_at(1);
        let named = others.join(", ");
        let others = match self.count - 1 {
            0 => String::new(),
            one if one == others.len() as u64 => format!(" and {one} more ({named})"),
            more => format!(" and {more} more ({named}, …)"),
        };
        format!("{}:{line} {}{others}: {}", clean(scenario), first.concat(), clean(&self.message))
    }
}
