//! [`Usage`]: what a workload uses of each of Lambda's meters in a month, before any price.

use super::provisioned;
use crate::cost::{Case, mean_ceil};
use crate::pricebook::Rules;
use crate::scenario::{FrontDoor, SnapStart, Workload};
use crate::units::{Dec, OrTooLarge, TooLarge};

/// Quantities of a month, each in the unit of its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usage {
    /// Invocations.
    pub invocations: Dec,
    /// Billed requests.
    pub requests: Dec,
    /// Billed duration of an invocation (its mean, where durations spread), ms.
    pub billed_ms: Dec,
    /// Invocations billed as on-demand duration.
    pub on_demand_invocations: Dec,
    /// On-demand duration without INIT, GB-s.
    pub on_demand_gb_s: Dec,
    /// Cold starts.
    pub cold_starts: Dec,
    /// What INIT adds to the billed duration of a cold start, ms.
    pub init_added_ms: Dec,
    /// What INIT adds, GB-s.
    pub initialization_gb_s: Dec,
    /// Configured provisioned concurrency, GB-s.
    pub provisioned_gb_s: Dec,
    /// Hours of provisioned concurrency, rounded up as billed.
    pub provisioned_hours: Dec,
    /// Invocations under provisioned concurrency.
    pub provisioned_invocations: Dec,
    /// Duration under provisioned concurrency, GB-s.
    pub provisioned_duration_gb_s: Dec,
    /// Ephemeral storage above the free part, GB-s.
    pub storage_gb_s: Dec,
    /// Streamed bytes above the free part of each response, GB.
    pub streamed_gb: Dec,
    /// Cached snapshots, GB-s.
    pub snapshot_gb_s: Dec,
    /// Restored snapshots, GB.
    pub restored_gb: Dec,
    /// HTTP API calls as counted.
    pub http_api_requests: Dec,
    /// REST API calls.
    pub rest_api_requests: Dec,
    /// Data to the internet, GB.
    pub transfer_gb: Dec,
    /// Logs, GB.
    pub log_gb: Dec,
    /// Cold starts were estimated from the traffic.
    pub cold_estimated: bool,
    /// Invocations a second in the busiest stretch of the busiest hour.
    pub peak_rate: f64,
    /// The share of the invocations in its hours that provisioned concurrency could serve were it never idle, 1 = all.
    pub provisioned_at_most: f64,
}

/// A function's figures for reports.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunctionSummary {
    /// Invocations a month.
    pub invocations: Dec,
    /// Billed duration of an invocation, ms.
    pub billed_ms: Dec,
    /// vCPUs at the memory size.
    pub vcpu: f64,
    /// Cold starts a month.
    pub cold_starts: Dec,
    /// Invocations in flight at the peak.
    pub peak_concurrency: f64,
    /// Concurrency that the account's quota must allow for the request rate of the peak, where invocations are synchronous. The
    /// quota must allow for the larger of both.
    pub rate_concurrency: f64,
    /// Invocations a month under provisioned concurrency.
    pub provisioned_invocations: Dec,
}

/// `count × ms × MB` in GB-seconds (1 GB = 1,024 MB), rounded once. Most workloads have only one such quantity.
#[inline]
fn gb_seconds(count: Dec, ms: Dec, mb: Dec) -> Result<Dec, TooLarge> {
    if count.is_zero() || mb.is_zero() { Ok(Dec::ZERO) } else { some_gb_seconds(count, ms, mb) }
}

fn some_gb_seconds(count: Dec, ms: Dec, mb: Dec) -> Result<Dec, TooLarge> {
    const WHAT: &str = "GB-seconds";
    let each = ms.mul(mb).or_too_large(WHAT)?;
    count.mul_div(each, Dec::from_int(1_024 * 1_000)).or_too_large(WHAT)
}

