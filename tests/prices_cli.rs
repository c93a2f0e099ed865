//! `costcalc prices show`, `find`, `books` and `diff`, and how old a book may be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod import_support;

use import_support::fixture_path;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

struct Run {
    code: i32,
    out: String,
    err: String,
}

/// Runs in a folder that is also the user's home, on 2026-11-24.
fn run(folder: &Path, args: &[&str]) -> Run {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_costcalc"));
    command.env_remove("COLUMNS").env("XDG_DATA_HOME", folder.join("data")).env("SOURCE_DATE_EPOCH", "1795478400");
    let output = command.current_dir(folder).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn here() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A folder with the EC2 list of the fixtures as a saved book called `mine`.
fn with_saved_book() -> TempDir {
    let folder = here();
    let list = fixture_path("ec2.json");
    let target = folder.path().join("data/costcalc/books/mine");
    let args = ["prices", "import", list.to_str().unwrap(), "-o", target.to_str().unwrap()];
    assert_eq!(run(folder.path(), &args).code, 0);
    folder
}

/// The rows of a CSV listing by column name.
fn rows(text: &str) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn find_gives_types_within_the_ranges_in_order() {
    let folder = here();
    let args = ["prices", "find", "--vcpu", "4..8", "--memory", "16..", "--arch", "arm64", "--region", "eu-west-1"];
    let found = run(folder.path(), &[&args[..], &["--format", "csv"]].concat());
    assert_eq!((found.code, found.err.as_str()), (0, ""));
    let rows = rows(&found.out);
    assert!(rows.len() > 10);
    let mut last = 0.0;
    for row in &rows {
        let number = |key: &str| row[key].parse::<f64>().unwrap();
        assert!((4.0..=8.0).contains(&number("vcpu")) && number("memory_gib") >= 16.0, "{row:?}");
        assert_eq!((row["arch"].as_str(), row["region"].as_str()), ("arm64", "eu-west-1"));
        assert!(number("usd_per_hour") >= last, "{row:?}");
        last = number("usd_per_hour");
        assert!(!row["as_of"].is_empty() && !row["source"].is_empty(), "{row:?}");
    }
    // AWS lists m7g.xlarge (4 vCPU, 16 GiB) in Ireland at 0.1819 an hour: x 730 = 132.787, / 4 = 0.045475,
    // / 16 = 0.01136875.
    let known = rows.iter().find(|row| row["instance_type"] == "m7g.xlarge").unwrap();
    let of = |key: &str| known[key].as_str();
    assert_eq!(of("usd_per_hour"), "0.1819");
    assert_eq!(of("monthly_usd"), "132.787");
    assert_eq!((of("usd_per_vcpu_hour"), of("usd_per_gib_hour")), ("0.045475", "0.01136875"));
}

#[test]
fn find_sorts_by_what_is_asked_and_looks_in_every_region() {
    let folder = here();
    let found =
        run(folder.path(), &["prices", "find", "--family", "m7g", "--sort", "price-per-gib", "--format", "csv"]);
    let rows = rows(&found.out);
    let regions: std::collections::HashSet<&str> = rows.iter().map(|row| row["region"].as_str()).collect();
    assert!(regions.len() > 20);
    let shares: Vec<f64> = rows.iter().map(|row| row["usd_per_gib_hour"].parse().unwrap()).collect();
    assert!(shares.is_sorted());
    let top = run(folder.path(), &["prices", "find", "--family", "m7g", "--top", "3"]);
    assert!(top.out.starts_with("Instance types, on-demand: ") && top.out.contains(", 3 shown\n"), "{}", top.out);
    let none = run(folder.path(), &["prices", "find", "--vcpu", "5"]);
    assert_eq!(none.code, 4);
    assert_eq!(run(folder.path(), &["prices", "find", "--vcpu", "8..4"]).code, 2);
    assert_eq!(run(folder.path(), &["prices", "find", "--family", "m7h"]).code, 3);
    assert_eq!(run(folder.path(), &["prices", "find", "--purchase", "weekly"]).code, 2);
}

#[test]
fn show_answers_for_a_type_a_family_and_a_service() {
    let folder = here();
    let show = |args: &[&str]| run(folder.path(), &[&["prices", "show"], args].concat());
    let kind = show(&["m7g.large", "--region", "ap-northeast-2"]);
    // 0.1003 an hour x 730 = 73.219.
    assert!(kind.out.contains("$0.1003") && kind.out.contains("$73.22"), "{}", kind.out);
    let family = show(&["m7g", "--region", "eu-west-1", "--format", "csv"]);
    assert!(rows(&family.out).iter().all(|row| row["instance_type"].starts_with("m7g.")), "{}", family.out);
    let service = show(&["lambda", "--region", "eu-west-1", "--arch", "arm64", "--format", "json"]);
    let service: serde_json::Value = serde_json::from_str(&service.out).unwrap();
    let service = service.as_array().unwrap();
    let tiers: Vec<&str> = service
        .iter()
        .filter(|row| row["dimension"] == "duration" && row["purchase"] == "on-demand")
        .map(|row| row["usd"].as_str().unwrap())
        .collect();
    // AWS's page: arm duration 0.0000133334, 0.0000120001, 0.0000106667.
    assert_eq!(tiers, ["0.0000133334", "0.0000120001", "0.0000106667"]);
    assert!(service.iter().all(|row| row["service"] == "lambda" && row["arch"] != "x86_64"));
    assert!(service.iter().all(|row| row["price_book"] == "2026" && row["as_of"] != "" && row["source"] != ""));
    let everywhere = show(&["nat_gateway", "--format", "csv"]);
    assert!(rows(&everywhere.out).len() > 60, "{}", everywhere.out);
    let hour =
        rows(&everywhere.out).into_iter().find(|row| row["region"] == "us-east-1" && row["unit"] == "gateway-hour");
    // 0.045 x 730 = 32.85.
    assert_eq!(hour.unwrap()["monthly_usd"], "32.85");
    // What the book lists for the region: arm64's second tier goes from 7.5 to 18.75 billion GB-seconds.
    let table = show(&["lambda", "--region", "us-east-1", "--arch", "arm64"]);
    assert!(table.out.contains("arm64, on-demand, 7.5B to 18.75B"), "{}", table.out);
    let wrong = show(&["lamda"]);
    assert_eq!(wrong.code, 3);
    assert!(wrong.err.contains("did you mean lambda?"), "{}", wrong.err);
}

#[test]
fn what_contradicts_itself_or_has_no_effect_is_wrong_usage() {
    let folder = here();
    for (args, words) in [
        (&["prices", "show", "us-east-1", "--region", "eu-west-1"][..], "us-east-1 is a region itself"),
        (&["prices", "show", "m7g.large", "--arch", "x86_64"], "m7g.large is arm64"),
        (&["prices", "check", "--pricing", "nope"], "unexpected argument '--pricing'"),
        (&["prices", "diff", "2019", "2026", "--pricing", "nope"], "unexpected argument '--pricing'"),
        (&["prices", "books", "--pricing", "2019"], "unexpected argument '--pricing'"),
    ] {
        let wrong = run(folder.path(), args);
        assert_eq!((wrong.code, wrong.out.as_str()), (2, ""), "{args:?}: {}", wrong.err);
        assert!(wrong.err.contains(words), "{args:?}: {}", wrong.err);
    }
    assert_eq!(run(folder.path(), &["prices", "show", "m7g.large", "--arch", "arm64"]).code, 0);
}

#[test]
fn tables_never_break_a_name_or_a_figure() {
    let folder = here();
    for args in [
        &["prices", "show", "us-east-1"][..],
        &["prices", "show", "lambda", "--region", "eu-west-1", "--arch", "arm64"],
        &["prices", "show", "m7g.large", "--region", "ap-northeast-2"],
        &["prices", "find", "--vcpu", "4..8", "--memory", "16..", "--arch", "arm64", "--sort", "price"],
        &["prices", "diff", "2019", "2026"],
    ] {
        let as_csv = run(folder.path(), &[args, &["--format", "csv"]].concat());
        assert_eq!(as_csv.code, 0, "{}", as_csv.err);
        // What a name may be made of; at a hyphen it may go on in the next line.
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        let parts = |text: &str| -> std::collections::HashSet<String> {
            let names = text.split(|c| !is_name(c)).filter(|name| name.chars().any(|c| c.is_ascii_alphabetic()));
            names.flat_map(|name| name.split('-').map(str::to_owned).collect::<Vec<_>>()).collect()
        };
        let known = parts(&as_csv.out);
        for columns in [None, Some("80"), Some("100"), Some("160")] {
            let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_costcalc"));
            command.env_remove("COLUMNS").envs(columns.map(|width| ("COLUMNS", width)));
            let table = command.env("XDG_DATA_HOME", folder.path().join("data")).args(args).output().unwrap().stdout;
            let table = String::from_utf8(table).unwrap();
            let width: usize = columns.unwrap_or("80").parse().unwrap();
            let rule = table.lines().position(|line| line.starts_with('─')).unwrap();
            let body: Vec<&str> = table.lines().skip(rule).take_while(|line| !line.starts_with("[1] ")).collect();
            for line in &body {
                assert!(line.chars().count() <= width, "{args:?} at {columns:?}: {line}");
            }
            let words = ["GB", "a", "s", "from", "to", "every", "region", "estimated", ""];
            for part in parts(&body.join("\n")) {
                // Ends of tiers are shortened: 6B, 7.5B, 300M.
                let is_bound = part.ends_with(['B', 'M']) && part.starts_with(|c: char| c.is_ascii_digit());
                assert!(
                    known.contains(&part) || words.contains(&part.as_str()) || is_bound,
                    "{args:?}: {part}\n{table}"
                );
            }
        }
    }
}

#[test]
fn saved_books_are_known_by_name() {
    let folder = with_saved_book();
    let books = run(folder.path(), &["prices", "books"]);
    assert_eq!(books.code, 0);
    // From 2026-10-01 to 2026-11-24: 30 + 24 days; from 2026-11-10: 14.
    let line = |name: &str| books.out.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    assert!(line("2026").contains("embedded  2026-10-01    54  AWS public prices"), "{}", books.out);
    assert!(line("mine").contains("saved     2026-11-10    14  AWS price list AmazonEC2"), "{}", books.out);
    let shown = run(folder.path(), &["prices", "show", "m99g.large", "--pricing", "mine"]);
    assert!(shown.out.contains("$0.0912") && shown.out.contains("AWS price list AmazonEC2"), "{}", shown.out);
    let unknown = run(folder.path(), &["prices", "show", "us-east-1", "--pricing", "yours"]);
    assert_eq!(unknown.code, 3);
}

#[test]
fn a_name_that_means_two_things_says_which_book_was_used() {
    let folder = with_saved_book();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let scenario =
        "name,region,requests_per_month,duration_ms,memory_mb,instance_type\nA,eu-west-1,1M,100,512,m5.large\n";
    write("s.csv", scenario);
    let notes = |args: &[&str]| {
        let found = run(folder.path(), args);
        assert_eq!(found.code, 0, "{}", found.err);
        let notes: Vec<String> =
            found.err.lines().filter(|line| line.starts_with("note: ")).map(str::to_owned).collect();
        notes
    };
    assert_eq!(notes(&["compare", "s.csv", "--pricing", "mine"]), [""; 0]);
    // Nothing that is shown is of the book then, though its day stands below.
    let elsewhere = notes(&["compare", "s.csv", "--pricing", "mine", "--region", "us-east-1"]);
    let told = "note: book mine has prices of eu-west-1, and the bills are of other regions: they rest on price book 2026 as of ";
    assert!(elsewhere.len() == 1 && elsewhere[0].starts_with(told), "{elsewhere:?}");
    write("mine", "");
    write("2026", "");
    let saved = folder.path().join("data/costcalc/books/mine");
    let chosen =
        format!("note: --pricing mine is the saved book in {}; ./mine is named with --pricing ./mine", saved.display());
    for args in
        [&["compare", "s.csv"][..], &["breakeven", "s.csv"], &["prices", "show", "m5.large", "--region", "us-east-1"]]
    {
        assert_eq!(notes(&[args, &["--pricing", "mine"]].concat()), [chosen.as_str()], "{args:?}");
    }
    let embedded = "note: --pricing 2026 is the embedded book; ./2026 is named with --pricing ./2026";
    assert_eq!(notes(&["prices", "diff", "2026", "mine"]), [embedded, &chosen]);
    // Two saved books over each other.
    fs::remove_file(folder.path().join("mine")).unwrap();
    let place = saved.to_str().unwrap();
    let lies = format!(
        "note: prices that stand in two of the books count as --pricing mine has them, which lies over {place}"
    );
    assert_eq!(notes(&["compare", "s.csv", "--pricing", place, "--pricing", "mine"]), [lies]);
}

#[test]
fn diff_tells_what_was_added_went_up_and_down() {
    let folder = with_saved_book();
    let same = run(folder.path(), &["prices", "diff", "2026", "2026"]);
    assert!(same.out.starts_with("0 added, 0 gone, 0 up, 0 down\n"), "{}", same.out);
    let diff = run(folder.path(), &["prices", "diff", "2026", "mine", "--format", "csv"]);
    let rows = rows(&diff.out);
    let new = rows.iter().find(|row| row["what"] == "m99g.large").unwrap();
    assert_eq!(
        (new["change"].as_str(), new["before_usd"].as_str(), new["after_usd"].as_str()),
        ("added", "", "0.0912")
    );
    let up = rows.iter().find(|row| row["what"] == "nat_gateway data_processed").unwrap();
    assert_eq!(
        (up["change"].as_str(), up["before_usd"].as_str(), up["after_usd"].as_str()),
        ("up", "0.048", "0.0480000001")
    );
    assert_eq!(up["as_of"], "2026-11-10");
    let back = run(folder.path(), &["prices", "diff", "mine", "2026"]);
    // Besides, CPU credits of the region's own, $0.051 and $0.041, are $0.05 and $0.04 everywhere.
    assert!(back.out.contains(" gone, 0 up, 3 down\n"), "{}", back.out);
    assert!(back.out.contains("Before: AWS price list AmazonEC2") && back.out.contains("After: AWS public prices"));
}

/// Surplus CPU credits cost $0.05 a vCPU-hour everywhere in book 2026 (T4g $0.04; billing rules, 2026-09-29): a discount for a
/// region gives it rows of its own.
#[test]
fn diff_measures_a_region_s_own_price_by_the_one_for_everywhere() {
    let folder = here();
    let diff = |discount: &str| {
        let table = format!("service,region,family,purchase,discount_pct,as_of,source\n{discount},2026-11-01,x\n");
        fs::write(folder.path().join("d.csv"), table).unwrap();
        let found = run(folder.path(), &["prices", "diff", "2026", "d.csv", "--format", "csv"]);
        rows(&found.out)
    };
    let of_load_balancers = diff("alb,us-east-1,,,20");
    assert!(!of_load_balancers.is_empty());
    assert!(of_load_balancers.iter().all(|row| row["what"].starts_with("alb ") && row["change"] == "down"));
    let of_all = diff("any,us-east-1,any,any,20");
    let credits: Vec<(&str, &str, &str)> = (of_all.iter())
        .filter(|row| row["what"].starts_with("ec2_cpu_credits"))
        .map(|row| (row["change"].as_str(), row["before_usd"].as_str(), row["after_usd"].as_str()))
        .collect();
    // 80 % of 0.05 and of 0.04.
    assert!(credits.contains(&("down", "0.05", "0.04")) && credits.contains(&("down", "0.04", "0.032")), "{credits:?}");
}

#[test]
fn diff_prices_a_scenario_with_both_books() {
    let folder = here();
    let scenario =
        "name,requests_per_month,duration_ms,memory_mb,instance_type,region\nA,1M,100,512,m5.large,us-east-1\n";
    fs::write(folder.path().join("s.csv"), scenario).unwrap();
    let own = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n\
               us-east-1,m5.large,on-demand,0.0000001,,2026-11-01,agreement\n";
    fs::write(folder.path().join("own.csv"), own).unwrap();
    let diff = run(folder.path(), &["prices", "diff", "2026", "own.csv", "--scenario", "s.csv", "--format", "csv"]);
    assert_eq!(diff.code, 0, "{}", diff.err);
    let rows = rows(&diff.out);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["name"], "A");
    assert_eq!(rows[0]["lambda_before_usd"], rows[0]["lambda_after_usd"]);
    // An hour of m5.large costs 0.096 - 0.0000001 = 0.0959999 less: x 730 h x 2 instances, the default, = 140.159854.
    let cost = |key: &str| rows[0][key].parse::<f64>().unwrap();
    assert!((cost("ec2_before_usd") - cost("ec2_after_usd") - 140.159_854).abs() < 1e-9, "{:?}", rows[0]);
    let table = run(folder.path(), &["prices", "diff", "2026", "own.csv", "--scenario", "s.csv"]);
    assert!(table.out.starts_with("Workloads with other costs: 1; with another verdict: 0\n"), "{}", table.out);
    // The prices follow, and the own ones are named.
    assert!(table.out.contains("0 added, 0 gone, 0 up, 1 down\n"), "{}", table.out);
    let words = table.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("with prices of your own over it"), "{}", table.out);
}

