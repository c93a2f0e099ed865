//! Explanations, and wrong usage.

use super::*;

#[test]
fn details_add_up_to_the_totals() {
    let case = Case::new(TWO);
    let run = case.compare(&["--format", "csv", "--detail"]).ends(0);
    let json = case.compare(&["--format", "json"]).ends(0).json();
    let mut expected = 0;
    for workload in json["workloads"].as_array().unwrap() {
        for option in workload["options"].as_array().unwrap() {
            let items = option["line_items"].as_array().unwrap();
            expected += items.len();
            let sum: f64 = items.iter().map(|item| item["amount_usd"].as_str().unwrap().parse::<f64>().unwrap()).sum();
            let total: f64 = option["total_usd"].as_str().unwrap().parse().unwrap();
            assert!((sum - total).abs() < 1e-9, "{sum} {total}");
        }
    }
    assert_eq!(run.column("amount_usd").len(), expected);
    let amounts = json["workloads"].as_array().unwrap().iter().flat_map(|workload| {
        workload["options"].as_array().unwrap().iter().flat_map(|option| {
            option["line_items"].as_array().unwrap().iter().map(|item| item["amount_usd"].as_str().unwrap().to_owned())
        })
    });
    assert_eq!(run.column("amount_usd"), amounts.collect::<Vec<_>>());
    // A CSV export is detailed too, whichever format goes to standard output.
    case.compare(&["--detail", "--export", "d.csv"]).ends(0);
    assert_eq!(case.read("d.csv"), run.out);
}

#[test]
fn explain_shows_the_arithmetic_of_all_or_one() {
    let case = Case::new(TWO);
    case.compare(&["--explain"]).ends(0).shows(&["== Checkout", "== Reports", "Requests: 50,000,000", "price:"]);
    let one = case.compare(&["--explain", "Reports"]).ends(0).shows(&["== Reports"]);
    assert!(!one.out.contains("== Checkout"));
    case.run(&["compare", "--explain", "s.csv"]).ends(0).shows(&["== Checkout", "== Reports"]);
    case.compare(&["--explain", "--format", "csv"]).ends(2).silent().says(&["--detail"]);
    // A table that is kept has what the one on standard output has.
    let kept = case.compare(&["--explain", "--export", "t.txt"]).ends(0).shows(&["== Reports"]);
    assert_eq!(case.read("t.txt"), kept.out);
}

#[test]
fn columns_of_ones_own_are_not_read() {
    let case =
        Case::new("x_team,name,requests_per_month,duration_ms,memory_mb,X_Cost center\nA,Checkout,5M,120,1024,47 11\n");
    let with = case.compare(&["--format", "csv"]).ends(0);
    assert!(with.err.is_empty(), "{}", with.err);
    let without = Case::new("name,requests_per_month,duration_ms,memory_mb\nCheckout,5M,120,1024\n");
    assert_eq!(without.compare(&["--format", "csv"]).ends(0).out, with.out);
    // Nothing is one by chance.
    for heading in ["x", "xowner", "owner"] {
        let text = format!("name,requests_per_month,duration_ms,memory_mb,{heading}\nA,5M,120,1024,1\n");
        Case::new(text).compare(&[]).ends(3).silent().says(&["begins with x_"]);
    }
    case.run(&["columns"]).ends(0).shows(&["begin with x_"]);
    // Nor one without a name and without anything in it, whatever the block that a row stands in.
    let empty = "name,,requests_per_month,duration_ms,memory_mb\nA,,5M,120,1024\n";
    Case::new(empty).compare(&[]).ends(0);
    let rows: String = (0..20_000).map(|at| format!("workload {at},,5M,120,1024\n")).collect();
    let value = "a value stands in column 2, which has no name in the heading";
    Case::new(format!("{empty}{rows}late,x,5M,120,1024\n"))
        .compare(&["--format", "csv"])
        .ends(3)
        .says(&[value, "20003:6"]);
    // An application beside its function is one; of two that may be the name one is to be kept.
    let help =
        |heading: &str| Case::new(format!("{heading}\nA,A,5M,120,1024\n")).compare(&[]).ends(3).silent().err.clone();
    let beside = help("name,app,requests_per_month,duration_ms,memory_mb");
    assert!(beside.contains("name stands in the heading already; name this column x_app, or remove it"), "{beside}");
    let both = help("app,function,requests_per_month,duration_ms,memory_mb");
    assert!(both.matches("; app may be it as well: keep one of the two").count() == 1, "{both}");
    // What may be the column that is missing is none of one's own.
    let missing = help("name,x_id,requests_per_month,duration_ms,Speicher");
    assert!(missing.contains("the column memory_mb is missing") && !missing.contains("x_speicher"), "{missing}");
}

/// Columns of 8, 6, 6, 15, 7, 6, 6 and 12 cells (the last `9.13M (0.3×)`) are 66, with two between them 80, and with two behind the last 82.
#[test]
fn break_evens_give_way_before_a_fleet_is_broken_over_lines() {
    let row = "Office,30000000,120,1024,m7g.large,scheduled,Mon-Fri 03:00-04:00";
    let case =
        Case::new(format!("name,requests_per_month,duration_ms,memory_mb,instance_type,scaling,schedule\n{row}\n"));
    case.compare(&[]).ends(0).shows(&["0–2 × m7g.large  EC2", "Flips at, in requests a month: "]);
}

