//! A user's own rows, laid over a book: the same columns, and the same key wins.

use super::ProvenanceId;
use super::discount::{self, Discounts};
use super::error::TableFaults;
use super::keys::{Key, Met, Part};
use super::lines::Lines;
use super::provenance::ProvenancePool;
use super::region::{SourceNames, Titles};
use super::rows::{self, Table};
use super::rules::OwnRule;
use super::saved::is_book;
use super::{InstanceType, ec2, estimates, region, rules, types};
use crate::terms::{HiddenLines, Place, Problem, RowLocation, trimmed, whole_text};
use std::collections::HashMap;
use std::ops::Range;

/// A file of a user's own prices, already read from disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlayFile {
    /// The name shown in messages and outputs.
    pub name: String,
    /// Its text: a table with the columns of one of the book's own.
    pub text: String,
    /// What of its bytes is no text.
    faults: Vec<Problem>,
}

impl OverlayFile {
    /// A file of that name with that text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> OverlayFile {
        OverlayFile { name: name.into(), text: text.into(), faults: Vec::new() }
    }

    /// A file of that name as its bytes. Bytes that are no text are faults of the file, told with those of its rows.
    #[must_use]
    pub fn of_bytes(name: impl Into<String>, bytes: Vec<u8>) -> OverlayFile {
        let (text, faults) = whole_text(bytes).unwrap_or_else(|fault| (String::new(), vec![*fault]));
        OverlayFile { name: name.into(), text, faults }
    }

    /// What of its bytes is no text.
    pub(super) fn byte_faults(&self) -> Option<TableFaults> {
        let (first, count) = (self.faults.clone(), self.faults.len() as u64);
        (count > 0).then(|| TableFaults { file: self.name.clone(), first, count, hidden: HiddenLines::default() })
    }

    /// Whether nothing of it could be read, so that it has no other faults to tell.
    pub(super) fn is_unreadable(&self) -> bool {
        self.text.is_empty() && !self.faults.is_empty()
    }

    /// Whether it says what the book is that it belongs to: by its heading, or by its name where the heading is that of
    /// no table.
    pub(super) fn is_of_book(&self) -> bool {
        let header = heading(&self.text);
        let has_name = self.name.rsplit(['/', '\\']).next() == Some("book.csv");
        is_book(&header) || (has_name && !is_sources(&header) && table_of(&header).is_none())
    }
}

/// Files that are laid over an embedded book together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layer {
    /// A saved book: `book.csv` says what it is, its rows are published prices and `sources.csv` names their sources.
    Book(Vec<OverlayFile>),
    /// A user's own prices.
    Own(Vec<OverlayFile>),
}

impl Layer {
    /// The files.
    #[must_use]
    pub fn files(&self) -> &[OverlayFile] {
        match self {
            Layer::Book(files) | Layer::Own(files) => files,
        }
    }
}

/// Whether a heading is that of a `sources.csv`.
pub(super) fn is_sources(header: &[String]) -> bool {
    // Prices may have any of their columns first.
    header.len() > 1 && header[0] == "source" && !header.iter().any(|name| name == "as_of")
}

/// All rows of a user's files.
#[derive(Debug, Default)]
pub(super) struct Overlay {
    /// One group of rates a file: that of a later layer replaces an earlier one's ladders.
    pub(super) rates: Vec<Vec<region::RateRow>>,
    pub(super) ec2: Vec<ec2::Ec2Row>,
    /// The files of `ec2`'s rows: how many rows there are up to the end of each, and its name.
    ec2_files: Vec<(usize, String)>,
    pub(super) types: Vec<InstanceType>,
    /// Of the user's own ones the place among `types`, the file and the line.
    pub(super) own_types: Vec<(usize, String, u64)>,
    pub(super) rules: Vec<OwnRule>,
    pub(super) estimates: Vec<estimates::Estimate>,
    pub(super) discounts: Discounts,
    /// Those of each layer, where all of its rows could be read: a row that could not may be the one that decides.
    pub(super) discount_layers: Vec<Range<usize>>,
    /// What tables that could not be read may have named.
    pub(super) gaps: Gaps,
}

/// Names that may be lacking because a table could not be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gaps {
    pub(super) regions: bool,
    pub(super) families: bool,
}

impl Gaps {
    /// Notes a table of that kind, or of none that is known.
    fn note(&mut self, kind: Option<Kind>) {
        self.regions |= matches!(kind, None | Some(Kind::Rates | Kind::Ec2));
        self.families |= matches!(kind, None | Some(Kind::Types));
    }
}

