//! [`Comparison`]: a workload's options side by side.

use super::Verdict;
use crate::cost::{Account, CostError, Offer, OptionKey, Pools, Settings, ec2, lambda};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::TooLarge;

/// A workload's options, priced, with the verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The workload.
    pub workload: Workload,
    /// Its options in the order of [`OptionKey::ALL`].
    pub offers: Vec<Offer>,
    /// Which is cheapest, and by how much.
    pub verdict: Verdict,
}

impl Comparison {
    fn new(workload: Workload, offers: Vec<Offer>) -> Result<Comparison, TooLarge> {
        let verdict = Verdict::of(&offers)?;
        Ok(Comparison { workload, offers, verdict })
    }

    /// The option of that key.
    #[must_use]
    pub fn offer(&self, key: OptionKey) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.key == key)
    }
}

/// Prices a workload's options, each on an account of its own.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn compare(book: &PriceBook, workload: Workload, settings: &Settings) -> Result<Comparison, CostError> {
    let offers = vec![lambda::offer(book, &workload, settings)?, ec2::offer(book, &workload, settings)?];
    Ok(Comparison::new(workload, offers)?)
}

/// Prices workloads that share one account: tiers and free allowances count once for each side, and each workload
/// gets its part in proportion to its use. Workloads that are not possible on a side take none there.
///
/// # Errors
/// The place of the first workload that cannot be priced, with the [`CostError`].
pub fn compare_portfolio(
    book: &PriceBook,
    workloads: Vec<Workload>,
    settings: &Settings,
) -> Result<Vec<Comparison>, (usize, CostError)> {
    let mut pools = Pools::default();
    let mut usages = Vec::with_capacity(workloads.len());
    for (place, workload) in workloads.iter().enumerate() {
        let mut add = || -> Result<(), CostError> {
            let usage = lambda::usage(workload, book.rules(), settings)?;
            if lambda::is_possible(workload, book.rules()) {
                pools.add_lambda(&workload.region, workload.arch, &usage)?;
            }
            usages.push(usage);
            // Which fleet is the cheapest does not depend on the pools, so it can be asked before they are full.
            if ec2::offer(book, workload, settings)?.bill.is_some() {
                ec2::add_to_pools(workload, settings, &mut pools)?;
            }
            Ok(())
        };
        add().map_err(|error| (place, error))?;
    }
    let account = Account::Shared(&pools);
    let mut comparisons = Vec::with_capacity(workloads.len());
    for (place, (workload, usage)) in workloads.into_iter().zip(usages).enumerate() {
        let priced = || -> Result<Comparison, CostError> {
            let offers = vec![
                lambda::price(book, &workload, settings, &usage, account)?,
                ec2::price(book, &workload, settings, account)?,
            ];
            Ok(Comparison::new(workload, offers)?)
        };
        comparisons.push(priced().map_err(|error| (place, error))?);
    }
    Ok(comparisons)
}
