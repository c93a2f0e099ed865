//! Price lists that were cut, flipped or mixed up: never a panic, never a price that is not in the file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod import_support;

use costcalc::units::Dec;
use import_support::{fixture, flipped, imported, swapped};
use proptest::prelude::*;
use std::collections::HashSet;

const LISTS: [&str; 13] = [
    "api-gateway.csv",
    "cloudwatch.csv",
    "ec2-2017.csv",
    "ec2-terms-first.json",
    "ec2.json",
    "elb.csv",
    "lambda.json",
    "plans.csv",
    "plans.json",
    "query-lines.json",
    "query.json",
    "transfer.csv",
    "vpc.csv",
];

#[test]
fn the_lists_themselves_give_prices() {
    for name in LISTS {
        assert!(!imported(fixture(name).as_bytes()).unwrap().is_empty(), "{name}");
    }
}

#[test]
fn a_list_cut_anywhere_is_refused_or_gives_only_prices_of_the_whole() {
    for name in LISTS {
        let text = fixture(name);
        let whole: HashSet<Dec> = imported(text.as_bytes()).unwrap().into_iter().collect();
        let step = if text.len() > 8_000 { 7 } else { 1 };
        for cut in (0..text.trim_end().len()).step_by(step) {
            let found = imported(&text.as_bytes()[..cut]);
            // An offer in JSON ends with its closing bracket; answers and rows may end after any of them.
            let may_end = name.ends_with(".csv") || name == "query-lines.json";
            assert!(found.is_none() || may_end, "{name} cut at {cut}");
            for price in found.into_iter().flatten() {
                assert!(whole.contains(&price), "{name} cut at {cut}: {price}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn flipped_bytes_never_invent_a_price(
        list in 0..LISTS.len(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        imported(&flipped(fixture(LISTS[list]).into_bytes(), &flips));
    }

    #[test]
    fn marks_out_of_place_never_invent_a_price(
        list in 0..LISTS.len(),
        marks in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"\"{}[],:\n\\0".to_vec())), 1..4),
    ) {
        let mut bytes = fixture(LISTS[list]).into_bytes();
        for (place, byte) in marks {
            bytes.insert(place.index(bytes.len()), byte);
        }
        imported(&bytes);
    }

    #[test]
    fn lines_left_out_doubled_or_swapped_never_invent_a_price(
        list in 0..LISTS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3u8), 1..5),
    ) {
        let text = fixture(LISTS[list]);
        let mut lines: Vec<&str> = text.lines().collect();
        for (one, other, kind) in changes {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            match kind {
                0 => drop(lines.remove(one)),
                1 => lines.insert(other, lines[one]),
                _ => lines.swap(one, other),
            }
            prop_assume!(!lines.is_empty());
        }
        imported(lines.join("\n").as_bytes());
    }

    #[test]
    fn swapped_fields_never_invent_a_price(
        list in 0..LISTS.len(),
        swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4),
    ) {
        imported(swapped(&fixture(LISTS[list]), &swaps).as_bytes());
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        imported(&bytes);
    }
}