impl Overlay {
    /// The rows of instances, each with its file.
    pub(super) fn ec2_rows(&self) -> impl Iterator<Item = (&str, &ec2::Ec2Row)> {
        let mut files = self.ec2_files.iter();
        let mut file = files.next();
        self.ec2.iter().enumerate().map(move |(index, row)| {
            while file.is_some_and(|(end, _)| *end <= index) {
                file = files.next();
            }
            (file.map_or("", |(_, name)| name.as_str()), row)
        })
    }

    /// The region of every price, with where the price is from.
    pub(super) fn region_rows(&self) -> impl Iterator<Item = (&str, ProvenanceId)> {
        let instances = self.ec2.iter().map(|row| (row.region.as_str(), row.rate.provenance));
        instances.chain(self.rates.iter().flatten().map(|row| (row.region.as_str(), row.tier.provenance)))
    }
}

const SOURCES_KEY: Key = Key { table: "sources", parts: &[Part::Name(0)] };

/// Reads a `sources.csv`: code to words.
pub(super) fn read_sources(file: &str, text: &str, met: &Met) -> Result<HashMap<String, String>, TableFaults> {
    let mut table = Table::open(file, text, &["source", "title", "published", "where"])?.keyed(&SOURCES_KEY, met);
    let mut titles = HashMap::new();
    while let Some(row) = table.next() {
        let (code, title) = (row.required(0), row.required(1));
        let (published, place) = (row.required(2), row.required(3));
        let (Some(code), Some(title), Some(published), Some(place)) = (code, title, published, place) else { continue };
        let words = region::source_words(title, published, place);
        titles.insert(code.to_owned(), words);
    }
    table.end(titles)
}

/// The sources of all files, and the faults of the tables that could not be read.
pub(super) fn all_sources(files: &[OverlayFile]) -> (HashMap<String, String>, Vec<TableFaults>) {
    let (mut titles, mut faults, met) = (HashMap::new(), Vec::new(), Met::default());
    for file in files.iter().filter(|file| is_sources(&heading(&file.text))) {
        match read_sources(&file.name, &file.text, &met) {
            Ok(more) => titles.extend(more),
            Err(found) => faults.push(found),
        }
    }
    (titles, faults)
}

impl Overlay {
    /// Reads the layers in order, each file by its heading. Adds all faults of all files to `faults`: bytes that are no
    /// text, headings that are none of the book's tables, and rows that cannot be used.
    pub(super) fn read(layers: &[Layer], pool: &ProvenancePool, faults: &mut Vec<TableFaults>) -> Overlay {
        let mut overlay = Overlay::default();
        for layer in layers {
            faults.extend(layer.files().iter().filter_map(OverlayFile::byte_faults));
            overlay.add(layer.files(), matches!(layer, Layer::Own(_)), pool, faults);
        }
        overlay
    }

    fn add(&mut self, files: &[OverlayFile], own: bool, pool: &ProvenancePool, faults: &mut Vec<TableFaults>) {
        let overlay = self;
        let (titles, wrong) = all_sources(files);
        // What stands in no table that could be read may stand in one that could not.
        let complete = wrong.is_empty() && !files.iter().any(OverlayFile::is_unreadable);
        let names = SourceNames { titles: Titles::Read(&titles), own, complete };
        faults.extend(wrong);
        // Of files that are laid over one another the last counts; those of one folder are one table in parts.
        let met = Met::default();
        let (discounts_before, mut discounts_complete) = (overlay.discounts.rows().len(), complete);
        for file in files {
            let (name, text) = (file.name.as_str(), file.text.as_str());
            let header = heading(text);
            let is_of_book = if own { is_book(&header) } else { file.is_of_book() };
            if file.is_unreadable() {
                overlay.gaps.note(None);
            }
            if file.is_unreadable() || is_sources(&header) || is_of_book {
                continue;
            }
            let kind = table_of(&header);
            let read = match kind {
                Some(Kind::Rates) => region::read(name, text, &names, pool, &met).map(|rows| overlay.rates.push(rows)),
                Some(Kind::Ec2) => ec2::read(name, text, &names, pool, &met).map(|rows| {
                    overlay.ec2.extend(rows);
                    overlay.ec2_files.push((overlay.ec2.len(), name.to_owned()));
                }),
                Some(Kind::Types) => types::read_rows(name, text, &met).map(|rows| {
                    for (line, kind) in rows {
                        if own {
                            overlay.own_types.push((overlay.types.len(), name.to_owned(), line));
                        }
                        overlay.types.push(kind);
                    }
                }),
                Some(Kind::Rules) => rules::read(name, text, &met).map(|rows| overlay.rules.extend(rows)),
                Some(Kind::Estimates) => {
                    let (rows, wrong) = estimates::read(name, text, &names, pool, &met);
                    overlay.estimates.extend(rows);
                    wrong.map_or(Ok(()), Err)
                }
                Some(Kind::Discounts) => {
                    let (rows, wrong) = discount::read(name, text, &names, &met);
                    overlay.discounts.extend(rows);
                    discounts_complete &= wrong.is_none();
                    wrong.map_or(Ok(()), Err)
                }
                None => Err(no_table(name, text)),
            };
            let read = if own && read.is_ok() { has_rows(name, text) } else { read };
            if read.is_err() {
                overlay.gaps.note(kind);
            }
            discounts_complete &= kind.is_some();
            faults.extend(read.err());
        }
        if discounts_complete {
            overlay.discount_layers.push(discounts_before..overlay.discounts.rows().len());
        }
        faults.extend(without_prices(files, own));
    }
}

