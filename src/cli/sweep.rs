//! `costcalc sweep`: a scenario priced at many values of one or two columns.

use super::Streams;
use super::args::SweepArgs;
use super::exit::{Exit, Failure, Failures};
use super::power_tuning::{self, Tuned};
use super::reads::Reads;
use super::shared;
use super::unanswered::Unanswered;
use super::unpriced::AllUnpriced;
use super::{answers, effect, inputs, prices_books};
use crate::analysis::Unpriced;
use crate::analysis::sweep::{Axis, NoOutcome, Swept, kept, passed_over, sweep};
use crate::report;
use crate::scenario::columns::COLUMNS;
use crate::scenario::{Assignments, Context, InputRange, Measured, Problem, Workload, columns, parse_number};
use crate::units::Dec;

/// Values of a range where `--steps` does not say.
const STEPS: u32 = 11;

/// Places that a sweep of one workload may have.
const MOST_STOPS: usize = 100_000;

pub(crate) fn run(args: &SweepArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let tuned = args.power_tuning.as_deref().map(|file| Tuned::read(file, &args.ask.scenario)).transpose()?;
    let reads = Reads::of(&args.ask.scenario, &args.ask.input).and("--power-tuning", args.power_tuning.as_deref());
    let output = answers::Output::begin(&reads, &args.ask.output)?;
    // A region of every row would be overwritten by the sweep: `--region all` is one.
    let mut input_args = args.ask.input.clone();
    let mut varied = args.vary.clone();
    if input_args.region.as_deref() == Some("all") {
        input_args.region = None;
        varied.push("region=all".to_owned());
    }
    let given = inputs::overrides(&input_args);
    input_args.assignments.extend(partners(&varied, &input_args.assignments));
    let input = inputs::read_untold(&args.ask.scenario, &input_args, streams)?;
    let input = input.only(args.ask.workload.as_deref())?;
    if tuned.is_some() && input.workloads.len() > 1 {
        let count = input.workloads.len();
        return Err(Failure::new(
            Exit::Usage,
            format_args!(
                "--power-tuning holds the durations of one function, and {} has {count} workloads: name it with --workload NAME",
                report::clean(&input.name)
            ),
        ));
    }
    let mut axes = axes(&varied, args.steps.unwrap_or(STEPS), &input)?;
    // Values that are refused may have been meant as a range: each place of the sweep tells how to write it.
    if !varied.iter().zip(&axes).any(|(text, axis)| written(text, axis).any(|value| is_refused(axis, value, &input))) {
        effect::of_steps(args)?;
    }
    let measured = match &tuned {
        Some(tuned) => {
            let mut given_columns = power_tuning::set_columns(&given);
            given_columns.extend(axes.iter().map(Axis::name));
            tuned.check(&input, &given_columns, streams)?;
            axes.splice(0..0, measured_sizes(&tuned.measured));
            tuned.measured.as_slice()
        }
        None => &[],
    };
    check_axes(&axes, input.workloads.len())?;
    refuse_replaced(&axes, &given)?;
    let mut sweeps: Vec<Swept> = Vec::with_capacity(input.workloads.len());
    let mut failed = AllUnpriced::default();
    let mut unanswered = Unanswered::default();
    let ask = |workload: &Workload| sweep(&input.book, workload, &input.settings, &axes, measured, &input.context());
    for (workload, swept) in input.workloads.iter().zip(shared::of_each(&input.workloads, None, streams, ask)) {
        let stops = match swept {
            Ok(stops) => stops,
            Err(refused) => {
                refused.iter().for_each(|bad| unanswered.note(workload, Exit::BadInput, &format!("--vary {bad}")));
                continue;
            }
        };
        // Some places without a price are part of the answer; none with one is a missing price.
        let mut errors = stops.iter().filter_map(|stop| match &stop.outcome {
            Err(NoOutcome::Cost(error)) => Some(error),
            _ => None,
        });
        if let (true, Some(error)) = (stops.iter().all(|stop| stop.outcome.is_err()), errors.next()) {
            let unpriced = Unpriced::new(&input.book, workload, &input.settings, error.clone());
            if unpriced.asked {
                let varied = axes.iter().map(Axis::name).collect::<Vec<_>>().join(" and --vary ");
                let why = format!("--vary {varied}: {error}; choose values nearer to the workload's own");
                unanswered.note(workload, Exit::Usage, &why);
            } else {
                failed.note(unpriced);
            }
        }
        // Measured durations are not those of the file.
        let own = match measured.is_empty() {
            true => passed_over(&input.book, workload, &input.settings, &axes, &stops),
            false => None,
        };
        let kept = kept(workload, &axes);
        sweeps.push(Swept { name: workload.name.clone(), stops, own, kept });
    }
    unanswered.and(&failed, &input.name)?;
    tell(&input, (&axes, args.ask.workload.is_none()), &sweeps, streams)?;
    prices_books::tell_without_bills(&input.book, streams)?;
    let answer = report::sweep_answer(&input.book, input.settings, &axes, &sweeps);
    let answer =
        if axes.iter().any(|axis| axis.name() == "region") { answer } else { answer.of_regions(&input.workloads) };
    output.write(&answer, &input.profiles, streams)
}

