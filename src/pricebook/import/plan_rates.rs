//! A Savings Plan's rates, as both formats report them.

use super::facts::{Facts, PriceText};
use super::fault::{MOST_NAME_BYTES, Place, clip};
use super::known::{self, Item, Verdict, What};
use super::left_out::Reason;
use super::purchase;
use crate::terms::Stamp;
use crate::terms::{Commitment, Plan, Purchase};

/// What a plan says of itself.
#[derive(Debug, Default)]
pub(super) struct PlanText {
    pub(super) family: String,
    pub(super) length: String,
    pub(super) option: String,
    /// The family of instances that an EC2 Instance Savings Plan is for.
    pub(super) instance_family: String,
}

impl PlanText {
    /// Whether the book knows plans of this kind.
    pub(super) fn is_known(&self) -> bool {
        purchase::plan(&self.family).is_some()
    }
}

/// One rate as the file writes it.
#[derive(Debug, Default)]
pub(super) struct PlanRate {
    pub(super) sku: String,
    pub(super) usage: String,
    pub(super) operation: String,
    pub(super) service: String,
    pub(super) region: String,
    /// When it began; the beginning of time where the list does not say.
    pub(super) effective: Stamp,
    /// The price, with its currency as the other one.
    pub(super) price: PriceText,
}

impl PlanRate {
    /// Where the field of that name in JSON belongs.
    pub(super) fn slot(&mut self, name: &str) -> Option<&mut String> {
        match name {
            "discountedSku" => Some(&mut self.sku),
            "discountedUsageType" => Some(&mut self.usage),
            "discountedOperation" => Some(&mut self.operation),
            "discountedServiceCode" => Some(&mut self.service),
            "discountedRegionCode" => Some(&mut self.region),
            "unit" => Some(&mut self.price.unit),
            _ => None,
        }
    }

    /// Adds the rate to what the list says.
    pub(super) fn take(mut self, plan: &PlanText, facts: &mut Facts, place: Place) {
        let Some(kind) = purchase::plan(&plan.family) else {
            facts.left_out.add(Reason::Plan, &plan.family);
            return;
        };
        let region = if self.region.is_empty() { facts.region.clone() } else { std::mem::take(&mut self.region) };
        let verdict = known::classify_rate(&self.service, &self.operation, &self.usage, &region);
        if let Verdict::Take(Item { what, .. }, _) = &verdict {
            if self.price.unit.is_empty() || self.price.other_currency.is_empty() {
                facts.left_out.add(Reason::Incomplete, "");
                return;
            }
            if let Some(message) = contradiction(kind, plan, what) {
                facts.fault_named(&self.sku, place, message);
                return;
            }
        }
        let Some((sku, _)) = facts.take(&self.sku, verdict, place) else { return };
        let (Some(term), Some(payment)) = (purchase::term(&plan.length), purchase::payment(&plan.option)) else {
            let message = format!("a plan of {:?}, {:?}, which is no purchase option", plan.length, plan.option);
            facts.fault(Some(sku), place, message);
            return;
        };
        if self.price.other_currency != "USD" {
            self.price.usd = None;
        }
        self.price.from.push('0');
        self.price.to.push_str("Inf");
        let purchase = Purchase::Committed(Commitment { plan: kind, term, payment });
        facts.price(sku, purchase, self.effective, &self.price, place);
    }
}

/// What is wrong with a plan of this length whose rates stand under another one; `given` is as the plan writes it: `1yr`.
pub(super) fn other_length(plan: &PlanText, given: &str) -> Option<String> {
    let same =
        plan.length == given || purchase::term(&plan.length).is_some_and(|term| purchase::term(given) == Some(term));
    (plan.is_known() && !same).then(|| {
        let (length, given) = (&plan.length, clip(given, MOST_NAME_BYTES));
        format!("leaseContractLength is {given:?}, and the plan's purchaseTerm is {length:?}: expected the same")
    })
}

/// What is wrong with a rate of this plan for that.
fn contradiction(kind: Plan, plan: &PlanText, what: &What) -> Option<String> {
    match what {
        _ if kind == Plan::ComputeSavingsPlan => None,
        What::Meter { .. } => Some("an EC2 Instance Savings Plan with a rate of another service".to_owned()),
        What::Instance(name) => {
            let family = name.split('.').next().unwrap_or_default();
            let same = plan.instance_family.is_empty() || plan.instance_family == family;
            (!same).then(|| format!("a plan for {:?} with a rate of {name}", plan.instance_family))
        }
    }
}
