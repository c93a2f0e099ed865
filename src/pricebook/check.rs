//! Checks of a book's data beyond what reading it needs: keys, ladders, descriptions, dates, plausible prices.

use super::days;
use super::discount::{self, Discount};
use super::ec2::{self, Ec2Row};
use super::error::TableFaults;
use super::estimates;
use super::keys::Met;
use super::overlay::{self, Kind, OverlayFile};
use super::provenance::ProvenancePool;
use super::region::{self, RateRow, SourceNames, Titles};
use super::rows::DATE;
use super::sizes::{NOT_BY_SIZE, letters, size_factor};
use super::{
    BookError, InstanceType, Layer, OwnPriceNotes, PriceBook, embedded, plausible, regions, rules, saved, types,
};
use crate::terms::Stamp;
use crate::terms::{Commitment, MOST_PROBLEMS, Plan, Problem, Purchase};
use crate::units::{Dec, format};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// The book must not be used like this.
    Fault,
    /// Unlikely, but AWS has such prices.
    Doubt,
}

/// Something that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How grave it is.
    pub gravity: Gravity,
    /// The file that it is in.
    pub file: String,
    /// Where it is, what is wrong and how to mend it.
    pub problem: Problem,
    /// How many it stands for: more than 1 where further ones are only counted.
    pub count: u64,
}

/// Checks the files of a book or of a user's prices. `base` describes instance types that the files do not; `today` is the
/// last day that a price may be of.
#[must_use]
pub fn check(files: &[OverlayFile], base: &PriceBook, today: Stamp) -> Vec<Finding> {
    let mut check = Check { found: Vec::new(), tables: Vec::new(), pool: ProvenancePool::default() };
    let data = check.read(files);
    check.dates(files, &data, today);
    let is_book = files.iter().any(OverlayFile::is_of_book);
    check.described(&data, base, is_book);
    check.regions(&data, base, is_book);
    check.proportions(&data.ec2);
    check.commitments(&data.ec2, (!is_book).then_some(base));
    let dear = plausible::dear_plans(&data.rates, (!is_book).then_some(base));
    check.found.extend(told(dear, Gravity::Doubt, ("", DEAR_PLAN)));
    let far = plausible::far_off(base, data.instances(), data.rates.iter());
    check.found.extend(told(far, Gravity::Doubt, FAR_OFF));
    check.found.extend(told(discount::too_large(&data.discounts), Gravity::Doubt, TOO_LARGE));
    let (refused, [without_use, differing]) = opened(files);
    let mut found = tables_faults(check.tables, refused);
    found.append(&mut check.found);
    found.extend(told(without_use, Gravity::Doubt, WITHOUT_USE));
    found.extend(told(differing, Gravity::Doubt, DIFFERING));
    first_of_each(found)
}

/// The findings of a file's faults.
#[must_use]
pub fn faults_found(faults: TableFaults) -> Vec<Finding> {
    let TableFaults { file, first, count, hidden } = faults;
    let more = count.saturating_sub(first.len() as u64);
    let gravity = Gravity::Fault;
    let mut found: Vec<Finding> =
        first.into_iter().map(|problem| Finding { gravity, file: file.clone(), problem, count: 1 }).collect();
    found.extend((more > 0).then(|| not_told(gravity, file, more, &hidden.words(more))));
    found
}

/// That more were found than are told, `place` says where.
fn not_told(gravity: Gravity, file: String, count: u64, place: &str) -> Finding {
    let what = match gravity {
        Gravity::Fault => "faults",
        Gravity::Doubt => "doubts",
    };
    let problem = Problem::of_file(format!("{count} more {what}{place}"), "mend those that are told first");
    Finding { gravity, file, problem, count }
}

/// What `--pricing` would refuse the files for: rules and discounts are measured against the book that they lie over. Where it
/// takes them, which of their prices it would warn of, and which of their types and rules.
fn opened(files: &[OverlayFile]) -> (Vec<TableFaults>, [OwnPriceNotes; 2]) {
    let refused = |tables: Vec<TableFaults>| (tables, Default::default());
    let layer = match files.iter().find(|file| file.is_of_book()) {
        // An embedded book lies over no other.
        Some(file) if embedded::BOOKS.iter().any(|book| book.book == file.text) => return refused(Vec::new()),
        Some(_) => Layer::Book(files.to_vec()),
        None => Layer::Own(files.to_vec()),
    };
    match PriceBook::open_layers(None, &[layer]) {
        Ok(book) => (Vec::new(), [book.prices_without_use(), book.own_facts_that_differ()]),
        Err(BookError::Tables(tables)) => refused(tables),
        Err(BookError::File { file, message }) => {
            let problem = Problem::of_file(message, "a book with this fault cannot be used");
            refused(vec![TableFaults::one(&file, problem)])
        }
    }
}

