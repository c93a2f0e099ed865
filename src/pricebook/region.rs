//! The tables of one region's prices of everything but EC2 instances.

use super::book::Options;
use super::error::TableFaults;
use super::keys::{Key, Met, Part};
use super::meter::meters;
use super::other_units;
use super::provenance::ProvenancePool;
use super::rows::{Row, Table};
use super::tiers::{BoundColumns, TierOf, Tiers};
use super::unknown_meters::UnknownMeters;
use super::{Ladder, Provenance, ProvenanceId, Tier};
use crate::terms::{Arch, Purchase, clean};
use std::collections::HashMap;

/// What is written for a tier without an end, and is not `Inf`.
const UNLIMITED: [&str; 7] = ["", "inf", "infinity", "\u{221e}", "unlimited", "-", "max"];

/// The ladders of one region, or of the `global` rows that count everywhere.
#[derive(Debug)]
pub(super) struct RegionLadders {
    /// On-demand ladders at `meter × architectures + arch`; a price of any architecture stands at both.
    on_demand: Vec<Option<Ladder>>,
    committed: HashMap<(usize, Arch, Purchase), Ladder>,
    /// Under which options ladders of the user's own, or with discounts, were asked for, at the places of `on_demand`.
    asked: Vec<Options>,
}

/// One row of a table of rates, as text and numbers.
#[derive(Debug, Clone)]
pub(super) struct RateRow {
    pub(super) region: String,
    pub(super) meter: Option<usize>,
    pub(super) arch: Option<Arch>,
    pub(super) purchase: Purchase,
    pub(super) tier: Tier,
    /// File and line.
    pub(super) place: (String, u64),
}

pub(super) const COLUMNS: &[&str] = &[
    "region",
    "service",
    "dimension",
    "arch",
    "purchase?",
    "tier_from",
    "tier_to",
    "unit",
    "usd",
    "as_of",
    "source",
    "estimated?",
];

/// Turns a source code into the words of `sources.csv`; a user's own source is taken as it is.
pub(super) struct SourceNames<'a> {
    pub(super) titles: Titles<'a>,
    pub(super) own: bool,
    /// Whether all of `sources.csv` could be read.
    pub(super) complete: bool,
}

/// The words of source codes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Titles<'a> {
    /// Of tables that were read.
    Read(&'a HashMap<String, String>),
    /// Rows of an embedded book's table, in the order of their codes: most runs ask for a handful.
    Embedded(&'static [&'static [&'static str]]),
}

impl Titles<'_> {
    /// The words of a code; `None` where it has none.
    pub(super) fn words(self, code: &str) -> Option<String> {
        match self {
            Titles::Read(titles) => titles.get(code).cloned(),
            Titles::Embedded(rows) => {
                let at = rows.binary_search_by(|row| row.first().copied().unwrap_or_default().cmp(code)).ok()?;
                match rows[at] {
                    [_, title, published, place] => Some(source_words(title, published, place)),
                    _ => None,
                }
            }
        }
    }
}

/// What is said of a source.
pub(super) fn source_words(title: &str, published: &str, place: &str) -> String {
    clean(&format!("{title}, published {published} ({place})")).into_owned()
}

impl SourceNames<'_> {
    /// The words for the code in a column of a row; it is a fault if the book's own `sources.csv` lacks it.
    pub(super) fn resolve(&self, row: &Row<'_>, column: usize) -> Option<String> {
        let code = row.required(column)?;
        match self.titles.words(code) {
            Some(words) => Some(words),
            None if self.own || !self.complete => Some(clean(code).into_owned()),
            None => row.fault(column, "is not in sources.csv", "add a row for it there"),
        }
    }
}

const KEY: Key = Key {
    table: "rates",
    parts: &[
        Part::Name(0),
        Part::Name(1),
        Part::Name(2),
        Part::Name(3),
        Part::PurchaseOr(4, "on-demand"),
        Part::Number(5),
    ],
};

/// Sources that are kept in mind for the rows behind: an own table may have another one in each row.
const MOST_KNOWN: usize = 16;

