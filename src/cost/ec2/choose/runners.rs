//! [`RunnerUp`]: the types that come next.

use super::{Candidate, Credits, Keep, Quote, Search, Unfit, Way};
use crate::cost::ec2::bill::InstanceUsage;
use crate::cost::ec2::summary::fleet_in_short;
use crate::cost::{Case, CostError, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::{Scaling, Workload};
use crate::units::{Dec, Usd};
use smol_str::SmolStr;

/// Another type that would do, for explanations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunnerUp {
    /// The instance type.
    pub instance_type: SmolStr,
    /// Most instances at a time.
    pub peak_instances: u64,
    /// Fewest instances at a time.
    pub fewest_instances: u64,
    /// How the fleet follows demand.
    pub scaling: Scaling,
    /// What the workload would cost on it a month.
    pub total: Usd,
    /// It is burstable.
    pub burstable: bool,
    /// How a scenario asks for it, where a search does not take it by itself.
    pub asked_by: Option<AskedBy>,
}

/// What asks for a burstable type whose credits, with no more instances than its load needs, do not carry the mean CPU use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedBy {
    /// The least `min_instances` by which they do.
    MinInstances(u64),
    /// Its name as `instance_type`: it buys surplus credits then.
    Name,
}

impl RunnerUp {
    /// The fleet in short.
    #[must_use]
    pub fn in_short(&self) -> String {
        fleet_in_short(self.scaling, self.fewest_instances, self.peak_instances, &self.instance_type)
    }

    /// The column that asks for it, with its value, as `--set` takes it; `None` for a type that a search takes by itself.
    #[must_use]
    pub fn setting(&self) -> Option<String> {
        Some(match self.asked_by? {
            AskedBy::MinInstances(fewest) => format!("min_instances={fewest}"),
            AskedBy::Name => format!("instance_type={}", self.instance_type),
        })
    }
}

/// Fleets that a search does not take by itself, the cheapest of each kind.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NotTaken {
    /// With more instances than the load needs, so that CPU credits carry it.
    pub larger: Option<RunnerUp>,
    /// With surplus CPU credits.
    pub surplus: Option<RunnerUp>,
}

impl NotTaken {
    /// The cheapest of them.
    #[must_use]
    pub fn cheapest(&self) -> Option<&RunnerUp> {
        self.larger.iter().chain(&self.surplus).min_by_key(|fleet| fleet.total)
    }
}

/// Burstable types that are told of because more instances would make them the cheapest, and as many with surplus credits.
const MOST_NOT_TAKEN: usize = 2;

