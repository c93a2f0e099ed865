//! `costcalc chart` as a user runs it: what pictures say, in which formats, and what hostile names do to them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use roxmltree::Document;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Frozen prices: a request of 100 ms at 1,024 MB is 0.1 GB-s x 0.00002 + 0.0000002 = $0.0000022; one m1t.large is
/// 730 h x 0.10 + 20 GB x 0.1 = $75.00 a month. 75 / 0.0000022 = 34,090,909.1.
const ONE: &str = "name,region,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation\n\
                   Checkout,test-region-1,10M,100,1024,m1t.large,1,async\n";

struct Case {
    folder: TempDir,
}

struct Run {
    code: i32,
    out: Vec<u8>,
    err: String,
}

impl Case {
    fn new(text: &str) -> Case {
        let case = Case { folder: tempfile::tempdir().unwrap() };
        fs::write(case.path().join("s.csv"), text).unwrap();
        case
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, args: &[&str]) -> Run {
        let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pricing/frozen");
        let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
        command.current_dir(self.path()).env_remove("COLUMNS").args(args).arg("--pricing").arg(frozen);
        let output = command.output().unwrap();
        Run { code: output.status.code().unwrap(), out: output.stdout, err: String::from_utf8(output.stderr).unwrap() }
    }

    /// A chart of that kind as SVG.
    fn svg(&self, kind: &str, args: &[&str]) -> String {
        let all: Vec<&str> = ["chart", kind, "s.csv", "-o", "-"].into_iter().chain(args.iter().copied()).collect();
        let run = self.run(&all);
        // The frozen prices of instances are of a place of their own, in which not every scenario here is; what only waits, and what
        // takes minutes very often, is asked about.
        let known = [": test-region-1 is no region", ": cpu_ms is 0", ": duration_ms is half a minute"];
        let is_known = |line: &&str| known.iter().any(|known| line.contains(known));
        let told: Vec<&str> = run.err.lines().filter(|line| !is_known(line)).collect();
        assert_eq!((run.code, told), (0, Vec::new()), "{kind}");
        String::from_utf8(run.out).unwrap()
    }
}

/// The texts of an SVG, which must be well-formed.
fn texts(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).unwrap();
    let text = |node: roxmltree::Node<'_, '_>| node.text().unwrap_or_default().to_owned();
    document.descendants().filter(|node| node.has_tag_name("text")).map(text).collect()
}

#[track_caller]
fn assert_says(svg: &str, expected: &[&str]) {
    let found = texts(svg);
    for words in expected {
        assert!(found.iter().any(|text| text == words), "{words:?} is not in {found:#?}");
    }
}

