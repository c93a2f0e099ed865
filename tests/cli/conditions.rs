//! Order, the top of a list, conditions.

use super::*;

const FOUR: &str = "name,requests_per_month,duration_ms,memory_mb\n\
                    b,5M,120,1024\nd,5k,120,1024\na,500M,120,1024\nc,50k,120,1024\n";

#[test]
fn sort_orders_by_a_field() {
    let case = Case::new(FOUR);
    let names = |sort: &str| case.compare(&["--format", "csv", "--sort", sort]).ends(0).column("name").concat();
    assert_eq!(case.compare(&["--format", "csv"]).ends(0).column("name").concat(), "bdac");
    assert_eq!(names("name"), "abcd");
    assert_eq!(names("name:desc"), "dcba");
    assert_eq!(names("requests_per_month"), "abcd");
    assert_eq!(names("requests_per_month:asc"), "dcba");
    assert_eq!(names("lambda_usd:desc"), "abcd");
    case.compare(&["--sort", "saving"]).ends(2).silent().says(&["--sort", "did you mean saving_usd?"]);
    case.compare(&["--fail-if", "saving > 1"]).ends(2).silent().says(&["did you mean saving_usd?"]);
    case.compare(&["--quiet"]).ends(2).silent().says(&["tip: '> /dev/null' hides what is shown"]);
    case.run(&["chart", "breakeven", "s.csv"]).ends(2).silent().says(&["'--terminal' draws here", "'--all DIR'"]);
    // The escape is shown once, not escaped itself.
    case.compare(&["--explain", "a\u{1b}[31m"]).ends(2).silent().says(&["no workload \"a\\u{1b}[31m\""]);
    case.run(&["columns", "\u{1b}x"]).ends(2).silent().says(&["no column \"\\u{1b}x\""]);
    case.compare(&["--sort", "saving_us"]).ends(2).silent().says(&["--sort", "did you mean saving_usd?"]);
}

#[test]
fn equal_keys_keep_the_order_of_the_file() {
    let run = Case::new(FOUR).compare(&["--format", "csv", "--sort", "region"]).ends(0);
    assert_eq!(run.column("name").concat(), "bdac");
}

#[test]
fn top_shows_the_largest_savings_and_totals_count_all() {
    let case = Case::new(FOUR);
    let top = case.compare(&["--format", "csv", "--top", "1"]).ends(0);
    let all = case.compare(&["--format", "csv", "--sort", "saving_usd"]).ends(0);
    assert_eq!(top.column("name"), all.column("name")[..1]);
    let json = case.compare(&["--format", "json", "--top", "1"]).ends(0).json();
    assert_eq!(json["workloads"].as_array().unwrap().len(), 1);
    assert_eq!(json["totals"]["workloads"], 4);
    assert_eq!(json["totals"], case.compare(&["--format", "json"]).json()["totals"]);
    case.compare(&["--top", "1"]).ends(0).shows(&["3 more workloads are not shown"]);
    case.compare(&["--top", "0"]).ends(2).silent().says(&["--top"]);
    case.compare(&["--top", "9", "--format", "csv"]).ends(0);
    case.compare(&["--top", "x"]).ends(2).silent();
}

#[test]
fn a_condition_that_holds_ends_with_five_after_the_whole_output() {
    let case = Case::new(FOUR);
    for format in ["table", "csv", "json", "markdown"] {
        let expected = case.compare(&["--format", format]).ends(0).out;
        let gate = |condition: &str| case.compare(&["--format", format, "--fail-if", condition]);
        // 60M GB-s at 0.0000166667 USD and 500M requests at 0.20 a million are 1,000.002 and 100 USD.
        let expected_text = "--fail-if lambda_usd > 1000: holds for a (lambda_usd $1,100.00)\n";
        let run = gate("lambda_usd > 1000").ends(5).says(&[expected_text]);
        assert_eq!(run.out, expected, "{format}");
        assert_eq!(gate("lambda_usd > 1M").ends(0).out, expected, "{format}");
        gate("total.workloads == 4").ends(5).says(&["the totals"]);
        gate("total.lambda_usd < 0").ends(0);
        // With 11.00002, 0.1100002 and 0.01100002 USD of b, c and d these are 1,111.12304022.
        gate("total.lambda_usd > 1k").ends(5).says(&["holds for the totals (total.lambda_usd $1,111.12)\n"]);
        gate("cheaper == 'lambda' and not (name == 'a' or name == 'b')").ends(5).says(&["d, c"]);
        let two = case.compare(&["--format", format, "--fail-if", "name == 'a'", "--fail-if", "name == 'b'"]);
        two.ends(5).says(&["holds for a", "holds for b"]);
    }
}

