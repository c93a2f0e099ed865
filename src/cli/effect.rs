//! Options that would change nothing: wrong usage, because whoever gives one expects something of it.

use super::Streams;
use super::args::{CompareArgs, SweepArgs};
use super::chart_args::ChartArgs;
use super::exit::{Exit, Failure};
use super::export_form::ExportForm;
use super::pictures::PictureFormat;
use crate::chart::{Kind, Theme};
use crate::report::Format;

/// What a run of `chart` writes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written {
    /// The kind, where it is one.
    pub(crate) kind: Option<Kind>,
    /// PNG among the files.
    pub(crate) png: bool,
    /// Pictures of any format.
    pub(crate) pictures: bool,
    /// Slides.
    pub(crate) slides: bool,
}

impl Written {
    /// Whether a file of that format is among what `--all` writes.
    pub(crate) fn of_all(formats: &[PictureFormat]) -> Written {
        Written { kind: None, png: formats.contains(&PictureFormat::Png), pictures: true, slides: false }
    }
}

fn usage(message: impl std::fmt::Display) -> Failure {
    Failure::new(Exit::Usage, message)
}

/// Refuses options of `chart` that are for another kind of chart or another kind of file than it writes.
///
/// # Errors
/// Wrong usage that names the option and what it is for.
pub(crate) fn of_chart(args: &ChartArgs, written: Written) -> Result<(), Failure> {
    if !args.formats.is_empty() && args.all.is_none() {
        return Err(usage("--formats goes with --all DIR; one file has the format of its extension"));
    }
    if let Some(kind) = written.kind {
        let options = [
            ("--of", args.of.is_some(), Kind::Breakeven),
            ("--from", args.from.is_some(), Kind::Breakeven),
            ("--to", args.to.is_some(), Kind::Breakeven),
            ("--x", args.x.is_some(), Kind::Map),
            ("--y", args.y.is_some(), Kind::Map),
            ("--months", args.months.is_some(), Kind::Growth),
            ("--power-tuning", args.power_tuning.is_some(), Kind::Memory),
        ];
        if let Some((option, _, its)) = options.iter().find(|(_, given, its)| *given && *its != kind) {
            let (its, kind) = (its.key(), kind.key());
            return Err(usage(format_args!(
                "{option} is for the chart {its} and changes nothing of {kind}: leave it out"
            )));
        }
        if args.workload.is_some() && !kind.is_of_one() {
            let kind = kind.key();
            return Err(usage(format_args!(
                "--workload is for charts of one workload; {kind} shows all: leave it out"
            )));
        }
    }
    let Written { png, pictures, slides, .. } = written;
    let look = &args.look;
    let options = [
        ("--size", look.size.is_some(), pictures || slides, "pictures"),
        ("--theme", look.theme.is_some(), pictures || slides, "pictures and slides"),
        ("--accent", look.accent.is_some(), pictures || slides, "pictures and slides"),
        ("--font", look.font.is_some(), pictures || slides, "pictures and slides"),
        ("--scale", look.scale.is_some(), png, "PNG files"),
    ];
    if let Some((option, .., what)) = options.iter().find(|(_, given, used, _)| *given && !*used) {
        return Err(usage(format_args!("{option} is for {what}, and none is written: leave it out")));
    }
    if look.theme == Some(Theme::Transparent) && !pictures {
        return Err(usage("--theme transparent is for pictures; slides are light or dark"));
    }
    Ok(())
}

/// Refuses `--detail` where nothing is written as CSV.
///
/// # Errors
/// Wrong usage that says what has every line item.
pub(crate) fn of_detail(args: &CompareArgs, format: Format, exports: &[ExportForm]) -> Result<(), Failure> {
    let csv = format == Format::Csv || exports.contains(&ExportForm::Text(Format::Csv));
    if args.detail && !csv {
        return Err(usage(
            "--detail is for CSV: add --format csv or --export FILE.csv; JSON has every line item, --explain shows them",
        ));
    }
    Ok(())
}

/// Tells that `--sort` and `--top` do not reach slides and pictures, which show all workloads in their own order.
///
/// # Errors
/// A failure to write to standard error.
pub(crate) fn tell_of_slides(
    args: &CompareArgs,
    exports: &[ExportForm],
    workloads: usize,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let given: Vec<&str> = [("--sort", args.sort.is_some()), ("--top", args.top.is_some())]
        .into_iter()
        .filter_map(|(option, given)| given.then_some(option))
        .collect();
    let what = exports.iter().find_map(|form| match form {
        ExportForm::Deck => Some("slides"),
        ExportForm::Picture(_) => Some("pictures"),
        ExportForm::Text(_) | ExportForm::Workbook => None,
    });
    if let (false, Some(what), 2..) = (given.is_empty(), what, workloads) {
        let do_not = if given.len() == 1 { "does not" } else { "do not" };
        writeln!(
            streams.err,
            "note: {} {do_not} reach {what}: they show the largest savings of all {workloads} workloads, and sums of all",
            given.join(" and ")
        )?;
    }
    Ok(())
}

/// Refuses `--steps` where no range is swept.
///
/// # Errors
/// Wrong usage that says what it counts.
pub(crate) fn of_steps(args: &SweepArgs) -> Result<(), Failure> {
    if args.steps.is_some() && !args.vary.iter().any(|varied| varied.contains("..")) {
        return Err(usage("--steps counts the values of a range, such as --vary memory_mb=128..3008: leave it out"));
    }
    Ok(())
}

/// Refuses `--samples` and `--seed` where no cell holds a range to draw from.
///
/// # Errors
/// Wrong usage that says what they are for.
pub(crate) fn of_draw(asked: bool, has_ranges: bool, scenario: &str) -> Result<(), Failure> {
    if asked && !has_ranges {
        let scenario = crate::report::clean(scenario);
        return Err(usage(format_args!(
            "--samples and --seed are for ranges of what a month costs, such as 8M..20M requests, and {scenario} has none: leave them out"
        )));
    }
    Ok(())
}
