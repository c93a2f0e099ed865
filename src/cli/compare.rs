//! `costcalc compare`: a scenario in, its workloads priced on every option, out in any format.

use super::Streams;
use super::args::{CompareArgs, FormatArg, OptimizeArg};
use super::exit::{Exit, Failure};
use super::export::Export;
use super::gates::gate_result;
use super::order::Order;
use super::pictures::{Look, PictureFormat};
use super::profiles::Profiles;
use super::shortlist::{Most, Shortlist};
use super::tally::Tally;
use super::{inputs, prices_books, source, stream, terminal};
use crate::analysis::fields;
use crate::analysis::optimize::{Part, optimize};
use crate::analysis::uncertainty::Sampling;
use crate::analysis::{Comparison, Gate, Totals, Unpriced, compare, compare_portfolio};
use crate::chart::{Subject, kinds};
use crate::cost::ec2::{self, RunnerUp};
use crate::cost::{CostError, OptionKey, Settings};
use crate::pricebook::{PriceBook, PriceError};
use crate::report::{self, CsvRows, Format, Report, TableStyle};
use crate::scenario::{self, Context, Workload};
use crate::terms::nearest;
use crate::units::Locale;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What a run was asked to do, resolved.
pub(crate) struct Plan<'a> {
    pub(crate) book: &'a PriceBook,
    pub(crate) settings: Settings,
    pub(crate) gates: Vec<Gate>,
    pub(crate) detail: bool,
    pub(crate) jobs: usize,
    pub(crate) break_evens: BreakEvens,
    pub(crate) sampling: Sampling,
    pub(crate) optimize: Vec<Part>,
    pub(crate) months: Option<u32>,
    pub(crate) portfolio: bool,
}

/// For which runs break-evens are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BreakEvens {
    /// Asked for, or needed by a condition or an order.
    Always,
    /// For up to a hundred workloads.
    Few,
    /// Not at all.
    Never,
}

impl BreakEvens {
    fn of(args: &CompareArgs, order: Option<&Order>, gates: &[Gate]) -> BreakEvens {
        let needed = order.is_some_and(|order| fields::needs_break_even(order.field.name))
            || gates.iter().any(Gate::mentions_break_even);
        // A portfolio's tiers are shared: the volume of one workload alone would say nothing true of it.
        // Sides with settings of their own have no volume at which one workload flips.
        match (args.portfolio || args.no_breakeven || !args.optimize.is_empty(), args.breakeven || needed) {
            (true, _) => BreakEvens::Never,
            (false, true) => BreakEvens::Always,
            (false, false) => BreakEvens::Few,
        }
    }

    /// Whether every workload gets them, however many there are.
    pub(crate) fn always(self) -> bool {
        self == BreakEvens::Always
    }

    /// Whether a run of so many workloads gets them.
    pub(crate) fn wanted(self, workloads: usize) -> bool {
        match self {
            BreakEvens::Always => true,
            BreakEvens::Few => workloads <= MOST_BREAK_EVENS,
            BreakEvens::Never => false,
        }
    }
}

