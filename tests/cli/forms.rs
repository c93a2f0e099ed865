//! The file as spreadsheets and people write it.

use super::*;

#[test]
fn regions_and_profiles_may_be_written_in_capitals() {
    let rows = |region: &str, traffic: [&str; 2]| {
        let [one, other] = traffic;
        figures(format!(
            "name,requests_per_month,duration_ms,memory_mb,region,traffic\nA,5M,120,1024,{region},{one}\nB,7M,80,512,{region},{other}\n"
        ))
    };
    assert_eq!(rows("US-EAST-1", ["DAILY", "Steady"]), rows("us-east-1", ["daily", "steady"]));
    assert_eq!(rows("Eu-West-1", ["Office-Hours", "WEB"]), rows("eu-west-1", ["office-hours", "web"]));
}

#[test]
fn forms_of_a_file_that_mean_the_same_give_the_same_bytes() {
    let plain = "name,requests_per_month,duration_ms,memory_mb,region\n\
                 \"two\nlines\",5M,120.5,1024,us-east-1\nSecond,7M,80,512,\n";
    let expected = figures(plain);
    let rows = |ending: &str| {
        [
            "name,requests_per_month,duration_ms,memory_mb,region",
            "\"two\nlines\",5M,120.5,1024,us-east-1",
            "Second,7M,80,512,",
            "",
        ]
        .join(ending)
    };
    let other = |separator: &str| plain.replace(',', separator);
    let forms = [
        ("a byte-order mark", format!("\u{feff}{plain}")),
        ("CRLF", rows("\r\n")),
        ("a mark and CRLF", format!("\u{feff}{}", rows("\r\n"))),
        ("semicolons", other(";")),
        ("tabs", other("\t")),
        ("no line end at the end", plain.trim_end().to_owned()),
        ("blank lines", format!("\n\r\n{}\n\n", rows("\n\n"))),
        ("rows of empty cells", format!("{plain},,,,\n  , ,,,\n")),
        ("comments", format!("# one, \"two\n{}# end", rows("\n# it's, \"odd\n"))),
        ("a mark before a comment", format!("\u{feff}# one\n{plain}")),
        ("spaces around cells", rows("\n").replace("5M,120.5", " 5M , 120.5 ").replace("Second", " Second ")),
        (
            "quotes around everything",
            "\"name\",\"requests_per_month\",\"duration_ms\",\"memory_mb\",\"region\"\n\
            \"two\nlines\",\"5M\",\"120.5\",\"1024\",\"us-east-1\"\n\"Second\",\"7M\",\"80\",\"512\",\"\"\n"
                .to_owned(),
        ),
        (
            "trailing empty columns",
            "name,requests_per_month,duration_ms,memory_mb,region,,,\n\
            \"two\nlines\",5M,120.5,1024,us-east-1,,,\nSecond,7M,80,512,,,,\n"
                .to_owned(),
        ),
        (
            "trailing empty cells in rows only",
            "name,requests_per_month,duration_ms,memory_mb,region\n\
            \"two\nlines\",5M,120.5,1024,us-east-1,,\nSecond,7M,80,512,,\n"
                .to_owned(),
        ),
        (
            "another order of columns",
            "memory_mb,region,name,duration_ms,requests_per_month\n\
            1024,us-east-1,\"two\nlines\",120.5,5M\n512,,Second,80,7M\n"
                .to_owned(),
        ),
    ];
    for (form, text) in forms {
        assert_eq!(figures(&text), expected, "{form}: {text:?}");
    }
}

#[test]
fn forms_of_a_number_mean_the_same() {
    let row = |number: &str| format!("{HEADING}A,{number},120,1024\n");
    let expected = figures(row("5000000"));
    for number in [
        "5_000_000",
        "5e6",
        "5E6",
        "5e+6",
        "5M",
        "5000k",
        "0.005B",
        "\"5,000,000\"",
        "\"5,000,000.0\"",
        "5000000.000",
        " 5M ",
    ] {
        assert_eq!(figures(row(number)), expected, "{number}");
    }
}

