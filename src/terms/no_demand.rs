//! Names by which numbers are not how many requests there are.

use super::name_words::{NameWord, split_brackets, words};
use super::no_demand_words::{
    AND, ASIDE, BESIDE, COMING, COUNTED, DEMAND_PARTS, DEMANDS, DURATION, DURATIONS, EACH, LAST, MACHINES, MEMORY_TIME,
    MEMORY_TIMES, NEVER, NEVER_PARTS, OF_ALL, OTHERS, PHRASES, REQUESTS, SCALED, SPANS, THINGS, WHEN, WITHIN, WITHOUT,
};

/// What numbers with statistics for names are.
pub(crate) const NO_SUM: &str = "an average or an extreme of each period (take the statistic Sum)";

/// Bytes that no name of a metric has, with all its labels: words are looked at in pairs.
const LONGEST_NAME: usize = 2_000;

/// What the name of a column or a metric is of instead of how many requests there are, such as how long they take or how many of them fail.
pub(crate) fn no_demand(name: &str) -> Option<&'static str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    // What a server sends or a client does, in the logs of the W3C.
    let name = ["sc-", "cs-"].iter().find_map(|side| name.strip_prefix(side)).unwrap_or(name);
    let (outside, inside) = split_brackets(name);
    let has_requests = |words: &[NameWord]| words.iter().any(|word| word.is_of(&REQUESTS));
    // Behind a metric of requests stands in brackets of what it is.
    let beside_requests = has_requests(&words(&outside));
    let all = words(if beside_requests { &outside } else { name });
    let per = all.iter().position(|word| word.is_of(&["per"])).filter(|per| *per > 0);
    let (head, behind) = all.split_at(per.unwrap_or(all.len()));
    let has_requests = has_requests(head);
    if has_requests
        && behind.get(1).is_some_and(|word| word.is_of(&EACH))
        && behind.get(2).is_none_or(|next| next.is_of(&["per"]))
    {
        return Some("how many requests each machine or user has");
    }
    let within = words(&inside);
    let all_within =
        |known: &[&str]| beside_requests && !within.is_empty() && within.iter().all(|word| word.is_of(known));
    let counted: Vec<(usize, &NameWord)> = head.iter().enumerate().filter(|(at, _)| counts(head, *at)).collect();
    let lower = counted.iter().map(|(_, word)| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let has_part = |known: &[&str]| known.iter().any(|part| lower.contains(part));
    if MEMORY_TIMES.iter().any(|time| lower.ends_with(time)) {
        return Some(MEMORY_TIME);
    }
    if let Some((_, is)) = PHRASES.iter().find(|(known, _)| has_part(known)) {
        return Some(is);
    }
    let lower_name = name.to_lowercase();
    if all_within(WITHIN.0) {
        return Some(WITHIN.1);
    }
    if lower_name.starts_with("log(") {
        return Some(SCALED);
    }
    let tells = |(known, is): &&(&[&str], &'static str)| {
        let is_told = |at: usize| {
            !is_excepted(head, at)
                && !is_thing_of_what_comes(head, at)
                && (!has_requests || says_what_they_are(head, at, is))
        };
        counted.iter().any(|(at, word)| word.is_of(known) && is_told(*at)) || all_within(known)
    };
    if let Some((_, is)) = NEVER.iter().find(tells).or_else(|| NEVER_PARTS.iter().find(|(known, _)| has_part(known))) {
        return Some(is);
    }
    // Programs that add up hours over weeks write `requests_mean`, which are their weights.
    let ends_in_statistic = || per.is_none() && head.len() > 1 && !name.contains('_') && ends_in_statistic(head);
    let is_peak = || matches!(head, [one, last] if one.is_of(&REQUESTS) && last.is_of(&["peak"]));
    if is_statistic(name) || has_requests && (is_extreme_of(head) || ends_in_statistic() || is_peak()) {
        return Some(NO_SUM);
    }
    // How many durations there are is how many requests; requests of low latency are requests.
    let is_count = head.last().is_some_and(|word| word.text == "count")
        || ["count(", "n("].iter().any(|function| lower_name.starts_with(function))
        || ["_count[", "_count)", "_count{", "sample count"].iter().any(|part| lower_name.contains(part));
    let says_which = |part: &str| {
        let behind = lower.split_once(part).map(|(_, behind)| words(behind));
        behind.is_some_and(|behind| behind.first().is_some_and(|word| word.is_of(&REQUESTS)))
    };
    if !is_count && DURATIONS.iter().any(|part| lower.contains(part) && !says_which(part)) {
        return Some(DURATION);
    }
    if has_requests || head.iter().any(|word| word.is_of(&["count", "weight"])) {
        return None;
    }
    if !all.is_empty() && all.iter().all(|word| WHEN.contains(&word.text.as_str())) {
        return Some("when requests come");
    }
    // Paths and labels of series name what is counted.
    if !name.contains(['/', '{'])
        && let Some(is) = by_last_word(&words(&outside))
    {
        return Some(is);
    }
    let is_other =
        |(at, word): &(usize, &NameWord), known: &[&str]| word.is_of(known) && !is_thing_of_what_comes(head, *at);
    let other = OTHERS.iter().find(|(known, _)| counted.iter().any(|word| is_other(word, known)));
    let is_percentile = || counted.iter().any(|(_, word)| is_percentile(&word.text));
    other.map(|(_, is)| *is).or_else(|| is_percentile().then_some(DURATION))
}

