//! The field's vocabulary that every layer shares: architectures and purchase options; and small helpers for text.

mod arch;
mod marks;
mod nearest;
mod purchase;
mod trimmed;

pub use arch::Arch;
pub(crate) use marks::Marks;
pub use nearest::nearest;
pub use purchase::{Commitment, Payment, Plan, Purchase, Term};
pub(crate) use trimmed::trimmed;
