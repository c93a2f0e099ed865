//! What the figures of a comparison leave open, in words: for whoever sees a verdict alone.

use super::{Comparison, Totals, Verdict};
use crate::cost::ec2::{AskedBy, NotTaken, RunnerUp};
use crate::cost::{OptionKey, Warning};
use crate::terms::clean;
use crate::units::{Usd, format};

impl Comparison {
    /// Whether its ranges do not clearly give the choice that its likely values give. Ranges are sampled at the settings
    /// of the scenario: nothing is said where each side has its cheapest ones.
    #[must_use]
    pub fn is_unsettled(&self) -> bool {
        let found = self.uncertainty.as_deref().filter(|_| self.changes.is_empty());
        found.is_some_and(|found| !found.is_clear() || found.leader() != self.verdict.winner())
    }

    /// Whether it has ranges that nobody sampled: what they leave of the verdict is not known.
    #[must_use]
    pub fn is_unsampled(&self) -> bool {
        !self.workload.ranges.is_empty() && self.uncertainty.is_none()
    }

    /// That a part of the demand falls outside the hours of the cheaper side's fleet, where it does.
    #[must_use]
    pub fn unserved(&self) -> Option<&Warning> {
        let winner = self.offer(self.verdict.winner()?)?;
        winner.unserved()
    }

    /// That people's work on operations, which is an estimate of the scenario's, makes the verdict, where it does: the sides' own
    /// costs give the other one.
    #[must_use]
    pub fn made_by_work(&self) -> Option<String> {
        let Verdict::Cheaper { winner, over, .. } = self.verdict else { return None };
        let work = |key: OptionKey| {
            let hours = match key {
                OptionKey::Lambda => self.workload.ops_hours_lambda,
                OptionKey::Ec2 => self.workload.ops_hours_ec2,
            };
            Usd::from_dollars(hours.mul(self.workload.ops_usd_per_hour)?)
        };
        let without = |key: OptionKey| self.offer(key)?.total()?.sub(work(key)?);
        let is_other = without(over)? < without(winner)?;
        let [lambda, ec2] = OptionKey::ALL.map(|key| work(key).map(format::usd).unwrap_or_default());
        is_other.then(|| {
            format!("Without operations work ({lambda} on Lambda, {ec2} on EC2) {} would be cheaper.", over.label())
        })
    }

    /// What stands against its verdict, a sentence each: that the cheaper fleet does not serve all, that work makes it, that a fleet
    /// which is not taken undercuts it, and that other values than those of the figures are possible.
    #[must_use]
    pub fn reservations(&self) -> Vec<String> {
        let mut sentences: Vec<String> = self.unserved().map(|warning| format!("But {warning}.")).into_iter().collect();
        sentences.extend(self.made_by_work());
        sentences.extend(self.undercut());
        if let Some(found) = self.uncertainty.as_deref().filter(|_| self.changes.is_empty()) {
            let at = found.stands_on();
            sentences.push(format!("These are costs at {at} of its ranges: over all of them {}.", found.told()));
        }
        sentences
    }

    /// The cheapest fleet which a search does not take by itself that would change the verdict.
    #[must_use]
    pub fn undercutting(&self) -> Option<&RunnerUp> {
        let is_other = self.verdict.winner() == Some(OptionKey::Lambda);
        self.not_taken.as_deref().filter(|_| is_other)?.cheapest()
    }

    /// That there is such a fleet, as a sentence.
    #[must_use]
    pub fn undercut(&self) -> Option<String> {
        let fleet = self.undercutting()?;
        let total = format::usd(fleet.total);
        Some(format!(
            "But EC2 would cost {total} a month as {}, which the search does not take by itself.",
            fleet.in_short()
        ))
    }

    /// The fleets of burstable types that would change the verdict, or cost much less than the one taken, as a sentence.
    #[must_use]
    pub fn not_taken_told(&self) -> Option<String> {
        let other_side = self.verdict.winner() == Some(OptionKey::Lambda);
        let would = if other_side { "EC2 would be cheaper" } else { "EC2 would cost less" };
        ways_to(self.not_taken.as_deref()?).map(|ways| format!("{would} {ways}."))
    }
}

/// What asks for each of these fleets, why, and what it costs then; `None` where there is none.
pub(super) fn ways_to(NotTaken { larger, surplus }: &NotTaken) -> Option<String> {
    let way = |fleet: &RunnerUp| {
        let (short, total) = (fleet.in_short(), format::usd(fleet.total));
        match fleet.asked_by {
            Some(AskedBy::MinInstances(fewest)) => {
                format!("with min_instances {fewest}, as the CPU credits of {short} carry the load: {total} a month")
            }
            _ => {
                let name = &fleet.instance_type;
                format!("with instance_type {name}, as {short} buys surplus CPU credits: {total} a month")
            }
        }
    };
    let ways: Vec<String> = larger.iter().chain(surplus).map(way).collect();
    (!ways.is_empty()).then(|| ways.join("; or "))
}

/// So many names are read in a sentence.
const MOST_NAMED: u64 = 3;

/// Of how many workloads the ranges leave the choice open, and of which where these are a few that are all known: words that
/// go on a sentence about values other than the likely ones. `None` where of none.
#[must_use]
pub fn open_choices<'c>(totals: &Totals, known: impl IntoIterator<Item = &'c Comparison>) -> Option<String> {
    let (count, all) = (totals.unsettled, totals.workloads);
    if count == 0 {
        return None;
    }
    let names = known.into_iter().filter(|comparison| comparison.is_unsettled());
    let names: Vec<_> = names.map(|comparison| clean(&comparison.workload.name)).collect();
    let is_named = names.len() as u64 == count && count <= MOST_NAMED;
    let whose = if is_named { format!("{count} of {all} ({})", names.join(", ")) } else { format!("{count} of {all}") };
    Some(format!("the choice for {whose} is open"))
}
