//! Answers of CloudWatch in JSON: what they are, and how they become a table.

use super::no_demand::no_demand;
use super::problem::shortened;
use std::collections::HashSet;

/// What an answer of CloudWatch is and how to make a table of it; none for other JSON, as far as its first kilobytes tell.
pub(super) fn told(bytes: &[u8]) -> Option<(String, String)> {
    let start = &bytes[..bytes.len().min(4096)];
    let is_of = |key: &str| memchr::memmem::find(start, key.as_bytes()).is_some();
    if is_of("\"MetricDataResults\"") {
        let (what, help) = ("metrics of CloudWatch", table_of_metrics(bytes));
        return Some(match part_of(bytes) {
            Some(sign) => (
                format!("{what}, and a part of the answer alone, as {sign} in it says"),
                format!("get the rest of it as well, with fewer metrics or days in a call; of the whole, {help}"),
            ),
            None => (what.to_owned(), help),
        });
    }
    if is_of("\"Datapoints\"") {
        return Some(("a metric of CloudWatch".to_owned(), table_of_points(bytes)));
    }
    // By name: rows lack the fields that they have no value for.
    let insights = "make a table of it: jq -r '.results | (map(.[].field) | unique) as $f | $f, (.[] | map({(.field): .value}) | add as $r | \
                    $f | map($r[.])) | @csv' FILE > FILE.csv";
    is_of("\"results\"").then(|| ("perhaps an answer of CloudWatch Logs Insights".to_owned(), insights.to_owned()))
}

/// What in an answer says that there is more.
fn part_of(bytes: &[u8]) -> Option<&'static str> {
    let is_any = |key: &str, is: fn(&str) -> bool| texts(bytes, key).iter().any(|text| is(text));
    if is_any("\"NextToken\"", |token| !token.is_empty()) {
        return Some("NextToken");
    }
    is_any("\"StatusCode\"", |status| status == "PartialData").then_some("PartialData")
}

/// What to ask CloudWatch for.
const ASK_FOR: &str = "such as Invocations, with the statistic Sum and a period of 3600 seconds";

/// What a table is for.
const FOR_TRAFFIC: &str = "which a scenario names in its column traffic";

/// How the metric that is the demand becomes a table of hours: of shorter periods the sums, so that minutes without a value, which
/// CloudWatch leaves out, are none too few.
fn table_of_metrics(bytes: &[u8]) -> String {
    let labels = labels(bytes);
    let ids = texts(bytes, "\"Id\"");
    // A metric of several pages is one.
    let metrics: Vec<(&String, &String)> = ids.iter().zip(&labels).collect();
    let mut met = HashSet::new();
    let firsts: Vec<bool> = metrics.iter().map(|metric| met.insert(*metric)).collect();
    let is_first = |at: usize| ids.len() != labels.len() || firsts.get(at) == Some(&true);
    let is_demand = |(at, label): &(usize, &String)| no_demand(label).is_none() && is_first(*at);
    let mut demands = labels.iter().enumerate().filter(is_demand);
    let (at, what) = match (demands.next(), labels.first().and_then(|label| Some((label, no_demand(label)?)))) {
        (Some((at, label)), _) if labels.len() > 1 => {
            (at, format!("{label:?}, number {} of its {} metrics", at + 1, labels.len()))
        }
        (Some((at, label)), _) => (at, format!("its metric {label:?}")),
        (None, Some((label, is))) => {
            return format!(
                "none of its metrics is how many requests there are ({label:?} is {is}): get one that is, {ASK_FOR}"
            );
        }
        (None, None) => (0, "its first metric".to_owned()),
    };
    let others: Vec<String> = demands.map(|(at, label)| format!("{at} for {label:?}")).take(3).collect();
    let instead = match others.is_empty() {
        true => String::new(),
        false => format!("; with another number in place of {at} of another metric: {}", others.join(", ")),
    };
    let dates = todate(bytes, "\"Timestamps\"").map(|todate| format!(" | map(.[0] |= {todate})")).unwrap_or_default();
    let points = match in_pages(&metrics, at).filter(|_| ids.len() == labels.len()) {
        Some(id) => format!("[.MetricDataResults[] | select(.Id == \"{id}\") | [.Timestamps, .Values] | transpose[]]"),
        None => format!(".MetricDataResults[{at}] | [.Timestamps, .Values] | transpose"),
    };
    format!(
        "make a table of {what}, {FOR_TRAFFIC}: jq -r '{points}{dates} | \
         group_by(.[0][:13])[] | [.[0][0][:13] + \":00\", (map(.[1]) | add)] | @csv' FILE > FILE.csv{instead}"
    )
}

