//! What a month of [`Usage`] costs.

use super::limits;
use super::usage::{FunctionSummary, Usage, usage};
use crate::cost::account::{Allowance, Free, Pool, Sharing};
use crate::cost::demand::Demand;
use crate::cost::front::{self, Lcu};
use crate::cost::item::Charge;
use crate::cost::{
    Account, Assumption, Assumptions, Bill, Case, CostError, ItemKey, Offer, OptionKey, Settings, Warning, Why,
    operations,
};
use crate::pricebook::{Meter, PriceBook, RegionRates, TypedLadder, meters};
use crate::scenario::{FrontDoor, Invocation, Workload};
use crate::terms::{Arch, Purchase};
use crate::units::{Dec, OrTooLarge, Unit};

/// A workload on Lambda, on its own account.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn offer(book: &PriceBook, workload: &Workload, settings: &Settings) -> Result<Offer, CostError> {
    // A region that is not known is an error even where the workload is not possible.
    let case = Case::new(book, workload, settings)?;
    price(&case, &usage(&case)?, Account::Alone)
}

/// A workload on Lambda with tiers and allowances of `account`.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn price(case: &Case<'_>, usage: &Usage, account: Account<'_>) -> Result<Offer, CostError> {
    let (workload, rules) = (case.workload, case.book.rules());
    let function = FunctionSummary::new(workload, rules, usage);
    let reasons = limits::reasons(workload, rules);
    if !reasons.is_empty() {
        return Ok(Offer {
            key: OptionKey::Lambda,
            bill: None,
            reasons,
            warnings: Vec::new(),
            assumptions: Assumptions::default(),
            fleet: None,
            function: Some(function),
        });
    }
    let pricing = Pricing {
        book: case.book,
        rates: case.rates,
        workload,
        settings: case.settings,
        demand: &case.demand,
        usage,
        account,
    };
    let bill = pricing.bill()?;
    let mut warnings = limits::warnings(workload, rules, usage, &function);
    warnings.extend(pricing.unused_plans()?);
    Ok(Offer {
        key: OptionKey::Lambda,
        reasons,
        warnings,
        assumptions: pricing.assumptions(&bill),
        bill: Some(bill),
        fleet: None,
        function: Some(function),
    })
}

struct Pricing<'a> {
    book: &'a PriceBook,
    rates: RegionRates<'a>,
    workload: &'a Workload,
    settings: &'a Settings,
    demand: &'a Demand<'a>,
    usage: &'a Usage,
    account: Account<'a>,
}

impl<'a> Pricing<'a> {
    fn bill(&self) -> Result<Bill, CostError> {
        let mut bill = Bill::new(self.settings.lines);
        self.requests(&mut bill)?;
        self.duration(&mut bill)?;
        self.provisioned(&mut bill)?;
        self.storage(&mut bill)?;
        self.snapstart(&mut bill)?;
        self.streaming(&mut bill)?;
        self.front_door(&mut bill)?;
        self.transfer_and_logs(&mut bill)?;
        let workload = self.workload;
        operations::add(&mut bill, self.book, workload.ops_hours_lambda, workload.ops_usd_per_hour)?;
        Ok(bill)
    }

    fn requests(&self, bill: &mut Bill) -> Result<(), CostError> {
        let usage = self.usage;
        let free = self.allowance(Allowance::Requests, meters::FREE_REQUESTS, self.settings.free_tier.compute)?;
        let sharing = self.sharing(Pool::Duration, free);
        let billed = sharing.after_free(usage.requests)?;
        let charge = Charge::flat(ItemKey::Requests, billed, self.price(meters::LAMBDA_REQUESTS)?);
        let why = || Why::Requests { invocations: usage.invocations, each: each_of(usage.requests, usage.invocations) };
        Ok(bill.add(sharing.consumed(charge, usage.requests), why)?)
    }

