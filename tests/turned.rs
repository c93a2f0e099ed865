//! What moves along as an input is turned, what varies in a sweep, and how both fit into 80 columns, as a user sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;

/// CPU work of its own, and an instance that was measured.
const WORK: &str = "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,cpu_ms\nA,90M,60,512,150,15\n";

/// Four columns, nothing else.
const ONE: &str = "name,requests_per_month,duration_ms,memory_mb\nA,50M,120,1024\n";

/// Runs `costcalc ARGS` on a scenario of that text, which is `s.csv`; gives its folder and what it writes.
fn run(text: &str, args: &[&str]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.csv"), text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    let output = command.current_dir(folder.path()).env_remove("COLUMNS").args(args).output().unwrap();
    assert!(output.status.success(), "{args:?} of {text}: {}", String::from_utf8_lossy(&output.stderr));
    (folder, String::from_utf8(output.stdout).unwrap())
}

/// What it writes, its lines joined.
fn words(text: &str, args: &[&str]) -> String {
    run(text, args).1.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn json(text: &str, args: &[&str]) -> Value {
    serde_json::from_str(&run(text, &[args, &["--format", "json"]].concat()).1).unwrap()
}

#[test]
fn what_moves_along_is_told() {
    let said = "The other inputs stay, but cpu_ms moves with the duration.";
    assert!(words(WORK, &["breakeven", "s.csv", "--of", "duration"]).contains(said));
    assert!(!words(ONE, &["breakeven", "s.csv", "--of", "duration"]).contains("The other inputs stay"));
    let document = json(WORK, &["breakeven", "s.csv", "--of", "duration"]);
    assert_eq!(document["workloads"][0]["rows"][0]["moves_along"], "cpu_ms");
    assert!(document["workloads"][0]["findings"].as_array().unwrap().contains(&said.into()), "{document}");
    // With memory the duration follows, whatever the workload has.
    let told = words(ONE, &["sensitivity", "s.csv"]);
    assert!(told.contains("turned alone, but the duration follows the memory by the model. Flips at"), "{told}");
    let told = words(WORK, &["sensitivity", "s.csv"]);
    assert!(told.contains("but cpu_ms moves with the duration, and the duration follows"), "{told}");
    let drawn = |text: &str| {
        let (folder, _) = run(text, &["chart", "tornado", "s.csv", "-o", "t.svg"]);
        fs::read_to_string(folder.path().join("t.svg")).unwrap()
    };
    assert!(drawn(WORK).contains(&format!(">{said}")));
    // Requests and utilization of a fleet that is given are the same bar twice.
    let given =
        "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count\nA,20M,120,1024,m7i.large,3\n";
    assert!(drawn(given).contains(">The other inputs stay, but the requests follow the given fleet"));
    assert!(!drawn(ONE).contains("The other inputs stay"));
    let document = json(WORK, &["sensitivity", "s.csv"]);
    for row in document["workloads"][0]["rows"].as_array().unwrap() {
        let along = match row["input"].as_str().unwrap() {
            "duration" => "cpu_ms".into(),
            "memory" => "duration_ms".into(),
            _ => Value::Null,
        };
        assert_eq!(row["moves_along"], along, "{row}");
    }
}

#[test]
fn a_sweep_tells_what_stays_where_break_evens_move_it() {
    let vary = |text, values: &[&str]| {
        let vary = values.iter().flat_map(|one| ["--vary", one]);
        words(text, &["sweep", "s.csv"].into_iter().chain(vary).collect::<Vec<_>>())
    };
    let said = "As duration_ms varies, cpu_ms stays as given (breakeven --of duration moves it along).";
    assert!(vary(WORK, &["duration_ms=100,200"]).contains(said));
    assert!(!vary(WORK, &["duration_ms=100,200", "cpu_ms=5,10"]).contains("stays as given"));
    assert!(!vary(WORK, &["memory_mb=512,1024"]).contains("stays as given"));
    assert!(!vary(ONE, &["duration_ms=100,200"]).contains("stays as given"));
}

#[test]
fn what_varies_keeps_its_column() {
    let document = json(ONE, &["sweep", "s.csv", "--vary", "instance_type=m7g,c7g"]);
    let rows = document["workloads"][0]["rows"].as_array().unwrap();
    for (row, family) in rows.iter().zip(["m7g", "c7g"]) {
        assert_eq!(row["instance_type"], family);
        assert!(row["result_instance_type"].as_str().unwrap().starts_with(&format!("{family}.")), "{row}");
    }
    // 1,024 MB is the workload's own size: the duration stays. At half of it the vCPU share halves, and the time doubles.
    let vary = ["sweep", "s.csv", "--vary", "memory_mb=512,1024", "--vary", "duration_ms=100,200"];
    let (_folder, csv) = run(ONE, &[&vary[..], &["--format", "csv"]].concat());
    assert!(csv.starts_with("name,memory_mb,duration_ms,result_duration_ms,lambda_usd,"), "{csv}");
    for begin in ["A,512,100,200,", "A,512,200,400,", "A,1024,100,100,", "A,1024,200,200,"] {
        assert_eq!(csv.lines().filter(|line| line.starts_with(begin)).count(), 1, "{begin}: {csv}");
    }
    // Without such a clash names are what they always were.
    let document = json(ONE, &["sweep", "s.csv", "--vary", "memory_mb=512,1024"]);
    let row = &document["workloads"][0]["rows"][0];
    assert!(row["duration_ms"].is_string() && row["instance_type"].is_string(), "{row}");
}

#[test]
fn large_figures_fit_into_80_columns() {
    let url = "name,region,requests_per_month,duration_ms,memory_mb,front_door,response_kb,ephemeral_mb,traffic\n\
               T,ap-south-1,2M,700,512,function-url,9000,2048,daily\n";
    let many = "name,region,requests_per_month,duration_ms,memory_mb,memory_used_mb,cpu_ms,traffic\n\
                Q,us-east-2,60B,90,2048,400,50,web\n";
    for (text, args) in [
        (url, &["breakeven", "s.csv"][..]),
        (many, &["breakeven", "s.csv"]),
        (many, &["sensitivity", "s.csv"]),
        (ONE, &["columns", "purchase"]),
    ] {
        let (_folder, out) = run(text, args);
        assert!(out.lines().all(|line| line.chars().count() <= 80), "{args:?}: {out}");
        assert!(!out.contains('…'), "{args:?}: {out}");
    }
}

#[test]
fn one_of_something_is_one() {
    let one = ONE.replace("50M", "1");
    assert!(words(&one, &["breakeven", "s.csv"]).contains("It stands at 1 request a month"));
    let told = words(&one, &["compare", "s.csv", "--explain"]);
    assert!(told.contains("1 invocation, 120 ms") && told.contains("1 invocation × 120 ms"), "{told}");
    assert!(!told.contains("1 invocations"), "{told}");
    // An invocation of 0.12 s a month is in flight for next to nothing of it.
    assert!(told.contains("less than 0.1 in flight on average at the peak"), "{told}");
    assert!(
        words(ONE, &["breakeven", "s.csv", "--of", "min_instances", "--to", "1"]).contains("to 1 instance at least")
    );
}

#[test]
fn an_end_of_what_is_possible_is_no_break_even() {
    // Three m7i.large are 6 vCPUs; a request of 0.12 s at 1,024 of 1,769 MB takes 0.0695 vCPU-s: they carry 86 a second.
    let text = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,scaling\n\
                G,10M,120,1024,m7i.large,3,fixed\n";
    let svg = |kind| {
        let (folder, _) = run(text, &["chart", kind, "s.csv", "-o", "c.svg"]);
        fs::read_to_string(folder.path().join("c.svg")).unwrap()
    };
    let drawn = svg("breakeven");
    assert!(drawn.contains("Break-even 110.1M") && drawn.contains("EC2&#39;s limit 227M"), "{drawn}");
    // 86.377 requests/s x 2,628,000 s = 226,998,756.
    assert!(words(text, &["breakeven", "s.csv"]).contains("only Lambda from 226,99"));
    let drawn = svg("map");
    assert!(drawn.contains(">Lambda is cheaper or the only one possible<"), "{drawn}");
}

#[test]
fn where_no_side_is_possible_nothing_flips() {
    // 11,000 MB are more than the 10,240 of Lambda, and more than the 8 GiB of an m7i.large.
    let text =
        "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,instance_type\nN,1M,120,11000,11000,m7i.large\n";
    let told = words(text, &["compare", "s.csv"]);
    assert!(told.contains("N not possible not possible neither - - - USD a month."), "{told}");
    // Where a name leaves no room for the column.
    let told = words(&text.replace("\nN,", "\nNightly settlement of all accounts,"), &["compare", "s.csv"]);
    assert!(told.contains("Flips at, in requests a month: neither is possible."), "{told}");
}

#[test]
fn a_purchase_option_that_is_never_chosen_is_told() {
    let spot = "Spot is none of the purchase options that are chosen";
    assert_eq!(words(ONE, &["compare", "s.csv", "--optimize", "arch,purchase"]).matches(spot).count(), 1);
    assert!(!words(ONE, &["compare", "s.csv", "--optimize", "arch"]).contains(spot));
}

#[test]
fn a_tornado_tells_how_far_it_looked() {
    // Ten requests a day: break-evens in volume lie thousands of times above, where compare finds them, too.
    let text = ONE.replace("50M", "300");
    let flips = |args: &[&str]| json(&text, args)["workloads"][0].clone();
    let sensitivity = flips(&["sensitivity", "s.csv"]);
    let rows = sensitivity["rows"].as_array().unwrap();
    let of = |input: &str| rows.iter().find(|row| row["input"] == input).unwrap();
    assert_eq!(of("requests")["flips_at"], flips(&["compare", "s.csv"])["breakeven"]["nearest"]["at"]);
    let (folder, _) = run(&text, &["chart", "tornado", "s.csv", "-o", "t.svg"]);
    let drawn = fs::read_to_string(folder.path().join("t.svg")).unwrap();
    // A hundredth and a hundred times the 50 requests a connection; shares of EC2's price begin at 1 %.
    assert!(of("ec2-price")["flips_at"].is_null(), "{sensitivity}");
    assert!(drawn.contains("no change from 1 to 10,000") && !drawn.contains("does not change"), "{drawn}");
}
