//! [`Diagnostics`]: standard error, whose reader may go without that changing a run.

use std::io::{self, Write};

/// Takes notes, warnings and failures; drops them once their reader has closed its end. What a run finds and how it ends must
/// not depend on whether somebody listens to what it remarks on the way.
pub(crate) struct Diagnostics<W>(W);

impl<W: Write> Diagnostics<W> {
    pub(crate) fn new(inner: W) -> Diagnostics<W> {
        Diagnostics(inner)
    }
}

impl<W: Write> Write for Diagnostics<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            other => other,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }
}