/// Notes on prices as findings, with what stands before each and how it is mended.
fn told(notes: OwnPriceNotes, gravity: Gravity, (before, help): (&str, &str)) -> Vec<Finding> {
    let more = notes.more();
    let last = notes.first.last().map(|(file, ..)| file.clone()).unwrap_or_default();
    let first = notes.first.into_iter().map(|(file, line, sentence)| {
        let message = format!("{before}{sentence}");
        Finding { gravity, file, problem: Problem::of_line(line, message, help), count: 1 }
    });
    first.chain((more > 0).then(|| not_told(gravity, last, more, ""))).collect()
}

/// The faults of tables as findings: those found in reading them, and those in using them that are not the same.
fn tables_faults(read: Vec<TableFaults>, refused: Vec<TableFaults>) -> Vec<Finding> {
    let mut tables: Vec<TableFaults> = Vec::new();
    for more in read {
        match tables.iter_mut().find(|table| table.file == more.file) {
            Some(table) => {
                table.first.extend(more.first);
                table.count += more.count;
            }
            None => tables.push(more),
        }
    }
    for more in refused {
        match tables.iter_mut().find(|table| table.file == more.file) {
            Some(table) => {
                let before = table.first.len();
                for problem in more.first {
                    if table.first.contains(&problem) {
                        continue;
                    }
                    let is_same =
                        |known: &&mut Problem| known.line() == problem.line() && known.message == problem.message;
                    match table.first.iter_mut().find(is_same) {
                        // Opening the book knows the cell.
                        Some(known) => *known = problem,
                        None => table.first.push(problem),
                    }
                }
                table.count = more.count.max(table.count + (table.first.len() - before) as u64);
                table.first.sort_by_key(Problem::line);
            }
            None => tables.push(more),
        }
    }
    tables.into_iter().flat_map(faults_found).collect()
}

/// The first findings of each file and gravity, the rest counted.
fn first_of_each(found: Vec<Finding>) -> Vec<Finding> {
    let mut told: HashMap<(String, bool), (usize, u64)> = HashMap::new();
    let mut first = Vec::new();
    for finding in found {
        let (shown, more) = told.entry((finding.file.clone(), finding.gravity == Gravity::Fault)).or_default();
        if finding.count > 1 || *shown >= MOST_PROBLEMS {
            *more += finding.count;
        } else {
            *shown += 1;
            first.push(finding);
        }
    }
    let mut rest: Vec<_> = told.into_iter().filter(|(_, (_, more))| *more > 0).collect();
    rest.sort_unstable();
    let gravity = |is_fault: bool| if is_fault { Gravity::Fault } else { Gravity::Doubt };
    first.extend(rest.into_iter().map(|((file, is_fault), (_, more))| not_told(gravity(is_fault), file, more, "")));
    first
}

/// A book's rows; those of EC2 with their file.
#[derive(Default)]
struct Data {
    rates: Vec<RateRow>,
    ec2: Vec<(String, Ec2Row)>,
    types: Vec<InstanceType>,
    /// A table of types has faults: which types it describes is not known.
    types_unread: bool,
    discounts: Vec<Discount>,
}

impl Data {
    /// Rows of instances, each with its file.
    fn instances(&self) -> impl Iterator<Item = (&str, &Ec2Row)> + Clone {
        self.ec2.iter().map(|(file, row)| (file.as_str(), row))
    }
}

/// A price for a size's worth, with its file and row.
type OfSize<'a> = (Dec, &'a str, &'a Ec2Row);

struct Check {
    found: Vec<Finding>,
    /// Faults that make tables unusable.
    tables: Vec<TableFaults>,
    pool: ProvenancePool,
}

impl Check {
    fn faults(&mut self, faults: TableFaults) {
        self.tables.push(faults);
    }

    fn row(&mut self, gravity: Gravity, file: &str, line: u64, message: String, help: &str) {
        let problem = Problem::of_line(line, message, help);
        self.found.push(Finding { gravity, file: file.to_owned(), problem, count: 1 });
    }

