//! Hostile price tables: every fault is named with its place and its remedy, by `--pricing` and by `prices check` alike.
//!
//! `tests/hostile/prices/NAME.csv` (or `.bin`, or a folder) has a fault. `NAME.expected` holds what both must say, a part
//! a line: `--pricing` on standard error, `prices check` on standard output.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod hostile_support;

use assert_cmd::Command;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Output;

const SCENARIO: &str = "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,5M,120,1024,m5.large\n";

fn catalog() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/prices")
}

/// Runs on 2026-11-24 in the catalog's folder, with a sound scenario as standard input.
fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_costcalc"))
        .current_dir(catalog())
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR")
        .env("SOURCE_DATE_EPOCH", "1795478400")
        .args(args)
        .write_stdin(SCENARIO)
        .output()
        .unwrap()
}

fn compare(file: &str) -> Output {
    run(&["compare", "-", "--pricing", file])
}

/// The files and folders with faults, in alphabetical order.
fn names() -> Vec<String> {
    let entries = std::fs::read_dir(catalog()).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(".expected"));
    names.sort();
    names
}

#[test]
fn every_fault_of_the_catalog_is_refused_by_name() {
    let mut wrong = Vec::new();
    for name in names() {
        let expected = catalog().join(&name).with_extension("expected");
        let expected = std::fs::read_to_string(&expected).unwrap_or_else(|_| panic!("{}", expected.display()));
        let (compared, checked) = (compare(&name), run(&["prices", "check", &name]));
        let told = String::from_utf8(compared.stderr).unwrap();
        let found = String::from_utf8(checked.stdout).unwrap();
        let codes = (compared.status.code(), checked.status.code());
        if codes != (Some(3), Some(3)) || !compared.stdout.is_empty() {
            wrong.push(format!("{name}: exit codes {codes:?}"));
        }
        let raw = |c: char| c.is_control() && c != '\n';
        if told.contains(raw) || found.contains(raw) {
            wrong.push(format!("{name}: a raw control character"));
        }
        for part in expected.lines() {
            if !told.contains(part) {
                wrong.push(format!("{name}: --pricing does not say {part:?}:\n{told}"));
            }
            // How many problems there are it says in words of its own.
            if !found.contains(part) && !part.contains(" problem") {
                wrong.push(format!("{name}: prices check does not say {part:?}:\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the program says to each file of the catalog, for `docs/hostile-prices.md`.
fn listed() -> String {
    let mut text = String::from(
        "# Hostile price tables\n\nWhat `costcalc compare --pricing` says to each file of `tests/hostile/prices/`: every fault (file, line, \
         column, message) and its remedy.\nThe test `the_list_in_the_docs_is_current` of `tests/hostile_prices.rs` makes this list; \
         `UPDATE_GOLDEN=1` writes it anew.\n\n| message | remedy |\n| --- | --- |\n",
    );
    for name in names() {
        let told = String::from_utf8(compare(&name).stderr).unwrap();
        let faults = told.lines().filter_map(|line| line.strip_prefix("error: "));
        let remedies = told.lines().filter_map(|line| line.split_once("= help: ").map(|(_, remedy)| remedy));
        // Code, so that nothing in it means anything to Markdown.
        let cell = |text: &str| format!("`` {} ``", text.replace('|', "\\|"));
        for (fault, remedy) in faults.zip(remedies) {
            let _ = writeln!(text, "| {} | {} |", cell(fault), cell(remedy));
        }
    }
    text
}

#[test]
fn the_list_in_the_docs_is_current() {
    hostile_support::assert_current("docs/hostile-prices.md", &listed());
}
