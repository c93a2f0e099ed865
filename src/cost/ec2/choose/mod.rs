//! The cheapest fleet for a workload.
//!
//! Every candidate type has a cost that it cannot go below: the instance-hours its capacity needs at least, at its
//! rate and that of their volumes, and what every fleet pays. Candidates whose lower bound is above the best exact total
//! so far are never sized in full. Nothing is sampled: the result is that of sizing them all, which a property test
//! confirms.

mod credit_lines;
mod hours;
mod lower_bound;
mod outcome;
mod runners;
mod staff;
mod storage;
mod survey;

pub use credit_lines::EarnedBetween;
pub use hours::{FleetHour, fleet_hours};
pub use runners::{AskedBy, NotTaken, RunnerUp, not_taken, runners_up};
pub use survey::{BurstableQuote, Survey, survey};

use super::bill::{Context, InstanceUsage, Staffed, transfer_gb};
use super::candidates::{self, Candidates, Keep};
use super::fleet::Fleet;
use super::servers::Servers;
use super::sizing::{Bound, SLACK, Sizer};
use super::summary::Split;
use crate::cost::demand::{Demand, Work};
use crate::cost::{Account, Assumptions, Bill, Case, CostError, Offer, OptionKey, Pools, Reason, Settings};
use crate::pricebook::{HourlyRate, InstanceType, PriceBook, TypeId};
use crate::scenario::{InstanceChoice, Invocation, Scaling, Workload};
use crate::terms::Purchase;
use crate::traffic::WEEK_HOURS;
use crate::units::{Dec, OrTooLarge, UnitPrice, Usd};
use lower_bound::Floor;
use smallvec::{SmallVec, smallvec};

/// A type and its rate under the purchase option.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    id: TypeId,
    kind: &'a InstanceType,
    rate: HourlyRate,
}

/// A candidate that was sized and priced in full. It is some hundred bytes: the best one stays in its place while others
/// are looked at.
struct Quote<'a> {
    staffed: Staffed<'a>,
    id: TypeId,
    bill: Bill,
    split: Option<Split>,
    total: Usd,
    hours: Dec,
    bound: Bound,
    scaling: Scaling,
}

/// A workload on EC2, on its own account.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn offer(book: &PriceBook, workload: &Workload, settings: &Settings) -> Result<Offer, CostError> {
    price(&Case::new(book, workload, settings)?, Account::Alone)
}

/// A workload on EC2 with tiers and allowances of `account`. Which fleet is the cheapest does not depend on them.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn price(case: &Case<'_>, account: Account<'_>) -> Result<Offer, CostError> {
    let search = Search::new(case);
    let workload = case.workload;
    let (mut considered, mut best) = (Considered::default(), None);
    search.best(&mut considered, &mut best)?;
    let Some(quote) = &mut best else {
        return Ok(Offer {
            key: OptionKey::Ec2,
            bill: None,
            reasons: vec![considered.reason(workload)],
            warnings: Vec::new(),
            assumptions: Assumptions::default(),
            fleet: None,
            function: None,
        });
    };
    if matches!(account, Account::Shared(_)) {
        quote.bill = search.context.bill(&quote.staffed, account)?.0;
    }
    let fleet = search.summary(quote, &considered);
    Ok(Offer {
        key: OptionKey::Ec2,
        reasons: Vec::new(),
        warnings: search.warnings(quote),
        assumptions: search.assumptions(quote, &fleet),
        bill: best.map(|quote| quote.bill),
        fleet: Some(fleet),
        function: None,
    })
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
    Ok(sizer.map(|sizer| sizer.utilization(demand.peak_rate, count.to_f64()).0))
}