/// What a workload uses in a month.
///
/// # Errors
/// [`TooLarge`] when a quantity is beyond the range.
pub fn usage(case: &Case<'_>) -> Result<Usage, TooLarge> {
    let (workload, rules, demand) = (case.workload, case.book.rules(), &case.demand);
    let (monthly, hours) = (demand.monthly, demand.hours);
    let memory = workload.memory_mb;

    let (billed_ms, init_added_ms) = billed(workload, rules)?;
    let cold_estimated = workload.init_ms.is_some() && workload.cold_start_pct.is_none();
    let enabled = workload.provisioned_hours_per_month.unwrap_or(hours);
    let has_provisioned = !workload.provisioned_concurrency.is_zero();
    let (on_demand, cold_starts, provisioned_at_most) = if has_provisioned || cold_estimated {
        let shares = provisioned::shares(workload, demand, enabled.to_f64(), cold_estimated);
        let overflow = if has_provisioned { share_of(monthly, shares.overflow)? } else { monthly };
        (overflow, share_of(monthly, shares.cold)?, shares.at_most)
    } else {
        let percent = workload.cold_start_pct.unwrap_or(Dec::ZERO);
        (monthly, monthly.mul_div(percent, Dec::from_int(100)).or_too_large("cold starts")?, 1.0)
    };
    let provisioned_invocations = monthly.sub(on_demand).or_too_large("invocations")?.max(Dec::ZERO);

    let provisioned_min = if has_provisioned {
        let minutes = enabled.ratio(60, 1).and_then(|min| min.ceil_to(rules.provisioned_rounding_min));
        minutes.or_too_large("provisioned time")?
    } else {
        Dec::ZERO
    };
    // Five minutes are no exact part of an hour, but so many milliseconds.
    let provisioned_hours = provisioned_min.ratio(1, 60).or_too_large("provisioned hours")?;
    let provisioned_ms = provisioned_min.ratio(60_000, 1).or_too_large("provisioned time")?;
    let provisioned_gb_s = gb_seconds(workload.provisioned_concurrency, provisioned_ms, memory)?;

    let extra_mb = workload.ephemeral_mb.sub(rules.ephemeral_min_mb).or_too_large("ephemeral storage")?;
    let storage_gb_s = gb_seconds(monthly, billed_ms, extra_mb)?
        .add(gb_seconds(cold_starts, init_added_ms, extra_mb)?)
        .or_too_large("GB-seconds of storage")?;

    let sync = workload.is_invoked_synchronously();
    let each = if sync { Dec::ONE } else { async_requests(workload.request_kb, rules)? };
    let streamed_kb = match rules.streaming_free_kb {
        Some(free) if sync && workload.response_kb > free => {
            workload.response_kb.sub(free).or_too_large("streamed bytes")?
        }
        _ => Dec::ZERO,
    };
    let charged_snapshots = workload.snapstart.is_charged();
    let (snapshot_gb_s, restored_gb) = if charged_snapshots {
        let month_ms = hours.ratio(3_600_000, 1).or_too_large("the month")?;
        let restored = cold_starts.mul_div(memory, Dec::from_int(1_024)).or_too_large("restored GB")?;
        (gb_seconds(Dec::ONE, month_ms, memory)?, restored)
    } else {
        (Dec::ZERO, Dec::ZERO)
    };
    let http_api_requests = match workload.front_door {
        FrontDoor::HttpApi => monthly.mul(http_api_units(workload, rules)?).or_too_large("API calls")?,
        _ => Dec::ZERO,
    };
    let rest_api_requests = if workload.front_door == FrontDoor::RestApi { monthly } else { Dec::ZERO };
    Ok(Usage {
        invocations: monthly,
        requests: monthly.mul(each).or_too_large("requests")?,
        billed_ms,
        on_demand_invocations: on_demand,
        on_demand_gb_s: gb_seconds(on_demand, billed_ms, memory)?,
        cold_starts,
        init_added_ms,
        initialization_gb_s: gb_seconds(cold_starts, init_added_ms, memory)?,
        provisioned_gb_s,
        provisioned_hours,
        provisioned_invocations,
        provisioned_duration_gb_s: gb_seconds(provisioned_invocations, billed_ms, memory)?,
        storage_gb_s,
        streamed_gb: demand.gb(streamed_kb)?,
        snapshot_gb_s,
        restored_gb,
        http_api_requests,
        rest_api_requests,
        transfer_gb: if workload.front_door == FrontDoor::None { Dec::ZERO } else { demand.gb(workload.response_kb)? },
        log_gb: demand.gb(workload.log_kb)?,
        cold_estimated,
        peak_rate: demand.peak_rate,
        provisioned_at_most,
    })
}

/// Billed duration of an invocation and what INIT adds to a cold one, ms. Each invocation is rounded up alone.
fn billed(workload: &Workload, rules: &Rules) -> Result<(Dec, Dec), TooLarge> {
    const WHAT: &str = "the billed duration";
    let step = rules.billing_increment_ms;
    let (duration, cv) = (workload.duration_ms, workload.duration_cv);
    // SnapStart bills the restore whatever the book's date: it came after INIT of other functions was free.
    let init_counts = rules.init_billed || workload.snapstart != SnapStart::None;
    let init = workload.init_ms.filter(|_| init_counts).unwrap_or(Dec::ZERO);
    if cv.is_zero() {
        let warm = duration.ceil_to(step).or_too_large(WHAT)?;
        if init.is_zero() {
            return Ok((warm, Dec::ZERO));
        }
        let cold = duration.add(init).and_then(|sum| sum.ceil_to(step)).or_too_large(WHAT)?;
        return Ok((warm, cold.sub(warm).or_too_large(WHAT)?));
    }
    let (mean, cv, step) = (duration.to_f64(), cv.to_f64(), step.to_f64());
    let warm = mean_ceil(mean, cv, 0.0, step);
    let added = if init.is_zero() { 0.0 } else { mean_ceil(mean, cv, init.to_f64(), step) - warm };
    Ok((Dec::from_f64(warm).or_too_large(WHAT)?, Dec::from_f64(added.max(0.0)).or_too_large(WHAT)?))
}

