//! Purchase options: how capacity is bought.

use super::number_of;
use std::fmt;

/// A way to buy capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Purchase {
    /// The list price, by the second.
    #[default]
    OnDemand,
    /// Spare EC2 capacity at a price that moves.
    Spot,
    /// A Savings Plan or Reserved Instance.
    Committed(Commitment),
}

/// A Savings Plan or Reserved Instance with its term and payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Commitment {
    /// What is committed to.
    pub plan: Plan,
    /// For how long.
    pub term: Term,
    /// How much is paid in advance.
    pub payment: Payment,
}

/// What a commitment covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Plan {
    /// Compute Savings Plan: any EC2 instance, Fargate and Lambda.
    ComputeSavingsPlan,
    /// EC2 Instance Savings Plan: one family in one region.
    Ec2SavingsPlan,
    /// Standard Reserved Instance.
    Reserved,
    /// Convertible Reserved Instance.
    ReservedConvertible,
}

/// How long a commitment lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// One year.
    OneYear,
    /// Three years.
    ThreeYears,
}

/// How much of a commitment is paid in advance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Payment {
    /// Everything monthly.
    NoUpfront,
    /// About half at the start.
    PartialUpfront,
    /// Everything at the start.
    AllUpfront,
}

impl Plan {
    /// Every plan.
    pub const ALL: [Plan; 4] =
        [Plan::ComputeSavingsPlan, Plan::Ec2SavingsPlan, Plan::Reserved, Plan::ReservedConvertible];

    /// The name in purchase options: `compute-sp`, `ec2-sp`, `ri`, `ri-convertible`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Plan::ComputeSavingsPlan => "compute-sp",
            Plan::Ec2SavingsPlan => "ec2-sp",
            Plan::Reserved => "ri",
            Plan::ReservedConvertible => "ri-convertible",
        }
    }
}

impl Term {
    /// Every term.
    pub const ALL: [Term; 2] = [Term::OneYear, Term::ThreeYears];

    /// Years of the term.
    #[must_use]
    pub const fn years(self) -> u32 {
        match self {
            Term::OneYear => 1,
            Term::ThreeYears => 3,
        }
    }

    /// Hours of the term, 8,760 a year, over which AWS spreads upfront money.
    #[must_use]
    pub const fn hours(self) -> u32 {
        self.years() * 8_760
    }
}

impl Payment {
    /// Every payment.
    pub const ALL: [Payment; 3] = [Payment::NoUpfront, Payment::PartialUpfront, Payment::AllUpfront];

    /// The name in purchase options: `no-upfront`, `partial-upfront`, `all-upfront`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Payment::NoUpfront => "no-upfront",
            Payment::PartialUpfront => "partial-upfront",
            Payment::AllUpfront => "all-upfront",
        }
    }
}

impl Purchase {
    /// How many purchase options there are.
    pub(crate) const COUNT: usize = 26;

    /// Every purchase option, in a fixed order.
    pub fn all() -> impl Iterator<Item = Purchase> {
        let commitments = Plan::ALL.into_iter().flat_map(|plan| {
            Term::ALL.into_iter().flat_map(move |term| {
                Payment::ALL.into_iter().map(move |payment| Purchase::Committed(Commitment { plan, term, payment }))
            })
        });
        [Purchase::OnDemand, Purchase::Spot].into_iter().chain(commitments)
    }

    /// Whether it is a Compute Savings Plan, which covers EC2 and Lambda.
    #[must_use]
    pub const fn is_compute_plan(&self) -> bool {
        matches!(self, Purchase::Committed(Commitment { plan: Plan::ComputeSavingsPlan, .. }))
    }

    /// Whether Lambda is sold so: its Savings Plans are those of all compute.
    #[must_use]
    pub const fn is_for_lambda(&self) -> bool {
        match self {
            Purchase::OnDemand => true,
            Purchase::Spot => false,
            Purchase::Committed(_) => self.is_compute_plan(),
        }
    }

    /// For how long it binds and when it is paid, in words.
    #[must_use]
    pub fn terms(&self) -> String {
        let Purchase::Committed(Commitment { term, payment, .. }) = self else {
            return "without a commitment".to_owned();
        };
        let years = term.years();
        let paid = match payment {
            Payment::NoUpfront => "nothing upfront",
            Payment::PartialUpfront => "paid upfront in part",
            Payment::AllUpfront => "all paid upfront",
        };
        format!("for {years} {}, {paid}", number_of(u64::from(years), "year", "years"))
    }

    /// A dense number below [`Purchase::COUNT`].
    pub(crate) const fn index(self) -> usize {
        match self {
            Purchase::OnDemand => 0,
            Purchase::Spot => 1,
            Purchase::Committed(c) => 2 + (c.plan as usize * 2 + c.term as usize) * 3 + c.payment as usize,
        }
    }

    /// Every option's name, for messages.
    pub(crate) const NAMES: &str = "on-demand, spot, or {compute-sp|ec2-sp|ri|ri-convertible}-{1y|3y}, with -no-upfront, \
                                    -partial-upfront or -all-upfront where wanted";

    /// Reads `on-demand`, `spot` or `{compute-sp|ec2-sp|ri|ri-convertible}-{1y|3y}[-{no|partial|all}-upfront]`;
    /// no upfront is meant when the payment is left out.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Purchase> {
        match name {
            "on-demand" => return Some(Purchase::OnDemand),
            "spot" => return Some(Purchase::Spot),
            _ => {}
        }
        let (rest, payment) = Payment::ALL
            .into_iter()
            .find_map(|payment| Some((name.strip_suffix(payment.name())?.strip_suffix('-')?, payment)))
            .unwrap_or((name, Payment::NoUpfront));
        let (plan, term) = rest.rsplit_once('-')?;
        let plan = Plan::ALL.into_iter().find(|known| known.name() == plan)?;
        let term = match term {
            "1y" => Term::OneYear,
            "3y" => Term::ThreeYears,
            _ => return None,
        };
        Some(Purchase::Committed(Commitment { plan, term, payment }))
    }
}

impl fmt::Display for Purchase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Purchase::OnDemand => f.write_str("on-demand"),
            Purchase::Spot => f.write_str("spot"),
            Purchase::Committed(Commitment { plan, term, payment }) => {
                write!(f, "{}-{}y-{}", plan.name(), term.years(), payment.name())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_one_to_one() {
        for (index, purchase) in Purchase::all().enumerate() {
            assert_eq!(purchase.index(), index);
            assert_eq!(Purchase::from_name(&purchase.to_string()), Some(purchase));
        }
        assert_eq!(Purchase::all().count(), Purchase::COUNT);
    }

    #[test]
    fn lambda_is_sold_on_demand_and_with_compute_savings_plans() {
        let names: Vec<String> = Purchase::all().filter(Purchase::is_for_lambda).map(|it| it.to_string()).collect();
        assert_eq!(
            names,
            [
                "on-demand",
                "compute-sp-1y-no-upfront",
                "compute-sp-1y-partial-upfront",
                "compute-sp-1y-all-upfront",
                "compute-sp-3y-no-upfront",
                "compute-sp-3y-partial-upfront",
                "compute-sp-3y-all-upfront",
            ]
        );
    }

    #[test]
    fn payment_left_out_means_no_upfront_and_unknown_options_are_refused() {
        assert_eq!(Purchase::from_name("ri-3y"), Purchase::from_name("ri-3y-no-upfront"));
        assert_eq!(Purchase::from_name("ri-2y"), None);
        assert_eq!(Purchase::from_name("reserved"), None);
    }
}
