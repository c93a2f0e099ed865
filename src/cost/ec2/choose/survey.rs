//! A search taken apart: what is certain of the cheapest fleet between two demands.

use super::credit_lines::EarnedBetween;
use super::{Candidate, Considered, Credits, Search, Way};
use crate::cost::ec2::burstable::{CreditDay, above};
use crate::cost::ec2::candidates::{Candidates, Keep, Types};
use crate::cost::{Case, CostError, Lines, Settings};
use crate::pricebook::{PriceBook, TypeId};
use crate::scenario::{Scaling, Workload};
use crate::units::Usd;
use smallvec::SmallVec;

/// What a search without named types finds, taken apart for those who ask about many demands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Survey {
    /// The cheapest total among types that need no CPU credits.
    pub steady: Option<Usd>,
    /// Each burstable type, in a fixed order; by its place and the way it runs.
    pub burstable: Vec<BurstableQuote>,
}

/// What one burstable type would cost.
#[derive(Debug, Clone, PartialEq)]
pub struct BurstableQuote {
    /// The type, and whether an instance starts for each run.
    pub key: (TypeId, bool),
    /// Its total without surplus credits.
    pub total: Usd,
    /// CPU use and earned baseline of each day of the cycle.
    pub days: SmallVec<[CreditDay; 1]>,
    /// Lines between which lies what each day earns.
    pub earned_between: SmallVec<[EarnedBetween; 1]>,
    /// Its baseline carries the mean CPU use: the search may choose it.
    pub fits: bool,
}

impl BurstableQuote {
    /// Whether the type's baseline carries the CPU use at both of two demands and everywhere between them, or nowhere;
    /// `None` where that is not certain. Between two demands the use is a straight line; what is earned changes one way, but for
    /// what instances before a day [take](EarnedBetween::before) from it, and keeps between its own two lines.
    #[must_use]
    pub fn fits_between(&self, other: &BurstableQuote) -> Option<bool> {
        if self.days.len() != other.days.len() {
            return None;
        }
        let days = || self.each_day().zip(other.each_day());
        let taken = |(one, other): (Day<'_>, Day<'_>)| Some((one.1.before? - other.1.before?).abs());
        let falls_short = |both: (Day<'_>, Day<'_>)| {
            let (one, other) = (both.0.0, both.1.0);
            let everywhere = |taken: f64| above(one.used.min(other.used), one.earned.max(other.earned) + taken) > 0.0;
            taken(both).is_some_and(everywhere)
                || [both.0, both.1].iter().all(|(day, lines)| lines.falls_short_of(day.used))
        };
        let carries = |both: (Day<'_>, Day<'_>)| {
            let (one, other) = (both.0.0, both.1.0);
            let everywhere = |taken: f64| above(one.used.max(other.used), one.earned.min(other.earned) - taken) <= 0.0;
            taken(both).is_some_and(everywhere) || [both.0, both.1].iter().all(|(day, lines)| lines.carries(day.used))
        };
        if days().any(falls_short) { Some(false) } else { days().all(carries).then_some(true) }
    }

    fn each_day(&self) -> impl Iterator<Item = Day<'_>> {
        self.days.iter().zip(&self.earned_between)
    }
}

/// A day and its lines.
type Day<'a> = (&'a CreditDay, &'a EarnedBetween);

impl Survey {
    /// The cheapest total: that of the offer.
    #[must_use]
    pub fn total(&self) -> Option<Usd> {
        let burstable = self.burstable.iter().filter(|quote| quote.fits).map(|quote| quote.total);
        self.steady.into_iter().chain(burstable).min()
    }
}

/// Searches all general types, as [`offer`](crate::cost::ec2::offer) does for a workload that names none.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn survey(book: &PriceBook, workload: &Workload, settings: &Settings) -> Result<Survey, CostError> {
    let settings = Settings { lines: Lines::Traced, ..*settings };
    let search = Search::new(&Case::new(book, workload, &settings)?);
    let mut survey = Survey::default();
    for way in search.ways() {
        let candidates = search.candidates(way, Keep::Best)?;
        let mut steady = Vec::with_capacity(candidates.types.len());
        for &(id, rate) in &*candidates.types {
            let kind = book.instance_type_by_id(id)?;
            if !kind.burstable {
                steady.push((id, rate));
            } else if let Ok(quote) = search.quote(way, Candidate { id, kind, rate }, Credits::Bought)? {
                let surplus = quote.bill.trace().map_or(Usd::ZERO, |trace| trace.surplus);
                let days = search.context.credit_days(&quote.staffed);
                survey.burstable.push(BurstableQuote {
                    key: (id, way == Way::Scaled(Scaling::PerRun)),
                    total: quote.total.sub(surplus).unwrap_or(quote.total),
                    earned_between: search.earned_between(way, &quote.staffed, days.len())?,
                    days,
                    fits: surplus.is_zero(),
                });
            }
        }
        let steady = Candidates { types: Types::Own(steady.into()), ..candidates };
        let cheapest = search.cheapest(way, &steady, None, &mut Considered::default())?.map(|quote| quote.total);
        survey.steady = survey.steady.into_iter().chain(cheapest).min();
    }
    Ok(survey)
}