    /// Reads every table; what cannot be read is a fault, and the other tables are still checked.
    fn read(&mut self, files: &[OverlayFile]) -> Data {
        files.iter().filter_map(OverlayFile::byte_faults).for_each(|faults| self.faults(faults));
        let (titles, wrong) = overlay::all_sources(files);
        let complete = wrong.is_empty() && !files.iter().any(OverlayFile::is_unreadable);
        // Without a table of sources the rows name theirs in words, as a user's own do.
        let names = SourceNames { titles: Titles::Read(&titles), own: titles.is_empty() && complete, complete };
        wrong.into_iter().for_each(|faults| self.faults(faults));
        let (mut data, met) = (Data::default(), Met::default());
        for file in files {
            let (name, text) = (file.name.as_str(), file.text.as_str());
            let header = overlay::heading(text);
            if overlay::is_sources(&header) || file.is_unreadable() {
                continue;
            }
            let kind = overlay::table_of(&header);
            let read = match kind {
                _ if file.is_of_book() => saved::read_book(name, text).map(drop),
                Some(Kind::Rates) => {
                    region::read(name, text, &names, &self.pool, &met).map(|rows| data.rates.extend(rows))
                }
                Some(Kind::Ec2) => ec2::read(name, text, &names, &self.pool, &met)
                    .map(|rows| data.ec2.extend(rows.into_iter().map(|row| (name.to_owned(), row)))),
                Some(Kind::Types) => types::read(name, text, &met).map(|rows| data.types.extend(rows)),
                Some(Kind::Rules) => rules::read(name, text, &met).map(drop),
                Some(Kind::Estimates) => estimates::read(name, text, &names, &self.pool, &met).1.map_or(Ok(()), Err),
                Some(Kind::Discounts) => {
                    let (rows, wrong) = discount::read(name, text, &names, &met);
                    data.discounts.extend(rows);
                    wrong.map_or(Ok(()), Err)
                }
                None => Err(overlay::no_table(name, text)),
            };
            if let Err(faults) = read {
                data.types_unread |= kind == Some(Kind::Types);
                self.faults(faults);
            }
        }
        data
    }

    /// Dates of all prices that no price can be of.
    fn dates(&mut self, files: &[OverlayFile], data: &Data, today: Stamp) {
        for file in files.iter().filter(|file| file.is_of_book() && !file.is_unreadable()) {
            // What cannot be read is told of as the file's.
            let values = saved::read_book(&file.name, &file.text).unwrap_or_default();
            if let Some(sentence) = values.get("as_of").and_then(|date| days::to_come(date, today)) {
                let problem = Problem::of_file(sentence, DATE);
                self.found.push(Finding { gravity: Gravity::Fault, file: file.name.clone(), problem, count: 1 });
            }
        }
        let (instances, discounts) = (data.instances(), data.discounts.iter());
        let wrong = days::impossible(&self.pool, today, instances, data.rates.iter(), discounts);
        self.found.extend(told(wrong, Gravity::Fault, ("", DATE)));
    }

    /// Types that have a price and no description, or one of the user's own that leaves out what pricing needs: AWS's lists, of which
    /// a book is made, do not say it.
    fn described(&mut self, data: &Data, base: &PriceBook, is_book: bool) {
        let own: HashMap<&str, &InstanceType> = data.types.iter().map(|kind| (&*kind.name, kind)).collect();
        let mut told = HashSet::new();
        for (file, row) in &data.ec2 {
            let name = row.instance_type.as_str();
            if !told.insert(name) {
                continue;
            }
            match own.get(name) {
                Some(kind) if !kind.is_described() && !is_book => {
                    let message = format!("{name} is burstable and has no CPU baseline: its prices cannot be used");
                    self.row(
                        Gravity::Doubt,
                        file,
                        row.line,
                        message,
                        "write its baseline_pct_per_vcpu in the table of types",
                    );
                }
                None if !data.types_unread && !base.may_price(name) => {
                    let message = format!("{name} has a price and no row in types.csv: its prices cannot be used");
                    let help = "mend the name, or describe the type in a table of types";
                    self.row(Gravity::Fault, file, row.line, message, help);
                }
                _ => {}
            }
        }
    }

    /// Regions that the base book does not have: their prices are used nowhere else. In a book one that is made like AWS's and
    /// spelled like none of them is new.
    fn regions(&mut self, data: &Data, base: &PriceBook, is_book: bool) {
        let instances = data.ec2.iter().map(|(file, row)| (row.region.as_str(), file.as_str(), row.line));
        let others = data.rates.iter().map(|row| (row.region.as_str(), row.place.0.as_str(), row.place.1));
        let mut told = HashSet::new();
        let known = base.known_regions();
        for (name, file, line) in instances.chain(others) {
            if told.insert(name)
                && let Some(message) =
                    if is_book && regions::has_form(name) { known.mistyped(name) } else { known.unknown(name) }
            {
                self.row(Gravity::Doubt, file, line, message, "a region of a new name is no fault");
            }
        }
    }

