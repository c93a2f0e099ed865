//! The command line on good input: forms of a file that mean the same, options, outputs, exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const HEADING: &str = "name,requests_per_month,duration_ms,memory_mb\n";
const TWO: &str = "name,requests_per_month,duration_ms,memory_mb\nCheckout,50M,120,1024\nReports,30,45000,2048\n";

/// A folder with a file `s.csv`.
struct Case {
    folder: TempDir,
}

impl Case {
    fn new(text: impl AsRef<[u8]>) -> Case {
        let case = Case { folder: tempfile::tempdir().unwrap() };
        case.write("s.csv", text);
        case
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    fn files(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn run(&self, args: &[&str]) -> Run {
        Run::of(command().current_dir(self.path()).args(args).output().unwrap())
    }

    /// `costcalc compare s.csv` with further arguments.
    fn compare(&self, args: &[&str]) -> Run {
        let all: Vec<&str> = ["compare", "s.csv"].into_iter().chain(args.iter().copied()).collect();
        self.run(&all)
    }
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    command.env_remove("COLUMNS").env_remove("NO_COLOR").timeout(Duration::from_secs(120));
    // 2026-11-24: how old a book is must not depend on the day of the test.
    command.env("SOURCE_DATE_EPOCH", "1795478400");
    command
}

/// What a run left behind.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Run {
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked"), "{err}");
        Run { code: output.status.code().unwrap(), out: String::from_utf8(output.stdout).unwrap(), err }
    }