/// That a table has a row below its heading.
fn has_rows(file: &str, text: &str) -> Result<(), TableFaults> {
    let mut lines = Lines::new(rows::without_mark(text));
    lines.advance();
    while lines.advance().is_some() {
        if lines.cells().iter().any(|cell| !trimmed(cell).is_empty()) {
            return Ok(());
        }
    }
    let help = format!("add a row for each price, or leave the file out; {}", rows::LISTED);
    Err(TableFaults::one(file, Problem::of_file("the file has a heading but no rows", help)))
}

/// The fault of files that say where prices are from, or what book they are, and have none.
fn without_prices(files: &[OverlayFile], own: bool) -> Option<TableFaults> {
    let of_no_price = |file: &OverlayFile| {
        let header = heading(&file.text);
        !file.is_unreadable() && (is_sources(&header) || if own { is_book(&header) } else { file.is_of_book() })
    };
    let first = files.first().filter(|_| files.iter().all(of_no_price))?;
    let what = if is_sources(&heading(&first.text)) { "names sources" } else { "says what a book is" };
    let help = format!("add a table of prices beside it, or name the folder that has both; {}", rows::LISTED);
    Some(TableFaults::one(&first.name, Problem::of_file(format!("it {what} and has no price"), help)))
}

/// The fault of a file that is none of the book's tables.
pub(super) fn no_table(file: &str, text: &str) -> TableFaults {
    let fault = unknown_heading(text);
    let line = fault.excerpt.as_ref().map_or("", |excerpt| excerpt.text.as_str());
    let names = line.split('|').map(|name| name.trim().trim_matches('"').trim().to_owned());
    let fault = match table_of(&names.collect::<Vec<_>>()) {
        Some(_) => Problem {
            message: "the heading's cells stand between bars, and prices are separated with commas".to_owned(),
            help: "save the table with commas between its cells".to_owned(),
            ..fault
        },
        None => fault,
    };
    TableFaults::one(file, fault)
}

/// The fault of a heading that is none of the book's.
fn unknown_heading(text: &str) -> Problem {
    let text = rows::without_mark(text);
    let mut lines = Lines::new(text);
    let Some(start) = lines.advance() else { return rows::no_heading() };
    let row = RowLocation::find_after(text, start, start.0, lines.delimiter());
    if text[row.start().0..].trim_start_matches('"').to_lowercase().starts_with("sep=") {
        return Problem {
            place: Place::Line { line: row.line() },
            message: "the first line only tells a spreadsheet what the separator is".to_owned(),
            help: "remove it: the heading comes first".to_owned(),
            excerpt: Some(row.row()),
        };
    }
    if row.row().text.chars().all(|c| c.is_whitespace() || matches!(c, ',' | ';' | '"')) {
        return Problem {
            place: Place::Line { line: row.line() },
            message: "a line of empty cells stands above the heading".to_owned(),
            help: "remove it: the heading comes first".to_owned(),
            excerpt: Some(row.row()),
        };
    }
    if let Some(line) = heading_below(text, row.line()) {
        return Problem {
            place: Place::Line { line: row.line() },
            message: format!("this stands above the heading, which is line {line}"),
            help: "remove it, or begin its line with #".to_owned(),
            excerpt: Some(row.row()),
        };
    }
    if let Some(missing) = missing_columns(&heading(text)) {
        return Problem {
            place: Place::Line { line: row.line() },
            message: format!("the heading lacks columns: {}", missing.join(", ")),
            help: format!("add them to the heading and to each row; {}", rows::LISTED),
            excerpt: Some(row.row()),
        };
    }
    if heading(text).iter().any(|name| name == "duration_ms") {
        return Problem {
            place: Place::Line { line: row.line() },
            message: "this is the heading of a scenario, and no table of prices".to_owned(),
            help: "give the file without --pricing: `costcalc compare SCENARIO`".to_owned(),
            excerpt: Some(row.row()),
        };
    }
    Problem {
        place: Place::Line { line: row.line() },
        message: "the heading is none of the price book's".to_owned(),
        help: format!(
            "use that of rates.csv, of a file in ec2/, of types.csv, of rules.csv or of discounts; {}",
            rows::LISTED
        ),
        excerpt: Some(row.row()),
    }
}

