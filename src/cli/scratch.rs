//! Files on the way to their place: an interrupted run leaves none behind, and is never stopped halfway through a swap.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is to be removed if the run is interrupted now.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A temporary file or folder, removed when the run is interrupted (SIGINT, SIGTERM).
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

/// Begins to wait for an interruption, once: it removes what is unfinished and ends the process as the signal does.
#[cfg(unix)]
fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use std::sync::Once;
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Without it an interrupted run leaves a temporary file: no reason not to run.
        let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
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

#[cfg(not(unix))]
fn watch() {}
