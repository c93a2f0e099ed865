//! Files on the way to their place: an interrupted run leaves none behind, and is never stopped halfway through a swap.

use super::signals;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is to be removed if the run is interrupted now.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A temporary file or folder, removed when the run is interrupted (SIGINT, SIGTERM, SIGHUP, SIGQUIT).
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
        signals::clean_up(unfinished);
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
