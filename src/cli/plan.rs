//! What a run over a scenario was asked to do, and doing it: pricing workloads with everything that is asked besides.

use super::Streams;
use super::args::CompareArgs;
use super::asked_fields::AskedFields;
use super::exit::{Exit, Failure, cost_failures};
use super::shared;
use super::shortlist::{Most, Shortlist};
use super::tally::Tally;
use super::unpriced::AllUnpriced;
use crate::analysis::breakeven::Question;
use crate::analysis::fields::Needs;
use crate::analysis::optimize::{Part, optimize};
use crate::analysis::uncertainty::Sampling;
use crate::analysis::{Comparison, Gate, MOST_BREAK_EVENS, Totals, Unpriced, compare, compare_portfolio, price_mix};
use crate::cost::ec2::{self, RunnerUp};
use crate::cost::{OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::format::float;

/// What a run was asked to do, resolved.
pub(crate) struct Plan<'a> {
    pub(crate) book: &'a PriceBook,
    pub(crate) settings: Settings,
    pub(crate) gates: Vec<Gate>,
    pub(crate) detail: bool,
    /// Threads that were asked for.
    pub(crate) jobs: Option<usize>,
    pub(crate) break_evens: BreakEvens,
    /// What is asked of each.
    pub(crate) question: Question,
    /// Fields that conditions and the order ask for.
    pub(crate) asked: AskedFields,
    pub(crate) sampling: Sampling,
    /// The draw from ranges was asked for: a scenario without any is a mistake.
    pub(crate) asked_to_draw: bool,
    pub(crate) optimize: Vec<Part>,
    pub(crate) months: Option<u32>,
    pub(crate) portfolio: bool,
}

/// For which runs break-evens are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BreakEvens {
    /// Asked for, or needed by a condition or an order.
    Always,
    /// For up to a hundred workloads.
    Few,
    /// Not at all.
    Never,
}

impl BreakEvens {
    pub(crate) fn of(args: &CompareArgs, asked: &AskedFields) -> BreakEvens {
        let needed = asked.first_that(Needs::BreakEven).is_some();
        // A portfolio's tiers are shared: the volume of one workload alone would say nothing true of it.
        // Sides with settings of their own have no volume at which one workload flips.
        match (args.portfolio || args.no_breakeven || !args.optimize.is_empty(), args.breakeven || needed) {
            (true, _) => BreakEvens::Never,
            (false, true) => BreakEvens::Always,
            (false, false) => BreakEvens::Few,
        }
    }

    /// Whether every workload gets them, however many there are.
    pub(crate) fn always(self) -> bool {
        self == BreakEvens::Always
    }

    /// Whether a run of so many workloads gets them.
    pub(crate) fn wanted(self, workloads: usize) -> bool {
        match self {
            BreakEvens::Always => true,
            BreakEvens::Few => workloads <= MOST_BREAK_EVENS,
            BreakEvens::Never => false,
        }
    }
}

/// The ranges of more workloads than this are not sampled for a picture: each takes as long as ten thousand workloads to price.
const MOST_SAMPLED: usize = 100;

/// Months that are looked ahead where demand grows or a move costs something.
pub(crate) const MONTHS: u32 = 36;

impl Plan<'_> {
    /// Prices a workload as it is, or with each side at its cheapest setting; `remedies` says whether it is told what to change
    /// where that cannot be done.
    ///
    /// # Errors
    /// A price is missing or a figure is too large.
    pub(crate) fn compare(&self, workload: impl Into<Box<Workload>>, remedies: bool) -> Result<Comparison, Unpriced> {
        let settings = Settings { remedies, ..self.settings };
        if self.optimize.is_empty() {
            return compare(self.book, workload, &settings);
        }
        optimize(self.book, &workload.into(), &settings, &self.optimize)
    }

    /// Finds the break-even in volume.
    ///
    /// # Errors
    /// A price is missing or a figure is too large.
    pub(crate) fn find_break_even(&self, comparison: &mut Comparison) -> Result<(), Unpriced> {
        comparison.find_break_even(self.book, &self.settings, self.question)
    }

    /// Finds what else is told of workloads that are shown, where a run of so many is to have it: the break-evens of those that
    /// have none yet, and fleets not taken that would cost less. `scenario` is its name in messages.
    ///
    /// # Errors
    /// A workload that cannot be priced.
    pub(crate) fn find_more(&self, shown: &mut [Comparison], workloads: u64, scenario: &str) -> Result<(), Failure> {
        if !self.break_evens.wanted(usize::try_from(workloads).unwrap_or(usize::MAX)) {
            return Ok(());
        }
        let unpriced = |failed| cost_failures(&[failed], 1, scenario);
        for comparison in shown {
            if comparison.break_even.is_none() {
                comparison.find_not_taken(self.book, &self.settings).map_err(unpriced)?;
                self.find_break_even(comparison).map_err(unpriced)?;
            }
        }
        Ok(())
    }

    /// Prices all workloads of a scenario, with everything that is asked besides, and sums them up.
    ///
    /// # Errors
    /// Workloads that cannot be priced, sums that are too large, ranges in a portfolio.
    pub(crate) fn compare_all(
        &self,
        workloads: Vec<Workload>,
        scenario: &str,
    ) -> Result<(Vec<Comparison>, Totals), Failure> {
        let mut tally = Tally::new(self, Shortlist::new(None, Most::All), false);
        if self.portfolio {
            price_portfolio(self, workloads, scenario, &mut tally)?;
        } else {
            workloads.into_iter().for_each(|workload| tally.price(workload));
        }
        let tallied = tally.end(scenario)?;
        Ok((tallied.shown, tallied.totals))
    }

    /// The cheapest instance types of a workload, for explanations; none where EC2 is not possible.
    ///
    /// # Errors
    /// A price is missing or a figure is too large.
    pub(crate) fn runners_up(&self, comparison: &Comparison, scenario: &str) -> Result<Vec<RunnerUp>, Failure> {
        if comparison.offer(OptionKey::Ec2).is_none_or(|offer| offer.bill.is_none()) {
            return Ok(Vec::new());
        }
        ec2::runners_up(self.book, &comparison.workload, &self.settings, RUNNERS_UP)
            .map_err(|error| Unpriced::new(self.book, &comparison.workload, &self.settings, error))
            .map_err(|failed| cost_failures(&[failed], 1, scenario))
    }

    /// Adds what is asked besides prices: the break-even and fleets that would cost less, and what ranges leave of the
    /// verdict; `remedies` as in [`compare`](Plan::compare).
    ///
    /// # Errors
    /// A price is missing or a figure is too large.
    pub(crate) fn enrich(&self, comparison: &mut Comparison, break_even: bool, remedies: bool) -> Result<(), Unpriced> {
        let settings = &Settings { remedies, ..self.settings };
        if break_even {
            comparison.find_not_taken(self.book, settings)?;
            comparison.find_break_even(self.book, settings, self.question)?;
        }
        let workload = &comparison.workload;
        let grows = !workload.growth_pct_per_month.is_zero() || !workload.migration_usd.is_zero();
        // A portfolio's months would need all of its workloads at once; best against best has no one workload to grow.
        let can_grow = !self.portfolio && self.optimize.is_empty();
        if let Some(months) = self.months.or(grows.then_some(MONTHS)).filter(|_| can_grow) {
            let found = comparison.find_growth(self.book, settings, months);
            // Months that nobody asked for come with the scenario's own growth.
            found.map_err(|failed| Unpriced { asked: failed.asked && self.months.is_some(), ..failed })?;
        }
        comparison.find_uncertainty(self.book, settings, self.sampling)
    }
}

