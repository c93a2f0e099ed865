//! What every question about a scenario begins with: prices, settings, values for all rows, the workloads.

use super::args::{FreeTierArg, InputArgs};
use super::exit::{Exit, Failure, Failures, cost_failures, words};
use super::profiles::Profiles;
use super::source::{self, Source};
use super::{Streams, prices_books, terminal};
use crate::analysis::Unpriced;
use crate::analysis::breakeven::Dial;
use crate::cost::{CostError, FreeTier, Settings};
use crate::pricebook::PriceBook;
use crate::report;
use crate::scenario::{
    self, Assignments, Context, HiddenLines, InputRange, MOST_PROBLEMS, Place, Problem, ScenarioError, Unused,
    Workload, parse_number,
};
use crate::terms::{nearest, number_of, quoted};
use crate::units::Dec;
use std::io::{self, Read as _};
use std::path::Path;

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
        cost_failures(&[Unpriced::new(&self.book, workload, &self.settings, error)], 1, &self.name)
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

impl Input {
    /// The same of the workload of that name alone, where one is asked for.
    ///
    /// # Errors
    /// Wrong usage where there is none.
    pub(crate) fn only(mut self, name: Option<&str>) -> Result<Input, Failure> {
        if let Some(name) = name {
            let at = place_of(name, || self.workloads.iter().map(|workload| workload.name.as_str()))?;
            self.workloads = vec![self.workloads.swap_remove(at)];
        }
        Ok(self)
    }
}

/// The place of the workload that `--workload` names.
///
/// # Errors
/// Wrong usage where there is none, with the nearest name.
pub(crate) fn place_of<'n, I: Iterator<Item = &'n str>>(name: &str, names: impl Fn() -> I) -> Result<usize, Failure> {
    names().position(|known| known == name).ok_or_else(|| {
        let hint = match nearest(name, names()).first() {
            Some(near) => format!("; did you mean {}?", quoted(near)),
            None => String::new(),
        };
        Failure::new(Exit::Usage, format_args!("--workload: there is no workload {}{hint}", quoted(name)))
    })
}

/// Reads a whole scenario for a run that asks about single values, turning these dials, or about the workload of that name
/// `only`; tells what of it has no effect, and which values its ranges count as.
///
/// # Errors
/// Bad input with every problem of the file, or wrong usage.
pub(crate) fn read(
    path: &Path,
    args: &InputArgs,
    (dials, only): (&[Dial], Option<&str>),
    streams: &mut Streams<'_>,
) -> Result<Input, Failure> {
    let input = read_but_ranges(path, args, (dials, only), streams)?;
    tell_ranges(ranges_of(&input.workloads), &input.name, "here", streams)?;
    Ok(input)
}

/// As [`read`], for a run that knows only later which ranges concern it.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_but_ranges(
    path: &Path,
    args: &InputArgs,
    (dials, only): (&[Dial], Option<&str>),
    streams: &mut Streams<'_>,
) -> Result<Input, Failure> {
    let input = read_untold(path, args, streams)?.only(only)?;
    let unused = if dials.contains(&Dial::OpsHours) { input.unused.with_hours_asked() } else { input.unused };
    tell_unused(&unused, &input.name, streams)?;
    Ok(input)
}

/// As [`read`], for a run that puts further values into columns: what counts then the file alone does not tell.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_untold(path: &Path, args: &InputArgs, streams: &mut Streams<'_>) -> Result<Input, Failure> {
    read_rows(begin(path, args, streams)?)
}

/// A scenario larger than this is not kept whole.
const MOST_KEPT_BYTES: u64 = 256 << 20;

/// Reads a whole scenario and keeps its bytes.
///
/// # Errors
/// As [`read`]; bad input for a file of more than 256 MiB.
pub(crate) fn read_kept(path: &Path, args: &InputArgs, streams: &mut Streams<'_>) -> Result<(Input, Vec<u8>), Failure> {
    let Begun { mut source, book, settings, assignments } = begin(path, args, streams)?;
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
    let source = Source { reader: Box::new(io::Cursor::new(bytes.clone())), ..source };
    let input = read_rows(Begun { source, book, settings, assignments })?;
    tell_unused(&input.unused, &input.name, streams)?;
    Ok((input, bytes))
}

/// What a run knows before it reads rows.
pub(crate) struct Begun {
    pub(crate) source: Source,
    pub(crate) book: PriceBook,
    pub(crate) settings: Settings,
    pub(crate) assignments: Assignments,
}

