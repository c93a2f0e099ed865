//! Break-even: where, along one input, the cheaper option changes; every place of the range, exact to one step.

mod along;
mod bounds;
mod certain;
mod dial;
mod ends;
mod follower;
mod knobs;
mod nearest;
mod part;
mod question;
mod reach;
mod runs;
mod turn;

pub(in crate::analysis) use along::offer;
pub use bounds::{Costs, Side};
pub use dial::{Dial, DialError};
pub use ends::{FarEnd, far_ends};
pub use follower::{Follower, followers_told};
pub use knobs::Knob;
pub use part::Part;
pub use question::{Extent, PICTURE, Question};
pub use runs::Run;

use crate::cost::{CostError, Lines, OptionKey, Settings, Warning, ec2};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::{Dec, OrTooLarge, Usd};
use along::Along;
use reach::{first_computable, is_computable, last_computable, looks_between};
use runs::Care;
use std::collections::HashMap;

/// How far the answer is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Both costs are monotonic, or every step was priced: no change can have been missed.
    Exact,
    /// The range was also looked at in this many steps, because costs may fall and rise again: a change back and forth
    /// between two of them could be missed.
    Searched(u32),
}

/// A part of the range in which the same option is cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Its first value.
    pub from: Dec,
    /// Its last value.
    pub to: Dec,
    /// The cheaper option; `None` for a tie, or where neither is possible.
    pub winner: Option<OptionKey>,
    /// Which of the two that is.
    pub side: Side,
    /// What both cost at the first value, dollars a month; `None` is not possible.
    pub at_from: [Option<Usd>; 2],
    /// What both cost at the last value.
    pub at_to: [Option<Usd>; 2],
    /// Where the other option is possible, where that is a part of it; looked for where [every](Extent::Every) change is.
    pub part: Option<Part>,
}

/// The answer: the range cut into intervals.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakEven {
    /// What was asked.
    pub question: Question,
    /// The unit of the input's values.
    pub unit: &'static str,
    /// What moves along as the input turns.
    pub followers: &'static [Follower],
    /// Where the workload stands.
    pub own: Dec,
    /// The least change of the input.
    pub step: Dec,
    /// In order, without gaps; all of the range, or as much of it as the [extent](Extent) asks for.
    pub intervals: Vec<Interval>,
    /// Beyond this value there was more to search than is sensible, or figures are too large: the range was cut there.
    pub cut_at: Option<Dec>,
    /// The search for the nearest change took too much effort: nothing is known outside of the intervals.
    pub is_unfinished: bool,
    /// A difference in dollars a month that the options keep everywhere at least; only where nothing changes.
    pub margin: Option<Usd>,
    /// How far the answer is certain.
    pub method: Method,
    /// A REST API's default timeout, ms, where durations of the range at which Lambda is possible outlast it.
    pub rest_api_timeout_ms: Option<Dec>,
}

/// A change of the cheaper option, seen from where the workload stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flip {
    /// The nearest value at which it has changed.
    pub at: Dec,
    /// That value over the workload's own; `None` where the workload's is 0.
    pub ratio: Option<f64>,
    /// What is cheaper there.
    pub winner: Option<OptionKey>,
    /// Which of the two that is.
    pub side: Side,
    /// The winner is the only one that is possible there.
    pub alone: bool,
}

impl Flip {
    /// What holds there, for the middle of a sentence.
    #[must_use]
    pub fn says(&self) -> String {
        says(self.winner, self.side, self.alone)
    }
}

/// Who is cheaper, or why nobody is, for the middle of a sentence: nothing is cheaper than what is not possible.
pub(in crate::analysis) fn says(winner: Option<OptionKey>, side: Side, alone: bool) -> String {
    match (winner, side) {
        (Some(winner), _) if alone => format!("only {} is possible", winner.label()),
        (Some(winner), _) => format!("{} is cheaper", winner.label()),
        (None, Side::Tie) => "both cost the same".to_owned(),
        (None, _) => "neither is possible".to_owned(),
    }
}

impl Interval {
    /// The winner, where the other option is not possible in the whole interval: limits lie at one end of an input.
    #[must_use]
    pub fn only(&self) -> Option<OptionKey> {
        self.winner.filter(|_| self.at_from.contains(&None) && self.at_to.contains(&None))
    }

    /// What holds in it, for the middle of a sentence.
    #[must_use]
    pub fn says(&self) -> String {
        says(self.winner, self.side, self.only().is_some())
    }
}

