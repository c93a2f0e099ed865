//! The other commands.

use super::*;

#[test]
fn init_writes_a_file_that_runs_and_never_replaces_one_unasked() {
    let case = Case::new("mine");
    case.run(&["init", "new.csv"]).ends(0).silent().says(&["new.csv"]);
    assert_eq!(case.files(), ["new.csv", "s.csv"]);
    // A dash is a standard stream, here as everywhere.
    assert_eq!(case.run(&["init", "-"]).ends(0).out, case.run(&["init"]).out);
    assert_eq!(case.files(), ["new.csv", "s.csv"]);
    case.run(&["compare", "new.csv"]).ends(0).shows(&["Checkout API"]);
    case.run(&["init", "s.csv"]).ends(2).silent().says(&["s.csv", "--force"]);
    assert_eq!(case.read("s.csv"), "mine");
    case.run(&["init", "s.csv", "--force"]).ends(0);
    assert_eq!(case.read("s.csv"), case.read("new.csv"));
    assert_eq!(case.run(&["init"]).ends(0).out, case.read("new.csv"));
    case.run(&["init", "no/such/new.csv"]).ends(1).silent();
    for (name, csv) in [("new.xlsx", "new.csv"), ("my plan.JSON", "'my plan.csv'"), ("a.b.tsv", "a.b.csv")] {
        let run = case.run(&["init", name]).ends(2).silent();
        run.says(&["a scenario is CSV", "says another format", &format!("costcalc init {csv}\n")]);
    }
    assert_eq!(case.files(), ["new.csv", "s.csv"]);
    for name in ["new.txt", "plain", "plan.v2"] {
        case.run(&["init", name]).ends(0);
    }
    for column in ["cpu_ms", "traffic", "purchase", "ops_usd_per_hour"] {
        assert!(case.read("new.csv").contains(&format!("# {column} ")), "{column}");
    }
}

#[test]
fn init_replaces_by_force_what_is_a_scenario_alone() {
    let case = Case::new("");
    let weights: String = (0..24).map(|hour| format!("{hour},1\n")).collect();
    let discounts = "service,region,family,purchase,discount_pct,as_of,source\nec2,any,m7g,any,12,2026-11-01,ours\n";
    for (name, text, what) in
        [("day.csv", weights.as_str(), "a traffic profile"), ("own.csv", discounts, "a table of prices")]
    {
        case.write(name, text);
        let told = format!("{name}: this is {what}, which would be lost");
        case.run(&["init", name, "--force"]).ends(2).silent().says(&[&told]);
        assert_eq!(case.read(name), text);
    }
}

#[test]
fn columns_are_listed_and_explained() {
    let case = Case::new("");
    case.run(&["columns"]).ends(0).shows(&["memory_mb", "cpu_ms", "ops_usd_per_hour"]);
    case.run(&["columns", "memory_mb"]).ends(0).shows(&["memory_mb", "MB", "1024"]);
    case.run(&["columns", "memry_mb"]).ends(2).silent().says(&["did you mean memory_mb?"]);
}

#[test]
fn prices_are_shown_with_date_and_source() {
    let case = Case::new("");
    let shown = case.run(&["prices", "show", "us-east-1"]).ends(0);
    shown.shows(&["lambda duration", "0.0000166667", "2026-09-19", "AWS price list AWSLambda"]);
    case.run(&["prices", "show", "m7g.large"]).ends(0).shows(&["us-east-1", "eu-west-1", "arm64", "2 vCPU"]);
    let one = case.run(&["prices", "show", "m7g.large", "--region", "us-east-1"]).ends(0).shows(&[
        "on-demand",
        "spot",
        "ri-1y",
    ]);
    assert!(!one.out.contains("eu-west-1"));
    case.run(&["prices", "list", "regions"]).ends(0).shows(&["us-east-1\n", "ap-northeast-2\n"]);
    case.run(&["prices", "list", "types"]).ends(0).shows(&["m7g.large", "t4g.micro"]);
    case.run(&["prices", "list", "types", "--region", "ap-northeast-2"]).ends(0).shows(&["m7g.large"]);
    case.run(&["prices", "columns"]).ends(0).shows(&["usd_per_hour", "tier_from"]);
}

