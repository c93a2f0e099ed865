//! A map: who is cheaper over two inputs. Every row is a break-even of its own, so that borders are as exact along the first
//! input as a picture can be.

use super::breakeven::{Dial, DialError, Extent, Interval, Question, break_even};
use super::sweep::Spread;
use crate::cost::{CostError, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::{Dec, OrTooLarge};

/// One value of the second input and what is cheaper along the first one.
#[derive(Debug, Clone, PartialEq)]
pub struct Latitude {
    /// The second input's value.
    pub value: Dec,
    /// Along the first input, in order, without gaps that a picture shows, as far as it can be at that value; `None` where it can be none of what is
    /// shown, and empty where Lambda cannot be set to that value at all.
    pub intervals: Option<Vec<Interval>>,
}

/// An input and the values of it that a map shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// The input.
    pub dial: Dial,
    /// The least value.
    pub from: Dec,
    /// The largest value.
    pub to: Dec,
    /// How values between are spread.
    pub spread: Spread,
}

/// How closely each row is looked at where costs are not certain to be monotonic.
const LOOKS: u32 = 120;

/// Who is cheaper along `x`, at so many values of `y` from one end to the other.
///
/// # Errors
/// [`DialError`] when the scenario lacks what an input needs, a price is missing, or a figure is too large.
pub fn map(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    (x, y): (Side, Side),
    rows: u32,
) -> Result<Vec<Latitude>, DialError> {
    let own = y.dial.own(book, workload, settings)?;
    let step = y.dial.step(book);
    let (low, high) = (y.from.to_f64(), y.to.to_f64());
    let mut latitudes: Vec<Latitude> = Vec::with_capacity(rows as usize);
    for at in 0..rows {
        // The first and the last one are the ends, where a border leaves the map.
        let share = f64::from(at) / f64::from(rows.saturating_sub(1).max(1));
        let value = match y.spread {
            Spread::Logarithmic if low > 0.0 => low * libm::pow(high / low, share),
            _ => low + (high - low) * share,
        };
        let value = Dec::from_f64(value).and_then(|value| value.ceil_to(step));
        let value = value.or_too_large("a value of the map").map_err(CostError::from)?.min(y.to);
        if latitudes.last().is_some_and(|last| last.value >= value) {
            continue;
        }
        let intervals = match y.dial.turn(book, workload, settings, own, value)? {
            None => Some(Vec::new()),
            Some((turned, with)) => along(book, &turned, &with, x)?,
        };
        latitudes.push(Latitude { value, intervals });
    }
    Ok(latitudes)
}

/// What is cheaper along the first input, as far as it can be beside the second one's value.
fn along(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    x: Side,
) -> Result<Option<Vec<Interval>>, DialError> {
    let (least, most) = x.dial.limits(book, workload);
    let (from, to) = (x.from.max(least), most.map_or(x.to, |most| x.to.min(most)));
    if from >= to {
        return Ok(None);
    }
    let extent = Extent::Drawn(x.spread);
    let question = Question { dial: x.dial, from: Some(from), to: Some(to), looks: LOOKS, extent, ..Question::VOLUME };
    Ok(Some(break_even(book, workload, settings, question)?.intervals))
}
