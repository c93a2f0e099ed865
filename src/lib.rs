//! costcalc
pub mod analysis;
pub mod cli;
pub mod cost;
pub mod pricebook;
pub mod report;
pub mod scenario;
pub mod terms;
pub mod traffic;
pub mod units;
