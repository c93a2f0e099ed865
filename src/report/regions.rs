//! Which regions workloads are priced in, in words.

use super::clean;
use crate::scenario::Workload;
use crate::terms::{fit, number_of};
use std::collections::BTreeMap;

/// Workloads whose names stand beside their regions; of more they are counted.
const MOST_NAMED: usize = 6;
/// Regions that are listed; more are counted.
const MOST_REGIONS: usize = 8;
/// The most cells of a name.
const NAME: usize = 30;

/// Where workloads are priced, as a sentence; of several regions which workloads are in each. Nothing of no workloads.
pub(super) fn region_sentence<'w>(workloads: impl IntoIterator<Item = &'w Workload>) -> String {
    let mut regions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for workload in workloads {
        regions.entry(&workload.region).or_default().push(&workload.name);
    }
    let all: usize = regions.values().map(Vec::len).sum();
    let in_each = |(region, names): (&&str, &Vec<&str>)| match all <= MOST_NAMED {
        true => {
            let names: Vec<_> = names.iter().map(|name| fit(&clean(name), NAME).into_owned()).collect();
            format!("{} ({})", clean(region), names.join(", "))
        }
        false => {
            let count = names.len() as u64;
            format!("{} ({count} {})", clean(region), number_of(count, "workload", "workloads"))
        }
    };
    let only = regions.first_key_value().map_or("", |(region, _)| region);
    match regions.len() {
        0 => String::new(),
        1 => format!("Region: {}.", clean(only)),
        2..=MOST_REGIONS => format!("Regions: {}.", regions.iter().map(in_each).collect::<Vec<_>>().join(", ")),
        many => format!("{many} regions."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::PriceBook;
    use crate::scenario::read_str;

    fn told(rows: &str) -> String {
        let book = PriceBook::current().unwrap();
        let csv = format!("name,region,requests_per_month,duration_ms,memory_mb\n{rows}");
        region_sentence(&read_str(&csv, book.rules()).unwrap().workloads)
    }

    #[test]
    fn a_region_is_named_and_of_several_who_is_in_which() {
        assert_eq!(told("A,,1M,99,512\nB,us-east-1,1M,99,512\n"), "Region: us-east-1.");
        let rows = "A,eu-west-1,1M,99,512\nB,,1M,99,512\nC,eu-west-1,1M,99,512\n";
        assert_eq!(told(rows), "Regions: eu-west-1 (A, C), us-east-1 (B).");
        let many: String = (0..6).map(|at| format!("N{at},us-east-1,1M,99,512\n")).collect();
        let told_of_many = told(&format!("{many}X,eu-west-1,1M,99,512\n"));
        assert_eq!(told_of_many, "Regions: eu-west-1 (1 workload), us-east-1 (6 workloads).");
    }
}
