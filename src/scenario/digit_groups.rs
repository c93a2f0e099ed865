//! Commas and underscores between the groups of a number's digits: `1,000,000`, `5_000_000`, `1,00,000`.

use super::number_fault::{NO_NUMBER, NumberFault, PLAIN, read_as};

/// Removes commas between groups of three digits, where they can mean nothing else.
pub(super) fn strip_groups(cell: &str, text: &str) -> Result<String, NumberFault> {
    if !text.contains(',') {
        return Ok(text.to_owned());
    }
    // Multipliers and exponents are a part of what is proposed.
    let suffix = cell.trim_end().strip_prefix(text).unwrap_or_default();
    let decimal_comma =
        |plain: String| read_as("has a decimal comma", format!("write {plain} with a point"), [plain.clone()]);
    if let Some((thousands, decimals)) = text.split_once(',')
        && thousands.contains('.')
        && are_groups(&thousands.split('.').collect::<Vec<_>>())
        && are_digits(decimals)
    {
        return Err(decimal_comma(format!("{}.{decimals}{suffix}", thousands.replace('.', ""))));
    }
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = are_groups(&groups);
    let plain = groups.concat();
    let one_meaning = groups.len() > 2 || fraction.is_some();
    if grouped && one_meaning && fraction.is_none_or(are_digits) {
        return Ok(match fraction {
            Some(fraction) => format!("{plain}.{fraction}"),
            None => plain,
        });
    }
    if are_lakhs(&groups) && fraction.is_none_or(are_digits) {
        let decimals = fraction.map_or_else(String::new, |fraction| format!(".{fraction}"));
        let plain = format!("{plain}{decimals}{suffix}");
        return Err(read_as("has commas between groups of two digits", format!("write {plain}"), [plain]));
    }
    if fraction.is_some() {
        return Err(NumberFault::new(NO_NUMBER, PLAIN));
    }
    // Nobody writes thousands with a 0 before them; a thousand and more before the last group may have been left together.
    let is_group = |group: &&str| group.len() == 3 && are_digits(group);
    if groups.len() == 2 && groups.last().is_some_and(is_group) && are_digits(groups[0]) && !groups[0].starts_with('0')
    {
        let both = [format!("{plain}{suffix}"), format!("{}{suffix}", as_decimal(groups[0], &groups[1..].concat()))];
        let help = format!("write {}", both.join(" or "));
        return Err(read_as("could be a thousands separator or a decimal comma", help, both));
    }
    if groups.len() == 2 && groups.iter().all(|part| are_digits(part)) {
        return Err(decimal_comma(format!("{}{suffix}", groups.join("."))));
    }
    Err(NumberFault::new(NO_NUMBER, PLAIN))
}

/// Whether a part of a number is nothing but digits, of which it has some.
fn are_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether these are the groups of a number's digits: one to three, and then threes.
pub(super) fn are_groups(groups: &[&str]) -> bool {
    groups.iter().all(|part| are_digits(part)) && groups[0].len() <= 3 && groups[1..].iter().all(|part| part.len() == 3)
}

/// Whether these are the groups of lakhs and crores: twos, and a last one of three, as in `1,00,000`.
fn are_lakhs(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else { return false };
    let twos = !middle.is_empty() && middle.iter().all(|part| part.len() == 2);
    groups.iter().all(|part| are_digits(part)) && first.len() <= 2 && twos && last.len() == 3
}

/// A number with decimals, written so that its three decimals are not taken for a group of thousands.
pub(super) fn as_decimal(whole: &str, decimals: &str) -> String {
    match decimals.trim_end_matches('0') {
        "" => format!("{whole}.0"),
        shorter if shorter.len() == 3 => format!("{whole}.{shorter}0"),
        shorter => format!("{whole}.{shorter}"),
    }
}

/// Removes underscores that stand between digits.
pub(super) fn strip_underscores(text: &str) -> Result<String, NumberFault> {
    if !text.contains('_') {
        return Ok(text.to_owned());
    }
    let good = text
        .split('_')
        .all(|part| part.starts_with(|c: char| c.is_ascii_digit()) && part.ends_with(|c: char| c.is_ascii_digit()));
    let whole = text.split('.').next().unwrap_or_default();
    if good && whole.split('_').skip(1).any(|group| group.len() != 3) {
        return Err(NumberFault::new("has an underscore that separates no thousands", PLAIN));
    }
    if good { Ok(text.replace('_', "")) } else { Err(NumberFault::new("has an underscore outside its digits", PLAIN)) }
}

#[cfg(test)]
mod tests {
    use crate::scenario::parse_number;

    #[test]
    fn what_could_mean_two_things_is_refused_with_both_spellings() {
        let fault = parse_number("1,000").unwrap_err();
        assert_eq!(fault.help, "write 1000 or 1.0");
        assert_eq!(parse_number("1,500M").unwrap_err().help, "write 1500M or 1.5M");
        assert_eq!(parse_number("1,234").unwrap_err().help, "write 1234 or 1.2340");
        let fault = parse_number("0,5").unwrap_err();
        assert_eq!((fault.message.as_str(), fault.help.as_str()), ("has a decimal comma", "write 0.5 with a point"));
        assert!(parse_number("5m").unwrap_err().help.contains("5M"));
        assert_eq!(parse_number("5000,000").unwrap_err().help, "write 5000000 or 5000.0");
        assert_eq!(parse_number("12345,678M").unwrap_err().help, "write 12345678M or 12345.6780M");
        assert_eq!(parse_number("5000,00").unwrap_err().help, "write 5000.00 with a point");
        // Thousands do not begin with a 0.
        assert_eq!(parse_number("0,500").unwrap_err().help, "write 0.500 with a point");
    }
}
