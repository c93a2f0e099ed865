//! What headings call columns of things that have their own demand each, as functions, paths and users are.

use super::named;

/// Words for series that are told apart wherever they stand.
const SERIES: [&str; 17] = [
    "function",
    "functionname",
    "lambda",
    "service",
    "metric",
    "path",
    "endpoint",
    "route",
    "url",
    "uri",
    "app",
    "application",
    "api",
    "resource",
    "queue",
    "topic",
    "series",
];

/// Words for other things, of which lines may be in place of hours.
const THINGS: [&str; 35] = [
    "country",
    "countries",
    "region",
    "city",
    "cities",
    "page",
    "method",
    "operation",
    "status",
    "user",
    "customer",
    "client",
    "tenant",
    "account",
    "host",
    "hostname",
    "server",
    "instance",
    "device",
    "browser",
    "product",
    "category",
    "ip",
    "referrer",
    "referer",
    "uuid",
    "shard",
    "pod",
    "node",
    "partition",
    "container",
    "store",
    "shop",
    "age",
    "minute",
];

/// Words for parts of an hour.
const PARTS: [&str; 7] = ["quarter", "half", "part", "slot", "interval", "segment", "viertel"];

/// The words of a name in small letters: those of `user_id`, of `userId` and of `User ID` are the same.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut parted = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for sign in name.chars() {
        if sign.is_uppercase() && was_small {
            parted.push(' ');
        }
        was_small = sign.is_lowercase();
        parted.extend(sign.to_lowercase());
    }
    parted.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a name says that its column tells series apart, by its last word: a version of an API is none.
pub(super) fn names_series(name: &str) -> bool {
    let words = name.trim_end().rsplit(|c: char| !c.is_alphanumeric());
    words.take(1).any(|word| is_of(&word.to_lowercase(), &SERIES))
}

/// Whether a name is one of parts of an hour.
pub(super) fn names_parts(name: &str) -> bool {
    words(name).iter().any(|word| is_of(word, &PARTS))
}

/// Whether a name says that lines are of things or their numbers, and nothing of time.
pub(super) fn names_things(name: &str) -> bool {
    let words = words(name);
    let is_thing = |word: &String| is_of(word, &SERIES) || is_of(word, &THINGS);
    // Lines have numbers, too: `id` alone.
    let is_id = words.len() > 1 && words.last().is_some_and(|word| matches!(word.as_str(), "id" | "ids"));
    (is_id || words.iter().any(is_thing) || name.eq_ignore_ascii_case("userid")) && !named::has_time(name)
}

fn is_of(word: &str, known: &[&str]) -> bool {
    known.contains(&word) || known.contains(&word.trim_end_matches('s'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_things_say_nothing_of_time() {
        for name in [
            "user_id",
            "userId",
            "User IDs",
            "Country",
            "status",
            "API path",
            "functionName",
            "userid",
            "regions",
            "shard",
            "Store No",
            "pods",
        ] {
            assert!(names_things(name), "{name}");
        }
        for name in ["id", "hour", "function hour", "server time", "day of service", "t", "label", "\u{f3}ra", ""] {
            assert!(!names_things(name), "{name}");
        }
    }
}
