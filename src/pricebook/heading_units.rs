//! Headings of prices in another unit than a table's own: in another currency, of another span of time, as a factor.

use crate::terms::CURRENCIES;

/// Spans of time, and how many hours each has: a month and a year as AWS's calculators count them.
const SPANS: [(&str, u32); 7] = [
    ("month", 730),
    ("monthly", 730),
    ("year", 8_760),
    ("yearly", 8_760),
    ("annual", 8_760),
    ("day", 24),
    ("daily", 24),
];

/// Which of `names` the column `name` is in another unit, and how to turn it into that.
pub(super) fn conversion<'n>(name: &str, names: &[&'n str]) -> Option<(&'n str, String)> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    if let Some(discount) = names.iter().find(|known| **known == "discount_pct") {
        if has(&["factor", "multiplier", "price"]) {
            let help = "name it discount_pct, with what is taken off in percent: 12 for a factor of 0.88";
            return Some((discount, help.to_owned()));
        }
        let is_one = has(&["discount", "rebate", "percent", "percentage"]);
        return is_one.then(|| (*discount, "did you mean discount_pct?".to_owned()));
    }
    let column = names.iter().find(|known| **known == "usd_per_hour" || **known == "usd")?;
    let currency = has(&CURRENCIES).then(|| "converted to US dollars".to_owned());
    let span = SPANS.iter().find(|(span, _)| *column == "usd_per_hour" && words.contains(span));
    let span = span.map(|(_, hours)| format!("divided by the {hours} hours that it is of"));
    let how: Vec<String> = [span, currency].into_iter().flatten().collect();
    (!how.is_empty()).then(|| (*column, format!("name it {column}, with each value {}", how.join(" and "))))
}

#[cfg(test)]
mod tests {
    use super::conversion;

    #[test]
    fn other_units_are_told_how_to_become_the_tables_own() {
        let instances = ["region", "instance_type", "usd_per_hour"];
        for (name, help) in [
            ("eur_per_hour", "name it usd_per_hour, with each value converted to US dollars"),
            ("usd_per_month", "name it usd_per_hour, with each value divided by the 730 hours that it is of"),
            (
                "Price (EUR/month)",
                "name it usd_per_hour, with each value divided by the 730 hours that it is of and converted to US dollars",
            ),
        ] {
            assert_eq!(conversion(name, &instances), Some(("usd_per_hour", help.to_owned())), "{name}");
        }
        let discounts = ["service", "region", "discount_pct"];
        let help = |name: &str| conversion(name, &discounts).map(|(_, help)| help).unwrap_or_default();
        assert_eq!(help("discount_percent"), "did you mean discount_pct?");
        assert!(help("factor").ends_with("12 for a factor of 0.88"));
        for (name, names) in [("comment", &instances[..]), ("team", &discounts), ("month", &["key", "value"])] {
            assert_eq!(conversion(name, names), None, "{name}");
        }
    }
}