/// Opens the scenario and the prices, and reads the values for every row.
///
/// # Errors
/// What is wrong with any of them; then the rows are read for their faults as well, so that one run tells all. Without
/// the prices the names that only they know pass.
pub(crate) fn begin(path: &Path, args: &InputArgs, streams: &mut Streams<'_>) -> Result<Begun, Failure> {
    let twice = |option: &String| source::refuse_second(path, "--pricing", Path::new(option)).err();
    Failures::from_iter(args.pricing.iter().filter_map(twice)).or(Some(()))?;
    let mut failures = Failures::default();
    let source = failures.take(source::open(path));
    let book = failures.take(book(args, streams));
    let current = if book.is_some() { None } else { Some(PriceBook::current()) };
    let current = current.transpose().map_err(|error| source::book_failure(&error))?;
    let Some(of_rules) = book.as_ref().or(current.as_ref()) else { return Err(failures.together()) };
    let settings = failures.take(settings(args, of_rules));
    let profiles = Profiles::new(source.as_ref().map(|source| source.folder.clone()).unwrap_or_default());
    let context = Context {
        names: book.as_ref(),
        // Of a month that is not known no hours are too many.
        hours_per_month: settings.map_or(Dec::from_int(MOST_HOURS), |settings| settings.hours_per_month),
        profiles: &profiles,
        ..Context::new(of_rules.rules())
    };
    // Where there are two regions, that is told already.
    let texts = failures.take(refuse_two_regions(args)).map_or_else(|| args.assignments.clone(), |()| overrides(args));
    let (assignments, mut problems) = Assignments::read(&texts, &context);
    problems.iter_mut().for_each(|problem| as_typed(problem, args));
    if !problems.is_empty() {
        let color = terminal::colored_errors();
        let count = problems.len() as u64;
        problems.truncate(MOST_PROBLEMS);
        let text = report::render_problems(&problems, (count, &HiddenLines::default()), "the command line", color);
        // As for --vary: what is no column=value at all is no input yet.
        let is_none = |text: &String| !text.contains('=');
        let exit = if texts.iter().any(is_none) { Exit::Usage } else { Exit::BadInput };
        failures.note(Failure::Said(exit, text));
    }
    if !failures.is_empty() {
        // Whoever types the scenario is not to type all of it first.
        if let Some(source) = source.filter(|source| !source.is_typed()) {
            let read = scenario::read_each(source.reader, &assignments, context, drop);
            failures.take(read.map_err(|error| scenario_failure(error, &source.name)));
        }
        return Err(failures.together());
    }
    match (source, book, settings) {
        (Some(source), Some(book), Some(settings)) => {
            warn_of_month(args, &settings, streams)?;
            Ok(Begun { source, book, settings, assignments })
        }
        _ => Err(failures.together()),
    }
}

/// Tells a problem of a value for every row as it was typed.
fn as_typed(problem: &mut Problem, args: &InputArgs) {
    as_one_equals_sign(problem);
    as_region(problem, args);
}

/// Tells of a second `=`, which begins no formula on a command line.
fn as_one_equals_sign(problem: &mut Problem) {
    let Place::Option { text } = &problem.place else { return };
    let Some((option, value)) = text.split_once('=') else { return };
    if let Some(value) = value.trim().strip_prefix('=').filter(|_| problem.message.starts_with("\"=")) {
        problem.help = format!("remove one =: {option}={}", value.trim_start_matches('=').trim());
        problem.message = "there is more than one =".to_owned();
    }
}

/// Calls a region of `--region` so, where nothing else sets one.
fn as_region(problem: &mut Problem, args: &InputArgs) {
    let Some(region) = args.region.as_deref().map(str::trim) else { return };
    let Place::Option { text } = &mut problem.place else { return };
    if *text != format!("--set region={region}") {
        return;
    }
    *text = format!("--region {region}");
    match region {
        "all" => problem.help = "name one; `costcalc sweep SCENARIO --region all` compares all of them".to_owned(),
        "" => {
            "--region".clone_into(text);
            problem.message = "the region is empty".to_owned();
            problem.help = "name one, such as --region eu-west-1, or leave --region out".to_owned();
        }
        _ => {}
    }
}

/// Refuses a region of `--region` beside another one of `--set`.
fn refuse_two_regions(args: &InputArgs) -> Result<(), Failure> {
    let of_set = args.assignments.iter().filter_map(|text| text.split_once('='));
    let other = of_set.map(|(name, value)| (name.trim(), value.trim())).find(|(name, _)| *name == "region");
    match (&args.region, other) {
        (Some(region), Some((_, other))) if region.trim() != other => {
            let (region, other) = (report::clean(region), report::clean(other));
            let why =
                format!("--region {region} and --set region={other} name two regions for every row; leave one out");
            Err(Failure::new(Exit::Usage, why))
        }
        _ => Ok(()),
    }
}

/// The price book of a run.
fn book(args: &InputArgs, streams: &mut Streams<'_>) -> Result<PriceBook, Failure> {
    let book = source::price_book(&args.pricing)?;
    prices_books::tell_chosen(&args.pricing, streams)?;
    prices_books::check_age(&book, &args.age, streams)?;
    prices_books::warn_of_own(&book, streams)?;
    Ok(book)
}

