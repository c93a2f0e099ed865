//! What is fuzzed: a plain function for every parser, with what must hold whatever it is given. The fuzzer's targets
//! (`fuzz_targets/`) and the test that runs without one (`tests/fuzz.rs` of the program) both call these.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod prices;
mod scenarios;
mod seeds;
mod words;

pub use seeds::seeds;

/// A parser under test.
pub struct Target {
    /// Its name, which is that of its file in `fuzz_targets/` and of its folder in `seeds/`.
    pub name: &'static str,
    /// Gives it an input; panics where something is not as it must be.
    pub run: fn(&[u8]),
}

/// Every target.
pub const TARGETS: [Target; 13] = [
    Target { name: "scenario", run: scenarios::scenario },
    Target { name: "compare", run: scenarios::compare },
    Target { name: "number", run: words::number },
    Target { name: "profile", run: words::profile },
    Target { name: "schedule", run: words::schedule },
    Target { name: "fail_if", run: words::fail_if },
    Target { name: "set", run: words::set },
    Target { name: "vary", run: words::vary },
    Target { name: "power_tuning", run: words::power_tuning },
    Target { name: "price_table", run: prices::price_table },
    Target { name: "price_book", run: prices::price_book },
    Target { name: "offer_json", run: prices::offer },
    Target { name: "offer_csv", run: prices::offer },
];

/// Runs the target of that name.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target of that name");
    (target.run)(data);
}

/// Text that is shown to people holds no control character and does not change the direction of what follows.
fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c))
}
