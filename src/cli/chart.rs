//! `costcalc chart`: pictures of a scenario.

use super::Streams;
use super::breakeven::too_far;
use super::chart_all::Place;
use super::chart_args::ChartArgs;
use super::destination::{self, Destination, is_standard_output};
use super::effect::Written;
use super::exit::{Exit, Failure, Failures, cost_failures, tolerate_closed_pipe};
use super::inputs::{self, Input};
use super::pictures::{Look, PictureFormat, is_deck};
use super::plan::{MONTHS, find_fleets_not_taken, find_uncertainties, refuse_ranges};
use super::power_tuning::{self, Tuned};
use super::reads::Reads;
use super::shell::word_of;
use super::unpriced::AllUnpriced;
use super::{chart_all, dials, effect, prices_books, terminal};
use crate::analysis::breakeven::{Dial, Question, far_ends};
use crate::analysis::{Comparison, MOST_BREAK_EVENS, compare, compare_portfolio};
use crate::chart::kinds::{self, Line, Plane};
use crate::chart::{Chart, ChartError, Kind, Size, Subject, Summary};
use crate::cost::{CostError, Offer};
use crate::report;
use crate::terms::{nearest, quoted, shortened};
use crate::units::Dec;
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &ChartArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut wrong = Failures::default();
    let forms: Vec<Form> = args.output.iter().filter_map(|path| wrong.take(Form::of(path))).collect();
    let are_known = wrong.is_empty();
    let look = wrong.take(Look::of(&args.look));
    let asked = wrong.take(Asked::of(args));
    let formats = wrong.take(chart_all::formats(args));
    let decks_only = !args.terminal && !forms.is_empty() && forms.iter().all(|form| *form == Form::Deck);
    if args.terminal && args.output.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::new(Exit::Usage, "--terminal and -o - would both write to standard output: choose one"));
    }
    // Slides may have no kind: which form is meant tells whether one is missing.
    let kind = kind_and_scenario(args, decks_only);
    let kind = if are_known { wrong.take(kind) } else { kind.ok() };
    let found = look.zip(asked).zip(formats).zip(kind);
    let (((mut look, mut asked), formats), (kind, scenario)) = wrong.or(found)?;
    effect::of_chart(
        args,
        match args.all {
            Some(_) => Written::of_all(&formats),
            None => Written {
                kind,
                png: forms.contains(&Form::Picture(PictureFormat::Png)),
                pictures: forms.iter().any(|form| *form != Form::Deck),
                slides: forms.contains(&Form::Deck),
            },
        },
    )?;
    if look.style.size != Size::WIDE && forms.contains(&Form::Deck) {
        return Err(Failure::new(Exit::Usage, "slides are 16:9: --size is for .svg, .png and .pdf"));
    }
    asked.tuned = args.power_tuning.as_deref().map(|file| Tuned::read(file, &scenario)).transpose()?;
    let reads = (Reads::of(&scenario, &args.input).and("--power-tuning", args.power_tuning.as_deref()))
        .and("--font", args.look.font.as_deref());
    reads.refuse("-o", &args.output)?;
    args.all.as_deref().map_or(Ok(()), chart_all::check)?;
    let begun = args.output.iter().zip(&forms).map(|(path, form)| Destination::begin(path, *form));
    let destinations = begun.collect::<Result<Vec<Destination<Form>>, Failure>>()?;
    let dials = [asked.line.dial, asked.plane.x.0, asked.plane.y.0];
    let input = inputs::read_but_ranges(&scenario, &args.input, (&dials, None), streams)?;
    if let Some(tuned) = &asked.tuned {
        // The curve has the workload's own memory size marked: that may be set.
        let set = power_tuning::set_columns(&args.input.assignments);
        let set: Vec<&str> = set.into_iter().filter(|column| *column == "duration_ms").collect();
        tuned.check(&input, &set, streams)?;
    }
    if args.portfolio {
        inputs::tell_of_months(&input.workloads, &input.name, streams)?;
    }
    let mut comparisons = price(args, &input)?;
    prices_books::tell_without_bills(&input.book, streams)?;
    let is_deck = kind.is_none() && args.all.is_none();
    let chosen = if is_deck { of_deck(args, &comparisons)? } else { chosen(args, &comparisons)? };
    tell_ranges(args, kind, (&input.name, &comparisons), chosen, streams)?;
    let draws_bars = kind.is_none_or(|kind| kind == Kind::Compare);
    if draws_bars && !args.portfolio {
        find_uncertainties(&input.book, &input.settings, &mut comparisons, &input.name, streams)?;
    }
    // Pictures and notes of slides tell of them; those of single workloads of no others.
    if !args.portfolio {
        let several = args.all.is_some() || kind.is_none_or(|kind| !kind.is_of_one());
        let one_each = if args.all.is_some() { chart_all::MOST_WORKLOADS } else { 1 };
        let told = match several && comparisons.len() <= MOST_BREAK_EVENS {
            true => 0..comparisons.len(),
            false => chosen..comparisons.len().min(chosen + one_each),
        };
        find_fleets_not_taken(&input.book, &input.settings, &mut comparisons[told], &input.name)?;
    }
    if kind.is_none_or(|kind| kind == Kind::Map) && !args.portfolio {
        tell_clipped(args, &input, &comparisons[chosen], &asked, streams);
    }
    if let Some(folder) = &args.all {
        let place = Place { folder, reads: &reads };
        return chart_all::write_all(place, args, &input, &comparisons, &asked, (&formats, &mut look), streams);
    }
    let shows_one = kind.is_none_or(Kind::is_of_one) && !args.portfolio;
    if shows_one && comparisons.len() > 1 && args.workload.is_none() {
        let name = quoted(&shortened(&comparisons[chosen].workload.name));
        let count = comparisons.len();
        let what = match kind {
            Some(_) => format!("this shows {name}, the first of {count} workloads"),
            None => format!("slides of one workload show {name}, which costs most of {count} workloads"),
        };
        let _ = writeln!(
            streams.err,
            "note: {what}; choose one with --workload NAME, or draw them for each with costcalc chart SCENARIO --all FOLDER"
        );
    }
    let (summary, charts) = match kind {
        Some(kind) => {
            let chart = draw(args, &input, &comparisons, chosen, kind, &asked)
                .map_err(|error| asked_failure(args, &input, &comparisons[chosen], kind, &asked, error))?;
            (None, vec![chart])
        }
        None => every_kind(args, &input, &comparisons, chosen, &asked, streams)?,
    };
    destination::write_all(destinations, &input.profiles, streams, |form| match form {
        Form::Deck => look.deck(summary.as_ref(), &charts),
        // A picture is of one kind.
        Form::Picture(format) => look.render(&charts[0], *format),
    })?;
    if args.terminal {
        let columns = usize::from(terminal::table_style().width);
        let text = crate::chart::terminal(&charts[0], columns, look.style.locale);
        tolerate_closed_pipe(streams.out.write_all(text.as_bytes()))?;
    }
    // Slides are set in the fonts of whoever opens them.
    if forms.iter().any(|form| *form != Form::Deck) {
        look.warn(streams);
    }
    Ok(Exit::Done)
}

