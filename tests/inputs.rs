//! What a run reads: no output takes its place, what contradicts itself is refused, and all that is wrong is told in one
//! run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const SCENARIO: &str = "name,requests_per_month,duration_ms,memory_mb\nA,5M,120,1024\n";
const PRICES: &str = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n\
                      us-east-1,m7g.large,on-demand,0.0735,,2026-11-01,mine\n";
const TUNING: &str = r#"{"stats": [{"value": 128, "averageDuration": 900}, {"value": 1024, "averageDuration": 120}]}"#;

/// A folder with a scenario, prices in a file and in a folder, a profile, and a result of Power Tuning.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.csv", SCENARIO);
    write("pr.csv", PRICES);
    fs::create_dir(folder.path().join("bk")).unwrap();
    write("bk/ec2.csv", PRICES);
    write("prof.csv", &"1\n".repeat(24));
    write("pt.json", TUNING);
    folder
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    command.current_dir(folder).args(args).env_remove("COLUMNS").env("SOURCE_DATE_EPOCH", "1795478400");
    command
}

#[track_caller]
fn ends(output: &Output, code: i32, parts: &[&str]) {
    let err = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{err}");
    for part in parts {
        assert!(err.contains(part), "no {part:?} in {err}");
    }
    assert!(!err.contains("os error") && !err.contains("panicked"), "{err}");
}

