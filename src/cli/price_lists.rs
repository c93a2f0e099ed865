//! The price lists of regions: on the server, and in the folder of what was fetched.

use super::Streams;
use super::download::Server;
use super::exit::{Exit, Failure};
use super::prices_args::UpdateArgs;
use super::progress::{Progress, megabytes, share};
use crate::pricebook::import::{Fault, Faults, ListPrices, Place};
use crate::report::clean;
use crate::terms::{json_once, nearest, quoted};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

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

/// A list on the disk, and what was asked for.
pub(crate) struct Fetched {
    pub(crate) file: PathBuf,
    service: &'static str,
    region: String,
    /// Where it came from; `None` where it was fetched by an earlier run.
    url: Option<String>,
}

impl Fetched {
    /// That the list holds prices of the region asked for and of no other one: a server or an index that gives the list of
    /// another region would make a book of it.
    ///
    /// # Errors
    /// What was asked for, what came, and what to do.
    pub(crate) fn check(&self, prices: &ListPrices) -> Result<(), Faults> {
        let (held, region) = (prices.regions(), self.region.as_str());
        if held == [region] {
            return Ok(());
        }
        let from = self.url.as_ref().map_or_else(String::new, |url| format!(" from {url}"));
        let how = match self.url {
            Some(_) => {
                "the server, a proxy or its index gives another list: try again later, or another address with --base-url"
            }
            None => "fetch it anew, without --offline",
        };
        let (service, held) = (self.service, held.join(", "));
        let message = format!("{service} of {region} was asked for{from}, and the list holds prices of {held}; {how}");
        Err(Faults { first: vec![Fault { place: Place::Whole, sku: String::new(), message }], more: 0 })
    }
}

/// The lists asked for.
///
/// # Errors
/// Wrong usage for a name that is none of them.
pub(crate) fn services(args: &UpdateArgs) -> Result<Vec<&'static str>, Failure> {
    let find = |name: &String| {
        SERVICES.into_iter().find(|known| known == name).ok_or_else(|| {
            let near =
                nearest(name, SERVICES).first().map_or_else(String::new, |near| format!("did you mean {near}? "));
            let (name, known) = (clean(name), SERVICES.join(", "));
            Failure::new(Exit::Usage, format_args!("--service {name}: {near}the lists are {known}"))
        })
    };
    if args.service.is_empty() {
        return Ok(SERVICES.to_vec());
    }
    args.service.iter().map(find).collect::<Result<_, _>>().map(each_once)
}

/// Names without those that stood before.
pub(crate) fn each_once<T: PartialEq>(names: Vec<T>) -> Vec<T> {
    let mut once = Vec::with_capacity(names.len());
    for name in names {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    once
}

/// Fetches the lists of all regions; a list that is there whole already is not fetched again.
///
/// # Errors
/// Bad input where the server does not give one.
pub(crate) fn fetch_all(
    regions: &[String],
    services: &[&'static str],
    server: &Server,
    downloads: &Path,
    streams: &mut Streams<'_>,
) -> Result<Vec<Fetched>, Failure> {
    let mut files = Vec::new();
    for service in services {
        let kind = if *service == SAVINGS_PLANS { "savingsPlan" } else { "offers" };
        let index = format!("/{kind}/v1.0/aws/{service}/current/region_index.json");
        let bytes = server.index(&index)?;
        let index: Value = json_once(&bytes).map_err(|error| server.no_index(&index, &bytes, &error))?;
        for region in regions {
            let path = list_path(&index, region).ok_or_else(|| {
                let region = quoted(region);
                Failure::new(Exit::BadInput, format_args!("{service} has no list of region {region}"))
            })?;
            let version =
                path.split('/').find(|part| part.len() == 14 && part.bytes().all(|byte| byte.is_ascii_digit()));
            let version = version.ok_or_else(|| {
                let path = quoted(path);
                Failure::new(Exit::BadInput, format_args!("{service}: the index gives {path}, which has no version"))
            })?;
            let target = downloads.join(format!("{service}-{region}-{version}.json"));
            if !target.is_file() {
                let title = format!("{service} {}", clean(region));
                let mut progress = Progress::new();
                let fetched = server.fetch(path, &target, &mut |have, total| {
                    progress.show(streams.err, |taken| {
                        format!("{title}: {}{}", megabytes(have), share(have, total, taken))
                    });
                });
                progress.end(streams.err);
                fetched?;
                let size = fs::metadata(&target).map_or(0, |data| data.len());
                writeln!(streams.err, "{title}: {size} bytes fetched")?;
            }
            let url = Some(server.shown(path));
            files.push(Fetched { file: target, service, region: region.clone(), url });
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
///
/// # Errors
/// Bad input where one was not fetched.
pub(crate) fn fetched_before(
    regions: &[String],
    services: &[&'static str],
    downloads: &Path,
) -> Result<Vec<Fetched>, Failure> {
    let mut names: Vec<String> = Vec::new();
    if let Ok(entries) = fs::read_dir(downloads) {
        names.extend(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()));
    }
    names.sort();
    let mut files = Vec::new();
    for service in services {
        for region in regions {
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
            files.push(Fetched { file: downloads.join(name), service, region: region.clone(), url: None });
        }
    }
    Ok(files)
}
