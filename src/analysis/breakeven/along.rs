//! What a workload costs as a dial is turned, and what is certain of it between two steps.

use super::bounds::{self, Between, Bounds, Costs, Curve, Step};
use super::turn::Turned;
use super::{Dial, Question};
use crate::cost::ec2::{BurstableQuote, SteadyFleet, Survey};
use crate::cost::{Account, Bill, Case, CostError, Offer, OptionKey, Settings, ec2, lambda};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::{Dec, OrTooLarge, Usd};
use foldhash::quality::FixedState;
use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hash as _, Hasher};

/// What a workload costs as a dial is turned.
pub(super) struct Along<'a> {
    pub(super) book: &'a PriceBook,
    pub(super) workload: &'a Workload,
    pub(super) settings: &'a Settings,
    pub(super) question: Question,
    pub(super) own: Dec,
    pub(super) step: Dec,
    /// The workload and the settings as they were turned last.
    pub(super) turned: Turned,
    pub(super) straight: bool,
    /// How the fleet grows with the dial, where that is known.
    pub(super) fleet: Option<SteadyFleet>,
    /// What every burstable type does at the steps that were priced, where that is needed.
    pub(super) surveys: Option<HashMap<i64, Survey>>,
}

impl Curve for Along<'_> {
    fn price(&mut self, at: i64) -> Result<Costs, CostError> {
        let value = self.step.ratio(i128::from(at), 1).or_too_large("a value of the range")?;
        let dial = self.question.dial;
        let from = (self.book, self.workload, self.settings);
        let can_be = dial.turn_in(&mut self.turned, from, self.own, value)?;
        let Some(surveys) = &mut self.surveys else {
            let turned = can_be.then_some(&self.turned);
            return costs(self.book, self.workload, self.settings, turned, self.question.between, self.straight);
        };
        let with = if can_be { &self.turned.0 } else { self.workload };
        let survey = ec2::survey(self.book, with, self.settings)?;
        let mut usd = [None; 2];
        for (key, total) in self.question.between.into_iter().zip(&mut usd) {
            *total = match key {
                OptionKey::Lambda => lambda::offer(self.book, with, self.settings)?.total(),
                OptionKey::Ec2 => survey.total(),
            };
        }
        surveys.insert(at, survey);
        Ok(Costs::of(usd))
    }

    fn bounds(&self, low: &Step, high: &Step) -> [Bounds; 2] {
        let mut bounds = bounds::ends(&low.1, &high.1);
        let Some(surveys) = &self.surveys else { return bounds };
        let (least, most) = match (surveys.get(&low.0), surveys.get(&high.0)) {
            (Some(one), Some(other)) => between_surveys(one, other),
            // The totals alone tell nothing: the cheapest type may drop out and come back between them.
            _ => (Some(Usd::ZERO), None),
        };
        for (bound, _) in bounds.iter_mut().zip(self.question.between).filter(|(_, key)| *key == OptionKey::Ec2) {
            *bound = Bounds { least, most };
        }
        bounds
    }

    /// Every type is sized in every hour.
    fn effort(&self) -> u32 {
        let hours = self.workload.traffic.relative().len();
        if self.surveys.is_some() { 1 + u32::try_from(hours / 24).unwrap_or(u32::MAX - 1) } else { 1 }
    }

    fn lines(&self, low: &Step, high: &Step) -> [Between; 2] {
        let mut lines = bounds::straight_lines(&low.1, &high.1);
        if let Some(fleet) = &self.fleet {
            for (at, key) in self.question.between.into_iter().enumerate() {
                // Where the fleet stays the same the bill is a straight line itself.
                if key == OptionKey::Ec2 && lines[at].above.is_none() {
                    lines[at] = lines_of_fleet(fleet, at, low, high).unwrap_or_default();
                }
            }
        }
        lines
    }

    fn forget(&mut self, step: i64) {
        if let Some(surveys) = &mut self.surveys {
            surveys.remove(&step);
        }
    }

    /// Where the fleet grows by an instance: between two such places the bill is a straight line.
    fn jump(&self, low: &Step, high: &Step) -> Option<i64> {
        let fleet = self.fleet.as_ref()?;
        let [(_, fewer), (_, more)] = [low.1.instances?, high.1.instances?];
        let grown = more.checked_sub(fewer).filter(|grown| *grown > 0)?;
        let last = fleet.last_with(fewer + grown / 2) as i64;
        match last {
            last if last == low.0 => Some(low.0 + 1),
            last => (low.0 < last && last < high.0).then_some(last),
        }
    }
}

