//! Best against best: each side at its own cheapest setting.

use super::breakeven::offer;
use super::{Comparison, Rank, Unpriced, compare_each};
use crate::cost::{CostError, OptionKey, Settings, at_memory};
use crate::pricebook::{PriceBook, PriceError, Rules};
use crate::scenario::{FrontDoor, InstanceChoice, Workload};
use crate::terms::{Arch, Purchase};
use crate::units::{Dec, Usd};

/// What may be set anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Lambda's memory size: every step of the price book from a tenth above what a request is known to hold on.
    Memory,
    /// The architecture of each side; EC2's where no types are named.
    Arch,
    /// The purchase option of each side: on demand and every commitment. Spot is another service level: it is kept
    /// where the scenario asks for it, and never chosen.
    Purchase,
}

/// A setting that was changed to make a side cheaper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The side.
    pub key: OptionKey,
    /// The scenario's column.
    pub column: &'static str,
    /// The value that the scenario gave.
    pub from: String,
    /// The cheapest value.
    pub to: String,
    /// How long an invocation takes with either, ms, where that is not the same.
    pub durations_ms: Option<(Dec, Dec)>,
}

/// Memory above what a request is given to use, where it is less than a tenth of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Headroom {
    left_mb: Dec,
    used_mb: Dec,
}

impl Headroom {
    /// That of a memory size, where it is little and `memory_used_mb` is given.
    #[must_use]
    pub fn little(workload: &Workload, memory_mb: Dec) -> Option<Headroom> {
        let used_mb = workload.memory_used_mb?;
        let left_mb = memory_mb.sub(used_mb).filter(|left| !left.is_negative())?;
        let is_little = left_mb.ratio(10, 1).is_some_and(|tenfold| tenfold < used_mb);
        is_little.then_some(Headroom { left_mb, used_mb })
    }

    /// In words, with numbers as `number` writes them: `no headroom above the 380 MB used`.
    #[must_use]
    pub fn told(self, number: impl Fn(Dec) -> String) -> String {
        let left = if self.left_mb.is_zero() {
            "no headroom".to_owned()
        } else {
            format!("{} MB of headroom", number(self.left_mb))
        };
        format!("{left} above the {} MB used", number(self.used_mb))
    }
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 3] = [Part::Memory, Part::Arch, Part::Purchase];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Part::Memory => "memory",
            Part::Arch => "arch",
            Part::Purchase => "purchase",
        }
    }
}

/// Prices a workload with each side at its cheapest setting, the one that [ranks](Rank) first.
///
/// # Errors
/// [`Unpriced`] when the workload as it is has no price, or a figure is too large. A setting that the book has no price
/// for is no candidate.
pub fn optimize(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    parts: &[Part],
) -> Result<Comparison, Unpriced> {
    let best = || -> Result<Comparison, CostError> {
        let lambda = cheapest_lambda(book, workload, settings, parts)?;
        let mut ec2 = Best::of(book, workload, settings, OptionKey::Ec2)?;
        for candidate in ec2_settings(workload, parts) {
            ec2.consider(with_priced_types(book, candidate)?)?;
        }
        let on = |key| if key == OptionKey::Lambda { &lambda } else { &ec2.workload };
        let mut comparison = compare_each(book, workload, on, settings)?;
        comparison.changes = changes(workload, &lambda, &ec2.workload);
        Ok(comparison)
    };
    best().map_err(|error| Unpriced::new(book, workload, settings, error))
}

/// The workload at the memory size that is recommended for Lambda, everything else staying what it is.
///
/// # Errors
/// [`CostError`] when the workload as it is has no price, or a figure is too large.
pub fn cheapest_memory(book: &PriceBook, workload: &Workload, settings: &Settings) -> Result<Workload, CostError> {
    cheapest_lambda(book, workload, settings, &[Part::Memory])
}

/// The cheapest candidate so far.
struct Best<'a> {
    book: &'a PriceBook,
    settings: &'a Settings,
    key: OptionKey,
    given: &'a Workload,
    rank: Option<Rank>,
    workload: Workload,
    /// The memory size of the candidate that costs least to the last digit.
    least: Option<(Usd, Dec)>,
}

