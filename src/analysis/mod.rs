//! Questions asked of the engine: which option is cheaper, by how much, for one workload and for many.

pub mod breakeven;
mod compare;
pub mod curve;
pub mod fields;
mod fleet_search;
mod gate;
pub mod growth;
pub mod hours;
pub mod map;
pub mod optimize;
mod portfolio;
mod rank;
mod remedy;
mod reservations;
pub mod sensitivity;
pub mod sweep;
mod totals;
pub mod uncertainty;
mod unpriced;
mod verdict;

pub use compare::{Comparison, MOST_BREAK_EVENS, compare, compare_each};
pub use fields::Field;
pub use fleet_search::{FleetSearch, undercutting, undercutting_at, undercutting_at_told, undercutting_told};
pub use gate::{Cause, Gate, GateError, Judgment, Missing};
pub use portfolio::{compare_portfolio, price_mix};
pub use rank::Rank;
pub use reservations::open_choices;
pub use totals::Totals;
pub use unpriced::Unpriced;
pub use verdict::Verdict;
