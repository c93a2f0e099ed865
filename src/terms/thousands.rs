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

/// What stands between groups of digits where it is no point or comma: a space, those that do not break a line, thin and figure
/// spaces, and apostrophes, as in Switzerland.
const SPACES: [char; 7] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}', '\'', '\u{2019}'];

/// The digits of a number that spaces or apostrophes group by three, and what follows: `1 000,5`.
pub(crate) fn spaced(number: &str) -> Option<(String, &str)> {
    let sign = number.chars().find(|c| SPACES.contains(c))?;
    let end = number.find(|c: char| !c.is_ascii_digit() && c != sign).unwrap_or(number.len());
    let (whole, rest) = number.split_at(end);
    let mut groups = whole.split(sign);
    let begins = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let is_grouped = begins && whole.contains(sign) && groups.all(|group| group.len() == 3);
    is_grouped.then(|| (whole.replace(sign, ""), rest))
}

#[cfg(test)]
mod tests {
    use super::{spaced, thousands};

    #[test]
    fn spaces_and_apostrophes_group_digits() {
        for number in ["1 000", "1\u{a0}000", "1\u{202f}000", "1'000", "1\u{2019}000"] {
            assert_eq!(spaced(number), Some(("1000".to_owned(), "")), "{number}");
        }
        assert_eq!(spaced("12 345 678,5"), Some(("12345678".to_owned(), ",5")));
        assert_eq!(spaced("5ms 3"), None);
        for other in ["1000", "1 00", "1000 000", "1 000'000", "a 000", ""] {
            assert!(spaced(other).is_none_or(|(_, rest)| !rest.is_empty()), "{other}");
        }
    }

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