fn read_rows(begun: Begun) -> Result<Input, Failure> {
    let Begun { source, book, settings, assignments } = begun;
    let profiles = Profiles::new(source.folder.clone());
    let context = Context {
        names: Some(&book),
        hours_per_month: settings.hours_per_month,
        profiles: &profiles,
        ..Context::new(book.rules())
    };
    let read = scenario::read(source.reader, &assignments, context);
    let scenario::Scenario { workloads, unused } = read.map_err(|error| scenario_failure(error, &source.name))?;
    Ok(Input { name: source.name, book, settings, workloads, unused, profiles })
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

/// The ranges of workloads that a month's cost stands on, each with its workload.
pub(crate) fn ranges_of<'w>(
    workloads: impl IntoIterator<Item = &'w Workload>,
) -> impl Iterator<Item = (&'w Workload, &'w InputRange)> {
    workloads.into_iter().flat_map(|workload| workload.ranges.iter().map(move |range| (workload, range)))
}

/// Tells which values ranges count as in a `place` of a run that asks about single values.
///
/// # Errors
/// A failure to write to standard error.
pub(crate) fn tell_ranges<'w>(
    mut ranges: impl Iterator<Item = (&'w Workload, &'w InputRange)>,
    name: &str,
    place: &str,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let name = report::clean(name);
    for (workload, range) in ranges.by_ref().take(MOST_RANGES) {
        let line = workload.line.map_or_else(String::new, |line| format!("{line}:"));
        writeln!(streams.err, "note: {name}:{line} {}", range.told(workload, place))?;
    }
    let more = ranges.count();
    if more > 0 {
        let ranges = number_of(more as u64, "range counts as one value", "ranges count as one value each");
        writeln!(streams.err, "note: {name}: {more} more {ranges} {place}")?;
    }
    Ok(())
}

/// Which columns of later months are passed over in a portfolio, as a sentence; `None` where no workload has them.
pub(crate) fn months_passed_over(workloads: &[Workload]) -> Option<String> {
    let grows = workloads.iter().any(|workload| !workload.growth_pct_per_month.is_zero());
    let moves = workloads.iter().any(|workload| !workload.migration_usd.is_zero());
    let columns = match (grows, moves) {
        (true, true) => "growth_pct_per_month and migration_usd have",
        (true, false) => "growth_pct_per_month has",
        (false, true) => "migration_usd has",
        (false, false) => return None,
    };
    Some(format!("{columns} no effect with --portfolio, which prices one month"))
}

/// Tells the same on standard error.
///
/// # Errors
/// A failure to write to standard error.
pub(crate) fn tell_of_months(workloads: &[Workload], name: &str, streams: &mut Streams<'_>) -> Result<(), Failure> {
    if let Some(told) = months_passed_over(workloads) {
        writeln!(streams.err, "note: {}: {told}", report::clean(name))?;
    }
    Ok(())
}

/// Hours of a month of 28 days and of one of 31.
const LEAST_HOURS: i64 = 672;
const MOST_HOURS: i64 = 744;

/// Warns of a month that is none: what runs for so long alone can be asked about, and costs of a month it tells none.
///
/// # Errors
/// A failure to write to standard error.
fn warn_of_month(args: &InputArgs, settings: &Settings, streams: &mut Streams<'_>) -> Result<(), Failure> {
    if let (Some(text), true) = (&args.hours_per_month, settings.hours_per_month < Dec::from_int(LEAST_HOURS)) {
        let shown = report::clean(text);
        writeln!(
            streams.err,
            "warning: --hours-per-month {shown}: a month has {LEAST_HOURS} to {MOST_HOURS} hours, and all costs are those of {shown}; \
             for instances that run less, the columns scaling and schedule say when"
        )?;
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
        if hours.is_zero() || hours > Dec::from_int(MOST_HOURS) {
            return Err(Failure::new(
                Exit::Usage,
                format_args!(
                    "--hours-per-month {shown}: a month has {LEAST_HOURS} to {MOST_HOURS} hours; write them, such as 730 or 720, and read a year's costs as 12 months'"
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
        logs: has(FreeTierArg::Logs),
    };
    Ok(settings)
}

/// The values for every row as they were written, `column=value`.
pub(crate) fn overrides(args: &InputArgs) -> Vec<String> {
    let regions = args.region.iter().map(|region| format!("region={}", region.trim()));
    args.assignments.iter().cloned().chain(regions).collect()
}

/// Problems of a scenario as a failure.
pub(crate) fn scenario_failure(error: ScenarioError, name: &str) -> Failure {
    match error {
        ScenarioError::Io(error) => {
            Failure::new(Exit::BadInput, format_args!("{}: cannot be read: {}", report::clean(name), words(&error)))
        }
        ScenarioError::Problems { first, count, hidden } => {
            let color = terminal::colored_errors();
            Failure::Said(Exit::BadInput, report::render_problems(&first, (count, &hidden), name, color))
        }
    }
}