/// Adds what a workload sends to the internet and logs on EC2 to a portfolio.
pub(crate) fn add_to_pools(case: &Case<'_>, pools: &mut Pools) -> Result<(), CostError> {
    let Case { workload, demand, .. } = case;
    Ok(pools.add_ec2(&workload.region, transfer_gb(workload, demand)?, demand.gb(workload.log_kb)?)?)
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
    too_small: Option<TooSmall>,
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

    /// The same of the one type that a scenario names.
    fn note_one_type(&mut self) {
        (self.types, self.named, self.single) = (1, true, true);
    }

    fn reason(&self, workload: &Workload) -> Reason {
        if let Some(TooSmall { utilization, bound, enough }) = self.too_small {
            return Reason::TooSmall { utilization, bound, enough };
        }
        let used = workload.effective_memory_used_mb();
        let needed_mb = used.add(workload.os_memory_mb).unwrap_or(Dec::MAX);
        Reason::NoTypeFits { needed_mb, named: self.named }
    }
}

/// What a burstable type does whose baseline does not carry the mean CPU use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Credits {
    /// It buys surplus credits, as a named type does.
    Bought,
    /// It does not do: the fleet as it is sized must earn them.
    Earned,
    /// It runs with as many instances at all times as carry the use.
    Carried,
}

impl Credits {
    /// Of types that a scenario names, and of those that a search finds.
    fn of(named: bool) -> Credits {
        if named { Credits::Bought } else { Credits::Earned }
    }
}

/// Why a type does not do.
enum Unfit {
    CannotHold,
    NeedsSurplus,
    TooSmall(TooSmall),
}

/// What a given fleet that is too small lacks: its utilization, of what, and the instances that are enough.
#[derive(Clone, Copy)]
struct TooSmall {
    utilization: f64,
    bound: Bound,
    enough: f64,
}

struct Search<'a> {
    context: Context<'a>,
    servers: Servers,
}

