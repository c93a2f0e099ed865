//! What stands against a verdict is told with it, in every format, as a user sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use std::fs;
use tempfile::TempDir;

/// A folder with this scenario as `s.csv`.
fn folder(scenario: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.csv"), scenario).unwrap();
    folder
}

/// A scenario of these rows.
fn scenario_of(rows: &str) -> String {
    format!("name,requests_per_month,duration_ms,memory_mb\n{rows}")
}

/// Standard output of a run that ends well, its lines joined.
fn told(folder: &TempDir, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    let output = command.current_dir(folder.path()).env_remove("COLUMNS").args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let words = String::from_utf8(output.stdout).unwrap();
    words.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[test]
fn a_verdict_of_ranges_says_how_often_it_holds() {
    // A million requests of 0.1 s at 512 MB cost $0.20 + 50,000 GB-s × $0.0000166667 = $1.03 on Lambda; two t3a.micro, their
    // volumes and a load balancer some $33, as 32 million requests do, and more instances carry more for less. Of the
    // triangle from 1M over 1M to 10,000M a share of (1 - 0.0032)² = 99 % lies above that.
    let folder = folder("name,requests_per_month,duration_ms,memory_mb\nA,1M..1M..10B,100,512\n");
    let told_of = |text: &str| {
        assert!(text.contains("A: Lambda is cheaper"), "{text}");
        assert!(
            text.contains("These are costs at the likely values of its ranges: over all of them EC2 is cheaper in 9"),
            "{text}"
        );
    };
    told_of(&told(&folder, &["compare", "s.csv"]));
    told_of(&told(&folder, &["compare", "s.csv", "--format", "markdown"]));
    told(&folder, &["compare", "s.csv", "--export", "s.svg", "--export", "s.pptx"]);
    let svg = fs::read_to_string(folder.path().join("s.svg")).unwrap();
    assert!(svg.contains("over all of them EC2 is cheaper in 9"), "{svg}");
    // The title tells it too, of the chart by itself as well.
    let chart = told(&folder, &["chart", "compare", "s.csv", "-o", "-"]);
    for picture in [svg, chart] {
        let title = picture.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
        let told = " % of the possible inputs; at the likely values Lambda saves $";
        assert!(title.starts_with("EC2 is cheaper in 9") && title.contains(told), "{title}");
    }
}

#[test]
fn several_verdicts_of_ranges_count_those_that_are_open() {
    let rows = "A,1M..1M..10B,100,512\nB,1M,100,512\nC,1M..2M,100,512\n";
    let folder = folder(&scenario_of(rows));
    let text = told(&folder, &["compare", "s.csv"]);
    assert!(text.contains("over all of them the choice for 1 of 3 (A) is open."), "{text}");
    let chart = told(&folder, &["chart", "compare", "s.csv", "-o", "-"]);
    let finding = "Lambda is the choice for all three workloads; over all of the ranges the choice for 1 of 3 is open";
    // C has no likely value.
    assert!(chart.contains(&format!("<title>At the likely values, or halfway, {finding}</title>")), "{chart}");
    assert!(chart.contains("Over all of the ranges the choice for 1 of 3 (A) is open."), "{chart}");
    fs::write(folder.path().join("likely.csv"), scenario_of(&rows.replace("1M..2M", "1M..1M..2M"))).unwrap();
    let chart = told(&folder, &["chart", "compare", "likely.csv", "-o", "-"]);
    assert!(chart.contains(&format!("<title>At the likely values {finding}</title>")), "{chart}");
}

#[test]
fn bars_sample_the_ranges_of_up_to_a_hundred_workloads() {
    let row = |name: usize, volume: &str| format!("{name},{volume},100,512\n");
    let title = |rows: &str| {
        let folder = folder(&scenario_of(rows));
        let chart = told(&folder, &["chart", "compare", "s.csv", "-o", "-"]);
        let title = chart.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
        (title.to_owned(), chart.contains("Ranges are not sampled: they count as their likely values, or halfway."))
    };
    // As above, a range up to 10,000M leaves the choice open; workloads without ranges do not count.
    let one = row(0, "1M..1M..10B") + &(1..=100).map(|name| row(name, "1M")).collect::<String>();
    let open = "At the likely values Lambda is the choice for all 101 workloads; over all of the ranges the choice for 1 of 101 \
                is open";
    assert_eq!(title(&one), (open.to_owned(), false));
    let all: String = (0..=100).map(|name| row(name, "1M..1M..10B")).collect();
    assert_eq!(title(&all), ("At the likely values Lambda is the choice for all 101 workloads".to_owned(), true));
    let folder = folder(&scenario_of(&all));
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    let output = command.current_dir(folder.path()).args(["chart", "compare", "s.csv", "-o", "-"]).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("note: 101 workloads have ranges, which bars sample for up to 100: they stand on"), "{err}");
}