impl BreakEven {
    /// The interval that the workload stands in; `None` outside the range. What lies less than a step below the range, such
    /// as no requests at all, stands where the range begins.
    #[must_use]
    pub fn own_interval(&self) -> Option<usize> {
        let before_next = |at: usize| self.intervals.get(at + 1).is_none_or(|next| self.own < next.from);
        let last = self.intervals.last()?;
        if self.own.add(self.step)? < self.intervals.first()?.from || self.own > last.to.add(self.step)? {
            return None;
        }
        (0..self.intervals.len()).find(|at| before_next(*at))
    }

    /// The change that is nearest to where the workload stands, by ratio; a tie of a single step is passed over.
    #[must_use]
    pub fn nearest(&self) -> Option<Flip> {
        let here = self.own_interval()?;
        let is_change = |interval: &&Interval| {
            interval.side != self.intervals[here].side && !(interval.side == Side::Tie && interval.from == interval.to)
        };
        let above = self.intervals[here + 1..].iter().find(is_change);
        let above = above.map(|next| (next.from, next, next.at_from));
        let below = self.intervals[..here].iter().rev().find(is_change);
        let below = below.map(|next| (next.to, next, next.at_to));
        let (at, Interval { winner, side, .. }, usd) = match (above, below) {
            (Some(above), Some(below)) => {
                if distance(self.own, above.0) <= distance(self.own, below.0) {
                    above
                } else {
                    below
                }
            }
            (one, other) => one.or(other)?,
        };
        let own = self.own.to_f64();
        let alone = winner.is_some() && usd.contains(&None);
        Some(Flip { at, winner: *winner, side: *side, alone, ratio: (own > 0.0).then(|| at.to_f64() / own) })
    }
}

impl BreakEven {
    /// Where Lambda becomes cheaper again than EC2 as the input grows, in order.
    pub fn returns_to_lambda(&self) -> impl Iterator<Item = Dec> {
        let of = |interval: &Interval, key: OptionKey| interval.winner == Some(key);
        let clear: Vec<&Interval> = self.intervals.iter().filter(|one| one.side != Side::Tie).collect();
        let returns = clear.windows(2).filter(|pair| of(pair[0], OptionKey::Ec2) && of(pair[1], OptionKey::Lambda));
        returns.map(|pair| pair[1].from).collect::<Vec<Dec>>().into_iter()
    }
}

/// How far a value is from where the workload stands, by ratio; by itself from 0.
fn distance(own: Dec, at: Dec) -> f64 {
    let own = own.to_f64();
    if own > 0.0 { libm::log(at.to_f64() / own).abs() } else { at.to_f64() }
}

