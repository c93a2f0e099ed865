//! Writing a book's folder whole or not at all: beside its place, then renamed.

use super::exit::{Exit, Failure};
use super::scratch::{NewFolder, Scratch};
use super::shell;
use super::source::BOOK_FILE;
use crate::pricebook::import::BookTables;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Finds out whether a book may be written to `target`, before any work is done.
///
/// # Errors
/// Wrong usage where something is there already that `replace` does not cover: only a book is ever replaced, and only
/// where nothing else lies in its folder. An internal fault where a run that was killed left the book before beside its place.
pub(crate) fn check(target: &Path, replace: bool) -> Result<(), Failure> {
    let shown = crate::report::clean(&target.display().to_string()).into_owned();
    let usage = |message: &str| Failure::new(Exit::Usage, format_args!("{shown} {message}"));
    let Ok(data) = fs::symlink_metadata(target) else { return refuse_set_aside(target) };
    if data.is_symlink() {
        let leads = fs::read_link(target).map(|to| format!(" to {}", crate::report::clean(&to.display().to_string())));
        let leads = leads.unwrap_or_default();
        return Err(usage(&format!(
            "is a link{leads}, which a book does not replace: name the folder itself, or another one"
        )));
    }
    if !data.is_dir() {
        return Err(usage("is there already and is no folder"));
    }
    let empty = fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
    match (empty, target.join(BOOK_FILE).is_file(), replace) {
        (true, ..) => Ok(()),
        (false, true, true) => {
            let strange = Strange::of(target).map_err(|error| Failure::file(&shown, "look into it", &error))?;
            strange.map_or(Ok(()), |strange| Err(usage(&strange.refusal())))
        }
        (false, true, false) => Err(usage(THERE)),
        (false, false, _) => Err(usage("is there already and is no price book: it will not be replaced")),
    }
}

/// That no run was killed between the two steps of replacing this book: then its place is empty, and a new book there would hide
/// that the one before lies set aside.
fn refuse_set_aside(target: &Path) -> Result<(), Failure> {
    let Some(name) = target.file_name() else { return Ok(()) };
    let Ok(entries) = fs::read_dir(parent(target)) else { return Ok(()) };
    let is_work = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(WORK);
    let old = entries.flatten().filter(is_work).map(|entry| entry.path().join(OLD).join(name));
    let Some(old) = old.into_iter().find(|old| old.join(BOOK_FILE).is_file()) else { return Ok(()) };
    let (shown, from, to) = (target.display().to_string(), shell::word(&old), shell::word(target));
    Err(Failure::new(
        Exit::Fault,
        format_args!(
            "{}: a run was killed while it replaced this book, and the book before lies set aside: put it back with `mv {from} {to}`",
            crate::report::clean(&shown)
        ),
    ))
}

/// What the name of a folder begins with in which a book is written, and the folder within it for the book before.
const WORK: &str = ".costcalc-";
const OLD: &str = "old";

