//! [`IdleColumns`]: columns that are filled and count only where another one says so.

use super::conditional::{BITS, CONDITIONAL, OPS_PRICE, is_nothing};
use super::lines::Lines;
use super::workload::Workload;

const _: () = assert!(CONDITIONAL.len() <= u16::BITS as usize);

/// Which columns of [`CONDITIONAL`] are filled, and where they do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct IdleColumns {
    /// One bit for each that a row fills.
    filled: u16,
    /// One bit for each that counts in a row.
    used: u16,
    /// Rows that fill one in which it does not count.
    idle: [Lines; CONDITIONAL.len()],
}

impl IdleColumns {
    /// Notes a row; `filled` are the columns that it fills, by their place in the column table.
    #[inline]
    pub(super) fn note(&mut self, filled: u64, workload: &Workload) {
        for (bit, column) in CONDITIONAL.iter().enumerate() {
            if filled & BITS[bit] == 0 {
                continue;
            }
            let is_used = (column.is_used)(workload);
            // Of a column that counts a row more in which it does says nothing: that a cell is no 0 takes long to tell.
            if is_used && self.filled & self.used & (1 << bit) != 0 || is_nothing(column, workload) {
                continue;
            }
            self.filled |= 1 << bit;
            if is_used {
                self.used |= 1 << bit;
            } else {
                self.idle[bit].note(workload);
            }
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: IdleColumns) {
        self.filled |= later.filled;
        self.used |= later.used;
        self.idle.iter_mut().zip(later.idle).for_each(|(idle, later)| idle.append(later));
    }

    /// The same where some columns, the bits of `varied`, vary: see [`Unused::of_varied`](super::Unused::of_varied).
    pub(super) fn of_varied<'w>(
        self,
        varied: u64,
        workloads: impl Iterator<Item = &'w Workload>,
        all_rows: bool,
    ) -> IdleColumns {
        let here = BITS.iter().enumerate().filter(|(_, place)| varied & **place != 0).map(|(bit, _)| 1 << bit);
        let mut all = IdleColumns {
            filled: here.fold(self.filled, |filled, bit: u16| filled | bit),
            used: if all_rows { 0 } else { self.used },
            idle: Default::default(),
        };
        for workload in workloads {
            for (bit, column) in CONDITIONAL.iter().enumerate() {
                all.used |= u16::from((column.is_used)(workload)) << bit;
            }
        }
        all
    }

    /// Takes the column of that name for one that counts.
    pub(super) fn count_everywhere(&mut self, name: &str) {
        for (bit, _) in CONDITIONAL.iter().enumerate().filter(|(_, column)| column.name == name) {
            self.used |= 1 << bit;
        }
    }

    /// A sentence for each that does not count.
    pub(super) fn sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        for (bit, column) in CONDITIONAL.iter().enumerate().filter(|(bit, _)| self.filled & (1 << bit) != 0) {
            let (name, on, needs, idle) = (column.name, column.on, column.needs, self.idle[bit]);
            if self.used & (1 << bit) == 0 {
                sentences.push(format!("{name} has no effect{on}: no row has {needs}"));
            } else if name == OPS_PRICE {
                // What an hour of work costs stands in every row, whether it has any or not.
            } else if let Some(place) = idle.place() {
                sentences.push(format!("{name} has no effect{on} in {place}: it needs {needs}"));
            }
        }
        sentences
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::sentences;

    #[test]
    fn a_column_is_told_where_it_counts_in_no_row() {
        let heading =
            "name,requests_per_month,duration_ms,memory_mb,wait_percentile,max_wait_ms,cold_start_pct,init_ms\n";
        let one = format!("{heading}A,1M,100,512,99,,,\nB,1M,100,512,99,50,1,\n");
        assert_eq!(
            sentences(&one),
            [
                "cold_start_pct has no effect: no row has init_ms above 0, or snapstart for python or dotnet",
                "wait_percentile has no effect in line 2: it needs max_wait_ms and a fleet that stays, not per-run",
            ]
        );
        assert_eq!(sentences(&format!("{heading}A,1M,100,512,,,,\n")), Vec::<String>::new());
    }

    #[test]
    fn cells_are_told_of_rows_in_which_they_do_not_count() {
        let heading = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,min_instances\n";
        let needs = "a fleet that is sized, without instance_count and not per-run";
        let two = format!("{heading}A,1M,100,512,m7g.large,1,7\nB,1M,100,512,m7g.large,,2\n");
        assert_eq!(sentences(&two), [format!("min_instances has no effect in line 2: it needs {needs}")]);
        let nothing = format!("{heading}A,1M,100,512,m7g.large,1,0\nB,1M,100,512,m7g.large,,2\n");
        assert_eq!(sentences(&nothing), Vec::<String>::new());
        let three = format!("{two}C,1M,100,512,m7g.large,2,9\n");
        let told = format!("min_instances has no effect in 2 rows, the first of them line 2: it needs {needs}");
        assert_eq!(sentences(&three), [told]);
    }

    #[test]
    fn a_cpu_factor_beside_a_measured_rate_sizes_nothing_but_burstable_types() {
        let heading =
            "name,requests_per_month,duration_ms,memory_mb,instance_type,requests_per_second_per_instance,cpu_factor\n";
        let told = |instance_type: &str, rate: &str| {
            sentences(&format!("{heading}A,30M,120,512,{instance_type},{rate},1.5\nB,30M,120,512,m7g.large,,1.5\n"))
        };
        let needs =
            "a fleet that is sized by its CPU work, without requests_per_second_per_instance, or a burstable type";
        let expected = format!("cpu_factor has no effect on the number of instances in line 2: it needs {needs}");
        assert_eq!(told("m7g.large", "100"), [expected]);
        for (instance_type, rate) in [("m7g.large", ""), ("t4g.large", "100")] {
            assert_eq!(told(instance_type, rate), Vec::<String>::new(), "{instance_type} {rate}");
        }
    }

    #[test]
    fn a_measured_rate_sizes_no_runs_of_their_own() {
        let heading = "name,requests_per_month,duration_ms,memory_mb,instance_type,invocation,os_memory_mb,scaling,\
                       requests_per_second_per_instance\n";
        let told = |scaling: &str| sentences(&format!("{heading}A,1M,100,512,m7g.large,async,300,{scaling},50\n"));
        let rate = "requests_per_second_per_instance has no effect: no row has a fleet that stays, not per-run";
        assert_eq!(told("per-run"), [rate]);
        // The cheaper way may be either.
        assert_eq!(told(""), Vec::<String>::new());
        let memory = "os_memory_mb has no effect: no row has a fleet whose memory is asked for, without \
                      requests_per_second_per_instance or per-run";
        assert_eq!(told("auto"), [memory]);
    }
}
