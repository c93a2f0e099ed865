//! Round values for axes: 1, 2, 5 and their decades.

use super::{Axis, Scale};

/// Labeled values and the ones between them, within the axis.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Ticks {
    pub(super) major: Vec<(f64, String)>,
    pub(super) minor: Vec<f64>,
}

impl Axis {
    /// Its labeled values, at most about `most`, in `locale`.
    pub(super) fn ticks(&self, most: usize, locale: crate::units::Locale) -> Ticks {
        if let Some(own) = &self.ticks {
            let within = |value: f64| value >= self.from - 1e-9 && value <= self.to + 1e-9;
            return Ticks {
                major: own.iter().filter(|(value, _)| within(*value)).cloned().collect(),
                minor: Vec::new(),
            };
        }
        let (values, minor) = match self.scale {
            Scale::Linear => (linear(self.from, self.to, most), Vec::new()),
            Scale::Log => logarithmic(self.from, self.to, most),
        };
        let mut major: Vec<(f64, String)> =
            values.into_iter().map(|value| (value, self.unit.label(value, locale))).collect();
        if major.windows(2).any(|pair| pair[0].1 == pair[1].1) {
            major.iter_mut().for_each(|(value, label)| *label = self.unit.full_label(*value, locale));
        }
        Ticks { major, minor }
    }
}

/// The step of an axis of that length: 1, 2 or 5 times a power of ten.
pub(super) fn step(span: f64, most: usize) -> f64 {
    let rough = span / most.max(1) as f64;
    let decade = libm::pow(10.0, libm::log10(rough).floor());
    let factor = rough / decade;
    let nice = [1.0, 2.0, 5.0].into_iter().find(|nice| factor <= nice * 1.000_001).unwrap_or(10.0);
    nice * decade
}

/// Multiples of a round step.
fn linear(from: f64, to: f64, most: usize) -> Vec<f64> {
    if to.partial_cmp(&from) != Some(std::cmp::Ordering::Greater) {
        return vec![from];
    }
    let step = step(to - from, most);
    let first = (from / step - 1e-9).ceil() as i64;
    let last = (to / step + 1e-9).floor() as i64;
    (first..=last).map(|at| round(at as f64 * step, step)).collect()
}

/// A multiple of a step without the noise of floats.
fn round(value: f64, step: f64) -> f64 {
    let digits = (1.0 - libm::log10(step).floor()).max(0.0) as i32;
    let scale = libm::pow(10.0, f64::from(digits));
    (value * scale).round() / scale
}

/// Decades; 1, 2 and 5 of each where there are few of them; round steps where there is less than one.
fn logarithmic(from: f64, to: f64, most: usize) -> (Vec<f64>, Vec<f64>) {
    let (low, high) = (libm::log10(from), libm::log10(to));
    let span = high - low;
    if span < 0.7 || !span.is_finite() {
        return (linear(from, to, most), Vec::new());
    }
    let mut major = Vec::new();
    let mut minor = Vec::new();
    let every = ((span / most.max(1) as f64).ceil() as i32).max(1);
    for exponent in (low.floor() as i32)..=(high.ceil() as i32) {
        for digit in 1..=9_i32 {
            let value = power(f64::from(digit), exponent);
            if value < from * 0.999_999 || value > to * 1.000_001 {
                continue;
            }
            let labeled = match digit {
                1 => exponent.rem_euclid(every) == 0,
                2 | 5 => span * 3.0 <= most as f64,
                _ => false,
            };
            if labeled {
                major.push(value)
            } else if span < 14.0 {
                minor.push(value)
            }
        }
    }
    (major, minor)
}

/// `digit` × 10^`exponent`, exact as a decimal can be.
pub(super) fn power(digit: f64, exponent: i32) -> f64 {
    if exponent < 0 {
        digit / libm::pow(10.0, f64::from(exponent.unsigned_abs()))
    } else {
        digit * libm::pow(10.0, f64::from(exponent))
    }
}

/// The nearest 1, 2 or 5 of a decade at or below a value above 0.
pub(super) fn floor_125(value: f64) -> f64 {
    let exponent = libm::log10(value).floor() as i32;
    let all = [5.0, 2.0, 1.0].map(|digit| power(digit, exponent));
    all.into_iter().find(|nice| *nice <= value * 1.000_001).unwrap_or_else(|| power(1.0, exponent))
}

/// The nearest 1, 2 or 5 of a decade at or above a value above 0.
pub(super) fn ceil_125(value: f64) -> f64 {
    let exponent = libm::log10(value).floor() as i32;
    let all = [1.0, 2.0, 5.0, 10.0].map(|digit| power(digit, exponent));
    all.into_iter().find(|nice| *nice >= value * 0.999_999).unwrap_or_else(|| power(1.0, exponent.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Unit;
    use crate::units::Locale;

    fn labels(scale: Scale, from: f64, to: f64, unit: Unit, most: usize) -> Vec<String> {
        let axis = Axis { title: String::new(), scale, from, to, unit, ticks: None };
        axis.ticks(most, Locale::ENGLISH).major.into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn linear_axes_have_round_steps() {
        assert_eq!(
            labels(Scale::Linear, 0.0, 700.0, Unit::Usd, 8),
            ["$0", "$100", "$200", "$300", "$400", "$500", "$600", "$700"]
        );
        assert_eq!(labels(Scale::Linear, -0.003, 0.004, Unit::Usd, 5), ["-$0.002", "$0", "$0.002", "$0.004"]);
        assert_eq!(labels(Scale::Linear, 0.0, 2.4e9, Unit::Usd, 5), ["$0", "$500M", "$1B", "$1.5B", "$2B"]);
    }

    #[test]
    fn axes_that_no_logarithm_reaches_are_linear() {
        assert_eq!(labels(Scale::Log, 0.0, 3000.0, Unit::Count, 4), ["0", "1k", "2k", "3k"]);
        assert_eq!((floor_125(0.0), ceil_125(0.0)), (0.0, 0.0));
    }

    #[test]
    fn logarithmic_axes_never_go_without_labels() {
        assert_eq!(labels(Scale::Log, 1e5, 1e10, Unit::Count, 8), ["100k", "1M", "10M", "100M", "1B", "10B"]);
        assert_eq!(labels(Scale::Log, 3e5, 7e6, Unit::Count, 8), ["500k", "1M", "2M", "5M"]);
        assert_eq!(labels(Scale::Log, 2.0, 9.0, Unit::Count, 8), ["2", "3", "4", "5", "6", "7", "8", "9"]);
        assert_eq!(
            labels(Scale::Log, 1e-5, 1e9, Unit::Usd, 7),
            ["$0.0001", "$0.01", "$1", "$100", "$10k", "$1M", "$100M"]
        );
    }

    #[test]
    fn places_that_read_the_same_have_all_their_digits() {
        assert_eq!(
            labels(Scale::Linear, 45_390_000.0, 45_400_000.0, Unit::Count, 2),
            ["45,390,000", "45,395,000", "45,400,000"]
        );
        assert_eq!(labels(Scale::Linear, 100_001.0, 100_002.0, Unit::Usd, 2), ["$100,001", "$100,001.5", "$100,002"]);
    }

    #[test]
    fn bounds_are_round() {
        assert_eq!((floor_125(3.7e5), floor_125(1e6), floor_125(0.0023)), (2e5, 1e6, 0.002));
        assert_eq!((ceil_125(3.7e5), ceil_125(1e6), ceil_125(0.0023), ceil_125(6.0)), (5e5, 1e6, 0.005, 10.0));
    }
}
