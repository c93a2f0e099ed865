//! The mean of a log-normal duration after each invocation was rounded up alone.

/// Mean of `⌈(X + offset) / step⌉ × step` for a log-normal `X` with this mean and coefficient of variation.
///
/// `E⌈X⌉ = Σ_{n≥0} P(X > n)`: the terms are summed where the distribution varies within a step or two, and the
/// smooth rest is its integral (Euler–Maclaurin), which for a spread of many steps gives the well-known "half an
/// increment more than the mean".
///
/// ```
/// // Spread over many steps, rounding up costs half a step on average.
/// let mean = costcalc::cost::mean_ceil(500.0, 1.0, 0.0, 1.0);
/// assert!((mean - 500.5).abs() < 1e-6);
/// ```
#[must_use]
pub fn mean_ceil(mean: f64, cv: f64, offset: f64, step: f64) -> f64 {
    mean_ceil_from(mean, cv, offset, step, 0.0)
}

/// The same where no invocation is billed less than `least`, itself rounded up.
pub(super) fn mean_ceil_from(mean: f64, cv: f64, offset: f64, step: f64, least: f64) -> f64 {
    let (mean, offset, least) = (mean / step, offset / step, ceil(least / step));
    if cv <= 0.0 {
        return ceil(mean + offset).max(least) * step;
    }
    let (whole, fraction) = (offset.floor(), offset - offset.floor());
    let spread = libm::sqrt(libm::log1p(cv * cv));
    let location = libm::log(mean) - spread * spread / 2.0;
    let survives = |x: f64| -> f64 { if x <= 0.0 { 1.0 } else { normal_tail((libm::log(x) - location) / spread) } };
    // Where x × spread is several steps wide, the tail is smooth at the scale of a step.
    let smooth_from = (6.0 / spread).ceil().max(64.0);
    let certain = libm::exp(location - 9.0 * spread);
    let first = (certain.floor() - 1.0).max(0.0);
    // What is below the least is billed as that: `E max(m, ⌈X⌉) = m + Σ_{n≥m} P(X > n)`.
    let least = least - whole;
    if first >= smooth_from && first >= least {
        // Everything happens where the distribution is smooth.
        return (mean + fraction + 0.5 + whole) * step;
    }
    // Behind the last term lies nothing of a narrow distribution, or the smooth part of a wide one.
    let last = smooth_from.min((libm::exp(location + 9.0 * spread) + fraction).ceil().max(first + 1.0));
    // Terms below `first` are 1 to the last digit; n = 0 is always 1 because X is above 0.
    let (first, last) = (first.max(least), last.max(least));
    let mut sum = first;
    let mut n = first;
    while n < last {
        sum += if n == 0.0 { 1.0 } else { survives(n - fraction) };
        n += 1.0;
    }
    // Σ_{n≥last} S(n − f) ≈ ∫_{last−f}^∞ S + S/2 − S′/12.
    let from = last - fraction;
    let z = (libm::log(from) - location) / spread;
    let excess = mean * normal_tail(z - spread) - from * normal_tail(z);
    let slope = -libm::exp(-z * z / 2.0) / (libm::sqrt(2.0 * std::f64::consts::PI) * from * spread);
    (sum + excess + survives(from) / 2.0 - slope / 12.0 + whole) * step
}

/// The next whole number, where a value within a billionth of a whole number is that number.
pub(super) fn ceil(value: f64) -> f64 {
    let nearest = value.round();
    if (value - nearest).abs() <= 1e-9 * nearest.abs().max(1e-3) { nearest } else { value.ceil() }
}