/// The cheapest types for a workload in the order of their cost, at most `most`; and, where a burstable type is the
/// cheapest, the best other one among them. Behind the first stand burstable types that would cost less than it with more
/// instances than their load needs, or with surplus credits, which a search does not take by itself.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn runners_up(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    most: usize,
) -> Result<Vec<RunnerUp>, CostError> {
    let search = Search::new(&Case::new(book, workload, settings)?);
    let mut all: Vec<(Usd, Dec, RunnerUp)> = Vec::new();
    let (mut larger, mut surplus): (Vec<RunnerUp>, Vec<RunnerUp>) = Default::default();
    for way in search.ways() {
        let candidates = search.candidates(way, Keep::All)?;
        for &(id, rate) in &*candidates.types {
            let kind = book.instance_type_by_id(id)?;
            let candidate = Candidate { id, kind, rate };
            let quote = search.quote(way, candidate, Credits::of(candidates.named))?;
            if let Err(Unfit::NeedsSurplus) = quote {
                larger.extend(carried(&search, way, candidate)?);
                surplus.extend(bought(&search, way, candidate)?);
            }
            if let Ok(quote) = quote {
                let runner = runner_up(&search, candidate, &quote, None);
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
    let mut not_taken = Vec::new();
    for mut kind in [surplus, larger] {
        kind.retain(|one| runners.first().is_none_or(|cheapest| one.total < cheapest.total));
        // A type has two ways to run at most; the cheaper one is taken.
        kind.sort_by(|a, b| (&a.instance_type, a.total).cmp(&(&b.instance_type, b.total)));
        kind.dedup_by(|a, b| a.instance_type == b.instance_type);
        kind.sort_by_key(|one| one.total);
        kind.truncate(MOST_NOT_TAKEN);
        not_taken.extend(kind);
    }
    let behind_cheapest = runners.len().min(1);
    runners.splice(behind_cheapest..behind_cheapest, not_taken);
    Ok(runners)
}

/// The cheapest fleets of burstable types, below `below` a month, that a search does not take by itself.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn not_taken(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    below: Usd,
) -> Result<NotTaken, CostError> {
    let search = Search::new(&Case::new(book, workload, settings)?);
    let mut best = NotTaken::default();
    let cheaper = |known: &mut Option<RunnerUp>, found: Option<RunnerUp>| {
        let limit = known.as_ref().map_or(below, |known| known.total);
        if let Some(found) = found.filter(|found| found.total < limit) {
            *known = Some(found);
        }
    };
    for way in search.ways() {
        let candidates = search.candidates(way, Keep::All)?;
        for &(id, rate) in &*candidates.types {
            let kind = book.instance_type_by_id(id)?;
            let candidate = Candidate { id, kind, rate };
            if kind.burstable
                && matches!(search.quote(way, candidate, Credits::of(candidates.named))?, Err(Unfit::NeedsSurplus))
            {
                cheaper(&mut best.larger, carried(&search, way, candidate)?);
                cheaper(&mut best.surplus, bought(&search, way, candidate)?);
            }
        }
    }
    Ok(best)
}

/// A burstable type with as many instances as carry the mean CPU use, where that is possible.
fn carried<'a>(search: &Search<'a>, way: Way, candidate: Candidate<'a>) -> Result<Option<RunnerUp>, CostError> {
    let Ok(quote) = search.quote(way, candidate, Credits::Carried)? else { return Ok(None) };
    let InstanceUsage::Fleet(fleet) = &quote.staffed.usage else { return Ok(None) };
    let fewest = fleet.fewest_running();
    Ok(Some(runner_up(search, candidate, &quote, Some(AskedBy::MinInstances(fewest)))))
}

/// A burstable type with surplus credits, as where it is named.
fn bought<'a>(search: &Search<'a>, way: Way, candidate: Candidate<'a>) -> Result<Option<RunnerUp>, CostError> {
    let quote = search.quote(way, candidate, Credits::Bought)?.ok();
    Ok(quote.map(|quote| runner_up(search, candidate, &quote, Some(AskedBy::Name))))
}