/// 1,000,000 ms are more than the 900,000 that Lambda allows.
const ONE_SIDED: &str = "name,requests_per_month,duration_ms,memory_mb\nLong,1000,1000000,1024\nShort,1M,100,512\n";

#[test]
fn a_condition_on_what_is_not_possible_does_not_pass() {
    let case = Case::new(ONE_SIDED);
    for format in ["table", "csv", "json", "markdown"] {
        let gate = |condition: &str| case.compare(&["--format", format, "--fail-if", condition]);
        for (condition, field) in [
            ("lambda_usd > 1M", "lambda_usd"),
            ("not lambda_usd < 1M", "lambda_usd"),
            ("saving_usd > 1M", "saving_usd"),
            ("saving_pct > 100", "saving_pct"),
        ] {
            let run = gate(condition).ends(5);
            let says = format!(
                "--fail-if {condition}: cannot be judged for Long: {field} has no value where Lambda is not possible\n  \
                 = help: lambda_possible and ({condition}) leaves such workloads out\n"
            );
            assert_eq!(run.err, says, "{format}");
            // The advice is taken.
            gate(&format!("lambda_possible and ({condition})")).ends(0);
        }
        for condition in ["total.lambda_usd > 1M", "total.saving_usd > 1M"] {
            gate(condition).ends(5).says(&["cannot be judged: total.", "total.cheapest_usd counts"]);
        }
        gate("total.cheapest_usd > 1M").ends(0);
        gate("not lambda_possible or lambda_usd > 5").ends(5).says(&["holds for Long"]);
        gate("lambda_possible == false or lambda_usd > 1M").ends(5).says(&["holds for Long"]);
        gate("cheaper == \"ec2\"").ends(5).says(&["holds for Long"]);
        gate("name == 'Short' and lambda_usd > 1M").ends(0);
        gate("ec2_usd > 1M").ends(0);
        // There is no break-even to tell.
        gate("breakeven_ratio < 0").ends(0);
    }
}

#[test]
fn months_say_which_side_is_possible_in_none_of_them_and_which_in_some() {
    let told = |rows: &str, args: &[&str]| {
        let run = Case::new(rows).compare(args).ends(0);
        run.out.split_whitespace().collect::<Vec<&str>>().join(" ")
    };
    let text = told(ONE_SIDED, &["--months", "3"]);
    assert!(
        text.contains("the verdict stays for 3 months; over 3 months Lambda is not possible, EC2 costs $"),
        "{text}"
    );
    // An m5.large has 2 vCPU, a request takes 100 ms x 1,024 / 1,769 of one: 34.55 a second, 90.8M a month. 10M x 1.6^5 = 104.9M
    // of month 6 are more, the 65.5M of month 5 less.
    let columns = "growth_pct_per_month,instance_type,instance_count";
    let text = told(
        &format!("name,requests_per_month,duration_ms,memory_mb,{columns}\nG,10M,100,1024,60,m5.large,1\n"),
        &["--months", "12"],
    );
    assert!(
        text.contains(", only Lambda is possible from month 6 on (105M requests); over 12 months Lambda costs $"),
        "{text}"
    );
    assert!(text.contains(", EC2 is not possible in every month."), "{text}");
}