#[test]
fn diff_tells_what_has_no_effect_as_compare_does() {
    let folder = here();
    let scenario =
        "name,requests_per_month,duration_ms,memory_mb,instance_type,cold_start_pct\nA,1M,100,512,m5.large,5\n";
    fs::write(folder.path().join("s.csv"), scenario).unwrap();
    let own =
        "region,instance_type,purchase,usd_per_hour,as_of,source\nus-east-1,m5.lrge,on-demand,0.01,2026-05-01,x\n";
    fs::write(folder.path().join("own.csv"), own).unwrap();
    let told = |args: &[&str]| run(folder.path(), args).err;
    let note = told(&["compare", "s.csv"]);
    assert!(note.starts_with("note: s.csv: ") && note.contains("cold_start_pct"), "{note}");
    assert_eq!(told(&["prices", "diff", "2026", "2026", "--scenario", "s.csv"]), note);
    // The prices that nothing uses come first, as in compare.
    let both = told(&["prices", "diff", "2026", "own.csv", "--scenario", "s.csv"]);
    assert_eq!(both, told(&["compare", "s.csv", "--pricing", "own.csv"]));
    assert!(both.starts_with("warning: own.csv:2: a price of your own is not used: m5.lrge"), "{both}");
}

#[test]
fn estimates_that_nothing_asks_for_are_told() {
    let folder = here();
    let scenario = "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,1M,100,512,m5.large\n";
    fs::write(folder.path().join("s.csv"), scenario).unwrap();
    let told = |rows: &str| {
        let text = format!("region,family,purchase,base,ratio,as_of,source\n{rows}");
        fs::write(folder.path().join("own.csv"), text).unwrap();
        let compared = run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]);
        assert_eq!(compared.code, 0, "{}", compared.err);
        compared.err
    };
    let warning = "warning: own.csv:2: a price of your own is not used: spot rates are never estimated";
    assert!(told("any,any,spot,on-demand,0.3,2026-05-01,x\n").starts_with(warning));
    // Another estimate is made from it, which the bills' prices on demand have no use for.
    let unused = "note: own.csv:2: no row of this file is in any bill; the first is the estimate of \"any, any, spot\" from on-demand, \
                  which none asks for\n";
    assert_eq!(told("any,any,spot,on-demand,0.3,2026-05-01,x\nany,any,ri-1y,spot,2,2026-05-01,x\n"), unused);
}

