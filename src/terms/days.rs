//! Days of the calendar as people and programs write them.

use super::Stamp;

/// Months in English, in small letters; programs write their first three.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a day is not before Lambda's first whole year: nothing that is priced here is older.
fn is_recent(day: &str) -> bool {
    day >= "2015"
}

/// The days that a text may mean, as `2026-11-02`: `2026/11/2`, `20261102`, `2.11.26`, `02-Nov-2026`, and `11/02/2026`, which
/// is of either order; a year of two digits may stand first, too. None where it is no day.
pub(crate) fn days(date: &str) -> Vec<String> {
    let parts: Vec<&str> = date.split(['.', '/', '-']).collect();
    let day = |year: &str, month: &str, day: &str| {
        let named =
            month.get(..3).and_then(|name| MONTHS.iter().position(|known| name.eq_ignore_ascii_case(&known[..3])));
        let month = named.map_or_else(|| month.to_owned(), |at| (at + 1).to_string());
        let century = if year.len() == 2 { "20" } else { "" };
        let text = format!("{century}{year}-{month:0>2}-{day:0>2}");
        (text.len() == 10 && Stamp::is_date(&text)).then_some(text)
    };
    let found = match parts.as_slice() {
        [one] if one.len() == 8 && one.is_ascii() => vec![day(&one[..4], &one[4..6], &one[6..])],
        [first, second, third] if first.len() == 4 => vec![day(first, second, third)],
        [first, second, third] => {
            let year_last = match date.contains('.') || second.starts_with(char::is_alphabetic) {
                // Points and names of months leave nothing open.
                true => vec![day(third, second, first)],
                false => vec![day(third, first, second), day(third, second, first)],
            };
            let year_first = day(first, second, third).filter(|day| third.len() == 2 && is_recent(day));
            // Where a year of two digits stands first, those behind it are likely days.
            let keeps = |day: &Option<String>| year_first.is_none() || day.as_deref().is_some_and(is_recent);
            let mut found: Vec<Option<String>> = year_last.into_iter().filter(keeps).collect();
            found.push(year_first);
            found
        }
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
            // A year of two digits at either end.
            ("24-03-01", &["2024-03-01"]),
            ("01/03/24", &["2024-01-03", "2024-03-01"]),
            ("13/03/24", &["2024-03-13"]),
            ("26/03/24", &["2024-03-26", "2026-03-24"]),
            ("26.03.01", &["2026-03-01"]),
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
