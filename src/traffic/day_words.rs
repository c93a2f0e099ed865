//! Names of days in other languages, which are not read: `mar` is a day to some and a month to others, `so` a Sunday in German and a
//! Saturday in Czech.

use super::weekdays::{WEEKDAYS, short_weekday};
use super::written::hour;

/// The days from Monday on in each language, in small letters without accents: a name, which people shorten, and others, which they
/// do not.
const LANGUAGES: [&str; 12] = [
    "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miercoles jueves viernes sabado domingo",
    "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "segunda terca quarta quinta sexta sabado domingo",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "mandag tisdag|tirsdag|tir onsdag torsdag fredag lordag sondag",
    "poniedzialek wtorek sroda czwartek piatek|pt sobota niedziela|nd|ndz",
    "pondeli utery streda ctvrtek patek sobota nedele",
    "понедельник|пн вторник среда|ср четверг|чт пятница|пт суббота|сб воскресенье|вс",
    "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
];

/// Longer words are no days.
const LONGEST: usize = 40;

/// The day of a name or of its beginning, of two letters or more, among those of a language; none where several begin so.
fn day_of<'n>(name: &str, days: impl Iterator<Item = &'n str>) -> Option<usize> {
    // Of `mars`, a month, nothing is a day.
    let single = name.strip_suffix('s').filter(|single| single.len() > 3);
    let is_it = |day: &str| {
        let mut names = day.split('|');
        let shortens = |name: &&str| names.clone().next().is_some_and(|full| full.starts_with(*name));
        [Some(name), single].iter().flatten().any(shortens) || names.any(|other| other == name)
    };
    let mut found = days.enumerate().filter(|(_, day)| name.len() > 1 && is_it(day)).map(|(at, _)| at);
    found.next().filter(|_| found.next().is_none())
}

/// A name in small letters without accents and without what Portuguese has behind it.
fn plain(name: &str) -> String {
    let name = name.trim().trim_end_matches('.').to_lowercase();
    let plain = name.trim_end_matches("-feira").chars().map(|sign| match sign {
        'á' | 'à' | 'â' | 'å' | 'ą' => 'a',
        'é' | 'è' | 'ě' => 'e',
        'í' | 'ì' => 'i',
        'ö' | 'ø' => 'o',
        'ú' => 'u',
        'ś' => 's',
        'ç' | 'č' => 'c',
        'ý' => 'y',
        sign => sign,
    });
    plain.collect()
}

/// What names of days say in each language that knows all of them, English among them: each reading once. `read` looks names up in
/// one of them.
pub(super) fn readings<T: PartialEq>(read: impl Fn(&dyn Fn(&str) -> Option<usize>) -> Option<T>) -> Vec<T> {
    let english = WEEKDAYS.join(" ").to_lowercase();
    let mut found = Vec::new();
    for language in LANGUAGES.into_iter().chain([english.as_str()]) {
        let day = |name: &str| if name.len() > LONGEST { None } else { day_of(&plain(name), language.split(' ')) };
        found.extend(read(&day).filter(|reading| !found.contains(reading)));
    }
    found
}

/// The day that a whole name is in whichever language.
pub(super) fn whole(name: &str) -> Option<usize> {
    let is_whole = |day: &str, name: &str| day.split('|').any(|known| known == name);
    let name = plain(name);
    LANGUAGES.iter().find_map(|days| days.split(' ').position(|day| is_whole(day, &name)))
}

/// Whether a word is a name of a day in one of these languages, or what it is shortened to.
pub(crate) fn is_foreign_day(word: &str) -> bool {
    let name = plain(word);
    word.len() <= LONGEST && LANGUAGES.iter().any(|days| day_of(&name, days.split(' ')).is_some())
}

/// A label's name of a day, and its hour where one stands behind it.
fn parts(label: &str) -> Option<(&str, &str)> {
    let is_name = |c: char| c.is_alphabetic();
    let end = label.find(|c| !is_name(c)).unwrap_or(label.len());
    let end = if label[end..].starts_with("-feira") { end + "-feira".len() } else { end };
    let (name, rest) = label.split_at(end);
    let rest = rest.trim_start_matches(['.', ',', ' ']);
    let is_hour = || rest.contains([':', 'h']) && hour(rest).is_some_and(|hour| hour < 24);
    (!name.is_empty() && (rest.is_empty() || is_hour())).then_some((name, rest))
}

/// How to write days that have such names, with their hours: in the languages that know all of them, or each in those that know it.
pub(super) fn proposals<'l>(labels: impl Iterator<Item = &'l str>) -> Vec<Option<String>> {
    let labels: Vec<_> = labels.map(parts).collect();
    let one = |label: Option<(&str, &str)>, day: usize| {
        let (_, rest) = label?;
        let separated = if rest.is_empty() { "" } else { " " };
        Some(format!("{}{separated}{rest}", short_weekday(WEEKDAYS[day])))
    };
    // What no language knows tells nothing of the others.
    let all = readings(|day| labels.iter().map(|label| label.map_or(Some(0), |(name, _)| day(name))).collect());
    match all.as_slice() as &[Vec<usize>] {
        [days] => labels.iter().zip(days).map(|(label, day)| one(*label, *day)).collect(),
        _ => {
            let each = |label: &Option<(&str, &str)>| {
                let found = readings(|day| one(*label, day(label.map(|(name, _)| name)?)?));
                (!found.is_empty()).then(|| found.join(" or "))
            };
            labels.iter().map(each).collect()
        }
    }
}

/// How to write a day that has such a name, as one of its languages has it.
pub(super) fn proposal(label: &str) -> Option<String> {
    proposals(std::iter::once(label)).pop().flatten()
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
            ["Ma", "Di", "Wo", "Do", "Vr", "Za", "Zo"],
            ["Po", "Út", "St", "Čt", "Pá", "So", "Ne"],
            ["Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"],
            ["월", "화", "수", "목", "금", "토", "일"],
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

    #[test]
    fn names_of_several_days_are_told_by_those_beside_them() {
        let days = |labels: &[&str]| -> Vec<String> {
            super::proposals(labels.iter().copied()).into_iter().map(Option::unwrap_or_default).collect()
        };
        assert_eq!(days(&["So", "Mo"]), ["Sun", "Mon"]);
        assert_eq!(days(&["So 01:00", "Ne 01:00"]), ["Sat 01:00", "Sun 01:00"]);
        assert_eq!(days(&["So"]), ["Sun or Sat"]);
        // Of no language: Dutch has `vr`, Spanish `vie`.
        assert_eq!(days(&["ma", "vie", "vr"]), ["Tue or Mon", "Fri", "Fri"]);
        assert_eq!(days(&["quarta-feira 08:00", "sexta-feira 08:00"]), ["Wed 08:00", "Fri 08:00"]);
        assert_eq!(days(&["Qu", "Mars", "web"]), ["", "", ""]);
    }
}