#[test]
fn what_compare_warns_of_prices_check_tells() {
    let folder = here();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("s.csv", "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,1M,100,512,m5.large\n");
    let rates = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n";
    let ec2 = "region,instance_type,purchase,usd_per_hour,as_of,source\n";
    let estimates = "region,family,purchase,base,ratio,as_of,source\n";
    // CPU credits and allowances count without a region, and credits in one; all tiers of a price are one.
    let credits = "ec2_cpu_credits,t4g_linux_surplus,any,,0,Inf,vCPU-hour,0.03,2026-05-01,x\n";
    let free = "lambda,free_requests,any,,0,2000000,request,0,2026-05-01,x\n";
    let requests = "api_gateway_http,requests,any,,";
    for (text, line, expected) in [
        (
            format!(
                "{rates}global,{credits}eu-west-1,{credits}global,{free}global,{requests}0,9,request,1,2026-05-01,x\n\
                     global,{requests}9,Inf,request,1,2026-05-01,x\n"
            ),
            5,
            "api_gateway_http requests is priced by region; in region global nothing looks for it: write a row for each region that you use",
        ),
        (
            format!("{rates}eu-west-1,{free}"),
            2,
            "lambda free_requests is an account's, whatever its regions: write it with region global",
        ),
        (
            format!("{ec2}global,m5.large,on-demand,0.09,2026-05-01,x\n"),
            2,
            "m5.large is priced by region; in region global nothing looks for it: write a row for each region that you use",
        ),
        (
            format!("{estimates}any,any,spot,on-demand,0.3,2026-05-01,x\n"),
            2,
            "spot rates are never estimated: give them as prices; estimates are for commitments",
        ),
    ] {
        write("own.csv", &text);
        let said = format!("own.csv:{line}: a price of your own is not used: {expected}");
        let compared = run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]);
        let (warned, notes) = compared.err.split_once('\n').unwrap();
        assert_eq!((compared.code, warned), (0, format!("warning: {said}").as_str()));
        // CPU credits that count, and that m5.large has no use for.
        let unused = "note: own.csv:2: no row of this file is in any bill; the first is ec2_cpu_credits t4g_linux_surplus in global, \
                      which none asks for\n";
        assert_eq!(notes, if text.contains(credits) { unused } else { "" });
        let checked = run(folder.path(), &["prices", "check", "own.csv"]);
        let listed = format!("doubt: {said}; mend the row or remove it\nown.csv: 1 table; faults: 0; doubts: 1\n");
        assert_eq!((checked.code, checked.out.as_str()), (0, listed.as_str()), "{}", checked.err);
    }
}

