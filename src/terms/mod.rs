//! The field's vocabulary that every layer shares: architectures and purchase options; and small helpers for names.

mod arch;
mod nearest;
mod purchase;
mod trimmed;

pub use arch::Arch;
pub use nearest::nearest;
pub use purchase::{Commitment, Payment, Plan, Purchase, Term};
pub(crate) use trimmed::trimmed;
