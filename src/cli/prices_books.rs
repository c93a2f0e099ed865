//! `costcalc prices books`: the books that `--pricing` knows by name; and how old a book may be.

use super::exit::{Exit, Failure};
use super::prices_args::AgeArgs;
use super::{Streams, clock, price_tables, shell, source, terminal};
use crate::pricebook::{OwnPriceNotes, PriceBook};
use crate::report::{clean, plain_table};
use crate::terms::{Stamp, number_of};
use etcetera::BaseStrategy as _;
use std::path::{Path, PathBuf};

/// The folder of saved books: `costcalc/books` in the user's data folder.
///
/// # Errors
/// Bad input where the user has no home folder.
pub(crate) fn folder() -> Result<PathBuf, Failure> {
    let base = etcetera::choose_base_strategy()
        .map_err(|error| Failure::new(Exit::BadInput, format_args!("no folder for saved books: {error}")))?;
    Ok(base.data_dir().join("costcalc").join("books"))
}

/// The folder of the saved book of that name, if there is one.
pub(crate) fn saved(name: &str) -> Option<PathBuf> {
    if !is_name(name) {
        return None;
    }
    let path = folder().ok()?.join(name);
    path.join(source::BOOK_FILE).is_file().then_some(path)
}

/// The folder among the saved books that has that name and lacks what makes it a book.
pub(crate) fn without_book_file(name: &str) -> Option<PathBuf> {
    let path = folder().ok().filter(|_| is_name(name))?.join(name);
    (path.is_dir() && !path.join(source::BOOK_FILE).is_file()).then_some(path)
}

/// Whether a text can be a saved book's name: a single plain part of a path.
pub(crate) fn is_name(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !text.is_empty() && text.len() <= 64 && text.bytes().all(plain) && !text.starts_with(['.', '-'])
}

pub(crate) fn run(streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut names: Vec<(String, &str)> = PriceBook::ids().map(|id| (id.to_owned(), "embedded")).collect();
    let mut own: Vec<String> = Vec::new();
    if let Ok(entries) = folder().and_then(|folder| std::fs::read_dir(folder).map_err(Failure::from)) {
        own.extend(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()));
    }
    own.retain(|name| saved(name).is_some() && !PriceBook::ids().any(|id| id == name));
    own.sort();
    names.extend(own.into_iter().map(|name| (name, "saved")));
    let today = clock::today();
    let mut rows = Vec::new();
    for (name, kind) in names {
        let (title, as_of, age) = match source::price_book(std::slice::from_ref(&name)) {
            Ok(book) => {
                let info = book.info();
                let age = age_days(&info.as_of, today).map_or_else(String::new, |age| age.to_string());
                (info.title.clone(), info.as_of.clone(), age)
            }
            Err(failure) => (failure.text(), String::new(), String::new()),
        };
        rows.push(vec![name, kind.to_owned(), as_of, age, title]);
    }
    let heading = ["Book", "", "As of", "Days", "What it is"];
    streams.out.write_all(plain_table(terminal::table_style(), &heading, &[3], &rows).as_bytes())?;
    Ok(Exit::Done)
}

/// How many days ago a date was.
fn age_days(as_of: &str, today: Stamp) -> Option<u64> {
    Some(today.days_since(Stamp::first_day(as_of)?))
}

/// Tells which book `--pricing` took where a name stands for more than one, and whose prices count where two books were
/// named.
///
/// # Errors
/// A failure of standard error.
pub(crate) fn tell_chosen(options: &[String], streams: &mut Streams<'_>) -> Result<(), Failure> {
    let mut told: Vec<&str> = Vec::new();
    for option in options {
        if told.contains(&option.as_str()) {
            continue;
        }
        told.push(option);
        let (is_embedded, saved) = (PriceBook::ids().any(|id| id == option), saved(option));
        let (chosen, hidden) = match (is_embedded, saved) {
            (true, hidden) => ("the embedded book".to_owned(), hidden),
            (false, Some(saved)) => (format!("the saved book in {}", saved.display()), None),
            (false, None) => continue,
        };
        let here = Path::new(".").join(option);
        for other in hidden.into_iter().chain(here.exists().then_some(here)) {
            let (option, chosen, named) = (clean(option), clean(&chosen), shell::word(&other));
            let other = other.display().to_string();
            let other = clean(&other);
            writeln!(streams.err, "note: --pricing {option} is {chosen}; {other} is named with --pricing {named}")?;
        }
    }
    let mut folders = Vec::new();
    for option in &told {
        // `fold` and `./fold` are one folder.
        let folder = source::place(option).and_then(|place| place.canonicalize().ok());
        if folder.as_ref().is_none_or(|folder| !folders.contains(folder)) {
            tell_passed_over(option, streams)?;
        }
        folders.extend(folder);
    }
    let books: Vec<&str> = told.into_iter().filter(|option| source::is_saved_book(option)).collect();
    if let [.., before, last] = books.as_slice() {
        let (before, last) = (clean(before), clean(last));
        writeln!(
            streams.err,
            "note: prices that stand in two of the books count as --pricing {last} has them, which lies over {before}"
        )?;
    }
    Ok(())
}

/// Tables of other formats that a note names.
const MOST_PASSED_OVER: usize = 5;