#[test]
fn prices_look_up_what_is_meant_or_say_what_is_contradicted() {
    let case = Case::new("");
    // Types and families may stand in capitals, as in a scenario.
    let capitals = case.run(&["prices", "show", "M7G.LARGE", "--region", "us-east-1"]).ends(0);
    assert_eq!(capitals.out, case.run(&["prices", "show", "m7g.large", "--region", "us-east-1"]).ends(0).out);
    let capitals = case.run(&["prices", "find", "--family", "M7G", "--region", "us-east-1"]).ends(0);
    assert_eq!(capitals.out, case.run(&["prices", "find", "--family", "m7g", "--region", "us-east-1"]).ends(0).out);
    // Frankfurt is eu-central-1.
    case.run(&["prices", "show", "Frankfurt"]).ends(3).silent().says(&["did you mean eu-central-1?"]);
    for (args, told) in [
        (&["find", "--family", "m7g.large"][..], "--family m7g.large: this is an instance type, of the family m7g"),
        (&["list", "regions", "--region", "eu-west-1"], "the list of regions is of no region"),
        (&["show", "alb", "--arch", "arm64"], "--arch arm64: no price of alb depends on the architecture"),
        (&["show", "m7g", "--arch", "x86_64"], "--arch x86_64: m7g is arm64"),
        (&["show", "m7g.large", "--arch", "x86_64"], "--arch x86_64: m7g.large is arm64"),
    ] {
        let args: Vec<&str> = ["prices"].into_iter().chain(args.iter().copied()).collect();
        case.run(&args).ends(2).silent().says(&[told]);
    }
    // Lambda's time has a price for each architecture.
    case.run(&["prices", "show", "lambda", "--arch", "arm64", "--region", "eu-west-1"]).ends(0);
    // What is to be changed was given.
    let none =
        case.run(&["prices", "find", "--vcpu", "5"]).ends(4).says(&["under on-demand: change or leave out --vcpu\n"]);
    assert!(!none.err.contains("--memory"), "{}", none.err);
}

#[test]
fn one_workload_is_told_of_its_own_ranges_and_of_a_flip_beside_it() {
    let heading = "name,requests_per_month,duration_ms,memory_mb,memory_used_mb\n";
    let ranges = Case::new(format!("{heading}A,5M..12M,80..200,1024,300\nB,20M..40M,40,512,200\n"));
    for command in ["breakeven", "sensitivity"] {
        let run = ranges.run(&[command, "s.csv", "--workload", "B"]).ends(0).says(&["s.csv:3: requests_per_month"]);
        assert!(!run.err.contains("s.csv:2"), "{command}: {}", run.err);
    }
    // Where the flip is one request away, nobody is told that it is at 1 times the demand.
    let asked = |requests: &str| {
        let case = Case::new(format!("{heading}A,{requests},140,1024,300\n"));
        case.run(&["breakeven", "s.csv"]).ends(0).out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let far = asked("12M");
    let last = far.split_once("cheaper up to ").unwrap().1.split(' ').next().unwrap().replace(',', "");
    let near = asked(&last);
    assert!(near.contains(", next to that.") && !near.contains(" 1 times"), "{near}");
}

#[test]
fn unknown_prices_name_the_nearest() {
    let case = Case::new("");
    for (args, near) in [
        (&["show", "us-est-1"][..], "us-east-1"),
        (&["show", "m7g.lrage"], "m7g.large"),
        (&["show", "m7g.large", "--region", "us-est-1"], "us-east-1"),
        (&["list", "types", "--region", "us-est-1"], "us-east-1"),
        (&["find", "--region", "us-est-1"], "us-east-1"),
        (&["find", "--family", "m7x"], "m7g"),
    ] {
        let args: Vec<&str> = ["prices"].into_iter().chain(args.iter().copied()).collect();
        case.run(&args).ends(3).silent().says(&[near]);
    }
    // Names that are there, and nothing under them: no price.
    let none = ["prices", "find", "--region", "us-east-1", "--vcpu", "5"];
    case.run(&none)
        .ends(4)
        .silent()
        .says(&["no price of such a type in us-east-1 under on-demand: change or leave out --vcpu or --region"]);
    case.run(&["prices", "show", "c4.2xlarge", "--region", "ap-east-2"])
        .ends(4)
        .silent()
        .says(&["no price of c4.2xlarge"]);
    case.write("off.csv", "service,region,family,discount_pct,as_of,source\nec2,any,m7h,5,2026-11-01,x\n");
    let diff = case.run(&["prices", "diff", "2026", "off.csv"]).ends(3).silent();
    diff.says(&["off.csv:2:9: family: a discount for family \"m7h\"", "m7g"]);
    case.run(&["prices", "list", "tipes"]).ends(2).silent().says(&["types"]);
}

/// 5M requests, of which 2M are free instead of 1M: 3M × $0.20 / 1M.
#[test]
fn an_allowance_of_ones_own_makes_a_figure_of_ones_own() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb\nA,5M,120,1024\n");
    case.write(
        "own.csv",
        format!("{RATES_HEADING}global,lambda,free_requests,any,on-demand,0,2000000,request,0,2026-11-01,x\n"),
    );
    let lines = |args: &[&str]| -> Vec<(String, String, String)> {
        let run = case.compare(&[&["--format", "csv", "--detail", "--pricing", "own.csv"], args].concat()).ends(0);
        let [keys, amounts, own] = ["item", "amount_usd", "own_price"].map(|column| run.column(column));
        let all = keys.into_iter().zip(amounts).zip(own).map(|((key, amount), own)| (key, amount, own));
        all.filter(|(key, ..)| key == "requests" || key == "duration").collect()
    };
    let line = |key: &str, amount: &str, own: &str| (key.to_owned(), amount.to_owned(), own.to_owned());
    // 600,000 GB-s, 400,000 of them free.
    let duration = line("duration", "3.33334", "false");
    assert_eq!(lines(&["--free-tier"]), [line("requests", "0.6", "true"), duration]);
    assert!(lines(&[]).iter().all(|(.., own)| own == "false"));
    let marked = case.compare(&["--format", "csv", "--pricing", "own.csv", "--free-tier"]).ends(0);
    assert_eq!(marked.column("lambda_own_price"), ["true"]);
}

