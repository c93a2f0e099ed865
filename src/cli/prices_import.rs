//! `costcalc prices import`: AWS's own price lists to a price book.

use super::exit::{Exit, Failure};
use super::prices_args::ImportArgs;
use super::progress::{Progress, megabytes, share};
use super::{Streams, clock, price_file, prices_books, saved_book, shell, source};
use crate::pricebook::import::{self, BookTables, Faults, ListPrices, ListSource, Options};
use crate::pricebook::{InstanceType, Layer, OverlayFile, PriceBook};
use crate::report::clean;
use crate::terms::{number_of, shortened};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &ImportArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    if args.files.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::new(
            Exit::Usage,
            "- stands more than once, and standard input can be read only once: name it once, and files for the others",
        ));
    }
    saved_book::refuse_inputs_inside(&args.output, &args.files)?;
    saved_book::check(&args.output, args.replace)?;
    let options = Options { today: clock::today(), leave_out_unpriced: args.leave_out_unpriced, strict: args.strict };
    let tables = gather(&args.files, options, streams, &|_, _| Ok(()), &mut |_, faults| {
        // A file of another kind is told what to do with it.
        let is_list = faults.first.iter().any(|fault| fault.place != import::Place::Whole);
        if is_list { HELP.to_owned() } else { String::new() }
    })?;
    save(&tables, (&args.output, args.replace), streams)?;
    let shown = clean(&args.output.display().to_string()).into_owned();
    let book = shell::word(&named(&args.output));
    writeln!(streams.err, "Wrote {shown}. Next: costcalc compare scenario.csv --pricing {book}")?;
    Ok(Exit::Done)
}

/// The path by which `--pricing` finds a book: a name alone may be that of another one.
fn named(path: &Path) -> PathBuf {
    let taken = source::place(&path.to_string_lossy());
    if taken.as_deref() == Some(path) { path.to_path_buf() } else { Path::new(".").join(path) }
}

/// Reads the lists and says what each gave; `check` says whether a list is the one that was asked for, `refused` learns of each
/// list that is not taken and gives a line that says what to do, empty where its faults do.
///
/// # Errors
/// Bad input with all faults of all lists.
pub(crate) fn gather(
    paths: &[PathBuf],
    options: Options,
    streams: &mut Streams<'_>,
    check: &dyn Fn(&Path, &ListPrices) -> Result<(), Faults>,
    refused: &mut dyn FnMut(&Path, &Faults) -> String,
) -> Result<BookTables, Failure> {
    let mut tables = BookTables::default();
    let (mut faults, mut summary, mut helps) = (String::new(), String::new(), Vec::new());
    for path in paths {
        let file = match price_file::open(path) {
            Ok(file) => file,
            Err(Failure::Said(_, text)) => {
                faults.push_str(&text);
                continue;
            }
            Err(other) => return Err(other),
        };
        let name = name_among(path, paths);
        let mut progress = Progress::new();
        let whole = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|data| data.len());
        let mut taken = |bytes: u64| {
            progress.show(streams.err, |taken| {
                format!("{}: {}{}", clean(&name), megabytes(bytes), share(bytes, whole, taken))
            });
        };
        let read = price_file::read(file, &mut taken, |reader| import::read(reader));
        progress.end(streams.err);
        let (list, sha256) = read?;
        let checked = list.finish(options).and_then(|prices| check(path, &prices).map(|()| prices));
        match checked {
            Ok(prices) => {
                summary.push_str(&said(&name, &prices));
                if let Err(found) = tables.add(prices, &ListSource { name: name.clone(), sha256 }) {
                    faults.push_str(&fault_lines(&name, &found));
                    helps.push(OTHER_HELP.to_owned());
                }
            }
            Err(found) => {
                helps.push(refused(path, &found));
                faults.push_str(&fault_lines(&name, &found));
            }
        }
    }
    for (at, help) in helps.iter().enumerate() {
        if !helps[..at].contains(help) {
            faults.push_str(help);
        }
    }
    if !faults.is_empty() {
        faults.push_str("Nothing was written.\n");
        return Err(Failure::Said(Exit::BadInput, faults));
    }
    streams.out.write_all(summary.as_bytes())?;
    Ok(tables)
}

/// What to do about faults of lists, which nobody writes by hand.
const HELP: &str = "help: fetch each of these lists anew, as AWS publishes it (`costcalc prices update` does so); of a list that was edited, \
     mend what stands there\n";

/// What to do about two lists with two prices for one thing.
const OTHER_HELP: &str = "help: of lists that differ in a price take one; each can become a book of its own\n";

/// Writes the book of these tables, once it has been read as it will be read from disk; warns of prices far off the embedded
/// book's.
///
/// # Errors
/// As those of [`saved_book::write`].
pub(crate) fn save(
    tables: &BookTables,
    (target, replace): (&Path, bool),
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let (files, base) = files(tables, target, streams)?;
    let book = proof(&files)?;
    prices_books::warn(&book.all_far_off_prices(), "", &format!("prices far off those of price book {base}"), streams)?;
    saved_book::write(target, &files, replace)
}

