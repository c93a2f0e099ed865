//! [`RunnerUp`]: the types that come next.

use super::{Candidate, Keep, Search};
use crate::cost::{Case, CostError, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::{Dec, Usd};
use smol_str::SmolStr;

/// Another type that would do, for explanations.
#[derive(Debug, Clone, PartialEq)]
pub struct RunnerUp {
    /// The instance type.
    pub instance_type: SmolStr,
    /// Most instances at a time.
    pub peak_instances: u64,
    /// What the workload would cost on it a month.
    pub total: Usd,
    /// It is burstable.
    pub burstable: bool,
}

/// The cheapest types for a workload in the order of their cost, at most `most`; and, where a burstable type is the
/// cheapest, the best other one among them.
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
    for way in search.ways() {
        let candidates = search.candidates(way, Keep::All)?;
        for &(id, rate) in &*candidates.types {
            let kind = book.instance_type_by_id(id)?;
            if let Ok(quote) = search.quote(way, Candidate { id, kind, rate }, candidates.named)? {
                let runner = RunnerUp {
                    instance_type: kind.name.clone(),
                    peak_instances: search.peak_instances(&quote),
                    total: quote.total,
                    burstable: kind.burstable,
                };
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
    Ok(runners)
}
