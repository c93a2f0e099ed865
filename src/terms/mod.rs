//! The field's vocabulary that every layer shares: architectures and purchase options; what makes words of a user
//! harmless; and small helpers for text.

mod arch;
mod clean;
mod marks;
mod nearest;
mod purchase;
mod trimmed;

pub use arch::Arch;
pub use clean::clean;
pub(crate) use marks::Marks;
pub use nearest::nearest;
pub use purchase::{Commitment, Payment, Plan, Purchase, Term};
pub(crate) use trimmed::trimmed;
