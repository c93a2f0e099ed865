//! Days that prices cannot be of, because they are still to come.

use super::OwnPriceNotes;
use super::discount::Discount;
use super::ec2::Ec2Row;
use super::provenance::ProvenancePool;
use super::region::RateRow;
use crate::terms::Stamp;
use std::collections::HashSet;

/// Rows whose `as_of` is after `today`; each source's date once.
pub(super) fn to_come<'r>(
    pool: &ProvenancePool,
    today: Stamp,
    instances: impl Iterator<Item = (&'r str, &'r Ec2Row)>,
    rates: impl Iterator<Item = &'r RateRow>,
    discounts: impl Iterator<Item = &'r Discount>,
) -> OwnPriceNotes {
    let mut found = OwnPriceNotes::default();
    let mut looked_at = HashSet::new();
    let is_to_come = |date: &str| Stamp::parse(date).is_some_and(|date| date > today.end_of_day());
    let of_rates = rates.map(|row| (row.place.0.as_str(), row.place.1, row.tier.provenance));
    let of_instances = instances.map(|(file, row)| (file, row.line, row.rate.provenance));
    for (file, line, id) in of_rates.chain(of_instances) {
        if looked_at.insert(id)
            && let Some(date) = pool.get(id).map(|known| known.as_of).filter(|date| is_to_come(date))
        {
            found.note(file, line, || sentence(&date));
        }
    }
    for discount in discounts.filter(|discount| is_to_come(discount.as_of())) {
        let (file, line) = discount.place();
        found.note(file, line, || sentence(discount.as_of()));
    }
    found
}

fn sentence(date: &str) -> String {
    format!("as_of {date:?} is still to come")
}
