//! A curve: what both options cost along one input, dense enough to be drawn, with jumps where they are.

use super::breakeven::{Dial, DialError};
use super::sweep::Spread;
use crate::cost::{CostError, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::{Dec, OrTooLarge, Usd};

/// What both options cost at one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurvePoint {
    /// The input's value.
    pub value: Dec,
    /// What Lambda and EC2 cost there, dollars a month; `None` is not possible.
    pub usd: [Option<Usd>; 2],
}

impl CurvePoint {
    /// Whether an option jumps between this point and the next one: costs that follow an input smoothly change by a
    /// ratio no larger than the input's own, and an option that is possible at one of two neighbors only has an edge
    /// between them. `at` is the option's place.
    #[must_use]
    pub fn jumps_to(&self, next: &CurvePoint, at: usize) -> bool {
        match (self.usd[at], next.usd[at]) {
            (Some(one), Some(other)) => {
                let (one, other) = (one.to_f64(), other.to_f64());
                let (low, high) = (one.min(other), one.max(other));
                let grown = ratio(self.value.to_f64(), next.value.to_f64());
                // A twentieth more than the input's own growth, and a thousandth for what rounding does.
                high > low * (1.001 + 1.05 * (grown - 1.0))
            }
            (None, None) => false,
            _ => true,
        }
    }
}

/// Where to look, and how closely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// The first value.
    pub from: Dec,
    /// The last value.
    pub to: Dec,
    /// How values between are spread.
    pub spread: Spread,
    /// Values before jumps are looked for, at least 2.
    pub samples: u32,
}

/// How often the room around a jump is halved: a 64th of the distance between two samples is less than a line's width.
const HALVINGS: u32 = 6;

/// More prices than this are not asked for besides the samples.
const MOST_HALVINGS: u32 = 2_000;

/// Prices a workload along an input, the jumps of its costs narrowed down.
///
/// # Errors
/// [`DialError`] when the scenario lacks what the input needs, a price is missing, or a figure is too large.
pub fn curve(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    dial: Dial,
    stretch: Stretch,
) -> Result<Vec<CurvePoint>, DialError> {
    let own = dial.own(book, workload, settings)?;
    let step = dial.step(book);
    let price = |value: Dec| -> Result<CurvePoint, CostError> {
        Ok(CurvePoint { value, usd: dial.costs(book, workload, settings, own, value)? })
    };
    let samples: Vec<CurvePoint> =
        stretch.values(step)?.into_iter().map(&price).collect::<Result<Vec<CurvePoint>, CostError>>()?;
    let mut left = MOST_HALVINGS;
    let mut points: Vec<CurvePoint> = Vec::with_capacity(samples.len() * 2);
    for next in samples {
        if let Some(last) = points.last().copied() {
            narrow(last, next, step, HALVINGS, &mut left, &price, &mut points)?;
        }
        points.push(next);
    }
    Ok(points)
}

/// Adds the points around jumps between two points, in order, without the two themselves.
fn narrow(
    low: CurvePoint,
    high: CurvePoint,
    step: Dec,
    depth: u32,
    left: &mut u32,
    price: &dyn Fn(Dec) -> Result<CurvePoint, CostError>,
    points: &mut Vec<CurvePoint>,
) -> Result<(), CostError> {
    let jumps = low.jumps_to(&high, 0) || low.jumps_to(&high, 1);
    if !jumps || depth == 0 || *left == 0 {
        return Ok(());
    }
    let Some(middle) = low.value.add(high.value).and_then(|sum| sum.ratio(1, 2)).and_then(|half| half.ceil_to(step))
    else {
        return Ok(());
    };
    if middle <= low.value || middle >= high.value {
        return Ok(());
    }
    *left -= 1;
    let middle = price(middle)?;
    narrow(low, middle, step, depth - 1, left, price, points)?;
    points.push(middle);
    narrow(middle, high, step, depth - 1, left, price, points)
}

impl Stretch {
    /// The values, on whole steps, each once.
    fn values(&self, step: Dec) -> Result<Vec<Dec>, CostError> {
        let (from, to) = (self.from.to_f64(), self.to.to_f64());
        let last = f64::from(self.samples.max(2) - 1);
        let mut values: Vec<Dec> = Vec::with_capacity(self.samples as usize);
        for at in 0..self.samples.max(2) {
            let share = f64::from(at) / last;
            let value = match self.spread {
                Spread::Logarithmic if from > 0.0 => from * libm::pow(to / from, share),
                _ => from + (to - from) * share,
            };
            let value = match at {
                0 => self.from,
                _ if share >= 1.0 => self.to,
                _ => Dec::from_f64(value).and_then(|value| value.ceil_to(step)).or_too_large("a value of the range")?,
            };
            if values.last().is_none_or(|last| value > *last) && value <= self.to {
                values.push(value);
            }
        }
        Ok(values)
    }
}

fn ratio(one: f64, other: f64) -> f64 {
    if one > 0.0 { other / one } else { f64::INFINITY }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario;

    #[test]
    fn a_staircase_has_its_steps_where_they_are() {
        // m5.large, 2 vCPU, target 60 %: 100 ms x 1,024/1,769 = 57.886 vCPU-ms a request; 1.2 vCPU carry 20.7305
        // requests/s: x 2,628,000 s = 54,479,672 a month. Costs jump by an instance there: from 1 to 2.
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,instance_type,invocation,scaling\n\
                   A,10M,100,1024,m5.large,async,fixed\n";
        let workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let int = |value: i64| Dec::from_int(value);
        let stretch = Stretch { from: int(1_000_000), to: int(100_000_000), spread: Spread::Logarithmic, samples: 50 };
        let points = curve(&book, &workload, &Settings::new(book.rules()), Dial::Requests, stretch).unwrap();
        assert!(points.windows(2).all(|pair| pair[0].value < pair[1].value));
        let jumps: Vec<f64> = (points.windows(2))
            .filter(|pair| pair[0].jumps_to(&pair[1], 1))
            .map(|pair| pair[1].value.to_f64())
            .collect();
        let by_hand = 2.0 * 0.6 / (0.1 * 1_024.0 / 1_769.0) * 2_628_000.0;
        assert_eq!(jumps.len(), 1, "{jumps:?}");
        assert!((jumps[0] / by_hand - 1.0).abs() < 0.002, "{jumps:?} {by_hand}");
        assert!(points.windows(2).all(|pair| !pair[0].jumps_to(&pair[1], 0)));
    }
}
