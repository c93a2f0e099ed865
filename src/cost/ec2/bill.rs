//! What a fleet costs, line by line.

use super::burstable::{self, CreditDay, Surplus};
use super::commitment;
use super::fleet::Fleet;
use super::sizing::Sizer;
use super::summary::Split;
use crate::cost::account::{Allowance, Free, Pool, Sharing};
use crate::cost::demand::{Demand, Work};
use crate::cost::front::{self, Lcu};
use crate::cost::item::Charge;
use crate::cost::{Account, Bill, CostError, ItemKey, Settings, Why, operations};
use crate::pricebook::{HourlyRate, InstanceType, PriceBook, RegionRates, TypedLadder, meters};
use crate::scenario::{FrontDoor, Invocation, Workload};
use crate::terms::Arch;
use crate::units::{Dec, OrTooLarge, Quantity, unit};
use smallvec::SmallVec;

/// Everything that a bill of one type depends on.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) book: &'a PriceBook,
    pub(super) rates: RegionRates<'a>,
    pub(super) workload: &'a Workload,
    pub(super) settings: &'a Settings,
    pub(super) demand: Demand<'a>,
    pub(super) work: Work,
}

/// A fleet of one type and how it is paid.
pub(super) struct Staffed<'a> {
    pub(super) kind: &'a InstanceType,
    pub(super) sizer: Sizer,
    pub(super) usage: InstanceUsage,
    /// Instance-hours of a month, and of them those of launch lead.
    pub(super) hours: (Dec, Dec),
    /// The rate of the purchase option.
    pub(super) rate: HourlyRate,
    /// The on-demand rate for what a commitment does not cover.
    pub(super) on_demand: Option<HourlyRate>,
}

/// How the instances run.
pub(super) enum InstanceUsage {
    /// A fleet over the hours.
    Fleet(Fleet),
    /// An instance for each invocation.
    PerRun {
        /// Billed seconds of a run, or their mean.
        billed_s: Dec,
        /// Instance-hours of a month.
        hours: Dec,
        /// Surplus of a month.
        surplus: Surplus,
    },
}

impl InstanceUsage {
    pub(super) fn instance_hours(&self) -> Result<(Dec, Dec), CostError> {
        match self {
            InstanceUsage::Fleet(fleet) => Ok(fleet.instance_hours()?),
            InstanceUsage::PerRun { hours, .. } => Ok((*hours, Dec::ZERO)),
        }
    }
}

impl<'a> Context<'a> {
    /// The bill of a fleet, and how a commitment covers it.
    pub(super) fn bill(&self, staffed: &Staffed<'_>, account: Account<'_>) -> Result<(Bill, Option<Split>), CostError> {
        let mut bill = Bill::new(self.settings.lines);
        let hours = staffed.hours.0;
        let split = self.instances(&mut bill, staffed)?;
        self.surplus(&mut bill, staffed)?;
        self.volumes(&mut bill, staffed)?;
        self.front(&mut bill, staffed, hours)?;
        self.shared(&mut bill, account)?;
        Ok((bill, split))
    }

    /// The part of a bill that does not depend on the instances.
    pub(super) fn shared_bill(&self, account: Account<'_>) -> Result<Bill, CostError> {
        let mut bill = Bill::new(self.settings.lines);
        self.shared(&mut bill, account)?;
        Ok(bill)
    }

    /// Adds it.
    fn shared(&self, bill: &mut Bill, account: Account<'_>) -> Result<(), CostError> {
        self.scheduler(bill)?;
        self.transfer_and_logs(bill, account)?;
        operations::add(bill, self.book, self.workload.ops_hours_ec2, self.workload.ops_usd_per_hour)
    }

    fn instances(&self, bill: &mut Bill, staffed: &Staffed<'_>) -> Result<Option<Split>, CostError> {
        let charge = |rate: HourlyRate, hours: Dec| {
            Charge::new(ItemKey::Instances, Quantity::new(hours), rate.price, rate.provenance)
        };
        let fleet = match &staffed.usage {
            InstanceUsage::PerRun { billed_s, hours, .. } => {
                let why = || Why::PerRun { invocations: self.demand.monthly, billed_s: *billed_s };
                bill.add(charge(staffed.rate, *hours), why)?;
                return Ok(None);
            }
            InstanceUsage::Fleet(fleet) => fleet,
        };
        let Some(on_demand) = staffed.on_demand else {
            let (hours, lead_hours) = staffed.hours;
            let why = || Why::InstanceHours { fewest: fleet.fewest(), most: fleet.most(), lead_hours };
            bill.add(charge(staffed.rate, hours), why)?;
            return Ok(None);
        };
        let covered = commitment::cover(fleet, staffed.rate, on_demand)?;
        if covered.committed > 0 {
            let why = || Why::CommittedInstances { count: covered.committed };
            bill.add(charge(staffed.rate, covered.committed_hours), why)?;
        }
        if !covered.on_demand_hours.is_zero() || covered.committed == 0 {
            bill.add(charge(on_demand, covered.on_demand_hours), || Why::UncommittedInstances)?;
        }
        Ok(Some(Split { committed: covered.committed, on_demand_hours: covered.on_demand_hours }))
    }

