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
        return Some(Fault::new(message, format!("use {} or more", rules.memory_min_mb)));
    }
    if memory_mb <= rules.memory_max_mb && !memory_mb.is_multiple_of(rules.memory_step_mb) {
        let message = format!("{memory_mb} MB is not a memory size of Lambda");
        if let Some(size) = of_other_bytes(memory_mb, DECIMAL_MB, BINARY_MB, rules) {
            let help = format!(
                "write {size}: CloudWatch Logs gives {size} MB as {} bytes, and a MB here has 1,048,576",
                format::quantity(size.times(1_000_000).unwrap_or(size))
            );
            return Some(Fault::new(message, help));
        }
        if let Some(size) = of_other_bytes(memory_mb, BINARY_MB, DECIMAL_MB, rules) {
            let help =
                format!("write {size}, whose bytes divided by 1,000,000 are {memory_mb}: a MB here has 1,048,576");
            return Some(Fault::new(message, help));
        }
        let next = memory_mb.ceil_to(rules.memory_step_mb).unwrap_or(memory_mb);
        return Some(Fault::new(message, format!("sizes go in steps of {} MB: use {next}", rules.memory_step_mb)));
    }
    None
}

/// Bytes of a MB, as CloudWatch Logs counts them and as they are counted here.
const DECIMAL_MB: i128 = 1_000_000;
const BINARY_MB: i128 = 1_048_576;

/// The size whose MB, of `own` bytes each, a number is when it was divided by `other`; of those that people choose, which are
/// multiples of 64.
fn of_other_bytes(memory_mb: Dec, own: i128, other: i128, rules: &Rules) -> Option<Dec> {
    const USUAL_MB: Dec = Dec::from_int(64);
    let size = Dec::from_rounded(memory_mb.ratio(other, own)?.to_f64(), 0)?;
    // Two decimals are enough to know it by.
    let is_near = size.ratio(own, other)?.sub(memory_mb)?.to_f64().abs() < 0.005;
    (is_near && size.is_multiple_of(USUAL_MB) && size <= rules.memory_max_mb).then_some(size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::PriceBook;

    #[test]
    fn megabytes_of_other_bytes_are_told_as_the_size_that_they_are() {
        let book = PriceBook::current().unwrap();
        let help = |text: &str| memory_size_fault(text.parse().unwrap(), book.rules()).unwrap().help;
        // 128 × 1,048,576 bytes are 134,217,728; 512 are 536,870,912; 1,024,000,000 bytes are 976.5625 MB.
        assert!(help("134.217728").starts_with("write 128,"));
        assert!(help("536.870912").starts_with("write 512,"));
        assert!(help("1073.74").starts_with("write 1024,"));
        assert!(help("976.5625").starts_with("write 1024: CloudWatch Logs"));
        assert_eq!(help("1024.5"), "sizes go in steps of 1 MB: use 1025");
    }
}
