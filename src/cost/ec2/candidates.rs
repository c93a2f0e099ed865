//! Which instance types a workload may run on.

use crate::cost::CostError;
use crate::pricebook::{HourlyRate, InstanceType, PriceBook, RegionRates, TypeId};
use crate::scenario::{InstanceChoice, Workload};
use crate::terms::Purchase;
use smallvec::{SmallVec, smallvec};
use std::ops::Deref;

/// Types with their rates under a purchase option.
pub(super) struct Candidates<'a> {
    pub(super) types: Types<'a>,
    /// How many types were considered, those included that can never be the cheapest.
    pub(super) considered: usize,
    /// Types that dropped out: no rate, or attributes unknown.
    pub(super) left_out: u32,
    /// The scenario named types or families.
    pub(super) named: bool,
    /// It named exactly one type.
    pub(super) single: bool,
}

/// General types of a region as the book lists them; or a list of its own, which most often holds the one type that the
/// scenario names.
pub(super) enum Types<'a> {
    Listed(&'a [(TypeId, HourlyRate)]),
    Own(SmallVec<[(TypeId, HourlyRate); 1]>),
}

impl Types<'_> {
    /// The same types at changed rates.
    pub(super) fn at_rates<E>(&self, change: impl Fn(HourlyRate) -> Result<HourlyRate, E>) -> Result<Self, E> {
        let changed = self.iter().map(|(id, rate)| Ok((*id, change(*rate)?)));
        Ok(Types::Own(changed.collect::<Result<_, E>>()?))
    }
}

impl Deref for Types<'_> {
    type Target = [(TypeId, HourlyRate)];

    fn deref(&self) -> &Self::Target {
        match self {
            Types::Listed(types) => types,
            Types::Own(types) => types,
        }
    }
}

/// Which of the types that were found to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Those that can be the cheapest.
    Best,
    /// All, for listings.
    All,
}

/// A type that a scenario names, with its rate.
pub(super) fn named<'a>(
    book: &'a PriceBook,
    rates: &RegionRates<'_>,
    name: &str,
    purchase: Purchase,
) -> Result<(TypeId, &'a InstanceType, HourlyRate), CostError> {
    let (id, kind, rate) = book.priced_type(rates, name, purchase)?;
    if kind.is_described() { Ok((id, kind, rate)) } else { Err(book.no_baseline(kind).into()) }
}

/// The types of a workload. A named type without a rate is a missing price; a type of a family drops out.
pub(super) fn find<'a>(
    book: &'a PriceBook,
    rates: &RegionRates<'_>,
    workload: &Workload,
    purchase: Purchase,
    keep: Keep,
) -> Result<Candidates<'a>, CostError> {
    let region = &*workload.region;
    if workload.instance_types.is_empty() {
        let general = book.general(region, purchase, workload.arch)?;
        if general.types.is_empty() {
            return Err(book.no_general_type(region, purchase, workload.arch).into());
        }
        let considered = general.types.len();
        let types = Types::Listed(match keep {
            Keep::Best => &general.front,
            Keep::All => &general.types,
        });
        return Ok(Candidates { types, considered, left_out: general.left_out, named: false, single: false });
    }
    let named = |name: &str| named(book, rates, name, purchase).map(|(id, _, rate)| (id, rate));
    if let [InstanceChoice::Type(name)] = workload.instance_types.as_slice() {
        let types = Types::Own(smallvec![named(name)?]);
        return Ok(Candidates { types, considered: 1, left_out: 0, named: true, single: true });
    }
    let mut types: SmallVec<[(TypeId, HourlyRate); 1]> = SmallVec::new();
    let mut left_out = 0;
    let mut unpriced = None;
    for choice in &workload.instance_types {
        match choice {
            InstanceChoice::Type(name) => types.push(named(name)?),
            InstanceChoice::Family(name) => {
                for id in book.family(name)? {
                    let described = book.instance_type_by_id(id)?.is_described();
                    match book.hourly(region, id, purchase)? {
                        Some(rate) if described => types.push((id, rate)),
                        Some(_) => left_out += 1,
                        None => left_out += u32::from(book.hourly(region, id, Purchase::OnDemand)?.is_some()),
                    }
                }
                unpriced = unpriced.or(Some(name));
            }
        }
    }
    if let (true, Some(family)) = (types.is_empty(), unpriced) {
        return Err(book.family_not_sold(region, family, purchase)?.into());
    }
    types.sort_unstable_by_key(|(id, _)| *id);
    types.dedup_by_key(|(id, _)| *id);
    Ok(Candidates { considered: types.len(), types: Types::Own(types), left_out, named: true, single: false })
}
