//! Collects what workers made, in the order of the file, and ends the run.

use super::Targets;
use super::held::Held;
use super::worker::{Done, Wanted};
use crate::analysis::Totals;
use crate::cli::asked_fields::Computed;
use crate::cli::compare::write_text;
use crate::cli::exit::{Exit, Failure, Failures, temporary, tolerate_closed_pipe};
use crate::cli::gates::{GateFailures, check_totals, gate_result};
use crate::cli::inputs::{scenario_failure, tell_unused};
use crate::cli::plan::Plan;
use crate::cli::profiles::Profiles;
use crate::cli::shortlist::{Most, Shortlist};
use crate::cli::unpriced::AllUnpriced;
use crate::cli::{Streams, effect, prices_books, reads, terminal};
use crate::report::{Endings, Format, Report, TableStyle};
use crate::scenario::{Problem, Problems, UniqueNames, Unused, finish};
use crate::units::{TooLarge, Usd};
use std::io::{self, Write};
use std::sync::{PoisonError, RwLock};

pub(super) struct Sink<'a> {
    plan: &'a Plan<'a>,
    held: Vec<Held>,
    shown: Shortlist<'a>,
    /// For the workers: see [`Shortlist::floor`].
    floor: &'a RwLock<Option<Usd>>,
    rows: u64,
    problems: Problems,
    unique: UniqueNames,
    unused: Unused,
    /// Sums of all blocks; what is too large is told when all problems are known.
    totals: Result<Totals, TooLarge>,
    failures: AllUnpriced,
    computed: Computed,
    gates: GateFailures,
}

impl<'a> Sink<'a> {
    pub(super) fn new(plan: &'a Plan<'a>, wanted: &Wanted, floor: &'a RwLock<Option<Usd>>) -> Sink<'a> {
        Sink {
            plan,
            held: wanted.streamed.iter().map(|format| Held::new(*format)).collect(),
            shown: Shortlist::new(None, Most::Readable),
            floor,
            rows: 0,
            problems: Problems::default(),
            unique: UniqueNames::default(),
            unused: Unused::default(),
            totals: Ok(Totals::default()),
            failures: AllUnpriced::default(),
            computed: Computed::default(),
            gates: GateFailures::default(),
        }
    }

    /// Rows so far.
    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    /// Takes a block's results; gives its texts' memory back.
    pub(super) fn take(&mut self, done: Done) -> Result<Vec<Vec<u8>>, Failure> {
        self.rows += done.rows;
        self.problems.append(done.parsed.problems);
        self.unused.append(done.parsed.unused);
        self.unique.add(&done.parsed.names).map_err(|error| temporary(&error))?;
        if let Ok(known) = &mut self.totals
            && let Err(error) = done.totals.and_then(|totals| known.merge(&totals))
        {
            self.totals = Err(error);
        }
        self.gates.append(done.gates);
        self.computed.append(done.computed);
        self.failures.append(done.failures);
        if self.problems.is_empty() && self.failures.is_empty() {
            done.unwritten.map_or(Ok(()), Err)?;
            self.held.iter_mut().zip(&done.texts).try_for_each(|(held, text)| held.take(text))?;
            self.shown.append(done.shown);
            *self.floor.write().unwrap_or_else(PoisonError::into_inner) = self.shown.floor();
        }
        Ok(done.texts)
    }

    /// Notes faults that no block has.
    pub(super) fn note(&mut self, faults: Vec<Problem>) {
        faults.into_iter().for_each(|problem| self.problems.push(problem));
    }

    pub(super) fn end(
        mut self,
        endings: &Endings,
        profiles: &Profiles,
        targets: Targets,
        streams: &mut Streams<'_>,
        name: &str,
    ) -> Result<Exit, Failure> {
        let plan = self.plan;
        let read = finish(self.rows, &mut self.problems, self.unique, true, &self.unused);
        let unread = read.err().map(|error| scenario_failure(error, name));
        Failures::from_iter(unread.into_iter().chain(self.failures.failure(name))).or(Some(()))?;
        effect::of_draw(plan.asked_to_draw, self.computed.ranges, name)?;
        plan.asked.refuse_empty(self.computed, name)?;
        let totals = self.totals.map_err(|error| Failure::new(Exit::BadInput, error))?;
        let mut shown = self.shown.shown();
        plan.find_more(&mut shown, totals.workloads, name)?;
        tell_unused(&self.unused, name, streams)?;
        prices_books::tell_without_bills(plan.book, streams)?;
        let report = Report {
            book: plan.book,
            settings: plan.settings,
            portfolio: plan.portfolio,
            comparisons: &shown,
            totals: &totals,
        };
        let mut held = self.held;
        let mut write = |format: Format, style: TableStyle, out: &mut dyn Write| -> io::Result<()> {
            match held.iter_mut().find(|held| held.format == format) {
                Some(held) => held.write(&report, plan.detail, endings, out),
                None => write_text(&report, format, plan.detail, style, out),
            }
        };
        let mut written = Vec::with_capacity(targets.files.len());
        for (mut file, format) in targets.files {
            write(format, TableStyle::PLAIN, &mut file).map_err(|error| file.failure(&error))?;
            written.push(file);
        }
        reads::put_in_place(written, "--export", profiles)?;
        tolerate_closed_pipe(write(targets.stdout, terminal::table_style(), streams.out))?;
        check_totals(&plan.gates, &totals, &mut self.gates);
        gate_result(&self.gates, streams)
    }
}
