//! Growth: month by month with rising demand, when the verdict flips, what both sides cost in all, and when a move has
//! paid for itself.

use super::breakeven::{Costs, offer, says};
use super::fleet_search::undercutting;
use crate::cost::ec2::RunnerUp;
use crate::cost::{CostError, OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::{Demand, Workload};
use crate::units::{Dec, OrTooLarge, Usd};

/// One month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its number, from 1: the demand of the scenario.
    pub number: u32,
    /// Requests in it.
    pub requests: Dec,
    /// What Lambda and EC2 cost in it, dollars; `None` is not possible.
    pub usd: [Option<Usd>; 2],
    /// What they cost up to its end; `None` once one month was not possible.
    pub cumulated_usd: [Option<Usd>; 2],
}

/// Months of growing demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Growth {
    /// In order.
    pub months: Vec<Month>,
    /// What moving to the other side costs once, dollars.
    pub migration_usd: Usd,
    /// The first month in which Lambda becomes cheaper than the fleet that a search takes, and a fleet that costs less than Lambda
    /// then and that a search does not take by itself.
    pub undercut: Option<(u32, RunnerUp)>,
}

impl Month {
    /// The cheaper option of the month; `None` for a tie, or where neither is possible.
    #[must_use]
    pub fn winner(&self) -> Option<OptionKey> {
        match self.usd {
            [Some(lambda), Some(ec2)] if lambda < ec2 => Some(OptionKey::Lambda),
            [Some(lambda), Some(ec2)] if ec2 < lambda => Some(OptionKey::Ec2),
            [Some(_), None] => Some(OptionKey::Lambda),
            [None, Some(_)] => Some(OptionKey::Ec2),
            _ => None,
        }
    }

    /// Whether one option is not possible in it.
    #[must_use]
    pub fn is_one_sided(&self) -> bool {
        self.usd.contains(&None)
    }

    /// What holds in it, for the middle of a sentence.
    #[must_use]
    pub fn says(&self) -> String {
        says(self.winner(), Costs::of(self.usd).side(), self.is_one_sided())
    }
}

impl Growth {
    /// The months in which another option becomes the cheaper one.
    pub fn flips(&self) -> impl Iterator<Item = &Month> {
        self.months.windows(2).filter(|pair| pair[0].winner() != pair[1].winner()).map(|pair| &pair[1])
    }

    /// The month at whose end a move to this option in the first month has paid for itself: staying on the other one
    /// has cost at least the move more. `None` where that does not happen.
    #[must_use]
    pub fn payback(&self, to: OptionKey) -> Option<&Month> {
        self.payback_of(to, self.migration_usd)
    }

    /// The same of a move that costs so much.
    #[must_use]
    pub fn payback_of(&self, to: OptionKey, migration_usd: Usd) -> Option<&Month> {
        let at = usize::from(to == OptionKey::Ec2);
        self.months.iter().find(|month| match (month.cumulated_usd[1 - at], month.cumulated_usd[at]) {
            (Some(stay), Some(moved)) => {
                stay.sub(moved).is_some_and(|saved| saved > Usd::ZERO && saved >= migration_usd)
            }
            _ => false,
        })
    }
}

/// Prices so many months, demand rising by the workload's growth each month.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn growth(book: &PriceBook, workload: &Workload, settings: &Settings, months: u32) -> Result<Growth, CostError> {
    const WHAT: &str = "the demand of a later month";
    let hundred = Dec::from_int(100);
    let factor = hundred.add(workload.growth_pct_per_month).or_too_large(WHAT)?;
    let mut requests =
        workload.demand.monthly(settings.hours_per_month).or_too_large("the number of requests a month")?;
    let mut all: Vec<Month> = Vec::with_capacity(months as usize);
    let mut month_of = workload.clone();
    let mut cumulated_usd = [Some(Usd::ZERO); 2];
    for number in 1..=months {
        if number > 1 {
            requests = requests.mul_div(factor, hundred).or_too_large(WHAT)?;
        }
        month_of.demand = Demand::PerMonth(requests);
        let mut usd = [None; 2];
        for (at, key) in OptionKey::ALL.into_iter().enumerate() {
            usd[at] = offer(book, &month_of, settings, key)?.total();
            cumulated_usd[at] = match (cumulated_usd[at], usd[at]) {
                (Some(sum), Some(more)) => Some(sum.add(more).or_too_large("the cost of all months")?),
                _ => None,
            };
        }
        all.push(Month { number, requests, usd, cumulated_usd });
    }
    let migration_usd = Usd::from_dollars(workload.migration_usd).or_too_large("the cost of a move")?;
    let mut found = Growth { months: all, migration_usd, undercut: None };
    let to_lambda = found.flips().find(|month| month.winner() == Some(OptionKey::Lambda));
    if let Some(Month { number, requests, .. }) = to_lambda.copied() {
        month_of.demand = Demand::PerMonth(requests);
        found.undercut = match undercutting(book, &month_of, settings) {
            // The months have their figures.
            Err(CostError::TooLarge(_)) => None,
            fleet => fleet?.map(|fleet| (number, fleet)),
        };
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario;

    #[test]
    fn doubling_demand_by_hand() {
        // Lambda: $0.00000186667 a request (see the break-even test), EC2 $71.68 a month, given. Demand doubles: 10, 20,
        // 40, 80 M: Lambda 18.6667, 37.3334, 74.6668, 149.3336. It flips in month 3. Cumulated: Lambda 18.6667, 56.0001,
        // 130.6669, 280.0005; EC2 71.68, 143.36, 215.04, 286.72: in month 5 (160 M is beyond the fleet, so EC2 cannot).
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation,\
                   growth_pct_per_month,migration_usd\nA,10M,100,1024,m5.large,1,async,100,50\n";
        let workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let found = growth(&book, &workload, &Settings::new(book.rules()), 5).unwrap();
        let month = |number: usize| found.months[number - 1];
        assert_eq!(month(3).requests, Dec::from_int(40_000_000));
        assert_eq!(month(3).usd[0].unwrap().to_string(), "74.6668");
        assert_eq!(found.flips().map(|month| month.number).collect::<Vec<u32>>(), [3, 5]);
        assert_eq!(month(4).cumulated_usd.map(|usd| usd.unwrap().to_string()), ["280.0005", "286.72"]);
        assert_eq!(month(5).cumulated_usd[1], None);
        // Moving to Lambda for $50 has paid for itself when EC2 has cost $50 more: 53.0133 at the end of month 1.
        assert_eq!(found.payback(OptionKey::Lambda).unwrap().number, 1);
        assert_eq!(found.payback(OptionKey::Ec2), None);
    }
}
