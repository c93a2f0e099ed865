//! `costcalc compare`: a scenario in, its workloads priced on every option, out in any format.

use super::Streams;
use super::args::{CompareArgs, FormatArg, OptimizeArg};
use super::asked_fields::AskedFields;
use super::bills::{Bills, scenario_and_explain};
use super::exit::{Exit, Failure, Failures, tolerate_closed_pipe};
use super::export::Export;
use super::export_form::ExportForm;
use super::gates::{beside_unknown, gate_result};
use super::inputs::{self, Begun};
use super::order::Order;
use super::pictures::{Look, PictureFormat};
use super::plan::{BreakEvens, Plan, find_fleets_not_taken, price_portfolio};
use super::profiles::Profiles;
use super::reads::{self, Reads};
use super::shortlist::{MOST_READABLE, Most, Shortlist};
use super::stream::Targets;
use super::tally::{Tallied, Tally};
use super::{decks, effect, prices_books, progress, source, stream, terminal};
use crate::analysis::breakeven::{Extent, Question};
use crate::analysis::optimize::Part;
use crate::analysis::{Comparison, Gate, GateError};
use crate::chart::{Subject, kinds};
use crate::cost::{Lines, Settings};
use crate::pricebook::PriceBook;
use crate::report::{self, CsvRows, Format, Report, TableStyle};
use crate::scenario::{self, Context};
use std::collections::HashSet;
use std::io::Write;
use std::mem::ManuallyDrop;

