//! [`Account`]: whether a workload has tiers and free allowances to itself or shares them with a portfolio.

use super::item::Charge;
use super::lambda::Usage;
use super::{Bill, CostError, ItemKey, Why};
use crate::pricebook::{Meter, PriceBook, Tier, TypedLadder};
use crate::terms::Arch;
use crate::units::{Dec, OrTooLarge, Quantity, TooLarge, Unit, UnitPrice};
use std::collections::HashMap;

/// Tiered usage that the workloads of an account share, by region (and architecture where prices differ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Pool {
    /// Lambda's on-demand duration, INIT included.
    Duration,
    /// HTTP API calls.
    HttpApi,
    /// REST API calls.
    RestApi,
    /// Vended logs.
    VendedLogs,
    /// Data to the internet when everything runs on Lambda.
    LambdaTransfer,
    /// Data to the internet when everything runs on EC2.
    Ec2Transfer,
    /// Logs that agents on instances send.
    CustomLogs,
}

/// A free allowance that an account has once a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Allowance {
    /// Lambda requests.
    Requests,
    /// Lambda on-demand GB-seconds.
    Duration,
    /// Streamed GB.
    Streaming,
    /// GB to the internet, everything on Lambda.
    LambdaTransfer,
    /// GB to the internet, everything on EC2.
    Ec2Transfer,
    /// GB of logs, everything on Lambda.
    LambdaLogs,
    /// GB of logs, everything on EC2.
    Ec2Logs,
}

impl Pool {
    const fn name(self) -> &'static str {
        match self {
            Pool::Duration => "on-demand duration",
            Pool::HttpApi => "HTTP API calls",
            Pool::RestApi => "REST API calls",
            Pool::VendedLogs => "vended logs",
            Pool::LambdaTransfer => "data transfer from Lambda",
            Pool::Ec2Transfer => "data transfer from EC2",
            Pool::CustomLogs => "logs of instances",
        }
    }
}

impl Allowance {
    const fn name(self) -> &'static str {
        match self {
            Allowance::Requests => "requests",
            Allowance::Duration => "on-demand duration",
            Allowance::Streaming => "streamed responses",
            Allowance::LambdaTransfer => "data transfer from Lambda",
            Allowance::Ec2Transfer => "data transfer from EC2",
            Allowance::LambdaLogs => "logs of functions",
            Allowance::Ec2Logs => "logs of instances",
        }
    }
}

/// A workload was priced on the account of a portfolio whose [`Pools`] lack its usage: a fault of the caller, not of the
/// scenario. Its part of the tiers and allowances cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("internal fault: the portfolio's pools lack {what} of this workload; add its usage to them first")]
pub struct LeftOut {
    /// What is lacking.
    pub what: &'static str,
}

/// The usage of a whole portfolio.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pools {
    tiered: HashMap<(Pool, String, Arch), Dec>,
    free: HashMap<Allowance, Dec>,
}

/// Whose tiers and allowances a workload uses. A workload on a shared account must be among those whose usage was added
/// to its [`Pools`]; pricing another one is [`LeftOut`].
#[derive(Debug, Clone, Copy)]
pub enum Account<'a> {
    /// Its own.
    Alone,
    /// Those of a portfolio, in proportion to its use.
    Shared(&'a Pools),
}

impl Pools {
    /// Adds what a workload uses on Lambda.
    ///
    /// # Errors
    /// [`TooLarge`] when a sum is beyond the range.
    pub fn add_lambda(&mut self, region: &str, arch: Arch, usage: &Usage) -> Result<(), TooLarge> {
        let duration = usage.on_demand_gb_s.add(usage.initialization_gb_s).or_too_large("GB-seconds")?;
        self.add(Pool::Duration, region, arch, duration)?;
        self.add(Pool::HttpApi, region, Arch::X86_64, usage.http_api_requests)?;
        self.add(Pool::RestApi, region, Arch::X86_64, usage.rest_api_requests)?;
        self.add(Pool::VendedLogs, region, Arch::X86_64, usage.log_gb)?;
        self.add(Pool::LambdaTransfer, region, Arch::X86_64, usage.transfer_gb)?;
        self.add_free(Allowance::Requests, usage.requests)?;
        self.add_free(Allowance::Duration, duration)?;
        self.add_free(Allowance::Streaming, usage.streamed_gb)?;
        self.add_free(Allowance::LambdaTransfer, usage.transfer_gb)?;
        self.add_free(Allowance::LambdaLogs, usage.log_gb)
    }