    fn surplus(&self, bill: &mut Bill, staffed: &Staffed<'_>) -> Result<(), CostError> {
        let Some(baseline_pct) = staffed.kind.baseline_pct.filter(|_| staffed.kind.burstable) else {
            return Ok(());
        };
        let surplus = self.surplus_of(staffed);
        if surplus.vcpu_hours <= 0.0 {
            return Ok(());
        }
        let exact = |hours: f64| Dec::from_f64(hours).or_too_large("surplus CPU credits");
        let vcpu_hours = exact(surplus.vcpu_hours)?;
        let meter = match staffed.kind.family.as_str() {
            "t4g" => meters::T4G_SURPLUS,
            "t2" | "t3" | "t3a" => meters::T3_SURPLUS,
            family => return Err(self.book.no_surplus_price(family).into()),
        };
        let price = self.rates.price_here_or_everywhere(meter, Arch::X86_64)?;
        let by_day = matches!(staffed.usage, InstanceUsage::Fleet(_));
        let (used, earned) = (exact(surplus.used)?, exact(surplus.earned)?);
        let charge = Charge::flat(ItemKey::SurplusCpuCredits, vcpu_hours, price);
        Ok(bill.add(charge, || Why::SurplusCredits { used, earned, baseline_pct, by_day })?)
    }

    /// Surplus credits of a burstable type; none for any other.
    pub(super) fn surplus_of(&self, staffed: &Staffed<'_>) -> Surplus {
        let Some(baseline) = baseline_vcpu(staffed.kind) else { return Surplus::default() };
        match &staffed.usage {
            InstanceUsage::PerRun { surplus, .. } => *surplus,
            InstanceUsage::Fleet(fleet) => {
                burstable::surplus(fleet, &self.demand, staffed.sizer.credit_cpu_s(), baseline)
            }
        }
    }

    /// CPU use and earned baseline of a burstable type, by day of the cycle or of a run; none for any other type.
    pub(super) fn credit_days(&self, staffed: &Staffed<'_>) -> SmallVec<[CreditDay; 1]> {
        let Some(baseline) = baseline_vcpu(staffed.kind) else { return SmallVec::new() };
        let cpu_s = staffed.sizer.credit_cpu_s();
        match &staffed.usage {
            InstanceUsage::PerRun { billed_s, .. } => {
                let run = CreditDay { used: cpu_s / 3_600.0, earned: billed_s.to_f64() * baseline / 3_600.0 };
                SmallVec::from_buf([run])
            }
            InstanceUsage::Fleet(fleet) => burstable::daily(fleet, &self.demand, cpu_s, baseline),
        }
    }

    fn volumes(&self, bill: &mut Bill, staffed: &Staffed<'_>) -> Result<(), CostError> {
        let gb = self.workload.ebs_gb;
        if gb.is_zero() {
            return Ok(());
        }
        let constant = match &staffed.usage {
            InstanceUsage::Fleet(fleet) => fleet.constant_count(),
            InstanceUsage::PerRun { .. } => None,
        };
        // Hours of the month over hours of the month cancel out where no instance comes or goes.
        let gb_months = match constant {
            Some(count) => gb.times(count),
            None => staffed.hours.0.mul_div(gb, self.demand.hours),
        };
        let gb_months = gb_months.or_too_large("EBS storage")?;
        Ok(bill.add(Charge::flat(ItemKey::EbsStorage, gb_months, self.volume_price()?), || Why::Volumes { gb })?)
    }

