//! Which instance types a workload may run on.

use crate::cost::CostError;
use crate::pricebook::{HourlyRate, PriceBook, TypeId};
use crate::scenario::{InstanceChoice, Workload};
use crate::terms::Purchase;

/// Types with their rates under a purchase option.
pub(super) struct Candidates {
    pub(super) types: Vec<(TypeId, HourlyRate)>,
    /// Types that dropped out: no rate, or attributes unknown.
    pub(super) left_out: u32,
    /// The scenario named types or families.
    pub(super) named: bool,
    /// It named exactly one type.
    pub(super) single: bool,
}

/// The types of a workload. A named type without a rate is a missing price; a type of a family drops out.
pub(super) fn find(book: &PriceBook, workload: &Workload, purchase: Purchase) -> Result<Candidates, CostError> {
    let region = workload.region.as_str();
    if workload.instance_types.is_empty() {
        let general = book.general(region, purchase, workload.arch)?;
        let mut types = Vec::with_capacity(general.types.len());
        types.extend_from_slice(&general.types);
        return Ok(Candidates { types, left_out: general.left_out, named: false, single: false });
    }
    let mut types: Vec<(TypeId, HourlyRate)> = Vec::with_capacity(workload.instance_types.len());
    let mut left_out = 0;
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
                let before = types.len();
                let mut of_family = 0;
                for id in book.family(name)? {
                    let described = book.instance_type_by_id(id)?.is_described();
                    match book.hourly(region, id, purchase)? {
                        Some(rate) if described => types.push((id, rate)),
                        Some(_) => left_out += 1,
                        None => left_out += u32::from(book.hourly(region, id, Purchase::OnDemand)?.is_some()),
                    }
                    of_family += 1;
                }
                if types.len() == before && of_family > 0 {
                    return Err(book.family_not_sold(region, name, purchase)?.into());
                }
            }
        }
    }
    types.sort_unstable_by_key(|(id, _)| *id);
    types.dedup_by_key(|(id, _)| *id);
    let single = matches!(workload.instance_types.as_slice(), [InstanceChoice::Type(_)]);
    Ok(Candidates { types, left_out, named: true, single })
}