    /// Duration and INIT share one pool of tiers and one allowance.
    fn duration(&self, bill: &mut Bill) -> Result<(), CostError> {
        let usage = self.usage;
        let memory_mb = self.workload.memory_mb;
        let together = usage.on_demand_gb_s.add(usage.initialization_gb_s).or_too_large("GB-seconds")?;
        let free = self.allowance(Allowance::Duration, meters::FREE_DURATION, self.settings.free_tier.compute)?;
        let sharing = self.sharing(Pool::Duration, free);
        let price = (self.price(meters::LAMBDA_DURATION)?, self.plan(meters::LAMBDA_DURATION)?.map(TypedLadder::first));
        let all_provisioned = usage.on_demand_invocations.is_zero() && !usage.provisioned_gb_s.is_zero();
        if !all_provisioned {
            let why =
                || Why::Duration { invocations: usage.on_demand_invocations, billed_ms: usage.billed_ms, memory_mb };
            sharing.charge(bill, ItemKey::Duration, price, (usage.on_demand_gb_s, together), why)?;
        }
        if !usage.initialization_gb_s.is_zero() {
            let why = || Why::Initialization {
                cold_starts: usage.cold_starts,
                added_ms: usage.init_added_ms,
                memory_mb,
                estimated: usage.cold_estimated,
            };
            sharing.charge(bill, ItemKey::Initialization, price, (usage.initialization_gb_s, together), why)?;
        }
        Ok(())
    }

    fn provisioned(&self, bill: &mut Bill) -> Result<(), CostError> {
        let (usage, memory_mb) = (self.usage, self.workload.memory_mb);
        if self.workload.provisioned_concurrency.is_zero() {
            return Ok(());
        }
        let price = self.cheaper(meters::LAMBDA_PROVISIONED_CONCURRENCY)?;
        bill.add(Charge::flat(ItemKey::ProvisionedConcurrency, usage.provisioned_gb_s, price), || {
            Why::ProvisionedConcurrency {
                count: self.workload.provisioned_concurrency,
                memory_mb,
                hours: usage.provisioned_hours,
            }
        })?;
        let price = self.cheaper(meters::LAMBDA_PROVISIONED_DURATION)?;
        bill.add(Charge::flat(ItemKey::ProvisionedDuration, usage.provisioned_duration_gb_s, price), || {
            Why::Duration { invocations: usage.provisioned_invocations, billed_ms: usage.billed_ms, memory_mb }
        })?;
        Ok(())
    }

    fn storage(&self, bill: &mut Bill) -> Result<(), CostError> {
        if self.usage.storage_gb_s.is_zero() {
            return Ok(());
        }
        let free_mb = self.book.rules().ephemeral_min_mb;
        let extra_mb = self.workload.ephemeral_mb.sub(free_mb).or_too_large("ephemeral storage")?;
        let price = self.price(meters::LAMBDA_EPHEMERAL_STORAGE)?;
        let charge = Charge::flat(ItemKey::EphemeralStorage, self.usage.storage_gb_s, price);
        Ok(bill.add(charge, || Why::EphemeralStorage { extra_mb })?)
    }

    fn snapstart(&self, bill: &mut Bill) -> Result<(), CostError> {
        if !self.workload.snapstart.is_charged() {
            return Ok(());
        }
        let (usage, memory_mb) = (self.usage, self.workload.memory_mb);
        let price = self.price(meters::LAMBDA_SNAPSTART_CACHE)?;
        bill.add(Charge::flat(ItemKey::SnapstartCache, usage.snapshot_gb_s, price), || Why::SnapshotCache {
            memory_mb,
            hours: self.settings.hours_per_month,
        })?;
        let price = self.price(meters::LAMBDA_SNAPSTART_RESTORE)?;
        bill.add(Charge::flat(ItemKey::SnapstartRestore, usage.restored_gb, price), || Why::SnapshotRestore {
            restores: usage.cold_starts,
            memory_mb,
            estimated: usage.cold_estimated,
        })?;
        Ok(())
    }