/// Tells which values the ranges of what is drawn count as: of one workload where a picture shows one, those of later months where
/// it shows months.
fn tell_ranges(
    args: &ChartArgs,
    kind: Option<Kind>,
    (name, comparisons): (&str, &[Comparison]),
    chosen: usize,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let is_of_one = args.all.is_none() && kind.is_some_and(Kind::is_of_one);
    let drawn = if is_of_one { comparisons.get(chosen..=chosen).unwrap_or_default() } else { comparisons };
    let shows_months = kind.is_none_or(|kind| kind == Kind::Growth);
    let ranges = drawn.iter().flat_map(|one| {
        let later = one.workload.later_ranges.iter().filter(move |_| shows_months);
        one.workload.ranges.iter().chain(later).map(move |range| (&*one.workload, range))
    });
    inputs::tell_ranges(ranges, name, "here", streams)
}

/// Tells of which inputs of a map more was asked for than can be shown; what it cannot be drawn of is told by the chart.
fn tell_clipped(args: &ChartArgs, input: &Input, one: &Comparison, asked: &Asked, streams: &mut Streams<'_>) {
    for told in kinds::clipped(&subject(args, input, false), one, asked.plane).unwrap_or_default() {
        let _ = writeln!(streams.err, "note: {told}");
    }
}