#[test]
fn standard_input_gives_the_same_bytes_as_the_file() {
    for format in ["csv", "json", "table", "markdown"] {
        let piped = command().args(["compare", "-", "--format", format]).write_stdin(TWO).output().unwrap();
        let from_file = Case::new(TWO).compare(&["--format", format]).ends(0);
        assert_eq!(Run::of(piped).ends(0).out, from_file.out, "{format}");
    }
    let faulty = command().args(["compare", "-"]).write_stdin(format!("{HEADING}A,x,120,1024\n")).output().unwrap();
    Run::of(faulty).ends(3).silent().says(&["standard input:2:3:", "\"x\""]);
}

#[test]
fn a_profile_is_found_beside_the_scenario_not_beside_the_caller() {
    let case = Case::new(TWO);
    fs::create_dir(case.path().join("sub")).unwrap();
    case.write(
        "sub/rush.csv",
        format!("hour,weight\n{}", (0..24).map(|hour| format!("{hour},2\n")).collect::<String>()),
    );
    case.write("sub/t.csv", "name,requests_per_month,duration_ms,memory_mb,traffic\nA,5M,120,1024,rush.csv\n");
    case.run(&["compare", "sub/t.csv"]).ends(0);
}

#[test]
fn a_command_line_that_everybody_tries_first_works_or_says_how() {
    let case = Case::new(TWO);
    case.compare(&["-o", "out.csv", "--output", "out.json"]).ends(0);
    let both = ["out.csv", "out.json"].map(|name| case.path().join(name).exists());
    assert_eq!(both, [true, true]);
    case.run(&["s.csv"]).ends(2).silent().says(&["tip: 'costcalc compare s.csv' prices the workloads of a scenario"]);
}

