//! Names by which numbers are not how many requests there are.

/// What the name of a column or a metric is of instead of how many requests there are, such as how long they take or how many of them fail.
pub(crate) fn no_demand(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    const FAILED: [&str; 6] = ["error", "failure", "fault", "throttle", "timeout", "exception"];
    const DEMAND: [&str; 10] =
        ["request", "invocation", "call", "count", "per", "weight", "hit", "event", "execution", "transaction"];
    let has = |known: &[&str]| words().any(|word| known.contains(&word.trim_end_matches('s')));
    if has(&FAILED) {
        return Some("how many requests fail");
    }
    const RUNNING: [&str; 3] = ["cumulative", "cumulated", "running"];
    if has(&RUNNING) {
        return Some("a running total");
    }
    if has(&DEMAND) {
        return None;
    }
    const WHEN: [&str; 13] = [
        "timestamp",
        "date",
        "datetime",
        "time",
        "hour",
        "hours",
        "day",
        "weekday",
        "epoch",
        "unix",
        "utc",
        "of",
        "the",
    ];
    if !lower.is_empty() && words().all(|word| WHEN.contains(&word)) {
        return Some("when requests come");
    }
    const OTHERS: [(&[&str], &str); 3] = [
        (&["cpu", "utilization", "cpuutilization", "memory", "mem", "ram"], "how busy machines are"),
        (&["cost", "usd", "price", "bill"], "what it costs"),
        (&["byte", "kb", "mb", "gb", "networkin", "networkout"], "how much is transferred"),
    ];
    if let Some((_, is)) = OTHERS.iter().find(|(known, _)| has(known)) {
        return Some(is);
    }
    let is_percentile = |word: &str| {
        word.strip_prefix('p').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    const UNITS: [&str; 7] = ["ms", "msec", "millis", "milliseconds", "sec", "secs", "seconds"];
    let is_time = ["duration", "latency", "elapsed", "response time", "response_time", "execution_time"]
        .iter()
        .any(|part| lower.contains(part))
        || words().any(|word| UNITS.contains(&word) || is_percentile(word));
    is_time.then_some("how long requests take")
}
