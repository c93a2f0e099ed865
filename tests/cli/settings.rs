//! Options that change what is computed, and what cannot be computed by them.

use super::*;

#[test]
fn set_and_region_fill_every_row() {
    let with_columns = "name,requests_per_month,duration_ms,memory_mb,region,arch\n\
                        Checkout,50M,120,1024,eu-central-1,arm64\nReports,30,45000,2048,eu-central-1,arm64\n";
    let expected = figures(with_columns);
    let case = Case::new(TWO);
    let set = case.compare(&["--format", "csv", "--set", "region=eu-central-1", "--set", "arch=arm64"]).ends(0);
    assert_eq!(set.out, expected);
    let region = case.compare(&["--format", "csv", "--region", "eu-central-1", "--set", "arch=arm64"]).ends(0);
    assert_eq!(region.out, expected);
    // It replaces what the rows say, and a demand replaces any demand.
    let replaced =
        Case::new(with_columns).compare(&["--format", "csv", "--region", "us-east-1", "--set", "arch=x86_64"]);
    assert_eq!(replaced.ends(0).out, figures(TWO));
    let demand = case.compare(&["--format", "csv", "--set", "requests_per_hour=10"]).ends(0);
    assert_eq!(demand.column("requests_per_month"), ["7300", "7300"]);
}

#[test]
fn a_bad_assignment_names_the_remedy() {
    let case = Case::new(TWO);
    for (text, parts) in [
        ("memry_mb=512", ["unknown column", "did you mean memory_mb?"]),
        ("x_owner=a", ["unknown column", "columns that begin with x_ are your own and not read"]),
        ("memory_mb", ["there is no =", "column=value"]),
        ("memory_mb=lots", ["\"lots\"", "is not a number"]),
        ("arch=amr64", ["\"amr64\"", "did you mean arm64?"]),
    ] {
        let run = case.compare(&["--set", text]).silent().says(&[&format!("--set {text}")]).says(&parts);
        assert!(matches!(run.code, 2 | 3), "{}", run.code);
    }
}

#[test]
fn a_value_set_for_every_row_is_not_sought_in_the_cell_that_it_replaces() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,memory_used_mb\nA,5M,120,512,200\n");
    let run = case.compare(&["--set", "memory_used_mb=900"]).ends(3).silent();
    run.says(&["s.csv:2: a request cannot hold more than memory_mb", "(memory_used_mb is set for every row)"]);
}

#[test]
fn what_has_no_effect_is_told_beside_the_results() {
    let case = Case::new(
        "name,requests_per_month,duration_ms,memory_mb,wait_percentile\n#1,50M,120,1024,99\nA,50M,120,1024,99\n",
    );
    let notes = [
        "note: s.csv: wait_percentile has no effect: no row has max_wait_ms",
        "note: s.csv: line 2 begins with # and is left out, though with the cells of a row; a name that begins with # needs quotes",
    ];
    for form in ["table", "csv", "json"] {
        case.compare(&["--format", form]).ends(0).says(&notes);
    }
    case.run(&["breakeven", "s.csv"]).ends(0).says(&notes);
    let quiet = case.compare(&["--set", "max_wait_ms=50", "--format", "csv"]).ends(0);
    assert!(!quiet.err.contains("wait_percentile"), "{}", quiet.err);
}

#[test]
fn values_of_the_command_line_are_read_alike_beside_every_kind_of_file() {
    let commas = Case::new("name,requests_per_month,duration_ms,memory_mb\na,5M,120,1024\n");
    let semicolons = Case::new("name;requests_per_month;duration_ms;memory_mb\na;5M;120;1024\n");
    let asked = ["--set", "burst=1.500", "--format", "csv"];
    assert_eq!(semicolons.compare(&asked).ends(0).out, commas.compare(&asked).ends(0).out);
}

#[test]
fn hours_of_work_and_their_price_may_vary_together() {
    let case = Case::new(TWO);
    for varied in [["ops_usd_per_hour=10,50", "ops_hours_ec2=2,4"], ["ops_hours_ec2=2,4", "ops_usd_per_hour=10,50"]] {
        case.run(&["sweep", "s.csv", "--vary", varied[0], "--vary", varied[1]]).ends(0);
    }
    case.run(&["sweep", "s.csv", "--vary", "ops_hours_ec2=2,4"]).ends(3).says(&["hours of work have no price"]);
}

