//! What is made of a block of rows: workloads priced, as texts and as what is shown.

use crate::analysis::Totals;
use crate::cli::asked_fields::Computed;
use crate::cli::exit::{Exit, Failure};
use crate::cli::gates::{GateFailures, check_workload};
use crate::cli::plan::Plan;
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
    pub(super) fn work(&self, block: &Block, mut texts: Vec<Vec<u8>>) -> Done {
        let plan = self.plan;
        let formats = self.wanted.streamed.iter();
        let held = formats.filter_map(|format| Streamed::held(*format, plan.book, plan.detail, self.endings));
        let mut held: Vec<Streamed<'_>> = held.collect();
        texts.resize_with(held.len(), Vec::new);
        texts.iter_mut().for_each(Vec::clear);
        let mut done = Done {
            bytes: block.text.len() as u64,
            rows: 0,
            texts,
            shown: Shortlist::behind(*self.floor.read().unwrap_or_else(PoisonError::into_inner)),
            parsed: ParsedBlock::default(),
            totals: Ok(Totals::default()),
            failures: AllUnpriced::default(),
            computed: Computed::default(),
            gates: GateFailures::default(),
            unwritten: None,
        };
        done.parsed = self.parser.parse(block, |workload| {
            done.rows += 1;
            self.price(workload, &mut held, &mut done)
        });
        done
    }

    /// Prices a workload and gives it back as it was, where that is what the comparison still holds.
    fn price(&self, workload: Box<Workload>, held: &mut [Streamed<'_>], done: &mut Done) -> Option<Box<Workload>> {
        let plan = self.plan;
        let compared = plan.compare(workload).and_then(|mut comparison| {
            plan.enrich(&mut comparison, self.break_evens)?;
            Ok(comparison)
        });
        let comparison = match compared {
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