    fn streaming(&self, bill: &mut Bill) -> Result<(), CostError> {
        let (usage, rules) = (self.usage, self.book.rules());
        let Some(free_kb) = rules.streaming_free_kb.filter(|_| !usage.streamed_gb.is_zero()) else {
            return Ok(());
        };
        let extra_kb = self.workload.response_kb.sub(free_kb).or_too_large("streamed bytes")?;
        let wanted = self.settings.free_tier.streaming;
        let free = self.allowance(Allowance::Streaming, meters::FREE_RESPONSE_STREAMING, wanted)?;
        let sharing = self.sharing(Pool::Duration, free);
        let billed = sharing.after_free(usage.streamed_gb)?;
        let price = self.price(meters::LAMBDA_RESPONSE_STREAMING)?;
        let charge = Charge::flat(ItemKey::ResponseStreaming, billed, price);
        Ok(bill.add(sharing.consumed(charge, usage.streamed_gb), || Why::Streaming { extra_kb })?)
    }

    fn front_door(&self, bill: &mut Bill) -> Result<(), CostError> {
        let usage = self.usage;
        let calls = |requests: Dec| Why::ApiCalls {
            invocations: usage.invocations,
            each: each_of(requests, usage.invocations),
        };
        match self.workload.front_door {
            FrontDoor::None | FrontDoor::FunctionUrl => Ok(()),
            FrontDoor::HttpApi => {
                let requests = usage.http_api_requests;
                let ladder = self.rates.price(meters::HTTP_API_REQUESTS, Arch::X86_64)?;
                let sharing = self.region_wide(Pool::HttpApi, None);
                sharing.charge(bill, ItemKey::HttpApiRequests, (ladder, None), (requests, requests), || calls(requests))
            }
            FrontDoor::RestApi => {
                let requests = usage.rest_api_requests;
                let ladder = self.rates.price(meters::REST_API_REQUESTS, Arch::X86_64)?;
                let sharing = self.region_wide(Pool::RestApi, None);
                sharing.charge(bill, ItemKey::RestApiRequests, (ladder, None), (requests, requests), || calls(requests))
            }
            FrontDoor::Alb => {
                let (workload, rules) = (self.workload, self.book.rules());
                let lcu = Lcu { duration_ms: workload.duration_ms, gb_per_hour: rules.lcu_gb_lambda };
                front::load_balancer(bill, self.rates, rules, workload, self.demand, &lcu, true)
            }
        }
    }

    fn transfer_and_logs(&self, bill: &mut Bill) -> Result<(), CostError> {
        let usage = self.usage;
        if !usage.transfer_gb.is_zero() {
            let wanted = self.settings.free_tier.transfer;
            let free = self.allowance(Allowance::LambdaTransfer, meters::FREE_INTERNET_OUT, wanted)?;
            let ladder = self.rates.price(meters::INTERNET_OUT, Arch::X86_64)?;
            let used = (usage.transfer_gb, usage.transfer_gb);
            let why = || Why::DataVolume { each_kb: self.workload.response_kb };
            let sharing = self.region_wide(Pool::LambdaTransfer, free);
            sharing.charge(bill, ItemKey::DataTransferOut, (ladder, None), used, why)?;
        }
        if !usage.log_gb.is_zero() {
            let ladder = self.rates.price(meters::LOGS_VENDED, Arch::X86_64)?;
            let used = (usage.log_gb, usage.log_gb);
            let why = || Why::DataVolume { each_kb: self.workload.log_kb };
            let wanted = self.settings.free_tier.logs;
            let free = self.allowance(Allowance::LambdaLogs, meters::FREE_LOGS, wanted)?;
            self.region_wide(Pool::VendedLogs, free).charge(bill, ItemKey::Logs, (ladder, None), used, why)?;
        }
        Ok(())
    }

