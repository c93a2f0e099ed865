//! The engine: quantity × rate → line item → bill. It touches no file, clock, terminal or environment.
//!
//! [`lambda`] and [`ec2`] each turn a [`Workload`](crate::scenario::Workload) and a
//! [`PriceBook`](crate::pricebook::PriceBook) into an [`Offer`]: a [`Bill`] or the [`Reason`]s why the workload
//! cannot run that way. A further way to run workloads is one more such function.

mod account;
mod assumption;
mod bill;
mod case;
mod demand;
pub mod ec2;
mod front;
mod item;
pub mod lambda;
mod lognormal;
mod many_servers;
mod memory;
mod offer;
mod operations;
pub mod queueing;
mod settings;
mod why;

pub use account::{Account, LeftOut, Pools};
pub use assumption::{Assumption, Assumptions};
pub use bill::{Bill, Trace};
pub use case::Case;
pub use demand::most_cpu_ms;
pub use item::{ItemKey, LineItem, TierRange};
pub use lognormal::mean_ceil;
pub use memory::at_memory;
pub use offer::{Offer, OptionKey, Reason, Warning};
pub use operations::tasks as operations_tasks;
pub use settings::{FreeTier, Lines, Settings};
pub use why::Why;

use crate::pricebook::{BookError, MissingPrice, PriceError};
use crate::units::TooLarge;

/// Why a workload cannot be priced at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CostError {
    /// The book lacks a price.
    #[error(transparent)]
    Price(#[from] PriceError),
    /// A figure is too large to be computed exactly.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// The caller left the workload out of its portfolio.
    #[error(transparent)]
    LeftOut(#[from] LeftOut),
}

impl From<MissingPrice> for CostError {
    fn from(missing: MissingPrice) -> CostError {
        CostError::Price(missing.into())
    }
}

impl From<BookError> for CostError {
    fn from(error: BookError) -> CostError {
        CostError::Price(error.into())
    }
}
