//! Cells that say how many instances of a type there are: `m5.large x 2`.

use super::Fault;
use crate::scenario::reader::Context;

/// The fault of a type with a number of instances, where a cell is one and the price book has the type.
pub(super) fn of_type(cell: &str, context: &Context<'_>) -> Option<Box<Fault>> {
    let apart = cell.to_lowercase().replace(['\u{d7}', '*', '(', ')'], " ");
    let (mut types, mut counts) = (Vec::new(), Vec::new());
    for token in apart.split_whitespace() {
        let digits = token.trim_start_matches('x').trim_end_matches('x');
        let is_count = digits.bytes().all(|byte| byte.is_ascii_digit());
        match is_count {
            true if digits.is_empty() => {}
            true => counts.push(digits),
            false => types.push(token),
        }
    }
    let ([name], [count]) = (types.as_slice(), counts.as_slice()) else { return None };
    let is_type = name.contains('.') && context.names.is_some_and(|book| book.may_have_type(name));
    let help =
        || format!("write {name} alone, and {count} in a column instance_count, for a fleet that runs all month");
    is_type.then(|| Fault::new("is a type with a number of instances", help()))
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
        ] {
            let expected = "write m5.large alone, and 2 in a column instance_count, for a fleet that runs all month";
            assert_eq!(help(cell), expected, "{cell}");
        }
        for cell in ["m5.large * c5.large", "2 x 3", "m5.large (2) (3)", "<b>.x 2", "1.5 x 2", "m5.lrage x 2", "m5 x 2"]
        {
            assert!(!help(cell).contains("instance_count"), "{cell}");
        }
        assert!(help("m5.lrage x 2").starts_with("did you mean m5.large"), "{}", help("m5.lrage x 2"));
    }
}