/// Finds fleets not taken that would cost less, for bars and the notes of slides, which tell of them; of too many workloads
/// none.
///
/// # Errors
/// A workload that cannot be priced.
pub(crate) fn find_fleets_not_taken(
    book: &PriceBook,
    settings: &Settings,
    all: &mut [Comparison],
    scenario: &str,
) -> Result<(), Failure> {
    if all.len() > MOST_BREAK_EVENS {
        return Ok(());
    }
    let unpriced = |failed| cost_failures(&[failed], 1, scenario);
    all.iter_mut().try_for_each(|one| one.find_not_taken(book, settings).map_err(unpriced))
}

/// Samples what ranges hold, for bars, which stand on single values: their title says how much of the verdict is left. More than
/// [`MOST_SAMPLED`] workloads with ranges are not sampled, which is told.
///
/// # Errors
/// Workloads of which some possible input cannot be priced; a failure to write to standard error.
pub(crate) fn find_uncertainties(
    book: &PriceBook,
    settings: &Settings,
    all: &mut [Comparison],
    scenario: &str,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let ranged: Vec<&mut Comparison> = all.iter_mut().filter(|one| !one.workload.ranges.is_empty()).collect();
    if ranged.len() > MOST_SAMPLED {
        writeln!(
            streams.err,
            "note: {} workloads have ranges, which bars sample for up to {MOST_SAMPLED}: they stand on the likely values, or \
             halfway; costcalc compare samples them all",
            float(ranged.len() as f64, 0)
        )?;
        return Ok(());
    }
    let found = shared::of_each(&ranged, None, streams, |one| one.sampled(book, settings, Sampling::default()));
    let mut failed = AllUnpriced::default();
    for (one, found) in ranged.into_iter().zip(found) {
        match found {
            Ok(found) => one.uncertainty = found.map(Box::new),
            Err(unpriced) => failed.note(unpriced),
        }
    }
    failed.failure(scenario).map_or(Ok(()), Err)
}

/// Prices workloads that share an account.
pub(crate) fn price_portfolio(
    plan: &Plan<'_>,
    workloads: Vec<Workload>,
    name: &str,
    tally: &mut Tally<'_>,
) -> Result<(), Failure> {
    refuse_ranges(&workloads)?;
    let priced = compare_portfolio(plan.book, workloads, &plan.settings);
    let priced = priced.map_err(|failed| cost_failures(&[failed], 1, name))?;
    let mix = price_mix(plan.book, &priced, &plan.settings);
    let mix = mix.map_err(|failed| cost_failures(&[failed], 1, name))?;
    priced.into_iter().for_each(|comparison| tally.take(Ok(comparison)));
    tally.share_account(mix);
    Ok(())
}

/// Refuses ranges where workloads share an account.
///
/// # Errors
/// Wrong usage, where a workload has ranges.
pub(crate) fn refuse_ranges(workloads: &[Workload]) -> Result<(), Failure> {
    if workloads.iter().all(|workload| workload.ranges.is_empty()) {
        return Ok(());
    }
    Err(Failure::new(
        Exit::Usage,
        "--portfolio prices one account, whose tiers depend on every workload: write single values where cells hold ranges",
    ))
}

/// How many types `--explain` lists beside the chosen one.
const RUNNERS_UP: usize = 4;
