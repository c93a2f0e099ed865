//! How far long work is: a line on a terminal that is written over, and wiped when the work ends.

use std::io::{IsTerminal as _, Write};
use std::time::{Duration, Instant};

/// Work that ends sooner shows nothing.
const SILENT: Duration = Duration::from_secs(1);

/// From one line to the next: more than eyes can follow.
const PAUSE: Duration = Duration::from_millis(100);

/// Does work that tells nothing of itself, while a terminal shows what it is.
pub(crate) fn during<T>(err: &mut dyn Write, what: &str, work: impl FnOnce() -> T) -> T {
    let mut progress = Progress { next: Instant::now(), ..Progress::new() };
    progress.show(err, || what.to_owned());
    let done = work();
    progress.end(err);
    done
}

/// The line of one piece of work.
pub(crate) struct Progress {
    /// Whether standard error is a terminal.
    live: bool,
    next: Instant,
    /// Cells of the longest line that was shown.
    width: usize,
}

impl Progress {
    /// Work that begins now.
    pub(crate) fn new() -> Progress {
        Progress { live: std::io::stderr().is_terminal(), next: Instant::now() + SILENT, width: 0 }
    }

    /// Shows how far the work is, where it is time to; a line that cannot be shown does not matter.
    pub(crate) fn show(&mut self, err: &mut dyn Write, line: impl FnOnce() -> String) {
        if !self.live || Instant::now() < self.next {
            return;
        }
        let line = line();
        self.next = Instant::now() + PAUSE;
        self.width = self.width.max(line.chars().count());
        let _ = write!(err, "\r{line:<0$}", self.width).and_then(|()| err.flush());
    }

    /// Wipes the line.
    pub(crate) fn end(&mut self, err: &mut dyn Write) {
        if self.width > 0 {
            let _ = write!(err, "\r{:1$}\r", "", self.width).and_then(|()| err.flush());
            self.width = 0;
        }
    }
}

/// So many bytes, as they go before a share.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}

/// The share of a whole as it goes behind a figure: `, 32 %`; nothing where the whole is not known.
pub(crate) fn share(part: u64, whole: Option<u64>) -> String {
    // Something that grows while it is read is never more than all of it.
    let whole = whole.filter(|whole| *whole > 0);
    whole.map_or_else(String::new, |whole| format!(", {} %", u128::from(part.min(whole)) * 100 / u128::from(whole)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_written_over_and_wiped() {
        let mut progress = Progress { live: true, next: Instant::now(), width: 0 };
        let mut err = Vec::new();
        progress.show(&mut err, || "10 rows, 5 %".to_owned());
        // The next one is too soon.
        progress.show(&mut err, || unreachable!());
        progress.next = Instant::now();
        progress.show(&mut err, || "9 rows".to_owned());
        progress.end(&mut err);
        progress.end(&mut err);
        assert_eq!(String::from_utf8(err).unwrap(), "\r10 rows, 5 %\r9 rows      \r            \r");
    }

    #[test]
    fn shares_are_of_what_is_known() {
        assert_eq!(
            [share(1, Some(3)), share(4, Some(3)), share(1, None), share(0, Some(0))],
            [", 33 %", ", 100 %", "", ""]
        );
    }
}
