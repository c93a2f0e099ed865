//! Names of days in German, French and Spanish, which are not read: `mar` is a day to some and a month to others.

use super::weekdays::{WEEKDAYS, short_weekday};
use super::written::hour;

/// The days from Monday on: names, and what they are shortened to.
pub(super) const NAMES: [&[&str]; 7] = [
    &["montag", "mo", "lundi", "lunes", "lun"],
    &["dienstag", "di", "mardi", "martes", "mar"],
    &["mittwoch", "mi", "mercredi", "mer", "miércoles", "miercoles", "mié", "mie"],
    &["donnerstag", "do", "jeudi", "jeu", "jueves", "jue"],
    &["freitag", "fr", "vendredi", "ven", "viernes", "vie"],
    &["samstag", "sonnabend", "sa", "samedi", "sam", "sábado", "sabado", "sáb", "sab"],
    &["sonntag", "so", "dimanche", "dim", "domingo", "dom"],
];

/// Whether a word in small letters is such a name.
pub(crate) fn is_foreign_day(word: &str) -> bool {
    NAMES.iter().any(|names| names.contains(&word))
}

/// How to write a day that has such a name, with its hour where one stands behind it.
pub(super) fn proposal(label: &str) -> Option<String> {
    let (name, rest) = label.split_at(label.find(|c: char| !c.is_alphabetic()).unwrap_or(label.len()));
    let name = name.to_lowercase();
    let weekday = NAMES.iter().position(|names| names.contains(&name.as_str()))?;
    let day = short_weekday(WEEKDAYS[weekday]);
    let rest = rest.trim_start_matches(['.', ',', ' ']);
    if rest.is_empty() {
        return Some(day.to_owned());
    }
    let is_hour = rest.contains([':', 'h']) && hour(rest).is_some_and(|hour| hour < 24);
    is_hour.then(|| format!("{day} {rest}"))
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, rows_of, told};

    #[test]
    fn days_in_other_languages_are_told_in_english() {
        for days in [
            ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
            ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
            ["lun.", "mar.", "mié.", "jue.", "vie.", "sáb.", "dom."],
        ] {
            let found = told(rows_of(168, |hour| format!("{} {:02}:00,{hour}", days[hour / 24], hour % 24)));
            let expected =
                format!("line 1: \"{} 00:00\" is not a day that is read here; write Mon 00:00; line 2", days[0]);
            assert!(found.starts_with(&expected), "{found}");
            let found = told(rows_of(168, |hour| format!("{},{},{hour}", days[hour / 24], hour % 24)));
            let expected = format!("line 1: {:?} is not a day that is read here; write Mon; line 25: ", days[0]);
            assert!(found.starts_with(&expected), "{found}");
        }
        // `Mar 5` may be a day of a month.
        assert!(!told(rows_of(24, |hour| format!("Mar {hour},1"))).contains("Tue"));
        assert!(read(&"3\n".repeat(24)).is_ok());
    }
}
