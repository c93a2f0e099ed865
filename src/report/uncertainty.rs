//! What ranges leave of a verdict, in words and JSON.

use crate::analysis::Comparison;
use crate::analysis::uncertainty::Uncertainty;
use crate::cost::OptionKey;
use crate::scenario::InputRange;
use crate::units::{Dec, Usd, format};
use serde::Serialize;

/// A workload's ranges and what they leave of its verdict, in one paragraph; `None` without ranges.
pub(super) fn sentence(comparison: &Comparison) -> Option<String> {
    let found = comparison.uncertainty.as_deref()?;
    let inputs: Vec<String> = found.ranges.iter().map(ToString::to_string).collect();
    let verdict = found.told();
    let error = format::float(found.standard_error * 100.0, 2);
    let costs: Vec<String> = (found.spreads.iter())
        .map(|spread| {
            let mut text = format!(
                "{} {} to {} (median {})",
                spread.key.label(),
                format::usd(spread.p5),
                format::usd(spread.p95),
                format::usd(spread.median)
            );
            if spread.possible < 1.0 {
                text.push_str(&format!(", possible in {}", format::percent(Some(spread.possible))));
            }
            text
        })
        .collect();
    let saving = match (found.leader(), found.median_saving) {
        (Some(leader), Some(saving)) if saving >= Usd::ZERO => {
            format!(" Half of the time {} saves more than {}.", leader.label(), format::usd(saving))
        }
        _ => String::new(),
    };
    let regrets: Vec<String> = (found.spreads.iter())
        .map(|spread| match spread.worst_regret {
            Usd::ZERO => format!("{} never", spread.key.label()),
            most => format!("{} up to {}", spread.key.label(), format::usd(most)),
        })
        .collect();
    let settings = match comparison.changes.is_empty() {
        true => "",
        false => " All of this is at the scenario's own settings, not at the cheapest ones of each side.",
    };
    let left_out = found.sampling.samples - found.used;
    let left_out = match left_out {
        0 => String::new(),
        count => {
            format!(" {} samples were left out: their values do not go together.", format::float(f64::from(count), 0))
        }
    };
    Some(format!(
        "with {}: {verdict} (standard error {error} points, {} samples, seed {}). In nine of ten: {}.{saving} Chosen \
         where it is the dearer side, it costs more a month: {}.{left_out}{settings}",
        inputs.join(", "),
        format::float(f64::from(found.used), 0),
        found.sampling.seed,
        costs.join("; "),
        regrets.join("; ")
    ))
}

/// The same for JSON: money as decimal strings, unrounded.
#[derive(Serialize)]
pub(super) struct UncertaintyOut {
    ranges: Vec<RangeOut>,
    samples: u32,
    samples_used: u32,
    seed: u32,
    lambda_wins_pct: Option<String>,
    ec2_wins_pct: Option<String>,
    standard_error_pct: Option<String>,
    clear: bool,
    leader: Option<&'static str>,
    median_saving_usd: Option<String>,
    options: Vec<SpreadOut>,
}

/// A range as JSON has it.
#[derive(Serialize)]
pub(super) struct RangeOut {
    column: &'static str,
    low: String,
    likely: Option<String>,
    high: String,
}

#[derive(Serialize)]
struct SpreadOut {
    option: &'static str,
    possible_pct: Option<String>,
    p5_usd: String,
    median_usd: String,
    p95_usd: String,
    worst_regret_usd: String,
}

pub(super) fn ranges_out(ranges: &[InputRange]) -> Vec<RangeOut> {
    (ranges.iter())
        .map(|range| RangeOut {
            column: range.name(),
            low: range.low.to_string(),
            likely: range.likely.map(|likely| likely.to_string()),
            high: range.high.to_string(),
        })
        .collect()
}

pub(super) fn uncertainty_out(found: &Uncertainty) -> UncertaintyOut {
    let percent = |share: f64| Dec::from_rounded(share * 100.0, 6).map(|percent| percent.to_string());
    UncertaintyOut {
        ranges: ranges_out(&found.ranges),
        samples: found.sampling.samples,
        samples_used: found.used,
        seed: found.sampling.seed,
        lambda_wins_pct: percent(found.wins[0]),
        ec2_wins_pct: percent(found.wins[1]),
        standard_error_pct: percent(found.standard_error),
        clear: found.is_clear(),
        leader: found.leader().map(OptionKey::key),
        median_saving_usd: found.median_saving.map(|saving| saving.to_string()),
        options: (found.spreads.iter())
            .map(|spread| SpreadOut {
                option: spread.key.key(),
                possible_pct: percent(spread.possible),
                p5_usd: spread.p5.to_string(),
                median_usd: spread.median.to_string(),
                p95_usd: spread.p95.to_string(),
                worst_regret_usd: spread.worst_regret.to_string(),
            })
            .collect(),
    }
}