/// Lines below the first one in which a heading is looked for.
const MOST_LINES_ABOVE: usize = 20;

/// The line of a table's heading below a first line that is none.
fn heading_below(text: &str, first: u64) -> Option<u64> {
    let numbered = text.lines().zip(1_u64..).skip_while(|(_, line)| *line <= first);
    let mut near = numbered.take(MOST_LINES_ABOVE);
    near.find(|(text, _)| !text.starts_with('#') && table_of(&heading(text)).is_some()).map(|(_, line)| line)
}

/// The tables that a user's file can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Rates,
    Ec2,
    Types,
    Rules,
    Estimates,
    Discounts,
}

/// The columns of each, those that may be left out with a question mark.
const TABLES: [(Kind, &[&str]); 6] = [
    (Kind::Ec2, ec2::COLUMNS),
    (Kind::Rates, region::COLUMNS),
    (Kind::Types, types::COLUMNS),
    (Kind::Rules, rules::COLUMNS),
    (Kind::Estimates, estimates::COLUMNS),
    (Kind::Discounts, discount::COLUMNS),
];

/// Whether a text is a table of prices, or says what book its tables are, by its heading: that has every column that one needs.
#[must_use]
pub fn is_price_table(text: &str) -> bool {
    let header = heading(text);
    let has = |column: &&str| column.ends_with('?') || header.iter().any(|name| name == column);
    is_book(&header) || TABLES.iter().any(|(_, columns)| columns.iter().all(has))
}

/// The table whose columns a heading has most of, so that a mistyped column is named by that table's reader; `None`
/// for a heading that shares fewer than three. Capitals and spaces make no other table: they are told by its reader, too.
pub(super) fn table_of(header: &[String]) -> Option<Kind> {
    let header = names(header);
    let best = TABLES.iter().rev().max_by_key(|(_, columns)| shared(&header, columns))?;
    (shared(&header, best.1) >= 3).then_some(best.0)
}

/// The columns that a heading lacks of the only table of which it has two, and no other column.
fn missing_columns(header: &[String]) -> Option<Vec<&'static str>> {
    let header = names(header);
    let mut alike = TABLES.iter().filter(|(_, columns)| header.len() > 1 && shared(&header, columns) == header.len());
    let ((_, columns), None) = (alike.next()?, alike.next()) else { return None };
    let is_missing = |column: &&str| !column.ends_with('?') && !header.iter().any(|name| name == column);
    Some(columns.iter().copied().filter(is_missing).collect())
}

/// The names of a heading without what makes no other one of them.
fn names(header: &[String]) -> Vec<String> {
    header.iter().map(|name| name.to_lowercase().replace([' ', '-'], "_")).collect()
}

/// How many names of a heading are columns of a table.
fn shared(header: &[String], columns: &[&str]) -> usize {
    header.iter().filter(|name| columns.iter().any(|known| known.trim_end_matches('?') == name.as_str())).count()
}

/// The cells of the first line that is not a comment, quoted or not.
pub(super) fn heading(text: &str) -> Vec<String> {
    let mut lines = Lines::new(rows::without_mark(text));
    if lines.advance().is_none() {
        return Vec::new();
    }
    lines.cells().iter().map(|name| trimmed(name).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_may_begin_with_their_source() {
        let columns = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<String>>();
        assert!(is_sources(&columns("source,title,published,where")));
        assert!(!is_sources(&columns("source,region,instance_type,purchase,usd_per_hour,upfront_usd,as_of")));
        assert!(!is_sources(&columns("source")));
    }
}