impl<'a> Search<'a> {
    fn new(case: &Case<'a>) -> Search<'a> {
        let Case { book, rates, workload, settings, demand } = *case;
        let work = Work::new(workload, book.rules());
        let context = Context { book, rates, workload, settings, demand, work };
        Search { context, servers: Servers::default() }
    }

    /// Finds the cheapest fleet of all ways; `best`, which is empty, stays so where no fleet can carry the workload.
    fn best(&self, considered: &mut Considered, best: &mut Option<Quote<'a>>) -> Result<(), CostError> {
        let ways = self.ways();
        let Context { book, rates, workload, .. } = &self.context;
        // Nearly all rows of large scenarios: nothing is to be compared.
        if let ([way], [InstanceChoice::Type(name)]) = (&*ways, workload.instance_types.as_slice()) {
            let (id, kind, rate) = candidates::named(book, rates, name, self.purchase(*way))?;
            let candidate = Candidate { id, kind, rate: self.multiplied(rate)? };
            considered.note_one_type();
            return self.consider(*way, candidate, true, considered, best);
        }
        for way in ways {
            let candidates = self.candidates(way, Keep::Best)?;
            considered.note(&candidates);
            let limit = best.as_ref().map(|known| known.total);
            let cheapest = self.cheapest(way, &candidates, limit, considered)?;
            if limit.is_none_or(|known| cheapest.as_ref().is_some_and(|quote| quote.total < known)) {
                *best = cheapest;
            }
        }
        Ok(())
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
        let context = &self.context;
        let mut candidates = candidates::find(context.book, &context.rates, self.workload(), self.purchase(way), keep)?;
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

    /// The cheapest fleet of a way; `None` where none carries the workload, or none that does can be below the limit.
    fn cheapest(
        &self,
        way: Way,
        candidates: &Candidates<'_>,
        limit: Option<Usd>,
        considered: &mut Considered,
    ) -> Result<Option<Quote<'a>>, CostError> {
        let mut best = None;
        let book = self.context.book;
        if let [(id, rate)] = *candidates.types {
            let candidate = Candidate { id, kind: book.instance_type_by_id(id)?, rate };
            self.consider(way, candidate, candidates.named, considered, &mut best)?;
            return Ok(best);
        }
        let mut floor: Option<Floor> = None;
        let mut bounds: Vec<(f64, Candidate<'a>)> = Vec::with_capacity(candidates.types.len());
        for &(id, rate) in &*candidates.types {
            let candidate = Candidate { id, kind: book.instance_type_by_id(id)?, rate };
            // Where no type can hold a request nothing is priced.
            let Some(sizer) = self.sizer(way, candidate.kind) else { continue };
            let floor = match &mut floor {
                Some(known) => known,
                none => none.insert(self.floor()?),
            };
            let bound = self.lower_bound(way, candidate, &sizer, Credits::of(candidates.named), floor)?;
            if bound.is_finite() {
                bounds.push((bound, candidate));
            }
        }
        // The most promising first: their exact totals rule out nearly all others.
        bounds.sort_unstable_by(|(a, one), (b, other)| a.total_cmp(b).then(one.id.cmp(&other.id)));
        let limit = limit.map_or(f64::INFINITY, Usd::to_f64);
        for (bound, candidate) in bounds {
            if bound > best.as_ref().map_or(limit, |known: &Quote<'_>| known.total.to_f64().min(limit)) {
                break;
            }
            self.consider(way, candidate, candidates.named, considered, &mut best)?;
        }
        Ok(best)
    }

    /// Sizes and prices one candidate, which takes the place of a dearer one; notes why it does not do.
    fn consider(
        &self,
        way: Way,
        candidate: Candidate<'a>,
        named: bool,
        considered: &mut Considered,
        best: &mut Option<Quote<'a>>,
    ) -> Result<(), CostError> {
        match self.quote(way, candidate, Credits::of(named))? {
            Ok(quote) => {
                let key = |quote: &Quote<'_>| (quote.total, quote.hours, quote.id);
                if best.as_ref().is_none_or(|known| key(&quote) < key(known)) {
                    *best = Some(quote);
                }
            }
            Err(Unfit::TooSmall(lacking)) => {
                if considered.too_small.is_none_or(|known| lacking.utilization < known.utilization) {
                    considered.too_small = Some(lacking);
                }
            }
            Err(Unfit::CannotHold | Unfit::NeedsSurplus) => {}
        }
        Ok(())
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
            _ => demand.peak_rate,
        }
    }

    /// What sizes a fleet of a type; `None` where the type cannot hold a request.
    fn sizer(&self, way: Way, kind: &InstanceType) -> Option<Sizer> {
        let new = if way == Way::Scaled(Scaling::PerRun) { Sizer::per_run } else { Sizer::new };
        new(self.workload(), &self.context.work, kind)
    }

    /// Sizes and prices one type in full.
    fn quote(
        &self,
        way: Way,
        Candidate { id, kind, rate }: Candidate<'a>,
        credits: Credits,
    ) -> Result<Result<Quote<'a>, Unfit>, CostError> {
        let workload = self.workload();
        let demand = &self.context.demand;
        let Some(sizer) = self.sizer(way, kind) else { return Ok(Err(Unfit::CannotHold)) };
        let (usage, bound, scaling) = match way {
            Way::Given(count) => {
                let (utilization, of) = sizer.utilization(demand.peak_rate, count as f64);
                if utilization > 1.0 + SLACK {
                    // What each carries does not depend on how many there are.
                    let enough = (utilization * count as f64 * (1.0 - SLACK)).ceil();
                    return Ok(Err(Unfit::TooSmall(TooSmall { utilization, bound: of, enough })));
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
        let mut staffed = Staffed { kind, sizer, usage, hours, rate, on_demand };
        let falls_short = credits != Credits::Bought && self.context.surplus_of(&staffed).vcpu_hours > 0.0;
        let may_grow = credits == Credits::Carried && matches!(way, Way::Scaled(_));
        if falls_short && !(may_grow && self.carry(&mut staffed)?) {
            return Ok(Err(Unfit::NeedsSurplus));
        }
        let (bill, split) = self.context.bill(&staffed, Account::Alone)?;
        let (total, hours) = (bill.total(), staffed.hours.0);
        Ok(Ok(Quote { staffed, id, bill, split, total, hours, bound, scaling }))
    }
}
