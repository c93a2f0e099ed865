//! Which memory sizes a function can have.

use super::columns::Fault;
use crate::pricebook::Rules;
use crate::units::{Dec, format};

/// What is wrong with a memory size, MB; `None` where Lambda has it. One above the largest is no fault of a file: Lambda is not
/// possible there.
#[must_use]
pub fn memory_size_fault(memory_mb: Dec, rules: &Rules) -> Option<Box<Fault>> {
    if memory_mb < rules.memory_min_mb {
        let message = format!("{memory_mb} MB is below Lambda's smallest memory size");
        return Some(Fault::new(message, format!("use {} MB or more", rules.memory_min_mb)));
    }
    if memory_mb <= rules.memory_max_mb && !memory_mb.is_multiple_of(rules.memory_step_mb) {
        let message = format!("{memory_mb} MB is not a memory size of Lambda");
        if let Some(size) = of_decimal_bytes(memory_mb, rules) {
            let help = format!(
                "write {size}: CloudWatch Logs gives {size} MB as {} bytes, and a MB here has 1,048,576",
                format::quantity(size.times(1_000_000).unwrap_or(size))
            );
            return Some(Fault::new(message, help));
        }
        let next = memory_mb.ceil_to(rules.memory_step_mb).unwrap_or(memory_mb);
        return Some(Fault::new(message, format!("sizes go in steps of {} MB: use {next}", rules.memory_step_mb)));
    }
    None
}

/// The size whose MB, of 1,000,000 bytes each as CloudWatch Logs counts them, a number is when it was divided by 1,048,576; of those
/// that people choose, which are multiples of 64.
fn of_decimal_bytes(memory_mb: Dec, rules: &Rules) -> Option<Dec> {
    const USUAL_MB: Dec = Dec::from_int(64);
    let size = Dec::from_rounded(memory_mb.ratio(1_048_576, 1_000_000)?.to_f64())?;
    // Two decimals are enough to know it by.
    let back = size.ratio(1_000_000, 1_048_576)?;
    let is_near = (back.sub(memory_mb)?.to_f64()).abs() < 0.005;
    (is_near && size.is_multiple_of(USUAL_MB) && size <= rules.memory_max_mb).then_some(size)
}
