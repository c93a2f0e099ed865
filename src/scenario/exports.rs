//! Files that other programs write, known by their heading: bills, logs and metrics that somebody hopes to have priced.

use super::columns;

/// A kind of file.
struct Export {
    /// Names of its heading, in lower case; two of them say what it is.
    names: &'static [&'static str],
    /// What it is.
    what: &'static str,
    /// What a scenario takes from it.
    help: &'static str,
}

/// The kinds whose names nobody else uses. Names of AWS's reports: Data Exports user guide, tables CUR 2.0 and FOCUS 1.0 with AWS
/// columns, and the legacy report's data dictionary, as of 2026-10; of logs: CloudWatch Logs user guide, discovered fields of Lambda.
const EXPORTS: [Export; 8] = [
    // Every table that `costcalc prices columns` shows has both.
    Export {
        names: &["as_of", "source"],
        what: "a table of prices",
        help: "give it with a scenario: `costcalc compare scenario.csv --pricing FILE`",
    },
    Export {
        names: &[
            "line_item_usage_type",
            "line_item_usage_amount",
            "line_item_product_code",
            "identity_line_item_id",
            "lineitem/usagetype",
            "lineitem/usageamount",
            "lineitem/productcode",
            "identity/lineitemid",
        ],
        what: "a Cost and Usage Report, with a row for each line of a bill",
        help: BILL,
    },
    Export {
        names: &["billedcost", "chargeperiodstart", "consumedquantity", "chargecategory", "servicename", "skuid"],
        what: "a bill in the format FOCUS, with a row for each charge",
        help: BILL,
    },
    Export {
        names: &[
            "@timestamp",
            "@requestid",
            "@type",
            "@duration",
            "@billedduration",
            "@memorysize",
            "@maxmemoryused",
            "@message",
        ],
        what: "a result of CloudWatch Logs Insights, with a row for each event",
        help: "write a row for each function: requests_per_month is how many events with the @type REPORT a month has, \
               duration_ms the mean of their @duration, duration_cv its standard deviation over that mean, memory_mb their \
               @memorySize in millions of bytes",
    },
    // AWS Compute Optimizer user guide, exported fields of Lambda functions, as of 2026-10.
    Export {
        names: &[
            "functionarn",
            "currentconfiguration_memorysize",
            "currentmemorysize",
            "numberofinvocations",
            "lookbackperiodindays",
            "utilizationmetricsdurationaverage",
            "utilizationmetricsdurationmaximum",
            "utilizationmetricsmemoryaverage",
            "utilizationmetricsmemorymaximum",
        ],
        what: "a list of Lambda functions of Compute Optimizer",
        help: "write a row for each function: requests_per_month is numberOfInvocations times 30.4 divided by \
               lookbackPeriodInDays, duration_ms utilizationMetricsDurationAverage, memory_mb its current memory size, \
               memory_used_mb utilizationMetricsMemoryMaximum",
    },
    // The columns of results in CSV: Apache JMeter user manual, Listeners; k6 documentation, CSV output; both as of 2026-10.
    Export {
        names: &["timestamp", "elapsed", "responsecode", "responsemessage", "threadname", "allthreads", "idletime"],
        what: LOAD_TEST,
        help: SAMPLES,
    },
    Export {
        names: &["metric_name", "metric_value", "extra_tags", "expected_response"],
        what: LOAD_TEST,
        help: SAMPLES,
    },
    // Locust documentation, statistics in CSV, as of 2026-10.
    Export {
        names: &[
            "failure count",
            "failures/s",
            "average content size",
            "min response time",
            "max response time",
            "user count",
            "total failure count",
        ],
        what: "a result of a load test, with a row for each kind of request or moment",
        help: SAMPLES,
    },
];

const LOAD_TEST: &str = "a result of a load test, with a row for each sample";

const SAMPLES: &str = "write a row for each workload: requests_per_month is what its users ask for in a month, which a load test does not \
                       say; the rate that one instance served in it is requests_per_second_per_instance";

const BILL: &str = "write a row for each function: requests_per_month is its usage of requests in a month, duration_ms 1,000 \
                    times its GB-seconds, divided by these requests and by its memory in GB";

