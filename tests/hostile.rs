//! Hostile scenario files: every fault is named with its place and its remedy, and nothing is computed or written.
//!
//! `tests/hostile/NAME.csv` (or `.bin`) is a file with a fault. `NAME.expected` holds the exit code in its first line
//! and then what standard error must contain, a part a line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod hostile_support;

use assert_cmd::Command;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

const HEADING: &str = "name,requests_per_month,duration_ms,memory_mb\n";
/// With a type, so that rows are priced in no time.
const TYPED: &str = "name,requests_per_month,duration_ms,memory_mb,instance_type\n";

fn catalog() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile")
}

/// Runs `costcalc compare FILE` in a folder with further arguments.
fn compare(folder: &Path, file: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_costcalc"))
        .current_dir(folder)
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR")
        .timeout(Duration::from_secs(120))
        .args(["compare", file])
        .args(args)
        .output()
        .unwrap()
}

/// What is wrong with the run of a file that must be refused.
fn complaints(output: &Output, code: i32, parts: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let err = String::from_utf8_lossy(&output.stderr);
    if output.status.code() != Some(code) {
        found.push(format!("exit code {:?}, not {code}", output.status.code()));
    }
    found.extend(parts.iter().filter(|part| !err.contains(**part)).map(|part| format!("no {part:?}")));
    if !output.stdout.is_empty() {
        found.push("something on standard output".to_owned());
    }
    if err.contains("panicked") || err.contains("RUST_BACKTRACE") {
        found.push("a panic".to_owned());
    }
    if std::str::from_utf8(&output.stderr).is_err() {
        found.push("standard error is not UTF-8".to_owned());
    }
    let raw = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    if err.contains(raw) {
        found.push("a raw control character on standard error".to_owned());
    }
    if output.stderr.len() > 32_768 {
        found.push(format!("{} bytes of message", output.stderr.len()));
    }
    found
}

/// With the whole file in memory, and in blocks on one thread or on several.
const WAYS: [(&str, &[&str]); 3] = [
    ("out.csv", &["--format", "csv", "--sort", "name"]),
    ("out.csv", &["--format", "csv", "--jobs", "1"]),
    ("out.csv", &["--format", "csv", "--jobs", "4"]),
];

/// Runs a bad file in these ways, with an export that must not come into being: what is wrong, and the last message.
fn refused_in(ways: &[(&str, &[&str])], folder: &Path, file: &str, code: i32, parts: &[&str]) -> (Vec<String>, String) {
    let mut found = Vec::new();
    let mut message = String::new();
    for (export, args) in ways {
        let out = tempfile::tempdir().unwrap();
        let export = out.path().join(export);
        let with_export: Vec<&str> = args.iter().copied().chain(["--export", export.to_str().unwrap()]).collect();
        let output = compare(folder, file, &with_export);
        let mut of_run = complaints(&output, code, parts);
        if std::fs::read_dir(out.path()).unwrap().next().is_some() {
            of_run.push("an export was written".to_owned());
        }
        message = String::from_utf8_lossy(&output.stderr).into_owned();
        if !of_run.is_empty() {
            let err: String = message.chars().take(600).collect();
            found.push(format!("{file} {args:?}: {}\n{err}", of_run.join("; ")));
            break;
        }
    }
    (found, message)
}

/// What is wrong with the runs of a file that must be refused, whichever way it is read.
fn refused(folder: &Path, file: &str, code: i32, parts: &[&str]) -> Vec<String> {
    refused_in(&WAYS, folder, file, code, parts).0
}

/// A file of the catalog, run.
struct Checked {
    file: String,
    code: i32,
    /// What was wrong with the runs.
    found: Vec<String>,
    /// What standard error said.
    message: String,
}

