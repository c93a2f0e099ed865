//! Names in which letters of another script stand for those that they look like.

/// What is said of the first letter of `name` that only looks like the one of `known`; `None` where the names differ in
/// anything but such letters.
pub(crate) fn lookalike(name: &str, known: &str) -> Option<String> {
    let same_length = name.chars().count() == known.chars().count();
    let pairs = || name.chars().zip(known.chars());
    let is_same = |(one, other): (char, char)| one.eq_ignore_ascii_case(&other);
    let is_disguise =
        |(one, other): (char, char)| !one.is_ascii() && one.is_alphabetic() && other.is_ascii_alphabetic();
    // One letter of the name's own has to be left to know it by.
    let is_it = same_length && pairs().all(|pair| is_same(pair) || is_disguise(pair)) && pairs().any(is_same);
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
        for (name, known) in
            [("arch", "arch"), ("alb2", "alb"), ("\u{430}lc", "alb"), ("\u{442}", "t"), ("ARCH", "arch")]
        {
            assert_eq!(said(name, known), None, "{name}");
        }
    }
}
