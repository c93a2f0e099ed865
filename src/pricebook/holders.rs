//! [`Holders`]: the regions that have a price, gathered once for the errors of all that have none; the nearest ones are named.

use super::error::MOST_REGIONS;
use super::{PriceBook, RegionRates};
use crate::terms::{Arch, Purchase};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What the codes of regions begin with, and where that is on a line from west to east.
const PLACES: [(&str, u8); 10] = [
    ("sa", 0),
    ("mx", 2),
    ("us", 3),
    ("ca", 4),
    ("af", 10),
    ("eu", 12),
    ("il", 14),
    ("me", 15),
    ("ap", 20),
    ("cn", 21),
];

/// Regions that few may use begin with it: they stand behind all others but their own.
const GOVERNMENT: &str = "us-gov-";

/// What a region's code begins with.
fn beginning(code: &str) -> &str {
    code.split('-').next().unwrap_or(code)
}

/// Where a region is, as far as its code says it.
fn place(code: &str) -> Option<u8> {
    PLACES.iter().find(|(known, _)| *known == beginning(code)).map(|(_, place)| *place)
}

/// How far two regions are from each other, as far as their codes say it.
fn distance(one: &str, other: &str) -> u8 {
    match (place(one), place(other)) {
        _ if other.starts_with(GOVERNMENT) != one.starts_with(GOVERNMENT) => u8::MAX,
        _ if beginning(one) == beginning(other) => 0,
        (Some(one), Some(other)) => one.abs_diff(other),
        _ => u8::MAX,
    }
}

/// The regions that have a price.
#[derive(Debug, Default)]
pub(super) struct Holders {
    count: usize,
    /// The first ones of each place, and of each beginning, in alphabetical order: no region needs others named.
    of_place: HashMap<(bool, Option<u8>), Vec<String>>,
    of_beginning: HashMap<(bool, String), Vec<String>>,
}

impl Holders {
    /// Takes up the next region of the alphabet.
    fn add(&mut self, name: &str) {
        self.count += 1;
        let is_government = name.starts_with(GOVERNMENT);
        let of_place = self.of_place.entry((is_government, place(name))).or_default();
        let of_beginning = self.of_beginning.entry((is_government, beginning(name).to_owned())).or_default();
        for first in [of_place, of_beginning] {
            if first.len() < MOST_REGIONS {
                first.push(name.to_owned());
            }
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The nearest ones to a region; of those that are equally near the first of the alphabet.
    pub(super) fn near(&self, region: &str) -> Vec<&str> {
        let own = (region.starts_with(GOVERNMENT), beginning(region).to_owned());
        let some = self.of_place.values().chain(self.of_beginning.get(&own)).flatten();
        let mut near: Vec<(u8, &str)> = some.map(|name| (distance(region, name), name.as_str())).collect();
        near.sort_unstable();
        near.dedup();
        near.into_iter().map(|(_, name)| name).take(MOST_REGIONS).collect()
    }
}

/// What was gathered, by meter, architecture and purchase option.
#[derive(Debug, Default)]
pub(super) struct AllHolders(Mutex<HashMap<(usize, Arch, Purchase), Arc<Holders>>>);

impl PriceBook {
    /// The regions that have a price. Regions whose data is damaged have none.
    pub(super) fn holders(
        &self,
        key: (usize, Arch, Purchase),
        holds: impl Fn(&RegionRates<'_>) -> bool,
    ) -> Arc<Holders> {
        let mut all = self.holders.0.lock().unwrap_or_else(PoisonError::into_inner);
        let gather = || {
            let mut found = Holders::default();
            let has = |name: &&str| self.region(name).is_ok_and(|rates| holds(&rates));
            self.region_names().filter(has).for_each(|name| found.add(name));
            Arc::new(found)
        };
        Arc::clone(all.entry(key).or_insert_with(gather))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_regions_are_those_of_all_sorted_by_distance() {
        let mut names: Vec<String> =
            ["us-gov-east-1", "us-gov-west-1", "us-gov-west-2", "us-gov-west-3"].map(str::to_owned).into();
        for begin in ["af", "ap", "ca", "eu", "il", "me", "us", "x", "y", "zz"] {
            names.extend((1..6).map(|at| format!("{begin}-south-{at}")));
        }
        names.sort_unstable();
        let mut holders = Holders::default();
        names.iter().for_each(|name| holders.add(name));
        assert_eq!(holders.count(), 54);
        for region in
            names.iter().map(String::as_str).chain(["mx-central-1", "cn-north-1", "y-east-1", "w", "", "us-gov-", "x"])
        {
            let mut sorted: Vec<&str> = names.iter().map(String::as_str).collect();
            sorted.sort_by_key(|name| distance(region, name));
            assert_eq!(holders.near(region), sorted[..MOST_REGIONS], "{region}");
        }
        // Mexico lies next to the United States: 2 and 3.
        assert_eq!(holders.near("mx-central-1")[0], "us-south-1");
    }
}
