//! `--power-tuning`: durations that AWS Lambda Power Tuning measured.

use super::exit::{Exit, Failure, Failures, words};
use super::{Streams, inputs, source};
use crate::report;
use crate::scenario::{MOST_PROBLEMS, Measured, SHORT_MS, columns, memory_size_fault, read_power_tuning};
use std::io::Read;
use std::path::Path;

/// A result of Power Tuning larger than this is refused.
const MOST_BYTES: u64 = 4 << 20;

/// What a file of results holds, and what messages call it.
pub(crate) struct Tuned {
    pub(crate) measured: Vec<Measured>,
    name: String,
}

impl Tuned {
    /// The durations in a file; `-` is standard input, unless the scenario is.
    ///
    /// # Errors
    /// Bad input where the file is no result of it, wrong usage where it cannot be read beside the scenario.
    pub(crate) fn read(path: &Path, scenario: &Path) -> Result<Tuned, Failure> {
        source::refuse_second(scenario, "--power-tuning", path)?;
        let is_stdin = path.as_os_str() == "-";
        let name = if is_stdin { "standard input".to_owned() } else { path.display().to_string() };
        let name = report::clean(&name).into_owned();
        let bad = |message: String| bad(&name, &message);
        let mut text = String::new();
        let file = match is_stdin {
            true => Ok(Box::new(std::io::stdin()) as Box<dyn Read>),
            false => std::fs::File::open(path).map(|file| Box::new(file) as Box<dyn Read>),
        };
        let file = file.map_err(|error| bad(format!("cannot be read: {}", words(&error))))?;
        let read = file.take(MOST_BYTES + 1).read_to_string(&mut text);
        match read {
            Ok(bytes) if bytes as u64 <= MOST_BYTES => {}
            Ok(_) => return Err(bad("has more than 4 MiB; it is no result of AWS Lambda Power Tuning".to_owned())),
            Err(error) => return Err(bad(format!("cannot be read as text: {}", words(&error)))),
        }
        let measured = read_power_tuning(&text).map_err(|faults| told(faults, bad))?;
        Ok(Tuned { measured, name })
    }

    /// That Lambda has the sizes that were measured, and that nothing else gives durations; tells of durations that look like
    /// seconds.
    ///
    /// # Errors
    /// Bad input for sizes that Lambda does not have, wrong usage where the duration is set or varies.
    pub(crate) fn check(
        &self,
        input: &inputs::Input,
        varied: &[&str],
        streams: &mut Streams<'_>,
    ) -> Result<(), Failure> {
        if let Some(column) = ["memory_mb", "duration_ms"].into_iter().find(|column| varied.contains(column)) {
            let what = match column {
                "memory_mb" => "which memory sizes were measured",
                _ => "how long requests take at each memory size",
            };
            return Err(Failure::new(
                Exit::Usage,
                format_args!("--power-tuning says {what}; leave out what gives {column} a value"),
            ));
        }
        let rules = input.book.rules();
        let wrong = self.measured.iter().filter_map(|one| memory_size_fault(one.memory_mb, rules));
        let wrong: Vec<String> = wrong.map(|fault| format!("{}; {}", fault.message, fault.help)).collect();
        if !wrong.is_empty() {
            return Err(told(wrong, |message| bad(&self.name, &message)));
        }
        if self.measured.iter().all(|one| one.duration_ms < SHORT_MS) {
            let _ = writeln!(
                streams.err,
                "note: {}: every duration is below {SHORT_MS} ms: if these are seconds, multiply them by 1,000",
                self.name
            );
        }
        Ok(())
    }
}

/// The columns that options give a value for every row.
pub(crate) fn set_columns(assignments: &[String]) -> Vec<&'static str> {
    let names = assignments.iter().filter_map(|text| text.split_once('='));
    names.filter_map(|(name, _)| columns::find(name.trim())).map(|at| columns::COLUMNS[at].name).collect()
}

fn bad(name: &str, message: &str) -> Failure {
    let message = report::clean(message);
    Failure::new(Exit::BadInput, format_args!("{name}: {message}"))
}

/// The first faults of a file, and how many there are beside them.
fn told(faults: Vec<String>, bad: impl Fn(String) -> Failure + Copy) -> Failure {
    let more = faults.len().saturating_sub(MOST_PROBLEMS);
    let shown = faults.into_iter().take(MOST_PROBLEMS).map(bad);
    let counted = (more > 0).then(|| bad(format!("and {more} more")));
    Failures::from_iter(shown.chain(counted)).together()
}
