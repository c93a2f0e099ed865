//! The field's vocabulary that every layer shares: architectures and purchase options.

mod arch;
mod nearest;
mod purchase;

pub use arch::Arch;
pub use nearest::nearest;
pub use purchase::{Commitment, Payment, Plan, Purchase, Term};