pub(crate) fn run(args: &CompareArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let (path, explain) = scenario_and_explain(args)?;
    let format = format_of(args.format);
    if explain.is_some() && format != Format::Table {
        return Err(Failure::new(
            Exit::Usage,
            "--explain goes with --format table; JSON and CSV with --detail hold every line item",
        ));
    }
    let order = args.sort.as_deref().map(Order::parse).transpose()?;
    let gates = args.fail_if.iter().map(|text| gate(text)).collect::<Result<Vec<Gate>, Failure>>()?;
    let exports = args.export.iter().map(|path| Target::of(path)).collect::<Result<Vec<Target>, Failure>>()?;
    let book = source::price_book(&args.input.pricing)?;
    prices_books::check_age(&book, &args.input.age, streams)?;
    let settings = inputs::settings(&args.input, &book)?;
    let jobs =
        args.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get), usize::from);
    let optimize = args.optimize.iter().map(|part| part_of(*part)).collect();
    let sampling = Sampling { samples: args.samples, seed: args.seed };
    let break_evens = BreakEvens::of(args, order.as_ref(), &gates);
    let plan = Plan {
        book: &book,
        settings,
        gates,
        detail: args.detail,
        jobs,
        break_evens,
        sampling,
        optimize,
        months: args.months,
        portfolio: args.portfolio,
    };

    let input = source::open(&path)?;
    let profiles = Profiles::new(input.folder.clone());
    let context = Context { rules: book.rules(), hours_per_month: settings.hours_per_month, profiles: &profiles };
    let assignments = inputs::assignments(&args.input, &context)?;
    inputs::refuse_scenario_as_export(&path, &args.export)?;
    let files = args.export.iter().map(|path| Export::begin(path)).collect::<Result<Vec<Export>, Failure>>()?;

    let needs_all = plan.gates.iter().any(Gate::is_mixed)
        || args.portfolio
        || order.is_some()
        || args.top.is_some()
        || explain.is_some();
    let all_csv = format == Format::Csv && exports.iter().all(|target| *target == Target::Text(Format::Csv));
    if all_csv && !needs_all {
        return stream::run(&plan, input, &assignments, context, files, streams);
    }

    // Nobody can read it all; what is asked for with --top counts everywhere.
    let is_readable = |target: &Target| matches!(target, Target::Text(Format::Table | Format::Markdown));
    let most = match args.top {
        Some(top) => Most::Asked(top as usize),
        None if exports.iter().chain([&Target::Text(format)]).all(is_readable) => Most::Readable,
        None => Most::All,
    };
    let keeps_all = explain.is_some() || exports.iter().any(|target| matches!(target, Target::Picture(_)));
    let mut tally = Tally::new(&plan, Shortlist::new(order.as_ref(), most), keeps_all);
    if args.portfolio {
        let read = scenario::read(input.reader, &assignments, context);
        let workloads = read.map_err(|error| inputs::scenario_failure(error, &input.name))?.workloads;
        price_portfolio(&plan, workloads, &input.name, &mut tally)?;
    } else {
        scenario::read_each(input.reader, &assignments, context, |workload| tally.take(plan.compare(workload)))
            .map_err(|error| inputs::scenario_failure(error, &input.name))?;
    }
    let tallied = tally.end(&input.name)?;
    if let Some(Some(name)) = &explain {
        check_name(&tallied.all, name)?;
    }
    let (shown, totals) = (tallied.shown, tallied.totals);
    let report = Report { book: &book, settings, portfolio: args.portfolio, comparisons: &shown, totals: &totals };
    let mut written = Vec::new();
    for ((mut file, target), path) in files.into_iter().zip(&exports).zip(&args.export) {
        let name = path.display().to_string();
        let done = match target {
            Target::Text(format) => write(&report, *format, args.detail, TableStyle::PLAIN, &mut file),
            Target::Picture(format) => file.write_all(&picture(&plan, &tallied.all, *format, streams)?),
        };
        done.map_err(|error| Failure::file(&name, "write", &error))?;
        written.push(file);
    }
    written.into_iter().try_for_each(Export::finish)?;
    let style = terminal::table_style();
    tolerate_closed_pipe(write(&report, format, args.detail, style, streams.out))?;
    if let Some(name) = explain {
        explain_all(&plan, &input.name, &tallied.all, name.as_deref(), usize::from(style.width), streams)?;
    }
    gate_result(&tallied.gates, streams)
}

/// What an export is, by its extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// Rows or words.
    Text(Format),
    /// Bars of all workloads.
    Picture(PictureFormat),
}

impl Target {
    fn of(path: &Path) -> Result<Target, Failure> {
        match PictureFormat::of(path) {
            Some(format) => Ok(Target::Picture(format)),
            None => export_format(path).map(Target::Text).map_err(|_| unknown_extension(path, COMPARE_EXTENSIONS)),
        }
    }
}

/// Extensions that `compare` knows.
const COMPARE_EXTENSIONS: &str = ".csv, .json, .md, .txt, .svg, .png or .pdf";

/// The bars of all workloads as a picture.
fn picture(
    plan: &Plan<'_>,
    comparisons: &[Comparison],
    format: PictureFormat,
    streams: &mut Streams<'_>,
) -> Result<Vec<u8>, Failure> {
    let subject =
        Subject { book: plan.book, settings: &plan.settings, locale: Locale::ENGLISH, portfolio: plan.portfolio };
    let chart = kinds::compare(&subject, comparisons).map_err(|error| Failure::new(Exit::Fault, error))?;
    let mut look = Look::plain()?;
    let bytes = look.render(&chart, format)?;
    look.warn(streams);
    Ok(bytes)
}

/// More workloads than this get break-evens only where they are asked for.
const MOST_BREAK_EVENS: usize = 100;

/// How closely a break-even of `compare` looks at costs that are not certain to be monotonic; `breakeven` looks closer.
const LOOKS: u32 = 100;

