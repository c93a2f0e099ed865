//! `costcalc compare`: a scenario in, its workloads priced on every option, out in any format.

use super::Streams;
use super::args::{CompareArgs, FormatArg, FreeTierArg};
use super::exit::{Exit, Failure};
use super::export::Export;
use super::profiles::Profiles;
use super::{prices_books, source, stream, terminal};
use crate::analysis::fields::{self, FIELDS, Field, Value};
use crate::analysis::{Comparison, Gate, Totals, Unpriced, compare, compare_portfolio};
use crate::cost::{CostError, FreeTier, OptionKey, Settings, ec2};
use crate::pricebook::{PriceBook, PriceError};
use crate::report::{self, CsvRows, Format, Report, TableStyle};
use crate::scenario::{self, Assignments, Context, ScenarioError, Workload, parse_number};
use crate::terms::nearest;
use crate::units::Dec;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What a run was asked to do, resolved.
pub(crate) struct Plan<'a> {
    pub(crate) book: &'a PriceBook,
    pub(crate) settings: Settings,
    pub(crate) gates: Vec<Gate>,
    pub(crate) detail: bool,
    pub(crate) jobs: usize,
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
    let exports = args.export.iter().map(|path| export_format(path)).collect::<Result<Vec<Format>, Failure>>()?;
    let book = source::price_book(&args.pricing)?;
    prices_books::check_age(&book, &args.age, streams)?;
    let settings = settings(args, &book)?;
    let jobs =
        args.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get), usize::from);
    let plan = Plan { book: &book, settings, gates, detail: args.detail, jobs };

    let input = source::open(&path)?;
    let profiles = Profiles::new(input.folder.clone());
    let context = Context { rules: book.rules(), hours_per_month: settings.hours_per_month, profiles: &profiles };
    let assignments = assignments(args, &context)?;
    if let (Some(export), true) = (args.export.iter().find(|export| is_same_file(&path, export)), path.exists()) {
        let name = export.display().to_string();
        let name = report::clean(&name);
        return Err(Failure::new(Exit::Usage, format_args!("--export {name}: this is the scenario itself")));
    }
    let files = args.export.iter().map(|path| Export::begin(path)).collect::<Result<Vec<Export>, Failure>>()?;

    let mixed = |gate: &Gate| gate.mentions_totals() && !gate.is_about_totals();
    let needs_all =
        plan.gates.iter().any(mixed) || args.portfolio || order.is_some() || args.top.is_some() || explain.is_some();
    let all_csv = exports.iter().chain([&format]).all(|format| *format == Format::Csv);
    if all_csv && !needs_all {
        return stream::run(&plan, input, &assignments, context, files, streams);
    }

    let read = scenario::read(input.reader, &assignments, context);
    let scenario = read.map_err(|error| scenario_failure(error, &input.name))?;
    let comparisons = price(&plan, scenario.workloads, args.portfolio)?;
    let mut totals = Totals::default();
    for comparison in &comparisons {
        totals.add(comparison).map_err(|error| Failure::new(Exit::BadInput, error))?;
    }
    if let Some(Some(name)) = &explain {
        check_name(&comparisons, name)?;
    }
    let shown = arrange(comparisons.clone(), order.as_ref(), args.top.map(|top| top as usize));
    let report = Report { book: &book, settings, portfolio: args.portfolio, comparisons: &shown, totals: &totals };
    let mut written = Vec::new();
    for ((mut file, format), path) in files.into_iter().zip(&exports).zip(&args.export) {
        let name = path.display().to_string();
        write(&report, *format, args.detail, TableStyle::PLAIN, &mut file)
            .map_err(|error| Failure::file(&name, "write", &error))?;
        written.push(file);
    }
    written.into_iter().try_for_each(Export::finish)?;
    let style = terminal::table_style();
    tolerate_closed_pipe(write(&report, format, args.detail, style, streams.out))?;
    if let Some(name) = explain {
        explain_all(&plan, &comparisons, name.as_deref(), usize::from(style.width), streams)?;
    }
    let failed = check_gates(&plan.gates, &comparisons, &totals);
    gate_result(&failed, streams)
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

/// Whether two paths lead to the same file.
fn is_same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

fn format_of(format: FormatArg) -> Format {
    match format {
        FormatArg::Table => Format::Table,
        FormatArg::Csv => Format::Csv,
        FormatArg::Json => Format::Json,
        FormatArg::Markdown => Format::Markdown,
    }
}

