//! Hourly rates of EC2 instances by region, type and purchase option.

use super::error::TableFaults;
use super::estimates::{Derivation, Estimates};
use super::keys::{Key, Met, Part};
use super::provenance::ProvenancePool;
use super::region::SourceNames;
use super::rows::{Row, Table};
use super::type_table::TypeTable;
use super::{InstanceType, Provenance, ProvenanceId, TypeId};
use crate::terms::{Commitment, Payment, Plan, Purchase, Term};
use crate::units::{Dec, UnitPrice, unit};
use foldhash::fast::RandomState;
use std::collections::{BTreeSet, HashMap};

/// What an instance costs for an hour under one purchase option; upfront money is spread over the term's hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HourlyRate {
    /// Effective dollars an hour.
    pub price: UnitPrice<unit::InstanceHour>,
    /// Date and source.
    pub provenance: ProvenanceId,
}

/// One row of a table of EC2 rates; its names may be those of the table's text.
#[derive(Debug, Clone)]
pub(super) struct Ec2Row<T = String> {
    pub(super) region: T,
    pub(super) instance_type: T,
    pub(super) purchase: Purchase,
    pub(super) rate: HourlyRate,
    /// What of the rate is upfront money, for an hour of the term.
    pub(super) upfront: Dec,
    pub(super) line: u64,
}

pub(super) const COLUMNS: &[&str] =
    &["region", "instance_type", "purchase", "usd_per_hour", "upfront_usd?", "as_of", "source", "estimated?"];

const KEY: Key = Key { table: "ec2", parts: &[Part::Name(0), Part::Name(1), Part::PurchaseOr(2, "")] };

/// Reads a table of EC2 rates, in which no rate may stand twice.
pub(super) fn read(
    file: &str,
    text: &str,
    names: &SourceNames<'_>,
    pool: &ProvenancePool,
    met: &Met,
) -> Result<Vec<Ec2Row>, TableFaults> {
    let mut rows = Vec::new();
    each(Table::open(file, text, COLUMNS)?.keyed(&KEY, met), names, pool, |row| {
        let Ec2Row { region, instance_type, purchase, rate, upfront, line } = row;
        let (region, instance_type) = (region.to_owned(), instance_type.to_owned());
        rows.push(Ec2Row { region, instance_type, purchase, rate, upfront, line });
    })?;
    Ok(rows)
}

/// Reads a table of EC2 rates of an embedded book row by row. Its keys were looked at when it was made: every start would
/// pay for looking again.
pub(super) fn for_each(
    file: &str,
    text: &str,
    names: &SourceNames<'_>,
    pool: &ProvenancePool,
    of_row: impl FnMut(Ec2Row<&str>),
) -> Result<(), TableFaults> {
    each(Table::open(file, text, COLUMNS)?, names, pool, of_row)
}

/// Dates and sources that are known without asking the pool: few tables have more.
const MOST_LAST: usize = 64;

fn each(
    mut table: Table<'_>,
    names: &SourceNames<'_>,
    pool: &ProvenancePool,
    mut of_row: impl FnMut(Ec2Row<&str>),
) -> Result<(), TableFaults> {
    let mut last: Vec<(String, String, bool, ProvenanceId)> = Vec::new();
    while let Some(row) = table.next() {
        let (region, instance_type, purchase) = (row.required(0), row.required(1), row.purchase(2));
        let (recurring, upfront) = (recurring(&row, purchase), row.optional_number(4));
        let (as_of, code, estimated) = (row.date(5), row.required(6), row.flag(7));
        let provenance = match (as_of, code, estimated) {
            (Some(as_of), Some(code), Some(estimated)) => {
                let mut known = last.iter();
                match known.find(|(date, source, flag, _)| date == as_of && source == code && *flag == estimated) {
                    Some((.., id)) => Some(*id),
                    None => names.resolve(&row, 6).map(|source| {
                        let provenance = Provenance { as_of: as_of.to_owned(), source, estimated, own: names.own };
                        let id = pool.intern(provenance);
                        if last.len() == MOST_LAST {
                            last.clear();
                        }
                        last.push((as_of.to_owned(), code.to_owned(), estimated, id));
                        id
                    }),
                }
            }
            _ => None,
        };
        let hourly = match (recurring, upfront, purchase) {
            (Some(recurring), Some(upfront), Some(purchase)) => {
                effective(&row, recurring, upfront, purchase, names.own)
            }
            _ => None,
        };
        if let (Some(region), Some(instance_type), Some(purchase), Some(hourly), Some(recurring), Some(provenance)) =
            (region, instance_type, purchase, hourly, recurring, provenance)
        {
            let rate = HourlyRate { price: UnitPrice::new(hourly), provenance };
            let upfront = hourly.sub(recurring).unwrap_or(Dec::ZERO);
            of_row(Ec2Row { region, instance_type, purchase, rate, upfront, line: row.line() });
        }
    }
    table.end(())
}

/// What is paid for an hour beside what is paid upfront.
fn recurring(row: &Row<'_>, purchase: Option<Purchase>) -> Option<Dec> {
    match purchase {
        Some(Purchase::Committed(Commitment { payment: Payment::AllUpfront, .. }))
            if row.text(3).is_empty() && !row.text(4).is_empty() =>
        {
            row.fault(3, "is empty", "write 0: all is paid upfront")
        }
        _ => row.number(3),
    }
}