#[test]
fn what_other_programs_are_asked_is_answered_with_how_it_is_asked_here() {
    let case = Case::new(TWO);
    for (args, tip) in [
        (&["compare", "s.csv", "--free-tier", "all"][..], "tip: the value follows an equals sign: '--free-tier=all'"),
        (&["compare", "s.csv", "--json"], "tip: '--format json' asks for it"),
        (&["compare", "s.csv", "--format", "xlsx"], "tip: '--export FILE.xlsx' writes a workbook"),
        (&["compare", "s.csv", "--format", "html"], "tip: 'costcalc report SCENARIO -o report.html' writes a page"),
        (
            &["breakeven", "s.csv", "--format", "png"],
            "tip: 'costcalc chart compare SCENARIO -o FILE.png' draws the figures",
        ),
        (&["chart", "compare", "s.csv", "--format", "png"], "tip: the ending of '--output FILE' says the format"),
        (&["compare", "s.csv", "--verbose"], "tip: '--explain' shows each bill as arithmetic"),
        (&["compare", "s.csv", "--csv"], "tip: '--format csv' asks for it"),
        (&["compare", "s.csv", "s.csv"], "tip: 'compare' takes one scenario: run it for each file"),
        (&["compare", "my", "s.csv"], "a name with spaces needs quotes"),
        (&["sweep", "s.csv", "--vary", "memory_mb", "128..1024"], "one word: '--vary memory_mb=128..1024'"),
        (&["sweep", "--vary", "memory_mb", "=128..1024", "s.csv"], "one word: '--vary memory_mb=128..1024'"),
        (&["compare", "s.csv", "--set", "memory_mb", "512"], "one word: '--set memory_mb=512'"),
        (&["chart", "map", "s.csv", "--x", "requests", "1M..1B"], "one word: '--x requests=1M..1B'"),
        (&["sweep", "--vary", "memory_mb", "128", "512", "s.csv"], "one word: '--vary memory_mb=128,512'"),
        (&["sweep", "s.csv", "--vary", "memory_mb", "128", "512"], "one word: '--vary memory_mb=128,512'"),
        (&["sweep", "s.csv", "--vary", "memory", "128..512"], "one word: '--vary memory_mb=128..512'"),
        (&["sweep", "s.csv", "--vary", "memory_mb", "=", "128,256"], "one word: '--vary memory_mb=128,256'"),
        (&["compare", "s.csv", "--set", "purchase", "=", "spot"], "one word: '--set purchase=spot'"),
        // What a shell takes apart at its blanks, or takes for itself.
        (&["sweep", "s.csv", "--vary", "memory_mb=128,", "256"], "one word: '--vary memory_mb=128,256'"),
        (&["compare", "s.csv", "--set", "name=Foo", "Bar"], "need quotes: --set \"name=Foo Bar\""),
        (&["compare", "--set", "name=Foo", "Bar", "s.csv"], "need quotes: --set \"name=Foo Bar\""),
        (&["compare", "s.csv", "--explain", "Checkout", "API"], "need quotes: --explain \"Checkout API\""),
        (&["compare", "s.csv", "--explain", "$A", "B"], "need quotes: --explain '$A B'"),
        (&["compare", "s.csv", "--fail-if", "lambda_usd", "100"], "for itself: --fail-if \"lambda_usd > 100\""),
        (&["compare", "s.csv", "--fail-if", "cheaper", "==", "ec2"], "needs quotes: --fail-if \"cheaper == 'ec2'\""),
        (
            &["compare", "--fail-if", "lambda_usd", "!=", "ec2_usd", "s.csv"],
            "quotes: --fail-if 'lambda_usd != ec2_usd'",
        ),
        (
            &["compare", "s.csv", "--fail-if", "lambda_usd"],
            "put the condition in quotes, as in --fail-if \"lambda_usd >",
        ),
        (&["compare", "--set", "name=Foo", "s.csv", "x.csv"], "tip: 'compare' takes one scenario"),
        (&["chart", "map", "--x", "duration", "../s.csv", "x.csv"], "tip: 'chart' takes one scenario"),
        (&["chart", "--input", "s.csv"], "without an option: 'costcalc chart KIND s.csv'"),
        (&["chart", "breakeven", "--input", "s.csv"], "without an option: 'costcalc chart breakeven s.csv'"),
        (&["compare", "s.csv", "--memory-mb", "512"], "tip: '--set memory_mb=512' sets"),
        (&["compare", "s.csv", "--memory=512"], "tip: '--set memory_mb=512' sets"),
        (&["compare", "s.csv", "--arch", "graviton"], "tip: '--set arch=arm64' sets"),
        (&["compare", "s.csv", "--purchase", "Compute Savings Plan"], "tip: '--set purchase=compute-sp-1y' sets"),
        (&["breakeven", "s.csv", "--purchase"], "tip: '--set purchase=VALUE' sets"),
        (&["compare", "s.csv", "--discount", "10"], "tip: '--pricing FILE' takes a table of discounts"),
        (&["compare", "s.csv", "--edp=9"], "'costcalc prices columns' shows how it is written"),
        (&["compare", "--scenario", "s.csv"], "tip: the scenario is named without an option: 'costcalc compare s.csv'"),
        (&["compare", "s.csv", "--workload", "a"], "tip: every workload of the scenario is answered for"),
        (&["prices", "find", "--arch", "amd64"], "tip: '--arch x86_64' asks for it"),
        (&["prices", "find", "--arch", "aarch64"], "tip: '--arch arm64' asks for it"),
        (&["prices", "find", "--purchase", "reserved"], "did you mean ri-1y?"),
        (&["prices", "find", "--purchase", "zz"], "'--purchase <OPTION>': the purchase options are on-demand"),
        // Letters that other programs have, and values that begin as letters do.
        (&["compare", "s.csv", "-v"], "tip: '--explain' shows each bill"),
        (&["compare", "-q", "s.csv"], "tip: '> /dev/null' hides what is shown"),
        (&["compare", "s.csv", "-j", "4"], "tip: the option is '--jobs': it has no letter"),
        (&["compare", "s.csv", "-f", "csv"], "tip: the option is '--format': it has no letter"),
        (&["breakeven", "s.csv", "-w", "a"], "tip: the option is '--workload': it has no letter"),
        (&["report", "-f", "html", "s.csv"], "tip: the ending of '--output FILE' says the format"),
        (&["init", "-o", "s.csv"], "tip: the file is named without an option: 'costcalc init FILE'"),
        (&["compare", "s.csv", "-z"], "unexpected argument '-z' found\n\nUsage:"),
        (
            &["compare", "s.csv", "--sort", "-lambda_usd"],
            "tip: '--sort lambda_usd:desc' has the largest first, ':asc' the smallest",
        ),
        (
            &["compare", "s.csv", "--sort=-lambda_usd"],
            "a field has no sign; write lambda_usd:desc for the largest first, lambda_usd:asc for the smallest",
        ),
        (
            &["breakeven", "s.csv", "--workload", "-x"],
            "tip: a value that begins with '-' follows an equals sign: '--workload=-x'",
        ),
        (&["compare", "s.csv", "--max-age", "-5"], "'--max-age <DAYS>': write a whole number, at least 0, in digits"),
        (&["compare", "s.csv", "--top", "-3"], "'--top <N>': write a whole number, at least 1, in digits"),
    ] {
        let run = case.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(tip), "{args:?}: {}", run.err);
        assert!(!run.err.contains("similar") && !run.err.contains("to pass"), "{args:?}: {}", run.err);
        let usage = run.err.lines().find(|line| line.starts_with("Usage: "));
        assert!(usage.is_none_or(|line| line.contains("[OPTIONS]")), "{args:?}: {}", run.err);
    }
    // What is asked by the tips is taken.
    let run = case.run(&["breakeven", "s.csv", "--format", "png"]).ends(2);
    let (_, tip) = run.err.split_once("'costcalc ").unwrap();
    let words: Vec<String> = (tip.split('\'').next().unwrap().split_whitespace())
        .map(|word| word.replace("SCENARIO", "s.csv").replace("FILE", "drawn"))
        .collect();
    case.run(&words.iter().map(String::as_str).collect::<Vec<_>>()).ends(0);
    assert!(case.path().join("drawn.png").exists());
    for args in [
        &["compare", "s.csv", "--free-tier=all"][..],
        &["compare", "s.csv", "--export", "a.xlsx"],
        &["sweep", "s.csv", "--vary", "memory_mb=128..1024"],
        &["chart", "map", "s.csv", "--x", "requests=1M..1B", "--terminal"],
        &["compare", "s.csv", "--set", "memory_mb=512"],
        &["compare", "s.csv", "--set", "arch=arm64"],
        &["compare", "s.csv", "--set", "purchase=compute-sp-1y"],
        &["prices", "columns"],
        &["prices", "find", "--arch", "x86_64"],
        &["sweep", "s.csv", "--vary", "region=eu-west-1,us-east-1"],
    ] {
        assert_eq!(case.run(args).code, 0, "{args:?}");
    }
}

