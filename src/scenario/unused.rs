//! [`Unused`]: what stands in a scenario and has no effect, to be told beside its results.

use super::columns::find;
use super::workload::{Scaling, Workload};

/// A column whose cells count only where another one says so.
struct Conditional {
    name: &'static str,
    /// What a row needs for it, in words.
    needs: &'static str,
    is_used: fn(&Workload) -> bool,
}

const CONDITIONAL: [Conditional; 7] = [
    Conditional {
        name: "cold_start_pct",
        needs: "init_ms above 0, or snapstart for python or dotnet",
        is_used: |workload| workload.init_ms.is_some_and(|init| !init.is_zero()) || workload.snapstart.is_charged(),
    },
    Conditional {
        name: "provisioned_hours_per_month",
        needs: "provisioned_concurrency above 0",
        is_used: |workload| !workload.provisioned_concurrency.is_zero(),
    },
    Conditional {
        name: "provisioned_share_pct",
        needs: "provisioned_concurrency above 0 in hours above 0",
        is_used: |workload| {
            !workload.provisioned_concurrency.is_zero()
                && workload.provisioned_hours_per_month.is_none_or(|hours| !hours.is_zero())
        },
    },
    Conditional { name: "wait_percentile", needs: "max_wait_ms", is_used: |workload| workload.max_wait_ms.is_some() },
    Conditional {
        name: "min_instances",
        needs: "a fleet that is sized, without instance_count and not per-run",
        is_used: is_sized,
    },
    Conditional {
        name: "spare_instances",
        needs: "a fleet that is sized, without instance_count and not per-run",
        is_used: is_sized,
    },
    Conditional {
        name: "target_utilization_pct",
        needs: "a fleet that is sized by its load, without instance_count, requests_per_second_per_instance and per-run",
        is_used: |workload| is_sized(workload) && workload.requests_per_second_per_instance.is_none(),
    },
];

fn is_sized(workload: &Workload) -> bool {
    workload.instance_count.is_none() && workload.scaling != Some(Scaling::PerRun)
}

/// What stands in a scenario and has no effect: columns that are filled and count in no row, and rows that were taken
/// for comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unused {
    /// One bit for each column of [`CONDITIONAL`] that a row fills.
    filled: u8,
    /// One bit for each that counts in a row.
    used: u8,
    /// Lines that look like rows and begin with `#`.
    comments: u64,
    /// The first of them.
    first_comment: u64,
}

impl Unused {
    /// Bits of the columns, by their place in the column table, of which rows are to be noted.
    pub(super) fn columns() -> u64 {
        CONDITIONAL.iter().filter_map(|column| find(column.name)).map(|at| 1 << at).sum()
    }

    /// Notes a row; `filled` are the columns that it fills, by their place in the column table.
    pub(super) fn note_row(&mut self, filled: u64, workload: &Workload) {
        for (bit, column) in CONDITIONAL.iter().enumerate() {
            if find(column.name).is_some_and(|at| filled & (1 << at) != 0) {
                self.filled |= 1 << bit;
                self.used |= u8::from((column.is_used)(workload)) << bit;
            }
        }
    }

    /// Notes a comment that looks like a row; where it stands is asked for the first one only.
    pub(super) fn note_comment(&mut self, line: impl FnOnce() -> u64) {
        if self.comments == 0 {
            self.first_comment = line();
        }
        self.comments += 1;
    }

    /// Takes over what a later part of the file has.
    pub fn append(&mut self, later: Unused) {
        self.filled |= later.filled;
        self.used |= later.used;
        if self.comments == 0 {
            self.first_comment = later.first_comment;
        }
        self.comments += later.comments;
    }

    /// The first line that looks like a row and begins with `#`.
    #[must_use]
    pub fn first_comment(&self) -> Option<u64> {
        (self.comments > 0).then_some(self.first_comment)
    }

    /// The same without what is said of columns: where some of them vary, the file does not tell which of them count.
    #[must_use]
    pub fn of_rows(self) -> Unused {
        Unused { filled: 0, used: 0, ..self }
    }

    /// A sentence for each thing that has no effect.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let idle = self.filled & !self.used;
        let columns = CONDITIONAL.iter().enumerate().filter(|(bit, _)| idle & (1 << bit) != 0);
        let mut sentences: Vec<String> =
            columns.map(|(_, column)| format!("{} has no effect: no row has {}", column.name, column.needs)).collect();
        if self.comments > 0 {
            let lines = match self.comments {
                1 => format!("line {} begins with # and is", self.first_comment),
                count => format!("{count} lines, the first of them line {}, begin with # and are", self.first_comment),
            };
            sentences.push(format!(
                "{lines} left out, though with the cells of a row; a name that begins with # needs quotes"
            ));
        }
        sentences
    }
}

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario::{Assignments, Context, read};

    fn sentences(csv: &str) -> Vec<String> {
        let book = PriceBook::current().unwrap();
        read(csv.as_bytes(), &Assignments::default(), Context::new(book.rules())).unwrap().unused.sentences()
    }

    #[test]
    fn a_column_is_told_where_it_counts_in_no_row() {
        let heading =
            "name,requests_per_month,duration_ms,memory_mb,wait_percentile,max_wait_ms,cold_start_pct,init_ms\n";
        let one = format!("{heading}A,1M,100,512,99,,,\nB,1M,100,512,99,50,1,\n");
        assert_eq!(
            sentences(&one),
            ["cold_start_pct has no effect: no row has init_ms above 0, or snapstart for python or dotnet"]
        );
        assert_eq!(sentences(&format!("{heading}A,1M,100,512,,,,\n")), Vec::<String>::new());
    }

    #[test]
    fn a_row_that_begins_like_a_comment_is_told() {
        let heading = "# a, b, c, 1\nname,requests_per_month,duration_ms,memory_mb\n";
        let rows = "#1 checkout,1M,100,512\nB,1M,100,512\n# one, two, three, four\n# later\n";
        let told = "line 3 begins with # and is left out, though with the cells of a row; a name that begins with # needs quotes";
        assert_eq!(sentences(&format!("{heading}{rows}")), [told]);
        // In blocks with quotes as well, where what stands inside of a cell is no comment.
        let quoted = "\"a \"\"b\"\"\n#x,1M,100,512\",1M,100,512\n#1 checkout,1M,100,512\n";
        assert_eq!(sentences(&format!("{heading}{quoted}")).len(), 1);
        assert_eq!(sentences(&format!("{heading}\"#1 checkout\",1M,100,512\n")), Vec::<String>::new());
    }
}