pub(crate) fn run(args: &CompareArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let (path, explain) = scenario_and_explain(args)?;
    let format = format_of(args.format);
    if explain.is_some() && format != Format::Table {
        return Err(Failure::new(
            Exit::Usage,
            "--explain goes with --format table; JSON and CSV with --detail hold every line item",
        ));
    }
    let mut wrong = Failures::default();
    let order = args.sort.as_deref().and_then(|text| wrong.take(Order::parse(text)));
    let exports: Vec<ExportForm> = args.export.iter().filter_map(|path| wrong.take(ExportForm::of(path))).collect();
    wrong.take(Reads::of(&path, &args.input).refuse("--export", &args.export));
    // Conditions are read with the book; beside other wrong words they are read for their faults alone.
    if !wrong.is_empty() {
        match source::price_book(&args.input.pricing) {
            Ok(book) => drop(gates(args, &book, &mut wrong)),
            Err(_) => check_gates(args, &mut wrong),
        }
    }
    wrong.or(Some(()))?;
    effect::of_detail(args, format, &exports)?;
    let begun = inputs::begin(&path, &args.input, streams).map_err(|failure| {
        let mut wrong = Failures::default();
        check_gates(args, &mut wrong);
        wrong.note(failure);
        wrong.together()
    });
    let Begun { source: input, book, settings, assignments } = begun?;
    // The book ends with the process: taking it apart takes longer than to price ten workloads.
    let book = ManuallyDrop::new(book);
    let mut wrong = Failures::default();
    let gates = gates(args, &book, &mut wrong);
    wrong.or(Some(()))?;
    let optimize = args.optimize.iter().map(|part| part_of(*part)).collect();
    let asked = AskedFields::of(order.as_ref(), &gates);
    asked.refuse_left_out(args)?;
    let break_evens = BreakEvens::of(args, &asked);
    // Only JSON has every interval.
    let is_json = format == Format::Json || exports.contains(&ExportForm::Text(Format::Json));
    let extent = if is_json { Extent::Every } else { Question::GLANCE.extent };
    let question = Question { extent, ..Question::GLANCE };
    // A row shows totals; lines are for those who ask for them.
    let shows_rows = |target: &ExportForm| matches!(target, ExportForm::Text(Format::Csv));
    let is_summed =
        !args.detail && explain.is_none() && exports.iter().chain([&ExportForm::Text(format)]).all(shows_rows);
    let settings = Settings { lines: if is_summed { Lines::Summed } else { settings.lines }, ..settings };
    let plan = Plan {
        book: &book,
        settings,
        gates,
        detail: args.detail,
        jobs: args.jobs.map(usize::from),
        break_evens,
        question,
        asked,
        sampling: args.draw.sampling(),
        asked_to_draw: args.draw.is_given(),
        optimize,
        months: args.months,
        portfolio: args.portfolio,
    };
    let profiles = Profiles::new(input.folder.clone());
    let context = Context {
        names: Some(&*book),
        hours_per_month: settings.hours_per_month,
        profiles: &profiles,
        ..Context::new(book.rules())
    };
    let files = args.export.iter().map(|path| Export::begin(path)).collect::<Result<Vec<Export>, Failure>>()?;

    let needs_all = plan.gates.iter().any(Gate::is_mixed)
        || args.portfolio
        || order.is_some()
        || args.top.is_some()
        || explain.is_some();
    let texts: Option<Vec<Format>> = exports.iter().map(ExportForm::text).collect();
    if let Some(texts) = texts.filter(|_| !needs_all) {
        let targets = Targets { stdout: format, files: files.into_iter().zip(texts).collect() };
        return stream::run(&plan, input, &assignments, context, &profiles, targets, streams);
    }

    // Nobody can read it all, but others can; what is asked for with --top counts everywhere.
    let is_readable = |target: &ExportForm| matches!(target, ExportForm::Text(Format::Table | Format::Markdown));
    let most = match args.top {
        Some(top) => Most::Asked(top as usize),
        None if exports.iter().chain([&ExportForm::Text(format)]).all(is_readable) => Most::Readable,
        None => Most::All,
    };
    let draws_bars = exports.iter().any(|target| matches!(target, ExportForm::Picture(_) | ExportForm::Deck));
    let keeps_all = explain.is_some() || draws_bars;
    let only = explain.as_ref().and_then(Option::as_deref).filter(|_| !draws_bars);
    let mut tally = Tally::new(&plan, Shortlist::new(order.as_ref(), most), keeps_all).named(only);
    let workbook = exports.iter().zip(&args.export).find(|(form, _)| **form == ExportForm::Workbook);
    if let (Some((_, path)), Most::All) = (workbook, most) {
        tally = tally.in_workbook(path);
    }
    let unused = if args.portfolio {
        let read = scenario::read(input.reader, &assignments, context);
        let scenario = read.map_err(|error| inputs::scenario_failure(error, &input.name))?;
        inputs::tell_of_months(&scenario.workloads, &input.name, streams)?;
        price_portfolio(&plan, scenario.workloads, &input.name, &mut tally)?;
        scenario.unused
    } else {
        match scenario::read_each(input.reader, &assignments, context, |workload| tally.price(workload)) {
            Ok(unused) => unused,
            Err(error) => return Err(tally.beside(inputs::scenario_failure(error, &input.name), &input.name)),
        }
    };
    let Tallied { shown, mut all, near, totals, gates: failed_gates } = tally.end(&input.name)?;
    effect::tell_of_slides(args, &exports, all.len(), streams)?;
    inputs::tell_unused(&unused, &input.name, streams)?;
    let readable = if args.top.is_none() { readable(&shown, order.as_ref()) } else { None };
    let report = Report { book: &book, settings, portfolio: args.portfolio, comparisons: &shown, totals: &totals };
    let brief = Report { comparisons: readable.as_deref().unwrap_or(&shown), ..report };
    let text_of = |format: Format| if format.is_streamed() { &report } else { &brief };
    if draws_bars && plan.break_evens != BreakEvens::Never {
        find_fleets_not_taken(&book, &settings, &mut all, &input.name)?;
    }
    prices_books::tell_without_bills(&book, streams)?;
    let bills = explain.map(|name| Bills::of(&plan, &input.name, &all, name.as_deref(), &near)).transpose();
    let bills = bills.map_err(|failure| beside_unknown(&failed_gates, failure))?;
    let mut written = Vec::new();
    for ((mut file, target), path) in files.into_iter().zip(&exports).zip(&args.export) {
        let name = path.display().to_string();
        let done = match target {
            ExportForm::Text(format) => {
                let written = write_text(text_of(*format), *format, args.detail, TableStyle::PLAIN, &mut file);
                match bills.as_ref().filter(|_| *format == Format::Table) {
                    Some(bills) => written.and_then(|()| bills.write(TableStyle::PLAIN.width, &mut file)),
                    None => written,
                }
            }
            ExportForm::Workbook => progress::during(streams.err, &format!("writing {}", report::clean(&name)), || {
                report::write_xlsx(&report, &mut file)
            }),
            ExportForm::Deck => file.write_all(&decks::of_run(&report, &all, &input.name)?),
            ExportForm::Picture(format) => file.write_all(&picture(&plan, &all, *format, streams)?),
        };
        done.map_err(|error| Failure::file(&name, "write", &error))?;
        written.push(file);
    }
    reads::put_in_place(written, "--export", &profiles)?;
    let style = terminal::table_style();
    tolerate_closed_pipe(write_text(text_of(format), format, args.detail, style, streams.out))?;
    if let Some(bills) = &bills {
        tolerate_closed_pipe(bills.write(style.width, streams.out))?;
    }
    gate_result(&failed_gates, streams)
}

