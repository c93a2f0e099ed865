//! Erlang's formulas against published tables and against their textbook recursions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use costcalc::cost::queueing::{erlang_b, erlang_c, fewest_servers, keeps_wait, waits_longer};
use proptest::prelude::*;

fn rows(name: &str) -> Vec<csv::StringRecord> {
    let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path).unwrap();
    reader.records().collect::<Result<_, _>>().unwrap()
}

fn number(row: &csv::StringRecord, column: usize) -> f64 {
    row[column].parse().unwrap()
}

fn count(row: &csv::StringRecord, column: usize) -> u64 {
    row[column].parse().unwrap()
}

/// Erlang B by the textbook recursion B(n) = a B(n-1) / (n + a B(n-1)), B(0) = 1.
fn recursive_b(servers: u64, load: f64) -> f64 {
    (1..=servers).fold(1.0, |blocked, n| load * blocked / (n as f64 + load * blocked))
}

/// Erlang C by its definition over the recursion: N B / (N - a (1 - B)).
fn recursive_c(servers: u64, load: f64) -> f64 {
    let blocked = recursive_b(servers, load);
    servers as f64 * blocked / (servers as f64 - load * (1.0 - blocked))
}

/// The share of requests that wait longer than `wait` service times.
fn recursive_waits(servers: u64, load: f64, wait: f64) -> Option<f64> {
    (load < servers as f64).then(|| recursive_c(servers, load) * libm::exp(-(servers as f64 - load) * wait))
}

/// The fewest groups of so many servers.
fn fewest_groups(group: u64, rate: f64, service_s: f64, wait_s: f64, share: f64) -> Option<u64> {
    fewest_servers(rate, service_s, wait_s, share, 0).map(|servers| servers.div_ceil(group))
}

#[test]
fn erlang_b_is_that_of_published_tables() {
    let rows = rows("erlang_b.csv");
    assert!(rows.len() >= 30);
    for row in rows {
        let (servers, load, blocking, tolerance) = (count(&row, 0), number(&row, 1), number(&row, 2), number(&row, 3));
        let found = erlang_b(servers, load);
        assert!((found / blocking - 1.0).abs() <= tolerance, "{row:?}: {found}");
    }
}

#[test]
fn a_table_reads_backward_too() {
    // One channel fewer blocks more than the table's share at its load, one more blocks less.
    for row in rows("erlang_b.csv").iter().filter(|row| row[4].starts_with("Lucent") && &row[0] != "1") {
        let (servers, load) = (count(row, 0), number(row, 1));
        assert!(erlang_b(servers - 1, load) > 0.021 && erlang_b(servers + 1, load) < 0.019, "{row:?}");
    }
}

#[test]
fn erlang_c_is_that_of_published_examples() {
    for row in rows("erlang_c.csv") {
        let (servers, load, tolerance) = (count(&row, 0), number(&row, 1), number(&row, 5));
        let found = erlang_c(servers, load).unwrap();
        assert!((found - number(&row, 2)).abs() <= tolerance, "{row:?}: {found}");
        if !row[3].is_empty() {
            // A mean service time of 240 s: the unit must not matter.
            let found = waits_longer(servers, load / 240.0, 240.0, number(&row, 3) * 240.0).unwrap();
            assert!((found - number(&row, 4)).abs() <= tolerance, "{row:?}: {found}");
        }
    }
}

#[test]
fn the_fewest_servers_of_published_examples() {
    // pyworkforce: 100 calls in 30 minutes of 3 minutes, 80 % within 20 s: 14 positions.
    assert_eq!(fewest_groups(1, 100.0 / 1_800.0, 180.0, 20.0, 0.2), Some(14));
    // The same in groups of four: 13 are too few, so 4 groups (16 servers), not 3.
    assert_eq!(fewest_groups(4, 100.0 / 1_800.0, 180.0, 20.0, 0.2), Some(4));
    // A wait of 0 asks for Erlang C itself. M/M/1 at 0.5 erlang: half wait; with two servers a tenth does, by hand:
    // B(2) = (0.5 x 1/3) / (2 + 0.5 x 1/3) = 1/13, C = (1/13) / (1 - 0.25 x 12/13) = 1/10.
    assert!((erlang_c(2, 0.5).unwrap() - 0.1).abs() < 1e-12);
    assert_eq!(fewest_groups(1, 0.5, 1.0, 0.0, 0.5), Some(1));
    assert_eq!(fewest_groups(1, 0.5, 1.0, 0.0, 0.49), Some(2));
    assert_eq!(fewest_groups(1, 0.5, 1.0, 0.0, 0.099), Some(3));
}

