//! Exact numbers: fixed-point decimals, typed quantities and rates, US dollars, and the one place
//! that rounds and formats them.
//!
//! | type | what | resolution |
//! | --- | --- | --- |
//! | [`Dec`] | a plain decimal number | 10⁻¹² |
//! | [`Quantity`] | an amount of one billing unit | 10⁻¹² of the unit |
//! | [`UnitPrice`] | dollars for one such unit | 10⁻¹² USD |
//! | [`Usd`] | their product, an amount of money | 10⁻²⁴ USD, so that the product is exact |

mod dec;
mod digits;
pub mod format;
mod locale;
mod quantity;
mod usd;
mod wide;

pub use dec::{Dec, DecError};
pub use locale::Locale;
pub use quantity::{Quantity, Unit, UnitPrice, unit};
pub use usd::Usd;

/// A figure left the range that can be computed exactly (about 1.7 × 10²⁶ units or 10¹⁴ dollars).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{what} is too large to be computed exactly")]
pub struct TooLarge {
    /// The figure that overflowed, in words.
    pub what: &'static str,
}

/// Names the figure in the error when a checked operation overflowed.
pub trait OrTooLarge<T> {
    /// Turns `None` into [`TooLarge`] naming `what`.
    ///
    /// # Errors
    /// [`TooLarge`] when the value is absent.
    fn or_too_large(self, what: &'static str) -> Result<T, TooLarge>;
}

impl<T> OrTooLarge<T> for Option<T> {
    fn or_too_large(self, what: &'static str) -> Result<T, TooLarge> {
        self.ok_or(TooLarge { what })
    }
}
