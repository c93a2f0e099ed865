//! Erlang's formulas, stable for any number of servers.
//!
//! Source: A. K. Erlang (1917); the recursions are textbook material, checked in the tests against published
//! tables.

use super::many_servers::{MOST_ROOTS, nearly_erlang_b};

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
    Some(waiting_of(erlang_b(servers, load), servers, load))
}

/// Erlang C of what Erlang B is.
fn waiting_of(blocked: f64, servers: u64, load: f64) -> f64 {
    blocked / (1.0 - load / servers as f64 * (1.0 - blocked))
}

/// The share of requests that wait longer than `wait_s`, with service times of `service_s` on average; `None` where
/// the queue is unstable.
#[must_use]
pub fn waits_longer(servers: u64, rate_per_s: f64, service_s: f64, wait_s: f64) -> Option<f64> {
    let load = rate_per_s * service_s;
    if load <= 0.0 {
        return Some(0.0);
    }
    Some(erlang_c(servers, load)? * still_waiting(servers, load, wait_s / service_s))
}

/// The share of those that wait that do so for longer than `waits` times the mean service time.
fn still_waiting(servers: u64, load: f64, waits: f64) -> f64 {
    libm::exp(-(servers as f64 - load) * waits)
}

/// Far above the error of the integral that stands for Erlang B, far below what one server of very many changes.
const CERTAIN: f64 = 1e-5;

/// Whether at most `share` of the requests [wait longer](waits_longer), which very many servers are not summed up for where
/// it is certain without.
#[must_use]
pub fn keeps_wait(servers: u64, rate_per_s: f64, service_s: f64, wait_s: f64, share: f64) -> bool {
    let load = rate_per_s * service_s;
    // What fewer servers keep more of them do, too.
    let fewer = servers.min((load + MOST_ROOTS * load.sqrt()) as u64);
    if let Some(blocked) = nearly_erlang_b(fewer, load).filter(|_| load < fewer as f64) {
        let waiting = waiting_of(blocked, fewer, load) * still_waiting(fewer, load, wait_s / service_s);
        let certain = share * CERTAIN;
        if waiting < share - certain {
            return true;
        }
        if waiting > share + certain && fewer == servers {
            return false;
        }
    }
    waits_longer(servers, rate_per_s, service_s, wait_s).is_some_and(|waiting| waiting <= share)
}

/// Loads that a queue is sized for, erlangs: more busy servers than anybody has. The work grows with the root of the
/// load, and a week has 168 hours to size.
pub const MOST_LOAD: f64 = 1e7;

/// The fewest servers, but no fewer than `at_least`, with which at most `share` of the requests wait longer than `wait_s`.
/// `None` for loads above [`MOST_LOAD`].
#[must_use]
pub fn fewest_servers(rate_per_s: f64, service_s: f64, wait_s: f64, share: f64, at_least: u64) -> Option<u64> {
    let enough = |servers: u64| keeps_wait(servers, rate_per_s, service_s, wait_s, share);
    if rate_per_s <= 0.0 || service_s <= 0.0 {
        return Some(u64::from(rate_per_s > 0.0).max(at_least));
    }
    let load = rate_per_s * service_s;
    if !load.is_finite() || load > MOST_LOAD {
        return None;
    }
    // Below the load the queue is unstable; above it, one more server always shortens the wait.
    let mut low = load.floor() as u64;
    if at_least > low {
        // Where something else asks for more than the wait does, one look tells.
        if enough(at_least) {
            return Some(at_least);
        }
        low = at_least;
    }
    let mut high = likely_servers(load, service_s, wait_s, share).max(low + 1);
    let mut step = 1;
    if enough(high) {
        while high - low > 1 {
            let below = high.saturating_sub(step).max(low + 1);
            if !enough(below) {
                low = below;
                break;
            }
            high = below;
            step *= 2;
        }
    } else {
        low = high;
        while !enough(low + step) {
            low += step;
            step = step.checked_mul(2).filter(|step| *step < 1 << 50)?;
        }
        high = low + step;
    }
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

/// Where to look first for the fewest servers: it decides nothing. 0 where looking from the load upwards takes few steps.
///
/// With many servers, `x` roots of the load more than the load, about `1 / (1 + x Φ(x) / φ(x))` of the requests wait (Halfin
/// and Whitt, 1981); `x² / 6` more servers are what the skewness of a Poisson distribution adds to a normal one. The logarithm
/// of that share, less what is lost while waiting, falls ever faster with `x`: from beyond it, Newton's steps lead down to the
/// share asked for.
fn likely_servers(load: f64, service_s: f64, wait_s: f64, share: f64) -> u64 {
    if load < 64.0 || share <= 0.0 {
        return 0;
    }
    let root = load.sqrt();
    let (wanted, lost) = (libm::log(share), root * wait_s / service_s);
    // A normal tail is below the share beyond the root of twice its logarithm.
    let mut x = (-2.0 * wanted).max(0.0).sqrt() + 1.0;
    for _ in 0..6 {
        let below = 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2);
        let ratio = below * (2.0 * std::f64::consts::PI).sqrt() * libm::exp(0.5 * x * x);
        let waiting = 1.0 / (1.0 + x * ratio);
        let error = libm::log(waiting) - x * lost - wanted;
        let slope = -waiting * (ratio * (1.0 + x * x) + x) - lost;
        if error.abs() < 1e-3 || !error.is_finite() {
            break;
        }
        x = (x - error / slope).max(0.0);
    }
    (load + x * root + x * x / 6.0).ceil() as u64
}
