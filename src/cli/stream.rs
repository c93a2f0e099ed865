//! `compare --format csv` for files of any size: blocks of rows through worker threads, in order, in bounded memory.
//!
//! Output is held back in a temporary file until the whole scenario is known to be good, because a file with a fault
//! writes nothing.

use super::asked_fields::Computed;
use super::exit::{Exit, Failure, Failures, temporary, tolerate_closed_pipe};
use super::export::Export;
use super::gates::{GateFailures, check_totals, check_workload, gate_result};
use super::inputs::{scenario_failure, tell_unused};
use super::plan::Plan;
use super::profiles::Profiles;
use super::source::Source;
use super::unpriced::AllUnpriced;
use super::{Streams, effect, reads};
use crate::analysis::Totals;
use crate::cost::{Lines, Settings};
use crate::report::{CsvRows, Endings};
use crate::scenario::{
    Assignments, Block, BlockError, BlockParser, BlockReader, Context, ParsedBlock, Problems, ScenarioError,
    UniqueNames, Unused, Workload, finish,
};
use crate::units::TooLarge;
use crossbeam_channel::bounded;
use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// Output kept in memory before it goes to a temporary file.
const MOST_IN_MEMORY: usize = 4 << 20;

/// What a worker made of a block.
struct Done {
    rows: u64,
    text: Vec<u8>,
    parsed: ParsedBlock,
    totals: Result<Totals, TooLarge>,
    failures: AllUnpriced,
    computed: Computed,
    gates: GateFailures,
}

pub(crate) fn run(
    plan: &Plan<'_>,
    input: Source,
    assignments: &Assignments,
    context: Context<'_>,
    profiles: &Profiles,
    files: Vec<Export>,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let name = input.name.clone();
    let fail = |error: ScenarioError| scenario_failure(error, &name);
    let mut blocks = BlockReader::new(input.reader);
    let mut problems = Problems::default();
    let first = blocks.next_block(None).map_err(|error| block_failure(error, &name))?;
    let Some(mut first) = first else {
        let end = finish(0, &mut problems, UniqueNames::default(), false, &Unused::default());
        return end.map(|()| Exit::Done).map_err(fail);
    };
    let parser = BlockParser::new(&mut first, assignments, context).map_err(|found| {
        found.into_iter().for_each(|problem| problems.push(problem));
        scenario_failure(std::mem::take(&mut problems).into_error(), &name)
    })?;
    let mut sink = Sink::new(plan)?;
    let endings = Endings::default();
    let break_evens = !plan.detail && plan.break_evens.wanted(rows(&parser, &first, blocks.is_finished()));
    let worker = Worker { plan, parser: &parser, endings: &endings, break_evens };
    if blocks.is_finished() {
        sink.take(worker.work(&first, Vec::new()))?;
    } else {
        through_threads(plan, &worker, first, blocks, &mut sink, &name)?;
    }
    sink.end(&endings, profiles, files, streams, &name)
}

/// Rows of a scenario, as far as is known before it is read: all of a single block's, else too many to count.
fn rows(parser: &BlockParser<'_>, first: &Block, is_all: bool) -> usize {
    let mut rows = if is_all { 0 } else { usize::MAX };
    if is_all {
        parser.parse(first, |workload| {
            rows += 1;
            Some(workload)
        });
    }
    rows
}