#[test]
fn a_picture_of_one_workload_tells_the_ranges_of_that_one() {
    let more = ",growth_pct_per_month\nA,test-region-1,5M..9M,100,512,m1t.large,1,async,2..4\nB,test-region-1,5M,80..90,512,m1t.large,1,async,3\n";
    let rows = format!("{}{more}", ONE.lines().next().unwrap());
    let case = Case::new(&rows);
    let told = |args: &[&str]| {
        let all: Vec<&str> = ["chart"].into_iter().chain(args.iter().copied()).chain(["s.csv", "-o", "-"]).collect();
        let err = case.run(&all).err;
        err.lines()
            .filter_map(|line| line.strip_prefix("note: s.csv:").filter(|_| line.contains(" counts as ")))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (a, b) = (
        "2: requests_per_month 5,000,000..9,000,000 counts as 7,000,000 here, halfway",
        "3: duration_ms 80..90 counts as 85 here, halfway",
    );
    assert_eq!(told(&["breakeven", "--workload", "B"]), [b]);
    assert_eq!(told(&["breakeven"]), [a]);
    assert_eq!(told(&["compare"]), [a, b]);
    assert_eq!(told(&["growth", "--workload", "A"]), [a, "2: growth_pct_per_month 2..4 counts as 3 here, halfway"]);
}

#[test]
fn a_break_even_says_where_it_flips_and_where_the_workload_stands() {
    let case = Case::new(ONE);
    let svg = case.svg("breakeven", &["--to", "80M", "--from", "1M"]);
    assert_says(
        &svg,
        &[
            "Checkout · 100 ms at 1,024 MB, x86_64 · EC2: 1 × m1t.large, on-demand",
            "Break-even 34.09M",
            "both $75.00 a month",
            "as it is: 10M",
            "USD a month (log scale)",
            "Requests a month (log scale)",
            "1M",
            "10M",
            "Lambda",
            "EC2",
            concat!("costcalc ", env!("CARGO_PKG_VERSION")),
        ],
    );
    let document = Document::parse(&svg).unwrap();
    let root = document.root_element();
    assert_eq!((root.attribute("width"), root.attribute("height")), (Some("1920"), Some("1080")));
    assert_eq!(root.attribute("role"), Some("img"));
    let title = root.children().find(|node| node.has_tag_name("title")).unwrap();
    // As it is, 10M cost $22.00 on Lambda, $75.00 on EC2.
    let told = "Lambda is cheaper below 34.09M requests a month; as it is, at 10M, Lambda saves $53.00";
    assert_eq!(title.text(), Some(told));
    // The price date and the region stand at the foot.
    assert!(texts(&svg).iter().any(|text| text.contains("as of 20") && text.contains("test-region-1")));
}

#[test]
fn every_crossing_has_its_value_where_there_is_room() {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/growth.csv");
    let args = ["breakeven", scenario.to_str().unwrap(), "--workload", "Settled API"];
    let command = |args: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_costcalc")).args(args).output().unwrap();
        String::from_utf8(run.stdout).unwrap()
    };
    let found = texts(&command(&[&["chart"][..], &args, &["-o", "-"]].concat()));
    // Where the winner is another one than before, ties of a single step left out, as `breakeven` lists it.
    let listed: serde_json::Value =
        serde_json::from_str(&command(&[&args[..], &["--format", "json"]].concat())).unwrap();
    let rows = listed["workloads"][0]["rows"].as_array().unwrap();
    let number = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap().parse::<f64>().unwrap();
    let mut winners: Vec<(&str, f64)> = Vec::new();
    for row in rows.iter().filter(|row| row["cheaper"] != "tie" || number(row, "from") != number(row, "to")) {
        let winner = row["cheaper"].as_str().unwrap();
        if winners.last().is_none_or(|(last, _)| *last != winner) {
            winners.push((winner, number(row, "from")));
        }
    }
    assert!(winners.len() > 3, "{listed}");
    // Those that are less than a ring apart are told in one, by the first and the last of them.
    let number = |text: &str| text.trim_end_matches('M').parse::<f64>().ok();
    let labels: Vec<(f64, f64)> = (found.iter())
        .filter_map(|text| match text.strip_prefix("Break-even ").unwrap_or(text).split_once('–') {
            Some((first, last)) => number(first).zip(number(last)),
            None => text.ends_with('M').then(|| number(text)).flatten().map(|one| (one, one)),
        })
        .collect();
    for (_, from) in &winners[1..] {
        let millions = (from / 1e4).round() / 1e2;
        assert!(labels.iter().any(|(first, last)| (*first..=*last).contains(&millions)), "{millions}: {found:#?}");
    }
    // 19.64M and 20.18M are log10(20.18 / 19.64) / log10(5,000) = 0.3 % of the axis from 1M to 5B apart, 27.72M is 3.7 %.
    assert!(labels.contains(&(19.64, 20.18)) && labels.contains(&(27.72, 27.72)), "{found:#?}");
}

#[test]
fn a_title_says_where_only_one_side_is_possible() {
    // Lambda ends at 900 s, up to which a thousand requests cost less than any instance.
    let case = Case::new(&ONE.replace("10M", "1k"));
    let found = texts(&case.svg("breakeven", &["--of", "duration", "--to", "2000000"]));
    let title = "Lambda is cheaper below 900,000.1 ms; only EC2 is possible from there on; as it is, at 100 ms, Lambda saves $75.00";
    assert!(found.join(" ").starts_with(title), "{found:#?}");
}

#[test]
fn a_title_says_which_of_many_values_its_verdict_stands_on() {
    // As above at 10M, which is the likely value, and halfway between 5M and 15M.
    for (volume, at) in [("5M..10M..60M", "the likely values"), ("5M..15M", "the likely values, or halfway")] {
        let case = Case::new(&ONE.replace("10M", volume));
        let run = case.run(&["chart", "breakeven", "s.csv", "-o", "-", "--to", "80M", "--from", "1M"]);
        let svg = String::from_utf8(run.out).unwrap();
        let told = format!(
            "Lambda is cheaper below 34.09M requests a month; at 10M, with ranges at {at}, Lambda saves $53.00"
        );
        assert!(svg.contains(&format!("<title>{told}</title>")), "{svg}");
    }
}

