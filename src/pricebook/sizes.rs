//! Sizes of instance types, by which AWS prices those of a family.

/// Families whose sizes differ in accelerators, network or memory and so are not priced by size.
pub(super) const NOT_BY_SIZE: [&str; 10] = ["dl", "f", "g", "gr", "hpc", "inf", "p", "trn", "u", "vt"];

/// The letters that a family's name begins with.
pub(super) fn letters(family: &str) -> &str {
    let end = family.find(|byte: char| !byte.is_ascii_lowercase()).unwrap_or(family.len());
    &family[..end]
}

/// A size in quarters of a `small`, after AWS's normalization factors; `None` for sizes that have none, as `metal`.
pub(super) fn size_factor(size: &str) -> Option<i128> {
    match size {
        "nano" => Some(1),
        "micro" => Some(2),
        "small" => Some(4),
        "medium" => Some(8),
        "large" => Some(16),
        "xlarge" => Some(32),
        _ => {
            let count: u16 = size.strip_suffix("xlarge")?.parse().ok().filter(|count| *count > 0)?;
            Some(i128::from(count) * 32)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_awss_normalization_factors() {
        // 0.25 (nano), 4 (large) and 96 (12xlarge) in AWS's table.
        assert_eq!(
            (size_factor("nano"), size_factor("large"), size_factor("12xlarge")),
            (Some(1), Some(16), Some(384))
        );
        assert_eq!((size_factor("metal"), size_factor("metal-24xl"), size_factor("0xlarge")), (None, None, None));
        assert_eq!((letters("m7g"), letters("u-6tb1"), letters("gr6")), ("m", "u", "gr"));
    }
}
