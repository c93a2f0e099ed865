//! Numbers whose mark may stand between thousands as well as before decimals.

/// The parts of a number whose only `mark` may separate thousands: up to three digits before it, three behind it, and what
/// follows those; `None` where it is clear that it separates decimals, as in `0.500`, `1.50` and `1.500,25`.
pub(crate) fn thousands(number: &str, mark: char) -> Option<(&str, &str, &str)> {
    let number = number.trim();
    let (whole, rest) = number.strip_prefix('+').unwrap_or(number).split_once(mark)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (group, suffix) = rest.split_at(end);
    let begins = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    let digits = whole.bytes().all(|byte| byte.is_ascii_digit());
    (begins && digits && group.len() == 3 && !suffix.starts_with([',', '.'])).then_some((whole, group, suffix))
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn three_digits_behind_a_mark_may_be_a_group() {
        assert_eq!(thousands("1.500", '.'), Some(("1", "500", "")));
        assert_eq!(thousands(" +12.345 ms", '.'), Some(("12", "345", " ms")));
        assert_eq!(thousands("1,500", ','), Some(("1", "500", "")));
        for clear in ["0.500", "1.50", "1234.500", "1.500,25", "1.500.000", "x.500", "1500"] {
            assert_eq!(thousands(clear, '.'), None, "{clear}");
        }
    }
}
