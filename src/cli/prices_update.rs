//! `costcalc prices update`: AWS's newest lists, fetched and made a book that `--pricing` knows by name.

use super::download::Server;
use super::exit::{Exit, Failure};
use super::prices_args::UpdateArgs;
use super::{Streams, clock, prices_books, prices_diff, prices_import, saved_book, source};
use crate::pricebook::PriceBook;
use crate::pricebook::diff::diff;
use crate::pricebook::import::Options;
use crate::report::clean;
use crate::terms::nearest;
use serde_json::Value;
use std::fs;
use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The lists that have prices for the book.
const SERVICES: [&str; 8] = [
    "AmazonEC2",
    "AWSLambda",
    "AWSELB",
    "AmazonVPC",
    "AmazonCloudWatch",
    "AmazonApiGateway",
    "AWSDataTransfer",
    SAVINGS_PLANS,
];
const SAVINGS_PLANS: &str = "AWSComputeSavingsPlan";

pub(crate) fn run(args: &UpdateArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let services = services(args)?;
    if let Some(region) = args.region.iter().find(|region| !prices_books::is_name(region)) {
        let region = clean(region);
        return Err(Failure::new(Exit::Usage, format_args!("--region {region}: write a code such as eu-west-1")));
    }
    if !prices_books::is_name(&args.name) || PriceBook::ids().any(|id| id == args.name) {
        let name = clean(&args.name);
        return Err(Failure::new(
            Exit::Usage,
            format_args!("--name {name}: write letters, digits, - and _; not the name of an embedded book"),
        ));
    }
    let target = prices_books::folder()?.join(&args.name);
    saved_book::check(&target, true)?;
    let downloads = prices_books::folder()?.with_file_name("downloads");
    let files = if args.offline {
        fetched_before(args, &services, &downloads)?
    } else {
        fs::create_dir_all(&downloads)
            .map_err(|error| Failure::file(&downloads.display().to_string(), "write", &error))?;
        let server = Server::new(&args.base_url, Duration::from_secs(args.timeout_s.into()))?;
        fetch_all(args, &services, &server, &downloads, streams)?
    };
    let options = Options { today: clock::today(), leave_out_unpriced: args.leave_out_unpriced, strict: args.strict };
    let tables = prices_import::gather(&files, options, streams)?;
    let before = book_before(&target, &args.name, streams)?;
    prices_import::save(&tables, &target, streams)?;
    let after = source::price_book(std::slice::from_ref(&args.name))?;
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

/// The book before, or the embedded one where there was none or none that can be read: a new one mends that.
fn book_before(target: &Path, name: &String, streams: &mut Streams<'_>) -> Result<PriceBook, Failure> {
    if target.is_dir() {
        match source::price_book(std::slice::from_ref(name)) {
            Ok(book) => return Ok(book),
            Err(failure) => writeln!(streams.err, "warning: the book before cannot be read: {}", failure.text())?,
        }
    }
    PriceBook::current().map_err(|error| source::book_failure(&error))
}

/// The lists asked for.
fn services(args: &UpdateArgs) -> Result<Vec<&'static str>, Failure> {
    let find = |name: &String| {
        SERVICES.into_iter().find(|known| known == name).ok_or_else(|| {
            let near =
                nearest(name, SERVICES).first().map_or_else(String::new, |near| format!("did you mean {near}? "));
            let (name, known) = (clean(name), SERVICES.join(", "));
            Failure::new(Exit::Usage, format_args!("--service {name}: {near}the lists are {known}"))
        })
    };
    if args.service.is_empty() { Ok(SERVICES.to_vec()) } else { args.service.iter().map(find).collect() }
}

