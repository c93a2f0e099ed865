//! `costcalc prices diff`: what changed from one book to another, and whose verdict changes with it.

use super::exit::{Exit, Failure, Failures, cost_failures};
use super::inputs::{self, scenario_failure};
use super::prices::{failure, listing};
use super::prices_args::{DiffArgs, ListFormat};
use super::profiles::Profiles;
use super::{Streams, prices_books, source};
use crate::analysis::{Comparison, compare};
use crate::cost::{Offer, OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::pricebook::diff::{Change, diff};
use crate::report::{FigureList, ListCell, ListColumn, clean};
use crate::scenario::{self, Assignments, Context, Unused};
use crate::terms::Purchase;
use crate::units::Dec;
use std::path::Path;

pub(crate) fn run(args: &DiffArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut failures = Failures::default();
    let before = failures.take(source::named_book(&args.before));
    let after = failures.take(source::named_book(&args.after));
    let (before, after) = failures.or(before.zip(after))?;
    // The two are not laid over each other.
    prices_books::tell_chosen(std::slice::from_ref(&args.before), streams)?;
    prices_books::tell_chosen(std::slice::from_ref(&args.after), streams)?;
    prices_books::warn_of_own(&before, streams)?;
    prices_books::warn_of_own(&after, streams)?;
    if let Some(path) = &args.scenario {
        let rows = verdicts(&before, &after, path, streams)?;
        let title = title(&before, &after, &verdict_summary(&rows));
        listing(args.format, &rows, &title, streams)?;
        // Programs asked for one table.
        if args.format != ListFormat::Table {
            return Ok(Exit::Done);
        }
        streams.out.write_all(b"\n")?;
    }
    let mut changes = diff(&before, &after).map_err(|error| failure(&error))?;
    // What moved stands before what came or went: it may be little among much.
    changes.sort_by_key(|change| ["up", "down", "gone", "added"].iter().position(|kind| *kind == change.kind()));
    let mut rows = listed(&changes, books(&before, &after));
    let summary = summary(&changes);
    if args.format == ListFormat::Table && rows.rows.len() > MOST_ROWS {
        rows.rows.truncate(MOST_ROWS);
    }
    let hidden = changes.len() - rows.rows.len();
    let more = if hidden > 0 { format!("; the first {MOST_ROWS} (--format csv shows all)") } else { String::new() };
    // A rate of a commitment may be computed from one of these, and then has moved without being among them.
    let on_demand = Purchase::OnDemand.to_string();
    let may_derive = changes.iter().any(|change| change.terms == on_demand);
    let derived =
        if may_derive { "\nRates that a book derives from these follow them; they are not listed." } else { "" };
    let others = "\nRules of billing and descriptions of types are not compared.";
    listing(args.format, &rows, &title(&before, &after, &format!("{summary}{more}{derived}{others}")), streams)
}

/// Columns that name both books.
type Books = Vec<(&'static str, String)>;

fn books(before: &PriceBook, after: &PriceBook) -> Books {
    vec![("price_book_before", before.info().label()), ("price_book_after", after.info().label())]
}

/// A table for people shows so many changes.
const MOST_ROWS: usize = 100;

fn title(before: &PriceBook, after: &PriceBook, what: &str) -> String {
    let book = |book: &PriceBook| {
        let info = book.info();
        let own = if info.own_files.is_empty() { "" } else { ", with prices of your own over it" };
        format!("{}, as of {}{own}", clean(&info.title), info.as_of)
    };
    format!("{what}\nBefore: {}\nAfter: {}", book(before), book(after))
}

/// Counts of what was added, is gone, went up and down.
pub(crate) fn summary(changes: &[Change]) -> String {
    let count = |kind: &str| changes.iter().filter(|change| change.kind() == kind).count();
    format!("{} added, {} gone, {} up, {} down", count("added"), count("gone"), count("up"), count("down"))
}

fn listed(changes: &[Change], books: Books) -> FigureList {
    let columns = vec![
        ListColumn::words("", "change"),
        ListColumn::words("Region", "region"),
        ListColumn::words("Price of", "what"),
        ListColumn::words("Terms", "terms"),
        ListColumn::words("Unit", "unit"),
        ListColumn::figure("Before", "before_usd"),
        ListColumn::figure("After", "after_usd"),
        ListColumn::figure("Change", "change_pct"),
    ];
    let price = |usd: Option<Dec>| usd.map_or(ListCell::Empty, ListCell::Price);
    let rows = changes.iter().map(|change| {
        let texts = [change.kind(), &change.region, &change.what, &change.terms, &change.unit];
        let mut cells: Vec<ListCell> = texts.into_iter().map(|text| ListCell::Text(text.to_owned())).collect();
        cells.extend([price(change.before), price(change.after)]);
        cells.push(change.percent().map_or(ListCell::Empty, ListCell::Percent));
        (cells, Some(change.provenance.clone()))
    });
    FigureList { columns, rows: rows.collect(), books }
}

/// Each workload whose verdict or cost changes.
fn verdicts(
    before: &PriceBook,
    after: &PriceBook,
    path: &Path,
    streams: &mut Streams<'_>,
) -> Result<FigureList, Failure> {
    let ((old, _), (new, unused)) = (priced(before, path)?, priced(after, path)?);
    let name = path.display().to_string();
    // What has no effect has none with either book: once is enough.
    inputs::tell_unused(&unused, &name, streams)?;
    inputs::tell_ranges(inputs::ranges_of(old.iter().map(|one| &*one.workload)), &name, "here", streams)?;
    let columns = vec![
        ListColumn::words("Workload", "name"),
        ListColumn::words("Cheaper before", "cheaper_before"),
        ListColumn::words("after", "cheaper_after"),
        ListColumn::figure("Lambda before", "lambda_before_usd"),
        ListColumn::figure("after", "lambda_after_usd"),
        ListColumn::figure("EC2 before", "ec2_before_usd"),
        ListColumn::figure("after", "ec2_after_usd"),
    ];
    let total = |comparison: &Comparison, key: OptionKey| {
        comparison.offer(key).and_then(Offer::total).map_or(ListCell::Empty, ListCell::Amount)
    };
    let mut rows = Vec::new();
    for (old, new) in old.iter().zip(&new) {
        let mut cells = vec![ListCell::Text(old.workload.name.clone())];
        cells.extend([old, new].map(|comparison| ListCell::Text(comparison.verdict.key().to_owned())));
        for key in [OptionKey::Lambda, OptionKey::Ec2] {
            cells.extend([total(old, key), total(new, key)]);
        }
        if cells[1] != cells[2] || cells[3] != cells[4] || cells[5] != cells[6] {
            rows.push((cells, None));
        }
    }
    Ok(FigureList { columns, rows, books: books(before, after) })
}

fn verdict_summary(rows: &FigureList) -> String {
    let changed = rows.rows.iter().filter(|(cells, _)| cells[1] != cells[2]).count();
    format!("Workloads with other costs: {}; with another verdict: {changed}", rows.rows.len())
}

/// A scenario priced with a book, and what of it has no effect.
fn priced(book: &PriceBook, path: &Path) -> Result<(Vec<Comparison>, Unused), Failure> {
    let input = source::open(path)?;
    let settings = Settings::new(book.rules());
    let profiles = Profiles::new(input.folder.clone());
    let context =
        Context { hours_per_month: settings.hours_per_month, profiles: &profiles, ..Context::new(book.rules()) };
    let scenario = scenario::read(input.reader, &Assignments::default(), context)
        .map_err(|error| scenario_failure(error, &input.name))?;
    let priced = scenario.workloads.into_iter().map(|workload| compare(book, workload, &settings));
    let priced = priced.collect::<Result<_, _>>().map_err(|failed| cost_failures(&[failed], 1, &input.name))?;
    Ok((priced, scenario.unused))
}
