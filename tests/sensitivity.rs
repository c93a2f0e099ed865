//! `sensitivity` and `chart tornado` at the limits of Lambda and of what a row can hold, as a user runs them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;

const HEADING: &str = "name,requests_per_month,duration_ms,memory_mb";

/// Runs `costcalc ARGS` on a scenario of that text, which is `s.csv`; gives what it writes.
fn run(text: &str, args: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.csv"), text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    let output = command.current_dir(folder.path()).env_remove("COLUMNS").args(args).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    // Requests of megabytes may be in bytes.
    let is_asked = |line: &str| line.starts_with("note: s.csv: request_kb is above 6,144 KB");
    assert!(output.status.success() && err.lines().all(is_asked), "{args:?} of {text}: {err}");
    String::from_utf8(output.stdout).unwrap()
}

/// What `sensitivity` says of a row and of one of its inputs.
fn input(text: &str, input: &str) -> (String, Value) {
    let document: Value = serde_json::from_str(&run(text, &["sensitivity", "s.csv", "--format", "json"])).unwrap();
    let workload = &document["workloads"][0];
    let row = workload["rows"].as_array().unwrap().iter().find(|row| row["input"] == input);
    (workload["findings"][0].as_str().unwrap().to_owned(), row.unwrap_or_else(|| panic!("{document}")).clone())
}

#[test]
fn a_limit_counts_from_both_of_its_sides() {
    // Lambda's quotas (AWS Lambda developer guide): 10,240 MB of memory and of ephemeral storage, 900 s, 250 MB unzipped,
    // 6 MB of a synchronous request, which is 6,144 KB. The least steps are 1 MB, 0.1 ms and 0.1 KB. EC2 is the dearer
    // side of so few requests, so past a limit the verdict changes to it, and back where a row stands past it.
    for (dial, column, value, at, then) in [
        ("memory", "memory_mb", "9000", "10241", "ec2"),
        ("memory", "memory_mb", "20000", "10240", "lambda"),
        ("duration", "duration_ms", "800000", "900000.1", "ec2"),
        ("duration", "duration_ms", "1000000", "900000", "lambda"),
        ("ephemeral_mb", "ephemeral_mb", "9000", "10241", "ec2"),
        ("ephemeral_mb", "ephemeral_mb", "20000", "10240", "lambda"),
        ("package_mb", "package_mb", "200", "251", "ec2"),
        ("package_mb", "package_mb", "300", "250", "lambda"),
        ("request_kb", "request_kb", "5000", "6144.1", "ec2"),
        ("request_kb", "request_kb", "7000", "6144", "lambda"),
    ] {
        let cells = |name: &str, usual: &'static str| if name == column { String::new() } else { format!(",{usual}") };
        let head = |name: &str| if name == column { String::new() } else { format!(",{name}") };
        let text = format!(
            "name,requests_per_month{}{},cpu_ms,{column}\nA,100{}{},5,{value}\n",
            head("duration_ms"),
            head("memory_mb"),
            cells("duration_ms", "1000"),
            cells("memory_mb", "1024")
        );
        let (finding, row) = input(&text, dial);
        assert_eq!((row["flips_at"].as_str(), row["then_cheaper"].as_str()), (Some(at), Some(then)), "{text}{row}");
        let alone = finding.contains(" (only EC2 is possible there)");
        let begins = if then == "ec2" { "EC2 costs " } else { "only EC2 is possible; the choice changes " };
        assert!(finding.starts_with(begins) && alone == (then == "ec2"), "{finding}");
    }
}

#[test]
fn past_a_limit_the_choice_may_stay_beyond_it_and_the_limit_is_told() {
    // Frozen prices: 10,000 x (d s x 1 GB x 0.00002 + 0.0000002) = 75, which is one m1t.large (see charts.rs), where d is
    // (0.0075 - 0.0000002) / 0.00002 = 374.99 s, up from 374,989.1 ms, which is billed as much: at 900 s, where Lambda becomes
    // possible, it costs $180.
    let text = format!(
        "{HEADING},region,instance_type,instance_count,invocation,cpu_ms,memory_used_mb\n\
         A,10k,1000000,1024,test-region-1,m1t.large,1,async,1000,100\n"
    );
    let frozen = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pricing/frozen");
    let told = run(&text, &["sensitivity", "s.csv", "--format", "json", "--pricing", frozen]);
    let document: Value = serde_json::from_str(&told).unwrap();
    let findings = document["workloads"][0]["findings"].as_array().unwrap();
    let first = findings[0].as_str().unwrap();
    let expected = "only EC2 is possible; the choice changes first with duration at 0.37 times: 374,990 ms";
    assert!(first.starts_with(expected), "{first}");
    let limit = "Not possible on Lambda: duration is 1,000,000 ms, 100,000 ms above the limit of 900,000 ms";
    assert!(findings[1].as_str().unwrap().starts_with(limit), "{findings:?}");
}

#[test]
fn a_break_even_and_the_tornado_tell_the_same_limits() {
    let text = format!("{HEADING}\nA,100,1000,9000\n");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = words(&run(&text, &["breakeven", "s.csv", "--of", "memory", "--to", "20000"]));
    assert!(told.contains("Lambda is cheaper up to 10,240 MB; only EC2 from 10,241 on"), "{told}");
    assert!(told.contains("Every change in the range is listed"), "{told}");
    let drawn = run(&text, &["chart", "tornado", "s.csv", "--terminal"]);
    let title = "The verdict hangs most on Lambda memory: at 10,241 MB (1.14×) only EC2 is possible Inputs";
    assert!(words(&drawn).starts_with(title), "{drawn}");
    // A row past the limit stands in the range that is searched without being asked for.
    let told = words(&run(&text.replace("9000", "20000"), &["breakeven", "s.csv", "--of", "memory"]));
    assert!(told.contains("It stands at 20,000 MB, where only EC2 is possible; Lambda takes over at 10,240"), "{told}");
}

#[test]
fn half_and_twice_are_empty_where_no_row_can_have_them() {
    let header = format!("{HEADING},memory_used_mb,instance_type,cpu_ms");
    let sized = format!("{header}\nA,1M,1000,9000,500,m7i.large,600\n");
    let given = format!("{header},instance_count\nA,1M,1000,1769,500,m7i.large,600,3\n");
    for (text, dial, half, double) in [
        // A function of 18,000 MB does not exist, 120 % of a CPU neither, and no stretch is below its own mean.
        (&sized, "memory", ("4500", true), ("18000", false)),
        (&sized, "utilization", ("30", true), ("120", false)),
        (&sized, "burst", ("0.5", false), ("2", true)),
        // 9,000 MB have 9,000 / 1,769 vCPUs, of which one thread uses one: at most 1,000 vCPU-ms in 1,000 ms.
        (&sized, "cpu_ms", ("300", true), ("1200", false)),
        // One and a half instances are none; sizes of memory go in whole MB, so the half of 1,769 is 885.
        (&given, "instance_count", ("1.5", false), ("6", true)),
        (&given, "memory", ("885", true), ("3538", true)),
    ] {
        let (_, row) = input(text, dial);
        for (key, (value, known)) in [("half", half), ("double", double)] {
            assert_eq!(row[key], value, "{dial}: {row}");
            assert_eq!(row[format!("ec2_over_lambda_usd_at_{key}")].is_string(), known, "{dial} at {key}: {row}");
        }
    }
}
