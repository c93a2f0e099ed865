//! Number formats of Office for axes and labels: `$1k` and `10M` as codes, so that they follow the data when it is edited.
//!
//! A code has at most two conditions and one section for everything else (ECMA-376, part 1, 18.8.31).

use crate::chart::{Scale, Unit};
use crate::units::Locale;

/// Magnitudes with their letters; each comma divides by a thousand.
const STEPS: [(f64, &str, &str); 4] = [(1e12, ",,,,", "T"), (1e9, ",,,", "B"), (1e6, ",,", "M"), (1e3, ",", "k")];

/// The dollar sign before a number or after it, for a code.
fn signs(unit: Unit, locale: Locale) -> (&'static str, &'static str) {
    match (unit, locale.localize("$1").starts_with('$')) {
        (Unit::Usd, true) => ("\"$\"", ""),
        (Unit::Usd, false) => ("", "\"\u{a0}$\""),
        _ => ("", ""),
    }
}

/// The code of an axis with these values at it.
pub(super) fn of_axis(unit: Unit, values: &[f64], scale: Scale, locale: Locale) -> String {
    let (before, after) = signs(unit, locale);
    let scaled = |(step, commas, letter): (f64, &str, &str), values: &[f64]| {
        let digits = values.iter().map(|value| decimals(value / step)).max().unwrap_or(0);
        format!("{before}{}{commas}\"{letter}\"{after}", zeros("0", digits))
    };
    let plain = |values: &[f64]| {
        let digits = values.iter().map(|value| decimals(*value)).max().unwrap_or(0);
        // Along decades each value has digits of its own.
        if scale == Scale::Log && digits > 0 {
            format!("{before}General{after}")
        } else {
            format!("{before}{}{after}", zeros("#,##0", digits))
        }
    };
    if unit == Unit::Number {
        return plain(values);
    }
    let class = |value: f64| STEPS.into_iter().find(|(step, ..)| value.abs() >= step * 0.9995);
    if values.iter().any(|value| *value < 0.0) {
        let most = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let code = class(most).map_or_else(|| plain(values), |step| scaled(step, values));
        return format!("{code};-{code};{before}0{after}");
    }
    let mut sections = Vec::new();
    for step in STEPS {
        let own: Vec<f64> = values.iter().copied().filter(|value| class(*value) == Some(step)).collect();
        if !own.is_empty() && sections.len() < 2 {
            sections.push((step, own));
        }
    }
    let least = sections.last().map_or(f64::INFINITY, |(step, _)| step.0 * 0.9995);
    let rest: Vec<f64> = values.iter().copied().filter(|value| *value < least).collect();
    let mut code: String =
        sections.into_iter().map(|(step, own)| format!("[>={}]{};", step.0 * 0.9995, scaled(step, &own))).collect();
    // What is left may be thousands and nothing else, such as 100k below 1M and 1B.
    let thousands = STEPS[3];
    let only_thousands =
        least > 1e6 * 0.9 && !rest.is_empty() && rest.iter().all(|value| class(*value) == Some(thousands));
    code.push_str(&if only_thousands { scaled(thousands, &rest) } else { plain(&rest) });
    code
}

/// The code of labels of these amounts, as slides have them: cents below $100, whole dollars below a million, then
/// millions or billions. What would be rounded to nothing has a code of its own: [`of_tiny`].
pub(super) fn of_usd(amounts: &[f64], locale: Locale) -> String {
    let (before, after) = signs(Unit::Usd, locale);
    let code = |number: &str| format!("{before}{number}{after}");
    let most = amounts.iter().copied().fold(0.0, f64::max);
    match most {
        ..999_999.5 => format!("[>=99.995]{};{}", code("#,##0"), code("0.00")),
        ..999_999_500.0 => {
            format!("[>=999999.5]{};[>=99.995]{};{}", code("0.000,,\"M\""), code("#,##0"), code("0.00"))
        }
        _ => format!("[>=999999500]{};[>=999999.5]{};{}", code("#,##0.000,,,\"B\""), code("0.0,,\"M\""), code("#,##0")),
    }
}

/// The code of a label of an amount that cents would round to nothing: two digits of it; `None` of any other.
pub(super) fn of_tiny(amount: f64, locale: Locale) -> Option<String> {
    let (before, after) = signs(Unit::Usd, locale);
    let digits = || ((1.0 - libm::log10(amount).floor()) as usize).min(12);
    (amount > 0.0 && amount < 0.005).then(|| format!("{before}{}{after}", zeros("0", digits())))
}

/// A code with so many decimals.
fn zeros(whole: &str, digits: usize) -> String {
    if digits == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(digits)) }
}

/// The decimals that a value has, at most nine.
fn decimals(value: f64) -> usize {
    let mut scale = 1.0;
    for digits in 0..9 {
        if ((value * scale).round() - value * scale).abs() < 1e-6 {
            return digits;
        }
        scale *= 10.0;
    }
    9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_short_codes() {
        let code = |unit, values: &[f64]| of_axis(unit, values, Scale::Linear, Locale::ENGLISH);
        let decades = |unit, values: &[f64]| of_axis(unit, values, Scale::Log, Locale::ENGLISH);
        assert_eq!(code(Unit::Usd, &[0.0, 200.0, 400.0]), "\"$\"#,##0");
        assert_eq!(code(Unit::Usd, &[0.0, 500.0, 1_000.0, 1_500.0]), "[>=999.5]\"$\"0.0,\"k\";\"$\"#,##0");
        assert_eq!(
            decades(Unit::Count, &[1e5, 1e6, 1e7, 1e8, 1e9, 1e10]),
            "[>=999500000]0,,,\"B\";[>=999500]0,,\"M\";0,\"k\""
        );
        assert_eq!(decades(Unit::Usd, &[0.01, 0.1, 1.0, 10.0]), "\"$\"General");
        assert_eq!(code(Unit::Usd, &[-2_000.0, 0.0, 2_000.0]), "\"$\"0,\"k\";-\"$\"0,\"k\";\"$\"0");
        assert_eq!(code(Unit::Number, &[0.0, 0.5, 1.0]), "#,##0.0");
        let german = Locale::of("de").unwrap();
        assert_eq!(
            of_axis(Unit::Usd, &[0.0, 1_000.0], Scale::Linear, german),
            "[>=999.5]0,\"k\"\"\u{a0}$\";#,##0\"\u{a0}$\""
        );
    }

    #[test]
    fn labels_of_amounts_lose_nothing() {
        let code = |values: &[f64]| of_usd(values, Locale::ENGLISH);
        assert_eq!(code(&[12.3, 1_234.0]), "[>=99.995]\"$\"#,##0;\"$\"0.00");
        assert_eq!(code(&[2.5e6, 12.0]), "[>=999999.5]\"$\"0.000,,\"M\";[>=99.995]\"$\"#,##0;\"$\"0.00");
        // 1.86 is shown with cents beside 0.0042, which keeps two digits of its own.
        assert_eq!(code(&[1.86, 0.0042]), "[>=99.995]\"$\"#,##0;\"$\"0.00");
        assert_eq!(of_tiny(0.0042, Locale::ENGLISH).as_deref(), Some("\"$\"0.0000"));
        assert_eq!(of_tiny(0.00001, Locale::ENGLISH).as_deref(), Some("\"$\"0.000000"));
        assert_eq!([0.0, 0.005, 1.86].map(|amount| of_tiny(amount, Locale::ENGLISH)), [None, None, None]);
        assert_eq!(code(&[0.0]), "[>=99.995]\"$\"#,##0;\"$\"0.00");
    }
}
