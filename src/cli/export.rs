//! Writing files whole or not at all: to a temporary file beside the target, then renamed.

use super::exit::{Exit, Failure};
use crate::report::{self, Format};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What an exported file holds, by its extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportForm {
    /// A format of standard output too.
    Text(Format),
    /// A workbook.
    Workbook,
    /// Slides.
    Deck,
}

impl ExportForm {
    /// The form of a file.
    ///
    /// # Errors
    /// Wrong usage for an extension that nothing is written in.
    pub(crate) fn of(path: &Path) -> Result<ExportForm, Failure> {
        let extension = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or("").to_ascii_lowercase();
        match extension.as_str() {
            "xlsx" => Ok(ExportForm::Workbook),
            "pptx" => Ok(ExportForm::Deck),
            other => Format::of_extension(other).map(ExportForm::Text).ok_or_else(|| {
                let name = path.display().to_string();
                let name = report::clean(&name);
                Failure::new(
                    Exit::Usage,
                    format_args!("--export {name}: unknown extension; use .csv, .json, .md, .txt, .xlsx or .pptx"),
                )
            }),
        }
    }
}

/// A file that appears under its name only when it is complete.
pub(crate) struct Export {
    target: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl Export {
    /// Begins a file; a folder that cannot be written to is found out before any work is done.
    pub(crate) fn begin(target: &Path) -> Result<Export, Failure> {
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let name = target.display().to_string();
        if target.is_dir() {
            let error = std::io::Error::new(std::io::ErrorKind::IsADirectory, "it is a folder");
            return Err(Failure::file(&name, "write", &error));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".costcalc-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // As a newly created file would have; the process's umask still applies.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(|error| {
            // Without the name of the temporary file, which means nothing to anybody.
            let plain = error.raw_os_error().map_or(error.kind().into(), std::io::Error::from_raw_os_error);
            Failure::file(&name, "write", &plain)
        })?;
        Ok(Export { target: target.to_path_buf(), file: BufWriter::new(file) })
    }

    /// Puts the file in its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let name = self.target.display().to_string();
        let file = self.file.into_inner().map_err(|error| Failure::file(&name, "write", error.error()))?;
        file.persist(&self.target).map_err(|error| Failure::file(&name, "write", &error.error))?;
        Ok(())
    }
}

impl Write for Export {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}