#[test]
fn a_column_that_varies_is_not_called_without_effect() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,cold_start_pct\nA,50M,120,1024,2\n");
    case.compare(&[]).ends(0).says(&["cold_start_pct has no effect"]);
    let swept = case.run(&["sweep", "s.csv", "--vary", "init_ms=100,500"]).ends(0);
    assert_eq!(swept.err, "");
}

#[test]
fn a_name_set_for_every_row_stands_twice() {
    Case::new(TWO).compare(&["--set", "name=Same"]).ends(3).silent();
}

#[test]
fn a_region_that_the_book_does_not_have_is_bad_input() {
    let run = Case::new(TWO).compare(&["--region", "us-est-1"]).ends(3).silent();
    run.says(&["\"us-est-1\" is no region of price book 2026", "did you mean us-east-1, "]);
}

#[test]
fn an_instance_type_that_the_book_does_not_have_is_bad_input() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,instance_type\nA,5M,120,1024,m7g.lrage\n");
    for format in ["table", "csv", "json"] {
        case.compare(&["--format", format]).ends(3).silent().says(&[
            "s.csv:2:15: instance_type: \"m7g.lrage\" is no instance type of price book 2026",
            "A,5M,120,1024,m7g.lrage",
            "did you mean m7g.large, ",
        ]);
    }
}

/// `grep gp3_storage pricing/2026/rates.csv` lists the regions that have a price of volumes.
#[test]
fn a_price_that_a_region_lacks_names_regions_that_have_it() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,instance_type\nA,5M,120,1024,m7i.large\n");
    case.compare(&["--region", "ap-east-2"]).ends(4).silent().says(&[
        "error: s.csv:2: A: price book 2026 has no price of ebs gp3_storage in ap-east-2; 31 regions have it, such as \
         ap-east-1, ap-northeast-1, ap-northeast-2\n  = help: ",
    ]);
    let nearest = "31 regions have it, such as us-east-1, us-east-2, us-west-1\n";
    let row = "mx-central-1,ebs,gp3_storage,any,on-demand,0,Inf,GB-month,USD,DATE,SOURCE";
    case.compare(&["--region", "mx-central-1"]).ends(4).silent().says(&[nearest, row, "or set ebs_gb to 0"]);
    // What is proposed works as it stands.
    let heading = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source";
    case.run(&["prices", "columns"]).ends(0).shows(&[heading]);
    let row = row.replace("USD,DATE,SOURCE", "0.09,2026-11-01,our own");
    case.write("storage.csv", format!("{heading}\n{row}\n"));
    case.compare(&["--region", "mx-central-1", "--pricing", "storage.csv", "--set", "instance_type="]).ends(0);
    case.compare(&["--region", "mx-central-1", "--set", "ebs_gb=0", "--set", "instance_type="]).ends(0);
    // No region of its kind has the price: the first ones by name.
    case.write(
        "own.csv",
        "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n\
         xx-west-1,lambda,requests,any,on-demand,0,Inf,request,0.0000002,2026-11-01,agreement\n",
    );
    case.compare(&["--pricing", "own.csv", "--region", "xx-west-1"]).ends(4).silent().says(&[
        "no price of lambda duration in xx-west-1 for x86_64; 36 regions have it, such as af-south-1, ap-east-1, ap-east-2\n",
    ]);
}

#[test]
fn every_workload_without_a_price_is_named_with_its_place() {
    // Lines 4 and 6 are faulty: c4.2xlarge is not sold in ap-east-2. The second name takes two lines.
    let text = "name,requests_per_month,duration_ms,memory_mb,instance_type,region\n# a note\n\n\
                A,5M,120,1024,c4.2xlarge,ap-east-2\nB,5M,120,1024,m7g.large,us-east-1\n\
                \"C\nc\",5M,120,1024,c4.2xlarge,ap-east-2\n";
    let case = Case::new(text);
    for format in ["table", "csv", "json"] {
        let run = case.compare(&["--format", format]).ends(4).silent();
        let unknown = "price book 2026 has no price of c4.2xlarge in ap-east-2";
        run.says(&[&format!("error: s.csv:4: A: {unknown}"), &format!("error: s.csv:6: C c: {unknown}")]);
    }
    case.compare(&["--portfolio"]).ends(4).silent().says(&["error: s.csv:4: A: "]);
}

