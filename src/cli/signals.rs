//! Signals: what an interrupted run cleans up, and what no signal ends.

use super::scratch::Unfinished;
use std::sync::MutexGuard;

/// Lets standard output that is a file and grows beyond a limit (`ulimit -f`) fail as on a full disk, instead of ending the
/// process without a word. Of a terminal or a pipe nothing is watched: that would take a tenth of a short run.
#[cfg(unix)]
pub(crate) fn outlive_file_limits() {
    if is_file(&std::io::stdout()) {
        outlive();
    }
}

/// Whether something that was opened is a file.
#[cfg(unix)]
fn is_file(opened: &impl std::os::fd::AsFd) -> bool {
    let copy = opened.as_fd().try_clone_to_owned().map(std::fs::File::from);
    copy.and_then(|file| file.metadata()).is_ok_and(|data| data.is_file())
}

/// The same of every file that is written.
#[cfg(unix)]
fn outlive() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    // Without it such a run ends by the signal: no reason not to run. Nobody asks whether it came: the write says so.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

#[cfg(not(unix))]
pub(crate) fn outlive_file_limits() {}

/// Begins to wait for an interruption (SIGINT, SIGTERM, SIGHUP, SIGQUIT), once: it removes what is `unfinished` and ends the
/// process as the signal does.
#[cfg(unix)]
pub(crate) fn clean_up(unfinished: fn() -> MutexGuard<'static, Vec<Unfinished>>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use std::sync::atomic::AtomicBool;
    use std::sync::{Arc, Once};
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        outlive();
        // What was started so that it ignores a signal goes on, as with `nohup` and behind a shell's `trap ''`.
        let ignored = ignored();
        let watched = [SIGINT, SIGTERM, SIGHUP, SIGQUIT].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
        let watched: Vec<_> = watched.collect();
        // Without it an interrupted run leaves a temporary file: no reason not to run.
        let Ok(mut signals) = signal_hook::iterator::Signals::new(&watched) else { return };
        let wait = move || {
            if let Some(signal) = signals.forever().next() {
                let unfinished = unfinished();
                unfinished.iter().rev().for_each(Unfinished::remove);
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        };
        if std::thread::Builder::new().spawn(wait).is_err() {
            // Nobody waits for what is caught now: it ends the run at once.
            for signal in watched {
                let _ = signal_hook::flag::register_conditional_default(signal, Arc::new(AtomicBool::new(true)));
            }
        }
    });
}

/// The signals that the process was started to ignore, a bit for each, the lowest for signal 1. Linux tells; elsewhere they
/// are taken for none.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

#[cfg(not(unix))]
pub(crate) fn clean_up(_: fn() -> MutexGuard<'static, Vec<Unfinished>>) {}