#[test]
fn own_prices_win_and_the_output_says_so() {
    let case =
        Case::new("name,requests_per_month,duration_ms,memory_mb,instance_type,arch\nA,5M,120,1024,m7g.large,arm64\n");
    case.write("own.csv", format!("{EC2_HEADING}us-east-1,m7g.large,on-demand,0.05,,2026-11-01,our deal\n"));
    let item = |run: &Run, option: usize, key: &str| {
        let json = run.json();
        let items = json["workloads"][0]["options"][option]["line_items"].as_array().unwrap().clone();
        items.into_iter().find(|item| item["key"] == key).unwrap()
    };
    let book = case.compare(&["--format", "json"]).ends(0);
    assert_eq!(item(&book, 1, "instances")["own_price"], false);
    let own = case.compare(&["--format", "json", "--pricing", "own.csv"]).ends(0);
    let instances = item(&own, 1, "instances");
    assert_eq!((&instances["unit_price_usd"], &instances["own_price"]), (&"0.05".into(), &true.into()));
    assert!(instances["source"].as_str().unwrap().contains("our deal"));
    assert_eq!(own.json()["price_book"]["own_files"], serde_json::json!(["own.csv"]));
    assert_ne!(own.json()["price_book"]["sha256"], book.json()["price_book"]["sha256"]);
    assert_eq!(item(&own, 0, "duration"), item(&book, 0, "duration"));
    let table = case.compare(&["--pricing", "own.csv"]).ends(0).out.replace('\n', " ");
    assert!(table.contains("your own prices") && table.contains("own.csv"), "{table}");
    let csv = case.compare(&["--format", "csv", "--pricing", "own.csv"]).ends(0);
    assert_eq!(csv.column("price_book"), ["2026+own"]);
    case.run(&["prices", "show", "m7g.large", "--region", "us-east-1", "--pricing", "own.csv"])
        .ends(0)
        .shows(&["0.05", "[1] own"]);

    // A later file wins; a folder is read whole; a rate for Lambda works as well.
    fs::create_dir(case.path().join("mine")).unwrap();
    case.write("mine/a.csv", format!("{EC2_HEADING}us-east-1,m7g.large,on-demand,0.04,,2026-11-01,later\n"));
    case.write(
        "mine/b.csv",
        format!("{RATES_HEADING}us-east-1,lambda,duration,arm64,on-demand,0,Inf,GB-s,0.00001,2026-11-01,ours\n"),
    );
    let both = case.compare(&["--format", "json", "--pricing", "own.csv", "--pricing", "mine"]).ends(0);
    assert_eq!(item(&both, 1, "instances")["unit_price_usd"], "0.04");
    assert_eq!(item(&both, 0, "duration")["unit_price_usd"], "0.00001");
}