#[test]
fn an_option_that_resembles_nothing_gets_no_tip() {
    let case = Case::new(TWO);
    for option in ["--epd", "--hdp", "--frobnicate", "--zzz"] {
        let run = case.compare(&[option]).ends(2).silent();
        assert!(!run.err.contains("tip:") && !run.err.contains("Usage: costcalc compare --"), "{option}: {}", run.err);
    }
    case.compare(&["--hepl"]).ends(2).says(&["similar argument exists: '--help'"]);
}

#[test]
fn a_portfolio_tells_that_it_is_of_one_month() {
    let grows =
        "name,requests_per_month,duration_ms,memory_mb,growth_pct_per_month,migration_usd\nA,1M,100,512,5,900\n";
    let case = Case::new(grows);
    let told =
        "note: s.csv: growth_pct_per_month and migration_usd have no effect with --portfolio, which prices one month\n";
    for command in [
        &["compare", "s.csv"][..],
        &["report", "s.csv", "-o", "report.html"],
        &["chart", "compare", "s.csv", "-o", "chart.svg"],
    ] {
        let run = case.run(&[command, &["--portfolio"]].concat()).ends(0);
        assert!(run.err.contains(told), "{command:?}: {}", run.err);
    }
    assert!(!Case::new(TWO).compare(&["--portfolio"]).ends(0).err.contains("no effect with --portfolio"));
}

#[test]
fn values_of_options_are_doubted_as_those_of_cells() {
    let case = Case::new(TWO);
    for (args, told) in [
        (["sweep", "s.csv", "--vary", "requests_per_month=50.000,60.000"], "write 50000 or 50.0"),
        (["sweep", "s.csv", "--vary", "requests_per_month=1.000..2.000:log"], "write 1000 or 1.0"),
        (["sweep", "s.csv", "--vary", "provisioned_share_pct=0.5,0.9"], "write 50 for 50 %, or 0.5% for 0.5 %"),
        (["breakeven", "s.csv", "--from", "1.000"], "write 1000 or 1.0"),
        (["compare", "s.csv", "--fail-if", "lambda_usd < 5.000"], "write 5000 or 5.0"),
    ] {
        case.run(&args).ends(2).silent().says(&[told]);
    }
    case.run(&["sweep", "s.csv", "--vary", "requests_per_second=1.125,2.250"]).ends(0);
}

