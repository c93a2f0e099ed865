//! What the figures of a comparison leave open, in words: for whoever sees a verdict alone.

use super::Comparison;
use crate::cost::Warning;
use crate::units::format;

impl Comparison {
    /// Whether its ranges do not clearly give the choice that its likely values give. Ranges are sampled at the settings
    /// of the scenario: nothing is said where each side has its cheapest ones.
    #[must_use]
    pub fn is_unsettled(&self) -> bool {
        let found = self.uncertainty.as_deref().filter(|_| self.changes.is_empty());
        found.is_some_and(|found| !found.is_clear() || found.leader() != self.verdict.winner())
    }

    /// That a part of the demand falls outside the hours of the cheaper side's fleet, where it does.
    #[must_use]
    pub fn unserved(&self) -> Option<&Warning> {
        let winner = self.offer(self.verdict.winner()?)?;
        winner.warnings.iter().find(|warning| matches!(warning, Warning::OutsideSchedule { .. }))
    }

    /// What stands against its verdict, a sentence each: that the cheaper fleet does not serve all, and that other values
    /// than those of the figures are possible.
    #[must_use]
    pub fn reservations(&self) -> Vec<String> {
        let mut sentences: Vec<String> = self.unserved().map(|warning| format!("But {warning}.")).into_iter().collect();
        if let Some(found) = self.uncertainty.as_deref().filter(|_| self.changes.is_empty()) {
            let at = match found.ranges.iter().all(|range| range.likely.is_some()) {
                true => "the likely values",
                false => "the likely values, or halfway,",
            };
            sentences.push(format!("These are costs at {at} of its ranges: over all of them {}.", found.told()));
        }
        sentences
    }

    /// The larger fleet of a burstable type that would change the verdict, as a sentence.
    #[must_use]
    pub fn larger_fleet_told(&self) -> Option<String> {
        let fleet = self.larger_fleet.as_deref()?;
        Some(format!(
            "EC2 would be cheaper with min_instances {}, as the CPU credits of {} carry the load: {} a month.",
            fleet.min_instances.unwrap_or_default(),
            fleet.in_short(),
            format::usd(fleet.total)
        ))
    }
}