#[test]
fn prices_written_for_another_unit_are_doubted() {
    let folder = here();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("s.csv", "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,1M,100,512,c6a.large\n");
    let rates = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n";
    let ec2 = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n";
    // 0.0765 x 730 = 55.845; 0.20 is the price of a million requests.
    for (text, expected) in [
        (
            format!("{ec2}us-east-1,c6a.large,on-demand,55.85,,2026-11-01,mine\n"),
            "c6a.large on-demand in us-east-1 costs 55.85 USD per instance-hour here and 0.0765 in price book 2026, \
             730 times as much: is it what a month costs?",
        ),
        (
            format!("{rates}us-east-1,lambda,requests,x86_64,on-demand,0,Inf,request,0.20,2026-11-01,mine\n"),
            "lambda requests x86_64 in us-east-1 costs 0.2 USD per request here and 0.0000002 in price book 2026, \
             1,000,000 times as much: is it the price of a million?",
        ),
    ] {
        write("own.csv", &text);
        let compared = run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]);
        let warned = format!("warning: own.csv:2: {expected}\n");
        assert_eq!((compared.code, compared.err.as_str()), (0, warned.as_str()));
        let checked = run(folder.path(), &["prices", "check", "own.csv"]);
        assert!(checked.out.starts_with(&format!("doubt: own.csv:2: {expected}; mend")), "{}", checked.out);
        assert_eq!((checked.code, checked.out.ends_with("faults: 0; doubts: 1\n")), (0, true), "{}", checked.out);
        assert_eq!(run(folder.path(), &["prices", "check", "own.csv", "--strict"]).code, 3);
    }
    // A tenth off, and a commitment whose fee of 400 USD is 400 / 8,760 = 0.0457 an hour.
    let near = "us-east-1,c6a.large,on-demand,0.06885,,2026-11-01,mine\n\
                us-east-1,c6a.large,ri-1y-all-upfront,0,400,2026-11-01,mine\n";
    write("own.csv", &format!("{ec2}{near}"));
    assert_eq!(run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]).err, "");
    let checked = run(folder.path(), &["prices", "check", "own.csv"]);
    assert!(checked.out.ends_with("faults: 0; doubts: 0\n"), "{}", checked.out);
}

/// The runs are on 2026-11-24.
#[test]
fn days_that_no_price_can_be_of_are_told_of_prices_and_discounts() {
    let folder = here();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("s.csv", "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,1M,100,512,m5.large\n");
    let ec2 = "region,instance_type,purchase,usd_per_hour,as_of,source\nus-east-1,m5.large,on-demand,0.09,";
    let discount = "service,region,discount_pct,as_of,source\nlambda,any,10,";
    for table in [ec2, discount] {
        write("own.csv", &format!("{table}2026-11-25,mine\n"));
        let said = "own.csv:2: as_of \"2026-11-25\" is still to come";
        let compared = run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]);
        assert_eq!((compared.code, compared.err), (0, format!("warning: {said}\n")));
        let checked = run(folder.path(), &["prices", "check", "own.csv"]);
        assert!(checked.code == 3 && checked.out.starts_with(&format!("fault: {said}; ")), "{}", checked.out);
        write("own.csv", &format!("{table}1926-11-24,mine\n"));
        let (sold, since) = if table == ec2 { ("EC2", "2006-08") } else { ("Lambda", "2014-11") };
        let said = format!("own.csv:2: as_of \"1926-11-24\" is before AWS sold {sold}, which began in {since}");
        let compared = run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]);
        assert_eq!((compared.code, compared.err), (0, format!("warning: {said}\n")));
        let checked = run(folder.path(), &["prices", "check", "own.csv"]);
        assert!(checked.code == 3 && checked.out.starts_with(&format!("fault: {said}; ")), "{}", checked.out);
        write("own.csv", &format!("{table}2026-11-24,mine\n"));
        assert_eq!(run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]).err, "");
    }
}

