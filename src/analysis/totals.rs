//! [`Totals`]: what all workloads of a run cost together.

use super::Comparison;
use crate::cost::{Offer, OptionKey};
use crate::units::{OrTooLarge, TooLarge, Usd};

/// Sums over workloads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many workloads there are.
    pub workloads: u64,
    /// Everything on Lambda; only workloads that are possible there.
    pub lambda: Usd,
    /// How many workloads are not possible on Lambda.
    pub lambda_impossible: u64,
    /// Everything on EC2; only workloads that are possible there.
    pub ec2: Usd,
    /// How many workloads are not possible on EC2.
    pub ec2_impossible: u64,
    /// Each workload on its cheapest option; of a portfolio what [`price_mix`](super::price_mix) says, which is no sum of
    /// theirs.
    pub cheapest: Usd,
    /// Whether prices of the user's own moved the sum of Lambda.
    pub lambda_own_price: bool,
    /// Whether prices of the user's own moved the sum of EC2.
    pub ec2_own_price: bool,
    /// How many workloads are cheapest on Lambda.
    pub lambda_wins: u64,
    /// How many workloads are cheapest on EC2.
    pub ec2_wins: u64,
    /// How many workloads are not possible at all.
    pub impossible: u64,
    /// How many workloads have ranges over which their choice is not clearly the same.
    pub unsettled: u64,
    /// How many workloads [may be undercut](Comparison::may_be_undercut) on Lambda.
    pub open_to_fleets: u64,
}

impl Totals {
    /// Adds one workload.
    ///
    /// # Errors
    /// [`TooLarge`] when a sum is beyond the range of money.
    pub fn add(&mut self, comparison: &Comparison) -> Result<(), TooLarge> {
        self.workloads += 1;
        let mut cheapest: Option<Usd> = None;
        for key in OptionKey::ALL {
            let offer = comparison.offer(key);
            let total = offer.and_then(Offer::total);
            let (sum, impossible, own_price) = match key {
                OptionKey::Lambda => (&mut self.lambda, &mut self.lambda_impossible, &mut self.lambda_own_price),
                OptionKey::Ec2 => (&mut self.ec2, &mut self.ec2_impossible, &mut self.ec2_own_price),
            };
            *own_price |= offer.is_some_and(Offer::has_own_price);
            match total {
                Some(total) => {
                    *sum = sum.add(total).or_too_large("the total of all workloads")?;
                    cheapest = Some(cheapest.map_or(total, |known| known.min(total)));
                }
                None => *impossible += 1,
            }
        }
        match cheapest {
            Some(total) => self.cheapest = self.cheapest.add(total).or_too_large("the total of all workloads")?,
            None => self.impossible += 1,
        }
        match comparison.verdict.winner() {
            Some(OptionKey::Lambda) => self.lambda_wins += 1,
            Some(OptionKey::Ec2) => self.ec2_wins += 1,
            None => {}
        }
        self.unsettled += u64::from(comparison.is_unsettled());
        self.open_to_fleets += u64::from(comparison.may_be_undercut());
        Ok(())
    }

    /// Adds the sums of other workloads.
    ///
    /// # Errors
    /// [`TooLarge`] when a sum is beyond the range of money.
    pub fn merge(&mut self, other: &Totals) -> Result<(), TooLarge> {
        const WHAT: &str = "the total of all workloads";
        self.workloads += other.workloads;
        self.lambda = self.lambda.add(other.lambda).or_too_large(WHAT)?;
        self.lambda_impossible += other.lambda_impossible;
        self.ec2 = self.ec2.add(other.ec2).or_too_large(WHAT)?;
        self.ec2_impossible += other.ec2_impossible;
        self.cheapest = self.cheapest.add(other.cheapest).or_too_large(WHAT)?;
        self.lambda_own_price |= other.lambda_own_price;
        self.ec2_own_price |= other.ec2_own_price;
        self.lambda_wins += other.lambda_wins;
        self.ec2_wins += other.ec2_wins;
        self.impossible += other.impossible;
        self.unsettled += other.unsettled;
        self.open_to_fleets += other.open_to_fleets;
        Ok(())
    }

    /// Whether prices of the user's own moved any of the sums.
    #[must_use]
    pub fn has_own_price(&self) -> bool {
        self.lambda_own_price || self.ec2_own_price
    }

    /// All workloads on one option; `None` where some are not possible there.
    #[must_use]
    pub fn all_on(&self, key: OptionKey) -> Option<Usd> {
        match key {
            OptionKey::Lambda => (self.lambda_impossible == 0).then_some(self.lambda),
            OptionKey::Ec2 => (self.ec2_impossible == 0).then_some(self.ec2),
        }
    }

    /// What each workload on its cheaper option saves against all of them on one, for each that this is dearer on.
    pub fn saved_by_choosing(&self) -> impl Iterator<Item = (OptionKey, Usd)> {
        let all = OptionKey::ALL.into_iter().filter_map(|key| Some((key, self.all_on(key)?)));
        all.filter(|(_, all)| *all > self.cheapest).filter_map(|(key, all)| Some((key, all.sub(self.cheapest)?)))
    }

    /// What all workloads on the cheaper option save against all on the other; `None` where one of them is not possible for
    /// all.
    #[must_use]
    pub fn saving(&self) -> Option<Usd> {
        let (lambda, ec2) = (self.all_on(OptionKey::Lambda)?, self.all_on(OptionKey::Ec2)?);
        lambda.max(ec2).sub(lambda.min(ec2))
    }
}