fn export_format(path: &Path) -> Result<Format, Failure> {
    let extension = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or("");
    Format::of_extension(extension).ok_or_else(|| {
        let name = path.display().to_string();
        let name = report::clean(&name);
        Failure::new(Exit::Usage, format_args!("--export {name}: unknown extension; use .csv, .json, .md or .txt"))
    })
}

fn gate(text: &str) -> Result<Gate, Failure> {
    Gate::parse(text).map_err(|error| {
        let text = report::clean(text);
        Failure::new(Exit::Usage, format_args!("--fail-if {text}: {error}"))
    })
}

fn settings(args: &CompareArgs, book: &PriceBook) -> Result<Settings, Failure> {
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

fn assignments(args: &CompareArgs, context: &Context<'_>) -> Result<Assignments, Failure> {
    let mut texts = args.assignments.clone();
    texts.extend(args.region.iter().map(|region| format!("region={region}")));
    Assignments::parse(&texts, context).map_err(|problems| {
        let count = problems.len() as u64;
        let color = terminal::colored_errors();
        Failure::Said(Exit::BadInput, report::render_problems(&problems, count, "the command line", color))
    })
}

/// Prices all workloads; every missing price is reported.
fn price(plan: &Plan<'_>, workloads: Vec<Workload>, portfolio: bool) -> Result<Vec<Comparison>, Failure> {
    if portfolio {
        return compare_portfolio(plan.book, workloads, &plan.settings).map_err(|failed| cost_failures(&[failed], 1));
    }
    let mut comparisons = Vec::with_capacity(workloads.len());
    let mut failures = Vec::new();
    let mut count = 0;
    for workload in workloads {
        match compare(plan.book, workload, &plan.settings) {
            Ok(comparison) => comparisons.push(comparison),
            Err(failed) => {
                count += 1;
                if failures.len() < scenario::MOST_PROBLEMS {
                    failures.push(failed);
                }
            }
        }
    }
    if failures.is_empty() { Ok(comparisons) } else { Err(cost_failures(&failures, count)) }
}

/// Workloads that could not be priced: the first ones in full, then a count.
pub(crate) fn cost_failures(failures: &[Unpriced], count: u64) -> Failure {
    let mut text = String::new();
    let mut exit = Exit::PriceMissing;
    for failed in failures {
        if !matches!(failed.error, CostError::Price(PriceError::Missing(_))) {
            exit = Exit::BadInput;
        }
        text.push_str(&format!("error: {}\n", report::clean(&failed.to_string())));
    }
    let more = count.saturating_sub(failures.len() as u64);
    if more > 0 {
        text.push_str(&format!("{more} more workloads cannot be priced.\n"));
    }
    text.push_str("Nothing was written.\n");
    Failure::Said(exit, text)
}

/// Problems of a scenario as a failure.
pub(crate) fn scenario_failure(error: ScenarioError, name: &str) -> Failure {
    match error {
        ScenarioError::Io(error) => {
            Failure::new(Exit::BadInput, format_args!("{}: cannot be read: {error}", report::clean(name)))
        }
        ScenarioError::Problems { first, count } => {
            let color = terminal::colored_errors();
            Failure::Said(Exit::BadInput, report::render_problems(&first, count, name, color))
        }
    }
}

/// How to order workloads.
struct Order {
    field: &'static Field,
    /// `None`: numbers fall, texts rise.
    descending: Option<bool>,
}

impl Order {
    fn parse(text: &str) -> Result<Order, Failure> {
        let (name, descending) = match text.rsplit_once(':') {
            Some((name, "asc")) => (name, Some(false)),
            Some((name, "desc")) => (name, Some(true)),
            _ => (text, None),
        };
        let field = fields::find(name).ok_or_else(|| {
            let names = || FIELDS.iter().map(|field| field.name);
            let hint = match nearest(name, names()).first() {
                Some(near) => format!("did you mean {near}?"),
                None => format!("the fields are {}", names().collect::<Vec<_>>().join(", ")),
            };
            let name = report::clean(name);
            Failure::new(Exit::Usage, format_args!("--sort {name}: there is no such field; {hint}"))
        })?;
        Ok(Order { field, descending })
    }
}

/// Sorts and cuts; equal workloads keep the order of the file, empty values come last.
fn arrange(mut comparisons: Vec<Comparison>, order: Option<&Order>, top: Option<usize>) -> Vec<Comparison> {
    let by_saving = || fields::find("saving_usd").map(|field| Order { field, descending: Some(true) });
    let fallback = if order.is_none() && top.is_some() { by_saving() } else { None };
    if let Some(order) = order.or(fallback.as_ref()) {
        comparisons.sort_by(|a, b| {
            use std::cmp::Ordering;
            let (left, right) = ((order.field.value)(a), (order.field.value)(b));
            let (ordering, falls) = match (&left, &right) {
                (Value::Empty, Value::Empty) => return Ordering::Equal,
                (Value::Empty, _) => return Ordering::Greater,
                (_, Value::Empty) => return Ordering::Less,
                (Value::Money(a), Value::Money(b)) => (a.cmp(b), true),
                (Value::Number(a), Value::Number(b)) => (a.cmp(b), true),
                (Value::Flag(a), Value::Flag(b)) => (a.cmp(b), false),
                (Value::Text(a), Value::Text(b)) => (a.cmp(b), false),
                _ => (Ordering::Equal, false),
            };
            if order.descending.unwrap_or(falls) { ordering.reverse() } else { ordering }
        });
    }
    if let Some(top) = top {
        comparisons.truncate(top);
    }
    comparisons
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
    comparisons: &[Comparison],
    name: Option<&str>,
    width: usize,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let chosen = comparisons.iter().filter(|comparison| name.is_none_or(|name| comparison.workload.name == name));
    for comparison in chosen {
        let priced = comparison.offer(OptionKey::Ec2).is_some_and(|offer| offer.bill.is_some());
        let runners = if priced {
            ec2::runners_up(plan.book, &comparison.workload, &plan.settings, RUNNERS_UP).map_err(|error| {
                let workload = comparison.workload.name.clone();
                cost_failures(&[Unpriced { workload, error }], 1)
            })?
        } else {
            Vec::new()
        };
        tolerate_closed_pipe(report::explain(plan.book, comparison, &runners, width, streams.out))?;
    }
    Ok(())
}

/// Conditions that held, each with the first workloads it held for.
#[derive(Debug, Default)]
pub(crate) struct GateFailures {
    failed: Vec<(String, Vec<String>, u64)>,
}

impl GateFailures {
    /// Notes that a condition held.
    pub(crate) fn note(&mut self, gate: &Gate, workload: Option<&str>) {
        let at = match self.failed.iter().position(|(text, ..)| text == gate.text()) {
            Some(at) => at,
            None => {
                self.failed.push((gate.text().to_owned(), Vec::new(), 0));
                self.failed.len() - 1
            }
        };
        let (_, names, count) = &mut self.failed[at];
        if let Some(name) = workload {
            *count += 1;
            if names.len() < 5 {
                names.push(report::clean(name).into_owned());
            }
        }
    }

    /// Takes over what a later part of a file found.
    pub(crate) fn append(&mut self, other: GateFailures) {
        for (text, names, count) in other.failed {
            match self.failed.iter_mut().find(|(known, ..)| *known == text) {
                Some((_, known, sum)) => {
                    *sum += count;
                    let room = 5_usize.saturating_sub(known.len());
                    known.extend(names.into_iter().take(room));
                }
                None => self.failed.push((text, names, count)),
            }
        }
    }
}

/// Checks one workload against the conditions that ask for workloads.
pub(crate) fn check_workload(gates: &[Gate], comparison: &Comparison, totals: &Totals, failed: &mut GateFailures) {
    for gate in gates.iter().filter(|gate| !gate.is_about_totals()) {
        if gate.holds(Some(comparison), totals) {
            failed.note(gate, Some(&comparison.workload.name));
        }
    }
}

/// Checks the totals against the conditions that ask for them alone.
pub(crate) fn check_totals(gates: &[Gate], totals: &Totals, failed: &mut GateFailures) {
    for gate in gates.iter().filter(|gate| gate.is_about_totals()) {
        if gate.holds(None, totals) {
            failed.note(gate, None);
        }
    }
}

fn check_gates(gates: &[Gate], comparisons: &[Comparison], totals: &Totals) -> GateFailures {
    let mut failed = GateFailures::default();
    for comparison in comparisons {
        check_workload(gates, comparison, totals, &mut failed);
    }
    check_totals(gates, totals, &mut failed);
    failed
}

/// Says which conditions held, and ends the run with their exit code.
pub(crate) fn gate_result(failed: &GateFailures, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    if failed.failed.is_empty() {
        return Ok(Exit::Done);
    }
    tolerate_closed_pipe(streams.out.flush())?;
    for (text, names, count) in &failed.failed {
        let text = report::clean(text);
        if names.is_empty() {
            writeln!(streams.err, "--fail-if {text}: holds for the totals")?;
            continue;
        }
        let more = count - names.len() as u64;
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        writeln!(streams.err, "--fail-if {text}: holds for {}{more}", names.join(", "))?;
    }
    Ok(Exit::Gate)
}
