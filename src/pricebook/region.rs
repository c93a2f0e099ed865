//! The tables of one region's prices of everything but EC2 instances.

use super::meter::meters;
use super::provenance::ProvenancePool;
use super::rows::Table;
use super::{BookError, Ladder, MissingPrice, Provenance, Tier};
use crate::terms::{Arch, Purchase};
use std::collections::HashMap;

/// The ladders of one region, or of the `global` rows that count everywhere.
#[derive(Debug)]
pub(super) struct RegionLadders {
    /// On-demand ladders at `meter × architectures + arch`; a price of any architecture stands at both.
    on_demand: Vec<Option<Ladder>>,
    committed: HashMap<(usize, Arch, Purchase), Ladder>,
}

/// One row of a table of rates, as text and numbers.
#[derive(Debug, Clone)]
pub(super) struct RateRow {
    pub(super) region: String,
    pub(super) meter: Option<usize>,
    pub(super) arch: Option<Arch>,
    pub(super) purchase: Purchase,
    pub(super) tier: Tier,
    /// Where a ladder with a fault is: file and line.
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
    pub(super) titles: &'a HashMap<String, String>,
    pub(super) own: bool,
}

impl SourceNames<'_> {
    /// The words for a code.
    ///
    /// # Errors
    /// A code of the book's own tables that `sources.csv` lacks.
    pub(super) fn resolve(&self, code: &str) -> Result<String, String> {
        match self.titles.get(code) {
            Some(title) => Ok(title.clone()),
            None if self.own => Ok(code.to_owned()),
            None => Err(format!("source {code:?} is not in sources.csv")),
        }
    }
}

/// Reads a table of rates.
pub(super) fn read(
    file: &str,
    text: &str,
    names: &SourceNames<'_>,
    pool: &ProvenancePool,
) -> Result<Vec<RateRow>, BookError> {
    let mut table = Table::open(file, text, COLUMNS)?;
    let mut rows = Vec::new();
    let mut last: Option<(String, String, bool, super::ProvenanceId)> = None;
    while let Some(row) = table.next()? {
        let (service, dimension) = (row.required(1)?, row.required(2)?);
        let meter = meters::find(service, dimension);
        if meter.is_none() && names.own {
            let known: Vec<String> =
                meters::ALL.iter().map(|info| format!("{}/{}", info.service, info.dimension)).collect();
            let name = format!("{service}/{dimension}");
            let hints = crate::terms::nearest(&name, known.iter().map(String::as_str));
            let missing = MissingPrice::new(format!("no price is called {name}"), &hints);
            return Err(row.row_fault(missing.message));
        }
        if let Some(info) = meter.map(|index| &meters::ALL[index])
            && row.required(7)? != info.unit
        {
            return Err(row.fault(7, &format!("must be {}", info.unit)));
        }
        let (as_of, code, estimated) = (row.date(9)?, row.required(10)?, row.flag(11)?);
        let provenance = match &last {
            Some((date, source, flag, id)) if date == as_of && source == code && *flag == estimated => *id,
            _ => {
                let source = names.resolve(code).map_err(|message| row.fault(10, &message))?;
                let provenance = Provenance { as_of: as_of.to_owned(), source, estimated, own: names.own };
                let id = pool.intern(provenance);
                last = Some((as_of.to_owned(), code.to_owned(), estimated, id));
                id
            }
        };
        let arch = match row.text(3) {
            "any" => None,
            name => Some(Arch::from_name(name).ok_or_else(|| row.fault(3, "must be x86_64, arm64 or any"))?),
        };
        let purchase = match row.text(4) {
            "" => Purchase::OnDemand,
            name => Purchase::from_name(name).ok_or_else(|| row.fault(4, "is no purchase option"))?,
        };
        rows.push(RateRow {
            region: row.required(0)?.to_owned(),
            meter,
            arch,
            purchase,
            tier: Tier {
                from: row.number(5)?,
                to: if row.text(6) == "Inf" { None } else { Some(row.number(6)?) },
                usd: row.number(8)?,
                provenance,
            },
            place: (file.to_owned(), row.line()),
        });
    }
    Ok(rows)
}

impl RegionLadders {
    /// The ladders of a region. A later group of rows with the same key replaces an earlier one as a whole, so
    /// that an overlay's tiers never mix with the book's.
    pub(super) fn new(region: &str, groups: Vec<Vec<RateRow>>) -> Result<RegionLadders, BookError> {
        let mut on_demand: Vec<Option<Ladder>> = vec![None; meters::ALL.len() * Arch::ALL.len()];
        let mut committed = HashMap::new();
        for rows in groups {
            let mut keyed: Vec<(Key, Vec<Tier>, (String, u64))> = Vec::new();
            for row in rows {
                let Some(meter) = row.meter else { continue };
                let key = Key { meter, arch: row.arch, purchase: row.purchase };
                match keyed.iter_mut().rev().find(|(known, ..)| *known == key) {
                    Some((_, tiers, _)) => tiers.push(row.tier),
                    None => keyed.push((key, vec![row.tier], row.place)),
                }
            }
            // A row of one architecture counts more than a row of any.
            keyed.sort_by_key(|(key, ..)| key.arch.is_some());
            for (key, tiers, (file, line)) in keyed {
                let info = &meters::ALL[key.meter];
                let allowance = info.dimension.contains("free");
                if tiers.iter().all(|tier| tier.to.is_some()) != allowance {
                    let message = if allowance {
                        "an allowance needs an end: write its size in tier_to"
                    } else {
                        "the last tier must be open: write Inf in tier_to"
                    };
                    let message = format!("{region} {}/{}: {message}", info.service, info.dimension);
                    return Err(BookError::Row { file, line, message });
                }
                let ladder = Ladder::new(tiers).map_err(|message| BookError::Row {
                    file,
                    line,
                    message: format!("{region} {}/{}: {message}", info.service, info.dimension),
                })?;
                for arch in Arch::ALL.into_iter().filter(|arch| key.arch.is_none_or(|own| own == *arch)) {
                    if key.purchase == Purchase::OnDemand {
                        on_demand[key.meter * Arch::ALL.len() + arch as usize] = Some(ladder.clone());
                    } else {
                        committed.insert((key.meter, arch, key.purchase), ladder.clone());
                    }
                }
            }
        }
        Ok(RegionLadders { on_demand, committed })
    }

    /// The on-demand price of the meter of that number for an architecture.
    pub(super) fn on_demand(&self, meter: usize, arch: Arch) -> Option<&Ladder> {
        self.on_demand[meter * Arch::ALL.len() + arch as usize].as_ref()
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
struct Key {
    meter: usize,
    arch: Option<Arch>,
    purchase: Purchase,
}
