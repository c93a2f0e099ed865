//! Files on the way to their place: an interrupted run leaves none behind, and is never stopped halfway through a swap.

use super::signals;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is to be removed if the run is interrupted now, from the last to the first.
static UNFINISHED: Mutex<Vec<Unfinished>> = Mutex::new(Vec::new());

/// Something that goes where a run is interrupted.
pub(super) struct Unfinished {
    path: PathBuf,
    /// A folder for others to find, which goes only where nothing is in it.
    only_empty: bool,
}

impl Unfinished {
    pub(super) fn remove(&self) {
        // Nobody is left to be told that it cannot be removed.
        let _ = match self.path.is_dir() {
            true if self.only_empty => fs::remove_dir(&self.path),
            true => fs::remove_dir_all(&self.path),
            false => fs::remove_file(&self.path),
        };
    }
}

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
        Scratch::watched(make, path, false)
    }

    fn watched<T>(
        make: impl FnOnce() -> io::Result<T>,
        path: impl FnOnce(&T) -> PathBuf,
        only_empty: bool,
    ) -> io::Result<(T, Scratch)> {
        signals::clean_up(unfinished);
        let mut unfinished = unfinished();
        let made = make()?;
        let path = path(&made);
        unfinished.push(Unfinished { path: path.clone(), only_empty });
        Ok((made, Scratch { path }))
    }

    /// Runs a step of work within a temporary folder; an interruption waits until that is done. What is made there while the
    /// folder is being removed would stay.
    pub(crate) fn step<T>(&self, step: impl FnOnce() -> T) -> T {
        let guard = unfinished();
        let result = step();
        drop(guard);
        result
    }

    /// Runs the step that puts it in its place; an interruption waits until that is done.
    pub(crate) fn settle<T>(self, step: impl FnOnce() -> T) -> T {
        self.step(step)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        unfinished().retain(|one| one.path != self.path);
    }
}

/// A folder that is new with this run: it goes again where nothing came into it.
pub(crate) struct NewFolder {
    _scratch: Scratch,
    path: PathBuf,
}

impl NewFolder {
    /// Makes a folder, and those that it lies in; none of what is there already. What it gives has the innermost first, as
    /// they are to go.
    ///
    /// # Errors
    /// Those of making one; those that are made go again.
    pub(crate) fn make(folder: &Path) -> io::Result<Vec<NewFolder>> {
        let above = folder.ancestors().take_while(|one| !one.as_os_str().is_empty() && !one.exists());
        let mut made = Vec::new();
        for folder in above.collect::<Vec<_>>().into_iter().rev() {
            match Scratch::watched(|| fs::create_dir(folder), |()| folder.to_owned(), true) {
                Ok(((), scratch)) => made.insert(0, NewFolder { _scratch: scratch, path: folder.to_owned() }),
                // Somebody else was quicker: it is theirs.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(made)
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        // One that holds something is not removed.
        let _ = fs::remove_dir(&self.path);
    }
}

fn unfinished() -> MutexGuard<'static, Vec<Unfinished>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}
