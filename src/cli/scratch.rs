//! Files on the way to their place: an interrupted run leaves none behind, and is never stopped halfway through a swap.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is to be removed if the run is interrupted now.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A temporary file or folder, removed when the run is interrupted (SIGINT, SIGTERM, SIGHUP).
pub(crate) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Makes a temporary file or folder; an interruption waits until it is known.
    ///
    /// # Errors
    /// Those of `make`.
    pub(crate) fn make<T>(
        make: impl FnOnce() -> io::Result<T>,
        path: impl FnOnce(&T) -> PathBuf,
    ) -> io::Result<(T, Scratch)> {
        watch();
        let mut unfinished = unfinished();
        let made = make()?;
        let path = path(&made);
        unfinished.push(path.clone());
        Ok((made, Scratch { path }))
    }

    /// Runs the step that puts it in its place; an interruption waits until that is done.
    pub(crate) fn settle<T>(self, step: impl FnOnce() -> T) -> T {
        let guard = unfinished();
        let result = step();
        drop(guard);
        result
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        unfinished().retain(|path| *path != self.path);
    }
}

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to wait for an interruption, once: it removes what is unfinished and ends the process as the signal does. A file
/// that grows beyond a limit fails as on a full disk, instead of ending the process.
#[cfg(unix)]
fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use std::sync::atomic::AtomicBool;
    use std::sync::{Arc, Once};
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
        // What outlives its terminal, as with `nohup`, goes on.
        let hangup = (!ignores(SIGHUP)).then_some(SIGHUP);
        let watched = [SIGINT, SIGTERM].into_iter().chain(hangup);
        // Without it an interrupted run leaves a temporary file: no reason not to run.
        let Ok(mut signals) = signal_hook::iterator::Signals::new(watched) else { return };
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                let unfinished = unfinished();
                for path in unfinished.iter() {
                    let _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
                }
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        });
    });
}

/// Whether the process was started so that it ignores a signal. Linux tells; elsewhere it is taken for no.
#[cfg(unix)]
fn ignores(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    // A bit for each signal, the lowest for signal 1.
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

#[cfg(not(unix))]
fn watch() {}