/// Straight lines that a growing fleet costs no less and no more than between two steps of the demand: its instances cost
/// the same each, and everything else, which only grows, lies between what it costs at the steps.
fn lines_of_fleet(fleet: &SteadyFleet, option: usize, low: &Step, high: &Step) -> Option<Between> {
    let ends = [low, high];
    let [(low_usd, low_count), (high_usd, high_count)] = [low.1.instances?, high.1.instances?];
    let each = (low_usd.to_f64() / low_count as f64).max(high_usd.to_f64() / high_count as f64);
    let rest = [low.1.usd[option]?.sub(low_usd)?, high.1.usd[option]?.sub(high_usd)?];
    let line = |rest: Usd, instances: [f64; 2], margin: f64| -> Option<[Usd; 2]> {
        let at = |instances: f64| Usd::from_dollars(Dec::from_f64(instances * each * (1.0 + margin))?)?.add(rest);
        Some([at(instances[0])?, at(instances[1])?])
    };
    let above = line(rest[0], ends.map(|(step, _)| fleet.at_least(*step as f64)), -MARGIN)?;
    let below = line(rest[1], ends.map(|(step, _)| fleet.at_most(*step as f64)), MARGIN)?;
    Some(Between { above: Some(above), below: Some(below) })
}

/// Far above the error of the floats that these lines come from, and of what rounding of quantities leaves; far below
/// what would matter to the search.
const MARGIN: f64 = 1e-8;

/// The least and the most that the cheapest fleet costs between two steps: types without credits are monotonic, and so
/// is each burstable type where it is certain to carry the CPU use everywhere; where it is certain to carry it nowhere it
/// does not count, and else it may.
fn between_surveys(one: &Survey, other: &Survey) -> (Option<Usd>, Option<Usd>) {
    let (mut least, mut most) = bounds::between(one.steady, other.steady);
    let lower = |known: Option<Usd>, usd: Usd| Some(known.map_or(usd, |known| known.min(usd)));
    for quote in &one.burstable {
        let Some(end) = other.burstable.iter().find(|end| end.key == quote.key) else {
            least = lower(least, quote.total);
            continue;
        };
        match quote.fits_between(end) {
            Some(false) => {}
            Some(true) => {
                least = lower(least, quote.total.min(end.total));
                most = lower(most, quote.total.max(end.total));
            }
            None => least = lower(least, quote.total.min(end.total)),
        }
    }
    let gone = |end: &&BurstableQuote| !one.burstable.iter().any(|quote| quote.key == end.key);
    let least = other.burstable.iter().filter(gone).fold(least, |least, end| lower(least, end.total));
    (least, most)
}

/// What both options cost with a dial turned.
fn costs(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    turned: Option<&Turned>,
    between: [OptionKey; 2],
    straight: bool,
) -> Result<Costs, CostError> {
    let (with, settings) = turned.map_or((workload, settings), |(workload, settings)| (workload, settings));
    let case = Case::new(book, with, settings)?;
    let mut costs = Costs::of([None; 2]);
    for (at, key) in between.into_iter().enumerate() {
        if key == OptionKey::Lambda && turned.is_none() {
            continue;
        }
        let offer = offer_of(&case, key)?;
        costs.usd[at] = offer.total();
        if straight {
            costs.lines[at] = Some(line_of(&offer));
        }
        if key == OptionKey::Ec2 {
            costs.instances = instances_of(&offer);
        }
    }
    Ok(costs)
}

/// What the instances of a fleet of one size cost that run all month, with their volumes, and how many they are.
fn instances_of(offer: &Offer) -> Option<(Usd, u64)> {
    let fleet = offer.fleet.as_ref().filter(|fleet| fleet.fewest_instances == fleet.peak_instances)?;
    let trace = offer.bill.as_ref()?.trace()?;
    (fleet.peak_instances > 0).then_some((trace.with_hours, fleet.peak_instances))
}

impl Dial {
    /// What Lambda and EC2 cost with the dial at a value, on an account of the workload's own.
    pub(in crate::analysis) fn costs(
        self,
        book: &PriceBook,
        workload: &Workload,
        settings: &Settings,
        own: Dec,
        value: Dec,
    ) -> Result<[Option<Usd>; 2], CostError> {
        let turned = self.turn(book, workload, settings, own, value)?;
        Ok(costs(book, workload, settings, turned.as_ref(), OptionKey::ALL, false)?.usd)
    }
}

/// An option of a workload, on its own account.
pub(in crate::analysis) fn offer(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    key: OptionKey,
) -> Result<Offer, CostError> {
    offer_of(&Case::new(book, workload, settings)?, key)
}

fn offer_of(case: &Case<'_>, key: OptionKey) -> Result<Offer, CostError> {
    match key {
        OptionKey::Lambda => lambda::price(case, &lambda::usage(case)?, Account::Alone),
        OptionKey::Ec2 => ec2::price(case, Account::Alone),
    }
}

/// What makes a bill a straight line of the demand: its lines with their tiers and rates, the allowances in use, and
/// the hours of the fleet.
fn line_of(offer: &Offer) -> u64 {
    let hasher = &mut FixedState::with_seed(0).build_hasher();
    offer.reasons.len().hash(hasher);
    if let Some(fleet) = &offer.fleet {
        (fleet.instance_hours, fleet.split.map(|split| split.committed)).hash(hasher);
    }
    offer.bill.as_ref().and_then(Bill::trace).map(|trace| trace.shape).hash(hasher);
    hasher.finish()
}
