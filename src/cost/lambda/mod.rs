//! Running a workload on AWS Lambda: what it uses, what that costs, and what makes it impossible.
//!
//! Sources: AWS Lambda pricing page and developer guide; rules and prices carry their dates in the book.

mod cold;
mod limits;
mod price;
mod provisioned;
mod usage;

pub use limits::is_possible;
pub use price::{offer, price};
pub use usage::{FunctionSummary, Usage, usage};
