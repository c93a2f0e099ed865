//! What would have no effect is told or refused, as a user meets it: conditions that can never hold, values that others
//! replace, columns that count nowhere, ranges that count as one value.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

const HEADING: &str = "name,requests_per_month,duration_ms,memory_mb";

struct Run {
    code: i32,
    out: String,
    err: String,
}

/// A folder with a scenario of that text, `s.csv`.
fn case(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.csv"), text).unwrap();
    folder
}

fn run(case: &TempDir, args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    let output = command.current_dir(case.path()).env_remove("COLUMNS").args(args).output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Refused as wrong usage with those words, and nothing written.
fn refused(case: &TempDir, args: &[&str], words: &str) {
    let run = run(case, args);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
    assert!(run.err.contains(words), "{args:?}: {}", run.err);
    assert_eq!(fs::read_dir(case.path()).unwrap().count(), 1, "{args:?} wrote a file");
}

#[test]
fn what_no_row_of_the_scenario_has_is_refused_once_it_is_read() {
    let plain = case(&format!("{HEADING}\nA,5M,120,1024\n"));
    let no_range = "which is not computed for s.csv: no cell holds a range, such as 8M..20M";
    let no_growth = "which is not computed for s.csv: no row has growth_pct_per_month or migration_usd";
    for format in ["table", "csv", "json"] {
        for (condition, why) in [
            ("lambda_p95_usd > 0", no_range),
            ("ec2_usd > 0 or ec2_wins_pct < 50", no_range),
            ("flip_month < 700", no_growth),
            ("lambda_payback_month > 1", no_growth),
        ] {
            let args = ["compare", "s.csv", "--format", format, "--fail-if", condition, "--export", "out.csv"];
            refused(&plain, &args, why);
        }
    }
    refused(&plain, &["compare", "s.csv", "--sort", "flip_month"], "--sort asks for flip_month");
    // A single row that has it is enough.
    let some = case(&format!("{HEADING},growth_pct_per_month\nA,5M,120,1024,\nB,4M..5M,120,1024,3\n"));
    for condition in ["flip_month > 99", "lambda_p95_usd > 1e9"] {
        for format in ["table", "csv"] {
            assert_eq!(run(&some, &["compare", "s.csv", "--format", format, "--fail-if", condition]).code, 0);
        }
    }
}
