//! The cheapest fleet for a workload.
//!
//! Every candidate type has a cost that it cannot go below: the instance-hours its capacity needs at least, at its
//! rate. Candidates whose lower bound is above the best exact total so far are never sized in full. Nothing is
//! sampled: the result is that of sizing them all, which a property test confirms.

use super::bill::{Context, InstanceUsage, Staffed, baseline_vcpu, transfer_gb};
use super::burstable::Surplus;
use super::candidates::{self, Candidates, Keep};
use super::fleet::Fleet;
use super::sizing::{self, Bound, Sizer};
use super::summary::{FleetSummary, Split};
use crate::cost::demand::{Demand, Work};
use crate::cost::lognormal::ceil;
use crate::cost::{
    Account, Assumption, Assumptions, Bill, CostError, Offer, OptionKey, Pools, Reason, Settings, Warning,
};
use crate::pricebook::{HourlyRate, InstanceType, PriceBook, TypeId};
use crate::scenario::{InstanceChoice, Invocation, Scaling, Traffic, Workload};
use crate::terms::Purchase;
use crate::traffic::{Schedule, WEEK_HOURS};
use crate::units::{Dec, OrTooLarge, UnitPrice, Usd};
use smallvec::{SmallVec, smallvec};
use std::sync::Arc;

/// A candidate that was sized and priced in full.
struct Quote<'a> {
    /// Boxed: quotes pass through many hands, and this is most of their size.
    staffed: Box<Staffed<'a>>,
    id: TypeId,
    bill: Bill,
    split: Option<Split>,
    total: Usd,
    hours: Dec,
    bound: Bound,
    scaling: Scaling,
}

/// Another type that would do, for explanations.
#[derive(Debug, Clone, PartialEq)]
pub struct RunnerUp {
    /// The instance type.
    pub instance_type: Arc<str>,
    /// Most instances at a time.
    pub peak_instances: u64,
    /// What the workload would cost on it a month.
    pub total: Usd,
    /// It is burstable.
    pub burstable: bool,
}

/// A workload on EC2, on its own account.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn offer(book: &PriceBook, workload: &Workload, settings: &Settings) -> Result<Offer, CostError> {
    price(book, workload, settings, Account::Alone)
}

/// A workload on EC2 with tiers and allowances of `account`. Which fleet is the cheapest does not depend on them.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn price(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    account: Account<'_>,
) -> Result<Offer, CostError> {
    let search = Search::new(book, workload, settings)?;
    let mut best: Option<Quote<'_>> = None;
    let mut considered = Considered::default();
    for way in search.ways() {
        let candidates = search.candidates(way, Keep::Best)?;
        considered.note(&candidates);
        if let Some(quote) = search.cheapest(way, &candidates, &mut considered)?
            && best.as_ref().is_none_or(|known| quote.total < known.total)
        {
            best = Some(quote);
        }
    }
    let mut offer = Offer {
        key: OptionKey::Ec2,
        bill: None,
        reasons: Vec::new(),
        warnings: Vec::new(),
        assumptions: Assumptions::default(),
        fleet: None,
        function: None,
    };
    let Some(mut quote) = best else {
        offer.reasons.push(considered.reason(workload));
        return Ok(offer);
    };
    if matches!(account, Account::Shared(_)) {
        quote.bill = search.context.bill(&quote.staffed, account)?.0;
    }
    offer.warnings = search.warnings(&quote);
    let fleet = search.summary(&quote, &considered);
    offer.assumptions = search.assumptions(&quote, &fleet);
    offer.fleet = Some(fleet);
    offer.bill = Some(quote.bill);
    Ok(offer)
}

