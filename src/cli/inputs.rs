//! What every question about a scenario begins with: prices, settings, values for all rows, the workloads.

use super::args::{FreeTierArg, InputArgs};
use super::exit::{Exit, Failure, cost_failures, words};
use super::profiles::Profiles;
use super::source::{self, Source};
use super::{Streams, prices_books, terminal};
use crate::analysis::Unpriced;
use crate::analysis::breakeven::Dial;
use crate::cost::{CostError, FreeTier, Settings};
use crate::pricebook::PriceBook;
use crate::report;
use crate::scenario::{self, Assignments, Context, InputRange, ScenarioError, Unused, Workload, parse_number};
use crate::units::Dec;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// A scenario that was read, with everything needed to ask about it.
pub(crate) struct Input {
    /// The scenario's name for messages.
    pub(crate) name: String,
    pub(crate) book: PriceBook,
    pub(crate) settings: Settings,
    pub(crate) workloads: Vec<Workload>,
    /// What of the scenario has no effect.
    pub(crate) unused: Unused,
    pub(crate) profiles: Profiles,
}

impl Input {
    /// That one of its workloads cannot be priced.
    pub(crate) fn unpriced(&self, workload: &Workload, error: CostError) -> Failure {
        cost_failures(&[Unpriced::new(workload, error)], 1, &self.name)
    }

    /// What reading further values of columns needs.
    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            names: Some(&self.book),
            hours_per_month: self.settings.hours_per_month,
            profiles: &self.profiles,
            ..Context::new(self.book.rules())
        }
    }
}

/// Reads a whole scenario for a run that asks about single values, turning these dials; tells what of it has no effect,
/// and which values its ranges count as.
///
/// # Errors
/// Bad input with every problem of the file, or wrong usage.
pub(crate) fn read(path: &Path, args: &InputArgs, dials: &[Dial], streams: &mut Streams<'_>) -> Result<Input, Failure> {
    let input = read_untold(path, args, streams)?;
    let unused = if dials.contains(&Dial::OpsHours) { input.unused.with_hours_asked() } else { input.unused };
    tell_unused(&unused, &input.name, streams)?;
    tell_ranges(&input.workloads, &input.name, ("here", &[]), streams)?;
    Ok(input)
}

/// As [`read`], for a run that puts further values into columns: what counts then the file alone does not tell.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_untold(path: &Path, args: &InputArgs, streams: &mut Streams<'_>) -> Result<Input, Failure> {
    let book = book(args, streams)?;
    read_source(source::open(path)?, book, args)
}

/// A scenario larger than this is not kept whole.
const MOST_KEPT_BYTES: u64 = 256 << 20;

/// Reads a whole scenario and keeps its bytes.
///
/// # Errors
/// As [`read`]; bad input for a file of more than 256 MiB.
pub(crate) fn read_kept(path: &Path, args: &InputArgs, streams: &mut Streams<'_>) -> Result<(Input, Vec<u8>), Failure> {
    let book = book(args, streams)?;
    let mut source = source::open(path)?;
    let bad = |why: &dyn std::fmt::Display, name: &str| {
        Failure::new(Exit::BadInput, format_args!("{}: {why}", report::clean(name)))
    };
    let mut bytes = Vec::new();
    let read = (&mut source.reader).take(MOST_KEPT_BYTES + 1).read_to_end(&mut bytes);
    let read = read.map_err(|error| bad(&format_args!("cannot be read: {error}"), &source.name))?;
    if read as u64 > MOST_KEPT_BYTES {
        return Err(bad(
            &"has more than 256 MiB; `costcalc compare --format csv` takes files of any size",
            &source.name,
        ));
    }
    let again = Source { reader: Box::new(io::Cursor::new(bytes.clone())), ..source };
    let input = read_source(again, book, args)?;
    tell_unused(&input.unused, &input.name, streams)?;
    Ok((input, bytes))
}

/// The price book of a run.
fn book(args: &InputArgs, streams: &mut Streams<'_>) -> Result<PriceBook, Failure> {
    let book = source::price_book(&args.pricing)?;
    prices_books::check_age(&book, &args.age, streams)?;
    prices_books::warn_of_unused(&book, streams)?;
    Ok(book)
}

fn read_source(input: Source, book: PriceBook, args: &InputArgs) -> Result<Input, Failure> {
    let settings = settings(args, &book)?;
    let profiles = Profiles::new(input.folder.clone());
    let context = Context {
        names: Some(&book),
        hours_per_month: settings.hours_per_month,
        profiles: &profiles,
        ..Context::new(book.rules())
    };
    let assignments = assignments(args, &context)?;
    let read = scenario::read(input.reader, &assignments, context);
    let scenario = read.map_err(|error| scenario_failure(error, &input.name))?;
    let scenario::Scenario { workloads, unused } = scenario;
    Ok(Input { name: input.name, book, settings, workloads, unused, profiles })
}

