//! What people call the values of columns that know a few.

/// Other words for values, letters and digits only; which column they are of, its own names tell.
const OTHER_VALUES: [(&str, &str); 43] = [
    // AWS's own words for how a function is invoked.
    ("event", "async"),
    ("requestresponse", "sync"),
    ("asynchronous", "async"),
    ("synchronous", "sync"),
    ("queue", "async"),
    ("sqs", "async"),
    ("asg", "auto"),
    ("autoscaling", "auto"),
    ("static", "fixed"),
    ("manual", "fixed"),
    ("constant", "fixed"),
    ("lambdaurl", "function-url"),
    ("lambdafunctionurl", "function-url"),
    ("net", "dotnet"),
    ("csharp", "dotnet"),
    ("java21", "java"),
    ("no", "none"),
    ("off", "none"),
    ("false", "none"),
    ("disabled", "none"),
    ("nothing", "none"),
    ("0", "none"),
    ("http", "sync"),
    ("api", "sync"),
    ("web", "sync"),
    ("batch", "async"),
    ("cron", "async"),
    ("schedule", "async"),
    ("scheduled", "async"),
    ("stream", "async"),
    ("kinesis", "async"),
    ("eventbridge", "async"),
    ("s3", "async"),
    ("dynamic", "auto"),
    ("elastic", "auto"),
    ("apigatewayhttp", "http-api"),
    ("apigatewayhttpapi", "http-api"),
    ("httpapigateway", "http-api"),
    ("apigatewayrest", "rest-api"),
    ("apigatewayrestapi", "rest-api"),
    ("restapigateway", "rest-api"),
    ("nodejs", "none"),
    ("node", "none"),
];

/// The one of a column's values that a cell means by another word.
pub(super) fn meant<'a>(cell: &str, names: &[&'a str]) -> Option<&'a str> {
    let squeezed: String = cell.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let (_, meant) = OTHER_VALUES.iter().find(|(other, name)| *other == squeezed && names.contains(name))?;
    names.iter().find(|name| *name == meant).copied()
}

/// The different values that the parts of a cell mean, where there stand several: `amd64/arm64`, `RI and spot`.
pub(super) fn parts<T: PartialEq>(cell: &str, meant: fn(&str) -> Option<T>) -> Vec<T> {
    /// More is no list of values.
    const MOST_BYTES: usize = 100;
    let mut found = Vec::new();
    if cell.len() > MOST_BYTES {
        return found;
    }
    let apart = cell.to_lowercase().replace(" and ", "/").replace(" or ", "/");
    for value in apart.split(['/', ',', ';', '|', '+', '&']).filter_map(|part| meant(part.trim())) {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_word_means_what_its_column_knows() {
        assert_eq!(meant("RequestResponse", &["sync", "async"]), Some("sync"));
        assert_eq!(meant(".NET", &["none", "dotnet"]), Some("dotnet"));
        assert_eq!((meant("SQS", &["none", "alb"]), meant("Off", &["none", "alb"])), (None, Some("none")));
    }
}
