//! [`Follower`]: a column that moves along as a dial turns, and how that is told.

use super::Dial;
use crate::scenario::Workload;

/// A column that does not stay while an input is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follower {
    /// The column's name.
    pub column: &'static str,
    /// How it moves, for the middle of a sentence.
    pub told: &'static str,
}

const CPU: Follower = Follower { column: "cpu_ms", told: "cpu_ms moves with the duration" };
const CAPACITY: Follower = Follower {
    column: "requests_per_second_per_instance",
    told: "requests_per_second_per_instance falls as the duration rises",
};
const DURATION: Follower = Follower { column: "duration_ms", told: "the duration follows the memory by the model" };
const REQUESTS: Follower =
    Follower { column: "requests_per_month", told: "the requests follow the given fleet's utilization" };

impl Dial {
    /// The columns of a workload that turning this dial moves besides its own.
    #[must_use]
    pub fn followers(self, workload: &Workload) -> &'static [Follower] {
        let capacity = workload.requests_per_second_per_instance.is_some();
        match self {
            Dial::Duration => match (workload.cpu_ms.is_some(), capacity) {
                (true, true) => &[CPU, CAPACITY],
                (true, false) => &[CPU],
                (false, true) => &[CAPACITY],
                (false, false) => &[],
            },
            Dial::Memory => &[DURATION],
            Dial::Utilization if !self.is_target(workload) => &[REQUESTS],
            _ => &[],
        }
    }
}

/// How columns move, each told once, as part of a sentence; `None` where none does.
#[must_use]
pub fn followers_told(followers: impl IntoIterator<Item = Follower>) -> Option<String> {
    let mut told: Vec<&str> = Vec::new();
    for follower in followers {
        if !told.contains(&follower.told) {
            told.push(follower.told);
        }
    }
    (!told.is_empty()).then(|| told.join(", and "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cost::Settings;
    use crate::pricebook::PriceBook;
    use crate::scenario;
    use crate::scenario::columns::{self, COLUMNS};

    #[test]
    fn a_dial_moves_what_it_says_and_nothing_else() {
        let book = PriceBook::current().unwrap();
        let settings = Settings::new(book.rules());
        let header =
            "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,cpu_ms,ops_usd_per_hour,ops_hours_ec2,";
        for rest in [
            "instance_type,requests_per_second_per_instance\nA,9M,60,512,150,15,50,2,m7i.large,40",
            "instance_type,instance_count\nA,9M,60,512,150,15,50,2,m7i.large,3",
        ] {
            let csv = format!("{header}{rest}\n");
            let workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
            for dial in Dial::every() {
                let Ok(own) = dial.own(&book, &workload, &settings) else { continue };
                let Some(double) = own.ratio(2, 1).filter(|double| !double.is_zero()) else { continue };
                let Some((turned, _)) = dial.turn(&book, &workload, &settings, own, double).unwrap() else { continue };
                let own_column = match dial {
                    Dial::Requests => "requests_per_month",
                    Dial::Duration => "duration_ms",
                    Dial::Memory => "memory_mb",
                    Dial::Utilization => "target_utilization_pct",
                    Dial::OpsHours => "ops_hours_ec2",
                    other => other.key(),
                };
                let moved = COLUMNS.iter().filter(|column| column.value(&workload) != column.value(&turned));
                let moved: Vec<&str> = moved.map(|column| column.name).filter(|name| *name != own_column).collect();
                let mut said: Vec<&str> = dial.followers(&workload).iter().map(|one| one.column).collect();
                said.sort_by_key(|name| columns::find(name));
                assert_eq!(moved, said, "{}", dial.key());
            }
        }
    }

    #[test]
    fn what_moves_is_told_once() {
        assert_eq!(followers_told([]), None);
        assert_eq!(followers_told([CPU, CPU]).unwrap(), "cpu_ms moves with the duration");
        assert_eq!(
            followers_told([CPU, DURATION, CPU]).unwrap(),
            "cpu_ms moves with the duration, and the duration follows the memory by the model"
        );
    }
}