#[test]
fn a_condition_with_or_is_advised_to_guard_what_is_open_alone() {
    let case = Case::new(ONE_SIDED);
    let gate = |condition: &str| case.compare(&["--fail-if", condition]);
    for (condition, advice) in [
        ("lambda_usd > 1M or ec2_usd > 1M", "(lambda_possible and lambda_usd > 1M) or ec2_usd > 1M"),
        (
            "ec2_usd > 1M or not (saving_pct < 1k or lambda_usd < 1M)  or region == 'eu-west-1'",
            "ec2_usd > 1M or (lambda_possible and not (saving_pct < 1k or lambda_usd < 1M)) or region == 'eu-west-1'",
        ),
    ] {
        gate(condition).ends(5).says(&[&format!("  = help: {advice} judges such workloads by the rest\n")]);
        gate(advice).ends(0);
    }
    let all = "lambda_usd > 1M or saving_pct > 100";
    gate(all).ends(5).says(&[&format!("  = help: lambda_possible and ({all}) leaves such workloads out\n")]);
    // The rest judges: an instance costs more than a dollar.
    gate("(lambda_possible and lambda_usd > 1M) or ec2_usd > 1")
        .ends(5)
        .says(&["holds for Long (ec2_usd $", "), Short (lambda_usd $"]);
}

#[test]
fn totals_with_a_workload_that_is_possible_nowhere_are_not_judged() {
    // Lambda ends at 900,000 ms; a t3.nano has 512 MB where a request holds 1,024.
    let case = Case::new(
        "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,instance_type\n\
         Long,1000,1000000,1024,1024,t3.nano\nShort,1M,100,512,,\n",
    );
    let gate = |condition: &str| case.compare(&["--fail-if", condition]);
    for field in ["cheapest_usd", "lambda_usd", "ec2_usd", "saving_usd"] {
        let says = format!("cannot be judged: total.{field} has no value, as some workloads are possible on no side");
        gate(&format!("total.{field} > 100k"))
            .ends(5)
            .says(&[&says, "= help: not lambda_possible and not ec2_possible"]);
    }
    // The advice is taken.
    let run = gate("not lambda_possible and not ec2_possible").ends(5).says(&["holds for Long"]);
    let finding = run.out.split_whitespace().collect::<Vec<&str>>().join(" ");
    assert!(finding.contains("neither is possible for 1. Without that one, each on its better side: $"), "{finding}");
    gate("total.workloads > 2").ends(0);
}

#[test]
fn ranges_that_leave_inputs_out_are_not_judged() {
    // Of 850,000 to 1,100,000 ms Lambda serves those up to 900,000: a fifth.
    let case = Case::new(format!("{HEADING}Long,1000,850000..1100000,1024\nShort,1M,100..200,512\n"));
    let gate = |condition: &str| case.compare(&["--fail-if", condition]);
    for field in ["lambda_p5_usd", "lambda_p95_usd", "lambda_regret_usd", "median_saving_usd"] {
        let says = format!("cannot be judged for Long: {field} leaves out inputs at which Lambda is not possible");
        gate(&format!("{field} > 1M")).ends(5).says(&[&says, "= help: lambda_wins_pct and ec2_wins_pct count all"]);
    }
    for field in ["ec2_p95_usd", "ec2_regret_usd"] {
        gate(&format!("{field} > 1M")).ends(0);
    }
    gate("ec2_wins_pct > 79 and ec2_wins_pct < 81 and name == 'Long'").ends(5).says(&["holds for Long"]);
}

#[test]
fn fields_of_the_totals_are_listed_wherever_conditions_are_explained() {
    let case = Case::new(TWO);
    let run = case.compare(&["--fail-if", "total > 400"]).ends(2).silent();
    let (_, fields) = run.err.split_once("The fields of the totals are ").unwrap();
    let help = case.run(&["compare", "--help"]).ends(0).out.split_whitespace().collect::<Vec<_>>().join(" ");
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for field in fields.trim().split(", ") {
        assert!(help.contains(field) && readme.contains(&format!("`{field}`")), "{field}");
        case.compare(&["--fail-if", &format!("{field} < 0")]).ends(0);
    }
}

