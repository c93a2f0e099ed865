//! One question asked about many workloads, on all cores.

use crate::scenario::Workload;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What `ask` answers for each workload, in their order whatever the number of threads.
pub(crate) fn of_each<T: Send>(workloads: &[Workload], ask: impl Fn(&Workload) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if cores.min(workloads.len()) < 2 {
        return workloads.iter().map(ask).collect();
    }
    // Some workloads take a hundred times as long as others: each thread takes the next one when it is done.
    let next = AtomicUsize::new(0);
    let work = || {
        let mut answers = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(workload) = workloads.get(at) else { return answers };
            answers.push((at, ask(workload)));
        }
    };
    let mut answers: Vec<(usize, T)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores.min(workloads.len())).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    answers.sort_unstable_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}
