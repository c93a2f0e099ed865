//! Lambda's limits: past one, a workload is not possible on Lambda; near some, there is a warning.

use super::usage::{FunctionSummary, Usage};
use crate::cost::{Reason, Warning};
use crate::pricebook::Rules;
use crate::scenario::{FrontDoor, Invocation, SnapStart, Workload};
use crate::units::Dec;

/// Every limit that the workload is past. The time limit tests the mean duration.
pub(super) fn reasons(workload: &Workload, rules: &Rules) -> Vec<Reason> {
    let sync = workload.is_invoked_synchronously();
    let mut reasons = Vec::new();
    let mut check = |what, value: Dec, limit: Dec, unit, hint| {
        if value > limit {
            reasons.push(Reason::Limit { what, value, limit, unit, hint });
        }
    };
    check("duration", workload.duration_ms, rules.timeout_max_ms, "ms", "split the work, or run it elsewhere");
    check("memory", workload.memory_mb, rules.memory_max_mb, "MB", "");
    check("ephemeral storage", workload.ephemeral_mb, rules.ephemeral_max_mb, "MB", "");
    check(
        "the unzipped package",
        workload.package_mb,
        rules.package_unzipped_mb,
        "MB",
        "a container image may be larger",
    );
    if sync {
        // A load balancer passes less on (Elastic Load Balancing user guide, Lambda functions as targets, 2026-11-26).
        let balanced = rules.payload_load_balancer_kb.filter(|_| workload.front_door == FrontDoor::Alb);
        let (request, response) = match balanced {
            Some(_) => ("the request behind a load balancer", "the response behind a load balancer"),
            None => ("the request", "the response"),
        };
        check(
            request,
            workload.request_kb,
            balanced.unwrap_or(rules.payload_sync_request_kb),
            "KB",
            "pass it through S3",
        );
        // A larger response is streamed, where streaming exists and the front door passes it on.
        let streams = matches!(workload.front_door, FrontDoor::None | FrontDoor::FunctionUrl);
        let most = rules.payload_streamed_response_kb.filter(|_| streams);
        let most = balanced.or(most).unwrap_or(rules.payload_sync_response_kb);
        check(response, workload.response_kb, most, "KB", "pass it through S3");
        if workload.front_door == FrontDoor::HttpApi {
            check("duration behind an HTTP API", workload.duration_ms, rules.http_api_timeout_ms, "ms", "");
        }
    } else {
        check("the event", workload.request_kb, rules.payload_async_kb, "KB", "pass it through S3");
    }
    reasons
}

/// Whether the workload keeps within all limits.
#[must_use]
pub fn is_possible(workload: &Workload, rules: &Rules) -> bool {
    reasons(workload, rules).is_empty()
}

