//! `costcalc report`: a scenario's answers in one file to hand over.

use super::Streams;
use super::asked_fields::AskedFields;
use super::destination::{self, Destination, is_standard_output};
use super::exit::{Exit, Failure, Failures, cost_failures};
use super::inputs::{self, Input};
use super::order::{Order, arrange};
use super::plan::{BreakEvens, MONTHS, Plan};
use super::prices_books;
use super::reads::Reads;
use super::report_args::ReportArgs;
use super::shared;
use crate::analysis::Comparison;
use crate::analysis::breakeven::Question;
use crate::chart::kinds::{self, Line, Plane};
use crate::chart::{Chart, ChartError, Fonts, Kind, Subject};
use crate::cost::CostError;
use crate::cost::ec2::RunnerUp;
use crate::report::{self, Detail, Handout, InputFile, Report};
use std::path::Path;

/// Workloads that are shown in full: more of them are no report but an archive, which CSV and JSON are for.
const MOST_DETAILS: usize = 20;

pub(crate) fn run(args: &ReportArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut wrong = Failures::default();
    let formats: Vec<ReportFormat> = args.output.iter().filter_map(|path| wrong.take(ReportFormat::of(path))).collect();
    if args.title.as_ref().is_some_and(|title| title.trim().is_empty()) {
        wrong.note(Failure::new(Exit::Usage, "--title is empty: write one, or leave it out for the default title"));
    }
    let order = args.sort.as_deref().and_then(|text| wrong.take(Order::parse(text)));
    wrong.take(Reads::of(&args.scenario, &args.input).refuse("-o", &args.output));
    wrong.or(Some(()))?;
    let begun = args.output.iter().zip(formats).map(|(path, format)| Destination::begin(path, format));
    let destinations = begun.collect::<Result<Vec<Destination<ReportFormat>>, Failure>>()?;
    let (input, bytes) = inputs::read_kept(&args.scenario, &args.input, streams)?;
    // Its comparisons draw from ranges; its break-evens and charts stand on single values.
    inputs::tell_ranges(inputs::ranges_of(&input.workloads), &input.name, "in charts and break-evens", streams)?;
    if args.portfolio {
        inputs::tell_of_months(&input.workloads, &input.name, streams)?;
    }
    let plan = plan(args, &input, order.as_ref());
    let (comparisons, totals) = plan.compare_all(input.workloads.clone(), &input.name)?;
    let top = args.top as usize;
    let mut shown = arrange(comparisons.clone(), order.as_ref(), (comparisons.len() > top).then_some(top));
    let portfolio = args.portfolio;
    let artist = Artist { input: &input, portfolio, months: args.months.unwrap_or(MONTHS) };
    let mut remarks = if portfolio { remarks_on_portfolio(&input) } else { Vec::new() };
    let charts = artist.of_all(&comparisons, &mut remarks)?;
    let in_full = shown.len().min(MOST_DETAILS);
    let detailed = &mut shown[..in_full];
    let answers = shared::of_each(detailed, None, streams, |comparison| artist.detail(&plan, comparison));
    let mut details = Vec::with_capacity(answers.len());
    for (comparison, answer) in detailed.iter_mut().zip(answers) {
        let answer = answer?;
        *comparison = answer.comparison;
        remarks.extend(answer.remarks);
        details.push((answer.runners, answer.charts));
    }
    let details: Vec<Detail<'_>> = (shown.iter().zip(details))
        .map(|(comparison, (runners, charts))| Detail { comparison, runners, charts })
        .collect();
    prices_books::tell_without_bills(&input.book, streams)?;
    let name = file_name(&args.scenario, &input.name);
    let title = args.title.clone().unwrap_or_else(|| format!("AWS Lambda or EC2: {name}"));
    let handout = Handout {
        title: &title,
        report: Report { book: &input.book, settings: input.settings, portfolio, comparisons: &shown, totals: &totals },
        charts: &charts,
        details: &details,
        input: &InputFile::new(&name, &bytes, inputs::overrides(&args.input)),
        remarks: &remarks,
    };
    destination::write_all(destinations, &input.profiles, streams, |format| render(&handout, *format))?;
    Ok(Exit::Done)
}

/// What a report can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReportFormat {
    /// One self-contained page.
    Html,
    /// A decision record.
    Markdown,
}

impl ReportFormat {
    /// The format of a file by its extension; standard output gets HTML.
    fn of(path: &Path) -> Result<ReportFormat, Failure> {
        if is_standard_output(path) {
            return Ok(ReportFormat::Html);
        }
        let extension = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or("").to_ascii_lowercase();
        match extension.as_str() {
            "html" | "htm" => Ok(ReportFormat::Html),
            "md" | "markdown" => Ok(ReportFormat::Markdown),
            other => {
                let name = path.display().to_string();
                let hint = if other == "pdf" { "; print the .html from a browser for a PDF" } else { "" };
                Err(Failure::new(
                    Exit::Usage,
                    format_args!("-o {}: unknown extension; use .html or .md{hint}", report::clean(&name)),
                ))
            }
        }
    }
}

fn render(handout: &Handout<'_>, format: ReportFormat) -> Result<Vec<u8>, Failure> {
    let fault = |error: &dyn std::fmt::Display| Failure::new(Exit::Fault, error);
    match format {
        ReportFormat::Html => {
            let mut fonts = Fonts::new(None).map_err(|error| fault(&error))?;
            let page = report::write_html(handout, &mut fonts).map_err(|error| fault(&error))?;
            Ok(page.into_bytes())
        }
        ReportFormat::Markdown => {
            let mut bytes = Vec::new();
            report::write_record(handout, &mut bytes)?;
            Ok(bytes)
        }
    }
}

