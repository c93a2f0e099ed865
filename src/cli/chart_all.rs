//! `costcalc chart --all`: every kind that a scenario allows, into a folder.

use super::Streams;
use super::chart::{Asked, chart_failure, chosen, draw};
use super::chart_args::ChartArgs;
use super::exit::{Exit, Failure};
use super::export::Export;
use super::inputs::Input;
use super::pictures::{Look, PictureFormat};
use super::reads::{self, Reads};
use super::scratch::NewFolder;
use crate::analysis::Comparison;
use crate::chart::Kind;
use crate::report;
use crate::scenario::Traffic;
use crate::terms::{quoted, shortened};
use std::io::Write as _;
use std::path::Path;

/// Workloads that `--all` draws charts of their own for.
pub(super) const MOST_WORKLOADS: usize = 20;

/// The formats that `--all` writes.
pub(super) fn formats(args: &ChartArgs) -> Result<Vec<PictureFormat>, Failure> {
    if args.formats.is_empty() {
        return Ok(PictureFormat::OF_ALL.to_vec());
    }
    let named = args.formats.iter().map(|name| {
        PictureFormat::named(name).ok_or_else(|| {
            Failure::new(Exit::Usage, format_args!("--formats {}: use svg, png or pdf", report::clean(name)))
        })
    });
    let mut formats: Vec<PictureFormat> = named.collect::<Result<_, Failure>>()?;
    // A format that is named twice is written once.
    let mut known = Vec::new();
    formats.retain(|format| {
        !known.contains(format) && {
            known.push(*format);
            true
        }
    });
    Ok(formats)
}

/// Where files go, and what none of them may replace.
pub(super) struct Place<'a> {
    pub(super) folder: &'a Path,
    pub(super) reads: &'a Reads,
}

/// That what `--all` names is a folder, or nothing yet.
pub(super) fn check(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() || !folder.exists() {
        return Ok(());
    }
    let shown = folder.display().to_string();
    let shown = report::clean(&shown);
    Err(Failure::new(Exit::Usage, format_args!("--all {shown}: this is a file; name a folder for the charts")))
}

/// Every kind that the scenario allows, into a folder.
pub(super) fn write_all(
    Place { folder, reads }: Place<'_>,
    args: &ChartArgs,
    input: &Input,
    comparisons: &[Comparison],
    asked: &Asked,
    (formats, look): (&[PictureFormat], &mut Look),
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let shown = folder.display().to_string();
    // It goes after the files that are on their way into it.
    let _new = NewFolder::make(folder).map_err(|error| Failure::file(&shown, "create the folder", &error))?;
    let (first, last) = match &args.workload {
        Some(_) => (chosen(args, comparisons)?, chosen(args, comparisons)? + 1),
        None => (0, comparisons.len().min(MOST_WORKLOADS)),
    };
    if args.workload.is_none() && comparisons.len() > MOST_WORKLOADS {
        let _ = writeln!(
            streams.err,
            "note: charts of single workloads are drawn for the first {MOST_WORKLOADS} of {}; --workload NAME draws those of \
             another one",
            comparisons.len()
        );
    }
    let mut files: Vec<Export> = Vec::new();
    for kind in Kind::ALL {
        let places = if kind.is_of_one() { first..last } else { 0..1 };
        for at in places {
            if kind == Kind::Profile && is_flat(&comparisons[at]) {
                let name = quoted(&shortened(&comparisons[at].workload.name));
                let _ = writeln!(
                    streams.err,
                    "note: no {0} chart of {name}: its demand is the same in every hour; costcalc chart {0} draws it all the same",
                    kind.key()
                );
                continue;
            }
            let chart = match draw(args, input, comparisons, at, kind, asked) {
                Ok(chart) => chart,
                Err(error) => {
                    let Some(why) = error.why_left_out() else {
                        return Err(chart_failure(input, &comparisons[at], kind, error));
                    };
                    let name = quoted(&shortened(&comparisons[at].workload.name));
                    let _ = writeln!(streams.err, "note: no {} chart of {name}: {why}", kind.key());
                    continue;
                }
            };
            let stem = match (kind.is_of_one(), comparisons.len()) {
                (true, 2..) => format!("{}-{:02}-{}", kind.key(), at + 1, file_name(&comparisons[at].workload.name)),
                _ => kind.key().to_owned(),
            };
            for format in formats {
                let path = folder.join(format!("{stem}.{}", format.extension()));
                reads.refuse("--all", [&path])?;
                let mut file = Export::begin(&path)?;
                let bytes = look.render(&chart, *format)?;
                file.write_all(&bytes).map_err(|error| Failure::file(&path.display().to_string(), "write", &error))?;
                files.push(file);
            }
        }
    }
    let count = files.len();
    reads::put_in_place(files, "--all", &input.profiles)?;
    look.warn(streams);
    let _ = writeln!(streams.err, "{count} files written to {}", report::clean(&shown));
    Ok(Exit::Done)
}

/// Whether a day would be flat lines: nobody needs to see that unless they ask.
fn is_flat(comparison: &Comparison) -> bool {
    comparison.workload.traffic == Traffic::Steady && comparison.workload.schedule.is_none()
}

/// A name as a part of a file's name: letters and digits of ASCII, small, joined by hyphens.
fn file_name(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
        if out.len() >= 40 {
            break;
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "workload".to_owned() } else { out.to_owned() }
}
