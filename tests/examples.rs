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