fn plan<'a>(args: &ReportArgs, input: &'a Input, order: Option<&Order>) -> Plan<'a> {
    Plan {
        book: &input.book,
        settings: input.settings,
        gates: Vec::new(),
        detail: false,
        jobs: Some(1),
        break_evens: if args.portfolio { BreakEvens::Never } else { BreakEvens::Few },
        question: Question::GLANCE,
        asked: AskedFields::of(order, &[]),
        sampling: args.draw.sampling(),
        asked_to_draw: args.draw.is_given(),
        optimize: Vec::new(),
        months: args.months,
        portfolio: args.portfolio,
    }
}

/// The scenario's file without its folder, which nobody else has.
fn file_name(path: &Path, name: &str) -> String {
    match path.file_name() {
        Some(file) if path.as_os_str() != "-" => file.to_string_lossy().into_owned(),
        _ => name.to_owned(),
    }
}

/// What the reader of a portfolio is told of what is left out.
fn remarks_on_portfolio(input: &Input) -> Vec<String> {
    let why = "Break-evens and charts of single workloads are left out: all workloads share one account, whose tiers depend \
               on every one of them.";
    let months = inputs::months_passed_over(&input.workloads).map(|told| format!("{told}."));
    [why.to_owned()].into_iter().chain(months).collect()
}

/// What a report says of one workload.
struct Told {
    comparison: Comparison,
    runners: Vec<RunnerUp>,
    charts: Vec<Chart>,
    remarks: Vec<String>,
}

/// Draws the charts of a report.
struct Artist<'a> {
    input: &'a Input,
    portfolio: bool,
    months: u32,
}

impl Artist<'_> {
    fn subject(&self) -> Subject<'_> {
        let of_all = Subject::new(&self.input.book, &self.input.settings, self.input.workloads.len());
        Subject { portfolio: self.portfolio, ..of_all }
    }

    /// Charts of all workloads together.
    fn of_all(&self, comparisons: &[Comparison], remarks: &mut Vec<String>) -> Result<Vec<Chart>, Failure> {
        let subject = self.subject();
        let drawn = [
            (Kind::Compare, kinds::compare(&subject, comparisons)),
            (Kind::Components, kinds::components(&subject, comparisons)),
        ];
        self.usable(drawn, comparisons.first(), remarks)
    }

    /// Everything that is said of one workload, its break-evens looked for as closely as `costcalc breakeven` does.
    fn detail(&self, plan: &Plan<'_>, comparison: &Comparison) -> Result<Told, Failure> {
        let (input, mut comparison, mut remarks) = (self.input, comparison.clone(), Vec::new());
        if !self.portfolio {
            comparison
                .find_break_even(&input.book, &input.settings, Question::VOLUME)
                .map_err(|failed| cost_failures(&[failed], 1, &input.name))?;
        }
        let runners = plan.runners_up(&comparison, &input.name)?;
        let charts = self.of_one(&comparison, &mut remarks)?;
        Ok(Told { comparison, runners, charts, remarks })
    }

    /// The charts that one workload allows; none of a portfolio's, where it is not alone.
    fn of_one(&self, comparison: &Comparison, remarks: &mut Vec<String>) -> Result<Vec<Chart>, Failure> {
        if self.portfolio {
            return Ok(Vec::new());
        }
        let subject = self.subject();
        let drawn = [
            (Kind::Breakeven, kinds::breakeven(&subject, comparison, Line::VOLUME)),
            (Kind::Map, kinds::map(&subject, comparison, Plane::DEFAULT)),
            (Kind::Memory, kinds::memory(&subject, comparison, &[], &self.input.context())),
            (Kind::Tornado, kinds::tornado(&subject, comparison)),
            (Kind::Profile, kinds::profile(&subject, comparison)),
            (Kind::Growth, kinds::growth(&subject, comparison, self.months)),
        ];
        self.usable(drawn, Some(comparison), remarks)
    }

    /// Those that the scenario allows. What figures are too large for is told in the report: nobody would miss it else.
    fn usable(
        &self,
        drawn: impl IntoIterator<Item = (Kind, Result<Chart, ChartError>)>,
        comparison: Option<&Comparison>,
        remarks: &mut Vec<String>,
    ) -> Result<Vec<Chart>, Failure> {
        let mut charts = Vec::new();
        for (kind, chart) in drawn {
            match (chart, comparison) {
                (Ok(chart), _) => charts.push(chart),
                (Err(ChartError::Unusable(_) | ChartError::Outside(_)), _) => {}
                (Err(ChartError::Cost(error @ CostError::TooLarge(_))), one) => {
                    let name = one.filter(|_| kind.is_of_one()).map(|one| report::clean(&one.workload.name));
                    let whose = name.map(|name| format!(" of {name}")).unwrap_or_default();
                    remarks.push(format!("The {} chart{whose} is left out: {error}.", kind.key()));
                }
                (Err(ChartError::Cost(error)), Some(one)) => return Err(self.input.unpriced(&one.workload, error)),
                (Err(error), _) => return Err(Failure::new(Exit::Fault, error)),
            }
        }
        Ok(charts)
    }
}
