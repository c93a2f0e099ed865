//! What is made of a block of rows: workloads priced, as texts and as what is shown.

use crate::analysis::{Comparison, Totals, Unpriced};
use crate::cli::Streams;
use crate::cli::asked_fields::Computed;
use crate::cli::exit::{Exit, Failure};
use crate::cli::gates::{GateFailures, check_workload};
use crate::cli::plan::Plan;
use crate::cli::shared;
use crate::cli::shortlist::Shortlist;
use crate::cli::unpriced::AllUnpriced;
use crate::report::{Endings, Format, Streamed};
use crate::scenario::{Block, BlockParser, ParsedBlock, Workload};
use crate::units::{TooLarge, Usd};
use std::sync::{PoisonError, RwLock};

/// What is to be made of each workload.
pub(super) struct Wanted {
    /// Its text in these formats.
    pub(super) streamed: Vec<Format>,
    /// Itself, to be shown with others.
    pub(super) shown: bool,
}

impl Wanted {
    /// Whether anything that is wanted has a place for a break-even: line items have none.
    pub(super) fn needs_break_evens(&self, plan: &Plan<'_>) -> bool {
        !plan.detail || self.streamed.contains(&Format::Json)
    }
}

/// What a worker made of a block.
pub(super) struct Done {
    /// Bytes of the block.
    pub(super) bytes: u64,
    pub(super) rows: u64,
    /// A text for each format that is streamed, held back.
    pub(super) texts: Vec<Vec<u8>>,
    /// Workloads to show, where some are.
    pub(super) shown: Shortlist<'static>,
    pub(super) parsed: ParsedBlock,
    pub(super) totals: Result<Totals, TooLarge>,
    pub(super) failures: AllUnpriced,
    pub(super) computed: Computed,
    pub(super) gates: GateFailures,
    /// Why texts are not whole.
    pub(super) unwritten: Option<Failure>,
}

/// A block whose rows are read and wait to be priced.
pub(super) struct ReadBlock {
    bytes: u64,
    parsed: ParsedBlock,
    pub(super) workloads: Vec<Workload>,
}

impl ReadBlock {
    pub(super) fn all(parser: &BlockParser<'_>, block: &Block) -> ReadBlock {
        let mut workloads = Vec::new();
        let parsed = parser.parse(block, |workload| {
            workloads.push(*workload);
            None
        });
        ReadBlock { bytes: block.text.len() as u64, parsed, workloads }
    }
}

/// Parses and prices blocks. Beside rows that cannot be read the others are priced all the same: prices that are missing are
/// told in the same run.
pub(super) struct Worker<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) parser: &'a BlockParser<'a>,
    pub(super) endings: &'a Endings,
    pub(super) wanted: &'a Wanted,
    /// Break-evens are looked for.
    pub(super) break_evens: bool,
    /// What no workload behind those that were collected is shown below.
    pub(super) floor: &'a RwLock<Option<Usd>>,
}

impl Worker<'_> {
    /// `texts` is memory to use again; what it holds is of no account.
    pub(super) fn work(&self, block: &Block, texts: Vec<Vec<u8>>) -> Done {
        let mut held = self.held();
        let mut done = self.nothing_done(block.text.len() as u64, held.len(), texts);
        done.parsed = self.parser.parse(block, |workload| {
            done.rows += 1;
            self.hold(self.price(workload, done.failures.have_room()), &mut held, &mut done)
        });
        done
    }

    /// The same of a file's only block, whose workloads are spread over all threads where some have ranges: each of those takes
    /// as long as ten thousand others. Beside rows that cannot be read it is only asked whether prices are missing: whoever mends a
    /// file need not wait for more.
    pub(super) fn work_together(&self, block: ReadBlock, streams: &mut Streams<'_>) -> Done {
        let mut held = self.held();
        let mut done = self.nothing_done(block.bytes, held.len(), Vec::new());
        done.parsed = block.parsed;
        done.rows = block.workloads.len() as u64;
        if !done.parsed.problems.is_empty() {
            for workload in block.workloads {
                self.hold(self.plan.compare(workload, done.failures.have_room()), &mut held, &mut done);
            }
        } else if block.workloads.iter().any(|workload| !workload.ranges.is_empty()) {
            for priced in
                shared::of_each(&block.workloads, self.plan.jobs, streams, |one| self.price(one.clone(), true))
            {
                self.hold(priced, &mut held, &mut done);
            }
        } else {
            for workload in block.workloads {
                self.hold(self.price(workload, done.failures.have_room()), &mut held, &mut done);
            }
        }
        done
    }

    fn held(&self) -> Vec<Streamed<'_>> {
        let formats = self.wanted.streamed.iter();
        formats.filter_map(|format| Streamed::held(*format, self.plan.book, self.plan.detail, self.endings)).collect()
    }

    /// What is made of a block of so many bytes in so many formats, before anything is.
    fn nothing_done(&self, bytes: u64, formats: usize, mut texts: Vec<Vec<u8>>) -> Done {
        texts.resize_with(formats, Vec::new);
        texts.iter_mut().for_each(Vec::clear);
        Done {
            bytes,
            rows: 0,
            texts,
            shown: Shortlist::behind(*self.floor.read().unwrap_or_else(PoisonError::into_inner)),
            parsed: ParsedBlock::default(),
            totals: Ok(Totals::default()),
            failures: AllUnpriced::default(),
            computed: Computed::default(),
            gates: GateFailures::default(),
            unwritten: None,
        }
    }

    /// `remedies` says whether it is told what to change where that cannot be done.
    fn price(&self, workload: impl Into<Box<Workload>>, remedies: bool) -> Result<Comparison, Unpriced> {
        let mut comparison = self.plan.compare(workload, remedies)?;
        self.plan.enrich(&mut comparison, self.break_evens, remedies)?;
        Ok(comparison)
    }

    /// Makes of a priced workload what is wanted, and gives it back as it was, where that is what the comparison still holds.
    fn hold(
        &self,
        priced: Result<Comparison, Unpriced>,
        held: &mut [Streamed<'_>],
        done: &mut Done,
    ) -> Option<Box<Workload>> {
        let plan = self.plan;
        let comparison = match priced {
            Ok(comparison) => comparison,
            Err(failed) => {
                done.failures.note(failed);
                return None;
            }
        };
        done.computed.note(&comparison);
        for (rows, text) in held.iter_mut().zip(&mut done.texts) {
            if let Err(error) = rows.push(&comparison, text) {
                done.unwritten = Some(Failure::new(Exit::Fault, error));
            }
        }
        if let Ok(totals) = &mut done.totals {
            if let Err(error) = totals.add(&comparison) {
                done.totals = Err(error);
            } else if !plan.gates.is_empty() {
                check_workload(&plan.gates, &comparison, &Totals::default(), &mut done.gates);
            }
        }
        let comparison = if self.wanted.shown { done.shown.push(comparison)? } else { comparison };
        plan.optimize.is_empty().then_some(comparison.workload)
    }
}