fn runner_up<'a>(
    search: &Search<'a>,
    candidate: Candidate<'a>,
    quote: &Quote<'a>,
    asked_by: Option<AskedBy>,
) -> RunnerUp {
    RunnerUp {
        instance_type: candidate.kind.name.clone(),
        peak_instances: search.peak_instances(quote),
        fewest_instances: search.fewest_instances(quote),
        scaling: quote.scaling,
        total: quote.total,
        burstable: candidate.kind.burstable,
        asked_by,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cost::ec2::offer;
    use crate::scenario;

    #[test]
    fn a_burstable_type_that_more_instances_would_make_the_cheapest_is_told() {
        // 50 million requests of 0.12 s at 1,024 of 1,769 MB a vCPU are 3.47 million vCPU-s, 1.32 vCPUs over the month. A
        // t3a.small sustains 20 % of 2 vCPUs, which is 0.4: four carry it, three do not. Its load needs the minimum of two.
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb\nA,50M,120,1024\n";
        let mut workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let settings = Settings::new(book.rules());
        let runners = runners_up(&book, &workload, &settings, 3).unwrap();
        let larger = |runner: &&RunnerUp| matches!(runner.asked_by, Some(AskedBy::MinInstances(_)));
        let larger = runners.iter().find(larger).unwrap();
        assert_eq!((&*larger.instance_type, larger.peak_instances), ("t3a.small", 4));
        assert_eq!(larger.asked_by, Some(AskedBy::MinInstances(4)));
        assert!(larger.total < runners[0].total && runners[0].asked_by.is_none());
        // Asking for them gives what was told.
        workload.min_instances = Some(Dec::from_int(4));
        let asked = offer(&book, &workload, &settings).unwrap();
        assert_eq!(asked.total(), Some(larger.total));
        assert_eq!(asked.fleet.unwrap().instance_type, "t3a.small");
        // As many are there already, and nothing costs less than nothing.
        let larger_below = |workload: &Workload, below| not_taken(&book, workload, &settings, below).unwrap().larger;
        assert_eq!(larger_below(&workload, larger.total), None);
        workload.min_instances = None;
        let above = larger.total.add(Usd::from_raw(1)).unwrap();
        assert_eq!(larger_below(&workload, above).as_ref(), Some(larger));
        assert_eq!(larger_below(&workload, larger.total), None);
    }

    #[test]
    fn a_burstable_type_whose_surplus_credits_cost_less_is_told() {
        // The same 50 million requests use 964.7635 vCPU-hours. Memory takes three t3a.small, which earn 3 × 0.4 × 730 = 876 of
        // them. 2,190 h at $0.0188 are $41.172, 88.7635 vCPU-hours at $0.05 $4.4382, 60 GB of EBS at $0.08 $4.80, the load balancer
        // 730 h at $0.0225, $16.425, and 11.1111 LCU-hours (a million connections, 90,000 in one) at $0.008 $0.0889: $66.9241.
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb\nA,50M,120,1024\n";
        let mut workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let settings = Settings::new(book.rules());
        let below = offer(&book, &workload, &settings).unwrap().total().unwrap();
        let told = not_taken(&book, &workload, &settings, below).unwrap().surplus.unwrap();
        assert_eq!((&*told.instance_type, told.peak_instances, told.asked_by), ("t3a.small", 3, Some(AskedBy::Name)));
        assert!((told.total.to_f64() - 66.9241).abs() < 5e-5, "{}", told.total);
        let runners = runners_up(&book, &workload, &settings, 3).unwrap();
        assert_eq!(runners.iter().find(|runner| runner.asked_by == Some(AskedBy::Name)), Some(&told));
        // Naming it gives what was told, and no other size costs less.
        let mut of = |size: &str| {
            let name = format!("t3a.{size}").as_str().into();
            workload.instance_types = vec![scenario::InstanceChoice::Type(name)];
            offer(&book, &workload, &settings).unwrap().total()
        };
        assert_eq!(of("small"), Some(told.total));
        for size in ["nano", "micro", "medium", "large", "xlarge"] {
            assert!(of(size).is_none_or(|total| total > told.total), "{size}");
        }
    }

    #[test]
    fn no_fewer_instances_would_do_than_are_told() {
        // Instances that a busy hour adds earn credits beside those that stay: fewer of these do than carry the work alone.
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,invocation,duration_ms,memory_mb,memory_used_mb,cpu_ms,parallelism,traffic\n\
                   A,3M,async,3200,3072,1900,4300,2,weekly\n";
        let mut workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let settings = Settings::new(book.rules());
        let below = offer(&book, &workload, &settings).unwrap().total().unwrap();
        let told = not_taken(&book, &workload, &settings, below).unwrap().larger.unwrap();
        let Some(AskedBy::MinInstances(fewest)) = told.asked_by else { panic!("{told:?}") };
        let fewest = i64::try_from(fewest).unwrap();
        let mut chosen = |instances: i64| {
            workload.min_instances = Some(Dec::from_int(instances));
            let asked = offer(&book, &workload, &settings).unwrap();
            (asked.total(), asked.fleet.unwrap())
        };
        let (total, fleet) = chosen(fewest);
        assert_eq!((total, &fleet.instance_type), (Some(told.total), &told.instance_type));
        assert_eq!(fleet.in_short(), told.in_short());
        assert!(fleet.fewest_instances < fleet.peak_instances);
        assert_ne!(chosen(fewest - 1).1.instance_type, told.instance_type);
    }
}
