//! People's work on operations: hours × their cost. Nobody's total holds an opinion that was not entered.

use super::item::Charge;
use super::{Bill, CostError, ItemKey, OptionKey, Why};
use crate::pricebook::PriceBook;
use crate::units::{Dec, Quantity, UnitPrice, unit};

/// Adds the line for `hours` of work a month, where there are any.
pub(super) fn add(bill: &mut Bill, book: &PriceBook, hours: Dec, usd_per_hour: Dec) -> Result<(), CostError> {
    if hours.is_zero() || usd_per_hour.is_zero() {
        return Ok(());
    }
    let provenance = book.own_provenance("ops_usd_per_hour");
    let quantity = Quantity::<unit::PersonHour>::new(hours);
    let charge = Charge::new(ItemKey::Operations, quantity, UnitPrice::new(usd_per_hour), provenance);
    Ok(bill.add(charge, || Why::Operations)?)
}

/// Tasks that stay with a team when a workload runs in a way, to think of when estimating hours. Building, deploying
/// and monitoring the application stay on both sides and are in neither list.
#[must_use]
pub fn tasks(key: OptionKey) -> &'static [&'static str] {
    match key {
        OptionKey::Ec2 => &[
            "provisioning instances and images",
            "operating system updates and patching",
            "installing and updating the platform",
            "setting up scaling and load balancing",
            "securing hosts and networks",
            "monitoring the infrastructure",
        ],
        OptionKey::Lambda => &["moving to a new runtime when the old one ends", "watching concurrency quotas"],
    }
}