/// Calls that one invocation counts as: the larger of request and response, per started part.
fn http_api_units(workload: &Workload, rules: &Rules) -> Result<Dec, TooLarge> {
    let larger = workload.request_kb.max(workload.response_kb);
    let parts = larger.div(rules.http_api_chunk_kb).or_too_large("API calls")?.ceil_int().max(1);
    i64::try_from(parts).ok().map(Dec::from_int).or_too_large("API calls")
}

/// Requests that an asynchronous event counts as: one for its first part, one for each further started part.
fn async_requests(request_kb: Dec, rules: &Rules) -> Result<Dec, TooLarge> {
    if request_kb <= rules.async_first_chunk_kb {
        return Ok(Dec::ONE);
    }
    let beyond = request_kb.sub(rules.async_first_chunk_kb).and_then(|kb| kb.div(rules.async_chunk_kb));
    let chunks = beyond.or_too_large("requests of an event")?.ceil_int();
    i64::try_from(chunks)
        .ok()
        .and_then(|chunks| Dec::from_int(chunks).add(Dec::ONE))
        .or_too_large("requests of an event")
}

/// A share of a number of invocations, to a millionth of one where it is above 1; a share of exactly 0 or 1 loses no
/// digit.
fn share_of(amount: Dec, share: f64) -> Result<Dec, TooLarge> {
    if share >= 1.0 {
        return Ok(amount);
    }
    let part = amount.to_f64() * share;
    let part = if part > 1.0 { Dec::from_rounded(part, 6) } else { Dec::from_f64(part) };
    part.or_too_large("a share of the invocations")
}

impl FunctionSummary {
    /// The figures of a workload's function.
    pub(super) fn new(workload: &Workload, rules: &Rules, usage: &Usage) -> FunctionSummary {
        let peak_concurrency = usage.peak_rate * workload.duration_ms.to_f64() / 1e3;
        let rate_concurrency = match rules.requests_per_concurrency {
            Some(each) if !each.is_zero() && workload.is_invoked_synchronously() => usage.peak_rate / each.to_f64(),
            _ => 0.0,
        };
        FunctionSummary {
            invocations: usage.invocations,
            billed_ms: usage.billed_ms,
            vcpu: rules.vcpu_share(workload.memory_mb),
            cold_starts: usage.cold_starts,
            peak_concurrency,
            rate_concurrency,
            provisioned_invocations: usage.provisioned_invocations,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::PriceBook;

    fn kb(text: &str) -> Dec {
        text.parse().unwrap()
    }

    #[test]
    fn a_one_megabyte_event_is_thirteen_requests() {
        // AWS: 256 KB, then each started 64 KB: (1024 - 256) / 64 = 12 more.
        let book = PriceBook::current().unwrap();
        let requests = |size: &str| async_requests(kb(size), book.rules()).unwrap();
        assert_eq!(requests("1024"), Dec::from_int(13));
        assert_eq!(requests("256"), Dec::ONE);
        assert_eq!(requests("256.1"), Dec::from_int(2));
        assert_eq!(requests("320"), Dec::from_int(2));
    }

    #[test]
    fn what_a_load_balancer_passes_on_is_no_event() {
        // 1,000 KB of an event are 1 + ceil((1000 - 256) / 64) = 13 requests; a load balancer invokes synchronously: one.
        let book = PriceBook::current().unwrap();
        let settings = crate::cost::Settings::new(book.rules());
        let requests = |front_door: &str| {
            let csv = format!(
                "name,requests_per_month,duration_ms,memory_mb,request_kb,front_door,invocation\n\
                 A,1M,100,512,1000,{front_door},async\n"
            );
            let workload = crate::scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
            let case = crate::cost::Case::new(&book, &workload, &settings).unwrap();
            usage(&case).unwrap().requests
        };
        assert_eq!([requests("alb"), requests("rest-api")], [Dec::from_int(1_000_000), Dec::from_int(13_000_000)]);
    }

    #[test]
    fn gb_seconds_by_hand() {
        // 3,000,000 x 120 ms x 1536 MB = 360,000 s x 1.5 GB = 540,000 GB-s (AWS's first worked example).
        let amount = gb_seconds(Dec::from_int(3_000_000), Dec::from_int(120), Dec::from_int(1_536)).unwrap();
        assert_eq!(amount, Dec::from_int(540_000));
    }
}