#[test]
fn a_portfolio_of_ranges_is_refused_wherever_it_is_priced() {
    let folder = folder(&scenario_of("A,1M..2M,100,512\nB,1M,100,512\n"));
    for args in [
        &["compare", "s.csv"][..],
        &["report", "s.csv", "-o", "s.html"],
        &["chart", "compare", "s.csv", "-o", "s.svg"],
        &["chart", "s.csv", "-o", "s.pptx"],
        &["chart", "s.csv", "--all", "all"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
        let output = command.current_dir(folder.path()).args(args).arg("--portfolio").output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {err}");
        assert!(err.contains("write single values where cells hold ranges"), "{args:?}: {err}");
    }
}

#[test]
fn a_cheaper_fleet_that_is_off_while_demand_comes_says_so() {
    // Five days of ten hours are 50 of a week's 168: steady demand comes in 118 of them outside, 70.2 %.
    let row = "A,50M,120,1024,scheduled,Mon-Fri 08:00-18:00";
    let folder = folder(&format!("name,requests_per_month,duration_ms,memory_mb,scaling,schedule\n{row}\n"));
    let but = "But 70.2 % of the demand falls outside";
    let text = told(&folder, &["compare", "s.csv"]);
    assert!(text.contains("EC2 is cheaper") && text.contains(but), "{text}");
    assert!(told(&folder, &["chart", "compare", "s.csv", "-o", "-"]).contains(but));
    for kind in ["breakeven", "profile"] {
        let picture = told(&folder, &["chart", kind, "s.csv", "-o", "-"]);
        assert!(picture.contains("on-demand, off for 70.2 % of the demand"), "{kind}");
    }
}

#[test]
fn plans_and_architectures_of_one_side_are_assumptions() {
    let folder = folder("name,requests_per_month,duration_ms,memory_mb,instance_type\nA,50M,120,1024,m5.large\n");
    let assumptions = |args: &[&str]| {
        let text = told(&folder, &[&["compare", "s.csv", "--format", "json"], args].concat());
        ["one_sided_plan", "other_architecture"].map(|key| text.contains(key))
    };
    assert_eq!(assumptions(&[]), [false, false]);
    assert_eq!(assumptions(&["--set", "purchase=compute-sp-1y"]), [true, false]);
    assert_eq!(assumptions(&["--set", "lambda_purchase=compute-sp-1y"]), [true, false]);
    let both = ["--set", "purchase=compute-sp-1y", "--set", "lambda_purchase=compute-sp-1y"];
    assert_eq!(assumptions(&both), [false, false]);
    assert_eq!(assumptions(&["--set", "purchase=ri-1y"]), [false, false]);
    assert_eq!(assumptions(&["--set", "instance_type=m7g.large"]), [false, true]);
    assert_eq!(assumptions(&["--set", "instance_type=m7g.large", "--set", "arch=arm64"]), [false, false]);
}

#[test]
fn more_instances_than_a_load_balancer_takes_are_a_warning() {
    let fleet = |count: &str| {
        format!(
            "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count\nA,1M,99,512,m5.large,{count}\n"
        )
    };
    let warns = |count: &str| {
        told(&folder(&fleet(count)), &["compare", "s.csv"])
            .contains("1,001 instances stand behind one load balancer at the peak: raise the quota")
    };
    assert!(warns("1001") && !warns("1000"));
    // Nobody waits for asynchronous work: no load balancer.
    let text = told(&folder(&fleet("1001")), &["compare", "s.csv", "--set", "invocation=async"]);
    assert!(!text.contains("load balancer at the peak"), "{text}");
}

/// 5,000 million requests in 730 hours are 1,902.59 a second, of 400 ms each 761.04 in flight, and by their rate 190.3. Two such functions
/// need 1,522.07: above the quota of 1,000, which neither needs alone.
#[test]
fn functions_of_an_account_that_need_more_than_its_quota_together_are_warned_of() {
    let rows = "A,us-east-1,5000M,400,512\nB,us-east-1,5000M,400,512\nC,eu-west-1,5000M,400,512\n";
    let folder = folder(&format!("name,region,requests_per_month,duration_ms,memory_mb\n{rows}"));
    let text = told(&folder, &["compare", "s.csv", "--portfolio"]).replace("\n  ", " ");
    assert!(
        text.contains("on Lambda, both functions of us-east-1 need a concurrency of 1,523 where their peaks"),
        "{text}"
    );
    assert!(!text.contains("functions of eu-west-1"), "{text}");
    assert!(!told(&folder, &["compare", "s.csv"]).contains("where their peaks"));
}

/// What is in flight and what the rate needs are sums of their own: 60 a second for 10 s are 600 and events, 5,000 a second for 10 ms 50
/// in flight and 500 by their rate. The account needs 650, not 1,100.
#[test]
fn what_is_in_flight_and_what_the_rate_needs_are_not_added() {
    let rows = "Slow,157.68M,10000,512,async\nFast,13140M,10,512,sync\n";
    let folder = folder(&format!("name,requests_per_month,duration_ms,memory_mb,invocation\n{rows}"));
    assert!(!told(&folder, &["compare", "s.csv", "--portfolio"]).contains("where their peaks"));
}

#[test]
fn a_larger_fleet_that_would_change_the_verdict_is_in_json() {
    // As in the unit tests of the search: a t3a.small sustains 0.4 of the 1.32 vCPUs that are used, so four carry them.
    let folder = folder("name,requests_per_month,duration_ms,memory_mb\nA,50M,120,1024\nB,5M,120,1024\n");
    let json: serde_json::Value =
        serde_json::from_str(&told(&folder, &["compare", "s.csv", "--format", "json"])).unwrap();
    let fleet = |at: usize| &json["workloads"][at]["larger_fleet"];
    assert_eq!((&fleet(0)["instance_type"], &fleet(0)["min_instances"]), (&"t3a.small".into(), &4.into()));
    assert!(fleet(1).is_null());
    // With surplus credits, also as there: $66.9241.
    let surplus = |at: usize| &json["workloads"][at]["surplus_fleet"];
    assert_eq!(surplus(0)["instance_type"], "t3a.small");
    assert!(surplus(0)["ec2_usd"].as_str().unwrap().starts_with("66.9240"));
    assert!(surplus(1).is_null());
}

#[test]
fn a_verdict_alone_says_that_a_fleet_which_is_not_taken_undercuts_it() {
    let folder = folder("name,requests_per_month,duration_ms,memory_mb\nA,50M,120,1024\n");
    let but = "But EC2 would cost $66.92 a month as 3 × t3a.small, which the search does not take by itself.";
    // The same picture says the same, whatever it is made by.
    for args in [
        &["compare", "s.csv", "--export", "export.svg"][..],
        &["chart", "compare", "s.csv", "-o", "-"],
        &["chart", "compare", "s.csv", "--terminal"],
    ] {
        let text = told(&folder, args);
        assert!(text.contains(but), "{args:?}: {text}");
    }
    let svg = fs::read_to_string(folder.path().join("export.svg")).unwrap();
    assert!(svg.contains(but), "{svg}");
    let named = told(&folder, &["compare", "s.csv", "--set", "instance_type=t3a.small"]);
    assert!(named.starts_with("A: EC2 is cheaper, $66.92 a month"), "{named}");
}

#[test]
fn every_picture_of_costs_says_that_a_fleet_which_is_not_taken_undercuts_it() {
    let folder_of = |rows: &str| folder(&scenario_of(rows));
    let one = folder_of("A,50M,120,1024\n");
    let but = "But EC2 would cost $66.92 a month as 3 × t3a.small, which the search does not take by itself.";
    for kind in ["breakeven", "components", "map", "memory", "profile", "tornado"] {
        for to in [&["-o", "-"][..], &["--terminal"]] {
            let text = told(&one, &[&["chart", kind, "s.csv"], to].concat());
            assert!(text.contains(but), "{kind} {to:?}: {text}");
        }
    }
    // A title that tells what Lambda saves does not say less than the foot.
    for kind in ["breakeven", "compare", "profile"] {
        let text = told(&one, &["chart", kind, "s.csv", "--terminal"]);
        assert!(text.contains(", but 3 × t3a.small would cost less"), "{kind}: {text}");
    }
    // EC2 is the cheaper side a little below those 50 million, and the next one is Lambda where the same fleet costs less.
    let text = told(&folder_of("A,45M,120,1024\n"), &["chart", "tornado", "s.csv", "--terminal"]).replace('\n', " ");
    assert!(text.contains("Lambda is cheaper, but 3 × t3a.small would cost less"), "{text}");
    assert!(text.contains("CPU factor 1× ") && text.contains("memory for the system 512 MB "), "{text}");
    // Of 5 million a month the two cheapest instances cost more than the $11 of Lambda.
    let several = folder_of("A,50M,120,1024\nB,5M,120,1024\nC,50M,120,1024\n");
    let four = folder_of("A,50M,120,1024\nB,5M,120,1024\nC,50M,120,1024\nD,50M,120,1024\n");
    // One or two are named, of more it is told how many.
    let named = "But EC2 would be cheaper for A, at $66.92 a month as 3 × t3a.small, and for C, at $66.92 a month as 3 × t3a.small, \
                 which the search does not take by itself.";
    let counted =
        "3 of 4 workloads would be cheaper on EC2 with burstable types that the search does not take by itself.";
    for (folder, of_all) in [(&several, named), (&four, counted)] {
        for kind in ["compare", "components"] {
            let text = told(folder, &["chart", kind, "s.csv", "--terminal"]);
            assert!(text.contains(of_all), "{kind}: {text}");
        }
    }
    // A picture of one of them tells of that one.
    assert!(told(&several, &["chart", "memory", "s.csv", "--workload", "C", "-o", "-"]).contains(but));
    assert!(!told(&several, &["chart", "memory", "s.csv", "--workload", "B", "-o", "-"]).contains("by itself"));
}

#[test]
fn where_nobody_looked_for_fleets_that_are_not_taken_it_is_told() {
    let told_of = |rows: &str, args: &[&str]| {
        let text = told(&folder(&scenario_of(rows)), &[&["compare", "s.csv"], args].concat());
        let found = text.split_once("Fleets that the search does not take by itself were not looked for");
        found.map(|(_, rest)| rest.split('(').next().unwrap_or_default().trim().to_owned())
    };
    let row = "A,50M,120,1024\n";
    assert_eq!(told_of(row, &[]), None);
    assert_eq!(told_of(row, &["--no-breakeven"]).as_deref(), Some(""));
    assert_eq!(told_of(row, &["--portfolio"]).as_deref(), Some("with --portfolio"));
    let rows = |count: usize| (0..count).map(|at| format!("A{at},50M,120,1024\n")).collect::<String>();
    assert_eq!(told_of(&rows(100), &[]), None);
    assert_eq!(told_of(&rows(101), &[]).as_deref(), Some("among more than 100 workloads"));
    assert_eq!(told_of(&rows(101), &["--breakeven"]), None);
    // Nothing is left out of a search that is none, and where EC2 is the cheaper side no fleet changes that.
    assert_eq!(told_of(&rows(101), &["--set", "instance_type=m5.large"]), None);
    assert_eq!(told_of(&rows(101), &["--set", "requests_per_month=5000M"]), None);
}

#[test]
fn answers_about_other_values_say_which_fleets_they_are_of() {
    let folder = folder(&scenario_of("A,50M,120,1024\n"));
    let rule = "The search takes no burstable type whose CPU credits do not carry the mean CPU use.";
    let ways = "as 3 × t3a.small buys surplus CPU credits: $66.92 a month. At $66.92 it would be the cheaper side: --set \
                instance_type=t3a.small asks for the answer with that.";
    let exact = "exact to one request, among the fleets that the search takes.";
    for command in ["breakeven", "sensitivity"] {
        for format in ["table", "markdown", "json"] {
            let text = told(&folder, &[command, "s.csv", "--format", format]).replace("\\_", "_");
            assert!(text.contains(rule) && text.contains(ways), "{command} {format}: {text}");
            assert_eq!(text.contains(exact), command == "breakeven", "{command} {format}: {text}");
            assert_eq!(text.matches(rule).count(), 1, "{command} {format}: {text}");
        }
        let named = told(&folder, &[command, "s.csv", "--set", "instance_type=t3a.small"]);
        assert!(!named.contains("the search"), "{named}");
    }
}

#[test]
fn a_setting_for_one_of_several_workloads_is_advised_for_it_alone() {
    let folder = folder(&scenario_of("A,50M,120,1024\nB,50M,120,1024\n"));
    for command in ["breakeven", "sensitivity"] {
        let is_of_one = |more: &[&str]| {
            let text = told(&folder, &[&[command, "s.csv", "--format", "json"], more].concat());
            assert!(text.contains("--set instance_type=t3a.small asks"), "{text}");
            text.contains("--workload NAME --set instance_type=t3a.small asks")
        };
        assert!(is_of_one(&[]) && !is_of_one(&["--workload", "A"]), "{command}");
    }
}

#[test]
fn a_commitment_that_on_demand_undercuts_is_a_warning() {
    let folder = folder("name,requests_per_month,duration_ms,memory_mb,instance_type\nA,500M,120,1024,m7g.large\n");
    let warns = |fee: &str| {
        let row = format!("us-east-1,m7g.large,ri-1y-partial-upfront,0.05,{fee},2026-11-01,x");
        let table = format!("region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n{row}\n");
        std::fs::write(folder.path().join("own.csv"), table).unwrap();
        let args = ["--pricing", "own.csv", "--set", "purchase=ri-1y-partial-upfront", "--format", "json"];
        told(&folder, &[&["compare", "s.csv"], args.as_slice()].concat()).contains(
            "ri-1y-partial-upfront is not used: at $0.095662100457 an instance-hour all month it costs no less than $0.0816 \
             on demand for the hours that the instances run",
        )
    };
    // 400 / 8,760 = 0.045662100457 an hour beside 0.05; with 200 it is 0.0728310502285, less than 0.0816.
    assert_eq!((warns("400"), warns("200")), (true, false));
}

/// On demand, a GB-second of x86_64 costs $0.0000166667 at most.
#[test]
fn a_plan_of_lambda_that_on_demand_undercuts_is_a_warning_and_a_doubt() {
    let folder = folder("name,requests_per_month,duration_ms,memory_mb,instance_type\nA,500M,120,1024,m7g.large\n");
    let heading = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source";
    let warns = |usd: &str| {
        let row = format!("us-east-1,lambda,duration,x86_64,compute-sp-1y,0,Inf,GB-s,{usd},2026-11-01,x");
        std::fs::write(folder.path().join("own.csv"), format!("{heading}\n{row}\n")).unwrap();
        let args = ["--pricing", "own.csv", "--set", "lambda_purchase=compute-sp-1y", "--format", "json"];
        let said = told(&folder, &[&["compare", "s.csv"], args.as_slice()].concat()).contains(&format!(
            "compute-sp-1y-no-upfront is not used for duration: at ${usd} a GB-s it costs no less than $0.0000166667 on demand"
        ));
        let doubted = told(&folder, &["prices", "check", "own.csv"]).contains(&format!(
            "own.csv:2: lambda duration x86_64 compute-sp-1y-no-upfront in us-east-1 costs ${usd} a GB-s, more than \
             $0.0000166667 on demand: the plan will not be used"
        ));
        (said, doubted)
    };
    assert_eq!(
        (warns("0.000018"), warns("0.0000166667"), warns("0.000016")),
        ((true, true), (true, false), (false, false))
    );
}

#[test]
fn a_verdict_that_work_makes_says_so() {
    // 50 million requests of 0.12 s at 1 GB: $10.00 and 6 million GB-s × $0.0000166667 = $100.00 on Lambda, with 2 hours at $80
    // $270.00. EC2's fleet of 30 vCPU-ms requests costs less than that, and 12 hours $960.00 more.
    let heading =
        "name,requests_per_month,duration_ms,memory_mb,cpu_ms,ops_usd_per_hour,ops_hours_lambda,ops_hours_ec2";
    let without = "Without operations work ($160.00 on Lambda, $960.00 on EC2) EC2 would be cheaper.";
    let made = folder(&format!("{heading}\nAPI,50M,120,1024,30,80,2,12\n"));
    let text = told(&made, &["compare", "s.csv"]);
    assert!(text.contains("Lambda is cheaper, $270.00 a month") && text.contains(without), "{text}");
    assert!(told(&made, &["compare", "s.csv", "--format", "markdown"]).contains("Without operations work"));
    assert!(told(&made, &["chart", "compare", "s.csv", "-o", "-"]).contains(without));
    let two = folder(&format!("{heading}\nAPI,50M,120,1024,30,80,2,12\nJobs,50M,120,1024,30,80,2,2\n"));
    let text = told(&two, &["compare", "s.csv"]);
    assert!(text.contains(&format!("API: {without}")) && !text.contains("Jobs: Without"), "{text}");
    let text = told(&two, &["chart", "compare", "s.csv", "-o", "-"]);
    assert!(text.contains("Without operations work one verdict would be for the other side."), "{text}");
}

#[test]
fn hours_of_a_profile_do_not_hide_the_month() {
    // Two or three m7i.large serve all of it: their hours cost the same, and Lambda's follow the demand, which changes tenfold.
    let heading = "name,requests_per_month,duration_ms,memory_mb,cpu_ms,memory_used_mb,traffic,instance_type";
    let daily = folder(&format!("{heading}\nA,80M,120,1024,20,100,web,m7i.large\n"));
    let verdict = told(&daily, &["compare", "s.csv"]);
    let winner = if verdict.contains("A: EC2 is cheaper") { "EC2" } else { "Lambda" };
    let title = told(&daily, &["chart", "profile", "s.csv", "-o", "-"]);
    assert!(title.contains(&format!("<title>{winner} is cheaper over the month")), "{title}");
}

#[test]
fn assumptions_are_of_the_workloads_that_are_shown() {
    let rows = "A,5M,100,512\nB,6M,100,512\nC,7M,100,512\n";
    let folder = folder(&scenario_of(rows));
    let told = |args: &[&str]| told(&folder, &[&["compare", "s.csv"], args].concat());
    assert!(told(&["--top", "2"]).contains("counts as CPU work, which favors Lambda [2 of 2 shown]"));
    assert!(!told(&[]).contains("shown]"));
}
