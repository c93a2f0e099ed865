//! `breakeven`, `sweep`, `sensitivity`, ranges, cheapest settings and growth, as a user runs them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const ONE: &str = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation\n\
                   Checkout,10M,100,1024,m5.large,1,async\n";

struct Case {
    folder: TempDir,
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Case {
    fn new(text: &str) -> Case {
        let case = Case { folder: tempfile::tempdir().unwrap() };
        fs::write(case.folder.path().join("s.csv"), text).unwrap();
        case
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
        let output = command.current_dir(self.folder.path()).env_remove("COLUMNS").args(args).output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The standard output of a run that must end well, without its line breaks.
    fn words(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        run.out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn json(&self, args: &[&str]) -> Value {
        let all: Vec<&str> = args.iter().copied().chain(["--format", "json"]).collect();
        let run = self.run(&all);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        serde_json::from_str(&run.out).unwrap()
    }
}

#[test]
fn utilization_is_the_target_where_no_fleet_is_given() {
    // Sized for 60 % of CPU where the scenario does not say.
    let sized = Case::new("name,requests_per_month,duration_ms,memory_mb,instance_type\nA,500M,100,1024,m5.large\n");
    let found =
        sized.run(&["breakeven", "s.csv", "--of", "utilization"]).out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(found.contains("It stands at 60 % target utilization") && !found.contains("busy"), "{found}");
    let given = Case::new(ONE).run(&["breakeven", "s.csv", "--of", "utilization"]).out;
    assert!(given.split_whitespace().collect::<Vec<_>>().join(" ").contains("% busy at the peak"), "{given}");
    let units = |case: &Case| {
        let document = case.json(&["sensitivity", "s.csv"]);
        rows(&document).iter().find(|row| row["input"] == "utilization").map(|row| row["unit"].clone())
    };
    assert_eq!(units(&sized), Some("% target utilization".into()));
    assert_eq!(units(&Case::new(ONE)), Some("% busy at the peak".into()));
    let svg = |case: &Case| {
        assert_eq!(case.run(&["chart", "tornado", "s.csv", "-o", "t.svg"]).code, 0);
        fs::read_to_string(case.folder.path().join("t.svg")).unwrap()
    };
    assert!(svg(&sized).contains("target utilization 60 %"));
    assert!(!svg(&Case::new(ONE)).contains("target utilization"));
}

#[test]
fn places_without_a_price_are_part_of_a_sweep() {
    // AWS sells no gp3 volumes in ap-east-2 in the book of 2026.
    let case = Case::new(ONE);
    let run = case.run(&["sweep", "s.csv", "--vary", "region=us-east-1,ap-east-2"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("1 of 2 places has no price"), "{}", run.out);
    assert_eq!(case.run(&["sweep", "s.csv", "--vary", "region=ap-east-2"]).code, 4);
}

fn rows(document: &Value) -> &Vec<Value> {
    document["workloads"][0]["rows"].as_array().unwrap()
}

#[test]
fn answers_follow_their_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/answer.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let schema = jsonschema::draft202012::new(&schema).unwrap();
    let case = Case::new(ONE);
    for args in [
        &["breakeven", "s.csv"][..],
        &["breakeven", "s.csv", "--of", "memory"],
        &["breakeven", "s.csv", "--of", "utilization"],
        &["sweep", "s.csv", "--vary", "memory_mb=128..1024"],
        &["sweep", "s.csv", "--region", "all"],
        &["sensitivity", "s.csv"],
    ] {
        let document = case.json(args);
        let faults: Vec<String> = schema.iter_errors(&document).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{args:?}: {faults:?}");
        let mut bad = document.clone();
        bad["workloads"][0]["rows"][0]["figure"] = serde_json::json!(1.5);
        assert!(!schema.is_valid(&bad), "{args:?}");
    }
}

#[test]
fn a_break_even_is_told_in_words_and_in_exact_rows() {
    // 71.68 a month against 0.00000186667 a request: Lambda to 38,399,931 (worked out in the break-even's own test).
    let case = Case::new(ONE);
    let run = case.run(&["breakeven", "s.csv", "--to", "80M"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Checkout: Lambda is cheaper up to 38,399,931 requests a month; EC2 from 38,399,932 on",
        "It stands at 10,000,000 requests a month (3.81/s), where Lambda is cheaper; EC2 takes over at 38,399,932, 3.84 \
         times that.",
        "exact to one request",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let document = case.json(&["breakeven", "s.csv", "--to", "80M"]);
    let row = &rows(&document)[0];
    assert_eq!((&row["from"], &row["to"]), (&Value::from("1"), &Value::from("38399931")));
    // 38,400,000 x 0.00000186667 = 71.680128, less 69 x 0.00000186667 = 0.00012880023.
    assert_eq!(row["lambda_usd_at_to"], "71.67999919977");
    assert_eq!(row["ec2_usd_at_to"], "71.68");
    assert_eq!(rows(&document)[1]["cheaper"], "ec2");
}

#[test]
fn compare_shows_the_same_break_even() {
    let case = Case::new(ONE);
    let run = case.run(&["compare", "s.csv"]);
    assert!(run.out.contains("38.4M (3.84×)"), "{}", run.out);
    let document = case.json(&["compare", "s.csv"]);
    let breakeven = &document["workloads"][0]["breakeven"];
    assert_eq!(breakeven["nearest"]["at"], "38399932");
    assert_eq!(breakeven["exact"], true);
    assert_eq!(case.json(&["compare", "s.csv", "--no-breakeven"])["workloads"][0]["breakeven"], Value::Null);
    let csv = case.run(&["compare", "s.csv", "--format", "csv"]).out;
    assert!(csv.contains(",38399932,3.839993,"), "{csv}");
    let gate = case.run(&["compare", "s.csv", "--fail-if", "breakeven_ratio < 4"]);
    assert_eq!(gate.code, 5);
}

#[test]
fn many_workloads_have_break_evens_only_where_they_are_asked_for() {
    let mut text = ONE.to_owned();
    for number in 0..100 {
        text.push_str(&format!("w{number},10M,100,1024,m5.large,1,async\n"));
    }
    let case = Case::new(&text);
    for (args, wanted) in [(&[][..], false), (&["--breakeven"][..], true)] {
        for format in ["csv", "json"] {
            let all: Vec<&str> =
                ["compare", "s.csv", "--format", format].into_iter().chain(args.iter().copied()).collect();
            let run = case.run(&all);
            assert_eq!(run.code, 0);
            assert_eq!(run.out.contains("38399932"), wanted, "{format} {args:?}");
        }
    }
}

#[test]
fn questions_that_cannot_be_asked_say_why() {
    let case = Case::new(ONE);
    for (args, code, message) in [
        (&["breakeven", "s.csv", "--of", "duratoin"][..], 2, "did you mean duration?"),
        (&["breakeven", "s.csv", "--between", "lambda,lambda"], 2, "two different options"),
        (&["breakeven", "s.csv", "--between", "lambda,fargate"], 2, "the options are lambda, ec2"),
        (&["breakeven", "s.csv", "--from", "5M", "--to", "1M"], 2, "is above"),
        (&["breakeven", "s.csv", "--from", "x"], 2, "is not a number"),
        (&["breakeven", "s.csv", "--of", "ops-hours"], 3, "ops_usd_per_hour"),
        (&["breakeven", "s.csv", "--of", "cpu_ms"], 3, "does not give this column"),
        (&["breakeven", "s.csv", "--of", "duration_ms", "--from", "x"], 2, "is not a number"),
        (&["breakeven", "missing.csv"], 3, "there is no such file"),
        (&["sweep", "s.csv"], 2, "what is to vary?"),
        (&["sweep", "s.csv", "--vary", "memory=128..256"], 2, "did you mean memory_mb"),
        (&["sweep", "s.csv", "--vary", "memory_mb=256..128"], 2, "is not below"),
        (&["sweep", "s.csv", "--vary", "memory_mb=64..128"], 3, "below Lambda's smallest memory size"),
        (&["sweep", "s.csv", "--vary", "arch=x86,arm64"], 3, "did you mean x86_64?"),
        (&["sweep", "s.csv", "--vary", "traffic=all"], 2, "region, purchase and arch only"),
        (&["sweep", "s.csv", "--vary", "name=a,b"], 2, "names cannot vary"),
        (&["sweep", "s.csv", "--vary", "region=us-est-1"], 3, "did you mean us-east-1"),
        (&["sweep", "s.csv", "--vary", "region=ap-east-2"], 4, "m5.large in ap-east-2"),
        (&["sweep", "s.csv", "--vary", "requests_per_month=1,000,000"], 2, "a comma stands between values"),
        (&["sweep", "s.csv", "--vary", "duration_ms=1s..2"], 2, "write 1000, which is 1 s in ms"),
        (&["breakeven", "s.csv", "--of", "duration", "--to", "10s"], 2, "write 10000, which is 10 s in ms"),
        (&["sweep", "s.csv", "--vary", "ebs_gb=1..9", "--steps", "90000", "--vary", "log_kb=1..9"], 2, "lower --steps"),
        (&["compare", "s.csv", "--optimize", "colour"], 2, "possible values"),
        (&["sweep", "s.csv", "--vary", "ebs_gb=1,2", "--export", "s.csv"], 2, "the scenario itself"),
        (&["sweep", "s.csv", "--vary", "memory_mb=128,128"], 2, "128 stands twice in the list"),
        (&["sweep", "s.csv", "--vary", "memory_mb"], 2, "write it as COLUMN=VALUES"),
        (&["compare", "s.csv", "--set", "memory_mb"], 2, "write it as column=value"),
        (&["compare", "s.csv", "--set", "memory_mb=x"], 3, "is not a number"),
        (&["compare", "s.csv", "--sort", "saving_usd:up"], 2, "--sort saving_usd:up: the order is asc or desc"),
        (&["compare", "s.csv", "--months", "1e9"], 2, "write a whole number from 1 to 600, in digits"),
        (&["compare", "s.csv", "--launch-lead-min", "1e20"], 2, "write a whole number from 0 to 60, in digits"),
        (&["compare", "s.csv", "--export", "none.csv/"], 1, "it ends as a folder does"),
        (&["compare", "-dash.csv"], 2, "'./-dash.csv'"),
        (&["breakeven", "s.csv", "--of", "requests_per_second"], 2, "did you mean requests?"),
        (&["chart", "map", "s.csv", "-o", "-", "--x", "requests=1..1"], 2, "--x requests=1..1: 1 is not below 1"),
        (&["prices", "check", "nosuch"], 3, "error: nosuch: there is no such file or folder"),
        (&["prices", "diff", "2019", "nosuch"], 3, "error: nosuch: there is no such file or folder"),
        (&["compare", "s.csv", "--pricing", "nosuch"], 3, "error: --pricing nosuch: there is no such file or folder"),
        (
            &["compare", "s.csv", "--region", "us-gov-west-1"],
            4,
            "no price of any instance in us-gov-west-1; take another region (`costcalc prices list regions` has those in",
        ),
        (
            &["breakeven", "s.csv", "--of", "cold_start_pct"],
            3,
            "to turn: fill it in, ask about other rows alone with --workload, or give it to every row with --set cold_start_pct=...",
        ),
        (&["report", "s.csv", "-o", "r.html", "--title", " "], 2, "--title is empty"),
    ] {
        let run = case.run(args);
        assert_eq!(run.code, code, "{args:?}: {}", run.err);
        assert!(run.err.contains(message), "{args:?}: {}", run.err);
        assert_eq!(run.out, "", "{args:?}");
    }
}

#[test]
fn faults_of_all_workloads_are_told_each_once() {
    let case = Case::new(
        "name,requests_per_month,duration_ms,memory_mb,instance_count\nA,5M,100,512,\nB,5M,100,5120,\nC,5M,100,512,2\n",
    );
    let told = |args: &[&str], code: i32| {
        let run = case.run(args);
        assert_eq!(run.code, code, "{args:?}: {}", run.err);
        assert_eq!(run.out, "", "{args:?}");
        run.err
    };
    let err = told(&["breakeven", "s.csv", "--of", "ops-hours"], 3);
    assert!(err.starts_with("error: s.csv:2: A and 2 more (B, C): hours of work need a price"), "{err}");
    assert_eq!(err.matches("error:").count(), 1, "{err}");
    let err = told(&["breakeven", "s.csv", "--of", "instance_count"], 3);
    assert!(err.starts_with("error: s.csv:2: A and 1 more (B): the scenario does not give this column"), "{err}");
    let err = told(&["sweep", "s.csv", "--vary", "min_instances=1,x"], 3);
    assert!(err.contains("error: s.csv:2: A and 2 more (B, C): --vary min_instances=x: \"x\" is not"), "{err}");
}

#[test]
fn figures_too_large_for_what_was_asked_are_wrong_usage() {
    let row = |more: &str| {
        format!("name,requests_per_month,duration_ms,memory_mb,growth_pct_per_month\nA,5M,100,512,{more}\n")
    };
    let case = Case::new(&row("50"));
    for (args, message, again) in [
        (
            &["breakeven", "s.csv", "--to", "1e20"][..],
            "--to 1e20 is too far",
            &["breakeven", "s.csv", "--to", "1e18"][..],
        ),
        (&["breakeven", "s.csv", "--to", "1e24"], "--to 1e24 is too far", &["breakeven", "s.csv", "--to", "1e18"]),
        (
            &["chart", "breakeven", "s.csv", "-o", "-", "--to", "1e20"],
            "--to 1e20 is too far",
            &["chart", "breakeven", "s.csv", "-o", "-", "--to", "1e18"],
        ),
        (
            &["chart", "growth", "s.csv", "-o", "-", "--months", "600"],
            "as with --months 75",
            &["chart", "growth", "s.csv", "-o", "-", "--months", "75"],
        ),
        (&["compare", "s.csv", "--months", "600"], "as with --months", &["compare", "s.csv", "--months", "75"]),
        (
            &["sweep", "s.csv", "--vary", "requests_per_month=1e25,2e25"],
            "--vary requests_per_month: ",
            &["sweep", "s.csv", "--vary", "requests_per_month=1e9,2e9"],
        ),
    ] {
        let run = case.run(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(
            run.err.contains(message) && run.err.contains("too large to be computed exactly"),
            "{args:?}: {}",
            run.err
        );
        let run = case.run(again);
        assert_eq!(run.code, 0, "{again:?}: {}", run.err);
    }
    let asked = case.run(&["compare", "s.csv", "--months", "600"]).err;
    assert!(asked.contains("look at most 75 months ahead, as with --months 75"), "{asked}");
    // Without --months the cause stands in the file.
    let run = Case::new(&row("1000")).run(&["compare", "s.csv"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("lower growth_pct_per_month, which is 1,000"), "{}", run.err);
}

#[test]
fn names_are_escaped_in_json_where_they_are_no_text() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb\na\u{7f}b\u{e9},5M,100,512\n");
    let run = case.run(&["breakeven", "s.csv", "--format", "json"]);
    assert!(run.out.contains("a\\u007fb\u{e9}") && !run.out.contains('\u{7f}'), "{}{}", run.out, run.err);
}

#[test]
fn a_memory_sweep_follows_the_curve_and_names_the_cheapest_and_the_fastest() {
    // 300 ms at 1,769 MB, one vCPU: 200 vCPU-ms and 100 ms of waiting. At 128 MB (0.07236 vCPU) the CPU part takes
    // 2,764.06 ms: 2,864.06. Up to one vCPU the billed GB-seconds rise with the waiting alone: 128 MB is the cheapest,
    // 2,865 ms x 0.125 GB = 0.358125 GB-s x 0.0000166667 + 0.0000002 a request, $6.17 for a million.
    let case =
        Case::new("name,requests_per_month,duration_ms,memory_mb,cpu_ms,memory_used_mb\nA,1M,300,1769,200,100\n");
    let args = ["sweep", "s.csv", "--vary", "memory_mb=128,512,1769,3008"];
    let text = case.words(&args);
    assert!(text.contains("Lambda is cheapest at memory_mb 128, $6.17 a month. It is"), "{text}");
    assert!(text.contains("It is fastest at memory_mb 1,769, 300 ms"), "{text}");
    let document = case.json(&args);
    assert_eq!(rows(&document)[0]["duration_ms"], "2864.0625");
    assert_eq!(rows(&document)[3]["duration_ms"], "300");
}

#[test]
fn memory_that_a_request_is_not_known_to_fit_into_is_told_and_not_recommended() {
    // As above; 300 ms at 1,769 MB are 0.51826 GB-s: x 0.0000166667 + 0.0000002 a request, $8.84 for a million.
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,cpu_ms\nA,1M,300,1769,200\n");
    let text = case.words(&["sweep", "s.csv", "--vary", "memory_mb=128,1769,3008"]);
    assert!(text.contains("Lambda is cheapest at memory_mb 1,769, $8.84 a month."), "{text}");
    assert!(text.contains("(memory_used_mb would say it); if it does, memory_mb 128 costs $6.17 a month."), "{text}");
    let text = case.words(&["sweep", "s.csv", "--vary", "memory_mb=128,512"]);
    assert!(text.contains("cheapest at memory_mb 128, $6.17 a month. Whether a request fits into so little"), "{text}");
    // What was measured ran.
    case.write(
        "t.json",
        r#"{"stats": [{"value": 512, "averageDuration": 400}, {"value": 1769, "averageDuration": 300}]}"#,
    );
    let text = case.words(&["sweep", "s.csv", "--power-tuning", "t.json"]);
    // 0.2 GB-s x 0.0000166667 + 0.0000002: $3.53.
    assert!(text.contains("Lambda is cheapest at memory_mb 512, $3.53 a month. It is"), "{text}");
}

#[test]
fn what_costs_the_same_to_the_cent_keeps_the_given_memory_else_the_fastest() {
    // One thread of CPU work: half the memory takes twice as long, 0.12 GB-s everywhere up to 1,769 MB; the last digits of
    // durations are rounded up. 50 M requests x (0.12 x 0.0000166667 + 0.0000002) = $110.00.
    let row = "name,requests_per_month,duration_ms,memory_mb,memory_used_mb\nA,50M,120,1024,100\n";
    let case = Case::new(row);
    let text = case.words(&["sweep", "s.csv", "--vary", "memory_mb=128,256,1024"]);
    assert!(text.contains("Lambda costs the same everywhere, $110.00 a month."), "{text}");
    let text = case.words(&["sweep", "s.csv", "--vary", "memory_mb=128,1024,1769"]);
    assert!(text.contains("Lambda is cheapest at memory_mb 1,024, $110.00 a month, as at 1 other place."), "{text}");
    let text = case.words(&["sweep", "s.csv", "--vary", "memory_mb=128,256,3008"]);
    assert!(text.contains("Lambda is cheapest at memory_mb 256, $110.00 a month, as at 1 other place."), "{text}");
    assert!(!case.words(&["compare", "s.csv", "--optimize", "memory"]).contains("cheapest settings"));
    // 120.5 ms at 1,024 MB are 123,392 MB-ms, billed as 121 ms: 0.121 GB-s, $110.83. Without that rounding they would be
    // $110.42, as everything up to 123,402 MB-ms. 1,738 MB take 70.997 ms, billed as 71: 123,398. What is faster costs more:
    // 1,739 MB x 71 ms are 123,469, 1,763 MB x 70 ms 123,410, and beyond 1,769 MB one thread gains nothing.
    let case = Case::new(&row.replace(",120,1024,100", ",120.5,1024,"));
    let optimized = case.words(&["compare", "s.csv", "--optimize", "memory"]);
    assert!(optimized.contains("Lambda with memory_mb 1738 (was 1024)"), "{optimized}");
    let chart = case.words(&["chart", "memory", "s.csv", "--terminal"]);
    assert!(chart.starts_with("Lambda's cheapest memory size is 1,738 MB, $0.41 a month less than now"), "{chart}");
    assert!(chart.contains("whether a request fits below 1,024 is not known"), "{chart}");
}

#[test]
fn a_place_that_cannot_run_has_no_duration() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,memory_used_mb\nA,50M,120,1024,900\n");
    let args = ["sweep", "s.csv", "--vary", "memory_mb=512,1024"];
    assert!(case.words(&args).contains(" 512 - - $"), "{}", case.words(&args));
    let document = case.json(&args);
    assert_eq!((&rows(&document)[0]["duration_ms"], &rows(&document)[1]["duration_ms"]), (&Value::Null, &"120".into()));
    let csv = case.run(&[&args[..], &["--format", "csv"]].concat()).out;
    assert!(csv.contains("\nA,512,,,"), "{csv}");
}

#[test]
fn a_sweep_tells_instances_apart_from_their_type() {
    let case = Case::new(ONE);
    let document = case.json(&["sweep", "s.csv", "--vary", "instance_count=1,3"]);
    for (row, count) in rows(&document).iter().zip(["1", "3"]) {
        assert_eq!(row["fleet"], format!("{count} × m5.large"));
        assert_eq!(row["instance_type"], "m5.large");
        assert_eq!((&row["instances"], &row["fewest_instances"]), (&count.into(), &count.into()));
    }
    // 10 M requests of 0.1 GB-s are $18.6667, an m5.large with its disk is $71.68: 53.0133 of 71.68 are 73.96 %.
    assert!(rows(&document)[0]["saving_pct"].as_str().unwrap().starts_with("73.95"), "{document}");
}

#[test]
fn a_sweep_over_two_columns_is_readable_in_80_columns() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb\nCheckout API,50M,120,1024\n");
    let vary = ["--vary", "memory_mb=128,512,1024", "--vary", "requests_per_month=1M,10M,100M"];
    let out = case.run(&[&["sweep", "s.csv"][..], &vary].concat()).out;
    let table: Vec<&str> = out.lines().skip_while(|line| !line.starts_with("memory_mb")).take(11).collect();
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    assert!(table[2..].iter().all(|line| line.contains('$')), "{out}");
    assert!(out.contains("Left out for want of room, in CSV and JSON: EC2 fleet."), "{out}");
}

#[test]
fn what_is_not_possible_is_not_said_to_be_dearer() {
    // 1,000 s are longer than the 900 s that Lambda runs.
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb\nLong,1000,1000000,1024\n");
    let text = case.words(&["breakeven", "s.csv"]);
    assert!(text.contains("Long: only EC2 is possible from 1 to 10,000,000,000 requests a month."), "{text}");
    assert!(text.contains("where only EC2 is possible."), "{text}");
    assert!(!text.contains("EC2 is cheaper"), "{text}");
    let chart = case.words(&["chart", "breakeven", "s.csv", "--terminal"]);
    assert!(chart.starts_with("Only EC2 can run this workload"), "{chart}");
    // Above 900,000 ms nothing but EC2 is left.
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb\nA,1000,800000,1024\n");
    let text = case.words(&["breakeven", "s.csv", "--of", "duration", "--to", "1000000"]);
    assert!(text.contains("Lambda is cheaper up to 900,000 ms; only EC2 from 900,000.1 on"), "{text}");
    assert!(text.contains("where Lambda is cheaper; only EC2 is possible at 900,000.1"), "{text}");
}

#[test]
fn measured_durations_take_the_place_of_the_curve() {
    let case = Case::new(ONE);
    case.write(
        "tuning.json",
        r#"{"power": 512, "stats": [{"value": 512, "averageDuration": 150, "averagePrice": 1e-6},
            {"value": 1024, "averageDuration": 100.2, "averagePrice": 1e-6}]}"#,
    );
    let document = case.json(&["sweep", "s.csv", "--power-tuning", "tuning.json"]);
    // 150 ms x 0.5 GB = 0.075 GB-s: 0.075 x 0.0000166667 + 0.0000002 = 0.0000014500025 a request, 10 M of them.
    assert_eq!(rows(&document)[0]["lambda_usd"], "14.500025");
    // 100.2 ms are billed as 101: 0.101 x 0.0000166667 + 0.0000002 = 0.0000018833367.
    assert_eq!(rows(&document)[1]["lambda_usd"], "18.833367");
    case.write("bad.json", "{}");
    let run = case.run(&["sweep", "s.csv", "--power-tuning", "bad.json"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("bad.json: has neither stats nor"), "{}", run.err);
}

#[test]
fn places_without_a_price_are_rows_with_a_reason() {
    let case = Case::new(ONE);
    let document = case.json(&["sweep", "s.csv", "--vary", "region=us-east-1,ap-east-2"]);
    assert_eq!(rows(&document)[0]["ec2_usd"], "71.68");
    assert_eq!(rows(&document)[1]["ec2_usd"], Value::Null);
    assert!(rows(&document)[1]["note"].as_str().unwrap().contains("ap-east-2"));
}

#[test]
fn half_and_twice_are_those_values_however_small() {
    // A capacity of 0.01 requests a second is below the least step that is searched.
    let row = "A,1M,100,1024,0.01,m7i.large\n";
    let header = "name,requests_per_month,duration_ms,memory_mb,requests_per_second_per_instance,instance_type\n";
    let case = Case::new(&format!("{header}{row}"));
    let document = case.json(&["sensitivity", "s.csv"]);
    let found = rows(&document).iter().find(|row| row["input"] == "requests_per_second_per_instance").unwrap();
    for (key, value) in [("half", "0.005"), ("double", "0.02")] {
        let set = format!("requests_per_second_per_instance={value}");
        let compared = case.json(&["compare", "s.csv", "--no-breakeven", "--set", &set]);
        let total = |option: usize| -> f64 {
            compared["workloads"][0]["options"][option]["total_usd"].as_str().unwrap().parse().unwrap()
        };
        let told: f64 = found[format!("ec2_over_lambda_usd_at_{key}")].as_str().unwrap().parse().unwrap();
        assert!((told - (total(1) - total(0))).abs() < 1e-6, "{key}: {told}, {} - {}", total(1), total(0));
    }
}

#[test]
fn two_columns_are_swept_last_one_fastest() {
    let case = Case::new(ONE);
    let run = case.run(&["sweep", "s.csv", "--vary", "ebs_gb=10,20", "--vary", "log_kb=0,1", "--format", "csv"]);
    let places: Vec<String> =
        run.out.lines().skip(1).map(|line| line.split(',').take(3).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(places, ["Checkout,10,0", "Checkout,10,1", "Checkout,20,0", "Checkout,20,1"]);
}

#[test]
fn flips_of_a_sensitivity_are_flips() {
    let case =
        Case::new("name,requests_per_month,duration_ms,memory_mb,instance_type,cpu_ms\nA,50M,120,1024,m7g.large,30\n");
    let document = case.json(&["sensitivity", "s.csv"]);
    let mut checked = 0;
    for row in rows(&document) {
        let (Some(column), Some(at)) = (row["input"].as_str(), row["flips_at"].as_str()) else { continue };
        // Inputs that are one column of the file can be set on the command line.
        let column = match column {
            "requests" => "requests_per_month",
            "burst" | "cpu_ms" | "min_instances" | "ebs_gb" | "cpu_factor" => column,
            "utilization" => "target_utilization_pct",
            _ => continue,
        };
        let there = case.json(&["compare", "s.csv", "--set", &format!("{column}={at}"), "--no-breakeven"]);
        assert_eq!(there["workloads"][0]["verdict"]["winner"], row["then_cheaper"], "{column}={at}");
        checked += 1;
    }
    assert!(checked >= 2, "{document}");
    let ratios: Vec<f64> = rows(&document).iter().filter_map(|row| row["ratio"].as_str()?.parse().ok()).collect();
    assert!(ratios.windows(2).all(|pair| libm::log(pair[0]).abs() <= libm::log(pair[1]).abs() + 1e-9), "{ratios:?}");
}

#[test]
fn ranges_tell_shares_and_the_same_seed_tells_the_same() {
    // Uniform between 20 and 60 M; Lambda to 38,399,931: 46.0 % (see the test of uncertainty).
    let text = ONE.replace("10M", "20M..60M");
    let case = Case::new(&text);
    let one = case.run(&["compare", "s.csv", "--seed", "7"]);
    assert_eq!(one.out, case.run(&["compare", "s.csv", "--seed", "7"]).out);
    let words = one.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("no clear winner: EC2 is cheaper in 54.0 % of the possible inputs"), "{words}");
    let document = case.json(&["compare", "s.csv", "--samples", "2000"]);
    let found = &document["workloads"][0]["uncertainty"];
    let share: f64 = found["lambda_wins_pct"].as_str().unwrap().parse().unwrap();
    assert!((share - 46.0).abs() < 0.5, "{share}");
    assert_eq!(found["samples"], 2000);
    assert_eq!(found["clear"], false);
    // The figures of the table are those of the likely value, halfway: 40 M.
    assert_eq!(document["workloads"][0]["inputs"]["requests_per_month"], "40000000");
    let csv = case.run(&["compare", "s.csv", "--format", "csv"]).out;
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let mut lines = csv.lines().map(cells);
    let (heading, row) = (lines.next().unwrap(), lines.next().unwrap());
    let at = heading.iter().position(|name| name == "ec2_p95_usd").unwrap();
    assert_eq!(row[at], "71.68");
    assert_eq!(case.run(&["compare", "s.csv", "--portfolio"]).code, 2);
}

#[test]
fn growth_tells_the_month_of_the_flip_and_of_the_payback() {
    // Doubling: 10, 20, 40, 80 M: Lambda flips in month 3 (74.6668 against 71.68); worked out in the test of growth.
    let text = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation,growth_pct_per_month,migration_usd\n\
                Checkout,10M,100,1024,m5.large,1,async,100,50\n";
    let case = Case::new(text);
    let run = case.run(&["compare", "s.csv", "--months", "4", "--format", "json"]);
    // So much growth in a month is asked about.
    assert!(run.err.contains("if that is a year's growth"), "{}", run.err);
    let document: Value = serde_json::from_str(&run.out).unwrap();
    let growth = &document["workloads"][0]["growth"];
    assert_eq!((&growth["flip_month"], &growth["lambda_payback_month"]), (&Value::from(3), &Value::from(1)));
    assert_eq!(growth["months"][3]["lambda_cumulated_usd"], "280.0005");
    let words = case.run(&["compare", "s.csv", "--months", "4"]).out;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("EC2 is cheaper from month 3 on (40M requests)"), "{words}");
    assert!(words.contains("over 4 months Lambda costs $280.00, EC2 costs $286.72."), "{words}");
    assert!(words.contains("Moving to Lambda for $50.00 has paid for itself at the end of month 1."), "{words}");
    // Without the option three years are looked ahead, and only where demand grows or a move costs something.
    let slower = Case::new(&text.replace("async,100,", "async,10,"));
    assert_eq!(slower.json(&["compare", "s.csv"])["workloads"][0]["growth"]["months"].as_array().unwrap().len(), 36);
    assert_eq!(Case::new(ONE).json(&["compare", "s.csv"])["workloads"][0]["growth"], Value::Null);
}

/// Mondays to Fridays from 22:00 to 06:00 are 40 of the 168 hours of steady demand: 76.2 % fall outside; of all hours none do.
#[test]
fn answers_tell_what_comparisons_tell_of_schedules_and_prices() {
    let case = Case::new(
        "name,requests_per_month,duration_ms,memory_mb,schedule,scaling\nA,50M,120,1024,Mon-Fri 22:00-06:00,scheduled\n",
    );
    let missed = "76.2 % of the demand falls outside the fleet's hours and waits or is lost.";
    let spot = "Note: Spot prices move: the figure is indicative";
    let sweep = case.words(&["sweep", "s.csv", "--vary", "memory_mb=512,1024", "--set", "purchase=spot"]);
    assert!(sweep.contains(&format!("On EC2 {missed}")) && sweep.contains(&format!("{spot}.")), "{sweep}");
    assert_eq!(sweep.matches("falls outside").count(), 1, "{sweep}");
    let some = case.words(&["sweep", "s.csv", "--vary", "purchase=on-demand,spot"]);
    assert!(some.contains(&format!("{spot} [1 of 2 places].")), "{some}");
    let hours = case.words(&["sweep", "s.csv", "--vary", "schedule=Mon-Fri 22:00-06:00,Mon-Sun 00:00-24:00"]);
    let at = format!("At 1 of 2 places EC2's fleet misses demand; the first, schedule Mon-Fri 22:00-06:00: {missed}");
    assert!(hours.contains(&at), "{hours}");
    case.write(
        "own.csv",
        "region,instance_type,purchase,usd_per_hour,as_of,source\nus-east-1,m5.large,on-demand,0.09,2026-11-01,x\n",
    );
    case.write("one.csv", ONE);
    for command in ["breakeven", "sensitivity"] {
        let told = case.words(&[command, "one.csv", "--set", "purchase=spot"]);
        assert_eq!(told.matches(spot).count(), 1, "{told}");
        let own = case.json(&[command, "one.csv", "--pricing", "own.csv"]);
        let notes = own["notes"].as_array().unwrap();
        assert!(notes.contains(&"Note: prices of your own were used.".into()), "{command}: {notes:?}");
        assert!(!case.words(&[command, "one.csv"]).contains("Note: "), "{command}");
    }
}

#[test]
fn ranges_of_growth_and_of_a_move_are_not_taken_for_inputs_of_the_month() {
    // Growth of 100 % and a move for $60 are halfway. With doubling demand EC2 has cost 53.0133, 87.3599, 84.3731 and 6.7195 more
    // than Lambda at the ends of the months (see the test of growth): $20 are paid back in month 1, $60 in month 2, $100 never.
    let text = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation,growth_pct_per_month,migration_usd\n\
                Checkout,10M,100,1024,m5.large,1,async,60..140,20..100\n";
    let case = Case::new(text);
    let run = case.run(&["compare", "s.csv", "--months", "4"]);
    let words = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "EC2 is cheaper from month 3 on (40M requests)",
        "Moving to Lambda for $60.00 has paid for itself at the end of month 2; for $20.00 it has paid for itself at the end of month \
         1, for $100.00 it does not pay for itself within 4 months.",
        "Months are not sampled: growth_pct_per_month 60..140 counts as 100 here, halfway; migration_usd 20..100 counts as 60 here, \
         halfway.",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    assert!(!words.contains("possible inputs"), "{words}");
    // So much growth is asked about on standard error.
    let json = case.run(&["compare", "s.csv", "--months", "4", "--format", "json"]).out;
    let document: Value = serde_json::from_str(&json).unwrap();
    let workload = &document["workloads"][0];
    assert_eq!(workload["uncertainty"], Value::Null);
    assert_eq!(workload["growth"]["ranges"][0]["high"], "140");
    let err = case.run(&["compare", "s.csv", "--seed", "7"]).err;
    assert!(err.contains("are for ranges of what a month costs"), "{err}");
}

#[test]
fn names_of_a_family_stay_different_in_a_narrow_table() {
    let of = |part: &str| format!("checkout-production-{part}-eu-west-1-v2-handler-function");
    let row = |part: &str| format!("{},5M,100,512\n", of(part));
    let rows = format!("name,requests_per_month,duration_ms,memory_mb\n{}{}", row("orders"), row("return"));
    let out = Case::new(&rows).run(&["compare", "s.csv"]).out;
    // Cut in their middle both would end as "handler-function" does; 30 cells hold 7 of the beginning and 21 from there on.
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("checkou…orders-eu-west-1-v2-h… ") && words.contains("checkou…return-eu-west-1-v2-h… "),
        "{out}"
    );
    let first = |part: &str| out.lines().filter(|line| line.starts_with("che") && line.contains(part)).count();
    assert_eq!((first("…orders"), first("…return")), (1, 1), "{out}");
}

#[test]
fn where_growth_flips_often_the_sentence_tells_how_it_ends() {
    let csv = "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,growth_pct_per_month\nA,4M,90,1024,250,8\n";
    let case = Case::new(csv);
    let months = case.json(&["compare", "s.csv", "--months", "60"])["workloads"][0]["growth"]["months"].clone();
    let usd = |month: &Value, key: &str| month[key].as_str().unwrap().parse::<f64>().unwrap();
    let wins: Vec<bool> =
        (months.as_array().unwrap().iter()).map(|month| usd(month, "lambda_usd") < usd(month, "ec2_usd")).collect();
    let flips: Vec<usize> = (1..wins.len()).filter(|at| wins[*at] != wins[at - 1]).collect();
    let (end, left_out) = (flips.last().unwrap(), flips.len() - 4);
    assert!(left_out > 1, "{flips:?}");
    let winner = if wins[*end] { "Lambda" } else { "EC2" };
    let run = case.run(&["compare", "s.csv", "--months", "60"]);
    let said = run.out.split_whitespace().collect::<Vec<&str>>().join(" ");
    let expected = format!("{left_out} more changes between, {winner} is cheaper from month {} on", end + 1);
    assert!(said.contains(&expected), "{expected}: {said}");
}

#[test]
fn cheapest_settings_say_what_they_changed() {
    let case =
        Case::new("name,requests_per_month,duration_ms,memory_mb,memory_used_mb,cpu_ms\nA,50M,120,1024,300,20\n");
    let document = case.json(&["compare", "s.csv", "--optimize", "memory"]);
    let changes = document["workloads"][0]["optimized"].as_array().unwrap();
    // 300 MB and a tenth are 330: 20 x 1,769 / 330 = 107.2 ms of work and 85.4 of waiting, billed as 193 ms. 331 MB are billed so, too,
    // and 336 MB as 191 ms: more.
    assert_eq!(changes.len(), 1);
    assert_eq!((&changes[0]["column"], &changes[0]["to"]), (&Value::from("memory_mb"), &Value::from("330")));
    // 50 M x (0.193 s x 330/1024 GB x 0.0000166667 + 0.0000002) = 51.8 + 10.
    let lambda: f64 = document["workloads"][0]["options"][0]["total_usd"].as_str().unwrap().parse().unwrap();
    assert!((lambda - (50e6 * (0.193 * 330.0 / 1024.0 * 0.000_016_666_7 + 0.000_000_2))).abs() < 1e-6);
    let run = case.run(&["compare", "s.csv", "--optimize", "memory,arch,purchase"]);
    assert!(run.out.contains("cheapest settings: Lambda with memory_mb 330 (was 1024)"), "{}", run.out);
}

#[test]
fn one_workload_of_several_can_be_asked_about() {
    let case = Case::new(&format!("{ONE}Reports,1M,900,2048,m5.large,1,async\n"));
    let named = |args: &[&str]| {
        let document = case.json(&[args, &["--workload", "Reports"]].concat());
        let names: Vec<String> = document["workloads"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(names, ["Reports"], "{args:?}");
    };
    named(&["breakeven", "s.csv"]);
    named(&["sensitivity", "s.csv"]);
    named(&["sweep", "s.csv", "--vary", "memory_mb=512,1024"]);
    let run = case.run(&["breakeven", "s.csv", "--workload", "Report"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(run.err, "error: --workload: there is no workload \"Report\"; did you mean \"Reports\"?\n");
    // Durations that were measured of one function are not those of another.
    case.write(
        "t.json",
        r#"{"power": 512, "stats": [{"value": 512, "averageDuration": 100}, {"value": 1024, "averageDuration": 60}]}"#,
    );
    let sweep = ["sweep", "s.csv", "--power-tuning", "t.json"];
    let run = case.run(&sweep);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("holds the durations of one function, and s.csv has 2 workloads"), "{}", run.err);
    named(&sweep);
}

#[test]
fn what_was_measured_is_checked_by_itself() {
    let case = Case::new(ONE);
    let tuned = |entries: &[(u32, &str)]| {
        let entries = entries.iter().map(|(mb, ms)| format!(r#"{{"power": {mb}, "averageDuration": {ms}}}"#));
        case.write("t.json", &format!(r#"{{"stats": [{}]}}"#, entries.collect::<Vec<_>>().join(", ")));
    };
    let sweep = ["sweep", "s.csv", "--power-tuning", "t.json"];
    // Sizes that Lambda does not have are the file's, not the scenario's.
    tuned(&[(64, "4"), (512, "30")]);
    for args in [&sweep[..], &["chart", "memory", "s.csv", "--power-tuning", "t.json", "-o", "x.svg"]] {
        let run = case.run(args);
        let expected = "error: t.json: 64 MB is below Lambda's smallest memory size; use 128 or more\n";
        assert_eq!((run.code, run.err.as_str()), (3, expected));
    }
    tuned(&[(256, "0.12"), (512, "0.06")]);
    let run = case.run(&sweep);
    let note = "note: t.json: every duration is below 5 ms: if these are seconds, multiply them by 1,000\n";
    assert_eq!((run.code, run.err.as_str()), (0, note));
    // A duration given besides would move EC2 alone.
    tuned(&[(256, "120"), (512, "60")]);
    for more in [["--vary", "duration_ms=100,200"], ["--set", "duration_ms=100"]] {
        let args: Vec<&str> = sweep.iter().copied().chain(more).collect();
        let run = case.run(&args);
        let expected = "error: --power-tuning says how long requests take at each memory size; leave out what gives \
                        duration_ms a value\n";
        assert_eq!((run.code, run.err.as_str()), (2, expected), "{more:?}");
    }
}

#[test]
fn fractions_of_one_are_no_range_of_percents() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb\nA,10M,100,1024\n");
    let run = case.run(&["breakeven", "s.csv", "--of", "utilization", "--from", "0.2", "--to", "0.9"]);
    let expected = "error: --to 0.9: utilization is in percent, and 0.9 may be a fraction of 1; write 90 for 90 %, or 0.9% for \
                    0.9 %\n";
    assert_eq!((run.code, run.err.as_str()), (2, expected));
    let run = case.run(&["chart", "map", "s.csv", "--x", "ec2-price=0.3..0.5", "-o", "x.svg"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--x 0.5: ec2-price is in percent"), "{}", run.err);
    // Prices of a fifth to twice the list's.
    let factors = ["breakeven", "s.csv", "--of", "ec2-price", "--from", "0.2", "--to"];
    let run = case.run(&[&factors[..], &["2"]].concat());
    let expected =
        "error: --to 2: ec2-price is in percent, and 2 may be a factor; write 200 for 200 %, or 2% for 2 %\n";
    assert_eq!((run.code, run.err.as_str()), (2, expected));
    assert_eq!(case.run(&[&factors[..], &["2%"]].concat()).code, 0);
    // 1 is a percent, and what has its sign is no fraction.
    for to in ["1", "0.9%"] {
        let run = case.run(&["breakeven", "s.csv", "--of", "utilization", "--from", "0.1", "--to", to]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{to}");
    }
}

/// 1,769 MB are one vCPU: 300 ms with 200 vCPU-ms are 100 ms of waiting, with 100 they are 200 ms.
#[test]
fn a_sweep_recommends_settings_and_no_work() {
    let case =
        Case::new("name,requests_per_month,duration_ms,memory_mb,cpu_ms,memory_used_mb\nA,1M,300,1769,200,100\n");
    let both = case.words(&["sweep", "s.csv", "--vary", "memory_mb=128,1769", "--vary", "cpu_ms=100,200"]);
    for told in ["At cpu_ms 100: of the values tried, Lambda is cheapest at memory_mb ", "At cpu_ms 200: "] {
        assert!(both.contains(told), "{told}: {both}");
    }
    assert_eq!(both.matches("It is fastest at memory_mb 1,769, 300 ms, for $8.84 a month.").count(), 2, "{both}");
    // What the work is nobody chooses.
    let work = case.words(&["sweep", "s.csv", "--vary", "requests_per_month=1M,2M"]);
    assert!(work.contains("Lambda is cheaper at every value tried.") && !work.contains("cheapest"), "{work}");
    let work = case.words(&["sweep", "s.csv", "--vary", "requests_per_month=1M,2M", "--vary", "duration_ms=300,400"]);
    assert!(!work.contains("cheapest") && !work.contains("fastest"), "{work}");
    // The rows tell it where there are many.
    let many = case.words(&["sweep", "s.csv", "--vary", "memory_mb=128,1769", "--vary", "duration_ms=300..400"]);
    assert!(!many.contains("cheapest") && !many.contains("fastest"), "{many}");
}

/// One vCPU for 100 ms does 100 vCPU-ms of work.
#[test]
fn values_that_do_not_go_together_are_places_without_an_outcome() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,cpu_ms\nA,1M,300,1769,200\n");
    let both = ["sweep", "s.csv", "--vary", "duration_ms=100,1000", "--vary", "cpu_ms=50,500"];
    let text = case.words(&both);
    let told = "1 of 4 places has values that do not go with the others; the first, duration_ms 100, cpu_ms 500: 500 vCPU-ms cannot";
    assert!(text.contains(told), "{text}");
    let document = case.json(&both);
    let notes: Vec<bool> = rows(&document).iter().map(|row| row["note"].is_string()).collect();
    assert_eq!(notes, [false, true, false, false]);
    assert!(rows(&document)[1]["lambda_usd"].is_null(), "{document}");
    // Beside the rest of the row as well; what no place takes, or a column refuses, is refused.
    let one = case.words(&["sweep", "s.csv", "--vary", "duration_ms=100,300"]);
    assert!(one.contains("1 of 2 places has values"), "{one}");
    for vary in ["duration_ms=50,100", "duration_ms=0,300", "memory_mb=64,1769"] {
        let run = case.run(&["sweep", "s.csv", "--vary", vary]);
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{vary}: {}", run.err);
    }
}
