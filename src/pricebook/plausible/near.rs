//! Which prices of a whole book need no closer look: its tens of thousands of rows are measured by one region, where the
//! others would have to be read as well.

use crate::pricebook::ec2::Ec2Row;
use crate::pricebook::region::RateRow;
use crate::pricebook::{PriceBook, Tier};
use crate::terms::{Arch, Purchase};
use crate::units::Dec;

/// The region that has most of AWS's types and prices.
const MEASURE: &str = "us-east-1";

/// How much less or more than there a price may cost: in any region on demand, and as a share of on demand under Spot and
/// commitments. What is within is nowhere eight times too much or too little, as far as AWS's prices differ.
const ON_DEMAND: ((i128, i128), (i128, i128)) = ((1, 4), (4, 1));
const OTHERS: ((i128, i128), (i128, i128)) = ((1, 10), (1, 1));

/// What types cost on demand in the region that all are measured by: that of the last row, which most rows share.
#[derive(Debug)]
pub(in crate::pricebook) struct Near<'b> {
    base: &'b PriceBook,
    last: Option<(&'b str, Option<Dec>)>,
}

impl<'b> Near<'b> {
    pub(in crate::pricebook) fn new(base: &'b PriceBook) -> Near<'b> {
        Near { base, last: None }
    }

    /// Whether an instance's price is like the one on demand there.
    pub(in crate::pricebook) fn has(&mut self, row: &Ec2Row) -> bool {
        let usd = match self.last.filter(|(name, _)| *name == row.instance_type) {
            Some((_, usd)) => usd,
            None => self.look_up(&row.instance_type),
        };
        usd.is_some_and(|usd| is_within(row.rate.price.usd(), usd, row.purchase == Purchase::OnDemand))
    }

    fn look_up(&mut self, name: &str) -> Option<Dec> {
        let (id, kind) = self.base.may_price(name).then(|| self.base.instance_type(name).ok()).flatten()?;
        let rate = self.base.hourly(MEASURE, id, Purchase::OnDemand).ok().flatten();
        let usd = rate.map(|rate| rate.price.usd());
        self.last = Some((&kind.name, usd));
        usd
    }
}

/// Whether a tier is like the one there that begins and ends where it does.
pub(in crate::pricebook) fn is_tier_near(base: &PriceBook, row: &RateRow) -> bool {
    let Some(meter) = row.meter else { return true };
    let Ok(rates) = base.region(MEASURE) else { return false };
    let tiers = rates.tiers_of(meter, row.arch.unwrap_or(Arch::X86_64), row.purchase).unwrap_or_default();
    let is_same = |tier: &&Tier| (tier.from, tier.to) == (row.tier.from, row.tier.to);
    tiers.iter().find(is_same).is_some_and(|tier| is_within(row.tier.usd, tier.usd, true))
}

fn is_within(own: Dec, listed: Dec, is_on_demand: bool) -> bool {
    let (least, most) = if is_on_demand { ON_DEMAND } else { OTHERS };
    let is_above = listed.ratio(least.0, least.1).is_some_and(|least| own >= least);
    !own.is_zero() && is_above && listed.ratio(most.0, most.1).is_some_and(|most| own <= most)
}