    #[track_caller]
    fn ends(self, code: i32) -> Run {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    #[track_caller]
    fn says(self, parts: &[&str]) -> Run {
        for part in parts {
            assert!(self.err.contains(part), "no {part:?} in {}", self.err);
        }
        self
    }

    #[track_caller]
    fn shows(self, parts: &[&str]) -> Run {
        for part in parts {
            assert!(self.out.contains(part), "no {part:?} in {}", self.out);
        }
        self
    }

    #[track_caller]
    fn silent(self) -> Run {
        assert_eq!(self.out, "");
        self
    }

    /// A column of the CSV on standard output.
    fn column(&self, name: &str) -> Vec<String> {
        let mut reader = csv::Reader::from_reader(self.out.as_bytes());
        let at = reader.headers().unwrap().iter().position(|heading| heading == name).unwrap();
        reader.records().map(|record| record.unwrap()[at].to_owned()).collect()
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

/// The CSV of a scenario's text.
#[track_caller]
fn figures(text: impl AsRef<[u8]>) -> String {
    Case::new(text).compare(&["--format", "csv"]).ends(0).out
}

// The file as spreadsheets and people write it -------------------------------------------------------------------

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

// Options --------------------------------------------------------------------------------------------------------

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
        "error: s.csv:2: A: price book 2026 has no price of ebs gp3_storage in ap-east-2; regions that have it: \
         ap-east-1, ap-northeast-1, ap-northeast-2\n",
    ]);
    // No region of its kind has the price: the first ones by name.
    case.write(
        "own.csv",
        "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n\
         xx-west-1,lambda,requests,any,on-demand,0,Inf,request,0.0000002,2026-11-01,agreement\n",
    );
    case.compare(&["--pricing", "own.csv", "--region", "xx-west-1"]).ends(4).silent().says(&[
        "no price of lambda duration in xx-west-1 for x86_64; regions that have it: af-south-1, ap-east-1, ap-east-2\n",
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
    // At 141 MB the work takes 40 x 1,769 / 141 = 501.8 ms, the waiting 41.8: 543.6 ms.
    let said = "memory_mb 141 (was 512), which takes 543.6 ms instead of 180 ms";
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
        let run = gate("lambda_usd > 1000").ends(5).says(&["--fail-if lambda_usd > 1000", "holds for a"]);
        assert_eq!(run.out, expected, "{format}");
        assert_eq!(gate("lambda_usd > 1M").ends(0).out, expected, "{format}");
        gate("total.workloads == 4").ends(5).says(&["the totals"]);
        gate("total.lambda_usd < 0").ends(0);
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
    gate("(lambda_possible and lambda_usd > 1M) or ec2_usd > 1").ends(5).says(&["holds for Long, Short"]);
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
    for heading in ["x_", "xowner", "owner"] {
        let text = format!("name,requests_per_month,duration_ms,memory_mb,{heading}\nA,5M,120,1024,1\n");
        Case::new(text).compare(&[]).ends(3).silent().says(&["begins with x_ and is not read"]);
    }
    case.run(&["columns"]).ends(0).shows(&["begin with x_"]);
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
        let words = "--samples and --seed are for cells that hold ranges, such as 8M..20M, and s.csv has none";
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

// Files ----------------------------------------------------------------------------------------------------------

#[test]
fn exports_are_complete_and_leave_nothing_beside_them() {
    let case = Case::new(TWO);
    let args = ["--export", "a.csv", "--export", "b.json", "--export", "c.md", "--export", "d.txt"];
    let table = case.compare(&args).ends(0).out;
    assert_eq!(case.files(), ["a.csv", "b.json", "c.md", "d.txt", "s.csv"]);
    assert_eq!(case.read("d.txt"), table);
    for (file, format) in [("a.csv", "csv"), ("b.json", "json"), ("c.md", "markdown"), ("d.txt", "table")] {
        assert_eq!(case.read(file), case.compare(&["--format", format]).ends(0).out, "{file}");
    }
    // By the other way through the program, too.
    let csv = case.compare(&["--format", "csv", "--export", "e.csv", "--export", "f.CSV"]).ends(0).out;
    assert_eq!(case.read("e.csv"), csv);
    assert_eq!(case.read("f.CSV"), csv);
    assert_eq!(case.files(), ["a.csv", "b.json", "c.md", "d.txt", "e.csv", "f.CSV", "s.csv"]);
}

#[test]
fn an_export_that_cannot_be_written_is_an_internal_fault() {
    let case = Case::new(TWO);
    fs::create_dir(case.path().join("folder.csv")).unwrap();
    for target in ["no/such/out.csv", "s.csv/out.csv", "folder.csv", "no/out.json"] {
        for format in ["csv", "table"] {
            let args = ["--format", format, "--export", "good.csv", "--export", target];
            case.compare(&args).ends(1).silent().says(&[target, "cannot write"]);
            assert_eq!(case.files(), ["folder.csv", "s.csv"], "{target}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_to_write_is_an_internal_fault() {
    use std::os::unix::fs::PermissionsExt as _;
    let case = Case::new(TWO);
    let folder = case.path().join("locked");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let privileged = fs::write(folder.join("probe"), "").is_ok();
    if !privileged {
        case.compare(&["--export", "locked/out.csv"]).ends(1).silent();
        assert!(fs::read_dir(&folder).unwrap().next().is_none());
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_file_that_is_there_is_replaced_only_on_success() {
    let case = Case::new(format!("{HEADING}A,x,120,1024\n"));
    for (file, format) in [("out.csv", "csv"), ("out.json", "table")] {
        case.write(file, "old");
        case.compare(&["--format", format, "--export", file]).ends(3);
        assert_eq!(case.read(file), "old");
        case.compare(&["--format", format, "--export", file, "--region", "nowhere"]).ends(3);
        assert_eq!(case.read(file), "old");
    }
    case.write("s.csv", TWO);
    case.compare(&["--export", "out.json", "--region", "nowhere-1"]).ends(3);
    case.compare(&["--export", "out.json", "--region", "ap-east-2", "--set", "instance_type=c4.2xlarge"]).ends(4);
    assert_eq!(case.read("out.json"), "old");
    case.compare(&["--export", "out.json"]).ends(0);
    assert!(case.read("out.json").starts_with('{'));
    assert_eq!(case.files(), ["out.csv", "out.json", "s.csv"]);
}

#[test]
fn an_export_is_written_even_where_a_condition_holds() {
    let case = Case::new(TWO);
    for (format, file) in [("csv", "a.csv"), ("table", "b.csv")] {
        case.compare(&["--format", format, "--export", file, "--fail-if", "lambda_usd > 0"]).ends(5);
        assert_eq!(case.read(file), figures(TWO));
    }
}

#[test]
fn the_scenario_is_not_overwritten_by_its_own_export() {
    let case = Case::new(TWO);
    case.compare(&["--export", "s.csv"]).ends(2).silent();
    assert_eq!(case.read("s.csv"), TWO);
}

#[test]
fn two_exports_into_one_file_are_refused() {
    let case = Case::new(TWO);
    case.write("r.json", "old");
    for (one, other) in [("r.json", "./r.json"), ("new.csv", "./new.csv")] {
        case.compare(&["--export", one, "--export", other])
            .ends(2)
            .silent()
            .says(&["is the same file as", "name another one"]);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("r.json", case.path().join("l.csv")).unwrap();
        case.compare(&["--export", "r.json", "--export", "l.csv"])
            .ends(2)
            .silent()
            .says(&["l.csv: this is the same file as r.json"]);
    }
    assert_eq!(case.read("r.json"), "old");
}

#[test]
fn what_would_take_all_memory_is_refused() {
    let case = Case::new(TWO);
    // 2 workloads and 50,001 sizes are more than 100,000 places; 32,000 x 32,000 pixels are 4 GB.
    let sweep = case.run(&["sweep", "s.csv", "--vary", "duration_ms=1..60000", "--steps", "50001"]);
    sweep.ends(2).silent().says(&["the sweep has 100002 places; 100000 are the most"]);
    let picture = case.run(&["chart", "compare", "s.csv", "-o", "a.png", "--size", "8000x8000", "--scale", "4"]);
    picture.ends(2).silent().says(&["--scale 4: a picture of 32000 x 32000 pixels", "use --scale 1"]);
    assert_eq!(case.files(), ["s.csv"]);
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_an_internal_fault() {
    let case = Case::new(TWO);
    for format in ["table", "csv", "json", "markdown"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_costcalc"))
            .current_dir(case.path())
            .args(["compare", "s.csv", "--format", format])
            .stdout(Stdio::from(full))
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(1), "{format}");
    }
}

/// 60,000 rows with line breaks in quotes, comments and blank lines.
fn large() -> String {
    let mut text = String::from("name,requests_per_month,duration_ms,memory_mb,invocation\n");
    for at in 0..60_000_u32 {
        let ending = if at % 2 == 0 { "\n" } else { "\r\n" };
        let (requests, duration) = (1_000 + at * 7, 5 + at % 900);
        let _ =
            write!(text, "\"Job {at}\nof \"\"many\"\", all\",{requests},{duration},{},async{ending}", 128 + at % 1_024);
        if at % 1_000 == 0 {
            text.push_str("# \"note\n\n");
        }
    }
    text
}

#[test]
fn a_large_file_gives_the_same_bytes_with_any_number_of_threads() {
    let case = Case::new(large());
    let jobs = |jobs: &str| case.compare(&["--format", "csv", "--jobs", jobs]).ends(0);
    let one = jobs("1");
    assert_eq!(jobs("4").out, one.out);
    let names = one.column("name");
    assert_eq!(names.len(), 60_000);
    for (at, name) in names.iter().enumerate() {
        assert_eq!(*name, format!("Job {at}\nof \"many\", all"));
    }
    // The other way through the program, which holds everything in memory: each is asked about the sum of all.
    let all = case.compare(&["--format", "csv", "--fail-if", NEVER]).ends(0);
    assert!(all.out == one.out);
}

/// A condition that holds for no workload and needs all of them before it is judged.
const NEVER: &str = "lambda_usd > total.lambda_usd";

#[test]
fn every_text_of_a_run_of_many_blocks_is_that_of_a_run_held_in_memory() {
    let mut text = String::from(HEADING);
    for row in 0..2_500 {
        let _ = writeln!(text, "{row} {:x<200},{},{},{}", "", row * 7_919 + 1, 20 + row % 400, 128 + row % 2_000);
    }
    assert!(text.len() > 2 << 18, "the file has one block of rows");
    let case = Case::new(text);
    let names = ["a.csv", "a.json", "a.md", "a.txt"];
    let texts = |more: &[&str]| {
        let exports = names.iter().flat_map(|name| ["--export", name]);
        let args: Vec<&str> = exports.chain(more.iter().copied()).collect();
        let run = case.compare(&args).ends(0);
        let texts: Vec<String> = names.iter().map(|name| case.read(name)).collect();
        (run.out, texts)
    };
    let in_memory = texts(&["--fail-if", NEVER]);
    assert!(in_memory.1[0].lines().count() == 2_501 && in_memory.0.contains("1,500 more workloads are not shown"));
    for jobs in ["1", "3"] {
        assert!(texts(&["--jobs", jobs]) == in_memory, "{jobs}");
    }
    let json = case.compare(&["--format", "json"]).ends(0);
    assert!(json.out == in_memory.1[1]);
    assert_eq!(json.json()["workloads"].as_array().unwrap().len(), 2_500);
}

#[test]
fn a_closed_pipe_is_success() {
    // Several times what a pipe holds, in each format.
    let rows = (0..5_000).fold(String::from(HEADING), |mut rows, at| {
        let _ = writeln!(rows, "W{at},5M,120,1024");
        rows
    });
    let case = Case::new(rows);
    for args in
        [&["compare", "s.csv", "--format", "csv"][..], &["compare", "s.csv"], &["compare", "s.csv", "--format", "json"]]
    {
        let (status, line, err) = first_line(&case, args);
        assert!(status.success(), "{args:?}: {status} {err}");
        assert!(!line.is_empty());
        assert_eq!(err, "", "{args:?}");
    }
    let (status, line, err) = first_line(&case, &["prices", "show", "us-east-1"]);
    assert!(status.success() && !line.is_empty() && err.is_empty(), "{status} {err}");
}

/// Reads one line of a run's output, then closes the pipe.
fn first_line(case: &Case, args: &[&str]) -> (std::process::ExitStatus, String, String) {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_costcalc"))
        .current_dir(case.path())
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut reader = BufReader::with_capacity(64, child.stdout.take().unwrap());
    reader.read_line(&mut line).unwrap();
    drop(reader);
    let output = child.wait_with_output().unwrap();
    (output.status, line, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_closed_pipe_loses_neither_an_export_nor_a_condition() {
    let case = Case::new(large());
    let args = ["compare", "s.csv", "--format", "csv", "--export", "out.csv", "--fail-if", "lambda_usd > 0"];
    let (status, ..) = first_line(&case, &args);
    assert_eq!(case.files(), ["out.csv", "s.csv"], "the export is missing though the run ended with {status}");
    assert_eq!(status.code(), Some(5));
}

// Safe to show ---------------------------------------------------------------------------------------------------

const HOSTILE_NAMES: [&str; 6] = [
    "\u{1b}[31mred\u{1b}]0;title\u{7}",
    "right\u{202e}left\u{2066}isolate",
    "bell\u{7}back\u{8}space\u{9b}31m",
    "line\u{2028}para\u{2029}mark\u{feff}",
    "pipe|star*under_<script>`tick`[a](b)",
    "del\u{7f}\u{200f}\u{061c}",
];

fn is_raw(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}' | '\u{2029}')
}

#[test]
fn controls_in_names_never_reach_a_reader_raw() {
    let rows: String = HOSTILE_NAMES.iter().map(|name| format!("\"{name}\",5M,1200000,1024\n")).collect();
    let case = Case::new(format!("{HEADING}{rows}"));
    for args in [
        &["--format", "table"][..],
        &["--format", "markdown"],
        &["--explain"],
        &["--fail-if", "ec2_usd > 0"],
        &["--format", "table", "--region", "us-est-1"],
        &["--set", "memory_mb=64"],
        &["--explain", "\u{1b}[31mre\u{202e}d"],
        &["--fail-if", "\u{1b}\u{202e} > 1"],
        &["--sort", "\u{1b}\u{202e}"],
        &["--set", "\u{1b}\u{202e}=1"],
        &["--region", "\u{1b}\u{202e}"],
        &["--pricing", "\u{1b}\u{202e}"],
        &["--hours-per-month", "\u{1b}\u{202e}"],
        &["--export", "\u{1b}\u{202e}.xyz"],
        &["--export", "no/\u{1b}\u{202e}.csv"],
        &["--format", "\u{1b}\u{202e}"],
        &["\u{1b}\u{202e}"],
        &["--\u{1b}\u{202e}"],
    ] {
        let run = case.compare(args);
        assert!(!run.out.contains(is_raw), "{args:?}: {:?}", run.out);
        assert!(!run.err.contains(is_raw), "{args:?}: {:?}", run.err);
    }
    for args in [
        &["prices", "show", "\u{1b}\u{202e}"][..],
        &["columns", "\u{1b}\u{202e}"],
        &["compare", "\u{1b}\u{202e}"],
        &["\u{1b}\u{202e}"],
    ] {
        let run = case.run(args);
        assert_ne!(run.code, 0);
        assert!(!run.err.contains(is_raw), "{args:?}: {:?}", run.err);
    }
    let markdown = case.compare(&["--format", "markdown"]).ends(0).out;
    assert!(!markdown.contains("<script>") && markdown.contains("pipe\\|star"), "{markdown}");
}

#[test]
fn controls_in_arguments_never_reach_a_reader_raw() {
    let case = Case::new(TWO);
    for hostile in ["\u{202e}x", "\u{1b}[31mx", "\u{7}x", "\u{9b}31mx", "\u{2028}x"] {
        let flag = format!("--{hostile}");
        let runs = [
            case.run(&[hostile]),
            case.run(&["prices", "list", hostile]),
            case.run(&["completions", hostile]),
            case.compare(&["--format", hostile]),
            case.compare(&["--jobs", hostile]),
            case.compare(&["--top", hostile]),
            case.compare(&[hostile]),
            case.compare(&[&flag]),
        ];
        for run in runs {
            let run = run.ends(2).silent();
            assert!(!run.err.contains(is_raw), "{hostile:?}: {:?}", run.err);
        }
    }
}

#[test]
fn controls_in_own_prices_never_reach_a_reader_raw() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,instance_type\nA,5M,120,1024,m7g.large\n");
    case.write(
        "own.csv",
        format!("{EC2_HEADING}us-east-1,m7g.large,on-demand,0.05,,2026-11-01,our \u{1b}[31m\u{202e}deal\n"),
    );
    for args in [&["--explain", "--pricing", "own.csv"][..], &["--pricing", "own.csv", "--format", "markdown"]] {
        let run = case.compare(args).ends(0);
        assert!(!run.out.contains(is_raw), "{args:?}: {:?}", run.out);
    }
    let run = case.run(&["prices", "show", "m7g.large", "--region", "us-east-1", "--pricing", "own.csv"]).ends(0);
    assert!(!run.out.contains(is_raw), "{:?}", run.out);
}

#[test]
fn names_in_csv_are_never_formulas() {
    let names = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"\"http://x\"\",\"\"y\"\")", "=a\nb"];
    let rows: String = names.iter().map(|name| format!("\"{name}\",5M,120,1024\n")).collect();
    let case = Case::new(format!("{HEADING}{rows}"));
    for args in [&["--format", "csv"][..], &["--format", "csv", "--detail"]] {
        let run = case.compare(args).ends(0);
        for name in run.column("name") {
            assert!(name.starts_with('\''), "{name:?}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_wherever_it_runs() {
    let case = Case::new(format!("{TWO}결제 승인 🛒,5M,120,1024\n"));
    for format in ["table", "csv", "json", "markdown"] {
        let expected = case.compare(&["--format", format]).ends(0).out;
        let run = |change: &dyn Fn(&mut Command)| {
            let mut command = command();
            change(command.current_dir(case.path()).args(["compare", "s.csv", "--format", format]));
            Run::of(command.output().unwrap()).ends(0).out
        };
        assert_eq!(run(&|_| ()), expected, "{format} again");
        assert_eq!(
            run(&|c| {
                c.env_remove("HOME").env_remove("XDG_CONFIG_HOME");
            }),
            expected,
            "{format} without HOME"
        );
        assert_eq!(
            run(&|c| {
                c.env("LANG", "ko_KR.UTF-8").env("LC_ALL", "ko_KR.UTF-8");
            }),
            expected,
            "{format} in Korean"
        );
        assert_eq!(
            run(&|c| {
                c.env("LC_ALL", "de_DE.UTF-8");
            }),
            expected,
            "{format} in German"
        );
        assert_eq!(
            run(&|c| {
                c.env("LC_ALL", "C").env("TZ", "Asia/Seoul");
            }),
            expected,
            "{format} in C"
        );
        assert_eq!(
            run(&|c| {
                c.env("NO_COLOR", "1");
            }),
            expected,
            "{format} without color"
        );
        assert_eq!(
            run(&|c| {
                c.env("CLICOLOR_FORCE", "1").env("TERM", "xterm-256color");
            }),
            expected,
            "{format} piped"
        );
        assert_eq!(
            run(&|c| {
                c.env_clear();
            }),
            expected,
            "{format} in an empty environment"
        );
    }
}

#[test]
fn an_odd_width_is_no_reason_to_fail() {
    let case = Case::new(TWO);
    for columns in ["0", "1", "39", "65535", "70000", "-1", "wide", ""] {
        let output =
            command().current_dir(case.path()).env("COLUMNS", columns).args(["compare", "s.csv", "--explain"]).output();
        Run::of(output.unwrap()).ends(0).shows(&["Checkout"]);
    }
}

// The other commands ---------------------------------------------------------------------------------------------

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

const EC2_HEADING: &str = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n";
const RATES_HEADING: &str = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n";

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
        .shows(&["0.05", "own price"]);

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
fn of_very_many_faults_in_own_prices_the_first_are_told() {
    let case = Case::new(TWO);
    let bad = |at: u32| format!("us-east-1,m7g.{at:05},spot,cheap,,2026-11-01,x\n");
    let bad: String = (0..50_000).map(bad).collect();
    case.write("own.csv", format!("{EC2_HEADING}{bad}"));
    let run = case.compare(&["--pricing", "own.csv"]).ends(3).silent();
    let count = "50000 problems in own.csv; 49995 of them are not shown, in lines 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 and 49985 in further lines.";
    let run = run.says(&["own.csv:2:26:", "own.csv:6:26:", count]);
    assert!(!run.err.contains("own.csv:7:"), "{}", run.err);
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

// JSON -----------------------------------------------------------------------------------------------------------

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