    /// Adds what a workload sends to the internet from EC2 and what it logs there, GB.
    ///
    /// # Errors
    /// [`TooLarge`] when a sum is beyond the range.
    pub fn add_ec2(&mut self, region: &str, transfer_gb: Dec, log_gb: Dec) -> Result<(), TooLarge> {
        self.add(Pool::Ec2Transfer, region, Arch::X86_64, transfer_gb)?;
        self.add(Pool::CustomLogs, region, Arch::X86_64, log_gb)?;
        self.add_free(Allowance::Ec2Transfer, transfer_gb)?;
        self.add_free(Allowance::Ec2Logs, log_gb)
    }

    /// The usage of an account that runs some on either side: data to the internet shares tiers and allowance, wherever it
    /// comes from, and logs share their allowance.
    ///
    /// # Errors
    /// [`TooLarge`] when a sum is beyond the range.
    pub fn on_both_sides(mut self) -> Result<Pools, TooLarge> {
        let from = [(Pool::LambdaTransfer, Pool::Ec2Transfer), (Pool::Ec2Transfer, Pool::LambdaTransfer)];
        let known = self.clone();
        for (own, other) in from {
            for ((_, region, arch), amount) in known.tiered.iter().filter(|((pool, ..), _)| *pool == other) {
                self.add(own, region, *arch, *amount)?;
            }
        }
        let alike = [(Allowance::LambdaTransfer, Allowance::Ec2Transfer), (Allowance::LambdaLogs, Allowance::Ec2Logs)];
        for (own, other) in alike.into_iter().flat_map(|(one, other)| [(one, other), (other, one)]) {
            self.add_free(own, known.free.get(&other).copied().unwrap_or(Dec::ZERO))?;
        }
        Ok(self)
    }

    fn add(&mut self, pool: Pool, region: &str, arch: Arch, amount: Dec) -> Result<(), TooLarge> {
        let sum = self.tiered.entry((pool, region.to_owned(), arch)).or_insert(Dec::ZERO);
        *sum = sum.add(amount).or_too_large("the portfolio's usage")?;
        Ok(())
    }

    fn add_free(&mut self, allowance: Allowance, amount: Dec) -> Result<(), TooLarge> {
        let sum = self.free.entry(allowance).or_insert(Dec::ZERO);
        *sum = sum.add(amount).or_too_large("the portfolio's usage")?;
        Ok(())
    }
}

/// What a price's pool and allowance are called.
#[derive(Clone, Copy)]
pub(super) struct Sharing<'a> {
    pub(super) account: Account<'a>,
    pub(super) pool: Pool,
    pub(super) region: &'a str,
    pub(super) arch: Arch,
    /// The allowance that is to be taken off, if any.
    pub(super) free: Option<Free>,
}

/// An allowance of a price book.
#[derive(Clone, Copy)]
pub(super) struct Free {
    allowance: Allowance,
    size: Dec,
    /// The size is the user's own, and so is what it leaves to be paid for.
    is_own: bool,
}

impl Free {
    /// What the book gives away of a meter.
    pub(super) fn of<U: Unit>(book: &PriceBook, allowance: Allowance, meter: Meter<U>) -> Result<Free, CostError> {
        let (size, provenance) = book.global()?.allowance(meter)?;
        Ok(Free { allowance, size, is_own: provenance.is_own() })
    }
}