/// Every file of a folder with its text.
fn state(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(state(&path));
        } else {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

// Outputs --------------------------------------------------------------------------------------------------------

#[cfg(unix)]
#[test]
fn no_output_takes_the_place_of_what_is_read() {
    let folder = folder();
    let path = folder.path();
    std::os::unix::fs::symlink("pr.csv", path.join("link.csv")).unwrap();
    fs::hard_link(path.join("pr.csv"), path.join("hard.csv")).unwrap();
    fs::hard_link(path.join("pr.csv"), path.join("pr.md")).unwrap();
    fs::hard_link(path.join("bk/ec2.csv"), path.join("twin.csv")).unwrap();
    fs::create_dir(path.join("all")).unwrap();
    fs::write(path.join("all/breakeven.svg"), SCENARIO).unwrap();
    fs::create_dir(path.join("drawn")).unwrap();
    fs::write(path.join("drawn/compare.svg"), "web,daily,1\n".repeat(24)).unwrap();
    fs::write(path.join("pt.svg"), TUNING).unwrap();
    let before = state(path);
    let table = "this is a table of --pricing pr.csv, which is read; name another file";
    let profile = "this is a traffic profile, which would be lost; name another file";
    let cases: [(&[&str], &str); 21] = [
        (&["compare", "a.csv", "--export", "a.csv"], "--export a.csv: this is the scenario itself"),
        (&["compare", "a.csv", "--pricing", "pr.csv", "--export", "pr.csv"], table),
        (&["compare", "a.csv", "--pricing", "pr.csv", "--export", "link.csv"], table),
        (&["compare", "a.csv", "--pricing", "pr.csv", "--export", "hard.csv", "--format", "csv"], table),
        (&["breakeven", "a.csv", "--pricing", "pr.csv", "--export", "./bk/../pr.csv"], table),
        (&["sweep", "a.csv", "--vary", "memory_mb=128,256", "--pricing", "pr.csv", "--export", "pr.csv"], table),
        (&["sensitivity", "a.csv", "--pricing", "pr.csv", "--export", "pr.csv"], table),
        (&["report", "a.csv", "--pricing", "pr.md", "-o", "pr.md"], "-o pr.md: this is a table of --pricing pr.md"),
        (&["compare", "a.csv", "--pricing", "bk", "--export", "bk/ec2.csv"], "this is a table of --pricing bk"),
        (&["compare", "a.csv", "--pricing", "bk", "--export", "twin.csv"], "this is a table of --pricing bk"),
        (&["compare", "a.csv", "--pricing", "bk", "--export", "bk/out.csv"], "as one of the tables of --pricing bk;"),
        (&["compare", "a.csv", "--set", "traffic=prof.csv", "--export", "prof.csv"], profile),
        (&["compare", "a.csv", "--set", "traffic=prof.csv", "--export", "prof.csv", "--format", "csv"], profile),
        (&["breakeven", "a.csv", "--set", "traffic=prof.csv", "--export", "prof.csv"], profile),
        (&["sweep", "a.csv", "--power-tuning", "pt.json", "--export", "pt.json"], "this is the file of --power-tuning"),
        (
            &["chart", "memory", "a.csv", "--power-tuning", "pt.svg", "-o", "pt.svg"],
            "-o pt.svg: this is the file of --power-tuning",
        ),
        (
            &["chart", "compare", "all/breakeven.svg", "-o", "all/breakeven.svg"],
            "-o all/breakeven.svg: this is the scenario",
        ),
        (
            &["chart", "all/breakeven.svg", "--all", "all", "--formats", "svg"],
            "--all all/breakeven.svg: this is the scenario",
        ),
        (&["chart", "a.csv", "--all", "a.csv"], "--all a.csv: this is a file; name a folder for the charts"),
        (
            &["chart", "a.csv", "--all", "drawn", "--formats", "svg", "--set", "traffic=drawn/compare.svg"],
            "--all drawn/compare.svg: this is the traffic profile drawn/compare.svg",
        ),
        (
            &["chart", "a.csv", "--all", "all", "--formats", "svg"],
            "--all all/breakeven.svg: this is a scenario, which would be lost",
        ),
    ];
    for (args, part) in cases {
        let output = command(path, args).output().unwrap();
        ends(&output, 2, &[part]);
        assert!(output.stdout.is_empty(), "{args:?}");
        assert!(state(path) == before, "{args:?}");
    }
    // All outputs are told, and what only lies beside the inputs is written.
    let both = ["compare", "a.csv", "--pricing", "pr.csv", "--export", "a.csv", "--export", "pr.csv"];
    ends(&command(path, &both).output().unwrap(), 2, &["--export a.csv: ", "--export pr.csv: "]);
    let beside = ["compare", "a.csv", "--pricing", "bk", "--export", "out.csv", "--export", "bk/out.json"];
    ends(&command(path, &beside).output().unwrap(), 0, &[]);
}

// Widths ---------------------------------------------------------------------------------------------------------

#[test]
fn the_width_of_a_terminal_changes_nothing_on_a_pipe() {
    let folder = folder();
    for args in [&["compare", "a.csv"][..], &["breakeven", "a.csv"], &["columns"], &["--help"], &["compare", "--help"]]
    {
        let expected = command(folder.path(), args).output().unwrap();
        for columns in ["40", "200"] {
            assert_eq!(command(folder.path(), args).env("COLUMNS", columns).output().unwrap(), expected, "{args:?}");
        }
    }
}

// Contradictions -------------------------------------------------------------------------------------------------

#[test]
fn what_contradicts_itself_is_refused() {
    let folder = folder();
    let cases: [(&[&str], i32, &str); 5] = [
        (&["--pricing", "2019", "--pricing", "2026"], 2, "--pricing 2026: this book would replace the whole of 2019,"),
        (
            &["--set", "region=us-east-1", "--region", "eu-west-1"],
            2,
            "--region eu-west-1 and --set region=us-east-1 name two",
        ),
        (&["--set", "memory_mb=512", "--set", "memory_mb=1024"], 3, "memory_mb is set to \"512\" already"),
        (
            &["--set", "requests_per_day=5", "--set", "requests_per_month=9"],
            3,
            "requests_per_day is set to \"5\" already",
        ),
        (
            &["--set", "requests_per_day=5", "--set", "requests_per_month=5"],
            3,
            "requests_per_day is set to \"5\" already",
        ),
    ];
    for (args, code, part) in cases {
        let all = [&["compare", "a.csv"], args].concat();
        ends(&command(folder.path(), &all).output().unwrap(), code, &[part]);
    }
    let both = ["compare", "a.csv", "--set", "region=us-east-1", "--region", "eu-west-1"];
    let told = command(folder.path(), &both).output().unwrap().stderr;
    assert_eq!(String::from_utf8(told).unwrap().lines().count(), 1);
    for args in [["--pricing", "2019", "--pricing", "2019"], ["--set", "region=eu-west-1", "--region", "eu-west-1"]] {
        let all = [&["compare", "a.csv"][..], &args].concat();
        ends(&command(folder.path(), &all).output().unwrap(), 0, &[]);
    }
}

// All faults in one run ------------------------------------------------------------------------------------------

#[test]
fn faults_of_prices_options_and_rows_are_told_together() {
    let folder = folder();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("badprices.csv", &PRICES.replace("0.0735", "cheap"));
    write(
        "bad.csv",
        "name,requests_per_month,duration_ms,memory_mb,region\nA,5M,fast,1024,us-east-1\nB,5M,1,1024,atlantis-1\n",
    );
    write("badprof.csv", &("1\n".repeat(5) + "oops\n1\n-2\n" + &"1\n".repeat(16)));
    write("row.csv", &["1"; 24].join(","));
    let (prices, set, row) = ("\"cheap\"", "--set arch=amd64", "bad.csv:2:");
    let cases: [(&[&str], i32, &[&str]); 10] = [
        (&["compare", "a.csv", "--pricing", "badprices.csv", "--set", "arch=amd64"], 3, &[prices, set]),
        (&["compare", "a.csv", "--set", "arch=amd64", "--set", "memory_mb=x"], 3, &[set, "--set memory_mb=x"]),
        (
            &["compare", "a.csv", "--pricing", "badprices.csv", "--pricing", "nope.csv"],
            3,
            &[prices, "--pricing nope.csv: "],
        ),
        (&["compare", "bad.csv", "--set", "arch=amd64"], 3, &[set, row, "atlantis-1"]),
        (&["breakeven", "bad.csv", "--pricing", "badprices.csv"], 3, &[prices, row]),
        (
            &["report", "bad.csv", "--pricing", "2019", "--pricing", "2026", "-o", "r.html"],
            2,
            &["the whole of 2019", row],
        ),
        (&["compare", "a.csv", "--set", "traffic=badprof.csv"], 3, &["line 6: \"oops\"", "line 8: \"-2\""]),
        (
            &["compare", "a.csv", "--set", "traffic=row.csv"],
            3,
            &["line 1: 24 numbers stand in one line; write one weight a line"],
        ),
        (
            &["compare", "a.csv", "--fail-if", "x >", "--sort", "nix", "--export", "a.doc", "--export", "b.doc"],
            2,
            &["--fail-if x >: ", "--sort nix: ", "--export a.doc: ", "--export b.doc: "],
        ),
        (
            &["sweep", "a.csv", "--vary", "memory_mb=64,32,x,128"],
            3,
            &["memory_mb=64: ", "memory_mb=32: ", "memory_mb=x: \"x\" is not a number"],
        ),
    ];
    for (args, code, parts) in cases {
        let output = command(folder.path(), args).output().unwrap();
        ends(&output, code, parts);
        assert!(output.stdout.is_empty(), "{args:?}");
    }
    // A good row is no missing one.
    let output = command(folder.path(), &["compare", "a.csv", "--set", "arch=amd64"]).output().unwrap();
    ends(&output, 3, &["1 problem in the command line"]);
    assert!(!String::from_utf8(output.stderr).unwrap().contains("a.csv"));
    // Without the prices no name is called unknown, and a column whose value is wrong is not called missing.
    let output = command(folder.path(), &["compare", "bad.csv", "--pricing", "badprices.csv"]).output().unwrap();
    assert!(!String::from_utf8(output.stderr).unwrap().contains("atlantis-1"));
    write("short.csv", "name,requests_per_month,duration_ms\nA,5M,120\n");
    let output = command(folder.path(), &["compare", "short.csv", "--set", "memory_mb=x"]).output().unwrap();
    ends(&output, 3, &["--set memory_mb=x"]);
    assert!(!String::from_utf8(output.stderr).unwrap().contains("short.csv"));
}

#[test]
fn rows_that_cannot_be_read_hide_no_missing_price() {
    let folder = folder();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    // A type that is described and sold nowhere.
    write(
        "types.csv",
        "instance_type,family,arch,vcpu,memory_gib,burstable,baseline_pct_per_vcpu,current_generation,gpu,bare_metal,as_of,source\n\
         x1t.large,x1t,x86_64,2,8,false,,true,0,false,2026-11-01,mine\n",
    );
    let heading = "name,requests_per_month,duration_ms,memory_mb,instance_type\n";
    write("few.csv", &format!("{heading}A,5M,fast,1024,\nB,5M,120,1024,x1t.large\n"));
    // The fault stands in the first of several blocks of rows, the missing price in the last.
    let many: String = (0..12_000).map(|at| format!("Workload {at},5M,120,1024,m5.large\n")).collect();
    write("many.csv", &format!("{heading}A,5M,fast,1024,\n{many}B,5M,120,1024,x1t.large\n"));
    for (file, format, line) in
        [("few.csv", "table", 3), ("few.csv", "csv", 3), ("few.csv", "json", 3), ("many.csv", "csv", 12_003)]
    {
        let args = ["compare", file, "--pricing", "types.csv", "--format", format];
        let output = command(folder.path(), &args).output().unwrap();
        let missing = format!("{file}:{line}: B: price book 2026 has no price of x1t.large");
        ends(&output, 3, &[&format!("{file}:2:6: duration_ms: \"fast\""), &missing]);
        assert!(output.stdout.is_empty(), "{file} {format}");
    }
    // Every question tells all workloads that cannot be priced.
    write("two.csv", &format!("{heading}A,5M,120,1024,x1t.large\nB,5M,120,1024,m5.large\nC,5M,120,1024,x1t.large\n"));
    for question in [&["compare"][..], &["breakeven"], &["sensitivity"], &["sweep", "--vary", "memory_mb=512,1024"]] {
        let args = [question, &["two.csv", "--pricing", "types.csv"]].concat();
        let output = command(folder.path(), &args).output().unwrap();
        let missing =
            |line: u64, name: &str| format!("two.csv:{line}: {name}: price book 2026 has no price of x1t.large");
        ends(&output, 4, &[&missing(2, "A"), &missing(4, "C")]);
        assert!(output.stdout.is_empty(), "{args:?}");
    }
}

// What is said ---------------------------------------------------------------------------------------------------

#[test]
fn a_sweep_says_what_it_cannot_vary_and_how() {
    let folder = folder();
    let run = |args: &[&str]| command(folder.path(), &[&["sweep", "a.csv"], args].concat()).output().unwrap();
    let told = "--vary arch=x86_64..arm64: arch is no number, so there is nothing between two values; list its values, as in \
                arch=x86_64,arm64, or write arch=all";
    ends(&run(&["--vary", "arch=x86_64..arm64"]), 2, &[told]);
    let told = ["front_door is no number", "`costcalc columns front_door` tells them"];
    ends(&run(&["--vary", "front_door=alb..none", "--vary", "nix=1"]), 2, &[told[0], told[1], "no column \"nix\""]);
    // A schedule that varies is the one that a scheduled fleet needs.
    let schedules = ["--vary", "schedule=Mon-Fri 08:00-20:00,Mon-Sun 00:00-12:00", "--set", "scaling=scheduled"];
    ends(&run(&schedules), 0, &[]);
}

#[test]
fn every_fault_of_a_power_tuning_result_is_told() {
    let folder = folder();
    fs::write(
        folder.path().join("bad.json"),
        r#"{"stats": [{"value": 128, "averageDuration": "fast"}, {"value": 256}, {"value": 512, "averageDuration": 1e-20}]}"#,
    )
    .unwrap();
    let output = command(folder.path(), &["sweep", "a.csv", "--power-tuning", "bad.json"]).output().unwrap();
    let parts = [
        "error: bad.json: stats[0]: averageDuration is the text \"fast\", where a number is expected; write",
        "error: bad.json: stats[1]: averageDuration is missing; write",
        "error: bad.json: stats[2]: 1e-20 ms is no duration that was measured; durations lie above",
    ];
    ends(&output, 3, &parts);
}
