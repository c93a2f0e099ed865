//! costcalc
pub mod analysis;
pub mod cost;
pub mod pricebook;
pub mod scenario;
pub mod terms;
pub mod traffic;
pub mod units;