#[test]
fn bad_own_prices_are_bad_input_with_their_line() {
    let case = Case::new(TWO);
    let row = "us-east-1,m7g.large,on-demand,0.05,,2026-11-01,x\n";
    for (text, part) in [
        (
            format!("{EC2_HEADING}{row}us-east-1,m7g.large,spot,cheap,,2026-11-01,x\n"),
            "own.csv:3:26: usd_per_hour: \"cheap\"",
        ),
        (
            format!("{EC2_HEADING}{row}us-east-1,m7g.large,spot,-0.01,,2026-11-01,x\n"),
            "own.csv:3:26: usd_per_hour: \"-0.01\"",
        ),
        (
            format!("{EC2_HEADING}{row}us-east-1,m7g.large,spot,NaN,,2026-11-01,x\n"),
            "own.csv:3:26: usd_per_hour: \"NaN\"",
        ),
        (format!("{EC2_HEADING}us-east-1,m7g.large,weekly,0.05,,2026-11-01,x\n"), "own.csv:2:21: purchase: \"weekly\""),
        (format!("{EC2_HEADING}us-east-1,m7g.large,spot,0.05,,yesterday,x\n"), "own.csv:2:32: as_of: \"yesterday\""),
        (format!("{EC2_HEADING}us-east-1,m7g.large,spot,0.05\n"), "own.csv:2: 4 cells where the heading has 7"),
        ("name,price\nA,5\n".to_owned(), "own.csv:1: the heading is none of the price book's"),
        (String::new(), "own.csv: there is no heading"),
        (EC2_HEADING.replace("usd_per_hour", "usd_per_huor"), "own.csv:1:31: usd_per_huor: unknown column"),
        (
            format!("{RATES_HEADING}us-east-1,lambda,duraton,arm64,on-demand,0,Inf,GB-s,0.00001,2026-11-01,x\n"),
            "own.csv:2:",
        ),
        (
            format!("{RATES_HEADING}us-east-1,lambda,duration,arm64,on-demand,0,Inf,GB-hours,0.00001,2026-11-01,x\n"),
            "own.csv:2:",
        ),
    ] {
        case.write("own.csv", &text);
        let run = case.compare(&["--pricing", "own.csv", "--export", "out.json"]);
        assert_eq!(run.code, 3, "{text}{}", run.err);
        run.silent().says(&[part]);
        assert_eq!(case.files(), ["own.csv", "s.csv"], "{text}");
    }
    case.write("own.csv", b"\xff\xfer\0e\0");
    case.compare(&["--pricing", "own.csv"]).ends(3).silent().says(&["own.csv"]);
}

#[test]
fn lines_of_own_prices_count_comments_and_blank_lines() {
    let case = Case::new(TWO);
    let row = "us-east-1,m7g.large,on-demand,0.05,,2026-11-01,x\n";
    let bad = "us-east-1,m7g.large,spot,cheap,,2026-11-01,x\n";
    case.write("own.csv", format!("# note\n\n{EC2_HEADING}{row}\n# note\n{bad}"));
    case.compare(&["--pricing", "own.csv"]).ends(3).silent().says(&["own.csv:7:"]);
}

