//! `costcalc prices update`: AWS's newest lists, fetched and made a book that `--pricing` knows by name.

use super::download::Server;
use super::exit::{Exit, Failure};
use super::prices_args::UpdateArgs;
use super::{Streams, clock, price_lists, prices_books, prices_diff, prices_import, saved_book, shell, source};
use crate::pricebook::PriceBook;
use crate::pricebook::diff::diff;
use crate::pricebook::import::{ListPrices, Options};
use crate::report::clean;
use crate::scenario::DEFAULT_REGION;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(crate) fn run(args: &UpdateArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let services = price_lists::services(args)?;
    if !prices_books::is_name(&args.name) || PriceBook::ids().any(|id| id == args.name) {
        let name = clean(&args.name);
        return Err(Failure::new(
            Exit::Usage,
            format_args!("--name {name}: write letters, digits, - and _; not the name of an embedded book"),
        ));
    }
    let target = prices_books::folder()?.join(&args.name);
    saved_book::check(&target, true)?;
    let before = book_before(&target, &args.name, streams)?;
    let regions = regions(args, before.as_ref())?;
    let downloads = prices_books::folder()?.with_file_name("downloads");
    let lists = if args.offline {
        price_lists::fetched_before(&regions, &services, &downloads)?
    } else {
        fs::create_dir_all(&downloads)
            .map_err(|error| Failure::file(&downloads.display().to_string(), "write", &error))?;
        let server = Server::new(&args.base_url, Duration::from_secs(args.timeout_s.into()), args.max_mb)?;
        price_lists::fetch_all(&regions, &services, &server, &downloads, streams)?
    };
    let options = Options { today: clock::today(), leave_out_unpriced: args.leave_out_unpriced, strict: args.strict };
    let files: Vec<PathBuf> = lists.iter().map(|list| list.file.clone()).collect();
    let check = |file: &Path, prices: &ListPrices| {
        lists.iter().filter(|list| list.file == file).try_for_each(|list| list.check(prices))
    };
    let mut removed = Vec::new();
    let gathered = prices_import::gather(&files, options, streams, &check, &mut |file, faults| {
        // A file that came damaged, or another one than was asked for, would be taken for whole by every later run.
        if !args.offline && faults.is_damage() && fs::remove_file(file).is_ok() {
            removed.push(file.to_owned());
            return String::new();
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let online = if args.offline { ", and run this without --offline" } else { "" };
        let (name, file) = (clean(&name), shell::word(file));
        format!("help: {name} is not fetched again while it lies there: to fetch it anew, `rm {file}`{online}\n")
    });
    if gathered.is_err() && !args.offline {
        let stay =
            if removed.len() < files.len() { "what was fetched stays for the next run" } else { "nothing stays" };
        let again = if removed.is_empty() {
            ""
        } else {
            "; a list that is damaged or not the one asked for was removed and will be fetched again"
        };
        writeln!(streams.err, "note: {stay}{again}")?;
    }
    let tables = gathered?;
    prices_import::save(&tables, (&target, true), streams)?;
    let after = source::price_book(std::slice::from_ref(&args.name))?;
    let before = before.map_or_else(current, Ok)?;
    let changes = diff(&before, &after).map_err(|error| super::prices::failure(&error))?;
    writeln!(streams.out, "Against {}: {}", clean(&before.info().title), prices_diff::summary(&changes))?;
    if !args.keep && !args.offline {
        for file in &files {
            fs::remove_file(file).map_err(|error| Failure::file(&file.display().to_string(), "remove", &error))?;
        }
    }
    writeln!(streams.err, "The book is called {0}. Next: costcalc compare scenario.csv --pricing {0}", args.name)?;
    Ok(Exit::Done)
}

/// The regions asked for; without any those of the book before, or the region that scenarios are of where they name none.
fn regions(args: &UpdateArgs, before: Option<&PriceBook>) -> Result<Vec<String>, Failure> {
    if let Some(region) = args.region.iter().find(|region| !prices_books::is_name(region)) {
        let region = clean(region);
        return Err(Failure::new(Exit::Usage, format_args!("--region {region}: write a code such as eu-west-1")));
    }
    if !args.region.is_empty() {
        return Ok(price_lists::each_once(args.region.clone()));
    }
    let known: Vec<String> = before.map(PriceBook::overlaid_regions).unwrap_or_default();
    Ok(if known.is_empty() { vec![DEFAULT_REGION.to_owned()] } else { known })
}

/// The book before; none where there is none or none that can be read: a new one mends that.
fn book_before(target: &Path, name: &String, streams: &mut Streams<'_>) -> Result<Option<PriceBook>, Failure> {
    if target.is_dir() {
        match source::price_book(std::slice::from_ref(name)) {
            Ok(book) => return Ok(Some(book)),
            Err(failure) => writeln!(streams.err, "warning: the book before cannot be read: {}", failure.text())?,
        }
    }
    Ok(None)
}

fn current() -> Result<PriceBook, Failure> {
    PriceBook::current().map_err(|error| source::book_failure(&error))
}