/// The cheapest types for a workload in the order of their cost, at most `most`; and, where a burstable type is the
/// cheapest, the best other one among them.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn runners_up(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    most: usize,
) -> Result<Vec<RunnerUp>, CostError> {
    let search = Search::new(book, workload, settings)?;
    let mut all: Vec<(Usd, Dec, RunnerUp)> = Vec::new();
    for way in search.ways() {
        let candidates = search.candidates(way, Keep::All)?;
        for &(id, rate) in &*candidates.types {
            let kind = book.instance_type_by_id(id)?;
            if let Ok(quote) = search.quote(way, id, kind, rate, candidates.named)? {
                let runner = RunnerUp {
                    instance_type: kind.name.clone(),
                    peak_instances: search.peak_instances(&quote),
                    total: quote.total,
                    burstable: kind.burstable,
                };
                match all.iter_mut().find(|(_, _, known)| known.instance_type == kind.name) {
                    Some(known) if known.0 > quote.total => *known = (quote.total, quote.hours, runner),
                    Some(_) => {}
                    None => all.push((quote.total, quote.hours, runner)),
                }
            }
        }
    }
    all.sort_by(|a, b| (a.0, a.1, &a.2.instance_type).cmp(&(b.0, b.1, &b.2.instance_type)));
    let mut runners: Vec<RunnerUp> = all.into_iter().map(|(_, _, runner)| runner).collect();
    let burstable_won = runners.first().is_some_and(|first| first.burstable);
    let best_other = runners.iter().position(|runner| !runner.burstable);
    let keep_other = match best_other {
        Some(at) if burstable_won && at >= most && most > 0 => Some(runners.remove(at)),
        _ => None,
    };
    runners.truncate(most);
    if let (Some(other), Some(last)) = (keep_other, runners.last_mut()) {
        *last = other;
    }
    Ok(runners)
}

/// Whether a workload's fleet is run in one way only: asynchronous work without `scaling` chooses between two.
#[must_use]
pub fn has_one_way(workload: &Workload) -> bool {
    workload.instance_count.is_some() || workload.scaling.is_some() || workload.invocation == Invocation::Sync
}

/// Load at the peak over what a given fleet of one named type can carry, 1 = all of it; it may be above 1. `None`
/// where the fleet or its type is not given, or a request does not fit.
///
/// # Errors
/// [`CostError`] when the type is not known or a figure is too large.
pub fn peak_utilization(book: &PriceBook, workload: &Workload, settings: &Settings) -> Result<Option<f64>, CostError> {
    let ([InstanceChoice::Type(name)], Some(count)) = (workload.instance_types.as_slice(), workload.instance_count)
    else {
        return Ok(None);
    };
    let (_, kind) = book.instance_type(name)?;
    let demand = Demand::new(workload, settings)?;
    let sizer = Sizer::new(workload, &Work::new(workload, book.rules()), kind);
    Ok(sizer.map(|sizer| sizer.utilization(demand.peak_rate(), count.to_f64()).0))
}

/// Adds what a workload sends to the internet from EC2 to a portfolio.
pub(crate) fn add_to_pools(workload: &Workload, settings: &Settings, pools: &mut Pools) -> Result<(), CostError> {
    let demand = Demand::new(workload, settings)?;
    pools.add_ec2(&workload.region, transfer_gb(workload, &demand)?)?;
    Ok(())
}

/// How a fleet runs: the scaling of the scenario, or one of the two that asynchronous work chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Given(u64),
    Scaled(Scaling),
}

/// What a search came across, for when it finds nothing.
#[derive(Default)]
struct Considered {
    types: u32,
    left_out: u32,
    named: bool,
    single: bool,
    /// The given fleet that comes nearest to carrying the load.
    too_small: Option<(f64, Bound)>,
}

impl Considered {
    fn note(&mut self, candidates: &Candidates<'_>) {
        // Asynchronous work searches twice, on demand for per-run: the first search is the purchase option's own.
        if self.types == 0 {
            self.types = u32::try_from(candidates.considered).unwrap_or(u32::MAX);
            self.left_out = candidates.left_out;
        }
        self.named = candidates.named;
        self.single = candidates.single;
    }

    fn reason(&self, workload: &Workload) -> Reason {
        if let Some((utilization, bound)) = self.too_small {
            return Reason::TooSmall { utilization, bound };
        }
        let used = workload.effective_memory_used_mb();
        let needed_mb = used.add(workload.os_memory_mb).unwrap_or(Dec::MAX);
        Reason::NoTypeFits { needed_mb, named: self.named }
    }
}

/// Why a type does not do.
enum Unfit {
    CannotHold,
    NeedsSurplus,
    TooSmall(f64, Bound),
}

struct Search<'a> {
    context: Context<'a>,
}