impl Sharing<'_> {
    /// Adds one line for each tier of a price that `own` usage falls in. `together` is the workload's whole usage of the
    /// pool, of which `own` is one line. Free allowances come off first; a portfolio's tiers are allotted in proportion
    /// to use.
    ///
    /// A plan's rate takes the place of a tier's price where it is lower: AWS publishes one rate for all tiers, and beyond
    /// the tier where list prices fall below it a commitment would cost more than it saves.
    pub(super) fn charge<U: Unit>(
        self,
        bill: &mut Bill,
        key: ItemKey,
        price: (TypedLadder<'_, U>, Option<&Tier>),
        (own, together): (Dec, Dec),
        why: impl Fn() -> Why,
    ) -> Result<(), CostError> {
        const WHAT: &str = "a tiered quantity";
        let (ladder, plan) = price;
        let (billed, pool) = self.billed(own, together)?;
        let tiers = ladder.tiers();
        let several = tiers.len() > 1;
        // What an allowance took off belongs to the first tier: it comes off before the tiers.
        let mut free = own.sub(billed).or_too_large(WHAT)?;
        let mut rest = billed;
        let mut next = tiers.first().and_then(|first| first.slice(pool));
        for (at, tier) in tiers.iter().enumerate() {
            let Some(slice) = next else { break };
            next = tiers.get(at + 1).and_then(|tier| tier.slice(pool));
            // The last tier takes what rounding left, so that no part of the usage is lost or counted twice.
            let part = if next.is_none() {
                rest
            } else {
                // Without others to share with, a tier's slice is the workload's.
                let part = if billed == pool { Some(slice) } else { slice.mul_div(billed, pool) };
                part.or_too_large(WHAT)?.min(rest)
            };
            rest = rest.sub(part).or_too_large(WHAT)?;
            let rate = plan.filter(|plan| plan.usd < tier.usd).unwrap_or(tier);
            let consumed = part.add(free).or_too_large(WHAT)?;
            free = Dec::ZERO;
            let charge = Charge::new(key, Quantity::<U>::new(part), UnitPrice::new(rate.usd), rate.provenance);
            bill.add(self.consumed(charge, consumed).in_tier(several.then_some(tier)), &why)?;
        }
        Ok(())
    }

    /// What is billed of `own` usage and of the account's whole usage of the pool, after the allowance.
    fn billed(&self, own: Dec, together: Dec) -> Result<(Dec, Dec), CostError> {
        const WHAT: &str = "a tiered quantity";
        let total = self.pooled(together)?;
        let Some(Free { size, .. }) = self.free else { return Ok((own, total)) };
        let free_total = self.pooled_free(together)?;
        let allowance = size.min(free_total);
        let off = |usage: Dec| -> Result<Dec, TooLarge> {
            if allowance.is_zero() || free_total.is_zero() {
                return Ok(usage);
            }
            let free = usage.mul_div(allowance, free_total).or_too_large(WHAT)?;
            Ok(usage.sub(free).or_too_large(WHAT)?.max(Dec::ZERO))
        };
        Ok((off(own)?, off(total)?))
    }

    /// What the account uses of the pool, of which `own` is the workload's.
    fn pooled(&self, own: Dec) -> Result<Dec, LeftOut> {
        let Account::Shared(pools) = self.account else { return Ok(own) };
        let known = pools.tiered.get(&(self.pool, self.region.to_owned(), self.arch));
        // A sum that is smaller than a part of it cannot hold that part.
        known.copied().filter(|sum| *sum >= own).ok_or(LeftOut { what: self.pool.name() })
    }

    /// What the account uses of the allowance, of which `own` is the workload's.
    fn pooled_free(&self, own: Dec) -> Result<Dec, LeftOut> {
        let (Account::Shared(pools), Some(Free { allowance, .. })) = (self.account, self.free) else { return Ok(own) };
        let known = pools.free.get(&allowance);
        known.copied().filter(|sum| *sum >= own).ok_or(LeftOut { what: allowance.name() })
    }

    /// A charge of which the allowance took something off: so much was used.
    pub(super) fn consumed<'t, U: Unit>(self, charge: Charge<'t, U>, consumed: Dec) -> Charge<'t, U> {
        charge.of_consumed(consumed, self.free.is_some_and(|free| free.is_own))
    }

    /// What is left of `own` usage of an untiered price after its allowance.
    pub(super) fn after_free(self, own: Dec) -> Result<Dec, CostError> {
        let Some(Free { size, .. }) = self.free else { return Ok(own) };
        let total = self.pooled_free(own)?;
        if total.is_zero() {
            return Ok(own);
        }
        let free = own.mul_div(size.min(total), total).or_too_large("a free allowance")?;
        Ok(own.sub(free).or_too_large("a free allowance")?.max(Dec::ZERO))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cost::{Case, FreeTier, Settings, ec2, lambda};
    use crate::pricebook::PriceBook;
    use crate::scenario;

    #[test]
    fn a_workload_that_was_left_out_of_its_portfolio_is_an_internal_fault() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,response_kb,front_door\n\
                   in,1M,100,1024,10,http-api\nout,2M,100,1024,10,http-api\n";
        let [inside, outside] = &scenario::read_str(csv, book.rules()).unwrap().workloads[..] else { panic!("rows") };
        let free_tier = FreeTier { compute: true, streaming: true, transfer: true, logs: true };
        let paid = Settings::new(book.rules());
        let free = Settings { free_tier, ..paid };
        let usage = |workload| lambda::usage(&Case::new(&book, workload, &paid).unwrap()).unwrap();
        let case = |workload, settings| Case::new(&book, workload, settings).unwrap();
        let left_out = |what| Err(CostError::LeftOut(LeftOut { what }));

        let nothing = Pools::default();
        let alone = |settings| lambda::price(&case(outside, settings), &usage(outside), Account::Shared(&nothing));
        assert_eq!(alone(&paid), left_out("on-demand duration"));
        assert_eq!(alone(&free), left_out("requests"));
        let on_ec2 = ec2::price(&case(outside, &paid), Account::Shared(&nothing));
        assert_eq!(on_ec2, left_out("data transfer from EC2"));

        // The pools of another workload of the region, which uses half as much.
        let mut pools = Pools::default();
        pools.add_lambda(&inside.region, inside.arch, &usage(inside)).unwrap();
        ec2::add_to_pools(&case(inside, &paid), &mut pools).unwrap();
        let account = Account::Shared(&pools);
        assert!(lambda::price(&case(inside, &free), &usage(inside), account).is_ok());
        assert!(ec2::price(&case(inside, &free), account).is_ok());
        let priced = lambda::price(&case(outside, &paid), &usage(outside), account);
        assert_eq!(priced, left_out("on-demand duration"));
        assert_eq!(ec2::price(&case(outside, &free), account), left_out("data transfer from EC2"));
    }

    /// 1,048,576 requests of 10 KB each are 10 GB of logs, of 30 KB 30 GB. Alone 5 and 25 GB are paid for; an account gives 5 of the 40
    /// away, a quarter of them to the first, and where the first runs on EC2 and the second on Lambda just the same. $0.50 a GB.
    #[test]
    fn the_free_logs_of_an_account_are_given_away_once() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,log_kb,instance_type\n\
                   A,1048576,100,512,10,m7g.large\nB,1048576,100,512,30,m7g.large\n";
        let [a, b] = &scenario::read_str(csv, book.rules()).unwrap().workloads[..] else { panic!("rows") };
        let settings =
            Settings { free_tier: FreeTier { logs: true, ..FreeTier::default() }, ..Settings::new(book.rules()) };
        let case = |workload| Case::new(&book, workload, &settings).unwrap();
        let logs = |workload, account| {
            let on_lambda = lambda::price(&case(workload), &lambda::usage(&case(workload)).unwrap(), account).unwrap();
            [on_lambda, ec2::price(&case(workload), account).unwrap()].map(|offer| {
                let bill = offer.bill.unwrap();
                let line = bill.items().iter().find(|line| line.key == ItemKey::Logs).unwrap();
                (line.consumed.to_string(), line.quantity.to_string(), line.amount.to_string())
            })
        };
        let line = |consumed: &str, paid: &str, usd: &str| (consumed.to_owned(), paid.to_owned(), usd.to_owned());
        assert_eq!(logs(a, Account::Alone), [line("10", "5", "2.5"), line("10", "5", "2.5")]);
        assert_eq!(logs(b, Account::Alone), [line("30", "25", "12.5"), line("30", "25", "12.5")]);

        let mut pools = Pools::default();
        for workload in [a, b] {
            let usage = lambda::usage(&case(workload)).unwrap();
            pools.add_lambda(&workload.region, workload.arch, &usage).unwrap();
            ec2::add_to_pools(&case(workload), &mut pools).unwrap();
        }
        let shared = Account::Shared(&pools);
        assert_eq!(logs(a, shared), [line("10", "8.75", "4.375"), line("10", "8.75", "4.375")]);
        assert_eq!(logs(b, shared), [line("30", "26.25", "13.125"), line("30", "26.25", "13.125")]);

        let mut mixed = Pools::default();
        ec2::add_to_pools(&case(a), &mut mixed).unwrap();
        mixed.add_lambda(&b.region, b.arch, &lambda::usage(&case(b)).unwrap()).unwrap();
        let mixed = mixed.on_both_sides().unwrap();
        let bill = ec2::price(&case(a), Account::Shared(&mixed)).unwrap().bill.unwrap();
        let on_ec2 = bill.items().iter().find(|line| line.key == ItemKey::Logs).unwrap();
        assert_eq!(on_ec2.quantity.to_string(), "8.75");
    }
}
