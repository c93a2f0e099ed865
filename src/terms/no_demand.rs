//! Names by which numbers are not how many requests there are.

/// What numbers with statistics for names are.
pub(crate) const NO_SUM: &str = "an average or an extreme of each period (take the statistic Sum)";

/// Words for something else than requests, whatever else a name says, and what they are of.
const NEVER: [(&[&str], &str); 8] = [
    (
        &[
            "error",
            "failure",
            "failed",
            "fail",
            "fault",
            "throttle",
            "timeout",
            "exception",
            "rejected",
            "dropped",
            "5xx",
            "4xx",
            "fehler",
            "erreur",
        ],
        "how many requests fail",
    ),
    (&["cumulative", "cumulated", "cum", "running"], "a running total"),
    (&["concurrent", "concurrency"], "how many requests run at the same time"),
    (&["host", "pod", "replica", "lcu"], "how many machines there are, or how busy they are"),
    (&["visible", "backlog"], "how much waits"),
    (&["age"], "how long something waits"),
    (&["cold"], "how many starts are slow"),
    (&["byte"], "how much is transferred"),
];

/// The same in writing without blanks, as parts of a name.
const NEVER_PARTS: [(&[&str], &str); 2] = [
    (&["エラー", "오류", "错误", "錯誤"], "how many requests fail"),
    (&["antwortzeit", "応答時間", "レイテンシ", "응답 시간", "응답시간", "响应时间", "延迟"], DURATION),
];

/// Words for requests, in whose company the next ones say nothing.
const DEMAND: [&str; 10] =
    ["request", "invocation", "call", "count", "per", "weight", "hit", "event", "execution", "transaction"];

/// Words for something else in names without a word for requests.
const OTHERS: [(&[&str], &str); 5] = [
    (&["cpu", "utilization", "cpuutilization", "memory", "mem", "ram"], "how busy machines are"),
    (&["cost", "usd", "price", "bill"], "what it costs"),
    (&["kb", "mb", "gb", "networkin", "networkout"], "how much is transferred"),
    (&["temperature", "rank"], "a property of something"),
    (&["ms", "msec", "millis", "millisecond", "sec", "second", "dauer", "latenz", "durée", "duración"], DURATION),
];

/// Words of names that say when, where there are no others.
const WHEN: [&str; 17] = [
    "timestamp",
    "date",
    "datetime",
    "time",
    "hour",
    "hours",
    "day",
    "weekday",
    "minute",
    "minutes",
    "epoch",
    "unix",
    "utc",
    "offset",
    "timezone",
    "of",
    "the",
];

const DURATION: &str = "how long requests take";

/// What the name of a column or a metric is of instead of how many requests there are, such as how long they take or how many of them fail.
pub(crate) fn no_demand(name: &str) -> Option<&'static str> {
    let words = words(name);
    let lower = words.join(" ");
    let has = |known: &[&str]| {
        words.iter().any(|word| known.contains(&word.as_str()) || known.contains(&word.trim_end_matches('s')))
    };
    let found = |table: &[(&[&str], &'static str)]| table.iter().find(|(known, _)| has(known)).map(|(_, is)| *is);
    let has_part = |known: &[&str]| known.iter().any(|part| lower.contains(part));
    if let Some(is) = found(&NEVER) {
        return Some(is);
    }
    if let Some((_, is)) = NEVER_PARTS.iter().find(|(known, _)| has_part(known)) {
        return Some(is);
    }
    if is_statistic(name) {
        return Some(NO_SUM);
    }
    // How many durations there are is how many requests.
    let is_count = words.last().is_some_and(|word| word == "count");
    if !is_count && has_part(&["duration", "latency", "elapsed", "response time", "execution time"]) {
        return Some(DURATION);
    }
    if has(&DEMAND) {
        return None;
    }
    if !words.is_empty() && words.iter().all(|word| WHEN.contains(&word.as_str())) {
        return Some("when requests come");
    }
    found(&OTHERS).or_else(|| words.iter().any(|word| is_percentile(word)).then_some(DURATION))
}

/// Whether a name is that of a statistic that is no sum, alone or in brackets behind that of a metric.
fn is_statistic(name: &str) -> bool {
    let behind = name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once('(')).map(|(_, behind)| behind);
    is_no_sum(name) || behind.is_some_and(|name| is_no_sum(name) || is_percentile(&name.to_lowercase()))
}

