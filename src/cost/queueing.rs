//! Erlang's formulas, stable for any number of servers.
//!
//! Source: A. K. Erlang (1917); the recursions are textbook material, checked in the tests against published
//! tables.

/// Erlang B: the share of calls that `servers` servers turn away under an offered load of `load` erlangs.
///
/// It depends on the mean service time only, not on its distribution (M/G/c/c). Written as
/// `1/B = Σ_j c!/(c−j)! a^−j`, a sum of positive terms that neither overflows nor loses digits.
///
/// ```
/// use costcalc::cost::queueing::erlang_b;
/// assert!((erlang_b(1, 1.0) - 0.5).abs() < 1e-12); // a/(1+a)
/// ```
#[must_use]
pub fn erlang_b(servers: u64, load: f64) -> f64 {
    if load.is_nan() || load <= 0.0 {
        return if servers == 0 { 1.0 } else { 0.0 };
    }
    let mut sum = 1.0;
    let mut term = 1.0;
    let mut left = servers;
    while left > 0 {
        term *= left as f64 / load;
        sum += term;
        // Beyond this blocking is below 1e-40: nothing that money could show.
        if sum > 1e40 {
            return 0.0;
        }
        // Once terms shrink they go on shrinking, faster and faster.
        if (left as f64) < load && term < sum * 1e-18 {
            break;
        }
        left -= 1;
    }
    1.0 / sum
}

/// Erlang C: the share of requests that wait. `None` where the load reaches the servers: an unstable queue has no
/// steady state, and its wait is not 0.
///
/// ```
/// use costcalc::cost::queueing::erlang_c;
/// assert_eq!(erlang_c(2, 2.0), None);
/// ```
#[must_use]
pub fn erlang_c(servers: u64, load: f64) -> Option<f64> {
    if servers == 0 || load.is_nan() || load >= servers as f64 {
        return None;
    }
    let blocked = erlang_b(servers, load);
    let utilization = load / servers as f64;
    Some(blocked / (1.0 - utilization * (1.0 - blocked)))
}

/// The share of requests that wait longer than `wait_s`, with service times of `service_s` on average; `None` where
/// the queue is unstable.
#[must_use]
pub fn waits_longer(servers: u64, rate_per_s: f64, service_s: f64, wait_s: f64) -> Option<f64> {
    let load = rate_per_s * service_s;
    if load <= 0.0 {
        return Some(0.0);
    }
    let waits = erlang_c(servers, load)?;
    Some(waits * libm::exp(-(servers as f64 - load) * wait_s / service_s))
}

/// Loads that a queue is sized for, erlangs: more busy servers than anybody has. The work grows with the root of the
/// load, and a week has 168 hours to size.
pub const MOST_LOAD: f64 = 1e7;

/// The fewest groups of `group` servers with which at most `share` of the requests wait longer than `wait_s`.
/// `None` for loads above [`MOST_LOAD`].
#[must_use]
pub fn fewest_groups(group: u64, rate_per_s: f64, service_s: f64, wait_s: f64, share: f64) -> Option<u64> {
    let enough = |groups: u64| {
        let servers = group.saturating_mul(groups);
        waits_longer(servers, rate_per_s, service_s, wait_s).is_some_and(|waiting| waiting <= share)
    };
    if rate_per_s <= 0.0 || service_s <= 0.0 {
        return Some(u64::from(rate_per_s > 0.0));
    }
    let load = rate_per_s * service_s;
    if !load.is_finite() || load > MOST_LOAD {
        return None;
    }
    // Below the load the queue is unstable; above it, one more server always shortens the wait.
    let mut low = (load / group as f64).floor() as u64;
    let mut step = 1;
    while !enough(low + step) {
        low += step;
        step = step.checked_mul(2).filter(|step| *step < 1 << 50)?;
    }
    let mut high = low + step;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}