/// The folder that a book's folder lies in.
fn parent(target: &Path) -> &Path {
    match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// What is told of a book that is not to be replaced.
const THERE: &str = "is there already; --replace replaces it";

/// That no file that is read lies in the folder that will be replaced: it would go with the old book.
///
/// # Errors
/// Wrong usage with each such file.
pub(crate) fn refuse_inputs_inside(target: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    let Some(folder) = target.canonicalize().ok().filter(|path| path.is_dir()) else { return Ok(()) };
    let is_inside = |path: &&PathBuf| path.canonicalize().is_ok_and(|path| path.starts_with(&folder));
    let inside: Vec<String> = inputs.iter().filter(is_inside).map(|path| path.display().to_string()).collect();
    if inside.is_empty() {
        return Ok(());
    }
    let shown = target.display().to_string();
    let (shown, inside) = (crate::report::clean(&shown), inside.join(", "));
    Err(Failure::new(
        Exit::Usage,
        format_args!(
            "-o {shown}: in this folder lies what is to be read ({}): move it out, or write the book to another folder",
            crate::report::clean(&inside)
        ),
    ))
}

/// What lies in a book's folder and is no table of it.
struct Strange {
    /// Paths from the folder on, at most [`MOST_NAMES`].
    names: Vec<String>,
    /// There are more.
    more: bool,
}

/// Names that a refusal shows.
const MOST_NAMES: usize = 5;

impl Strange {
    /// Looks through a folder; links count as somebody's own, wherever they lead.
    fn of(folder: &Path) -> io::Result<Option<Strange>> {
        let mut strange = Strange { names: Vec::new(), more: false };
        strange.look(folder, "")?;
        Ok(if strange.names.is_empty() { None } else { Some(strange) })
    }

    fn look(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<fs::DirEntry>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        let is_empty = entries.is_empty();
        for entry in entries {
            let (path, kind) = (format!("{prefix}{}", entry.file_name().to_string_lossy()), entry.file_type()?);
            if kind.is_dir() {
                self.look(&entry.path(), &format!("{path}/"))?;
            } else if !kind.is_file() || !BookTables::may_give(&path) {
                self.note(path);
            }
            if self.more {
                return Ok(());
            }
        }
        if is_empty && !prefix.is_empty() {
            self.note(prefix.to_owned());
        }
        Ok(())
    }

    fn note(&mut self, path: String) {
        self.more = self.names.len() == MOST_NAMES;
        if !self.more {
            self.names.push(path);
        }
    }

    fn refusal(&self) -> String {
        let (names, more) = (self.names.join(", "), if self.more { " and more" } else { "" });
        let names = crate::report::clean(&names);
        format!(
            "has more in it than a book, which would be lost: {names}{more}; move that out of the folder, or write the \
             book to another one"
        )
    }
}

/// Writes the files of a book: relative path and text.
///
/// # Errors
/// Wrong usage where another run put something there since [`check`] and `replace` is not asked for; an internal fault where the
/// disk does not take it, or where something was put into the folder of the old book, which stays then.
pub(crate) fn write(target: &Path, files: &[(String, String)], replace: bool) -> Result<(), Failure> {
    let name = target.display().to_string();
    // It goes again where no book comes into it.
    let _new = NewFolder::make(parent(target)).map_err(|error| Failure::file(&name, "write", &error))?;
    put(target, files, replace).map_err(|error| match error.kind() {
        io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists if !replace => {
            Failure::new(Exit::Usage, format_args!("{} {THERE}", crate::report::clean(&name)))
        }
        _ => Failure::file(&name, "write", &error),
    })
}

fn put(target: &Path, files: &[(String, String)], replace: bool) -> io::Result<()> {
    let parent = parent(target);
    let make = || tempfile::Builder::new().prefix(WORK).tempdir_in(parent);
    let (work, scratch) = Scratch::make(make, |work| work.path().to_path_buf())?;
    let new = work.path().join("new");
    for (path, text) in files {
        scratch.step(|| write_file(&new.join(path), text))?;
    }
    scratch.settle(|| {
        if !replace {
            // An empty folder may be there. Of several runs at a time the first one's book stays: no rename replaces a folder that
            // has something in it.
            if target.is_dir() {
                fs::remove_dir(target)?;
            }
            fs::rename(&new, target)?;
            return work.close();
        }
        // By its name a later run knows whose it is, if this one is killed behind the next step.
        let aside = work.path().join(OLD);
        fs::create_dir(&aside)?;
        let old: PathBuf = target.file_name().map_or_else(|| aside.join(OLD), |name| aside.join(name));
        let had_one = target.is_dir();
        if had_one {
            fs::rename(target, &old)?;
        }
        // Reading lists takes minutes, in which somebody may have put a file there.
        let still_a_book = match Strange::of(&old) {
            Ok(Some(strange)) if had_one => Err(io::Error::other(strange.refusal())),
            _ => Ok(()),
        };
        if let Err(error) = still_a_book.and_then(|()| fs::rename(&new, target)) {
            if had_one {
                fs::rename(&old, target)?;
            }
            return Err(error);
        }
        work.close()
    })
}

/// Writes a file, and makes the folders that it lies in.
fn write_file(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::File::create(path)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_runs_the_first_ones_book_stays_unless_it_is_to_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("mine");
        let book = |text: &str| [("ec2/us-east-1.csv".to_owned(), text.to_owned())];
        let read = || fs::read_to_string(target.join("ec2/us-east-1.csv")).unwrap();
        // An empty folder may be there.
        fs::create_dir(&target).unwrap();
        write(&target, &book("first"), false).unwrap();
        let refused = write(&target, &book("second"), false).unwrap_err().text();
        assert!(refused.ends_with("mine is there already; --replace replaces it"), "{refused}");
        assert_eq!(read(), "first");
        write(&target, &book("third"), true).unwrap();
        assert_eq!(read(), "third");
        // Nothing is left beside it.
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_book_that_a_killed_run_set_aside_is_told_with_the_command_that_puts_it_back() {
        let folder = tempfile::tempdir().unwrap();
        let (target, other) = (folder.path().join("mine"), folder.path().join("other"));
        let old = folder.path().join(".costcalc-a1b2c3/old/mine");
        fs::create_dir_all(&old).unwrap();
        fs::write(old.join(BOOK_FILE), "key,value\n").unwrap();
        let told = check(&target, true).unwrap_err().text();
        let command = format!("put it back with `mv {} {}`", old.display(), target.display());
        assert!(
            told.contains("mine: a run was killed while it replaced this book") && told.ends_with(&command),
            "{told}"
        );
        // Another book is not concerned, nor is this one once it is back.
        assert!(check(&other, true).is_ok());
        fs::rename(&old, &target).unwrap();
        assert!(check(&target, true).is_ok());
    }
}
