//! The table itself, put together of the columns of each subject.

mod beyond;
mod fleet;
mod function;
mod purchase;
mod work;
mod workload;

pub use purchase::{DEFAULT_EBS_GB, MOST_EBS_GB};

use super::Column;

/// The subjects, in the order of listings.
const SUBJECTS: [&[Column]; 6] =
    [workload::COLUMNS, work::COLUMNS, function::COLUMNS, fleet::COLUMNS, purchase::COLUMNS, beyond::COLUMNS];

/// Every column, in the order of listings.
pub static COLUMNS: &[Column] = &ALL;

/// The same as an array.
static ALL: [Column; count()] = all();

/// How many columns there are.
const fn count() -> usize {
    let (mut count, mut subject) = (0, 0);
    while subject < SUBJECTS.len() {
        count += SUBJECTS[subject].len();
        subject += 1;
    }
    count
}

/// The columns of all subjects, one behind the other; the compiler puts them together, not the program.
const fn all() -> [Column; count()] {
    let mut all = [SUBJECTS[0][0]; count()];
    let (mut filled, mut subject) = (0, 0);
    while subject < SUBJECTS.len() {
        let mut at = 0;
        while at < SUBJECTS[subject].len() {
            all[filled] = SUBJECTS[subject][at];
            filled += 1;
            at += 1;
        }
        subject += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::tests::help;
    use crate::pricebook::PriceBook;
    use crate::scenario::{Context, columns, draft::Draft};

    #[test]
    fn percents_and_fractions_are_told_apart() {
        assert_eq!(help("duration_cv", "80"), "write the standard deviation divided by the mean: 0.8 for 80 %");
        assert_eq!(help("duration_cv", "6000"), "write the standard deviation divided by the mean");
        assert_eq!(help("duration_cv", "20"), "write 0.2 for 20 %, or 20.0 for 20 times the mean");
        assert_eq!(help("duration_cv", "80 percent"), "write 0.8, which is 80 percent");
        assert_eq!(help("target_utilization_pct", "60 pct"), "write 60 alone: numbers here are in %");
        assert_eq!(help("growth_pct_per_month", "0.05"), "write 5 for 5 % a month, or 0.05% for 0.05 %");
        let book = PriceBook::current().unwrap();
        for (column, cell) in [
            ("duration_cv", "10"),
            ("duration_cv", "20.0"),
            ("duration_cv", "40.67"),
            ("growth_pct_per_month", "0.05%"),
            ("growth_pct_per_month", "0.1"),
        ] {
            let at = columns::find(column).unwrap();
            assert!(
                columns::apply(&mut Draft::new(), at, cell, &Context::new(book.rules())).is_ok(),
                "{column} {cell}"
            );
        }
    }
}
