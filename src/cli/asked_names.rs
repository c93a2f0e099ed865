//! Names that conditions of `--fail-if` ask for, and whether a workload has them.

use super::exit::{Exit, Failure};
use crate::analysis::Gate;
use crate::report;
use crate::terms::{nearest, quoted};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// So many workloads are kept to tell what a name may have been meant to be.
const MOST_KEPT: usize = 100_000;

/// For so many names the nearest one is looked for: each takes a look at every workload that is kept.
const MOST_HINTS: usize = 20;

/// So many names of one condition are told, each behind the whole condition.
const MOST_TOLD: usize = 20;

/// The names that conditions ask for. Which of them is a workload's costs a look-up for each workload, however many are asked for;
/// what is near the others is looked for when all workloads are known.
#[derive(Debug, Default)]
pub(super) struct AskedNames {
    /// In the order of the conditions; none before the first workload is met.
    asked: Vec<AskedName>,
    /// Where in it each name is.
    places: HashMap<String, Vec<usize>>,
    /// What the first workloads are called.
    kept: Vec<String>,
}

/// A name that a condition asks for.
#[derive(Debug)]
struct AskedName {
    /// The condition.
    text: Arc<str>,
    name: String,
    is_known: bool,
}

impl AskedNames {
    /// Notes that a workload of that name is there. The conditions are always the same.
    pub(super) fn meet<'g>(&mut self, gates: impl Iterator<Item = &'g Gate>, workload: &str) {
        if self.asked.is_empty() {
            gates.for_each(|gate| self.ask(gate));
        }
        if self.asked.is_empty() {
            return;
        }
        if let Some(places) = self.places.get(workload) {
            places.iter().for_each(|place| self.asked[*place].is_known = true);
        }
        if self.kept.len() < MOST_KEPT {
            self.kept.push(workload.to_owned());
        }
    }

    fn ask(&mut self, gate: &Gate) {
        let (text, mut once) = (Arc::from(gate.text()), HashSet::new());
        for name in gate.names().into_iter().filter(|name| once.insert(*name)) {
            self.places.entry(name.to_owned()).or_default().push(self.asked.len());
            self.asked.push(AskedName { text: Arc::clone(&text), name: name.to_owned(), is_known: false });
        }
    }

    /// Takes over what a later part of a file has.
    pub(super) fn append(&mut self, later: AskedNames) {
        if self.asked.is_empty() {
            *self = later;
            return;
        }
        // Both are of the same conditions, or the later part has no workload.
        for (known, later) in self.asked.iter_mut().zip(later.asked) {
            known.is_known |= later.is_known;
        }
        let room = MOST_KEPT.saturating_sub(self.kept.len());
        self.kept.extend(later.kept.into_iter().take(room));
    }

    /// Wrong usage of each condition that asks for workloads that are not there.
    pub(super) fn unknown(&self) -> Vec<Failure> {
        let mut hints = MOST_HINTS;
        let unknown: Vec<&AskedName> = self.asked.iter().filter(|asked| !asked.is_known).collect();
        let of_each = unknown.chunk_by(|one, next| Arc::ptr_eq(&one.text, &next.text));
        of_each.flat_map(|names| self.told(names, &mut hints)).collect()
    }

    /// What is told of the names of one condition; for `hints` of them the nearest workload is looked for.
    fn told(&self, names: &[&AskedName], hints: &mut usize) -> Vec<Failure> {
        let Some(first) = names.first() else { return Vec::new() };
        let text = report::clean(&first.text);
        let failure = |what: String| Failure::new(Exit::Usage, format_args!("--fail-if {text}: {what}"));
        let mut told = Vec::new();
        for asked in names.iter().take(MOST_TOLD) {
            let kept = if *hints > 0 { self.kept.as_slice() } else { &[] };
            *hints = hints.saturating_sub(1);
            let near = nearest(&asked.name, kept.iter().map(String::as_str));
            let near = near.first().map_or_else(String::new, |near| format!("; did you mean {}?", quoted(near)));
            told.push(failure(format!("there is no workload {}{near}", quoted(&asked.name))));
        }
        let more = names.len().saturating_sub(MOST_TOLD);
        if more > 0 {
            let names = if more == 1 { "name" } else { "names" };
            told.push(failure(format!("and no workload of {more} more {names} that it asks for")));
        }
        told
    }
}