impl<'a> Search<'a> {
    fn new(book: &'a PriceBook, workload: &'a Workload, settings: &'a Settings) -> Result<Search<'a>, CostError> {
        let rates = book.region(&workload.region)?;
        let demand = Demand::new(workload, settings)?;
        let work = Work::new(workload, book.rules());
        Ok(Search { context: Context { book, rates, workload, settings, demand, work } })
    }

    fn workload(&self) -> &'a Workload {
        self.context.workload
    }

    /// The ways to compare; the first wins a tie.
    fn ways(&self) -> SmallVec<[Way; 2]> {
        let workload = self.workload();
        if let Some(count) = workload.instance_count {
            return smallvec![Way::Given(u64::try_from(count.ceil_int()).unwrap_or(u64::MAX))];
        }
        match workload.scaling {
            Some(scaling) => smallvec![Way::Scaled(scaling)],
            None if has_one_way(workload) => smallvec![Way::Scaled(Scaling::Auto)],
            None => smallvec![Way::Scaled(Scaling::Auto), Way::Scaled(Scaling::PerRun)],
        }
    }

    /// Instances that start for a run cannot be committed to: they are bought on demand, or as Spot.
    fn purchase(&self, way: Way) -> Purchase {
        match (way, self.workload().purchase) {
            (Way::Scaled(Scaling::PerRun), Purchase::Committed(_)) => Purchase::OnDemand,
            (_, purchase) => purchase,
        }
    }

