//! JSON keeps to its schema.

use super::*;

fn schema() -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/compare.schema.json");
    let schema: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "the schema is no schema");
    jsonschema::draft202012::new(&schema).unwrap()
}

#[track_caller]
fn validates(schema: &jsonschema::Validator, run: Run, what: &str) {
    let json = run.ends(0).json();
    let faults: Vec<String> =
        schema.iter_errors(&json).take(5).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{what}: {faults:#?}");
}

#[test]
fn json_follows_its_schema() {
    let schema = schema();
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut seen = 0;
    for entry in fs::read_dir(&scenarios).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            seen += 1;
            let output = command().arg("compare").arg(&path).args(["--format", "json"]).output().unwrap();
            validates(&schema, Run::of(output), &path.display().to_string());
        }
    }
    assert!(seen >= 5);
    let case = Case::new(TWO);
    for args in [
        &["--portfolio", "--free-tier=all"][..],
        &["--set", "purchase=compute-sp-3y-all-upfront", "--set", "lambda_purchase=compute-sp-1y"],
        &["--set", "purchase=spot", "--set", "scaling=fixed", "--set", "instance_type=m7g c7g"],
        &["--set", "duration_ms=1200000"],
        &["--set", "requests_per_month=0"],
        &["--set", "memory_mb=20480"],
        &["--set", "instance_count=1", "--set", "requests_per_second=100000", "--set", "duration_ms=1200000"],
        &["--set", "front_door=rest-api", "--set", "request_kb=20", "--set", "response_kb=8000", "--set", "log_kb=2"],
        &["--set", "front_door=alb", "--set", "request_kb=20", "--set", "log_kb=2", "--set", "traffic=web"],
        &["--set", "invocation=async", "--set", "scaling=per-run", "--set", "request_kb=300"],
        &["--set", "scaling=scheduled", "--set", "schedule=Mon-Fri 08:00-20:00", "--set", "traffic=office-hours"],
        &["--set", "snapstart=python", "--set", "init_ms=900"],
        &[
            "--set",
            "provisioned_concurrency=20",
            "--set",
            "provisioned_hours_per_month=200",
            "--set",
            "ephemeral_mb=2048",
        ],
        &["--set", "max_wait_ms=50", "--set", "wait_percentile=99"],
        &["--set", "instance_type=m7g.large", "--set", "arch=arm64", "--set", "requests_per_second_per_instance=180"],
        &["--set", "ops_hours_ec2=12", "--set", "ops_usd_per_hour=60"],
        &[
            "--set",
            "instance_type=t4g.micro",
            "--set",
            "arch=arm64",
            "--set",
            "memory_used_mb=100",
            "--set",
            "scaling=fixed",
        ],
        &["--hours-per-month", "720.5", "--top", "1"],
        &["--pricing", "2019"],
    ] {
        let all: Vec<&str> = args.iter().copied().chain(["--format", "json"]).collect();
        validates(&schema, case.compare(&all), &format!("{args:?}"));
    }
}

#[test]
fn the_schema_is_strict() {
    let schema = schema();
    let good = Case::new(TWO).compare(&["--format", "json"]).ends(0).json();
    assert!(schema.is_valid(&good));
    let changes: [(&str, serde_json::Value); 7] = [
        ("/totals/cheapest_usd", serde_json::json!(12.5)),
        ("/totals/cheapest_usd", serde_json::json!("1e5")),
        ("/totals/cheapest_usd", serde_json::json!("$5")),
        ("/workloads/0/options/0/total_usd", serde_json::Value::Null),
        ("/workloads/0/verdict/outcome", serde_json::json!("cheap")),
        ("/schema_version", serde_json::json!(2)),
        ("/workloads/0/inputs", serde_json::json!({})),
    ];
    for (pointer, value) in changes {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        assert!(!schema.is_valid(&bad), "{pointer}");
    }
    for pointer in ["", "/totals", "/workloads/0", "/workloads/0/inputs", "/workloads/0/options/0/line_items/0"] {
        let mut bad = good.clone();
        bad.pointer_mut(pointer).unwrap().as_object_mut().unwrap().insert("more".to_owned(), serde_json::json!("1"));
        assert!(!schema.is_valid(&bad), "{pointer}");
    }
}

#[test]
fn commands_that_are_printed_work_in_a_shell() {
    let case = Case::new(TWO);
    case.run(&["init", "my file.csv"]).ends(0).says(&["Next: costcalc compare 'my file.csv'\n"]);
    case.run(&["init", "plain.csv"]).ends(0).says(&["Next: costcalc compare plain.csv\n"]);
    case.run(&["my file.csv"]).ends(2).silent().says(&["costcalc compare 'my file.csv'"]);
}

#[test]
fn durations_of_power_tuning_may_come_from_standard_input() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb\nA,1M,100,512\n");
    let measured = r#"{"stats": [{"value": 512, "averageDuration": 90}, {"value": 1024, "averageDuration": 50}]}"#;
    let args = ["sweep", "s.csv", "--power-tuning", "-", "--format", "csv"];
    let output = command().current_dir(case.path()).args(args).write_stdin(measured).output().unwrap();
    let run = Run::of(output).ends(0);
    assert_eq!(run.column("memory_mb"), ["512", "1024"]);
}
