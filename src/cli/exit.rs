//! Exit codes, and failures on the way to one.

use std::fmt;
use std::io::{self, Write};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// An internal fault, such as an output that cannot be written.
    Fault,
    /// Wrong usage.
    Usage,
    /// Bad input.
    BadInput,
    /// A price is missing.
    PriceMissing,
    /// A gate asked for did not hold.
    Gate,
}

impl Exit {
    /// The process's exit code.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Fault => 1,
            Exit::Usage => 2,
            Exit::BadInput => 3,
            Exit::PriceMissing => 4,
            Exit::Gate => 5,
        }
    }
}

/// Why a run ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// With a message for standard error, already laid out.
    Said(Exit, String),
    /// The output was closed by its reader, such as `head`: that is success.
    ClosedPipe,
}

impl Failure {
    /// A failure in one line.
    pub(crate) fn new(exit: Exit, message: impl fmt::Display) -> Failure {
        Failure::Said(exit, format!("error: {message}\n"))
    }

    /// A failure that was caused by reading or writing a file.
    pub(crate) fn file(name: &str, doing: &str, error: &io::Error) -> Failure {
        Failure::new(Exit::Fault, format_args!("{}: cannot {doing}: {error}", crate::report::clean(name)))
    }

    /// The message in one line, without the word that begins it.
    pub(crate) fn text(&self) -> String {
        match self {
            Failure::ClosedPipe => String::new(),
            Failure::Said(_, message) => message.trim_start_matches("error: ").trim_end().replace('\n', " "),
        }
    }

    /// Prints the message; gives how the run ended.
    pub(crate) fn report(self, err: &mut dyn Write) -> Exit {
        match self {
            Failure::ClosedPipe => Exit::Done,
            Failure::Said(exit, message) => {
                // Nothing is left to tell if standard error is closed too.
                let _ = err.write_all(message.as_bytes());
                exit
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Failure::ClosedPipe
        } else {
            Failure::new(Exit::Fault, format_args!("cannot write the output: {error}"))
        }
    }
}