#[test]
fn a_missing_price_far_down_a_large_file_has_its_line() {
    // A heading, then 50,000 rows of 30 bytes: several blocks. Row 40,001 is on line 40,002.
    let mut text = String::from("name,requests_per_month,duration_ms,memory_mb,region\n");
    for row in 1..=50_000 {
        let region = if row == 40_001 { "ap-east-2" } else { "us-east-1" };
        let _ = writeln!(text, "{row},1M,100,1024,{region}");
    }
    let run = Case::new(text).compare(&["--format", "csv", "--set", "instance_type=c4.2xlarge"]);
    let message = "error: s.csv:40002: 40001: price book 2026 has no price of c4.2xlarge in ap-east-2";
    run.ends(4).silent().says(&[message]);
}

#[test]
fn hours_per_month_scale_the_fleet() {
    let case = Case::new(format!("{HEADING}A,5M,120,1024\n"));
    let hours = |hours: &str| case.compare(&["--format", "csv", "--hours-per-month", hours]).ends(0);
    assert_eq!(hours("730").out, case.compare(&["--format", "csv"]).out);
    assert_eq!(hours("720").column("instance_hours"), ["1440"]);
    for bad in ["abc", "0", "-1", "NaN", "1e9", ""] {
        case.compare(&[&format!("--hours-per-month={bad}")]).ends(2).silent().says(&["--hours-per-month"]);
    }
}

/// 28 x 24 = 672 and 31 x 24 = 744; a year has 8,760.
#[test]
fn a_month_that_is_none_is_refused_or_told() {
    let case = Case::new(format!("{HEADING}A,5M,120,1024\n"));
    for bad in ["744.01", "8760"] {
        let run = case.compare(&["--hours-per-month", bad]).ends(2).silent();
        run.says(&[&format!("--hours-per-month {bad}: a month has 672 to 744 hours; ")]);
    }
    for short in ["24", "671.9"] {
        let run = case.compare(&["--hours-per-month", short]).ends(0);
        run.says(&[
            &format!("warning: --hours-per-month {short}: a month has 672 to 744 hours"),
            "scaling and schedule",
        ]);
    }
    for month in ["672", "730", "744"] {
        assert_eq!(case.compare(&["--hours-per-month", month]).ends(0).err, "");
    }
}

#[test]
fn a_bill_of_a_workload_that_is_not_there_asks_for_the_nearest_of_all() {
    let rows: String = (1..=400).map(|at| format!("Service {at:03},5M,120,1024\n")).collect();
    let case = Case::new(format!("{HEADING}{rows}"));
    let asked = ["--explain", "service 390", "--no-breakeven"];
    case.compare(&asked)
        .ends(2)
        .silent()
        .says(&["there is no workload \"service 390\"; did you mean \"Service 390\"?"]);
    let told = case.compare(&["--explain", "Service 390", "--no-breakeven"]).ends(0).out.clone();
    assert!(told.contains("Service 390") && told.contains("400 workloads"), "{told}");
}

#[test]
fn a_condition_on_a_workload_that_is_not_there_is_wrong_usage() {
    // Several blocks of rows, of 256 KiB each, where the file is large.
    let mut large = format!("{},instance_type\n", HEADING.trim_end());
    for row in 1..=20_000 {
        let _ = writeln!(large, "Orders {row},1k,100,1024,m7i.large");
    }
    let cases = [
        (format!("{HEADING}Orders API,5M,120,1024\nBatch,5M,120,1024\n"), "Order API", "Orders API"),
        (large, "Order 19999", "Orders 19999"),
    ];
    for (text, asked, near) in cases {
        let case = Case::new(text);
        let said = format!("there is no workload {asked:?}; did you mean {near:?}?");
        for condition in [
            format!("name == '{asked}'"),
            format!("lambda_usd > 1000 and name != '{asked}'"),
            format!("name == '{near}' and lambda_usd > 1000 or (not '{asked}' == name and ec2_usd < 0)"),
        ] {
            for form in [&["--format", "csv"][..], &["--top", "1"]] {
                let gate = [form, &["--fail-if", &condition]].concat();
                case.compare(&gate).ends(2).says(&[&said]);
            }
        }
        let known = format!("name == '{near}' and lambda_usd > 1000");
        assert_eq!(case.compare(&["--format", "csv", "--fail-if", &known]).ends(0).err, "");
        // Both are told: what held, and what cannot.
        let both = format!("name == '{near}' or name == '{asked}'");
        case.compare(&["--format", "csv", "--fail-if", &both]).ends(2).says(&["holds for", &said]);
    }
}

