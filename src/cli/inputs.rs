//! What every question about a scenario begins with: prices, settings, values for all rows, the workloads.

use super::args::{FreeTierArg, InputArgs};
use super::compare::cost_failures;
use super::exit::{Exit, Failure, words};
use super::profiles::Profiles;
use super::{Streams, prices_books, source, terminal};
use crate::analysis::Unpriced;
use crate::cost::{CostError, FreeTier, Settings};
use crate::pricebook::PriceBook;
use crate::report;
use crate::scenario::{self, Assignments, Context, ScenarioError, Workload, parse_number};
use crate::units::Dec;
use std::path::{Path, PathBuf};

/// A scenario that was read, with everything needed to ask about it.
pub(crate) struct Input {
    /// The scenario's name for messages.
    pub(crate) name: String,
    pub(crate) book: PriceBook,
    pub(crate) settings: Settings,
    pub(crate) workloads: Vec<Workload>,
    pub(crate) profiles: Profiles,
}

impl Input {
    /// That one of its workloads cannot be priced.
    pub(crate) fn unpriced(&self, workload: &Workload, error: CostError) -> Failure {
        cost_failures(&[Unpriced::new(workload, error)], 1, &self.name)
    }

    /// What reading further values of columns needs.
    pub(crate) fn context(&self) -> Context<'_> {
        Context { rules: self.book.rules(), hours_per_month: self.settings.hours_per_month, profiles: &self.profiles }
    }
}

/// Reads a whole scenario.
///
/// # Errors
/// Bad input with every problem of the file, or wrong usage.
pub(crate) fn read(path: &Path, args: &InputArgs, streams: &mut Streams<'_>) -> Result<Input, Failure> {
    let book = source::price_book(&args.pricing)?;
    prices_books::check_age(&book, &args.age, streams)?;
    let settings = settings(args, &book)?;
    let input = source::open(path)?;
    let profiles = Profiles::new(input.folder.clone());
    let context = Context { rules: book.rules(), hours_per_month: settings.hours_per_month, profiles: &profiles };
    let assignments = assignments(args, &context)?;
    let read = scenario::read(input.reader, &assignments, context);
    let workloads = read.map_err(|error| scenario_failure(error, &input.name))?.workloads;
    Ok(Input { name: input.name, book, settings, workloads, profiles })
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
            Failure::new(Exit::Usage, format_args!("--hours-per-month {shown}: {}; {}", fault.message, fault.help))
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
    let mut texts = args.assignments.clone();
    texts.extend(args.region.iter().map(|region| format!("region={region}")));
    Assignments::parse(&texts, context).map_err(|problems| {
        let count = problems.len() as u64;
        let color = terminal::colored_errors();
        Failure::Said(Exit::BadInput, report::render_problems(&problems, count, "the command line", color))
    })
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