#[test]
fn an_unstable_queue_is_refused_and_never_a_wait_of_zero() {
    for (servers, load) in [(0, 0.5), (1, 1.0), (1, 1.5), (10, 10.0), (10, 1e300), (1_000_000, 1_000_000.0)] {
        assert_eq!(erlang_c(servers, load), None, "{servers} {load}");
        assert_eq!(waits_longer(servers, load, 1.0, 10.0), None, "{servers} {load}");
    }
    assert_eq!(erlang_c(5, f64::NAN), None);
    assert_eq!(erlang_c(5, f64::INFINITY), None);
    // The fewest servers for a load of exactly n are more than n, whatever the wait that is allowed.
    for load in [1_u32, 4, 60, 1_000] {
        assert!(fewest_groups(1, f64::from(load), 1.0, 1e6, 0.999_999).unwrap() > u64::from(load));
    }
    assert_eq!(fewest_groups(1, f64::INFINITY, 1.0, 1.0, 0.05), None);
    assert_eq!(fewest_groups(1, 1e200, 1e200, 1.0, 0.05), None);
}

#[test]
fn nothing_offered_blocks_and_waits_for_nothing() {
    assert_eq!(erlang_b(0, 3.0), 1.0);
    assert_eq!(erlang_b(0, 0.0), 1.0);
    assert_eq!(erlang_b(7, 0.0), 0.0);
    assert_eq!(waits_longer(3, 0.0, 1.0, 0.0), Some(0.0));
    assert_eq!(fewest_groups(2, 0.0, 1.0, 0.1, 0.05), Some(0));
}

#[test]
fn ten_thousand_and_a_million_servers_neither_overflow_nor_lose_order() {
    for servers in [10_000_u64, 1_000_000] {
        let n = servers as f64;
        let mut last = 0.0;
        for part in [1e-9, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0, 1.001, 1.1, 2.0, 100.0, 1e9] {
            let blocked = erlang_b(servers, n * part);
            assert!(blocked.is_finite() && (0.0..=1.0).contains(&blocked), "{servers} {part}: {blocked}");
            assert!(blocked >= last, "{servers} {part}: more load blocks less");
            last = blocked;
            assert!(
                erlang_b(servers + servers / 100, n * part) <= blocked,
                "{servers} {part}: more servers block more"
            );
            if let Some(waiting) = erlang_c(servers, n * part) {
                assert!((blocked..=1.0).contains(&waiting), "{servers} {part}: {waiting}");
            }
        }
        // Overload: what is not carried is about 1 - n/a (fluid limit). At twice the load half is lost.
        assert!((erlang_b(servers, 2.0 * n) - 0.5).abs() < 1e-3);
        // At a = n, B is about sqrt(2 / (pi n)) (Jagerman 1974): within 1 % here.
        let limit = (2.0 / (std::f64::consts::PI * n)).sqrt();
        assert!((erlang_b(servers, n) / limit - 1.0).abs() < 1e-2);
    }
}