    fn candidates(&self, way: Way, keep: Keep) -> Result<Candidates<'a>, CostError> {
        let mut candidates = candidates::find(self.context.book, self.workload(), self.purchase(way), keep)?;
        if self.context.settings.ec2_price_factor != Dec::ONE {
            candidates.types = candidates.types.at_rates(|rate| self.multiplied(rate))?;
        }
        Ok(candidates)
    }

    /// A rate times the factor that the settings ask for.
    fn multiplied(&self, rate: HourlyRate) -> Result<HourlyRate, CostError> {
        let factor = self.context.settings.ec2_price_factor;
        if factor == Dec::ONE {
            return Ok(rate);
        }
        let usd = rate.price.usd().mul(factor).or_too_large("an hourly rate")?;
        Ok(HourlyRate { price: UnitPrice::new(usd), ..rate })
    }

    fn cheapest(
        &self,
        way: Way,
        candidates: &Candidates<'_>,
        considered: &mut Considered,
    ) -> Result<Option<Quote<'a>>, CostError> {
        if let [(id, rate)] = *candidates.types {
            return self.consider(way, id, rate, candidates, considered);
        }
        let mut bounds: Vec<(f64, TypeId, HourlyRate)> = Vec::with_capacity(candidates.types.len());
        for &(id, rate) in &*candidates.types {
            let kind = self.context.book.instance_type_by_id(id)?;
            let bound = self.lower_bound(way, kind, rate)?;
            if bound.is_finite() {
                bounds.push((bound, id, rate));
            }
        }
        // The most promising first: its exact total rules out nearly all others.
        if let Some(first) = (0..bounds.len()).min_by(|a, b| bounds[*a].0.total_cmp(&bounds[*b].0)) {
            bounds.swap(0, first);
        }
        let mut best: Option<Quote<'a>> = None;
        for (bound, id, rate) in bounds {
            if best.as_ref().is_some_and(|known| bound > known.total.to_f64()) {
                continue;
            }
            let key = |quote: &Quote<'_>| (quote.total, quote.hours, quote.id);
            if let Some(quote) = self.consider(way, id, rate, candidates, considered)?
                && best.as_ref().is_none_or(|known| key(&quote) < key(known))
            {
                best = Some(quote);
            }
        }
        Ok(best)
    }

    /// Sizes and prices one candidate; notes why it does not do.
    fn consider(
        &self,
        way: Way,
        id: TypeId,
        rate: HourlyRate,
        candidates: &Candidates<'_>,
        considered: &mut Considered,
    ) -> Result<Option<Quote<'a>>, CostError> {
        let kind = self.context.book.instance_type_by_id(id)?;
        match self.quote(way, id, kind, rate, candidates.named)? {
            Ok(quote) => return Ok(Some(quote)),
            Err(Unfit::TooSmall(utilization, bound)) => {
                if considered.too_small.is_none_or(|(known, _)| utilization < known) {
                    considered.too_small = Some((utilization, bound));
                }
            }
            Err(Unfit::CannotHold | Unfit::NeedsSurplus) => {}
        }
        Ok(None)
    }

    /// Requests a second in the busiest stretch of the hours in which the fleet runs.
    fn peak_rate(&self, way: Way) -> f64 {
        let demand = &self.context.demand;
        match (way, &self.workload().schedule) {
            (Way::Scaled(Scaling::Scheduled), Some(schedule)) => {
                let rates: SmallVec<[f64; 1]> = demand.hourly_rates().collect();
                let running = (0..WEEK_HOURS).filter(|hour| schedule.minutes()[*hour] > 0);
                running.map(|hour| rates[hour % rates.len()]).fold(0.0, f64::max) * demand.burst
            }
            _ => demand.peak_rate(),
        }
    }

    /// A cost in dollars that the type cannot go below; infinite where it cannot hold a request.
    fn lower_bound(&self, way: Way, kind: &InstanceType, rate: HourlyRate) -> Result<f64, CostError> {
        let workload = self.workload();
        let demand = &self.context.demand;
        let Some(sizer) = Sizer::new(workload, &self.context.work, kind) else { return Ok(f64::INFINITY) };
        let hours = demand.hours.to_f64();
        let instance_hours = match way {
            Way::Given(count) => count as f64 * hours,
            Way::Scaled(Scaling::PerRun) => 0.0,
            Way::Scaled(Scaling::Scheduled) => {
                let running = workload.schedule.as_ref().map_or(0, Schedule::minutes_per_week);
                let fewest = workload.effective_min_instances().to_f64();
                let need = sizer.at_least(self.peak_rate(way));
                hours * f64::from(running) / (WEEK_HOURS as f64 * 60.0) * need.max(fewest)
            }
            Way::Scaled(Scaling::Fixed) => {
                let fewest = workload.effective_min_instances().to_f64();
                hours * sizer.at_least(demand.peak_rate()).max(fewest)
            }
            Way::Scaled(Scaling::Auto) => {
                let fewest = workload.effective_min_instances().to_f64();
                let need = sizer.at_least(demand.mean_rate * demand.burst);
                // Steady demand has one hour: its need is rounded up to whole instances.
                let need = if demand.relative.len() == 1 { (need * (1.0 - 1e-9)).ceil() } else { need };
                hours * (need + workload.spare_instances.to_f64()).max(fewest)
            }
        };
        // A commitment is left alone where on demand is cheaper.
        let usd = match self.purchase(way) {
            Purchase::Committed(_) => {
                let (id, _) = self.context.book.instance_type(&kind.name)?;
                let on_demand = self.context.book.hourly(&workload.region, id, Purchase::OnDemand)?;
                match on_demand {
                    Some(listed) => self.multiplied(listed)?.price.usd().min(rate.price.usd()),
                    None => rate.price.usd(),
                }
            }
            _ => rate.price.usd(),
        };
        // A margin far above the error of these few operations and far below a cent.
        Ok(usd.to_f64() * instance_hours * (1.0 - 1e-6))
    }

    /// Sizes and prices one type in full.
    fn quote(
        &self,
        way: Way,
        id: TypeId,
        kind: &'a InstanceType,
        rate: HourlyRate,
        named: bool,
    ) -> Result<Result<Quote<'a>, Unfit>, CostError> {
        let workload = self.workload();
        let demand = &self.context.demand;
        let Some(sizer) = Sizer::new(workload, &self.context.work, kind) else { return Ok(Err(Unfit::CannotHold)) };
        let (usage, bound, scaling) = match way {
            Way::Given(count) => {
                let (utilization, of) = sizer.utilization(demand.peak_rate(), count as f64);
                if utilization > 1.0 + 1e-9 {
                    return Ok(Err(Unfit::TooSmall(utilization, of)));
                }
                (InstanceUsage::Fleet(Fleet::constant(count, demand.hours)), Bound::Given, Scaling::Fixed)
            }
            Way::Scaled(Scaling::PerRun) => (self.per_run(kind, &sizer)?, Bound::PerRun, Scaling::PerRun),
            Way::Scaled(scaling) => {
                let (fleet, bound) = self.fleet(scaling, &sizer)?;
                (InstanceUsage::Fleet(fleet), bound, scaling)
            }
        };
        let on_demand = match self.purchase(way) {
            Purchase::Committed(_) => {
                let listed = self.context.book.require_hourly(&workload.region, id, Purchase::OnDemand)?;
                Some(self.multiplied(listed)?)
            }
            _ => None,
        };
        let hours = usage.instance_hours()?;
        let staffed = Box::new(Staffed { kind, sizer, usage, hours, rate, on_demand });
        // Without names, a burstable type must carry the mean CPU use on its baseline.
        if !named && self.context.surplus_of(&staffed).vcpu_hours > 0.0 {
            return Ok(Err(Unfit::NeedsSurplus));
        }
        let (bill, split) = self.context.bill(&staffed, Account::Alone)?;
        Ok(Ok(Quote { total: bill.total(), staffed, id, bill, split, hours: hours.0, bound, scaling }))
    }

    /// A fleet that stays, sized over the hours.
    fn fleet(&self, scaling: Scaling, sizer: &Sizer) -> Result<(Fleet, Bound), CostError> {
        let workload = self.workload();
        let demand = &self.context.demand;
        let hours = demand.hours;
        let minutes = |count: usize| smallvec![60; count];
        let (sized, bound) = sizing::hourly(workload, demand, sizer, self.peak_rate(Way::Scaled(scaling)))?;
        let lead_min = self.context.settings.launch_lead_min;
        let fleet = match (scaling, &workload.schedule) {
            (Scaling::Scheduled, Some(schedule)) => {
                let count = |hour: usize| sized[hour % sized.len()];
                let running = |hour: &usize| schedule.minutes()[*hour] > 0;
                let most = (0..WEEK_HOURS).filter(running).map(count).max().unwrap_or(0);
                let counts = (0..WEEK_HOURS).map(|hour| if running(&hour) { most } else { 0 }).collect();
                Fleet { counts, minutes: schedule.minutes().into(), lead_min: 0, hours }
            }
            (Scaling::Fixed, _) => Fleet::constant(sized.iter().copied().max().unwrap_or(0), hours),
            _ => {
                let minutes = minutes(sized.len());
                Fleet { counts: sized, minutes, lead_min, hours }
            }
        };
        Ok((fleet, bound))
    }

    /// An instance for each invocation: duration and launch lead in whole started seconds, at least the minimum.
    fn per_run(&self, kind: &InstanceType, sizer: &Sizer) -> Result<InstanceUsage, CostError> {
        const WHAT: &str = "seconds of a run";
        let lead_s = f64::from(self.context.settings.launch_lead_min) * 60.0;
        let minimum = self.context.book.rules().minimum_billed_s.to_f64();
        let seconds = ceil(sizer.duration_s + lead_s).max(minimum);
        let billed_s = (seconds < 1e15).then_some(seconds as u64).or_too_large(WHAT)?;
        let monthly = self.context.demand.monthly;
        let hours = monthly.ratio(i128::from(billed_s), 3_600).or_too_large(WHAT)?;
        let surplus = baseline_vcpu(kind).map_or(Surplus::default(), |baseline| {
            let cpu_s = self.context.work.ec2_cpu_s(self.workload().cpu_factor.to_f64());
            Surplus::of(cpu_s, seconds * baseline).scaled(|vcpu_s| vcpu_s / 3_600.0 * monthly.to_f64())
        });
        Ok(InstanceUsage::PerRun { billed_s, hours, surplus })
    }

    fn peak_instances(&self, quote: &Quote<'_>) -> u64 {
        match &quote.staffed.usage {
            InstanceUsage::Fleet(fleet) => fleet.most(),
            InstanceUsage::PerRun { billed_s, .. } => {
                (self.context.demand.peak_rate() * *billed_s as f64).ceil().max(1.0) as u64
            }
        }
    }

    fn warnings(&self, quote: &Quote<'_>) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if let (Scaling::Scheduled, Some(schedule)) = (quote.scaling, &self.workload().schedule) {
            let relative = self.context.demand.relative;
            let week = |hour: usize| relative[hour % relative.len()];
            let stopped = |hour: usize| 1.0 - f64::from(schedule.minutes()[hour]) / 60.0;
            let all: f64 = (0..WEEK_HOURS).map(week).sum();
            let outside: f64 = (0..WEEK_HOURS).map(|hour| week(hour) * stopped(hour)).sum();
            if outside / all > 1e-9 {
                warnings.push(Warning::OutsideSchedule { share: outside / all });
            }
        }
        if let (Bound::Given, Some(wait_ms)) = (quote.bound, self.workload().max_wait_ms) {
            let instances = self.peak_instances(quote);
            if !quote.staffed.sizer.keeps_wait(self.context.demand.peak_rate(), instances) {
                warnings.push(Warning::WaitMissed { wait_ms, percentile: self.workload().wait_percentile });
            }
        }
        warnings
    }

    fn summary(&self, quote: &Quote<'_>, considered: &Considered) -> FleetSummary {
        let peak = self.peak_instances(quote);
        let (fewest, instances) = match &quote.staffed.usage {
            InstanceUsage::Fleet(fleet) => (fleet.fewest(), fleet.most() as f64),
            InstanceUsage::PerRun { .. } => (0, peak as f64),
        };
        let rate = match quote.bound {
            // Each run has its instance to itself: what counts is its own load.
            Bound::PerRun => instances / quote.staffed.sizer.duration_s.max(1e-9),
            _ => self.peak_rate(Way::Scaled(quote.scaling)),
        };
        let (peak_utilization, utilization_of) = quote.staffed.sizer.utilization(rate, instances);
        FleetSummary {
            instance_type: quote.staffed.kind.name.as_ref().to_owned(),
            peak_instances: peak,
            fewest_instances: fewest,
            instance_hours: quote.hours,
            bound: quote.bound,
            scaling: quote.scaling,
            purchase: match (quote.bound, self.workload().purchase) {
                (Bound::PerRun, Purchase::Committed(_)) => Purchase::OnDemand,
                (_, purchase) => purchase,
            },
            split: quote.split,
            peak_utilization,
            utilization_of,
            request_ms: quote.staffed.sizer.duration_s * 1e3,
            types_considered: if considered.single { 0 } else { considered.types },
            types_left_out: considered.left_out,
        }
    }

    fn assumptions(&self, quote: &Quote<'_>, fleet: &FleetSummary) -> Assumptions {
        let workload = self.workload();
        let sized = !matches!(fleet.bound, Bound::Given | Bound::PerRun);
        let measured = workload.requests_per_second_per_instance.is_some();
        let two_bursts = matches!(workload.traffic, Traffic::Profile(_)) && workload.burst.is_none();
        let load_set = matches!(fleet.bound, Bound::Cpu | Bound::Memory | Bound::Latency | Bound::Measured);
        let given_target = workload.target_utilization_pct != Dec::from_int(60);
        let has_lcu = quote.bill.items().iter().any(|item| item.key == crate::cost::ItemKey::AlbLcu);
        let default_connections = workload.requests_per_connection == Dec::from_int(50);
        let lead = matches!(&quote.staffed.usage, InstanceUsage::Fleet(fleet) if fleet.lead_min > 0)
            && fleet.fewest_instances != fleet.peak_instances;
        let asynchronous = workload.invocation == Invocation::Async;
        let chosen = asynchronous && workload.scaling.is_none() && workload.instance_count.is_none();
        let mut notes = Assumptions::default();
        notes.note(Assumption::CpuAsDuration, self.context.work.assumed && !measured);
        notes.note(Assumption::BurstTwo, two_bursts && load_set);
        notes.note(
            Assumption::TwoInstances,
            sized && fleet.bound == Bound::Minimum && workload.min_instances.is_none() && !asynchronous,
        );
        notes.note(
            Assumption::MemoryUsedAsMemory,
            sized && fleet.bound == Bound::Memory && workload.memory_used_mb.is_none(),
        );
        notes.note(Assumption::TargetUtilization, fleet.bound == Bound::Cpu && !given_target);
        notes.note(Assumption::CheapestType, workload.instance_types.is_empty());
        notes.note(Assumption::SpotMoves, fleet.purchase == Purchase::Spot);
        notes.note(Assumption::PerRunChosen, chosen && fleet.scaling == Scaling::PerRun);
        notes.note(Assumption::AutoChosen, chosen && fleet.scaling == Scaling::Auto);
        notes.note(Assumption::LaunchLead, lead || fleet.scaling == Scaling::PerRun);
        notes.note(Assumption::RequestsPerConnection, has_lcu && default_connections);
        notes.note_prices(&quote.bill);
        notes
    }
}
