//! Cells that say more of instances than their types: how many there are, `m5.large x 2`, or one type or another,
//! `m5.large or c5.large`.

use super::Fault;
use crate::scenario::reader::Context;
use crate::units::Dec;

/// What stands between types and numbers of instances.
const SIGNS: [char; 9] = ['\u{d7}', '*', '(', ')', ',', ';', '/', '+', '&'];

/// The fault of types with numbers of instances, or with words between them, where the price book has all of the types.
pub(super) fn of_type(cell: &str, context: &Context<'_>) -> Option<Box<Fault>> {
    let apart = cell.to_lowercase().replace(SIGNS, " ");
    let is_type = |name: &str| name.contains('.') && context.names.is_some_and(|book| book.may_have_type(name));
    // `2xm5.large` and `m5.largex2`.
    let parts = |token| match with_count(token) {
        Some((count, name)) if is_type(name) => [name, count],
        _ => [token, ""],
    };
    let (mut types, mut counts) = (Vec::new(), Vec::new());
    for token in apart.split_whitespace().flat_map(parts) {
        let digits = token.trim_start_matches('x').trim_end_matches('x');
        let is_count = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        match is_count {
            true if digits.is_empty() => {}
            true => counts.push(digits),
            false if matches!(token, "or" | "and") => {}
            false if !is_type(token) => return None,
            false if types.contains(&token) => {}
            false => types.push(token),
        }
    }
    let fault = |message: &str, help: String| Some(Fault::new(message, help));
    match (types.as_slice(), counts.as_slice()) {
        ([name], [count]) => {
            let many = count.parse::<Dec>().ok()?;
            let message = "is a type with a number of instances";
            if many.is_whole() && !many.is_zero() {
                let help = "in a column instance_count, for a fleet that runs all month";
                return fault(message, format!("write {name} alone, and {count} {help}"));
            }
            let help =
                "a column instance_count holds a whole number from 1 on, and empty the number follows from demand";
            fault(message, format!("write {name} alone; {help}"))
        }
        ([_, _, ..], []) => {
            let help = format!("write {} for the cheapest of them that fits", types.join(" "));
            fault("has more than types in its list", help)
        }
        ([_, _, ..], _) => {
            let help =
                "a fleet is of one type: write a row for each, with its part of the demand and its instance_count";
            fault("is several types with numbers of instances", help.to_owned())
        }
        _ => None,
    }
}

/// A number of instances and a name that stand in one word.
fn with_count(token: &str) -> Option<(&str, &str)> {
    let is_count = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let before = token.split_once('x').filter(|(count, _)| is_count(count));
    before.or_else(|| token.rsplit_once('x').map(|(name, count)| (count, name)).filter(|(count, _)| is_count(count)))
}

#[cfg(test)]
mod tests {
    use super::super::{apply, find};
    use crate::pricebook::PriceBook;
    use crate::scenario::{Context, draft::Draft};

    #[test]
    fn a_number_of_instances_has_its_column() {
        let book = PriceBook::current().unwrap();
        let context = Context { names: Some(&book), ..Context::new(book.rules()) };
        let at = find("instance_type").unwrap();
        let help = |cell: &str| apply(&mut Draft::new(), at, cell, &context).unwrap_err().help;
        for cell in [
            "m5.large x 2",
            "m5.large x2",
            "2 x m5.large",
            "2x m5.large",
            "m5.large*2",
            "M5.large (2)",
            "2\u{d7}m5.large",
            "2xm5.large",
            "m5.largex2",
        ] {
            let expected = "write m5.large alone, and 2 in a column instance_count, for a fleet that runs all month";
            assert_eq!(help(cell), expected, "{cell}");
        }
        for cell in
            ["m5.large (2.0.1)", "2 x 3", "m5.large (2) (3)", "<b>.x 2", "1.5 x 2", "m5.lrage x 2", "m5 x 2", "2xm5"]
        {
            assert!(!help(cell).contains("instance_count"), "{cell}");
        }
        let expected = "write m5.large alone; a column instance_count holds a whole number from 1 on, and empty the number follows from demand";
        assert_eq!([help("m5.large x 0"), help("2.5 x m5.large")], [expected, expected]);
        for cell in ["m5.large/c5.large", "m5.large or c5.large", "m5.large + c5.large", "m5.large * c5.large"] {
            assert_eq!(help(cell), "write m5.large c5.large for the cheapest of them that fits", "{cell}");
        }
        let expected =
            "a fleet is of one type: write a row for each, with its part of the demand and its instance_count";
        assert_eq!(help("2x m5.large, 3x c5.large"), expected);
        assert!(help("m5.lrage x 2").starts_with("did you mean m5.large"), "{}", help("m5.lrage x 2"));
    }
}