#[test]
fn a_million_servers_follow_the_recursion() {
    for (servers, load) in [(10_000, 9_900.0), (1_000_000, 999_000.0), (1_000_000, 1_000_500.0)] {
        let (found, expected) = (erlang_b(servers, load), recursive_b(servers, load));
        assert!((found / expected - 1.0).abs() < 1e-9, "{servers} {load}: {found} {expected}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_recursion_holds(servers in 1_u64..2_000, part in 0.01_f64..3.0) {
        let load = servers as f64 * part;
        let (before, found) = (erlang_b(servers - 1, load), erlang_b(servers, load));
        let next = load * before / (servers as f64 + load * before);
        prop_assert!((found - next).abs() <= next * 1e-9 + 1e-39, "{found} {next}");
        let expected = recursive_b(servers, load);
        prop_assert!((found - expected).abs() <= expected * 1e-9 + 1e-39, "{found} {expected}");
    }

    #[test]
    fn erlang_c_follows_its_definition(servers in 1_u64..2_000, part in 0.01_f64..0.999) {
        let load = servers as f64 * part;
        let (found, expected) = (erlang_c(servers, load).unwrap(), recursive_c(servers, load));
        prop_assert!((found - expected).abs() <= expected * 1e-9 + 1e-39, "{found} {expected}");
    }

    #[test]
    fn the_fewest_groups_are_enough_and_one_fewer_is_not(
        group in 1_u64..64,
        load in 0.001_f64..400.0,
        service_s in 0.001_f64..10.0,
        wait in 0.0_f64..3.0,
        share in 0.0001_f64..0.5,
    ) {
        let rate = load / service_s;
        let groups = fewest_groups(group, rate, service_s, wait * service_s, share).unwrap();
        // An error of rounding where the share is met to the last digits decides nothing.
        let waiting = |groups: u64| recursive_waits(group * groups, load, wait);
        prop_assert!(groups >= 1);
        prop_assert!(waiting(groups).is_some_and(|waiting| waiting <= share * (1.0 + 1e-9)));
        prop_assert!(waiting(groups - 1).is_none_or(|waiting| waiting > share * (1.0 - 1e-9)));
    }

    #[test]
    fn the_search_finds_what_looking_at_every_number_does(
        load in prop_oneof![0.001_f64..100.0, 100.0_f64..20_000.0],
        service_s in 0.001_f64..10.0,
        wait in prop_oneof![Just(0.0), 0.0_f64..0.01, 0.0_f64..3.0],
        share in prop_oneof![1e-12_f64..1e-6, 0.0001_f64..0.5],
        at_least in 0_u64..25_000,
    ) {
        let rate = load / service_s;
        let first = (rate * service_s).floor() as u64 + 1;
        let is_enough = |servers: &u64| {
            waits_longer(*servers, rate, service_s, wait * service_s).is_some_and(|waiting| waiting <= share)
        };
        let fewest = (first..).find(is_enough);
        for at_least in [0, at_least] {
            let found = fewest_servers(rate, service_s, wait * service_s, share, at_least);
            prop_assert_eq!(found, fewest.map(|fewest| fewest.max(at_least)));
        }
    }
}

/// Very many servers are not summed up: what is decided without must be what the sum says, next to the edge most of all.
#[test]
fn very_many_servers_keep_the_waits_that_their_sum_says() {
    let mut near = 0;
    for load in [9_999.0, 10_000.0, 54_321.98, 1e6, 9.9e6] {
        for (wait, share) in
            [(0.0, 0.05), (0.01, 0.05), (0.0, 1e-6), (1.0, 0.3), (0.0, 0.999), (0.0, 0.0), (1e-4, 1e-12)]
        {
            // Requests that take a second each: the load is the rate.
            let keeps = |servers: u64| waits_longer(servers, load, 1.0, wait).is_some_and(|waiting| waiting <= share);
            let fewest = fewest_servers(load, 1.0, wait, share, 0).unwrap();
            assert!(keeps(fewest) && !keeps(fewest - 1), "{load} {wait} {share}: {fewest}");
            for servers in [fewest - 1, fewest, fewest + 1, fewest * 2, load as u64, load as u64 + 1] {
                assert_eq!(
                    keeps_wait(servers, load, 1.0, wait, share),
                    keeps(servers),
                    "{load} {wait} {share}: {servers}"
                );
            }
            // A share that is the very wait of so many servers.
            let edge = waits_longer(fewest, load, 1.0, wait).unwrap();
            for share in [edge, edge * (1.0 - 1e-12), edge * (1.0 + 1e-12)].into_iter().filter(|share| *share > 0.0) {
                assert_eq!(
                    keeps_wait(fewest, load, 1.0, wait, share),
                    edge <= share,
                    "{load} {wait} {share}: {fewest}"
                );
                near += 1;
            }
        }
    }
    assert!(near > 60, "{near}");
}

/// Each was a sum of ten thousands of terms: half a minute.
#[test]
fn a_hundred_thousand_searches_for_millions_of_servers_take_a_moment() {
    let fewest = |step: u32| fewest_servers(9e7 + f64::from(step), 0.1, 1e-3, 0.05, 0).unwrap();
    let mut last = 0;
    for step in 0..100_000 {
        let servers = fewest(step);
        assert!(servers >= last, "{step}");
        last = servers;
    }
}
