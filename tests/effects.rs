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
    let no_range = "which is not computed for s.csv: nothing that a month costs is a range, such as 8M..20M";
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

#[test]
fn a_sweep_refuses_values_that_others_replace() {
    let one = case(&format!("{HEADING}\nA,5M,120,1024\n"));
    let both = ["sweep", "s.csv", "--vary", "requests_per_month=1M,2M", "--vary", "requests_per_day=10"];
    refused(&one, &both, "requests_per_month and requests_per_day both say what the demand is");
    for (set, vary) in [
        ("requests_per_month=7M", "requests_per_day=10,20"),
        ("memory_mb=512", "memory_mb=128,256"),
        ("region=eu-west-1", "region=us-east-1,us-east-2"),
    ] {
        let args = ["sweep", "s.csv", "--vary", vary, "--set", set];
        refused(&one, &args, &format!("{set} is set for every row, and the sweep over"));
    }
    // The file's own demand is what a sweep is to replace: 1M a month and a 730-hour month's 1M in days are one demand.
    let day = run(&one, &["sweep", "s.csv", "--vary", "requests_per_day=32876.712328767123", "--format", "csv"]);
    assert_eq!((day.code, day.err.as_str()), (0, ""));
}

#[test]
fn a_sweep_tells_what_has_no_effect_at_any_of_its_places() {
    let one = case(&format!("{HEADING}\nA,5M,120,1024\n"));
    let told =
        "note: s.csv: wait_percentile has no effect: no row has max_wait_ms and a fleet that stays, not per-run\n";
    assert_eq!(run(&one, &["sweep", "s.csv", "--vary", "wait_percentile=90,99"]).err, told);
    let both = ["sweep", "s.csv", "--vary", "wait_percentile=90,99", "--vary", "max_wait_ms=5,50"];
    assert_eq!(run(&one, &both).err, "");
    let file = case(&format!("{HEADING},wait_percentile\nA,5M,120,1024,99\n"));
    assert_eq!(run(&file, &["sweep", "s.csv", "--vary", "log_kb=0,1"]).err, told);
    assert_eq!(run(&file, &["sweep", "s.csv", "--vary", "max_wait_ms=5,50"]).err, "");
}

#[test]
fn columns_without_effect_are_told_and_have_none() {
    // Each column in a row in which nothing asks for it, and in one in which something does.
    for (column, value, idle, counts) in [
        ("max_wait_ms", "1", ("scaling,invocation", "per-run,async"), ("instance_type", "m5.large")),
        ("response_kb", "900", ("invocation", "async"), ("invocation,front_door", "async,http-api")),
        ("requests_per_connection", "1", ("invocation", "async"), ("invocation,front_door", "async,alb")),
        ("requests_per_connection", "1", ("scaling", "per-run"), ("scaling", "auto")),
        ("requests_per_connection", "1", ("instance_type,instance_count", "m5.4xlarge,1"), ("scaling", "fixed")),
        ("ops_usd_per_hour", "60", ("log_kb", "1"), ("ops_hours_ec2", "2")),
    ] {
        let text = |(columns, cells): (&str, &str), column: &str, value: &str| {
            format!("{HEADING},{columns},{column}\nA,50M,120,1024,{cells},{value}\n")
        };
        let priced = |text: &str| {
            let run = run(&case(text), &["compare", "s.csv", "--no-breakeven", "--format", "json"]);
            assert_eq!(run.code, 0, "{}", run.err);
            let document: Value = serde_json::from_str(&run.out).unwrap();
            let workload = document["workloads"][0].clone();
            (workload["options"].clone(), workload["verdict"].clone(), run.err)
        };
        let (with, without) = (priced(&text(idle, column, value)), priced(&text(idle, column, "")));
        assert_eq!((with.0, with.1), (without.0, without.1), "{column} {idle:?}");
        assert!(
            with.2.starts_with(&format!("note: s.csv: {column} has no effect: no row has ")),
            "{column}: {}",
            with.2
        );
        assert_eq!(without.2, "", "{column} {idle:?}");
        let used = if counts.0 == "ops_hours_ec2" { "0" } else { "" };
        let (with, without) = (priced(&text(counts, column, value)), priced(&text(counts, column, used)));
        assert!(with.0 != without.0, "{column} {counts:?} changes nothing");
        assert_eq!(with.2, "", "{column} {counts:?}");
    }
    // An hour's price is what a break-even in hours begins with.
    let priced = case(&format!("{HEADING},ops_usd_per_hour\nA,5M,120,1024,60\n"));
    assert_eq!(run(&priced, &["breakeven", "s.csv", "--of", "ops-hours"]).err, "");
    assert!(run(&priced, &["breakeven", "s.csv"]).err.starts_with("note: s.csv: ops_usd_per_hour has no effect"));
}

#[test]
fn ranges_that_count_as_one_value_are_told() {
    let one = case(&format!("{HEADING}\nA,1M..1B,120,1024\n"));
    // Halfway between 1 M and 1,000 M.
    let told = "note: s.csv:2: requests_per_month 1,000,000..1,000,000,000 counts as 500,500,000";
    for args in [
        ["breakeven", "s.csv"].as_slice(),
        &["sensitivity", "s.csv"],
        &["sweep", "s.csv", "--vary", "memory_mb=512,1024"],
        &["chart", "compare", "s.csv", "--terminal"],
        &["prices", "diff", "2026", "2026", "--scenario", "s.csv"],
    ] {
        let run = run(&one, args);
        assert_eq!((run.code, run.err), (0, format!("{told} here, halfway\n")), "{args:?}");
    }
    let report = run(&one, &["report", "s.csv", "-o", "-"]);
    assert_eq!((report.code, report.err), (0, format!("{told} in charts and break-evens, halfway\n")));
    // A sweep over the demand puts its own values into the row, whatever column they come in; compare draws from the range.
    assert_eq!(run(&one, &["sweep", "s.csv", "--vary", "requests_per_day=10,20"]).err, "");
    assert_eq!(run(&one, &["compare", "s.csv"]).err, "");
    let rows: String = (0..9).map(|at| format!("W{at},1M,120..130..150,1024\n")).collect();
    let many = run(&case(&format!("{HEADING}\n{rows}")), &["sensitivity", "s.csv"]).err;
    let lines: Vec<&str> = many.lines().collect();
    assert_eq!(lines[0], "note: s.csv:2: duration_ms 120..130..150 counts as 130 here, its likely value");
    assert_eq!((lines.len(), lines[5]), (6, "note: s.csv: 4 more ranges count as one value each here"));
}

#[test]
fn what_does_not_reach_slides_and_pictures_is_told() {
    let both = case(&format!("{HEADING}\nA,5M,120,1024\nB,50M,120,1024\n"));
    let told = |args: &[&str]| run(&both, &[&["compare", "s.csv"], args].concat()).err;
    let note =
        |what: &str| format!("reach {what}: they show the largest savings of all 2 workloads, and sums of all\n");
    assert_eq!(told(&["--top", "1", "--export", "x.pptx"]), format!("note: --top does not {}", note("slides")));
    let args = ["--top", "1", "--sort", "name", "--export", "x.csv", "--export", "x.pptx"];
    assert_eq!(told(&args), format!("note: --sort and --top do not {}", note("slides")));
    assert_eq!(told(&["--top", "1", "--export", "x.svg"]), format!("note: --top does not {}", note("pictures")));
    assert_eq!(told(&["--export", "x.pptx"]) + &told(&["--top", "1", "--export", "x.csv"]), "");
}