/// Reads blocks on one thread, works on several, writes in order on this one.
fn through_threads(
    plan: &Plan<'_>,
    worker: &Worker<'_>,
    first: Block,
    mut blocks: BlockReader<Box<dyn Read + Send>>,
    sink: &mut Sink<'_>,
    name: &str,
) -> Result<(), Failure> {
    let jobs =
        plan.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get)).max(1);
    let delimiter = worker.parser.delimiter();
    // A ticket for each block on its way bounds what waits to be written, whatever block takes longest.
    let tickets = jobs * 3;
    let (give_ticket, take_ticket) = bounded::<()>(tickets);
    let (give_block, take_block) = bounded::<(u64, Block)>(tickets);
    let (give_done, take_done) = bounded::<(u64, Done)>(tickets);
    // Written texts go back to the workers: fresh memory for every block would cost a page fault for every page.
    let (give_text, take_text) = bounded::<Vec<u8>>(tickets);
    for _ in 0..tickets {
        let _ = give_ticket.send(());
    }
    std::thread::scope(|scope| {
        // Dropped with this closure: a reader that waits for a ticket ends when the writing has failed.
        let give_ticket = give_ticket;
        for _ in 0..jobs {
            let (take_block, give_done, take_text) = (take_block.clone(), give_done.clone(), take_text.clone());
            scope.spawn(move || {
                for (number, block) in take_block {
                    let text = take_text.try_recv().unwrap_or_default();
                    if give_done.send((number, worker.work(&block, text))).is_err() {
                        return;
                    }
                }
            });
        }
        drop((take_block, give_done));
        let reader = scope.spawn(move || -> Result<(), BlockError> {
            let mut next = Some(first);
            let mut number = 0;
            while let Some(block) = next {
                if take_ticket.recv().is_err() || give_block.send((number, block)).is_err() {
                    return Ok(());
                }
                number += 1;
                next = blocks.next_block(Some(delimiter))?;
            }
            Ok(())
        });
        let mut waiting = BTreeMap::new();
        let mut expected = 0;
        for (number, done) in take_done {
            waiting.insert(number, done);
            while let Some(done) = waiting.remove(&expected) {
                let _ = give_text.try_send(sink.take(done)?);
                expected += 1;
                let _ = give_ticket.try_send(());
            }
        }
        match reader.join() {
            Ok(Ok(())) => Ok(()),
            Ok(Err(BlockError::Problems(all))) => {
                all.into_iter().for_each(|problem| sink.problems.push(problem));
                Ok(())
            }
            Ok(Err(error)) => Err(block_failure(error, name)),
            Err(_) => Err(Failure::new(Exit::Fault, "the reading thread failed")),
        }
    })
}

fn block_failure(error: BlockError, name: &str) -> Failure {
    let error = match error {
        BlockError::Io(error) => ScenarioError::Io(error),
        BlockError::Problems(all) => {
            let mut problems = Problems::default();
            all.into_iter().for_each(|problem| problems.push(problem));
            problems.into_error()
        }
    };
    scenario_failure(error, name)
}

/// Parses and prices blocks. Beside rows that cannot be read the others are priced all the same: prices that are missing are
/// told in the same run.
struct Worker<'a> {
    plan: &'a Plan<'a>,
    parser: &'a BlockParser<'a>,
    endings: &'a Endings,
    /// Break-evens are looked for.
    break_evens: bool,
}

impl Worker<'_> {
    /// `text` is memory to use again; what it holds is of no account.
    fn work(&self, block: &Block, mut text: Vec<u8>) -> Done {
        let plan = self.plan;
        let mut rows = CsvRows::held(plan.book, plan.detail, self.endings);
        text.clear();
        let mut done = Done {
            rows: 0,
            text,
            parsed: ParsedBlock::default(),
            totals: Ok(Totals::default()),
            failures: AllUnpriced::default(),
            computed: Computed::default(),
            gates: GateFailures::default(),
        };
        let parsed = self.parser.parse(block, |workload| {
            done.rows += 1;
            self.price(workload, &mut rows, &mut done)
        });
        done.parsed = parsed;
        done
    }

    /// Prices a workload and gives it back as it was, where that is what the comparison still holds.
    fn price(&self, workload: Box<Workload>, rows: &mut CsvRows<'_>, done: &mut Done) -> Option<Box<Workload>> {
        let plan = self.plan;
        // A row shows totals; lines are for those who ask for them.
        let lines = if plan.detail { Lines::Kept } else { Lines::Summed };
        let settings = Settings { lines, ..plan.settings };
        let compared = plan.compare_with(workload, &settings).and_then(|mut comparison| {
            plan.enrich(&mut comparison, self.break_evens)?;
            Ok(comparison)
        });
        match compared {
            Ok(comparison) => {
                done.computed.note(&comparison);
                rows.push(&comparison, &mut done.text);
                if let Ok(totals) = &mut done.totals {
                    if let Err(error) = totals.add(&comparison) {
                        done.totals = Err(error);
                    } else if !plan.gates.is_empty() {
                        check_workload(&plan.gates, &comparison, &Totals::default(), &mut done.gates);
                    }
                }
                plan.optimize.is_empty().then_some(comparison.workload)
            }
            Err(failed) => {
                done.failures.note(failed);
                None
            }
        }
    }
}