/// The same of the points of one metric, in whose statistics the demand may be.
fn table_of_points(bytes: &[u8]) -> String {
    let has = |statistic: &str| memchr::memmem::find(bytes, statistic.as_bytes()).is_some();
    let label = labels(bytes).into_iter().next();
    let is = label.as_deref().and_then(no_demand);
    let named = label.map_or_else(|| "it".to_owned(), |label| format!("{label:?}"));
    // A duration is measured once for each request.
    let (value, what) = match (is, has("\"Sum\""), has("\"SampleCount\"")) {
        (Some("how long requests take"), _, true) => (".SampleCount", format!("how often {named} was measured")),
        (Some(is), ..) => {
            return format!("{named} is {is}: get a metric that is how many requests there are, {ASK_FOR}");
        }
        (None, true, _) => (".Sum", named),
        (None, false, true) if has("\"Average\"") => (".Average * .SampleCount", named),
        (None, false, _) => {
            return format!(
                "its points have no Sum, and only that is how many requests there are: get {named} with --statistics Sum"
            );
        }
    };
    let dates =
        todate(bytes, "\"Timestamp\"").map(|todate| format!(" | map(.Timestamp |= {todate})")).unwrap_or_default();
    format!(
        "make a table of {what}, {FOR_TRAFFIC}: jq -r '.Datapoints{dates} | group_by(.Timestamp[:13])[] | \
         [.[0].Timestamp[:13] + \":00\", (map({value}) | add)] | @csv' FILE > FILE.csv"
    )
}

/// What metrics are called, in their order.
fn labels(bytes: &[u8]) -> Vec<String> {
    texts(bytes, "\"Label\"")
}

/// The ID of a metric whose values stand in several results, one for each page of an answer.
fn in_pages<'i>(metrics: &[(&'i String, &String)], at: usize) -> Option<&'i str> {
    let metric = metrics.get(at)?;
    let id = metric.0;
    // Others would not stand in a command as they are.
    let is_plain = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (is_plain && metrics.iter().filter(|other| *other == metric).count() > 1).then_some(id)
}

/// The texts behind a key, in their order.
fn texts(bytes: &[u8], key: &str) -> Vec<String> {
    let text = |at: usize| {
        let rest = behind_key(bytes, at, key)?.strip_prefix(b"\"")?;
        let mut is_escaped = false;
        let end = rest.iter().position(|byte| {
            let is_end = *byte == b'"' && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
            is_end
        })?;
        Some(shortened(&String::from_utf8_lossy(&rest[..end])))
    };
    memchr::memmem::find_iter(bytes, key).filter_map(text).collect()
}

/// What stands behind a key of JSON and its colon.
fn behind_key<'a>(bytes: &'a [u8], at: usize, key: &str) -> Option<&'a [u8]> {
    let rest = bytes.get(at + key.len()..)?.trim_ascii_start().strip_prefix(b":")?;
    Some(rest.trim_ascii_start())
}

/// From here on a count since 1970 is none of seconds, but of thousandths of them.
const THOUSANDTHS: f64 = 1e11;

/// How jq makes dates of moments that are counted since 1970; none where they are dates.
fn todate(bytes: &[u8], key: &str) -> Option<&'static str> {
    let rest = memchr::memmem::find(bytes, key.as_bytes()).and_then(|at| behind_key(bytes, at, key))?;
    let rest = rest.strip_prefix(b"[").unwrap_or(rest).trim_ascii_start();
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    let count: f64 = std::str::from_utf8(&rest[..end]).ok()?.parse().ok()?;
    Some(if count < THOUSANDTHS { "(floor | todate)" } else { "(. / 1000 | floor | todate)" })
}

#[cfg(test)]
mod tests {
    use super::told;

    fn help(json: &str) -> String {
        told(json.as_bytes()).map(|(_, help)| help).unwrap_or_default()
    }

