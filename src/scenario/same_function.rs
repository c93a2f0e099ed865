//! [`SameFunctions`]: rows that are one function by its name, its ARN, its log group or one of its aliases, as joined exports have them.

use super::blocks::Block;
use super::rows;
use std::collections::HashMap;

/// How a name says which function it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Name,
    Arn,
    LogGroup,
    /// With an alias or a version behind it: CloudWatch counts these invocations among those of the function as well
    /// (<https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html>, read 2026-11-29).
    Qualified,
}

impl Form {
    fn words(self) -> &'static str {
        match self {
            Form::Name => "its name",
            Form::Arn => "its ARN",
            Form::LogGroup => "its log group",
            Form::Qualified => "an alias or version of it",
        }
    }
}

/// Two rows that may be one function, and how many more there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SameFunctions {
    first: Option<[(u64, Form); 2]>,
    more: u64,
}

/// The function of a name, and how it says so.
fn function(name: &str) -> (&str, Form) {
    let is_name = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_$".contains(&byte))
    };
    if let Some(function) = name.strip_prefix("/aws/lambda/") {
        return (function, Form::LogGroup);
    }
    let mut parts = name.split(':');
    if name.starts_with("arn:") {
        let is_function = parts.nth(2) == Some("lambda") && parts.nth(2) == Some("function");
        return parts.next().filter(|_| is_function).map_or((name, Form::Name), |function| (function, Form::Arn));
    }
    match (parts.next(), parts.next(), parts.next()) {
        (Some(function), Some(qualifier), None) if is_name(function) && is_name(qualifier) => {
            (function, Form::Qualified)
        }
        _ => (name, Form::Name),
    }
}

impl SameFunctions {
    /// Those of a file's first block: no table that a person reads is longer.
    pub(super) fn of(block: &Block, delimiter: u8, name_index: Option<usize>) -> SameFunctions {
        let mut found = SameFunctions::default();
        let text = block.text.as_bytes();
        let Some(at) = name_index else { return found };
        // Names of nearly all files are just names.
        if memchr::memchr(b':', text).is_none() && memchr::memmem::find(text, b"/aws/lambda/").is_none() {
            return found;
        }
        let mut functions: HashMap<String, (u64, Form)> = HashMap::new();
        rows::for_each(&block.text, delimiter, |start, cells, _| {
            let Some(name) = cells.get(at).filter(|name| !name.is_empty()) else { return };
            let (function, form) = function(name);
            let here = (block.first_line + start.lines, form);
            let earlier = *functions.entry(function.to_owned()).or_insert(here);
            match found.first {
                _ if earlier.1 == form => {}
                None => found.first = Some([earlier, here]),
                Some(_) => found.more += 1,
            }
        });
        found
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        let [(first, one), (second, other)] = self.first?;
        let more = match self.more {
            0 => String::new(),
            1 => ", and 1 more line like that".to_owned(),
            more => format!(", and {more} more lines like that"),
        };
        Some(format!(
            "lines {first} and {second} may be one function, by {} and by {}, and both count as workloads{more}: remove one of them if so",
            one.words(),
            other.words()
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::of_rows;

    fn told(names: &[&str]) -> Vec<String> {
        let row = |(at, name): (usize, &&str)| format!("{name},{}.37M,120,512\n", at + 1);
        let told = of_rows(&names.iter().enumerate().map(row).collect::<String>());
        told.into_iter().filter(|one| one.contains("one function")).collect()
    }

    #[test]
    fn rows_that_are_one_function_by_other_names_of_it_are_told() {
        let expected = |other: &str| {
            format!(
                "lines 2 and 4 may be one function, by its name and by {other}, and both count as workloads: remove one of them if so"
            )
        };
        assert_eq!(told(&["checkout", "cart", "/aws/lambda/checkout"]), [expected("its log group")]);
        assert_eq!(told(&["checkout", "cart", "checkout:live"]), [expected("an alias or version of it")]);
        let arn = "arn:aws:lambda:eu-west-1:123456789012:function:checkout";
        assert_eq!(told(&["checkout", "cart", arn]), [expected("its ARN")]);
        let [all] = told(&["a:live", "b", "/aws/lambda/a", "b:7", "/aws/lambda/b"]).try_into().unwrap();
        assert!(
            all.starts_with("lines 2 and 4 may be one function, by an alias or version of it and by its log group")
        );
        assert!(all.contains(", and 2 more lines like that: remove"), "{all}");
    }

    #[test]
    fn rows_of_other_functions_are_not() {
        for names in [
            ["checkout:1", "checkout:2", "cart"],
            ["/aws/lambda/a", "/aws/lambda/b", "c"],
            ["Orders", "Orders: live", "Orders:batch:night"],
            ["arn:aws:lambda:eu-west-1:1:function:a", "arn:aws:lambda:us-east-1:1:function:a", "arn:aws:s3:::a"],
        ] {
            assert_eq!(told(&names), Vec::<String>::new(), "{names:?}");
        }
    }
}