/// Whether a name says that numbers are requests, or what comes as they do.
pub(crate) fn names_demand(name: &str) -> bool {
    let is_one = |word: &NameWord| word.is_of(&REQUESTS) || word.is_of(&DEMANDS);
    let says_so = words(name).iter().any(is_one) || DEMAND_PARTS.iter().any(|part| name.contains(part));
    says_so && no_demand(name).is_none()
}

/// What numbers are by the last word of their name: a status, a port or the like. `status 200` is one of them that is counted.
fn by_last_word(words: &[NameWord]) -> Option<&'static str> {
    if words.iter().any(|word| word.text.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let last = words.iter().rev().find(|word| !word.is_of(&["percent", "pct"])).filter(|last| !last.is_joined)?;
    LAST.iter().find(|(known, _)| known.contains(&last.text.as_str())).map(|(_, is)| *is)
}

/// Whether a word for something else says what the requests beside it are: `request errors`, `failed requests`, `age of requests`.
fn says_what_they_are(words: &[NameWord], at: usize, is: &str) -> bool {
    let is_next = |known: &[&str]| words.get(at + 1).is_some_and(|next| next.is_of(known));
    let leaves_them = is == MACHINES || words[at].is_of(&ASIDE);
    // Requests to machines are requests, those that end in errors fail.
    let is_last = !leaves_them && at + 1 == words.len();
    let is_behind = is_last || at > 0 && words[at - 1].is_of(&REQUESTS);
    let is_before = !leaves_them && (is_next(&REQUESTS) || is_next(&["count", "start"]));
    is_behind || is_before || is_next(&["of", "in", "for"]) || at == 0 && words[at].is_of(&OF_ALL)
}

/// Whether a word is one of what is left out, or of several kinds that are added up: `non-error`, `hot and cold`.
fn is_excepted(words: &[NameWord], at: usize) -> bool {
    let is_never = |word: &NameWord| NEVER.iter().any(|(known, _)| word.is_of(known));
    let is_and = |word: Option<&NameWord>| word.is_some_and(|word| word.is_of(&AND));
    let before = words[..at].split_last();
    let is_added =
        before.is_some_and(|(last, more)| is_and(Some(last)) && more.last().is_some_and(|word| !is_never(word)));
    let adds = is_and(words.get(at + 1)) && words.get(at + 2).is_some_and(|word| !is_never(word));
    is_added || adds || words[..at].iter().any(|word| word.is_of(&WITHOUT))
}

/// Whether a word is the thing that others count at the end of the name: `price checks`, but no `age of messages`.
fn is_thing_of_what_comes(words: &[NameWord], at: usize) -> bool {
    let is_aside = |word: &&NameWord| !word.is_of(&COUNTED) && !word.is_of(&SPANS);
    let comes = words.iter().rev().find(is_aside).is_some_and(|last| last.is_of(&COMING));
    comes && words[at].is_of(&THINGS) && !words[at..].iter().any(|word| word.is_of(&["of", "in", "for"]))
}

