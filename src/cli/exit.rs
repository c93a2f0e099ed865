//! Exit codes, and failures on the way to one.

use crate::analysis::Unpriced;
use crate::cost::CostError;
use crate::pricebook::PriceError;
use crate::terms::{number_of, without_endless_words};
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
    /// A condition of `--fail-if` held, or could not be judged.
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
        Failure::new(Exit::Fault, format_args!("{}: cannot {doing}: {}", crate::report::clean(name), words(error)))
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
                let _ = err.write_all(without_endless_words(&message).as_bytes());
                exit
            }
        }
    }
}

/// Failures of parts of a run that do not depend on each other: all are told, not the first.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    found: Vec<Failure>,
}

impl Failures {
    /// What came of a part; why it failed is kept.
    pub(crate) fn take<T>(&mut self, part: Result<T, Failure>) -> Option<T> {
        part.map_err(|failure| self.note(failure)).ok()
    }

    /// Adds a failure.
    pub(crate) fn note(&mut self, failure: Failure) {
        self.found.push(failure);
    }

    /// Whether nothing failed so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// What was found, if nothing failed. `None` comes of a failure that was taken.
    ///
    /// # Errors
    /// All failures [`together`](Failures::together).
    pub(crate) fn or<T>(self, found: Option<T>) -> Result<T, Failure> {
        match found {
            Some(found) if self.is_empty() => Ok(found),
            _ => Err(self.together()),
        }
    }

    /// All failures as one, longer messages apart from the others. It ends the run with the lowest of their codes: an option
    /// is to be mended before a file.
    pub(crate) fn together(self) -> Failure {
        let mut all: Option<(Exit, String)> = None;
        for failure in self.found {
            let Failure::Said(exit, message) = failure else { continue };
            all = Some(match all {
                None => (exit, message),
                Some((first, text)) => {
                    let is_long = |text: &str| text.lines().any(|line| !line.starts_with("error: "));
                    let apart = if is_long(&text) || is_long(&message) { "\n" } else { "" };
                    (if exit.code() < first.code() { exit } else { first }, text + apart + &message)
                }
            });
        }
        all.map_or(Failure::ClosedPipe, |(exit, text)| Failure::Said(exit, text))
    }
}

impl FromIterator<Failure> for Failures {
    fn from_iter<I: IntoIterator<Item = Failure>>(found: I) -> Failures {
        Failures { found: found.into_iter().collect() }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Failure::ClosedPipe
        } else {
            Failure::new(Exit::Fault, format_args!("cannot write the output: {}", words(&error)))
        }
    }
}

/// That output which is held back until the whole scenario is known to be good has no place.
pub(crate) fn temporary(error: &io::Error) -> Failure {
    let folder = std::env::temp_dir().display().to_string();
    let folder = crate::report::clean(&folder);
    Failure::new(Exit::Fault, format_args!("cannot write a temporary file in {folder}: {}", words(error)))
}

/// That the system starts no further thread.
pub(crate) fn without_thread(error: &io::Error) -> Failure {
    let why = words(error);
    Failure::new(Exit::Fault, format_args!("cannot start a thread: {why}; raise the limit of memory or threads"))
}

/// What an operating system refused, in words without its number.
pub(crate) fn words(error: &io::Error) -> String {
    if error.raw_os_error().is_none() && error.get_ref().is_some() {
        let text = error.to_string();
        // A temporary file's failure has the system's number and a path that nobody knows within.
        if !text.contains("(os error") {
            return crate::report::clean(&text).into_owned();
        }
    }
    let known = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "permission denied",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "the disk quota is used up",
        io::ErrorKind::FileTooLarge => "the file would be larger than is allowed",
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::InvalidData => "it is not text in UTF-8",
        io::ErrorKind::AlreadyExists => "there is a file of that name",
        io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder",
        _ => return without_number(&error.to_string()),
    };
    known.to_owned()
}

/// The system's own words for what nobody foresaw, as they stand within a sentence.
fn without_number(text: &str) -> String {
    let text = text.split_once(" (os error").map_or(text, |(words, _)| words);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A reader that closed its end, such as `head`, has what it wanted; conditions are still to be checked.
pub(crate) fn tolerate_closed_pipe(written: std::io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Workloads that could not be priced: the first ones in full with their places in the scenario, then a count.
pub(crate) fn cost_failures(failures: &[Unpriced], count: u64, scenario: &str) -> Failure {
    let scenario = crate::report::clean(scenario);
    let mut text = String::new();
    let mut exit = Exit::PriceMissing;
    for failed in failures {
        let its = match failed.error {
            CostError::Price(PriceError::Missing(_)) => Exit::PriceMissing,
            CostError::LeftOut(_) => Exit::Fault,
            CostError::TooLarge(_) if failed.asked => Exit::Usage,
            CostError::Price(PriceError::Book(_)) | CostError::TooLarge(_) => Exit::BadInput,
        };
        exit = if its.code() < exit.code() { its } else { exit };
        let line = failed.line.map_or_else(String::new, |line| format!("{line}:"));
        text.push_str(&format!("error: {scenario}:{line} {}\n", crate::report::clean(&failed.to_string())));
        if let Some(help) = &failed.help {
            text.push_str(&format!("  = help: {help}\n"));
        }
    }
    let more = count.saturating_sub(failures.len() as u64);
    if more > 0 {
        text.push_str(&format!("{more} more {} cannot be priced.\n", number_of(more, "workload", "workloads")));
    }
    text.push_str("Nothing was written.\n");
    Failure::Said(exit, text)
}
