//! Whether requests' files fit onto an instance's volume.

use super::{Quote, Search};
use crate::cost::Warning;
use crate::cost::ec2::bill::InstanceUsage;
use crate::cost::ec2::sizing::SLACK;
use crate::scenario::columns::{DEFAULT_EBS_GB, MOST_EBS_GB};
use crate::units::Dec;

/// EBS's GB are of 1,024 MB, as Lambda's are.
const MB_PER_GB: i128 = 1_024;

impl Search<'_> {
    /// That requests at a time on an instance may fill more than its volume. Up to the storage that is free on Lambda nobody
    /// said that it is used; a fleet without volumes has its storage elsewhere.
    pub(super) fn storage(&self, quote: &Quote<'_>) -> Option<Warning> {
        let workload = self.workload();
        let (each_mb, volume_gb) = (workload.ephemeral_mb, workload.ebs_gb);
        if each_mb <= self.context.book.rules().ephemeral_min_mb || volume_gb.is_zero() {
            return None;
        }
        let requests = self.most_in_flight(quote);
        let held_gb = each_mb.ratio(i128::from(requests), MB_PER_GB);
        if held_gb.is_some_and(|held| held <= volume_gb) {
            return None;
        }
        // A volume of the default size holds the system alone.
        let needed_gb =
            held_gb.and_then(|held| Dec::from_int(i64::try_from(held.ceil_int()).ok()?).add(DEFAULT_EBS_GB));
        let needed_gb = needed_gb.filter(|gb| *gb <= MOST_EBS_GB);
        // Beside a given count no minimum has an effect.
        let more_by = if workload.instance_count.is_some() { "instance_count" } else { "min_instances" };
        Some(Warning::Storage { requests, each_mb, volume_gb, needed_gb, more_by })
    }

    /// Most requests at a time on an instance, where all share them evenly: in the hour that has most for each, burst included.
    fn most_in_flight(&self, quote: &Quote<'_>) -> u64 {
        let InstanceUsage::Fleet(fleet) = &quote.staffed.usage else { return 1 };
        let demand = &self.context.demand;
        let (relative, counts) = (demand.relative.len(), fleet.counts.len());
        let rates: Vec<f64> = demand.hourly_rates().collect();
        let each = |hour: usize| {
            let at = hour % counts;
            let runs = fleet.minutes[at] > 0 && fleet.counts[at] > 0;
            runs.then(|| rates[hour % relative] * demand.burst / fleet.counts[at] as f64)
        };
        let most = (0..relative.max(counts)).filter_map(each).fold(0.0, f64::max);
        // A request that is served is on an instance.
        ((most * quote.staffed.sizer.duration_s * (1.0 - SLACK)).ceil() as u64).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cost::Settings;
    use crate::cost::ec2::offer;
    use crate::pricebook::PriceBook;
    use crate::scenario;

    /// What two m5.xlarge are warned of that serve 100 requests a second: 262.8 million in 730 h. Each takes 500 ms, 10 of them
    /// CPU time: 50 at a time, 25 on an instance, of 158 that memory holds.
    fn warning(columns: &str, cells: &str) -> Option<Warning> {
        let book = PriceBook::current().unwrap();
        let csv = format!(
            "name,requests_per_month,duration_ms,cpu_ms,memory_mb,memory_used_mb,instance_type,{columns}\n\
             A,262.8M,500,10,1769,100,m5.xlarge,{cells}\n"
        );
        let workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
        let offer = offer(&book, &workload, &Settings::new(book.rules())).unwrap();
        assert!(offer.bill.is_some(), "{:?}", offer.reasons);
        offer.warnings.into_iter().find(|warning| matches!(warning, Warning::Storage { .. }))
    }

    #[test]
    fn files_that_a_volume_does_not_hold_are_told() {
        let of_two = |ephemeral: &str, ebs: &str| {
            let found = warning("instance_count,burst,ephemeral_mb,ebs_gb", &format!("2,1,{ephemeral},{ebs}"));
            found.map(|warning| warning.to_string())
        };
        // 25 × 2 GB are 50 GB, and 20 beside them 70.
        let told = of_two("2048", "").unwrap();
        assert_eq!(
            told,
            "25 requests at a time on an instance may hold 2,048 MB of ephemeral storage each, more than its volume of 20 GB \
             has: ebs_gb 70 would have room for them beside 20 GB for the system"
        );
        assert_eq!(of_two("2048", "50"), None);
        // 25 × 2,049 MB are 50.02 GB: 51 GB, and 20.
        assert!(of_two("2049", "50").unwrap().contains("ebs_gb 71 "));
        // Nobody said that the free storage is used; without volumes it is elsewhere.
        assert_eq!(of_two("512", ""), None);
        assert_eq!(of_two("2048", "0"), None);
    }

    #[test]
    fn a_burst_and_hours_of_a_schedule_count_and_a_run_is_alone() {
        let told = |columns: &str, cells: &str| warning(columns, cells).unwrap().to_string();
        // Twice the rate: 50 × 2 GB, and 20.
        let burst = told("instance_count,ephemeral_mb,burst", "2,2048,2");
        assert!(burst.starts_with("50 requests ") && burst.contains("ebs_gb 120 "), "{burst}");
        // One vCPU and 50 requests need one instance; two is the minimum of synchronous work.
        let scheduled = told("scaling,schedule,ephemeral_mb,burst", "scheduled,Mon-Fri 08:00-20:00,2048,1");
        assert!(scheduled.starts_with("25 requests ") && scheduled.contains("ebs_gb 70 "), "{scheduled}");
        let run = told("scaling,invocation,ephemeral_mb,ebs_gb,burst", "per-run,async,10240,8,1");
        assert!(run.starts_with("1 request ") && run.contains("ebs_gb 30 "), "{run}");
    }

    /// 50,000 requests of 10 GB at a time are more than the 65,536 GB of the largest volume.
    #[test]
    fn where_no_volume_is_so_large_the_column_that_gives_more_instances_is_named() {
        let told = |columns: &str, cells: &str| {
            let columns = format!("{columns},ephemeral_mb,requests_per_second_per_instance,burst");
            warning(&columns, &format!("{cells},10240,1M,1000")).unwrap().to_string()
        };
        let share = |column: &str| format!("no volume is so large; more instances ({column}) share the requests");
        let given = told("instance_count", "1");
        assert!(given.ends_with(&share("instance_count")), "{given}");
        let searched = told("scaling", "fixed");
        assert!(searched.ends_with(&share("min_instances")), "{searched}");
    }
}
