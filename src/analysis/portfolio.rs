//! Workloads that share one account: tiers and free allowances count once.

use super::{Comparison, Unpriced, Verdict};
use crate::cost::lambda::{self, Usage};
use crate::cost::{Account, Case, CostError, Offer, OptionKey, Pools, Settings, ec2};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::{OrTooLarge, Usd};

/// Prices workloads that share one account: tiers and free allowances count once for each side, and each workload
/// gets its part in proportion to its use, as if all of them ran on that side. Workloads that are not possible on a side
/// take none there.
///
/// # Errors
/// The first workload that cannot be priced.
pub fn compare_portfolio(
    book: &PriceBook,
    workloads: Vec<Workload>,
    settings: &Settings,
) -> Result<Vec<Comparison>, Unpriced> {
    let mut pools = Pools::default();
    let mut usages = Vec::with_capacity(workloads.len());
    for workload in &workloads {
        let mut add = || -> Result<(), CostError> {
            let case = Case::new(book, workload, settings)?;
            let usage = lambda::usage(&case)?;
            if lambda::is_possible(workload, book.rules()) {
                pools.add_lambda(&workload.region, workload.arch, &usage)?;
            }
            usages.push(usage);
            // Which fleet is the cheapest does not depend on the pools, so it can be asked before they are full.
            if ec2::price(&case, Account::Alone)?.bill.is_some() {
                ec2::add_to_pools(&case, &mut pools)?;
            }
            Ok(())
        };
        add().map_err(|error| Unpriced::new(book, workload, settings, error))?;
    }
    let account = Account::Shared(&pools);
    let mut comparisons = Vec::with_capacity(workloads.len());
    for (workload, usage) in workloads.into_iter().zip(usages) {
        let priced = || -> Result<(Vec<Offer>, Verdict), CostError> {
            let case = Case::new(book, &workload, settings)?;
            let offers = vec![lambda::price(&case, &usage, account)?, ec2::price(&case, account)?];
            let verdict = Verdict::of(&offers)?;
            Ok((offers, verdict))
        };
        match priced() {
            Ok((offers, verdict)) => {
                comparisons.push(Comparison::new(Box::new(workload), offers, verdict));
            }
            Err(error) => return Err(Unpriced::new(book, &workload, settings, error)),
        }
    }
    Ok(comparisons)
}

/// What an account costs a month that runs each workload of a portfolio on its cheaper side: tiers, free allowances and
/// data to the internet are shared by what runs there, not by what could. On a tie Lambda counts; what is possible on
/// neither side is left out.
///
/// # Errors
/// The first workload that cannot be priced.
pub fn price_mix(book: &PriceBook, comparisons: &[Comparison], settings: &Settings) -> Result<Usd, Unpriced> {
    let mut pools = Pools::default();
    // With their usage those that stay on Lambda.
    let mut chosen: Vec<(&Workload, Option<Usage>)> = Vec::with_capacity(comparisons.len());
    for comparison in comparisons {
        let workload = &*comparison.workload;
        let possible = || comparison.offers.iter().find(|offer| offer.bill.is_some()).map(|offer| offer.key);
        let Some(key) = comparison.verdict.winner().or_else(possible) else { continue };
        let mut add = || -> Result<Option<Usage>, CostError> {
            let case = Case::new(book, workload, settings)?;
            if key == OptionKey::Ec2 {
                ec2::add_to_pools(&case, &mut pools)?;
                return Ok(None);
            }
            let usage = lambda::usage(&case)?;
            pools.add_lambda(&workload.region, workload.arch, &usage)?;
            Ok(Some(usage))
        };
        chosen.push((workload, add().map_err(|error| Unpriced::new(book, workload, settings, error))?));
    }
    let mut total = Usd::ZERO;
    let pools = pools.on_both_sides().map_err(CostError::from);
    for (workload, usage) in &chosen {
        let add = || -> Result<Usd, CostError> {
            let account = Account::Shared(pools.as_ref().map_err(Clone::clone)?);
            let case = Case::new(book, workload, settings)?;
            let offer = match usage {
                Some(usage) => lambda::price(&case, usage, account)?,
                None => ec2::price(&case, account)?,
            };
            let sum = offer.total().and_then(|usd| total.add(usd));
            Ok(sum.or_too_large("the total of all workloads")?)
        };
        total = add().map_err(|error| Unpriced::new(book, workload, settings, error))?;
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario;

    #[test]
    fn who_stays_on_lambda_has_the_free_tier_of_those_who_leave() {
        // A: 1,000,000 requests of 0.1 s at 1 GB, 100,000 GB-s: all of it within the free 1,000,000 requests and 400,000
        // GB-s once B, which is cheaper on EC2, no longer takes its part of them: $0. The mix is B's fleet alone.
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,instance_type,invocation\n\
                   A,1M,100,1024,m5.large,async\nB,500M,100,1024,m5.large,async\n";
        let mut settings = Settings::new(book.rules());
        settings.free_tier.compute = true;
        let workloads = scenario::read_str(csv, book.rules()).unwrap().workloads;
        let comparisons = compare_portfolio(&book, workloads, &settings).unwrap();
        let winners: Vec<Option<OptionKey>> = comparisons.iter().map(|one| one.verdict.winner()).collect();
        assert_eq!(winners, [Some(OptionKey::Lambda), Some(OptionKey::Ec2)]);
        let mix = price_mix(&book, &comparisons, &settings).unwrap();
        assert_eq!(Some(mix), comparisons[1].offer(OptionKey::Ec2).and_then(Offer::total));
        assert!(comparisons[0].offer(OptionKey::Lambda).and_then(Offer::total) > Some(Usd::ZERO));
    }

    #[test]
    fn data_of_both_sides_shares_the_tiers_of_the_internet() {
        // A on Lambda sends 10,000,000 x 1,000 KB, B on EC2 100,000,000 x 100 KB: 10,000,000,000 KB / 1,048,576 =
        // 9,536.743164 GB each, 19,073.486328 GB together: 10,240 x $0.09 + 8,833.486328 x $0.085 = 921.60 + 750.846338 =
        // $1,672.446338. With tiers of its own each would pay 9,536.743164 x 0.09, $1,716.61 together. B's load balancer
        // carries 9,536.743164 GB in place of 22.222222 LCU-hours of connections: 9,514.520942 x $0.008 = $76.116168 more.
        let book = PriceBook::current().unwrap();
        let settings = Settings::new(book.rules());
        let mix = |response_kb: [u32; 2]| {
            let [a, b] = response_kb;
            let csv = format!(
                "name,requests_per_month,duration_ms,memory_mb,instance_type,response_kb,front_door\n\
                 A,10M,10,128,m5.large,{a},function-url\nB,100M,1000,1769,c7a.large,{b},function-url\n"
            );
            let workloads = scenario::read_str(&csv, book.rules()).unwrap().workloads;
            let comparisons = compare_portfolio(&book, workloads, &settings).unwrap();
            let winners: Vec<Option<OptionKey>> = comparisons.iter().map(|one| one.verdict.winner()).collect();
            assert_eq!(winners, [Some(OptionKey::Lambda), Some(OptionKey::Ec2)]);
            price_mix(&book, &comparisons, &settings).unwrap().to_f64()
        };
        let transfer = mix([1_000, 100]) - mix([0, 0]);
        assert!((transfer - 1_672.446_338 - 76.116_168).abs() < 1e-5, "{transfer}");
    }
}