#[test]
fn titles_call_multiples_by_their_number() {
    // 50M requests cost $110.00 on Lambda and $75.00 on one m1t.large; a second one would be dearer than Lambda.
    let text = ONE.replace("10M", "50M").replace("instance_count", "min_instances");
    for (input, unit) in [("burst", "the hour's mean"), ("cpu_factor", "Lambda's vCPU")] {
        let title = texts(&Case::new(&text).svg("breakeven", &["--of", input])).join(" ");
        let told = format!(" times {unit}; as it is, at 1×, EC2 saves $35.00");
        assert!(title.contains(&told), "{title}");
    }
}

/// A request holds 9,000 MB where an m1t.large has 8,192: EC2 is possible nowhere, Lambda up to 900 s.
const NOWHERE: &str = "name,region,requests_per_month,duration_ms,memory_mb,instance_type,memory_used_mb\n\
                       A,test-region-1,1M,DURATION,10240,m1t.large,9000\n";

#[test]
fn what_is_possible_nowhere_is_not_called_cheaper() {
    let (long, short) = (Case::new(&NOWHERE.replace("DURATION", "1M")), Case::new(&NOWHERE.replace("DURATION", "100")));
    let whole = "the whole range of requests and duration";
    assert_says(
        &long.svg("map", &[]),
        &[&format!("Only Lambda is possible, and not over {whole}"), "only Lambda is possible", "neither is possible"],
    );
    assert_says(
        &long.svg("map", &["--y", "duration=900001..1000000"]),
        &[&format!("Neither is possible over {whole}")],
    );
    assert_says(&short.svg("map", &[]), &[&format!("Only Lambda is possible over {whole}"), "only Lambda is possible"]);
    for (case, who, title) in [(&long, "neither side", "Neither"), (&short, "only one side", "Only Lambda")] {
        let run = case.run(&["chart", "tornado", "s.csv", "-o", "-"]);
        assert!(run.code == 3 && run.err.contains(&format!("{who} can run this workload")), "{}", run.err);
        let title = format!("{title} can run this workload");
        assert_says(&case.svg("profile", &[]), &[&title]);
        assert_says(&case.svg("growth", &["--set", "growth_pct_per_month=5"]), &[&title]);
        assert_says(&case.svg("breakeven", &[]), &[&title]);
    }
}

#[test]
fn a_chart_that_figures_are_too_large_for_leaves_the_others() {
    // 10^18 requests of 100 ms can be counted; those of 2,000 ms, where a map ends, cannot.
    let case = Case::new(
        "name,requests_per_month,duration_ms,memory_mb,traffic,instance_type\nHuge,1e18,100,512,weekly,t3.micro\n",
    );
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
        let output = command.current_dir(case.path()).args(["chart"]).args(args).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, told) = run(&["s.csv", "--all", "all", "--formats", "svg"]);
    assert!(
        code == 0 && told.contains("note: no map chart of \"Huge\": the number of instances is too large"),
        "{told}"
    );
    assert!(case.path().join("all/tornado.svg").exists() && !case.path().join("all/map.svg").exists());
    // What is advised can be drawn.
    let (code, told) = run(&["map", "s.csv", "-o", "map.svg"]);
    let advised = ["--x", "requests=5e17..2e18", "--y", "duration=50..200"];
    assert!(code == 2 && told.contains(&format!("nearer to the workload: {}", advised.join(" "))), "{told}");
    let (code, told) = run(&[&["map", "s.csv", "-o", "map.svg"][..], &advised].concat());
    assert_eq!((code, told.as_str()), (0, ""));
}

#[test]
fn a_map_of_less_than_a_request_a_month_begins_at_one() {
    // 0.000001 × 730 a month.
    let case = Case::new(&ONE.replace("requests_per_month", "requests_per_hour").replace("10M", "0.000001"));
    assert_says(&case.svg("map", &[]), &["Lambda is cheaper over the whole range of requests and duration", "1k"]);
    // What is less stands at the edge.
    let run = case.run(&["chart", "map", "s.csv", "--terminal"]);
    let text = String::from_utf8(run.out).unwrap();
    assert!(run.code == 0 && text.contains("◆ as it is, outside the map: "), "{text}{}", run.err);
    let run = case.run(&["chart", "map", "s.csv", "-o", "-", "--x", "requests=0.001..0.1"]);
    assert!(run.code == 2 && run.err.contains("it goes from 1 to 10,000,000,000 requests a month"), "{}", run.err);
}