#[test]
fn discounts_that_leave_little_are_told() {
    let folder = here();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("s.csv", "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,1M,100,512,m5.large\n");
    for (percent, left) in [("100", "0 USD"), ("90", "10 %"), ("75.5", "24.5 %")] {
        write("own.csv", &format!("service,region,discount_pct,as_of,source\nec2,any,{percent},2026-11-01,mine\n"));
        let said = format!(
            "own.csv:2: {percent} % off \"ec2, any, any, any\" leaves {left} of each price: is it what is left to pay?"
        );
        let compared = run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]);
        assert_eq!((compared.code, compared.err), (0, format!("warning: {said}\n")));
        let checked = run(folder.path(), &["prices", "check", "own.csv"]);
        assert!(checked.code == 0 && checked.out.starts_with(&format!("doubt: {said}; ")), "{}", checked.out);
        assert!(checked.out.ends_with("faults: 0; doubts: 1\n"), "{}", checked.out);
    }
    write("own.csv", "service,region,discount_pct,as_of,source\nec2,any,75,2026-11-01,mine\n");
    assert_eq!(run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]).err, "");
}

#[test]
fn cpu_credits_have_a_regions_own_price_before_the_one_that_counts_everywhere() {
    let folder = here();
    // 38 requests a second of 50 ms keep 2 vCPUs busy: far above what t3.large earns.
    let scenario = "name,requests_per_month,duration_ms,cpu_ms,memory_mb,instance_type,region\n\
                    Here,100M,50,50,1769,t3.large,eu-west-1\nThere,100M,50,50,1769,t3.large,us-east-1\n";
    fs::write(folder.path().join("s.csv"), scenario).unwrap();
    let own = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n\
               eu-west-1,ec2_cpu_credits,t2_t3_linux_surplus,any,on-demand,0,Inf,vCPU-hour,0.051,2026-11-01,agreement\n";
    fs::write(folder.path().join("own.csv"), own).unwrap();
    let surplus = |pricing: &[&str]| -> Vec<(String, String, String)> {
        let args = ["compare", "s.csv", "--format", "csv", "--detail"];
        let compared = run(folder.path(), &[&args, pricing].concat());
        assert_eq!(compared.code, 0, "{}", compared.err);
        let credits = rows(&compared.out).into_iter().filter(|row| row["unit"] == "vCPU-hour");
        credits.map(|row| (row["name"].clone(), row["unit_price_usd"].clone(), row["own_price"].clone())).collect()
    };
    let row = |name: &str, usd: &str, own: &str| (name.to_owned(), usd.to_owned(), own.to_owned());
    assert_eq!(surplus(&["--pricing", "own.csv"]), [row("Here", "0.051", "true"), row("There", "0.05", "false")]);
    // A region's discount is on what counts everywhere as far as it is used there: 0.05 less a tenth.
    let off = "service,region,discount_pct,as_of,source\nany,eu-west-1,10,2026-11-01,agreement\n";
    fs::write(folder.path().join("off.csv"), off).unwrap();
    assert_eq!(surplus(&["--pricing", "off.csv"]), [row("Here", "0.045", "true"), row("There", "0.05", "false")]);
    // An own price stays as it is.
    let both = ["--pricing", "own.csv", "--pricing", "off.csv"];
    assert_eq!(surplus(&both), [row("Here", "0.051", "true"), row("There", "0.05", "false")]);
    // The listing has it once: the region's own.
    let shown = run(folder.path(), &["prices", "show", "eu-west-1", "--pricing", "own.csv", "--format", "csv"]);
    let listed = rows(&shown.out).into_iter().filter(|row| row["dimension"] == "t2_t3_linux_surplus");
    assert_eq!(listed.map(|row| row["region"].clone()).collect::<Vec<_>>(), ["eu-west-1"]);
}

#[test]
fn an_old_book_is_a_warning_or_an_error() {
    let folder = here();
    let scenario = "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,1M,100,512,m5.large\n";
    fs::write(folder.path().join("s.csv"), scenario).unwrap();
    let compare = |args: &[&str]| run(folder.path(), &[&["compare", "s.csv"], args].concat());
    let fresh = compare(&["--strict"]);
    assert_eq!((fresh.code, fresh.err.as_str()), (0, ""));
    // 2026-10-01 is 54 days ago.
    assert_eq!(compare(&["--strict", "--max-age", "54"]).code, 0);
    let old = compare(&["--max-age", "53"]);
    assert_eq!(old.code, 0);
    assert!(old.err.starts_with("warning: the prices of book 2026 are of 2026-10-01, 54 days ago"), "{}", old.err);
    let strict = compare(&["--max-age", "53", "--strict"]);
    assert_eq!((strict.code, strict.out.as_str()), (3, ""));
    assert!(strict.err.starts_with("error: the prices of book 2026"), "{}", strict.err);
    assert!(compare(&["--pricing", "2019"]).err.contains("book 2019 are of 2020-12-01"));
}

#[test]
fn a_book_is_as_old_as_its_oldest_list() {
    let folder = with_saved_book();
    let scenario = "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,1M,100,512,m5.large\n";
    fs::write(folder.path().join("s.csv"), scenario).unwrap();
    let of_book = folder.path().join("data/costcalc/books/mine/book.csv");
    let book = fs::read_to_string(&of_book).unwrap();
    assert!(!book.contains("oldest_as_of"), "{book}");
    fs::write(&of_book, book + "oldest_as_of,2016-12-13\n").unwrap();
    let compared = run(folder.path(), &["compare", "s.csv", "--pricing", "mine"]);
    // From 2016-12-13 to 2026-12-13 are ten years with two leap days, 3,652 days; 2026-11-24 is 19 days before that.
    let told = "warning: the newest prices of book mine are of 2026-11-10, its oldest of 2016-12-13, 3633 days ago";
    assert!(compared.err.starts_with(told), "{}", compared.err);
    let foot = compared.out.split_whitespace().collect::<Vec<&str>>().join(" ");
    assert!(foot.contains("as of 2026-11-10 (the oldest list of 2016-12-13)"), "{foot}");
    assert_eq!(run(folder.path(), &["compare", "s.csv", "--pricing", "mine", "--strict"]).code, 3);
}

