//! Sensitivity: how far each input, alone, is from changing the verdict, and how much it moves the difference.

use super::breakeven::{self, Dial, DialError, Flip, Question, break_even};
use crate::cost::{CostError, OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::{Dec, OrTooLarge, Usd};

/// The difference between the options at another value of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swing {
    /// The value: half or twice the workload's own, or as near as makes sense.
    pub at: Dec,
    /// What EC2 costs more than Lambda there, dollars a month; `None` where one is not possible.
    pub ec2_over_lambda: Option<Usd>,
}

/// What one input does to the verdict.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Influence {
    /// The input.
    pub dial: Dial,
    /// Its value.
    pub own: Dec,
    /// Where the verdict changes, within a hundredth and a hundred times the value.
    pub flip: Option<Flip>,
    /// At half the value.
    pub half: Swing,
    /// At twice the value.
    pub double: Swing,
}

/// A workload's inputs, those that can flip the verdict first, the nearest one at the top; then the others by how far
/// they move the difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// What EC2 costs more than Lambda as things are; `None` where one is not possible.
    pub ec2_over_lambda: Option<Usd>,
    /// By influence.
    pub inputs: Vec<Influence>,
}

/// How closely each input is looked at where costs are not certain to be monotonic.
const LOOKS: u32 = 200;

impl Influence {
    /// How far the flip is, as a ratio of 1 or more; infinite where there is none.
    #[must_use]
    pub fn distance(&self) -> f64 {
        let ratio = self.flip.and_then(|flip| flip.ratio);
        ratio.map_or(f64::INFINITY, |ratio| if ratio >= 1.0 { ratio } else { 1.0 / ratio })
    }

    /// How far apart the differences at half and twice the value are, dollars.
    fn spread(&self) -> f64 {
        match (self.half.ec2_over_lambda, self.double.ec2_over_lambda) {
            (Some(half), Some(double)) => (double.to_f64() - half.to_f64()).abs(),
            _ => f64::INFINITY,
        }
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
    inputs.sort_by(|a, b| a.distance().total_cmp(&b.distance()).then(b.spread().total_cmp(&a.spread())));
    let offers = OptionKey::ALL.map(|key| breakeven::offer(book, workload, settings, key));
    let [lambda, ec2] = offers;
    let ec2_over_lambda = match (ec2?.total(), lambda?.total()) {
        (Some(ec2), Some(lambda)) => ec2.sub(lambda),
        _ => None,
    };
    Ok(Sensitivity { ec2_over_lambda, inputs })
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
    let (least, most) = dial.range(own, book, workload)?;
    // A value below what is looked at is halved all the same.
    let (lowest, least) = (least, if own < least { Dec::ZERO } else { least });
    let scaled = |numerator: i128, denominator: i128| -> Result<Dec, CostError> {
        Ok(own.ratio(numerator, denominator).or_too_large("an input")?.max(least).min(most))
    };
    let question = Question {
        dial,
        from: Some(scaled(1, 100)?.max(lowest)),
        to: Some(scaled(100, 1)?.max(lowest)),
        looks: LOOKS,
        ..Question::VOLUME
    };
    let flip = break_even(book, workload, settings, question)?.nearest();
    let swing = |at: Dec| -> Result<Swing, CostError> {
        let ec2_over_lambda = match dial.costs(book, workload, settings, own, at) {
            Ok([Some(lambda), Some(ec2)]) => ec2.sub(lambda),
            // What is too large at half or twice an input says nothing of the workload itself.
            Ok(_) | Err(CostError::TooLarge(_)) => None,
            Err(other) => return Err(other),
        };
        Ok(Swing { at, ec2_over_lambda })
    };
    let (half, double) = (swing(scaled(1, 2)?)?, swing(scaled(2, 1)?)?);
    Ok(Some(Influence { dial, own, flip, half, double }))
}
