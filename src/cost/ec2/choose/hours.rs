//! The cheapest fleet hour by hour, for pictures of a day or a week.

use super::{Considered, Search};
use crate::cost::ec2::bill::InstanceUsage;
use crate::cost::{Case, CostError, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;

/// A fleet in one hour of the traffic's cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FleetHour {
    /// Instances that run.
    pub instances: u64,
    /// Minutes of the hour in which they do.
    pub minutes: u8,
    /// Minutes that instances added at the hour's beginning ran before it, all together.
    pub lead_minutes: u64,
}

/// The hours of the fleet that [`offer`](super::offer) chooses: 1 for steady demand, else those of a day or a week; empty
/// where instances are started for each run. `None` where no fleet can carry the workload.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn fleet_hours(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
) -> Result<Option<Vec<FleetHour>>, CostError> {
    let search = Search::new(&Case::new(book, workload, settings)?);
    let mut best = None;
    search.best(&mut Considered::default(), &mut best)?;
    let Some(quote) = best else { return Ok(None) };
    let InstanceUsage::Fleet(fleet) = &quote.staffed.usage else { return Ok(Some(Vec::new())) };
    let hour = |(at, (instances, minutes)): (usize, (&u64, &u8))| FleetHour {
        instances: if *minutes > 0 { *instances } else { 0 },
        minutes: *minutes,
        lead_minutes: if fleet.lead_min > 0 { fleet.added(at).saturating_mul(u64::from(fleet.lead_min)) } else { 0 },
    };
    Ok(Some(fleet.counts.iter().zip(&fleet.minutes).enumerate().map(hour).collect()))
}
