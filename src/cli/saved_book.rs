//! Writing a book's folder whole or not at all: beside its place, then renamed.

use super::exit::{Exit, Failure};
use super::scratch::Scratch;
use super::source::BOOK_FILE;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Finds out whether a book may be written to `target`, before any work is done.
///
/// # Errors
/// Wrong usage where something is there already that `replace` does not cover: only a book is ever replaced.
pub(crate) fn check(target: &Path, replace: bool) -> Result<(), Failure> {
    let shown = crate::report::clean(&target.display().to_string()).into_owned();
    let usage = |message: &str| Failure::new(Exit::Usage, format_args!("{shown} {message}"));
    let Ok(data) = fs::symlink_metadata(target) else { return Ok(()) };
    if !data.is_dir() {
        return Err(usage("is there already and is no folder"));
    }
    let empty = fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
    match (empty, target.join(BOOK_FILE).is_file(), replace) {
        (true, ..) | (false, true, true) => Ok(()),
        (false, true, false) => Err(usage("is there already; --replace replaces it")),
        (false, false, _) => Err(usage("is there already and is no price book: it will not be replaced")),
    }
}

/// Writes the files of a book: relative path and text.
///
/// # Errors
/// An internal fault where the disk does not take it; the old book, if there is one, stays then.
pub(crate) fn write(target: &Path, files: &[(String, String)]) -> Result<(), Failure> {
    let name = target.display().to_string();
    put(target, files).map_err(|error| Failure::file(&name, "write", &error))
}

fn put(target: &Path, files: &[(String, String)]) -> io::Result<()> {
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent)?;
    let make = || tempfile::Builder::new().prefix(".costcalc-").tempdir_in(parent);
    let (work, scratch) = Scratch::make(make, |work| work.path().to_path_buf())?;
    let new = work.path().join("new");
    fs::create_dir(&new)?;
    for (path, text) in files {
        let path = new.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = fs::File::create(&path)?;
        io::Write::write_all(&mut file, text.as_bytes())?;
        file.sync_all()?;
    }
    scratch.settle(|| {
        let old: PathBuf = work.path().join("old");
        let had_one = target.is_dir();
        if had_one {
            fs::rename(target, &old)?;
        }
        if let Err(error) = fs::rename(&new, target) {
            if had_one {
                fs::rename(&old, target)?;
            }
            return Err(error);
        }
        work.close()
    })
}
