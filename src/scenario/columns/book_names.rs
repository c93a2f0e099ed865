//! Regions and instance types: what a price book knows by name.

use super::cells::disguised;
use super::{Fault, instances};
use crate::pricebook::{PriceBook, foreign_region, is_of_china};
use crate::scenario::reader::Context;
use crate::scenario::workload::InstanceChoice;
use std::borrow::Cow;

/// The code that a cell holds: in small letters where the book has it in those alone.
pub(super) fn region_code<'c>(cell: &'c str, context: &Context<'_>) -> Cow<'c, str> {
    let is_known = |code: &str| context.names.is_some_and(|book| book.has_region(code));
    if !cell.bytes().any(|byte| byte.is_ascii_uppercase()) || is_known(cell) {
        return Cow::Borrowed(cell);
    }
    let code = cell.to_ascii_lowercase();
    if is_known(&code) { Cow::Owned(code) } else { Cow::Borrowed(cell) }
}

/// That a cell is the code of a region, one that the price book has.
pub(super) fn check_region<'a>(cell: &str, context: &Context<'a>) -> Result<(), Box<Fault>> {
    let plain = cell.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let near = |book: &'a PriceBook| if context.hints { book.regions_like(cell) } else { Vec::new() };
    if is_of_china(cell) && context.names.is_some_and(|book| !book.has_region(cell)) {
        let help =
            "take a region of `costcalc prices list regions`, or add prices of your own in US dollars with --pricing";
        return Err(Fault::new("is of AWS China, whose price lists are in CNY and in no book", help));
    }
    if let Some(fault) = of_another_cloud(cell, context) {
        return Err(fault);
    }
    if !plain || cell.len() > MOST_NAME_BYTES {
        if let Some(fault) = several_regions(cell, context) {
            return Err(fault);
        }
        let near = context.names.map(near).unwrap_or_default();
        let help = disguised(cell, &near).unwrap_or_else(|| match &*near {
            [] => "write a code such as us-east-1".to_owned(),
            codes => format!("write {}", codes.join(" or ")),
        });
        return Err(Fault::new("is not a region code", help));
    }
    match context.names {
        Some(book) if !book.has_region(cell) => {
            let near = near(book);
            Err(not_in_book("is no region of", book, &near, "regions"))
        }
        _ => Ok(()),
    }
}

/// That a cell is a region of another cloud, where it is.
fn of_another_cloud(cell: &str, context: &Context<'_>) -> Option<Box<Fault>> {
    let has = |code: &str| context.names.is_some_and(|book| book.has_region(code));
    let foreign = if has(cell) { None } else { foreign_region(cell) }?;
    let nearest = match has(foreign.nearest) {
        true => format!("the nearest of AWS is {}", foreign.nearest),
        false => "`costcalc prices list regions` lists those of AWS".to_owned(),
    };
    let spelled = foreign.spelled.filter(|code| has(code));
    let help = spelled.map_or(nearest.clone(), |code| format!("{nearest}; or did you mean {code}?"));
    Some(Fault::new(format!("is a region of {}", foreign.cloud), help))
}

/// That a cell lists regions, where it does.
fn several_regions(cell: &str, context: &Context<'_>) -> Option<Box<Fault>> {
    let book = context.names?;
    let codes = cell.split([',', ';', ' ', '/', '|', '&', '+']).map(str::trim).filter(|code| !code.is_empty());
    let codes: Vec<Cow<'_, str>> = codes.map(|code| region_code(code, context)).collect();
    if codes.len() < 2 || !codes.iter().all(|code| book.has_region(code)) {
        return None;
    }
    let help = format!(
        "write one; `costcalc sweep SCENARIO --vary region={}` prices a scenario in each of several",
        codes.join(",")
    );
    Some(Fault::new("is more than one region", help))
}

/// A name that a price book does not have.
fn not_in_book(message: &str, book: &PriceBook, near: &[&str], list: &str) -> Box<Fault> {
    let hint = match near {
        [] => String::new(),
        [one] => format!("did you mean {one}? "),
        [first @ .., last] => format!("did you mean {} or {last}? ", first.join(", ")),
    };
    let message = format!("{message} price book {}", book.info().id);
    Fault::new(message, format!("{hint}`costcalc prices list {list}` lists them all"))
}

/// A type, or a list of types and families, in place of those before; all of them are names that the price book has.
pub(super) fn read_instance_types(
    cell: &str,
    choices: &mut Vec<InstanceChoice>,
    context: &Context<'_>,
) -> Result<(), Box<Fault>> {
    read_types(cell, choices, context).map_err(|fault| instances::of_type(cell, context).unwrap_or(fault))
}

/// The same, whatever else is wrong with the cell.
fn read_types(cell: &str, choices: &mut Vec<InstanceChoice>, context: &Context<'_>) -> Result<(), Box<Fault>> {
    // Most cells name one type, and so did the row before: its memory is taken over.
    if let [InstanceChoice::Type(name)] = choices.as_mut_slice()
        && is_one_type(cell)
    {
        cell.clone_into(name);
        return check_type(cell, cell, context);
    }
    choices.clear();
    let between = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r' | ';' | ',' | '|');
    for token in cell.split(between).filter(|token| !token.is_empty()) {
        let plain = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
        if !plain || token.len() > MOST_NAME_BYTES {
            let near = context.names.filter(|_| context.hints && token.len() <= MOST_NAME_BYTES);
            let near = near.map(|book| book.types_like(token)).unwrap_or_default();
            let usual = || "write a type such as m7g.large, or a list of types and families such as m7g c7g".to_owned();
            return Err(Fault::new("is not an instance type", disguised(token, &near).unwrap_or_else(usual)));
        }
        let token = token.to_ascii_lowercase();
        check_type(cell, &token, context)?;
        let choice = if token.contains('.') { InstanceChoice::Type(token) } else { InstanceChoice::Family(token) };
        if choices.contains(&choice) {
            continue;
        }
        if choices.len() == MOST_CHOICES {
            let help = "name families in place of their types, or leave the cell empty for the cheapest general type that fits";
            return Err(Fault::new(format!("names more than {MOST_CHOICES} types and families"), help));
        }
        choices.push(choice);
    }
    Ok(())
}