/// Reads a table of rates, in which the tiers of each price fit together.
pub(super) fn read(
    file: &str,
    text: &str,
    names: &SourceNames<'_>,
    pool: &ProvenancePool,
    met: &Met,
) -> Result<Vec<RateRow>, TableFaults> {
    let mut table = Table::open(file, text, COLUMNS)?.keyed(&KEY, met);
    let (mut rows, mut tiers, mut unknown) = (Vec::new(), Tiers::default(), UnknownMeters::default());
    // A table's prices have a handful of sources.
    let mut known: Vec<(String, String, bool, ProvenanceId)> = Vec::new();
    while let Some(row) = table.next() {
        let region = row.required(0);
        // A published price that the engine has no use for is passed over; a user's own would be without effect.
        let meter = match (row.required(1), row.required(2)) {
            (Some(service), Some(dimension)) => match meters::find(service, dimension) {
                None if names.own => unknown.fault(&row, service, dimension),
                meter => Some(meter),
            },
            _ => None,
        };
        let arch = match row.text(3) {
            "any" => Some(None),
            name => match Arch::from_name(name) {
                None => row.fault(3, "is no architecture", "use x86_64, arm64 or any"),
                arch => Some(arch),
            },
        };
        let purchase =
            if row.text(4).is_empty() && !row.is_unread(4) { Some(Purchase::OnDemand) } else { row.purchase(4) };
        if let (true, Some(Some(meter)), Some(purchase)) = (names.own, meter, purchase)
            && !meters::ALL[meter].is_bought_under(purchase)
        {
            let what = "is an option that this price does not have";
            row.fault::<()>(4, what, "write on-demand; compute-sp-1y and its like are for time of Lambda functions");
        }
        let from = match row.text(5) {
            "" => row.fault(5, "is empty", "write 0 for the first tier, or the quantity from which this price counts"),
            _ => row.number(5),
        };
        let usd = row.number(8);
        let is_allowance = meter.flatten().is_some_and(|meter| meters::ALL[meter].is_allowance());
        let usd = match usd {
            Some(usd) if is_allowance && !usd.is_zero() => {
                row.fault(8, "is a price of an allowance", "write 0: an allowance says how much is free, up to tier_to")
            }
            usd => usd,
        };
        let to = match row.text(6) {
            "Inf" => Some(None),
            other if UNLIMITED.contains(&other.to_ascii_lowercase().as_str()) => {
                row.fault(6, "is no end of a tier", "write Inf for a tier without an end")
            }
            _ => row.number(6).map(Some),
        };
        // A price that is passed over needs no tiers that fit.
        if meter != Some(None) {
            let of = TierOf { region, service: row.text(1), meter: meter.flatten(), arch, purchase };
            tiers.add(&row, of, from, to);
        }
        if let Some(Some(meter)) = meter
            && row.text(7) != meters::ALL[meter].unit
        {
            row.fault::<()>(
                7,
                "is not the unit of this price",
                &other_units::help(row.text(7), meters::ALL[meter].unit),
            );
        }
        let provenance = match (row.date(9), row.required(10), row.flag(11)) {
            (Some(as_of), Some(code), Some(estimated)) => {
                let is = |(date, source, flag, _): &&(String, String, bool, ProvenanceId)| {
                    date == as_of && source == code && *flag == estimated
                };
                match known.iter().rev().find(is) {
                    Some((.., id)) => Some(*id),
                    None => names.resolve(&row, 10).map(|source| {
                        let provenance = Provenance { as_of: as_of.to_owned(), source, estimated, own: names.own };
                        let id = pool.intern(provenance);
                        if known.len() == MOST_KNOWN {
                            known.remove(0);
                        }
                        known.push((as_of.to_owned(), code.to_owned(), estimated, id));
                        id
                    }),
                }
            }
            _ => None,
        };
        let (Some(region), Some(meter), Some(arch), Some(purchase)) = (region, meter, arch, purchase) else { continue };
        let (Some(from), Some(to), Some(usd), Some(provenance)) = (from, to, usd, provenance) else { continue };
        let tier = Tier { from, to, usd, provenance };
        let place = (file.to_owned(), row.line());
        rows.push(RateRow { region: region.to_owned(), meter, arch, purchase, tier, place });
    }
    tiers.check(&table, BoundColumns { from: 5, to: 6 });
    table.end(rows)
}

impl RegionLadders {
    /// The ladders of a region. A later group of rows with the same key replaces an earlier one as a whole, so
    /// that an overlay's tiers never mix with the book's.
    pub(super) fn new(groups: Vec<Vec<RateRow>>) -> RegionLadders {
        let mut on_demand: Vec<Option<Ladder>> = vec![None; meters::ALL.len() * Arch::ALL.len()];
        let mut committed = HashMap::new();
        for rows in groups {
            let mut keyed: Vec<(LadderKey, Vec<Tier>)> = Vec::new();
            for row in rows {
                let Some(meter) = row.meter else { continue };
                let key = LadderKey { meter, arch: row.arch, purchase: row.purchase };
                match keyed.iter_mut().rev().find(|(known, _)| *known == key) {
                    Some((_, tiers)) => tiers.push(row.tier),
                    None => keyed.push((key, vec![row.tier])),
                }
            }
            // A row of one architecture counts more than a row of any.
            keyed.sort_by_key(|(key, _)| key.arch.is_some());
            for (key, tiers) in keyed {
                let ladder = Ladder::new(tiers);
                for arch in Arch::ALL.into_iter().filter(|arch| key.arch.is_none_or(|own| own == *arch)) {
                    if key.purchase == Purchase::OnDemand {
                        on_demand[key.meter * Arch::ALL.len() + arch as usize] = Some(ladder.clone());
                    } else {
                        committed.insert((key.meter, arch, key.purchase), ladder.clone());
                    }
                }
            }
        }
        let asked = on_demand.iter().map(|_| Options::default()).collect();
        RegionLadders { on_demand, committed, asked }
    }

    /// The on-demand price of the meter of that number for an architecture.
    pub(super) fn on_demand(&self, meter: usize, arch: Arch) -> Option<&Ladder> {
        self.on_demand[meter * Arch::ALL.len() + arch as usize].as_ref()
    }

    /// Under which options the meter's prices of the user's own, or with discounts, were asked for.
    pub(super) fn asked(&self, meter: usize, arch: Arch) -> &Options {
        &self.asked[meter * Arch::ALL.len() + arch as usize]
    }

    /// The price of the meter of that number under a purchase option.
    pub(super) fn under(&self, meter: usize, arch: Arch, purchase: Purchase) -> Option<&Ladder> {
        match purchase {
            Purchase::OnDemand => self.on_demand(meter, arch),
            _ => self.committed.get(&(meter, arch, purchase)),
        }
    }
}

#[derive(PartialEq, Eq)]
struct LadderKey {
    meter: usize,
    arch: Option<Arch>,
    purchase: Purchase,
}