#[test]
fn all_faults_of_own_prices_are_told_in_one_run() {
    let case = Case::new(TWO);
    // A comment and a blank line above the heading, two faults in a row, one of its width, one found by all rows together.
    case.write(
        "own.csv",
        format!(
            "# agreement\n\n{RATES_HEADING}\
             us-east-1,lambda,duraton,arm65,on-demand,0,Inf,GB-s,0.00001,2026-11-01,x\n\
             us-east-1,lambda,duration\n\
             us-east-1,lambda,duration,arm64,weekly,0,Inf,GB-s,free,2026-11-01,x\n"
        ),
    );
    case.write("second.csv", format!("{EC2_HEADING}us-east-1,m7g.large,spot,cheap,,2026-11-01,x\n"));
    let both = ["--pricing", "own.csv", "--pricing", "second.csv"];
    let run = case.compare(&both).ends(3).silent();
    run.says(&[
        "own.csv:4:18: dimension: \"duraton\" is no price that lambda has",
        "the nearest known: lambda/duration",
        "own.csv:4:26: arch: \"arm65\" is no architecture",
        "own.csv:5: 3 cells where the heading has 11",
        "own.csv:6:33: purchase: \"weekly\" is no purchase option",
        "use on-demand, spot, or",
        "own.csv:6:51: usd: \"free\" is not a decimal number",
        "write it plainly, as 0.0000166667",
        "5 problems in own.csv.",
        "second.csv:2:26: usd_per_hour: \"cheap\"",
        "1 problem in second.csv.",
    ]);
    case.write("own.csv", format!("# agreement\n\n{}", RATES_HEADING.replace("usd", "cost").replace("unit,", "")));
    case.compare(&["--pricing", "own.csv"]).ends(3).silent().says(&[
        "own.csv:3:58: cost: unknown column \"cost\"",
        "own.csv:3: the column unit is missing",
        "own.csv:3: the column usd is missing",
    ]);
    case.write("own.csv", "# agreement\n\nname,price\nA,5\n");
    case.compare(&["--pricing", "own.csv"])
        .ends(3)
        .silent()
        .says(&["own.csv:3: the heading is none of the price book's"]);
}

#[test]
fn what_only_all_rows_together_show_is_told_at_its_cell_for_each_region() {
    let case = Case::new(TWO);
    // Nobody asks for these regions: the tiers' faults are told all the same.
    let row = |region: &str, from: &str, to: &str| {
        format!("{region},lambda,duration,arm64,on-demand,{from},{to},GB-s,0.00001,2026-11-01,x\n")
    };
    let rows = row("eu-west-1", "5", "Inf") + &row("eu-west-2", "0", "9") + &row("eu-west-3", "0", "Inf");
    case.write("own.csv", format!("{RATES_HEADING}{rows}"));
    case.compare(&["--pricing", "own.csv"]).ends(3).silent().says(&[
        "own.csv:2:43: tier_from: the first tier of this price begins at 5, not at 0",
        "own.csv:3:45: tier_to: the last tier of this price ends at 9: what is above has no price",
        "2 problems in own.csv.",
    ]);
    case.write(
        "own.csv",
        "service,region,family,discount_pct,as_of,source\n\
         ec2,us-est-1,any,5,2026-11-01,x\n\
         ec2,any,m7h,5,2026-11-01,x\n",
    );
    case.compare(&["--pricing", "own.csv"]).ends(3).silent().says(&[
        "own.csv:2:5: region: a discount for region \"us-est-1\"",
        "the nearest known: us-east-1",
        "own.csv:3:9: family: a discount for family \"m7h\"",
    ]);
    case.write(
        "own.csv",
        "service,rule,value,unit,note,as_of,source\n\
         lambda,billing_incremint,1,ms,,2026,x\n\
         lambda,billing_increment,0,ms,,2026,x\n\
         lambda,memory_min,much,MB,,2026,x\n",
    );
    case.compare(&["--pricing", "own.csv"]).ends(3).silent().says(&[
        "own.csv:2:8: rule: price book 2026 has no rule lambda/billing_incremint",
        "the nearest known: lambda/billing_increment",
        "own.csv:3:26: value: rule lambda/billing_increment must be above 0",
        "write it like that of price book 2026, which is 1 ms",
        "own.csv:4:19: value: rule lambda/memory_min is \"much\": not a decimal number",
    ]);
}

#[test]
fn rules_that_make_too_many_memory_sizes_or_none_are_refused() {
    let case = Case::new(TWO);
    let rule = |rows: &str| case.write("own.csv", format!("service,rule,value,unit,note,as_of,source\n{rows}"));
    // (10,240 - 128) / 0.1 are 101,120; (1,600,128 - 128) / 16 are 100,000.
    rule("lambda,memory_step,0.1,MB,,2026,x\n");
    let message = "rule lambda/memory_step makes more than 100000 memory sizes, from 128 to 10240 MB one each 0.1 MB";
    case.compare(&["--pricing", "own.csv"]).ends(3).silent().says(&[message]);
    rule("lambda,memory_max,1600128,MB,,2026,x\nlambda,memory_step,16,MB,,2026,x\n");
    case.compare(&["--pricing", "own.csv"]).ends(0);
    rule("lambda,memory_min,20480,MB,,2026,x\n");
    case.compare(&["--pricing", "own.csv"])
        .ends(3)
        .silent()
        .says(&["rule lambda/memory_min is 20480 MB, above memory_max, 10240 MB"]);
}

