//! Erlang B for very many servers, to six digits: an integral in place of a sum, whose terms grow with the root of the load.

/// Loads that the integral is taken from, erlangs. Below, the sum of [`erlang_b`](super::queueing::erlang_b) is as short.
const LEAST_LOAD: f64 = 1e4;

/// Roots of the load that servers may be above it: what any share asks for that is worth asking for.
pub(super) const MOST_ROOTS: f64 = 6.0;

/// Width of a step, roots of the load.
const STEP: f64 = 0.5;

/// Nearly the share of calls that are turned away: the relative error is below 1e-6. `None` where the sum is to be taken.
///
/// `1/B = ∫ e^−t (1 + t/a)^N dt` from 0 to infinity (Fortet; D. L. Jagerman, "Some properties of the Erlang loss function",
/// 1974). With `t = u √a` that is nearly a normal density, of which the trapezoid rule sees all but its end at 0: three terms of
/// Euler and Maclaurin's formula put that right.
pub(super) fn nearly_erlang_b(servers: u64, load: f64) -> Option<f64> {
    let (n, root) = (servers as f64, load.sqrt());
    let over = (n - load) / root;
    if !(load >= LEAST_LOAD && (0.0..=MOST_ROOTS).contains(&over)) {
        return None;
    }
    let at = |u: f64| libm::exp(over * u + n * log_beyond(u / root));
    let mut sum = 0.5;
    let mut steps = 1.0;
    loop {
        let u = steps * STEP;
        let term = at(u);
        sum += term;
        // Behind its peak each term is the smaller part of the one before.
        if u > over && term < sum * 1e-9 {
            break;
        }
        steps += 1.0;
    }
    // Derivatives at 0: the first and third are exact, the fifth is that of the normal density.
    let squared = over * over;
    let third = over * (squared - 3.0 * n / load) + 2.0 * n / (load * root);
    let fifth = over * (squared * (squared - 10.0) + 15.0);
    let step2 = STEP * STEP;
    let end = step2 * (over / 12.0 - step2 * (third / 720.0 - step2 * fifth / 30_240.0));
    Some(1.0 / (root * (sum * STEP + end)))
}

/// `ln(1 + v) − v` for small `v`, without the digits that the difference would lose.
fn log_beyond(v: f64) -> f64 {
    let mut sum = 0.0;
    for power in (2..=8_u8).rev() {
        let sign = if power % 2 == 0 { -1.0 } else { 1.0 };
        sum = sum * v + sign / f64::from(power);
    }
    sum * v * v
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cost::queueing::erlang_b;

    #[test]
    fn the_integral_is_the_sum_to_six_digits() {
        for load in [1e4_f64, 123_456.789, 1e6, 3.3e6, 1e7] {
            for roots in [0.0_f64, 1e-3, 0.3, 1.0, 2.0, 3.3, 5.0, 5.99] {
                let servers = (load + roots * load.sqrt()).floor() as u64 + u64::from(roots < 1.0);
                let (exact, nearly) = (erlang_b(servers, load), nearly_erlang_b(servers, load).unwrap());
                assert!((nearly / exact - 1.0).abs() < 2e-7, "{servers} {load}: {nearly} {exact}");
            }
        }
    }

    #[test]
    fn few_servers_and_far_more_than_the_load_are_for_the_sum() {
        for (servers, load) in
            [(100, 90.0), (90, 100.0), (1_000_000, 5e5), (99_999, 1e5), (10_000, 9_990.0), (100_010, f64::NAN)]
        {
            assert_eq!(nearly_erlang_b(servers, load), None, "{servers} {load}");
        }
    }
}