/// The first slide of a deck, and a chart of every kind that the scenario allows.
fn every_kind(
    args: &ChartArgs,
    input: &Input,
    comparisons: &[Comparison],
    chosen: usize,
    asked: &Asked,
    streams: &mut Streams<'_>,
) -> Result<(Option<Summary>, Vec<Chart>), Failure> {
    let mut charts = Vec::new();
    for kind in Kind::SLIDES {
        match draw(args, input, comparisons, chosen, kind, asked) {
            Ok(chart) => charts.push(chart),
            Err(error) => {
                let Some(why) = error.why_left_out() else {
                    return Err(chart_failure(input, &comparisons[chosen], kind, error));
                };
                let _ = writeln!(streams.err, "note: no {} chart: {why}", kind.key());
            }
        }
    }
    let mut summary = kinds::summary(&subject(args, input, args.portfolio), comparisons)
        .map_err(|error| chart_failure(input, &comparisons[chosen], Kind::Compare, error))?;
    // Whoever is shown the slides has not seen what was written to the terminal.
    if comparisons.len() > 1 && charts.iter().any(|chart| chart.kind.is_of_one()) {
        let name = shortened(&report::clean(&comparisons[chosen].workload.name));
        let why = if args.workload.is_none() { ", which costs most where each is on its cheaper side" } else { "" };
        summary.notes.push(format!("Slides of one workload show {name}{why}."));
    }
    Ok((Some(summary), charts))
}

/// That there is no kind of that name, and which one may be meant; of what stands `behind` it, where that is one.
pub(super) fn no_kind(name: &str, behind: &str) -> String {
    if let Some(kind) = Kind::from_key(behind) {
        return format!("the kind stands before the scenario: costcalc chart {} {}", kind.key(), word_of(name));
    }
    let kinds = Kind::ALL.map(Kind::key);
    let hint = match nearest(name, kinds).first() {
        Some(near) => format!("did you mean {near}?"),
        None => format!("the kinds are {}", kinds.join(", ")),
    };
    format!("{}: there is no such kind of chart; {hint}", report::clean(name))
}

/// A kind before the scenario, or none where `--all` or a deck asks for all of them.
fn kind_and_scenario(args: &ChartArgs, decks_only: bool) -> Result<(Option<Kind>, PathBuf), Failure> {
    let behind = args.scenario.as_deref().and_then(Path::to_str).unwrap_or_default();
    let unknown = || Failure::new(Exit::Usage, no_kind(&args.kind, behind));
    match (&args.scenario, args.all.is_some()) {
        (None, true) => Ok((None, PathBuf::from(&args.kind))),
        (Some(_), true) => Err(Failure::new(Exit::Usage, "--all writes every kind: costcalc chart SCENARIO --all DIR")),
        (None, false) if decks_only && Kind::from_key(&args.kind).is_none() => Ok((None, PathBuf::from(&args.kind))),
        (Some(scenario), false) => Ok((Some(Kind::from_key(&args.kind).ok_or_else(unknown)?), scenario.clone())),
        (None, false) if Kind::from_key(&args.kind).is_some() => Err(Failure::new(
            Exit::Usage,
            format_args!("which scenario? costcalc chart {} SCENARIO.csv -o FILE", args.kind),
        )),
        (None, false) => {
            let all = Kind::ALL.map(Kind::key).join(", ");
            Err(Failure::new(
                Exit::Usage,
                format_args!("which kind of chart? costcalc chart KIND SCENARIO.csv -o FILE; the kinds are {all}"),
            ))
        }
    }
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One chart.
    Picture(PictureFormat),
    /// Slides.
    Deck,
}

