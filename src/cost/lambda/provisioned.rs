//! Provisioned concurrency hour by hour: what it serves, what overflows, what starts cold.

use super::cold::estimated_share;
use crate::cost::demand::Demand;
use crate::cost::queueing::erlang_b;
use crate::scenario::Workload;

/// Shares of a month's invocations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shares {
    /// What provisioned concurrency could serve at the very most of the invocations in its hours, were it never idle; 1 is all
    /// of them.
    pub(super) at_most: f64,
    /// Not served by provisioned concurrency: summed itself, because beside a share near 1 its digits would be lost.
    pub(super) overflow: f64,
    /// Started cold; only what provisioned concurrency does not serve can.
    pub(super) cold: f64,
}

/// The shares of a month. `enabled_hours` of provisioned concurrency are the profile's busiest.
pub(super) fn shares(workload: &Workload, demand: &Demand<'_>, enabled_hours: f64, estimate_cold: bool) -> Shares {
    let environments = workload.provisioned_concurrency;
    let duration_s = workload.duration_ms.to_f64() / 1e3;
    let cycle = demand.relative.len() as f64;
    // Hours a month that each hour of the cycle stands for.
    let each = demand.hours.to_f64() / cycle;
    let mut hours: Vec<f64> = demand.relative.to_vec();
    hours.sort_unstable_by(|a, b| b.total_cmp(a));
    let given_cold = workload.cold_start_pct.map_or(0.0, |percent| percent.to_f64() / 100.0);
    let mut left = if environments.is_zero() { 0.0 } else { enabled_hours };
    let (mut overflow, mut cold) = (0.0, 0.0);
    let (mut offered, mut capacity) = (0.0, 0.0);
    // Hours of the same demand stand after each other: what the last one had is known.
    let mut last: Option<(f64, f64)> = None;
    let mut last_cold: Option<(f64, f64)> = None;
    for relative in hours {
        let weight = relative / cycle;
        let rate = demand.mean_rate * relative;
        let enabled = if each > 0.0 { (left / each).clamp(0.0, 1.0) } else { 0.0 };
        left -= each * enabled;
        offered += enabled * rate * duration_s;
        capacity += enabled * environments.to_f64();
        let blocked = if enabled > 0.0 {
            let share = match (workload.provisioned_share_pct, last) {
                (Some(share), _) => 1.0 - share.to_f64() / 100.0,
                (None, Some((known, share))) if known == relative => share,
                (None, _) => erlang_b(whole(environments.to_f64()), rate * duration_s),
            };
            last = Some((relative, share));
            (1.0 - enabled) + enabled * share
        } else {
            1.0
        };
        overflow += weight * blocked;
        let cold_share = match last_cold {
            _ if !estimate_cold => given_cold,
            Some((known, share)) if known == relative => share,
            _ => estimated_share(rate * 60.0),
        };
        last_cold = Some((relative, cold_share));
        cold += weight * blocked * cold_share;
    }
    let at_most = if offered > capacity { capacity / offered } else { 1.0 };
    Shares { at_most, overflow: overflow.min(1.0), cold }
}

fn whole(count: f64) -> u64 {
    // Counts are checked to be whole and at most 10^12 when they are read.
    count as u64
}
