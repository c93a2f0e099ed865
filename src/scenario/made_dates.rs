//! Dates that spreadsheets make of numbers: of 1.5, where a comma is the decimal mark, they make `01. Mai`.

use super::number_fault::NumberFault;

/// Short names of months in the languages of most spreadsheets, in small letters.
const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec june july sept mär mrz märz mai juni juli okt dez janv févr mars avr avril \
                      fev mag juin juil août déc ene abr mayo dic giu lug ott mrt mei maj gen ago set out dez oca şub nis haz tem ağu eyl \
                      eki kas sty lut kwi cze lip sie wrz paź lis gru led úno bře dub kvě čvn čvc srp zář říj máj янв фев мар апр май июн июл авг \
                      сен окт ноя дек";

/// Whether a word in small letters is a month: one of these, or in German, French or Spanish longer than its short name.
pub(super) fn is_month_in_words(word: &str) -> bool {
    const LONG: &str = "januar februar april august september oktober november dezember janvier février fevrier juillet aout août septembre \
                        octobre novembre décembre decembre enero febrero marzo abril junio julio agosto septiembre octubre noviembre \
                        diciembre";
    [MONTHS, LONG].into_iter().flat_map(str::split_whitespace).any(|month| month == word)
}

/// What is wrong with them.
pub(super) const IS_DATE: &str = "is a date";

/// Longer texts are no such date.
const MOST_BYTES: usize = 24;

/// The fault of a date without a year, or without a day.
pub(super) fn fault(text: &str) -> Option<NumberFault> {
    let is_one = text.len() <= MOST_BYTES && (is_named(text) || is_numbered(text));
    is_one.then(|| {
        NumberFault::new(
            IS_DATE,
            "a spreadsheet made it of a number such as 1.5 or 1-5, which no format of the cell brings back: write the number that stood \
             there",
        )
    })
}

/// A number beside the name of a month: `01. Mai`, `1-May`, `May-24`.
fn is_named(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut parts = lower.split([' ', '.', '-', '/']).filter(|part| !part.is_empty());
    let (Some(one), Some(other), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    let is_month = |part: &str| MONTHS.split_whitespace().any(|month| month == part);
    let is_digits = |part: &str, most: usize| part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
    (is_digits(one, 2) && is_month(other)) || (is_month(one) && is_digits(other, 4))
}

/// `5月1日`, `2026年1月5日`, `5월 1일`, `01.05.`, `2024-05`.
fn is_numbered(text: &str) -> bool {
    let text = text.split_once(['年', '년']).map_or(text, |(_, day)| day.trim_start());
    let in_parts = |first: &[usize], between: &[char], second: &[usize], end: &[char]| {
        let Some((one, other)) = text.split_once(between) else { return false };
        let other = if end.is_empty() { Some(other) } else { other.trim().strip_suffix(end) };
        let is_part = |part: &str, lengths: &[usize]| {
            lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        other.is_some_and(|other| is_part(one, first) && is_part(other, second))
    };
    in_parts(&[1, 2], &['月', '월'], &[1, 2], &['日', '일'])
        || in_parts(&[2], &['.'], &[2], &['.'])
        || (in_parts(&[4], &['-'], &[2], &[])
            && (text.starts_with("19") || text.starts_with("20"))
            && ("01"..="12").contains(&&text[5..]))
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_a_spreadsheet_took_for_a_date_is_told() {
        for text in [
            "01. Mai",
            "1. Mai",
            "12.Jan",
            "12. Mrz",
            "2. Jul",
            "01. Dez",
            "Mai 24",
            "Okt 24",
            "May-24",
            "01-mai",
            "1-May",
            "05.Oca",
            "05.Ağu",
            "05.янв",
            "05-gen",
            "máj.05",
            "2026年1月5日",
            "5月1日",
            "5월 1일",
            "01.05.",
            "2024-05",
        ] {
            assert!(fault(text).is_some(), "{text}");
        }
        for text in [
            "5 mails",
            "120",
            "1.5",
            "5 min",
            "2.5M",
            "1500-20",
            "100-120",
            "5 Mio",
            "mar",
            "1.000.",
            "12 decisions",
            "2000-60",
            "1990-13",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }
}
