//! Fields that conditions and the order of a run ask for by name: one that the run leaves empty would never hold, and order
//! nothing.

use super::args::CompareArgs;
use super::exit::{Exit, Failure};
use super::order::Order;
use crate::analysis::fields::{Field, Needs};
use crate::analysis::{Comparison, Gate};
use crate::report;

/// The fields, each with the option that asks for it.
pub(crate) struct AskedFields(Vec<(&'static str, &'static Field)>);

/// Which of the figures that only some workloads have there are in a run.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Computed {
    /// A workload has a cell that holds a range.
    pub(crate) ranges: bool,
    /// Months were looked ahead for a workload.
    pub(crate) growth: bool,
}

impl Computed {
    /// Notes what a workload has.
    pub(crate) fn note(&mut self, comparison: &Comparison) {
        self.ranges |= !comparison.workload.ranges.is_empty();
        self.growth |= comparison.growth.is_some();
    }

    /// Takes over what a later part of a file has.
    pub(crate) fn append(&mut self, later: Computed) {
        self.ranges |= later.ranges;
        self.growth |= later.growth;
    }
}

impl AskedFields {
    /// The fields of an order and of conditions.
    pub(crate) fn of(order: Option<&Order>, gates: &[Gate]) -> AskedFields {
        let gated = gates.iter().flat_map(Gate::fields).map(|field| ("--fail-if", field));
        AskedFields(gated.chain(order.map(|order| ("--sort", order.field))).collect())
    }

    /// The first of them that needs something, and the option that asks for it.
    pub(crate) fn first_that(&self, needs: Needs) -> Option<(&'static str, &'static Field)> {
        self.0.iter().find(|(_, field)| field.needs == needs).copied()
    }

    /// Refuses fields that the run's options leave out.
    ///
    /// # Errors
    /// Wrong usage that names the field and the option.
    pub(crate) fn refuse_left_out(&self, args: &CompareArgs) -> Result<(), Failure> {
        let left_out = [
            (args.portfolio, "--portfolio", [Needs::BreakEven, Needs::Growth, Needs::Ranges].as_slice()),
            (!args.optimize.is_empty(), "--optimize", &[Needs::BreakEven, Needs::Growth]),
            (args.no_breakeven, "--no-breakeven", &[Needs::BreakEven]),
        ];
        for (_, option, left_out) in left_out.into_iter().filter(|(given, ..)| *given) {
            if let Some((asking, field)) = left_out.iter().find_map(|needs| self.first_that(*needs)) {
                return Err(refused(asking, field, &format!("with {option}")));
            }
        }
        match self.first_that(Needs::Optimize).filter(|_| args.optimize.is_empty()) {
            Some((asking, field)) => Err(refused(asking, field, "without --optimize")),
            None => Ok(()),
        }
    }

    /// Refuses fields that no workload of the scenario has, which only its end tells.
    ///
    /// # Errors
    /// Wrong usage that names the field and what it needs.
    pub(crate) fn refuse_empty(&self, computed: Computed, scenario: &str) -> Result<(), Failure> {
        let scenario = report::clean(scenario);
        let empty = [
            (Needs::Ranges, computed.ranges, "nothing that a month costs is a range, such as 8M..20M"),
            (
                Needs::Growth,
                computed.growth,
                "no row has growth_pct_per_month or migration_usd, and --months is not given",
            ),
        ];
        for (needs, _, why) in empty.into_iter().filter(|(_, computed, _)| !computed) {
            if let Some((asking, field)) = self.first_that(needs) {
                return Err(refused(asking, field, &format!("for {scenario}: {why}")));
            }
        }
        Ok(())
    }
}

fn refused(asking: &str, field: &Field, why: &str) -> Failure {
    Failure::new(Exit::Usage, format_args!("{asking} asks for {}, which is not computed {why}", field.name))
}