#[test]
fn discounts_are_marked_in_every_figure_that_they_moved() {
    let folder = here();
    let scenario =
        "name,requests_per_month,duration_ms,memory_mb,instance_type,region\nA,1M,100,512,m5.large,us-east-1\n";
    fs::write(folder.path().join("s.csv"), scenario).unwrap();
    let off = "service,region,discount_pct,as_of,source\nec2,us-east-1,12.5,2026-11-01,agreement\n";
    fs::write(folder.path().join("off.csv"), off).unwrap();
    let args = ["compare", "s.csv", "--pricing", "off.csv", "--format", "csv", "--detail"];
    let compared = run(folder.path(), &args);
    assert_eq!(compared.code, 0, "{}", compared.err);
    let mark = "12.5 % off (agreement, as of 2026-11-01): ";
    let moved: Vec<_> = rows(&compared.out).into_iter().filter(|row| row["source"].starts_with(mark)).collect();
    // 0.096 less 12.5 % = 0.084; nothing else moved.
    assert!(!moved.is_empty() && moved.iter().all(|row| row["unit_price_usd"] == "0.084"), "{moved:?}");
    let others = rows(&compared.out).into_iter().filter(|row| !row["source"].starts_with(mark));
    assert!(moved.iter().all(|row| row["own_price"] == "true") && others.clone().count() > 0);
    assert!(others.into_iter().all(|row| row["own_price"] == "false"));
    let flat = run(folder.path(), &["compare", "s.csv", "--pricing", "off.csv", "--format", "csv"]);
    let flat = rows(&flat.out);
    assert_eq!((flat[0]["lambda_own_price"].as_str(), flat[0]["ec2_own_price"].as_str()), ("false", "true"));
    assert_eq!(flat[0]["price_book"], "2026+own");
    let json = run(folder.path(), &["compare", "s.csv", "--pricing", "off.csv", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["totals"]["ec2_own_price"], true);
    assert_eq!(json["totals"]["lambda_own_price"], false);
    let table = run(folder.path(), &["compare", "s.csv", "--pricing", "off.csv", "--explain", "A"]);
    assert!(table.out.contains("off.csv") && table.out.contains("* prices of your own were used."), "{}", table.out);
    // The line of the workload: Lambda's figure as published, EC2's and the saving with the mark.
    let row: Vec<&str> = table.out.lines().find(|line| line.starts_with("A  ")).unwrap().split_whitespace().collect();
    assert!(row[1].starts_with('$') && row[2].starts_with("*$"), "{}", table.out);
    assert_eq!(row.iter().filter(|cell| cell.starts_with("*$")).count(), 2, "{}", table.out);
    let explained = table.out.lines().find(|line| line.starts_with("EC2: ")).unwrap();
    assert!(explained.ends_with("a month, with prices of your own"), "{explained}");
    assert!(table.out.lines().any(|line| line.starts_with("Lambda: ") && line.ends_with("a month")), "{}", table.out);
}

/// A row of prices with this hourly price of t3a.small in us-east-1, which AWS lists at 0.0188.
fn t3a_small(usd_per_hour: &str) -> String {
    let heading = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source";
    format!("{heading}\nus-east-1,t3a.small,on-demand,{usd_per_hour},,2026-09-01,me\n")
}

#[test]
fn files_that_programs_hide_in_a_folder_are_no_prices() {
    let folder = here();
    let mine = folder.path().join("mine");
    fs::create_dir_all(mine.join(".ipynb_checkpoints")).unwrap();
    for name in [".e7.csv", "~$e2.csv", ".ipynb_checkpoints/e2-checkpoint.csv"] {
        fs::write(mine.join(name), t3a_small("0.5")).unwrap();
    }
    // What macOS puts beside a file on a disk of another system.
    fs::write(mine.join("._e2.csv"), b"\0\x05\x16\x07").unwrap();
    let nothing = run(folder.path(), &["prices", "check", "mine"]);
    assert_eq!(nothing.code, 3, "{}", nothing.err);
    let told =
        "mine: the folder has no .csv files but such as ._e2.csv: names that begin with . or ~$ are passed over\n";
    assert!(nothing.err.ends_with(told), "{}", nothing.err);
    fs::write(mine.join("e2.csv"), t3a_small("0.0179")).unwrap();
    let checked = run(folder.path(), &["prices", "check", "mine"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, "mine: 1 table; faults: 0; doubts: 0\n"));
    let args = ["prices", "show", "t3a.small", "--region", "us-east-1", "--pricing", "mine", "--format", "csv"];
    let shown = run(folder.path(), &args);
    assert!(shown.out.lines().any(|line| line.starts_with("on-demand,0.0179,")), "{}", shown.out);
}

#[test]
fn tables_of_other_formats_in_a_folder_are_told() {
    let folder = here();
    let mine = folder.path().join("mine");
    fs::create_dir_all(mine.join("more")).unwrap();
    let scenario = "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,1M,100,512,t3a.small\n";
    fs::write(folder.path().join("s.csv"), scenario).unwrap();
    let others = ["a.csv.bak", "a.txt", "more/p.tsv", "p.csv.gz", "p.json", "p.ods", "p.xlsx"];
    for name in others.iter().chain(&["README.md", "readme.txt", "LICENSE", "p.png", ".h.xlsx", "~$p.xlsx"]) {
        fs::write(mine.join(name), "").unwrap();
    }
    let help = "only .csv files are read: if it holds prices, save it as .csv";
    let nothing = run(folder.path(), &["prices", "check", "mine"]);
    assert_eq!(nothing.code, 3);
    let told = format!("mine: the folder has no .csv files but such as a.csv.bak: {help}\n");
    assert!(nothing.err.ends_with(&told), "{}", nothing.err);
    fs::write(mine.join("e2.csv"), t3a_small("0.0179")).unwrap();
    let checked = run(folder.path(), &["prices", "check", "mine"]);
    let doubts: String =
        others.iter().map(|name| format!("doubt: mine/{name}: it was passed over; {help}\n")).collect();
    assert_eq!(checked.out.replace('\\', "/"), format!("{doubts}mine: 1 table; faults: 0; doubts: 7\n"));
    assert_eq!((checked.code, run(folder.path(), &["prices", "check", "mine", "--strict"]).code), (0, 3));
    let compared = run(folder.path(), &["compare", "s.csv", "--pricing", "mine"]);
    let notes: String =
        others.iter().take(5).map(|name| format!("note: mine/{name} was passed over: {help}\n")).collect();
    let more = "note: 2 more files of other formats in mine were passed over\n";
    assert_eq!((compared.code, compared.err.replace('\\', "/")), (0, format!("{notes}{more}")));
    // One folder by two names.
    let twice = run(folder.path(), &["compare", "s.csv", "--pricing", "mine", "--pricing", "./mine"]);
    assert_eq!(twice.err.replace('\\', "/"), format!("{notes}{more}"));
}

#[test]
fn a_region_without_instances_says_what_to_do() {
    let folder = here();
    fs::write(folder.path().join("s.csv"), "name,requests_per_month,duration_ms,memory_mb\nA,1M,100,512\n").unwrap();
    let refused = run(folder.path(), &["compare", "s.csv", "--region", "us-gov-west-1"]);
    let told = "A: price book 2026 has no price of any instance in us-gov-west-1; take another region (`costcalc prices list \
                regions` has those in which workloads can be compared) or add prices of your own with --pricing\n";
    assert!(refused.code == 4 && refused.err.contains(told), "{}", refused.err);
}

#[cfg(unix)]
#[test]
fn what_of_a_folder_cannot_be_read_is_named() {
    let folder = here();
    let mine = folder.path().join("mine");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("e2.csv"), t3a_small("0.0179")).unwrap();
    for name in ["x.csv", "y.csv"] {
        std::os::unix::fs::symlink("nowhere", mine.join(name)).unwrap();
    }
    let scenario = "name,requests_per_month,duration_ms,memory_mb\nA,1M,100,512\n";
    fs::write(folder.path().join("s.csv"), scenario).unwrap();
    let told = ["x", "y"].map(|name| {
        format!(
            "error: mine/{name}.csv: it is a link to something that is not there; every table of mine counts: mend it, or \
             move it out of the folder\n"
        )
    });
    for args in [
        ["compare", "s.csv", "--pricing", "mine"].as_slice(),
        &["prices", "check", "mine"],
        &["prices", "diff", "2026", "mine"],
    ] {
        let refused = run(folder.path(), args);
        assert!(refused.code == 3 && refused.err.starts_with(&told.concat()), "{args:?}: {}", refused.err);
    }
}