/// Fetches the lists of all regions; a list that is there whole already is not fetched again.
fn fetch_all(
    args: &UpdateArgs,
    services: &[&str],
    server: &Server,
    downloads: &Path,
    streams: &mut Streams<'_>,
) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for service in services {
        let kind = if *service == SAVINGS_PLANS { "savingsPlan" } else { "offers" };
        let index = format!("/{kind}/v1.0/aws/{service}/current/region_index.json");
        let bytes = server.index(&index)?;
        let index: Value = serde_json::from_slice(&bytes)
            .map_err(|error| Failure::new(Exit::BadInput, format_args!("{index}: is no index: {error}")))?;
        for region in &args.region {
            let path = list_path(&index, region).ok_or_else(|| {
                let region = clean(region);
                Failure::new(Exit::BadInput, format_args!("{service} has no list of region {region:?}"))
            })?;
            let version =
                path.split('/').find(|part| part.len() == 14 && part.bytes().all(|byte| byte.is_ascii_digit()));
            let version = version.ok_or_else(|| {
                let path = clean(path);
                Failure::new(Exit::BadInput, format_args!("{service}: the index gives {path:?}, which has no version"))
            })?;
            let target = downloads.join(format!("{service}-{region}-{version}.json"));
            if !target.is_file() {
                let title = format!("{service} {}", clean(region));
                let mut shown = Progress { title, live: std::io::stderr().is_terminal(), last: 0 };
                server.fetch(path, &target, &mut |have, total| shown.show(have, total, streams.err))?;
                shown.end(&target, streams)?;
            }
            files.push(target);
        }
    }
    Ok(files)
}

/// The path of a region's newest list: a map of regions for services, an array for Savings Plans.
fn list_path<'a>(index: &'a Value, region: &str) -> Option<&'a str> {
    match index.get("regions")? {
        Value::Object(regions) => regions.get(region)?.get("currentVersionUrl")?.as_str(),
        Value::Array(regions) => {
            let entry = regions.iter().find(|entry| entry.get("regionCode").and_then(Value::as_str) == Some(region));
            entry?.get("versionUrl")?.as_str()
        }
        _ => None,
    }
}

/// The newest fetched file of each list.
fn fetched_before(args: &UpdateArgs, services: &[&str], downloads: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut names: Vec<String> = Vec::new();
    if let Ok(entries) = fs::read_dir(downloads) {
        names.extend(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()));
    }
    names.sort();
    let mut files = Vec::new();
    for service in services {
        for region in &args.region {
            let newest = names.iter().rev().find(|name| {
                let version =
                    name.strip_prefix(&format!("{service}-{region}-")).and_then(|rest| rest.strip_suffix(".json"));
                version.is_some_and(|version| version.bytes().all(|byte| byte.is_ascii_digit()))
            });
            let name = newest.ok_or_else(|| {
                let region = clean(region);
                Failure::new(
                    Exit::BadInput,
                    format_args!("--offline: {service} of {region} was not fetched (with --keep) before"),
                )
            })?;
            files.push(downloads.join(name));
        }
    }
    Ok(files)
}

/// How far a file is: a line that is written over on a terminal, a line at the end elsewhere.
struct Progress {
    title: String,
    live: bool,
    /// Tenths of a megabyte shown last.
    last: u64,
}

impl Progress {
    fn show(&mut self, have: u64, total: Option<u64>, out: &mut dyn Write) {
        let tenths = have / 100_000;
        if !self.live || tenths == self.last {
            return;
        }
        self.last = tenths;
        let megabytes = |bytes: u64| format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10);
        let of = total.map_or_else(String::new, |total| format!(" of {}", megabytes(total)));
        // Progress that cannot be shown does not matter.
        let _ = write!(out, "\r{}: {}{of} MB  ", self.title, megabytes(have)).and_then(|()| out.flush());
    }

    fn end(&self, file: &Path, streams: &mut Streams<'_>) -> Result<(), Failure> {
        let size = fs::metadata(file).map_or(0, |data| data.len());
        let start = if self.live { "\r" } else { "" };
        writeln!(streams.err, "{start}{}: {size} bytes fetched", self.title)?;
        Ok(())
    }
}
