//! The same function at another memory size: more memory brings more of a vCPU, and a shorter duration.

use super::demand::Work;
use crate::pricebook::Rules;
use crate::scenario::Workload;
use crate::units::{Dec, OrTooLarge, TooLarge};

/// The workload with another Lambda memory size: `duration = io + cpu ÷ min(vCPU share, parallelism)`, the work of an
/// invocation staying what it is. What a request holds on EC2 stays too, as given or as the size it had.
///
/// `None` where a request is known to hold more than that memory: the function would run out of it.
///
/// # Errors
/// [`TooLarge`] when the duration is beyond the range.
pub fn at_memory(workload: &Workload, rules: &Rules, memory_mb: Dec) -> Result<Option<Workload>, TooLarge> {
    if memory_mb == workload.memory_mb {
        return Ok(Some(workload.clone()));
    }
    if workload.memory_used_mb.is_some_and(|used| used > memory_mb) {
        return Ok(None);
    }
    let work = Work::new(workload, rules);
    let share = rules.vcpu_share(memory_mb).min(work.parallelism);
    let duration_ms = (work.io_s + work.cpu_s / share) * 1e3;
    // A nanosecond is far below any billing increment: what floats leave beyond it would only be rounded up.
    let exact = |ms: f64| Dec::from_f64((ms * 1e6).round() / 1e6).or_too_large("the duration at this memory size");
    Ok(Some(Workload {
        memory_mb,
        duration_ms: exact(duration_ms)?.max(Dec::from_raw(1)),
        cpu_ms: Some(exact(work.cpu_s * 1e3)?),
        memory_used_mb: Some(workload.effective_memory_used_mb()),
        ..workload.clone()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::PriceBook;
    use crate::scenario;

    #[test]
    fn twice_the_memory_halves_cpu_time_and_leaves_waiting() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,cpu_ms\nA,1M,300,1769,200\n";
        let workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let at =
            |mb: i64| at_memory(&workload, book.rules(), Dec::from_int(mb)).unwrap().unwrap().duration_ms.to_string();
        // 1,769 MB is one vCPU: 200 ms of CPU work and 100 ms of waiting. One thread gains nothing beyond one vCPU;
        // at half a vCPU (884.5 MB) the CPU part takes 400 ms: at 1,000 MB 200 x 1769/1000 = 353.8 ms.
        assert_eq!(at(1_769), "300");
        assert_eq!(at(3_538), "300");
        assert_eq!(at(1_000), "453.8");
    }

    #[test]
    fn a_size_below_what_a_request_holds_is_none() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,memory_used_mb\nA,1M,300,1024,600\n";
        let workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        assert_eq!(at_memory(&workload, book.rules(), Dec::from_int(512)).unwrap(), None);
        assert!(at_memory(&workload, book.rules(), Dec::from_int(600)).unwrap().is_some());
    }
}
