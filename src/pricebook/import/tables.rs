//! Several lists as one book: each key once, in the book's own columns.

use super::conflict;
use super::details::Details;
use super::fault::Faults;
use super::finish::{Found, HourKey, ListPrices, RateKey, regions};
use super::one_price::{Hourly, TierText, meter_name};
use crate::pricebook::meter::meters;
use crate::pricebook::regions::is_code;
use crate::pricebook::{InstanceType, ec2, region, saved, types};
use crate::terms::Purchase;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::rc::Rc;

/// Names of a book's tables, and of the folders that have a table for each region.
const BOOK: &str = "book.csv";
const SOURCES: &str = "sources.csv";
const RATES: &str = "rates.csv";
const TYPES: &str = "types.csv";
const HOURS: &str = "ec2";
const COMMITMENTS: &str = "ec2-commitments";

/// A file that prices come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSource {
    /// The file's name for people.
    pub name: String,
    /// SHA-256 of the file as it was, in hexadecimal.
    pub sha256: String,
}

/// Something with the number of its source.
#[derive(Debug)]
struct Sourced<T> {
    of: T,
    source: usize,
}

/// A book being put together from lists.
#[derive(Debug, Default)]
pub struct BookTables {
    sources: Vec<Source>,
    rates: BTreeMap<RateKey, Sourced<Found<Vec<TierText>>>>,
    hours: BTreeMap<HourKey, Sourced<Found<Hourly>>>,
    types: BTreeMap<Rc<str>, Sourced<Option<Details>>>,
}

#[derive(Debug)]
struct Source {
    code: String,
    title: String,
    published: String,
    /// The file's name, and its checksum.
    file: String,
    sha256: String,
}

