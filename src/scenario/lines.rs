//! [`Lines`]: how many rows something is said of, and where the first of them stands.

use super::workload::Workload;

/// Rows that share what is said of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) rows: u64,
    /// The line of the first one, where it is known.
    pub(super) first: Option<u64>,
}

impl Lines {
    /// Notes a row.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload) {
        self.rows += 1;
        self.first = self.first.or(workload.line);
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: Lines) {
        self.rows += later.rows;
        self.first = self.first.or(later.first);
    }

    /// Where they stand: `line 3`, or `4 rows, the first of them line 3`; `None` where there are none.
    pub(super) fn place(self) -> Option<String> {
        Some(match (self.rows, self.first) {
            (0, _) => return None,
            (1, Some(line)) => format!("line {line}"),
            (1, None) => "one row".to_owned(),
            (rows, Some(line)) => format!("{rows} rows, the first of them line {line}"),
            (rows, None) => format!("{rows} rows"),
        })
    }
}
