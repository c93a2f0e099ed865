//! Words in names of columns and metrics, and what numbers with such names are of.

pub(super) const DURATION: &str = "how long requests take";
pub(super) const FAILURES: &str = "how many requests fail";
pub(super) const MACHINES: &str = "how many machines there are, or how busy they are";
pub(super) const RUNNING: &str = "how many requests run at the same time";
pub(super) const TOTAL: &str = "a running total";
pub(crate) const RATIO: &str = "a ratio or a score";
pub(super) const SPREAD: &str = "how far values lie apart";
pub(super) const CHANGE: &str = "a change from one time to another";
pub(super) const SCALED: &str = "a logarithm or a root";
pub(super) const MEMORY_TIME: &str = "how much memory is held, and for how long";
pub(super) const PROPERTY: &str = "a property of something";
const COST: &str = "what it costs";
const WAITING: &str = "how much waits";

/// Words for something else than requests, and what they are of.
pub(super) const NEVER: [(&[&str], &str); 13] = [
    (
        &[
            "error",
            "failure",
            "failed",
            "fail",
            "fault",
            "throttle",
            "throttled",
            "timeout",
            "exception",
            "rejected",
            "dropped",
            "5xx",
            "4xx",
            "fehler",
            "erreur",
        ],
        FAILURES,
    ),
    (&["cumulative", "cumulated", "cum", "cumsum"], TOTAL),
    (&["concurrent", "concurrency", "running"], RUNNING),
    (&["host", "pod", "replica", "lcu", "instance", "node", "thread"], MACHINES),
    (&["visible", "backlog", "lag"], WAITING),
    (&["age"], "how long something waits"),
    (&["uptime"], "how long something runs"),
    (&["cold"], "how many starts are slow"),
    (&["byte"], "how much is transferred"),
    (&["apdex", "zscore"], RATIO),
    (&["stddev", "stdev", "variance"], SPREAD),
    (&["yoy"], CHANGE),
    (&["log10", "log2", "log1p", "ln", "sqrt"], SCALED),
];

/// Words in brackets behind requests, and what these are then.
pub(super) const WITHIN: (&[&str], &str) = (&["index"], RATIO);

/// The same in writing without blanks, as parts of a name.
pub(super) const NEVER_PARTS: [(&[&str], &str); 2] = [
    (&["エラー", "오류", "错误", "錯誤"], FAILURES),
    (&["antwortzeit", "応答時間", "レイテンシ", "응답 시간", "응답시간", "响应时间", "延迟"], DURATION),
];

/// The same of several words.
pub(super) const PHRASES: [(&[&str], &str); 7] = [
    (&["desired capacity"], MACHINES),
    (&["running total", "running sum", "running count", "so far"], TOTAL),
    (&["active connection", "open connection", "current connection"], "how many connections are open at the same time"),
    (&["hit ratio", "hit rate", "success rate", "conversion rate"], RATIO),
    (&["queue length", "queue depth", "queue size"], WAITING),
    (&["change pct", "pct change", "change percent", "percent change"], CHANGE),
    (&["estimated charge"], COST),
];

/// How long requests take, as parts of a name.
pub(super) const DURATIONS: [&str; 8] = [
    "duration",
    "latency",
    "elapsed",
    "response time",
    "execution time",
    "request time",
    "processing time",
    "time taken",
];

/// Memory times time, at the end of a name.
pub(super) const MEMORY_TIMES: [&str; 5] = ["gb s", "gb second", "gb seconds", "gb hour", "gb hours"];

/// Last words of names of columns whose numbers are names, too, or ratios. Their plurals may be counts.
pub(super) const LAST: [(&[&str], &str); 2] = [
    (&["status", "code", "port", "id", "pid", "uid", "version", "length", "zone", "shard"], PROPERTY),
    (&["availability", "score"], RATIO),
];

/// Spans of time over which the mean number of requests is one.
pub(super) const SPANS: [&str; 6] = ["hour", "hourly", "day", "daily", "week", "weekly"];

/// Words for requests. Words for something else count beside them only where they say what the requests are.
pub(super) const REQUESTS: [&str; 8] =
    ["request", "invocation", "call", "hit", "event", "execution", "transaction", "started"];

/// Words that stand before those for requests, or before the number of them, and leave them what they are.
pub(super) const ASIDE: [&str; 3] = ["concurrency", "uptime", "lag"];

/// Words that say it of all that follows.
pub(super) const OF_ALL: [&str; 7] = ["failed", "rejected", "dropped", "cumulative", "cumulated", "cum", "concurrent"];

/// Words by which the next ones are left out, and words that stand between what is added up.
pub(super) const WITHOUT: [&str; 9] = ["non", "not", "without", "excluding", "excl", "except", "minus", "ohne", "sans"];
pub(super) const AND: [&str; 8] = ["and", "or", "und", "et", "incl", "including", "inkl", "included"];

/// What requests are shared out between, behind `per`.
pub(super) const EACH: [&str; 16] = [
    "host",
    "target",
    "instance",
    "pod",
    "user",
    "machine",
    "server",
    "node",
    "replica",
    "container",
    "task",
    "customer",
    "tenant",
    "client",
    "session",
    "visitor",
];

/// Words for something else in names without a word for requests.
pub(super) const OTHERS: [(&[&str], &str); 7] = [
    (&["cpu", "utilization", "cpuutilization", "memory", "mem", "ram"], "how busy machines are"),
    (&["cost", "usd", "price", "bill"], COST),
    (&["revenue", "eur", "gbp"], "an amount of money"),
    (&["kb", "mb", "gb", "networkin", "networkout"], "how much is transferred"),
    (&["temperature", "rank"], PROPERTY),
    (&["ratio"], RATIO),
    (&["ms", "msec", "millis", "millisecond", "sec", "second", "dauer", "latenz", "durée", "duración"], DURATION),
];

/// Words that say nothing else beside those above.
pub(super) const BESIDE: [&str; 11] =
    ["count", "total", "rate", "usage", "used", "percent", "pct", "load", "free", "available", "s"];

/// Words for what comes as requests do, which at the end of a name say that it is counted, whatever [thing](THINGS) it is of:
/// `price checks`, `error reports`.
pub(super) const COMING: [&str; 15] = [
    "check", "report", "reading", "play", "upload", "download", "message", "order", "job", "run", "visit", "view",
    "click", "login", "payment",
];

/// Things that those may be of. Words that say in which state they are, such as `failed` and `running`, are none.
pub(super) const THINGS: [&str; 25] = [
    "error",
    "failure",
    "fault",
    "timeout",
    "exception",
    "fehler",
    "erreur",
    "host",
    "pod",
    "replica",
    "instance",
    "node",
    "thread",
    "backlog",
    "lag",
    "age",
    "uptime",
    "cpu",
    "memory",
    "ram",
    "cost",
    "price",
    "bill",
    "temperature",
    "rank",
];

/// Words behind those for what is counted that leave it what it is.
pub(super) const COUNTED: [&str; 4] = ["count", "total", "sum", "number"];

/// Words for what comes as requests do, beside those for requests.
pub(super) const DEMANDS: [&str; 26] = [
    "count", "weight", "demand", "traffic", "req", "rps", "qps", "tps", "visit", "visitor", "view", "session", "user",
    "order", "message", "query", "queries", "job", "task", "login", "download", "click", "anfrage", "aufruf",
    "besucher", "2xx",
];

/// Requests in writing without blanks, as parts of a name.
pub(super) const DEMAND_PARTS: [&str; 3] = ["リクエスト", "请求", "요청"];

/// Words of names that say when, where there are no others.
pub(super) const WHEN: [&str; 17] = [
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