#[test]
fn a_tornado_has_on_top_what_its_title_tells() {
    // The break-even in volume is at 3.41 times, EC2's prices at 22 / 73 of 100 % = 27 %, 3.6 times below.
    let case = Case::new(ONE);
    let found = texts(&case.svg("tornado", &[]));
    // Both are beyond half and twice, which is what the bars show.
    let title = "No input halved or doubled changes the verdict; the nearest is requests: at 34.09M";
    assert!(found.iter().any(|text| text.starts_with(title)), "{found:#?}");
    // Half and twice of them move the difference by 33 and by 109.5 dollars.
    let place = |name: &str| found.iter().position(|text| text == name).unwrap();
    assert!(place("10M requests a month") < place("EC2's instance prices 100 %"), "{found:#?}");
    // Columns have names for a slide, and values their units.
    assert!(found.iter().any(|text| text == "EBS volume 20 GB"), "{found:#?}");
    assert!(found.iter().any(|text| text.starts_with("EC2 from ") && text.ends_with(" % down")), "{found:#?}");
}

#[test]
fn a_deck_of_many_workloads_says_how_to_see_the_others() {
    let case = Case::new(&format!("{ONE}{}", ONE.lines().nth(1).unwrap().replace("Checkout", "Search")));
    let run = case.run(&["chart", "s.csv", "-o", "deck.pptx"]);
    assert!(
        run.err.contains("--workload NAME, or draw them for each with costcalc chart SCENARIO --all FOLDER"),
        "{}",
        run.err
    );
}

#[test]
fn changes_are_counted_once() {
    // Every instance more changes the cheaper side; all of the places are too near each other for labels of their own.
    let case = Case::new(concat!(
        "name,requests_per_day,duration_ms,memory_mb,traffic,invocation,region\n",
        "ETL split,1900,120000,4096,nightly,async,us-east-1\n"
    ));
    let found = texts(&case.svg("breakeven", &["--of", "duration"]));
    let counted = found.iter().filter(|text| text.contains("times") || text.contains("flips")).count();
    assert!(counted == 1 && found.iter().any(|text| text.starts_with("Break-evens ")), "{found:#?}");
}

#[test]
fn a_range_from_nothing_has_no_scale_of_ratios() {
    // A logarithm of 0 ended the program once.
    let case = Case::new(ONE);
    let svg = case.svg("breakeven", &["--from", "0", "--to", "80M"]);
    assert_says(&svg, &["0", "Requests a month"]);
    assert!(!texts(&svg).iter().any(|text| text.contains("log scale")));
}

#[test]
fn bars_and_components_add_up_by_hand() {
    let case = Case::new(ONE);
    assert_says(
        &case.svg("compare", &[]),
        &["Lambda is cheaper than EC2: it saves $53.00 a month", "$22.00", "$75.00", "Lambda saves $53.00 (71 %)"],
    );
    // Duration is 20 of 22 dollars, instances are 73 of 75.
    assert_says(
        &case.svg("components", &[]),
        &["91 % of Lambda's cost is duration, 97 % of EC2's cost is instances", "Lambda requests", "EBS storage"],
    );
}

#[test]
fn sums_are_of_the_workloads_that_both_sides_can_run() {
    // Lambda ends at 900 s. Checkout costs $22.00, Search a tenth of that; each has an instance for $75.00.
    let row = ONE.lines().nth(1).unwrap();
    let batch = row.replace("Checkout", "Batch").replace(",10M,100,", ",1,1200000,");
    let search = row.replace("Checkout", "Search").replace("10M", "1M");
    assert_says(
        &Case::new(&format!("{ONE}{search}\n{batch}\n")).svg("compare", &[]),
        &[concat!(
            "A month, the two workloads that are possible on both sides: all on Lambda $24.20 · all on EC2 $150 · ",
            "all three, each where it is cheapest, $99.20"
        )],
    );
    assert_says(
        &Case::new(&format!("{ONE}{batch}\n")).svg("compare", &[]),
        &[concat!(
            "A month, the one workload that is possible on both sides: on Lambda $22.00 · on EC2 $75.00 · ",
            "both workloads, each where it is cheapest, $97.00"
        )],
    );
}

#[test]
fn bars_that_cannot_be_seen_and_savings_of_nearly_all_are_told() {
    let row = ONE.lines().nth(1).unwrap();
    let huge = row.replace("Checkout", "Huge").replace("10M", "100B").replace("m1t.large,1,", "m1t.large,10000,");
    let tiny = row.replace("Checkout", "Tiny").replace("10M", "10");
    // 100B cost $220,000, ten thousand instances $750,000: 75 is 0.01 % of that.
    assert_says(
        &Case::new(&format!("{ONE}{huge}\n{tiny}\n")).svg("compare", &[]),
        &["The bars of two are too short to be seen beside the longest.", "Lambda saves $75.00 (99.9 %)"],
    );
}