/// What people can read of workloads in order, where they are too many.
fn readable(all: &[Comparison], order: Option<&Order>) -> Option<Vec<Comparison>> {
    let mut list = Shortlist::new(order, Most::Readable);
    (all.len() > MOST_READABLE).then(|| {
        all.iter().cloned().for_each(|comparison| {
            list.push(comparison);
        });
        list.shown()
    })
}

/// The bars of all workloads as a picture.
fn picture(
    plan: &Plan<'_>,
    comparisons: &[Comparison],
    format: PictureFormat,
    streams: &mut Streams<'_>,
) -> Result<Vec<u8>, Failure> {
    let of_all = Subject::new(plan.book, &plan.settings, comparisons.len());
    let subject = Subject { portfolio: plan.portfolio, ..of_all };
    let chart = kinds::compare(&subject, comparisons).map_err(|error| Failure::new(Exit::Fault, error))?;
    let mut look = Look::plain()?;
    let bytes = look.render(&chart, format)?;
    look.warn(streams);
    Ok(bytes)
}

fn part_of(part: OptimizeArg) -> Part {
    match part {
        OptimizeArg::Memory => Part::Memory,
        OptimizeArg::Arch => Part::Arch,
        OptimizeArg::Purchase => Part::Purchase,
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

/// The conditions of `--fail-if`, each once; what is wrong with each goes to `wrong`. A book says which regions and types there are.
fn gates(args: &CompareArgs, book: &PriceBook, wrong: &mut Failures) -> Vec<Gate> {
    let mut once = HashSet::new();
    args.fail_if.iter().filter(|text| once.insert(*text)).filter_map(|text| wrong.take(gate(text, book))).collect()
}

fn gate(text: &str, book: &PriceBook) -> Result<Gate, Failure> {
    Gate::parse(text, book).map_err(|error| no_gate(text, &error))
}

/// What is wrong with each condition whatever the book, where there is none.
fn check_gates(args: &CompareArgs, wrong: &mut Failures) {
    for text in &args.fail_if {
        wrong.take(Gate::check(text).map_err(|error| no_gate(text, &error)));
    }
}

fn no_gate(text: &str, error: &GateError) -> Failure {
    let text = report::clean(text);
    Failure::new(Exit::Usage, format_args!("--fail-if {text}: {error}"))
}

/// Writes a run in a format; `detail`: CSV has one row a line item.
pub(super) fn write_text(
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