/// Tells which tables of other formats a folder of prices has: they are not read.
fn tell_passed_over(option: &str, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let others = source::passed_over(option);
    for path in others.iter().take(MOST_PASSED_OVER) {
        let shown = path.display().to_string();
        writeln!(streams.err, "note: {} was passed over: {}", clean(&shown), price_tables::SAVE)?;
    }
    let more = others.len().saturating_sub(MOST_PASSED_OVER);
    if more > 0 {
        let files = number_of(more as u64, "file", "files");
        writeln!(streams.err, "note: {more} more {files} of other formats in {} were passed over", clean(option))?;
    }
    Ok(())
}

/// Warns of prices of the user's own that nothing can use (a mistyped name would leave the list price in force), of those, and of
/// a saved book's, far off the embedded book's (of a month in place of an hour, of a million in place of one), of discounts that leave little, and of
/// days that no price can be of.
///
/// # Errors
/// A failure of standard error.
pub(crate) fn warn_of_own(book: &PriceBook, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let differ = format!("types and rules of your own that are not what price book {} has", book.info().base_id);
    let far = format!("prices far off those of price book {}", book.info().base_id);
    for (notes, before, what) in [
        (
            book.unused_own_prices(),
            "a price of your own is not used: ",
            "names in prices of your own that are not used",
        ),
        (book.regions_of_no_list(), "", "regions that no list has"),
        (book.far_off_prices(), "", far.as_str()),
        (book.own_facts_that_differ(), "", differ.as_str()),
        (book.discounts_that_leave_little(), "", "discounts that leave little of a price"),
        (book.own_prices_of_impossible_days(clock::today()), "", "days that prices of your own cannot be of"),
    ] {
        warn(&notes, before, what, streams)?;
    }
    Ok(())
}

/// Tells what of the user's own prices no bill of a run needed: regions of which none is, and files without a row in any.
///
/// # Errors
/// A failure of standard error.
pub(crate) fn tell_without_bills(book: &PriceBook, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let before = "a price of your own is not used: ";
    warn(&book.own_regions_without_bills(), before, "regions of prices of your own that are not used", streams)?;
    if let Some(sentence) = book.saved_book_without_bills() {
        writeln!(streams.err, "note: {}", clean(&sentence))?;
    }
    let notes = book.own_files_without_bills();
    for (file, line, sentence) in &notes.first {
        let (file, sentence) = (clean(file), clean(sentence));
        writeln!(streams.err, "note: {file}:{line}: {sentence}")?;
    }
    let more = notes.more();
    if more > 0 {
        let files = number_of(more, "file", "files");
        writeln!(streams.err, "note: and {more} more {files} of which no bill has a row")?;
    }
    Ok(())
}

/// Warns of rows of prices, with what stands `before` each sentence and `what` the further ones are.
///
/// # Errors
/// A failure of standard error.
pub(crate) fn warn(notes: &OwnPriceNotes, before: &str, what: &str, streams: &mut Streams<'_>) -> Result<(), Failure> {
    for (file, line, sentence) in &notes.first {
        let (file, sentence) = (clean(file), clean(sentence));
        writeln!(streams.err, "warning: {file}:{line}: {before}{sentence}")?;
    }
    let more = notes.more();
    if more > 0 {
        writeln!(streams.err, "warning: and {more} more {what}")?;
    }
    Ok(())
}

/// Warns of a book that is older than it may be, and of one of the user's own that is of a day still to come.
///
/// # Errors
/// Bad input where that is to be an error.
pub(crate) fn check_age(book: &PriceBook, args: &AgeArgs, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let (info, today) = (book.info(), clock::today());
    let (id, as_of) = (clean(&info.id), clean(&info.as_of));
    let is_embedded = PriceBook::ids().any(|id| id == info.id);
    let is_to_come = Stamp::first_day(&info.as_of).is_some_and(|day| day > today.end_of_day());
    let old = |as_of: &str| age_days(as_of, today).filter(|age| *age > args.max_age);
    let (base, base_as_of) = (clean(&info.base_id), clean(&info.base_as_of));
    let oldest = clean(&info.oldest_as_of);
    let message = match (old(&info.as_of).or_else(|| old(&info.oldest_as_of)), old(&info.base_as_of)) {
        // The day of an embedded book is known: it is the clock that is wrong, or set to another day on purpose.
        _ if is_to_come && !is_embedded => format!("the prices of book {id} are of {as_of}, which is still to come"),
        (Some(age), _) if old(&info.as_of).is_none() => format!(
            "the newest prices of book {id} are of {as_of}, its oldest of {oldest}, {age} days ago, more than {} (--max-age)",
            args.max_age
        ),
        (Some(age), _) => {
            format!("the prices of book {id} are of {as_of}, {age} days ago, more than {} (--max-age)", args.max_age)
        }
        (None, Some(age)) => format!(
            "book {id} lies over price book {base}, whose rules and prices, where {id} has none, are of {base_as_of}, {age} days \
             ago, more than {} (--max-age)",
            args.max_age
        ),
        (None, None) => return Ok(()),
    };
    if args.strict {
        return Err(Failure::new(Exit::BadInput, message));
    }
    writeln!(streams.err, "warning: {message}")?;
    Ok(())
}