impl Form {
    /// The form of a file by its extension; standard output gets SVG.
    fn of(path: &Path) -> Result<Form, Failure> {
        if is_standard_output(path) {
            return Ok(Form::Picture(PictureFormat::Svg));
        }
        if is_deck(path) {
            return Ok(Form::Deck);
        }
        PictureFormat::of(path).map(Form::Picture).ok_or_else(|| {
            let name = path.display().to_string();
            let name = report::clean(&name);
            Failure::new(Exit::Usage, format_args!("-o {name}: unknown extension; use .svg, .png, .pdf or .pptx"))
        })
    }
}

/// What kinds can be told besides the scenario.
pub(super) struct Asked {
    line: Line,
    plane: Plane,
    tuned: Option<Tuned>,
}

impl Asked {
    /// What the options say; durations that were measured are read with the scenario.
    fn of(args: &ChartArgs) -> Result<Asked, Failure> {
        let mut wrong = Failures::default();
        let dial = args.of.as_deref().map_or(Ok(Line::VOLUME.dial), |name| dials::named("--of", name));
        let line = wrong.take(dial).and_then(|dial| {
            let ends = dials::ends(dial, ("--from", args.from.as_deref()), ("--to", args.to.as_deref()));
            wrong.take(ends).map(|(from, to)| Line { dial, from, to })
        });
        let plane = wrong.take(plane(args.x.as_deref(), args.y.as_deref()));
        let (line, plane) = wrong.or(line.zip(plane))?;
        Ok(Asked { line, plane, tuned: None })
    }
}

/// The two inputs of a map. Where one is given that is the other's default, the other takes the default that is left.
fn plane(x: Option<&str>, y: Option<&str>) -> Result<Plane, Failure> {
    let mut wrong = Failures::default();
    let x = wrong.take(x.map(|text| dials::with_range("--x", text)).transpose());
    let y = wrong.take(y.map(|text| dials::with_range("--y", text)).transpose());
    let (x, y) = wrong.or(x.zip(y))?;
    let free = |other: Side, own: Side, left: Side| if other.0 == own.0 { left } else { own };
    let plane = match (x, y) {
        (Some(x), Some(y)) => Plane { x, y },
        (Some(x), None) => Plane { x, y: free(x, Plane::DEFAULT.y, Plane::DEFAULT.x) },
        (None, Some(y)) => Plane { x: free(y, Plane::DEFAULT.x, Plane::DEFAULT.y), y },
        (None, None) => Plane::DEFAULT,
    };
    if plane.x.0 == plane.y.0 {
        return Err(Failure::new(
            Exit::Usage,
            format_args!("--x and --y are both {}: a map needs two different inputs", plane.x.0.key()),
        ));
    }
    Ok(plane)
}

/// An input, and the range of it that is asked for.
type Side = (Dial, Option<(Dec, Dec)>);

fn price(args: &ChartArgs, input: &Input) -> Result<Vec<Comparison>, Failure> {
    let workloads = input.workloads.clone();
    if args.portfolio {
        refuse_ranges(&workloads)?;
        return compare_portfolio(&input.book, workloads, &input.settings)
            .map_err(|failed| cost_failures(&[failed], 1, &input.name));
    }
    let mut failed = AllUnpriced::default();
    let priced = workloads.into_iter().map(|workload| compare(&input.book, workload, &input.settings));
    let priced = priced.filter_map(|priced| priced.map_err(|unpriced| failed.note(unpriced)).ok()).collect();
    failed.failure(&input.name).map_or(Ok(priced), Err)
}

/// The place of the workload that was named, else the first one.
pub(super) fn chosen(args: &ChartArgs, comparisons: &[Comparison]) -> Result<usize, Failure> {
    let Some(name) = &args.workload else { return Ok(0) };
    inputs::place_of(name, || comparisons.iter().map(|comparison| comparison.workload.name.as_str()))
}

/// As [`chosen`] for the slides of a deck; where none was named the one that costs most on its cheaper side, of equals the first.
fn of_deck(args: &ChartArgs, comparisons: &[Comparison]) -> Result<usize, Failure> {
    if args.workload.is_some() {
        return chosen(args, comparisons);
    }
    let cost = |at: &usize| comparisons[*at].offers.iter().filter_map(Offer::total).min();
    // Of equals `max_by_key` takes the last one.
    Ok((0..comparisons.len()).rev().max_by_key(cost).unwrap_or_default())
}