/// Columns that need each other: a row is complete only with both.
const PARTNERS: [&str; 2] = ["scaling", "schedule"];

/// A value of each such column that varies: rows are read before their place in the sweep gives them theirs, and without
/// any they would lack the partner of a column that is set.
fn partners(varied: &[String], assignments: &[String]) -> Vec<String> {
    let named = |text: &str, column: &str| text.split_once('=').is_some_and(|(name, _)| name.trim() == column);
    let is_set = |column: &str| assignments.iter().any(|text| named(text, column));
    if !PARTNERS.iter().any(|column| is_set(column)) {
        return Vec::new();
    }
    let missing = PARTNERS.iter().filter(|column| !is_set(column));
    let first = missing.filter_map(|column| varied.iter().find(|text| named(text, column)));
    first.filter_map(|text| text.split(',').next()).map(str::to_owned).collect()
}

fn axes(varied: &[String], steps: u32, input: &inputs::Input) -> Result<Vec<Axis>, Failure> {
    let mut wrong = Failures::default();
    let axes = varied.iter().filter_map(|text| wrong.take(axis(text, steps, input))).collect();
    wrong.or(Some(axes))
}

/// The memory sizes that were measured.
fn measured_sizes(measured: &[Measured]) -> Option<Axis> {
    let column = columns::find("memory_mb")?;
    Some(Axis { column, values: measured.iter().map(|one| one.memory_mb.to_string()).collect() })
}

/// That what varies goes together, for so many workloads.
fn check_axes(axes: &[Axis], workloads: usize) -> Result<(), Failure> {
    let usage = |message: &str| Failure::new(Exit::Usage, message);
    match axes {
        [] => return Err(usage("what is to vary? --vary COLUMN=VALUES, such as --vary memory_mb=128..3008")),
        [_] => {}
        [first, second] if first.column == second.column => {
            return Err(usage("--vary: the same column stands twice"));
        }
        [first, second] if is_demand(first.column) && is_demand(second.column) => {
            return Err(Failure::new(
                Exit::Usage,
                format_args!(
                    "--vary: {} and {} both say what the demand is, of which a workload has one: vary one of them",
                    first.name(),
                    second.name()
                ),
            ));
        }
        [_, _] => {}
        _ => return Err(usage("--vary: a sweep has one or two columns")),
    }
    let stops: usize = axes.iter().map(|axis| axis.values.len()).fold(workloads, usize::saturating_mul);
    if stops > MOST_STOPS {
        let more = if workloads > 1 { ", or name one workload with --workload" } else { "" };
        return Err(Failure::new(
            Exit::Usage,
            format_args!("the sweep has {stops} places; {MOST_STOPS} are the most: lower --steps{more}"),
        ));
    }
    Ok(())
}

/// Whether a column says what the demand is.
fn is_demand(column: usize) -> bool {
    COLUMNS[column].is_demand()
}

/// Whether a value in one column takes the place of a value in another.
fn replaces(column: usize, other: usize) -> bool {
    column == other || (is_demand(column) && is_demand(other))
}