#[test]
fn a_scenario_is_not_replaced_by_an_output() {
    let case = Case::new(format!("{HEADING}A,5M,120,1024\n"));
    let other = "\u{feff}# Costs\n\nname;requests_per_month;\"duration_ms\";memory_mb\nB;5M;120;1024\n";
    case.write("other.csv", other);
    case.compare(&["-o", "other.csv"]).ends(2).silent().says(&["other.csv: this is a scenario, which would be lost"]);
    let sweep = ["sweep", "s.csv", "--vary", "memory_mb=1024,2048", "-o"];
    case.run(&[&sweep[..], &["other.csv"]].concat()).ends(2).silent().says(&["other.csv: this is a scenario"]);
    assert_eq!(case.read("other.csv"), other);
    // Outputs may be replaced by the next run's.
    for _ in 0..2 {
        case.compare(&["-o", "result.csv"]).ends(0);
        case.compare(&["--detail", "--format", "csv", "-o", "detail.csv"]).ends(0);
        case.run(&[&sweep[..], &["sweep.csv"]].concat()).ends(0);
        case.run(&["breakeven", "s.csv", "--of", "duration", "-o", "duration.csv"]).ends(0);
    }
    // Prices and profiles are written by somebody, too, and those that no run reads.
    let hours: String = (0..24).map(|hour| format!("{hour},1\n")).collect();
    let rates = "region,instance_type,purchase,usd_per_hour,as_of,source\n";
    let discounts = "service,region,family,purchase,discount_pct,as_of,source\n";
    for (text, what) in [(rates, "a table of prices"), (discounts, "a table of prices"), (&*hours, "a traffic profile")]
    {
        case.write("kept.csv", text);
        let told = format!("kept.csv: this is {what}, which would be lost; name another file");
        case.compare(&["-o", "kept.csv"]).ends(2).silent().says(&[&told]);
        assert_eq!(case.read("kept.csv"), text);
    }
    case.run(&["compare", "--help"]).ends(0).shows(&["-o, --export <FILE>"]);
}

#[test]
fn an_unknown_kind_of_chart_is_told_though_the_file_to_write_lacks_too() {
    let case = Case::new(format!("{HEADING}A,5M,120,1024\n"));
    let kinds = "pie: there is no such kind of chart; the kinds are breakeven, compare, ";
    case.run(&["chart", "pie", "s.csv"]).ends(2).silent().says(&["--output <FILE>", kinds]);
    let near = "compar: there is no such kind of chart; did you mean compare?";
    case.run(&["chart", "compar", "s.csv"]).ends(2).silent().says(&["--output <FILE>", near]);
    assert!(!case.run(&["chart", "compare", "s.csv"]).ends(2).silent().err.contains("kind of chart"));
    let swapped = "the kind stands before the scenario: costcalc chart breakeven s.csv";
    case.run(&["chart", "s.csv", "breakeven"]).ends(2).silent().says(&["--output <FILE>", swapped]);
    case.run(&["chart", "s.csv", "breakeven", "-o", "x.svg"]).ends(2).silent().says(&[swapped]);
}

#[test]
fn what_is_no_file_is_told_what_to_name() {
    let case = Case::new(format!("{HEADING}A,5M,120,1024\n"));
    let stdout = "-: this is no file; leave it out: standard output gets what --format says, such as --format csv";
    case.compare(&["-o", "-"]).ends(2).silent().says(&[stdout]);
    case.compare(&["-o", "."]).ends(2).silent().says(&[".: this is a folder; name a file in it, such as ./result.csv"]);
    case.run(&["prices", "show", "ec2"]).ends(3).says(&["by type or by family, such as m7g.large or m7g"]);
}