/// Answers a question about a workload.
///
/// # Errors
/// [`DialError`] when the scenario lacks what the question needs, a price is missing, or a figure is too large.
pub fn break_even(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    question: Question,
) -> Result<BreakEven, DialError> {
    // Where costs follow the dial in a straight line, traces of bills tell.
    let settings = &Settings { lines: Lines::Traced, ..*settings };
    let dial = question.dial;
    let own = dial.own(book, workload, settings)?;
    let step = dial.step(book);
    let (first, last) = dial.range(own, book, workload)?;
    for asked in [question.from, question.to].into_iter().flatten() {
        dial.check(asked, book, workload)?;
    }
    let (first, last) = (question.from.unwrap_or(first), question.to.unwrap_or(last));
    let index = |value: Dec, up: bool| -> Result<i64, CostError> {
        let whole = value
            .div(step)
            .map(|steps| if up { steps.ceil_int() } else { steps.ceil_int() - i128::from(!steps.is_whole()) });
        Ok(whole.and_then(|whole| i64::try_from(whole).ok()).or_too_large("the range")?)
    };
    let (from, to) = (index(first, true)?, index(last, false)?);
    if from > to {
        return Err(DialError::Unusable(
            "the range holds no value: set both --from and --to, --from the lower one".into(),
        ));
    }
    let straight = dial.is_straight(book, workload);
    let value = |at: i64| step.ratio(i128::from(at), 1).or_too_large("a value of the range");
    let fleet = if straight { ec2::steady_fleet(book, workload, settings)? } else { None };
    let turned = (workload.clone(), *settings);
    let mut along = Along { book, workload, settings, question, own, step, turned, straight, fleet, surveys: None };
    // Where the workload itself can be computed, what cannot lies at the ends of the range.
    let own_step = index(own, false).map_or(to, |at| at.clamp(from, to));
    let from = if dial == Dial::Requests { from } else { first_computable(from, own_step, &mut along)? };
    let (mut to, mut too_large) = last_computable(from.max(own_step), to, &mut along)?;
    // A search without named types takes a burstable type only while its baseline carries the mean CPU use. What each
    // of them does between two steps is certain all the same, at the cost of pricing all of them.
    let surveyed = dial.is_surveyed(workload) && question.looks >= Question::GLANCE.looks;
    along.surveys = surveyed.then(HashMap::new);
    let monotonic = (surveyed && !dial.estimates_cold_starts(workload)) || dial.is_monotonic(book, workload);
    // Where nothing changes any more there is nothing to look at.
    let constant = dial.constant_from(book).map(|value| index(value, true)).transpose()?;
    let looked_to = |to: i64| constant.map_or(to, |constant| constant.clamp(from, to));
    let looks = match dial {
        Dial::Memory => u32::MAX,
        _ => question.looks,
    };
    // The steps that are looked at as well, and whether those are all that there are.
    let looked_at = |to: i64| {
        let also = if monotonic { Vec::new() } else { looks_between(from, looked_to(to), looks) };
        let every = also.len() as u64 > u64::try_from(looked_to(to) - from).unwrap_or(u64::MAX);
        (also, every)
    };
    let find = |to: i64, also: &[i64], every: bool, along: &mut Along<'_>| match question.extent {
        Extent::Every if monotonic || every => runs::find(from, to, also, Care::Margin, along),
        Extent::Every => runs::find(from, to, also, Care::Changes, along),
        Extent::Drawn(spread) => runs::find(from, to, also, Care::Drawn(spread), along),
        Extent::Nearest => {
            let far = |at: i64| value(at).map_or(f64::INFINITY, |at| distance(own, at));
            nearest::find((from, to), own_step.clamp(from, to), also, &far, along)
        }
    };
    let (mut also, mut every) = looked_at(to);
    let found = match find(to, &also, every, &mut along) {
        // Of a type that nobody would take there are more than can be counted.
        Err(CostError::TooLarge(_)) if surveyed => {
            let own_step = own_step.clamp(from, to);
            let low = if is_computable(own_step, &mut along)? { own_step } else { from };
            (to, too_large) = last_computable(low, to, &mut along)?;
            (also, every) = looked_at(to);
            find(to, &also, every, &mut along)?
        }
        found => found?,
    };
    let intervals = (found.all.iter())
        .map(|run| {
            let part = match question.extent {
                Extent::Every => Part::of(run, question.between, value, &mut along)?,
                Extent::Drawn(_) | Extent::Nearest => None,
            };
            Ok(Interval {
                from: value(run.from)?,
                to: value(run.to)?,
                winner: winner(run.side, question.between),
                side: run.side,
                at_from: run.at_from.usd,
                at_to: run.at_to.usd,
                part,
            })
        })
        .collect::<Result<Vec<Interval>, CostError>>()?;
    let rest_api_timeout_ms = rest_api_timeout(book, workload, settings, question, own, &intervals)?;
    let is_unfinished = question.extent == Extent::Nearest && found.is_unfinished;
    let cut = found.is_unfinished && !is_unfinished || too_large;
    Ok(BreakEven {
        question,
        unit: question.dial.unit_of(workload),
        followers: question.dial.followers(workload),
        own,
        step,
        cut_at: if cut { Some(value(found.searched_to).map_err(CostError::from)?) } else { None },
        is_unfinished,
        margin: found.margin.filter(|_| monotonic || every),
        method: if (monotonic || every) && !matches!(question.extent, Extent::Drawn(_)) {
            Method::Exact
        } else {
            Method::Searched(u32::try_from(also.len()).unwrap_or(u32::MAX))
        },
        intervals,
        rest_api_timeout_ms,
    })
}

/// What Lambda warns of at the longest duration of the range at which it is possible.
fn rest_api_timeout(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    question: Question,
    own: Dec,
    intervals: &[Interval],
) -> Result<Option<Dec>, CostError> {
    let lambda = question.between.iter().position(|key| *key == OptionKey::Lambda);
    let Some(at) = lambda.filter(|_| question.dial == Dial::Duration) else { return Ok(None) };
    let Some(longest) = intervals.iter().rev().find(|interval| interval.at_to[at].is_some()) else { return Ok(None) };
    let Some((turned, settings)) = question.dial.turn(book, workload, settings, own, longest.to)? else {
        return Ok(None);
    };
    let lambda = offer(book, &turned, &settings, OptionKey::Lambda)?;
    Ok(lambda.warnings.iter().find_map(|warning| match warning {
        Warning::RestApiTimeout { limit_ms } => Some(*limit_ms),
        _ => None,
    }))
}