/// That a name in a cell is a type or a family of the price book.
fn check_type(cell: &str, name: &str, context: &Context<'_>) -> Result<(), Box<Fault>> {
    let Some(book) = context.names.filter(|book| !book.may_have_type(name)) else { return Ok(()) };
    if ["any", "all", "auto", "best", "cheapest"].contains(&name) {
        let help = "leave the cell empty: the cheapest general type that fits is found";
        return Err(Fault::new("is no instance type", help));
    }
    if let Some((message, help)) = of_another_service(name) {
        return Err(Fault::new(message, help));
    }
    let near = if context.hints { book.types_like(name) } else { Vec::new() };
    let kind = if name.contains('.') { "instance type" } else { "instance family" };
    let message = match cell == name {
        true => format!("is no {kind} of"),
        false => format!("names {name:?}, which is no {kind} of"),
    };
    Err(not_in_book(&message, book, &near, "types"))
}

/// What to tell of a name that is no instance type of EC2 but something else that runs code, where it is.
fn of_another_service(name: &str) -> Option<(&'static str, &'static str)> {
    if ["fargate", "eks", "ecs", "kubernetes", "lightsail"].contains(&name) {
        let help =
            "leave the cell empty for the cheapest instances that fit, or name the EC2 type that containers run on";
        return Some(("is a service that is not modeled", help));
    }
    // `n2-standard-4` and `e2-medium`; families of EC2 have no such words behind them.
    let is_googles = name
        .split_once('-')
        .and_then(|(family, rest)| Some((family, rest.split('-').next()?)))
        .is_some_and(|(family, word)| {
            family.len() <= 4
                && family.bytes().any(|byte| byte.is_ascii_digit())
                && ["standard", "highmem", "highcpu", "medium", "small", "micro"].contains(&word)
        });
    let help =
        "write a type of EC2 with as much: `costcalc prices find --vcpu 4 --memory 16` finds them by vCPUs and GiB";
    is_googles.then_some(("is a machine type of Google Cloud", help))
}

/// Whether a cell is one type's name as the book has it.
fn is_one_type(cell: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    // In one pass: a search for the point alone takes as long again.
    let (mut is_plain, mut has_point) = (cell.len() <= MOST_NAME_BYTES, false);
    for byte in cell.bytes() {
        is_plain &= plain(byte);
        has_point |= byte == b'.';
    }
    is_plain && has_point
}

/// Types and families of a cell: a price book has about as many.
const MOST_CHOICES: usize = 1_000;

/// Longer names than any type has are refused.
const MOST_NAME_BYTES: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_types_and_families_are_told_apart() {
        let mut types = Vec::new();
        let book = PriceBook::current().unwrap();
        let context = Context { names: Some(&book), ..Context::new(book.rules()) };
        let mut read = |cell: &str| read_instance_types(cell, &mut types, &context).map(|()| types.clone());
        let (family, one) = (InstanceChoice::Family("m7g".into()), InstanceChoice::Type("c7g.large".into()));
        assert_eq!(read("m7g c7g.large; M7G").unwrap(), [family.clone(), one.clone()]);
        assert_eq!(read("c7g.large").unwrap(), [one]);
        assert_eq!(read("m7i.large").unwrap(), [InstanceChoice::Type("m7i.large".into())]);
        assert_eq!(read("m7g").unwrap(), [family]);
        assert!(read("<script>").is_err());
        assert_eq!(
            read("m7g m7q.large").unwrap_err().message,
            "names \"m7q.large\", which is no instance type of price book 2026"
        );
        assert!(read("m7gg").unwrap_err().help.starts_with("did you mean m7g"));
        assert_eq!(read("Fargate").unwrap_err().message, "is a service that is not modeled");
        for name in ["n2-standard-4", "e2-medium"] {
            assert_eq!(read(name).unwrap_err().message, "is a machine type of Google Cloud", "{name}");
        }
    }

    #[test]
    fn regions_of_other_clouds_and_several_regions_are_told_as_that() {
        let book = PriceBook::current().unwrap();
        let context = Context { names: Some(&book), hints: true, ..Context::new(book.rules()) };
        let told = |cell: &str| check_region(cell, &context).map_err(|fault| (fault.message, fault.help)).unwrap_err();
        let of = |cloud: &str, help: &str| (format!("is a region of {cloud}"), help.to_owned());
        assert_eq!(told("uksouth"), of("Azure", "the nearest of AWS is eu-west-2"));
        assert_eq!(told("asia-east1"), of("Google Cloud", "the nearest of AWS is ap-east-2"));
        let either = "the nearest of AWS is us-west-2; or did you mean us-west-1?";
        assert_eq!(told("us-west1"), of("Google Cloud", either));
        for cell in ["us-east-1/eu-west-1", "us-east-1|eu-west-1", "us-east-1 & eu-west-1", "US-EAST-1/eu-west-1"] {
            let (message, help) = told(cell);
            assert_eq!(message, "is more than one region", "{cell}");
            assert!(help.contains("--vary region=us-east-1,eu-west-1` "), "{help}");
        }
        // In the book of 2019 there is no Taipei, and no other region is near by its letters.
        let old = PriceBook::open("2019", &[]).unwrap();
        assert_eq!(old.regions_like("asia-east1"), Vec::<&str>::new());
    }
}
