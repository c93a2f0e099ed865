//! A measured capacity of an instance: what it says of CPU credits, and where it says nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;

/// The comparison of a scenario's one row, as JSON.
fn compared(heading: &str, row: &str) -> serde_json::Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    let scenario = format!("{heading}\n{row}\n");
    let output = command.args(["compare", "-", "--format", "json"]).write_stdin(scenario).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The lines of EC2's bill by key, with their quantities.
fn quantities(found: &serde_json::Value) -> Vec<(String, f64)> {
    let lines = found["workloads"][0]["options"][1]["line_items"].as_array().unwrap_or_else(|| panic!("{found:#}"));
    let quantity = |line: &serde_json::Value| line["quantity"].as_str().unwrap().parse().unwrap();
    lines.iter().map(|line| (line["key"].as_str().unwrap().to_owned(), quantity(line))).collect()
}

fn surplus(found: &serde_json::Value) -> Option<f64> {
    quantities(found).into_iter().find_map(|(key, quantity)| (key == "surplus_cpu_credits").then_some(quantity))
}

const RATE: &str =
    "name,requests_per_second,duration_ms,memory_mb,instance_type,requests_per_second_per_instance,cpu_ms";

#[test]
fn credits_are_of_no_more_than_the_instances_can_use() {
    // 200 ms of 1,769 MB count as 0.2 vCPU-s where cpu_ms is not given, which at 100 a second are 20 vCPUs: more than the four
    // of two t3.small. At 500 requests a second both vCPUs of one are busy, so a request takes at most 4 ms of a vCPU, and
    // 100 a second take 0.4 vCPU; the two earn 2 x 2 x 20 % = 0.8.
    assert_eq!(surplus(&compared(RATE, "A,100,200,1769,t3.small,500,")), None);
    // At 120 a second it takes at most 2 / 120 s: 100 a second use 1.667 vCPUs. Of a month of 730 hours
    // (100 x 2 / 120 - 0.8) x 730 = 632.667 vCPU-hours are not earned.
    let bought = surplus(&compared(RATE, "A,100,200,1769,t3.small,120,")).unwrap();
    assert!((bought - 632.666_667).abs() < 1e-3, "{bought}");
}

#[test]
fn work_that_contradicts_a_measured_rate_is_told() {
    let told =
        |cpu_ms: &str| compared(RATE, &format!("A,100,200,1769,t3.small,500,{cpu_ms}"))["workloads"][0].to_string();
    let doubt =
        "cpu_ms is 50 ms on this type, but at requests_per_second_per_instance there is room for 4 ms a request";
    assert!(told("50").contains(doubt), "{}", told("50"));
    assert!(!told("4").contains("cpu_ms is"), "{}", told("4"));
    // Nobody gave it.
    assert!(!told("").contains("cpu_ms is"), "{}", told(""));
}

#[test]
fn an_instance_of_its_own_must_hold_its_run() {
    // 10,240 MB and 512 of the operating system's do not fit into a t4g.nano, whatever rate was measured on it.
    let heading = "name,requests_per_month,duration_ms,memory_mb,arch,instance_type,requests_per_second_per_instance,\
                   invocation,scaling";
    let row = "A,100,500,10240,arm64,t4g.nano,20,async,";
    let fleet = |found: &serde_json::Value| found["workloads"][0]["options"][1]["fleet"]["scaling"].clone();
    assert_eq!(fleet(&compared(heading, row)), "auto");
    let asked = compared(heading, &format!("{row}per-run"))["workloads"][0]["options"][1].to_string();
    assert!(asked.contains("10,752 MB are needed"), "{asked}");
}

#[test]
fn runs_of_spread_durations_are_rounded_up_each() {
    // 20 s and five minutes of launch lead are billed as 320 s; spread widely over many seconds, for half a second more on average:
    // 3,600 runs are as many hours as one has seconds.
    let heading = "name,requests_per_month,duration_ms,duration_cv,memory_mb,invocation,scaling,instance_type";
    let hours = |cv: &str| {
        let found = compared(heading, &format!("A,3600,20000,{cv},1769,async,per-run,m7i.large"));
        let of_instances = quantities(&found).into_iter().find(|(key, _)| key == "instances").unwrap().1;
        (of_instances, found["workloads"][0]["options"][1]["line_items"][0]["explanation"].clone())
    };
    assert_eq!(hours("0"), (320.0, "3,600 runs × 320 s each, launch lead included".into()));
    let (spread, told) = hours("1");
    assert!((spread - 320.5).abs() < 1e-3, "{spread}");
    assert_eq!(told, "3,600 runs × 320.5 s on average, launch lead included");
}

#[test]
fn one_request_above_whole_instances_takes_one_more() {
    // A month of 730 hours has 2,628,000 seconds: 1,000 instances of one request a second carry 2,628,000,000 requests of it.
    let heading = "name,requests_per_month,duration_ms,memory_mb,instance_type,requests_per_second_per_instance,\
                   instance_count";
    let fleet = |requests: u64, count: &str| {
        let found = compared(heading, &format!("A,{requests},200,1769,m7i.large,1,{count}"));
        found["workloads"][0]["options"][1]["fleet"]["peak_instances"].clone()
    };
    assert_eq!(fleet(2_628_000_000, ""), 1_000);
    assert_eq!(fleet(2_628_000_001, ""), 1_001);
    assert_eq!(fleet(2_628_000_000, "1000"), 1_000);
    assert_eq!(fleet(2_628_000_001, "1000"), serde_json::Value::Null);
}
