//! What a workload costs as a dial is turned, and what is certain of it between two steps.

use super::dial::Turned;
use super::runs::{self, Bounds, Costs, Curve};
use super::{Dial, Question};
use crate::cost::ec2::{BurstableQuote, Survey};
use crate::cost::{CostError, Offer, OptionKey, Settings, ec2, lambda};
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
    pub(super) straight: bool,
    /// What every burstable type does at the steps that were priced, where that is needed.
    pub(super) surveys: Option<HashMap<i64, Survey>>,
}

impl Curve for Along<'_> {
    fn price(&mut self, at: i64) -> Result<Costs, CostError> {
        let value = self.step.ratio(i128::from(at), 1).or_too_large("a value of the range")?;
        let dial = self.question.dial;
        let turned = dial.turn(self.book, self.workload, self.settings, self.own, value)?;
        let Some(surveys) = &mut self.surveys else {
            return costs(
                self.book,
                self.workload,
                self.settings,
                turned.as_ref(),
                self.question.between,
                self.straight,
            );
        };
        let with = turned.as_ref().map_or(self.workload, |(workload, _)| workload);
        let survey = ec2::survey(self.book, with, self.settings)?;
        let mut usd = [None; 2];
        for (key, total) in self.question.between.into_iter().zip(&mut usd) {
            *total = match key {
                OptionKey::Lambda => lambda::offer(self.book, with, self.settings)?.total(),
                OptionKey::Ec2 => survey.total(),
            };
        }
        surveys.insert(at, survey);
        Ok(Costs { usd, line: None })
    }

    fn bounds(&self, low: (i64, &Costs), high: (i64, &Costs)) -> Bounds {
        let mut bounds = runs::ends(low.1, high.1);
        let surveys = self.surveys.as_ref().and_then(|known| Some((known.get(&low.0)?, known.get(&high.0)?)));
        if let Some((one, other)) = surveys {
            for (key, bound) in self.question.between.into_iter().zip(&mut bounds) {
                if key == OptionKey::Ec2 {
                    *bound = between_surveys(one, other);
                }
            }
        }
        bounds
    }
}

/// The least and the most that the cheapest fleet costs between two steps: types without credits are monotonic, and so
/// is each burstable type where it is certain to carry the CPU use everywhere; where it is certain to carry it nowhere it
/// does not count, and else it may.
fn between_surveys(one: &Survey, other: &Survey) -> (Option<Usd>, Option<Usd>) {
    let (mut least, mut most) = runs::between(one.steady, other.steady);
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
    let mut usd = [None; 2];
    let mut hasher = FixedState::with_seed(0).build_hasher();
    for (key, total) in between.into_iter().zip(&mut usd) {
        if key == OptionKey::Lambda && turned.is_none() {
            continue;
        }
        let offer = offer(book, with, settings, key)?;
        *total = offer.total();
        if straight {
            write_line(&offer, &mut hasher);
        }
    }
    Ok(Costs { usd, line: straight.then(|| hasher.finish()) })
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
    match key {
        OptionKey::Lambda => lambda::offer(book, workload, settings),
        OptionKey::Ec2 => ec2::offer(book, workload, settings),
    }
}

/// What makes a bill a straight line of the demand: its lines with their tiers and rates, the allowances in use, and
/// the hours of the fleet.
fn write_line(offer: &Offer, hasher: &mut impl Hasher) {
    offer.reasons.len().hash(hasher);
    if let Some(fleet) = &offer.fleet {
        (fleet.instance_hours, fleet.split.map(|split| split.committed)).hash(hasher);
    }
    for item in offer.bill.iter().flat_map(|bill| bill.items()) {
        let allowance = (item.quantity.is_zero(), item.consumed > item.quantity);
        (item.key, item.tier.map(|tier| tier.from), item.unit_price_usd, allowance).hash(hasher);
    }
}