#[test]
fn each_file_that_is_not_there_is_told() {
    let folder = here();
    for args in [&["prices", "import", "no1.json", "no2.json", "-o", "book"], &["prices", "diff", "no1", "no2"][..]] {
        let refused = run(folder.path(), args);
        let lines = |name: &str| refused.err.lines().filter(|line| line.starts_with(&format!("error: {name}"))).count();
        assert_eq!((refused.code, lines("no1"), lines("no2")), (3, 1, 1), "{args:?}: {}", refused.err);
        assert!(!folder.path().join("book").exists());
    }
}

#[test]
fn what_costs_nothing_is_a_doubt() {
    let folder = here();
    for (hourly, doubts) in [("0", 1), ("0.0", 1), ("0.0179", 0)] {
        fs::write(folder.path().join("e2.csv"), t3a_small(hourly)).unwrap();
        let checked = run(folder.path(), &["prices", "check", "e2.csv"]);
        let counted = format!("e2.csv: 1 table; faults: 0; doubts: {doubts}\n");
        assert!(checked.code == 0 && checked.out.ends_with(&counted), "{hourly}: {}", checked.out);
    }
    fs::write(folder.path().join("e2.csv"), t3a_small("0")).unwrap();
    let checked = run(folder.path(), &["prices", "check", "e2.csv", "--strict"]);
    let told = "doubt: e2.csv:2: t3a.small on-demand in us-east-1 costs 0 USD per instance-hour here and 0.0188 in price book 2026";
    assert!(checked.code == 3 && checked.out.starts_with(told), "{}", checked.out);
    let heading = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n";
    let row = |tiers: &str| format!("us-east-1,api_gateway_http,requests,any,on-demand,{tiers},2026-09-01,me\n");
    // Where the book has a price, a tier of 0 is asked about as well as all of them.
    let tiers = |first: &str, last: &str| {
        [row(&format!("0,1000000,request,{first}")), row(&format!("1000000,Inf,request,{last}"))].concat()
    };
    let (paid, free) = ("0.000001", row("0,Inf,request,0"));
    for (rows, doubts) in [(tiers(paid, paid), 0), (tiers("0", paid), 1), (tiers(paid, "0"), 1), (free, 1)] {
        fs::write(folder.path().join("e2.csv"), format!("{heading}{rows}")).unwrap();
        let checked = run(folder.path(), &["prices", "check", "e2.csv"]);
        assert!(checked.out.ends_with(&format!("e2.csv: 1 table; faults: 0; doubts: {doubts}\n")), "{}", checked.out);
    }
    let checked = run(folder.path(), &["prices", "check", "e2.csv"]);
    let told = "doubt: e2.csv:2: api_gateway_http requests in us-east-1 costs 0 USD per request here and 0.000001 in price book";
    assert!(checked.out.starts_with(told), "{}", checked.out);
}