#[test]
fn what_was_typed_is_echoed_to_be_recognized() {
    let case = Case::new(TWO);
    let word = format!("--fail-if=start{}end", "x".repeat(5000));
    let run = case.compare(&[&word]).ends(2).silent().says(&["--fail-if startxxx", "xxx…xxx", "xxend: at character 1"]);
    assert!(run.err.len() < 800, "{}", run.err.len());
}

#[test]
fn options_that_would_change_nothing_are_wrong_usage() {
    let case = Case::new(TWO);
    for args in [&["--detail"][..], &["--detail", "--format", "json"], &["--detail", "--export", "x.json"]] {
        case.compare(args).ends(2).silent().says(&["--detail is for CSV: add --format csv or --export FILE.csv"]);
    }
    // With blocks of CSV and with everything kept; neither a range nor a portfolio, which takes none, can use a draw.
    for args in [
        &["--samples", "500", "--format", "csv", "--export", "x.csv"][..],
        &["--seed", "2", "--export", "x.json"],
        &["--seed", "2", "--portfolio"],
    ] {
        let words =
            "--samples and --seed are for ranges of what a month costs, such as 8M..20M requests, and s.csv has none";
        case.compare(args).ends(2).silent().says(&[words]);
    }
    case.run(&["report", "s.csv", "-o", "x.html", "--samples", "500"]).ends(2).silent().says(&["s.csv has none"]);
    let steps = "--steps counts the values of a range";
    case.run(&["sweep", "s.csv", "--vary", "arch=all", "--steps", "4"]).ends(2).silent().says(&[steps]);
    case.run(&["sweep", "s.csv", "--vary", "memory_mb=256,512", "--steps", "4"]).ends(2).silent().says(&[steps]);
    // What is wrong with the values comes first: with it mended they may be a range.
    for (values, help) in [
        ("memory_mb=128-3008", "write 128..3008 for a range"),
        ("memory_mb=128:3008", "write 128..3008 for a range"),
        ("memory_mb=1GB,2GB", "write 1024, which is 1 GB in MB"),
        ("requests_per_month=5m", "write 5M for millions"),
        ("memori_mb=128,256", "there is no column \"memori_mb\" to vary"),
    ] {
        let run = case.run(&["sweep", "s.csv", "--vary", values, "--steps", "4"]).silent().says(&[help]);
        assert!(!run.err.contains("--steps"), "{}", run.err);
    }
    assert_eq!(case.files(), ["s.csv"]);
    case.run(&["sweep", "s.csv", "--vary", "memory_mb=256..512", "--steps", "2"]).ends(0);
    for args in [&["--format", "csv"][..], &["--format", "json"], &["--optimize", "arch"]] {
        let draw = ["--samples", "500", "--seed", "2", "--set", "duration_ms=100..200"];
        case.compare(&[args, &draw].concat()).ends(0);
    }
}

#[test]
fn inputs_of_break_evens_are_told_in_help_and_nothing_far_is_suggested() {
    let case = Case::new(TWO);
    let run = case.run(&["breakeven", "--help"]).ends(0);
    let help = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("The two options to compare: lambda and ec2"), "{help}");
    let (_, others) = help.split_once("a numeric column other than ").unwrap();
    let (others, _) = others.split_once(" [default: requests]").unwrap();
    for name in others.split(", ") {
        let run = case.run(&["breakeven", "s.csv", "--of", name]).ends(2).silent();
        let run = run.says(&["this column is no input that is turned; it can be asked of requests, "]);
        assert!(!run.err.contains("did you mean"), "{}", run.err);
    }
    for (name, hint) in [
        ("cost", "it can be asked of requests, "),
        ("mem", "did you mean memory?"),
        ("duratoin", "did you mean duration?"),
    ] {
        case.run(&["breakeven", "s.csv", "--of", name]).ends(2).says(&["there is no such input", hint]);
    }
}

#[test]
fn explain_of_an_unknown_name_is_wrong_usage_and_shows_nothing() {
    let case = Case::new(TWO);
    let run = case.compare(&["--explain", "Report", "--export", "x.json"]).ends(2);
    let run = run.says(&["\"Report\"", "did you mean \"Reports\"?"]);
    assert_eq!(case.files(), ["s.csv"]);
    run.silent();
}

#[test]
fn wrong_usage_is_told_apart() {
    let case = Case::new(TWO);
    for args in [
        &["compare"][..],
        &["compere", "s.csv"],
        &["compare", "s.csv", "--formt", "csv"],
        &["compare", "s.csv", "--format", "xml"],
        &["compare", "s.csv", "--jobs", "0"],
        &["compare", "s.csv", "--launch-lead-min", "61"],
        &["compare", "s.csv", "--export", "out.docx"],
        &["compare", "s.csv", "--export", "out"],
        &["compare", "s.csv", "t.csv"],
        &[],
    ] {
        let run = case.run(args).ends(2).silent();
        assert!(!run.err.is_empty());
        assert_eq!(case.files(), ["s.csv"], "{args:?}");
    }
    case.compare(&["--sort", "price_book"]).ends(2).silent().says(&["--sort price_book: it is the same for every"]);
    let part = "--region all: \"all\" is no region of price book 2026";
    case.compare(&["--region", "all"]).ends(3).silent().says(&[part, "costcalc sweep SCENARIO --region all"]);
}
