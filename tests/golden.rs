//! Whole runs on a frozen price book: figures that were computed by hand, and the text of each output format.
//!
//! `UPDATE_GOLDEN=1 cargo test --test golden` writes the texts anew; the figures by hand stay what they are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use costcalc::pricebook::PriceBook;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each scenario with its options.
const SCENARIOS: [(&str, &[&str]); 4] =
    [("basic", &[]), ("day", &["--hours-per-month", "720"]), ("doors", &[]), ("limits", &[])];

fn tests_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// What `compare` prints; paths in it are relative, so that the text is the same on every machine.
fn run(scenario: &str, options: &[&str], format: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    command.current_dir(tests_folder()).env_remove("COLUMNS");
    command.args(["compare", &format!("data/golden/{scenario}.csv"), "--pricing", "pricing/frozen"]);
    let output = command.args(options).args(["--format"]).args(format).assert().success().get_output().stdout.clone();
    let text = String::from_utf8(output).unwrap();
    // The date of the book under the frozen prices moves on with every update of it.
    let info = PriceBook::current().unwrap().info().clone();
    text.replace(&info.as_of, "<the day>").replace(&info.title, "<title>")
}

/// Compares with the golden file, or writes it.
fn check(name: &str, found: &str, faults: &mut Vec<String>) {
    let path = tests_folder().join("data/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, found).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if expected != found {
        let line = expected.lines().zip(found.lines()).position(|(a, b)| a != b);
        let line = line.unwrap_or_else(|| expected.lines().count().min(found.lines().count()));
        let (old, new) = (expected.lines().nth(line), found.lines().nth(line));
        faults.push(format!("{name}:{}: expected\n  {old:?}\nfound\n  {new:?}", line + 1));
    }
}

fn check_all(extension: &str, format: &[&str]) {
    let mut faults = Vec::new();
    for (scenario, options) in SCENARIOS {
        check(&format!("{scenario}.{extension}.out"), &run(scenario, options, format), &mut faults);
    }
    assert!(faults.is_empty(), "{}\n(UPDATE_GOLDEN=1 writes the texts anew)", faults.join("\n"));
}

/// Digits after the point that exports may have.
const DIGITS: usize = 24;

/// A decimal string in steps of 10^-24, exactly.
fn exact(text: &str) -> i128 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    assert!(fraction.len() <= DIGITS, "{text}");
    format!("{whole}{fraction:0<DIGITS$}").parse().unwrap()
}

/// By workload, option and component: the exact amount; `None` for the total of an option that is not possible.
type Figures = BTreeMap<(String, String, String), Option<i128>>;

fn figures(document: &Value) -> Figures {
    let mut figures = Figures::new();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for workload in document["workloads"].as_array().unwrap() {
        for option in workload["options"].as_array().unwrap() {
            let key = |component: &str| (text(&workload["name"]), text(&option["key"]), component.to_owned());
            assert_eq!(option["feasible"].as_bool(), Some(!option["total_usd"].is_null()));
            assert_eq!(option["feasible"].as_bool(), Some(option["reasons"].as_array().unwrap().is_empty()));
            figures.insert(key("total"), option["total_usd"].as_str().map(exact));
            for item in option["line_items"].as_array().unwrap() {
                let sum = figures.entry(key(item["key"].as_str().unwrap())).or_insert(Some(0));
                *sum = Some(sum.unwrap() + exact(item["amount_usd"].as_str().unwrap()));
            }
        }
    }
    figures
}

#[test]
fn figures_are_those_computed_by_hand() {
    let path = tests_folder().join("data/golden/figures.csv");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path).unwrap();
    let mut by_hand: BTreeMap<String, Figures> = BTreeMap::new();
    for row in reader.records() {
        let row = row.unwrap();
        let key = (row[1].to_owned(), row[2].to_owned(), row[3].to_owned());
        let amount = (!row[4].is_empty()).then(|| exact(&row[4]));
        assert!(by_hand.entry(row[0].to_owned()).or_default().insert(key, amount).is_none(), "{row:?} stands twice");
    }
    let mut faults = Vec::new();
    for (scenario, options) in SCENARIOS {
        let found = figures(&serde_json::from_str(&run(scenario, options, &["json"])).unwrap());
        let expected = &by_hand[scenario];
        for (key, amount) in expected {
            if found.get(key) != Some(amount) {
                faults.push(format!("{scenario} {key:?}: {:?} instead of {amount:?}", found.get(key)));
            }
        }
        for key in found.keys().filter(|(_, _, component)| component == "total") {
            if !expected.contains_key(key) {
                faults.push(format!("{scenario} {key:?} has no figure by hand"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn csv_is_what_it_was() {
    check_all("csv", &["csv"]);
}

#[test]
fn detail_csv_is_what_it_was() {
    check_all("detail", &["csv", "--detail"]);
}

#[test]
fn markdown_is_what_it_was() {
    check_all("markdown", &["markdown"]);
}

#[test]
fn the_table_is_what_it_was() {
    check_all("table", &["table"]);
}