    fn volume_price(&self) -> Result<TypedLadder<'a, unit::StorageGbMonth>, CostError> {
        Ok(self.rates.price(self.book.root_volume_meter()?, Arch::X86_64)?)
    }

    /// What the volume of an instance costs an hour, dollars.
    pub(super) fn volume_hourly_usd(&self) -> Result<f64, CostError> {
        let gb = self.workload.ebs_gb;
        if gb.is_zero() {
            return Ok(0.0);
        }
        Ok(gb.to_f64() * self.volume_price()?.first().usd.to_f64() / self.demand.hours.to_f64())
    }

    /// Load balancer and addresses. A load balancer stands before more than one instance of synchronous work, and
    /// where the scenario asks for one.
    fn front(&self, bill: &mut Bill, staffed: &Staffed<'_>, instance_hours: Dec) -> Result<(), CostError> {
        let workload = self.workload;
        let public = workload.front_door != FrontDoor::None;
        let several = match &staffed.usage {
            InstanceUsage::Fleet(fleet) => fleet.most() > 1,
            InstanceUsage::PerRun { .. } => false,
        };
        let sync = workload.invocation == Invocation::Sync;
        if (sync && several) || workload.front_door == FrontDoor::Alb {
            let request_ms = Dec::from_f64(round_ms(staffed.sizer.duration_s * 1e3));
            let lcu = Lcu {
                duration_ms: request_ms.or_too_large("the duration on an instance")?,
                gb_per_hour: self.book.rules().lcu_gb,
            };
            let rules = self.book.rules();
            front::load_balancer(bill, self.rates, rules, workload, &self.demand, &lcu, public)?;
        } else if public {
            front::addresses(bill, self.rates, instance_hours, || Why::InstanceAddresses)?;
        }
        Ok(())
    }

    /// The function that starts and stops a scheduled fleet: two invocations a window, at the request price.
    fn scheduler(&self, bill: &mut Bill) -> Result<(), CostError> {
        let workload = self.workload;
        let Some(schedule) = workload.schedule.as_ref().filter(|_| workload.instance_count.is_none()) else {
            return Ok(());
        };
        let starts_per_week = schedule.starts_per_week();
        let week = i128::try_from(crate::traffic::WEEK_HOURS).unwrap_or(i128::MAX);
        let invocations = self.demand.hours.ratio(i128::from(starts_per_week) * 2, week);
        let invocations = invocations.or_too_large("scheduler invocations")?;
        let price = self.rates.price(meters::LAMBDA_REQUESTS, Arch::X86_64)?;
        let charge = Charge::flat(ItemKey::SchedulerRequests, invocations, price);
        Ok(bill.add(charge, || Why::Scheduler { starts_per_week })?)
    }

    fn transfer_and_logs(&self, bill: &mut Bill, account: Account<'_>) -> Result<(), CostError> {
        let (workload, free_tier) = (self.workload, self.settings.free_tier);
        let (region, arch) = (&*workload.region, Arch::X86_64);
        let transfer = transfer_gb(workload, &self.demand)?;
        if !transfer.is_zero() {
            let free = || Free::of(self.book, Allowance::Ec2Transfer, meters::FREE_INTERNET_OUT);
            let free = free_tier.transfer.then(free).transpose()?;
            let ladder = self.rates.price(meters::INTERNET_OUT, arch)?;
            let sharing = Sharing { account, pool: Pool::Ec2Transfer, region, arch, free };
            let why = || Why::DataVolume { each_kb: workload.response_kb };
            sharing.charge(bill, ItemKey::DataTransferOut, (ladder, None), (transfer, transfer), why)?;
        }
        if !workload.log_kb.is_zero() {
            let logs = self.demand.gb(workload.log_kb)?;
            let free = || Free::of(self.book, Allowance::Ec2Logs, meters::FREE_LOGS);
            let free = free_tier.logs.then(free).transpose()?;
            let ladder = self.rates.price(meters::LOGS_CUSTOM, arch)?;
            let sharing = Sharing { account, pool: Pool::CustomLogs, region, arch, free };
            let why = || Why::DataVolume { each_kb: workload.log_kb };
            sharing.charge(bill, ItemKey::Logs, (ladder, None), (logs, logs), why)?;
        }
        Ok(())
    }
}

/// Data to the internet of a month, GB; none without a front door.
pub(super) fn transfer_gb(workload: &Workload, demand: &Demand<'_>) -> Result<Dec, CostError> {
    if workload.front_door == FrontDoor::None {
        return Ok(Dec::ZERO);
    }
    Ok(demand.gb(workload.response_kb)?)
}

/// vCPUs that an instance of a burstable type sustains.
pub(super) fn baseline_vcpu(kind: &InstanceType) -> Option<f64> {
    let baseline = kind.baseline_pct.filter(|_| kind.burstable)?;
    Some(baseline.to_f64() / 100.0 * f64::from(kind.vcpu))
}

/// A time in ms to nine digits: what divisions of floats leave behind is cut off.
fn round_ms(ms: f64) -> f64 {
    (ms * 1e9).round() / 1e9
}
