//! The verdict over all workloads, and a table of them.

use super::compare::{compare, saving, totals_of};
use super::reserved::undercut;
use super::{Subject, choice, words};
use crate::analysis::breakeven::Question;
use crate::analysis::{Comparison, Verdict};
use crate::chart::{ChartError, Summary, SummaryRow};
use crate::cost::{Offer, OptionKey};
use crate::terms::number_of;

/// Workloads that a slide holds.
const MOST: usize = 11;

/// All workloads in a table, the largest saving first. Break-evens are looked for where there are none yet.
///
/// # Errors
/// [`ChartError::Cost`] where a sum is too large, [`ChartError::Unusable`] without workloads.
pub fn summary(subject: &Subject<'_>, comparisons: &[Comparison]) -> Result<Summary, ChartError> {
    let chart = compare(subject, comparisons)?;
    let mut sorted: Vec<&Comparison> = comparisons.iter().collect();
    sorted.sort_by_key(|comparison| std::cmp::Reverse(saving(comparison)));
    let shown = &sorted[..sorted.len().min(MOST)];
    let rows = shown.iter().map(|one| row(subject, one)).collect::<Result<Vec<SummaryRow>, ChartError>>()?;
    let left_out = match sorted.len() - shown.len() {
        0 => String::new(),
        rest => format!(
            "The {} of {} workloads that save most; {rest} {} not shown. The sums count all of them.",
            shown.len(),
            sorted.len(),
            number_of(rest as u64, "is", "are")
        ),
    };
    Ok(Summary {
        title: choice::title_in_money(subject, comparisons, &totals_of(subject, comparisons)?),
        subtitle: chart.subtitle,
        prices: chart.prices,
        notes: chart.notes,
        rows,
        foot: [left_out, undercut(comparisons)]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    })
}

fn row(subject: &Subject<'_>, comparison: &Comparison) -> Result<SummaryRow, ChartError> {
    let cost = |key: OptionKey| {
        let total = comparison.offer(key).and_then(Offer::total);
        total.map_or_else(|| "not possible".to_owned(), |total| subject.usd(total))
    };
    let (saving, percent) = match comparison.verdict {
        Verdict::Cheaper { saving, saving_pct, .. } => {
            (subject.usd(saving), format!("{} %", subject.percent(saving_pct)))
        }
        Verdict::Tie | Verdict::OnlyPossible { .. } | Verdict::NonePossible => (String::new(), String::new()),
    };
    let cheaper = match comparison.verdict {
        Verdict::Cheaper { winner, .. } => winner.label().to_owned(),
        Verdict::OnlyPossible { winner } => format!("only {}", winner.label()),
        Verdict::Tie => "tie".to_owned(),
        Verdict::NonePossible => "neither".to_owned(),
    };
    Ok(SummaryRow {
        name: words::name(&comparison.workload),
        costs: [cost(OptionKey::Lambda), cost(OptionKey::Ec2)],
        cheaper: choice::unless_unsettled(cheaper, comparison),
        winner: comparison.verdict.winner().map(Into::into),
        saving,
        percent,
        flips_at: flips_at(subject, comparison)?,
    })
}

/// The nearest volume at which another option is cheaper. Workloads that share an
/// account, and sides with settings of their own, have no volume at which one workload flips.
fn flips_at(subject: &Subject<'_>, comparison: &Comparison) -> Result<String, ChartError> {
    if subject.portfolio || !comparison.changes.is_empty() {
        return Ok("–".to_owned());
    }
    let mut own = comparison.clone();
    if own.break_even.is_none() {
        own.find_break_even(subject.book, subject.settings, Question::GLANCE).map_err(|unpriced| unpriced.error)?;
    }
    let answer = own.break_even.as_ref();
    let last = answer.and_then(|answer| answer.intervals.last());
    Ok(match (answer.and_then(|answer| answer.nearest()), last) {
        (Some(flip), _) => format!("{} requests", subject.count(flip.at)),
        // Nobody looked beyond the end of the range.
        (None, Some(last)) => format!("none to {}", subject.count(last.to)),
        (None, None) => "none".to_owned(),
    })
}