/// Whether a word counts: one of several between hyphens, as names of functions have them, only where they end in a word that is
/// known here, or where all of them are.
fn counts(words: &[NameWord], at: usize) -> bool {
    let from = (0..=at).rev().find(|at| !words[*at].is_joined).unwrap_or(at);
    let to = (at + 1..words.len()).find(|at| !words[*at].is_joined).unwrap_or(words.len());
    let unit = &words[from..to];
    let is_other =
        |word: &NameWord| is_percentile(&word.text) || NEVER.iter().chain(&OTHERS).any(|(known, _)| word.is_of(known));
    let is_known = |word: &NameWord| is_other(word) || word.is_of(&REQUESTS) || word.is_of(&BESIDE);
    let ends_in_duration = || {
        let text = unit.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        DURATIONS.iter().any(|part| text.trim_end_matches('s').ends_with(part))
    };
    unit.len() == 1 || unit.last().is_some_and(is_other) || unit.iter().all(is_known) || ends_in_duration()
}

/// Whether a name is that of a statistic that is no sum, alone, in brackets behind that of a metric, or before one in brackets.
fn is_statistic(name: &str) -> bool {
    let parts = name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once('('));
    let is_one = |name: &str| is_no_sum(name) || is_percentile(&name.trim().to_lowercase());
    is_no_sum(name) || parts.is_some_and(|(before, behind)| is_one(behind) || is_one(before))
}

/// Whether a word is a statistic that tells of no request how often it came.
pub(crate) fn is_no_sum(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    is_extreme(&word) || matches!(word.as_str(), "average" | "avg" | "mean" | "peak")
}

/// Whether a word in small letters is a statistic that is that of one value among others.
fn is_extreme(word: &str) -> bool {
    matches!(word, "minimum" | "min" | "maximum" | "max" | "median")
}

/// Whether words begin with an extreme, which is no part of a name such as `max-api`.
fn is_extreme_of(words: &[NameWord]) -> bool {
    let is_joined = words.get(1).is_some_and(|next| next.is_joined);
    !is_joined && words.first().is_some_and(|word| is_extreme(&word.text))
}

/// Whether words end in a statistic, which is no mean over hours or days; `min` may be a minute, and `off peak` a time of day.
fn ends_in_statistic(words: &[NameWord]) -> bool {
    let is_one = |word: &NameWord| is_no_sum(&word.text) && !word.is_of(&["min", "peak"]) || is_percentile(&word.text);
    let is_last = words.last().is_some_and(|last| !last.is_joined && is_one(last));
    is_last && !words.iter().any(|word| word.is_of(&SPANS))
}