/// Whether a word is a statistic that tells of no request how often it came.
pub(crate) fn is_no_sum(word: &str) -> bool {
    matches!(
        word.trim().to_lowercase().as_str(),
        "average" | "avg" | "minimum" | "min" | "maximum" | "max" | "mean" | "median"
    )
}

fn is_percentile(word: &str) -> bool {
    word.strip_prefix('p').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The words of a name in small letters: those between other signs, and those that begin with a capital.
fn words(name: &str) -> Vec<String> {
    let signs: Vec<char> = name.chars().collect();
    let is_small = |at: usize| signs.get(at).is_some_and(|c| c.is_lowercase());
    let mut spaced = String::new();
    for (at, &sign) in signs.iter().enumerate() {
        // `targetResponseTime`, `HTTPCode`; `LCUs` and `2xx` are one.
        let begins = sign.is_uppercase() && at > 0 && (is_small(at - 1) || (is_small(at + 1) && is_small(at + 2)));
        if begins || !sign.is_alphanumeric() {
            spaced.push(' ');
        }
        if sign.is_alphanumeric() {
            spaced.extend(sign.to_lowercase());
        }
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{NO_SUM, no_demand, words};

    #[test]
    fn names_are_split_into_their_words() {
        for (name, expected) in [
            ("TargetResponseTime", "target response time"),
            ("HTTPCode_Target_5XX_Count", "http code target 5xx count"),
            ("ConsumedLCUs", "consumed lcus"),
            ("CPUUtilization", "cpu utilization"),
            ("p95 latency (ms)", "p95 latency ms"),
            ("エラー数", "エラー数"),
        ] {
            assert_eq!(words(name).join(" "), expected);
        }
    }

    #[test]
    fn metrics_of_something_else_are_no_demand() {
        for (is, names) in [
            (
                "how many requests fail",
                &[
                    "HTTPCode_Target_5XX_Count",
                    "ClientError",
                    "RejectedConnectionCount",
                    "failed",
                    "Fehler",
                    "エラー数",
                    "오류",
                ][..],
            ),
            (
                "how long requests take",
                &[
                    "TargetResponseTime",
                    "Dauer",
                    "Antwortzeit",
                    "応答時間",
                    "p99",
                    "request_duration_ms",
                    "Request latency",
                    "InitDuration",
                ],
            ),
            (
                "how many machines there are, or how busy they are",
                &["HealthyHostCount", "UnHealthyHostCount", "pods", "ConsumedLCUs"],
            ),
            ("how much is transferred", &["ProcessedBytes", "request bytes"]),
            ("how long something waits", &["IteratorAge", "ApproximateAgeOfOldestMessage"]),
            ("how much waits", &["ApproximateNumberOfMessagesVisible"]),
            ("how many starts are slow", &["cold starts", "ColdStarts"]),
            ("how many requests run at the same time", &["ConcurrentExecutions"]),
            ("a property of something", &["temperature", "rank"]),
            ("when requests come", &["utc_offset", "minute"]),
            ("a running total", &["cum_requests"]),
            (NO_SUM, &["Average", "Invocations (Average)", "Maximum", "minimum", "Invocations (p99)"]),
        ] {
            for name in names {
                assert_eq!(no_demand(name), Some(is), "{name}");
            }
        }
    }

    #[test]
    fn demand_is_told_by_many_names() {
        for name in [
            "RequestCount",
            "HTTPCode_Target_2XX_Count",
            "2xx",
            "200",
            "NewConnectionCount",
            "http_request_duration_seconds_count",
            "average requests per hour",
            "avg_requests",
            "Invocations (Sum)",
            "Sum",
            "SampleCount",
            "active users",
            "Besucher",
            "http_requests_total",
            "page views",
            "messages",
            "NumberOfMessagesSent",
            "Value",
            "",
            "リクエスト数",
        ] {
            assert_eq!(no_demand(name), None, "{name}");
        }
    }
}
