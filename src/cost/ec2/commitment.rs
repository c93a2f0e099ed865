//! How many instances to commit: the number that makes the month cheapest.

use super::fleet::Fleet;
use crate::pricebook::HourlyRate;
use crate::units::{Dec, OrTooLarge, Quantity, TooLarge};

/// A fleet's instance-hours by how they are paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Covered {
    /// Instances committed.
    pub(super) committed: u64,
    /// Instance-hours that the commitment pays for, all month.
    pub(super) committed_hours: Dec,
    /// Instance-hours on demand.
    pub(super) on_demand_hours: Dec,
}

/// Commits the n-th instance where its hours on demand cost more than a month of the plan.
pub(super) fn cover(fleet: &Fleet, plan: HourlyRate, on_demand: HourlyRate) -> Result<Covered, TooLarge> {
    const WHAT: &str = "committed hours";
    let month = plan.price.amount_for(Quantity::new(fleet.hours))?;
    let mut covered = Covered { committed: 0, committed_hours: Dec::ZERO, on_demand_hours: Dec::ZERO };
    // From the base up, each level runs for fewer hours than the one below, launch lead aside.
    for level in fleet.levels()? {
        let width = level.last - level.first + 1;
        let alone = on_demand.price.amount_for(Quantity::new(level.hours_each))?;
        if month < alone {
            covered.committed = covered.committed.saturating_add(width);
        } else {
            let hours = level.hours_each.ratio(i128::from(width), 1).or_too_large(WHAT)?;
            covered.on_demand_hours = covered.on_demand_hours.add(hours).or_too_large(WHAT)?;
        }
    }
    covered.committed_hours = fleet.hours.ratio(i128::from(covered.committed), 1).or_too_large(WHAT)?;
    Ok(covered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::PriceBook;
    use crate::terms::Purchase;
    use crate::units::UnitPrice;

    #[test]
    fn an_instance_is_committed_when_it_runs_longer_than_the_price_ratio() {
        let book = PriceBook::current().unwrap();
        let (id, _) = book.instance_type("m5.large").unwrap();
        let rate = |usd: &str| {
            let known = book.hourly("us-east-1", id, Purchase::OnDemand).unwrap().unwrap();
            HourlyRate { price: UnitPrice::new(usd.parse().unwrap()), ..known }
        };
        // A day with 1 instance at all hours, a second for 16 h (67 %), a third for 14 h (58 %), at a ratio of 0.6:
        // the first two are committed, the third runs 14/24 x 720 = 420 h on demand.
        let mut counts = vec![3; 14];
        counts.extend([2, 2]);
        counts.extend([1; 8]);
        let fleet = Fleet {
            counts: counts.into(),
            minutes: smallvec::smallvec![60; 24],
            lead_min: 0,
            hours: Dec::from_int(720),
        };
        let covered = cover(&fleet, rate("0.06"), rate("0.10")).unwrap();
        assert_eq!(covered.committed, 2);
        assert_eq!(covered.committed_hours, Dec::from_int(1_440));
        assert_eq!(covered.on_demand_hours, Dec::from_int(420));
    }
}