#[test]
fn amounts_and_names_stay_whole_in_narrow_columns() {
    // 10B requests cost $22,000, a thousand instances $75,000.
    let row = ONE.lines().nth(1).unwrap().replace("10M", "10B").replace("m1t.large,1,", "m1t.large,1000,");
    let rows: String =
        (1..=7).map(|at| format!("{}\n", row.replace("Checkout", &format!("W{at} reporting")))).collect();
    let case = Case::new(&format!("{}\n{rows}", ONE.lines().next().unwrap()));
    assert_says(&case.svg("components", &["--size", "1:1"]), &["$22,000", "$75,000", "W7", "reporting"]);
}

#[test]
fn what_moves_nothing_within_half_and_twice_is_no_finding() {
    // One request costs $0.0000022, the instance $75.00: the nearest change is Lambda's limit of 10,240 MB at ten times, which
    // is no break-even; 75 / 0.0000022 = 34,090,909.1 requests are one.
    let found = texts(&Case::new(&ONE.replace("10M", "1")).svg("tornado", &[]));
    let says = |words: &str| found.iter().any(|text| text == words);
    let title = "No input halved or doubled changes the verdict; the nearest is requests: at 34.09M requests a month (34,090,910×)";
    assert!(found.join(" ").starts_with(title), "{found:#?}");
    assert!(says("1 request a month") && says("only EC2 from 10,241 MB"), "{found:#?}");
}

#[test]
fn the_title_of_a_memory_curve_does_not_contradict_it() {
    // At 4,096 MB 0.4 GB-s x 10M x 0.00002 + 2 = $82.00. The same 100 ms at 1,769 MB, a whole vCPU, are 0.17275 GB-s:
    // $36.55; below that an invocation takes longer in proportion.
    let case = Case::new(&ONE.replace(",1024,", ",4096,"));
    let title = "Lambda costs $82.00 a month at 4,096 MB; $36.55 with less memory, if a request fits into it";
    let found = texts(&case.svg("memory", &[]));
    assert!(found.join(" ").contains(title), "{found:#?}");
}

#[test]
fn the_cheapest_memory_size_is_marked_on_its_curve() {
    // Waiting takes as long at any size: the least that holds the request, 128 MB, costs 0.0125 GB-s x 10M x 0.00002 + 2 =
    // $4.50, where 1,024 MB cost $22.00.
    let text = ONE.replace("invocation\n", "invocation,cpu_ms,memory_used_mb\n").replace("async\n", "async,0,100\n");
    let said = "Lambda's cheapest memory size is 128 MB, $17.50 a month less than now";
    assert_says(&Case::new(&text).svg("memory", &[]), &[said, "Cheapest: 128 MB", "$4.50 a month"]);
}

#[test]
fn a_memory_size_that_is_recommended_leaves_a_tenth() {
    // Waiting takes as long at any size: 380 MB and a tenth are 418, which cost 418 ÷ 1,024 × 0.1 GB-s x 10M x 0.00002 + 2 = $10.16,
    // where 1,024 MB cost $22.00.
    let text = ONE.replace("invocation\n", "invocation,cpu_ms,memory_used_mb\n").replace("async\n", "async,0,380\n");
    let case = Case::new(&text);
    let said = "Lambda's cheapest memory size is 418 MB, $11.84 a month less than now";
    let title = texts(&case.svg("memory", &[])).join(" ");
    assert!(title.contains(said), "{title}");
    let run = case.run(&["compare", "s.csv", "--optimize", "memory"]);
    let words = String::from_utf8(run.out).unwrap().split_whitespace().collect::<Vec<&str>>().join(" ");
    assert!(words.contains("memory_mb 418 (was 1024)."), "{words}");
    // Who has set less is not told to pay more.
    let own = Case::new(&text.replace(",1024,", ",384,"));
    let said = "Lambda's cheapest memory size is its own, 384 MB (4 MB of headroom above the 380 MB used)";
    let title = texts(&own.svg("memory", &[])).join(" ");
    assert!(title.contains(said), "{title}");
}

