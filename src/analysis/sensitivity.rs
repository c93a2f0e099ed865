//! Sensitivity: how far each input, alone, is from changing the verdict, and how much it moves the difference.

use super::breakeven::{self, Costs, Dial, DialError, Extent, Flip, Follower, Question, Side, break_even};
use crate::cost::{CostError, OptionKey, Reason, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::{Dec, Usd};

/// The difference between the options at another value of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swing {
    /// The value: half or twice the workload's own; of memory, the next size.
    pub at: Dec,
    /// What EC2 costs more than Lambda there, dollars a month; `None` where one is not possible, or where no row can have
    /// that value.
    pub ec2_over_lambda: Option<Usd>,
}

/// What one input does to the verdict.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Influence {
    /// The input.
    pub dial: Dial,
    /// The unit of its values.
    pub unit: &'static str,
    /// What moves along as it turns.
    pub followers: &'static [Follower],
    /// Its value.
    pub own: Dec,
    /// Where the verdict changes, within what was searched.
    pub flip: Option<Flip>,
    /// The least and the largest value that were searched for it: a hundredth and a hundred times the value, in volume as far
    /// as break-evens go.
    pub searched: (Dec, Dec),
    /// There was more to search than is sensible: nothing is known beyond those two, and of two sides only the flip that was
    /// found.
    pub is_unfinished: bool,
    /// At half the value.
    pub half: Swing,
    /// At twice the value.
    pub double: Swing,
}

/// A workload's inputs, those that can flip the verdict first, the nearest one at the top; then the others by how far
/// they move the difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// Which of Lambda and EC2 is cheaper as things are; one that is not possible never is.
    pub side: Side,
    /// What EC2 costs more than Lambda as things are; `None` where one is not possible.
    pub ec2_over_lambda: Option<Usd>,
    /// Why Lambda and EC2 are not possible; empty where they are.
    pub reasons: [Vec<Reason>; 2],
    /// By influence.
    pub inputs: Vec<Influence>,
}

impl Sensitivity {
    /// The input that is nearest to changing the verdict and the value at which Lambda then is the cheaper side; `None` where EC2
    /// is.
    #[must_use]
    pub fn nearest_to_lambda(&self) -> Option<(Dial, Dec)> {
        let (dial, flip) = self.inputs.iter().find_map(|one| Some((one.dial, one.flip?)))?;
        (flip.winner == Some(OptionKey::Lambda)).then_some((dial, flip.at))
    }
}

/// A flip is looked for up to so many times the value, and down to the value divided by as much (of whole numbers to the least); a
/// lower number where figures of a higher one are too large.
const REACH: [i128; 3] = [100, 10, 2];

/// How closely each input is looked at where costs are not certain to be monotonic.
const LOOKS: u32 = Question::GLANCE.looks;

impl Influence {
    /// How far the flip is, as a ratio of 1 or more; infinite where there is none.
    #[must_use]
    pub fn distance(&self) -> f64 {
        let ratio = self.flip.and_then(|flip| flip.ratio);
        ratio.map_or(f64::INFINITY, |ratio| if ratio >= 1.0 { ratio } else { 1.0 / ratio })
    }

    /// How far half and twice the value move the difference, which is `now` as things are: between the least and the most
    /// of the three, as far as they are known, dollars.
    #[must_use]
    pub fn spread(&self, now: Option<Usd>) -> f64 {
        let known = [self.half.ec2_over_lambda, self.double.ec2_over_lambda, now].into_iter().flatten();
        let (least, most) = known
            .map(Usd::to_f64)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), usd| (least.min(usd), most.max(usd)));
        (most - least).max(0.0)
    }
}

