//! Where the bytes of a run go: files begun before any work, put in place together, and standard output after them.

use super::exit::{Failure, tolerate_closed_pipe};
use super::export::Export;
use super::profiles::Profiles;
use super::{Streams, reads};
use std::io::Write as _;
use std::path::Path;

/// A file to write, or standard output, in a form of its own.
pub(crate) struct Destination<F> {
    pub(crate) form: F,
    name: String,
    /// `None` is standard output.
    file: Option<Export>,
}

impl<F> Destination<F> {
    /// Begins a file; `-` is standard output.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub(crate) fn begin(path: &Path, form: F) -> Result<Destination<F>, Failure> {
        let file = if is_standard_output(path) { None } else { Some(Export::begin(path)?) };
        Ok(Destination { form, name: path.display().to_string(), file })
    }
}

/// Whether a path stands for standard output.
pub(crate) fn is_standard_output(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Writes everything. Files are in place before standard output gets anything: its reader may have gone.
///
/// # Errors
/// The first failure of `bytes`, a file or standard output; no file is in place then but those already finished.
pub(crate) fn write_all<F>(
    destinations: Vec<Destination<F>>,
    profiles: &Profiles,
    streams: &mut Streams<'_>,
    mut bytes: impl FnMut(&F) -> Result<Vec<u8>, Failure>,
) -> Result<(), Failure> {
    let mut files = Vec::with_capacity(destinations.len());
    let mut shown = Vec::new();
    for destination in destinations {
        let bytes = bytes(&destination.form)?;
        match destination.file {
            Some(mut file) => {
                file.write_all(&bytes).map_err(|error| Failure::file(&destination.name, "write", &error))?;
                files.push(file);
            }
            None => shown.push(bytes),
        }
    }
    reads::put_in_place(files, "-o", profiles)?;
    shown.into_iter().try_for_each(|bytes| tolerate_closed_pipe(streams.out.write_all(&bytes)))
}