impl<'a> Best<'a> {
    fn of(
        book: &'a PriceBook,
        given: &'a Workload,
        settings: &'a Settings,
        key: OptionKey,
    ) -> Result<Best<'a>, CostError> {
        Best::from(book, given, given.clone(), settings, key)
    }

    fn from(
        book: &'a PriceBook,
        given: &'a Workload,
        workload: Workload,
        settings: &'a Settings,
        key: OptionKey,
    ) -> Result<Best<'a>, CostError> {
        let usd = offer(book, &workload, settings, key)?.total();
        let mut best = Best { book, settings, key, given, rank: None, workload: workload.clone(), least: None };
        if let Some(usd) = usd {
            best.take(usd, workload);
        }
        Ok(best)
    }

    fn consider(&mut self, candidate: Workload) -> Result<(), CostError> {
        let usd = match offer(self.book, &candidate, self.settings, self.key) {
            Ok(offer) => offer.total(),
            Err(CostError::Price(PriceError::Missing(_))) => None,
            Err(other) => return Err(other),
        };
        if let Some(usd) = usd {
            self.take(usd, candidate);
        }
        Ok(())
    }

    fn take(&mut self, usd: Usd, candidate: Workload) {
        if self.least.is_none_or(|(least, _)| usd < least) {
            self.least = Some((usd, candidate.memory_mb));
        }
        let rank = Rank::new(usd, changed(self.key, self.given, &candidate), candidate.duration_ms);
        if self.rank.is_none_or(|known| rank < known) {
            (self.rank, self.workload) = (Some(rank), candidate);
        }
    }
}

/// How many settings of a side are not the given ones.
fn changed(key: OptionKey, given: &Workload, other: &Workload) -> usize {
    let of_side = match key {
        OptionKey::Lambda => {
            let memory = usize::from(given.memory_mb != other.memory_mb);
            memory + usize::from(given.lambda_purchase != other.lambda_purchase)
        }
        OptionKey::Ec2 => usize::from(given.purchase != other.purchase),
    };
    of_side + usize::from(given.arch != other.arch)
}

fn arches(workload: &Workload, parts: &[Part]) -> Vec<Arch> {
    if parts.contains(&Part::Arch) { Arch::ALL.to_vec() } else { vec![workload.arch] }
}

/// The cheapest function. Sizes are tried under each purchase option only where something besides GB-seconds depends on
/// them: the price of a month is else a rising function of its GB-seconds, whatever the rates, so that the size with
/// the fewest is the cheapest under all.
fn cheapest_lambda(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    parts: &[Part],
) -> Result<Workload, CostError> {
    let rules = book.rules();
    let mut best = Best::of(book, workload, settings, OptionKey::Lambda)?;
    let purchases: Vec<Purchase> = match parts.contains(&Part::Purchase) {
        true => Purchase::all().filter(Purchase::is_for_lambda).collect(),
        false => vec![workload.lambda_purchase],
    };
    let only_gb_seconds = workload.provisioned_concurrency.is_zero()
        && workload.ephemeral_mb <= rules.ephemeral_min_mb
        && !workload.snapstart.is_charged()
        && workload.front_door != FrontDoor::Alb;
    for arch in arches(workload, parts) {
        let mut tried = vec![workload.memory_mb];
        for (at, lambda_purchase) in purchases.iter().enumerate() {
            let with = Workload { arch, lambda_purchase: *lambda_purchase, ..workload.clone() };
            if at > 0 && only_gb_seconds {
                for memory_mb in &tried {
                    at_memory(&with, rules, *memory_mb)?
                        .into_iter()
                        .try_for_each(|candidate| best.consider(candidate))?;
                }
                continue;
            }
            let mut of_arch = match Best::from(book, workload, with.clone(), settings, OptionKey::Lambda) {
                // The book does not sell it so: other sizes neither.
                Err(CostError::Price(PriceError::Missing(_))) => continue,
                known => known?,
            };
            for memory_mb in sizes(workload, rules, parts) {
                at_memory(&with, rules, memory_mb)?
                    .into_iter()
                    .try_for_each(|candidate| of_arch.consider(candidate))?;
            }
            // What costs a cent less under one rate may look the same under another one: the workload's own size, the one
            // that is recommended here and the one with the fewest GB-seconds.
            tried = vec![workload.memory_mb, of_arch.workload.memory_mb];
            tried.extend(of_arch.least.map(|(_, memory_mb)| memory_mb));
            tried.dedup();
            best.consider(of_arch.workload)?;
        }
    }
    Ok(best.workload)
}

