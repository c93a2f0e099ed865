//! Names in which letters of another script stand for those that they look like.

/// Small letters of the alphabet from a to z, each with the Cyrillic, Greek and other Latin ones that can be taken
/// for it.
const ALIKE: [(char, &str); 21] = [
    ('a', "\u{430}\u{3b1}\u{251}"),
    ('b', "\u{44c}\u{184}\u{185}"),
    ('c', "\u{441}\u{3f2}"),
    ('d', "\u{501}"),
    ('e', "\u{435}\u{4bd}"),
    ('g', "\u{261}\u{581}"),
    ('h', "\u{4bb}\u{570}"),
    ('i', "\u{456}\u{3b9}\u{131}"),
    ('j', "\u{458}\u{3f3}"),
    ('k', "\u{43a}\u{3ba}"),
    ('l', "\u{4cf}"),
    ('m', "\u{43c}"),
    ('n', "\u{578}\u{57c}"),
    ('o', "\u{43e}\u{3bf}\u{585}"),
    ('p', "\u{440}\u{3c1}"),
    ('q', "\u{51b}"),
    ('s', "\u{455}"),
    ('t', "\u{442}\u{3c4}"),
    ('u', "\u{3c5}\u{57d}"),
    ('x', "\u{445}\u{3c7}"),
    ('y', "\u{443}\u{3b3}"),
];

/// Whether a letter that is not of ASCII looks like this one of it, small or capital: in full width, or in [`ALIKE`].
fn looks_like(letter: char, known: char) -> bool {
    let small = |c: char| c.to_lowercase().next().unwrap_or(c);
    let (letter, known) = (small(letter), small(known));
    let full_width = char::from_u32(u32::from(known) + 0xfee0);
    full_width == Some(letter) || ALIKE.iter().any(|(like, letters)| *like == known && letters.contains(letter))
}

/// What is said of the first letter of `name` that only looks like the one of `known`; `None` where the names differ in
/// anything but such letters.
pub(crate) fn lookalike(name: &str, known: &str) -> Option<String> {
    let same_length = name.chars().count() == known.chars().count();
    let pairs = || name.chars().zip(known.chars());
    let is_same = |(one, other): (char, char)| one.eq_ignore_ascii_case(&other);
    let is_disguise =
        |(one, other): (char, char)| !one.is_ascii() && other.is_ascii_alphabetic() && looks_like(one, other);
    let is_it = same_length && pairs().all(|pair| is_same(pair) || is_disguise(pair));
    let (letter, meant) = pairs().find(|pair| is_disguise(*pair)).filter(|_| is_it)?;
    Some(format!("The {letter} in it is U+{:04X} and no {meant}", u32::from(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_of_another_script_is_named() {
        let said = |name: &str, known: &str| lookalike(name, known);
        // Cyrillic a (U+0430), s (U+0441) and full width a (U+FF41).
        assert_eq!(said("\u{430}lb", "alb").as_deref(), Some("The \u{430} in it is U+0430 and no a"));
        assert_eq!(said("ar\u{441}\u{4bb}", "arch").as_deref(), Some("The \u{441} in it is U+0441 and no c"));
        assert_eq!(said("\u{ff41}rch", "arch").as_deref(), Some("The \u{ff41} in it is U+FF41 and no a"));
        for (name, known) in [("arch", "arch"), ("alb2", "alb"), ("\u{430}lc", "alb"), ("ARCH", "arch")] {
            assert_eq!(said(name, known), None, "{name}");
        }
        // A word of another language is no disguise: the Russian one for memory has as many letters as the English one.
        assert_eq!(said("\u{43f}\u{430}\u{43c}\u{44f}\u{442}\u{44c}_mb", "memory_mb"), None);
    }
}