#[test]
fn a_workload_outside_a_map_is_at_its_edge() {
    let said = "as it is, outside the map: 10M requests a month, duration 100 ms";
    assert_says(&Case::new(ONE).svg("map", &["--x", "requests=100M..1B"]), &[said]);
}

#[test]
fn long_names_that_end_differently_look_different() {
    let row = ONE.lines().nth(1).unwrap();
    let name = |end: &str| format!("{}{end}", "customer-notification-fanout-eu-central-1-".repeat(4));
    let rows = ["billing", "shipping"].map(|end| row.replace("Checkout", &name(end))).join("\n");
    let case = Case::new(&format!("{}\n{rows}\n", ONE.lines().next().unwrap()));
    for kind in ["compare", "components"] {
        let found = texts(&case.svg(kind, &["--size", "4:3"]));
        let cut = |end: &str| found.iter().any(|text| text.ends_with(end)) && found.concat().contains('…');
        assert!(cut("billing") && cut("shipping"), "{kind}: {found:#?}");
    }
}

#[test]
fn segments_are_named_where_they_have_room() {
    // Of $75.00 instances are 73, storage is 2: too flat for a word.
    let found = texts(&Case::new(ONE).svg("components", &[]));
    assert!(found.iter().any(|text| text == "instances") && !found.iter().any(|text| text == "storage"), "{found:#?}");
}

#[test]
fn growth_names_the_month() {
    // $22 x 1.2^6 = $65.69 in month 7 and x 1.2^7 = $78.83 in month 8, against $75.
    let case =
        Case::new(&ONE.replace("invocation\n", "invocation,growth_pct_per_month\n").replace("async\n", "async,20\n"));
    assert_says(
        &case.svg("growth", &["--months", "10"]),
        &["EC2 becomes cheaper in month 8", "Month 8", "+20 % a month"],
    );
}

#[test]
fn a_day_a_map_and_the_other_kinds_are_drawn() {
    let case = Case::new(&ONE.replace("invocation\n", "invocation,traffic\n").replace("async\n", "async,daily\n"));
    assert_says(
        &case.svg("profile", &[]),
        &["Requests a second (hourly mean)", "EC2 instances", "USD an hour", "12:00"],
    );
    assert_says(
        &case.svg("map", &[]),
        &["Lambda is cheaper or the only one possible", "EC2 is cheaper", "Duration of an invocation, ms (log scale)"],
    );
    let unknown = "Lambda memory, MB (log scale); whether a request fits below 1,024 is not known";
    assert_says(&case.svg("memory", &[]), &[unknown, "1,769", "as it is: 1,024 MB"]);
    let known = case.svg("memory", &["--set", "memory_used_mb=100"]);
    assert_says(&known, &["Lambda memory, MB (log scale)"]);
    assert_says(&case.svg("tornado", &[]), &["What EC2 costs more than Lambda, USD a month", "as it is: $53.00"]);
}

#[test]
fn numbers_follow_the_language_and_colors_the_theme() {
    let case = Case::new(ONE);
    assert_says(&case.svg("compare", &["--lang", "de"]), &["22,00\u{a0}$", "75,00\u{a0}$"]);
    let dark = case.svg("compare", &["--theme", "dark", "--accent", "#d81b60", "--size", "4:3"]);
    assert!(dark.contains("#D81B60") || dark.contains("#d81b60"));
    assert!(dark.starts_with("<svg width=\"1440\" height=\"1080\""));
    // Nothing is behind a transparent picture: no rectangle of the whole size.
    assert!(!case.svg("compare", &["--theme", "transparent"]).contains("width=\"19200\" height=\"10800\""));
}

#[test]
fn files_have_the_format_of_their_extension_and_the_same_bytes_each_time() {
    let case = Case::new(ONE);
    let write = |folder: &str| {
        fs::create_dir(case.path().join(folder)).unwrap();
        let paths = ["a.svg", "a.png", "a.pdf"].map(|name| format!("{folder}/{name}"));
        let mut args = vec!["chart", "breakeven", "s.csv", "--scale", "2", "--size", "800x450"];
        for path in &paths {
            args.extend(["-o", path]);
        }
        let run = case.run(&args);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        paths.map(|path| fs::read(case.path().join(path)).unwrap())
    };
    let (first, second) = (write("one"), write("two"));
    assert!(first == second);
    let [_, png, pdf] = first;
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (1_600, 900));
    assert!(pdf.starts_with(b"%PDF-1."));
}