/// The least memory size that is recommended in place of a given one, MB: a tenth above what a request is given to use, as spikes
/// may need it; else the given size, of which nobody knows what a request uses.
fn least_with_headroom(workload: &Workload) -> Dec {
    let Some(used) = workload.memory_used_mb else { return workload.memory_mb };
    used.ratio(11, 10).unwrap_or(used)
}

/// Memory sizes to try: none where memory is not to be set.
fn sizes(workload: &Workload, rules: &Rules, parts: &[Part]) -> impl Iterator<Item = Dec> {
    let least = least_with_headroom(workload);
    let first = least.ceil_to(rules.memory_step_mb).unwrap_or(least).max(rules.memory_min_mb);
    let (step, most) = (rules.memory_step_mb, rules.memory_max_mb);
    let wanted = parts.contains(&Part::Memory);
    std::iter::successors(Some(first).filter(|_| wanted), move |size| size.add(step))
        .take_while(move |size| *size <= most)
}

fn ec2_settings(workload: &Workload, parts: &[Part]) -> Vec<Workload> {
    let spot = workload.purchase == Purchase::Spot;
    let purchases: Vec<Purchase> = match parts.contains(&Part::Purchase) && !spot {
        true => Purchase::all().filter(|option| *option != Purchase::Spot).collect(),
        false => vec![workload.purchase],
    };
    // A named type has its architecture.
    let arches = if workload.instance_types.is_empty() { arches(workload, parts) } else { vec![workload.arch] };
    let mut all = Vec::new();
    for arch in arches {
        all.extend(purchases.iter().map(|purchase| Workload { arch, purchase: *purchase, ..workload.clone() }));
    }
    all
}

/// A setting without those of several named types that its purchase option has no rate for: nobody named both.
fn with_priced_types(book: &PriceBook, mut candidate: Workload) -> Result<Workload, CostError> {
    if candidate.instance_types.len() < 2 {
        return Ok(candidate);
    }
    let mut priced = Vec::with_capacity(candidate.instance_types.len());
    for choice in &candidate.instance_types {
        let is_priced = match choice {
            InstanceChoice::Type(name) => {
                let (id, _) = book.instance_type(name)?;
                book.hourly(&candidate.region, id, candidate.purchase)?.is_some()
            }
            InstanceChoice::Family(_) => true,
        };
        if is_priced {
            priced.push(choice.clone());
        }
    }
    if !priced.is_empty() {
        candidate.instance_types = priced;
    }
    Ok(candidate)
}

