//! Days of the calendar as people and programs write them.

use super::Stamp;

/// Short names of months in English, as programs write them.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The days that a text may mean, as `2026-11-02`: `2026/11/2`, `20261102`, `2.11.26`, `02-Nov-2026`, and `11/02/2026`, which
/// is of either order; none where it is no day.
pub(crate) fn days(date: &str) -> Vec<String> {
    let parts: Vec<&str> = date.split(['.', '/', '-']).collect();
    let day = |year: &str, month: &str, day: &str| {
        let named = month.get(..3).and_then(|name| MONTHS.iter().position(|known| name.eq_ignore_ascii_case(known)));
        let month = named.map_or_else(|| month.to_owned(), |at| (at + 1).to_string());
        let century = if year.len() == 2 { "20" } else { "" };
        let text = format!("{century}{year}-{month:0>2}-{day:0>2}");
        (text.len() == 10 && Stamp::is_date(&text)).then_some(text)
    };
    let found = match parts.as_slice() {
        [one] if one.len() == 8 && one.is_ascii() => vec![day(&one[..4], &one[4..6], &one[6..])],
        [first, second, third] if first.len() == 4 => vec![day(first, second, third)],
        // Points and names of months leave nothing open.
        [first, second, third] if date.contains('.') || second.starts_with(char::is_alphabetic) => {
            vec![day(third, second, first)]
        }
        [first, second, third] => vec![day(third, first, second), day(third, second, first)],
        _ => Vec::new(),
    };
    let mut found: Vec<String> = found.into_iter().flatten().collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_of_other_orders_are_told_apart() {
        for (text, expected) in [
            ("2026-11-1", &["2026-11-01"][..]),
            ("2026/11/01", &["2026-11-01"]),
            ("1.11.2026", &["2026-11-01"]),
            ("1.11.26", &["2026-11-01"]),
            ("02-Nov-26", &["2026-11-02"]),
            ("2-November-2026", &["2026-11-02"]),
            ("20261101", &["2026-11-01"]),
            // Of either order where both are days.
            ("11/01/2026", &["2026-11-01", "2026-01-11"]),
            ("11/30/2026", &["2026-11-30"]),
            ("11/11/2026", &["2026-11-11"]),
            ("2026-02-30", &[]),
            ("31.02.2026", &[]),
            ("Nov 2026", &[]),
            ("1.2.3.4", &[]),
            ("ä1ö2026x", &[]),
            ("1-é-2026", &[]),
            ("", &[]),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }
}
