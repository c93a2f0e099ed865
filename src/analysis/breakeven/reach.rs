//! How far figures can be computed along an input, and which steps are looked at.

use super::bounds::Curve;
use crate::cost::CostError;

/// The end of a range up to which figures can be computed, and whether that is below `to`.
pub(super) fn last_computable(from: i64, to: i64, curve: &mut dyn Curve) -> Result<(i64, bool), CostError> {
    let mut fits = |at| is_computable(at, curve);
    if fits(to)? {
        return Ok((to, false));
    }
    let (mut low, mut high) = (from, to);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if fits(middle)? { low = middle } else { high = middle }
    }
    Ok((low, true))
}

/// Whether no figure of a step is too large.
pub(super) fn is_computable(at: i64, curve: &mut dyn Curve) -> Result<bool, CostError> {
    match curve.price(at) {
        Ok(_) => Ok(true),
        Err(CostError::TooLarge(_)) => Ok(false),
        Err(other) => Err(other),
    }
}

/// The first step that can be computed, where the last of the range can be.
pub(super) fn first_computable(from: i64, to: i64, curve: &mut dyn Curve) -> Result<i64, CostError> {
    let mut fits = |at| is_computable(at, curve);
    if fits(from)? || !fits(to)? {
        return Ok(from);
    }
    let (mut low, mut high) = (from, to);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if fits(middle)? { high = middle } else { low = middle }
    }
    Ok(high)
}

/// Steps spread evenly by ratio (evenly by difference from 0 on); every step where the range has no more.
pub(super) fn looks_between(from: i64, to: i64, looks: u32) -> Vec<i64> {
    let span = to.saturating_sub(from);
    if span <= i64::from(looks) {
        return (from..=to).collect();
    }
    let (low, high) = (libm::log(from.max(1) as f64), libm::log(to.max(1) as f64));
    (0..=looks).map(|at| libm::exp(low + (high - low) * f64::from(at) / f64::from(looks)) as i64).collect()
}
