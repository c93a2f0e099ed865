//! `compare` for files of any size: blocks of rows through worker threads, in order, in bounded memory.
//!
//! Output is held back in temporary files until the whole scenario is known to be good, because a file with a fault
//! writes nothing.

mod held;
mod sink;
mod worker;

use super::Streams;
use super::exit::{Exit, Failure, without_thread};
use super::export::Export;
use super::inputs::scenario_failure;
use super::plan::Plan;
use super::profiles::Profiles;
use super::progress::{Progress, share};
use super::shared::threads;
use super::source::Source;
use crate::report::{Endings, Format};
use crate::scenario::{
    Assignments, Block, BlockError, BlockParser, BlockReader, Context, Problems, ScenarioError, UniqueNames, Unused,
    finish,
};
use crate::units::format::float;
use crossbeam_channel::bounded;
use sink::Sink;
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::RwLock;
use std::thread::Builder;
use worker::{Done, ReadBlock, Wanted, Worker};

/// Where a run is written.
pub(crate) struct Targets {
    /// The format of standard output.
    pub(crate) stdout: Format,
    /// Files, each with its format.
    pub(crate) files: Vec<(Export, Format)>,
}

impl Targets {
    /// What is to be made of each workload.
    fn wanted(&self) -> Wanted {
        let has = |format: Format| self.stdout == format || self.files.iter().any(|(_, other)| *other == format);
        let (streamed, shown): (Vec<Format>, Vec<Format>) =
            Format::ALL.into_iter().filter(|format| has(*format)).partition(|format| format.is_streamed());
        Wanted { streamed, shown: !shown.is_empty() }
    }
}

pub(crate) fn run(
    plan: &Plan<'_>,
    input: Source,
    assignments: &Assignments,
    context: Context<'_>,
    profiles: &Profiles,
    targets: Targets,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let (name, bytes) = (input.name.clone(), input.bytes);
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
    let wanted = targets.wanted();
    let whole = blocks.is_finished().then(|| ReadBlock::all(&parser, &first));
    let break_evens = if wanted.streamed.is_empty() || plan.break_evens.always() {
        plan.break_evens.always()
    } else {
        // Rows of several blocks are too many to count.
        let rows = whole.as_ref().map_or(usize::MAX, |whole| whole.workloads.len());
        wanted.needs_break_evens(plan) && plan.break_evens.wanted(rows)
    };
    let endings = Endings::default();
    let floor = RwLock::new(None);
    let mut sink = Sink::new(plan, &wanted, &floor);
    let worker = Worker { plan, parser: &parser, endings: &endings, wanted: &wanted, break_evens, floor: &floor };
    if let Some(whole) = whole {
        sink.take(worker.work_together(whole, streams))?;
    } else {
        let first = if wanted.shown || wanted.streamed.contains(&Format::Json) {
            // Of a row of a hundred bytes all that is known of it takes seven thousand.
            blocks.cut_smaller();
            first.into_smaller(parser.delimiter())
        } else {
            vec![first]
        };
        let mut progress = Progress::new();
        let mut read = 0;
        let mut step = |rows: u64, block: u64| {
            read += block;
            progress.show(streams.err, |taken| format!("{} rows{}", float(rows as f64, 0), share(read, bytes, taken)));
        };
        let done = through_threads(plan, &worker, first, blocks, &mut sink, &name, &mut step);
        progress.end(streams.err);
        done?;
    }
    sink.end(&endings, profiles, targets, streams, &name)
}

/// Reads blocks on one thread, works on several, writes in order on this one; `step` is told the rows so far and the bytes of
/// each block that was written.
fn through_threads(
    plan: &Plan<'_>,
    worker: &Worker<'_>,
    first: Vec<Block>,
    mut blocks: BlockReader<Box<dyn Read + Send>>,
    sink: &mut Sink<'_>,
    name: &str,
    step: &mut dyn FnMut(u64, u64),
) -> Result<(), Failure> {
    let jobs = threads(plan.jobs);
    let delimiter = worker.parser.delimiter();
    // A ticket for each block on its way bounds what waits to be written, whatever block takes longest.
    let tickets = jobs * 3;
    let (give_ticket, take_ticket) = bounded::<()>(tickets);
    let (give_block, take_block) = bounded::<(u64, Block)>(tickets);
    let (give_done, take_done) = bounded::<(u64, Done)>(tickets);
    // Written texts go back to the workers: fresh memory for every block would cost a page fault for every page.
    let (give_texts, take_texts) = bounded::<Vec<Vec<u8>>>(tickets);
    for _ in 0..tickets {
        let _ = give_ticket.send(());
    }
    std::thread::scope(|scope| {
        // Dropped with this closure: a reader that waits for a ticket ends when the writing has failed.
        let give_ticket = give_ticket;
        for started in 0..jobs {
            let (take_block, give_done, take_texts) = (take_block.clone(), give_done.clone(), take_texts.clone());
            let work = move || {
                for (number, block) in take_block {
                    let texts = take_texts.try_recv().unwrap_or_default();
                    if give_done.send((number, worker.work(&block, texts))).is_err() {
                        return;
                    }
                }
            };
            // Fewer do as well.
            match Builder::new().spawn_scoped(scope, work) {
                Err(error) if started == 0 => return Err(without_thread(&error)),
                Err(_) => break,
                Ok(_) => {}
            }
        }
        drop((take_block, give_done));
        let read = move || -> Result<(), BlockError> {
            let mut first = first.into_iter();
            for number in 0.. {
                let next = match first.next() {
                    Some(block) => Some(block),
                    None => blocks.next_block(Some(delimiter))?,
                };
                let Some(block) = next else { break };
                if take_ticket.recv().is_err() || give_block.send((number, block)).is_err() {
                    break;
                }
            }
            Ok(())
        };
        let reader = Builder::new().spawn_scoped(scope, read).map_err(|error| without_thread(&error))?;
        let mut waiting = BTreeMap::new();
        let mut expected = 0;
        for (number, done) in take_done {
            waiting.insert(number, done);
            while let Some(done) = waiting.remove(&expected) {
                let bytes = done.bytes;
                let _ = give_texts.try_send(sink.take(done)?);
                step(sink.rows(), bytes);
                expected += 1;
                let _ = give_ticket.try_send(());
            }
        }
        match reader.join() {
            Ok(Ok(())) => Ok(()),
            Ok(Err(BlockError::Problems(all))) => {
                sink.note(all);
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