/// The book's files, and the name of the embedded book that they lie over, which is held no longer than it takes to know its
/// types. Tells the types that neither describes.
fn files(
    tables: &BookTables,
    target: &Path,
    streams: &mut Streams<'_>,
) -> Result<(Vec<(String, String)>, String), Failure> {
    let base = PriceBook::current().map_err(|error| source::book_failure(&error))?;
    let types = base.instance_types().map_err(|error| super::prices::failure(&error))?;
    let listed: HashMap<&str, &InstanceType> = types.map(|(_, kind)| (&*kind.name, kind)).collect();
    let undescribed: Vec<&str> =
        tables.types().filter(|(name, known)| !known && !listed.contains_key(name)).map(|(name, _)| name).collect();
    if !undescribed.is_empty() {
        let names = few(&undescribed);
        let message = "warning: their prices cannot be used, as neither the lists nor the embedded book describe them";
        writeln!(streams.err, "{message}: {names}")?;
    }
    let id = base.info().id.clone();
    let others = tables.other_types(|name| listed.get(name).copied());
    for other in others.iter().take(MOST_NAMES) {
        writeln!(streams.err, "warning: {} in price book {id}, which counts", clean(other))?;
    }
    if let Some(more) = others.len().checked_sub(MOST_NAMES).filter(|more| *more > 0) {
        writeln!(streams.err, "warning: and {more} more types that are not what price book {id} has")?;
    }
    let files = tables.files(&file_name(target), &id, |name| listed.contains_key(name));
    Ok((files, id))
}

/// Reads the book as it would be read from disk, every region of it, before anything is written.
fn proof(files: &[(String, String)]) -> Result<PriceBook, Failure> {
    let files = files.iter().map(|(name, text)| OverlayFile::new(name, text)).collect();
    let fault = |error: &dyn std::fmt::Display| {
        Failure::new(Exit::Fault, format_args!("the imported book cannot be read: {}", clean(&error.to_string())))
    };
    let book = PriceBook::open_layers(None, &[Layer::Book(files)]).map_err(|error| fault(&error))?;
    for region in book.region_names() {
        book.region(region).map_err(|error| fault(&error))?;
    }
    Ok(book)
}

/// What a list gave and what of it was left out.
fn said(name: &str, prices: &ListPrices) -> String {
    let regions = few(&prices.regions());
    let mut text = format!("{}: {}, published {}\n", clean(name), clean(&prices.offer), prices.published);
    if let Some(given) = &prices.unread_date {
        let why = if given.is_empty() {
            "it has no publication date"
        } else {
            &format!("its publication date {:?} is no date", shortened(given))
        };
        text.push_str(&format!("  note: {}; that of its version counts, {}\n", clean(why), prices.published));
    }
    let count = number_of(prices.count() as u64, "price", "prices");
    text.push_str(&format!("  taken: {} {count} of {regions}\n", prices.count()));
    for (reason, count, names) in prices.left_out.all() {
        text.push_str(&format!("  left out: {count} {reason}"));
        for (index, (name, count)) in names.iter().take(MOST_NAMES).enumerate() {
            text.push_str(if index == 0 { ": " } else { ", " });
            text.push_str(&format!("{} ({count})", clean(name)));
        }
        if names.len() > MOST_NAMES {
            text.push_str(&format!(" and {} more names", names.len() - MOST_NAMES));
        }
        text.push('\n');
    }
    let doubts = &prices.contradictions;
    if let Some(first) = doubts.first.first() {
        let count = doubts.first.len() as u64 + doubts.more;
        text.push_str(&format!(
            "  warning: it contradicts itself {count} {} (--strict refuses it): {}\n",
            number_of(count, "time", "times"),
            clean(&first.to_string())
        ));
    }
    text
}

/// Names that one line shows.
const MOST_NAMES: usize = 8;

/// The first of these names, and how many more there are.
fn few(names: &[&str]) -> String {
    let shown = names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMES) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

fn fault_lines(name: &str, faults: &Faults) -> String {
    let name = clean(name);
    let mut text = String::new();
    for fault in &faults.first {
        text.push_str(&format!("error: {name}: {}\n", clean(&fault.to_string())));
    }
    if faults.more > 0 {
        text.push_str(&format!("error: {name}: and {} more\n", faults.more));
    }
    text
}

/// What a list is called beside the others: its file's name, or its path where another file has that name.
fn name_among(path: &Path, paths: &[PathBuf]) -> String {
    let name = file_name(path);
    let is_shared = paths.iter().filter(|other| file_name(other) == name).count() > 1;
    if is_shared { path.display().to_string() } else { name }
}

/// A path's last part, which names a list or a book wherever it lies.
fn file_name(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "standard input".to_owned();
    }
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