    fn metrics(labels: &[&str], moment: &str) -> String {
        let metric = |label: &&str| {
            format!("{{\"Id\": \"m\", \"Label\": \"{label}\", \"Timestamps\": [{moment}], \"Values\": [5]}}")
        };
        format!("{{\"MetricDataResults\": [{}]}}", labels.iter().map(metric).collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn the_metric_that_is_the_demand_is_taken_and_named() {
        let moment = "\"2026-09-07T00:00:00+00:00\"";
        let found = help(&metrics(&["Duration", "shop Invocations", "Errors"], moment));
        assert!(found.starts_with("make a table of \"shop Invocations\", number 2 of its 3 metrics, which"), "{found}");
        assert!(
            found.contains("jq -r '.MetricDataResults[1] | [.Timestamps, .Values] | transpose | group_by("),
            "{found}"
        );
        assert!(found.ends_with("> FILE.csv"), "{found}");
        let found = help(&metrics(&["a", "b"], moment));
        assert!(found.ends_with("; with another number in place of 0 of another metric: 1 for \"b\""), "{found}");
        assert!(help(&metrics(&["a"], moment)).starts_with("make a table of its metric \"a\","));
        assert!(
            help(&metrics(&["a"], "1788739200.0")).contains("transpose | map(.[0] |= (floor | todate)) | group_by")
        );
        assert!(
            help(&metrics(&["a"], "1788739200000"))
                .contains("transpose | map(.[0] |= (. / 1000 | floor | todate)) | group_by")
        );
        let found = help(&metrics(&["Duration", "Errors"], moment));
        assert!(
            found.starts_with("none of its metrics is how many requests there are (\"Duration\" is how long"),
            "{found}"
        );
    }

    #[test]
    fn pages_of_a_metric_are_put_together() {
        let page = |id: &str, label: &str| {
            format!(
                "{{\"Id\": \"{id}\", \"Label\": \"{label}\", \"Timestamps\": [\"2026-09-07T00:00:00Z\"], \"Values\": [5]}}"
            )
        };
        let answer = |pages: &[String]| help(&format!("{{\"MetricDataResults\": [{}]}}", pages.join(", ")));
        let found = answer(&[page("m1", "Invocations"), page("m1", "Invocations")]);
        assert!(
            found.contains(
                "'[.MetricDataResults[] | select(.Id == \"m1\") | [.Timestamps, .Values] | transpose[]] | group_by("
            ),
            "{found}"
        );
        assert!(found.ends_with("> FILE.csv"), "{found}");
        let found = answer(&[page("m1", "a Invocations"), page("m2", "b Invocations")]);
        assert!(found.contains("'.MetricDataResults[0] |") && found.contains("1 for \"b Invocations\""), "{found}");
    }

    #[test]
    fn a_part_of_an_answer_is_told() {
        let whole = metrics(&["Invocations"], "\"2026-09-07T00:00:00Z\"");
        let what = |json: &str| told(json.as_bytes()).map(|(what, _)| what).unwrap_or_default();
        assert_eq!(what(&whole), "metrics of CloudWatch");
        for (text, sign) in [
            (whole.replace("]}]}", "]}], \"NextToken\": \"abc\"}"), "NextToken"),
            (whole.replace("\"Id\"", "\"StatusCode\": \"PartialData\", \"Id\""), "PartialData"),
        ] {
            assert_eq!(
                what(&text),
                format!("metrics of CloudWatch, and a part of the answer alone, as {sign} in it says")
            );
            assert!(help(&text).starts_with("get the rest of it as well,"), "{text}");
        }
        assert_eq!(what(&whole.replace("]}]}", "]}], \"NextToken\": null}")), "metrics of CloudWatch");
    }

    #[test]
    fn the_statistic_that_is_the_demand_is_taken() {
        let points = |label: &str, statistics: &str| {
            help(&format!(
                "{{\"Label\": \"{label}\", \"Datapoints\": [{{\"Timestamp\": \"2026-09-07T00:00:00Z\", {statistics}}}]}}"
            ))
        };
        assert!(points("Invocations", "\"Average\": 1, \"Sum\": 5").contains("(map(.Sum) | add)"));
        assert!(
            points("Requests", "\"Average\": 1, \"SampleCount\": 5").contains("(map(.Average * .SampleCount) | add)")
        );
        let found = points("Duration", "\"Average\": 90, \"SampleCount\": 5");
        assert!(found.starts_with("make a table of how often \"Duration\" was measured,"), "{found}");
        assert!(found.contains("(map(.SampleCount) | add)"), "{found}");
        let found = points("Invocations", "\"Average\": 1");
        assert!(found.ends_with("get \"Invocations\" with --statistics Sum"), "{found}");
        assert!(
            points("Errors", "\"Sum\": 1").starts_with("\"Errors\" is how many requests fail: get a metric that is")
        );
    }
}
