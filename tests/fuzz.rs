//! The fuzz targets of `fuzz/` without a fuzzer: every input to begin with, then changed ones. `cargo test` changes some by
//! a fixed seed; with `COSTCALC_FUZZ_SECONDS=N` each target runs so long, by a seed of the moment.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};
use targets::{TARGETS, Target, seeds};

/// Changed inputs of each target in a plain `cargo test`.
const FEW: u32 = 150;

/// A file that grows beyond this tells nothing new.
const MOST_BYTES: usize = 60_000;

/// Pieces that mean something to one parser or another.
const TOKENS: [&str; 43] = [
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "#",
    "\u{feff}",
    "\0",
    "..",
    "...",
    ":",
    "=",
    "=cmd|' /C calc'!A0",
    "(",
    ")",
    "not ",
    " and ",
    "'",
    "{",
    "}",
    "[",
    "]",
    "null",
    "-",
    "+",
    "1e18",
    "1e26",
    "1e-12",
    "e-2147483648",
    "-9223372036854775808",
    "18446744073709551615",
    "NaN",
    "inf",
    "0",
    "99999999999999999999999999",
    "\u{1b}[31m",
    "\u{202e}",
    "../../etc/passwd",
    "Inf",
    "any",
];

/// A generator of numbers (SplitMix64, <https://prng.di.unimi.it/splitmix64.c>).
struct Dice(u64);

impl Dice {
    /// A number below `sides`; 0 where there are none.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % sides.max(1)
    }
}

/// An input with one to eight changes.
fn changed(dice: &mut Dice, seeds: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = seeds[dice.roll(seeds.len())].1.clone();
    for _ in 0..=dice.roll(8) {
        let at = dice.roll(bytes.len() + 1);
        let end = (at + 1 + dice.roll(30)).min(bytes.len()).max(at);
        match dice.roll(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => {
                let other = &seeds[dice.roll(seeds.len())].1;
                let from = dice.roll(other.len() + 1);
                let to = (from + dice.roll(60)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            4 => bytes.truncate(at),
            5 => bytes.insert(at, b"0123456789"[dice.roll(10)]),
            _ => drop(bytes.splice(at..at, TOKENS[dice.roll(TOKENS.len())].bytes())),
        }
    }
    bytes.truncate(MOST_BYTES);
    bytes
}

/// The input on which a target fails, if there is one.
fn failure(target: &Target, seconds: Option<u64>) -> Option<String> {
    let seeds = seeds(Path::new(env!("CARGO_MANIFEST_DIR")), target.name);
    assert!(seeds.len() >= 2, "{} has no inputs to begin with", target.name);
    let fails = |bytes: &[u8]| std::panic::catch_unwind(|| targets::run(target.name, bytes)).is_err();
    if let Some((name, _)) = seeds.iter().find(|(_, bytes)| fails(bytes)) {
        return Some(format!("{}: {name}", target.name));
    }
    let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64);
    let mut dice = Dice(seconds.map_or(1, |_| now()));
    let start = Instant::now();
    let mut count = 0;
    loop {
        let enough = match seconds {
            Some(seconds) => start.elapsed() >= Duration::from_secs(seconds),
            None => count >= FEW,
        };
        if enough {
            println!("{}: {} inputs, {count} changed ones", target.name, seeds.len());
            return None;
        }
        let bytes = changed(&mut dice, &seeds);
        if fails(&bytes) {
            return Some(format!("{}: b\"{}\"", target.name, bytes.escape_ascii()));
        }
        count += 1;
    }
}

#[test]
fn no_target_fails() {
    let seconds = std::env::var("COSTCALC_FUZZ_SECONDS").ok().map(|text| text.parse().expect("a number of seconds"));
    let failures: Vec<String> = std::thread::scope(|scope| {
        let lanes: Vec<_> = TARGETS
            .chunks(TARGETS.len().div_ceil(2))
            .map(|lane| scope.spawn(move || lane.iter().filter_map(|target| failure(target, seconds)).collect()))
            .collect();
        lanes
            .into_iter()
            .flat_map(|lane: std::thread::ScopedJoinHandle<'_, Vec<String>>| lane.join().unwrap())
            .collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn every_target_is_a_program_of_the_fuzzer() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    for Target { name, .. } in TARGETS {
        let program = std::fs::read_to_string(fuzz.join("fuzz_targets").join(format!("{name}.rs"))).unwrap();
        assert!(program.contains(&format!("run(\"{name}\", data)")), "{name}");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
    let programs = std::fs::read_dir(fuzz.join("fuzz_targets")).unwrap().count();
    assert_eq!(programs, TARGETS.len());
}