#[test]
fn an_option_of_another_command_is_told_whose_it_is() {
    let case = Case::new(TWO);
    for (args, tip) in [
        (["compare", "s.csv", "--vary", "x=1"], "tip: '--vary' is an option of 'costcalc sweep'\n"),
        (
            ["sweep", "s.csv", "--of", "duration"],
            "tip: '--of' is an option of 'costcalc breakeven' and 'costcalc chart'\n",
        ),
        (["chart", "breakeven", "s.csv", "--export=a.png"], "tip: '--output FILE' writes it\n"),
    ] {
        case.run(&args).ends(2).silent().says(&[tip]);
    }
}

#[test]
fn values_for_every_row_are_answered_with_what_to_write() {
    let case = Case::new(TWO);
    for (assignment, help) in [
        ("region=", "write one, such as region=eu-west-1; without --set an empty cell means: us-east-1"),
        ("memory_mb=512,1024", "write one; to try several, use `costcalc sweep SCENARIO --vary memory_mb=512,1024`"),
        ("memory_mb=1,024", "write 1024"),
        ("duration_ms=1,5", "write 1.5"),
        ("region=eu-west-1,us-east-1", "`costcalc sweep SCENARIO --vary region=eu-west-1,us-east-1`"),
        ("discount=10", "discounts are a table of their own, for --pricing: `costcalc prices columns` shows"),
        ("requests_per_minute=1200", "did you mean requests_per_hour, with each value times 60?"),
        ("purchase=EC2 Instance Savings Plan 1 year", "did you mean ec2-sp-1y?"),
        ("requests_per_month=50\u{a0}000\u{a0}000", "write 50000000"),
    ] {
        case.compare(&["--set", assignment]).ends(3).silent().says(&[help]);
    }
    case.run(&["sweep", "s.csv", "--region", "eu-west-1,us-east-1"])
        .ends(3)
        .says(&["--vary region=eu-west-1,us-east-1"]);
    // What cannot be seen is not shown as anything else; what harms stays visible.
    case.compare(&["--set", "memory_mb=1\u{202f}024"]).ends(3).says(&["\"1 024\" has separators"]);
    case.compare(&["--set", "memory_mb=1\u{202e}024"]).ends(3).says(&["1\\u{202e}024"]);
}

#[test]
fn a_region_by_the_name_of_its_place_is_answered_with_its_code() {
    for (cell, help) in [
        ("US East (N. Virginia)", "help: write us-east-1"),
        ("Frankfurt", "help: did you mean eu-central-1?"),
        ("us-east-1a", "help: did you mean us-east-1?"),
    ] {
        let case = Case::new(format!("{},region\nA,1M,100,512,{cell}\n", HEADING.trim_end()));
        let run = case.run(&["compare", "s.csv"]);
        assert_eq!(run.code, 3);
        assert!(run.err.contains(help), "{cell}: {}", run.err);
    }
}

#[test]
fn rows_do_not_depend_on_whether_anything_is_quoted() {
    // A mark of byte order in the middle of a file is part of a name, and a row behind it is no comment.
    let rows = |comment: &str| {
        let text = format!("{HEADING}\u{feff}#A,5M,100,512\n\u{feff}B,5M,100,512\nC,5M,100,512\n# {comment}\n");
        Case::new(text).compare(&["--format", "csv"]).ends(0).out
    };
    assert_eq!(rows("it's"), rows("\"it\""));
    assert_eq!(rows("it's").lines().count(), 4);
}

#[test]
fn a_sum_that_is_too_large_does_not_hide_faults_further_down() {
    // Several blocks: sums overflow in the first, cells are wrong in the last.
    let mut text = String::from(HEADING);
    for row in 0..30_000 {
        let _ = writeln!(text, "{row},{},100,512", if row < 20 { "5e19" } else { "1M" });
    }
    text.push_str("bad,x,100,512\n");
    let case = Case::new(text);
    let one = case.compare(&["--format", "csv", "--jobs", "1"]).ends(3);
    let two = case.compare(&["--format", "csv", "--jobs", "2"]).ends(3);
    assert_eq!(one.err, two.err);
    one.says(&["s.csv:30002:5: requests_per_month: \"x\" is not a number"]);
}

#[test]
fn bills_beyond_the_range_of_break_evens_are_bills_all_the_same() {
    let case = Case::new(format!("{HEADING}A,1e17,100,512\nB,3e19,100,512\n"));
    let csv = case.compare(&["--format", "csv"]).ends(0);
    assert_eq!(csv.column("requests_per_month"), ["100000000000000000", "30000000000000000000"]);
    assert_eq!(csv.column("breakeven_requests_per_month")[1], "");
    case.compare(&[]).ends(0).shows(&["A", "B"]);
}

