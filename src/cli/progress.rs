//! How far long work is: a line on a terminal that is written over, and wiped when the work ends.

use crate::units::format::float;
use std::io::{IsTerminal as _, Write};
use std::time::{Duration, Instant};

/// Work that ends sooner shows nothing.
const SILENT: Duration = Duration::from_secs(1);

/// From one line to the next: more than eyes can follow.
const PAUSE: Duration = Duration::from_millis(100);

/// Does work that tells nothing of itself, while a terminal shows what it is.
pub(crate) fn during<T>(err: &mut dyn Write, what: &str, work: impl FnOnce() -> T) -> T {
    let mut progress = Progress { next: Instant::now(), ..Progress::new() };
    progress.show(err, |_| what.to_owned());
    let done = work();
    progress.end(err);
    done
}

/// The line of one piece of work.
pub(crate) struct Progress {
    /// Whether standard error is a terminal.
    live: bool,
    begun: Instant,
    next: Instant,
    /// Cells of the longest line that was shown.
    width: usize,
}

impl Progress {
    /// Work that begins now.
    pub(crate) fn new() -> Progress {
        let begun = Instant::now();
        Progress { live: std::io::stderr().is_terminal(), begun, next: begun + SILENT, width: 0 }
    }

    /// Shows how far the work is, where it is time to, with a line made of how long it has taken; one that cannot be shown does
    /// not matter.
    pub(crate) fn show(&mut self, err: &mut dyn Write, line: impl FnOnce(Duration) -> String) {
        if !self.live || Instant::now() < self.next {
            return;
        }
        let line = line(self.begun.elapsed());
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

/// The share of a whole as it goes behind a figure, and the time left at the pace so far where it is long:
/// `, 32 %, 5 min left`; nothing where the whole is not known.
pub(crate) fn share(part: u64, whole: Option<u64>, taken: Duration) -> String {
    // Something that grows while it is read is never more than all of it.
    let Some(whole) = whole.filter(|whole| *whole > 0) else { return String::new() };
    let part = part.min(whole);
    let percent = u128::from(part) * 100 / u128::from(whole);
    let left = (part > 0).then(|| taken.as_secs_f64() * (whole - part) as f64 / part as f64);
    match left.filter(|left| *left >= LONG_S) {
        Some(left) => format!(", {percent} %, {} left", span(left)),
        None => format!(", {percent} %"),
    }
}

/// Of less than this nobody asks how long it takes, s.
const LONG_S: f64 = 10.0;

/// Seconds in words, in the unit that a guess is good to.
fn span(seconds: f64) -> String {
    match seconds {
        90.0..5_400.0 => format!("{} min", float(seconds / 60.0, 0)),
        5_400.0.. => format!("{} h", float(seconds / 3_600.0, 1)),
        _ => format!("{} s", float(seconds, 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_written_over_and_wiped() {
        let mut progress = Progress { live: true, begun: Instant::now(), next: Instant::now(), width: 0 };
        let mut err = Vec::new();
        progress.show(&mut err, |_| "10 rows, 5 %".to_owned());
        // The next one is too soon.
        progress.show(&mut err, |_| unreachable!());
        progress.next = Instant::now();
        progress.show(&mut err, |_| "9 rows".to_owned());
        progress.end(&mut err);
        progress.end(&mut err);
        assert_eq!(String::from_utf8(err).unwrap(), "\r10 rows, 5 %\r9 rows      \r            \r");
    }

    #[test]
    fn shares_are_of_what_is_known() {
        let share = |part, whole| super::share(part, whole, Duration::from_secs(1));
        assert_eq!(
            [share(1, Some(3)), share(4, Some(3)), share(1, None), share(0, Some(0)), share(0, Some(3))],
            [", 33 %", ", 100 %", "", "", ", 0 %"]
        );
    }

    #[test]
    fn long_work_says_what_is_left() {
        // After 30 s of 1 of 2, 4, 61 and 1,001 parts: 30 s, 90 s, half an hour, 30,000 s.
        let left = |whole| share(1, Some(whole), Duration::from_secs(30));
        assert_eq!(
            [2, 4, 61, 1_001].map(left),
            [", 50 %, 30 s left", ", 25 %, 2 min left", ", 1 %, 30 min left", ", 0 %, 8.3 h left"]
        );
        // One of eleven in a second: ten more; of ten: nine.
        let quick = |whole| share(1, Some(whole), Duration::from_secs(1));
        assert_eq!([quick(11), quick(10)], [", 9 %, 10 s left", ", 10 %"]);
    }
}
