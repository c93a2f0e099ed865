//! Running a workload on a fleet of EC2 instances: the fleet that carries the demand, and what it costs.
//!
//! A fleet is sized hour by hour over the traffic profile by whichever of CPU, memory, queueing delay or measured
//! capacity binds first; see `sizing.rs`. The cheapest type is found among all that can hold a request; see
//! `choose/`.

mod bill;
mod burstable;
mod candidates;
mod choose;
mod commitment;
mod fleet;
mod servers;
mod sizing;
mod steady;
mod summary;

pub use burstable::CreditDay;
pub(crate) use choose::add_to_pools;
pub use choose::{
    AskedBy, BurstableQuote, EarnedBetween, FleetHour, NotTaken, RunnerUp, Survey, fleet_hours, has_one_way, not_taken,
    offer, peak_utilization, price, runners_up, survey,
};
pub use sizing::Bound;
pub use steady::{SteadyFleet, steady_fleet};
pub use summary::{FleetSummary, Split};
