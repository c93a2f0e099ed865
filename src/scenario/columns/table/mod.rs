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
