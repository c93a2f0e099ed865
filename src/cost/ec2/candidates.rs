//! Which instance types a workload may run on.

use crate::cost::CostError;
use crate::pricebook::{HourlyRate, PriceBook, TypeId};
use crate::scenario::{InstanceChoice, Workload};
use crate::terms::Purchase;
use smallvec::SmallVec;
use std::ops::Deref;

/// Types with their rates under a purchase option.
pub(super) struct Candidates<'a> {
    pub(super) types: Types<'a>,
    /// Types that dropped out: no rate, or attributes unknown.
    pub(super) left_out: u32,
    /// The scenario named types or families.
    pub(super) named: bool,
    /// It named exactly one type.
    pub(super) single: bool,
}

/// All general types of a region, or those that the scenario names, of which there are few.
pub(super) enum Types<'a> {
    General(&'a [(TypeId, HourlyRate)]),
    Named(SmallVec<[(TypeId, HourlyRate); 1]>),
}

impl Deref for Types<'_> {
    type Target = [(TypeId, HourlyRate)];

    fn deref(&self) -> &Self::Target {
        match self {
            Types::General(types) => types,
            Types::Named(types) => types,
        }
    }
}

/// The types of a workload. A named type without a rate is a missing price; a type of a family drops out.
pub(super) fn find<'a>(
    book: &'a PriceBook,
    workload: &Workload,
    purchase: Purchase,
) -> Result<Candidates<'a>, CostError> {
    let region = &*workload.region;
    if workload.instance_types.is_empty() {
        let general = book.general(region, purchase, workload.arch)?;
        if general.types.is_empty() {
            return Err(book.no_general_type(region, purchase, workload.arch).into());
        }
        let types = Types::General(&general.types);
        return Ok(Candidates { types, left_out: general.left_out, named: false, single: false });
    }
    let mut types: SmallVec<[(TypeId, HourlyRate); 1]> = SmallVec::new();
    let mut left_out = 0;
    let mut unpriced = None;
    for choice in &workload.instance_types {
        match choice {
            InstanceChoice::Type(name) => {
                let (id, kind) = book.instance_type(name)?;
                let rate = book.require_hourly(region, id, purchase)?;
                if !kind.is_described() {
                    return Err(book.no_baseline(kind).into());
                }
                types.push((id, rate));
            }
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
    let single = matches!(workload.instance_types.as_slice(), [InstanceChoice::Type(_)]);
    Ok(Candidates { types: Types::Named(types), left_out, named: true, single })
}