#[test]
fn of_very_many_faults_in_own_prices_the_first_are_told() {
    let case = Case::new(TWO);
    let bad = |at: u32| format!("us-east-1,m7g.{at:05},spot,cheap,,2026-11-01,x\n");
    let bad: String = (0..50_000).map(bad).collect();
    case.write("own.csv", format!("{EC2_HEADING}{bad}"));
    let run = case.compare(&["--pricing", "own.csv"]).ends(3).silent();
    let count = "50000 problems in own.csv; 49995 of them are not shown, in lines 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 and 49985 in further lines.";
    let run = run.says(&["own.csv:2:26:", "own.csv:6:26:", count]);
    assert!(!run.err.contains("own.csv:7:"), "{}", run.err);
    let bad: String = (0..5_000).map(|at| format!("lambda,rule_{at},1,MB,,2026-11-01,x\n")).collect();
    case.write("own.csv", format!("service,rule,value,unit,note,as_of,source\n{bad}"));
    let first = "own.csv:2:8: rule: price book 2026 has no rule lambda/rule_0";
    case.compare(&["--pricing", "own.csv"]).ends(3).silent().says(&[first, "5000 problems in own.csv"]);
}

#[test]
fn a_fault_of_every_row_hides_no_other() {
    // The fifth of those alike is told, the sixth is not, and the last row's own is.
    let rows: String = (0..30).map(|row| format!("{row},512MB,1,128\n")).collect();
    let run = Case::new(format!("{HEADING}{rows}last,1M,fast,128\n")).compare(&[]).ends(3).silent();
    let count = "31 problems in s.csv; 25 of them are not shown, in lines 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 and 15 in further lines.";
    let run = run.says(&["s.csv:6:", "s.csv:32:9: duration_ms: \"fast\"", count]);
    assert!(!run.err.contains("s.csv:7:"), "{}", run.err);
}

#[test]
fn an_unknown_book_names_the_nearest() {
    let case = Case::new(TWO);
    case.compare(&["--pricing", "2026"]).ends(0);
    let old = case.compare(&["--pricing", "2019", "--format", "csv"]).ends(0);
    assert_eq!(old.column("price_book"), ["2019", "2019"]);
    case.compare(&["--pricing", "2062"]).ends(3).silent().says(&["2062", "2026"]);
    case.compare(&["--pricing", "no-such-file.csv"]).ends(3).silent().says(&["no-such-file.csv", "2026"]);
    fs::create_dir(case.path().join("empty")).unwrap();
    case.compare(&["--pricing", "empty"]).ends(3).silent().says(&["empty", ".csv"]);
}

#[test]
fn completions_and_the_manual_are_written() {
    let case = Case::new("");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        case.run(&["completions", shell]).ends(0).shows(&["costcalc", "fail-if"]);
    }
    let kinds = "breakeven compare components map memory tornado profile growth\"";
    for (shell, kind) in [("bash", kinds), ("zsh", "tornado\\:"), ("fish", "chart\" -a \"tornado\"")] {
        case.run(&["completions", shell]).ends(0).shows(&[kind]);
    }
    // Words have their places: the kind stands before the scenario.
    let script = case.run(&["completions", "zsh"]).out;
    let (before, _) = script.split_once("':kind -- ").unwrap();
    assert!(!before.rsplit_once("\n(chart)\n").unwrap().1.contains("scenario --"), "{before}");
    case.run(&["completions", "tcsh"]).ends(2).silent();
    let manual = case.run(&["man"]).ends(0).shows(&[".TH costcalc 1", "costcalc compare\n", "costcalc prices\n"]);
    // There is one page.
    assert!(!manual.out.contains("(1)"), "{}", manual.out);
}

#[test]
fn help_begins_with_examples() {
    let case = Case::new("");
    for command in [&[][..], &["compare"], &["init"], &["columns"], &["prices"], &["completions"], &["man"]] {
        let args: Vec<&str> = command.iter().copied().chain(["--help"]).collect();
        let run = case.run(&args).ends(0);
        assert!(run.out.starts_with("Example"), "{command:?}: {}", run.out);
        assert!(run.err.is_empty() && !run.out.contains('\u{1b}'));
    }
    case.run(&["--version"]).ends(0).shows(&["costcalc 0."]);
}
