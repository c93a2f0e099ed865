//! The example scenarios run as they are, and show what they say they show.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn scenarios() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
    paths.sort();
    paths
}

fn compare(path: &Path) -> Value {
    let output =
        Command::new(env!("CARGO_BIN_EXE_costcalc")).args(["compare", "--format", "json"]).arg(path).output().unwrap();
    assert!(output.status.success(), "{}: {}", path.display(), String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn example(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
    compare(&path)["workloads"].as_array().unwrap().clone()
}

/// The text of a page of the docs.
fn page(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).unwrap()
}

/// The text between the fences of the first block of that language.
fn block<'t>(page: &'t str, language: &str) -> &'t str {
    let (_, rest) = page.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn the_result_of_the_query_in_the_docs_is_a_scenario() {
    let page = page("measured.md");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("result.csv");
    let result = block(&page, "csv");
    std::fs::write(&path, result).unwrap();
    let found = compare(&path);
    assert_eq!(found["workloads"].as_array().unwrap().len(), 2);
    // Each field of the query is a column of the result, in its order, and `by` comes first.
    let query = block(&page, "sql");
    let fields = query.match_indices(" as ").map(|(at, _)| query[at + 4..].split([',', '\n']).next().unwrap().trim());
    let fields: Vec<&str> = fields.filter(|field| *field != "account").collect();
    let heading: Vec<&str> = result.lines().next().unwrap().split(',').collect();
    assert_eq!(query.trim().lines().last().unwrap().trim(), "by name");
    assert_eq!([&["name"], &fields[..]].concat(), heading);
}

#[test]
fn built_in_profiles_are_described_as_they_are() {
    let page = page("measured.md");
    let (_, table) = page.split_once("## Built-in profiles").unwrap();
    for name in costcalc::traffic::builtin_names() {
        let profile = costcalc::traffic::Profile::builtin(name).unwrap().unwrap();
        let relative = profile.relative();
        let peak = relative.iter().copied().fold(0.0, f64::max);
        let at = relative.iter().position(|weight| *weight == peak).unwrap();
        let row = table.lines().find(|line| line.starts_with(&format!("| `{name}` "))).unwrap();
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        assert_eq!(cells[2], relative.len().to_string(), "{row}");
        assert!(cells[3].starts_with(&format!("{peak:.1} × ")), "{row}");
        assert!(relative.len() == 1 || cells[3].ends_with(&format!("at {:02}:00", at % 24)), "{row}");
    }
}

#[test]
fn every_example_runs_and_begins_with_what_it_shows() {
    let all = scenarios();
    assert!(all.len() >= 10);
    for path in all {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# "), "{} does not say what it shows", path.display());
        assert!(!compare(&path)["workloads"].as_array().unwrap().is_empty());
    }
}

#[test]
fn a_job_that_runs_a_few_times_a_day_costs_least_on_lambda() {
    for workload in example("few-times-a-day.csv") {
        assert_eq!(workload["verdict"]["winner"], "lambda", "{}", workload["name"]);
    }
}

#[test]
fn twenty_minutes_are_not_possible_on_lambda_and_the_reason_says_by_how_much() {
    let workloads = example("nightly-batch.csv");
    let lambda = &workloads[0]["options"][0];
    assert_eq!((lambda["key"].as_str(), lambda["feasible"].as_bool()), (Some("lambda"), Some(false)));
    // 20 min = 1,200,000 ms against 900 s.
    let reason = lambda["reasons"][0].as_str().unwrap();
    assert!(reason.contains("1,200,000 ms") && reason.contains("300,000 ms above"), "{reason}");
    assert!(workloads[0]["options"][1]["feasible"].as_bool().unwrap());
    assert!(workloads[1]["options"][0]["feasible"].as_bool().unwrap());
}

#[test]
fn the_portfolio_has_two_hundred_functions_and_korean_names_stay_whole() {
    assert_eq!(example("portfolio-azure.csv").len(), 200);
    assert!(example("korean-names.csv").iter().any(|workload| workload["name"] == "주문 API"));
}

#[test]
fn the_profiles_folder_holds_what_the_scenarios_name() {
    for path in scenarios() {
        let text = std::fs::read_to_string(&path).unwrap();
        for word in text.split([',', '\n']).filter(|word| word.starts_with("profiles/")) {
            assert!(path.parent().unwrap().join(word.trim()).exists(), "{word}");
        }
    }
}