/// Collects results in the order of the file.
struct Sink<'a> {
    output: SpooledTempFile,
    rows: u64,
    problems: Problems,
    unique: UniqueNames,
    unused: Unused,
    /// Sums of all blocks; what is too large is told when all problems are known.
    totals: Result<Totals, TooLarge>,
    failures: AllUnpriced,
    computed: Computed,
    gates: GateFailures,
    plan: &'a Plan<'a>,
}

impl<'a> Sink<'a> {
    fn new(plan: &'a Plan<'a>) -> Result<Sink<'a>, Failure> {
        let mut output = tempfile::spooled_tempfile(MOST_IN_MEMORY);
        output.write_all(CsvRows::new(plan.book, plan.detail).header().as_bytes())?;
        Ok(Sink {
            output,
            rows: 0,
            problems: Problems::default(),
            unique: UniqueNames::default(),
            unused: Unused::default(),
            totals: Ok(Totals::default()),
            failures: AllUnpriced::default(),
            computed: Computed::default(),
            gates: GateFailures::default(),
            plan,
        })
    }

    /// Takes a block's results; gives its text's memory back.
    fn take(&mut self, done: Done) -> Result<Vec<u8>, Failure> {
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
            self.output.write_all(&done.text).map_err(|error| temporary(&error))?;
        }
        Ok(done.text)
    }

    fn end(
        mut self,
        endings: &Endings,
        profiles: &Profiles,
        files: Vec<Export>,
        streams: &mut Streams<'_>,
        name: &str,
    ) -> Result<Exit, Failure> {
        let read = finish(self.rows, &mut self.problems, self.unique, true, &self.unused);
        let unread = read.err().map(|error| scenario_failure(error, name));
        Failures::from_iter(unread.into_iter().chain(self.failures.failure(name))).or(Some(()))?;
        effect::of_draw(self.plan.asked_to_draw, self.computed.ranges, name)?;
        self.plan.asked.refuse_empty(self.computed, name)?;
        let totals = self.totals.map_err(|error| Failure::new(Exit::BadInput, error))?;
        tell_unused(&self.unused, name, streams)?;
        let mut written = Vec::with_capacity(files.len());
        for mut file in files {
            self.output.seek(SeekFrom::Start(0))?;
            let copied = copy(&mut self.output, &mut endings.writer(&mut file));
            copied.map_err(|error| file.failure(&error))?;
            written.push(file);
        }
        self.output.seek(SeekFrom::Start(0))?;
        reads::put_in_place(written, "--export", profiles)?;
        tolerate_closed_pipe(copy(&mut self.output, &mut endings.writer(&mut *streams.out)))?;
        check_totals(&self.plan.gates, &totals, &mut self.gates);
        gate_result(&self.gates, streams)
    }
}

/// As [`std::io::copy`], with fewer and larger steps, and a flush.
fn copy(from: &mut impl Read, to: &mut dyn Write) -> std::io::Result<()> {
    let mut buffer = vec![0; 256 << 10];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return to.flush(),
            Ok(length) => to.write_all(&buffer[..length])?,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