#[test]
fn the_words_of_help_are_names_of_inputs() {
    let case = Case::new(format!("{HEADING}A,5M,120,1024\n"));
    for (word, input) in [("volume", "requests"), ("price", "ec2-price"), ("hours", "ops-hours")] {
        let of =
            |name: &str| case.run(&["breakeven", "s.csv", "--set", "ops_usd_per_hour=80", "--of", name]).ends(0).out;
        assert_eq!(of(word), of(input), "{word}");
    }
}

/// Of 512 and 1,024 MB the workload has the latter; nobody says what a request holds.
#[test]
fn a_sweep_says_where_sizes_that_may_not_fit_are_left_out() {
    let case = Case::new(format!("{HEADING}A,5M,180,1024\n"));
    let told = |sizes: &str| {
        let run = case.run(&["sweep", "s.csv", "--vary", sizes, "--set", "cpu_ms=40"]).ends(0);
        run.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let left_out = told("memory_mb=512,1024");
    let expected = "Of the values tried that are known to hold a request, Lambda is cheapest at memory_mb 1,024";
    assert!(left_out.contains(expected), "{left_out}");
    let all_fit = told("memory_mb=1024,2048");
    assert!(all_fit.contains("Of the values tried, Lambda is cheapest at memory_mb 1,024"), "{all_fit}");
    let two = case.run(&["sweep", "s.csv", "--vary", "memory_mb=512,1024", "--vary", "arch=all"]).ends(0).out;
    let two = two.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        two.contains("Lambda, where it is known to hold a request, is cheapest at memory_mb 1,024, arch arm64"),
        "{two}"
    );
    assert!(two.contains("; EC2 is cheapest at "), "{two}");
}

/// One value above 1 says that all are percent.
#[test]
fn percents_of_a_sweep_may_begin_at_one() {
    let case = Case::new(format!("{HEADING}A,5M,180,512\n"));
    let values = |text: &str, more: &[&str]| {
        let vary = format!("target_utilization_pct={text}");
        let args = [&["sweep", "s.csv", "--format", "csv", "--vary", &vary], more].concat();
        let run = case.run(&args).ends(0);
        run.out.lines().skip(1).map(|line| line.split(',').nth(1).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(values("1..100", &["--steps", "2"]), ["1", "100"]);
    assert_eq!(values("1%..100%", &["--steps", "2"]), ["1", "100"]);
    assert_eq!(values("1,50,100", &[]), ["1", "50", "100"]);
    for (value, told) in [("1", "may be a fraction of 1"), ("0.5,0.9", "is below 1 %")] {
        let run = case.run(&["sweep", "s.csv", "--vary", &format!("target_utilization_pct={value}")]);
        assert!(run.code != 0 && run.err.contains(told), "{value}: {}", run.err);
    }
}

/// $0.00001 a GB-s for 1,000,000 s of 1 GB are $10.00; 1,000,000 requests at $0.20 a million.
#[test]
fn a_partial_upfront_plan_of_lambda_is_priced_with_a_rate_of_ones_own() {
    let case = Case::new(format!("{HEADING}A,1M,1000,1024\n"));
    let partial = "lambda_purchase=compute-sp-1y-partial-upfront";
    let without = case.compare(&["--set", partial]);
    assert!(
        without.code != 0 && without.err.contains("compute-sp-1y-partial-upfront; the nearest known"),
        "{}",
        without.err
    );
    case.write(
        "own.csv",
        "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n\
         us-east-1,lambda,duration,x86_64,compute-sp-1y-partial-upfront,0,Inf,GB-s,0.00001,2026-11-01,own\n",
    );
    let with = case.compare(&["--set", partial, "--pricing", "own.csv"]).ends(0);
    assert!(with.out.contains("*$10.20"), "{}", with.out);
    let help = case.run(&["columns", "lambda_purchase"]).ends(0).out;
    assert!(
        help.split_whitespace().collect::<Vec<_>>().join(" ").contains("no rate of partial: give one with --pricing")
    );
}

/// Of a c7g.large's 4,096 MB requests have 3,584, which hold one of 2,100 MB: is all.
#[test]
fn memory_is_told_by_the_requests_that_it_holds() {
    let heading = HEADING.trim_end();
    let case = Case::new(format!(
        "{heading},memory_used_mb,invocation,scaling,instance_type\nA,3000,600000,3008,2100,async,per-run,c7g.large\n"
    ));
    let out = case.compare(&["--explain"]).ends(0).out;
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("an instance for each run; 100.0 % of the requests that memory holds at the peak"), "{out}");
}

/// 512 MB are between the steps 128, 704, 1280 and beyond of six from 128 to 3,008.
#[test]
fn a_sweep_tells_that_the_scenarios_own_value_is_cheaper_than_those_tried() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,memory_used_mb,cpu_ms\nA,5M,180,512,140,40\n");
    let sweep = |values: &str, steps: &str| {
        let vary = format!("memory_mb={values}");
        let run = case.run(&["sweep", "s.csv", "--vary", &vary, "--steps", steps]).ends(0);
        run.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let passed = sweep("128..3008", "6");
    assert!(passed.contains("Of the values tried, Lambda is cheapest at memory_mb 704"), "{passed}");
    assert!(passed.contains("With the memory_mb of the scenario, which is none of them, Lambda costs $"), "{passed}");
    // 512 is one of these; 140 is cheaper than 512, which is none of those.
    for (values, steps) in [("128..512", "4"), ("140..264", "2")] {
        let told = sweep(values, steps);
        assert!(!told.contains("which is none of them"), "{told}");
    }
    let lists = case.run(&["sweep", "s.csv", "--vary", "purchase=on-demand,compute-sp-1y"]).ends(0);
    assert!(!lists.out.contains("Of the values tried"), "{}", lists.out);
}

/// A REST API waits 29,000 ms by default.
#[test]
fn break_evens_in_duration_tell_a_rest_apis_timeout() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,front_door\nA,5M,120,1024,rest-api\n");
    let told = |more: &[&str]| {
        let run = case.run(&[&["breakeven", "s.csv", "--of", "duration"], more].concat()).ends(0);
        run.out.contains("more than 29,000 ms outlast a REST API's default timeout")
    };
    assert!(told(&[]) && told(&["--to", "29000.1"]));
    assert!(!told(&["--to", "29000"]));
    assert!(!told(&["--set", "front_door=function-url"]));
}