/// What a row's hour costs, its upfront money included. A published price is what AWS says; in a row of the user's `own` an hour
/// that costs something beside all that is paid upfront is money that counts twice, and a Reserved Instance without the fee
/// that it has is money that does not count. Rates of Savings Plans hold what is paid upfront.
fn effective(row: &Row<'_>, recurring: Dec, upfront: Option<Dec>, purchase: Purchase, own: bool) -> Option<Dec> {
    match (upfront, purchase) {
        (
            None,
            Purchase::Committed(Commitment {
                plan: Plan::Reserved | Plan::ReservedConvertible,
                payment: Payment::PartialUpfront | Payment::AllUpfront,
                ..
            }),
        ) if own || recurring.is_zero() => {
            let message = format!("{purchase} without what is paid upfront");
            row.fault_of(
                4,
                message,
                "write the dollars of the whole term into upfront_usd, or 0 where usd_per_hour holds them",
            );
            None
        }
        (None, _) => Some(recurring),
        (Some(upfront), _) if upfront.is_zero() => Some(recurring),
        (Some(_), Purchase::Committed(Commitment { payment: Payment::NoUpfront, .. })) => row.fault(
            4,
            "contradicts a commitment without upfront money",
            "leave the cell empty, or name the option with -partial-upfront or -all-upfront",
        ),
        (Some(_), Purchase::Committed(Commitment { payment: Payment::AllUpfront, .. }))
            if own && !recurring.is_zero() =>
        {
            row.fault(
                3,
                "contradicts a commitment that is all paid upfront",
                "write 0 beside upfront_usd, or name the option with -partial-upfront",
            )
        }
        (Some(upfront), Purchase::Committed(commitment)) => spread(upfront, commitment.term)
            .and_then(|hourly| hourly.add(recurring))
            .or_else(|| row.fault(4, "is too large", "write the dollars that are paid for one instance")),
        (Some(_), _) => row.fault(4, "belongs to commitments only", "leave the cell empty, or name a commitment"),
    }
}

/// Upfront money over the hours of its term, as AWS states effective rates.
fn spread(upfront: Dec, term: Term) -> Option<Dec> {
    upfront.div(Dec::from(term.hours()))
}

/// The EC2 rates of one region.
#[derive(Debug)]
pub struct RegionTypes {
    /// The rates of each type that has any: a region of the user's own may have one of very many types.
    rates: HashMap<TypeId, Vec<(Purchase, HourlyRate)>, RandomState>,
    /// What the lists have where a rate of the user's own stands.
    replaced: Vec<(TypeId, Purchase, HourlyRate)>,
    /// Names with a price that no table describes.
    undescribed: BTreeSet<String>,
    /// The type of the row added last: tables are sorted.
    last: Option<TypeId>,
}

impl RegionTypes {
    /// A region without rates.
    pub(super) fn new() -> RegionTypes {
        RegionTypes { rates: HashMap::default(), replaced: Vec::new(), undescribed: BTreeSet::new(), last: None }
    }

    /// Adds a rate; later rows win over earlier ones of the same type and purchase option.
    pub(super) fn add<T: AsRef<str>>(&mut self, types: &TypeTable, row: &Ec2Row<T>) {
        let name = row.instance_type.as_ref();
        match types.find_from(self.last, name) {
            Some(id) => {
                self.last = Some(id);
                let of_type = self.rates.entry(id).or_default();
                match of_type.iter_mut().find(|(purchase, _)| *purchase == row.purchase) {
                    Some((_, rate)) => {
                        let list = std::mem::replace(rate, row.rate);
                        if row.rate.provenance.is_own() && !list.provenance.is_own() {
                            self.replaced.push((id, row.purchase, list));
                        }
                    }
                    None => of_type.push((row.purchase, row.rate)),
                }
            }
            None => {
                self.undescribed.insert(name.to_owned());
            }
        }
    }

    /// The rate that the lists give.
    pub(super) fn listed(&self, id: TypeId, purchase: Purchase) -> Option<HourlyRate> {
        self.rates.get(&id)?.iter().find(|(option, _)| *option == purchase).map(|(_, rate)| *rate)
    }

    /// The types that have a rate, with all of their rates, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = (TypeId, &[(Purchase, HourlyRate)])> {
        self.rates.iter().map(|(id, rates)| (*id, rates.as_slice()))
    }

    /// The rate that the lists or the user give or that an estimate derives, the first applicable estimate first.
    pub(super) fn rate(
        &self,
        region: &str,
        kind: &InstanceType,
        id: TypeId,
        purchase: Purchase,
        estimates: &Estimates,
    ) -> Option<HourlyRate> {
        self.listed(id, purchase).or_else(|| Derivation { rates: self, region, kind, id, estimates }.rate(purchase))
    }

    /// The rate that the lists give, also where the user's own stands.
    pub(super) fn of_lists(&self, id: TypeId, purchase: Purchase) -> Option<HourlyRate> {
        let rate = self.listed(id, purchase)?;
        if !rate.provenance.is_own() {
            return Some(rate);
        }
        let mut replaced = self.replaced.iter();
        replaced.find(|(of, option, _)| (*of, *option) == (id, purchase)).map(|(.., rate)| *rate)
    }

    /// Names with a price but without a description; they cannot be used.
    #[must_use]
    pub fn undescribed(&self) -> &BTreeSet<String> {
        &self.undescribed
    }
}