    /// Sizes of a family whose on-demand price is not proportional to the size.
    fn proportions(&mut self, rows: &[(String, Ec2Row)]) {
        let mut families: BTreeMap<(&str, &str), Vec<OfSize<'_>>> = BTreeMap::new();
        for (file, row) in rows.iter().filter(|(_, row)| row.purchase == Purchase::OnDemand) {
            let Some((family, size)) = row.instance_type.split_once('.') else { continue };
            if NOT_BY_SIZE.contains(&letters(family)) {
                continue;
            }
            let Some(price) = size_factor(size).and_then(|quarters| row.rate.price.usd().ratio(1, quarters)) else {
                continue;
            };
            families.entry((&row.region, family)).or_default().push((price, file, row));
        }
        for ((region, family), mut sizes) in families {
            sizes.sort_by_key(|(price, ..)| *price);
            let Some((median, ..)) = sizes.get(sizes.len() / 2).copied() else { continue };
            for (price, file, row) in sizes {
                let off =
                    price.sub(median).and_then(|off| if off.is_negative() { Dec::ZERO.sub(off) } else { Some(off) });
                if off.and_then(|off| off.ratio(100, 1)).is_none_or(|off| off > median) {
                    let message = format!(
                        "{} in {region} is more than 1 % off what the sizes of {family} cost in proportion",
                        row.instance_type
                    );
                    self.row(Gravity::Doubt, file, row.line, message, LOOK);
                }
            }
        }
    }

    /// Reserved Instances and Savings Plans that cost more than on demand: by the files themselves, or by the book that they
    /// lie `over`.
    fn commitments(&mut self, rows: &[(String, Ec2Row)], over: Option<&PriceBook>) {
        let listed: HashMap<(&str, &str), Dec> = rows
            .iter()
            .filter(|(_, row)| row.purchase == Purchase::OnDemand)
            .map(|(_, row)| ((row.region.as_str(), row.instance_type.as_str()), row.rate.price.usd()))
            .collect();
        for (file, row) in rows {
            let Purchase::Committed(Commitment { plan, .. }) = row.purchase else { continue };
            let on_demand = listed.get(&(row.region.as_str(), row.instance_type.as_str()));
            if on_demand.is_some_and(|usd| row.rate.price.usd() > *usd) {
                let gravity = match plan {
                    Plan::Reserved | Plan::ReservedConvertible => Gravity::Fault,
                    Plan::ComputeSavingsPlan | Plan::Ec2SavingsPlan => Gravity::Doubt,
                };
                let message =
                    format!("{} in {}: {} costs more than on demand", row.instance_type, row.region, row.purchase);
                self.row(gravity, file, row.line, message, LOOK);
            } else if on_demand.is_none()
                && let Some(below) = over.and_then(|over| listed_on_demand(over, row))
                && row.rate.price.usd() > below
            {
                let (dear, cheap) = (format::unit_price(row.rate.price.usd()), format::unit_price(below));
                let message = format!(
                    "{} in {}: {} costs {dear} an hour, more than {cheap} on demand: the commitment will not be used",
                    row.instance_type, row.region, row.purchase
                );
                self.row(Gravity::Doubt, file, row.line, message, DEAR);
            }
        }
    }
}

/// What the type of a row costs an hour on demand by a book.
fn listed_on_demand(book: &PriceBook, row: &Ec2Row) -> Option<Dec> {
    let (id, _) = book.instance_type(&row.instance_type).ok()?;
    let rate = book.hourly(&row.region, id, Purchase::OnDemand).ok()??;
    Some(rate.price.usd())
}

/// How findings are mended.
const LOOK: &str = "compare it with the list that it is from";

/// How a commitment that costs more than on demand is mended.
const DEAR: &str = "mend usd_per_hour, the dollars of an hour, or upfront_usd, those of the whole term at once";

/// How a plan's rate that costs more than on demand is mended.
const DEAR_PLAN: &str = "mend usd, the dollars of a unit";

/// What stands before a price that nothing uses, and how it is mended.
const WITHOUT_USE: (&str, &str) = ("a price of your own is not used: ", "mend the row or remove it");

/// What stands before a type or rule that is not what the book has, and how it is mended.
const DIFFERING: (&str, &str) = ("", "mend the value or its unit; one that is meant so is no fault");

/// What stands before a price that is far off, and how it is mended.
const FAR_OFF: (&str, &str) = ("", "mend the price or its unit; a price that is meant so is no fault");

/// What stands before a discount that leaves little, and how it is mended.
const TOO_LARGE: (&str, &str) = ("", "mend discount_pct, what is off the price; one that is meant so is no fault");