#[test]
fn a_free_tier_of_each_workload_is_told_as_one_of_each() {
    // 1M requests of 100 ms at 512 MB use 50,000 GB-s: each is within the 1,000,000 requests and 400,000 GB-s of an account;
    // all three together have 2M requests above it, at $0.20 a million.
    let rows: String = ["a", "b", "c"].map(|name| format!("{name},1M,100,512\n")).concat();
    let case = Case::new(format!("{HEADING}{rows}"));
    let told = "The free tier was taken off each workload, as if each were alone in an account of its own; an account has it \
                once, and --portfolio counts it once.";
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for format in ["table", "markdown"] {
        let shown = |more: &[&str]| {
            let args: Vec<&str> = ["--format", format].iter().chain(more).copied().collect();
            words(&case.compare(&args).ends(0).out).replace('\\', "")
        };
        assert!(shown(&["--free-tier"]).contains(told), "{format}");
        assert!(shown(&["--free-tier"]).contains("taken off each workload."), "{format}");
        for more in [&["--free-tier", "--portfolio"][..], &[]] {
            assert!(!shown(more).contains("off each workload"), "{format} {more:?}");
        }
    }
    let json = |more: &[&str]| {
        let args: Vec<&str> = ["--format", "json"].iter().chain(more).copied().collect();
        let document = case.compare(&args).ends(0).json();
        (document["settings"]["free_tier"]["of"].clone(), document["totals"]["lambda_usd"].clone())
    };
    assert_eq!(json(&["--free-tier"]), ("each_workload".into(), "0".into()));
    // Parts of an account are rounded.
    let (of, total) = json(&["--free-tier", "--portfolio"]);
    let total: f64 = total.as_str().unwrap().parse().unwrap();
    assert!(of == "account" && (total - 0.4).abs() < 1e-12, "{of} {total}");
    case.run(&["report", "s.csv", "--free-tier", "-o", "r.html"]).ends(0);
    assert!(words(&fs::read_to_string(case.path().join("r.html")).unwrap()).contains(told));
    let one = Case::new(format!("{HEADING}a,1M,100,512\n"));
    assert!(!words(&one.compare(&["--free-tier"]).ends(0).out).contains(told));
}

#[test]
fn one_of_something_is_told_as_one() {
    let case = Case::new(TWO);
    case.compare(&["--top", "1"]).ends(0).shows(&["1 more workload is not shown"]);
    let rows: String = (0..21).map(|row| format!("{row},x{row},1,128\n")).collect();
    let run = Case::new(format!("{HEADING}{rows}")).compare(&[]).ends(3).silent();
    assert!(
        run.err
            .ends_with("21 problems in s.csv; 1 of them is not shown, in line 22. Nothing was computed or written.\n"),
        "{}",
        run.err
    );
}

#[test]
fn a_condition_on_a_workload_and_the_totals_means_the_same_in_every_format() {
    let case = Case::new(FOUR);
    for format in ["table", "json", "markdown", "csv"] {
        let condition = "total.workloads == 4 and name == 'c'";
        case.compare(&["--format", format, "--fail-if", condition]).ends(5).says(&["holds for c"]);
    }
}

#[test]
fn a_condition_on_what_is_not_computed_is_wrong_usage() {
    let case = Case::new(TWO);
    for (condition, option, value) in [
        ("breakeven_ratio < 1", "--portfolio", None),
        ("breakeven_ratio < 1", "--no-breakeven", None),
        ("lambda_usd > 0 or breakeven_requests_per_month > 5", "--optimize", Some("memory")),
        ("flip_month > 0", "--portfolio", None),
        ("ec2_payback_month > 0", "--optimize", Some("arch")),
    ] {
        let args: Vec<&str> = ["--fail-if", condition, option].into_iter().chain(value).collect();
        case.compare(&args).ends(2).silent().says(&["--fail-if asks for ", "which is not computed with", option]);
    }
    case.compare(&["--sort", "breakeven_ratio", "--no-breakeven"]).ends(2).silent().says(&["--sort asks for"]);
    case.compare(&["--fail-if", "flip_month > 99", "--no-breakeven", "--months", "2"]).ends(0);
    case.compare(&["--fail-if", "optimized != 'x'"]).ends(2).silent().says(&["not computed without --optimize"]);
    for args in [
        ["--breakeven", "--portfolio", ""],
        ["--breakeven", "--optimize", "memory"],
        ["--months=3", "--optimize", "memory"],
    ] {
        let args: Vec<&str> = args.into_iter().filter(|arg| !arg.is_empty()).collect();
        case.compare(&args).ends(2).silent().says(&["cannot be used with"]);
    }
}

