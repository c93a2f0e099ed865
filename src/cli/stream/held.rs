//! Texts that are held back, a temporary file for each format.

use crate::cli::exit::{Failure, temporary};
use crate::report::{Endings, Format, Frame, Report};
use std::io::{self, Read, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// Bytes of a text that are kept in memory before it goes to a temporary file.
const MOST_IN_MEMORY: usize = 4 << 20;

/// The workloads of a run in a format.
pub(super) struct Held {
    pub(super) format: Format,
    file: SpooledTempFile,
}

impl Held {
    pub(super) fn new(format: Format) -> Held {
        Held { format, file: tempfile::spooled_tempfile(MOST_IN_MEMORY) }
    }

    /// Takes the text of the next workloads.
    pub(super) fn take(&mut self, text: &[u8]) -> Result<(), Failure> {
        self.file.write_all(text).map_err(|error| temporary(&error))
    }

    /// Writes the run in full, of which `report` knows all but the workloads.
    pub(super) fn write(
        &mut self,
        report: &Report<'_>,
        detail: bool,
        endings: &Endings,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let frame = Frame::of(self.format, detail, report)?;
        out.write_all(&frame.before)?;
        self.file.seek(SeekFrom::Start(frame.separator as u64))?;
        copy(&mut self.file, &mut endings.writer(&mut *out))?;
        out.write_all(&frame.after)?;
        out.flush()
    }
}

/// As [`std::io::copy`], with fewer and larger steps, and a flush.
fn copy(from: &mut impl Read, to: &mut dyn Write) -> io::Result<()> {
    let mut buffer = vec![0; 256 << 10];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return to.flush(),
            Ok(length) => to.write_all(&buffer[..length])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