fn is_percentile(word: &str) -> bool {
    word.strip_prefix('p').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{NO_SUM, names_demand, no_demand};

    #[test]
    fn demands_with_words_of_something_else_are_demands() {
        for name in [
            "requests incl. errors",
            "Requests including 5xx",
            "Anfragen inkl. Fehler",
            "requests per user agent",
            "max-api requests",
            "increase(http_request_duration_seconds_count[1h])",
            "sum(increase(istio_request_duration_milliseconds_count[1h]))",
            "count(@duration)",
            "Sample Count of Duration",
        ] {
            assert_eq!(no_demand(name), None, "{name}");
        }
        for name in ["peak", "requests_peak", "revenue_eur", "Revenue"] {
            assert!(no_demand(name).is_some(), "{name}");
        }
        for name in ["peak season requests", "peak_requests", "requests off-peak", "requests off peak", "requests_mean"]
        {
            assert_eq!(no_demand(name), None, "{name}");
        }
        for name in
            ["requests per user", "requests_per_user_per_day", "increase(http_request_duration_seconds_sum[1h])"]
        {
            assert!(no_demand(name).is_some(), "{name}");
        }
    }

    #[test]
    fn what_comes_is_a_demand_whatever_it_is_of() {
        for name in [
            "price checks",
            "error reports",
            "Error report count",
            "temperature readings",
            "temperature_readings_per_hour",
            "memory game plays",
            "bill payments",
            "age checks",
            "node jobs hourly",
            "CpuReports",
        ] {
            assert_eq!(no_demand(name), None, "{name}");
        }
        for name in [
            "login failures",
            "failed payments",
            "running jobs",
            "price per order",
            "cost of orders",
            "ApproximateAgeOfOldestMessage",
            "MB uploads",
            "Latency",
            "5XXError",
            "CPUUtilization",
            "error rate",
            "order errors",
        ] {
            assert!(no_demand(name).is_some(), "{name}");
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
                    "request errors",
                    "failed requests",
                    "failed payment requests",
                    "failed and rejected requests",
                    "requests with errors",
                    "requests (5xx)",
                    "client-error requests",
                    "throttled requests",
                    "errors per request",
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
                    "time_taken",
                    "time-taken",
                    "request_time",
                    "request_processing_time",
                ],
            ),
            (
                "a property of something",
                &[
                    "status",
                    "status_code",
                    "sc-status",
                    "HTTP status",
                    "port",
                    "user_id",
                    "id",
                    "version",
                    "zone",
                    "temperature",
                ],
            ),
            ("how far values lie apart", &["stddev", "requests_stddev", "stddev(requests)"]),
            ("a change from one time to another", &["change_pct", "requests_yoy"]),
            ("a logarithm or a root", &["log10_requests", "ln(requests)", "log(requests)", "Requests (log10)"]),
            ("how much memory is held, and for how long", &["GB-s", "GB-seconds", "gb_second"]),
            (
                "how many machines there are, or how busy they are",
                &[
                    "HealthyHostCount",
                    "UnHealthyHostCount",
                    "pods",
                    "ConsumedLCUs",
                    "InstanceCount",
                    "GroupDesiredCapacity",
                    "threads",
                ],
            ),
            ("how much is transferred", &["ProcessedBytes", "request bytes"]),
            ("how long something waits", &["IteratorAge", "ApproximateAgeOfOldestMessage"]),
            ("how much waits", &["ApproximateNumberOfMessagesVisible", "queue_length", "lag", "Consumer lag"]),
            ("how many starts are slow", &["cold starts", "ColdStarts", "cold_start_count", "cold requests"]),
            ("how many requests run at the same time", &["ConcurrentExecutions", "running jobs"]),
            ("how many connections are open at the same time", &["ActiveConnectionCount"]),
            ("how long something runs", &["uptime", "uptime_seconds"]),
            (
                "how many requests each machine or user has",
                &["RequestCountPerTarget", "requests_per_user", "requests per host"],
            ),
            (
                "a ratio or a score",
                &[
                    "Apdex",
                    "ratio",
                    "cache hit ratio",
                    "Success rate",
                    "availability",
                    "AvailabilityPercent",
                    "zscore",
                    "Requests (index)",
                ],
            ),
            ("when requests come", &["utc_offset", "minute"]),
            ("a running total", &["cum_requests", "running total", "cumsum", "total_so_far"]),
            ("what it costs", &["cost per request", "EstimatedCharges"]),
            (
                NO_SUM,
                &[
                    "Average",
                    "Invocations (Average)",
                    "Maximum",
                    "minimum",
                    "Invocations (p99)",
                    "max(requests)",
                    "avg(requests)",
                    "median requests",
                    "Invocations Average",
                    "Requests p99",
                ],
            ),
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
            // Names of functions, alone and beside their metric.
            "retry-failed-payments",
            "Invocations (retry-failed-payments)",
            "retry-failed-payments Invocations",
            "host-api Invocations",
            "price-service",
            "ProvisionedConcurrencyInvocations",
            // Requests, whatever kind of them.
            "hot and cold requests",
            "successful and failed requests",
            "non-error requests",
            "requests without errors",
            "running jobs started",
            "low-latency requests",
            "node requests",
            "requests by host",
            "requests of all instances",
            "ConsumedReadCapacityUnits",
            "requests per second",
            "requests/min",
            "requests hourly avg",
            "requests_avg_per_hour",
            "requests_mean",
            "size",
            "GET /users/{id}",
            "GET /status",
            "requests with status 200",
            "port-service Invocations",
            "port-service",
            "order-status",
            "status 200",
            "HTTP status 2xx",
            "status page views",
            "codes redeemed",
            "log requests",
            "index requests",
            "lag requests",
            "availability checks",
        ] {
            assert_eq!(no_demand(name), None, "{name}");
        }
    }
    #[test]
    fn what_is_left_over_is_no_demand_by_that() {
        for name in ["Requests", "2xx", "page views", "order_count", "Sum of Requests"] {
            assert!(names_demand(name), "{name}");
        }
        for name in ["value", "line", "2026", "id", "p99", "errors", ""] {
            assert!(!names_demand(name), "{name}");
        }
    }
}