/// Tells what of a scenario has no effect.
///
/// # Errors
/// A failure to write to standard error.
pub(crate) fn tell_unused(unused: &Unused, name: &str, streams: &mut Streams<'_>) -> Result<(), Failure> {
    for sentence in unused.sentences() {
        writeln!(streams.err, "note: {}: {sentence}", report::clean(name))?;
    }
    Ok(())
}

/// Ranges that are told one by one.
const MOST_RANGES: usize = 5;

/// Tells which values ranges count as in a `place` of a run that asks about single values; not of `replaced` columns, by
/// their place in the column table, which have other values there.
///
/// # Errors
/// A failure to write to standard error.
pub(crate) fn tell_ranges<'w>(
    workloads: impl IntoIterator<Item = &'w Workload>,
    name: &str,
    (place, replaced): (&str, &[usize]),
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let name = report::clean(name);
    let counts = |range: &InputRange| !replaced.contains(&range.column);
    let all = workloads.into_iter().flat_map(|workload| workload.ranges.iter().map(move |range| (workload, range)));
    let mut told = all.filter(|(_, range)| counts(range));
    for (workload, range) in told.by_ref().take(MOST_RANGES) {
        let line = workload.line.map_or_else(String::new, |line| format!("{line}:"));
        writeln!(streams.err, "note: {name}:{line} {}", range.told(workload, place))?;
    }
    let more = told.count();
    if more > 0 {
        writeln!(streams.err, "note: {name}: {more} more ranges count as one value each {place}")?;
    }
    Ok(())
}

/// Settings of a run.
///
/// # Errors
/// Wrong usage where the month cannot be one.
pub(crate) fn settings(args: &InputArgs, book: &PriceBook) -> Result<Settings, Failure> {
    let mut settings = Settings::new(book.rules());
    settings.launch_lead_min = args.launch_lead_min;
    if let Some(text) = &args.hours_per_month {
        let shown = report::clean(text).into_owned();
        let hours = parse_number(text).map_err(|fault| {
            Failure::new(
                Exit::Usage,
                format_args!("--hours-per-month {shown}: {}; {}", fault.message, fault.help_in("h")),
            )
        })?;
        if hours.is_zero() || hours > Dec::from_int(8_784) {
            return Err(Failure::new(
                Exit::Usage,
                format_args!(
                    "--hours-per-month {shown}: write hours above 0 and at most 8784 (a year), such as 730 or 720"
                ),
            ));
        }
        settings.hours_per_month = hours;
    }
    let has = |part: FreeTierArg| args.free_tier.contains(&part) || args.free_tier.contains(&FreeTierArg::All);
    settings.free_tier = FreeTier {
        compute: has(FreeTierArg::Compute),
        streaming: has(FreeTierArg::Streaming),
        transfer: has(FreeTierArg::Transfer),
    };
    Ok(settings)
}

/// The values for every row.
///
/// # Errors
/// Bad input with each value that cannot be used.
pub(crate) fn assignments(args: &InputArgs, context: &Context<'_>) -> Result<Assignments, Failure> {
    Assignments::parse(&overrides(args), context).map_err(|problems| {
        let count = problems.len() as u64;
        let color = terminal::colored_errors();
        Failure::Said(Exit::BadInput, report::render_problems(&problems, count, "the command line", color))
    })
}

/// The values for every row as they were written, `column=value`.
pub(crate) fn overrides(args: &InputArgs) -> Vec<String> {
    let regions = args.region.iter().map(|region| format!("region={region}"));
    args.assignments.iter().cloned().chain(regions).collect()
}

/// Problems of a scenario as a failure.
pub(crate) fn scenario_failure(error: ScenarioError, name: &str) -> Failure {
    match error {
        ScenarioError::Io(error) => {
            Failure::new(Exit::BadInput, format_args!("{}: cannot be read: {}", report::clean(name), words(&error)))
        }
        ScenarioError::Problems { first, count } => {
            let color = terminal::colored_errors();
            Failure::Said(Exit::BadInput, report::render_problems(&first, count, name, color))
        }
    }
}

/// An export must not replace the scenario that it is made from.
///
/// # Errors
/// Wrong usage where it would.
pub(crate) fn refuse_scenario_as_export(scenario: &Path, exports: &[PathBuf]) -> Result<(), Failure> {
    // What the shell put in place of standard input is a file, too.
    let scenario = if scenario.as_os_str() == "-" { Path::new("/dev/stdin") } else { scenario };
    match exports.iter().find(|export| is_same_file(scenario, export)) {
        Some(export) if scenario.exists() => {
            let name = export.display().to_string();
            let name = report::clean(&name);
            Err(Failure::new(Exit::Usage, format_args!("--export {name}: this is the scenario itself")))
        }
        _ => Ok(()),
    }
}

/// Whether two paths lead to the same file.
fn is_same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
