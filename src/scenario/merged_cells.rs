//! [`MergedCells`]: choices that the first row alone has, as where a spreadsheet's merged cells were saved.

use super::columns::{COLUMNS, Column};

/// Which columns the first row fills and a later one does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct MergedCells {
    /// Bits of the columns, by their place in the column table.
    first: u64,
    later: u64,
    rows: u64,
}

/// Of fewer rows each is looked at, and some choices may be of the first one alone.
const LEAST_ROWS: u64 = 3;
const LEAST_COLUMNS: usize = 3;

impl MergedCells {
    /// Notes a row by the columns that it fills.
    #[inline]
    pub(super) fn note(&mut self, filled: u64) {
        if self.rows == 0 {
            self.first = filled
        } else {
            self.later |= filled
        }
        self.rows += 1;
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: MergedCells) {
        if self.rows == 0 {
            *self = later;
        } else {
            self.later |= later.first | later.later;
            self.rows += later.rows;
        }
    }

    /// The same where the columns of these bits vary: what the file has does not count.
    pub(super) fn of_varied(self, varied: u64) -> MergedCells {
        MergedCells { first: self.first & !varied, ..self }
    }

    /// The bits of the columns that are told.
    pub(super) fn told(self) -> u64 {
        let alone = self.first & !self.later;
        if alone == 0 || self.rows < LEAST_ROWS {
            return 0;
        }
        // A region is told on its own, and a schedule is a part of scaling.
        let is_choice = |column: &Column| {
            !column.required && !column.is_numeric() && !["region", "schedule"].contains(&column.name)
        };
        let bits = COLUMNS.iter().enumerate().map(|(at, column)| (1_u64 << at, column));
        let choices: Vec<u64> =
            bits.filter(|(bit, column)| alone & bit != 0 && is_choice(column)).map(|(bit, _)| bit).collect();
        if choices.len() < LEAST_COLUMNS { 0 } else { choices.into_iter().sum() }
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        let told = self.told();
        let names = COLUMNS.iter().enumerate().filter(|(at, _)| told & (1 << at) != 0).map(|(_, column)| column.name);
        let names: Vec<&str> = names.collect();
        let (last, others) = names.split_last()?;
        Some(format!(
            "{} and {last} are filled in the first row alone, and the others have the defaults: a merged cell is saved in its first row; \
             write the values into each row that they are of",
            others.join(", ")
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::sentences;

    #[test]
    fn choices_of_the_first_row_alone_are_told() {
        let heading = "name,requests_per_month,duration_ms,memory_mb,purchase,arch,traffic,region,scaling,schedule";
        let told = |rows: &str| sentences(&format!("{heading}\n{rows}"));
        let others = "B,1M,120,512,,,,us-east-1,,\nC,1M,120,512,,,,us-east-1,,\n";
        let expected = "traffic, arch and purchase are filled in the first row alone, and the others have the defaults: a merged cell is saved \
                        in its first row; write the values into each row that they are of";
        assert_eq!(told(&format!("A,1M,120,512,ri-1y,arm64,weekly,us-east-1,,\n{others}")), [expected]);
        for rows in [
            "A,1M,120,512,ri-1y,arm64,weekly,us-east-1,,\nB,1M,120,512,,,,us-east-1,,\n".to_owned(),
            // Two choices, of which a schedule is a part of one.
            format!("A,1M,120,512,,arm64,,us-east-1,scheduled,Mon-Fri 08:00-20:00\n{others}"),
            format!("A,1M,120,512,ri-1y,arm64,weekly,us-east-1,,\n{others}D,1M,120,512,,arm64,,us-east-1,,\n"),
        ] {
            assert!(!told(&rows).iter().any(|one| one.contains("merged")), "{rows}");
        }
    }
}