impl BookTables {
    /// Adds a list's prices.
    ///
    /// # Errors
    /// Keys that an earlier list has with another price.
    pub fn add(&mut self, list: ListPrices, from: &ListSource) -> Result<(), Faults> {
        let source = self.sources.len();
        let regions = list.regions();
        let regions = if regions.len() > 3 { format!("{} regions", regions.len()) } else { regions.join(" and ") };
        let short = from.sha256.get(..12).unwrap_or(&from.sha256);
        let version = if list.version.is_empty() { String::new() } else { format!(", version {}", list.version) };
        let offer: String = list.offer.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        self.sources.push(Source {
            code: format!("{offer}-{}-{short}", list.published),
            title: format!("AWS price list {} {regions}{version}", list.offer),
            published: list.published,
            file: from.name.clone(),
            sha256: from.sha256.clone(),
        });
        let mut faults = Faults::default();
        for (key, found) in list.rates {
            match self.rates.get(&key) {
                Some(Sourced { of: known, source }) if known.price != found.price => {
                    let what = meter_name(key.meter, key.arch);
                    let what = format!("{what} in {}, {}", key.region, purchase(key.purchase));
                    let (unit, file) = (meters::ALL[key.meter].unit, &self.sources[*source].file);
                    faults.push(conflict::fault(&what, unit, &found, known, file));
                }
                Some(_) => {}
                None => {
                    self.rates.insert(key, Sourced { of: found, source });
                }
            }
        }
        for (key, found) in list.hours {
            match self.hours.get(&key) {
                Some(Sourced { of: known, source }) if known.price != found.price => {
                    let what = format!("{} in {}, {}", key.instance_type, key.region, purchase(key.purchase));
                    faults.push(conflict::fault(&what, "hour", &found, known, &self.sources[*source].file));
                }
                Some(_) => {}
                None => {
                    self.hours.insert(key, Sourced { of: found, source });
                }
            }
        }
        for (name, details) in list.types {
            let known = self.types.entry(name).or_insert(Sourced { of: None, source });
            if known.of.is_none() {
                *known = Sourced { of: details, source };
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// Instance types that have a price, and whether the lists say enough to describe them.
    pub fn types(&self) -> impl Iterator<Item = (&str, bool)> {
        self.types.iter().map(|(name, details)| (&**name, details.of.is_some()))
    }

    /// How instance types are described otherwise than the book that `listed` gives them from, up to the words that name it:
    /// that book's description counts.
    pub fn other_types<'b>(&self, listed: impl Fn(&str) -> Option<&'b InstanceType>) -> Vec<String> {
        let types = self.types.iter().filter_map(|(name, details)| Some((details.of.as_ref()?, listed(name)?)));
        types.filter_map(|(details, listed)| details.unlike_book(listed)).collect()
    }

    /// Codes of the regions that have a price, in alphabetical order.
    #[must_use]
    pub fn regions(&self) -> Vec<&str> {
        regions(self.rates.keys(), self.hours.keys())
    }

    /// The newest day on which one of the lists was published.
    #[must_use]
    pub fn as_of(&self) -> &str {
        self.sources.iter().map(|source| source.published.as_str()).max().unwrap_or_default()
    }

    /// The book's files: relative path and text. `base` is the embedded book that gives rules and what these lists do
    /// not have; `is_described` says which instance types it describes, which need no description then.
    #[must_use]
    pub fn files(&self, id: &str, base: &str, is_described: impl Fn(&str) -> bool) -> Vec<(String, String)> {
        let mut files = vec![(BOOK.to_owned(), self.book(id, base)), (SOURCES.to_owned(), self.source_table())];
        if !self.rates.is_empty() {
            files.push((RATES.to_owned(), self.rate_table()));
        }
        let undescribed: Vec<_> = (self.types.iter())
            .filter(|(name, _)| !is_described(name))
            .filter_map(|(name, details)| Some((&**name, details.of.as_ref()?, details.source)))
            .collect();
        if !undescribed.is_empty() {
            files.push((TYPES.to_owned(), self.type_table(&undescribed)));
        }
        let on_demand = Purchase::OnDemand.index();
        for (folder, listed) in [(HOURS, true), (COMMITMENTS, false)] {
            let mut of = None;
            // A region's rates stand together: of very many regions each would look through all rates.
            for (key, rate) in self.hours.iter().filter(|(key, _)| (key.purchase == on_demand) == listed) {
                if of != Some(&key.region) {
                    of = Some(&key.region);
                    files.push((format!("{folder}/{}.csv", key.region), heading(ec2::COLUMNS)));
                }
                if let Some((_, text)) = files.last_mut() {
                    self.hour_row(key, rate, text);
                }
            }
        }
        files
    }

    /// Whether [`files`](BookTables::files) of some lists may give a file of this relative path: in a folder that holds a
    /// book, everything else is somebody's own.
    #[must_use]
    pub fn may_give(path: &str) -> bool {
        match path.split_once('/') {
            None => [BOOK, SOURCES, RATES, TYPES].contains(&path),
            Some((folder, name)) => {
                let region = name.strip_suffix(".csv").unwrap_or_default();
                [HOURS, COMMITMENTS].contains(&folder) && is_code(region.as_bytes())
            }
        }
    }

    fn book(&self, id: &str, base: &str) -> String {
        let mut offers: Vec<&str> = self.sources.iter().map(|source| source.title.as_str()).collect();
        offers.dedup();
        let title = match offers.as_slice() {
            [one] => (*one).to_owned(),
            many => format!("{} AWS price lists", many.len()),
        };
        let mut text = heading(&["key", "value"]);
        for (key, value) in [("id", id), ("title", &title), ("as_of", self.as_of()), ("base", base)] {
            row(&mut text, &[key, value]);
        }
        let oldest = self.sources.iter().map(|source| source.published.as_str()).min().unwrap_or_default();
        if oldest != self.as_of() {
            row(&mut text, &[saved::OLDEST, oldest]);
        }
        text
    }

    fn source_table(&self) -> String {
        let mut text = heading(&["source", "title", "published", "where"]);
        let mut rows: Vec<&Source> = self.sources.iter().collect();
        rows.sort_by(|a, b| a.code.cmp(&b.code));
        rows.dedup_by(|a, b| a.code == b.code);
        for source in rows {
            let place = format!("{}, SHA-256 {}", source.file, source.sha256);
            row(&mut text, &[&source.code, &source.title, &source.published, &place]);
        }
        text
    }

    fn rate_table(&self) -> String {
        let mut text = heading(region::COLUMNS);
        for (key, Sourced { of: Found { price, .. }, source }) in &self.rates {
            let (info, source) = (&meters::ALL[key.meter], &self.sources[*source]);
            for (from, to, usd) in price {
                let to = to.map_or_else(|| "Inf".to_owned(), |to| to.to_string());
                row(
                    &mut text,
                    &[
                        &key.region,
                        info.service,
                        info.dimension,
                        key.arch.map_or("any", |arch| arch.name()),
                        &purchase(key.purchase),
                        &from.to_string(),
                        &to,
                        info.unit,
                        &usd.to_string(),
                        &source.published,
                        &source.code,
                        "false",
                    ],
                );
            }
        }
        text
    }

    fn hour_row(&self, key: &HourKey, rate: &Sourced<Found<Hourly>>, text: &mut String) {
        let Sourced { of: Found { price, .. }, source } = rate;
        let source = &self.sources[*source];
        row(
            text,
            &[
                &key.region,
                &key.instance_type,
                &purchase(key.purchase),
                &price.usd_per_hour.to_string(),
                &price.upfront_usd.map_or_else(String::new, |usd| usd.to_string()),
                &source.published,
                &source.code,
                "false",
            ],
        );
    }

    fn type_table(&self, types: &[(&str, &Details, usize)]) -> String {
        let mut text = heading(types::COLUMNS);
        for (name, details, source) in types {
            let (family, size) = name.split_once('.').unwrap_or((name, ""));
            let source = &self.sources[*source];
            let flag = |value: bool| if value { "true" } else { "false" };
            row(
                &mut text,
                &[
                    name,
                    family,
                    details.arch.name(),
                    &details.vcpu.to_string(),
                    "",
                    &details.memory_gib.to_string(),
                    flag(family.starts_with('t') && !family.starts_with("trn")),
                    // The lists do not say what a burstable type sustains.
                    "",
                    flag(details.current_generation),
                    &details.gpu.map_or_else(String::new, |gpu| gpu.to_string()),
                    flag(size.starts_with("metal")),
                    &source.published,
                    &source.code,
                ],
            );
        }
        text
    }
}

/// The name of the purchase option with that number.
fn purchase(index: usize) -> String {
    Purchase::all().nth(index).map_or_else(String::new, |purchase| purchase.to_string())
}

/// A heading of these columns, those that may be absent included.
fn heading(columns: &[&str]) -> String {
    let names: Vec<&str> = columns.iter().map(|name| name.trim_end_matches('?')).collect();
    names.join(",") + "\n"
}

/// Appends a row; a cell with a comma, a quotation mark or a line break is quoted.
fn row(text: &mut String, cells: &[&str]) {
    for (index, cell) in cells.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        let quoted = cell.contains([',', '"', '\n', '\r']);
        let _ = if quoted {
            write!(text, "{comma}\"{}\"", cell.replace('"', "\"\""))
        } else {
            write!(text, "{comma}{cell}")
        };
    }
    text.push('\n');
}