fn part_of(part: OptimizeArg) -> Part {
    match part {
        OptimizeArg::Memory => Part::Memory,
        OptimizeArg::Arch => Part::Arch,
        OptimizeArg::Purchase => Part::Purchase,
    }
}

/// Months that are looked ahead where demand grows or a move costs something.
pub(crate) const MONTHS: u32 = 36;

impl Plan<'_> {
    /// Prices a workload as it is, or with each side at its cheapest setting.
    ///
    /// # Errors
    /// A price is missing or a figure is too large.
    pub(crate) fn compare(&self, workload: impl Into<Box<Workload>>) -> Result<Comparison, Unpriced> {
        self.compare_with(workload, &self.settings)
    }

    /// The same with other settings than the run's own.
    ///
    /// # Errors
    /// A price is missing or a figure is too large.
    pub(crate) fn compare_with(
        &self,
        workload: impl Into<Box<Workload>>,
        settings: &Settings,
    ) -> Result<Comparison, Unpriced> {
        if self.optimize.is_empty() {
            return compare(self.book, workload, settings);
        }
        optimize(self.book, &workload.into(), settings, &self.optimize)
    }

    /// Finds the break-even in volume.
    ///
    /// # Errors
    /// A price is missing or a figure is too large.
    pub(crate) fn find_break_even(&self, comparison: &mut Comparison) -> Result<(), Unpriced> {
        comparison.find_break_even(self.book, &self.settings, LOOKS)
    }

    /// Prices all workloads of a scenario, with everything that is asked besides, and sums them up.
    ///
    /// # Errors
    /// Workloads that cannot be priced, sums that are too large, ranges in a portfolio.
    pub(crate) fn compare_all(
        &self,
        workloads: Vec<Workload>,
        scenario: &str,
    ) -> Result<(Vec<Comparison>, Totals), Failure> {
        let mut tally = Tally::new(self, Shortlist::new(None, Most::All), false);
        if self.portfolio {
            price_portfolio(self, workloads, scenario, &mut tally)?;
        } else {
            workloads.into_iter().for_each(|workload| tally.take(self.compare(workload)));
        }
        let tallied = tally.end(scenario)?;
        Ok((tallied.shown, tallied.totals))
    }

    /// The cheapest instance types of a workload, for explanations; none where EC2 is not possible.
    ///
    /// # Errors
    /// A price is missing or a figure is too large.
    pub(crate) fn runners_up(&self, comparison: &Comparison, scenario: &str) -> Result<Vec<RunnerUp>, Failure> {
        if comparison.offer(OptionKey::Ec2).is_none_or(|offer| offer.bill.is_none()) {
            return Ok(Vec::new());
        }
        ec2::runners_up(self.book, &comparison.workload, &self.settings, RUNNERS_UP)
            .map_err(|error| cost_failures(&[Unpriced::new(&comparison.workload, error)], 1, scenario))
    }

    /// Adds what is asked besides prices: the break-even, and what ranges leave of the verdict.
    ///
    /// # Errors
    /// A price is missing or a figure is too large.
    pub(crate) fn enrich(&self, comparison: &mut Comparison, break_even: bool) -> Result<(), Unpriced> {
        if break_even {
            self.find_break_even(comparison)?;
        }
        let workload = &comparison.workload;
        let grows = !workload.growth_pct_per_month.is_zero() || !workload.migration_usd.is_zero();
        // A portfolio's months would need all of its workloads at once; best against best has no one workload to grow.
        let can_grow = !self.portfolio && self.optimize.is_empty();
        if let Some(months) = self.months.or(grows.then_some(MONTHS)).filter(|_| can_grow) {
            comparison.find_growth(self.book, &self.settings, months)?;
        }
        comparison.find_uncertainty(self.book, &self.settings, self.sampling)
    }
}