/// Asks every input that the workload has a value of.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn sensitivity(book: &PriceBook, workload: &Workload, settings: &Settings) -> Result<Sensitivity, CostError> {
    let mut inputs = Vec::new();
    for dial in Dial::every() {
        match influence(book, workload, settings, dial) {
            Ok(Some(influence)) => inputs.push(influence),
            // The workload has no such input.
            Ok(None) | Err(DialError::Unusable(_) | DialError::Outside { .. }) => {}
            Err(DialError::Cost(error)) => return Err(error),
        }
    }
    let [lambda, ec2] = OptionKey::ALL.map(|key| breakeven::offer(book, workload, settings, key));
    let (lambda, ec2) = (lambda?, ec2?);
    let usd = [lambda.total(), ec2.total()];
    let now = ec2_over_lambda(usd);
    // A flip at 0 is as far as none is.
    let has_flip = |one: &Influence| one.flip.is_some();
    inputs.sort_by(|a, b| {
        let nearer = a.distance().total_cmp(&b.distance()).then(has_flip(b).cmp(&has_flip(a)));
        nearer.then(b.spread(now).total_cmp(&a.spread(now)))
    });
    let reasons = [lambda.reasons, ec2.reasons];
    Ok(Sensitivity { side: Costs::of(usd).side(), ec2_over_lambda: now, reasons, inputs })
}

fn ec2_over_lambda([lambda, ec2]: [Option<Usd>; 2]) -> Option<Usd> {
    ec2?.sub(lambda?)
}

fn influence(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    dial: Dial,
) -> Result<Option<Influence>, DialError> {
    let own = dial.own(book, workload, settings)?;
    if own.is_zero() {
        return Ok(None);
    }
    let (searched_from, _) = dial.range(own, book, workload)?;
    let (_, most) = dial.limits(book, workload);
    // Past Lambda's limits EC2 is left, so the search goes beyond them; it ends where steps can no longer be counted.
    let farthest = dial.step(book).ratio(i128::from(i64::MAX), 1);
    let within = |times: i128| {
        let to = own.ratio(times, 1).into_iter().chain(most).chain(farthest).min();
        // Whole numbers go down as far as they can: 0 instances may be what changes it.
        let least = own.ratio(1, times).filter(|_| !dial.is_whole());
        let from = least.map_or(searched_from, |least| least.max(searched_from));
        Question { dial, from: Some(from), to: to.map(|to| to.max(from)), looks: LOOKS, ..Question::VOLUME }
    };
    // The flip in volume is the one of `costcalc breakeven`.
    let volume = (dial == Dial::Requests).then_some(Question::VOLUME);
    let flip_of = |question: Question| -> Result<_, DialError> {
        let answer = break_even(book, workload, settings, Question { extent: Extent::Nearest, ..question })?;
        let ends = answer.intervals.first().zip(answer.intervals.last());
        let searched = ends.map_or((own, own), |(first, last)| (first.from, last.to));
        Ok((answer.nearest(), searched, answer.is_unfinished))
    };
    // Beside figures that are nearly too large, as far as they are not.
    let is_too_large = |found: &Result<_, DialError>| matches!(found, Err(DialError::Cost(CostError::TooLarge(_))));
    let questions = volume.into_iter().chain(REACH.into_iter().map(within));
    let (flip, searched, is_unfinished) = match questions.map(flip_of).find(|found| !is_too_large(found)) {
        Some(found) => found?,
        None => return Ok(None),
    };
    let swing = |numerator: i128, denominator: i128| -> Result<Option<Swing>, CostError> {
        let Some(at) = own.ratio(numerator, denominator) else { return Ok(None) };
        let at = if dial == Dial::Memory { at.ceil_to(dial.step(book)).unwrap_or(at) } else { at };
        if !dial.can_be(at, book, workload) {
            return Ok(Some(Swing { at, ec2_over_lambda: None }));
        }
        let ec2_over_lambda = match dial.costs(book, workload, settings, own, at) {
            Ok(usd) => ec2_over_lambda(usd),
            // What is too large at half or twice an input says nothing of the workload itself.
            Err(CostError::TooLarge(_)) => None,
            Err(other) => return Err(other),
        };
        Ok(Some(Swing { at, ec2_over_lambda }))
    };
    // What has no double is too large for any figure.
    let (Some(half), Some(double)) = (swing(1, 2)?, swing(2, 1)?) else { return Ok(None) };
    let (unit, followers) = (dial.unit_of(workload), dial.followers(workload));
    Ok(Some(Influence { dial, unit, followers, own, flip, searched, is_unfinished, half, double }))
}
