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

#[test]
fn credits_are_of_no_more_than_the_instances_can_use() {
    // 200 ms of 1,769 MB count as 0.2 vCPU-s where cpu_ms is not given, which at 100 a second are 20 vCPUs: more than the four
    // of two t3.small. At 500 requests a second both vCPUs of one are busy, so a request takes at most 4 ms of a vCPU, and
    // 100 a second take 0.4 vCPU; the two earn 2 x 2 x 20 % = 0.8.
    let heading = "name,requests_per_second,duration_ms,memory_mb,instance_type,requests_per_second_per_instance";
    let text = compared(heading, "A,100,200,1769,t3.small,500").to_string();
    assert!(text.contains("\"instance_type\":\"t3.small\""), "{text}");
    assert!(!text.contains("surplus"), "{text}");
    // At 120 a second each does not earn what it uses: 2 / 120 = 16.7 ms, 1.67 vCPUs of 0.8 earned.
    assert!(compared(heading, "A,100,200,1769,t3.small,120").to_string().contains("surplus"));
}

#[test]
fn an_instance_of_its_own_must_hold_its_run() {
    // 10,240 MB do not fit into a t4g.nano's 512, whatever rate was measured on it.
    let heading =
        "name,requests_per_month,duration_ms,memory_mb,arch,instance_type,requests_per_second_per_instance,invocation";
    let text = compared(heading, "A,100,500,10240,arm64,t4g.nano,20,async").to_string();
    assert!(text.contains("\"t4g.nano\"") && !text.contains("per-run"), "{text}");
}