#[test]
fn a_saved_book_of_a_day_to_come_is_warned_of_and_refused_if_asked() {
    let folder = here();
    let list = fs::read_to_string(fixture_path("ec2.json")).unwrap();
    fs::write(folder.path().join("ec2.json"), list.replace("2026-11-10T", "2036-01-01T")).unwrap();
    let imported = run(folder.path(), &["prices", "import", "ec2.json", "-o", "my book"]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    assert_eq!(imported.err, "Wrote my book. Next: costcalc compare scenario.csv --pricing 'my book'\n");
    fs::write(folder.path().join("s.csv"), "name,requests_per_month,duration_ms,memory_mb\nA,1M,100,512\n").unwrap();
    let args = ["compare", "s.csv", "--region", "us-east-1", "--pricing", "my book"];
    let told = "the prices of book my book are of 2036-01-01, which is still to come\n";
    let warned = run(folder.path(), &args);
    assert!(warned.code == 0 && warned.err.contains(&format!("warning: {told}")), "{}", warned.err);
    let refused = run(folder.path(), &[&args[..], &["--strict"]].concat());
    assert!(refused.code == 3 && refused.err == format!("error: {told}"), "{}", refused.err);
    let checked = run(folder.path(), &["prices", "check", "my book"]);
    let fault = "fault: my book/book.csv: as_of \"2036-01-01\" is still to come; ";
    assert!(checked.code == 3 && checked.out.contains(fault), "{}", checked.out);
}

#[test]
fn regions_in_which_nothing_can_be_compared_are_told_apart() {
    let folder = here();
    let listed = run(folder.path(), &["prices", "list", "regions"]);
    let listed_regions: Vec<&str> = listed.out.lines().collect();
    // pricing/2026 has no volumes in four of these, and no instances in us-gov-*.
    let others = ["ap-east-2", "ap-southeast-6", "us-gov-east-1", "us-gov-west-1"];
    for region in others {
        assert!(!listed_regions.contains(&region) && listed.err.contains(region), "{region}: {}", listed.err);
    }
    assert!(listed_regions.contains(&"eu-west-1") && !listed.err.contains("eu-west-1"));
    fs::write(folder.path().join("s.csv"), "name,requests_per_month,duration_ms,memory_mb\nA,1M,100,512\n").unwrap();
    for region in listed_regions.into_iter().chain(others) {
        let compared = run(folder.path(), &["compare", "s.csv", "--region", region]);
        assert_eq!(compared.code, if others.contains(&region) { 4 } else { 0 }, "{region}: {}", compared.err);
    }
}

#[test]
fn names_of_books_that_are_not_there_yet_and_standard_input_are_answered() {
    let folder = here();
    fs::write(folder.path().join("s.csv"), "name,requests_per_month,duration_ms,memory_mb\nA,1M,100,512\n").unwrap();
    for (args, code, told) in [
        (&["compare", "s.csv", "--pricing", "aws"][..], 3, "`costcalc prices update` fetches"),
        (&["compare", "s.csv", "--pricing", "-"], 2, "--pricing -: prices are not read from standard input"),
        (&["prices", "check", "-"], 2, "-: prices are not read from standard input"),
        (&["compare", "-", "--pricing", "/dev/stdin"], 2, "--pricing /dev/stdin: standard input is the scenario here"),
        (&["sweep", "-", "--power-tuning", "-"], 2, "--power-tuning -: standard input is the scenario here"),
        (&["compare"], 2, "or - for standard input"),
    ] {
        let refused = run(folder.path(), args);
        assert!(refused.code == code && refused.err.contains(told), "{args:?}: {}", refused.err);
    }
}

#[test]
fn a_saved_book_lies_over_its_own_base_alone_and_is_as_old_as_that() {
    let folder = here();
    let list = fs::read_to_string(fixture_path("ec2.json")).unwrap();
    fs::write(folder.path().join("ec2.json"), list).unwrap();
    let imported = run(folder.path(), &["prices", "import", "ec2.json", "-o", "mine"]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    fs::write(folder.path().join("s.csv"), "name,requests_per_month,duration_ms,memory_mb\nA,1M,100,512\n").unwrap();
    let compare = ["compare", "s.csv", "--region", "us-east-1", "--pricing", "mine"];
    for order in [["--pricing", "2019"], ["--pricing", "2026"]] {
        let both = run(folder.path(), &[&compare[..], &order].concat());
        let told = "error: price book mine: it lies over price book 2026, and not over 2019, whose rules and other prices would count";
        assert_eq!(both.err.starts_with(told), order[1] == "2019", "{}", both.err);
    }
    let book = folder.path().join("mine/book.csv");
    fs::write(&book, fs::read_to_string(&book).unwrap().replace("base,2026", "base,2019")).unwrap();
    let old = run(folder.path(), &[&compare[..], &["--strict"]].concat());
    let told =
        "error: book mine lies over price book 2019, whose rules and prices, where mine has none, are of 2020-12-01, ";
    assert!(old.code == 3 && old.err.starts_with(told), "{}", old.err);
}

#[test]
fn types_and_rules_of_ones_own_that_are_not_the_books_are_told() {
    let folder = here();
    fs::write(folder.path().join("s.csv"), "name,requests_per_month,duration_ms,memory_mb\nA,1M,100,512\n").unwrap();
    let types = "instance_type,family,arch,vcpu,memory_gib,burstable,baseline_pct_per_vcpu,current_generation,gpu,bare_metal,as_of,source\n";
    let rules = "service,rule,value,unit,note,as_of,source\n";
    for (table, told) in [
        // 2 vCPUs (AWS, 2026-10-01).
        (
            format!("{types}t3.large,t3,x86_64,20,8,true,30,true,0,false,2026-11-01,me\n"),
            "warning: own.csv:2: t3.large is 20 vCPUs here and 2 vCPUs in price book 2026\n",
        ),
        (
            format!("{rules}lambda,billing_increment,100,s,,2026-11-01,me\n"),
            "warning: own.csv:2: lambda billing_increment is 100 s here and 1 ms in price book 2026\n",
        ),
    ] {
        fs::write(folder.path().join("own.csv"), table).unwrap();
        let compared = run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]);
        assert!(compared.code == 0 && compared.err.contains(told), "{}", compared.err);
        let checked = run(folder.path(), &["prices", "check", "own.csv"]);
        assert!(checked.out.ends_with("faults: 0; doubts: 1\n"), "{}", checked.out);
    }
    for (row, told) in [
        ("t3.large,t3,x86_64,2,8192,true,30,true,0,false", "memory_gib: \"8192\" is more than any type has"),
        ("t3.large,t3,x86_64,2,8,true,0.3,true,0,false", "baseline_pct_per_vcpu: \"0.3\" is below 1 %"),
        ("t3.large,t3,x86_64,2,8,true,300,true,0,false", "baseline_pct_per_vcpu: \"300\" is above 100 %"),
    ] {
        fs::write(folder.path().join("own.csv"), format!("{types}{row},2026-11-01,me\n")).unwrap();
        let refused = run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]);
        assert!(refused.code == 3 && refused.err.contains(told), "{}", refused.err);
    }
    let discount = "service,region,family,purchase,discount_pct,as_of,source\nany,global,any,any,20,2026-11-01,me\n";
    fs::write(folder.path().join("own.csv"), discount).unwrap();
    let refused = run(folder.path(), &["compare", "s.csv", "--pricing", "own.csv"]);
    assert!(refused.code == 3 && refused.err.contains("\"global\" is no region that has prices"), "{}", refused.err);
}
