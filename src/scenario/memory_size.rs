//! Which memory sizes a function can have.

use super::columns::Fault;
use crate::pricebook::Rules;
use crate::units::Dec;

/// What is wrong with a memory size, MB; `None` where Lambda has it. One above the largest is no fault of a file: Lambda is not
/// possible there.
#[must_use]
pub fn memory_size_fault(memory_mb: Dec, rules: &Rules) -> Option<Box<Fault>> {
    if memory_mb < rules.memory_min_mb {
        let message = format!("{memory_mb} MB is below Lambda's smallest memory size");
        return Some(Fault::new(message, format!("use {} MB or more", rules.memory_min_mb)));
    }
    if memory_mb <= rules.memory_max_mb && !memory_mb.is_multiple_of(rules.memory_step_mb) {
        let next = memory_mb.ceil_to(rules.memory_step_mb).unwrap_or(memory_mb);
        let message = format!("{memory_mb} MB is not a memory size of Lambda");
        return Some(Fault::new(message, format!("sizes go in steps of {} MB: use {next}", rules.memory_step_mb)));
    }
    None
}