#[test]
fn every_fault_of_the_catalog_is_refused_by_name_and_listed_in_the_docs() {
    let folder = catalog();
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".csv") || name.ends_with(".bin"))
        .collect();
    names.sort();
    assert!(names.len() >= 200, "the catalog has only {} files", names.len());
    let threads = std::thread::available_parallelism().map_or(2, usize::from).min(4);
    let checked: Vec<Checked> = std::thread::scope(|scope| {
        let workers: Vec<_> = names
            .chunks(names.len().div_ceil(threads))
            .map(|part| {
                let folder = &folder;
                scope.spawn(move || part.iter().map(|file| check(folder, file)).collect::<Vec<_>>())
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let failures: Vec<&str> = checked.iter().flat_map(|file| &file.found).map(String::as_str).collect();
    assert!(failures.is_empty(), "{} of {} files:\n\n{}", failures.len(), names.len(), failures.join("\n"));
    hostile_support::assert_current("docs/hostile.md", &listed(&checked));
}

/// Runs a file of the catalog against what is expected of it. A file this small is one block on any number of threads.
fn check(folder: &Path, file: &str) -> Checked {
    let expected = folder.join(file).with_extension("expected");
    let expected = std::fs::read_to_string(&expected).unwrap_or_else(|err| panic!("{}: {err}", expected.display()));
    let mut lines = expected.lines();
    let code = lines.next().unwrap().parse().unwrap();
    let parts: Vec<&str> = lines.collect();
    let (found, message) = refused_in(&WAYS[..2], folder, file, code, &parts);
    Checked { file: file.to_owned(), code, found, message }
}

/// What the program says to each file of the catalog, for `docs/hostile.md`.
fn listed(catalog: &[Checked]) -> String {
    let mut text = String::from(
        "# Hostile files\n\nWhat `costcalc compare` says to each file of `tests/hostile/`: the first fault (line, column, message) and its \
         remedy.\nThe test of the catalog in `tests/hostile.rs` makes this list; `UPDATE_GOLDEN=1` writes it anew.\n",
    );
    let mut group = String::new();
    for Checked { file, code, message, .. } in catalog {
        let kind = file.split(['-', '.']).next().unwrap();
        if kind != group {
            group = kind.to_owned();
            let _ = write!(text, "\n## {kind}\n\n| file | exit | message | remedy |\n| --- | --: | --- | --- |\n");
        }
        let fault = message.lines().find_map(|line| line.strip_prefix("error: ")).unwrap_or_default();
        let fault = fault.strip_prefix(&format!("{file}:")).unwrap_or(fault).trim();
        let remedy = message.lines().find_map(|line| line.split_once("= help: ")).map_or("", |(_, remedy)| remedy);
        let cell = |text: &str| {
            // Code, so that nothing in it means anything to Markdown.
            let text = text.replace('|', "\\|");
            if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
        };
        // What is there and may be read is not the same on every machine.
        let remedy = if ["traffic-absolute.csv", "traffic-passwd.csv"].contains(&file.as_str()) { "" } else { remedy };
        let remedy = if remedy.is_empty() { String::new() } else { cell(remedy) };
        let _ = writeln!(text, "| {file} | {code} | {} | {remedy} |", cell(fault));
    }
    text
}

#[test]
fn every_expectation_has_its_file() {
    for entry in std::fs::read_dir(catalog()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "expected") {
            assert!(["csv", "bin"].iter().any(|file| path.with_extension(file).is_file()), "{}", path.display());
        }
    }
}

/// Checks a generated bad file; a run that hangs is ended by its timeout.
fn generated(text: impl AsRef<[u8]>, parts: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bad.csv"), text).unwrap();
    let found = refused(folder.path(), "bad.csv", 3, parts);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_huge_field_is_shown_in_part() {
    generated(
        format!("{HEADING}A,5M,120,1024\nBad,{},120,1024\n", "x".repeat(900_000)),
        &["bad.csv:3:5:", "requests_per_month:", "is not a number"],
    );
    generated(
        format!("{HEADING}{},soon,120,1024\n", "\u{ac00}".repeat(200_000)),
        &["bad.csv:2:200002:", "\"soon\" is not a number"],
    );
    generated(format!("{HEADING}Bad,{},120,1024\n", "9".repeat(900_000)), &["bad.csv:2:5:", "too large"]);
}

#[test]
fn a_huge_unknown_heading_is_shown_in_part() {
    generated(format!("{}\nA\n", "memory".repeat(100_000)), &["bad.csv:1:1:", "unknown column"]);
}

#[test]
fn ten_thousand_columns_are_twenty_problems_and_a_count() {
    let mut heading = HEADING.trim_end().to_owned();
    for at in 0..10_000 {
        let _ = write!(heading, ",extra{at}");
    }
    generated(
        format!("{heading}\nA,5M,120,1024{}\n", ",1".repeat(10_000)),
        &["bad.csv:1:47:", "unknown column \"extra0\"", "10000 problems in bad.csv; 9980 of them are not shown"],
    );
}

#[test]
fn two_hundred_thousand_columns_are_counted_in_time() {
    generated(
        format!("{}{}\nA\n", HEADING.trim_end(), ",a".repeat(200_000)),
        &["bad.csv:1:47:", "unknown column", "200001 problems in bad.csv; 199995 of them are not shown"],
    );
}

#[test]
fn ten_thousand_cells_in_a_row_are_one_problem() {
    generated(
        format!("{HEADING}A,5M,120,1024{}\n", ",1".repeat(10_000)),
        &["bad.csv:2:", "the row has 10004 cells where the heading has 4", "1 problem in bad.csv"],
    );
}

#[test]
fn a_line_of_three_megabytes_is_refused() {
    generated("x".repeat(3 << 20), &["bad.csv:1:", "a row has more than 1 MiB"]);
    generated(
        format!("{HEADING}A,5M,120,1024\n{},5M,120,1024\n", "x".repeat(3 << 20)),
        &["bad.csv:3:", "a row has more than 1 MiB"],
    );
}

#[test]
fn faults_behind_a_row_that_is_too_long_are_told() {
    generated(
        format!("{HEADING}A,{},1,128\nB,x,1,128\n", "9".repeat(2_000_000)),
        &[
            "bad.csv:2: a row has more than 1 MiB",
            "bad.csv:3:3: requests_per_month: \"x\" is not",
            "2 problems in bad.csv",
        ],
    );
    generated(format!("{HEADING}A,{},1,128\n", "9".repeat(1_100_000)), &["bad.csv:2: a row has more than 1 MiB"]);
}

#[test]
fn a_quote_that_is_never_closed_in_a_large_file_is_found() {
    let rows: String = (0..100_000).fold(String::new(), |mut rows, at| {
        let _ = writeln!(rows, "W{at},5M,120,1024");
        rows
    });
    generated(format!("{HEADING}A,5M,120,1024\n\"Bad,5M,120,1024\n{rows}"), &["bad.csv:3:", "quote"]);
}

#[test]
fn faults_far_down_a_large_file_have_their_lines() {
    let mut text = String::from(TYPED);
    let mut line = 1;
    let mut expected = Vec::new();
    for at in 0..24_000 {
        line += 1;
        if at % 8_000 == 7_999 {
            let _ = writeln!(text, "W{at},5M,late{at},1024,m5.large");
            expected.push(format!("bad.csv:{line}:{}: duration_ms: \"late{at}\"", 1 + format!("W{at},5M,").len()));
        } else {
            // A line break in quotes and a comment: four lines in all.
            let _ = write!(text, "\"W{at}\r\nof many\",5M,120,1024,m5.large\r\n# note\n\n");
            line += 3;
        }
    }
    expected.push("3 problems in bad.csv".to_owned());
    generated(text, &expected.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn names_twice_in_a_large_file_are_all_counted_and_the_first_come_first() {
    let rows: String = (0..20_000).fold(String::new(), |mut rows, at| {
        let _ = writeln!(rows, "Workload number {at},5M,120,1024,m5.large");
        rows
    });
    generated(
        format!("{TYPED}{rows}{rows}"),
        &[
            "bad.csv:20002:1: name: this name already stands in line 2",
            "bad.csv:20021:1: ",
            "20000 problems in bad.csv; 19980 of them are not shown",
        ],
    );
}

#[test]
fn a_name_that_stands_twice_far_apart_has_its_column() {
    let rows: String = (0..15_000).map(|at| format!("120,\"steady\",Workload number {at},5M,1024\n")).collect();
    let heading = "duration_ms,traffic,name,requests_per_month,memory_mb\n";
    generated(
        format!("{heading}{rows}120,\"steady\",Workload number 7,5M,1024\n"),
        &["bad.csv:15002:14: name: this name already stands in line 9", "1 problem in bad.csv"],
    );
}

#[test]
fn a_byte_that_is_not_utf8_far_down_has_its_line() {
    let mut text = TYPED.as_bytes().to_vec();
    for at in 0..25_000 {
        text.extend_from_slice(format!("W{at},5M,120,1024,m5.large\n").as_bytes());
    }
    text.extend_from_slice(b"Caf\xe9,5M,120,1024,m5.large\n");
    generated(text, &["bad.csv:25002:", "0xE9", "Latin-1"]);
}

#[test]
fn faults_of_a_profile_do_not_read_without_end() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("huge.csv"), "1\n".repeat(4 << 20)).unwrap();
    std::fs::write(
        folder.path().join("bad.csv"),
        "name,requests_per_month,duration_ms,memory_mb,traffic\nA,5M,120,1024,huge.csv\n",
    )
    .unwrap();
    let found = refused(folder.path(), "bad.csv", 3, &["bad.csv:2:15:", "traffic:", "huge.csv"]);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_file_that_is_not_there_and_a_folder_are_bad_input() {
    let folder = tempfile::tempdir().unwrap();
    for (file, parts) in [("none.csv", ["none.csv", "no such file"]), (".", [".", "folder"])] {
        let found = refused(folder.path(), file, 3, &parts);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn figures_too_large_to_compute_name_the_row() {
    let folder = tempfile::tempdir().unwrap();
    let row = |cells: &str| format!("{HEADING}Fine,5M,120,1024\nHuge,{cells}\n");
    for cells in ["1e25,120,1024", "1e25,1e25,10240", "5M,1e25,128"] {
        std::fs::write(folder.path().join("bad.csv"), row(cells)).unwrap();
        let found = refused(folder.path(), "bad.csv", 3, &["Huge", "too large"]);
        assert!(found.is_empty(), "{cells}: {}", found.join("\n"));
    }
}