/// A reader that closed its end, such as `head`, has what it wanted; conditions are still to be checked.
pub(crate) fn tolerate_closed_pipe(written: std::io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// `--explain` may stand before the scenario: its optional value is the scenario then.
fn scenario_and_explain(args: &CompareArgs) -> Result<(PathBuf, Option<Option<String>>), Failure> {
    match (&args.scenario, &args.explain) {
        (Some(path), explain) => Ok((path.clone(), explain.clone())),
        (None, Some(Some(path))) => Ok((PathBuf::from(path), Some(None))),
        (None, _) => Err(Failure::new(
            Exit::Usage,
            "which scenario? costcalc compare SCENARIO.csv; `costcalc init` writes one to start from",
        )),
    }
}

/// The format that was chosen.
pub(crate) fn format_of(format: FormatArg) -> Format {
    match format {
        FormatArg::Table => Format::Table,
        FormatArg::Csv => Format::Csv,
        FormatArg::Json => Format::Json,
        FormatArg::Markdown => Format::Markdown,
    }
}

/// The format of a file's extension.
///
/// # Errors
/// Wrong usage for an extension that says none.
pub(crate) fn export_format(path: &Path) -> Result<Format, Failure> {
    let extension = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or("");
    Format::of_extension(extension).ok_or_else(|| unknown_extension(path, ".csv, .json, .md or .txt"))
}

fn unknown_extension(path: &Path, known: &str) -> Failure {
    let name = path.display().to_string();
    let name = report::clean(&name);
    Failure::new(Exit::Usage, format_args!("--export {name}: unknown extension; use {known}"))
}

fn gate(text: &str) -> Result<Gate, Failure> {
    Gate::parse(text).map_err(|error| {
        let text = report::clean(text);
        Failure::new(Exit::Usage, format_args!("--fail-if {text}: {error}"))
    })
}

/// Prices workloads that share an account.
fn price_portfolio(
    plan: &Plan<'_>,
    workloads: Vec<Workload>,
    name: &str,
    tally: &mut Tally<'_>,
) -> Result<(), Failure> {
    if workloads.iter().any(|workload| !workload.ranges.is_empty()) {
        return Err(Failure::new(
            Exit::Usage,
            "--portfolio prices one account, whose tiers depend on every workload: write single values where cells hold ranges",
        ));
    }
    let priced = compare_portfolio(plan.book, workloads, &plan.settings);
    let priced = priced.map_err(|failed| cost_failures(&[failed], 1, name))?;
    priced.into_iter().for_each(|comparison| tally.take(Ok(comparison)));
    Ok(())
}

/// Workloads that could not be priced: the first ones in full with their places in the scenario, then a count.
pub(crate) fn cost_failures(failures: &[Unpriced], count: u64, scenario: &str) -> Failure {
    let scenario = report::clean(scenario);
    let mut text = String::new();
    let mut exit = Exit::PriceMissing;
    for failed in failures {
        match failed.error {
            CostError::Price(PriceError::Missing(_)) => {}
            CostError::LeftOut(_) => exit = Exit::Fault,
            CostError::Price(PriceError::Book(_)) | CostError::TooLarge(_) => exit = Exit::BadInput,
        }
        let line = failed.line.map_or_else(String::new, |line| format!("{line}:"));
        text.push_str(&format!("error: {scenario}:{line} {}\n", report::clean(&failed.to_string())));
    }
    let more = count.saturating_sub(failures.len() as u64);
    if more > 0 {
        text.push_str(&format!("{more} more workloads cannot be priced.\n"));
    }
    text.push_str("Nothing was written.\n");
    Failure::Said(exit, text)
}

fn write(
    report: &Report<'_>,
    format: Format,
    detail: bool,
    style: TableStyle,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    match format {
        Format::Table => report::write_table(report, style, out),
        Format::Csv => CsvRows::new(report.book, detail).write_all(report.comparisons, out),
        Format::Json => report::write_json(report, out),
        Format::Markdown => report::write_markdown(report, out),
    }
}

/// That a workload of that name is there to be explained.
fn check_name(comparisons: &[Comparison], name: &str) -> Result<(), Failure> {
    let names = || comparisons.iter().map(|comparison| comparison.workload.name.as_str());
    if names().any(|known| known == name) {
        return Ok(());
    }
    let hint = match nearest(name, names()).first() {
        Some(near) => format!("; did you mean {:?}?", report::clean(near)),
        None => String::new(),
    };
    let name = report::clean(name);
    Err(Failure::new(Exit::Usage, format_args!("--explain: there is no workload {name:?}{hint}")))
}

/// How many types `--explain` lists beside the chosen one.
const RUNNERS_UP: usize = 4;

fn explain_all(
    plan: &Plan<'_>,
    scenario: &str,
    comparisons: &[Comparison],
    name: Option<&str>,
    width: usize,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let chosen = comparisons.iter().filter(|comparison| name.is_none_or(|name| comparison.workload.name == name));
    for comparison in chosen {
        let runners = plan.runners_up(comparison, scenario)?;
        tolerate_closed_pipe(report::explain(plan.book, comparison, &runners, width, streams.out))?;
    }
    Ok(())
}
