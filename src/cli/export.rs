//! Writing files whole or not at all: to a temporary file beside the target, then renamed.

use super::exit::Failure;
use super::scratch::Scratch;
use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{PathPersistError, TempPath};

/// A file that appears under its name only when it is complete.
pub(crate) struct Export {
    /// The path as it was given.
    given: PathBuf,
    target: PathBuf,
    file: BufWriter<File>,
    /// Removed where it never gets to its place.
    temporary: TempPath,
    scratch: Scratch,
}

impl Export {
    /// Begins a file; what cannot be written to is found out before any work is done.
    pub(crate) fn begin(given: &Path) -> Result<Export, Failure> {
        let name = given.display().to_string();
        let refused = |error: &io::Error| Failure::file(&name, "write", error);
        // A folder that is there says so itself.
        let is_folder_name = given.to_string_lossy().ends_with(std::path::is_separator);
        if is_folder_name && !given.exists() {
            let why = "it ends as a folder does, and there is none; name a file, without that sign at its end";
            return Err(refused(&io::Error::new(io::ErrorKind::NotFound, why)));
        }
        let known = there(given).map_err(|error| refused(&error))?;
        // Through a link, so that the link stays one.
        let target = if known.is_some() { fs::canonicalize(given) } else { Ok(given.to_path_buf()) };
        let target = target.map_err(|error| refused(&error))?;
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".costcalc-");
        if let Some(permissions) = known.or_else(as_new) {
            builder.permissions(permissions);
        }
        let make = || builder.tempfile_in(folder);
        let (file, scratch) = Scratch::make(make, |file| file.path().to_path_buf()).map_err(|error| {
            if error.kind() == io::ErrorKind::NotFound {
                let why = if folder.is_dir() { "a file cannot be made in" } else { "there is no folder" };
                return refused(&io::Error::new(error.kind(), format!("{why} {}", folder.display())));
            }
            refused(&without_name(&error))
        })?;
        let (file, temporary) = file.into_parts();
        Ok(Export { given: given.to_path_buf(), target, file: BufWriter::new(file), temporary, scratch })
    }

    /// The path as it was given.
    pub(crate) fn given(&self) -> &PathBuf {
        &self.given
    }

    /// That the file cannot be written.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure::file(&self.given.display().to_string(), "write", error)
    }

    /// Writes what waits to be written; a disk may say only now that it is full.
    pub(crate) fn complete(&mut self) -> Result<(), Failure> {
        let written = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        written.map_err(|error| self.failure(&error))
    }

    /// Puts the file in its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        self.put(|temporary, target| temporary.persist(target))
    }

    /// Puts the file in its place where no other has come there; tells whether none has.
    pub(crate) fn finish_as_first(self) -> Result<bool, Failure> {
        self.put(|temporary, target| match temporary.persist_noclobber(target) {
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            other => other.map(|()| true),
        })
    }

    fn put<T>(mut self, persist: impl FnOnce(TempPath, &Path) -> Result<T, PathPersistError>) -> Result<T, Failure> {
        self.complete()?;
        let Export { given, target, temporary, scratch, file: _file } = self;
        let put = scratch.settle(|| persist(temporary, &target));
        put.map_err(|error| Failure::file(&given.display().to_string(), "write", &error.error))
    }
}

/// What the system refused, without the name of the temporary file, which means nothing to anybody: it stands beside the
/// system's number, which is kept in words alone.
fn without_name(error: &io::Error) -> io::Error {
    let told = error.to_string();
    let number = told.split_once("(os error ").and_then(|(_, rest)| rest.split_once(')')?.0.parse().ok());
    number.map_or_else(|| error.kind().into(), io::Error::from_raw_os_error)
}

/// The permissions of the file that is there already; `None` where there is none.
///
/// # Errors
/// What is there is no file, or must not be written to.
fn there(target: &Path) -> io::Result<Option<Permissions>> {
    let wrong = |kind: io::ErrorKind, message: &str| Err(io::Error::new(kind, message));
    match fs::metadata(target) {
        // As `cp`: a new file in place of the link is not what it was made for, and one that appears elsewhere surprises.
        Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(target).is_ok() => wrong(
            io::ErrorKind::Unsupported,
            "it is a link to a file that is not there; make the file or remove the link",
        ),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(data) if data.is_dir() => wrong(io::ErrorKind::IsADirectory, "it is a folder"),
        Ok(data) if !data.is_file() => wrong(io::ErrorKind::Unsupported, "it is not a regular file"),
        Ok(data) if data.permissions().readonly() => wrong(io::ErrorKind::PermissionDenied, "the file is read-only"),
        Ok(data) => Ok(Some(data.permissions())),
    }
}

/// The permissions of a newly created file; the process's umask still applies.
#[cfg(unix)]
fn as_new() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn as_new() -> Option<Permissions> {
    None
}

impl Write for Export {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_files_at_a_time_the_first_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("in.csv");
        let [mut first, mut second] = [(); 2].map(|()| Export::begin(&path).unwrap());
        first.write_all(b"first").unwrap();
        second.write_all(b"second").unwrap();
        assert!(first.finish_as_first().unwrap());
        assert!(!second.finish_as_first().unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