/// Refuses values for every row that the sweep replaces.
fn refuse_replaced(axes: &[Axis], overrides: &[String]) -> Result<(), Failure> {
    for text in overrides {
        let set = text.split_once('=').and_then(|(name, _)| columns::find(name.trim()));
        if let Some(axis) = axes.iter().find(|axis| set.is_some_and(|set| replaces(axis.column, set))) {
            let (text, name) = (report::clean(text), axis.name());
            return Err(Failure::new(
                Exit::Usage,
                format_args!(
                    "{text} is set for every row, and the sweep over {name} replaces it: leave one of them out"
                ),
            ));
        }
    }
    Ok(())
}

/// Tells what has no effect at any place of the sweep, which may be of `all_rows` or of one, and which values ranges count as.
fn tell(
    input: &inputs::Input,
    (axes, all_rows): (&[Axis], bool),
    sweeps: &[Swept],
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let varied: Vec<usize> = axes.iter().map(|axis| axis.column).collect();
    let stops = sweeps.iter().flat_map(|swept| &swept.stops);
    let workloads = stops.filter_map(|stop| stop.outcome.as_ref().ok()).map(|comparison| &*comparison.workload);
    inputs::tell_unused(&input.unused.of_varied(&varied, workloads, all_rows), &input.name, streams)?;
    let stays = |range: &InputRange| !varied.iter().any(|varied| replaces(*varied, range.column));
    let ranges = inputs::ranges_of(&input.workloads).filter(|(_, range)| stays(range));
    inputs::tell_ranges(ranges, &input.name, "here", streams)
}

fn axis(text: &str, steps: u32, input: &inputs::Input) -> Result<Axis, Failure> {
    let wrong = |error: &dyn std::fmt::Display| {
        let text = format!("--vary {text}: {error}");
        Failure::new(Exit::Usage, report::clean(&text))
    };
    let axis = Axis::parse(text, steps, &input.book).map_err(|error| wrong(&error))?;
    let doubt = || written(text, &axis).find_map(|value| doubt(&axis, value, input));
    match if are_percents(text, &axis) { None } else { doubt() } {
        Some(doubt) => Err(wrong(&doubt)),
        None => Ok(axis),
    }
}

/// Whether one of the values can be no fraction of 1: then all of them are percent.
fn are_percents(text: &str, axis: &Axis) -> bool {
    let is_above = |value: &str| parse_number(value).is_ok_and(|number| number > Dec::ONE);
    COLUMNS[axis.column].unit == "%" && written(text, axis).any(|value| value.contains('%') || is_above(value))
}

/// The values of an axis that somebody wrote: all of a list, the ends of a range.
fn written<'a>(text: &'a str, axis: &Axis) -> impl Iterator<Item = &'a str> + use<'a> {
    let values = text.split_once('=').map_or("", |(_, values)| values);
    let is_range = axis.is_of_numbers() && values.contains("..");
    let values = if is_range { values.split(':').next().unwrap_or_default() } else { values };
    let values: Vec<&str> = if is_range { values.split("..").collect() } else { values.split(',').collect() };
    values.into_iter().map(str::trim)
}

/// What is wrong with a value in a cell of its column; less of one that nobody wrote.
fn fault(axis: &Axis, value: &str, is_written: bool, input: &inputs::Input) -> Option<Problem> {
    let context = Context { is_written, ..Context::new(input.book.rules()) };
    Assignments::read(&[format!("{}={value}", axis.name())], &context).1.into_iter().next()
}

/// Whether a value is refused whoever wrote it.
fn is_refused(axis: &Axis, value: &str, input: &inputs::Input) -> bool {
    value != "all" && fault(axis, value, false, input).is_some()
}

/// Why a value may be meant otherwise than it is read, as the same cell of a file would be told.
fn doubt(axis: &Axis, value: &str, input: &inputs::Input) -> Option<String> {
    // What is refused whoever wrote it is told of each place of the sweep.
    let fault = fault(axis, value, true, input).filter(|_| axis.is_of_numbers() && !is_refused(axis, value, input))?;
    Some(format!("{}; {}", fault.message, fault.help))
}
