//! [`UnnamedRegions`]: rows without a region in a file that names some.

use super::workload::{DEFAULT_REGION, Workload};

/// Rows that name no region, beside those that do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct UnnamedRegions {
    /// Whether a row names one.
    is_named: bool,
    rows: u64,
    /// The line of the first one, where it is known.
    first: Option<u64>,
}

impl UnnamedRegions {
    /// Notes a row.
    #[inline]
    pub(super) fn note(&mut self, is_named: bool, workload: &Workload) {
        self.is_named |= is_named;
        if !is_named {
            self.rows += 1;
            self.first = self.first.or(workload.line);
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: UnnamedRegions) {
        self.is_named |= later.is_named;
        self.rows += later.rows;
        self.first = self.first.or(later.first);
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        let line = self.first.filter(|_| self.is_named)?;
        let place = match self.rows {
            1 => format!("line {line}, which is"),
            rows => format!("{rows} rows, the first of them line {line}, which are"),
        };
        Some(format!("region is empty in {place} priced in {DEFAULT_REGION}"))
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::sentences;

    #[test]
    fn an_empty_region_among_others_is_told() {
        let told = |rows: &str| sentences(&format!("name,region,requests_per_month,duration_ms,memory_mb\n{rows}"));
        let two = "A,eu-west-1,1M,100,512\nB,,1M,100,512\n";
        assert_eq!(told(two), ["region is empty in line 3, which is priced in us-east-1"]);
        let expected = "region is empty in 2 rows, the first of them line 3, which are priced in us-east-1";
        assert_eq!(told(&format!("{two}C,,1M,100,512\n")), [expected]);
        assert_eq!(told("A,,1M,100,512\nB,,1M,100,512\n"), Vec::<String>::new());
    }
}
