//! How AWS's lists name purchase options.

use crate::terms::{Commitment, Payment, Plan, Purchase, Term};

/// The code of the free tier's terms.
const FREE_TIER: &str = "A429C66SYZ";

/// What a term says of itself.
#[derive(Debug, Default)]
pub(super) struct TermText {
    pub(super) code: String,
    pub(super) length: String,
    pub(super) class: String,
    pub(super) option: String,
}

impl TermText {
    /// Where the term attribute of that name belongs; CSV columns have the same names.
    pub(super) fn slot(&mut self, name: &str) -> Option<&mut String> {
        match name {
            "LeaseContractLength" => Some(&mut self.length),
            "OfferingClass" => Some(&mut self.class),
            "PurchaseOption" => Some(&mut self.option),
            _ => None,
        }
    }

    /// The purchase option, or the name under which a term that the book does not know is counted.
    pub(super) fn purchase(&self, reserved: bool) -> Result<Purchase, String> {
        if self.code == FREE_TIER {
            return Err("free tier".to_owned());
        }
        if !reserved {
            return Ok(Purchase::OnDemand);
        }
        let plan = match self.class.as_str() {
            "standard" => Plan::Reserved,
            "convertible" => Plan::ReservedConvertible,
            _ => return Err(self.name()),
        };
        match (term(&self.length), payment(&self.option)) {
            (Some(term), Some(payment)) => Ok(Purchase::Committed(Commitment { plan, term, payment })),
            _ => Err(self.name()),
        }
    }

    fn name(&self) -> String {
        format!("Reserved {:?} {:?} {:?}", self.length, self.class, self.option)
    }
}

/// A term of commitment, as `1yr` or, in CSV files of some years, `1 yr`.
pub(super) fn term(text: &str) -> Option<Term> {
    match text {
        "1yr" | "1 yr" => Some(Term::OneYear),
        "3yr" | "3 yr" => Some(Term::ThreeYears),
        _ => None,
    }
}

/// A payment option.
pub(super) fn payment(text: &str) -> Option<Payment> {
    match text {
        "No Upfront" => Some(Payment::NoUpfront),
        "Partial Upfront" => Some(Payment::PartialUpfront),
        "All Upfront" => Some(Payment::AllUpfront),
        _ => None,
    }
}

/// The kind of a Savings Plan by its product family.
pub(super) fn plan(family: &str) -> Option<Plan> {
    match family {
        "ComputeSavingsPlans" => Some(Plan::ComputeSavingsPlan),
        "EC2InstanceSavingsPlans" => Some(Plan::Ec2SavingsPlan),
        _ => None,
    }
}
