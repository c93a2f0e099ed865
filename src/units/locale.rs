//! [`Locale`]: how a number is written in a language: the same digits with other separators.

/// How numbers are written: which signs part decimals and thousands, and on which side the dollar sign stands.
///
/// Separators after the Unicode CLDR, version 46 (2024-10).
///
/// ```
/// use costcalc::units::Locale;
/// let german = Locale::of("de").ok_or("unknown")?;
/// assert_eq!(german.localize("$1,234.50"), "1.234,50\u{a0}$");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locale {
    /// The language's code, ISO 639-1.
    pub code: &'static str,
    decimal: char,
    group: char,
    dollar_first: bool,
}

/// A space that does not break a line, as the CLDR has it between thousands.
const NARROW: char = '\u{202f}';
/// The same in full width.
const SPACE: char = '\u{a0}';

const fn locale(code: &'static str, decimal: char, group: char, dollar_first: bool) -> Locale {
    Locale { code, decimal, group, dollar_first }
}

impl Locale {
    /// English: `$1,234.50`.
    pub const ENGLISH: Locale = locale("en", '.', ',', true);

    /// Every language that is known.
    pub const ALL: [Locale; 19] = [
        Locale::ENGLISH,
        locale("cs", ',', SPACE, false),
        locale("da", ',', '.', false),
        locale("de", ',', '.', false),
        locale("es", ',', '.', false),
        locale("fi", ',', SPACE, false),
        locale("fr", ',', NARROW, false),
        locale("he", '.', ',', true),
        locale("it", ',', '.', false),
        locale("ja", '.', ',', true),
        locale("ko", '.', ',', true),
        locale("nb", ',', SPACE, false),
        locale("nl", ',', '.', true),
        locale("pl", ',', SPACE, false),
        locale("pt", ',', '.', true),
        locale("ru", ',', SPACE, false),
        locale("sv", ',', SPACE, false),
        locale("uk", ',', SPACE, false),
        locale("zh", '.', ',', true),
    ];

    /// The language of that code; a region after it, such as in `de-AT`, does not count.
    #[must_use]
    pub fn of(code: &str) -> Option<Locale> {
        let language = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Locale::ALL.into_iter().find(|known| known.code == language)
    }

    /// An English number, with or without a dollar sign, as this language writes it. Words around it stay.
    #[must_use]
    pub fn localize(self, english: &str) -> String {
        if self == Locale::ENGLISH {
            return english.to_owned();
        }
        let swapped: String = (english.chars())
            .map(|c| match c {
                '.' => self.decimal,
                ',' => self.group,
                other => other,
            })
            .collect();
        match swapped.split_once('$') {
            Some((sign, number)) if !self.dollar_first => format!("{sign}{number}{SPACE}$"),
            _ => swapped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_and_the_dollar_sign_follow_the_language() {
        let in_language = |code: &str, text: &str| Locale::of(code).unwrap().localize(text);
        assert_eq!(in_language("en-GB", "$1,234.50"), "$1,234.50");
        assert_eq!(in_language("de-AT", "-$1,234.50"), "-1.234,50\u{a0}$");
        assert_eq!(in_language("fr", "1,234,567.5"), "1\u{202f}234\u{202f}567,5");
        assert_eq!(in_language("pt_BR", "$1.5k"), "$1,5k");
        assert!(Locale::of("xx").is_none());
    }
}