fn subject<'i>(args: &ChartArgs, input: &'i Input, portfolio: bool) -> Subject<'i> {
    let locale = crate::units::Locale::of(&args.look.lang).unwrap_or(crate::units::Locale::ENGLISH);
    Subject { locale, portfolio, ..Subject::new(&input.book, &input.settings, input.workloads.len()) }
}

/// A chart of a kind; `at` is the workload, where it shows one.
pub(super) fn draw(
    args: &ChartArgs,
    input: &Input,
    comparisons: &[Comparison],
    at: usize,
    kind: Kind,
    asked: &Asked,
) -> Result<Chart, ChartError> {
    if args.portfolio && kind.is_of_one() {
        let why =
            "with --portfolio all workloads share one account, whose tiers depend on every one of them: leave it out";
        return Err(ChartError::Unusable(why.to_owned()));
    }
    let subject = subject(args, input, args.portfolio);
    let one = &comparisons[at];
    match kind {
        Kind::Breakeven => kinds::breakeven(&subject, one, asked.line),
        Kind::Compare => kinds::compare(&subject, comparisons),
        Kind::Components => kinds::components(&subject, comparisons),
        Kind::Map => kinds::map(&subject, one, asked.plane),
        Kind::Memory => kinds::memory(
            &subject,
            one,
            asked.tuned.as_ref().map_or(&[], |tuned| tuned.measured.as_slice()),
            &input.context(),
        ),
        Kind::Tornado => kinds::tornado(&subject, one),
        Kind::Profile => kinds::profile(&subject, one),
        Kind::Growth => kinds::growth(&subject, one, args.months.unwrap_or(MONTHS)),
    }
}

/// As [`chart_failure`], of a chart that was asked for by itself: an option that asks for too much is named.
fn asked_failure(
    args: &ChartArgs,
    input: &Input,
    comparison: &Comparison,
    kind: Kind,
    asked: &Asked,
    error: ChartError,
) -> Failure {
    let (book, settings) = (&input.book, &input.settings);
    let failure = match (&error, kind, args.months) {
        (ChartError::Cost(why @ CostError::TooLarge(_)), Kind::Breakeven, _) => {
            let Line { dial, from, to } = asked.line;
            let question = Question { dial, from, to, ..Question::VOLUME };
            let ends = far_ends(book, &comparison.workload, settings, question);
            let told = ends.iter().map(|end| Failure::new(Exit::Usage, too_far(*end, why)));
            (!ends.is_empty()).then(|| told.collect::<Failures>().together())
        }
        (ChartError::Cost(CostError::TooLarge(_)), Kind::Growth, Some(months)) => {
            let grown = comparison.clone().find_growth(book, settings, months);
            grown.err().map(|unpriced| cost_failures(&[unpriced], 1, &input.name))
        }
        (ChartError::Cost(why @ CostError::TooLarge(_)), Kind::Map, _) => {
            let nearer = kinds::nearer(&subject(args, input, false), comparison, asked.plane);
            let name = shortened(&report::clean(&comparison.workload.name));
            nearer.map(|nearer| {
                Failure::new(
                    Exit::Usage,
                    format_args!("map: {name}: {why}; it can be drawn nearer to the workload: {nearer}"),
                )
            })
        }
        _ => None,
    };
    failure.unwrap_or_else(|| chart_failure(input, comparison, kind, error))
}

/// A kind that a workload does not allow is bad input, a range beyond what it can be wrong usage; a missing price is a
/// missing price.
pub(super) fn chart_failure(input: &Input, comparison: &Comparison, kind: Kind, error: ChartError) -> Failure {
    let exit = if matches!(error, ChartError::Outside(_)) { Exit::Usage } else { Exit::BadInput };
    match error {
        ChartError::Cost(error) => input.unpriced(&comparison.workload, error),
        ChartError::Unusable(why) | ChartError::Outside(why) => {
            let name = shortened(&report::clean(&comparison.workload.name));
            Failure::new(exit, format_args!("{}: {name}: {why}", kind.key()))
        }
        other => Failure::new(Exit::Fault, other),
    }
}