#[test]
fn own_prices_that_nothing_uses_are_told() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,instance_type\nA,5M,120,1024,m7i.large\n");
    let own = "region,instance_type,purchase,usd_per_hour,as_of,source\nus-est-1,m7i.large,on-demand,0.01,2026-05-01,x\n\
               us-east-1,m7i.lrge,on-demand,0.01,2026-05-01,x\n";
    case.write("own.csv", own);
    let run = case.compare(&["--pricing", "own.csv"]).ends(0);
    run.says(&[
        "warning: own.csv:3: a price of your own is not used: m7i.lrge is no instance type of price book 2026; did you mean m7i.large?",
        "warning: own.csv:2: a price of your own is not used: us-est-1 is no region of price book 2026; did you mean us-east-1?",
    ]);
    let check = case.run(&["prices", "check", "own.csv"]);
    assert!(
        check.out.contains("us-est-1 is no region") || check.err.contains("us-est-1 is no region"),
        "{}",
        check.out
    );
    // A region of one's own, which nobody spelled wrong, and a right price.
    case.write("own.csv", own.replace("us-est-1", "xx-west-9").replace("lrge", "large").replace("0.01", "0.08"));
    assert_eq!(case.compare(&["--pricing", "own.csv"]).ends(0).err, "");
    // `any` is a region of discounts alone.
    case.write("own.csv", own.replace("us-est-1", "any").replace("lrge", "large"));
    let told = ["warning: own.csv:2: a price of your own is not used: a price is one region's, and any is none"];
    case.compare(&["--pricing", "own.csv"]).ends(0).says(&told);
    // A place is no code, and a family has no price.
    case.write("own.csv", own.replace("us-est-1", "Seoul").replace("m7i.lrge", "m7i"));
    case.compare(&["--pricing", "own.csv"]).ends(0).says(&[
        "own.csv:2: a price of your own is not used: Seoul is no region of price book 2026; did you mean ap-northeast-2?",
        "own.csv:3: a price of your own is not used: m7i is a family, and prices are of types",
    ]);
    case.run(&["prices", "check", "own.csv"]).ends(3);
}

#[test]
fn own_billing_rules_stand_at_the_foot() {
    let case = Case::new(TWO);
    case.write(
        "own.csv",
        "service,rule,value,unit,note,as_of,source\nlambda,billing_increment,100,ms,,2026-11-01,mine\n",
    );
    let foot = case.compare(&["--pricing", "own.csv"]).ends(0).out.replace('\n', " ");
    assert!(foot.contains("(own.csv); your lambda billing_increment of 100 ms; a month is 730 hours"), "{foot}");
    assert!(!case.compare(&[]).ends(0).out.contains("your lambda"));
}

#[cfg(target_os = "linux")]
#[test]
fn the_file_behind_standard_input_is_no_export() {
    let case = Case::new(TWO);
    let file = fs::File::open(case.path().join("s.csv")).unwrap();
    let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_costcalc"));
    let run = run.current_dir(case.path()).args(["compare", "-", "--export", "s.csv"]).stdin(file).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(case.read("s.csv"), TWO);
}

/// Seven columns of 12, 11, 10, 17, 7, 10 and 6 cells are 73: with gaps of one 79, with gaps of two 85.
#[test]
fn columns_stand_nearer_to_each_other_where_a_line_would_be_too_long() {
    let case = Case::new(
        "name,requests_per_month,duration_ms,memory_mb,instance_type,purchase\n\
         Checkout API of the shop,100M,100,1024,m7i-flex.12xlarge,ri-1y-no-upfront\nOther,10B,500,2048,c6a.32xlarge,\n",
    );
    let out = case.compare(&[]).ends(0).out;
    let lines: Vec<&str> = out.lines().skip_while(|line| !line.starts_with("Workload")).take(6).collect();
    assert!(lines[0].ends_with("Saves") && lines[5].starts_with("Total"), "{lines:?}");
    let widest = lines.iter().map(|line| line.chars().count()).max();
    assert!(widest <= Some(80) && lines[1].starts_with(&"─".repeat(78)), "{lines:?}");
}
