//! The field's vocabulary that every layer shares: architectures and purchase options; and what makes words
//! of a user harmless.

mod arch;
mod clean;
mod nearest;
mod purchase;

pub use arch::Arch;
pub use clean::clean;
pub use nearest::nearest;
pub use purchase::{Commitment, Payment, Plan, Purchase, Term};