fn winner(side: Side, between: [OptionKey; 2]) -> Option<OptionKey> {
    match side {
        Side::First => Some(between[0]),
        Side::Second => Some(between[1]),
        Side::Tie | Side::Neither => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario;

    fn ask(row: &str, question: Question) -> BreakEven {
        let book = PriceBook::current().unwrap();
        let workload = scenario::read_str(row, book.rules()).unwrap().workloads.remove(0);
        break_even(&book, &workload, &Settings::new(book.rules()), question).unwrap()
    }

    #[test]
    fn where_the_dearer_side_is_possible_is_known() {
        // A request is 0.1 s at 1,024 / 1,769 vCPU: one m5.large carries 2 / 0.0578858 = 34.55078125 a second, and in
        // 2,628,000 seconds 90,799,453.1. With 10,000 hours of work EC2 is never the cheaper side.
        let row = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation,ops_hours_ec2,ops_usd_per_hour\n\
                   A,10M,100,1024,m5.large,1,async,10000,80\n";
        let answer = ask(row, Question { to: Some(Dec::from_int(200_000_000)), ..Question::VOLUME });
        let [only] = answer.intervals.as_slice() else { panic!("{answer:?}") };
        assert_eq!(only.winner, Some(OptionKey::Lambda));
        assert_eq!(only.possible_only(), Some((OptionKey::Ec2, "up to", Dec::from_int(90_799_453))));
        let to = ask(row, Question { to: Some(Dec::from_int(80_000_000)), ..Question::VOLUME });
        assert_eq!(to.intervals[0].possible_only(), None);
    }

    #[test]
    fn one_function_against_one_given_instance_by_hand() {
        // us-east-1, x86: 100 ms at 1,024 MB = 0.1 GB-s a request: 0.1 x 0.0000166667 + 0.0000002 = $0.00000186667.
        // One m5.large: 730 x 0.096 = 70.08, 20 GB gp3 at 0.08 = 1.60: $71.68 a month; asynchronous: no load balancer.
        // 38,400,000 x 0.00000186667 = 71.680128, so 71.68 is 0.000128 / 0.00000186667 = 68.6 requests earlier: Lambda to
        // 38,399,931. One instance carries 2 vCPU; at 0.5789 vCPU x 0.1 s a request that is 34.5 requests/s, 90 M a month.
        let row = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation\n\
                   A,10M,100,1024,m5.large,1,async\n";
        let answer = ask(row, Question { to: Some(Dec::from_int(80_000_000)), ..Question::VOLUME });
        let ends: Vec<(String, Option<OptionKey>)> =
            answer.intervals.iter().map(|one| (one.to.to_string(), one.winner)).collect();
        assert_eq!(
            ends,
            [("38399931".to_owned(), Some(OptionKey::Lambda)), ("80000000".to_owned(), Some(OptionKey::Ec2))]
        );
        assert_eq!(answer.method, Method::Exact);
        let flip = answer.nearest().unwrap();
        assert_eq!((flip.at.to_string(), flip.winner), ("38399932".to_owned(), Some(OptionKey::Ec2)));
        assert!((flip.ratio.unwrap() - 3.8399932).abs() < 1e-9);
        // Who has no requests yet is told the same place.
        let idle = ask(&row.replace("10M", "0"), Question::GLANCE).nearest().unwrap();
        assert_eq!((idle.at.to_string(), idle.winner, idle.ratio), ("38399932".to_owned(), Some(OptionKey::Ec2), None));
    }

    #[test]
    fn a_range_ends_where_the_count_of_a_type_is_too_large() {
        // 10^15 runs of 900 s: compare has 12.0 x 10^12 dollars on Lambda and less on EC2. Of the smallest types there would be more than
        // 2^63 - 1 instances at the end of the usual range, a thousand times that.
        let answer = ask("name,requests_per_month,duration_ms,memory_mb\nA,1e15,900000,1024\n", Question::VOLUME);
        let last = answer.intervals.last().unwrap();
        assert_eq!((last.winner, answer.cut_at), (Some(OptionKey::Ec2), Some(last.to)));
        assert!(last.from < answer.own && answer.own < last.to, "{last:?}");
    }
}
