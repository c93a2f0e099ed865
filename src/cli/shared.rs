//! One question asked about many workloads, on all cores.

use super::Streams;
use super::progress::{Progress, share};
use crate::units::format::float;
use crossbeam_channel::bounded;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::Builder;

/// So many threads, or one for each core; one at least.
pub(crate) fn threads(jobs: Option<usize>) -> usize {
    jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get)).max(1)
}

/// What `ask` answers for each workload, in their order whatever the number of threads: `jobs`, or one for each core.
pub(crate) fn of_each<W: Sync, T: Send>(
    workloads: &[W],
    jobs: Option<usize>,
    streams: &mut Streams<'_>,
    ask: impl Fn(&W) -> T + Sync,
) -> Vec<T> {
    let cores = threads(jobs).min(workloads.len());
    let mut progress = Progress::new();
    let whole = workloads.len() as u64;
    let mut step = |done: usize| {
        progress.show(streams.err, |taken| {
            format!(
                "{} of {} workloads{}",
                float(done as f64, 0),
                float(whole as f64, 0),
                share(done as u64, Some(whole), taken)
            )
        });
    };
    let mut answers: Vec<(usize, T)> = Vec::with_capacity(workloads.len());
    if cores < 2 {
        for (at, workload) in workloads.iter().enumerate() {
            answers.push((at, ask(workload)));
            step(answers.len());
        }
    } else {
        // Some workloads take a hundred times as long as others: each thread takes the next one when it is done.
        let next = AtomicUsize::new(0);
        let (give, take) = bounded(cores * 4);
        std::thread::scope(|scope| {
            // Where the system starts no thread, this one does the work; where it starts few, they do.
            let threads: Vec<_> = (0..cores)
                .map_while(|_| {
                    let (give, next, ask) = (give.clone(), &next, &ask);
                    let work = move || {
                        while let Some((at, workload)) = following(workloads, next) {
                            if give.send((at, ask(workload))).is_err() {
                                return;
                            }
                        }
                    };
                    Builder::new().spawn_scoped(scope, work).ok()
                })
                .collect();
            drop(give);
            while threads.is_empty()
                && let Some((at, workload)) = following(workloads, &next)
            {
                answers.push((at, ask(workload)));
                step(answers.len());
            }
            for answer in take {
                answers.push(answer);
                step(answers.len());
            }
            threads.into_iter().for_each(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        });
        answers.sort_unstable_by_key(|(at, _)| *at);
    }
    progress.end(streams.err);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// The next workload that no thread has taken, and its place.
fn following<'w, W>(workloads: &'w [W], next: &AtomicUsize) -> Option<(usize, &'w W)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    workloads.get(at).map(|workload| (at, workload))
}