/// What lines of Lambda's logs have (Lambda developer guide, log formats, as of 2026-10).
const LOG_LINES: [&str; 3] = ["REPORT RequestId: ", "START RequestId: ", "INIT_START Runtime Version: "];

const LOG: &str = "write a row for each function: requests_per_month is how many REPORT lines a month has, duration_ms the mean of \
                   their Duration, duration_cv its standard deviation over that mean, memory_mb their Memory Size";

/// First columns of series.
const TIMES: [&str; 10] =
    ["timestamp", "time", "datetime", "date", "start", "start_time", "timestamp (utc)", "hour", "day", "weekday"];

/// What a file with this heading is, and what a scenario takes from it, where it is no scenario.
pub(super) fn of_heading(names: &[&str]) -> Option<(String, String)> {
    if ["lambda_usd", "ec2_usd"].iter().all(|own| names.contains(own)) && !names.contains(&"duration_ms") {
        let help = "give the scenario that it was made of".to_owned();
        return Some(("the file is a result of costcalc, and no scenario".to_owned(), help));
    }
    // The heading of a scenario says what the workloads are called.
    if names.iter().any(|name| columns::find(name).is_some_and(|at| columns::COLUMNS[at].name == "name")) {
        return None;
    }
    let lower = || names.iter().map(|name| name.to_lowercase());
    let is = |export: &&Export| lower().filter(|name| export.names.contains(&name.as_str())).nth(1).is_some();
    if let Some(export) = EXPORTS.iter().find(is) {
        return Some((format!("the file is {}", export.what), export.help.to_owned()));
    }
    if names.iter().any(|name| LOG_LINES.iter().any(|word| name.contains(word))) {
        return Some(("the file is a log of a function, with a line for each event".to_owned(), LOG.to_owned()));
    }
    let is_series = matches!(names.len(), 2 | 3) && lower().next().is_some_and(|first| TIMES.contains(&first.as_str()));
    is_series.then(|| {
        (
            "the file is a series of times, and no table of workloads".to_owned(),
            "if it counts requests over a day, a week or more, it is a traffic profile: write its name into the column \
             traffic of a workload"
                .to_owned(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_programs_are_told_as_what_they_are() {
        for (heading, what) in [
            ("identity_line_item_id,bill_payer_account_id,line_item_usage_type", "Cost and Usage Report"),
            ("identity/LineItemId,bill/PayerAccountId,lineItem/UsageAmount", "Cost and Usage Report"),
            ("AvailabilityZone,BilledCost,ChargePeriodStart,ServiceName", "FOCUS"),
            ("@timestamp,@requestId,@duration,@memorySize", "Logs Insights"),
            ("functionName,currentMemorySize,numberOfInvocations,lookbackPeriodInDays", "Compute Optimizer"),
            ("timeStamp,elapsed,label,responseCode,responseMessage,threadName", "load test"),
            ("metric_name,timestamp,metric_value,check,error", "load test"),
            ("Type,Name,Request Count,Failure Count,Average Response Time,Requests/s,Failures/s", "load test"),
            ("REPORT RequestId: 85e1  Duration: 552.49 ms  Memory Size: 512 MB", "log of a function"),
            ("region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source", "table of prices"),
            ("timestamp,requests", "series of times"),
            ("Time,Invocations,Errors", "series of times"),
            ("hour,weight", "series of times"),
            ("day,hour,requests", "series of times"),
            ("name,region,requests_per_month,lambda_usd,ec2_usd,cheaper", "result of costcalc"),
        ] {
            let names: Vec<&str> = heading.split(',').collect();
            let (message, _) = of_heading(&names).unwrap_or_default();
            assert!(message.contains(what), "{heading}: {message}");
        }
    }

    #[test]
    fn a_scenario_is_none_of_them() {
        for heading in [
            "name,requests_per_month,duration_ms,memory_mb",
            "name,@duration,@memorySize",
            "ServiceName,requests_per_month,duration_ms",
            "Name,Request Count,Average Response Time,Requests/s",
            "timestamp,requests_per_month,duration_ms,memory_mb",
        ] {
            let names: Vec<&str> = heading.split(',').collect();
            assert_eq!(of_heading(&names), None, "{heading}");
        }
    }
}