    fn price<U: Unit>(&self, meter: Meter<U>) -> Result<TypedLadder<'a, U>, CostError> {
        Ok(self.rates.price(meter, self.workload.arch)?)
    }

    /// The rate of the workload's Savings Plan; `None` on demand.
    fn plan<U: Unit>(&self, meter: Meter<U>) -> Result<Option<TypedLadder<'a, U>>, CostError> {
        match self.workload.lambda_purchase {
            Purchase::OnDemand => Ok(None),
            purchase => Ok(Some(self.rates.committed_price(meter, self.workload.arch, purchase)?)),
        }
    }

    /// The plan's rate or the on-demand price, whichever is lower.
    fn cheaper<U: Unit>(&self, meter: Meter<U>) -> Result<TypedLadder<'a, U>, CostError> {
        let listed = self.price(meter)?;
        Ok(match self.plan(meter)? {
            Some(plan) if plan.first().usd < listed.first().usd => plan,
            _ => listed,
        })
    }

    /// The prices of what is used for which the plan's rate does not count.
    fn unused_plans(&self) -> Result<Vec<Warning>, CostError> {
        let usage = self.usage;
        let is_used = !(usage.on_demand_gb_s.is_zero() && usage.initialization_gb_s.is_zero());
        let unused = [
            self.unused_plan(meters::LAMBDA_DURATION, is_used)?,
            self.unused_plan(meters::LAMBDA_PROVISIONED_CONCURRENCY, !usage.provisioned_gb_s.is_zero())?,
            self.unused_plan(meters::LAMBDA_PROVISIONED_DURATION, !usage.provisioned_duration_gb_s.is_zero())?,
        ];
        Ok(unused.into_iter().flatten().collect())
    }

    /// That the plan's rate counts for no tier of a price, as on demand costs no more.
    fn unused_plan<U: Unit>(&self, meter: Meter<U>, is_used: bool) -> Result<Option<Warning>, CostError> {
        if !is_used {
            return Ok(None);
        }
        let Some(plan) = self.plan(meter)?.map(TypedLadder::first) else { return Ok(None) };
        let dearest = self.price(meter)?.tiers().iter().map(|tier| tier.usd).max();
        Ok(dearest.filter(|usd| plan.usd >= *usd).map(|on_demand_usd| Warning::PlanUnused {
            purchase: self.workload.lambda_purchase,
            price: meter.info(),
            plan_usd: plan.usd,
            on_demand_usd,
        }))
    }

    fn allowance<U: Unit>(
        &self,
        allowance: Allowance,
        meter: Meter<U>,
        wanted: bool,
    ) -> Result<Option<Free>, CostError> {
        if wanted { Free::of(self.book, allowance, meter).map(Some) } else { Ok(None) }
    }

    fn sharing(&self, pool: Pool, free: Option<Free>) -> Sharing<'a> {
        let (account, region, arch) = (self.account, &self.workload.region, self.workload.arch);
        Sharing { account, pool, region, arch, free }
    }

    /// Sharing of a price that does not depend on the architecture.
    fn region_wide(&self, pool: Pool, free: Option<Free>) -> Sharing<'a> {
        Sharing { arch: Arch::X86_64, ..self.sharing(pool, free) }
    }

    fn assumptions(&self, bill: &Bill) -> Assumptions {
        let free_tier = self.settings.free_tier;
        let mut notes = Assumptions::default();
        notes.note(Assumption::ColdStartsEstimated, self.usage.cold_estimated && !self.usage.cold_starts.is_zero());
        let is_inside = self.workload.front_door == FrontDoor::None;
        notes.note(Assumption::NoFrontDoor, is_inside && self.workload.invocation == Invocation::Sync);
        notes.note(Assumption::NoResponseSize, !is_inside && self.workload.response_kb.is_zero());
        notes.note(
            Assumption::StreamingNotFree,
            free_tier.compute && !free_tier.streaming && !self.usage.streamed_gb.is_zero(),
        );
        let is_uneven =
            self.workload.traffic.relative().len() > 1 || self.workload.provisioned_hours_per_month.is_some();
        notes.note(Assumption::PlanAlwaysUsed, self.workload.lambda_purchase.is_compute_plan() && is_uneven);
        notes.note_prices(bill);
        notes
    }
}

/// What one invocation counts as.
fn each_of(requests: Dec, invocations: Dec) -> Dec {
    if requests == invocations { Dec::ONE } else { requests.div(invocations).unwrap_or(Dec::ONE) }
}
