//! More CPU work than a function can do in its duration, and what would mend that.

use super::workload::Workload;
use crate::pricebook::Rules;
use crate::units::{Dec, format};

/// How much more than its share of a vCPU a function is measured to use: in AWS's own example of an event of Lambda Insights 6,690
/// vCPU-ms in 45,191 ms at 256 MB, 2.3 % more
/// (<https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-example-event.html>, read 2026-11-28).
const MEASURED: f64 = 1.1;

/// Whether so much CPU work, taken for seconds, can be done in a row's duration by its threads, as far as it was measured or rounded.
pub(super) fn fits_as_seconds(cpu: Dec, workload: &Workload) -> bool {
    cpu.to_f64() * 1e3 <= workload.duration_ms.to_f64() * workload.parallelism.to_f64() * MEASURED
}

/// What is wrong with the CPU work of a request, and how to mend it, where its duration is too short for it. Remedies are
/// those that suffice: threads do nothing beyond the vCPUs of the memory size, nor vCPUs beyond the threads.
pub(super) fn impossible_cpu(workload: &Workload, rules: &Rules) -> Option<(String, String)> {
    let cpu_ms = workload.cpu_ms?;
    let (memory_mb, threads) = (workload.memory_mb, workload.parallelism.to_f64());
    let (vcpu, most_vcpu) = (rules.vcpu_share(memory_mb), rules.vcpu_share(rules.memory_max_mb));
    let (cpu, duration) = (cpu_ms.to_f64(), workload.duration_ms.to_f64());
    let is_beyond = |vcpu: f64| cpu > duration * vcpu * MEASURED;
    let used = vcpu.min(threads);
    if !is_beyond(used) {
        return None;
    }
    let raise = match (is_beyond(vcpu), is_beyond(threads)) {
        _ if is_beyond(most_vcpu) => "",
        (true, true) => ", or raise memory_mb and parallelism",
        (true, false) => " or raise memory_mb",
        (false, _) => " or raise parallelism",
    };
    let of_them = if threads < vcpu {
        format!(", of which parallelism {} uses no more", workload.parallelism)
    } else {
        String::new()
    };
    let most = format::float((duration * used * 1e3).floor() / 1e3, 3).replace(',', "");
    Some((
        format!("{cpu_ms} vCPU-ms cannot be done in duration_ms at {memory_mb} MB"),
        format!(
            "at {memory_mb} MB a function has {} vCPU{of_them}: at most {most} vCPU-ms; lower cpu_ms{raise}",
            format::float(vcpu, 3)
        ),
    ))
}

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario::{ScenarioError, read_str};

    fn help(row: &str) -> Option<String> {
        let book = PriceBook::current().unwrap();
        let csv = format!("name,requests_per_month,duration_ms,memory_mb,cpu_ms,parallelism\nA,1M,{row}\n");
        match read_str(&csv, book.rules()) {
            Ok(_) => None,
            Err(ScenarioError::Problems { first, .. }) => Some(first[0].help.clone()),
            Err(other) => panic!("{other:?}"),
        }
    }

    /// 1,769 MB are a vCPU, 10,240 MB 5.789 of them.
    #[test]
    fn only_what_would_mend_it_is_proposed() {
        // 256 / 1769 x 45,191 = 6,539.8.
        assert_eq!(help("45191,256,6690,1"), None);
        for (row, expected) in [
            // 256 / 1769 x 35 = 5.065; 15 / 35 = 0.43 of a vCPU is below the one thread.
            (
                "35,256,15,1",
                "at 256 MB a function has 0.145 vCPU: at most 5.065 vCPU-ms; lower cpu_ms or raise memory_mb",
            ),
            (
                "35,256,15,4",
                "at 256 MB a function has 0.145 vCPU: at most 5.065 vCPU-ms; lower cpu_ms or raise memory_mb",
            ),
            // 40 / 35 = 1.14 vCPU need two threads as well.
            (
                "35,256,40,1",
                "at 256 MB a function has 0.145 vCPU: at most 5.065 vCPU-ms; lower cpu_ms, or raise memory_mb and parallelism",
            ),
            // 3538 / 1769 = 2 vCPU, of which one thread uses one: 60 / 35 = 1.71 is below 2, 80 / 35 = 2.29 above.
            (
                "35,3538,60,1",
                "at 3538 MB a function has 2 vCPU, of which parallelism 1 uses no more: at most 35 vCPU-ms; lower cpu_ms or \
                 raise parallelism",
            ),
            (
                "35,3538,80,1",
                "at 3538 MB a function has 2 vCPU, of which parallelism 1 uses no more: at most 35 vCPU-ms; lower cpu_ms, or \
                 raise memory_mb and parallelism",
            ),
            // 35 x 5.789 = 202.6 is the most of any function.
            ("35,256,230,1", "at 256 MB a function has 0.145 vCPU: at most 5.065 vCPU-ms; lower cpu_ms"),
        ] {
            assert_eq!(help(row).as_deref(), Some(expected), "{row}");
        }
        assert_eq!((help("35,256,5.065,1"), help("35,3538,70,2")), (None, None));
    }
}