#[test]
fn hostile_names_are_text() {
    let long = "x".repeat(200);
    let names = [
        "\"<script>alert('x')</script>\"".to_owned(),
        "\"]]> & \"\"quotes\"\" 'single'\"".to_owned(),
        "a\u{202e}b".to_owned(),
        "=cmd|'/c calc'!A1".to_owned(),
        long,
    ];
    for name in names {
        let case = Case::new(&ONE.replace("Checkout", &name));
        for kind in ["breakeven", "compare", "components", "map", "memory", "tornado", "profile"] {
            let svg = case.svg(kind, &[]);
            let document = Document::parse(&svg).unwrap();
            let known = ["svg", "title", "desc", "text", "rect", "line", "polyline", "polygon", "circle"];
            let unknown = document
                .descendants()
                .filter(|node| node.is_element())
                .find(|node| !known.contains(&node.tag_name().name()));
            assert!(unknown.is_none(), "{kind} {name}: {unknown:?}");
            assert!(!svg.contains('\u{202e}'));
        }
    }
}

#[test]
fn nothing_leaves_the_picture() {
    let mut rows = String::from("name,region,requests_per_month,duration_ms,memory_mb,instance_type\n");
    for at in 0..60 {
        rows.push_str(&format!(
            "Service {at} {},test-region-1,{}k,{},512,m1t.large\n",
            "with a long name ".repeat(at % 9),
            at * at * 40 + 1,
            at * 7 + 1
        ));
    }
    let case = Case::new(&rows);
    for size in ["16:9", "4:3", "1:1"] {
        for kind in ["compare", "components"] {
            let svg = case.svg(kind, &["--size", size]);
            let document = Document::parse(&svg).unwrap();
            let view: Vec<f64> = document
                .root_element()
                .attribute("viewBox")
                .unwrap()
                .split(' ')
                .map(|side| side.parse().unwrap())
                .collect();
            for text in document.descendants().filter(|node| node.has_tag_name("text")) {
                let number = |name: &str| text.attribute(name).unwrap().parse::<f64>().unwrap();
                let (x, width) = (number("x"), number("textLength"));
                let left = match text.attribute("text-anchor").unwrap() {
                    "start" => x,
                    "middle" => x - width / 2.0,
                    _ => x - width,
                };
                assert!(left >= 0.0 && left + width <= view[2], "{size} {kind}: {:?}", text.text());
                assert!(number("y") > 0.0 && number("y") < view[3], "{size} {kind}: {:?}", text.text());
            }
        }
    }
}