/// What to know before relying on Lambda.
pub(super) fn warnings(workload: &Workload, rules: &Rules, usage: &Usage, function: &FunctionSummary) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let quota = rules.concurrency_default;
    let needed = function.peak_concurrency.max(function.rate_concurrency);
    let provisioned = workload.provisioned_concurrency;
    if provisioned > quota && provisioned.to_f64() > needed {
        warnings.push(Warning::ProvisionedQuota { provisioned, quota });
    } else if needed > quota.to_f64() {
        let by_rate = needed > function.peak_concurrency;
        warnings.push(Warning::Concurrency { needed, quota, by_rate });
    }
    if workload.front_door == FrontDoor::RestApi
        && let Some(limit_ms) = rules.rest_api_timeout_ms
        && workload.invocation == Invocation::Sync
        && workload.duration_ms > limit_ms
    {
        warnings.push(Warning::RestApiTimeout { limit_ms });
    }
    let at_most = usage.provisioned_at_most * 100.0;
    if let Some(given) = workload.provisioned_share_pct.filter(|given| given.to_f64() > at_most * (1.0 + 1e-9)) {
        warnings.push(Warning::ProvisionedShare { given, at_most });
    }
    if workload.snapstart.is_charged() && workload.init_ms.is_none() && workload.cold_start_pct.is_none() {
        warnings.push(Warning::RestoresNotCounted);
    }
    let on_demand = workload.snapstart == SnapStart::None;
    if let Some(init) = workload.init_ms
        && on_demand
        && init > rules.init_phase_max_ms
    {
        let limit_s = rules.init_phase_max_ms.ratio(1, 1_000).unwrap_or(rules.init_phase_max_ms);
        warnings.push(Warning::SlowInit { limit_s });
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cost::Settings;
    use crate::pricebook::PriceBook;
    use crate::scenario;

    fn told(front_door: &str, request_kb: &str, response_kb: &str) -> Vec<String> {
        told_of("sync", front_door, request_kb, response_kb)
    }

    fn told_of(invocation: &str, front_door: &str, request_kb: &str, response_kb: &str) -> Vec<String> {
        let book = PriceBook::current().unwrap();
        let csv = format!(
            "name,requests_per_month,duration_ms,memory_mb,front_door,request_kb,response_kb,invocation\n\
             A,1M,120,1024,{front_door},{request_kb},{response_kb},{invocation}\n"
        );
        let workload = &scenario::read_str(&csv, book.rules()).unwrap().workloads[0];
        reasons(workload, book.rules()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn provisioned_environments_count_toward_the_quota() {
        // 2,500,000,000 x 1 s / 2,628,000 s = 951 run at a time, below the default of 1,000 (Lambda developer guide, quotas, 2026-09).
        let book = PriceBook::current().unwrap();
        let warned = |provisioned: &str| {
            let csv = format!(
                "name,requests_per_month,duration_ms,memory_mb,provisioned_concurrency\nBig,2.5B,1000,1024,{provisioned}\n"
            );
            let workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
            let offer = crate::cost::lambda::offer(&book, &workload, &Settings::new(book.rules())).unwrap();
            offer.warnings.iter().any(|warning| matches!(warning, Warning::ProvisionedQuota { .. }))
        };
        assert!(warned("1001") && !warned("1000"));
    }

    #[test]
    fn a_load_balancer_passes_a_megabyte_on() {
        // Elastic Load Balancing user guide, Lambda functions as targets, 2026-11-26: 1 MB each way.
        assert!(told("alb", "1024", "1024").is_empty());
        let both = told("alb", "1025", "1025");
        assert!(both[0].starts_with("the request behind a load balancer is 1,025 KB"), "{both:?}");
        assert!(both[1].starts_with("the response behind a load balancer is 1,025 KB"), "{both:?}");
        // Lambda's own 6 MB elsewhere.
        assert!(told("http-api", "6144", "6144").is_empty());
        assert_eq!(told("http-api", "6145", "6145").len(), 2);
    }

    #[test]
    fn behind_a_load_balancer_asynchronous_work_is_invoked_synchronously() {
        // 1 MB each way, as above; an event that nobody waits for may have 1 MB, and what it leaves behind is of any size.
        let both = told_of("async", "alb", "1025", "1025");
        assert_eq!(both.len(), 2, "{both:?}");
        assert!(both[1].starts_with("the response behind a load balancer is 1,025 KB"), "{both:?}");
        assert!(told_of("async", "rest-api", "1024", "9000").is_empty());
    }

    #[test]
    fn more_than_provisioned_concurrency_can_serve_is_told() {
        // One environment is busy 730 x 3,600 s a month at most: 21.9 million invocations of 120 ms, of 1,000 million 2.19 %.
        let book = PriceBook::current().unwrap();
        let warned = |share: &str, requests: &str| {
            let csv = format!(
                "name,requests_per_month,duration_ms,memory_mb,provisioned_concurrency,provisioned_share_pct\n\
                 A,{requests},120,1024,1,{share}\n"
            );
            let workload = &scenario::read_str(&csv, book.rules()).unwrap().workloads[0];
            let settings = Settings::new(book.rules());
            let offer = crate::cost::lambda::offer(&book, workload, &settings).unwrap();
            offer.warnings.iter().map(ToString::to_string).find(|text| text.contains("provisioned_share_pct"))
        };
        let told = warned("100", "1B").unwrap();
        assert!(told.contains("can serve 2.19 % of the invocations"), "{told}");
        assert_eq!((warned("2.19", "1B"), warned("100", "21M"), warned("", "1B")), (None, None, None));
    }
}
