//! How often invocations start cold.

/// Estimated share of cold starts at `per_minute` invocations a minute: `max(e^(−10 x), 0.018 / x^0.6)`, at most 1.
///
/// A fit to measurements of AWS Lambda under Poisson arrivals (N. Mahmoudi and H. Khazaei, serverless-performance-
/// modeling, runs of 2020): 32 % at 0.11 calls a minute, 10 % at 0.21, 3.5 % at 0.47, 1.8 % at 1, 0.6 % at 6.
pub(super) fn estimated_share(per_minute: f64) -> f64 {
    if per_minute <= 0.0 {
        return 1.0;
    }
    libm::exp(-10.0 * per_minute).max(0.018 / libm::pow(per_minute, 0.6)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_measured_points() {
        // Published points of the fit; the estimate keeps within a quarter of each.
        for (per_minute, measured) in [(0.11, 0.32), (0.21, 0.10), (0.47, 0.035), (1.0, 0.018), (6.0, 0.006)] {
            let share = estimated_share(per_minute);
            assert!((share / measured - 1.0).abs() < 0.25, "{per_minute}: {share}");
        }
        assert_eq!(estimated_share(0.0), 1.0);
        assert_eq!(estimated_share(1e-9), 1.0);
    }
}