fn changes(workload: &Workload, lambda: &Workload, ec2: &Workload) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut note = |key, column, from: String, to: String| {
        if from != to {
            // Of a function's settings the memory size alone makes it faster or slower.
            let durations_ms = (workload.duration_ms, lambda.duration_ms);
            let durations_ms = (column == "memory_mb" && durations_ms.0 != durations_ms.1).then_some(durations_ms);
            changes.push(Change { key, column, from, to, durations_ms });
        }
    };
    let lambda_key = OptionKey::Lambda;
    note(lambda_key, "memory_mb", workload.memory_mb.to_string(), lambda.memory_mb.to_string());
    note(lambda_key, "arch", workload.arch.name().to_owned(), lambda.arch.name().to_owned());
    note(lambda_key, "lambda_purchase", workload.lambda_purchase.to_string(), lambda.lambda_purchase.to_string());
    note(OptionKey::Ec2, "arch", workload.arch.name().to_owned(), ec2.arch.name().to_owned());
    note(OptionKey::Ec2, "purchase", workload.purchase.to_string(), ec2.purchase.to_string());
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario;

    /// One more type to choose from makes nothing dearer, though no plan has a rate for it: m5.metal is on demand only.
    #[test]
    fn a_named_type_without_a_rate_under_a_plan_keeps_no_other_from_it() {
        let book = PriceBook::current().unwrap();
        let best = |types: &str| {
            let csv = format!(
                "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,instance_type\nA,100M,500,1024,200,{types}\n"
            );
            let workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
            let best = optimize(&book, &workload, &Settings::new(book.rules()), &[Part::Purchase]).unwrap();
            let ec2 = best.offer(OptionKey::Ec2).unwrap();
            (ec2.total().unwrap(), ec2.fleet.as_ref().unwrap().purchase)
        };
        let (alone, of_alone) = best("m5.large");
        assert!(matches!(of_alone, Purchase::Committed(_)), "{of_alone}");
        assert_eq!(best("m5.large m5.metal"), (alone, of_alone));
    }

    #[test]
    fn each_side_gets_the_cheapest_of_its_settings() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,cpu_ms\nA,50M,120,1024,300,20\n";
        let workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let settings = Settings::new(book.rules());
        let best = optimize(&book, &workload, &settings, &Part::ALL).unwrap();
        // Waiting dominates: 120 ms of which 20 vCPU-ms are 34.55 ms at 1,024 MB. The least memory that leaves a tenth above the
        // 300 MB of a request costs the least: at 330 MB 107.21 ms of CPU time and 85.45 ms of waiting, 193 ms billed x 330 =
        // 63,690, at 336 MB 190.75 ms, 191 x 336 = 64,176. arm64 is a fifth cheaper.
        let to: Vec<(OptionKey, &str, &str)> =
            best.changes.iter().map(|change| (change.key, change.column, change.to.as_str())).collect();
        assert!(to.contains(&(OptionKey::Lambda, "memory_mb", "330")), "{to:?}");
        assert!(to.contains(&(OptionKey::Lambda, "arch", "arm64")), "{to:?}");
        for key in OptionKey::ALL {
            let total = |comparison: &Comparison| comparison.offer(key).unwrap().total().unwrap();
            let given = super::super::compare(&book, workload.clone(), &settings).unwrap();
            assert!(total(&best) < total(&given), "{key:?}");
        }
        // No other commitment or architecture is cheaper for EC2.
        let found = best.offer(OptionKey::Ec2).unwrap().total().unwrap();
        for candidate in ec2_settings(&workload, &Part::ALL) {
            if let Ok(offer) = offer(&book, &candidate, &settings, OptionKey::Ec2) {
                assert!(offer.total().unwrap() >= found);
            }
        }
    }

    #[test]
    fn a_size_that_leaves_less_than_a_tenth_says_what_it_leaves() {
        // A tenth of 380 MB is 38: 418 MB leave that.
        let book = PriceBook::current().unwrap();
        let with = |cells: &str| {
            let csv = format!("name,requests_per_month,duration_ms,memory_mb,memory_used_mb\nA,50M,120,1024,{cells}\n");
            scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0)
        };
        let told = |cells: &str, memory_mb: i64| {
            Headroom::little(&with(cells), Dec::from_int(memory_mb)).map(|headroom| headroom.told(|mb| mb.to_string()))
        };
        assert_eq!(told("380", 380).as_deref(), Some("no headroom above the 380 MB used"));
        assert_eq!(told("380", 417).as_deref(), Some("37 MB of headroom above the 380 MB used"));
        assert_eq!(told("380", 418), None);
        assert_eq!(told("", 1_024), None);
    }

    #[test]
    fn memory_that_is_not_known_to_suffice_is_not_taken_away() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb\nA,50M,120,1024\n";
        let workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        assert!(sizes(&workload, book.rules(), &[Part::Memory]).all(|size| size >= workload.memory_mb));
        assert_eq!(sizes(&workload, book.rules(), &[Part::Memory]).count(), 10_240 - 1_024 + 1);
        assert_eq!(sizes(&workload, book.rules(), &[Part::Arch]).count(), 0);
    }
}