#[test]
fn a_condition_that_cannot_be_read_is_wrong_usage() {
    let case = Case::new(TWO);
    for (bad, part) in [
        ("lambda_us > 5", "lambda_usd"),
        ("lambda_usd >", "at character"),
        ("lambda_usd", "at character"),
        ("", "--fail-if"),
        ("lambda_usd > 'x'", "cannot be compared"),
        ("lambda_usd > 5 extra", "at character 16"),
        ("(lambda_usd > 5", "expected )"),
        ("name == 'x", "never closed"),
        ("total.lambda_us > 5", "total.lambda_usd"),
        ("cheaper == 'EC2'", "cheaper is never 'EC2'; did you mean 'ec2'? It is one of lambda, ec2, tie, none"),
        ("purchase == 'spt'", "purchase is never 'spt'; did you mean 'spot'?"),
        ("'per_run' != scaling", "scaling is never 'per_run'; did you mean 'per-run'? It is one of auto, fixed"),
        ("bound == 'cpu'", "bound is never 'cpu'; did you mean 'CPU'? It is one of CPU, memory"),
        ("region == 'us-est-1'", "region is never 'us-est-1'; did you mean 'us-east-1'?"),
        ("instance_type == 'm5.larg'", "instance_type is never 'm5.larg'; did you mean 'm5.large'?"),
        ("instance_type == 'm5'", "instance_type is never 'm5'; it is an instance type"),
        ("instances == 'x'", "a number cannot be compared with a text"),
        ("cheaper == ec2", "A text needs quotes, as in cheaper == 'ec2'"),
        ("lambda_usd > -1", "figures are compared with numbers from 0 on"),
        ("price_as_of == '2026-10-01'", "price_as_of is the same for every workload"),
        ("flips_at < 5", "did you mean breakeven_requests_per_month?"),
    ] {
        case.compare(&["--fail-if", bad, "--export", "out.csv"]).ends(2).silent().says(&["--fail-if", part]);
        assert_eq!(case.files(), ["s.csv"], "{bad}");
    }
    let deep = format!("{}lambda_usd > 5{}", "(".repeat(10_000), ")".repeat(10_000));
    case.compare(&["--fail-if", &deep]).ends(2).silent();
}

#[test]
fn bad_input_comes_before_a_condition() {
    Case::new(format!("{HEADING}A,x,1,128\n")).compare(&["--fail-if", "lambda_usd > 0"]).ends(3).silent();
}

/// Each of the names was looked for among all others and compared with every workload: minutes.
#[test]
fn thousands_of_names_and_rows_take_a_moment() {
    let mut text = HEADING.to_owned();
    (0..5_000).for_each(|row| text.push_str(&format!("Orders {row},1k,100,1024\n")));
    let case = Case::new(text);
    let parts: Vec<String> = (0..2_000).map(|row| format!("name == 'Orders {row}' and lambda_usd > 1M")).collect();
    let known = parts.join(" or ");
    assert_eq!(case.compare(&["--format", "csv", "--fail-if", &known]).ends(0).err, "");
    let mistyped = format!("{known} or name == 'Order 4999'");
    let told = "there is no workload \"Order 4999\"; did you mean \"Orders 4999\"?\n";
    case.compare(&["--top", "1", "--no-breakeven", "--fail-if", &mistyped]).ends(2).says(&[told]);
}

#[test]
fn of_many_names_without_a_workload_the_first_ones_are_told() {
    let case = Case::new(format!("{HEADING}Orders 1,5M,120,1024\n"));
    let names = |count: usize| (0..count).map(|at| format!("name == 'x{at}'")).collect::<Vec<_>>().join(" or ");
    let [all, more] = [20, 22].map(|count| {
        let run = case.compare(&["--fail-if", &names(count)]).ends(2);
        assert_eq!(run.err.matches("there is no workload").count(), 20, "{}", run.err);
        run.err
    });
    assert!(!all.contains("more"), "{all}");
    assert!(more.contains("and no workload of 2 more names that it asks for\n"), "{more}");
}

#[test]
fn a_condition_that_is_given_twice_is_told_once() {
    let case = Case::new(format!("{HEADING}A,5M,120,1024\n"));
    let twice = case.compare(&["--fail-if", "lambda_usd > 0", "--fail-if", "lambda_usd > 0"]).ends(5);
    let once = case.compare(&["--fail-if", "lambda_usd > 0"]).ends(5);
    assert_eq!(twice.err, once.err);
}
