//! AWS's own worked examples, priced by the binary and compared to the cent.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

/// Digits after the point that exports may have.
const DIGITS: u32 = 24;

/// A decimal string in steps of 10^-24, exactly.
fn exact(text: &str) -> i128 {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    assert!(fraction.len() <= DIGITS as usize, "{text}");
    let digits = format!("{whole}{fraction:0<width$}", width = DIGITS as usize);
    sign * digits.parse::<i128>().unwrap()
}

/// Rounded half-up to cents.
fn cents(amount: i128) -> i128 {
    let cent = 10_i128.pow(DIGITS - 2);
    (amount + cent / 2).div_euclid(cent)
}

/// What each component of the Lambda side costs over all rows, and the total.
fn lambda_sums(scenario: &str, options: &str) -> BTreeMap<String, i128> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    let path = format!("{}/tests/data/worked/{scenario}", env!("CARGO_MANIFEST_DIR"));
    command.args(["compare", &path, "--format", "json"]).args(options.split_whitespace());
    let output = command.assert().success().get_output().stdout.clone();
    let document: Value = serde_json::from_slice(&output).unwrap();
    let mut sums = BTreeMap::from([("total".to_owned(), 0)]);
    for workload in document["workloads"].as_array().unwrap() {
        let options = workload["options"].as_array().unwrap();
        let lambda = options.iter().find(|option| option["key"] == "lambda").unwrap();
        *sums.get_mut("total").unwrap() += exact(lambda["total_usd"].as_str().unwrap());
        for item in lambda["line_items"].as_array().unwrap() {
            let key = item["key"].as_str().unwrap().to_owned();
            *sums.entry(key).or_insert(0) += exact(item["amount_usd"].as_str().unwrap());
        }
    }
    sums
}

#[test]
fn aws_own_sums_come_out_to_the_cent() {
    let path = format!("{}/tests/data/worked-examples.csv", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path).unwrap();
    let mut runs: BTreeMap<(String, String), BTreeMap<String, i128>> = BTreeMap::new();
    let mut named: BTreeMap<(String, String), HashSet<String>> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut count = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let (id, component, expected) = (&row[0], &row[3], exact(&row[4]));
        let run = (row[1].to_owned(), row[2].to_owned());
        let sums = runs.entry(run.clone()).or_insert_with(|| lambda_sums(&row[1], &row[2]));
        let found = cents(sums.get(component).copied().unwrap_or(0));
        let tolerance: i128 = row[5].parse().unwrap();
        if (found - cents(expected)).abs() > tolerance {
            faults.push(format!("{id} {component}: {found} cents instead of {}", cents(expected)));
        }
        named.entry(run).or_default().insert(component.to_owned());
        count += 1;
    }
    // A component that AWS's sum does not have must cost nothing.
    for (run, sums) in &runs {
        for (component, amount) in sums {
            if !named[run].contains(component) && *amount != 0 {
                faults.push(format!("{}: {component} costs {amount} and is not in AWS's sum", run.0));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!((runs.len(), count), (7, 29), "every example is there");
}

#[test]
fn decimals_are_read_and_rounded_exactly() {
    assert_eq!(exact("1.5"), 15 * 10_i128.pow(23));
    assert_eq!(exact("-0.01"), -(10_i128.pow(22)));
    // 39.045 is half a cent above 39.04: half-up gives 39.05.
    assert_eq!((cents(exact("39.045")), cents(exact("39.0449999"))), (3_905, 3_904));
}