/// Of 180 ms 40 are work on 512 / 1,769 of a vCPU: 40 x 1,769 / 512 = 138.2 ms of work and 41.8 of waiting.
#[test]
fn a_setting_that_is_slower_says_so_and_terms_that_differ_too() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,memory_used_mb,cpu_ms\nA,5M,180,512,140,40\n");
    let words = |parts: &[&str]| {
        let out = case.compare(parts).ends(0).out;
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // 140 MB and a tenth are 154: 459.5 ms of work and 41.8 of waiting are billed as 502 ms x 154 MB = 77,308. At 155 MB 498.3 ms
    // are 499 x 155 = 77,345: both $7.29 for 5M, so the faster one.
    let said = "memory_mb 155 (was 512), which takes 498.3 ms instead of 180 ms";
    let table = words(&["--optimize", "memory"]);
    assert!(table.contains(said) && !table.contains("The terms differ"), "{table}");
    assert!(words(&["--optimize", "memory", "--format", "markdown"]).contains(&said.replace('_', "\\_")));
    // Lambda's plans are of one year or three, and so are EC2's: the longest is the cheapest of EC2.
    let bought = words(&["--optimize", "purchase"]);
    assert!(
        bought.contains("The terms differ: Lambda ") && bought.contains(", EC2 for 3 years, all paid upfront."),
        "{bought}"
    );
}

#[test]
fn a_profile_beside_the_reader_and_not_the_scenario_is_told_with_both_places() {
    let case = Case::new(TWO);
    fs::create_dir(case.path().join("in")).unwrap();
    case.write("in/s.csv", TWO);
    case.write("p.csv", (1..=24).map(|hour| format!("{},{}\n", hour - 1, hour * 7 % 11)).collect::<String>());
    let here = case.path().canonicalize().unwrap().join("p.csv");
    let mend = format!(
        "there is no such file beside the scenario, in in; one lies in the current folder: write {}",
        here.display()
    );
    case.run(&["compare", "in/s.csv", "--set", "traffic=p.csv"]).ends(3).silent().says(&[mend.as_str()]);
    // What is to be written is read.
    case.run(&["compare", "in/s.csv", "--set", &format!("traffic={}", here.display())]).ends(0);
}