#[test]
fn all_kinds_that_the_scenario_allows_are_written_into_a_folder() {
    let case = Case::new(ONE);
    let run = case.run(&["chart", "s.csv", "--all", "charts", "--formats", "svg"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut names: Vec<String> = fs::read_dir(case.path().join("charts"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["breakeven.svg", "compare.svg", "components.svg", "map.svg", "memory.svg", "tornado.svg"]);
    assert!(run.err.contains("no growth chart of \"Checkout\": demand does not grow"), "{}", run.err);
    assert!(run.err.contains("no profile chart of \"Checkout\": its demand is the same in every hour"), "{}", run.err);
}

#[test]
fn characters_draw_the_same_chart() {
    let case = Case::new(ONE);
    let run = case.run(&["chart", "breakeven", "s.csv", "--from", "1M", "--to", "80M", "--terminal"]);
    let text = String::from_utf8(run.out).unwrap();
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let title = "Lambda is cheaper below 34.09M requests a month; as it is, at 10M, Lambda saves\n$53.00\n";
    assert!(text.starts_with(title), "{text}");
    assert!(text.contains("◆ Break-even 34.09M  both $75.00 a month") && text.contains("● Lambda   ▪ EC2"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn compare_exports_its_bars() {
    let case = Case::new(ONE);
    let run = case.run(&["compare", "s.csv", "--export", "a.svg", "--export", "a.png", "--format", "csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_says(&fs::read_to_string(case.path().join("a.svg")).unwrap(), &["$22.00", "$75.00"]);
    assert!(fs::read(case.path().join("a.png")).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn wrong_usage_says_how_to_mend_it_and_writes_nothing() {
    let case = Case::new(ONE);
    for (args, code, words) in [
        (&["chart", "brakeven", "s.csv", "-o", "a.svg"][..], 2, "did you mean breakeven?"),
        (&["chart", "breakeven", "s.csv", "-o", "-", "--terminal"], 2, "would both write to standard output"),
        (&["chart", "breakeven", "s.csv", "-o", "a.gif"], 2, "unknown extension; use .svg, .png, .pdf or .pptx"),
        (&["chart", "breakeven", "s.csv", "-o", "a.svg", "--size", "big"], 2, "write 16:9, 4:3, 1:1"),
        (&["chart", "breakeven", "s.csv", "-o", "a.svg", "--accent", "red"], 2, "write a color as #rrggbb"),
        (&["chart", "breakeven", "s.csv", "-o", "a.svg", "--lang", "xx"], 2, "no number format is known"),
        (&["chart", "breakeven", "s.csv", "-o", "a.svg", "--of", "request"], 2, "did you mean requests?"),
        (&["chart", "breakeven", "s.csv", "-o", "a.svg", "--workload", "Checkot"], 2, "did you mean \"Checkout\"?"),
        (&["chart", "growth", "s.csv", "-o", "a.svg"], 3, "give growth_pct_per_month"),
        (&["chart", "map", "s.csv", "-o", "a.svg", "--x", "requests", "--y", "requests"], 2, "two different inputs"),
        (&["chart", "profile", "s.csv", "-o", "a.svg", "--portfolio"], 3, "all workloads share one account"),
        (&["chart", "breakeven", "s.csv", "-o", "a.svg", "--font", "s.csv"], 3, "no TrueType or OpenType font"),
        (
            &["chart", "breakeven", "s.csv", "-o", "a.svg", "--font", "none.ttf"],
            3,
            "error: --font none.ttf: there is no such file or folder\n",
        ),
        (&["chart", "breakeven", "s.csv", "-o", "a.svg", "--font", "."], 3, "error: --font .: it is a folder\n"),
        (&["chart", "breakeven", "-o", "a.svg"], 2, "which scenario?"),
        (&["chart", "compare", "s.csv", "-o", "a.svg", "--of", "duration"], 2, "--of is for the chart breakeven"),
        (&["chart", "map", "s.csv", "-o", "a.svg", "--from", "1"], 2, "--from is for the chart breakeven"),
        (
            &["chart", "tornado", "s.csv", "-o", "a.svg", "--y", "burst"],
            2,
            "--y is for the chart map and changes nothing",
        ),
        (&["chart", "map", "s.csv", "-o", "a.svg", "--months", "12"], 2, "--months is for the chart growth"),
        (&["chart", "compare", "s.csv", "-o", "a.svg", "--workload", "Checkout"], 2, "compare shows all"),
        (&["chart", "compare", "s.csv", "-o", "a.svg", "--formats", "png"], 2, "--formats goes with --all DIR"),
        (&["chart", "compare", "s.csv", "-o", "a.svg", "--scale", "2"], 2, "--scale is for PNG files"),
        (&["chart", "s.csv", "--all", "a.svg", "--formats", "svg", "--scale", "2"], 2, "--scale is for PNG files"),
        (&["chart", "breakeven", "s.csv", "--terminal", "--theme", "dark"], 2, "--theme is for pictures and slides"),
        (&["chart", "s.csv", "-o", "a.pptx", "--theme", "transparent"], 2, "slides are light or dark"),
        (&["chart", "s.csv", "-o", "a.pptx", "--size", "4:3"], 2, "slides are 16:9"),
    ] {
        let run = case.run(args);
        assert_eq!(run.code, code, "{args:?}: {}", run.err);
        assert!(run.err.contains(words), "{args:?}: {}", run.err);
        assert!(!case.path().join("a.svg").exists() && !case.path().join("a.pptx").exists());
    }
    // Where every kind is drawn, options of each have their effect; so has a look where a picture is written beside.
    let all = ["chart", "s.csv", "-o", "a.pptx", "--of", "duration", "--x", "burst", "--theme", "dark"];
    let run = case.run(&all);
    assert_eq!(run.code, 0, "{}", run.err);
    let run =
        case.run(&["chart", "breakeven", "s.csv", "--terminal", "-o", "a.png", "--scale", "2", "--theme", "dark"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
#[cfg(unix)]
fn a_reader_that_has_gone_costs_no_file() {
    let case = Case::new(ONE);
    for (command, file) in [
        (["chart", "compare", "s.csv", "-o", "-", "-o", "a.svg"], "a.svg"),
        (["report", "s.csv", "-o", "-", "-o", "a.md", "--top=9"], "a.md"),
    ] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_costcalc"))
            .current_dir(case.path())
            .args(command)
            .arg("--pricing")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pricing/frozen"))
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        // The pipe's only reader closes before anything is written.
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(0));
        assert!(case.path().join(file).exists(), "{file}");
    }
}
