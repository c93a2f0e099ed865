//! [`Case`]: a workload with what both sides of a comparison are priced from.

use super::demand::Demand;
use super::{CostError, Settings};
use crate::pricebook::{PriceBook, RegionRates};
use crate::scenario::Workload;

/// A workload with the prices of its region and its demand, looked up and spread once for both sides.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    pub(super) book: &'a PriceBook,
    pub(super) rates: RegionRates<'a>,
    pub(super) workload: &'a Workload,
    pub(super) settings: &'a Settings,
    pub(super) demand: Demand<'a>,
}

impl<'a> Case<'a> {
    /// A workload with a book's prices of its region.
    ///
    /// # Errors
    /// [`CostError`] for an unknown region, or when the demand of a month is too large.
    pub fn new(book: &'a PriceBook, workload: &'a Workload, settings: &'a Settings) -> Result<Case<'a>, CostError> {
        let rates = book.region(&workload.region)?;
        Ok(Case { book, rates, workload, settings, demand: Demand::new(workload, settings)? })
    }
}