/// P(Z > z) of the standard normal distribution.
fn normal_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The defining sum, term by term.
    fn brute(mean: f64, cv: f64, offset: f64) -> f64 {
        let spread = libm::log1p(cv * cv).sqrt();
        let location = libm::log(mean) - spread * spread / 2.0;
        let mut sum = 0.0;
        for n in 0..20_000_000_u32 {
            let x = f64::from(n) - offset;
            let term = if x <= 0.0 { 1.0 } else { normal_tail((libm::log(x) - location) / spread) };
            sum += term;
            if term < 1e-13 {
                break;
            }
        }
        sum
    }

    /// 100.99995 ± 0.0001 is 101 below half a standard deviation, with 69.146 %, and 102 above it.
    #[test]
    fn a_narrow_spread_below_a_whole_increment_is_split_there() {
        let mean = mean_ceil(1.0, 0.0001, 99.99995, 1.0);
        assert!((mean - 101.308_54).abs() < 1e-4, "{mean}");
    }

    #[test]
    fn equals_the_defining_sum() {
        for (mean, cv, offset) in [
            (5.0, 0.5, 0.0),
            (5.0, 2.0, 0.0),
            (0.4, 0.3, 0.0),
            (100.0, 0.001, 0.0),
            (100.2, 0.005, 0.0),
            (100.0, 0.05, 0.0),
            (1000.0, 0.7, 0.0),
            (2.5, 0.01, 0.0),
            (7.3, 1.2, 250.4),
            (1.0, 0.0001, 99.99995),
            (1.0, 0.001, 99.99995),
            (5.135, 0.00104, 133.87),
            (2.0, 0.02, 133.96),
            (1.0, 0.07, 99.95),
            (0.979, 0.00222, 143.07),
            (0.5, 0.02, 2.49),
            (30.0, 4.0, 0.25),
        ] {
            let (fast, slow) = (mean_ceil(mean, cv, offset, 1.0), brute(mean, cv, offset));
            assert!((fast - slow).abs() < 2e-6 * slow, "{mean} {cv} {offset}: {fast} {slow}");
        }
    }

    #[test]
    fn what_is_below_the_least_is_billed_as_that() {
        // The least itself, and a term for each whole number from it on that may be exceeded.
        let slow = |mean: f64, cv: f64, offset: f64, least: u32| {
            let spread = libm::log1p(cv * cv).sqrt();
            let location = libm::log(mean) - spread * spread / 2.0;
            let term = |n: u32| normal_tail((libm::log(f64::from(n) - offset) - location) / spread);
            f64::from(least) + (least..3_000_000).map(term).sum::<f64>()
        };
        for (mean, cv, offset, least) in [
            (20.0, 1.0, 0.0, 60),
            (45.3, 0.8, 0.0, 60),
            (90.0, 0.5, 0.0, 60),
            (59.9, 0.001, 0.0, 60),
            (4_000.0, 0.3, 0.0, 60),
            (4_000.0, 0.3, 0.0, 6_000),
            (20.0, 1.0, 30.0, 60),
        ] {
            let (fast, slow) = (mean_ceil_from(mean, cv, offset, 1.0, f64::from(least)), slow(mean, cv, offset, least));
            assert!((fast - slow).abs() < 2e-6 * slow, "{mean} {cv} {offset} {least}: {fast} {slow}");
        }
        // Where the offset is no less it does not count.
        assert_eq!(mean_ceil_from(20.0, 1.0, 300.0, 1.0, 60.0), mean_ceil(20.0, 1.0, 300.0, 1.0));
        assert_eq!(mean_ceil_from(20.0, 0.0, 0.0, 1.0, 59.5), 60.0);
    }

    #[test]
    fn no_spread_is_the_plain_ceiling() {
        assert_eq!(mean_ceil(27.55, 0.0, 0.0, 1.0), 28.0);
        assert_eq!(mean_ceil(27.55, 0.0, 0.0, 100.0), 100.0);
        assert_eq!(mean_ceil(120.0, 0.0, 300.0, 1.0), 420.0);
    }

    #[test]
    fn five_milliseconds_cost_about_ten_percent_more() {
        // Half an increment on a mean of 5 ms is 10 %.
        let mean = mean_ceil(5.0, 0.5, 0.0, 1.0);
        assert!((mean - 5.5).abs() < 0.01, "{mean}");
    }
}
